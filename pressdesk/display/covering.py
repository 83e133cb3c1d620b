"""How much of its box a drawing covers with ink: what makes a logo look heavy or light beside another."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import hypot

from pressdesk.base.geometry import Path, Rect
from pressdesk.display.inspect import walk
from pressdesk.display.items import Gradient, Group, Shape

LIGHT = 0.8
"""From this luminance on a fill counts as paper: it takes away what lies under it."""

_PIECES = 6
"""Into how many straight pieces a curve is taken apart."""

_LEAST = 0.02


@lru_cache(maxsize=128)
def covered(group: Group, box: Rect) -> float:
    """The share of a box, 0.02 to 1, that the drawing in it inks, as far as outlines tell.

    What lies over something else of the drawing counts with it, so a drawing of many layers comes out too dark.
    """
    whole = box.width * box.height
    if whole <= 0:
        return 1.0
    inked = 0.0
    for item, through in walk((group,)):
        if not isinstance(item, Shape):
            continue
        a, b, c, d = through[:4]
        scale = abs(a * d - b * c)
        if item.fill is not None:
            light = not isinstance(item.fill, Gradient) and item.fill.rgb.luminance > LIGHT
            inked += (-1 if light else 1) * scale * _area(item.path, item.even_odd)
        if item.stroke is not None and item.stroke.ink.rgb.luminance <= LIGHT:
            inked += scale * item.stroke.width * _length(item.path)
    return min(1.0, max(_LEAST, inked / whole))


def _area(path: Path, even_odd: bool) -> float:
    """The area within an outline, holes taken off where they run the other way, or by the even-odd rule at all."""
    parts = [
        sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise([*points, points[0]])) / 2
        for points in _outlines(path)
    ]
    if even_odd and len(parts) > 1:
        sizes = sorted(map(abs, parts))
        return max(sizes[-1] - sum(sizes[:-1]), 0.0)
    return abs(sum(parts))


def _length(path: Path) -> float:
    return sum(hypot(x1 - x0, y1 - y0) for points in _outlines(path) for (x0, y0), (x1, y1) in pairwise(points))


def _outlines(path: Path) -> list[list[tuple[float, float]]]:
    """The corners of each part of an outline, curves in straight pieces."""
    found: list[list[tuple[float, float]]] = []
    xy, at = path.coords, 0
    for verb in path.verbs:
        if verb == "M":
            found.append([(xy[at], xy[at + 1])])
            at += 2
        elif verb == "L":
            found[-1].append((xy[at], xy[at + 1]))
            at += 2
        elif verb == "C":
            found[-1] += _curve(found[-1][-1], xy[at : at + 6])
            at += 6
        else:
            found[-1].append(found[-1][0])
    return found


def _curve(start: tuple[float, float], xy: tuple[float, ...]) -> list[tuple[float, float]]:
    points = []
    for step in range(1, _PIECES + 1):
        t = step / _PIECES
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append(
            (a * start[0] + b * xy[0] + c * xy[2] + d * xy[4], a * start[1] + b * xy[1] + c * xy[3] + d * xy[5])
        )
    return points
