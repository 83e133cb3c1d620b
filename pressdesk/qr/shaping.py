"""Codes with rounded modules, and with room for a logo in their middle (PRINT list, QR codes).

Both cost some of what error correction can make good, so they ask for a higher level; a code for a bank transfer is
fixed at level M and takes neither.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from pressdesk.base.geometry import Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.qr.geometry import outline
from pressdesk.qr.matrix import Level, Matrix

LOGO_SHARE = 0.07
"""The most of a code's area that a logo takes; with a tenth, some small codes with round modules were not read at two
pixels a module."""

LOGO_MARGIN = 0.5
"""The light rim around a logo in modules."""

TRANSFER = "BCD\n"
"""How the payload of a transfer begins (EPC069-12)."""

_OUTER, _INNER = 0.4, 0.2
"""The radius of corners, in modules, where dark ends and where two arms of it meet."""

FINDER = 7
"""Modules on a side of the squares by which a code is found."""

_ARC = 0.5522847498
_ORDER: tuple[Level, ...] = ("L", "M", "Q", "H")


def level_for(payload: str, asked: Level = "M", *, rounded: bool = False, logo: bool = False) -> Level:
    """The error level of a code: what was asked for, more where its look asks for more, M for a transfer.

    >>> level_for("https://exemple.fr", rounded=True), level_for("https://exemple.fr", logo=True)
    ('Q', 'H')
    """
    if is_transfer(payload):
        return "M"
    least: Level = "H" if logo else "Q" if rounded else "L"
    return max(asked, least, key=_ORDER.index)


def is_transfer(payload: str) -> bool:
    return payload.startswith(TRANSFER)


def look_problems(payload: str, *, rounded: bool, logo: bool) -> list[Problem]:
    """What a look asks of a code that must not have it."""
    if not is_transfer(payload) or not (rounded or logo):
        return []
    what = "a logo" if logo else "rounded modules"
    return [
        Problem(
            "warning",
            "qr-transfer",
            f"A code for a transfer takes no {what.removeprefix('a ')}; it is set plain.",
            "Banks read plain codes only; take the look away.",
        )
    ]


@lru_cache(maxsize=512)
def rounded_outline(matrix: Matrix) -> Path:
    """The dark modules with round corners, in modules; neighbours run into each other."""
    verbs: list[str] = []
    coords: list[float] = []
    for ring in _rings(outline(matrix)):
        steps, numbers = _rounded(ring, len(matrix))
        verbs.append(steps)
        coords += numbers
    return Path("".join(verbs), tuple(coords))


@lru_cache(maxsize=512)
def with_room(matrix: Matrix) -> tuple[Matrix, int]:
    """The code with its middle cleared for a logo, and how many modules wide that square is."""
    count = len(matrix)
    room = int((LOGO_SHARE * count * count) ** 0.5)
    room -= 1 - room % 2
    first = (count - room) // 2
    middle = range(first, first + room)
    rows = tuple(
        [
            tuple([dark and not (x in middle and y in middle) for x, dark in enumerate(row)])
            for y, row in enumerate(matrix)
        ]
    )
    return rows, room


def logo_box(count: int, room: int, zone: Rect, quiet: int) -> Rect:
    """Where the logo stands in a code of `count` modules whose zone is `zone`, its light rim left out."""
    module = zone.width / (count + 2 * quiet)
    side = (room - 2 * LOGO_MARGIN) * module
    return Rect(zone.x + (zone.width - side) / 2, zone.y + (zone.height - side) / 2, side, side)


def _rings(path: Path) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    points = iter(zip(path.coords[::2], path.coords[1::2], strict=True))
    for verb in path.verbs:
        if verb == "M":
            found.append([next(points)])
        elif verb == "L":
            found[-1].append(next(points))
    return [_corners(ring) for ring in found]


def _corners(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a ring at which it turns."""
    if ring[0] == ring[-1]:
        ring = ring[:-1]
    kept = []
    for number, (x, y) in enumerate(ring):
        before, after = ring[number - 1], ring[(number + 1) % len(ring)]
        if (x - before[0]) * (after[1] - y) != (y - before[1]) * (after[0] - x):
            kept.append((x, y))
    return kept


def _rounded(ring: list[tuple[float, float]], count: int) -> tuple[str, list[float]]:
    """A ring of right angles with an arc at each: wide ones outwards, narrow ones where two arms meet."""
    if _is_finder(ring, count):
        return "M" + "L" * (len(ring) - 1) + "Z", [value for corner in ring for value in corner]
    arcs: list[tuple[float, float, float, float, float, float, float, float]] = []
    for number, (x, y) in enumerate(ring):
        before, after = ring[number - 1], ring[(number + 1) % len(ring)]
        inx, iny = _unit(before, (x, y))
        outx, outy = _unit((x, y), after)
        radius = _OUTER if inx * outy - iny * outx > 0 else _INNER
        hold = radius * (1 - _ARC)
        arcs.append(
            (
                *(x - radius * inx, y - radius * iny, x - hold * inx, y - hold * iny),
                *(x + hold * outx, y + hold * outy, x + radius * outx, y + radius * outy),
            )
        )
    first = arcs[0]
    verbs, coords = ["M"], [first[0], first[1]]
    for arc, following in pairwise([*arcs, first]):
        verbs.append("C")
        coords += arc[2:]
        if abs(arc[6] - following[0]) > 1e-9 or abs(arc[7] - following[1]) > 1e-9:
            verbs.append("L")
            coords += following[:2]
    return "".join([*verbs, "Z"]), [round(value, 3) for value in coords]


def _is_finder(ring: list[tuple[float, float]], count: int) -> bool:
    """Whether a ring belongs to one of the three squares by which a code is found; they stay as they are."""
    x, y = min(x for x, _ in ring), min(y for _, y in ring)
    right, bottom = max(x for x, _ in ring), max(y for _, y in ring)
    far = count - FINDER
    return any(
        left <= x and right <= left + FINDER and top <= y and bottom <= top + FINDER
        for left, top in ((0, 0), (far, 0), (0, far))
        if count > 2 * FINDER
    )


def _unit(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """The direction from one corner to the next, along an axis."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (dx > 0) - (dx < 0), (dy > 0) - (dy < 0)
