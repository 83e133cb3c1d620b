from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.app.snapping import Guide, page_targets, snap
from pressdesk.base.geometry import Rect

PAGE = Rect(0, 0, 200, 300)
LENGTH = st.floats(1, 100)
PLACE = st.floats(-20, 220)


def test_the_left_edge_falls_onto_the_margin() -> None:
    found = snap(Rect(12, 50, 37, 20), page_targets(PAGE, 10), 3)
    assert (found.dx, found.dy) == (-2, 0)
    assert found.guides == (Guide(True, 10, 10, 290),)


def test_the_middle_falls_onto_the_middle_of_the_page() -> None:
    found = snap(Rect(81, 141, 40, 20), page_targets(PAGE, 10), 3)
    assert (found.dx, found.dy) == (-1, -1)
    assert {(guide.vertical, guide.at) for guide in found.guides} == {(True, 100), (False, 150)}


def test_only_the_edges_asked_for_line_up() -> None:
    box = Rect(12, 50, 37, 20)
    assert snap(box, page_targets(PAGE, 10), 3, edges="r").dx == 0
    assert snap(box, page_targets(PAGE, 10), 3, edges="l").dx == -2


def test_other_boxes_are_lines_too_and_the_guide_reaches_both() -> None:
    found = snap(Rect(51, 200, 37, 20), [Rect(50, 20, 60, 30)], 3)
    assert found.dx == -1
    assert found.guides == (Guide(True, 50, 20, 220),)


@given(PLACE, PLACE, LENGTH, LENGTH, st.lists(st.builds(Rect, PLACE, PLACE, LENGTH, LENGTH), max_size=5))
def test_nothing_moves_further_than_it_may_and_guides_stand_where_the_box_is(
    x: float, y: float, width: float, height: float, targets: list[Rect]
) -> None:
    box = Rect(x, y, width, height)
    found = snap(box, targets, 4)
    assert abs(found.dx) <= 4
    assert abs(found.dy) <= 4
    now = box.moved(found.dx, found.dy)
    for guide in found.guides:
        if guide.vertical:
            assert min(abs(guide.at - at) for at in (now.x, now.x + width / 2, now.right)) < 1e-5
        else:
            assert min(abs(guide.at - at) for at in (now.y, now.y + height / 2, now.bottom)) < 1e-5


def test_without_reach_nothing_snaps_unless_it_is_there_already() -> None:
    assert snap(Rect(11, 51, 37, 20), page_targets(PAGE, 10), 0) == (0, 0, ())
