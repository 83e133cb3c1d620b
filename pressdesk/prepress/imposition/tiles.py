"""A poster over several sheets, as vectors: equal tiles that overlap, each named by row and column.

Every sheet is cut along its left and top edge and glued over the strips that its neighbours leave on their right and
at their bottom; what shows where to cut and glue lies outside the tile or in strips that will be covered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressdesk.base.formats import Format
from pressdesk.base.geometry import Rect
from pressdesk.base.problem import Problem, RefusedError, UsageError
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.prepress.imposition.papers import both_ways, paper_named
from pressdesk.prepress.imposition.values import SLACK, Imposition, Piece, Placed, Surface

MARGIN = 5 * MM
"""What most office printers leave white at the edges."""

MOST = 400
MOST_SHEETS = 4000
"""Of one poster, and of all the posters of a file."""


class Tiling(NamedTuple):
    """A poster divided: the paper as it is held, columns and rows, the size of a tile, what two of them share, and the
    size of the whole."""

    paper: Format
    columns: int
    rows: int
    width: float
    height: float
    overlap: float
    poster: tuple[float, float]

    def part(self, row: int, column: int) -> Rect:
        """The part of the poster that a tile shows."""
        x, y = column * (self.width - self.overlap), row * (self.height - self.overlap)
        return Rect(x, y, self.width, self.height)

    @property
    def window(self) -> Rect:
        """Where a tile stands on its sheet."""
        return Rect((self.paper.width - self.width) / 2, (self.paper.height - self.height) / 2, self.width, self.height)

    def box(self, row: int, column: int) -> Rect:
        """Where the whole poster would lie on the sheet of a tile."""
        part, window = self.part(row, column), self.window
        return Rect(window.x - part.x, window.y - part.y, *self.poster)


def tile_name(row: int, column: int) -> str:
    """Rows are letters, columns numbers, both from the top left.

    >>> tile_name(0, 0), tile_name(2, 9), tile_name(26, 0)
    ('A1', 'C10', 'AA1')
    """
    letters = ""
    row += 1
    while row:
        row, rest = divmod(row - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{column + 1}"


def tiling(piece: Piece, order: Imposition) -> Tiling:
    """The division with the fewest sheets, upright or lying; the tiles are of one size, so that no sliver is left over.

    Raises RefusedError, and UsageError for lengths that leave nothing of the paper.
    """
    paper = paper_named(order.paper or "A4")
    width, height = _whole(piece, order)
    margin = MARGIN if order.margin is None else order.margin
    overlap = order.overlap
    found = []
    for way in both_ways(paper):
        room = way.width - 2 * margin, way.height - 2 * margin
        if overlap < 0 or margin < 0 or min(room) - overlap < overlap:
            lengths = f"An overlap of {overlap / MM:g} mm with margins of {margin / MM:g} mm"
            message = f"{lengths} leaves too little of {paper.name}."
            raise UsageError(Problem("error", "wrong-overlap", message, "Usual are 10 mm and 5 mm."))
        columns, rows = _count(width, room[0], overlap), _count(height, room[1], overlap)
        found.append(
            Tiling(
                way,
                columns,
                rows,
                (width + (columns - 1) * overlap) / columns,
                (height + (rows - 1) * overlap) / rows,
                overlap,
                (width, height),
            )
        )
    best = min(found, key=lambda tiles: tiles.columns * tiles.rows)
    count = best.columns * best.rows
    if count > MOST:
        message = f"The poster would take {count} sheets of {paper.name}; {MOST} are the most."
        raise RefusedError(Problem("error", "too-many-tiles", message, "Choose a larger paper."))
    return best


def lay_out(pieces: Sequence[Piece], order: Imposition, language: str) -> tuple[list[Surface], list[Problem]]:
    """For each page its assembly plan, then its tiles row by row. Raises RefusedError, UsageError."""
    from pressdesk.prepress.imposition.assembly import plan_of, tile_marks
    from pressdesk.text.fonts import builtin_library

    library = builtin_library()
    surfaces: list[Surface] = []
    problems: list[Problem] = []
    divided = [tiling(piece, order) for piece in pieces]
    if sum(tiles.columns * tiles.rows for tiles in divided) > MOST_SHEETS:
        message = f"These {len(pieces)} pages would take more than {MOST_SHEETS} sheets."
        raise RefusedError(Problem("error", "too-many-tiles", message, "Tile fewer pages at a time."))
    for number, tiles in enumerate(divided):
        before = f"{number + 1}-" if len(pieces) > 1 else ""
        if tiles.columns * tiles.rows == 1:
            problems.append(_one_sheet(number, tiles))
        elif order.plan:
            surfaces.append(plan_of(number, tiles, before, language, library))
        for row, column in _cells(tiles):
            marks = tile_marks(tiles, row, column, before, (language, library)) if order.marks else ()
            name, window = before + tile_name(row, column), tiles.window
            placed = (Placed(number, tiles.box(row, column), window),)
            surfaces.append(Surface(tiles.paper, placed, marks, window, window, name, name))
    return surfaces, problems


def _cells(tiles: Tiling) -> Iterator[tuple[int, int]]:
    for row in range(tiles.rows):
        for column in range(tiles.columns):
            yield row, column


def _whole(piece: Piece, order: Imposition) -> tuple[float, float]:
    """The size of the poster, enlarged to a paper where the order says so."""
    if not order.enlarge_to:
        return piece.width, piece.height
    goal = paper_named(order.enlarge_to)
    short, long = sorted((piece.width, piece.height))
    factor = min(goal.width / short, goal.height / long)
    return piece.width * factor, piece.height * factor


def _count(length: float, room: float, overlap: float) -> int:
    """How many tiles cover a length."""
    if length <= room + SLACK:
        return 1
    steps = (length - overlap - SLACK) / (room - overlap)
    return int(steps) + 1


def _one_sheet(number: int, tiles: Tiling) -> Problem:
    message = f"Page {number + 1} fits on one sheet of {tiles.paper.name}; it was not divided."
    return Problem("note", "not-divided", message)
