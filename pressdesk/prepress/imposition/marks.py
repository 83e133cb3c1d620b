"""Marks on imposed sheets: where to cut and where to fold, in lines of all inks outside the bleed."""

from __future__ import annotations

from collections.abc import Iterable

from pressdesk.base.colour import BLACK
from pressdesk.base.geometry import Path, Rect
from pressdesk.display.items import Group, Item, Shape, Stroke
from pressdesk.prepress.imposition.values import Edges
from pressdesk.prepress.marks import CLEAR, LENGTH, LINE

SHORTEST = 1.0
"""A mark of fewer points would not be seen; it is left out."""

FOLD_DASH = (2.0, 1.5)


def cut_marks(block: Rect, bleed: Edges, sheet: Rect, xs: Iterable[float], ys: Iterable[float]) -> tuple[Item, ...]:
    """Lines around a block of pieces at each cut: at `xs` above and below it, at `ys` on its left and right."""
    path = _uprights(block, bleed, sheet, xs) + _levels(block, bleed, sheet, ys)
    return _group(path) if path.verbs else ()


def fold_marks(block: Rect, bleed: Edges, sheet: Rect, xs: Iterable[float]) -> tuple[Item, ...]:
    """Dashed lines above and below a block at each fold."""
    path = _uprights(block, bleed, sheet, xs)
    return _group(path, FOLD_DASH) if path.verbs else ()


def missing_marks(block: Rect, bleed: Edges, sheet: Rect) -> bool:
    """Whether the paper leaves no room for cut marks on some side."""
    return any(_reach(free, used) is None for free, used in zip(_margins(block, sheet), bleed, strict=True))


def _margins(block: Rect, sheet: Rect) -> Edges:
    return Edges(block.x - sheet.x, block.y - sheet.y, sheet.right - block.right, sheet.bottom - block.bottom)


def _reach(free: float, used: float) -> tuple[float, float] | None:
    """How far from the block a mark begins and ends in a margin of which the bleed takes up `used`."""
    near = used + CLEAR
    far = min(near + LENGTH, free)
    return (near, far) if far - near >= SHORTEST else None


def _uprights(block: Rect, bleed: Edges, sheet: Rect, xs: Iterable[float]) -> Path:
    free = _margins(block, sheet)
    above, below = _reach(free.top, bleed.top), _reach(free.bottom, bleed.bottom)
    path = Path("", ())
    for x in xs:
        if above:
            path += Path.line(x, block.y - above[0], x, block.y - above[1])
        if below:
            path += Path.line(x, block.bottom + below[0], x, block.bottom + below[1])
    return path


def _levels(block: Rect, bleed: Edges, sheet: Rect, ys: Iterable[float]) -> Path:
    free = _margins(block, sheet)
    before, behind = _reach(free.left, bleed.left), _reach(free.right, bleed.right)
    path = Path("", ())
    for y in ys:
        if before:
            path += Path.line(block.x - before[0], y, block.x - before[1], y)
        if behind:
            path += Path.line(block.right + behind[0], y, block.right + behind[1], y)
    return path


def _group(path: Path, dash: tuple[float, ...] = ()) -> tuple[Item, ...]:
    line = Shape(path, None, Stroke(BLACK, LINE, dash), registration=True)
    return (Group((line,), role="artifact", box="marks"),)
