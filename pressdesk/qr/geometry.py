"""A code on paper: its outline, how large its modules are, and from how far away it can be read.

Sizes are in points, distances in metres. The rules are those of the PRINT list: four modules of quiet zone,
a side of at least a tenth of the distance, a module of at least 0.4 mm, 1 mm on posters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from pressdesk.base.colour import Ink, contrast
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.qr.matrix import Matrix

QUIET = 4
"""Modules of light margin on every side (ISO/IEC 18004, section 5.3.8)."""

_DIGITS = bytes.maketrans(b"\0\1", b"01")

LEAST_MODULE = 0.4 * MM
LEAST_MODULE_POSTER = 1.0 * MM
LEAST_CONTRAST = 4.5
"""Of dark to light modules as a ratio of luminance; telephones fail below about 3."""


@lru_cache(maxsize=2048)
def outline(matrix: Matrix) -> Path:
    """The dark modules as closed outlines along their borders, in modules, the top left of the code at (0, 0).

    Dark lies to the right of each outline's direction, so that it fills the same by either rule; modules that share
    a side share an outline, so that no hairline shows between them.
    """
    stride = len(matrix) + 1
    turned = _turned(stride)
    below, above = _borders(_bits(matrix), stride)
    after, before = _borders(_bits(zip(*matrix, strict=True)), stride)
    right, left = dict(below), {end: start for start, end in above}
    down, up = {turned[a]: turned[b] for a, b in before}, {turned[b]: turned[a] for a, b in after}
    verbs: list[str] = []
    corners: list[int] = []
    while right:
        found = _round(right, left, down, up)
        verbs.append("M" + "L" * (len(found) - 1) + "Z")
        corners += found
    return Path("".join(verbs), tuple(chain.from_iterable(map(_corners(stride).__getitem__, corners))))


def code_path(matrix: Matrix, box: Rect, quiet: int = QUIET) -> Path:
    """The outline of the code with its quiet zone filling `box`, a square (of a longer box, the middle)."""
    path = outline(matrix)
    module, _, _, _, left, top = code_map(len(matrix), box, quiet)
    coords = [0.0] * len(path.coords)
    coords[::2] = [left + module * x for x in path.coords[::2]]
    coords[1::2] = [top + module * y for y in path.coords[1::2]]
    return Path(path.verbs, tuple(coords))


def code_map(count: int, box: Rect, quiet: int = QUIET) -> Affine:
    """The map from modules of a code of `count` modules a side to the page, so that it fills `box` with its zone.

    A painter that draws `outline` through it keeps whole numbers in the file.
    """
    module = module_size(count, min(box.width, box.height), quiet)
    left = box.x + (box.width - module * count) / 2
    top = box.y + (box.height - module * count) / 2
    return Affine(module, 0.0, 0.0, module, left, top)


def module_size(count: int, side: float, quiet: int = QUIET) -> float:
    """The side of a module, in points, of a code of `count` modules within a square of `side` points, zone included."""
    return side / (count + 2 * quiet)


def scan_distance_m(side_pt: float) -> float:
    """Up to how many metres away a code scans whose dark part is `side_pt` wide: ten times its side.

    >>> round(scan_distance_m(30 * MM), 2)
    0.3
    """
    return side_pt / MM / 1000 * 10


def side_for_distance(distance_m: float) -> float:
    """The side, in points, that a code needs, its quiet zone left out, to be scanned from `distance_m` away."""
    return distance_m / 10 * 1000 * MM


def least_side(count: int, distance_m: float = 0.0, *, poster: bool = False, quiet: int = QUIET) -> float:
    """The least side in points, quiet zone included, of a code of `count` modules for a distance and kind of piece."""
    module = max(LEAST_MODULE_POSTER if poster else LEAST_MODULE, side_for_distance(distance_m) / count)
    return module * (count + 2 * quiet)


def size_problems(count: int, side: float, distance_m: float = 0.0, *, poster: bool = False) -> list[Problem]:
    """What is wrong with a code of `count` modules set `side` points wide, quiet zone included."""
    module = module_size(count, side)
    least = LEAST_MODULE_POSTER if poster else LEAST_MODULE
    found: list[Problem] = []
    if module < least - 0.005:
        found.append(
            Problem(
                "error",
                "qr-module",
                f"The modules of the QR code are {module / MM:.2f} mm wide; {least / MM:.1f} mm is the least here.",
                f"Give it {least * (count + 2 * QUIET) / MM:.0f} mm, or use a shorter link.",
                figures=(("side", least * (count + 2 * QUIET)),),
            )
        )
    reach = scan_distance_m(module * count)
    if reach < distance_m - 0.005:
        needed = least_side(count, distance_m, poster=poster)
        found.append(
            Problem(
                "warning",
                "qr-distance",
                f"The QR code scans from {reach:.2g} m at most, not from {distance_m:g} m.",
                f"Give it {needed / MM:.0f} mm with its white margin.",
                figures=(("side", needed),),
            )
        )
    return found


def colour_problems(dark: Ink, light: Ink) -> list[Problem]:
    """What is wrong with the colours of a code: inverted, or too little contrast; decoding would not tell."""
    if dark.rgb.luminance >= light.rgb.luminance:
        return [
            Problem(
                "error",
                "qr-inverted",
                "The QR code is lighter than its ground; many telephones cannot read that.",
                "Set it dark on a light ground.",
            )
        ]
    ratio = contrast(dark.rgb, light.rgb)
    if ratio < LEAST_CONTRAST:
        return [
            Problem(
                "error",
                "qr-contrast",
                f"The contrast of the QR code to its ground is {ratio:.1f}; it needs {LEAST_CONTRAST}.",
                "Set it in black on white.",
            )
        ]
    return []


def _bits(rows: Iterable[tuple[bool, ...]]) -> int:
    """All rows as one integer, bit by bit, with a light bit behind each row."""
    return int(b"\0".join(map(bytes, rows))[::-1].translate(_DIGITS), 2)


def _borders(modules: int, stride: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The runs of border along the lines between rows, first those with dark behind the line, then before it.

    A run goes from corner to corner; corner x on line y has the number y times `stride` plus x.
    """
    before = modules << stride
    return _runs(modules & ~before), _runs(before & ~modules)


def _runs(bits: int) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer("1+", f"{bits:b}"[::-1])]


@lru_cache(maxsize=8)
def _corners(stride: int) -> list[tuple[int, int]]:
    return [(number % stride, number // stride) for number in range(stride * stride)]


@lru_cache(maxsize=8)
def _turned(stride: int) -> list[int]:
    """For the number of a corner counted down the columns, its number counted along the rows."""
    return [number % stride * stride + number // stride for number in range(stride * stride)]


def _round(right: dict[int, int], left: dict[int, int], down: dict[int, int], up: dict[int, int]) -> list[int]:
    """The corners of one outline, its edges taken out; at a corner where two dark modules touch it turns right."""
    first, here = right.popitem()
    corners = [first, here]
    east = True
    while True:
        south = (here in down) if east else (here not in up)
        here = (down if south else up).pop(here)
        if here == first and (not south or first not in left):
            return corners
        corners.append(here)
        east = (here not in left) if south else (here in right)
        here = (right if east else left).pop(here)
        corners.append(here)
