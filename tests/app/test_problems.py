from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from pressdesk.app.problems import Banner, Problems
from pressdesk.app.translations import set_language
from pressdesk.base.problem import Place, Problem

NOTE = Problem("note", "picture-cmyk", "The picture “a.jpg” is in CMYK; on screen its colours are an approximation.")
ERROR = Problem("error", "overset", "The text does not fit into its box: “a” and what follows is lost.", "Shorten it.")
TWEAK = Problem("warning", "unknown-box", "The template has no box “b”; its tweak is kept but does nothing.")


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[Problems]:
    made = Problems()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    yield made
    set_language("fr")


def test_the_worst_comes_first_and_the_count_is_told(panel: Problems) -> None:
    set_language("fr")
    panel.show_problems((NOTE, ERROR))
    assert panel.shown == (ERROR, NOTE)
    assert panel._fold.text() == "2 problèmes"
    assert panel._list.item(0).text().startswith("Le texte ne tient pas dans son bloc")
    assert not panel._list.isVisible()
    panel.show_problems((NOTE,))
    assert panel._fold.text() == "1 remarque"
    panel.show_problems(())
    assert panel._fold.text() == "Tout va bien"


def test_it_unfolds_and_escape_folds_it(panel: Problems) -> None:
    panel.show_problems((ERROR,))
    panel.toggle()
    assert panel._list.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel._list.isVisible()


def test_what_can_be_mended_has_a_button_and_is_read_out_too(panel: Problems, qtbot: QtBot) -> None:
    set_language("en")
    panel.mendable = lambda problem: problem.code == "unknown-box"
    panel.show_problems((ERROR, TWEAK))
    panel.unfold(True)
    assert panel._list.itemWidget(panel._list.item(0)) is None
    (mend,) = panel._list.itemWidget(panel._list.item(1)).findChildren(QPushButton)
    with qtbot.waitSignal(panel.mended) as told:
        mend.click()
    assert told.args == [TWEAK]
    assert "no box" in panel._list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_click_says_which_is_wanted_and_the_tip_says_where(panel: Problems, qtbot: QtBot) -> None:
    set_language("en")
    panel.show_problems((ERROR._replace(place=Place(file="pieces/a.toml", line=3, box="text@1.2")),))
    with qtbot.waitSignal(panel.wanted):
        panel._list.itemClicked.emit(panel._list.item(0))
    tip = panel._list.item(0).toolTip()
    assert "pieces/a.toml:3" in tip
    assert "@" not in tip


def test_a_banner_is_answered_once(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[str] = []
    banner.say("Reload?", ("Yes", lambda: done.append("yes")), ("No", lambda: done.append("no")))
    banner.show()
    next(one for one in banner.findChildren(QPushButton) if one.text() == "No").click()
    assert (done, banner.text) == (["no"], "")
    banner.say("Only told.")
    assert banner._answers == []
