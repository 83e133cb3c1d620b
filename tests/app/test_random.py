"""Actions at random: nothing breaks, undo leads back to the start, and the journal tells the whole of it again."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from types import TracebackType

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from pressdesk.app.selection import resized
from pressdesk.app.workspace import Workspace
from pressdesk.work.session import changes
from pressdesk.work.session.journal import read_journal
from pressdesk.work.store import load_with_problems
from tests.app.driving import Driver

WORDS = ("é« ", "Bon", "{rally.date}", "{", "12/5/27", "**", "a\u200bb", ")", "😀")
CELLS = ("Évry", "12/03/2027", "25:99", "", "x" * 200)


class Child:
    """Does one thing after the other, what the dice say."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace = workspace
        self.dice = random.Random(seed)
        self.document = workspace.document
        self.session = workspace.document.session

    def act(self) -> None:
        acts: list[Callable[[], object]] = [
            self.show_piece,
            *[self.type_into_the_form] * 4,
            self.session.undo,
            self.session.redo,
            lambda: self.workspace.canvas._select_next(self.dice.choice((1, -1))),
            self.move,
            self.resize,
            self.change_format,
            self.duplicate_or_remove,
            self.zoom,
            self.change_rows,
            self.edit_a_cell,
            self.type_into_the_facts,
            self.touch_a_switch,
        ]
        self.dice.choice(acts)()

    def show_piece(self) -> None:
        if self.document.campaign.pieces:
            self.workspace.show_piece(self.dice.choice(list(self.document.campaign.pieces)))

    def type_into_the_form(self) -> None:
        rows = self.workspace.form.rows
        if rows:
            self.workspace.form.seize(self.dice.choice(list(rows)))
            self.type(self.dice.choice(WORDS))
            if self.dice.random() < 0.3:
                self.key(Qt.Key.Key_Backspace)

    def type_into_the_facts(self) -> None:
        self.workspace.show_facts()
        self.workspace.facts.seize(self.dice.choice(list(self.workspace.facts.editors)))
        self.type("7")

    def move(self) -> None:
        canvas = self.workspace.canvas
        if canvas.selection and canvas.movable(canvas.selection.box, "move"):
            canvas.moved.emit(canvas.selection, self.dice.uniform(-30, 30), self.dice.uniform(-30, 30))

    def resize(self) -> None:
        canvas = self.workspace.canvas
        if canvas.selection and canvas.movable(canvas.selection.box, "size"):
            handle = self.dice.choice(("e", "s", "se", "nw", "w"))
            wanted = resized(canvas.selection.rect, handle, self.dice.uniform(-50, 50), self.dice.uniform(-50, 50))
            canvas.sized.emit(canvas.selection, wanted)

    def change_format(self) -> None:
        box = self.workspace.format
        if box.count():
            box.setCurrentIndex(self.dice.randrange(box.count()))
            box.activated.emit(box.currentIndex())

    def duplicate_or_remove(self) -> None:
        if self.document.campaign.pieces and self.dice.random() < 0.2:
            name = self.dice.choice(list(self.document.campaign.pieces))
            self.dice.choice((self.workspace.pieces.duplicate, self.workspace.pieces.remove))(name)

    def zoom(self) -> None:
        canvas = self.workspace.canvas
        canvas.set_zoom(canvas.zoom * self.dice.uniform(0.5, 2)) if self.dice.random() < 0.7 else canvas.fit()

    def change_rows(self) -> None:
        events = self.workspace.events
        if events.table:
            self.dice.choice((events.add_row, events.remove_row))()

    def edit_a_cell(self) -> None:
        model = self.workspace.events.model
        if self.workspace.events.table:
            where = model.index(self.dice.randrange(model.rowCount()), self.dice.randrange(model.columnCount()))
            model.setData(where, self.dice.choice(CELLS))

    def touch_a_switch(self) -> None:
        workspace = self.workspace
        switches: list[Callable[[], object]] = [
            workspace.exported.click,
            lambda: workspace.canvas.go_to_page(self.dice.randrange(3)),
            workspace.problems.toggle,
            workspace.guides.click,
        ]
        self.dice.choice(switches)()

    def type(self, text: str) -> None:
        for char in text:
            self.key(Qt.Key(0), char)

    def key(self, key: Qt.Key, text: str = "") -> None:
        target = QApplication.focusWidget() or self.workspace
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))


def play(driver: Driver, seed: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[BaseException] = []

    def note(_kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
        faults.append(fault)

    monkeypatch.setattr(sys, "excepthook", note)
    session = driver.session
    start = session.campaign
    child = Child(driver.workspace, seed)
    for number in range(count):
        child.act()
        if number % 5 == 0:
            driver.settle()
    assert not faults
    session.flush()
    again = load_with_problems(session.root)
    for record in read_journal(session.root / ".pressdesk" / "journal"):
        again = changes.apply(again, record.changes)
    assert again == session.campaign
    assert list(again.pieces) == list(session.campaign.pieces)
    while session.undo():
        pass
    driver.settle()
    assert session.campaign is start
    assert not session.dirty
    assert not faults


def test_a_few_actions_at_random(opened: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    play(opened, 1, 120, monkeypatch)


@pytest.mark.full
@pytest.mark.parametrize("seed", [2, 3])
def test_two_thousand_actions_at_random(opened: Driver, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    play(opened, seed, 2000, monkeypatch)
