"""Several pieces to a sheet: the grid that fits, its gutters, and which page comes into which cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

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

MOST = 500
"""Pieces on one sheet."""

PRINTER_MARGIN = 5 * MM
"""What most office printers leave white at the edges."""

_LEAST_GUTTER = 2 * MM
"""A narrower gutter is a second cut for nothing."""


class Grid(NamedTuple):
    """Cells on a paper: how many across and down, their size, the gutters between them, where the first one begins."""

    paper: Format
    columns: int
    rows: int
    piece: Piece
    gutter_x: float
    gutter_y: float

    @property
    def block(self) -> Rect:
        """The area of all cells, in the middle of the paper."""
        width = self.columns * self.piece.width + (self.columns - 1) * self.gutter_x
        height = self.rows * self.piece.height + (self.rows - 1) * self.gutter_y
        return Rect((self.paper.width - width) / 2, (self.paper.height - height) / 2, width, height)

    @property
    def bleed(self) -> Edges:
        """What is painted beyond the block."""
        block = self.block
        return self.piece.bleed.at_most(block.x, block.y, block.x, block.y)

    def cell(self, row: int, column: int) -> Rect:
        block, piece = self.block, self.piece
        x = block.x + column * (piece.width + self.gutter_x)
        y = block.y + row * (piece.height + self.gutter_y)
        return Rect(x, y, piece.width, piece.height)

    def window(self, row: int, column: int) -> Rect:
        """The cell with its bleed, as far as gutters and paper allow."""
        outer, half_x, half_y = self.bleed, self.gutter_x / 2, self.gutter_y / 2
        inner = self.piece.bleed.at_most(half_x, half_y, half_x, half_y)
        return Edges(
            outer.left if column == 0 else inner.left,
            outer.top if row == 0 else inner.top,
            outer.right if column == self.columns - 1 else inner.right,
            outer.bottom if row == self.rows - 1 else inner.bottom,
        ).around(self.cell(row, column))


def lay_out(pieces: Sequence[Piece], order: Imposition) -> tuple[list[Surface], list[Problem]]:
    """Sheets with `order.up` pieces each, or as many as fit. Pages of another size begin a sheet of their own, since
    one cut goes through the whole sheet. A single page, and with `repeat` every page, fills its sheet.

    Raises RefusedError for a page that does not fit, UsageError for a number that makes no sense.
    """
    if not 0 <= order.up <= MOST:
        message = f"There cannot be {order.up} pieces on a sheet."
        raise UsageError(Problem("error", "wrong-number", message, f"Choose between 1 and {MOST}."))
    surfaces: list[Surface] = []
    problems: dict[Problem, None] = {}
    sides = 2 if order.two_sided else 1
    units = [range(first, min(first + sides, len(pieces))) for first in range(0, len(pieces), sides)]
    repeat = order.repeat or len(units) == 1
    for size, group in groupby(units, lambda unit: _size(pieces, unit)):
        grid = _grid_for(size, order)
        if order.marks and missing_marks(grid.block, grid.bleed, _sheet(grid.paper)):
            problems[_no_room(grid.paper)] = None
        for hands in _dealt([*group], order.up or grid.columns * grid.rows, repeat=repeat, stack=order.stack):
            for side in range(sides):
                surfaces.append(_surface(grid, hands, side, order, len(surfaces) // sides + 1))
    if sides == 2:
        problems[_how_to_turn(surfaces[0].paper)] = None
        if len(pieces) % 2:
            problems[_missing_back(len(pieces))] = None
    return surfaces, list(problems)


def _size(pieces: Sequence[Piece], unit: Sequence[int]) -> Piece:
    """The size of a piece and its bleed; both sides must be of one size."""
    front = pieces[unit[0]]
    for page in unit[1:]:
        if not front.is_as_large_as(pieces[page]):
            message = f"Pages {unit[0] + 1} and {page + 1} should be front and back and differ in size."
            raise RefusedError(Problem("error", "mixed-sizes", message, "Give both the same size."))
    bleed = [pieces[page].bleed for page in unit]
    least = Edges(*(round(min(side), 3) for side in zip(*bleed, strict=True)))
    return Piece(round(front.width, 3), round(front.height, 3), least, front.folds)


@lru_cache(maxsize=64)
def _grid_for(piece: Piece, order: Imposition) -> Grid:
    wanted = [paper_named(order.paper)] if order.paper else papers()
    orders = [order]
    if not order.paper and order.margin is None and piece.bleed.least > 0:
        orders = [order._replace(margin=piece.bleed.least + CLEAR + LENGTH), order]
    for asked in orders:
        for paper in wanted:
            found = best_grid(piece, paper, asked)
            if found is not None:
                return found
    raise RefusedError(_too_large(piece, wanted[-1], order))


def best_grid(piece: Piece, paper: Format, order: Imposition) -> Grid | None:
    """The grid for pieces of this size on this paper, upright or lying; None when none fits.

    With `up` it has that many cells, or a few more where they make no grid, else the most that fit. Among those it is
    the one that keeps most bleed between the pieces, then most room at the edges.
    """
    found = [grid for way in both_ways(paper) for grid in _grids(piece, way, order)]
    for cells in range(order.up + 1, 2 * order.up + 1):  # seven in a grid of eight
        if found or not order.up:
            break
        found = [grid for way in both_ways(paper) for grid in _grids(piece, way, order._replace(up=cells))]
    if not order.up:
        most = max((grid.columns * grid.rows for grid in found), default=0)
        found = [grid for grid in found if grid.columns * grid.rows == most]
    return max(found, key=_worth, default=None)


def _worth(grid: Grid) -> tuple[float, float, float]:
    gutters = [grid.gutter_x] * (grid.columns > 1) + [grid.gutter_y] * (grid.rows > 1)
    block = grid.block
    return round(grid.piece.width, 3), round(min(gutters, default=0.0), 3), round(min(block.x, block.y), 3)


def _grids(piece: Piece, paper: Format, order: Imposition) -> Iterator[Grid]:
    margin, gutter = order.margin or 0.0, order.gutter or 0.0
    if order.up:
        shapes = [(order.up // rows, rows) for rows in range(1, order.up + 1) if order.up % rows == 0]
    else:
        columns = _how_many(paper.width - 2 * margin, piece.width, gutter)
        rows = _how_many(paper.height - 2 * margin, piece.height, gutter)
        if not columns * rows and order.fit:
            columns = rows = 1
        shapes = [(columns, rows)] if columns and rows and columns * rows <= MOST else []
    for columns, rows in shapes:
        fitted = piece
        if order.fit:
            least = PRINTER_MARGIN if order.margin is None else margin
            wide = (paper.width - 2 * least - (columns - 1) * gutter) / columns
            high = (paper.height - 2 * least - (rows - 1) * gutter) / rows
            fits = _holds(paper.width, columns, piece.width, gutter, margin) and _holds(
                paper.height, rows, piece.height, gutter, margin
            )
            if not fits and min(wide, high) > 0:
                fitted = piece.scaled(min(1.0, wide / piece.width, high / piece.height))
        if _holds(paper.width, columns, fitted.width, gutter, margin) and _holds(
            paper.height, rows, fitted.height, gutter, margin
        ):
            yield Grid(
                paper,
                columns,
                rows,
                fitted,
                _gutter(paper.width, columns, fitted.width, fitted.bleed.left + fitted.bleed.right, order),
                _gutter(paper.height, rows, fitted.height, fitted.bleed.top + fitted.bleed.bottom, order),
            )


def _how_many(room: float, side: float, gutter: float) -> int:
    return max(0, int((room + gutter + SLACK) / (side + gutter)))


def _holds(room: float, count: int, side: float, gutter: float, margin: float) -> bool:
    return count * side + (count - 1) * gutter + 2 * margin <= room + SLACK


def _gutter(room: float, count: int, side: float, both: float, order: Imposition) -> float:
    """Between two pieces, so that each keeps its bleed where the paper allows it beside the marks; none for pieces
    without bleed, which one cut parts."""
    if count == 1:
        return 0.0
    if order.gutter is not None:
        return order.gutter
    beside = order.margin if order.margin is not None else both / 2 + CLEAR + LENGTH
    free = (room - count * side - 2 * beside) / (count - 1)
    found = min(both, free + SLACK)
    return found if found >= _LEAST_GUTTER - SLACK else 0.0


def _dealt(
    units: Sequence[Sequence[int]], cells: int, *, repeat: bool, stack: bool
) -> Iterator[list[Sequence[int] | None]]:
    """What comes into the cells of each sheet, in reading order; with `stack` cell after cell through the pile."""
    if repeat:
        for unit in units:
            yield [unit] * cells
        return
    sheets = -(-len(units) // cells)
    for sheet in range(sheets):
        places = (sheet + cell * sheets if stack else sheet * cells + cell for cell in range(cells))
        yield [units[place] if place < len(units) else None for place in places]


def _surface(grid: Grid, hands: Sequence[Sequence[int] | None], side: int, order: Imposition, sheet: int) -> Surface:
    placed = []
    for cell, unit in enumerate(hands):
        row, column = divmod(cell, grid.columns)
        if unit is None or side >= len(unit):
            continue
        if side:
            column = grid.columns - 1 - column  # the sheet is turned over like the page of a book
        placed.append(Placed(unit[side], grid.cell(row, column), grid.window(row, column)))
    block, bleed = grid.block, grid.bleed
    marks = _marks(grid, side == 1) if order.marks else ()
    pages = list(dict.fromkeys(place.page + 1 for place in placed))
    label = _span(pages) if pages else f"{sheet}"
    return Surface(grid.paper, tuple(placed), marks, block, bleed.around(block), label, label)


@lru_cache(maxsize=64)
def _marks(grid: Grid, back: bool) -> tuple[Item, ...]:
    cells_across = [grid.cell(0, column) for column in range(grid.columns)]
    cells_down = [grid.cell(row, 0) for row in range(grid.rows)]
    xs = sorted({round(x, 3) for cell in cells_across for x in (cell.x, cell.right)})
    ys = sorted({round(y, 3) for cell in cells_down for y in (cell.y, cell.bottom)})
    sheet = _sheet(grid.paper)
    offsets = [grid.piece.width - fold if back else fold for fold in grid.piece.folds]
    folds = [cell.x + offset for cell in cells_across for offset in offsets]
    return cut_marks(grid.block, grid.bleed, sheet, xs, ys) + fold_marks(grid.block, grid.bleed, sheet, folds)


def _span(pages: Sequence[int]) -> str:
    """Page numbers, runs of them shortened.

    >>> _span([1, 2, 3, 4]), _span([1, 126, 251])
    ('1–4', '1, 126, 251')
    """
    if len(pages) > 1 and [*pages] == [*range(pages[0], pages[0] + len(pages))]:
        return f"{pages[0]}–{pages[-1]}"
    return ", ".join(map(str, pages))


def _sheet(paper: Format) -> Rect:
    return Rect(0, 0, paper.width, paper.height)


def _too_large(piece: Piece, paper: Format, order: Imposition) -> Problem:
    size = f"{piece.width / MM:.0f} × {piece.height / MM:.0f} mm"
    bare = Imposition(repeat=True)
    most = best_grid(piece, paper, bare)
    many = "piece" if order.up == 1 else "pieces"
    if most is None:
        message = f"A page of {size} is larger than the paper {paper.name}."
        remedy = "Choose a larger --paper, or --fit to make the page smaller."
    else:
        count = most.columns * most.rows
        message = f"{order.up or 'The'} {many} of {size} do not fit on {paper.name} so."
        remedy = f"At most {count} fit: choose fewer, a larger --paper, smaller gutters, or --fit to make them smaller."
    return Problem("error", "does-not-fit", message, remedy)


def _no_room(paper: Format) -> Problem:
    message = f"On {paper.name} there is no room for cut marks on every side, and office printers leave 5 mm white."
    return Problem(
        "note", "no-room-for-marks", message, "A larger --paper such as SRA3 has room; or cut in the middle."
    )


def _how_to_turn(paper: Format) -> Problem:
    edge = "short" if paper.width > paper.height else "long"
    message = f"Print on both sides, turned over on the {edge} edge."
    return Problem("note", "two-sided", message)


def _missing_back(pages: int) -> Problem:
    message = f"The last of {pages} pages is a front without a back; its back stays blank."
    return Problem("warning", "missing-back", message, "Add a page, or leave out --two-sided.")
