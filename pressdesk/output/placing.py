"""Where a picture's pixels come to lie: turned upright, and so large that its crop fills the box."""

from __future__ import annotations

from pressdesk.base.geometry import Affine, Rect
from pressdesk.display.items import Picture

TURNS = {
    1: Affine(1, 0, 0, 1, 0, 0),
    2: Affine(-1, 0, 0, 1, 1, 0),
    3: Affine(-1, 0, 0, -1, 1, 1),
    4: Affine(1, 0, 0, -1, 0, 1),
    5: Affine(0, 1, 1, 0, 0, 0),
    6: Affine(0, 1, -1, 0, 1, 0),
    7: Affine(0, -1, -1, 0, 1, 1),
    8: Affine(0, -1, 1, 0, 0, 1),
}
"""Where a point of the stored picture comes to lie in the upright one, by EXIF orientation; both 0 to 1, y down."""


def whole(picture: Picture) -> Rect:
    """Where the whole upright picture would lie, so that its crop fills the box."""
    box, crop = picture.box, picture.crop
    width, height = box.width / crop.width, box.height / crop.height
    return Rect(box.x - crop.x * width, box.y - crop.y * height, width, height)


def placed(picture: Picture) -> Affine:
    """The map from the stored picture, 0 to 1 with y down, to the page."""
    area = whole(picture)
    return TURNS[picture.asset.orientation].then(Affine(area.width, 0, 0, area.height, area.x, area.y))
