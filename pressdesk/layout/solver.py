"""The box solver: a tree of nodes and a size go in, the place of every box comes out; points, y down.

Its words are CSS's. A node never changes and remembers what was worked out for it, so a tree that shares subtrees
with an earlier one solves only what is new. Content-sized boxes get theirs first and the shares (`fr`) divide the
rest; what does not fit is told as overset and never hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from typing import TypeAlias

from pressdesk.base.units import Length
from pressdesk.layout.nodes import Leaf, Node, Placed, Spec
from pressdesk.layout.tracks import Claim, share, spread

SLACK = 0.05
"""Points by which content may exceed its box before that counts as overset."""


def natural_width(node: Node) -> float:
    """How wide the node is when nothing presses it: no line is broken."""
    if node._natural is None:
        node._natural = _width_of(node, natural_width, lambda leaf: leaf.natural())
    return node._natural


def least_width(node: Node) -> float:
    """How narrow the node can be without breaking a word."""
    if node._least is None:
        node._least = _width_of(node, least_width, lambda leaf: leaf.least())
    return node._least


def _width_of(node: Node, of_child: Callable[[Node], float], of_leaf: Callable[[Leaf], float]) -> float:
    spec = node.spec
    fixed = _points(spec.width, None)
    if fixed is not None:
        return fixed
    _, right, _, left = spec.padding
    if node.leaf is not None:
        inside = of_leaf(node.leaf)
    elif spec.kind == "turned":
        child = node.children[0]
        inside = content_height(child, natural_width(child))
    elif spec.kind == "row":
        inside = sum(of_child(child) for child in node.children) + spec.gap * max(len(node.children) - 1, 0)
    elif spec.kind == "grid":
        tracks = _track_widths(node, of_child)
        inside = sum(tracks) + spec.gap * max(len(tracks) - 1, 0)
    else:
        inside = max((of_child(child) + _offset(child.spec.x) for child in node.children), default=0.0)
    return _clamp(inside + left + right, spec.min_width, spec.max_width, None)


def content_height(node: Node, width: float, pressed: bool = False) -> float:
    """The height the node asks for at `width`, by a written size or by its content.

    With `pressed`, what can give way (a picture with a share of the height) counts nothing.
    """
    fixed = _points(node.spec.height, None)
    if fixed is not None:
        return fixed
    found = node._content.get((width, pressed))
    if found is None:
        spec = node.spec
        top, right, bottom, left = spec.padding
        inside = max(width - left - right, 0.0)
        if node.leaf is not None:
            tall = node.leaf.height(inside)
        else:
            tall = _HEIGHTS[spec.kind](node, inside, pressed)
        found = _clamp(tall + top + bottom, spec.min_height, spec.max_height, None)
        node._content[width, pressed] = found
    return found


def place(node: Node, width: float, height: float) -> Placed:
    """Solve the node at this size; the same node and size give the same object."""
    found = node._placed.get((width, height))
    if found is None:
        top, right, bottom, left = node.spec.padding
        inside_width, inside_height = max(width - left - right, 0.0), max(height - top - bottom, 0.0)
        if node.leaf is not None:
            over_width, over_height = node.leaf.excess(inside_width, inside_height)
            over_width, over_height = _over(over_width), _over(over_height)
            found = Placed(node, width, height, (), over_width, over_height, bool(over_width or over_height))
        else:
            children, over_width, over_height = _PLACES[node.spec.kind](node, inside_width, inside_height)
            over_width, over_height = _over(over_width), _over(over_height)
            found = Placed(
                node,
                width,
                height,
                tuple([(x + left + c.node.spec.shift[0], y + top + c.node.spec.shift[1], c) for x, y, c in children]),
                over_width,
                over_height,
                bool(over_width or over_height or any(child.troubled for _, _, child in children)),
            )
        node._placed[width, height] = found
    return found


def baseline(placed: Placed) -> float | None:
    """The first baseline in the box, from its top edge; None where there is no text."""
    node = placed.node
    if node.leaf is not None:
        top, right, bottom, left = node.spec.padding
        inside = node.leaf.baseline(placed.width - left - right, placed.height - top - bottom)
        return None if inside is None else inside + top
    if node.spec.kind == "turned":
        return None
    for _, y, child in placed.children:
        found = baseline(child)
        if found is not None:
            return y + found
    return None


def _over(excess: float) -> float:
    return excess if excess > SLACK else 0.0


def _points(length: Length | None, reference: float | None) -> float | None:
    """A written size in points; None for a share, for content, and for a part of something not known yet."""
    if length is None or length.unit == "fr":
        return None
    if length.unit == "%":
        return None if reference is None else length.value * reference / 100
    return length.value


def _clamp(size: float, low: Length | None, high: Length | None, reference: float | None) -> float:
    if low is None and high is None:
        return size
    most, least = _points(high, reference), _points(low, reference)
    if most is not None and size > most:
        size = most
    if least is not None and size < least:
        size = least
    return size


def _offset(length: Length | None) -> float:
    return _points(length, None) or 0.0


def _weight(length: Length | None) -> float:
    return length.value if length is not None and length.unit == "fr" else 0.0


# widths ------------------------------------------------------------------------------------------------------------


def _width_in(child: Node, room: float, fills: bool) -> float:
    """The width of a box that has `room` to itself, filling it unless a size or its kind says otherwise."""
    spec = child.spec
    width = _points(spec.width, room)
    if width is None:
        if (spec.width is not None or fills) and (child.stretches or spec.width is not None):
            width = room
        else:
            width = min(natural_width(child), room)
    return _clamp(width, spec.min_width, spec.max_width, room)


def _height_in(child: Node, width: float, room: float, fills: bool) -> float:
    """The height of a box that has `room` to itself; by content where it does not fill it."""
    spec = child.spec
    height = _points(spec.height, room)
    if height is None:
        if spec.height is not None or (fills and child.stretches):
            height = room
        else:
            height = content_height(child, width)
    return _clamp(height, spec.min_height, spec.max_height, room)


def _width_claim(spec: Spec, wide: Callable[[], float], narrow: Callable[[], float], room: float) -> Claim:
    low, high = _points(spec.min_width, room) or 0.0, _points(spec.max_width, room)
    cap = inf if high is None else high
    weight = _weight(spec.width)
    if weight:
        return Claim(0.0, max(low, min(narrow(), cap)), weight, low, cap)
    width = _points(spec.width, room)
    if width is not None:
        width = max(min(width, cap), low)
        return Claim(width, width)
    base = max(min(wide(), cap), low)
    return Claim(base, min(max(min(narrow(), cap), low), base))


def _row_widths(node: Node, room: float) -> tuple[float, ...]:
    found = node._widths.get(room)
    if found is None:
        claims = [
            _width_claim(child.spec, partial(natural_width, child), partial(least_width, child), room)
            for child in node.children
        ]
        found = tuple(share(claims, room - node.spec.gap * max(len(claims) - 1, 0)))
        node._widths[room] = found
    return found


# rows --------------------------------------------------------------------------------------------------------------


def _row_height(node: Node, width: float, pressed: bool) -> float:
    spec = node.spec
    above = below = tall = 0.0
    for child, child_width in zip(node.children, _row_widths(node, width), strict=True):
        if child.spec.height is not None and child.spec.height.unit != "pt" and not child.firm:
            height = _clamp(0.0, child.spec.min_height, None, None)
        else:
            height = content_height(child, child_width, pressed)
        if spec.align == "baseline":
            line = baseline(place(child, child_width, height))
            line = height if line is None else line
            above, below = max(above, line), max(below, height - line)
        tall = max(tall, height)
    return max(tall, above + below)


def _place_row(node: Node, width: float, height: float) -> _Result:
    spec = node.spec
    widths = _row_widths(node, width)
    starts, used = spread(widths, spec.gap, width, spec.justify)
    align = spec.align or "stretch"
    placed = []
    for child, child_width in zip(node.children, widths, strict=True):
        fills = (child.spec.self_align or align) == "stretch"
        placed.append(place(child, child_width, _height_in(child, child_width, height, fills)))
    lines = [
        (box.height if line is None else line) if _aligned(box, align) == "baseline" else 0.0
        for box in placed
        for line in (baseline(box) if _aligned(box, align) == "baseline" else None,)
    ]
    deepest = max(lines, default=0.0)
    children, bottom = [], 0.0
    for x, box, line in zip(starts, placed, lines, strict=True):
        how = _aligned(box, align)
        y = deepest - line if how == "baseline" else _aside(how, height, box.height)
        bottom = max(bottom, y + box.height)
        children.append((x, y, box))
    return children, used - width, bottom - height


def _aligned(box: Placed, align: str) -> str:
    return box.node.spec.self_align or align


def _aside(align: str, room: float, size: float) -> float:
    if align == "end":
        return max(room - size, 0.0)
    if align == "centre":
        return max(room - size, 0.0) / 2
    return 0.0


# columns -----------------------------------------------------------------------------------------------------------


def _column_widths(node: Node, room: float) -> tuple[float, ...]:
    found = node._widths.get(room)
    if found is None:
        align = node.spec.align or "stretch"
        found = tuple(
            [_width_in(child, room, (child.spec.self_align or align) == "stretch") for child in node.children]
        )
        node._widths[room] = found
    return found


def _column_height(node: Node, width: float, pressed: bool) -> float:
    total = node.spec.gap * max(len(node.children) - 1, 0)
    for child, child_width in zip(node.children, _column_widths(node, width), strict=True):
        if pressed and _weight(child.spec.height):
            total += _floor(child, child_width)
        else:
            total += content_height(child, child_width, pressed)
    return total


def _floor(child: Node, width: float) -> float:
    """What a box with a share of the height needs at least."""
    if child.leaf is not None and not child.leaf.firm:
        return _clamp(0.0, child.spec.min_height, None, None)
    return content_height(child, width, True)


def _place_column(node: Node, width: float, height: float) -> _Result:
    spec = node.spec
    widths = _column_widths(node, width)
    sizes = [
        0.0 if _weight(child.spec.height) else _height_in(child, child_width, height, False)
        for child, child_width in zip(node.children, widths, strict=True)
    ]
    if 0.0 in sizes:
        sizes = _with_shares(node, widths, sizes, height)
    starts, used = spread(sizes, spec.gap, height, spec.justify)
    align = spec.align or "stretch"
    children, widest = [], 0.0
    for child, child_width, size, y in zip(node.children, widths, sizes, starts, strict=True):
        widest = max(widest, child_width)
        x = 0.0 if child_width == width else _aside(child.spec.self_align or align, width, child_width)
        children.append((x, y, place(child, child_width, size)))
    return children, widest - width, used - height


def _with_shares(node: Node, widths: Sequence[float], sizes: Sequence[float], height: float) -> list[float]:
    """The heights of all boxes of a column, where those that have a share of the rest stand at 0."""
    claims = []
    for child, child_width, size in zip(node.children, widths, sizes, strict=True):
        weight = _weight(child.spec.height)
        if weight:
            low, high = _points(child.spec.min_height, height) or 0.0, _points(child.spec.max_height, height)
            cap = inf if high is None else high
            claims.append(Claim(0.0, min(max(_floor(child, child_width), low), cap), weight, low, cap))
        else:
            claims.append(Claim(size, size))
    return share(claims, height - node.spec.gap * max(len(claims) - 1, 0))


# grids -------------------------------------------------------------------------------------------------------------


def _cells(node: Node) -> list[tuple[int, int, Node]]:
    """Row and column of each child, in order."""
    count = len(node.spec.columns) or 1
    return [(*divmod(i, count), child) for i, child in enumerate(node.children)]


def _track_widths(node: Node, of_child: Callable[[Node], float]) -> list[float]:
    """The width of each column by its content, a written one by what is written; shares keep their proportion."""
    tracks = node.spec.columns or (None,)
    widths = [_points(track, None) for track in tracks]
    needs = [0.0] * len(tracks)
    for _, column, child in _cells(node):
        needs[column] = max(needs[column], of_child(child))
    unit = max((need / _weight(track) for need, track in zip(needs, tracks, strict=True) if _weight(track)), default=0)
    return [
        _weight(track) * unit or need if width is None else width
        for track, width, need in zip(tracks, widths, needs, strict=True)
    ]


def _widest(of_child: Callable[[Node], float], cells: list[Node]) -> float:
    return max(map(of_child, cells), default=0.0)


def _grid_columns(node: Node, room: float) -> tuple[float, ...]:
    found = node._widths.get(room)
    if found is None:
        tracks = node.spec.columns or (None,)
        inside = [[child for _, column, child in _cells(node) if column == i] for i in range(len(tracks))]
        claims = [
            _width_claim(
                Spec("leaf", track),
                partial(_widest, natural_width, cells),
                partial(_widest, least_width, cells),
                room,
            )
            for track, cells in zip(tracks, inside, strict=True)
        ]
        found = tuple(share(claims, room - node.spec.gap * (len(tracks) - 1)))
        node._widths[room] = found
    return found


def _grid_rows(node: Node, width: float, pressed: bool) -> list[float]:
    """The height that each row's content needs."""
    columns = _grid_columns(node, width)
    cells = _cells(node)
    needs = [0.0] * (cells[-1][0] + 1 if cells else 0)
    for row, column, child in cells:
        if child.spec.height is not None and child.spec.height.unit != "pt" and not child.firm:
            tall = _clamp(0.0, child.spec.min_height, None, None)
        else:
            tall = content_height(child, _width_in(child, columns[column], True), pressed)
        needs[row] = max(needs[row], tall)
    return needs


