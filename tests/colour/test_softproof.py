from __future__ import annotations

import pytest
from PIL import Image

from pressdesk.colour.profiles import COATED, SRGB
from pressdesk.colour.softproof import as_printed

PRESS = COATED.read_bytes()


def seen(inks: tuple[int, int, int, int], **how: bool) -> tuple[int, ...]:
    found = as_printed(Image.new("CMYK", (4, 600), inks), PRESS, **how)
    assert found.mode == "RGB"
    assert found.size == (4, 600)
    pixel = found.getpixel((2, 599))
    assert isinstance(pixel, tuple)
    return tuple(int(value) for value in pixel)


def test_paper_is_not_as_white_as_the_screen() -> None:
    assert seen((0, 0, 0, 0), paper=False) == (255, 255, 255)
    assert all(225 <= value < 250 for value in seen((0, 0, 0, 0)))


def test_black_ink_is_not_black() -> None:
    assert all(20 < value < 70 for value in seen((0, 0, 0, 255)))
    assert max(seen((0, 0, 0, 255), paper=False)) < 60


def test_inks_look_like_inks() -> None:
    red, green, blue = seen((255, 0, 0, 0))
    assert red < 60 < green < blue
    red, green, blue = seen((0, 255, 255, 0))
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("profile", [b"", b"abc" * 100, SRGB.read_bytes()])
def test_a_profile_that_is_for_no_press(profile: bytes) -> None:
    with pytest.raises(ValueError, match="profile"):
        as_printed(Image.new("CMYK", (4, 4)), profile)
