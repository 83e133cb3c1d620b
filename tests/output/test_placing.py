"""The map from a stored picture to the page, held against Pillow's own way of turning pictures upright."""

from __future__ import annotations

import pytest
from PIL import Image, ImageOps

from pressdesk.base.geometry import Rect
from pressdesk.display.assets import Asset
from pressdesk.display.items import Picture
from pressdesk.output.placing import TURNS, placed, whole

BOX = Rect(10, 20, 60, 40)


@pytest.mark.parametrize("orientation", TURNS)
def test_a_corner_comes_to_lie_where_pillow_puts_it(orientation: int) -> None:
    stored = Image.new("L", (3, 2))
    stored.putpixel((2, 0), 255)
    stored.getexif()[0x0112] = orientation
    upright = ImageOps.exif_transpose(stored)
    asset = Asset("", "", 3, 2, "png", orientation=orientation)
    x, y = placed(Picture(asset, BOX)).apply(2.5 / 3, 0.5 / 2)
    column = int((x - BOX.x) / BOX.width * upright.width)
    row = int((y - BOX.y) / BOX.height * upright.height)
    assert upright.getpixel((column, row)) == 255


def test_the_crop_fills_the_box() -> None:
    picture = Picture(Asset("", "", 300, 200, "png"), BOX, Rect(0.5, 0.25, 0.5, 0.5))
    area = whole(picture)
    assert area == Rect(-50, 0, 120, 80)
    assert Rect(area.x + 0.5 * area.width, area.y + 0.25 * area.height, 60, 40) == BOX
