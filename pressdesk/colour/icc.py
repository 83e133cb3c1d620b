"""Pixels through colour profiles (LittleCMS in Pillow), in strips, so that a large picture is never held twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pressdesk.base.problem import Problem
from pressdesk.colour.profiles import COATED, SRGB, Profile, press_problems

if TYPE_CHECKING:
    from io import BytesIO

    from PIL.Image import Image
    from PIL.ImageFilter import Color3DLUT

STRIP = 512
"""Rows at a time."""

_STEPS = 33
"""Of a table of colours; against the profile itself it is off by 3 of 255 at most."""

_EVEN = 6
"""Of 255: by how much the channels of a grey pixel differ at most; JPEGs of greys are not quite even."""

_LOOK = 512
"""Pixels of the longer side by which a picture is judged."""


def to_press(image: Image, own: bytes, press: bytes, limit: float = 4.0) -> Image:
    """An RGB picture in the inks of the press profile: relative colorimetric with black point compensation.

    `own` is the picture's profile; one that is missing, damaged or not RGB is taken for sRGB. No point gets more than
    `limit` of ink (1 is one ink in full): where the profile gives more, colours give way to black. Raises ValueError
    for a press profile that cannot be converted to.
    """
    through = _transform(own, press)
    table = _limited_table(own, press, limit) if limit < _most_ink(own, press) else None
    return _by_strips(image, "CMYK", lambda strip: strip.filter(table) if table else _converted(strip, through))


def to_screen(image: Image, own: bytes) -> Image:
    """An RGB or CMYK picture in sRGB. One without a profile that fits is taken for sRGB, or for the shipped press."""
    from io import BytesIO

    mode = image.mode
    plain = mode == "RGB" and (own[16:20] != b"RGB " or _is_srgb(own))
    if mode not in ("RGB", "CMYK") or plain:
        return image.convert("RGB")
    sources: list[BytesIO | str] = [str(SRGB if mode == "RGB" else COATED)]
    if own[16:20] == (b"RGB " if mode == "RGB" else b"CMYK") and own[36:40] == b"acsp":
        sources.insert(0, BytesIO(own))
    through = _first_way(sources, str(SRGB), mode, "RGB")
    return (
        image.convert("RGB") if through is None else _by_strips(image, "RGB", lambda strip: _converted(strip, through))
    )


def _by_strips(image: Image, mode: str, convert: Callable[[Image], Image]) -> Image:
    from PIL.Image import new

    width, height = image.size
    made = new(mode, image.size)
    for top in range(0, height, STRIP):
        made.paste(convert(image.crop((0, top, width, min(top + STRIP, height)))), (0, top))
    return made


def _converted(strip: Image, through: Any) -> Image:
    from PIL import ImageCms

    made = ImageCms.applyTransform(strip, through)
    if made is None:
        raise ValueError("the conversion gave nothing")
    return made


def _is_srgb(profile: bytes) -> bool:
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


@lru_cache(maxsize=8)
def _most_ink(own: bytes, press: bytes) -> float:
    """The most ink that a profile gives to any colour, as found on a coarse grid."""
    data = _grid(own, press, 9)
    return max(map(sum, zip(data[0::4], data[1::4], data[2::4], data[3::4], strict=True))) / 255


@lru_cache(maxsize=4)
def _limited_table(own: bytes, press: bytes, limit: float) -> Color3DLUT:
    """The conversion as a table of which no entry has too much ink; nothing between two such has either."""
    from PIL.ImageFilter import Color3DLUT

    data = _grid(own, press, _STEPS)
    table: list[float] = []
    for at in range(0, len(data), 4):
        cyan, magenta, yellow, black = (part / 255 for part in data[at : at + 4])
        coloured = cyan + magenta + yellow
        share = min(1.0, max(0.0, limit - black) / coloured) if coloured else 1.0
        table += (cyan * share, magenta * share, yellow * share, black)
    return Color3DLUT(_STEPS, table, channels=4, target_mode="CMYK")


def _grid(own: bytes, press: bytes, steps: int) -> bytes:
    """Every colour of a grid in the inks of the press: four bytes each, red changing first."""
    from PIL.Image import frombytes

    levels = [round(255 * step / (steps - 1)) for step in range(steps)]
    colours = bytes(part for b in levels for g in levels for r in levels for part in (r, g, b))
    grid = frombytes("RGB", (steps * steps, steps), colours)
    return _converted(grid, _transform(own, press)).tobytes()


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

    sources: list[BytesIO | str] = [str(SRGB)]
    if own[16:20] == b"RGB " and own[36:40] == b"acsp":
        sources.insert(0, BytesIO(own))
    through = _first_way(sources, BytesIO(press), "RGB", "CMYK")
    if through is None:
        raise ValueError("the press profile cannot be used")
    return through


def _first_way(sources: Sequence[BytesIO | str], target: BytesIO | str, source_mode: str, target_mode: str) -> Any:
    """The transform from the first of some profiles that can be used, between two modes; None when there is none."""
    from PIL import ImageCms

    for source in sources:
        if not isinstance(target, str):
            target.seek(0)
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        try:
            return ImageCms.buildTransform(source, target, source_mode, target_mode, intent, flags)
        except (ImageCms.PyCMSError, OSError):
            continue
    return None
