"""Solved boxes to display items, each box a group at its place; what was drawn once is the same object again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import TypeAlias, cast

from pressdesk.base.colour import CMYK, RGB, WHITE, Ink
from pressdesk.base.geometry import IDENTITY, Affine, Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item, Mark, Role, Shape, Stroke
from pressdesk.layout.codes import CodeLeaf
from pressdesk.layout.nodes import Placed
from pressdesk.layout.page import NO_OUTS, DrawnLeaf, Outs
from pressdesk.layout.pictures import PictureLeaf
from pressdesk.layout.plan import Label, Part

TOUCHES = 0.05
"""Points from the trim within which a box counts as ending at it."""

ALARM = Ink("overset", RGB(0.9, 0.0, 0.2), CMYK(0.0, 1.0, 0.8, 0.0))

Edges: TypeAlias = tuple[float, float, float, float]
"""How far a box's left, top, right and bottom edge lie inside the sheet's; infinite where that cannot matter."""

FAR: Edges = (inf, inf, inf, inf)


class Drawn(NamedTuple):
    """The items of a box, relative to its top left, and the problems seen in drawing it."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


class Canvas(NamedTuple):
    """What is needed beyond a box to draw it: the bleed, and where on the page pictures across sheets lie."""

    bleed: float
    spans: Mapping[str, Rect] = {}


def draw(placed: Placed, canvas: Canvas, edges: Edges, x: float = 0.0, y: float = 0.0) -> Drawn:
    """The items of a solved box at (x, y) of the page; the place matters only to pictures across sheets."""
    label: Label = placed.node.label
    loose = label.part.loose or placed.troubled
    if not loose and edges != FAR:
        left, top, right, bottom = edges
        edges = (
            left if left <= TOUCHES else inf,
            top if top <= TOUCHES else inf,
            right if right <= TOUCHES else inf,
            bottom if bottom <= TOUCHES else inf,
        )
    key: object = (placed.width, placed.height, edges, canvas.bleed)
    if label.spans:
        key = (key, x, y, tuple(canvas.spans.items()))
    found: Drawn | None = label.drawn.get(key)
    if found is None:
        found = label.drawn[key] = _draw(placed, canvas, edges, x, y)
    return found


def draw_some(placed: Placed, children: Sequence[tuple[float, float, Placed]]) -> Drawn:
    """Some of the boxes in a solved box, each at its place: the part of it that stands on one page."""
    part: Part = placed.node.label.part
    items: list[Item] = []
    problems: list[Problem] = []
    for x, y, child in children:
        drawn = draw(child, Canvas(0.0), FAR)
        problems += drawn.problems
        if drawn.items:
            items.append(_group(part, child, drawn, x, y))
    return Drawn(tuple(items), tuple(problems))


def _draw(placed: Placed, canvas: Canvas, edges: Edges, x: float, y: float) -> Drawn:
    node = placed.node
    part: Part = node.label.part
    if node.spec.kind == "turned":
        return _draw_turned(placed, canvas)
    outs = let_out(edges, canvas.bleed)
    items: list[Item] = []
    problems: list[Problem] = []
    if part.fill is not None:
        items.append(Shape(Path.rect(_reach(placed, outs)), part.fill))
    if node.leaf is not None:
        _draw_leaf(placed, canvas, outs, (x, y), items)
        problems += cast(DrawnLeaf, node.leaf).problems
    else:
        children: list[Item] = []
        order = placed.children
        if part.lifted and part.box.id:
            order = tuple(sorted(order, key=lambda child: child[2].node.label.part.lifted))
        for dx, dy, child in order:
            inner = edges
            if child.node.label.part.angle:
                inner = FAR
            elif edges != FAR:
                left, top, right, bottom = edges
                inner = (
                    left + dx,
                    top + dy,
                    right + placed.width - dx - child.width,
                    bottom + placed.height - dy - child.height,
                )
            drawn = draw(child, canvas, inner, x + dx, y + dy)
            problems += drawn.problems
            if drawn.items:
                children.append(_group(part, child, drawn, dx, dy))
        if part.box.options.get("clip") == "yes":
            items.append(Group(tuple(children), clip=Path.rect(_reach(placed, outs))))
        else:
            items += children
    if part.box.id and (node.leaf is not None or part.box.named):
        items.append(_mark(part, placed))
    if placed.over_width or placed.over_height:
        items += _alarm(part, placed)
    if part.box.id:
        problems = [problem.at(box=part.box.id) for problem in problems]
    return Drawn(tuple(items), tuple(problems))


