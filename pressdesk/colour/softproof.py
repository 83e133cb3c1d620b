"""Inks as they will look on paper: the press profile read the other way, from ink to what the eye sees."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pressdesk.colour.profiles import SRGB

if TYPE_CHECKING:
    from PIL.Image import Image

_STRIP = 256
"""Rows at a time."""


def as_printed(inked: Image, press: bytes, *, paper: bool = True) -> Image:
    """A CMYK picture as it looks when the press has printed it, in sRGB.

    With `paper` the white is that of the paper (absolute colorimetric), otherwise the screen's, for comparing with
    other things on it. Raises ValueError for a profile that cannot be used.
    """
    from PIL import Image as Pillow
    from PIL import ImageCms

    through = _transform(press, paper)
    made = Pillow.new("RGB", inked.size)
    for top in range(0, inked.height, _STRIP):
        strip = inked.crop((0, top, inked.width, min(top + _STRIP, inked.height)))
        found = ImageCms.applyTransform(strip, through)
        if found is not None:
            made.paste(found, (0, top))
    return made


@lru_cache(maxsize=4)
def _transform(press: bytes, paper: bool) -> Any:
    from io import BytesIO

    from PIL import ImageCms

    intent = ImageCms.Intent.ABSOLUTE_COLORIMETRIC if paper else ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.NONE if paper else ImageCms.Flags.BLACKPOINTCOMPENSATION
    try:
        return ImageCms.buildTransform(BytesIO(press), str(SRGB), "CMYK", "RGB", intent, flags)
    except (ImageCms.PyCMSError, OSError) as fault:
        raise ValueError("the press profile cannot be used") from fault
