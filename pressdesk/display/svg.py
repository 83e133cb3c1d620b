"""SVG drawings as display items: logos and ornaments that stay vectors.

The common subset is carried: paths, basic shapes, groups, `use`, nested `svg`, transforms, fills, strokes, simple style
sheets, opacity, blending, clips, linear gradients. For all else there is a Problem that says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path as FilePath
from typing import cast

from pressdesk.base.colour import WHITE, Ink
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.units import PX
from pressdesk.base.values import NamedTuple
from pressdesk.display.inspect import bounds
from pressdesk.display.items import Blend, Gradient, Group, Item, Shape
from pressdesk.display.svgpaint import paint_of
from pressdesk.display.svgpath import LARGEST, is_sound
from pressdesk.display.svgshapes import fitted, outline_of, stroke_of, view_box
from pressdesk.display.svgsource import RASTER_PPI, Source
from pressdesk.display.svgstyle import fraction, styled
from pressdesk.display.svgtree import Element, read_tree, refusal

MOST_ITEMS = 50_000
"""Elements painted in one drawing; `use` within `use` can make millions out of a few lines."""

_SHAPES = frozenset(["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"])
_GROUPS = frozenset(["g", "a", "svg", "symbol"])
_SILENT = frozenset(
    [
        "defs",
        "title",
        "desc",
        "metadata",
        "style",
        "linearGradient",
        "radialGradient",
        "clipPath",
        "mask",
        "pattern",
        "filter",
        "marker",
        "symbol",
        "view",
        "animate",
        "animateTransform",
        "animateMotion",
        "set",
        "script",
        "solidColor",
    ]
)


class SvgDrawing(NamedTuple):
    """A drawing in points, its top left at (0, 0): what can be painted, and what is wrong with the rest."""

    group: Group
    width: float
    height: float
    problems: tuple[Problem, ...] = ()


def read_svg(path: FilePath) -> SvgDrawing:
    """The drawing in a file; remembered until the file changes, so that its items stay the same objects.

    Raises InputError, in plain words, for a file that is missing, no SVG, empty, broken or unsafe.
    """
    try:
        stat = path.stat()
    except OSError:
        read_tree(path)  # says what is the matter
        raise
    return _read(str(path), stat.st_size, stat.st_mtime_ns)


def size_of(path: FilePath) -> tuple[float, float]:
    """Width and height in points that a drawing gives itself, whatever can be painted of it. Raises InputError."""
    reader = _Reader(path, read_tree(path))
    return reader.page()[:2]


@lru_cache(maxsize=64)
def recolour(drawing: SvgDrawing, ink: Ink, ground: Ink = WHITE) -> SvgDrawing:
    """The drawing in one ink; parts that are nearly white within a darker drawing become `ground`."""
    light = {found for found in _inks(drawing.group.items) if found.rgb.luminance > 0.8}
    if light == set(_inks(drawing.group.items)):
        light = set()
    group = cast(Group, _recoloured(drawing.group, ink, ground, light))
    return drawing._replace(group=group)


@lru_cache(maxsize=64)
def _read(name: str, _size: int, _changed: int) -> SvgDrawing:
    path = FilePath(name)
    return _Reader(path, read_tree(path)).drawing()


class _Reader(Source):
    """One reading of one file."""

    def __init__(self, path: FilePath, root: Element) -> None:
        super().__init__(path, root)
        self.count = 0
        self.using: list[str] = []

    def page(self) -> tuple[float, float, Rect | None, Affine]:
        """Width and height in points, the part of the drawing's plane that is shown, and its map onto the page in
        pixels."""
        view = view_box(self.root)
        width = self.size(self.root, "width", view.width if view else 0.0)
        height = self.size(self.root, "height", view.height if view else 0.0)
        if view is not None and not (width and height):
            width, height = view.width, view.height
        inner = fitted(view, Rect(0, 0, width, height), self.root.attributes.get("preserveAspectRatio", ""))
        if not (0 < width < LARGEST and 0 < height < LARGEST and is_sound(inner)):
            raise refusal(
                self.path,
                "svg-size",
                f"The drawing “{self.path.name}” does not say how large it is.",
                "Save it once more with a width, a height and a viewBox.",
                self.root.line,
            )
        return width * PX, height * PX, view, inner

    def drawing(self) -> SvgDrawing:
        """The whole drawing."""
        width, height, view, inner = self.page()
        page = Rect(0.0, 0.0, width, height)
        style = styled("svg", self.root.attributes, self.rules, {})
        items = tuple(self.children(self.root, inner.then(Affine.scaling(PX)), style, view or page))
        group = Group(items)
        if not items:
            raise refusal(
                self.path,
                "svg-empty",
                f"Nothing of the drawing “{self.path.name}” can be painted"
                + (f": it holds {self.listed()} only." if self.found else "."),
                f"Convert it to outlines, or export it as a PNG of {RASTER_PPI} ppi and use that.",
            )
        if not page.contains(bounds(group), slack=0.5):
            group = group._replace(clip=Path.rect(page))
        return SvgDrawing(group, page.width, page.height, self.problems())

    def children(self, element: Element, through: Affine, style: dict[str, str], view: Rect) -> list[Item]:
        """What all children of an element paint."""
        items: list[Item] = []
        for child in element.children:
            items += self.items(child, through, style, view)
        return items

    def items(self, element: Element, through: Affine, above: dict[str, str], view: Rect) -> list[Item]:
        """What an element paints, in points."""
        tag = element.tag
        if tag in _SILENT:
            return []
        self.count += 1
        if self.count > MOST_ITEMS:
            raise refusal(
                self.path,
                "svg-too-large",
                f"The drawing “{self.path.name}” holds more than {MOST_ITEMS} elements.",
                f"Simplify it, or export it as a PNG of {RASTER_PPI} ppi and use that.",
                element.line,
            )
        if tag in ("text", "image", "foreignObject"):
            if tag != "text" or any(part.strip() for inner in element.walk() for part in inner.text):
                self.tell(tag, element)
            return []
        style = styled(tag, element.attributes, self.rules, above)
        if style.get("display") == "none":
            return []
        through = self.moved(element, through)
        if tag in _SHAPES:
            found = self.shape(element, through, style, view)
        elif tag == "use":
            found = self.used(element, through, style, view)
        elif tag == "switch":
            chosen = next((child for child in element.children if child.tag != "foreignObject"), None)
            found = self.items(chosen, through, style, view) if chosen else []
        elif tag == "svg":
            found = self.viewport(element, element, through, style, view)
        elif tag in _GROUPS:
            found = self.children(element, through, style, view)
        else:
            return []
        return self.grouped(element, found, through, style, view) if found else []

    def grouped(
        self, element: Element, found: list[Item], through: Affine, style: dict[str, str], view: Rect
    ) -> list[Item]:
        """The items with the opacity, blending and clip of their element, if it has any."""
        if style.get("filter", "none") != "none":
            self.tell("filter", element)
        if style.get("mask", "none") != "none":
            self.tell("mask", element)
        opacity = fraction(style.get("opacity", "1"))
        blend = style.get("mix-blend-mode", "normal")
        if blend not in ("normal", "multiply", "screen"):
            self.tell("blend", element)
            blend = "normal"
        clip = self.clip(element, found, through, style, view)
        if opacity == 0 or (clip is not None and not clip.verbs):
            return []
        if opacity == 1 and blend == "normal" and clip is None:
            return found
        return [Group(tuple(found), clip=clip, opacity=opacity, blend=cast(Blend, blend))]

    def used(self, element: Element, through: Affine, style: dict[str, str], view: Rect) -> list[Item]:
        name = element.attributes.get("href", "")
        target = self.named.get(name.removeprefix("#")) if name.startswith("#") else None
        if target is None or name in self.using:
            self.tell("reference", element)
            return []
        through = Affine.translation(self.size(element, "x", view.width), self.size(element, "y", view.height)).then(
            through
        )
        self.using.append(name)
        try:
            if target.tag in ("symbol", "svg"):
                inner = styled(target.tag, target.attributes, self.rules, style)
                return self.viewport(target, element, through, inner, view)
            return self.items(target, through, style, view)
        finally:
            self.using.pop()

    def viewport(
        self, element: Element, sized: Element, through: Affine, style: dict[str, str], view: Rect
    ) -> list[Item]:
        """A nested `svg` or a `symbol`, whose size stands in the element `sized`."""
        width = self.size(sized, "width", view.width) or self.size(element, "width", view.width) or view.width
        height = self.size(sized, "height", view.height) or self.size(element, "height", view.height) or view.height
        left = top = 0.0
        if sized is element:
            left, top = self.size(element, "x", view.width), self.size(element, "y", view.height)
        box = Rect(left, top, width, height)
        inner = view_box(element)
        fit = fitted(inner, box, element.attributes.get("preserveAspectRatio", "")).then(through)
        fit = self.kept(fit, through, element)
        found = self.children(element, fit, style, inner or box)
        if not found or style.get("overflow") == "visible":
            return found
        return [Group(tuple(found), clip=Path.rect(box).mapped(through))]

    def shape(self, element: Element, through: Affine, style: dict[str, str], view: Rect) -> list[Item]:
        """A shape as one item, or two where fill and stroke differ in opacity."""
        outline = outline_of(self, element, view)
        if not outline.coords or style.get("visibility", "visible") != "visible":
            return []
        if any(element.attributes.get(f"marker-{end}", "none") != "none" for end in ("start", "mid", "end")):
            self.tell("marker", element)
        even_odd = style.get("fill-rule") == "evenodd"
        fill, fill_opacity = paint_of(self, element, "fill", style, outline, through)
        line, line_opacity = paint_of(self, element, "stroke", style, outline, through)
        if element.tag == "line":
            fill = None
        if isinstance(line, Gradient):
            line = line.stops[0].ink
        stroke, bent = stroke_of(self, element, line, style, through, view)
        if bent and stroke is not None:
            parts: list[Item] = [Shape(outline.mapped(through), fill, None, even_odd)] if fill else []
            return _faded(parts, fill_opacity) + _faded([Group((Shape(outline, None, stroke),), through)], line_opacity)
        placed = outline.mapped(through)
        if fill is not None and stroke is not None and fill_opacity != line_opacity:
            return _faded([Shape(placed, fill, None, even_odd)], fill_opacity) + _faded(
                [Shape(placed, None, stroke)], line_opacity
            )
        if fill is None and stroke is None:
            return []
        return _faded([Shape(placed, fill, stroke, even_odd)], fill_opacity if fill is not None else line_opacity)

    def clip(
        self, element: Element, found: list[Item], through: Affine, style: dict[str, str], view: Rect
    ) -> Path | None:
        """The outline that clips an element, all shapes of its clipPath together, in points."""
        told = style.get("clip-path", "none")
        if told == "none":
            return None
        target = self.named.get(told.removeprefix("url(").rstrip(")").strip(" \"'").removeprefix("#"))
        if target is None or target.tag != "clipPath":
            self.tell("reference", element)
            return None
        if target.attributes.get("clipPathUnits") == "objectBoundingBox":
            box = outline_of(self, element, view).bounds() if element.tag in _SHAPES else None
            if box is None:
                a, b, c, d = through[:4]
                flat = abs(a * d - b * c) < 1e-12
                box = Rect(0, 0, 0, 0) if flat else through.inverse().bounds(bounds(Group(tuple(found))))
            through = Affine(box.width, 0.0, 0.0, box.height, box.x, box.y).then(through)
        whole = Path("", ())
        for shape, place, shape_style in self.clipping(target, self.moved(target, through), style):
            outline = outline_of(self, shape, view)
            if shape_style.get("clip-rule") == "evenodd" and outline.verbs.count("M") > 1:
                self.tell("clip", shape)
            whole += outline.mapped(place)
        return whole

    def clipping(
        self, holder: Element, through: Affine, above: dict[str, str]
    ) -> Iterable[tuple[Element, Affine, dict[str, str]]]:
        """The shapes of a clipPath, those it uses included."""
        for child in holder.children:
            style = styled(child.tag, child.attributes, self.rules, above)
            place = self.moved(child, through)
            shape: Element | None = child
            if child.tag == "use":
                shape = self.named.get(child.attributes.get("href", "").removeprefix("#"))
                place = Affine.translation(self.size(child, "x", 0), self.size(child, "y", 0)).then(place)
                place = self.moved(shape, place) if shape is not None else place
            if shape is not None and shape.tag in _SHAPES:
                yield shape, place, style
            elif shape is None or shape.tag == "text":
                self.tell("text" if shape is not None else "reference", child)


def _faded(items: list[Item], opacity: float) -> list[Item]:
    if opacity <= 0:
        return []
    return items if opacity == 1 or not items else [Group(tuple(items), opacity=opacity)]


def _inks(items: Iterable[Item]) -> list[Ink]:
    found: list[Ink] = []
    for item in items:
        if isinstance(item, Group):
            found += _inks(item.items)
        elif isinstance(item, Shape):
            if isinstance(item.fill, Gradient):
                found += [stop.ink for stop in item.fill.stops]
            elif item.fill is not None:
                found.append(item.fill)
            found += [item.stroke.ink] if item.stroke else []
    return found


def _recoloured(item: Item, ink: Ink, ground: Ink, light: set[Ink]) -> Item:
    def turned(old: Ink) -> Ink:
        return ground if old in light else ink

    if isinstance(item, Group):
        return item._replace(items=tuple(_recoloured(part, ink, ground, light) for part in item.items))
    if not isinstance(item, Shape):
        return item
    fill = item.fill
    if isinstance(fill, Gradient):
        fill = turned(max((stop.ink for stop in fill.stops), key=lambda stop: -stop.rgb.luminance))
    elif fill is not None:
        fill = turned(fill)
    stroke = item.stroke._replace(ink=turned(item.stroke.ink)) if item.stroke else None
    return item._replace(fill=fill, stroke=stroke)
