"""What lies behind letters and codes on a sheet: the colours under them in painting order, films and pictures too.

Colours are those of the screen, since luminance is a matter of eyes. A picture is looked at in a small copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.colour import RGB, Ink
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import InputError
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Gradient, Picture, Shape
from pressdesk.prepress.facts import Area, Blend, Box, Code, Drawn, Fact, Image, Line, Text, is_empty, overlap, ratio

if TYPE_CHECKING:
    from pressdesk.display.assets import Asset

PAPER = RGB(1.0, 1.0, 1.0)
ACROSS = (0.1, 0.3, 0.5, 0.7, 0.9)
UP = (0.25, 0.75)
"""Where behind a run of letters the ground is looked at, as parts of its box."""

SPARED = 2
"""How many of those places may differ less: a letter may touch the edge of what lies behind it."""

COPY = 96
"""The longer side, in pixels, of the small copy of a picture."""

SMOOTH = 6
"""Straight pieces in place of a curve."""

_Layer: TypeAlias = Area | Image | Blend
_Polygon: TypeAlias = tuple[tuple[float, float], ...]


class Shade(NamedTuple):
    """A colour and how much of it: 1 hides what lies under it, below 0 nobody knows."""

    rgb: RGB
    opacity: float = 1.0


def seen(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a page with what lies behind texts and codes filled in, as far as it is known."""
    layers: list[_Layer] = []
    found: list[Fact] = []
    for number, fact in enumerate(facts):
        if isinstance(fact, Area | Image | Blend) and fact.drawn is not None:
            layers.append(fact)
        elif isinstance(fact, Text) and fact.light >= 0:
            fact = fact._replace(ground=_behind(fact, layers))
        elif isinstance(fact, Code):
            fact = _code(fact, layers, facts[number + 1 :])
        found.append(fact)
    return tuple(found)


def _behind(text: Text, layers: Sequence[_Layer]) -> float:
    """The luminance behind a text where it differs least, single places left out; -1 where it is not known."""
    under = _under(text.box, layers)
    if not under:
        return PAPER.luminance
    top = under[-1]
    if isinstance(top, Area) and _is_flat(top) and _covers(top.box, text.box):
        assert top.paint.rgb is not None
        return top.paint.rgb.luminance
    left, bottom, right, height = text.box
    found = []
    for part in ACROSS:
        for up in UP:
            colour = colour_at(under, left + part * (right - left), bottom + up * (height - bottom))
            if colour is None:
                return -1.0
            luminance = colour.luminance
            found.append((ratio(text.light, luminance), luminance))
    return sorted(found)[SPARED][1]


def _code(code: Code, layers: Sequence[_Layer], later: Sequence[Fact]) -> Code:
    """A code with the luminance of its ground, where it brings none along, and whether something lies over it."""
    if code.light < 0:
        under = _under(code.box, layers)
        grounds = [colour_at(under, x, y) for x, y in _ring(code)]
        known = [colour.luminance for colour in grounds if colour is not None]
        code = code._replace(light=min(known, default=-1.0))
    edge = code.module / 2
    left, bottom, right, top = code.box
    zone = (left + edge, bottom + edge, right - edge, top - edge)
    return code._replace(entered=code.entered or any(_enters(fact, zone, code) for fact in later))


def _enters(fact: Fact, zone: Box, code: Code) -> bool:
    if not isinstance(fact, Text | Line | Area | Image | Blend) or is_empty(overlap(fact.box, zone)):
        return False
    if isinstance(fact, Area | Image | Blend) and fact.drawn is not None:
        drawn = fact.drawn
        places = [(x, y) for x, y in (*_ring(code), *_grid(zone)) if _holds(fact.box, x, y)]
        return any(_shade(drawn, x, y) is not None for x, y in places)
    return True


def _ring(code: Code) -> Iterator[tuple[float, float]]:
    """Places in the middle of the quiet zone, all around."""
    left, bottom, right, top = code.box
    half = (code.core[0] - left) / 2
    for part in (0.02, 0.2, 0.4, 0.6, 0.8, 0.98):
        x, y = left + part * (right - left), bottom + part * (top - bottom)
        yield from ((x, bottom + half), (x, top - half), (left + half, y), (right - half, y))


def _grid(zone: Box) -> Iterator[tuple[float, float]]:
    left, bottom, right, top = zone
    for i in range(9):
        for j in range(9):
            yield left + i / 8 * (right - left), bottom + j / 8 * (top - bottom)


def colour_at(under: Sequence[_Layer], x: float, y: float) -> RGB | None:
    """The colour that layers, painted in that order on white paper, give at a point; None where it is not known."""
    shades: list[Shade] = []
    for layer in reversed(under):
        if layer.drawn is None or not _holds(layer.box, x, y):
            continue
        shade = _shade(layer.drawn, x, y)
        if shade is None:
            continue
        if shade.opacity < 0:
            return None
        shades.append(shade)
        if shade.opacity >= 1:
            break
    colour = PAPER
    for shade in reversed(shades):
        colour = _mixed(colour, shade.rgb, shade.opacity)
    return colour


def _under(box: Box, layers: Sequence[_Layer]) -> list[_Layer]:
    """The layers that reach under a box, from the last one on that hides all before it."""
    left, bottom, right, top = box
    found = [
        layer
        for layer in layers
        if layer.box[0] < right and layer.box[2] > left and layer.box[1] < top and layer.box[3] > bottom
    ]
    for number in range(len(found) - 1, -1, -1):
        layer = found[number]
        if isinstance(layer, Area) and _is_flat(layer) and _covers(layer.box, box):
            return found[number:]
    return found


