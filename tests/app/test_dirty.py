from __future__ import annotations

from pressdesk.app.dirty import changed_area
from pressdesk.base.colour import BLACK
from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.display.items import Group, Item, Shape, Sheet
from tests.output.sheets import line


def block(x: float, y: float) -> Shape:
    return Shape(Path.rect(Rect(x, y, 10, 10)), BLACK)


def sheet(*items: Item) -> Sheet:
    return Sheet(FORMATS["A6"], items)


A, B, C = block(0, 0), block(50, 50), block(100, 100)


def test_the_same_page_needs_nothing() -> None:
    one = sheet(A, B)
    assert changed_area(one, one) is None
    assert changed_area(one, sheet(A, B)) is None


def test_a_moved_block_needs_where_it_was_and_where_it_is() -> None:
    area = changed_area(sheet(A, B), sheet(A, block(70, 50)))
    assert area is not None
    assert area.contains(Rect(50, 50, 30, 10))
    assert not area.intersects(Rect(0, 0, 10, 10))


def test_inside_a_group_only_what_changed_counts_through_its_map() -> None:
    by = Affine.translation(20, 0)
    area = changed_area(sheet(Group((A, B), by), C), sheet(Group((A, block(50, 60)), by), C))
    assert area is not None
    assert area.contains(Rect(70, 50, 10, 20))
    assert not area.intersects(Rect(20, 0, 10, 10))


def test_a_line_that_changed_leaves_its_neighbours_out() -> None:
    lines = [line(f"Quatre lignes, {n}, égales", 60 + 14 * n) for n in range(4)]
    edited = [*lines[:1], line("Quatre lignes, une, autre", 74), *lines[2:]]
    area = changed_area(sheet(Group(tuple(lines))), sheet(Group(tuple(edited))))
    assert area is not None
    assert area.contains(Rect(10, 66, 120, 8))
    assert not area.intersects(Rect(10, 50, 100, 10))
    assert not area.intersects(Rect(10, 80, 100, 20))


def test_a_group_that_moved_counts_as_a_whole() -> None:
    area = changed_area(sheet(Group((A, B))), sheet(Group((A, B), Affine.translation(5, 0))))
    assert area is not None
    assert area.contains(Rect(0, 0, 65, 60))


def test_what_came_or_went_counts() -> None:
    area = changed_area(sheet(A, B), sheet(A, B, C))
    assert area is not None
    assert area.contains(Rect(100, 100, 10, 10))
    assert not area.intersects(Rect(50, 50, 10, 10))


def test_another_format_is_another_page() -> None:
    other = Sheet(FORMATS["A5"], (A,))
    assert changed_area(sheet(A), other) == FORMATS["A5"].trim
