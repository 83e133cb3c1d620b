from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK, RGB, contrast, naive_cmyk, parse_hex

parts = st.floats(0, 1)


@pytest.mark.parametrize(("text", "rgb"), [("#ff0000", (1, 0, 0)), ("#0f0", (0, 1, 0)), ("0000ff", (0, 0, 1))])
def test_hex(text: str, rgb: tuple[float, ...]) -> None:
    assert parse_hex(text) == rgb


@pytest.mark.parametrize("text", ["", "#12", "#12345", "#gggggg", "red"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        parse_hex(text)


@given(parts, parts, parts)
def test_hex_reads_back(red: float, green: float, blue: float) -> None:
    colour = RGB(red, green, blue)
    assert parse_hex(colour.hex) == pytest.approx(colour, abs=1 / 500)


def test_contrast_of_known_pairs() -> None:
    assert contrast(parse_hex("#777777"), parse_hex("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert contrast(parse_hex("#ffffff"), parse_hex("#777777")) == contrast(parse_hex("#777777"), parse_hex("#ffffff"))


def test_black_stays_on_black() -> None:
    assert naive_cmyk(RGB(0, 0, 0)) == CMYK(0, 0, 0, 1)
    assert naive_cmyk(RGB(0.5, 0.5, 0.5)) == CMYK(0, 0, 0, 0.5)


@given(parts, parts, parts)
def test_ink_of_a_stand_in_stays_under_the_limit(red: float, green: float, blue: float) -> None:
    ink = naive_cmyk(RGB(red, green, blue))
    assert all(0 <= part <= 1 for part in ink)
    assert ink.total <= 3
