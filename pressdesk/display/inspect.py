"""The display list read back: walk it, measure it, find what lies under a point, and write it down for comparison."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import assert_never

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import IDENTITY, Affine, Path, Rect
from pressdesk.display.items import GlyphRun, Gradient, Group, Item, Link, Mark, Picture, Shape, Sheet, Stroke

NOTHING = Rect(0, 0, 0, 0)


def walk(items: Sheet | Iterable[Item], through: Affine = IDENTITY) -> Iterator[tuple[Item, Affine]]:
    """Every item in painting order, groups before what they hold, with the map from its coordinates to the page's."""
    for item in items.items if isinstance(items, Sheet) else items:
        yield item, through
        if isinstance(item, Group):
            inner = through if item.transform == IDENTITY else item.transform.then(through)
            yield from walk(item.items, inner)


def bounds(item: Item) -> Rect:
    """The upright rectangle, in points, that an item can ink or claims, in the coordinates it stands in.

    Text counts from ascender to descender, a stroke with half its width; a clip cuts its group.
    """
    match item:
        case Group():
            inner = _union(bounds(part) for part in item.items)
            if item.clip is not None:
                inner = _common(inner, item.clip.bounds())
            return item.transform.bounds(inner)
        case GlyphRun():
            face, size = item.run.face, item.run.size
            raised = item.run.ys
            up = face.ascender * size + max(0.0, *raised, 0.0)
            down = -face.descender * size - min(0.0, *raised, 0.0)
            return Rect(item.x, item.y - up, item.run.advance, up + down)
        case Shape():
            return item.path.bounds().inset(-item.stroke.width / 2 if item.stroke else 0.0)
        case Picture() | Link():
            return item.box
        case Mark():
            return item.rect
        case _:
            assert_never(item)


def marks(sheet: Sheet, kind: str = "") -> list[tuple[Mark, Rect]]:
    """The marks of a sheet, all or those of one kind, each with its rectangle on the page."""
    return [
        (item, through.bounds(item.rect))
        for item, through in walk(sheet)
        if isinstance(item, Mark) and kind in ("", item.kind)
    ]


def hit_test(sheet: Sheet, x: float, y: float) -> list[Mark]:
    """The boxes under a point of the page, the one painted last (usually the smallest) first."""
    return [mark for mark, rect in marks(sheet) if rect.holds(x, y)][::-1]


def text_of(sheet: Sheet) -> list[str]:
    """The text of every glyph run in painting order."""
    return [item.run.text for item, _ in walk(sheet) if isinstance(item, GlyphRun)]


def dump(sheet: Sheet) -> str:
    """The sheet in words, one line for an item, groups indented: equal sheets give equal text.

    Lengths are points to the hundredth; outlines other than rectangles and lines are told by their bounds, the
    number of their steps and a checksum.
    """
    head = f"sheet {sheet.name or '-'} {sheet.format.name} {_numbers(sheet.format.width, sheet.format.height)}"
    head += _if("bleed", sheet.bleed) + _if("slug", sheet.slug)
    head += f" folds {_numbers(*sheet.folds)}" if sheet.folds else ""
    head += f" {sheet.language}" + (f" {_quoted(sheet.title)}" if sheet.title else "")
    lines = [head]
    _dump(sheet.items, 1, lines)
    return "\n".join(lines) + "\n"


def _dump(items: Iterable[Item], depth: int, lines: list[str]) -> None:
    for item in items:
        lines.append("  " * depth + _line(item))
        if isinstance(item, Group):
            _dump(item.items, depth + 1, lines)


