"""How far grounds are let out, and how boxes become groups."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from pressdesk.base.geometry import IDENTITY
from pressdesk.display.inspect import hit_test
from pressdesk.display.items import GlyphRun, Group, Shape
from pressdesk.layout.drawing import FAR, let_out
from pressdesk.layout.page import NO_OUTS
from tests.layout.given import Desk, found, groups, rect_of


@pytest.mark.parametrize(
    ("edges", "outs"),
    [
        (FAR, (0, 0, 0, 0)),
        ((0, 0, 0, 0), (9, 9, 9, 9)),
        ((0, 20, inf, 0.1), (9, 0, 0, 0)),
        ((0.04, -3, -9, -30), (9.04, 6, 0, 0)),
    ],
)
def test_let_out(edges: tuple[float, float, float, float], outs: tuple[float, ...]) -> None:
    assert let_out(edges, 9) == pytest.approx(outs)
    assert let_out(edges, 0) == NO_OUTS


def test_a_click_finds_the_smallest_box_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column id="outer" padding="20mm" fill="accent"><text id="title" field="title"/></column>')
    (sheet,) = desk.compose(title="Tenons bon").sheets
    rect = rect_of(sheet, "title")
    hits = hit_test(sheet, rect.x + 5, rect.y + 5)
    assert [mark.box for mark in hits][::-1] == ["title", "outer"] or [mark.box for mark in hits] == ["title", "outer"]
    assert next(mark.field for mark in hits if mark.box == "title") == "title"


def test_the_ground_lies_under_what_the_box_holds(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column id="box" fill="accent"><text field="title"/></column>')
    (sheet,) = desk.compose(title="Oui").sheets
    (box,) = groups(sheet, "box")
    assert isinstance(box.items[0], Shape)
    assert any(isinstance(item, Group) for item in box.items[1:])


def test_padding_moves_the_content_of_a_leaf(tmp_path: Path) -> None:
    plain = Desk(tmp_path, '<text id="title" field="title"/>').compose(title="Oui").sheets[0]
    padded = Desk(tmp_path, '<text id="title" field="title" padding="5pt 0pt 0pt 7pt"/>').compose(title="Oui").sheets[0]
    ((run, there),) = found(plain, GlyphRun)
    ((same, here),) = found(padded, GlyphRun)
    assert run.run is same.run
    x, y = there.apply(run.x, run.y)
    assert here.apply(same.x, same.y) == pytest.approx((x + 7, y + 5))


def test_a_box_at_the_corner_of_its_parent_has_no_map(tmp_path: Path) -> None:
    (sheet,) = Desk(tmp_path, '<text id="title" field="title"/>').compose(title="Oui").sheets
    assert groups(sheet, "title")[0].transform is IDENTITY
