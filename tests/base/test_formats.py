from __future__ import annotations

import pytest

from pressdesk.base.formats import FORMATS, format_named
from pressdesk.base.problem import InputError
from pressdesk.base.units import MM


@pytest.mark.parametrize(
    ("name", "size_mm"),
    [("A6", (105, 148)), ("A4", (210, 297)), ("a1", (594, 841)), ("A3-landscape", (420, 297)), ("DL", (99, 210))],
)
def test_sheet_sizes(name: str, size_mm: tuple[int, int]) -> None:
    found = format_named(name)
    assert (found.width / MM, found.height / MM) == pytest.approx(size_mm)


def test_each_iso_sheet_is_half_the_next() -> None:
    for small, large in zip(("A6", "A5", "A4", "A3", "A2"), ("A5", "A4", "A3", "A2", "A1"), strict=True):
        assert FORMATS[small].height == pytest.approx(FORMATS[large].width, abs=0.6 * MM)


def test_screen_formats_have_exact_pixels_and_no_bleed() -> None:
    story = format_named("story")
    assert (story.width / 0.75, story.height / 0.75) == (1080, 1920)
    assert story.bleed == 0


def test_bleed_grows_above_a2() -> None:
    assert FORMATS["A2"].bleed == pytest.approx(3 * MM)
    assert FORMATS["A1"].bleed == pytest.approx(5 * MM)


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(InputError, match="story"):
        format_named("storry")
