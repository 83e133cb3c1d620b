"""Colour spaces of a PDF as inks: how much of which ink a colour lays on the paper (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pressdesk.base.values import NamedTuple
from pressdesk.output.functions import Function, function

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
EVERY = "All"
"""The name under which a colour stands on every plate."""

_NONE = "None"
_PLAIN = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
_COUNTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "CalGray": 1, "CalRGB": 3, "Lab": 3}
_BY_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


class Space(NamedTuple):
    """A colour space: its family, `size`, how many numbers make a colour, the inks of a Separation or DeviceN, and what
    these are mixed of where they are no plates of their own (`base` through `tint`).

    `table` holds the colours of an Indexed space in its `base`; `direct` tells DeviceCMYK from a profile's.
    """

    family: str
    size: int
    inks: tuple[str, ...] = ()
    base: Any = None
    table: bytes = b""
    tint: Function | None = None
    direct: bool = True
    spans: tuple[float, ...] = ()

    @property
    def first(self) -> tuple[float, ...]:
        """The colour that a space begins with."""
        if self.inks:
            return (1.0,) * self.size
        return (0.0, 0.0, 0.0, 1.0) if self.family == "DeviceCMYK" else (0.0,) * self.size


GRAY = Space("DeviceGray", 1)
CMYK = Space("DeviceCMYK", 4)
RGB = Space("DeviceRGB", 3)
PATTERN = Space("Pattern", 0)


def space_of(found: Any, resources: Any, *, spots: bool = True, depth: int = 0) -> Space:
    """A colour space of the file. Without `spots`, inks that are none of the four are mixed of these.

    Raises ValueError or LookupError for one that makes no sense.
    """
    import pikepdf

    if depth > 8:
        raise ValueError("colour spaces within colour spaces")
    if isinstance(found, pikepdf.Name):
        return _named(str(found)[1:], found, resources, spots, depth)
    family = str(found[0])[1:]
    if len(found) == 1 or family in _COUNTS:
        return _device(family, found)
    if family == "ICCBased":
        name = _BY_COUNT[int(found[1]["/N"])]
        return Space(name, _COUNTS[name], direct=False)
    if family == "Pattern":
        return Space("Pattern", 0, base=space_of(found[1], resources, spots=spots, depth=depth + 1))
    if family in ("Indexed", "I"):
        base = space_of(found[1], resources, spots=spots, depth=depth + 1)
        table = found[3]
        data = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
        return Space("Indexed", 1, base=base, table=data[: (int(found[2]) + 1) * base.size])
    if family in ("Separation", "DeviceN"):
        inks = (str(found[1])[1:],) if family == "Separation" else tuple(str(name)[1:] for name in found[1])
        plates = all(ink in (*PROCESS, EVERY, _NONE) for ink in inks)
        if plates or spots:
            return Space(family, len(inks), inks)
        base = space_of(found[2], resources, spots=spots, depth=depth + 1)
        return Space(family, len(inks), inks, base, tint=function(found[3]))
    raise ValueError(f"an unknown colour space ({family})")


def _named(name: str, found: Any, resources: Any, spots: bool, depth: int) -> Space:
    name = _PLAIN.get(name, name)
    if name in _COUNTS:
        return _device(name, None)
    if name == "Pattern":
        return PATTERN
    inner = resources["/ColorSpace"][str(found)]
    return space_of(inner, {}, spots=spots, depth=depth + 1)


def _device(family: str, found: Any) -> Space:
    if family == "Lab":
        spans = tuple(float(n) for n in found[1].get("/Range", (-100, 100, -100, 100))) if found is not None else ()
        return Space("Lab", 3, direct=False, spans=spans)
    family = {"CalGray": "DeviceGray", "CalRGB": "DeviceRGB"}.get(family, family)
    return Space(family, _COUNTS[family])


def amounts(space: Space, values: Sequence[float], press: bytes) -> dict[str, float]:
    """How much (0 to 1) of each ink that a colour speaks of. Screen colours are mixed through the `press` profile."""
    given = [*values, *space.first[len(values) :]]
    match space.family:
        case "DeviceCMYK":
            return dict(zip(PROCESS, map(_share, given), strict=False))
        case "DeviceGray":
            return {"Cyan": 0.0, "Magenta": 0.0, "Yellow": 0.0, "Black": 1 - _share(given[0])}
        case "DeviceRGB":
            return dict(zip(PROCESS, mixed(tuple(round(_share(v) * 255) for v in given[:3]), press), strict=True))
        case "Lab":
            return dict(zip(PROCESS, mixed(_lab(given), press), strict=True))
        case "Indexed":
            at = min(max(int(given[0]), 0), max(len(space.table) // space.base.size - 1, 0))
            entry = space.table[at * space.base.size : (at + 1) * space.base.size]
            return amounts(space.base, scaled(space.base, entry), press)
        case "Separation" | "DeviceN":
            if space.tint is not None:
                return amounts(space.base, space.tint([_share(v) for v in given[: space.size]]), press)
            found = zip(space.inks, map(_share, given), strict=False)
            return {ink: share for ink, share in found if ink != _NONE}
    return {}


def scaled(space: Space, entry: Sequence[int]) -> list[float]:
    """Bytes of a table or picture as the numbers of their space."""
    if space.family == "Lab":
        a, b, c, d = space.spans or (-100, 100, -100, 100)
        ends = ((0.0, 100.0), (a, b), (c, d))
        return [low + value / 255 * (high - low) for value, (low, high) in zip(entry, ends, strict=False)]
    return [value / 255 for value in entry]


def _share(value: float) -> float:
    return min(max(float(value), 0.0), 1.0)


@lru_cache(maxsize=4096)
def mixed(colour: tuple[int, ...], press: bytes) -> tuple[float, ...]:
    """A screen colour (three bytes) in the inks of a press."""
    from PIL import Image

    from pressdesk.colour.icc import to_press

    found = to_press(Image.new("RGB", (1, 1), colour), b"", press).tobytes()
    return tuple(value / 255 for value in found)


def _lab(values: Sequence[float]) -> tuple[int, ...]:
    """L*a*b* of D50 in sRGB, three bytes (CIE 15; IEC 61966-2-1, adapted by Bradford)."""
    light, a, b = values[:3]
    fy = (light + 16) / 116
    x, y, z = (_unlab(f) * white for f, white in ((fy + a / 500, 0.9642), (fy, 1.0), (fy - b / 200, 0.8249)))
    linear = (
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    )
    return tuple(round(255 * _curve(_share(value))) for value in linear)


def _unlab(f: float) -> float:
    return f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29)


def _curve(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
