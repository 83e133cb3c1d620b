"""Colour values with components from 0 to 1, and the ink: one colour of the brand on screen and in print."""

from __future__ import annotations

from typing import TypeAlias

from pressdesk.base.values import NamedTuple


class Gray(NamedTuple):
    """DeviceGray; 0 is black, 1 is white."""

    level: float


class RGB(NamedTuple):
    """sRGB."""

    red: float
    green: float
    blue: float

    @property
    def hex(self) -> str:
        """As `#rrggbb`.

        >>> RGB(1.0, 0.5, 0.0).hex
        '#ff8000'
        """
        return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in self)

    @property
    def luminance(self) -> float:
        """Relative luminance (WCAG 2.2, section 'relative luminance'), 0 to 1."""
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in self)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b


class CMYK(NamedTuple):
    """DeviceCMYK; 1 is full ink."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    @property
    def total(self) -> float:
        """Total area coverage, 0 to 4."""
        return self.cyan + self.magenta + self.yellow + self.black


class Spot(NamedTuple):
    """A named ink with its CMYK stand-in and a tint from 0 to 1."""

    name: str
    alternative: CMYK
    tint: float = 1.0


Colour: TypeAlias = Gray | RGB | CMYK | Spot


class Ink(NamedTuple):
    """A named colour of the brand, as it is on screen and as it is in print (with `spot`, a separation)."""

    name: str
    rgb: RGB
    cmyk: CMYK
    spot: str = ""


BLACK = Ink("black", RGB(0.0, 0.0, 0.0), CMYK(0.0, 0.0, 0.0, 1.0))
WHITE = Ink("white", RGB(1.0, 1.0, 1.0), CMYK(0.0, 0.0, 0.0, 0.0))


def parse_hex(text: str) -> RGB:
    """Read `#rrggbb` or `#rgb`; raises ValueError with a plain sentence."""
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    try:
        if len(digits) != 6:
            raise ValueError
        red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        raise ValueError(f"“{text}” is no colour; write it as #rrggbb") from None
    return RGB(red, green, blue)


def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, section 'contrast ratio').

    >>> round(contrast(RGB(0, 0, 0), RGB(1, 1, 1)))
    21
    """
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def naive_cmyk(rgb: RGB) -> CMYK:
    """A stand-in for a colour given in RGB alone, by plain grey replacement; black stays on K."""
    black = 1 - max(rgb)
    if black >= 1:
        return CMYK(0.0, 0.0, 0.0, 1.0)
    cyan, magenta, yellow = (round((1 - part - black) / (1 - black), 4) for part in rgb)
    return CMYK(cyan, magenta, yellow, round(black, 4))
