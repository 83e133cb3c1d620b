"""Pictures as leaves: cut to the box around their focal point, in two inks, under a film, over several sheets."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.assets import Asset
from pressdesk.display.items import Blend, Duotone, Gradient, Group, Item, Picture, Role, Shape, Stop, Stroke
from pressdesk.layout.page import NO_OUTS, Outs

if TYPE_CHECKING:
    from pressdesk.display.svg import SvgDrawing

GAP_GROUND = Ink("missing", RGB(0.9, 0.9, 0.9), CMYK(0.0, 0.0, 0.0, 0.1))
GAP_LINE = Ink("missing line", RGB(0.55, 0.55, 0.55), CMYK(0.0, 0.0, 0.0, 0.5))
FADE = 0.75
"""How much of its box a film takes to fade out."""


class Scrim(NamedTuple):
    """A film over a picture: `edge` is where it is strongest, empty for an even one."""

    ink: Ink
    strength: float
    edge: str = ""


class Treatment(NamedTuple):
    """How a picture is cut and painted: `focus` as fractions of the picture, `zoom` from 1."""

    focus: tuple[float, float] = (0.5, 0.5)
    zoom: float = 1.0
    contain: bool = False
    duotone: Duotone | None = None
    scrim: Scrim | None = None
    opacity: float = 1.0
    blend: Blend = "normal"
    alternative: str = ""


class Source:
    """A picture file that was looked at: an asset, or a drawing, or neither with the problems that say why."""

    __slots__ = ("asset", "drawing", "problems")

    def __init__(
        self, asset: Asset | None = None, drawing: SvgDrawing | None = None, problems: tuple[Problem, ...] = ()
    ) -> None:
        self.asset = asset
        self.drawing = drawing
        self.problems = problems

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in any unit; 3 to 2 where nothing is known."""
        if self.asset is not None:
            return self.asset.upright
        if self.drawing is not None and self.drawing.width > 0 and self.drawing.height > 0:
            return self.drawing.width, self.drawing.height
        return 3.0, 2.0

    @property
    def aspect(self) -> float:
        """Width to height."""
        width, height = self.size
        return width / height


class Sources:
    """Picture files looked at once each, until they change."""

    def __init__(self) -> None:
        self._known: dict[FilePath, tuple[tuple[int, int], Source]] = {}

    def at(self, path: FilePath, root: FilePath) -> Source:
        """The picture file within `root`; what is wrong with it comes as its problems."""
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
        except (OSError, ValueError):
            stamp = (0, -1)
        known = self._known.get(path)
        if known is None or known[0] != stamp or stamp[1] < 0:
            known = self._known[path] = (stamp, _look(path, root))
        return known[1]


def _look(path: FilePath, root: FilePath) -> Source:
    from pressdesk.display.pictures import picture_problems, probe

    if not path.resolve().is_relative_to(root.resolve()):
        return Source(problems=(_outside(path),))
    try:
        if path.suffix.lower() == ".svg":
            from pressdesk.display.svg import read_svg

            drawing = read_svg(path)
            return Source(drawing=drawing, problems=tuple(drawing.problems))
        return Source(asset=probe(path), problems=tuple(picture_problems(path)))
    except InputError as fault:
        return Source(problems=fault.problems)


def _outside(path: FilePath) -> Problem:
    return Problem(
        "error",
        "picture-outside",
        f"The picture “{path.name}” lies outside of the campaign's folder.",
        "Import it into the folder pictures.",
        Place(file=str(path)),
    )


