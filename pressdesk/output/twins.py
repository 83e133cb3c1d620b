"""The grey twins of a page, one for each ink: what the page lays on that plate, as a page that anything can paint.

Each operator that sets a colour becomes a grey of how much of the ink there is. What overprints, and says nothing of
the ink, is left out (ISO 32000-1, 8.6.7), so that what lies under it stays. Pictures and runs of colours are taken
apart in the same way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

from pressdesk.base.values import NamedTuple
from pressdesk.output.functions import function
from pressdesk.output.inks import CMYK, EVERY, GRAY, PROCESS, RGB, Space, amounts, space_of
from pressdesk.output.twinpictures import Parted, parted

DEEPEST = 24
MOST_STEPS = 400_000
"""Operators of a page; what follows is not painted."""

LONGEST = 10_000_000
"""Bytes of operators in a stream, or on a page outside its forms, that are read."""

_MOST_PACKED = 1100
"""How many times smaller packing makes a stream at most."""

_STEPS_OF_A_RUN = 255
_Map: TypeAlias = tuple[float, float, float, float, float, float]
_WHOLE: _Map = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Paint(NamedTuple):
    """A colour as it was set; `pattern` is the name of the pattern that stands in for it."""

    space: Space = GRAY
    values: tuple[float, ...] = (0.0,)
    pattern: str = ""


class State(NamedTuple):
    """What `q` keeps and `Q` brings back, as far as plates differ by it."""

    fill: Paint = Paint()
    stroke: Paint = Paint()
    fill_over: bool = False
    stroke_over: bool = False
    nonzero: bool = False
    mode: int = 0
    map: _Map = _WHOLE


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
        run = _Run(self, page.get("/Resources", {}), State(), 0)
        for content, ink in zip(run.go(page, opening=True), self.inks, strict=True):
            twin = pikepdf.Dictionary(page)
            twin["/Contents"] = self.target.make_stream(content)
            twin["/Resources"] = run.resources_for(ink)
            if "/Group" in twin:
                twin["/Group"] = _grey_group(twin["/Group"])
            found.append(twin)
        return found

    def space(self, found: Any, resources: Any) -> Space:
        return space_of(found, resources, spots=self.spots)

    def form(self, drawn: Any, resources: Any, state: State, depth: int) -> list[Any] | None:
        """The twins of a form object as it is painted in a state; None for one that paints itself."""
        name = drawn.objgen if drawn.is_indirect else None
        key = (name, "form", state._replace(map=_linear(state.map)))
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
        own = _map_of(drawn.get("/Matrix"))
        run = _Run(self, drawn.get("/Resources", resources), state._replace(map=_times(own, state.map)), depth + 1)
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
                twin["/Group"] = _grey_group(drawn["/Group"])
            twins.append(twin)
        return twins

    def pattern(self, found: Any, resources: Any, depth: int) -> list[Any] | None:
        """The twins of a pattern: of tiles, or of a run of colours."""
        import pikepdf

        if isinstance(found, pikepdf.Stream):
            if int(found.get("/PaintType", 1)) == 2:
                return [found] * len(self.inks)
            start = State(map=_times(_map_of(found.get("/Matrix")), _WHOLE))
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
            twin.write(_opening(ink) + twin.read_bytes())
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

    def picture(self, drawn: Any, space: Space, by: _Map) -> list[Any] | None:
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
            twin["/Decode"] = Array([_grey_of(tone, ink) for tone in tones])
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


def is_too_long(stream: Any) -> bool:
    """Whether a stream, or a page's streams together, unpack to more than is read."""
    import pikepdf

    told = stream.get("/Contents") if str(stream.get("/Type", "")) == "/Page" else stream
    parts = list(told) if isinstance(told, pikepdf.Array) else [told]
    total = 0
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            packed = len(part.read_raw_bytes())
            if packed * _MOST_PACKED > LONGEST - total:
                try:
                    packed = len(part.read_bytes())
                except pikepdf.PdfError:
                    return True
            total += packed
    return total > LONGEST


