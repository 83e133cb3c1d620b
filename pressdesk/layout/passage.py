"""What a story is cut into: passages, each of lines that a column takes or leaves to the next.

A paragraph is a passage whose lines are those of its text; a table, a figure or a chart is one whose lines are bands.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Item
from pressdesk.layout.elements import Standing, note_number
from pressdesk.layout.solver import SLACK
from pressdesk.text.glyphs import SetLine, SetText
from pressdesk.text.paragraph import set_rest

if TYPE_CHECKING:
    from pressdesk.layout.texts import TextLeaf

KEPT_LINES = 2
"""Lines of a paragraph that stay together at least, at the foot of a column and at its head (no widow, no orphan)."""


class Line(Protocol):
    """What a column takes as a whole: from `top` to `bottom`, in points from any origin; `start` is its place in the
    passage, from which a column may go on."""

    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Keeping(NamedTuple):
    """How a passage keeps together: `next` never parts it from the next one (a heading, a quotation before its
    speaker), `whole` not inside where that leaves the column well filled, `new_page` begins a page with it."""

    next: bool = False
    whole: bool = False
    new_page: bool = False


Notes: TypeAlias = "tuple[tuple[int, Passage], ...]"
"""Foot-notes by their numbers."""


class Frame(NamedTuple):
    """What all passages have: what they are, how they keep together, the spaces before and after and how far they
    stand in, in points, and the foot-notes that they call first."""

    standing: Standing
    keeping: Keeping = Keeping()
    space: tuple[float, float] = (0.0, 0.0)
    left: float = 0.0
    notes: Notes = ()


class Passage(ABC):
    """A part of a story: `before` and `after` are the spaces around it in points, `notes` the foot-notes that it calls
    first. `left` is how many points it stands in."""

    __slots__ = ("after", "before", "keeping", "left", "notes", "standing")

    def __init__(self, frame: Frame) -> None:
        self.standing = frame.standing
        self.keeping = frame.keeping
        self.before, self.after = frame.space
        self.left = frame.left
        self.notes = frame.notes

    def inside(self, width: float) -> float:
        """How wide the content is in a column of that width."""
        return max(width - self.left, 1.0)

    @abstractmethod
    def natural(self) -> float:
        """The width that it takes where there is room enough, in points."""

    @abstractmethod
    def least(self) -> float:
        """The least width that it can have, in points."""

    @abstractmethod
    def lines(self, width: float, start: int) -> Sequence[Line]:
        """The lines from a place on, in a column of that width."""

    @abstractmethod
    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        """The items of some lines that follow each other, the top of the first one at 0."""

    def squeezed(self, width: float, room: float, least: float) -> Sequence[Line]:  # noqa: ARG002
        """The lines made lower so that they fit into `room` points, by a share of `least` at most; none if they
        cannot."""
        return ()

    @abstractmethod
    def may_part(self, column: Line, after: Line, place: tuple[int, int]) -> bool:
        """Whether a column may end between two lines; `place` is the number of the second one, and of how many."""

    @abstractmethod
    def words(self, width: float, start: int) -> str:
        """The text from a place on."""

    @abstractmethod
    def problems(self, width: float) -> tuple[Problem, ...]:
        """What is wrong with it in a column of that width, once it was set to that."""

    def baseline(self, width: float, start: int) -> float:
        """How far below its top the first line's letters stand."""
        lines = self.lines(width, start)
        return lines[0].bottom - lines[0].top if lines else 0.0

    @abstractmethod
    def called(self, line: Line) -> Notes:
        """The foot-notes that a line calls first."""


class TextPassage(Passage):
    """A paragraph."""

    __slots__ = ("_drawn", "_rests", "text")

    def __init__(self, text: TextLeaf, frame: Frame) -> None:
        style = text.paragraphs[0].style
        super().__init__(frame._replace(space=(style.space_before, style.space_after)))
        self.text = text
        self._rests: dict[tuple[int, float], SetText] = {}
        self._drawn: dict[tuple[float, int, int], tuple[Item, ...]] = {}

    def natural(self) -> float:
        return self.left + self.text.natural()

    def least(self) -> float:
        return self.left + self.text.least()

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

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = tuple(self.text.draw_lines(lines, self.left, -lines[0].top))  # type: ignore[arg-type]
        return found

    def may_part(self, column: Line, after: Line, place: tuple[int, int]) -> bool:  # noqa: ARG002
        number, of = place
        return number >= KEPT_LINES and of - number >= KEPT_LINES

    def words(self, width: float, start: int) -> str:
        return self.text.at_width(self.inside(width)).texts[0][start:]

    def problems(self, width: float) -> tuple[Problem, ...]:
        """Unknown colours, missing characters, and a word that is wider than the column and was broken by force."""
        found = self.text.at_width(self.inside(width))
        wide = () if found.widest <= self.inside(width) + SLACK else (too_wide(found.texts[0]),)
        return (*self.text.problems, *wide)

    def baseline(self, width: float, start: int) -> float:
        lines = self.lines(width, start)
        return lines[0].baseline - lines[0].top if lines else 0.0

    def called(self, line: Line) -> Notes:
        return notes_called(self.notes, (line,)) if self.notes else ()  # type: ignore[arg-type]


def too_wide(text: str) -> Problem:
    """The warning for a text with a word that is wider than the column and was broken by force."""
    message = f"“{longest_word(text)}” is wider than its column; it was broken where the line ends."
    return Problem("warning", "long-word", message, "Check the break, or write it shorter.")


def longest_word(text: str) -> str:
    """The longest word of a text, cut short where it is very long."""
    word = max(text.split(), key=len, default="")
    return word if len(word) <= 40 else word[:39] + "…"


def notes_called(notes: Notes, lines: Sequence[SetLine]) -> Notes:
    """Those of some foot-notes that set lines call."""
    numbers = {note_number(run.link) for line in lines for run in line.runs if run.link}
    return tuple([one for one in notes if one[0] in numbers])
