"""A story over pages: each page's flow box takes what fits, in columns, and leaves the rest to the next.

The columns of the page on which a story or a part of it ends are evened out. Foot-notes stand at the foot of the
column that calls them, under a short rule, and go on in the next one where they must.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item, Role, Shape, Stroke
from pressdesk.display.items import Mark as Spot
from pressdesk.layout.columns import NOTE_RULE, Column, Mark, Run, filled
from pressdesk.layout.elements import ElementTree
from pressdesk.layout.nodes import Placed
from pressdesk.layout.page import Outs
from pressdesk.layout.passage import Passage

if TYPE_CHECKING:
    from pressdesk.base.colour import Ink

MOST_PAGES = 5000

RULE_WIDTH = 56.0
RULE_THICKNESS = 0.5
"""Of the rule above foot-notes, in points."""

EVENLY = 1.0
"""To how many points the columns of a last page are evened out."""


class Origin(NamedTuple):
    """Where a passage comes from: the box and field that show it, and its line in the story's text, 0 for unknown."""

    box: str
    field: str = ""
    line: int = 0


class Look(NamedTuple):
    """How a flow is set: so many columns, `gap` points apart; the ink of the rule above foot-notes. A `firm` box has no
    height of its own: it is as high as the rest of the story."""

    columns: int = 1
    gap: float = 0.0
    firm: bool = False
    ink: Ink | None = None


