"""What a press can print of a colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK, RGB, Ink, naive_cmyk, parse_hex
from pressdesk.colour.gamut import SEEN, is_derived, limited, looks_of, printed
from pressdesk.colour.profiles import COATED

PRESS = COATED.read_bytes()
parts = st.floats(0, 1)


@pytest.mark.parametrize("colour", ["#00ff00", "#0000ff", "#ff00ff", "#00ffff"])
def test_pure_light_cannot_be_printed(colour: str) -> None:
    found = printed(parse_hex(colour), PRESS)
    assert found.distance > SEEN
    assert found.looks.hex != colour


@pytest.mark.parametrize("colour", ["#123456", "#ffdd00", "#f4e7d0", "#e4003a", "#ffffff"])
def test_colours_of_ink_come_out_as_they_are(colour: str) -> None:
    found = printed(parse_hex(colour), PRESS)
    assert found.distance < SEEN
    asked = parse_hex(colour)
    assert max(abs(a - b) for a, b in zip(found.looks, asked, strict=True)) < 0.06


def test_greys_stand_on_black_alone() -> None:
    for level in (0.0, 0.25, 0.5, 0.9, 1.0):
        cyan, magenta, yellow, black = printed(RGB(level, level, level), PRESS).cmyk
        assert (cyan, magenta, yellow) == (0, 0, 0)
        assert (black == 1.0) == (level == 0.0)
        assert (black == 0.0) == (level == 1.0)
        assert looks_of(CMYK(0, 0, 0, black), PRESS).luminance == pytest.approx(
            RGB(level, level, level).luminance, abs=0.02
        )


@given(st.builds(CMYK, parts, parts, parts, parts), st.sampled_from((2.4, 2.8, 3.0)))
def test_a_limit_is_kept_and_black_with_it(cmyk: CMYK, limit: float) -> None:
    found = limited(cmyk, limit)
    assert found.total <= max(limit, cmyk.black) + 1e-6
    assert found.black == cmyk.black
    if cmyk.total <= limit:
        assert found == cmyk


@given(st.builds(RGB, parts, parts, parts))
def test_a_printed_colour_keeps_the_limit(rgb: RGB) -> None:
    found = printed(rgb, PRESS, 2.6)
    assert found.cmyk.total <= 2.6 + 1e-6
    assert all(0 <= part <= 1 for part in found.cmyk)


def test_inks_that_nobody_gave_are_known() -> None:
    rgb = parse_hex("#12f456")
    assert is_derived(Ink("a", rgb, naive_cmyk(rgb)))
    assert not is_derived(Ink("a", rgb, CMYK(0.5, 0, 0.6, 0)))
    assert not is_derived(Ink("a", rgb, naive_cmyk(rgb), "HKS 4"))


def test_a_damaged_profile_is_refused() -> None:
    with pytest.raises(ValueError, match="profile"):
        printed(RGB(1, 0, 0), PRESS[:300] + bytes(len(PRESS) - 300))
