"""The list of contents of a story: its headings, each with the page it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressdesk.base.geometry import Path
from pressdesk.display.items import Group, Item, Shape, Stroke
from pressdesk.layout.passage import Frame, Line, TextPassage
from pressdesk.text.glyphs import SetLine

if TYPE_CHECKING:
    from pressdesk.layout.texts import TextLeaf

GAP = 0.6
"""Between words and dots, and dots and number, as a part of the size."""

NUMBER = 1.2
"""The least room for the number of a page, as a part of the size: two figures."""

DOTS = 0.45
"""From dot to dot, as a part of the size."""


class EntryPassage(TextPassage):
    """One heading of a list of contents; dots lead to the number of its page."""

    __slots__ = ("number",)

    def __init__(self, text: TextLeaf, number: TextLeaf, frame: Frame) -> None:
        super().__init__(text, frame)
        self.number = number

    def natural(self) -> float:
        return super().natural() + self._beside()

    def least(self) -> float:
        return super().least() + self._beside()

    def inside(self, width: float) -> float:
        return max(super().inside(width) - self._beside(), 1.0)

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            items = super().drawn(width, lines)
            if lines[-1].end >= len(self.text.at_width(self.inside(width)).texts[0]):
                items = (*items, *self._leader(width, lines))
            found = self._drawn[key] = items
        return found

    def _beside(self) -> float:
        """What the number and the space before it take."""
        size = self.text.size
        return max(self.number.natural(), NUMBER * size) + 2 * GAP * size

    def _leader(self, width: float, lines: Sequence[Line]) -> Iterator[Item]:
        """The dots after the last line, and the number at the right edge."""
        last, size = lines[-1], self.text.size
        assert isinstance(last, SetLine)
        wide = self.number.natural() + 0.01
        number = self.number.at_width(wide).lines
        baseline = last.baseline - lines[0].top
        right = self.left + super().inside(width)
        # The dots end before the widest number there is room for, under each other in all entries.
        begin, end = self.left + last.x + last.width + GAP * size, right - self._beside() + GAP * size
        step = DOTS * size
        count = int((end - begin) / step)
        if count > 3:
            y = baseline - 0.4
            dots = Path.line(end - count * step, y, end + step / 4, y)  # or rounding might cost the last one
            yield Group((Shape(dots, None, Stroke(self.text.ink, 0.07 * size, (0.0, step), "round")),), role="artifact")
        yield from self.number.draw_lines(number, right - wide, baseline - number[0].baseline)
