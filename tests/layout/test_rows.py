"""Columns of tables: as wide as what stands in them, together as wide as the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.layout.rows import shared


@given(
    st.lists(st.tuples(st.floats(0, 80), st.floats(0, 200)), min_size=1, max_size=8),
    st.data(),
    st.floats(20, 800),
)
def test_widths_fill_the_room_and_none_is_below_its_least(
    extents: list[tuple[float, float]], data: st.DataObject, room: float
) -> None:
    extents = [(min(pair), max(pair)) for pair in extents]
    figures = data.draw(st.lists(st.booleans(), min_size=len(extents), max_size=len(extents)))
    widths = shared(extents, figures, room)
    assert sum(widths) == pytest.approx(room)
    if sum(least for least, _ in extents) <= room:
        assert all(width >= least - 1e-6 for width, (least, _) in zip(widths, extents, strict=True))
