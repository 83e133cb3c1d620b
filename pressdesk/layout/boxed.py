"""Boxes after a story: a list of those who signed, contacts, a wall of logos. A grid goes on overleaf row by row."""

from __future__ import annotations

from collections.abc import Sequence

from pressdesk.base.geometry import Affine
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item
from pressdesk.layout.drawing import FAR, Canvas, Drawn, draw, draw_some
from pressdesk.layout.fit import overset_boxes, overset_problem
from pressdesk.layout.nodes import Node, Placed
from pressdesk.layout.passage import Frame, Line, Notes, Passage
from pressdesk.layout.solver import content_height, least_width, natural_width, place
from pressdesk.layout.texts import TextLeaf


class Band(NamedTuple):
    """What a column takes of a box: a row of a grid, a box of a column, or all of any other box."""

    top: float
    bottom: float
    start: int
    end: int


class BoxPassage(Passage):
    """A box with all that it holds, solved to the width of its column."""

    __slots__ = ("_bands", "_drawn", "node")

    def __init__(self, node: Node, frame: Frame) -> None:
        super().__init__(frame)
        self.node = node
        self._bands: dict[float, tuple[Band, ...]] = {}
        self._drawn: dict[tuple[float, int, int], Drawn] = {}

    def natural(self) -> float:
        return self.left + natural_width(self.node)

    def least(self) -> float:
        return self.left + least_width(self.node)

    def lines(self, width: float, start: int) -> Sequence[Line]:
        found = self._bands.get(width)
        if found is None:
            found = self._bands[width] = _bands(self._placed(width))
        return found[start:]

    def may_part(self, column: Line, after: Line, place: tuple[int, int]) -> bool:  # noqa: ARG002
        return True

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        return self._draw(width, lines).items

    def words(self, width: float, start: int) -> str:
        placed = self._placed(width)
        first = self.lines(width, start)
        top = first[0].top if first else 0.0
        told = [" ".join(leaf.at_width(inside).texts) for y, inside, leaf in _texts(placed, 0.0) if y >= top]
        return " ".join(told) or "…"

    def problems(self, width: float) -> tuple[Problem, ...]:
        placed = self._placed(width)
        drawn = self._draw(width, self.lines(width, 0))
        return (*drawn.problems, *[overset_problem(box) for box in overset_boxes(placed)])

    def called(self, line: Line) -> Notes:  # noqa: ARG002
        return ()

    def _placed(self, width: float) -> Placed:
        inside = self.inside(width)
        return place(self.node, inside, content_height(self.node, inside))

    def _draw(self, width: float, lines: Sequence[Line]) -> Drawn:
        key = (width, lines[0].start, lines[-1].end)
        found = self._drawn.get(key)
        if found is None:
            placed = self._placed(width)
            if len(self.lines(width, 0)) == len(lines):
                found = draw(placed, Canvas(0.0), FAR)
            else:
                top, bottom = lines[0].top, lines[-1].bottom
                some = [(x, y - top, child) for x, y, child in placed.children if top <= y < bottom]
                found = draw_some(placed, some)
            box = placed.node.label.part.box.id
            found = found._replace(items=(Group(found.items, Affine.translation(self.left, 0.0), box=box),))
            self._drawn[key] = found
        return found


def _bands(placed: Placed) -> tuple[Band, ...]:
    """The rows of a grid, the boxes of a column that are repeated, else the whole box."""
    node = placed.node
    if node.spec.kind not in ("grid", "column") or not node.label.part.box.each or not placed.children:
        return (Band(0.0, placed.height, 0, 1),)
    wide = max(len(node.spec.columns), 1) if node.spec.kind == "grid" else 1
    rows = [placed.children[i : i + wide] for i in range(0, len(placed.children), wide)]
    tops = [min(y for _, y, _ in row) for row in rows]
    ends = [max(y + child.height for _, y, child in row) for row in rows]
    tops[0], ends[-1] = 0.0, max(ends[-1], placed.height)
    return tuple(Band(top, end, i, i + 1) for i, (top, end) in enumerate(zip(tops, ends, strict=True)))


def _texts(placed: Placed, top: float) -> list[tuple[float, float, TextLeaf]]:
    found: list[tuple[float, float, TextLeaf]] = []
    if isinstance(placed.node.leaf, TextLeaf):
        _, right, _, left = placed.node.spec.padding
        found.append((top, placed.width - left - right, placed.node.leaf))
    for _, y, child in placed.children:
        found += _texts(child, top + y)
    return found
