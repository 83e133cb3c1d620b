"""Which of the possible places lines end at: by the whole paragraph, justified or ragged, or evened out for slogans.

Justified text follows D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience
11 (1981), with its demerits; ragged text minimises the squares of what lines leave free, at the fewest lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressdesk.base.values import NamedTuple
from pressdesk.text.breaks import Opportunity

STRETCH = 0.5
SHRINK = 0.3
"""How much a word space may grow (at a ratio of 1) and shrink at most, as a part of itself."""

TOLERANCE = 1.2
HYPHENS_IN_A_ROW = 3
SLOGAN_LINES = 12

_LINE = 10.0
_FLAGGED = 8_000.0
_LAST_BUT_ONE = 3_000.0
_UNLIKE = 3_000.0
_LONELY = 20_000.0
_EACH_LINE = 1e7
_NEVER = 1e12
_FREE = 0.33
_WIDE = 4.0
NO_SPACE = 30.0
_HOPELESS = 4.64


class Stop(NamedTuple):
    """A place where a line may end, measured in points along the unbroken text.

    A line from stop a to stop b is `b.end - a.next` wide (a set hyphen lies within `end`) and has
    `b.space_end - a.space_next` of word spaces in it. `weak` marks an end on an article or a preposition, `sense` one
    after a punctuation mark, `alone` one that would leave a single short word for the last line; `place` is what
    was measured.
    """

    end: float
    next: float
    space_end: float = 0.0
    space_next: float = 0.0
    cost: float = 0.0
    hyphen: bool = False
    weak: bool = False
    sense: bool = False
    alone: bool = False
    place: Opportunity | None = None


class Measure(NamedTuple):
    """How wide lines may be, in points: the first one and the others."""

    first: float
    rest: float


def first_fit(stops: Sequence[Stop], measure: Measure) -> list[int]:
    """Fill each line as far as it goes; the yardstick for the others, and the number of lines needed at least.

    Like all of them here: `stops` begins with the start of the text and finishes with its end, and what comes back
    are the indices of the stops chosen, the last one included.
    """
    chosen: list[int] = []
    start, width = 0, measure.first
    for index in range(1, len(stops)):
        if stops[index].end - stops[start].next > width + 0.001 and index - 1 > start:
            start = index - 1
            chosen.append(start)
            width = measure.rest
    chosen.append(len(stops) - 1)
    return chosen


class _Node(NamedTuple):
    stop: int
    total: float
    before: _Node | None
    fitness: int = 1
    hyphens: int = 0
    worst: float = 0.0


def total_fit(stops: Sequence[Stop], measure: Measure, hyphenated: Callable[[], Sequence[Stop]]) -> list[Stop]:
    """The stops of a justified paragraph with the least demerits; words are divided only when spaces get too wide."""
    found = _least_demerits(stops, measure, _WIDE)
    if found is not None and found.worst <= TOLERANCE:
        return _path(found, stops)
    more = hyphenated() or stops
    divided = found if len(more) == len(stops) else _least_demerits(more, measure, _WIDE)
    if divided is not None and (found is None or divided.worst < found.worst):
        return _path(divided, more)
    if found is None:
        found, stops = _least_demerits(more, measure, float("inf")), more
    return _path(found, stops) if found else [stops[index] for index in first_fit(stops, measure)]


def ratio(line: float, spaces: float, width: float) -> float:
    """How far the spaces of a line give way to fill `width`: 0 not at all, 1 stretched by `STRETCH`, -1 shrunk by
    `SHRINK`; infinite for a line with no space that is too short, minus infinite for one that is too long."""
    free = width - line
    if abs(free) < 0.001:
        return 0.0
    give = spaces * (STRETCH if free > 0 else SHRINK)
    return free / give if give > 0 else float("inf") if free > 0 else float("-inf")


def looseness(stretched: float) -> float:
    """The demerits of a line whose spaces give way by this ratio; beyond a badness of 10,000 they grow more slowly,
    because a line that is lost anyway must not spoil its neighbours."""
    if stretched > _HOPELESS:
        return (_LINE + 10_000 + 2_000 * (stretched - _HOPELESS)) ** 2
    return float((_LINE + 100 * abs(stretched) ** 3) ** 2)


def _least_demerits(stops: Sequence[Stop], measure: Measure, widest: float) -> _Node | None:
    """The best way to the last stop, lines with spaces stretched beyond `widest` left out; None when there is none."""
    nodes: list[tuple[_Node, ...]] = [(_Node(0, 0.0, None),)]
    last = len(stops) - 1
    oldest = 0
    for index in range(1, last + 1):
        end, _, space_end, _, cost, hyphen, *_ = stops[index]
        best: dict[int, _Node] = {}
        for start in range(oldest, index):
            if not nodes[start]:
                continue
            origin = stops[start]
            line, spaces = end - origin.next, space_end - origin.space_next
            free = (measure.rest if start else measure.first) - line
            if free < -spaces * SHRINK - 0.001:
                if start == oldest:
                    oldest += 1
                continue
            if (index == last and free >= 0) or -0.001 < free < 0.001:
                stretched = 0.0
            else:
                give = spaces * (STRETCH if free > 0 else SHRINK)
                stretched = free / give if give > 0 else NO_SPACE
                if stretched > widest:
                    break
                stretched = min(stretched, NO_SPACE)
            fitness = 0 if stretched < -0.5 else 1 if stretched <= 0.5 else 2 if stretched <= 1 else 3
            demerits = looseness(stretched) + cost * cost
            if index == last:
                demerits += _LAST_BUT_ONE if origin.hyphen else 0.0
                demerits += _LONELY if origin.alone and start else 0.0
            for node in nodes[start]:
                hyphens = node.hyphens + 1 if hyphen else 0
                total = node.total + demerits
                if hyphens > 1:
                    total += _FLAGGED if hyphens <= HYPHENS_IN_A_ROW else _NEVER
                if abs(fitness - node.fitness) > 1:
                    total += _UNLIKE
                known = best.get(hyphens)
                if known is None or total < known.total:
                    best[hyphens] = _Node(index, total, node, fitness, hyphens, max(node.worst, stretched))
        nodes.append(tuple(best.values()) if len(best) < 2 else _undominated(best))
    return min(nodes[last], key=lambda node: node.total, default=None)


def _undominated(best: dict[int, _Node]) -> tuple[_Node, ...]:
    """The nodes that no other one with fewer hyphens before it and fewer demerits makes needless."""
    kept: list[_Node] = []
    for _, node in sorted(best.items()):
        if not kept or node.total < kept[-1].total:
            kept.append(node)
    return tuple(kept)


def _path(node: _Node | None, stops: Sequence[Stop]) -> list[Stop]:
    chosen: list[Stop] = []
    while node is not None and node.before is not None:
        chosen.append(stops[node.stop])
        node = node.before
    return chosen[::-1]


def ragged_fit(stops: Sequence[Stop], measure: Measure, hyphenated: Callable[[], Sequence[Stop]]) -> list[Stop]:
    """The stops of a ragged paragraph: the fewest lines, then evenly long ones, no word alone on the last line.

    Words are divided only where a line would otherwise be left free by a third.
    """
    found, worst = _least_ragged(stops, measure)
    if worst > _FREE:
        more = hyphenated()
        if len(more) > len(stops):
            divided, _ = _least_ragged(more, measure)
            return [more[index] for index in divided]
    return [stops[index] for index in found]


def _least_ragged(stops: Sequence[Stop], measure: Measure) -> tuple[list[int], float]:
    count = len(stops)
    last = count - 1
    least = [0.0] + [float("inf")] * last
    came = [0] * count
    run = [0] * count
    nexts = [stop.next for stop in stops]
    first, rest = measure
    oldest = 1
    for index in range(1, count):
        end, _, _, _, cost, hyphen, weak, *_ = stops[index]
        penalty = cost * cost + (200.0 if weak else 0.0)
        while oldest < index - 1 and rest - (end - nexts[oldest]) < -0.001:
            oldest += 1
        best = float("inf")
        begin = oldest
        if oldest == 1 and (index == 1 or first - (end - nexts[0]) >= -0.001):
            begin = 0
        plain = not hyphen and index != last
        # From the oldest on: it has the fewest lines before it, and whatever has one more is not worth a look.
        for start in range(begin, index):
            so_far = least[start] + _EACH_LINE + penalty
            if so_far > best:
                continue
            width = rest if start else first
            free = width - (end - nexts[start])
            share = 100 * free / width
            if plain:
                total = so_far + share * share
                if total <= best:
                    best, came[index] = total, start
                continue
            hyphens = run[start] + 1 if hyphen else 0
            total = so_far + (0.0 if index == last and free >= 0 else share * share)
            if hyphens > 1:
                total += _FLAGGED if hyphens <= HYPHENS_IN_A_ROW else _NEVER
            if index == last and start and stops[start].alone:
                total += _LONELY
            if total <= best:
                best, came[index], run[index] = total, start, hyphens
        least[index] = best
    chosen = [last]
    while came[chosen[-1]]:
        chosen.append(came[chosen[-1]])
    chosen.reverse()
    worst = 0.0
    start = 0
    for index in chosen[:-1]:
        width = measure.rest if start else measure.first
        worst = max(worst, 1 - (stops[index].end - stops[start].next) / width)
        start = index
    return chosen, worst


def balanced_fit(stops: Sequence[Stop], measure: Measure) -> list[Stop]:
    """The stops of a slogan: the fewest lines, as long as each other, ended by sense.

    One line more is taken when only so no line ends on an article or a preposition. What needs more lines than
    `SLOGAN_LINES` is no slogan, and is set ragged.
    """
    fewest = len(first_fit(stops, measure))
    if fewest == 1:
        return [stops[-1]]
    if fewest > SLOGAN_LINES:
        return [stops[index] for index in _least_ragged(stops, measure)[0]]
    chosen, faults = _most_even(stops, measure, fewest)
    if faults:
        longer, fewer = _most_even(stops, measure, fewest + 1)
        if longer and not fewer:
            chosen = longer
    return [stops[index] for index in chosen]


def _most_even(stops: Sequence[Stop], measure: Measure, lines: int) -> tuple[list[int], int]:
    """The best break into so many lines, and how many faults it has (weak ends, a short word left alone)."""
    count, last = len(stops), len(stops) - 1
    ideal = min((stops[last].end - stops[0].next) / lines, measure.rest)
    infinite = float("inf")
    before: list[float] = [0.0] + [infinite] * last
    trails: list[list[int]] = []
    for number in range(1, lines + 1):
        width = measure.first if number == 1 else measure.rest
        least, came = [infinite] * count, [0] * count
        for index in range(number, count) if number < lines else (last,):
            stop = stops[index]
            penalty = stop.cost * stop.cost + (_LONELY if stop.weak and index != last else 0.0)
            if stop.sense and index != last:
                penalty -= 120.0
            for start in range(index - 1, number - 2, -1):
                line = stop.end - stops[start].next
                if line > width + 0.001 and start < index - 1:
                    break
                if before[start] == infinite:
                    continue
                share = 100 * (line - ideal) / ideal
                total = before[start] + share * share + penalty
                if index == last and start and stops[start].alone:
                    total += _LONELY / 2
                if line > width + 0.001:
                    total += _EACH_LINE
                if total < least[index]:
                    least[index], came[index] = total, start
        before = least
        trails.append(came)
    if before[last] == infinite:
        return [], count
    chosen = [last]
    for came in reversed(trails):
        chosen.append(came[chosen[-1]])
    chosen = chosen[-2::-1]
    faults = sum(stops[index].weak for index in chosen[:-1])
    return chosen, faults + (len(chosen) > 1 and stops[chosen[-2]].alone)
