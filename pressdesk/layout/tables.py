"""Tables in a story: rows that go on overleaf under the repeated header, and what is too wide is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pressdesk.base.geometry import Affine, Path
from pressdesk.base.problem import Problem
from pressdesk.display.items import Group, Item, Shape, Stroke
from pressdesk.layout.passage import Frame, Line, Notes, Passage, longest_word
from pressdesk.layout.rows import SIZES, Band, Fitted, Grid, Piece, TableCell, TableLook

HEAVY = 0.9
LIGHT = 0.3
"""The rules above and below a table and under its header, and those between rows, in points."""

REPEATED = 8
"""A header of more lines than this is not repeated."""

SMALL = 6
"""A table of so few rows is kept whole where that leaves the column well filled."""


class TablePassage(Passage):
    """A table; `header` of its rows are repeated on each page."""

    __slots__ = ("_drawn", "cells", "grid", "header", "look")

    def __init__(
        self,
        cells: tuple[tuple[TableCell, ...], ...],
        header: int,
        look: TableLook,
        frame: Frame,
    ) -> None:
        super().__init__(frame._replace(keeping=frame.keeping._replace(whole=len(cells) - header <= SMALL)))
        self.cells = cells
        self.header = header
        self.look = look
        self.grid = Grid(cells, header, look, frame.notes)
        self._drawn: dict[tuple[float, int, int], tuple[Item, ...]] = {}

    def natural(self) -> float:
        return self.left + self.grid.natural()

    def least(self) -> float:
        return self.left + self.grid.least()

    def lines(self, width: float, start: int) -> Sequence[Line]:
        if start == len(self.cells):
            return ()
        fitted = self.grid.holding(self.inside(width), start)
        if not start:
            return fitted.bands
        rest = fitted.bands[fitted.numbers[start] :]
        header = fitted.rows[: self.header]
        if not header or self.header == len(self.cells) or sum(len(row.tops) for row in header) > REPEATED:
            return rest
        pieces: list[Piece] = []
        y = 0.0
        for number, row in enumerate(header):
            pieces.append(Piece(number, 0, len(row.tops), y, True))
            y += row.height
        band = rest[0]
        pieces += [piece._replace(top=piece.top + y) for piece in band.pieces if piece.row >= self.header]
        return (band._replace(top=band.top - y, pieces=tuple(pieces)), *rest[1:])

    def may_part(self, column: Line, after: Line, place: tuple[int, int]) -> bool:
        assert isinstance(column, Band)
        assert isinstance(after, Band)
        if column.pieces[-1].row == after.pieces[-1].row:
            return False
        number, of = place
        return (number >= 2 or not self.header) and of - number >= 2

    def words(self, width: float, start: int) -> str:
        fitted = self.grid.holding(self.inside(width), start)
        numbers = dict.fromkeys(
            piece.row
            for band in fitted.bands[fitted.numbers[start] :]
            for piece in band.pieces
            if piece.row >= 0
        )  # fmt: skip
        texts = [text for row in numbers for cell in fitted.rows[row].cells if cell is not None for text in cell.texts]
        return " ".join(dict.fromkeys(texts))

    def problems(self, width: float) -> tuple[Problem, ...]:
        fitted = self.fitted(width)
        leaves = [cell.text for row in self.cells for cell in row if cell.text is not None]
        found = [problem for leaf in leaves for problem in leaf.problems]
        if fitted.too_wide:
            found.append(
                Problem(
                    "warning",
                    "wide-table",
                    "The table is wider than its column even in its smallest size: "
                    f"“{longest_word(fitted.too_wide[0])}” was broken where the line ends.",
                    "Take a column out, or write its words shorter.",
                )
            )
        elif fitted.factor < SIZES[2]:
            found.append(
                Problem(
                    "note",
                    "small-table",
                    f"The table is set at {round(fitted.factor * 100)} % of its size, so that its columns fit.",
                    "Take a column out, or write its words shorter, to have it larger.",
                )
            )
        return tuple(found)

    def called(self, line: Line) -> Notes:
        assert isinstance(line, Band)
        return line.notes

    def fitted(self, width: float) -> Fitted:
        """The table set to the width of a column."""
        return self.grid.at_width(self.inside(width))

    # drawing

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = tuple(self._draw(width, lines))
        return found

    def _draw(self, width: float, bands: Sequence[Line]) -> Iterator[Item]:
        fitted = self.grid.holding(self.inside(width), bands[0].start)
        top = bands[0].top
        pieces: list[Piece] = []
        for band in bands:
            assert isinstance(band, Band)
            pieces += [piece._replace(top=piece.top + band.top - top) for piece in band.pieces]
        rules: list[tuple[float, bool]] = []
        right = self.left + self.inside(width)
        for row, group in groupby(pieces, lambda piece: piece.row):
            parts = list(group)
            if row < 0:
                assert self.look.caption is not None
                assert fitted.caption is not None
                words = tuple(self.look.caption.draw_lines(fitted.caption.lines, self.left, parts[0].top))
                yield Group(words, role="caption", key=f"{self.standing.key}.caption")
                continue
            if not rules:
                rules.append((parts[0].top, True))
            yield self._drawn_row(fitted, row, parts)
            set_row = fitted.rows[row]
            ends = parts[-1].last >= len(set_row.tops)
            from_top = set_row.tops[parts[0].first] if parts[0].first else 0.0
            bottom = set_row.height if ends else set_row.tops[parts[-1].last]
            rules.append((parts[0].top + bottom - from_top, row == self.header - 1))
        if bands[-1].end == len(self.cells):
            rules[-1] = rules[-1][0], True
        strokes = []
        for y, heavy in rules:
            stroke = Stroke(self.look.ink if heavy else self.look.hair, HEAVY if heavy else LIGHT)
            strokes.append(Shape(Path.line(self.left, y, right, y), None, stroke))
        yield Group(tuple(strokes), role="artifact")

    def _drawn_row(self, fitted: Fitted, number: int, parts: Sequence[Piece]) -> Group:
        """Some lines of a row; its cells stand at its top, those of a header at its foot."""
        row = fitted.rows[number]
        key = f"{self.standing.key}.{number}"
        first, last = parts[0].first, parts[-1].last
        # The origin of the row's own coordinates: where its top would be.
        origin = parts[0].top - (row.tops[first] if first else 0.0)
        cells: list[Item] = []
        for column, (cell, text) in enumerate(zip(self.cells[number], row.cells, strict=True)):
            items: tuple[Item, ...] = ()
            if text is not None and cell.text is not None:
                leaf = cell.text if fitted.factor == 1.0 else cell.text.scaled(fitted.factor)
                skip = self.grid.skipped(number, row, text)
                drawn: list[Item] = []
                for at in range(max(first - skip, 0), min(last - skip, len(text.lines))):
                    line = text.lines[at]
                    drawn += leaf.draw_lines((line,), fitted.lefts[column], row.tops[at + skip] - line.top)
                items = tuple(drawn)
            if (first or row.is_rest) and not items:
                continue  # the rest of a row that was parted
            scope = "column" if cell.header and number < self.header else "row" if cell.header else ""
            role = "header" if cell.header else "cell"
            cells.append(Group(items, role=role, scope=scope, key=f"{key}.{column}"))  # type: ignore[arg-type]
        place = Affine.translation(self.left, origin)
        if any(part.repeated for part in parts):
            return Group((Group(tuple(_bare(cells)), place),), role="artifact")
        return Group(tuple(cells), place, role="row", key=key)


def _bare(cells: Sequence[Item]) -> Iterator[Item]:
    """The items of cells without what they are."""
    for cell in cells:
        assert isinstance(cell, Group)
        yield Group(cell.items)
