"""A table set to the width of a column: how wide its columns are, its rows, and the bands that a page takes whole.

A table fills its column. Columns of figures get what they need, the words share the rest. Where it is too wide even at
its least, it is set smaller, and what is too wide then is broken where the line ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from pressdesk.base.colour import Ink
from pressdesk.base.values import NamedTuple
from pressdesk.layout.passage import Notes, notes_called
from pressdesk.layout.solver import SLACK
from pressdesk.text.paragraph import set_rest

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

CAPTION_SPACE = 0.5
"""Below the caption, as a part of the size."""

ROW_BITS = 24
TEXT_BITS = 32
"""A place in a table is the number of the row in so many bits, and above them, inside a row, so many bits for each of
its cells: 0 where its text is at its end, else one more than where it goes on. So it holds for any width."""


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


class Piece(NamedTuple):
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
    pieces: tuple[Piece, ...] = ()
    notes: Notes = ()


class Row(NamedTuple):
    """A row, or the rest of one, set to the widths of the columns: the texts of its cells, where each of its lines
    begins and how high it is, and the places of its lines in the table."""

    cells: tuple[SetText | None, ...]
    tops: tuple[float, ...]
    height: float
    places: tuple[int, ...]
    is_rest: bool = False


class Fitted(NamedTuple):
    """A table set to a width: the left edges and widths of the columns, its rows, its bands in order, and which of them
    begins at a place."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    factor: float
    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    numbers: dict[int, int]
    caption: SetText | None
    too_wide: tuple[str, ...] = ()


