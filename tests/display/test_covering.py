"""How much ink a drawing lays on its box."""

from __future__ import annotations

import pytest

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.display.covering import covered
from pressdesk.display.items import Group, Item, Shape, Stroke

BOX = Rect(0, 0, 100, 50)


def share(*items: Item) -> float:
    return covered(Group(items), BOX)


def test_a_rectangle_covers_its_area_wherever_it_is_moved() -> None:
    half = Shape(Path.rect(Rect(0, 0, 50, 50)), fill=BLACK)
    assert share(half) == pytest.approx(0.5)
    assert share(Group((half,), Affine.scaling(0.5))) == pytest.approx(0.125)


def test_a_circle_covers_nearly_its_area() -> None:
    assert share(Shape(Path.ellipse(Rect(0, 0, 50, 50)), fill=BLACK)) == pytest.approx(3.1416 / 8, rel=0.02)


def test_holes_and_paper_are_taken_off() -> None:
    ring = Path.rect(Rect(0, 0, 100, 50)) + Path.rect(Rect(25, 0, 50, 50))
    assert share(Shape(ring, fill=BLACK, even_odd=True)) == pytest.approx(0.5)
    whole, paper = Shape(Path.rect(BOX), fill=BLACK), Shape(Path.rect(Rect(0, 0, 50, 50)), fill=WHITE)
    assert share(whole, paper) == pytest.approx(0.5)


def test_a_stroke_covers_its_length_by_its_width() -> None:
    assert share(Shape(Path.line(0, 10, 100, 10), stroke=Stroke(BLACK, 5))) == pytest.approx(0.1)


def test_the_share_stays_within_its_bounds() -> None:
    assert share() == 0.02
    assert share(*[Shape(Path.rect(BOX), fill=BLACK)] * 3) == 1.0
    assert covered(Group(()), Rect(0, 0, 0, 9)) == 1.0
