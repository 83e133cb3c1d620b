"""Outlines and rules in their boxes."""

from __future__ import annotations

import pytest

from pressdesk.base.colour import BLACK
from pressdesk.base.geometry import Rect
from pressdesk.base.units import Length
from pressdesk.display.items import Group, Shape
from pressdesk.layout.page import NO_OUTS, Outs
from pressdesk.layout.shapes import Paint, RuleLeaf, ShapeLeaf, SpaceLeaf

BLEED = Outs(9, 9, 0, 0)


def outline(form: str, outs: Outs = NO_OUTS, corners: tuple[tuple[Length, Length], ...] = ()) -> Rect:
    (shape,) = ShapeLeaf(form, Paint(BLACK), corners, 6).draw(100, 60, outs)
    assert isinstance(shape, Shape)
    return shape.path.bounds()


@pytest.mark.parametrize(
    ("form", "bounds", "let_out"),
    [
        ("rect", (0, 0, 100, 60), (-9, -9, 109, 69)),
        ("ellipse", (0, 0, 100, 60), (0, 0, 100, 60)),
        ("circle", (20, 0, 60, 60), (20, 0, 60, 60)),
        ("triangle", (0, 0, 100, 60), (-9, -9, 109, 69)),
        ("line", (0, 30, 100, 0), (-9, 30, 109, 0)),
    ],
)
def test_forms(form: str, bounds: tuple[float, ...], let_out: tuple[float, ...]) -> None:
    assert outline(form) == pytest.approx(bounds)
    assert outline(form, BLEED) == pytest.approx(let_out)


def test_a_polygon_bleeds_where_its_corners_touch() -> None:
    def at(x: float, y: float) -> tuple[Length, Length]:
        return Length(x, "%"), Length(y, "%")

    corners = (at(0, 0), at(100, 20), at(100, 100), at(30, 100))
    (shape,) = ShapeLeaf("polygon", Paint(BLACK), corners, 6).draw(100, 60, Outs(9, 9, 9, 0))
    assert isinstance(shape, Shape)
    assert shape.path.coords == pytest.approx((-9, -9, 109, 12, 109, 60, 30, 60))


def test_stroke_opacity_and_blend() -> None:
    paint = Paint(None, BLACK, 2.0, 0.5, "multiply")
    (group,) = ShapeLeaf("rect", paint, (), 6).draw(100, 60, NO_OUTS)
    assert isinstance(group, Group)
    assert (group.opacity, group.blend) == (0.5, "multiply")
    (shape,) = group.items
    assert isinstance(shape, Shape)
    assert shape.fill is None
    assert shape.stroke is not None
    assert shape.stroke.width == 2.0


def test_rules_across_and_upright() -> None:
    across, upright = RuleLeaf(BLACK, 2.0), RuleLeaf(BLACK, 2.0, True)
    assert (across.height(100), upright.natural()) == (2.0, 2.0)
    (bar,) = across.draw(100, 10, BLEED)
    assert isinstance(bar, Shape)
    assert bar.path.bounds() == (-9, 4, 109, 2)
    (bar,) = upright.draw(10, 60, BLEED)
    assert isinstance(bar, Shape)
    assert bar.path.bounds() == (4, -9, 2, 69)


def test_space_is_empty() -> None:
    assert SpaceLeaf().draw(10, 10, NO_OUTS) == ()
