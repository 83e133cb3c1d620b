"""Line breaks on bare measures: words of given widths with spaces of 2."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.text.linebreak import (
    NO_SPACE,
    SHRINK,
    STRETCH,
    Measure,
    Stop,
    balanced_fit,
    first_fit,
    looseness,
    ragged_fit,
    ratio,
    total_fit,
)

SPACE = 2.0


def measured(words: Sequence[float], **marks: set[int]) -> list[Stop]:
    """Stops after each word; `weak`, `sense`, `alone` hold the numbers of the words so marked."""
    stops = [Stop(0.0, 0.0)]
    at = spaces = 0.0
    for number, word in enumerate(words):
        at += word
        stops.append(
            Stop(
                at,
                at + SPACE,
                spaces,
                spaces + SPACE,
                weak=number in marks.get("weak", ()),
                sense=number in marks.get("sense", ()),
                alone=number in marks.get("alone", ()),
            )
        )
        at += SPACE
        spaces += SPACE
    return stops


def even(width: float) -> Measure:
    return Measure(width, width)


def widths(stops: Sequence[Stop], chosen: Sequence[Stop]) -> list[float]:
    return [two.end - one.next for one, two in pairwise([stops[0], *chosen])]


def badness(stops: Sequence[Stop], chosen: Sequence[Stop], width: float) -> float:
    """Knuth and Plass's demerits for the looseness of lines alone, the last line left out."""
    total = 0.0
    for one, two in list(pairwise([stops[0], *chosen]))[:-1]:
        stretched = ratio(two.end - one.next, two.space_end - one.space_next, width)
        total += looseness(min(stretched, NO_SPACE))
    return total


def none() -> list[Stop]:
    return []


def test_ratio() -> None:
    assert ratio(90, 10, 95) == 5 / (10 * STRETCH)
    assert ratio(100, 10, 97) == -3 / (10 * SHRINK)
    assert ratio(50, 0, 50) == 0
    assert ratio(40, 0, 50) == float("inf")
    assert ratio(60, 0, 50) == float("-inf")


def test_loose_lines_cost_more_and_lost_ones_no_longer_by_the_sixth_power() -> None:
    costs = [looseness(stretched / 10) for stretched in range(300)]
    assert costs == sorted(costs)
    assert looseness(-0.5) == looseness(0.5)
    assert looseness(8) < looseness(4) * 2**6 / 4


def test_first_fit_fills_lines() -> None:
    assert first_fit(measured([4, 4, 4, 4]), even(10)) == [2, 4]
    assert first_fit(measured([4, 4, 4, 4]), Measure(4, 10)) == [1, 3, 4]
    assert first_fit(measured([40, 4]), even(10)) == [1, 2]


def test_total_fit_sees_the_whole_paragraph() -> None:
    stops = measured([8, 8, 6, 9, 10, 8, 10, 9, 7, 8, 6])
    greedy = [stops[index] for index in first_fit(stops, even(30))]
    whole = total_fit(stops, even(30), none)
    assert badness(stops, whole, 30) < badness(stops, greedy, 30)


WORDS = st.lists(st.integers(1, 14).map(float), min_size=1, max_size=40)


@given(WORDS)
def test_total_fit_shrinks_no_space_too_far_and_loses_no_word(words: list[float]) -> None:
    stops = measured(words)
    chosen = total_fit(stops, even(30), none)
    assert chosen[-1] is stops[-1]
    origin = stops[0]
    for stop in chosen:
        line, spaces = stop.end - origin.next, stop.space_end - origin.space_next
        assert line - spaces * SHRINK <= 30.01
        origin = stop


@given(WORDS)
def test_total_fit_is_no_worse_than_greedy(words: list[float]) -> None:
    stops = measured(words)
    greedy = [stops[index] for index in first_fit(stops, even(30))]
    whole = total_fit(stops, even(30), none)
    unlike = 3000 * len(whole)  # what neighbours of unlike looseness may cost on top
    if len(whole) == len(greedy):
        assert badness(stops, whole, 30) <= badness(stops, greedy, 30) + unlike


def hyphenated(words: list[float], cut: float = 5.0) -> list[Stop]:
    """The stops, and in the middle of each word one with a hyphen of 1."""
    out: list[Stop] = []
    for before, stop in pairwise(measured(words)):
        middle = before.next + (stop.end - before.next) / 2
        if stop.end - before.next > cut:
            out.append(Stop(middle + 1, middle, stop.space_end, stop.space_end, 50.0, True))
        out.append(stop)
    return [Stop(0.0, 0.0), *out]


