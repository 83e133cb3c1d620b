from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pressdesk.base.colour import BLACK, RGB, WHITE, Ink, naive_cmyk
from pressdesk.base.geometry import Path, Rect
from pressdesk.base.units import MM
from pressdesk.qr import geometry
from pressdesk.qr.matrix import Matrix, matrix

squares = st.integers(1, 9).flatmap(
    lambda side: st.lists(
        st.lists(st.booleans(), min_size=side, max_size=side).map(tuple), min_size=side, max_size=side
    ).map(tuple)
)


def ink(red: float, green: float, blue: float) -> Ink:
    rgb = RGB(red, green, blue)
    return Ink("", rgb, naive_cmyk(rgb))


def outlines(path: Path) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    points = zip(path.coords[::2], path.coords[1::2], strict=True)
    for verb in path.verbs:
        if verb == "M":
            found.append([])
        if verb != "Z":
            found[-1].append(next(points))
    return found


def windings(path: Path, side: int) -> list[list[int]]:
    """How often the path goes around each module, counted from the right edges that lie left of it."""
    counts = [[0] * side for _ in range(side)]
    for corners in outlines(path):
        for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]]):
            if x0 == x1:
                for y in range(int(min(y0, y1)), int(max(y0, y1))):
                    for x in range(int(x0), side):
                        counts[y][x] += 1 if y1 < y0 else -1
    return counts


@settings(max_examples=200)
@given(squares)
@example(((True, False), (False, True)))
@example(((False, True), (True, False)))
def test_the_outline_covers_the_dark_modules_once_and_nothing_else(modules: Matrix) -> None:
    assert windings(geometry.outline(modules), len(modules)) == [[int(dark) for dark in row] for row in modules]


@given(squares)
def test_outlines_are_upright_closed_and_without_needless_corners(modules: Matrix) -> None:
    path = geometry.outline(modules)
    assert path.verbs.count("M") == path.verbs.count("Z")
    for corners in outlines(path):
        turns = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise([*corners, corners[0], corners[1]])]
        assert all((dx == 0) != (dy == 0) for dx, dy in turns)
        assert all((one[0] == 0) != (other[0] == 0) for one, other in pairwise(turns))


def test_a_ring_is_an_outline_and_a_hole() -> None:
    ring = ((True, True, True), (True, False, True), (True, True, True))
    assert geometry.outline(ring).verbs == "MLLLZMLLLZ"


def test_the_code_stands_in_the_middle_of_its_box_behind_four_modules_of_quiet_zone() -> None:
    modules = matrix("https://exemple.fr")
    count = len(modules)
    path = geometry.code_path(modules, Rect(10, 20, count + 8, count + 8))
    assert path.bounds() == Rect(14, 24, count, count)
    wide = geometry.code_path(modules, Rect(0, 0, 2 * (count + 8), count + 8)).bounds()
    assert wide.x - 4 == pytest.approx((count + 8) / 2)


def test_the_outline_through_its_map_is_the_code_path() -> None:
    modules = matrix("tel:15")
    box = Rect(3, 7, 81, 81)
    mapped = geometry.outline(modules).mapped(geometry.code_map(len(modules), box))
    assert mapped.coords == pytest.approx(geometry.code_path(modules, box).coords)


def test_distance_is_ten_times_the_side_both_ways() -> None:
    assert geometry.scan_distance_m(100 * MM) == pytest.approx(1.0)
    assert geometry.scan_distance_m(geometry.side_for_distance(2.5)) == pytest.approx(2.5)


def test_the_least_side_has_nothing_wrong_with_it_and_a_smaller_one_has() -> None:
    for count, distance, poster in ((25, 0.0, False), (33, 0.3, False), (29, 2.0, True), (57, 0.1, True)):
        least = geometry.least_side(count, distance, poster=poster)
        assert geometry.size_problems(count, least, distance, poster=poster) == []
        assert geometry.size_problems(count, least * 0.9, distance, poster=poster)


def test_a_small_module_is_an_error_that_says_how_large_it_must_be() -> None:
    (problem,) = geometry.size_problems(25, 10 * MM)
    assert (problem.severity, problem.code) == ("error", "qr-module")
    assert "0.30 mm" in problem.message
    assert "13 mm" in problem.remedy


def test_a_code_too_far_away_is_a_warning() -> None:
    (problem,) = geometry.size_problems(25, 33 * MM, 3.0)
    assert (problem.severity, problem.code) == ("warning", "qr-distance")
    assert "0.25 m" in problem.message


@pytest.mark.parametrize(
    ("dark", "light", "code"),
    [
        (WHITE, BLACK, "qr-inverted"),
        (ink(0.9, 0.8, 0.1), ink(0.1, 0.1, 0.4), "qr-inverted"),
        (ink(0.6, 0.6, 0.6), WHITE, "qr-contrast"),
        (ink(0.9, 0.1, 0.1), ink(0.2, 0.7, 0.2), "qr-contrast"),
    ],
)
def test_inverted_and_pale_codes_are_errors(dark: Ink, light: Ink, code: str) -> None:
    assert [problem.code for problem in geometry.colour_problems(dark, light)] == [code]


def test_dark_on_light_is_right() -> None:
    assert geometry.colour_problems(BLACK, WHITE) == []
    assert geometry.colour_problems(ink(0.1, 0.1, 0.4), ink(1, 0.95, 0.8)) == []