class Grid:
    """The cells of a table, `header` of its rows repeated on each page, and what they were set to."""

    __slots__ = ("_fits", "_rests", "cells", "header", "look", "notes")

    def __init__(self, cells: tuple[tuple[TableCell, ...], ...], header: int, look: TableLook, notes: Notes) -> None:
        self.cells = cells
        self.header = header
        self.look = look
        self.notes = notes
        self._fits: dict[float, Fitted] = {}
        self._rests: dict[tuple[float, int], Fitted] = {}

    def natural(self) -> float:
        """The width that the table takes where there is room enough, in points."""
        return sum(natural for _, natural in self._extents(1.0)) + self._gutters(1.0)

    def least(self) -> float:
        """The least width that it can have, in points."""
        return sum(least for least, _ in self._extents(SIZES[-1])) + self._gutters(SIZES[-1])

    def at_width(self, width: float) -> Fitted:
        """The table set to that width."""
        found = self._fits.get(width)
        if found is None:
            factor, widths = self._sized(width)
            rows = tuple(self._row(number, widths, factor) for number in range(len(self.cells)))
            found = self._fits[width] = self._fitted(width, factor, widths, rows)
        return found

    def holding(self, width: float, start: int) -> Fitted:
        """The table set to a width in which a line begins at that place: the whole, or from the middle of a row on."""
        whole = self.at_width(width)
        if start in whole.numbers:
            return whole
        found = self._rests.get((width, start))
        if found is None:
            number, offsets = _told(start, len(whole.widths))
            row = self._row(number, whole.widths, whole.factor, offsets)
            rows = (*whole.rows[:number], row, *whole.rows[number + 1 :])
            found = self._rests[width, start] = self._fitted(width, whole.factor, whole.widths, rows)
        return found

    def cell_at(self, number: int, column: int, factor: float) -> TextLeaf | None:
        """The text of a cell at a part of its size."""
        text = self.cells[number][column].text
        return text if text is None or factor == 1.0 else text.scaled(factor)

    def skipped(self, number: int, row: Row, text: SetText) -> int:
        """How many lines of a row are empty above a text: the cells of a header stand at its foot."""
        return max(len(row.tops) - len(text.lines), 0) if number < self.header else 0

    # widths

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

    # rows and bands

    def _row(self, number: int, widths: Sequence[float], factor: float, offsets: tuple[int, ...] | None = None) -> Row:
        """A row, or what is left of it from a place in the text of each cell on, -1 where that is at its end."""
        texts: list[SetText | None] = []
        for column, width in enumerate(widths):
            leaf = self.cell_at(number, column, factor)
            begin = offsets[column] if offsets is not None else 0
            if leaf is None or begin < 0:
                texts.append(None)
            elif begin:
                texts.append(set_rest(leaf.paragraphs[0], begin, width, leaf.library))
            else:
                texts.append(leaf.at_width(width))
        pad = PAD * self.look.size * factor
        tops: list[float] = [pad]
        for at in range(max((len(text.lines) for text in texts if text is not None), default=0)):
            lines = [text.lines[at] for text in texts if text is not None and at < len(text.lines)]
            tops.append(tops[-1] + max(line.bottom - line.top for line in lines))
        row = Row(tuple(texts), tuple(tops[:-1]), tops[-1] + pad, (), offsets is not None)
        places = [self._place(number, row, at) for at in range(1, len(row.tops))]
        return row._replace(places=(number if offsets is None else _place(number, offsets), *places))

    def _place(self, number: int, row: Row, at: int) -> int:
        """The place of a line of a row: where in each of its cells that line begins."""
        offsets: list[int] = []
        for text in row.cells:
            line = at - self.skipped(number, row, text) if text is not None else 0
            if text is None or line >= len(text.lines):
                offsets.append(-1)
            else:
                offsets.append(text.lines[line].start if line > 0 or row.is_rest else 0)
        return _place(number, offsets)

    def _fitted(self, width: float, factor: float, widths: tuple[float, ...], rows: tuple[Row, ...]) -> Fitted:
        gap = GUTTER * self.look.size * factor
        lefts = tuple(accumulate((each + gap for each in widths[:-1]), initial=0.0))
        caption = self.look.caption.at_width(width) if self.look.caption is not None else None
        wide = tuple(
            text
            for row in rows
            for cell, each in zip(row.cells, widths, strict=True)
            if cell is not None and cell.widest > each + SLACK
            for text in cell.texts
        )
        bands = self._bands(rows, caption)
        numbers = {band.start: number for number, band in enumerate(bands)}
        return Fitted(lefts, widths, factor, rows, bands, numbers, caption, wide)

    def _bands(self, rows: Sequence[Row], caption: SetText | None) -> tuple[Band, ...]:
        """Each line of each row; the caption, the header and the first line of a row are one."""
        bands: list[Band] = []
        waiting: list[Piece] = []
        top = y = 0.0
        if caption is not None:
            waiting.append(Piece(-1, 0, 0, 0.0))
            y += caption.height + self.look.size * CAPTION_SPACE
        for number, row in enumerate(rows):
            count = max(len(row.tops), 1)
            if row.is_rest:
                top, waiting = y, []
            if number < self.header and number + 1 < len(rows):
                waiting.append(Piece(number, 0, count, y - top))
                y += row.height
                continue
            for line in range(count):
                begin = y + (row.tops[line] if line else 0.0)
                end = y + (row.tops[line + 1] if line + 1 < len(row.tops) else row.height)
                pieces = (*waiting, Piece(number, line, line + 1, begin - top))
                notes = self._called(rows, caption, pieces) if self.notes else ()
                following = row.places[line + 1] if line + 1 < count else number + 1
                bands.append(Band(top, end, row.places[line] if bands or row.is_rest else 0, following, pieces, notes))
                top, waiting = end, []
            y += row.height
        return tuple(bands)

    def _called(self, rows: Sequence[Row], caption: SetText | None, pieces: Sequence[Piece]) -> Notes:
        lines: list[SetLine] = []
        for piece in pieces:
            row = rows[piece.row]
            if piece.row < 0:
                lines += caption.lines if caption is not None else ()
                continue
            for text in row.cells:
                if text is not None:
                    skip = self.skipped(piece.row, row, text)
                    lines += text.lines[max(piece.first - skip, 0) : max(piece.last - skip, 0)]
        return notes_called(self.notes, lines)


def _place(row: int, offsets: Sequence[int]) -> int:
    """The place in a row from which the texts of its cells go on, -1 at the end of one.

    >>> _told(_place(7, (12, -1, 0)), 3)
    (7, (12, -1, 0))
    """
    packed = 0
    for offset in reversed(offsets):
        packed = packed << TEXT_BITS | offset + 1
    return packed << ROW_BITS | row


def _told(place: int, columns: int) -> tuple[int, tuple[int, ...]]:
    """The row of a place inside it, and where the texts of its cells go on."""
    packed = place >> ROW_BITS
    offsets = [(packed >> TEXT_BITS * column & (1 << TEXT_BITS) - 1) - 1 for column in range(columns)]
    return place & (1 << ROW_BITS) - 1, tuple(offsets)


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
