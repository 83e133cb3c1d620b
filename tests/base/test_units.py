from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.units import MM, PX, UNITS, Length, parse_length


@pytest.mark.parametrize(
    ("text", "points"),
    [("25.4mm", 72), ("6pt", 6), ("50%", 100), ("2u", 12), ("100px", 75), ("-3mm", -3 * MM), (" 4 mm ", 4 * MM)],
)
def test_a_length_in_points(text: str, points: float) -> None:
    assert parse_length(text).points(200, 6) == pytest.approx(points)


@pytest.mark.parametrize("text", ["", "mm", "12", "12 cm", "1e3mm", "12mm 3mm", "nan%", "--1mm"])
def test_what_is_no_length_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="such as 12mm"):
        parse_length(text)


def test_a_share_of_free_space_has_no_points() -> None:
    with pytest.raises(ValueError, match="free space"):
        Length(1, "fr").points(100, 1)


@given(st.integers(-9999, 9999), st.sampled_from(UNITS))
def test_written_lengths_read_back(value: int, unit: str) -> None:
    length = Length(value / 10, unit)
    assert parse_length(str(length)) == length


def test_a_pixel_is_three_quarters_of_a_point() -> None:
    assert 1080 * PX == 810