class _Run:
    """The twins of one stream of operators while they are written."""

    def __init__(self, twins: Twins, resources: Any, state: State, depth: int) -> None:
        self.twins = twins
        self.resources = resources
        self.state = state
        self.depth = depth
        self.kept: list[State] = []
        self.out: list[list[Any]] = [[] for _ in twins.inks]
        self.extra: list[dict[str, dict[str, Any]]] = [{} for _ in twins.inks]
        self.names = 0
        self._known: dict[tuple[object, ...], str] = {}
        self._spaces: dict[str, Space] = {}

    def go(self, stream: Any, *, opening: bool = False) -> list[bytes]:
        """The operators of a stream, for each ink."""
        import pikepdf

        steps: Any = ()
        if not is_too_long(stream):
            with suppress(pikepdf.PdfError, TypeError, ValueError):
                steps = pikepdf.parse_content_stream(stream)
        for step in steps:
            self.twins.steps -= 1
            if self.twins.steps < 0:
                break
            act = _ACTS.get(str(step.operator))
            if act is None:
                for out in self.out:
                    out.append(step)
                continue
            try:
                act(self, step)
            except (
                ArithmeticError,
                AttributeError,
                LookupError,
                NotImplementedError,
                TypeError,
                ValueError,
                RecursionError,
                pikepdf.PdfError,
            ):
                continue  # a step that makes no sense is none
        made = [pikepdf.unparse_content_stream(out) for out in self.out]
        if opening:
            made = [_opening(ink) + content for content, ink in zip(made, self.twins.inks, strict=True)]
        return made

    def resources_for(self, ink: str) -> Any:
        """What the twin of this stream for an ink refers to."""
        import pikepdf

        made = pikepdf.Dictionary()
        for kind in ("/ExtGState", "/Font", "/Properties", "/ColorSpace"):
            if kind in self.resources:
                made[kind] = self.resources[kind]
        for kind, entries in self.extra[self.twins.inks.index(ink)].items():
            own = pikepdf.Dictionary(entries)
            if kind == "/ColorSpace" and kind in made:
                own.update(made[kind])
            made[kind] = own
        return made

    def change(self, **fields: Any) -> None:
        self.state = self.state._replace(**fields)

    def same(self, step: Any) -> None:
        for out in self.out:
            out.append(step)

    def add(self, at: int, operands: Sequence[Any], operator: str) -> None:
        import pikepdf

        self.out[at].append(pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator)))

    def named(self, kind: str, key: tuple[object, ...], made: Sequence[Any]) -> str:
        """A name for something that each twin has its own of."""
        if key not in self._known:
            self.names += 1
            self._known[key] = f"/Tw{self.names}"
            for extra, one in zip(self.extra, made, strict=True):
                extra.setdefault(kind, {})[self._known[key]] = one
        return self._known[key]

    # colours

    def colour(self, paint: Paint, stroke: bool) -> None:
        """Set a colour: on each plate how much there is of its ink."""
        self.change(**{"stroke" if stroke else "fill": paint})
        if paint.space.family == "Pattern" and not paint.pattern:
            return
        found = self.spoken(paint)
        if paint.pattern:
            self.pattern(paint, found, stroke)
            return
        for at, ink in enumerate(self.twins.inks):
            self.add(at, [_grey_of(found, ink)], "G" if stroke else "g")

    def spoken(self, paint: Paint) -> dict[str, float]:
        space = paint.space.base if paint.space.family == "Pattern" else paint.space
        return amounts(space, paint.values, self.twins.press) if space is not None else {}

    def pattern(self, paint: Paint, found: dict[str, float], stroke: bool) -> None:
        import pikepdf

        told = self.resources["/Pattern"][paint.pattern]
        key = ("pattern", paint.pattern)
        if key not in self._known:
            made = self.twins.pattern(told, self.resources, self.depth)
            if made is None:
                made = [told] * len(self.twins.inks)
            self.named("/Pattern", key, made)
        name = pikepdf.Name(self._known[key])
        plain = paint.space.base is None or int(told.get("/PaintType", 1)) != 2
        for at, ink in enumerate(self.twins.inks):
            if plain:
                self.add(at, [pikepdf.Name.Pattern], "CS" if stroke else "cs")
                self.add(at, [name], "SCN" if stroke else "scn")
            else:
                grey = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceGray])
                space = self.named("/ColorSpace", ("grey pattern",), [grey] * len(self.twins.inks))
                self.add(at, [pikepdf.Name(space)], "CS" if stroke else "cs")
                self.add(at, [_grey_of(found, ink), name], "SCN" if stroke else "scn")

    def choose_space(self, name: Any, stroke: bool) -> None:
        key = str(name)
        if key not in self._spaces:
            self._spaces[key] = self.twins.space(name, self.resources)
        space = self._spaces[key]
        self.colour(Paint(space, space.first), stroke)

    def choose_colour(self, operands: Sequence[Any], stroke: bool) -> None:
        import pikepdf

        before = self.state.stroke if stroke else self.state.fill
        pattern = str(operands[-1]) if operands and isinstance(operands[-1], pikepdf.Name) else ""
        values = tuple(float(operand) for operand in operands if not isinstance(operand, pikepdf.Name))
        self.colour(Paint(before.space, values, pattern), stroke)

    def graphics_state(self, step: Any) -> None:
        told = self.resources["/ExtGState"][str(step.operands[0])]
        if "/OP" in told:
            self.change(stroke_over=bool(told["/OP"]))
            if "/op" not in told:
                self.change(fill_over=bool(told["/OP"]))
        if "/op" in told:
            self.change(fill_over=bool(told["/op"]))
        if "/OPM" in told:
            self.change(nonzero=int(told["/OPM"]) == 1)
        self.same(step)

    # painting

    def left_out(self, stroke: bool) -> list[bool]:
        """On which plates what is painted now leaves everything as it is."""
        paint = self.state.stroke if stroke else self.state.fill
        over = self.state.stroke_over if stroke else self.state.fill_over
        space = paint.space
        if space.inks and all(ink == "None" for ink in space.inks):
            return [True] * len(self.twins.inks)
        if not over or space.family == "Pattern":
            return [False] * len(self.twins.inks)
        found = self.spoken(paint)
        direct = self.state.nonzero and space == CMYK
        silent = []
        for ink in self.twins.inks:
            share = found.get(ink, found.get(EVERY))
            silent.append(share is None or (direct and share == 0))
        return silent

    def paint(self, step: Any) -> None:
        """A path painted, on each plate with what concerns it."""
        operator = str(step.operator)
        fills, strokes = operator in _FILLING, operator in _STROKING
        no_fill = self.left_out(False) if fills else [False] * len(self.out)
        no_stroke = self.left_out(True) if strokes else [False] * len(self.out)
        for at, out in enumerate(self.out):
            instead = operator
            if no_fill[at]:
                instead = _STROKED.get(operator, "n")
            if no_stroke[at]:
                instead = _FILLED.get(operator, "n") if not no_fill[at] else "n"
            if instead == operator:
                out.append(step)
            else:
                self.add(at, [], instead)

    def show(self, step: Any) -> None:
        """Text shown; where it concerns nothing it moves on unseen."""
        mode = self.state.mode
        no_fill = self.left_out(False) if mode in (0, 2, 4, 6) else [True] * len(self.out)
        no_stroke = self.left_out(True) if mode in (1, 2, 5, 6) else [True] * len(self.out)
        for at, out in enumerate(self.out):
            wanted = (4 if mode > 3 else 0) + {
                (False, False): 2,
                (False, True): 0,
                (True, False): 1,
                (True, True): 3,
            }[no_fill[at], no_stroke[at]]
            if mode in (3, wanted):
                out.append(step)
            else:
                self.add(at, [wanted], "Tr")
                out.append(step)
                self.add(at, [mode], "Tr")

    def draw(self, step: Any) -> None:
        drawn = self.resources["/XObject"][str(step.operands[0])]
        kind = str(drawn.get("/Subtype", ""))
        if kind == "/Image":
            self.image(drawn, str(step.operands[0]))
        elif kind == "/Form":
            made = self.twins.form(drawn, self.resources, self.state, self.depth)
            if made is not None:
                key = (str(step.operands[0]), self.state._replace(map=_linear(self.state.map)))
                self.place(self.named("/XObject", key, made))

    def place(self, name: str, left_out: Sequence[bool] = ()) -> None:
        import pikepdf

        for at in range(len(self.out)):
            if not (left_out and left_out[at]):
                self.add(at, [pikepdf.Name(name)], "Do")

    def image(self, drawn: Any, name: str) -> None:
        if bool(drawn.get("/ImageMask", False)):
            known = self.named("/XObject", ("stencil", name), [drawn] * len(self.out))
            self.place(known, self.left_out(False))
            return
        space = self.twins.space(drawn["/ColorSpace"], self.resources) if "/ColorSpace" in drawn else _untold(drawn)
        made = self.twins.picture(drawn, space, self.state.map)
        key = ("picture", name, _linear(self.state.map))
        if made is None:  # what cannot be taken apart stands as a grey on the black plate
            made = [drawn] * len(self.out)
            self.place(self.named("/XObject", key, made), [ink != "Black" for ink in self.twins.inks])
            return
        self.place(self.named("/XObject", key, made), self.silent(space))

    def silent(self, space: Space) -> list[bool]:
        """The plates that an overprinting picture or run of colours leaves as they are (Table 149: all but OPM)."""
        if not self.state.fill_over:
            return [False] * len(self.out)
        if space.family == "Indexed":
            return self.silent(space.base)
        spoken = space.inks if space.inks and space.tint is None else PROCESS
        return [ink not in spoken and EVERY not in spoken for ink in self.twins.inks]

    def inline(self, step: Any) -> None:
        self.names += 1
        self.image(self._expanded(step.operands[0]), f"inline {self.names}")

    def _expanded(self, found: Any) -> Any:
        """A picture written between the operators, as one that stands by itself."""
        import pikepdf

        drawn = self.twins.target.make_stream(bytes(found._data._inline_image_raw_bytes()))
        drawn["/Subtype"] = pikepdf.Name.Image
        for key, value in found.obj.items():
            name = _LONG.get(str(key), str(key))
            if name in ("/ColorSpace", "/Filter") and isinstance(value, pikepdf.Name):
                value = pikepdf.Name(_LONG_VALUES.get(str(value), str(value)))
            drawn[name] = value
        if "/ColorSpace" in drawn:
            space = drawn["/ColorSpace"]
            own = self.resources.get("/ColorSpace", {})
            if isinstance(space, pikepdf.Name) and str(space) in own:
                drawn["/ColorSpace"] = own[str(space)]
        return drawn

    def shade(self, step: Any) -> None:
        found = self.resources["/Shading"][str(step.operands[0])]
        key = ("shading", str(step.operands[0]))
        if key not in self._known:
            made = self.twins.shading(found, self.resources)
            self.named("/Shading", key, made if made is not None else [found] * len(self.out))
        import pikepdf

        silent = self.silent(self.twins.space(found["/ColorSpace"], self.resources))
        for at in range(len(self.out)):
            if not silent[at]:
                self.add(at, [pikepdf.Name(self._known[key])], "sh")


