"""The grey twins of a page, one for each ink: what the page lays on that plate, as a page that anything can paint.

Each operator that sets a colour becomes a grey of how much of the ink there is. What overprints, and says nothing of
the ink, is left out (ISO 32000-1, 8.6.7), so that what lies under it stays. Pictures and runs of colours are taken
apart in the same way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pressdesk.output.functions import function
from pressdesk.output.inks import EVERY, Space, amounts, space_of
from pressdesk.output.twinpictures import Parted, parted
from pressdesk.output.twinstate import (
    DEEPEST,
    MOST_STEPS,
    WHOLE,
    Map,
    State,
    grey_group,
    grey_of,
    linear,
    map_of,
    opening,
    times,
)
from pressdesk.output.twinwriting import Run

_STEPS_OF_A_RUN = 255


class Twins:
    """Makes the twins of the pages of `target`, a document of pikepdf's, for some inks.

    `per_point` is how many pixels a point of the page will have; pictures are made as small as that allows.
    """

    def __init__(self, target: Any, inks: Sequence[str], press: bytes, per_point: float, *, spots: bool = True) -> None:
        self.target = target
        self.inks = tuple(inks)
        self.press = press
        self.per_point = per_point
        self.spots = spots
        self.steps = MOST_STEPS
        self._made: dict[object, Any] = {}
        self._parted: dict[object, Parted | None] = {}
        self._busy: set[object] = set()

    def pages(self, page: Any) -> list[Any]:
        """A twin for each ink of one of the target's pages (a page object that stays as it is)."""
        import pikepdf

        found = []
        run = Run(self, page.get("/Resources", {}), State(), 0)
        for content, ink in zip(run.go(page, first=True), self.inks, strict=True):
            twin = pikepdf.Dictionary(page)
            twin["/Contents"] = self.target.make_stream(content)
            twin["/Resources"] = run.resources_for(ink)
            if "/Group" in twin:
                twin["/Group"] = grey_group(twin["/Group"])
            found.append(twin)
        return found

    def space(self, found: Any, resources: Any) -> Space:
        return space_of(found, resources, spots=self.spots)

    def form(self, drawn: Any, resources: Any, state: State, depth: int) -> list[Any] | None:
        """The twins of a form object as it is painted in a state; None for one that paints itself."""
        name = drawn.objgen if drawn.is_indirect else None
        key = (name, "form", state._replace(map=linear(state.map)))
        if name is None or key not in self._made:
            found = self._streams(drawn, resources, state, depth, name)
            if found is None or name is None:
                return found
            self._made[key] = found
        return list(self._made[key])

    def _streams(self, drawn: Any, resources: Any, state: State, depth: int, name: object) -> list[Any] | None:
        if depth >= DEEPEST or name in self._busy:
            return None
        self._busy.add(name)
        own = map_of(drawn.get("/Matrix"))
        run = Run(self, drawn.get("/Resources", resources), state._replace(map=times(own, state.map)), depth + 1)
        contents = run.go(drawn)
        self._busy.discard(name)
        twins = []
        for content, ink in zip(contents, self.inks, strict=True):
            twin = self.target.make_stream(content)
            for key, value in drawn.items():
                if key not in ("/Filter", "/DecodeParms", "/Length", "/Resources", "/Group"):
                    twin[key] = value
            twin["/Resources"] = run.resources_for(ink)
            if "/Group" in drawn:
                twin["/Group"] = grey_group(drawn["/Group"])
            twins.append(twin)
        return twins

    def pattern(self, found: Any, resources: Any, depth: int) -> list[Any] | None:
        """The twins of a pattern: of tiles, or of a run of colours."""
        import pikepdf

        if isinstance(found, pikepdf.Stream):
            if int(found.get("/PaintType", 1)) == 2:
                return [found] * len(self.inks)
            start = State(map=times(map_of(found.get("/Matrix")), WHOLE))
            return self._opened(self._streams(found, resources, start, depth, found.objgen))
        made = self.shading(found["/Shading"], resources)
        if made is None:
            return None
        twins = []
        for shading in made:
            twin = pikepdf.Dictionary(found)
            twin["/Shading"] = shading
            twins.append(twin)
        return twins

    def _opened(self, twins: list[Any] | None) -> list[Any] | None:
        """Tiles begin with black on the black plate and with nothing on the others."""
        for twin, ink in zip(twins or (), self.inks, strict=False):
            twin.write(opening(ink) + twin.read_bytes())
        return twins

    def shading(self, found: Any, resources: Any) -> list[Any] | None:
        """The twins of a run of colours, its function sampled; a mesh of colours without one is not taken apart."""
        import pikepdf

        space = self.space(found["/ColorSpace"], resources)
        if "/Function" not in found:
            return None
        colours = function(found["/Function"])
        kind = int(found["/ShadingType"])
        if kind == 1:
            domain = [float(number) for number in found.get("/Domain", (0, 1, 0, 1))]
            across = [_spread(domain[0], domain[1], i, 32) for i in range(32)]
            down = [_spread(domain[2], domain[3], i, 32) for i in range(32)]
            points: list[tuple[float, ...]] = [(x, y) for y in down for x in across]
            size = [32, 32]
        else:
            low, high = (float(number) for number in found.get("/Domain", _decode_ends(found)))
            domain, size = [low, high], [_STEPS_OF_A_RUN + 1]
            points = [(_spread(low, high, i, _STEPS_OF_A_RUN + 1),) for i in range(_STEPS_OF_A_RUN + 1)]
        table = [amounts(space, colours(point), self.press) for point in points]
        twins = []
        for ink in self.inks:
            samples = bytes(round(255 * (1 - entry.get(ink, entry.get(EVERY, 0.0)))) for entry in table)
            sampled = self.target.make_stream(
                samples, FunctionType=0, Domain=domain, Range=[0, 1], Size=size, BitsPerSample=8
            )
            twin = self._copy(found)
            twin["/ColorSpace"] = pikepdf.Name.DeviceGray
            twin["/Function"] = sampled
            if "/Background" in found:
                shown = amounts(space, [float(number) for number in found["/Background"]], self.press)
                twin["/Background"] = [1 - shown.get(ink, shown.get(EVERY, 0.0))]
            twins.append(twin)
        return twins

    def _copy(self, found: Any) -> Any:
        import pikepdf

        if not isinstance(found, pikepdf.Stream):
            return pikepdf.Dictionary(found)
        twin = self.target.make_stream(found.read_bytes())
        for key, value in found.items():
            if key not in ("/Filter", "/DecodeParms", "/Length"):
                twin[key] = value
        return twin

    def picture(self, drawn: Any, space: Space, by: Map) -> list[Any] | None:
        """The twins of a picture; None for one that cannot be taken apart."""
        name = drawn.objgen if drawn.is_indirect else id(drawn)
        needed = (
            math.ceil(math.hypot(by[0], by[1]) * self.per_point),
            math.ceil(math.hypot(by[2], by[3]) * self.per_point),
        )
        key = (name, "picture", needed)
        if key not in self._made:
            if int(drawn.get("/BitsPerComponent", 8)) == 1 and space.size == 1:
                self._made[key] = self._line_art(drawn, space)
            else:
                found = parted(drawn, space, needed, self.press)
                self._made[key] = None if found is None else [self._plate(drawn, found, ink) for ink in self.inks]
        made = self._made[key]
        return None if made is None else list(made)

    def _line_art(self, drawn: Any, space: Space) -> list[Any]:
        """A picture of two colours stays as it is packed; on each plate these are other greys."""
        from pikepdf import Array, Name

        decode = [float(number) for number in drawn.get("/Decode", (0, 1))]
        tones = [amounts(space, (value,), self.press) for value in decode[:2]]
        twins = []
        for ink in self.inks:
            twin = self.target.make_stream(drawn.read_raw_bytes())
            for key, value in drawn.items():
                if key != "/Length":
                    twin[key] = value
            twin["/ColorSpace"] = Name.DeviceGray
            twin["/Decode"] = Array([grey_of(tone, ink) for tone in tones])
            twins.append(twin)
        return twins

    def _plate(self, drawn: Any, found: Parted, ink: str) -> Any:
        from pikepdf import Name, Stream
        from PIL import Image, ImageChops

        plate = found.plate(ink)
        image = ImageChops.invert(plate) if plate is not None else Image.new("L", (1, 1), 255)
        twin = self._grey(image)
        for key in ("/Interpolate", "/SMask", "/Mask"):
            if key in drawn and not (key == "/Mask" and found.mask is not None):
                twin[key] = drawn[key]
        if found.mask is not None:
            twin["/SMask"] = self._grey(found.mask)
        if "/Mask" in twin and not isinstance(twin["/Mask"], Stream):
            del twin["/Mask"]
        twin["/Type"], twin["/Subtype"] = Name.XObject, Name.Image
        return twin

    def _grey(self, image: Any) -> Any:
        from pikepdf import Name

        return self.target.make_stream(
            image.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )


def _decode_ends(found: Any) -> tuple[float, float]:
    decode = found.get("/Decode")
    return (0.0, 1.0) if decode is None else (float(decode[4]), float(decode[5]))


def _spread(low: float, high: float, at: int, count: int) -> float:
    return low + (high - low) * at / (count - 1)
