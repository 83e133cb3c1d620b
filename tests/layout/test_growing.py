"""Content into boxes: conditions, repeated boxes, what stays the same object."""

from __future__ import annotations

from pathlib import Path

from pressdesk.display.inspect import text_of
from pressdesk.display.items import Shape
from pressdesk.model.table import Row
from tests.layout.given import Desk, found, groups, rect_of


def words(desk: Desk, **content: object) -> list[str]:
    return [text.strip() for text in text_of(desk.compose(**content).sheets[0])]  # type: ignore[arg-type]


def test_conditions_show_and_hide(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text if="lede">oui</text><text if="!lede">non</text>')
    assert words(desk, lede="x") == ["oui"]
    assert words(desk) == ["non"]


def test_boxes_are_repeated_for_organisations(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column each="organisations"><text>{index}. {item.name}</text></column>')
    assert words(desk) == ["1. Collectif Alpha", "2. Union Bêta"]


def test_several_boxes_may_be_repeated_together(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column each="demands"><rule/><text>{item}</text></column>')
    (sheet,) = desk.compose(demands=["Un", "Deux"]).sheets
    assert [text.strip() for text in text_of(sheet)] == ["Un", "Deux"]
    assert len(list(found(sheet, Shape))) == 2


def test_an_empty_text_with_a_size_keeps_its_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<row><text width="30mm" field="lede"/><text id="title" field="title"/></row>')
    assert rect_of(desk.compose(title="Oui").sheets[0], "title").x > 80


def test_an_empty_container_vanishes_unless_it_has_a_size(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column id="gone" fill="accent" padding="5mm"><text field="lede"/></column>'
        '<column id="kept" height="10mm"><text field="lede"/></column>',
    )
    (sheet,) = desk.compose().sheets
    assert not groups(sheet, "gone")
    assert groups(sheet, "kept")


def test_in_a_merge_a_condition_on_the_row_is_looked_at_each_time(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column><text if="event.note">{event.note}</text><text>fixe</text></column>'
        '<column each="demands"><text>{item} {event.town}</text></column>',
    )
    rows = [Row(2, {"town": "Brest", "note": ""}), Row(3, {"town": "Lyon", "note": "Venez"})]
    assert [words(desk, row=row, demands=["Un"]) for row in rows] == [
        ["fixe", "Un Brest"],
        ["Venez", "fixe", "Un Lyon"],
    ]
