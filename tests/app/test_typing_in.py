from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pressdesk.app.typing_in import TextBox, cleaned


@given(st.text(), st.booleans())
def test_nothing_hidden_is_left_and_cleaning_twice_changes_nothing(text: str, lines: bool) -> None:
    once = cleaned(text, lines=lines)
    assert cleaned(once, lines=lines) == once
    assert not {unicodedata.category(char) for char in once.replace("\n", "")} & {"Cc", "Cs"}
    assert lines or "\n" not in once
    assert not set(once) & set("\u00ad\u200b\u200e\u2028\ufeff")


def test_text_from_word_comes_without_what_is_hidden_in_it(qtbot: QtBot) -> None:
    box = TextBox(lines=False)
    qtbot.addWidget(box)
    data = QMimeData()
    data.setText("Te\u00adnons\u00a0bon\u200b\r\nle 12\vmars\t!")
    box.insertFromMimeData(data)
    assert box.text() == "Tenons\u00a0bon le 12 mars !"


def test_no_break_spaces_and_any_letter_stay_as_typed(qtbot: QtBot) -> None:
    box = TextBox(lines=True)
    qtbot.addWidget(box)
    heard: list[str] = []
    box.edited.connect(heard.append)
    for char in "é\u202f!\u00a0œ😀":
        QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char))
    assert box.text() == heard[-1] == "é\u202f!\u00a0œ😀"


@pytest.mark.parametrize("mark", ["**", "*"])
def test_marks_go_around_the_selection_and_off_again(qtbot: QtBot, mark: str) -> None:
    box = TextBox(lines=True)
    qtbot.addWidget(box)
    box.set_text("un mot ici")
    cursor = box.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    box.wrap(mark)
    assert box.text() == f"un {mark}mot{mark} ici"
    box.wrap(mark)
    assert box.text() == "un mot ici"


def test_lines_become_items_and_plain_again(qtbot: QtBot) -> None:
    box = TextBox(lines=True)
    qtbot.addWidget(box)
    box.set_text("un\ndeux")
    box.selectAll()
    box.bullets()
    assert box.text() == "- un\n- deux"
    box.selectAll()
    box.bullets()
    assert box.text() == "un\ndeux"


def test_setting_text_tells_nobody_and_keeps_the_caret(qtbot: QtBot) -> None:
    box = TextBox(lines=False)
    qtbot.addWidget(box)
    heard: list[str] = []
    box.edited.connect(heard.append)
    box.set_text("Tenons bon")
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    box.set_text("Tenons debout")
    assert box.textCursor().position() == 4
    assert heard == []
