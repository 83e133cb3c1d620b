"""What an attribute of a template can say: text to value, with a plain sentence (ValueError) where it says nothing.

The readers of a box's `options` are public: layout reads them from `Box.options`, where they are kept as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from pressdesk.base.problem import did_you_mean
from pressdesk.base.regex import regex
from pressdesk.base.units import Length, parse_length
from pressdesk.templates.tree import Edges, Fit

T = TypeVar("T")

PINS = (
    *("top left", "top", "top right", "left", "centre", "right"),
    *("bottom left", "bottom", "bottom right"),
)
EDGES = ("top", "right", "bottom", "left")

_NAME = regex(r"[^\W\d][\w-]*")


def word(*allowed: str) -> Callable[[str], str]:
    """A reader of one of some words."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"“{text}” is none of its words. {did_you_mean(text, allowed)}".removesuffix("."))
        return text

    return read


def name(text: str) -> str:
    """A name: a letter, then letters, digits, `-` and `_`."""
    if not _NAME.fullmatch(text):
        raise ValueError(f"“{text}” is no name; use letters, digits, - and _, a letter first")
    return text


def colour(text: str) -> str:
    """The name of a colour of the brand."""
    if not _NAME.fullmatch(text):
        raise ValueError(f"“{text}” is no name of a colour; the brand gives colours their names (ground, ink, accent)")
    return text


def yes(text: str) -> bool:
    """`yes` or `no`."""
    if text not in ("yes", "no"):
        raise ValueError(f"“{text}” is neither yes nor no")
    return text == "yes"


def number(text: str) -> float:
    """A plain decimal number."""
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        raise ValueError(f"“{text}” is no number")
    return float(text)


def positive(text: str) -> float:
    """A number above 0."""
    value = number(text)
    if value <= 0:
        raise ValueError(f"“{text}” must be more than 0")
    return value


def fraction(text: str) -> float:
    """A number from 0 to 1."""
    value = number(text)
    if not 0 <= value <= 1:
        raise ValueError(f"“{text}” is not from 0 to 1")
    return value


def zoom(text: str) -> float:
    """How much larger than needed to fill its box a picture is, from 1 on."""
    value = number(text)
    if not 1 <= value <= 20:
        raise ValueError(f"“{text}” is not from 1 to 20")
    return value


def whole(text: str) -> int:
    """A whole number from 0."""
    if not re.fullmatch(r"\d{1,6}", text):
        raise ValueError(f"“{text}” is no whole number")
    return int(text)


def weight(text: str) -> int:
    """A weight of type, 100 (thin) to 900 (black)."""
    value = whole(text)
    if not 100 <= value <= 900:
        raise ValueError(f"“{text}” is no weight; weights go from 100 to 900")
    return value


def size(text: str) -> Length:
    """A width or height: any unit, not below 0."""
    length = parse_length(text)
    if length.value < 0:
        raise ValueError(f"“{text}” is below 0")
    return length


def offset(text: str) -> Length:
    """A place: any unit but `fr`; it may be below 0."""
    length = parse_length(text)
    if length.unit == "fr":
        raise ValueError(f"“{text}” is a share of free space; only width and height take one")
    return length


def space(text: str) -> Length:
    """A distance: any unit but `fr`, not below 0."""
    size(text)
    return offset(text)


def fixed(text: str) -> Length:
    """A size of type or of a line: any unit but `fr` and `%`, above 0."""
    length = space(text)
    if length.unit == "%" or length.value == 0:
        raise ValueError(f"“{text}” is no size here; write mm, pt, px or u, more than 0")
    return length


def several(read: Callable[[str], T], least: int = 1, most: int = 99) -> Callable[[str], tuple[T, ...]]:
    """A reader of words with spaces between."""

    def read_all(text: str) -> tuple[T, ...]:
        words = text.split()
        if not least <= len(words) <= most:
            asked = str(least) if least == most else f"{least} to {most}"
            raise ValueError(f"“{text}” has {len(words)} values, asked are {asked}")
        return tuple(read(one) for one in words)

    return read_all