def _grid_height(node: Node, width: float, pressed: bool) -> float:
    heights = _grid_rows(node, width, pressed)
    return sum(heights) + node.spec.row_gap * max(len(heights) - 1, 0)


def _place_grid(node: Node, width: float, height: float) -> _Result:
    spec = node.spec
    columns = _grid_columns(node, width)
    rows = _grid_rows(node, width, False)
    room = height - spec.row_gap * max(len(rows) - 1, 0)
    if (spec.align or "stretch") == "stretch" and room > sum(rows):
        rows = [row + (room - sum(rows)) / len(rows) for row in rows]
    lefts, right = spread(columns, spec.gap, width, "start")
    tops, bottom = spread(rows, spec.row_gap, height, "start")
    children = []
    for row, column, child in _cells(node):
        own_width = _width_in(child, columns[column], (spec.justify or "stretch") == "stretch")
        align = child.spec.self_align or spec.align or "stretch"
        box = place(child, own_width, _height_in(child, own_width, rows[row], align == "stretch"))
        x = lefts[column] + _aside(spec.justify, columns[column], own_width)
        y = tops[row] + _aside(align, rows[row], box.height)
        right, bottom = max(right, x + box.width), max(bottom, y + box.height)
        children.append((x, y, box))
    return children, right - width, bottom - height


