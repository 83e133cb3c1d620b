"""What a press can print of a colour: its nearest value in the inks of a profile, and how far off that is."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pressdesk.base.colour import CMYK, RGB, Ink, naive_cmyk
from pressdesk.base.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

SEEN = 6.0
"""From which distance (CIE 1976 ΔE*ab) two colours side by side are plainly different."""

_NEUTRAL = 0.012
"""By how much the parts of a grey differ at most."""


class Printed(NamedTuple):
    """A colour in the inks of a press: how it will look, and the distance ΔE*ab from what was asked."""

    cmyk: CMYK
    looks: RGB
    distance: float


def printed(rgb: RGB, press: bytes, limit: float = 4.0) -> Printed:
    """The colour of the screen in the inks of the profile `press`, whole per cents, with at most `limit` of ink (1 is
    one ink in full). Greys stand on black alone, as do pictures.

    Relative colorimetric with black point compensation, as for pictures. Raises ValueError for a profile that cannot
    be used.
    """
    through = _transforms(press)
    if max(rgb) - min(rgb) < _NEUTRAL:
        cmyk = CMYK(0.0, 0.0, 0.0, _grey_ink(rgb, through))
    else:
        parts = through.convert("to press", [round(255 * part) for part in rgb])
        cmyk = limited(CMYK(*(round(part / 255, 2) for part in parts)), limit)
    return _judged(rgb, cmyk, through)


def looks_of(cmyk: CMYK, press: bytes) -> RGB:
    """How inks look on the paper of the profile, its white taken as white. Raises ValueError as above."""
    parts = _transforms(press).convert("to screen", [round(255 * part) for part in cmyk])
    return RGB(*(part / 255 for part in parts))


def limited(cmyk: CMYK, limit: float) -> CMYK:
    """The same colour with at most `limit` of ink: black stays, the others give way evenly.

    >>> limited(CMYK(1.0, 1.0, 1.0, 0.5), 3.0)
    CMYK(cyan=0.83, magenta=0.83, yellow=0.83, black=0.5)
    """
    if cmyk.total <= limit + 1e-9:
        return cmyk
    coloured = cmyk.total - cmyk.black
    share = max(0.0, limit - cmyk.black) / coloured if coloured else 1.0
    cyan, magenta, yellow = (math.floor(part * share * 100 + 1e-9) / 100 for part in cmyk[:3])
    return CMYK(cyan, magenta, yellow, cmyk.black)


def is_derived(ink: Ink) -> bool:
    """Whether the inks of a colour were worked out from its value on screen, since nobody gave them."""
    return not ink.spot and all(abs(a - b) < 1e-4 for a, b in zip(ink.cmyk, naive_cmyk(ink.rgb), strict=True))


def _judged(rgb: RGB, cmyk: CMYK, through: _Transforms) -> Printed:
    inks = [round(255 * part) for part in cmyk]
    asked = _lab(through.convert("screen to Lab", [round(255 * part) for part in rgb]))
    given = _lab(through.convert("press to Lab", inks))
    looks = RGB(*(part / 255 for part in through.convert("to screen", inks)))
    return Printed(cmyk, looks, math.dist(asked, given))


def _grey_ink(rgb: RGB, through: _Transforms) -> float:
    """The tint of black alone that is as light as a grey, in whole per cents."""
    level = sum(rgb) / 3
    if level <= 0:
        return 1.0
    wanted = through.convert("screen to Lab", [round(255 * part) for part in rgb])[0]
    return min(range(101), key=lambda tint: abs(through.tint_light(tint) - wanted)) / 100


def _lab(parts: Sequence[int]) -> tuple[float, float, float]:
    """Pillow's Lab in bytes: L* from 0 to 255, a* and b* as signed bytes."""
    light, a, b = parts
    return light / 2.55, float(a - 256 if a > 127 else a), float(b - 256 if b > 127 else b)


class _Transforms:
    """The ways between screen, press and Lab for one profile, each built when it is first asked for."""

    def __init__(self, press: bytes) -> None:
        self._press = press
        self._built: dict[str, Any] = {}
        self._tints: dict[int, int] = {}

    def convert(self, way: str, parts: Sequence[int]) -> tuple[int, ...]:
        from PIL import Image, ImageCms

        mode = "CMYK" if way in ("to screen", "press to Lab") else "RGB"
        pixel = Image.new(mode, (1, 1), tuple(parts))
        made = ImageCms.applyTransform(pixel, self._through(way))
        return tuple(made.tobytes()) if made is not None else ()

    def tint_light(self, tint: int) -> int:
        """The lightness of a tint of black in per cent, in bytes."""
        if tint not in self._tints:
            self._tints[tint] = self.convert("press to Lab", [0, 0, 0, round(2.55 * tint)])[0]
        return self._tints[tint]

    def _through(self, way: str) -> Any:
        found = self._built.get(way)
        if found is None:
            found = self._built[way] = self._build(way)
        return found

    def _build(self, way: str) -> Any:
        from io import BytesIO

        from PIL import ImageCms

        screen = ImageCms.createProfile("sRGB")
        try:
            press = ImageCms.getOpenProfile(BytesIO(self._press))
            lab = ImageCms.createProfile("LAB")
            ways: dict[str, tuple[Any, Any, tuple[str, str]]] = {
                "to press": (screen, press, ("RGB", "CMYK")),
                "to screen": (press, screen, ("CMYK", "RGB")),
                "press to Lab": (press, lab, ("CMYK", "LAB")),
                "screen to Lab": (screen, lab, ("RGB", "LAB")),
            }
            source, target, modes = ways[way]
            intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
            return ImageCms.buildTransform(source, target, *modes, intent, flags)
        except (ImageCms.PyCMSError, OSError) as fault:
            raise ValueError(f"the press profile cannot be used ({fault})") from None


@lru_cache(maxsize=4)
def _transforms(press: bytes) -> _Transforms:
    return _Transforms(press)