def test_words_are_divided_only_when_spaces_get_too_wide() -> None:
    easy = [8.0, 8.0, 9.0, 8.0, 8.0, 9.0, 8.0]
    assert not any(stop.hyphen for stop in total_fit(measured(easy), even(29), lambda: hyphenated(easy)))
    hard = [8.0, 8.0, 16.0, 8.0, 8.0, 16.0, 8.0]
    assert any(stop.hyphen for stop in total_fit(measured(hard), even(29), lambda: hyphenated(hard)))


def longest_row(chosen: Sequence[Stop]) -> int:
    longest = row = 0
    for stop in chosen:
        row = row + 1 if stop.hyphen else 0
        longest = max(longest, row)
    return longest


def test_no_more_than_three_hyphens_in_a_row() -> None:
    words = [26.0, 26.0, 30.0, 26.0, 30.0, 30.0, 26.0, 26.0, 30.0, 26.0]
    assert longest_row(total_fit(measured(words), even(31), lambda: hyphenated(words))) <= 3
    assert longest_row(ragged_fit(measured(words), even(31), lambda: hyphenated(words))) <= 3


@given(WORDS)
def test_ragged_lines_are_the_fewest_and_hold(words: list[float]) -> None:
    stops = measured(words)
    chosen = ragged_fit(stops, even(30), none)
    assert len(chosen) == len(first_fit(stops, even(30)))
    assert all(width <= 30 for width in widths(stops, chosen))
    assert chosen[-1] is stops[-1]


def test_ragged_lines_are_more_even_than_greedy_ones() -> None:
    stops = measured([20, 4, 8, 25, 20])
    assert widths(stops, [stops[index] for index in first_fit(stops, even(30))]) == [26, 8, 25, 20]
    assert widths(stops, ragged_fit(stops, even(30), none)) == [20, 14, 25, 20]


def test_no_word_alone_on_the_last_line_when_that_can_be() -> None:
    stops = measured([9, 9, 8, 9, 9, 8, 3], alone={5})
    assert widths(stops, ragged_fit(stops, even(30), none))[-1] > 3


def test_ragged_lines_avoid_weak_ends() -> None:
    words = [54.0, 3.0, 40.0]
    assert widths(measured(words), ragged_fit(measured(words), even(60), none)) == [59, 40]
    weak = measured(words, weak={1})
    assert widths(weak, ragged_fit(weak, even(60), none)) == [54, 45]


def test_balanced_lines_are_the_fewest_and_even() -> None:
    stops = measured([10, 10, 10, 5])
    assert widths(stops, balanced_fit(stops, even(34))) == [22, 17]
    assert widths(stops, balanced_fit(stops, even(100))) == [41]


def test_balanced_lines_do_not_end_weakly() -> None:
    stops = measured([10, 10, 3, 10], weak={2})
    assert widths(stops, balanced_fit(stops, even(27))) == [22, 15]


def test_a_line_more_rather_than_a_weak_end() -> None:
    stops = measured([10, 3, 16], weak={1})
    assert widths(stops, balanced_fit(stops, even(17))) == [15, 16]
    stops = measured([10, 3, 14, 10], weak={1})
    assert widths(stops, balanced_fit(stops, even(20))) == [10, 19, 10]


def test_balanced_lines_end_by_sense() -> None:
    words = [10.0, 9.0, 3.0, 9.0, 10.0]
    plain, sensed = measured(words), measured(words, sense={1})
    assert widths(plain, balanced_fit(plain, even(40))) == [26, 21]
    assert widths(sensed, balanced_fit(sensed, even(40))) == [21, 26]


def test_a_long_text_is_no_slogan() -> None:
    stops = measured([9.0] * 60)
    assert widths(stops, balanced_fit(stops, even(30))) == widths(stops, ragged_fit(stops, even(30), none))


@given(WORDS, st.sets(st.integers(0, 40)))
def test_balanced_lines_hold_and_lose_nothing(words: list[float], weak: set[int]) -> None:
    stops = measured(words, weak=weak)
    chosen = balanced_fit(stops, even(30))
    fewest = len(first_fit(stops, even(30)))
    assert fewest <= len(chosen) <= fewest + 1
    assert all(width <= 30 for width in widths(stops, chosen))
    assert chosen[-1] is stops[-1]
