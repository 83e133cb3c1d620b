"""Conversion through profiles, compared with what LittleCMS says of single colours."""

from __future__ import annotations

import pytest
from PIL import Image, ImageCms

from pressdesk.colour.icc import STRIP, is_grey, to_press, to_screen
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


@pytest.mark.parametrize("limit", [2.4, 2.8])
def test_a_limit_of_ink_is_kept_everywhere_and_what_is_below_stays(limit: float) -> None:
    hues = Image.merge(
        "HSV", [Image.linear_gradient("L"), Image.new("L", (256, 256), 200), Image.linear_gradient("L").rotate(90)]
    )
    picture = hues.convert("RGB")
    free, held = to_press(picture, b"", PRESS), to_press(picture, b"", PRESS, limit)
    most = 0
    for before, after in zip(pixels(free), pixels(held), strict=True):
        assert sum(after) <= 255 * limit + 3
        most = max(most, sum(before))
        if sum(before) < 255 * (limit - 0.3):
            assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 4
    assert most > 255 * limit + 3


def pixels(image: Image.Image) -> list[tuple[int, ...]]:
    data = image.tobytes()
    return [tuple(data[at : at + 4]) for at in range(0, len(data), 4)]


def test_a_limit_that_the_profile_keeps_by_itself_changes_nothing() -> None:
    picture = Image.linear_gradient("L").resize((64, 64)).convert("RGB").rotate(30)
    assert to_press(picture, b"", PRESS, 3.05).tobytes() == to_press(picture, b"", PRESS).tobytes()


def test_inks_look_on_screen_as_they_are_printed() -> None:
    cyan = to_screen(Image.new("CMYK", (4, 4), (255, 0, 0, 0)), b"").getpixel((0, 0))
    assert isinstance(cyan, tuple)
    assert cyan[0] < 30
    assert 120 < cyan[1] < 180  # not 255, as by arithmetic
    assert to_screen(Image.new("CMYK", (4, 4), (255, 0, 0, 0)), PRESS).getpixel((0, 0)) == cyan


def test_pictures_of_wide_colours_come_to_srgb_and_others_stay() -> None:
    grey, red = plain((120, 120, 120)), plain((255, 0, 0))
    assert to_screen(red, b"").tobytes() == red.tobytes()
    assert to_screen(red, SRGB.read_bytes()).tobytes() == red.tobytes()
    assert to_screen(red, b"damaged").tobytes() == red.tobytes()
    lighter = (
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        .tobytes()
        .replace(b"sRGB", b"wide")
        .replace("sRGB".encode("utf-16-be"), b"w\0i\0d\0e\0")
    )
    found = to_screen(grey, lighter).getpixel((0, 0))
    assert isinstance(found, tuple)
    assert all(abs(part - 120) <= 2 for part in found)
