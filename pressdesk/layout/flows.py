"""A story over pages: each page's flow box takes the lines that fit, in columns, and leaves the rest to the next.

Where a column may end is decided from what stands in it and the paragraph it ends in, never from what comes after. So
a page whose text did not change is the same page again, however long the story is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressdesk.base.geometry import Affine
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item, Role
from pressdesk.layout.nodes import Placed
from pressdesk.layout.page import Outs
from pressdesk.layout.solver import SLACK
from pressdesk.layout.texts import TextLeaf
from pressdesk.text.glyphs import SetLine, SetText
from pressdesk.text.paragraph import set_rest

if TYPE_CHECKING:
    from pressdesk.text.style import TypeStyle

MOST_PAGES = 5000
KEPT_LINES = 2
"""Lines of a paragraph that stay together at least, at the foot of a column and at its head (no widow, no orphan)."""

WELL_FILLED = 0.6
"""How much of a column must be filled for a quotation or a short block to be kept whole and moved to the next."""


class Mark(NamedTuple):
    """A place in a story: the paragraph, and the place in its typeset text from which the next page goes on."""

    paragraph: int = 0
    start: int = 0


class Passage:
    """A paragraph of a story: its text, and how it keeps together with what follows.

    `keeps_next` is never parted from the next passage (a heading, a quotation before its speaker), `whole` is not
    parted itself where that leaves the column well filled, `new_page` begins a page. `left` is how many points it
    stands in, its marker included: a list in a list.
    """

    __slots__ = ("_drawn", "_rests", "keeps_next", "left", "new_page", "role", "text", "whole")

    def __init__(
        self,
        text: TextLeaf,
        role: Role,
        keeps_next: bool = False,
        whole: bool = False,
        new_page: bool = False,
        *,
        left: float = 0.0,
    ) -> None:
        self.text = text
        self.role: Role = role
        self.left = left
        self.keeps_next = keeps_next
        self.whole = whole
        self.new_page = new_page
        self._rests: dict[tuple[int, float], SetText] = {}
        self._drawn: dict[tuple[float, int, int], tuple[Item, ...]] = {}

    @property
    def style(self) -> TypeStyle:
        return self.text.paragraphs[0].style

    def lines(self, width: float, start: int) -> tuple[SetLine, ...]:
        """The lines from a place on; those of the whole paragraph, where the place begins one of them."""
        width = self.inside(width)
        whole = self.text.at_width(width)
        if not start:
            return whole.lines
        first = bisect_left(whole.lines, start, key=lambda line: line.start)
        if first < len(whole.lines) and whole.lines[first].start == start:
            return whole.lines[first:]
        found = self._rests.get((start, width))
        if found is None:
            found = self._rests[start, width] = set_rest(self.text.paragraphs[0], start, width, self.text.library)
        return found.lines

    def inside(self, width: float) -> float:
        """How wide the text is in a column of that width."""
        return max(width - self.left, 1.0)

    def drawn(self, width: float, lines: Sequence[SetLine]) -> tuple[Item, ...]:
        """The glyphs of some lines, the top of the first one at 0."""
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = tuple(self.text.draw_lines(lines, self.left, -lines[0].top))
        return found

    def too_wide(self, width: float) -> Problem | None:
        """The warning for a word that is wider than the column and was broken by force."""
        width = self.inside(width)
        found = self.text.at_width(width)
        if found.widest <= width + SLACK:
            return None
        word = max(found.texts[0].split(), key=len, default="")
        shown = word if len(word) <= 40 else word[:39] + "…"
        message = f"“{shown}” is wider than its column; it was broken where the line ends."
        return Problem("warning", "long-word", message, "Check the break, or write it shorter.")


class _Line(NamedTuple):
    """A line on trial in a column: its passage, which line of how many of it, and where its box ends."""

    passage: int
    number: int
    of: int
    line: SetLine
    bottom: float


class _Run(NamedTuple):
    """The lines of one passage in a column, and how far below its top the first one begins."""

    passage: Passage
    lines: tuple[SetLine, ...]
    top: float


class _Column(NamedTuple):
    """What one column holds, where the next one begins, how many passages were looked at, and whether a page ends."""

    runs: tuple[_Run, ...]
    next: Mark | None
    seen: int
    page_ends: bool = False


class FlowLeaf:
    """The part of a story that fits into its box: `passages` from `start` of the first one on.

    `columns` stand `gap` points apart. A `firm` box has no height of its own: it is as high as the rest of the story.
    """

    stretches = True
    role: Role = ""
    __slots__ = ("_filled", "columns", "firm", "gap", "passages", "seen", "start")

    def __init__(self, passages: tuple[Passage, ...], start: int, columns: int, gap: float, firm: bool) -> None:
        self.passages = passages
        self.start = start
        self.columns = columns
        self.gap = gap
        self.firm = firm
        self.seen = len(passages) + 1 if firm else 0
        """How many passages decided what this box shows; one more than there are when it saw the end."""
        self._filled: dict[tuple[float, float], tuple[_Column, ...]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Unknown colours, missing characters and broken words of what was shown."""
        found: dict[Problem, None] = {}
        for width, height in self._filled:
            for column in self._fill(width, height):
                for run in column.runs:
                    found.update(dict.fromkeys(run.passage.text.problems))
                    wide = run.passage.too_wide(self._column(width))
                    if wide is not None:
                        found[wide] = None
        return tuple(found)

    def natural(self) -> float:
        self.seen = len(self.passages) + 1
        return max((passage.left + passage.text.natural() for passage in self.passages), default=0.0)

    def least(self) -> float:
        self.seen = len(self.passages) + 1
        return max((passage.left + passage.text.least() for passage in self.passages), default=0.0)

    def height(self, width: float) -> float:
        if not self.firm:
            return 0.0
        y = after = 0.0
        column = self._column(width)
        for number, passage in enumerate(self.passages):
            lines = passage.lines(column, 0 if number else self.start)
            if lines:
                y += (max(after, passage.style.space_before) if y else 0.0) + lines[-1].bottom - lines[0].top
                after = passage.style.space_after
        return y / self.columns

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        lines = self.passages[0].lines(self._column(width), self.start) if self.passages else ()
        return lines[0].baseline - lines[0].top if lines else None

    def excess(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        return 0.0, 0.0

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:  # noqa: ARG002
        inside = self._column(width)
        step = inside + self.gap
        items: list[Item] = []
        listed: list[Item] = []
        for number, column in enumerate(self._fill(width, height)):
            for run in column.runs:
                place = Affine.translation(number * step, run.top)
                group = Group(run.passage.drawn(inside, run.lines), place, role=run.passage.role)
                if run.passage.role == "item":
                    listed.append(group)
                    continue
                if listed:
                    items.append(Group(tuple(listed), role="list"))
                    listed = []
                items.append(group)
        if listed:
            items.append(Group(tuple(listed), role="list"))
        return tuple(items)

    def goes_on(self, width: float, height: float) -> Mark | None:
        """Where the next page begins, its paragraph counted from this box's first; None when the story ends here."""
        return self._fill(width, height)[-1].next

    def words_from(self, width: float, mark: Mark) -> str:
        """The text from a place, its paragraph counted from this box's first, to the end of its paragraph."""
        passage = self.passages[mark.paragraph]
        return passage.text.at_width(passage.inside(self._column(width))).texts[0][mark.start :]

    def shows(self, passages: tuple[Passage, ...], first: int) -> bool:
        """Whether a story, from its passage `first` on, would show the same in this box."""
        seen = self.seen
        if seen > len(self.passages):
            return passages[first:] == self.passages
        return len(passages) - first >= seen and passages[first : first + seen] == self.passages[:seen]

    def _column(self, width: float) -> float:
        return max((width - self.gap * (self.columns - 1)) / self.columns, 1.0)

    def _fill(self, width: float, height: float) -> tuple[_Column, ...]:
        found = self._filled.get((width, height))
        if found is None:
            columns: list[_Column] = []
            mark: Mark | None = Mark(0, self.start)
            for _ in range(self.columns):
                if mark is None:
                    break
                column = _filled(self.passages, mark, self._column(width), height)
                columns.append(column)
                self.seen = max(self.seen, column.seen)
                mark = column.next
                if column.page_ends:
                    break
            found = self._filled[width, height] = tuple(columns)
        return found


def _filled(passages: tuple[Passage, ...], begin: Mark, width: float, height: float) -> _Column:
    """A column of that size from a place of the story on."""
    found: list[_Line] = []
    y = after = 0.0
    for k in range(begin.paragraph, len(passages)):
        passage = passages[k]
        if passage.new_page and found:
            return _Column(_runs(passages, found), Mark(k, 0), k + 1, True)
        lines = passage.lines(width, begin.start if k == begin.paragraph else 0)
        if not lines:
            continue
        if found:
            y += max(after, passage.style.space_before)
        top = y - lines[0].top
        for number, line in enumerate(lines):
            if top + line.bottom > height + SLACK:
                over = _Line(k, number, len(lines), line, top + line.bottom)
                count = _count(passages, found, over, height)
                following = found[count] if count < len(found) else over
                mark = Mark(following.passage, following.line.start if following.number else 0)
                if following.passage == begin.paragraph and not following.number:
                    mark = begin
                return _Column(_runs(passages, found[:count]), mark, k + 1)
            found.append(_Line(k, number, len(lines), line, top + line.bottom))
        y = top + lines[-1].bottom
        after = passage.style.space_after
    return _Column(_runs(passages, found), None, len(passages) + 1)


def _count(passages: tuple[Passage, ...], found: list[_Line], over: _Line, height: float) -> int:
    """How many of the lines that fit stay in the column, when `over` is the first that does not."""
    best = 0
    for strictly in (True, False):
        for count in range(len(found), 0, -1):
            after = found[count] if count < len(found) else over
            if _may_part(passages, found[max(count - 2, 0) : count], after, strictly):
                best = count
                break
        if best and (not strictly or found[best - 1].bottom >= height * WELL_FILLED):
            return best
    return best or len(found)


def _may_part(passages: tuple[Passage, ...], column: Sequence[_Line], after: _Line, strictly: bool) -> bool:
    """Whether a column may end between its last line and the line after it."""
    last = column[-1]
    passage = passages[last.passage]
    if last.passage == after.passage:
        if strictly and passage.whole:
            return False
        return last.number + 1 >= KEPT_LINES and after.of - after.number >= KEPT_LINES
    if passage.role == "heading" or (strictly and passage.keeps_next):
        return False
    # One line alone does not do after a heading: two follow it, or it goes with them.
    headed = len(column) > 1 and passages[column[-2].passage].role == "heading"
    return not (headed and last.passage != column[-2].passage)


def _runs(passages: tuple[Passage, ...], lines: Sequence[_Line]) -> tuple[_Run, ...]:
    runs: list[_Run] = []
    first = 0
    for i, one in enumerate(lines):
        if i + 1 == len(lines) or lines[i + 1].passage != one.passage:
            kept = lines[first : i + 1]
            top = kept[0].bottom - (kept[0].line.bottom - kept[0].line.top)
            runs.append(_Run(passages[one.passage], tuple([each.line for each in kept]), top))
            first = i + 1
    return tuple(runs)


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
