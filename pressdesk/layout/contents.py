"""The list of contents of a story: its headings, each with the page it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressdesk.base.geometry import Path
from pressdesk.base.problem import Problem
from pressdesk.display.items import Group, Item, Shape, Stroke
from pressdesk.layout.passage import KEPT_LINES, Frame, Line, Notes, Passage

if TYPE_CHECKING:
    from pressdesk.layout.texts import TextLeaf

GAP = 0.6
"""Between words and dots, and dots and number, as a part of the size."""

DOTS = 0.45
"""From dot to dot, as a part of the size."""


class EntryPassage(Passage):
    """One heading of a list of contents; dots lead to the number of its page."""

    __slots__ = ("_drawn", "number", "text")

    def __init__(self, text: TextLeaf, number: TextLeaf, frame: Frame) -> None:
        style = text.paragraphs[0].style
        super().__init__(frame._replace(space=(style.space_before, style.space_after)))
        self.text = text
        self.number = number
        self._drawn: dict[tuple[float, int, int], tuple[Item, ...]] = {}

    def natural(self) -> float:
        return self.left + self.text.natural() + self._beside()

    def least(self) -> float:
        return self.left + self.text.least() + self._beside()

    def lines(self, width: float, start: int) -> Sequence[Line]:
        return [line for line in self.text.at_width(self._room(width)).lines if line.start >= start]

    def may_part(self, column: Line, after: Line, place: tuple[int, int]) -> bool:  # noqa: ARG002
        number, of = place
        return number >= KEPT_LINES and of - number >= KEPT_LINES

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = self._draw(width, lines)
        return found

    def words(self, width: float, start: int) -> str:
        return self.text.at_width(self._room(width)).texts[0][start:]

    def problems(self, width: float) -> tuple[Problem, ...]:  # noqa: ARG002
        return self.text.problems

    def called(self, line: Line) -> Notes:  # noqa: ARG002
        return ()

    def _beside(self) -> float:
        """What the number and the space before it take."""
        size = self.text.size
        return max(self.number.natural(), 1.2 * size) + 2 * GAP * size

    def _room(self, width: float) -> float:
        return max(self.inside(width) - self._beside(), 1.0)

    def _draw(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        whole = self.text.at_width(self._room(width)).lines
        shown = [line for line in whole if lines[0].start <= line.start <= lines[-1].start]
        top = -shown[0].top
        items = list(self.text.draw_lines(shown, self.left, top))
        if shown[-1] is not whole[-1]:
            return tuple(items)
        last, size = whole[-1], self.text.size
        wide = self.number.natural() + 0.01
        number = self.number.at_width(wide).lines
        right = self.left + self.inside(width)
        begin, end = self.left + last.x + last.width + GAP * size, right - wide - GAP * size
        if end - begin > 2 * size:
            y = top + last.baseline - 0.4
            step = DOTS * size
            # From the right edge on, so that the dots of all entries stand under each other.
            count = int((end - begin) / step)
            line = Path.line(end - count * step, y, end, y)
            stroke = Stroke(self.text.ink, 0.07 * size, (0.0, step), "round")
            items.append(Group((Shape(line, None, stroke),), role="artifact"))
        items += self.number.draw_lines(number, right - wide, top + last.baseline - number[0].baseline)
        return tuple(items)
