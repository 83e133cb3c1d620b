from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.geometry import COORDS, IDENTITY, Affine, Path, Rect

numbers = st.floats(-1000, 1000, allow_nan=False)
turns = st.builds(Affine.rotation, st.floats(-360, 360), numbers, numbers)
maps = st.one_of(turns, st.builds(Affine.translation, numbers, numbers), st.builds(Affine.scaling, st.floats(0.1, 9)))
rects = st.builds(Rect, numbers, numbers, st.floats(0, 500), st.floats(0, 500))


def test_rotation_is_clockwise_where_y_goes_down() -> None:
    assert Affine.rotation(90).apply(1, 0) == pytest.approx((0, 1))


def test_rotation_leaves_its_centre() -> None:
    assert Affine.rotation(33, 5, 7).apply(5, 7) == pytest.approx((5, 7))


@given(maps, maps, numbers, numbers)
def test_then_is_one_map_after_the_other(first: Affine, second: Affine, x: float, y: float) -> None:
    assert first.then(second).apply(x, y) == pytest.approx(second.apply(*first.apply(x, y)), abs=1e-5)


@given(maps, numbers, numbers)
def test_inverse_leads_back(there: Affine, x: float, y: float) -> None:
    assert there.inverse().apply(*there.apply(x, y)) == pytest.approx((x, y), abs=1e-5)


@given(maps, rects)
def test_bounds_hold_the_corners(by: Affine, rect: Rect) -> None:
    box = by.bounds(rect).inset(-1e-6)
    assert box.holds(*by.apply(rect.x, rect.y))
    assert box.holds(*by.apply(rect.right, rect.bottom))


@given(rects, rects)
def test_union_contains_both(one: Rect, other: Rect) -> None:
    both = one.union(other)
    assert both.contains(one, 1e-6)
    assert both.contains(other, 1e-6)


def test_neighbours_that_share_an_edge_do_not_intersect() -> None:
    assert not Rect(0, 0, 10, 10).intersects(Rect(10, 0, 10, 10))
    assert Rect(0, 0, 10, 10).intersects(Rect(9.9, 0, 10, 10))


@pytest.mark.parametrize("path", [Path.rect(Rect(1, 2, 3, 4)), Path.ellipse(Rect(1, 2, 3, 4))])
def test_outlines_fill_their_rectangle_and_count_their_numbers(path: Path) -> None:
    assert path.bounds() == pytest.approx(Rect(1, 2, 3, 4))
    assert len(path.coords) == sum(COORDS[verb] for verb in path.verbs)


def test_paths_add_up_and_move() -> None:
    both = Path.line(0, 0, 1, 1) + Path.polygon([(0, 0), (2, 0), (2, 2)])
    assert both.verbs == "MLMLLZ"
    assert both.mapped(Affine.translation(1, 1)).coords[:4] == (1, 1, 2, 2)
    assert both.mapped(IDENTITY) == both
