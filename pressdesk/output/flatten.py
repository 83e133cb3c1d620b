"""Sheets without transparency, as PDF/X-1a wants them.

The bounding region of each item that lets something through is painted at 300 ppi in the four inks, with what lies
under it, and stands in the item's place as a picture. Whatever lies outside such regions, or is painted later, stays
what it was: text stays text.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.colour import Ink
from pressdesk.base.formats import Format
from pressdesk.base.geometry import IDENTITY, Affine, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.assets import Asset
from pressdesk.display.inspect import bounds, walk
from pressdesk.display.items import GlyphRun, Gradient, Group, Item, Link, Mark, Picture, Shape, Sheet
from pressdesk.output.pdf.options import PdfOptions

if TYPE_CHECKING:
    from pressdesk.output.pdf.kit import PdfKit

PPI = 300
_PIXEL = 72 / PPI
_RECIPE = "1"
"""Part of a painted region's name; a change of the code below changes it."""

_Around: TypeAlias = Callable[[tuple[Item, ...]], tuple[Item, ...]]
"""Items of a group, in the group and behind what the page paints before it."""


class _Way(NamedTuple):
    """How a sheet is flattened: its edge, and where painted regions go."""

    edge: Rect
    options: PdfOptions
    folder: Path
    kit: PdfKit | None


def flattened(sheet: Sheet, options: PdfOptions, folder: Path, kit: PdfKit | None = None) -> Sheet:
    """The sheet without transparency; the same object where it has none.

    Painted regions are kept in `folder`, which is made, under the hash of what they show; the sheet names them there.
    `options` are those of the file that the sheet goes into. Raises InputError for a picture that cannot be decoded,
    OSError.
    """
    if not lets_through(sheet.items):
        return sheet
    way = _Way(_page(sheet), options, folder, kit)
    return sheet._replace(items=_flat(sheet.items, IDENTITY, lambda items: items, way))


def lets_through(items: tuple[Item, ...]) -> bool:
    """Whether anything in some items lets through what lies under it."""
    return any(_is_transparent(item) or (isinstance(item, Group) and lets_through(item.items)) for item in items)


def mixed_spots(sheet: Sheet) -> list[Problem]:
    """The spot inks that lie in regions to be painted: there they are mixed of the four inks."""
    if not lets_through(sheet.items):
        return []
    regions = [through.bounds(_reach(item)) for item, through in walk(sheet) if _is_transparent(item)]
    found: dict[str, None] = {}
    for item, through in walk(sheet):
        spots = [ink.spot for ink in _inks(item) if ink.spot]
        if spots and any(through.bounds(bounds(item)).intersects(region) for region in regions):
            found.update(dict.fromkeys(spots))
    return [
        Problem(
            "warning",
            "spot-flattened",
            f"The spot colour “{name}” is mixed of the four inks where something lies over it half transparent.",
            "Take the opacity away there, or export PDF/X-4.",
        )
        for name in found
    ]


def _page(sheet: Sheet) -> Rect:
    return sheet.format.trim.inset(-max(sheet.bleed, sheet.slug))


def _is_transparent(item: Item) -> bool:
    match item:
        case Group():
            return 0 < item.opacity < 1 or (item.opacity > 0 and item.blend != "normal")
        case Shape():
            return isinstance(item.fill, Gradient) and any(stop.opacity < 1 for stop in item.fill.stops)
        case Picture():
            return item.asset.alpha
        case _:
            return False


def _flat(items: tuple[Item, ...], through: Affine, around: _Around, way: _Way) -> tuple[Item, ...]:
    out: list[Item] = []
    for at, item in enumerate(items):
        before = items[:at]
        if _is_transparent(item):
            out += _painted(item, through, around((*before, item)), way)
            if isinstance(item, Group):
                out += _untouched(item)
        elif isinstance(item, Group) and item.opacity > 0 and lets_through(item.items):
            inner = _flat(item.items, item.transform.then(through), _inside(item, before, around), way)
            out.append(item._replace(items=inner))
        else:
            out.append(item)
    return tuple(out)


def _inside(group: Group, before: tuple[Item, ...], around: _Around) -> _Around:
    return lambda items: around((*before, group._replace(items=items)))


