"""Lengths as people write them (`12mm`, `6pt`, `40%`, `5.5u`, `1fr`) and as the program counts them: points."""

from __future__ import annotations

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple

MM = 72 / 25.4
"""Points in a millimetre."""

PX = 0.75
"""Points in a pixel of a screen format."""

UNITS = ("mm", "pt", "%", "u", "fr", "px")

_LENGTH = regex(r"(-?\d+(?:\.\d+)?)\s*(mm|pt|%|u|fr|px)")


class Length(NamedTuple):
    """A number and its unit, one of `UNITS`; `u` is a hundredth of the page's shorter side."""

    value: float
    unit: str

    def points(self, reference: float, u: float) -> float:
        """The length in points; `reference` is what 100 % means, `u` the size of one `u`, both in points.

        >>> Length(10, "%").points(200, 6)
        20.0
        """
        match self.unit:
            case "pt":
                return self.value
            case "mm":
                return self.value * MM
            case "px":
                return self.value * PX
            case "u":
                return self.value * u
            case "%":
                return self.value * reference / 100
            case _:
                raise ValueError(f"a share of the free space ({self}) has no length of its own")

    def __str__(self) -> str:
        return f"{self.value:g}{self.unit}"


def parse_length(text: str) -> Length:
    """Read one length, such as `12mm`; raises ValueError with a plain sentence.

    >>> parse_length("5.5u")
    Length(value=5.5, unit='u')
    """
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text}” is no length; write a number and one of {', '.join(UNITS)}, such as 12mm")
    return Length(float(found[1]), found[2])