def _draw_leaf(placed: Placed, canvas: Canvas, outs: Outs, at: tuple[float, float], items: list[Item]) -> None:
    node = placed.node
    part: Part = node.label.part
    top, right, bottom, left = node.spec.padding
    width, height = max(placed.width - left - right, 0.0), max(placed.height - top - bottom, 0.0)
    if outs != NO_OUTS:
        outs = Outs(
            0.0 if left else outs.left, 0.0 if top else outs.top, 0.0 if right else outs.right,
            0.0 if bottom else outs.bottom,
        )  # fmt: skip
    if part.spanned and part.box.id in canvas.spans and isinstance(node.leaf, PictureLeaf):
        whole = canvas.spans[part.box.id].moved(-at[0] - left, -at[1] - top)
        drawn = node.leaf.draw_on(width, height, outs, whole)
    else:
        drawn = cast(DrawnLeaf, node.leaf).draw(width, height, outs)
    if not drawn:
        return
    if left or top:
        items.append(Group(drawn, Affine.translation(left, top)))
    else:
        items += drawn


def _draw_turned(placed: Placed, canvas: Canvas) -> Drawn:
    """A box set with width and height exchanged, then turned by a right angle."""
    _, _, child = placed.children[0]
    drawn = draw(child, canvas._replace(spans={}), FAR)
    if placed.node.label.part.turned == 90:
        turn = Affine(0.0, 1.0, -1.0, 0.0, placed.width, 0.0)
    else:
        turn = Affine(0.0, -1.0, 1.0, 0.0, 0.0, placed.height)
    return Drawn((Group(drawn.items, turn),), drawn.problems)


def _group(parent: Part, child: Placed, drawn: Drawn, dx: float, dy: float) -> Group:
    part: Part = child.node.label.part
    place = IDENTITY if dx == 0 and dy == 0 else Affine.translation(dx, dy)
    if part.angle:
        place = Affine.rotation(part.angle, child.width / 2, child.height / 2).then(place)
    alternative = ""
    if isinstance(child.node.leaf, CodeLeaf):
        alternative = child.node.leaf.payload
    role = _role(parent, child)
    level = 1 if role == "title" else 2 if role == "heading" else 0
    return Group(drawn.items, place, role=role, box=part.box.id, alternative=alternative, level=level)


def _role(parent: Part, child: Placed) -> Role:
    part: Part = child.node.label.part
    if part.box.role:
        return cast(Role, part.box.role)
    if part.furniture or part.paged:
        return "artifact"
    if parent.box.each and len(parent.children) == 1:
        return "item"
    if child.node.leaf is not None:
        return cast(DrawnLeaf, child.node.leaf).role
    return "list" if part.box.each and len(part.children) == 1 else ""


def _mark(part: Part, placed: Placed) -> Mark:
    kind = part.box.kind if part.box.kind in ("text", "picture") else "box"
    return Mark(part.box.id, Rect(0, 0, placed.width, placed.height), kind, field=part.box.field)


def _reach(placed: Placed, outs: Outs) -> Rect:
    return Rect(-outs.left, -outs.top, placed.width + outs.left + outs.right, placed.height + outs.top + outs.bottom)


def let_out(edges: Edges, bleed: float) -> Outs:
    """By how much a ground reaches out where its box ends at the trim, or beyond it but short of the bleed's edge."""
    if bleed <= 0 or edges == FAR:
        return NO_OUTS
    return Outs(*[max(bleed + edge, 0.0) if edge <= TOUCHES else 0.0 for edge in edges])


def _alarm(part: Part, placed: Placed) -> tuple[Item, ...]:
    """What shows on the sheet that something is lost here: a bar along the edge it runs over, and a corner."""
    unit = part.setup.page.u / 2
    width, height = placed.width, placed.height
    bar = Rect(0, height - unit, width, unit)
    if placed.over_width and not placed.over_height:
        bar = Rect(width - unit, 0, unit, height)
    corner = Path.polygon(((width - 6 * unit, height), (width, height - 6 * unit), (width, height)))
    rim = Stroke(WHITE, unit / 2)
    marks = Group((Shape(corner, ALARM, rim), Shape(Path.rect(bar), ALARM, rim)), role="artifact")
    return marks, Mark(part.box.id, Rect(0, 0, width, height), "overset")