def _untouched(group: Group) -> list[Item]:
    """The links and marks in a group that became a picture: nothing is painted for them."""
    kept: list[Item] = []
    for item, through in walk([group]):
        if isinstance(item, Mark):
            kept.append(item._replace(rect=through.bounds(item.rect)))
        elif isinstance(item, Link):
            kept.append(item._replace(box=through.bounds(item.box)))
    return kept


def _painted(item: Item, through: Affine, page: tuple[Item, ...], way: _Way) -> list[Item]:
    """The region of an item as a picture of everything on the page so far."""
    region = _snapped(_common(through.bounds(_reach(item)), way.edge))
    if region.width <= 0 or region.height <= 0:
        return []
    shown = _within(page, IDENTITY, region)
    picture = Picture(_asset(shown, region, way), region)
    return [picture] if through == IDENTITY else [Group((picture,), through.inverse())]


def _asset(items: tuple[Item, ...], region: Rect, way: _Way) -> Asset:
    from pressdesk.display.pictures import probe
    from pressdesk.output.pdf.parts import digest
    from pressdesk.output.pdf.writer import write_pdf

    size = Format("region", region.width, region.height, "")
    sheet = Sheet(size, (Group(items, Affine.translation(-region.x, -region.y)),))
    stream = BytesIO()
    write_pdf([sheet], stream, way.options._replace(standard="PDF/X-4", title="", author=""), way.kit)
    data = stream.getvalue()
    path = way.folder / f"{digest(_RECIPE, data)}{digest(data, str(PPI))}.tif"
    if not path.exists():
        _paint(data, path)
    return probe(path)


def _paint(pdf: bytes, path: Path) -> None:
    """Write what a page prints, as a TIFF of the four inks."""
    from PIL import Image

    from pressdesk.base.fsio import write_atomically
    from pressdesk.output.separations import separations

    plates = separations(pdf, dpi=PPI, region="media", spots=False)
    stream = BytesIO()
    Image.merge("CMYK", list(plates.values())).save(stream, "TIFF", compression="tiff_adobe_deflate", dpi=(PPI, PPI))
    for folder in (path.parent.parent, path.parent):  # never the campaign's own, which may have been moved
        folder.mkdir(exist_ok=True)
    write_atomically(path, stream.getvalue(), durable=False)


def _within(items: tuple[Item, ...], through: Affine, region: Rect) -> tuple[Item, ...]:
    """The items that may be seen in a region, so that no more is painted than is needed."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Link | Mark) or not through.bounds(_reach(item)).intersects(region):
            continue
        if isinstance(item, Group) and not _is_transparent(item):
            inner = _within(item.items, item.transform.then(through), region)
            item = item if len(inner) == len(item.items) else item._replace(items=inner)
        kept.append(item)
    return tuple(kept)


def _reach(item: Item) -> Rect:
    """How far ink reaches, in the coordinates that the item stands in; letters go a third beyond their line at most."""
    match item:
        case Group():
            boxes = [_reach(part) for part in item.items]
            inner = boxes[0] if boxes else Rect(0, 0, 0, 0)
            for box in boxes[1:]:
                inner = inner.union(box)
            if item.clip is not None:
                inner = _common(inner, item.clip.bounds())
            return item.transform.bounds(inner)
        case GlyphRun():
            return bounds(item).inset(-item.run.size / 3)
        case Shape():
            mitre = 5 if item.stroke is not None and item.stroke.join == "miter" else 1
            return item.path.bounds().inset(-mitre * item.stroke.width if item.stroke is not None else 0.0)
        case _:
            return bounds(item)


def _snapped(region: Rect) -> Rect:
    """The region widened to whole pixels of a grid that all regions of a page share."""
    left, top = math.floor(region.x / _PIXEL) * _PIXEL, math.floor(region.y / _PIXEL) * _PIXEL
    across, down = math.ceil((region.right - left) / _PIXEL), math.ceil((region.bottom - top) / _PIXEL)
    return Rect(left, top, across * _PIXEL, down * _PIXEL)


def _common(one: Rect, other: Rect) -> Rect:
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(left, top, max(0.0, right - left), max(0.0, bottom - top))


def _inks(item: Item) -> list[Ink]:
    match item:
        case GlyphRun():
            return [item.ink]
        case Shape():
            fill = [item.fill] if isinstance(item.fill, Ink) else []
            if isinstance(item.fill, Gradient):
                fill = [stop.ink for stop in item.fill.stops]
            return fill + ([item.stroke.ink] if item.stroke is not None else [])
        case _:
            return []
