"""The editor of a list: its items below each other."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pressdesk.app.editors.base import Editor, LineEdit, Situation, field_label
from pressdesk.app.translations import tr
from pressdesk.app.widgets import button, tool
from pressdesk.model.values import Value

NAMED = ("name", "role", "function", "office", "organisation", "place", "line")
"""What names a person who is a table in the piece."""


class ListEditor(Editor):
    """Items below each other: Enter makes another, Alt with the arrows moves one, Backspace takes an empty one out."""

    def __init__(self) -> None:
        super().__init__()
        self._situation: Situation | None = None
        self._fields: list[LineEdit] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._column.addLayout(self._rows)
        self._add = button(tr("Add a line"), lambda: self._insert(len(self._fields)), icon="add", kind="quiet")
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, value: Value, situation: Situation) -> None:
        self._situation = situation
        items = self._written(value)
        if self._items() == items or [item for item in self._items() if item] == items:
            return
        self._rebuild(items)

    def length(self) -> int:
        return len([item for item in self._items() if item])

    def seize(self) -> None:
        if self._fields:
            self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._fields[0].selectAll()
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def move(self, index: int, step: int) -> None:  # type: ignore[override]
        """Let an item change places with the next or the one before."""
        other = index + step
        items = self._items()
        if 0 <= other < len(items):
            items[index], items[other] = items[other], items[index]
            self._rebuild(items, other)
            self._tell()
            self.left.emit()

    def remove(self, index: int) -> None:
        """Take an item out."""
        items = self._items()
        del items[index]
        self._rebuild(items, min(index, len(items) - 1))
        self._tell()
        self.left.emit()

    def _items(self) -> list[str]:
        return [field.text() for field in self._fields]

    def _tell(self) -> None:
        items = tuple(self._meant(item) for item in self._items() if item.strip())
        self.edited.emit(items or None)

    def _written(self, value: Value) -> list[str]:
        """The items as lines."""
        return [str(item) for item in value] if isinstance(value, tuple | list) else [] if not value else [str(value)]

    def _meant(self, item: str) -> Value:
        """What a line stands for in the piece."""
        return item

    def _insert(self, index: int) -> None:
        items = self._items()
        items.insert(index, "")
        self._rebuild(items, index)

    def _rebuild(self, items: list[str], focus: int = -1) -> None:
        for field in self._fields:
            row = field.parentWidget()
            assert row is not None
            row.hide()
            self._rows.removeWidget(row)
            row.deleteLater()
        self._fields = []
        name = field_label(self._situation.field) if self._situation else ""
        for index, item in enumerate(items):
            self._rows.addWidget(self._row(index, item, len(items), name))
        if 0 <= focus < len(self._fields):
            self._fields[focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, index: int, item: str, count: int, name: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        field = _ItemField(item)
        field.setCursorPosition(0)
        field.setAccessibleName(f"{name} {index + 1}")
        field.textEdited.connect(lambda _text: self._tell())
        field.left.connect(self.left)
        field.wanted_new.connect(lambda: self._insert(index + 1))
        field.wanted_gone.connect(lambda: self.remove(index))
        field.wanted_move.connect(lambda step: self.move(index, step))
        self._fields.append(field)
        up = tool("up", tr("Move up"), lambda: self.move(index, -1))
        down = tool("down", tr("Move down"), lambda: self.move(index, 1))
        up.setEnabled(index > 0)
        down.setEnabled(index < count - 1)
        line.addWidget(field)
        line.addSpacing(4)
        for each in (up, down, tool("remove", tr("Remove"), lambda: self.remove(index))):
            line.addWidget(each)
        return row


class PeopleEditor(ListEditor):
    """People below each other, each written as name and function; one that is a table in the piece stays one until its
    line is changed."""

    def __init__(self) -> None:
        super().__init__()
        self._tables: dict[str, Value] = {}

    def _written(self, value: Value) -> list[str]:
        if isinstance(value, str):
            return [
                part.strip() for part in (value.splitlines() if "\n" in value else value.split("|")) if part.strip()
            ]
        items = (value,) if isinstance(value, Mapping) else value if isinstance(value, tuple | list) else ()
        lines = []
        for item in items:
            if isinstance(item, Mapping):
                line = ", ".join(str(item[key]) for key in NAMED if item.get(key))
                self._tables[line] = item
                lines.append(line)
            else:
                lines.append(str(item))
        return lines

    def _meant(self, item: str) -> Value:
        return self._tables.get(item, item)


class _ItemField(LineEdit):
    wanted_new = Signal()
    wanted_gone = Signal()
    wanted_move = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted_new.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.wanted_gone.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.wanted_move.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
