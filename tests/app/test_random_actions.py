"""Thousands of seeded actions: nothing raises, undo to the start equals the start, the journal equals the document."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pressdesk.app.window import store_save
from pressdesk.base.geometry import Rect
from pressdesk.display.inspect import marks
from pressdesk.work.session import open_session
from pressdesk.work.store import load_with_problems
from tests.app.driving import CONTROL, Driver

TEXTS = (
    *("Tenons bon", "", "l’été à l’hôpital", "**gras", "{rally.town}", "{nulle.part}", "{", "\u202bעברית", "W" * 60),
    *("12/03/2027", "14h30", "{rally.date}", "99/99/9999", "[lien](", "un\u00ad\u200bdeux", "0,5", "😀"),
)


class Monkey:
    """Does one thing after the other, chosen by the seed."""

    def __init__(self, driver: Driver, seed: int) -> None:
        self.driver = driver
        self.dice = random.Random(seed)
        self.does = {
            self.write: 30,
            self.type: 20,
            self.undo: 12,
            self.redo: 8,
            self.move: 12,
            self.resize: 8,
            self.piece: 6,
            self.format: 6,
            self.fact: 6,
            self.cell: 4,
            self.row: 3,
            self.look: 6,
            self.keys: 8,
            self.add: 2,
            self.remove: 1,
            self.hide: 3,
            self.problem: 4,
            self.ticks: 2,
        }

    def act(self) -> None:
        (done,) = self.dice.choices(list(self.does), list(self.does.values()))
        done()
        QApplication.processEvents()

    def write(self) -> None:
        piece = self.driver.document.piece
        rows = list(self.driver.workspace.form.rows.values())
        if piece is None or not rows:
            return
        row = self.dice.choice(rows)
        text = self.dice.choice(TEXTS)
        value: object = text or None
        if row.field.type == "list":
            value = tuple(self.dice.choice(TEXTS) for _ in range(self.dice.randrange(6)))
        elif row.field.type == "yesno":
            value = self.dice.random() < 0.5
        row.editor.edited.emit(value)

    def type(self) -> None:
        rows = list(self.driver.workspace.form.rows.values())
        if rows:
            self.dice.choice(rows).editor.seize()
            self.driver.type(self.dice.choice(TEXTS)[:8])

    def undo(self) -> None:
        for _ in range(self.dice.randrange(1, 6)):
            self.driver.action("undo").trigger()

    def redo(self) -> None:
        for _ in range(self.dice.randrange(1, 6)):
            self.driver.action("redo").trigger()

    def _select(self) -> bool:
        canvas = self.driver.canvas
        found = [(number, mark) for number, sheet in enumerate(canvas.sheets) for mark, _ in marks(sheet)]
        if found:
            canvas.select_box(self.dice.choice(found)[1].box)
        return canvas.selection is not None

    def move(self) -> None:
        if self._select() and self.driver.canvas.movable(self.driver.canvas.selection.box, "move"):  # type: ignore[union-attr]
            for _ in range(self.dice.randrange(1, 5)):
                canvas = self.driver.canvas
                if canvas.selection:
                    canvas.moved.emit(canvas.selection, self.dice.uniform(-40, 40), self.dice.uniform(-40, 40))
            self.driver.canvas.released.emit()

    def resize(self) -> None:
        canvas = self.driver.canvas
        if self._select() and canvas.selection and canvas.movable(canvas.selection.box, "size"):
            rect = canvas.selection.rect
            wide, high = self.dice.uniform(6, 500), self.dice.uniform(6, 500)
            canvas.sized.emit(canvas.selection, Rect(rect.x + self.dice.uniform(-20, 20), rect.y, wide, high))
            canvas.released.emit()

    def piece(self) -> None:
        names = list(self.driver.session.campaign.pieces)
        if names:
            self.driver.workspace.show_piece(self.dice.choice(names))

    def format(self) -> None:
        box = self.driver.workspace.bar.format
        if box.count():
            box.setCurrentIndex(self.dice.randrange(box.count()))
            box.activated.emit(box.currentIndex())

    def fact(self) -> None:
        self.driver.workspace.show_facts()
        editor, _ = self.dice.choice(list(self.driver.workspace.facts.editors.values()))
        editor.seize()
        self.driver.type(self.dice.choice(TEXTS)[:6])

    def cell(self) -> None:
        model = self.driver.workspace.events.model
        if self.driver.workspace.events.isVisible() and model.rowCount():
            index = model.index(self.dice.randrange(model.rowCount()), self.dice.randrange(model.columnCount()))
            model.setData(index, self.dice.choice(TEXTS))

    def row(self) -> None:
        events = self.driver.workspace.events
        if events.isVisible():
            self.dice.choice((events.add_row, events.remove_row))()

    def look(self) -> None:
        canvas = self.driver.canvas
        self.dice.choice(
            (
                lambda: canvas.set_zoom(canvas.zoom * self.dice.choice((0.3, 0.8, 1.25, 3.0))),
                canvas.fit,
                lambda: canvas.go_to_page(self.dice.randrange(3)),
                lambda: canvas.horizontalScrollBar().setValue(self.dice.randrange(500)),
                lambda: canvas.verticalScrollBar().setValue(self.dice.randrange(500)),
                lambda: self.driver.workspace.show_guides(self.dice.random() < 0.5),
            )
        )()

    def keys(self) -> None:
        self.driver.canvas.setFocus()
        keys = Qt.Key
        key = self.dice.choice((keys.Key_Left, keys.Key_Down, keys.Key_PageDown, keys.Key_Escape, keys.Key_F2))
        self.driver.key(key, CONTROL if self.dice.random() < 0.4 else Qt.KeyboardModifier.NoModifier)

    def add(self) -> None:
        if self.driver.document.piece and len(self.driver.session.campaign.pieces) < 8:
            self.driver.workspace.pieces.duplicate(self.driver.document.piece.name)

    def remove(self) -> None:
        if self.driver.document.piece:
            self.driver.workspace.pieces.remove(self.driver.document.piece.name)

    def hide(self) -> None:
        from pressdesk.app.boxes import hide_box, show_boxes

        if self.dice.random() < 0.5 and self._select() and self.driver.canvas.selection:
            hide_box(self.driver.document, self.driver.canvas.selection.box)
        else:
            show_boxes(self.driver.document)

    def problem(self) -> None:
        shown = self.driver.workspace.problems.shown
        if shown:
            problem = self.dice.choice(shown)
            self.driver.workspace.go_to(problem)
            if self.driver.workspace._can_mend(problem):
                self.driver.workspace.problems.mended.emit(problem)

    def ticks(self) -> None:
        if self.driver.workspace.bar.exported.isEnabled():
            self.driver.workspace.bar.exported.click()


def run(driver: Driver, root: Path, copy: Path, seed: int, count: int) -> None:
    session = driver.session
    start = session.campaign
    monkey = Monkey(driver, seed)
    for _ in range(count):
        monkey.act()
    end = session.campaign
    assert end != start
    session.flush()
    shutil.copytree(root, copy)
    (copy / ".pressdesk" / "lock").unlink(missing_ok=True)
    again = open_session(copy, load_with_problems, store_save).session
    assert again.campaign._replace(root=root, problems=()) == end._replace(problems=())
    again.close(discard=True)
    while session.undo():
        pass
    assert session.campaign == start
    while session.redo():
        pass
    assert session.history.redo_label == ""
    driver.settle()


def test_two_thousand_random_actions(opened_small: Driver, small: Path, tmp_path: Path) -> None:
    run(opened_small, small, tmp_path / "replayed", 1, 2000)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(2, 6))
def test_more_random_actions(opened: Driver, root: Path, tmp_path: Path, seed: int) -> None:
    run(opened, root, tmp_path / "replayed", seed, 2000)
