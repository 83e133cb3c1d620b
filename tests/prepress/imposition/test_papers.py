from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import UsageError
from pressdesk.base.units import MM
from pressdesk.prepress.imposition.papers import LARGEST_MM, both_ways, landscape, paper_named, papers


@pytest.mark.parametrize(("name", "size"), [("A4", (210, 297)), ("sra3", (320, 450)), (" a0 ", (841, 1189))])
def test_papers_have_their_standard_sizes(name: str, size: tuple[int, int]) -> None:
    paper = paper_named(name)
    assert (round(paper.width / MM, 6), round(paper.height / MM, 6)) == size


@given(st.integers(20, LARGEST_MM), st.integers(20, LARGEST_MM))
def test_any_size_is_a_paper_upright(width: int, height: int) -> None:
    paper = paper_named(f"{width} x {height} mm")
    assert round(paper.width / MM) == min(width, height)
    assert round(paper.height / MM) == max(width, height)


@pytest.mark.parametrize("name", ["A9", "", "foolscap", "10x20", "6000x100", "-5x40", "A4-landscape", "9999999999x1"])
def test_what_is_no_paper_is_refused_with_what_there_is(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        paper_named(name)
    assert caught.value.problems[0].code == "unknown-paper"
    assert caught.value.problems[0].remedy


def test_a_paper_can_lie() -> None:
    upright = paper_named("A4")
    lying = landscape(upright)
    assert (lying.width, lying.height) == (upright.height, upright.width)
    assert both_ways(upright) == (upright, lying)
    assert len(both_ways(paper_named("300x300"))) == 1


def test_papers_come_from_small_to_large() -> None:
    areas = [paper.width * paper.height for paper in papers()]
    assert areas == sorted(areas)
