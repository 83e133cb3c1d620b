"""Plain leaves: outlines, rules, empty space."""

from __future__ import annotations

from typing import TypeAlias

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Blend, Group, Item, Role, Shape, Stroke
from pressdesk.layout.page import Outs

Corners: TypeAlias = tuple[tuple[Length, Length], ...]


class Paint(NamedTuple):
    """How an outline is painted; `thickness` in points."""

    fill: Ink | None = None
    stroke: Ink | None = None
    thickness: float = 0.0
    opacity: float = 1.0
    blend: Blend = "normal"


class _Plain:
    """A leaf without content of its own: it takes what it is given."""

    firm = False
    stretches = True
    role: Role = "artifact"
    problems: tuple[Problem, ...] = ()

    def natural(self) -> float:
        return 0.0

    def least(self) -> float:
        return 0.0

    def height(self, width: float) -> float:  # noqa: ARG002
        return 0.0

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        return None

    def excess(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        return 0.0, 0.0

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:  # noqa: ARG002
        return ()


class SpaceLeaf(_Plain):
    """Nothing but its size."""


class RuleLeaf(_Plain):
    """A bar of some thickness across its box, or `upright` along it, in the middle."""

    def __init__(self, ink: Ink, thickness: float, upright: bool = False) -> None:
        self.ink = ink
        self.thickness = thickness
        self.upright = upright

    def natural(self) -> float:
        return self.thickness if self.upright else 0.0

    def height(self, width: float) -> float:  # noqa: ARG002
        return 0.0 if self.upright else self.thickness

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:
        if self.upright:
            bar = Rect(width / 2 - self.thickness / 2, -outs.top, self.thickness, height + outs.top + outs.bottom)
        else:
            bar = Rect(-outs.left, height / 2 - self.thickness / 2, width + outs.left + outs.right, self.thickness)
        return (Shape(Path.rect(bar), self.ink),)


class ShapeLeaf(_Plain):
    """An outline that fills its box: `form` is rect, ellipse, circle, triangle, polygon or line."""

    def __init__(self, form: str, paint: Paint, corners: Corners, u: float) -> None:
        self.form = form
        self.paint = paint
        self.corners = corners
        self.u = u

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:
        paint = self.paint
        stroke = Stroke(paint.stroke, paint.thickness) if paint.stroke is not None and paint.thickness else None
        shape = Shape(self._outline(width, height, outs), None if self.form == "line" else paint.fill, stroke)
        if paint.opacity == 1.0 and paint.blend == "normal":
            return (shape,)
        return (Group((shape,), opacity=paint.opacity, blend=paint.blend),)

    def _outline(self, width: float, height: float, outs: Outs) -> Path:
        box = Rect(-outs.left, -outs.top, width + outs.left + outs.right, height + outs.top + outs.bottom)
        match self.form:
            case "ellipse":
                return Path.ellipse(Rect(0, 0, width, height))
            case "circle":
                side = min(width, height)
                return Path.ellipse(Rect((width - side) / 2, (height - side) / 2, side, side))
            case "triangle":
                return Path.polygon(((box.x, box.bottom), (box.x + box.width / 2, box.y), (box.right, box.bottom)))
            case "polygon":
                points = [(x.points(width, self.u), y.points(height, self.u)) for x, y in self.corners]
                return Path.polygon([_let_out(x, y, width, height, outs) for x, y in points])
            case "line":
                return Path.line(box.x, height / 2, box.right, height / 2)
            case _:
                return Path.rect(box)


def _let_out(x: float, y: float, width: float, height: float, outs: Outs) -> tuple[float, float]:
    """A corner that stands on the edge of the box goes out with it."""
    if abs(x) < 0.01:
        x -= outs.left
    elif abs(x - width) < 0.01:
        x += outs.right
    if abs(y) < 0.01:
        y -= outs.top
    elif abs(y - height) < 0.01:
        y += outs.bottom
    return x, y
