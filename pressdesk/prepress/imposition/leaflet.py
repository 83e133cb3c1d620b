"""The leaflet folded in three, one panel tucked inside: panels of 100, 100 and 97 mm, the back mirrored.

Seen from outside the narrow panel is the left one, from inside the right one, so that it lies back to back.
"""

from __future__ import annotations

from collections.abc import Sequence

from pressdesk.base.formats import Format
from pressdesk.base.geometry import Rect
from pressdesk.base.problem import Problem, RefusedError
from pressdesk.base.units import MM
from pressdesk.display.items import Item
from pressdesk.prepress.imposition.marks import cut_marks, fold_marks
from pressdesk.prepress.imposition.papers import both_ways, paper_named, papers
from pressdesk.prepress.imposition.values import SAME, SLACK, Edges, Imposition, Piece, Placed, Surface
from pressdesk.prepress.marks import CLEAR, LENGTH

TUCK = 3 * MM
"""By how much the panel that is folded in is narrower than the others."""

OUTSIDE = (1, 5, 0)
INSIDE = (2, 3, 4)
"""Which of six pages stand on a side, from left to right. They come as one reads: the cover, the panel folded in, the
three inside, the back."""

_SHRINK = 0.04
"""So much narrower a page is made to fit the narrow panel, with a warning."""


def panels(width: float, *, outside: bool) -> tuple[float, float, float]:
    """The widths of the three panels of a sheet, from left to right, in points.

    >>> [round(panel / MM, 3) for panel in panels(297 * MM, outside=False)]
    [100.0, 100.0, 97.0]
    """
    wide = (width + TUCK) / 3
    narrow = width - 2 * wide
    return (narrow, wide, wide) if outside else (wide, wide, narrow)


def folds(width: float, *, outside: bool) -> tuple[float, float]:
    """Where the sheet is folded, from its left edge: what `Sheet.folds` of a leaflet's side holds."""
    first, second, _ = panels(width, outside=outside)
    return first, first + second


def lay_out(pieces: Sequence[Piece], order: Imposition) -> tuple[list[Surface], list[Problem]]:
    """Two sides of six pages, or of two pages that are whole sides, the outside first. Raises RefusedError."""
    if len(pieces) == 2:
        return _of_sides(pieces, order)
    if len(pieces) == 6:
        return _of_panels(pieces, order)
    message = f"A leaflet folded in three has 6 pages, or 2 whole sides; this file has {len(pieces)}."
    remedy = "Pages in order: cover, panel folded in, three inside, back."
    raise RefusedError(Problem("error", "wrong-pages", message, remedy))


def _of_sides(pieces: Sequence[Piece], order: Imposition) -> tuple[list[Surface], list[Problem]]:
    if not pieces[0].is_as_large_as(pieces[1]):
        message = "The two sides of the leaflet differ in size."
        raise RefusedError(Problem("error", "mixed-sizes", message, "Give both the same size."))
    size = pieces[0].width, pieces[0].height
    bleed = _common(pieces)
    paper, scale = _paper_for(*size, bleed, order)
    surfaces = []
    for number, outside in ((0, True), (1, False)):
        page = pieces[number].scaled(scale)
        block = _middle(paper, page.width, page.height)
        around = bleed.scaled(scale).at_most(block.x, block.y, block.x, block.y)
        placed = (Placed(number, block, around.around(block)),)
        creases = page.folds or folds(page.width, outside=outside)
        surfaces.append(_surface(paper, placed, (block, around), creases, outside, order))
    return surfaces, [_how_to_print(paper)]


