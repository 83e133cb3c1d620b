"""What a person changed by hand on the boxes of a piece: read, checked, held against the locks of the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pressdesk.base.formats import Format
from pressdesk.base.problem import Place, Problem, did_you_mean
from pressdesk.base.units import Length, parse_length
from pressdesk.base.values import NamedTuple
from pressdesk.model.piece import TWEAK_KEYS
from pressdesk.model.values import Value
from pressdesk.templates.tree import Box


class Tweak(NamedTuple):
    """The changes of one box; lengths in points, `rotate` in degrees clockwise."""

    move: tuple[float, float] = (0.0, 0.0)
    size: tuple[float | None, float | None] = (None, None)
    rotate: float = 0.0
    focus: tuple[float, float] | None = None
    zoom: float = 1.0
    hide: bool = False
    size_factor: float = 1.0
    colour: str = ""
    style: str = ""


NO_TWEAK = Tweak()

GUARDED: Mapping[str, str] = {
    "move": "place",
    "size": "place",
    "rotate": "place",
    "hide": "place",
    "focus": "content",
    "zoom": "content",
    "size_factor": "style",
    "colour": "style",
    "style": "style",
}
"""Which lock forbids which change; the lock `all` forbids every one."""


def locks_of(root: Box, above: frozenset[str] = frozenset()) -> dict[str, frozenset[str]]:
    """The locks that hold for each box below `root`, by id: its own and those of the boxes around it."""
    own = above | {root.lock} if root.lock else above
    found = {root.id: own}
    for child in root.children:
        found.update(locks_of(child, own))
    return found


def read_tweaks(
    tweaks: Mapping[str, Mapping[str, Value]], locks: Mapping[str, frozenset[str]], format: Format
) -> tuple[dict[str, Tweak], list[Problem]]:
    """The tweaks that can be carried out, by id of the box, and a problem for each that cannot."""
    found: dict[str, Tweak] = {}
    problems: list[Problem] = []
    for box, changes in tweaks.items():
        place = Place(key=f"tweaks.{box}", box=box)
        if box not in locks:
            message = f"The template has no box “{box}”; its tweak is kept but does nothing."
            problems.append(Problem("warning", "unknown-box", message, did_you_mean(box, _named(locks)), place))
            continue
        good: dict[str, Any] = {}
        for key, value in changes.items():
            at = place._replace(key=f"tweaks.{box}.{key}")
            if key not in TWEAK_KEYS:
                message = f"“{key}” is nothing that can be changed on a box; it is kept but does nothing."
                problems.append(Problem("warning", "unknown-tweak", message, did_you_mean(key, TWEAK_KEYS), at))
            elif locks[box] & {"all", GUARDED[key]}:
                message = f"The template locks the box “{box}” against changing its {key}; the change is not shown."
                problems.append(Problem("warning", "locked", message, "Take the tweak out of the piece.", at))
            else:
                try:
                    good[key] = _READ[key](value, format)
                except ValueError as fault:
                    remedy = f"Write it as {_EXAMPLES[key]}."
                    problems.append(Problem("error", "bad-tweak", f"{fault}.", remedy, at))
        if good:
            found[box] = Tweak(**good)
    return found, problems


def length_of(value: Value, reference: float, format: Format) -> float:
    """A length in points: a number is millimetres, `%` is of `reference`; raises ValueError with a plain sentence."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"“{value}” is no length")
    length = Length(value, "mm") if isinstance(value, int | float) else parse_length(value)
    return length.points(reference, format.u)


def _pair(value: Value) -> tuple[Value, Value]:
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise ValueError(f"“{_told(value)}” is not a pair of values")
    return value[0], value[1]


def _move(value: Value, format: Format) -> tuple[float, float]:
    x, y = _pair(value)
    return length_of(x, format.width, format), length_of(y, format.height, format)


def _size(value: Value, format: Format) -> tuple[float | None, float | None]:
    x, y = _pair(value)
    width = None if x in ("", "auto") else length_of(x, format.width, format)
    height = None if y in ("", "auto") else length_of(y, format.height, format)
    if (width is not None and width <= 0) or (height is not None and height <= 0):
        raise ValueError("A size must be more than 0")
    return width, height


def _focus(value: Value, format: Format) -> tuple[float, float]:  # noqa: ARG001
    x, y = (_number(part) for part in _pair(value))
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError(f"The focal point “{_told(value)}” lies outside of the picture")
    return x, y


def _number(value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"“{_told(value)}” is no number")
    return float(value)


def _between(low: float, high: float) -> Callable[[Value, Format], float]:
    def read(value: Value, format: Format) -> float:  # noqa: ARG001
        number = _number(value)
        if not low <= number <= high:
            raise ValueError(f"{number:g} is not between {low:g} and {high:g}")
        return number

    return read


def _yes(value: Value, format: Format) -> bool:  # noqa: ARG001
    if not isinstance(value, bool):
        raise ValueError(f"“{_told(value)}” is neither true nor false")
    return value


def _name(value: Value, format: Format) -> str:  # noqa: ARG001
    if not isinstance(value, str) or not value:
        raise ValueError(f"“{_told(value)}” is no name")
    return value


def _told(value: Value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _named(locks: Iterable[str]) -> list[str]:
    return [box for box in locks if box and "@" not in box]


_READ: Mapping[str, Callable[[Value, Format], object]] = {
    "move": _move,
    "size": _size,
    "rotate": _between(-360, 360),
    "focus": _focus,
    "zoom": _between(1, 10),
    "hide": _yes,
    "size_factor": _between(0.2, 5),
    "colour": _name,
    "style": _name,
}
_EXAMPLES: Mapping[str, str] = {
    "move": 'move = ["2mm", "-5mm"]',
    "size": 'size = ["40mm", "25%"]',
    "rotate": "rotate = -3",
    "focus": "focus = [0.4, 0.3]",
    "zoom": "zoom = 1.3",
    "hide": "hide = true",
    "size_factor": "size_factor = 0.9",
    "colour": 'colour = "accent"',
    "style": 'style = "lede"',
}
