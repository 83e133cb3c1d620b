from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from pressdesk.app.selection import HANDLES, LEAST_PT, handle_at, handle_places, resized
from pressdesk.base.geometry import Rect

BOX = Rect(100, 100, 80, 60)


@pytest.mark.parametrize(
    ("handle", "wanted"),
    [
        ("e", Rect(100, 100, 90, 60)),
        ("w", Rect(110, 100, 70, 60)),
        ("n", Rect(100, 105, 80, 55)),
        ("s", Rect(100, 100, 80, 65)),
        ("nw", Rect(110, 105, 70, 55)),
        ("se", Rect(100, 100, 90, 65)),
    ],
)
def test_a_handle_pulls_its_own_edges(handle: str, wanted: Rect) -> None:
    assert resized(BOX, handle, 10, 5) == wanted


@given(st.sampled_from(sorted(HANDLES)), st.floats(-300, 300), st.floats(-300, 300))
def test_the_other_edges_stay_and_nothing_vanishes(handle: str, dx: float, dy: float) -> None:
    now = resized(BOX, handle, dx, dy)
    assert now.width >= LEAST_PT - 1e-9
    assert now.height >= LEAST_PT - 1e-9
    if "w" not in handle:
        assert now.x == BOX.x
    if "e" not in handle:
        assert abs(now.right - BOX.right) < 1e-9
    if "n" not in handle:
        assert now.y == BOX.y
    if "s" not in handle:
        assert abs(now.bottom - BOX.bottom) < 1e-9


def test_handles_are_found_under_the_mouse() -> None:
    area = QRectF(10, 10, 100, 100)
    for name, place in handle_places(area).items():
        assert handle_at(area, place + QPointF(3, -3), True) == name
    assert handle_at(area, QPointF(60, 60), True) == ""
    assert handle_at(area, area.topLeft(), False) == ""
