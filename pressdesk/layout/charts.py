"""Results as bars in a story: a row for each answer with its words, a bar for each value, and the value in figures.

To somebody who listens a chart is a table of words and values; the bars are only to be seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressdesk.base.colour import WHITE, Ink, contrast
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item, Shape, Stroke
from pressdesk.layout.passage import Frame, Line, Notes, Passage

if TYPE_CHECKING:
    from pressdesk.layout.texts import TextLeaf
    from pressdesk.model.campaign import Brand

WORDS = 0.42
"""The part of a chart's width that its words take at most."""

BAR = 1.15
THIN_BAR = 0.8
"""The thickness of a bar that stands alone, and of one of several, as a part of the size."""

BETWEEN = 0.7
"""Between two rows, as a part of the size."""

APART = 0.6
"""Between words, bars and figures, as a part of the size."""

SWATCH = 1.3
"""From the left of a series' ink to its name, as a part of the size."""

HEAD_SPACE = 0.45
"""Below what heads words and bars, as a part of the size."""

SEEN = 1.35
"""The least contrast of a bar to the paper, and of two bars that stand together."""

SMALL = 9
"""A chart of so few rows is kept whole where that leaves the column well filled."""


class ChartRow(NamedTuple):
    """An answer: its words, and for each series the value in figures and how much it is, None for nothing."""

    words: TextLeaf | None
    values: tuple[tuple[TextLeaf | None, float | None], ...]


class ChartLook(NamedTuple):
    """How a chart is set: its caption, what heads its words and each series of bars, the ink of words, those of bars,
    and the size."""

    caption: TextLeaf | None
    heads: tuple[TextLeaf | None, ...]
    ink: Ink
    bars: tuple[Ink, ...]
    size: float


class _Strip(NamedTuple):
    """What a column takes of a chart as a whole: a row, the first one with what stands above."""

    top: float
    bottom: float
    start: int
    end: int


class _Head(NamedTuple):
    """What heads the words or a series: its number, 0 for the words, its place below the caption and its width."""

    number: int
    leaf: TextLeaf
    x: float
    y: float
    width: float


class _Scale(NamedTuple):
    """Where words end and bars begin and end, in points, and the values there."""

    words: float
    begin: float
    end: float
    low: float
    high: float

    def at(self, value: float) -> float:
        span = self.high - self.low
        return self.begin + (value - self.low) / span * (self.end - self.begin) if span else self.begin


