"""Pixels through colour profiles (LittleCMS in Pillow), in strips, so that a large picture is never held twice."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pressdesk.base.problem import Problem
from pressdesk.colour.profiles import SRGB, Profile, press_problems

if TYPE_CHECKING:
    from PIL.Image import Image

STRIP = 256
"""Rows at a time."""

_EVEN = 6
"""Of 255: by how much the channels of a grey pixel differ at most; JPEGs of greys are not quite even."""

_LOOK = 512
"""Pixels of the longer side by which a picture is judged."""


def to_press(image: Image, own: bytes, press: bytes) -> Image:
    """An RGB picture in the inks of the press profile: relative colorimetric with black point compensation.

    `own` is the picture's profile; one that is missing, damaged or not RGB is taken for sRGB. Raises ValueError for a
    press profile that cannot be converted to.
    """
    from PIL import Image as Pillow
    from PIL import ImageCms

    through = _transform(own, press)
    width, height = image.size
    made = Pillow.new("CMYK", image.size)
    for top in range(0, height, STRIP):
        strip = image.crop((0, top, width, min(top + STRIP, height)))
        found = ImageCms.applyTransform(strip, through)
        if found is not None:
            made.paste(found, (0, top))
    return made


def profile_problems(profile: Profile) -> list[Problem]:
    """Why files cannot be printed by a profile: wrong kind, wrong version, or damaged inside; nothing when they can."""
    found = press_problems(profile)
    if not found:
        try:
            _transform(b"", profile.data)
        except ValueError:
            message = f"The profile “{profile.description or 'without a name'}” is damaged: no colour can be converted."
            found.append(Problem("error", "broken-profile", message, "Ask for it again, as an .icc file."))
    return found


def is_grey(image: Image) -> bool:
    """Whether an RGB picture holds nothing but greys, which belong on the black plate alone."""
    from PIL import ImageChops
    from PIL.Image import Resampling

    small = image
    if max(image.size) > _LOOK:
        small = image.resize((min(image.width, _LOOK), min(image.height, _LOOK)), Resampling.BOX, reducing_gap=1.0)
    red, green, blue = small.split()
    pairs = ((red, green), (green, blue))
    return all(_greatest(ImageChops.difference(one, other)) <= _EVEN for one, other in pairs)


def _greatest(channel: Image) -> float:
    most = channel.getextrema()[1]
    return most if isinstance(most, int | float) else 255.0


@lru_cache(maxsize=4)
def _transform(own: bytes, press: bytes) -> Any:
    from io import BytesIO

    from PIL import ImageCms

    target = BytesIO(press)
    sources: list[BytesIO | str] = [str(SRGB)]
    if own[16:20] == b"RGB " and own[36:40] == b"acsp":
        sources.insert(0, BytesIO(own))
    for source in sources:
        target.seek(0)
        try:
            return ImageCms.buildTransform(
                source,
                target,
                "RGB",
                "CMYK",
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError):
            continue
    raise ValueError("the press profile cannot be used")
