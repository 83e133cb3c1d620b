"""Path data, transforms and lengths of SVG 1.1 (sections 8.3, 7.6, 7.10) as our own geometry."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pressdesk.base.geometry import IDENTITY, Affine, Path, Rect

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
PER_UNIT = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0}
"""User units in each unit of length; an em is that of the usual text of 16 px."""

LARGEST = 1e8
"""Numbers beyond this (28 km) are held at it, so that sums of them stay finite."""

_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_KAPPA = 0.5522847498307936


def numbers(text: str) -> list[float]:
    """All numbers in a text, whatever stands between them.

    >>> numbers("1-2.5.5e1")
    [1.0, -2.5, 5.0]
    """
    return [_held(found) for found in re.findall(NUMBER, text)]


def _held(text: str) -> float:
    return min(LARGEST, max(-LARGEST, float(text)))


def is_sound(place: Affine) -> bool:
    """Whether a map keeps numbers within what can be counted on."""
    return all(abs(value) < LARGEST**1.5 for value in place)


def length(text: str, reference: float) -> float:
    """A length in user units; `reference` is what 100 % means. Raises ValueError."""
    found = re.fullmatch(rf"\s*({NUMBER})\s*([a-z]*|%)\s*", text, re.IGNORECASE)
    if found is None:
        raise ValueError(f"“{text}” is no length")
    value, unit = _held(found[1]), found[2].lower()
    if unit == "%":
        return value * reference / 100
    if unit not in PER_UNIT:
        raise ValueError(f"“{text}” has an unknown unit")
    return value * PER_UNIT[unit]


def transform(text: str) -> Affine:
    """A list of transforms as one map. Raises ValueError.

    >>> transform("translate(10) scale(2)").apply(1, 1)
    (12.0, 2.0)
    """
    whole = IDENTITY
    rest = re.sub(r"([a-zA-Z]+)\s*\(([^)]*)\)", "", text)
    if rest.strip(" ,\t\r\n"):
        raise ValueError(f"“{text}” is no transform")
    for found in re.finditer(r"([a-zA-Z]+)\s*\(([^)]*)\)", text):
        whole = _one_transform(found[1], numbers(found[2])).then(whole)
    return whole


def _one_transform(name: str, values: list[float]) -> Affine:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return Affine(a, b, c, d, e, f)
        case "translate", [x, *y] if len(y) <= 1:
            return Affine.translation(x, y[0] if y else 0.0)
        case "scale", [x, *y] if len(y) <= 1:
            return Affine.scaling(x, y[0] if y else x)
        case "rotate", [angle]:
            return Affine.rotation(angle)
        case "rotate", [angle, x, y]:
            return Affine.rotation(angle, x, y)
        case "skewX", [angle]:
            return Affine(1.0, 0.0, math.tan(math.radians(angle)), 1.0, 0.0, 0.0)
        case "skewY", [angle]:
            return Affine(1.0, math.tan(math.radians(angle)), 0.0, 1.0, 0.0, 0.0)
    raise ValueError(f"“{name}” with {len(values)} numbers is no transform")


def rounded(rect: Rect, rx: float, ry: float) -> Path:
    """A rectangle with elliptic corners."""
    rx, ry = min(rx, rect.width / 2), min(ry, rect.height / 2)
    if rx <= 0 or ry <= 0:
        return Path.rect(rect)
    x, y, r, b = rect.x, rect.y, rect.right, rect.bottom
    kx, ky = rx * (1 - _KAPPA), ry * (1 - _KAPPA)
    return Path(
        "MLCLCLCLCZ",
        (
            *(x + rx, y, r - rx, y),
            *(r - kx, y, r, y + ky, r, y + ry),
            *(r, b - ry),
            *(r, b - ky, r - kx, b, r - rx, b),
            *(x + rx, b),
            *(x + kx, b, x, b - ky, x, b - ry),
            *(x, y + ry),
            *(x, y + ky, x + kx, y, x + rx, y),
        ),
    )


def path_data(text: str) -> tuple[Path, bool]:
    """The outline that path data draws, and whether all of it could be read; an error ends the outline there."""
    pen = _Pen()
    for command, values in _steps(text):
        if values is None or (not pen.verbs and command not in "Mm"):
            return pen.path, False
        pen.step(command, values)
    stray = re.match(r"[\s,]*[^\s,MmZzLlHhVvCcSsQqTtAa]", text)
    return pen.path, stray is None


def _steps(text: str) -> Iterator[tuple[str, list[float] | None]]:
    """One command with its numbers at a time; None for numbers that are wrong."""
    for found in re.finditer(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)", text):
        command, rest = found[1], found[2]
        count = _COUNTS[command.upper()]
        values, clean = _arc_numbers(rest) if count == 7 else _plain_numbers(rest)
        if count == 0:
            yield command, []
            if values or not clean:
                yield command, None
            continue
        whole = len(values) // count * count
        for at in range(0, whole, count):
            yield command, values[at : at + count]
            command = {"M": "L", "m": "l"}.get(command, command)
        if not whole or whole != len(values) or not clean:
            yield command, None


def _plain_numbers(text: str) -> tuple[list[float], bool]:
    """The numbers up to the first thing that is none, and whether there is no such thing."""
    found = re.match(rf"(?:[\s,]*{NUMBER})*[\s,]*", text)
    sound = found[0] if found else ""
    return numbers(sound), sound == text


def _arc_numbers(text: str) -> tuple[list[float], bool]:
    """The numbers of arcs, whose flags may stand together with what follows them: `0 01.5.5`."""
    gap = r"[\s,]*"
    arc = re.compile(gap + gap.join([f"({NUMBER})"] * 3 + ["([01])"] * 2 + [f"({NUMBER})"] * 2) + gap)
    values: list[float] = []
    at = 0
    while at < len(text):
        found = arc.match(text, at)
        if found is None:
            return values, False
        values += map(_held, found.groups())
        at = found.end()
    return values, True


class _Pen:
    """The state of path data: where the pen is, where its outline began, the control point to be mirrored."""

    def __init__(self) -> None:
        self.verbs: list[str] = []
        self.coords: list[float] = []
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.mirror: tuple[str, float, float] = ("", 0.0, 0.0)

    @property
    def path(self) -> Path:
        return Path("".join(self.verbs), tuple(self.coords))

    def step(self, command: str, v: list[float]) -> None:
        """Draw one command."""
        kind = command.upper()
        if kind not in (command, "Z"):
            v = self._absolute(kind, v)
        if kind != "M" and self.verbs[-1] == "Z":
            self._put("M", self.start_x, self.start_y)
        mirror = self.mirror
        self.mirror = ("", 0.0, 0.0)
        match kind:
            case "M":
                self._put("M", *v)
                self.start_x, self.start_y = v
            case "L":
                self._put("L", *v)
            case "H":
                self._put("L", v[0], self.y)
            case "V":
                self._put("L", self.x, v[0])
            case "C":
                self._curve(*v)
            case "S":
                self._curve(*self._mirrored(mirror, "C"), *v)
            case "Q":
                self._quadratic(*v)
            case "T":
                self._quadratic(*self._mirrored(mirror, "Q"), *v)
            case "A":
                self._arc(v)
            case _:
                self.verbs.append("Z")
                self.x, self.y = self.start_x, self.start_y

    def _absolute(self, kind: str, v: list[float]) -> list[float]:
        match kind:
            case "H":
                return [self.x + v[0]]
            case "V":
                return [self.y + v[0]]
            case "A":
                return [*v[:5], self.x + v[5], self.y + v[6]]
            case _:
                return [value + (self.y if i % 2 else self.x) for i, value in enumerate(v)]

    def _put(self, verb: str, *coords: float) -> None:
        self.verbs.append(verb)
        self.coords += coords
        self.x, self.y = coords[-2:]

    def _mirrored(self, mirror: tuple[str, float, float], kind: str) -> tuple[float, float]:
        if mirror[0] != kind:
            return self.x, self.y
        return 2 * self.x - mirror[1], 2 * self.y - mirror[2]

    def _curve(self, *v: float) -> None:
        self._put("C", *v)
        self.mirror = ("C", v[2], v[3])

    def _quadratic(self, *v: float) -> None:
        qx, qy, x, y = v
        self._put(
            "C",
            self.x + (qx - self.x) * 2 / 3,
            self.y + (qy - self.y) * 2 / 3,
            x + (qx - x) * 2 / 3,
            y + (qy - y) * 2 / 3,
            x,
            y,
        )
        self.mirror = ("Q", qx, qy)

    def _arc(self, v: list[float]) -> None:
        """An elliptic arc as curves of a quarter turn at most (SVG 1.1, appendix F.6.5)."""
        rx, ry, turn, large, sweep, x, y = v
        if (x, y) == (self.x, self.y):
            return
        if rx == 0 or ry == 0:
            self._put("L", x, y)
            return
        rx, ry = abs(rx), abs(ry)
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        dx, dy = (self.x - x) / 2, (self.y - y) / 2
        px, py = cos * dx + sin * dy, cos * dy - sin * dx
        reach = math.hypot(px / rx, py / ry)
        if reach > 1:
            rx, ry = rx * reach, ry * reach
        ux, uy = px / rx, py / ry
        square = ux * ux + uy * uy
        away = math.sqrt(max(0.0, 1 / square - 1)) * (1 if large != sweep else -1)
        cx, cy = away * uy, -away * ux  # the centre, on the unit circle's scale
        first = math.atan2(uy - cy, ux - cx)
        span = math.atan2(-uy - cy, -ux - cx) - first
        if sweep and span < 0:
            span += 2 * math.pi
        elif not sweep and span > 0:
            span -= 2 * math.pi
        parts = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
        place = Affine(rx * cos, rx * sin, -ry * sin, ry * cos, (self.x + x) / 2, (self.y + y) / 2)
        part = span / parts
        pull = 4 / 3 * math.tan(part / 4)
        for number in range(parts):
            a, b = first + number * part, first + (number + 1) * part
            one = place.apply(cx + math.cos(a) - pull * math.sin(a), cy + math.sin(a) + pull * math.cos(a))
            two = place.apply(cx + math.cos(b) + pull * math.sin(b), cy + math.sin(b) - pull * math.cos(b))
            end = (x, y) if number == parts - 1 else place.apply(cx + math.cos(b), cy + math.sin(b))
            self._put("C", *one, *two, *end)