def _opening(ink: str) -> bytes:
    """The colour that a page begins with: black."""
    return b"0 g 0 G\n" if ink == "Black" else b"1 g 1 G\n"


def _grey_of(found: dict[str, float], ink: str) -> float:
    return round(1 - found.get(ink, found.get(EVERY, 0.0)), 5)


def _grey_group(group: Any) -> Any:
    import pikepdf

    made = pikepdf.Dictionary(group)
    made["/CS"] = pikepdf.Name.DeviceGray
    return made


def _untold(drawn: Any) -> Space:
    """The space of a JPEG 2000 picture that tells it only within."""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(drawn.read_raw_bytes())) as image:
        return {"L": GRAY, "LA": GRAY, "CMYK": CMYK}.get(image.mode, RGB)


def _decode_ends(found: Any) -> tuple[float, float]:
    decode = found.get("/Decode")
    return (0.0, 1.0) if decode is None else (float(decode[4]), float(decode[5]))


def _spread(low: float, high: float, at: int, count: int) -> float:
    return low + (high - low) * at / (count - 1)


def _map_of(found: Any) -> _Map:
    if found is None:
        return _WHOLE
    a, b, c, d, e, f = (float(number) for number in found)
    return (a, b, c, d, e, f)


def _times(first: _Map, then: _Map) -> _Map:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _linear(by: _Map) -> _Map:
    """A map without its shift, rounded: things of the same size share their twins."""
    a, b, c, d = (round(value, 3) for value in by[:4])
    return (a, b, c, d, 0.0, 0.0)


