"""Saddle stitch: sheets folded once and laid into each other, two pages to a side, pushed in against creep."""

from __future__ import annotations

from collections.abc import Sequence

from pressdesk.base.formats import Format
from pressdesk.base.geometry import Rect
from pressdesk.base.problem import Problem, RefusedError, UsageError
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Item
from pressdesk.prepress.imposition.marks import cut_marks, fold_marks, missing_marks
from pressdesk.prepress.imposition.papers import both_ways, paper_named, papers
from pressdesk.prepress.imposition.values import SLACK, Edges, Imposition, Piece, Placed, Surface
from pressdesk.prepress.marks import CLEAR, LENGTH

THICKEST = 1 * MM
MOST_SHEETS = 40
"""Beyond these 160 pages a stapled booklet does not lie flat."""


class Spread(NamedTuple):
    """One side of a sheet: the pages on its left and right from 0, None for a blank one; `sheet` counts from the
    outermost, which is 0."""

    left: int | None
    right: int | None
    sheet: int
    front: bool


def printer_spreads(pages: int, *, right_bound: bool = False) -> list[Spread]:
    """Which pages share a side, front and back of each sheet in turn, blank pages added at the end.

    >>> [(spread.left, spread.right) for spread in printer_spreads(8)]
    [(7, 0), (1, 6), (5, 2), (3, 4)]
    """
    whole = -(-max(pages, 1) // 4) * 4
    found = []
    for sheet in range(whole // 4):
        for front in (True, False):
            near, far = 2 * sheet + (not front), whole - 1 - 2 * sheet - (not front)
            left, right = (far, near) if front != right_bound else (near, far)
            shown = [page if page < pages else None for page in (left, right)]
            found.append(Spread(shown[0], shown[1], sheet, front))
    return found


def creep(sheet: int, thickness: float) -> float:
    """How far the pages of a sheet are moved towards the spine, in points: each sheet around it pushes it out by its
    thickness, and what stands out is cut off.

    >>> creep(0, 0.3), creep(3, 0.5)
    (0.0, 1.5)
    """
    return sheet * thickness


def lay_out(pieces: Sequence[Piece], order: Imposition) -> tuple[list[Surface], list[Problem]]:
    """The sides of all sheets of a booklet, the outermost sheet first. Raises RefusedError, UsageError."""
    if not 0 <= order.thickness <= THICKEST:
        message = f"A sheet of {order.thickness / MM:g} mm is no paper."
        raise UsageError(Problem("error", "wrong-thickness", message, "Usual are 0.1 mm (80 g/m²) to 0.3 mm."))
    page = Piece(
        max(piece.width for piece in pieces),
        max(piece.height for piece in pieces),
        Edges(*map(min, zip(*(piece.bleed for piece in pieces), strict=True))),
    )
    paper, scale = _paper_for(page, order)
    spreads = printer_spreads(len(pieces), right_bound=order.binding == "right")
    surfaces = [_surface(spread, pieces, page.scaled(scale), (paper, scale), order) for spread in spreads]
    return surfaces, _remarks(pieces, spreads, surfaces, order)


def _surface(
    spread: Spread, pieces: Sequence[Piece], page: Piece, on: tuple[Format, float], order: Imposition
) -> Surface:
    paper, scale = on
    spine, top = paper.width / 2, (paper.height - page.height) / 2
    inward = creep(spread.sheet, order.thickness)
    kept = page.width - inward
    block = Rect(spine - kept, top, 2 * kept, page.height)
    bleed = page.bleed.at_most(max(block.x, 0), max(top, 0), max(block.x, 0), max(top, 0))
    placed = []
    for number, left in ((spread.left, True), (spread.right, False)):
        if number is None:
            continue
        piece = pieces[number].scaled(scale)
        x = block.x if left else block.right - page.width
        x += (page.width - piece.width) / 2
        box = Rect(x, top + (page.height - piece.height) / 2, piece.width, piece.height)
        half = bleed.around(Rect(block.x if left else spine, top, kept, page.height))
        edge = min(half.right, spine) if left else half.right
        start = half.x if left else max(half.x, spine)
        placed.append(Placed(number, box, Rect(start, half.y, edge - start, half.height)))
    marks: tuple[Item, ...] = ()
    if order.marks:
        sheet = Rect(0, 0, paper.width, paper.height)
        marks = cut_marks(block, bleed, sheet, (block.x, block.right), (block.y, block.bottom))
        marks += fold_marks(block, bleed, sheet, (spine,))
    label = ", ".join("–" if number is None else str(number + 1) for number in (spread.left, spread.right))
    title = f"{spread.sheet + 1} {'recto' if spread.front else 'verso'}: {label}"
    return Surface(paper, tuple(placed), marks, block, bleed.around(block), label, title)


def _paper_for(page: Piece, order: Imposition) -> tuple[Format, float]:
    """The paper, lying or standing so that two pages find room side by side, and the scale they are brought to."""
    beside = page.bleed.least + CLEAR + LENGTH if page.bleed.least > 0 and not order.paper else 0.0
    margin = order.margin if order.margin is not None else beside
    wanted = [paper_named(order.paper)] if order.paper else papers()
    for paper in wanted:
        for way in sorted(both_ways(paper), key=lambda way: (way.width > way.height) != (2 * page.width > page.height)):
            room = min((way.width / 2 - margin) / page.width, (way.height - 2 * margin) / page.height)
            if room >= 1 - SLACK / page.height:
                return way, 1.0
            if order.fit and order.paper and room > 0:
                return way, room
    size = f"{page.width / MM:.0f} × {page.height / MM:.0f} mm"
    message = f"Two pages of {size} do not fit side by side on {wanted[-1].name}."
    remedy = "Choose a larger --paper, or --fit to make the pages smaller."
    raise RefusedError(Problem("error", "does-not-fit", message, remedy))


def _remarks(
    pieces: Sequence[Piece], spreads: Sequence[Spread], surfaces: Sequence[Surface], order: Imposition
) -> list[Problem]:
    found = []
    paper = surfaces[0].paper
    edge = "short" if paper.width > paper.height else "long"
    found.append(Problem("note", "two-sided", f"Print on both sides, turned over on the {edge} edge; fold and staple."))
    blank = len(spreads) * 2 - len(pieces)
    if blank:
        pages = "page is" if blank == 1 else "pages are"
        found.append(Problem("note", "blank-pages", f"{blank} blank {pages} added at the end to fill the last sheet."))
    odd = next((i for i, piece in enumerate(pieces) if not piece.is_as_large_as(pieces[0])), 0)
    if odd:
        message = f"Page {odd + 1} has another size than page 1; it stands in the middle of the larger one."
        found.append(Problem("warning", "mixed-sizes", message, "Give all pages one size."))
    sheets = len(spreads) // 2
    if sheets > MOST_SHEETS:
        message = f"A booklet of {sheets} sheets cannot be stapled."
        remedy = f"Make several of at most {MOST_SHEETS * 4} pages, or have it bound."
        found.append(Problem("warning", "thick-booklet", message, remedy))
    inward = creep(sheets - 1, order.thickness)
    if inward > pieces[0].width / 10:
        message = f"The innermost pages lose {inward / MM:.1f} mm at the spine."
        found.append(Problem("warning", "creep", message, "Use thinner paper or fewer pages."))
    outer = surfaces[0]
    sheet = Rect(0, 0, paper.width, paper.height)
    bleeds = any(piece.bleed.least > 0 for piece in pieces)
    if order.marks and bleeds and missing_marks(outer.trim, _around(outer), sheet):
        message = f"On {paper.name} there is no room for cut marks, and the pages are to be cut."
        found.append(Problem("note", "no-room-for-marks", message, "Choose a larger --paper."))
    return found


def _around(surface: Surface) -> Edges:
    trim, bleed = surface.trim, surface.bleed
    return Edges(trim.x - bleed.x, trim.y - bleed.y, bleed.right - trim.right, bleed.bottom - trim.bottom)
