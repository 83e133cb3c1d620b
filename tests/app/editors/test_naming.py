from __future__ import annotations

from datetime import date, time
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from pressdesk.app.editors.naming import facts_menu, facts_of, told
from pressdesk.app.translations import set_language
from tests.templates.given import campaign


def test_facts_are_told_in_words() -> None:
    set_language("fr")
    assert told(date(2027, 3, 1)) == "1er\u00a0mars 2027"
    assert told(time(14, 30)).replace("\u00a0", " ") == "14 h 30"
    assert told(("un", 2)) == "un, 2"
    assert told(None) == ""


def test_nested_facts_have_names_with_a_point() -> None:
    names = [name for name, _ in facts_of(campaign(Path()))]
    assert {"rally.date", "rally.town", "petitions.main", "carers"} <= set(names)
    assert "rally" not in names


def test_choosing_a_fact_gives_its_name(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[str] = []
    menu: QMenu = facts_menu(campaign(Path()), chosen.append, parent)
    next(action for action in menu.actions() if action.text().startswith("rally.town")).trigger()
    assert chosen == ["rally.town"]
