"""The rows of a table (events, one flyer for each), as a table to edit; the row that is chosen is the one shown."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from pressdesk.app.document import Document, rows_of
from pressdesk.app.translations import tr, tr_count
from pressdesk.app.widgets import button, label
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.text.dates import parse_date, parse_time
from pressdesk.work.session import Change

Index = QModelIndex | QPersistentModelIndex


def column_title(name: str) -> str:
    """The heading of a column in the language of the window."""
    known = {
        "weekday": tr("Weekday"),
        "date": tr("Date"),
        "time": tr("Time"),
        "end": tr("End"),
        "town": tr("Town"),
        "place": tr("Place"),
        "address": tr("Address"),
        "speaker": tr("With"),
        "note": tr("Note"),
        "petition": tr("Petition"),
    }
    return known.get(name, name.replace("_", " ").capitalize())


def cell_shown(value: Value) -> str:
    """A cell as it is shown and typed: 12/03/2027, 14:30."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def cell_read(text: str, column: str, before: Value) -> Value:
    """What was typed into a cell as a value of the column's kind; what cannot be read stays text."""
    text = text.strip()
    if not text:
        return None
    try:
        if isinstance(before, date) or column == "date":
            return parse_date(text)
        if isinstance(before, time) or column in ("time", "end"):
            return parse_time(text)
    except ValueError:
        return text
    return text


class RowsModel(QAbstractTableModel):
    """A table of the campaign for Qt."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.table: Table | None = None

    def set_table(self, table: Table | None) -> None:
        before = self.table
        if table is before:
            return
        self.table = table
        same = before and table and before.columns == table.columns and len(before.rows) == len(table.rows)
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        else:
            self.beginResetModel()
            self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.table.rows) if self.table else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.table.columns) if self.table else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.table is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        return cell_shown(self.table.rows[index.row()].cells.get(self.table.columns[index.column()]))

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.table is None:
            return None
        return column_title(self.table.columns[section]) if way == Qt.Orientation.Horizontal else section + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self._document.session.readonly else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self.table is None or role != Qt.ItemDataRole.EditRole:
            return False
        table, row, column = self.table, index.row(), self.table.columns[index.column()]
        before = table.rows[row].cells.get(column)
        new = cell_read(str(value), column, before)
        if new == before or cell_shown(before) == str(value):
            return False
        return self._document.edit(
            tr("Change “{field}”", field=column_title(column)),
            lambda draft: draft.cell(table.name, row, column, new),
        )


class Events(QWidget):
    """The table of the piece that is shown, with a line of buttons above it."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.model = RowsModel(document)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("Events"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAlternatingRowColors(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().setDefaultSectionSize(30)
        self.view.verticalHeader().setMinimumWidth(32)
        self.view.horizontalHeader().setHighlightSections(False)
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.selectionModel().currentRowChanged.connect(self._chose)
        self._title = label("", "section")
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 8, 4)
        head.addWidget(self._title, 1)
        self._add = button(tr("Add an event"), self.add_row, icon="add", kind="quiet")
        self._remove = button(tr("Remove the event"), self.remove_row, icon="delete", kind="quiet")
        head.addWidget(self._add)
        head.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        document.switched.connect(self.refresh)
        document.changed.connect(self._changed)
        if self.table is None:  # to show it before it has its place would open a window of its own
            self.hide()

    def _changed(self, change: Change | None) -> None:
        if change is None or change.before.tables is not change.after.tables:
            self.refresh()

    @property
    def table(self) -> Table | None:
        piece = self.document.piece
        return rows_of(self.document.campaign, piece) if piece else None

    def refresh(self) -> None:
        """Show the rows as they are now, with the one on the page chosen."""
        table = self.table
        columns = self.model.table.columns if self.model.table else ()
        self.model.set_table(table)
        self.setVisible(table is not None)
        if table is None:
            return
        self._title.setText(tr_count(len(table.rows), "{count} event", "{count} events"))
        editable = not self.document.session.readonly
        self._add.setEnabled(editable)
        self._remove.setEnabled(editable and len(table.rows) > 1)
        if columns != table.columns:
            for number, column in enumerate(table.columns):
                width = {"town": 168, "place": 168, "address": 184, "note": 320, "speaker": 200, "date": 96}.get(
                    column, 80
                )
                self.view.setColumnWidth(number, width)
        row = self.document.row_index
        if row >= 0 and self.view.currentIndex().row() != row:
            column_now = max(0, self.view.currentIndex().column())
            self.view.setCurrentIndex(self.model.index(row, column_now))

    def add_row(self) -> None:
        """Put an empty row below the one that is chosen and show it."""
        table = self.table
        if table is None:
            return
        at = self.document.row_index + 1
        number = max((row.number for row in table.rows), default=1) + 1
        cells: dict[str, Value] = dict.fromkeys(table.columns)
        like = table.rows[at - 1].cells if at else {}
        if "petition" in cells:
            cells["petition"] = like.get("petition")
        rows = (*table.rows[:at], Row(number, cells), *table.rows[at:])
        if self.document.edit(tr("Add an event"), lambda draft: draft.put(("tables", table.name, "rows"), rows)):
            self._show(at)

    def remove_row(self) -> None:
        """Take the chosen row out."""
        table, at = self.table, self.document.row_index
        if table is None or len(table.rows) < 2:
            return
        rows = (*table.rows[:at], *table.rows[at + 1 :])
        self.document.edit(tr("Remove an event"), lambda draft: draft.put(("tables", table.name, "rows"), rows))
        self._show(min(at, len(rows) - 1))

    def _chose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._show(now.row())

    def _show(self, row: int) -> None:
        piece = self.document.piece
        if piece:
            self.document.show(piece.name, row=row)