class FlowLeaf:
    """The part of a story that fits into its box: `passages` from the place `start` in the first one on, after the rest
    of the foot-notes that are `pending`; `origins` tell where each comes from."""

    stretches = True
    role: Role = ""
    __slots__ = ("_filled", "firm", "first", "look", "origins", "passages", "pending", "seen", "start")

    def __init__(self, passages: tuple[Passage, ...], origins: tuple[Origin, ...], begin: Mark, look: Look) -> None:
        self.passages = passages
        self.origins = origins
        self.first = begin.paragraph
        """The number of the first passage in the story."""
        self.start = begin.start
        self.pending = begin.pending
        self.look = look
        self.firm = look.firm
        self.seen = len(passages) + 1 if look.firm else 0
        """How many passages decided what this box shows; one more than there are when it saw the end."""
        self._filled: dict[tuple[float, float], tuple[Column, ...]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what was shown: unknown colours, missing characters, broken words."""
        found: dict[Problem, None] = {}
        for width, height in self._filled:
            inside = self.column_width(width)
            for column in self._fill(width, height):
                for run in (*column.runs, *column.notes):
                    line = self.origins[run.number].line if run in column.runs else 0
                    told = run.passage.problems(inside)
                    found.update(
                        dict.fromkeys(one.at(line=line) if line and not one.place.line else one for one in told)
                    )
        return tuple(found)

    def natural(self) -> float:
        self.seen = len(self.passages) + 1
        return max((passage.natural() for passage in self.passages), default=0.0)

    def least(self) -> float:
        self.seen = len(self.passages) + 1
        return max((passage.least() for passage in self.passages), default=0.0)

    def height(self, width: float) -> float:
        if not self.firm:
            return 0.0
        columns = self._fill(width, 1e7)
        return max((_bottom(column) + column.feet for column in columns), default=0.0)

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        return self.passages[0].baseline(self.column_width(width), self.start) if self.passages else None

    def excess(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        return 0.0, 0.0

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:  # noqa: ARG002
        inside = self.column_width(width)
        step = inside + self.look.gap
        tree = ElementTree()
        feet: list[Item] = []
        spots: list[Item] = []
        for number, column in enumerate(self._fill(width, height)):
            left = number * step
            for run in column.runs:
                tree.add(run.passage.standing.around, _drawn(run, inside, left, run.top))
                spots += self._spot(run, inside, left)
            feet += self._feet(column, (inside, height, left))
        return (*tree.items(), *feet, *spots)

    def _spot(self, run: Run, width: float, left: float) -> Iterator[Spot]:
        """Where a passage lies, for finding the line of the story that was clicked."""
        origin = self.origins[run.number]
        box = f"{origin.box}:{origin.line}" if origin.line else origin.box
        yield Spot(
            box,
            Rect(left, run.top, width, run.lines[-1].bottom - run.lines[0].top),
            "text",
            str(origin.line) if origin.line else "",
            field=origin.field,
        )

    def _feet(self, column: Column, place: tuple[float, float, float]) -> Iterator[Item]:
        """The foot-notes of a column under their rule, ending at the foot of the box."""
        if not column.notes:
            return
        width, height, left = place
        last = column.notes[-1]
        top = height - last.top - (last.lines[-1].bottom - last.lines[0].top)
        if self.look.ink is not None:
            rule = Path.line(left, top - NOTE_RULE, left + min(RULE_WIDTH, width), top - NOTE_RULE)
            yield Group((Shape(rule, None, Stroke(self.look.ink, RULE_THICKNESS)),), role="artifact")
        for run in column.notes:
            yield _drawn(run, width, left, top + run.top)

    def goes_on(self, width: float, height: float) -> Mark | None:
        """Where the next page begins, its passage counted from this box's first; None when the story ends here."""
        return self._fill(width, height)[-1].next

    def shown(self, width: float, height: float) -> Iterator[int]:
        """The numbers of the passages that begin in this box, counted from its first."""
        for column in self._fill(width, height):
            for run in column.runs:
                if run.lines[0].start == 0:
                    yield run.number

    def words_from(self, width: float, mark: Mark) -> str:
        """The text from a place, its passage counted from this box's first, to the end of its passage."""
        passage, start = self.passages[mark.paragraph] if mark.paragraph < len(self.passages) else None, mark.start
        if passage is None:
            passage, start = mark.pending[0]
        return passage.words(self.column_width(width), start)

    def shows(self, passages: tuple[Passage, ...], origins: tuple[Origin, ...], begin: Mark) -> bool:
        """Whether a story, from a place on, would show the same in this box."""
        first, seen = begin.paragraph, self.seen
        if begin.pending != self.pending:
            return False
        if seen > len(self.passages):
            return passages[first:] == self.passages and origins[first:] == self.origins
        return (
            len(passages) - first >= seen
            and passages[first : first + seen] == self.passages[:seen]
            and origins[first : first + seen] == self.origins[:seen]
        )

    def column_width(self, width: float) -> float:
        """How wide each column of a box of that width is."""
        look = self.look
        return max((width - look.gap * (look.columns - 1)) / look.columns, 1.0)

    def _fill(self, width: float, height: float) -> tuple[Column, ...]:
        found = self._filled.get((width, height))
        if found is None:
            found = self._columns(width, height)
            if self.look.columns > 1 and (found[-1].next is None or found[-1].page_ends):
                found = self._evened(width, found)
            self._filled[width, height] = found
            self.seen = max(self.seen, *[column.seen for column in found])
        return found

    def _columns(self, width: float, height: float) -> tuple[Column, ...]:
        columns: list[Column] = []
        mark: Mark | None = Mark(0, self.start, self.pending)
        for _ in range(self.look.columns):
            if mark is None:
                break
            columns.append(filled(self.passages, mark, self.column_width(width), height))
            mark = columns[-1].next
            if columns[-1].page_ends:
                break
        return tuple(columns)

    def _evened(self, width: float, found: tuple[Column, ...]) -> tuple[Column, ...]:
        """The columns of a part that ends on this page at the least height at which they hold as much."""
        end = found[-1].next
        high = max(_bottom(column) + column.feet for column in found)
        low = sum(_bottom(column) for column in found) / self.look.columns - EVENLY
        while high - low > EVENLY:
            middle = (low + high) / 2
            tried = self._columns(width, middle)
            if tried[-1].next == end:
                high, found = min(middle, max(_bottom(column) + column.feet for column in tried)), tried
            else:
                low = middle
        return found


def _drawn(run: Run, width: float, left: float, top: float) -> Group:
    standing = run.passage.standing
    return Group(
        run.passage.drawn(width, run.lines),
        Affine.translation(left, top),
        role=standing.role,
        level=standing.level,
        key=standing.key,
    )


def _bottom(column: Column) -> float:
    if not column.runs:
        return 0.0
    last = column.runs[-1]
    return last.top + last.lines[-1].bottom - last.lines[0].top


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
