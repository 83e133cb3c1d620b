"""Sharing the room of one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.layout.tracks import Claim, share, spread

sizes = st.floats(0, 500).map(lambda x: round(x, 2))
rigid = st.builds(lambda base, part: Claim(base, base * part), sizes, st.floats(0, 1))
shares = st.builds(
    lambda weight, floor, hard: Claim(0.0, max(floor, hard), weight, hard), st.floats(0.1, 5), sizes, sizes
)


@pytest.mark.parametrize(
    ("claims", "room", "expected"),
    [
        ([], 100, []),
        ([Claim(20, 20), Claim(30, 30)], 100, [20, 30]),
        ([Claim(20, 20), Claim(0, 0, 1)], 100, [20, 80]),
        ([Claim(0, 0, 1), Claim(0, 0, 3)], 100, [25, 75]),
        ([Claim(0, 60, 1), Claim(0, 0, 1)], 100, [60, 40]),
        ([Claim(0, 0, 1, cap=30), Claim(0, 0, 1)], 100, [30, 70]),
        ([Claim(80, 30), Claim(80, 80)], 120, [40, 80]),
        ([Claim(80, 80), Claim(80, 80)], 120, [80, 80]),
        ([Claim(0, 20, 1), Claim(0, 200, 1)], 100, [20, 80]),
        ([Claim(0, 90, 1, 90), Claim(0, 50, 1)], 100, [90, 10]),
    ],
)
def test_share(claims: list[Claim], room: float, expected: list[float]) -> None:
    assert share(claims, room) == pytest.approx(expected)


@given(st.lists(rigid | shares, min_size=1, max_size=8), st.floats(0, 2000))
def test_shares_fill_the_room_and_respect_what_was_written(claims: list[Claim], room: float) -> None:
    found = share(claims, room)
    for size, claim in zip(found, claims, strict=True):
        assert size >= claim.hard - 1e-6
        if claim.weight == 0:
            assert claim.floor - 1e-6 <= size <= claim.base + 1e-6
    needed = sum(claim.floor for claim in claims)
    if needed <= room and any(claim.weight for claim in claims):
        assert sum(found) == pytest.approx(room, abs=1e-5)
        assert all(size >= claim.floor - 1e-6 for size, claim in zip(found, claims, strict=True))


@pytest.mark.parametrize(
    ("justify", "expected"),
    [
        ("", [0, 15]),
        ("start", [0, 15]),
        ("centre", [12.5, 27.5]),
        ("end", [25, 40]),
        ("between", [0, 40]),
        ("around", [6.25, 33.75]),
        ("evenly", [25 / 3, 40 - 25 / 3]),
    ],
)
def test_spread(justify: str, expected: list[float]) -> None:
    starts, used = spread([10, 10], 5, 50, justify)
    assert starts == pytest.approx(expected)
    assert used == 25


def test_a_line_too_long_begins_at_the_start() -> None:
    assert spread([40, 40], 0, 50, "end") == ([0, 40], 80)
