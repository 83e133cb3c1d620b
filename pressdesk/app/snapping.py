"""Smart guides: where a box that is dragged falls into line with the page and with other boxes. Points throughout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pressdesk.base.geometry import Rect


class Guide(NamedTuple):
    """A line to show: upright (`vertical`) or level, where it stands, and from where to where it runs."""

    vertical: bool
    at: float
    start: float
    end: float


class Snapped(NamedTuple):
    """How far to shift the box so that it falls into line, and the lines it falls into."""

    dx: float
    dy: float
    guides: tuple[Guide, ...] = ()


def page_targets(page: Rect, margin: float) -> tuple[Rect, ...]:
    """What the page itself offers to line up with: its edges and middle, and its margins."""
    return (page, page.inset(margin))


def snap(box: Rect, targets: Iterable[Rect], reach: float, *, edges: str = "lrcrtbm") -> Snapped:
    """Line `box` up with the nearest edge or middle of a target within `reach`.

    `edges` says which parts of the box may line up: l, c, r across and t, m, b down.

    >>> snap(Rect(11, 40, 20, 10), [Rect(10, 0, 100, 20)], 3).dx
    -1
    """
    across: list[tuple[float, float, Rect]] = []
    down: list[tuple[float, float, Rect]] = []
    mine_across = [x for key, x in zip("lcr", _thirds(box.x, box.width), strict=True) if key in edges]
    mine_down = [y for key, y in zip("tmb", _thirds(box.y, box.height), strict=True) if key in edges]
    for target in targets:
        for line in _thirds(target.x, target.width):
            across += [(line - x, line, target) for x in mine_across if abs(line - x) <= reach]
        for line in _thirds(target.y, target.height):
            down += [(line - y, line, target) for y in mine_down if abs(line - y) <= reach]
    dx = min((shift for shift, _, _ in across), key=abs, default=0.0)
    dy = min((shift for shift, _, _ in down), key=abs, default=0.0)
    now = box.moved(dx, dy)
    guides: dict[tuple[bool, float], Guide] = {}
    for shift, line, target in across:
        if abs(shift - dx) < 1e-6:
            _widen(guides, Guide(True, line, min(now.y, target.y), max(now.bottom, target.bottom)))
    for shift, line, target in down:
        if abs(shift - dy) < 1e-6:
            _widen(guides, Guide(False, line, min(now.x, target.x), max(now.right, target.right)))
    return Snapped(dx, dy, tuple(guides.values()))


def _widen(guides: dict[tuple[bool, float], Guide], new: Guide) -> None:
    key = new.vertical, round(new.at, 3)
    old = guides.get(key, new)
    guides[key] = Guide(new.vertical, new.at, min(old.start, new.start), max(old.end, new.end))


def _thirds(start: float, length: float) -> tuple[float, float, float]:
    return start, start + length / 2, start + length
