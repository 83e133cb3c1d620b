"""One column of a story: which lines it takes, which foot-notes stand at its foot, and where the next one begins.

Where a column may end is decided from what stands in it and the passage it ends in, never from what comes after. So
a page whose text did not change is the same page again, however long the story is.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from pressdesk.base.values import NamedTuple
from pressdesk.layout.passage import KEPT_LINES, Line, Notes, Passage, TextPassage
from pressdesk.layout.solver import SLACK

WELL_FILLED = 0.6
"""How much of a column must be filled for a quotation or a short block to be kept whole and moved to the next."""

CARRIED = 0.6
"""How much of a column the rest of foot-notes of the column before takes at most."""

NOTE_SPACE = 18.0
NOTE_RULE = 9.0
"""Points between the text and the first foot-note, and how far above that one the rule stands."""


GIVEN = 0.7
"""To what part of its height a figure may shrink to stay in its column."""


class Mark(NamedTuple):
    """A place in a story: the passage, the place in its typeset text from which the next column goes on, and the
    foot-notes, each with a place in it, that are still to be set."""

    paragraph: int = 0
    start: int = 0
    pending: tuple[tuple[Passage, int], ...] = ()


class Trial(NamedTuple):
    """A line on trial in a column: its passage, which line of how many of it, and where its box ends."""

    passage: int
    number: int
    of: int
    line: Line
    bottom: float


class Run(NamedTuple):
    """The lines of one passage in a column, and how far below its top the first one begins; its number in the story."""

    passage: Passage
    lines: tuple[Line, ...]
    top: float
    number: int = 0


class Column(NamedTuple):
    """What one column holds, where the next one begins, how many passages were looked at, and whether a page ends.

    `notes` are the foot-notes from the first one's top on, `feet` how high they are with the space above them.
    """

    runs: tuple[Run, ...]
    next: Mark | None
    seen: int
    page_ends: bool = False
    notes: tuple[Run, ...] = ()
    feet: float = 0.0


class _Feet:
    """The foot-notes of a column while it is filled."""

    def __init__(self, pending: Sequence[tuple[Passage, int]], width: float, height: float) -> None:
        self.width = width
        self.known = list(pending)
        self.height = self._height(self.known)
        if self.known:
            self.height = min(self.height, max(height * CARRIED, NOTE_SPACE))

    def _height(self, notes: Sequence[tuple[Passage, int]]) -> float:
        return sum([_depth(note.lines(self.width, start)) + note.after for note, start in notes]) + NOTE_SPACE

    def with_calls(self, called: Notes, room: float) -> tuple[float, bool] | None:
        """How high the foot-notes get when a line calls more, and whether they must go on in the next column; None
        when not even the first lines of them fit into `room`, the height below that line."""
        more = [(note, 0) for _, note in _all_called(called)]
        added = self._height(more) - (NOTE_SPACE if self.known else 0.0)
        if self.height_now + added <= room + SLACK:
            return self.height_now + added, False
        least = _depth(more[0][0].lines(self.width, 0)[:KEPT_LINES]) + (0.0 if self.known else NOTE_SPACE)
        return (room, True) if self.height_now + least <= room + SLACK else None

    @property
    def height_now(self) -> float:
        return self.height if self.known else 0.0

    def add(self, called: Notes, height: float) -> None:
        self.known += [(note, 0) for _, note in _all_called(called)]
        self.height = height


def _all_called(notes: Sequence[tuple[int, Passage]]) -> list[tuple[int, Passage]]:
    """Foot-notes with those that they call themselves."""
    found: list[tuple[int, Passage]] = []
    for number, note in notes:
        found += [(number, note), *_all_called(note.notes)]
    return found


def _depth(lines: Sequence[Line]) -> float:
    return lines[-1].bottom - lines[0].top if lines else 0.0


def filled(passages: tuple[Passage, ...], begin: Mark, width: float, height: float) -> Column:
    """A column of that size from a place of the story on."""
    found: list[Trial] = []
    feet = _Feet(begin.pending, width, height)
    y = after = 0.0
    full = False

    def ended(count: int, over: Trial, seen: int) -> Column:
        following = found[count] if count < len(found) else over
        mark = Mark(following.passage, following.line.start if following.number else 0)
        if following.passage == begin.paragraph and not following.number:
            mark = Mark(begin.paragraph, begin.start)
        return _with_notes(passages, begin, found[:count], mark, (width, height, seen))

    for k in range(begin.paragraph, len(passages)):
        passage = passages[k]
        if passage.keeping.new_page and found:
            return _with_notes(passages, begin, found, Mark(k, 0), (width, height, k + 1), True)
        lines = passage.lines(width, begin.start if k == begin.paragraph else 0)
        if not lines:
            continue
        if found:
            y += max(after, passage.before)
        if len(lines) == 1 and y + lines[0].bottom - lines[0].top > height - feet.height_now + SLACK:
            # A figure gives way a little to stand where it is named, and as far as it must where it stands alone.
            room = height - y - feet.height_now
            lines = passage.squeezed(width, room, GIVEN if found else 0.0) or lines
        top = y - lines[0].top
        for number, line in enumerate(lines):
            trial = Trial(k, number, len(lines), line, top + line.bottom)
            called = passage.called(line) if passage.notes else ()
            room = height - trial.bottom
            fits = not full and room - feet.height_now >= -SLACK
            if called and fits:
                more = feet.with_calls(called, room)
                if more is None and not found and not feet.known:
                    more = room, True  # alone in its column, a line comes even where its note does not fit
                if more is None:
                    fits = False
                else:
                    feet.add(called, more[0])
                    full = full or more[1]
            if not fits:
                return ended(_count(passages, found, trial, height - feet.height_now), trial, k + 1)
            found.append(trial)
        y = top + lines[-1].bottom
        after = passage.after
    return _with_notes(passages, begin, found, None, (width, height, len(passages) + 1))


def _with_notes(
    passages: tuple[Passage, ...],
    begin: Mark,
    found: Sequence[Trial],
    mark: Mark | None,
    size: tuple[float, float, int],
    page_ends: bool = False,
) -> Column:
    """The column of some lines, with the foot-notes that they call and those of the column before."""
    width, height, seen = size
    called = [each for one in found if passages[one.passage].notes for each in passages[one.passage].called(one.line)]
    wanted = [*begin.pending, *[(note, 0) for _, note in sorted(_all_called(called), key=itemgetter(0))]]
    runs = _runs(passages, found)
    if not wanted:
        return Column(runs, mark, seen, page_ends)
    room = height - (found[-1].bottom if found else 0.0) - NOTE_SPACE
    notes: list[Run] = []
    pending: list[tuple[Passage, int]] = []
    y = 0.0
    for note, start in wanted:
        lines = note.lines(width, start)
        if pending or not lines:
            pending += [(note, start)] if lines else []
            continue
        count = sum(1 for line in lines if y + line.bottom - lines[0].top <= room + SLACK)
        if not found and not notes and not count:
            count = 1  # a line that no column can hold must not hold up all that follow
        if count:
            notes.append(Run(note, tuple(lines[:count]), y))
            y += _depth(lines[:count]) + note.after
        if count < len(lines):
            pending.append((note, lines[count].start))
    if pending:
        place = mark or Mark(len(passages), 0)
        mark = place._replace(pending=tuple(pending))
    feet = y - notes[-1].passage.after + NOTE_SPACE if notes else 0.0
    return Column(runs, mark, seen, page_ends, tuple(notes), feet)


def _count(passages: tuple[Passage, ...], found: list[Trial], over: Trial, height: float) -> int:
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


def _may_part(passages: tuple[Passage, ...], column: Sequence[Trial], after: Trial, strictly: bool) -> bool:
    """Whether a column may end between its last line and the line after it."""
    last = column[-1]
    passage = passages[last.passage]
    if last.passage == after.passage:
        if strictly and passage.keeping.whole:
            return False
        return passage.may_part(last.line, after.line, (after.number, after.of))
    if passage.standing.role == "heading" or (strictly and passage.keeping.next):
        return False
    # One line alone does not do after a heading: two follow it, or it goes with them.
    headed = len(column) > 1 and passages[column[-2].passage].standing.role == "heading"
    return not (headed and last.passage != column[-2].passage and isinstance(passage, TextPassage))


def _runs(passages: tuple[Passage, ...], lines: Sequence[Trial]) -> tuple[Run, ...]:
    runs: list[Run] = []
    first = 0
    for i, one in enumerate(lines):
        if i + 1 == len(lines) or lines[i + 1].passage != one.passage:
            kept = lines[first : i + 1]
            top = kept[0].bottom - (kept[0].line.bottom - kept[0].line.top)
            runs.append(Run(passages[one.passage], tuple([each.line for each in kept]), top, one.passage))
            first = i + 1
    return tuple(runs)