def edges(text: str) -> Edges:
    """One to four lengths in the order of CSS: top, right, bottom, left."""
    values = several(space, 1, 4)(text)
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    return Edges(top, right, bottom, values[3] if len(values) > 3 else right)


def fit(text: str) -> Fit:
    """`floor..ideal`, two sizes of type in the same unit, or in units that both mean something."""
    floor_text, dots, ideal_text = text.partition("..")
    if not dots:
        raise ValueError(f"“{text}” is no range; write the smallest and the ideal size, such as 9u..22u")
    floor, ideal = fixed(floor_text.strip()), fixed(ideal_text.strip())
    if floor.unit == ideal.unit and floor.value > ideal.value:
        raise ValueError(f"the floor {floor} is above the ideal {ideal}; the smaller one comes first")
    return Fit(floor, ideal)


def pin(text: str) -> str:
    """An edge or corner, or `centre`; `left top` is read as `top left`."""
    words = text.split()
    turned = " ".join(reversed(words))
    return turned if turned in PINS else word(*PINS)(" ".join(words))


def pair(text: str) -> tuple[str, str]:
    """Two colour names, dark and light: a duotone."""
    dark, light = several(colour, 2, 2)(text)
    return dark, light


def focus(text: str) -> tuple[float, float] | None:
    """A focal point as two fractions of the picture, or None for `field`: that of the picture itself."""
    if text == "field":
        return None
    x, y = several(fraction, 2, 2)(text)
    return x, y


def scrim(text: str) -> tuple[str, float, str]:
    """A film over a picture: colour, opacity (0 to 1), and the edge from which it fades, or an empty string.

    >>> scrim("ink 60% bottom")
    ('ink', 0.6, 'bottom')
    """
    words = text.split()
    if len(words) not in (2, 3) or not words[1].endswith("%"):
        raise ValueError(f"“{text}” is no film; write a colour, its strength and an edge, such as ink 60% bottom")
    strength = number(words[1][:-1])
    if not 0 <= strength <= 100:
        raise ValueError(f"“{words[1]}” is not from 0% to 100%")
    return colour(words[0]), strength / 100, word(*EDGES)(words[2]) if len(words) == 3 else ""


def distance_m(text: str) -> float:
    """From how far a code is to be read, in metres: `2m`, `40cm`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(m|cm)", text)
    if found is None or float(found[1]) <= 0:
        raise ValueError(f"“{text}” is no distance; write metres or centimetres, such as 2m")
    return float(found[1]) / (100 if found[2] == "cm" else 1)


def points(text: str) -> tuple[tuple[Length, Length], ...]:
    """The corners of a polygon: pairs of lengths with commas between; `%` is of the box's width and height."""
    corners = []
    for part in text.split(","):
        x, y = several(offset, 2, 2)(part)
        corners.append((x, y))
    if len(corners) < 3:
        raise ValueError(f"“{text}” has {len(corners)} corners; an outline has three at least")
    return tuple(corners)


def columns(text: str) -> tuple[Length, ...]:
    """The columns of a grid: how many of equal width, their widths, or none for `auto`: by the number of its items.

    >>> [str(width) for width in columns("2")]
    ['1fr', '1fr']
    """
    if text == "auto":
        return ()
    if re.fullmatch(r"\d{1,2}", text):
        count = int(text)
        if count == 0:
            raise ValueError("a grid has one column at least")
        return (Length(1, "fr"),) * count
    return several(size, 1, 24)(text)


def columns_for(count: int) -> tuple[Length, ...]:
    """The columns of a grid of so many items: one to four, of equal width.

    >>> [len(columns_for(count)) for count in (2, 3, 4, 12, 13, 36, 37, 60)]
    [1, 1, 2, 2, 3, 3, 4, 4]
    """
    return (Length(1, "fr"),) * (1 + (count > 3) + (count > 12) + (count > 36))