class PictureLeaf:
    """A picture that takes the box it is given; a missing one shows as a grey field with a cross."""

    firm = False
    stretches = True
    __slots__ = ("problems", "role", "set_height", "source", "treatment")

    def __init__(
        self, source: Source, treatment: Treatment, set_height: float = 0.0, problems: tuple[Problem, ...] = ()
    ) -> None:
        self.source = source
        self.treatment = treatment
        self.set_height = set_height
        self.problems = (*source.problems, *problems)
        self.role: Role = "figure" if treatment.alternative else "artifact"

    def natural(self) -> float:
        if self.set_height:
            return self.set_height * self.source.aspect
        return self.source.size[0] * 72 / 225

    def least(self) -> float:
        return 0.0

    def height(self, width: float) -> float:
        return width / self.source.aspect

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        return None

    def excess(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        return 0.0, 0.0

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:
        return self.draw_on(width, height, outs, None)

    def draw_on(self, width: float, height: float, outs: Outs, canvas: Rect | None) -> tuple[Item, ...]:
        """The items for a box of that size; `canvas`, relative to it, is what a picture across sheets covers in all."""
        if width <= 0 or height <= 0:
            return ()
        treatment = self.treatment
        if treatment.contain and canvas is None:
            outs = NO_OUTS
        box = Rect(-outs.left, -outs.top, width + outs.left + outs.right, height + outs.top + outs.bottom)
        items: tuple[Item, ...]
        if self.source.asset is not None:
            items = (self._picture(self.source.asset, box, canvas),)
        elif self.source.drawing is not None:
            items = (self._drawing(self.source.drawing, box, canvas),)
        else:
            return placeholder(box)
        if treatment.scrim is not None:
            items = (*items, film(treatment.scrim, box))
        if treatment.opacity == 1.0 and treatment.blend == "normal":
            return items
        return (Group(items, opacity=treatment.opacity, blend=treatment.blend),)

    def _picture(self, asset: Asset, box: Rect, canvas: Rect | None) -> Picture:
        treatment = self.treatment
        if treatment.contain and canvas is None:
            place = contained(self.source.aspect, box)
            return Picture(asset, place, Rect(0, 0, 1, 1), treatment.duotone, treatment.alternative)
        whole = canvas or box
        crop = cover(self.source.aspect, whole.width / whole.height, treatment.focus, treatment.zoom)
        if canvas is not None:
            crop = part_of(crop, canvas, box)
        return Picture(asset, box, crop, treatment.duotone, treatment.alternative)

    def _drawing(self, drawing: SvgDrawing, box: Rect, canvas: Rect | None) -> Group:
        treatment = self.treatment
        if treatment.contain and canvas is None:
            place = contained(self.source.aspect, box)
            return Group((drawing.group,), _onto(drawing, place))
        whole = canvas or box
        crop = cover(self.source.aspect, whole.width / whole.height, treatment.focus, treatment.zoom)
        width, height = whole.width / crop.width, whole.height / crop.height
        place = Rect(whole.x - crop.x * width, whole.y - crop.y * height, width, height)
        return Group((Group((drawing.group,), _onto(drawing, place)),), clip=Path.rect(box))


def cover(aspect: float, box_aspect: float, focus: tuple[float, float], zoom: float = 1.0) -> Rect:
    """The part of a picture, as fractions, that fills a box, with the focal point as near to its middle as can be.

    >>> cover(2.0, 1.0, (1.0, 0.5))
    Rect(x=0.5, y=0.0, width=0.5, height=1.0)
    """
    width, height = (box_aspect / aspect, 1.0) if box_aspect < aspect else (1.0, aspect / box_aspect)
    width, height = width / max(zoom, 1.0), height / max(zoom, 1.0)
    x = min(max(focus[0] - width / 2, 0.0), 1.0 - width)
    y = min(max(focus[1] - height / 2, 0.0), 1.0 - height)
    return Rect(x, y, width, height)


def part_of(crop: Rect, canvas: Rect, box: Rect) -> Rect:
    """The part of `crop` that falls on `box`, when the whole of `crop` is laid over `canvas`."""
    return Rect(
        crop.x + crop.width * (box.x - canvas.x) / canvas.width,
        crop.y + crop.height * (box.y - canvas.y) / canvas.height,
        crop.width * box.width / canvas.width,
        crop.height * box.height / canvas.height,
    )


def contained(aspect: float, box: Rect) -> Rect:
    """The largest rectangle of that aspect in the middle of `box`."""
    width, height = (box.width, box.width / aspect) if box.width / box.height < aspect else (0.0, box.height)
    width = width or height * aspect
    return Rect(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


def film(scrim: Scrim, box: Rect) -> Shape:
    """A film over `box`, even or fading away from its edge."""
    if not scrim.edge:
        stops = (Stop(0.0, scrim.ink, scrim.strength), Stop(1.0, scrim.ink, scrim.strength))
        return Shape(Path.rect(box), Gradient(box.x, box.y, box.x, box.bottom, stops))
    stops = (Stop(0.0, scrim.ink, scrim.strength), Stop(1.0, scrim.ink, 0.0))
    width, height = box.width * FADE, box.height * FADE
    line = {
        "top": (box.x, box.y, box.x, box.y + height),
        "bottom": (box.x, box.bottom, box.x, box.bottom - height),
        "left": (box.x, box.y, box.x + width, box.y),
        "right": (box.right, box.y, box.right - width, box.y),
    }[scrim.edge]
    return Shape(Path.rect(box), Gradient(*line, stops))


def placeholder(box: Rect) -> tuple[Item, ...]:
    """A grey field with a cross: here a picture is missing."""
    stroke = Stroke(GAP_LINE, max(min(box.width, box.height) / 150, 0.5))
    cross = Path.line(box.x, box.y, box.right, box.bottom) + Path.line(box.right, box.y, box.x, box.bottom)
    return Shape(Path.rect(box), GAP_GROUND), Shape(cross, None, stroke)


def _onto(drawing: SvgDrawing, place: Rect) -> Affine:
    return Affine(place.width / drawing.width, 0.0, 0.0, place.height / drawing.height, place.x, place.y)
