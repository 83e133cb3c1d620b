from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pressdesk.app.editors.base import Editor, Situation
from pressdesk.app.editors.values import DateEditor, NumberEditor, TimeEditor, _number
from pressdesk.app.translations import set_language
from pressdesk.templates.filling import Filled
from pressdesk.templates.tree import Field
from tests.templates.given import campaign


def situation(value: Any, kind: Any) -> Situation:
    return Situation(campaign(Path()), Field("x", kind), Filled({"x": value}, "fr", (), None))  # type: ignore[arg-type]


def typed(editor: Editor, qtbot: QtBot, text: str) -> object:
    field = editor._field  # type: ignore[attr-defined]
    field.setText(text)
    with qtbot.waitSignal(editor.edited) as told:
        field.textEdited.emit(text)
    return told.args[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12/3/2027", date(2027, 3, 12)),
        ("12 mars 2027", date(2027, 3, 12)),
        ("{rally.date}", "{rally.date}"),
        ("", None),
    ],
)
def test_a_date_as_people_write_it(qtbot: QtBot, text: str, value: object) -> None:
    editor = DateEditor()
    qtbot.addWidget(editor)
    assert typed(editor, qtbot, text) == value


@pytest.mark.parametrize(("text", "value"), [("14h30", time(14, 30)), ("25:00", "25:00"), ("", None)])
def test_a_time_as_people_write_it(qtbot: QtBot, text: str, value: object) -> None:
    editor = TimeEditor()
    qtbot.addWidget(editor)
    assert typed(editor, qtbot, text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1 200", "1 200"), ("1\u202f200", 1200), ("3,5", 3.5), ("", None), ("beaucoup", "beaucoup")]
)
def test_a_number_as_people_write_it(text: str, value: object) -> None:
    assert _number(text) == value


def test_what_a_fact_says_stands_below(qtbot: QtBot) -> None:
    set_language("fr")
    editor = DateEditor()
    qtbot.addWidget(editor)
    editor.show_value("{rally.date}", situation(date(2027, 4, 17), "date"))
    assert editor._field.text() == "{rally.date}"
    assert editor._told.text() == "samedi 17\u00a0avril 2027"
    assert editor._told.isVisibleTo(editor)


def test_a_number_is_not_written_anew_while_it_is_typed(qtbot: QtBot) -> None:
    editor = NumberEditor()
    qtbot.addWidget(editor)
    editor._field.setText("3,50")
    editor.show_value(3.5, situation(3.5, "number"))
    assert editor._field.text() == "3,50"
