"""Pictures across sheets: one picture on the wall, of which each sheet shows its part; the gaps stay hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pressdesk.base.geometry import Rect
from pressdesk.layout.drawing import let_out
from pressdesk.layout.nodes import Placed
from pressdesk.layout.page import Page
from pressdesk.templates.tree import SpanPicture


def span_rects(
    spans: Sequence[SpanPicture], solved: Mapping[str, Placed], page: Page, bleeds: Mapping[str, float]
) -> dict[str, dict[str, Rect]]:
    """For each sheet, by the id of the box: the whole area that its picture covers, in that sheet's coordinates.

    The sheets hang side by side, each as far from the next as the gap; the area reaches from the first box that
    shows the picture to the last, their bleeds included, so that inner edges bleed into what the wall hides.
    """
    found: dict[str, dict[str, Rect]] = {}
    step = page.format.width
    for span in spans:
        gap = page.points(span.gap)
        name = span.box or span.field
        whole: Rect | None = None
        shown: list[tuple[str, float]] = []
        for number, sheet in enumerate(span.sheets):
            across = number * (step + gap)
            for rect in _boxes(solved[sheet], name, 0.0, 0.0) if sheet in solved else ():
                reach = _let_out(rect, page, bleeds[sheet]).moved(across, 0)
                whole = reach if whole is None else whole.union(reach)
                shown.append((sheet, across))
        for sheet, across in shown:
            assert whole is not None
            found.setdefault(sheet, {})[name] = whole.moved(-across, 0)
    return found


def _let_out(rect: Rect, page: Page, bleed: float) -> Rect:
    width, height = page.format.width, page.format.height
    outs = let_out((rect.x, rect.y, width - rect.right, height - rect.bottom), bleed)
    return Rect(
        rect.x - outs.left,
        rect.y - outs.top,
        rect.width + outs.left + outs.right,
        rect.height + outs.top + outs.bottom,
    )


def _boxes(placed: Placed, name: str, x: float, y: float) -> Iterator[Rect]:
    """The places on the sheet of the pictures of that id."""
    label = placed.node.label
    if not label.spans:
        return
    if label.part.spanned and label.part.box.id == name:
        yield Rect(x, y, placed.width, placed.height)
    for dx, dy, child in placed.children:
        yield from _boxes(child, name, x + dx, y + dy)
