from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import RefusedError, UsageError
from pressdesk.base.units import MM
from pressdesk.prepress.imposition.booklet import creep, lay_out, printer_spreads
from pressdesk.prepress.imposition.values import Imposition
from tests.prepress.imposition.given import piece

PAGE = piece(148, 210)
ORDER = Imposition("booklet", thickness=0.2 * MM)


@given(st.integers(1, 400), st.booleans())
def test_every_page_comes_once_and_reads_in_order(pages: int, right_bound: bool) -> None:
    spreads = printer_spreads(pages, right_bound=right_bound)
    shown = [number for spread in spreads for number in (spread.left, spread.right) if number is not None]
    assert sorted(shown) == list(range(pages))
    assert len(spreads) % 2 == 0
    assert len(spreads) * 2 - pages < 4
    # fold the sheets: the near half of the first sheet lies on top, of the last one in the middle, then back out
    whole = len(spreads) * 2
    read: list[int | None] = [None] * whole
    for spread in spreads:
        first, last = 2 * spread.sheet + (not spread.front), whole - 1 - 2 * spread.sheet - (not spread.front)
        odd_side = spread.front != right_bound
        near, far = (spread.right, spread.left) if odd_side else (spread.left, spread.right)
        read[first], read[last] = near, far
    assert [number for number in read if number is not None] == list(range(pages))
    assert read == [*range(pages), *([None] * (whole - pages))]


def test_creep_grows_by_the_thickness_of_each_sheet() -> None:
    assert [creep(sheet, 0.25) for sheet in range(4)] == [0, 0.25, 0.5, 0.75]


def test_inner_pages_are_pushed_towards_the_spine() -> None:
    surfaces, _ = lay_out([PAGE] * 16, ORDER)
    assert len(surfaces) == 8
    for number, surface in enumerate(surfaces):
        assert (surface.paper.name, surface.paper.width > surface.paper.height) == ("A4", True)
        spine, inward = surface.paper.width / 2, number // 2 * 0.2 * MM
        left, right = surface.placed
        assert left.box.x == pytest.approx(spine - PAGE.width + inward)
        assert right.box.right == pytest.approx(spine + PAGE.width - inward)
        assert left.clip.right == pytest.approx(spine)
        assert right.clip.x == pytest.approx(spine)
        assert surface.trim.width == pytest.approx(2 * (PAGE.width - inward))


def test_blank_pages_fill_the_last_sheet_and_that_is_said() -> None:
    surfaces, problems = lay_out([PAGE] * 6, ORDER)
    assert [surface.label for surface in surfaces] == ["–, 1", "2, –", "6, 3", "4, 5"]
    assert [problem.code for problem in problems] == ["two-sided", "blank-pages"]
    assert problems[1].message.startswith("2 blank pages are")


def test_bleed_goes_out_at_three_sides_and_stops_at_the_spine() -> None:
    surfaces, problems = lay_out([piece(148, 210, 3)] * 4, ORDER)
    left, right = surfaces[0].placed
    assert surfaces[0].paper.name == "A3"  # the marks want room
    assert left.clip.x == pytest.approx(left.box.x - 3 * MM)
    assert left.clip.height == pytest.approx(216 * MM)
    assert left.clip.right == pytest.approx(left.box.right)
    assert right.clip.right == pytest.approx(right.box.right + 3 * MM)
    assert surfaces[0].marks
    assert [problem.code for problem in problems] == ["two-sided"]
    tight, problems = lay_out([piece(148, 210, 3)] * 4, ORDER._replace(paper="A4"))
    assert tight[0].paper.name == "A4"
    assert "no-room-for-marks" in [problem.code for problem in problems]


def test_pages_too_large_are_refused_or_made_to_fit() -> None:
    with pytest.raises(RefusedError) as caught:
        lay_out([piece(210, 297)] * 4, ORDER._replace(paper="A4"))
    assert caught.value.problems[0].code == "does-not-fit"
    surfaces, _ = lay_out([piece(210, 297)] * 4, ORDER._replace(paper="A4", fit=True))
    left, right = surfaces[0].placed
    assert left.box.width == pytest.approx(148.5 * MM, rel=1e-3)
    assert left.box.right == pytest.approx(right.box.x)


def test_mixed_sizes_thick_booklets_and_heavy_paper_are_told() -> None:
    _, problems = lay_out([PAGE, piece(140, 200), PAGE, PAGE], ORDER)
    assert "mixed-sizes" in [problem.code for problem in problems]
    _, problems = lay_out([PAGE] * 400, ORDER)
    assert {"thick-booklet", "creep"} <= {problem.code for problem in problems}
    with pytest.raises(UsageError):
        lay_out([PAGE], ORDER._replace(thickness=9 * MM))