def _is_flat(area: Area) -> bool:
    """Whether an area is a rectangle in one colour that hides what lies under it."""
    drawn = area.drawn
    if drawn is None or drawn.opacity != 1.0 or area.paint.rgb is None or not isinstance(drawn.item, Shape):
        return False
    a, b, c, d = drawn.map[:4]
    return _is_upright(drawn.item.path) and ((b == 0 and c == 0) or (a == 0 and d == 0))


def _covers(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _shade(drawn: Drawn, x: float, y: float) -> Shade | None:
    """What an item paints at a point of the page, nothing outside of it."""
    try:
        x, y = Affine(*drawn.map).inverse().apply(x, y)
    except ZeroDivisionError:
        return None
    found = _shape_at(drawn.item, x, y) if isinstance(drawn.item, Shape) else None
    if isinstance(drawn.item, Picture):
        found = _picture_at(drawn.item, x, y)
    if found is None or drawn.opacity == 1.0:
        return found
    return Shade(found.rgb, -1.0 if drawn.opacity < 0 else found.opacity * drawn.opacity)


def _shape_at(shape: Shape, x: float, y: float) -> Shade | None:
    if shape.fill is None or not _is_inside(shape, x, y):
        return None
    if isinstance(shape.fill, Ink):
        return Shade(shape.fill.rgb)
    return _gradient_at(shape.fill, x, y)


def _gradient_at(gradient: Gradient, x: float, y: float) -> Shade:
    dx, dy = gradient.x1 - gradient.x0, gradient.y1 - gradient.y0
    length = dx * dx + dy * dy
    along = ((x - gradient.x0) * dx + (y - gradient.y0) * dy) / length if length else 0.0
    stops = sorted(gradient.stops, key=lambda stop: stop.offset)
    before = [stop for stop in stops if stop.offset <= along] or stops[:1]
    after = [stop for stop in stops if stop.offset > along] or stops[-1:]
    one, other = before[-1], after[0]
    gap = other.offset - one.offset
    part = min(max((along - one.offset) / gap, 0.0), 1.0) if gap > 0 else 0.0
    opacity = one.opacity + (other.opacity - one.opacity) * part
    return Shade(_mixed(one.ink.rgb, other.ink.rgb, part), opacity)


def _picture_at(picture: Picture, x: float, y: float) -> Shade | None:
    box, crop = picture.box, picture.crop
    if not box.holds(x, y) or box.width <= 0 or box.height <= 0:
        return None
    copy = _small_copy(picture.asset)
    if copy is None:
        return Shade(PAPER, -1.0)
    width, height, data = copy
    across = crop.x + (x - box.x) / box.width * crop.width
    down = crop.y + (y - box.y) / box.height * crop.height
    column = min(max(int(across * width), 0), width - 1)
    row = min(max(int(down * height), 0), height - 1)
    red, green, blue, alpha = data[4 * (row * width + column) : 4 * (row * width + column) + 4]
    if picture.duotone is not None:
        grey = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
        return Shade(_mixed(picture.duotone.dark.rgb, picture.duotone.light.rgb, grey), alpha / 255)
    return Shade(RGB(red / 255, green / 255, blue / 255), alpha / 255)


@lru_cache(maxsize=64)
def _small_copy(asset: Asset) -> tuple[int, int, bytes] | None:
    """A picture, upright and small, as rows of red, green, blue and alpha; None for one that cannot be opened."""
    from PIL import ImageOps

    from pressdesk.display.pictures import open_picture

    try:
        with open_picture(FilePath(asset.path)) as image:
            image.draft("RGB", (COPY, COPY))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((COPY, COPY))
            small = upright.convert("RGBA")
    except (InputError, OSError, ValueError, SyntaxError):
        return None
    return small.width, small.height, small.tobytes()


def _mixed(one: RGB, other: RGB, part: float) -> RGB:
    """From `one` to `other` by `part`, 0 to 1."""
    return RGB(*[a + (b - a) * part for a, b in zip(one, other, strict=True)])


def _is_upright(path: Path) -> bool:
    """Whether a path is one upright rectangle."""
    if path.verbs not in ("MLLLZ", "MLLL") or len(path.coords) != 8:
        return False
    x0, y0, x1, y1, x2, y2, x3, y3 = path.coords
    return (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0) or (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0)


def _is_inside(shape: Shape, x: float, y: float) -> bool:
    box = _bounds(shape.path)
    if not box.holds(x, y):
        return False
    if _is_upright(shape.path):
        return True
    winding, crossings = 0, 0
    for polygon in _polygons(shape.path):
        for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
            if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                winding += 1 if y1 > y0 else -1
                crossings += 1
    return crossings % 2 == 1 if shape.even_odd else winding != 0


@lru_cache(maxsize=1024)
def _bounds(path: Path) -> Rect:
    return path.bounds()


@lru_cache(maxsize=256)
def _polygons(path: Path) -> tuple[_Polygon, ...]:
    """The outlines of a path with straight pieces in place of curves."""
    found: list[list[tuple[float, float]]] = []
    at = 0
    for verb in path.verbs:
        if verb == "Z" or (verb != "M" and not found):
            continue
        numbers = path.coords[at : at + (6 if verb == "C" else 2)]
        at += len(numbers)
        if verb == "M":
            found.append([(numbers[0], numbers[1])])
        elif verb == "L":
            found[-1].append((numbers[0], numbers[1]))
        else:
            found[-1] += _curve(found[-1][-1], numbers)
    return tuple(tuple(points) for points in found if len(points) > 2)


def _curve(start: tuple[float, float], numbers: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = numbers
    for step in range(1, SMOOTH + 1):
        t = step / SMOOTH
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
