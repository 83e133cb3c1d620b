"""Tables in a story: columns as wide as what stands in them, rows that go on overleaf under the repeated header.

A table fills its column. Columns of figures get what they need, the words share the rest. Where it is too wide even at
its least, it is set smaller, and what is too wide then is broken where the line ends and told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import Affine, Path
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item, Shape, Stroke
from pressdesk.layout.passage import Frame, Line, Notes, Passage, longest_word, notes_called
from pressdesk.layout.solver import SLACK

if TYPE_CHECKING:
    from pressdesk.layout.texts import TextLeaf
    from pressdesk.text.glyphs import SetLine, SetText

PAD = 0.38
"""Above and below the text of a row, as a part of its size."""

GUTTER = 1.1
"""Between two columns, as a part of the size."""

SIZES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
"""The sizes a table that is too wide is tried at."""

EASY = 0.82
MANY_LINES = 4.5
"""Down to which size a table is made smaller so that no cell has more lines than this."""

HEAVY = 0.9
LIGHT = 0.3
"""The rules above and below a table and under its header, and those between rows, in points."""

REPEATED = 8
"""A header of more lines than this is not repeated."""

SMALL = 6
"""A table of so few rows is kept whole where that leaves the column well filled."""


class TableCell(NamedTuple):
    """A cell made ready: its text, and whether it heads its column or its row."""

    text: TextLeaf | None
    header: bool = False
    figures: bool = False


class TableLook(NamedTuple):
    """How a table is set: its caption, its ink and that of the rules between rows, and the size of its text."""

    caption: TextLeaf | None
    ink: Ink
    hair: Ink
    size: float


class _Piece(NamedTuple):
    """Some lines of a row, from `first` to before `last`, with their top in the band; `row` -1 is the caption."""

    row: int
    first: int
    last: int
    top: float
    repeated: bool = False


class Band(NamedTuple):
    """What a column takes of a table as a whole: a line of a row, with the caption and header where they go before."""

    top: float
    bottom: float
    start: int
    end: int
    pieces: tuple[_Piece, ...] = ()
    notes: Notes = ()


class _Row(NamedTuple):
    """A row set to the widths of the columns: the texts of its cells, and where each of its lines begins and ends."""

    cells: tuple[SetText | None, ...]
    tops: tuple[float, ...]
    height: float


class _Fitted(NamedTuple):
    """A table set to a width: the left edges and widths of the columns, its rows, and its bands in order."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    factor: float
    rows: tuple[_Row, ...]
    bands: tuple[Band, ...]
    caption: SetText | None
    too_wide: tuple[str, ...] = ()