class ChartPassage(Passage):
    """A chart of bars that lie."""

    __slots__ = ("_drawn", "look", "rows")

    def __init__(
        self,
        rows: tuple[ChartRow, ...],
        look: ChartLook,
        frame: Frame,
    ) -> None:
        super().__init__(frame._replace(keeping=frame.keeping._replace(whole=len(rows) <= SMALL)))
        self.rows = rows
        self.look = look
        self._drawn: dict[tuple[float, int, int], tuple[Item, ...]] = {}

    def natural(self) -> float:
        return self.left + 40 * self.look.size

    def least(self) -> float:
        return self.left + max((row.words.least() for row in self.rows if row.words is not None), default=0.0) / WORDS

    def lines(self, width: float, start: int) -> Sequence[Line]:
        strips: list[_Strip] = []
        top, y = 0.0, self._head(width)
        for number in range(max(len(self.rows), 1)):
            y += self._height(number, width) if self.rows else 0.0
            strips.append(_Strip(top, y, number, number + 1))
            top = y
        return strips[bisect_left(strips, start, key=lambda strip: strip.start) :] if start else strips

    def may_part(self, column: Line, after: Line, place: tuple[int, int]) -> bool:  # noqa: ARG002
        number, of = place
        return number >= 2 and of - number >= 2

    def words(self, width: float, start: int) -> str:  # noqa: ARG002
        leaves = [leaf for row in self.rows[start:] for leaf in (row.words, *(leaf for leaf, _ in row.values))]
        return " ".join("".join(span.text for span in leaf.paragraphs[0].spans) for leaf in leaves if leaf is not None)

    def problems(self, width: float) -> tuple[Problem, ...]:  # noqa: ARG002
        leaves = [self.look.caption, *self.look.heads, *(row.words for row in self.rows)]
        found = [problem for leaf in leaves if leaf is not None for problem in leaf.problems]
        for row in self.rows:
            for leaf, value in row.values:
                if leaf is not None and value is None:
                    words = "".join(span.text for span in leaf.paragraphs[0].spans)
                    found.append(
                        Problem(
                            "warning",
                            "chart-value",
                            f"“{words}” in a chart is no number; it stands there without a bar.",
                            "Write a number, such as 12 or 34 %.",
                        )
                    )
        return tuple(found)

    def called(self, line: Line) -> Notes:
        return self.notes if not line.start else ()

    # geometry

    def _head(self, width: float) -> float:
        """How high what stands above the first row is: the caption, and the names of the series."""
        size, caption = self.look.size, self.look.caption
        high = caption.height(self.inside(width)) + size * BETWEEN if caption is not None else 0.0
        heads, tall = self._heads(width)
        return high + (tall + size * HEAD_SPACE if heads else 0.0)

    @property
    def _several(self) -> bool:
        """Whether there are several bars to a row, told apart by their inks."""
        return any(len(row.values) > 1 for row in self.rows) or len(self.look.heads) > 2

    def _heads(self, width: float) -> tuple[list[_Head], float]:
        """What stands above the words and the bars, and how high that is: the names of several series follow each
        other; what heads the words has a line of its own where it is too long to stand above them."""
        inside, size, scale = self.inside(width), self.look.size, self._scale(width)
        found: list[_Head] = []
        swatch = size * SWATCH if self._several else 0.0
        left = x = y = high = 0.0
        for number, leaf in enumerate(self.look.heads):
            if leaf is None:
                continue
            natural = leaf.natural() + 0.01
            if not number:
                beside = natural <= scale.words
                wide = min(natural, inside)
                found.append(_Head(0, leaf, 0.0, 0.0, wide))
                high = leaf.height(wide)
                if not beside:
                    y, high = high, 0.0
                left = x = scale.begin if beside or not self._several else 0.0
                continue
            if not found and not self._several:
                left = x = scale.begin
            wide = max(min(natural, inside - left - swatch), 1.0)
            if x > left and x + swatch + wide > inside:
                x, y, high = left, y + high, 0.0
            found.append(_Head(number, leaf, x + swatch, y, wide))
            high = max(high, leaf.height(wide))
            x += swatch + wide + size * SWATCH
        return found, y + high

    def _scale(self, width: float) -> _Scale:
        inside, gap = self.inside(width), APART * self.look.size
        beside = [*self.look.heads[:1], *(row.words for row in self.rows)]
        wanted = max((leaf.natural() for leaf in beside if leaf is not None), default=0.0)
        words = min(wanted + 0.01, inside * WORDS)
        figures = max((leaf.natural() for row in self.rows for leaf, _ in row.values if leaf is not None), default=0.0)
        given = [value for row in self.rows for _, value in row.values if value is not None]
        begin = words + gap if words else 0.0
        end = max(inside - figures - gap, begin + 1.0)
        return _Scale(words, begin, end, min(0.0, *given, 0.0), max(0.0, *given, 0.0))

    def _height(self, number: int, width: float) -> float:
        row, size = self.rows[number], self.look.size
        words = row.words.height(max(self._scale(width).words, 1.0)) if row.words is not None else 0.0
        return max(words, self._bars(row)) + (size * BETWEEN if number + 1 < len(self.rows) else 0.0)

    def _bars(self, row: ChartRow) -> float:
        return self._thick() * len(row.values)

    def _thick(self) -> float:
        """How much of a row's height each bar takes."""
        line = self.look.size * (1.2 if self._several else 1.35)
        return max(line, self.look.size * (THIN_BAR if self._several else BAR))

    # drawing

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = tuple(self._draw(width, lines))
        return found

    def _draw(self, width: float, strips: Sequence[Line]) -> Iterator[Item]:
        scale = self._scale(width)
        top = strips[0].top
        y = 0.0
        if not strips[0].start:
            yield from self._draw_head(width)
            y = self._head(width)
        first = y
        for strip in strips:
            number = strip.start
            if number >= len(self.rows):
                return
            yield self._draw_row(number, scale, y)
            y = strip.bottom - top
        bottom = y - (self.look.size * BETWEEN if strips[-1].end < len(self.rows) else 0.0)
        x = self.left + scale.at(0.0)
        axis = Shape(Path.line(x, first - 1.5, x, bottom + 1.5), None, Stroke(self.look.ink, 0.5))
        yield Group((axis,), role="artifact")

    def _draw_head(self, width: float) -> Iterator[Item]:
        look, key = self.look, self.standing.key
        y = 0.0
        if look.caption is not None:
            lines = look.caption.at_width(self.inside(width)).lines
            yield Group(tuple(look.caption.draw_lines(lines, self.left, 0.0)), role="caption", key=f"{key}.caption")
            y = look.caption.height(self.inside(width)) + look.size * BETWEEN
        heads = {head.number: head for head in self._heads(width)[0]}
        if not heads:
            return
        cells: list[Item] = []
        for number in range(len(look.heads)):
            head = heads.get(number)
            items: list[Item] = []
            if head is not None:
                lines = head.leaf.at_width(head.width).lines
                if number and self._several:
                    side = look.size * 0.72
                    middle = y + head.y + lines[0].baseline - head.leaf.size * 0.33
                    box = Rect(self.left + head.x - look.size * SWATCH, middle - side / 2, side, side)
                    items.append(Group((Shape(Path.rect(box), self._ink(number - 1)),), role="artifact"))
                items += head.leaf.draw_lines(lines, self.left + head.x, y + head.y)
            cells.append(Group(tuple(items), role="header", scope="column", key=f"{key}.head.{number}"))
        yield Group(tuple(cells), role="row", key=f"{key}.head")

    def _draw_row(self, number: int, scale: _Scale, top: float) -> Group:
        row, look = self.rows[number], self.look
        key = f"{self.standing.key}.{number}"
        thick, bars = self._thick(), self._bars(row)
        cells: list[Item] = []
        shift = 0.0
        if row.words is not None:
            words = row.words.at_width(max(scale.words, 1.0))
            shift = max(words.height - bars, 0.0) / 2
            down = max(bars - words.height, 0.0) / 2
            cells.append(
                Group(tuple(row.words.draw_lines(words.lines, 0.0, down)), role="header", scope="row", key=f"{key}.0")
            )
        shapes: list[Item] = []
        for place, (leaf, value) in enumerate(row.values):
            middle = shift + thick * (place + 0.5)
            after = scale.at(0.0)
            if value is not None:
                ends = sorted((scale.at(0.0), scale.at(value)))
                high = look.size * (THIN_BAR if len(row.values) > 1 else BAR)
                bar = Rect(ends[0], middle - high / 2, ends[1] - ends[0], high)
                shapes.append(Shape(Path.rect(bar), self._ink(place)))
                after = ends[1]
            if leaf is not None:
                figures = leaf.at_width(leaf.natural() + 0.01)
                x = after + APART * look.size
                words_of = tuple(leaf.draw_lines(figures.lines, x, middle - figures.height / 2))
                cells.append(Group(words_of, role="cell", key=f"{key}.{place + 1}"))
            else:
                cells.append(Group((), role="cell", key=f"{key}.{place + 1}"))
        bars_group = Group(tuple(shapes), role="artifact")
        return Group((bars_group, *cells), Affine.translation(self.left, top), role="row", key=key)

    def _ink(self, number: int) -> Ink:
        return self.look.bars[number % len(self.look.bars)]


def bar_inks(brand: Brand, ink: Ink) -> tuple[Ink, ...]:
    """The inks of bars: those of the brand that can be seen on paper and told apart, then greys of the text's ink."""
    found: list[Ink] = []
    named = [brand.colours[name] for name in ("ground", "second", "accent", "ink") if name in brand.colours]
    for one in (*named, *brand.colours.values(), ink):
        apart = all(contrast(one.rgb, other.rgb) >= SEEN for other in (WHITE, *found))
        if apart and one not in found:
            found.append(one)
    return tuple(found) or (ink,)
