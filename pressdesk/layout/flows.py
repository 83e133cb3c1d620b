"""A story over pages: each page's flow box takes the lines that fit, in columns, and leaves the rest to the next."""

from __future__ import annotations

from typing import NamedTuple

from pressdesk.base.problem import Problem
from pressdesk.display.items import Item, Role
from pressdesk.layout.nodes import Placed
from pressdesk.layout.page import Outs
from pressdesk.layout.solver import SLACK
from pressdesk.layout.texts import TextLeaf
from pressdesk.text.glyphs import SetLine, SetText

MOST_PAGES = 200
KEPT_LINES = 2
"""Lines of a paragraph that stay together at least, at the foot of a column and at its head (no widow, no orphan)."""


class Mark(NamedTuple):
    """A place in a story: the paragraph, and the place in its typeset text from which the next page goes on."""

    paragraph: int = 0
    start: int = 0


class FlowLeaf:
    """The part of a story from `begin` on that fits into its box; `columns` stand `gap` points apart.

    The boxes of one story should be equally wide: where a page is not, its first line may repeat some words.
    """

    stretches = True
    role: Role = "paragraph"
    __slots__ = ("begin", "columns", "firm", "gap", "headings", "text")

    def __init__(
        self, text: TextLeaf, begin: Mark, columns: int, gap: float, headings: frozenset[int], firm: bool
    ) -> None:
        self.text = text
        self.begin = begin
        self.columns = columns
        self.gap = gap
        self.headings = headings
        self.firm = firm

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.text.problems

    def natural(self) -> float:
        return self.text.natural()

    def least(self) -> float:
        return self.text.least()

    def height(self, width: float) -> float:
        lines = self._rest(self._set(width))
        return (lines[-1].bottom - lines[0].top) / self.columns if lines else 0.0

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        lines = self._rest(self._set(width))
        return lines[0].baseline - lines[0].top if lines else None

    def excess(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        return self._set(width).widest - self._column(width), 0.0

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:  # noqa: ARG002
        step = self._column(width) + self.gap
        items: list[Item] = []
        for number, lines in enumerate(self._filled(width, height)):
            if lines:
                items += self.text.draw_lines(lines, number * step, -lines[0].top)
        return tuple(items)

    def goes_on(self, width: float, height: float) -> Mark | None:
        """Where the next page begins; None when the story ends in this box."""
        rest = self._rest(self._set(width))
        used = sum(len(lines) for lines in self._filled(width, height))
        return Mark(rest[used].paragraph, rest[used].start) if used < len(rest) else None

    def words_from(self, width: float, mark: Mark) -> str:
        """The text from a place to the end of its paragraph."""
        return self._set(width).texts[mark.paragraph][mark.start :]

    def _column(self, width: float) -> float:
        return max((width - self.gap * (self.columns - 1)) / self.columns, 1.0)

    def _set(self, width: float) -> SetText:
        return self.text.at_width(self._column(width))

    def _rest(self, found: SetText) -> tuple[SetLine, ...]:
        for i, line in enumerate(found.lines):
            if (line.paragraph, line.end) > self.begin or (line.paragraph, line.start) == self.begin:
                return found.lines[i:]
        return ()

    def _filled(self, width: float, height: float) -> list[tuple[SetLine, ...]]:
        """The lines of each column."""
        rest = self._rest(self._set(width))
        columns: list[tuple[SetLine, ...]] = []
        for _ in range(self.columns):
            count = self._count(rest, height)
            columns.append(rest[:count])
            rest = rest[count:]
        return columns

    def _count(self, lines: tuple[SetLine, ...], height: float) -> int:
        """How many lines stand in a column; none of a paragraph stands alone, no heading at the end."""
        if not lines:
            return 0
        fits = sum(1 for line in lines if line.bottom - lines[0].top <= height + SLACK)
        if fits == len(lines):
            return fits
        count = fits
        while count > 0:
            after, before = lines[count].paragraph, lines[count - 1].paragraph
            inside = [i for i, line in enumerate(lines) if line.paragraph == before]
            if before in self.headings:
                count = inside[0]
            elif after == before and len(inside) > KEPT_LINES and count - inside[0] >= KEPT_LINES:
                if inside[-1] + 1 - count >= KEPT_LINES:
                    break
                count -= 1
            elif after == before:
                count = inside[0]
            else:
                break
        return count or fits


def flow_of(placed: Placed) -> tuple[FlowLeaf, float, float] | None:
    """The story's box on a solved page, with the width and height of its inside."""
    leaf = placed.node.leaf
    if isinstance(leaf, FlowLeaf):
        top, right, bottom, left = placed.node.spec.padding
        return leaf, placed.width - left - right, placed.height - top - bottom
    for _, _, child in placed.children:
        found = flow_of(child)
        if found is not None:
            return found
    return None