class TablePassage(Passage):
    """A table; `header` of its rows are repeated on each page."""

    __slots__ = ("_drawn", "_fits", "cells", "header", "look")

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
        self._fits: dict[float, _Fitted] = {}
        self._drawn: dict[tuple[float, int, int], tuple[Item, ...]] = {}

    def natural(self) -> float:
        return self.left + sum(natural for _, natural in self._extents(1.0)) + self._gutters(1.0)

    def least(self) -> float:
        return self.left + sum(least for least, _ in self._extents(SIZES[-1])) + self._gutters(SIZES[-1])

    def lines(self, width: float, start: int) -> Sequence[Line]:
        fitted = self.fitted(width)
        if not start:
            return fitted.bands
        first = bisect_left(fitted.bands, start, key=lambda band: band.start)
        rest = fitted.bands[first:]
        header = fitted.rows[: self.header]
        if not rest or not header or sum(len(row.tops) for row in header) > REPEATED:
            return rest
        pieces: list[_Piece] = []
        y = 0.0
        for number, row in enumerate(header):
            pieces.append(_Piece(number, 0, len(row.tops), y, True))
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
        fitted = self.fitted(width)
        texts = [
            line_text
            for band in fitted.bands
            if band.start >= start
            for piece in band.pieces
            if piece.row >= 0
            for cell in fitted.rows[piece.row].cells
            if cell is not None
            for line_text in cell.texts
        ]
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

    # widths

    def fitted(self, width: float) -> _Fitted:
        """The table set to the width of a column."""
        inside = self.inside(width)
        found = self._fits.get(inside)
        if found is None:
            found = self._fits[inside] = self._fit(inside)
        return found

    def _fit(self, width: float) -> _Fitted:
        factor, widths = self._sized(width)
        gap = GUTTER * self.look.size * factor
        lefts = tuple(accumulate((each + gap for each in widths[:-1]), initial=0.0))
        rows = tuple(self._row(cells, widths, factor) for cells in self.cells)
        caption = self.look.caption.at_width(width) if self.look.caption is not None else None
        wide = tuple(
            text
            for row in rows
            for cell, each in zip(row.cells, widths, strict=True)
            if cell is not None and cell.widest > each + SLACK
            for text in cell.texts
        )
        return _Fitted(lefts, widths, factor, rows, self._bands(rows, caption), caption, wide)

    def _sized(self, width: float) -> tuple[float, tuple[float, ...]]:
        """The size that a table is set at, and the widths of its columns: the largest at which they fit; a smaller one
        that is still easy to read, where that keeps cells from getting many lines."""
        figures = self._figured()
        first: tuple[float, tuple[float, ...]] | None = None
        for factor in SIZES:
            extents = self._extents(factor)
            room = width - self._gutters(factor)
            widths = shared(extents, figures, room)
            if sum(least for least, _ in extents) > room + SLACK:
                continue
            first = first or (factor, widths)
            lines = max((natural / each for (_, natural), each in zip(extents, widths, strict=True) if each), default=0)
            if lines <= MANY_LINES or (factor <= EASY and lines <= 2 * MANY_LINES):
                return factor, widths
            if factor <= EASY:
                break  # so long a text gets many lines at any size
        return first or (factor, widths)

    def _extents(self, factor: float) -> list[tuple[float, float]]:
        """The least and the natural width of each column."""
        return [
            (
                max((cell.text.least() * factor for cell in column if cell.text is not None), default=0.0),
                max((cell.text.natural() * factor for cell in column if cell.text is not None), default=0.0),
            )
            for column in zip(*self.cells, strict=True)
        ]

    def _figured(self) -> tuple[bool, ...]:
        """Which columns hold figures."""
        return tuple(any(cell.figures for cell in column) for column in zip(*self.cells, strict=True))

    def _gutters(self, factor: float) -> float:
        return GUTTER * self.look.size * factor * (len(self.cells[0]) - 1)

    def _row(self, cells: Sequence[TableCell], widths: Sequence[float], factor: float) -> _Row:
        texts: list[SetText | None] = []
        for cell, width in zip(cells, widths, strict=True):
            leaf = cell.text if cell.text is None or factor == 1.0 else cell.text.scaled(factor)
            texts.append(leaf.at_width(width) if leaf is not None else None)
        pad = PAD * self.look.size * factor
        tops: list[float] = [pad]
        for number in range(max((len(text.lines) for text in texts if text is not None), default=0)):
            lines = [text.lines[number] for text in texts if text is not None and number < len(text.lines)]
            tops.append(tops[-1] + max(line.bottom - line.top for line in lines))
        return _Row(tuple(texts), tuple(tops[:-1]), tops[-1] + pad)

    def _bands(self, rows: Sequence[_Row], caption: SetText | None) -> tuple[Band, ...]:
        """Each line of each row; the caption, the header and the first line of a row are one."""
        bands: list[Band] = []
        waiting: list[_Piece] = []
        top = y = 0.0
        if caption is not None:
            waiting.append(_Piece(-1, 0, 0, 0.0))
            y += caption.height + self.look.size * 0.5
        for number, row in enumerate(rows):
            count = max(len(row.tops), 1)
            if number < self.header and number + 1 < len(rows):
                waiting.append(_Piece(number, 0, count, y - top))
                y += row.height
                continue
            for line in range(count):
                begin = y + (row.tops[line] if line else 0.0)
                end = y + (row.tops[line + 1] if line + 1 < len(row.tops) else row.height)
                pieces = (*waiting, _Piece(number, line, line + 1, begin - top))
                notes = self._called(rows, caption, pieces) if self.notes else ()
                bands.append(Band(top, end, len(bands), len(bands) + 1, pieces, notes))
                top, waiting = end, []
            y += row.height
        return tuple(bands)

    def _called(self, rows: Sequence[_Row], caption: SetText | None, pieces: Sequence[_Piece]) -> Notes:
        lines: list[SetLine] = []
        for piece in pieces:
            if piece.row < 0:
                lines += caption.lines if caption is not None else ()
            else:
                for cell in rows[piece.row].cells:
                    lines += cell.lines[piece.first : piece.last] if cell is not None else ()
        return notes_called(self.notes, lines)

    # drawing

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = tuple(self._draw(width, lines))
        return found

    def _draw(self, width: float, bands: Sequence[Line]) -> Iterator[Item]:
        fitted = self.fitted(width)
        top = bands[0].top
        pieces: list[_Piece] = []
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
        if bands[-1].end >= len(fitted.bands):
            rules[-1] = rules[-1][0], True
        strokes = []
        for y, heavy in rules:
            stroke = Stroke(self.look.ink if heavy else self.look.hair, HEAVY if heavy else LIGHT)
            strokes.append(Shape(Path.line(self.left, y, right, y), None, stroke))
        yield Group(tuple(strokes), role="artifact")

    def _drawn_row(self, fitted: _Fitted, number: int, parts: Sequence[_Piece]) -> Group:
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
                skip = max(len(row.tops) - len(text.lines), 0) if number < self.header else 0
                drawn: list[Item] = []
                for at in range(max(first - skip, 0), min(last - skip, len(text.lines))):
                    line = text.lines[at]
                    drawn += leaf.draw_lines((line,), fitted.lefts[column], row.tops[at + skip] - line.top)
                items = tuple(drawn)
            if first and not items:
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


def shared(extents: Sequence[tuple[float, float]], figures: Sequence[bool], room: float) -> tuple[float, ...]:
    """The widths of columns by their least and natural widths: what is too much is taken from words in the measure in
    which they can give, what is left over goes to words, or to all where there are figures alone.

    >>> shared([(20, 100), (10, 10)], [False, True], 200)
    (190.0, 10)
    >>> shared([(20, 100), (20, 60)], [False, False], 100)
    (60.0, 40.0)
    """
    least, natural = sum(low for low, _ in extents), sum(high for _, high in extents)
    if least >= room:
        return tuple(low * room / least for low, _ in extents) if least else tuple(room / len(extents) for _ in extents)
    if natural > room:
        share = (room - least) / (natural - least)
        return tuple(low + (high - low) * share for low, high in extents)
    widths = [high for _, high in extents]
    free = room - natural
    numbers = [i for i, is_figure in enumerate(figures) if is_figure]
    if len(numbers) > 1:
        # Columns of figures are of one width where there is room for that, and stand at even distances.
        widest = max(widths[i] for i in numbers)
        needed = sum(widest - widths[i] for i in numbers)
        if needed <= free:
            free -= needed
            for i in numbers:
                widths[i] = widest
    takers = [i for i, is_figure in enumerate(figures) if not is_figure] or list(range(len(widths)))
    weight = sum(widths[i] for i in takers)
    for i in takers:
        widths[i] += free * (widths[i] / weight if weight else 1 / len(takers))
    return tuple(widths)
