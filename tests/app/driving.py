"""Drives the window as a hand does: mouse and key events to what is there, dialogs answered while they are open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pressdesk.app.canvas import Canvas
from pressdesk.app.document import Document
from pressdesk.app.exporting import ExportDialog
from pressdesk.app.newpiece import NewPieceDialog
from pressdesk.app.window import Window
from pressdesk.app.workspace import Workspace
from pressdesk.base.geometry import Rect
from pressdesk.display.inspect import marks
from pressdesk.model.piece import Piece
from pressdesk.work.session import Session

Dialog = TypeVar("Dialog", bound=QDialog)
Kind: TypeAlias = type[Dialog]
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
SPOTS = [(across / 20, down / 20) for across in range(1, 20) for down in range(1, 20)]
WAIT_MS = 10_000
"""How long a thing may take on a machine that is busy with other things; nothing waits for it to run out."""


class Driver:
    """A window under test. A dialog that nobody expects is closed, and fails the test at its end."""

    def __init__(self, bot: QtBot, window: Window) -> None:
        self.bot = bot
        self.window = window
        self.unexpected: list[str] = []
        self._expecting = 0
        self._guard = QTimer(window, interval=100)
        self._guard.timeout.connect(self._look)
        self._guard.start()

    # what is there

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def document(self) -> Document:
        return self.workspace.document

    @property
    def session(self) -> Session:
        return self.document.session

    @property
    def canvas(self) -> Canvas:
        return self.workspace.canvas

    @property
    def piece(self) -> Piece:
        assert self.document.piece is not None
        return self.document.piece

    def action(self, name: str) -> QAction:
        return self.window.menus.actions[name]

    def button(self, root: QWidget, text: str) -> QPushButton:
        """The visible button below `root` that says `text`."""
        return next(one for one in root.findChildren(QPushButton) if one.isVisible() and one.text() == text)

    def page_text(self) -> str:
        """The words on the page, as layout set them."""
        from pressdesk.display.inspect import walk
        from pressdesk.display.items import GlyphRun

        # a line that is broken after its own hyphen is one word again
        runs = [item.run.text for sheet in self.canvas.sheets for item, _ in walk(sheet) if isinstance(item, GlyphRun)]
        words = " ".join(" ".join(runs).replace("\u202f", " ").replace("\u00a0", " ").split())
        return words.replace("- ", "-")

    def place_of(self, box: str) -> Rect:
        """Where a box is on its sheet, in points."""
        return next(rect for sheet in self.canvas.sheets for mark, rect in marks(sheet) if mark.box == box)

    def spot(self, box: str) -> QPoint:
        """A place on the canvas where a click meets that box."""
        canvas = self.canvas
        for number, sheet in enumerate(canvas.sheets):
            for mark, rect in marks(sheet):
                if mark.box != box:
                    continue
                area = canvas._to_view(number, rect)
                for across, down in sorted(SPOTS, key=lambda spot: abs(spot[0] - 0.5) + abs(spot[1] - 0.5)):
                    at = QPointF(area.x() + area.width() * across, area.y() + area.height() * down).toPoint()
                    found = canvas._box_at(QPointF(at))
                    if found and found.box == box:
                        return at
        raise AssertionError(f"no place to click for {box}")

    # waiting

    def wait(self, reached: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(reached()), timeout=WAIT_MS)

    def settle(self) -> None:
        """Let everything that is waiting happen."""
        QApplication.processEvents()

    # keys

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def type(self, text: str) -> None:
        """Type; every character goes to what has the keyboard then, any letter of any script."""
        for char in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, NONE, char))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        self.settle()  # a shortcut is known once its action has been told
        for _ in range(times):
            QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def undo(self, times: int = 1) -> None:
        self.key(Qt.Key.Key_Z, CONTROL, times)

    def redo(self, times: int = 1) -> None:
        self.key(Qt.Key.Key_Z, CONTROL | SHIFT, times)

    def fill(self, field: str, text: str) -> None:
        """Go to a field of the form with a click, and type over what is there."""
        row = self.workspace.form.rows[field]
        self.workspace.form.ensureWidgetVisible(row)
        self.click(row.editor.focusProxy() or row.editor)
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(text)

    # the mouse

    def click(self, widget: QWidget, at: QPoint | None = None, button: Qt.MouseButton = LEFT) -> None:
        self.settle()  # what is about to be laid out has its place then
        QTest.mouseClick(widget, button, NONE, at or widget.rect().center())

    def click_box(self, box: str) -> None:
        self.click(self.canvas.viewport(), self.spot(box))

    def double_click_box(self, box: str) -> None:
        at = self.spot(box)
        self.click(self.canvas.viewport(), at)
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NONE, at)

    def drag(self, start: QPoint, by: QPoint, steps: int = 4) -> None:
        """Press on the canvas, move in steps, let go."""
        view = self.canvas.viewport()
        QTest.mousePress(view, LEFT, Qt.KeyboardModifier.AltModifier, start)
        for step in range(1, steps + 1):
            self.move_mouse(view, start + by * step / steps)
        QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.AltModifier, start + by)

    def move_mouse(self, view: QWidget, at: QPoint) -> None:
        """Move with the button down and Alt held, so that nothing snaps (QTest's own moves hold no button)."""
        from PySide6.QtGui import QMouseEvent

        spot = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            spot,
            view.mapToGlobal(spot),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.AltModifier,
        )
        QApplication.sendEvent(view, event)

    # dialogs

    @contextmanager
    def answering(self, kind: Kind[Dialog], act: Callable[[Dialog], object]) -> Iterator[None]:
        """While the block runs a dialog of that kind must open; `act` is done to it, and must close it."""
        faults: list[BaseException] = []
        seen: list[str] = []
        begun = time.monotonic()
        timer = QTimer(interval=10)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind) or not dialog.isVisible():
                if isinstance(dialog, QDialog) and time.monotonic() > begun + WAIT_MS / 1000:
                    dialog.reject()  # another one than expected: the test fails, and must not hang
                return
            timer.stop()
            seen.append(type(dialog).__name__)
            try:
                dialog.activateWindow()
                self.wait(dialog.isActiveWindow)
                act(dialog)
            except BaseException as fault:
                faults.append(fault)
                dialog.reject()

        timer.timeout.connect(look)
        self._expecting += 1
        timer.start()
        try:
            yield
        finally:
            timer.stop()
            self._expecting -= 1
            self.window.activateWindow()  # without a window manager nobody else does
            self.settle()
        if faults:
            raise faults[0]
        assert seen, f"no {kind.__name__} came up"

    @contextmanager
    def told(self, *parts: str) -> Iterator[None]:
        """While the block runs exactly one message comes up, which says all of `parts` and no traceback."""

        def read(box: QMessageBox) -> None:
            text = f"{box.text()} {box.informativeText()}"
            boxes = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
            assert len(boxes) == 1, "a box on top of a box"
            assert "Traceback" not in text and "Error" not in text
            for part in parts:
                assert part in text, text
            box.accept()

        with self.answering(QMessageBox, read):
            yield

    @contextmanager
    def naming(self, path: Path) -> Iterator[None]:
        """While the block runs a file dialog opens, in which `path` is typed."""

        def answer(dialog: QFileDialog) -> None:
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            field.setText(str(path))
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_Return)
            if dialog.isVisible():
                dialog.accept()

        with self.answering(QFileDialog, answer):
            yield

    def new_piece(self, template: str, title: str) -> None:
        """Make a piece of a template in the dialog."""

        def answer(dialog: NewPieceDialog) -> None:
            for row in range(dialog.list.count()):
                if dialog.list.item(row).data(Qt.ItemDataRole.UserRole) == template:
                    area = dialog.list.visualItemRect(dialog.list.item(row))
                    self.click(dialog.list.viewport(), area.center())
            assert dialog.template is not None and dialog.template.name == template
            self.click(dialog.title)
            self.type(title)
            self.click(dialog.make)

        with self.answering(NewPieceDialog, answer):
            self.key(Qt.Key.Key_N, CONTROL)

    def export(self, kind: str, **ticked: bool) -> list[Path]:
        """Export from the dialog; the files it lists. `ticked` names boxes such as `all_formats`."""
        files: list[Path] = []

        def answer(dialog: ExportDialog) -> None:
            dialog.choose(kind)
            for name, on in ticked.items():
                getattr(dialog, name).setChecked(on)
            self.click(dialog.go)
            self.wait(dialog._end.isVisible)
            files.extend(dialog.files)
            assert files, [said.text() for said in items_of(dialog._list)]
            self.click(dialog.cancel)

        with self.answering(ExportDialog, answer):
            self.key(Qt.Key.Key_E, CONTROL)
        return files

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or self._expecting or not isinstance(dialog, QDialog):
            return
        said = f"{dialog.text()} {dialog.informativeText()}" if isinstance(dialog, QMessageBox) else ""
        self.unexpected.append(f"{type(dialog).__name__} {dialog.windowTitle()} {said}")
        dialog.reject()


def items_of(view: QListWidget) -> list:  # type: ignore[type-arg]
    return [view.item(row) for row in range(view.count())]
