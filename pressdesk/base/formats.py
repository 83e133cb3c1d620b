"""The sizes a piece can have: sheets from A6 to A1, DL, and the pictures of social networks."""

from __future__ import annotations

from pressdesk.base.geometry import Rect
from pressdesk.base.problem import InputError, Place, Problem, did_you_mean
from pressdesk.base.units import MM, PX
from pressdesk.base.values import NamedTuple


class Format(NamedTuple):
    """A page size: trim width and height in points, the family of layouts it takes, print or pixels."""

    name: str
    width: float
    height: float
    family: str
    pixels: bool = False

    @property
    def u(self) -> float:
        """A hundredth of the shorter side, in points."""
        return min(self.width, self.height) / 100

    @property
    def trim(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @property
    def bleed(self) -> float:
        """What is printed beyond the trim, in points: 3 mm, 5 mm above A2 (PRINT list, item 4), none for pixels."""
        if self.pixels:
            return 0.0
        return (5 if min(self.width, self.height) > 421 * MM else 3) * MM


def _sheet(name: str, width_mm: float, height_mm: float, family: str) -> Format:
    return Format(name, width_mm * MM, height_mm * MM, family)


def _screen(name: str, width_px: int, height_px: int) -> Format:
    return Format(name, width_px * PX, height_px * PX, f"pixel-{name}", True)


_ISO = {
    "A1": (594, 841),
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
}

FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        *(_sheet(name, w, h, "a-portrait") for name, (w, h) in _ISO.items()),
        *(_sheet(f"{name}-landscape", h, w, "a-landscape") for name, (w, h) in _ISO.items()),
        _sheet("DL", 99, 210, "dl"),
        _screen("square", 1080, 1080),
        _screen("portrait", 1080, 1350),
        _screen("story", 1080, 1920),
        _screen("link", 1200, 630),
    )
}


def format_named(name: str) -> Format:
    """The format of that name, in any case; raises InputError with the nearest known one."""
    for known, found in FORMATS.items():
        if known.lower() == name.lower():
            return found
    raise InputError(
        Problem(
            "error",
            "unknown-format",
            f"There is no format “{name}”.",
            did_you_mean(name, list(FORMATS)),
            Place(key="formats"),
        )
    )