def _line(item: Item) -> str:
    match item:
        case Group():
            told = "group"
            told += f" #{item.box}" if item.box else ""
            told += f" role {item.role}" if item.role else ""
            told += f" level {item.level}" if item.level else ""
            told += f" scope {item.scope}" if item.scope else ""
            told += f" key {item.key}" if item.key else ""
            told += f" lang {item.language}" if item.language else ""
            told += f" map {_numbers(*item.transform)}" if item.transform != IDENTITY else ""
            told += f" clip {_path(item.clip)}" if item.clip is not None else ""
            told += _if("opacity", item.opacity, 1.0)
            told += f" {item.blend}" if item.blend != "normal" else ""
            return told + (f" alt {_quoted(item.alternative)}" if item.alternative else "")
        case GlyphRun():
            run = item.run
            told = f"text {_numbers(item.x, item.y)} {_quoted(run.text)} {run.face.psname} {_numbers(run.size)}"
            told += f" wide {_numbers(run.advance)} {_ink(item.ink)}"
            told += f" lang {run.language}" if run.language else ""
            return told + (" overprint" if item.overprint else "")
        case Shape():
            told = f"shape {_path(item.path)}"
            told += f" fill {_fill(item.fill)}" if item.fill is not None else ""
            told += f" {_stroke(item.stroke)}" if item.stroke is not None else ""
            told += " even-odd" if item.even_odd else ""
            told += " overprint" if item.overprint else ""
            return told + (" registration" if item.registration else "")
        case Picture():
            asset = item.asset
            told = f"picture {_numbers(*item.box)} {asset.digest[:12]} {asset.width}x{asset.height}"
            told += f" crop {_numbers(*item.crop, digits=4)}" if item.crop != (0, 0, 1, 1) else ""
            told += f" duotone {_ink(item.duotone.dark)} {_ink(item.duotone.light)}" if item.duotone else ""
            return told + (f" alt {_quoted(item.alternative)}" if item.alternative else "")
        case Link():
            return f"link {_numbers(*item.box)} {item.target}"
        case Mark():
            told = f"mark {item.kind} #{item.box} {_numbers(*item.rect)}"
            told += f" field {item.field}" if item.field else ""
            told += f" {_quoted(item.data)}" if item.data else ""
            return told + _if("module", item.module) + _if("scans-to-m", item.distance_m)
        case _:
            assert_never(item)


def _path(path: Path) -> str:
    box = path.bounds()
    if path.verbs == "ML":
        return f"line {_numbers(*path.coords)}"
    if path == Path.rect(box):
        return f"rect {_numbers(*box)}"
    rounded = path.verbs + _numbers(*path.coords)
    return f"path[{len(path.verbs)}:{zlib.crc32(rounded.encode()):08x}] {_numbers(*box)}"


def _ink(ink: Ink) -> str:
    return ink.name or ink.rgb.hex


def _fill(fill: Ink | Gradient) -> str:
    if isinstance(fill, Ink):
        return _ink(fill)
    stops = ", ".join(f"{_numbers(s.offset)} {_ink(s.ink)}{_if('opacity', s.opacity, 1.0)}" for s in fill.stops)
    return f"gradient {_numbers(fill.x0, fill.y0, fill.x1, fill.y1)} [{stops}]"


def _stroke(stroke: Stroke) -> str:
    told = f"stroke {_ink(stroke.ink)} {_numbers(stroke.width)}"
    told += f" dash {_numbers(*stroke.dash)}" if stroke.dash else ""
    told += f" from {_numbers(stroke.phase)}" if stroke.dash and stroke.phase else ""
    told += f" cap {stroke.cap}" if stroke.cap != "butt" else ""
    return told + (f" join {stroke.join}" if stroke.join != "miter" else "")


def _if(name: str, value: float, usual: float = 0.0) -> str:
    return f" {name} {_numbers(value)}" if value != usual else ""


def _numbers(*values: float, digits: int = 2) -> str:
    """
    >>> _numbers(1.0, 2.345, -0.001)
    '1 2.35 0'
    """
    return " ".join(f"{round(value, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".") for value in values)


def _quoted(text: str) -> str:
    """In quotes, with no-break and other invisible spaces written as escapes."""
    told = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or c == " " else f"\\u{ord(c):04x}" for c in told)


def _union(rects: Iterable[Rect]) -> Rect:
    whole: Rect | None = None
    for rect in rects:
        whole = rect if whole is None else whole.union(rect)
    return NOTHING if whole is None else whole


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, max(0.0, min(one.right, other.right) - x), max(0.0, min(one.bottom, other.bottom) - y))
