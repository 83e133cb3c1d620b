"""Conversion through profiles, compared with what LittleCMS says of single colours."""

from __future__ import annotations

import pytest
from PIL import Image, ImageCms

from pressdesk.colour.icc import STRIP, is_grey, to_press
from pressdesk.colour.profiles import COATED, SRGB

PRESS = COATED.read_bytes()
WIDE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def plain(colour: tuple[int, int, int], size: tuple[int, int] = (8, 8)) -> Image.Image:
    return Image.new("RGB", size, colour)


def test_white_takes_no_ink_and_black_stays_within_the_limit() -> None:
    assert to_press(plain((255, 255, 255)), b"", PRESS).getpixel((0, 0)) == (0, 0, 0, 0)
    black = to_press(plain((0, 0, 0)), b"", PRESS).getpixel((0, 0))
    assert isinstance(black, tuple)
    assert black[3] > 220
    assert 250 < sum(black) / 2.55 <= 301


def test_black_point_compensation_keeps_shadows_apart() -> None:
    dark = [to_press(plain((v, v, v)), b"", PRESS).getpixel((0, 0)) for v in (0, 6, 12, 18, 24)]
    assert len(set(dark)) == 5
    assert [sum(value) for value in dark] == sorted((sum(value) for value in dark), reverse=True)  # type: ignore[arg-type]


def test_strips_join_without_a_seam() -> None:
    tall = Image.linear_gradient("L").resize((5, 2 * STRIP + 7)).convert("RGB")
    whole = to_press(tall, b"", PRESS)
    assert whole.size == tall.size
    for row in (0, STRIP - 1, STRIP, 2 * STRIP, 2 * STRIP + 6):
        alone = to_press(tall.crop((0, row, 5, row + 1)), b"", PRESS)
        assert whole.getpixel((2, row)) == alone.getpixel((2, 0))


def test_the_own_profile_counts_and_a_damaged_one_is_taken_for_srgb() -> None:
    shade = plain((40, 160, 90))
    swapped = bytearray(SRGB.read_bytes())
    count = int.from_bytes(swapped[128:132], "big")
    entries = {bytes(swapped[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    swapped[red : red + 4], swapped[blue : blue + 4] = swapped[blue : blue + 4], swapped[red : red + 4]
    usual = to_press(shade, b"", PRESS).getpixel((0, 0))
    assert to_press(shade, bytes(swapped), PRESS).getpixel((0, 0)) != usual
    assert to_press(shade, bytes(swapped[:300]), PRESS).getpixel((0, 0)) == usual
    assert to_press(shade, PRESS, PRESS).getpixel((0, 0)) == usual


def test_a_damaged_press_is_refused() -> None:
    with pytest.raises(ValueError, match="press profile"):
        to_press(plain((1, 2, 3)), b"", PRESS[:3000])


def test_greys_are_told_from_colours() -> None:
    grey = Image.linear_gradient("L").convert("RGB")
    assert is_grey(grey)
    assert is_grey(grey.resize((1500, 900)))
    grey.paste((200, 120, 120), (100, 100, 140, 140))
    assert not is_grey(grey)
    assert not is_grey(grey.resize((1500, 900)))