def _of_panels(pieces: Sequence[Piece], order: Imposition) -> tuple[list[Surface], list[Problem]]:
    wide = max(pieces[number].width for number in (0, 2, 3, 5))
    narrow = max(pieces[number].width for number in (1, 4))
    problems: list[Problem] = []
    if wide - narrow < SAME:  # six pages of one size: the sheet is divided anew
        narrow = panels(3 * wide, outside=True)[0]
        wide += TUCK / 3
    elif not SAME < wide - narrow < 3 * TUCK:
        message = "The panel folded in (pages 2 and 5) must be a little narrower than the others."
        raise RefusedError(Problem("error", "wrong-panels", message, "Usual are 100 and 97 mm on A4."))
    height = max(piece.height for piece in pieces)
    total = 2 * wide + narrow
    bleed = _common(pieces)
    paper, scale = _paper_for(total, height, bleed, order)
    block = _middle(paper, total * scale, height * scale)
    around = bleed.scaled(scale).at_most(block.x, block.y, block.x, block.y)
    surfaces = []
    for numbers, outside in ((OUTSIDE, True), (INSIDE, False)):
        widths = (narrow, wide, wide) if outside else (wide, wide, narrow)
        placed = []
        x = block.x
        for place, (number, width) in enumerate(zip(numbers, widths, strict=True)):
            panel = Rect(x, block.y, width * scale, height * scale)
            x += width * scale
            page = pieces[number].scaled(scale)
            fit = min(1.0, panel.width / page.width)
            if fit < 1 - SLACK / page.width:
                problems.append(_too_wide(number, fit))
                if fit < 1 - _SHRINK and not order.fit:
                    raise RefusedError(_far_too_wide(number, page, panel))
            page = page.scaled(fit)
            left, top = panel.x + (panel.width - page.width) / 2, panel.y + (panel.height - page.height) / 2
            box = Rect(left, top, page.width, page.height)
            window = Edges(around.left * (place == 0), around.top, around.right * (place == 2), around.bottom)
            placed.append(Placed(number, box, window.around(panel)))
        creases = widths[0] * scale, (widths[0] + widths[1]) * scale
        surfaces.append(_surface(paper, tuple(placed), (block, around), creases, outside, order))
    return surfaces, [*dict.fromkeys(problems), _how_to_print(paper)]


def _surface(
    paper: Format,
    placed: tuple[Placed, ...],
    area: tuple[Rect, Edges],
    creases: Sequence[float],
    outside: bool,
    order: Imposition,
) -> Surface:
    block, around = area
    marks: tuple[Item, ...] = ()
    if order.marks:
        sheet = Rect(0, 0, paper.width, paper.height)
        marks = cut_marks(block, around, sheet, (block.x, block.right), (block.y, block.bottom))
        marks += fold_marks(block, around, sheet, [block.x + crease for crease in creases])
    name = "recto" if outside else "verso"
    return Surface(paper, placed, marks, block, around.around(block), name, name)


def _common(pieces: Sequence[Piece]) -> Edges:
    return Edges(*map(min, zip(*(piece.bleed for piece in pieces), strict=True)))


def _middle(paper: Format, width: float, height: float) -> Rect:
    return Rect((paper.width - width) / 2, (paper.height - height) / 2, width, height)


def _paper_for(width: float, height: float, bleed: Edges, order: Imposition) -> tuple[Format, float]:
    beside = bleed.least + CLEAR + LENGTH if bleed.least > 0 and not order.paper else 0.0
    margin = order.margin if order.margin is not None else beside
    wanted = [paper_named(order.paper)] if order.paper else papers()
    for paper in wanted:
        for way in sorted(both_ways(paper), key=lambda way: (way.width > way.height) != (width > height)):
            room = min((way.width - 2 * margin) / width, (way.height - 2 * margin) / height)
            if room >= 1 - SLACK / height:
                return way, 1.0
            if order.fit and order.paper and room > 0:
                return way, room
    size = f"{width / MM:.0f} × {height / MM:.0f} mm"
    message = f"A leaflet of {size} does not fit on {wanted[-1].name}."
    raise RefusedError(
        Problem("error", "does-not-fit", message, "Choose a larger --paper, or --fit to make it smaller.")
    )


def _too_wide(number: int, fit: float) -> Problem:
    message = f"Page {number + 1} was made {(1 - fit) * 100:.1f} % smaller for the panel that is folded in."
    return Problem("warning", "narrowed", message, "Give pages 2 and 5 a width of 97 mm, the others 100 mm.")


def _far_too_wide(number: int, page: Piece, panel: Rect) -> Problem:
    message = f"Page {number + 1} is {page.width / MM:.0f} mm wide, its panel {panel.width / MM:.0f} mm."
    return Problem("error", "does-not-fit", message, "Give it the panel's width, or use --fit.")


def _how_to_print(paper: Format) -> Problem:
    edge = "short" if paper.width > paper.height else "long"
    return Problem("note", "two-sided", f"Print on both sides, turned over on the {edge} edge.")
