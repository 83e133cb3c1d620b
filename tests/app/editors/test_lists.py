from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pressdesk.app.editors.base import Situation
from pressdesk.app.editors.choices import SeveralEditor
from pressdesk.app.editors.lists import ListEditor, PeopleEditor
from pressdesk.templates.tree import Field
from tests.templates.given import campaign


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[ListEditor]:
    made = ListEditor()
    qtbot.addWidget(made)
    made.show_value(("un", "deux", "trois"), Situation(campaign(Path()), Field("demands", "list")))
    made.show()
    qtbot.waitExposed(made)
    yield made


def test_enter_makes_another_and_backspace_takes_an_empty_one_out(editor: ListEditor) -> None:
    QTest.keyClick(editor._fields[0], Qt.Key.Key_Return)
    assert editor._items() == ["un", "", "deux", "trois"]
    assert editor.length() == 3
    QTest.keyClick(editor._fields[1], Qt.Key.Key_Backspace)
    assert editor._items() == ["un", "deux", "trois"]


def test_alt_and_arrows_move_a_line(editor: ListEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.edited) as told:
        QTest.keyClick(editor._fields[2], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told.args == [("un", "trois", "deux")]
    QTest.keyClick(editor._fields[0], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor._items() == ["un", "trois", "deux"]


def test_what_is_empty_is_no_item_and_no_items_are_nothing(editor: ListEditor, qtbot: QtBot) -> None:
    for field in editor._fields:
        field.setText(" ")
    with qtbot.waitSignal(editor.edited) as told:
        editor._tell()
    assert told.args == [None]


def test_an_undo_shows_what_was(editor: ListEditor) -> None:
    situation = Situation(campaign(Path()), Field("demands", "list"))
    editor.show_value(("quatre",), situation)
    assert editor._items() == ["quatre"]
    kept = editor._fields[0]
    editor.show_value(("quatre",), situation)
    assert editor._fields[0] is kept


def test_people_are_lines_and_a_table_stays_one_until_its_line_changes(qtbot: QtBot) -> None:
    made = PeopleEditor()
    qtbot.addWidget(made)
    ada = {"name": "Ada Brun", "office": "maire", "salutation": "Chère Ada,"}
    situation = Situation(campaign(Path()), Field("to", "addressees"))
    made.show_value((ada, "Luc Roy, aidant"), situation)
    assert made._items() == ["Ada Brun, maire", "Luc Roy, aidant"]
    with qtbot.waitSignal(made.edited) as told:
        made.move(0, 1)
    assert told.args == [("Luc Roy, aidant", ada)]
    made.show_value("Ada\nZoé, kiné", situation)
    assert made._items() == ["Ada", "Zoé, kiné"]
    made.show_value(None, situation)
    assert made._items() == []


def test_organisations_that_only_the_piece_knows_survive_a_tick(qtbot: QtBot) -> None:
    made = SeveralEditor()
    qtbot.addWidget(made)
    other = {"name": "Gamma", "approval": "pending"}
    made.show_value(("alpha", other), Situation(campaign(Path()), Field("organisations", "organisations")))
    with qtbot.waitSignal(made.edited) as told:
        made._boxes["beta"].click()
    assert told.args == [("beta", other)]