def _keep(run: _Run, step: Any) -> None:
    run.same(step)
    if len(run.kept) < 500:
        run.kept.append(run.state)


def _bring_back(run: _Run, step: Any) -> None:
    run.same(step)
    if run.kept:
        run.state = run.kept.pop()


def _set_map(run: _Run, step: Any) -> None:
    run.same(step)
    run.change(map=_times(_map_of(step.operands), run.state.map))


def _set_mode(run: _Run, step: Any) -> None:
    run.same(step)
    run.change(mode=int(step.operands[0]) & 7)


def _plain(space: Space, stroke: bool) -> _Act:
    return lambda run, step: run.colour(Paint(space, tuple(float(value) for value in step.operands)), stroke)


_Act: TypeAlias = Callable[[_Run, Any], None]
_FILLING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKING = frozenset(("S", "s", "B", "B*", "b", "b*"))
_STROKED = {"B": "S", "B*": "S", "b": "s", "b*": "s"}
_FILLED = {"B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_LONG = {
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/H": "/Height",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
    "/W": "/Width",
}
_LONG_VALUES = {
    "/G": "/DeviceGray",
    "/RGB": "/DeviceRGB",
    "/CMYK": "/DeviceCMYK",
    "/I": "/Indexed",
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
_ACTS: dict[str, _Act] = {
    "q": _keep,
    "Q": _bring_back,
    "cm": _set_map,
    "Tr": _set_mode,
    "gs": lambda run, step: run.graphics_state(step),
    "g": _plain(GRAY, False),
    "G": _plain(GRAY, True),
    "rg": _plain(RGB, False),
    "RG": _plain(RGB, True),
    "k": _plain(CMYK, False),
    "K": _plain(CMYK, True),
    "cs": lambda run, step: run.choose_space(step.operands[0], False),
    "CS": lambda run, step: run.choose_space(step.operands[0], True),
    **dict.fromkeys(("sc", "scn"), lambda run, step: run.choose_colour(step.operands, False)),
    **dict.fromkeys(("SC", "SCN"), lambda run, step: run.choose_colour(step.operands, True)),
    **dict.fromkeys(_FILLING | _STROKING, lambda run, step: run.paint(step)),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), lambda run, step: run.show(step)),
    "Do": lambda run, step: run.draw(step),
    "sh": lambda run, step: run.shade(step),
    "INLINE IMAGE": lambda run, step: run.inline(step),
}