# overlays ----------------------------------------------------------------------------------------------------------


def _overlay_height(node: Node, width: float, pressed: bool) -> float:
    tall = 0.0
    for child in node.children:
        child_width = _overlay_width(child, width)
        tall = max(tall, content_height(child, child_width, pressed) + _offset(child.spec.y))
    return tall


def _overlay_width(child: Node, room: float) -> float:
    spec = child.spec
    x = _points(spec.x, room)
    loose = x is None and not spec.pin & {"left", "right"} and not _middle(spec.pin, "top", "bottom")
    return _width_in(child, room - (x or 0.0) if spec.width is None else room, loose)


def _middle(pin: frozenset[str], one: str, other: str) -> bool:
    """Whether `centre` speaks for this axis: it does alone, and when the other axis is named beside it."""
    return "centre" in pin and (len(pin) == 1 or one in pin or other in pin)


def _place_overlay(node: Node, width: float, height: float) -> _Result:
    children, over_width, over_height = [], 0.0, 0.0
    for child in node.children:
        spec = child.spec
        pin = spec.pin
        x, y = _points(spec.x, width), _points(spec.y, height)
        own_width = _overlay_width(child, width)
        loose = y is None and not pin & {"top", "bottom"} and not _middle(pin, "left", "right")
        own_height = _height_in(child, own_width, height, loose)
        left = _pinned(pin, ("left", "right"), ("top", "bottom"), width - own_width, x or 0.0)
        top = _pinned(pin, ("top", "bottom"), ("left", "right"), height - own_height, y or 0.0)
        if child.firm and not spec.shift[0] and not spec.shift[1]:
            over_width = max(over_width, left + own_width - width, -left) if spec.width is None else over_width
            over_height = max(over_height, top + own_height - height, -top) if spec.height is None else over_height
        children.append((left, top, place(child, own_width, own_height)))
    return children, over_width, over_height


def _pinned(pin: frozenset[str], edges: tuple[str, str], others: tuple[str, str], free: float, offset: float) -> float:
    if edges[1] in pin:
        return free - offset
    if edges[0] not in pin and _middle(pin, *others):
        return free / 2 + offset
    return offset


# turned boxes ------------------------------------------------------------------------------------------------------


def _turned_height(node: Node, width: float, pressed: bool) -> float:  # noqa: ARG001
    return natural_width(node.children[0])


def _place_turned(node: Node, width: float, height: float) -> _Result:
    return [(0.0, 0.0, place(node.children[0], height, width))], 0.0, 0.0


_Result: TypeAlias = tuple[list[tuple[float, float, Placed]], float, float]
_HEIGHTS: dict[str, Callable[[Node, float, bool], float]] = {
    "row": _row_height,
    "column": _column_height,
    "grid": _grid_height,
    "overlay": _overlay_height,
    "turned": _turned_height,
}
_PLACES: dict[str, Callable[[Node, float, float], _Result]] = {
    "row": _place_row,
    "column": _place_column,
    "grid": _place_grid,
    "overlay": _place_overlay,
    "turned": _place_turned,
}
