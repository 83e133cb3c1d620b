"""The rows of a table (events, a flyer for each; officials, a letter), as a table to edit; the chosen row is shown."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pressdesk.app.document import Document, rows_of
from pressdesk.app.translations import tr, tr_count
from pressdesk.app.widgets import button, label
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.text.dates import parse_date, parse_time
from pressdesk.work.session import Change, Draft

Index = QModelIndex | QPersistentModelIndex
COLUMNS = {
    "event": ("date", "time", "town", "place", "address", "note"),
    "official": ("name", "gender", "office", "body", "street", "complement", "postcode", "town", "mail", "salutation"),
}
"""What a table that is begun here has for each record."""
HEAD_HIGH, HIGH, MOST_HIGH = 48, 240, 16_777_215
"""Its height without a table (the line of buttons alone), with one at first, and at most, as Qt has it."""
_WIDTHS = dict.fromkeys(("address", "office", "street"), 184) | dict.fromkeys(("body", "mail", "speaker"), 200)
_WIDTHS |= {"town": 168, "place": 168, "name": 168, "note": 320, "date": 96, "checked": 96, "gender": 56}


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
        "name": tr("Name"),
        "gender": tr("f or m"),
        "office": tr("Role"),
        "body": tr("Body"),
        "street": tr("Street"),
        "complement": tr("Complement"),
        "postcode": tr("Postcode"),
        "mail": tr("E-mail"),
        "checked": tr("Checked on"),
        "salutation": tr("Salutation"),
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
        if isinstance(before, date) or column in ("date", "checked"):
            return parse_date(text)
        if isinstance(before, time) or column in ("time", "end"):
            return parse_time(text)
    except ValueError:
        return text
    return text


def _counted(count: int, record: str) -> str:
    if record == "event":
        return tr_count(count, "{count} event", "{count} events")
    if record == "official":
        return tr_count(count, "{count} addressee", "{count} addressees")
    return tr_count(count, "{count} row", "{count} rows")


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
        self._high = HIGH
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
        head.setSpacing(8)
        head.addWidget(self._title)
        self.tables = QComboBox()
        self.tables.setAccessibleName(tr("Table that the piece takes its rows from"))
        self.tables.setToolTip(tr("Table that the piece takes its rows from"))
        self.tables.activated.connect(lambda index: self.choose(str(self.tables.itemData(index))))
        head.addWidget(self.tables)
        head.addStretch(1)
        self._begin = button(tr("Begin a table"), self.begin_table, icon="table", kind="quiet")
        self._add = button(tr("Add an event"), self.add_row, icon="add", kind="quiet")
        self._remove = button(tr("Remove the event"), self.remove_row, icon="delete", kind="quiet")
        for one in (self._begin, self._add, self._remove):
            head.addWidget(one)
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
        if change is None or change.before.tables is not change.after.tables or self._rows_changed(change):
            self.refresh()

    def _rows_changed(self, change: Change) -> bool:
        """Whether the piece takes its rows from another table now."""
        piece = self.document.piece
        before = change.before.pieces.get(piece.name) if piece else None
        return piece is not None and before is not None and before.rows != piece.rows

    @property
    def table(self) -> Table | None:
        piece = self.document.piece
        return rows_of(self.document.campaign, piece) if piece else None

    @property
    def _wanted(self) -> str:
        """The records that the piece's template is for; empty where it is for none."""
        from pressdesk.work.piecing import wanted_record

        template = self.document.shown.template if self.document.shown else None
        return wanted_record(template) if template else ""

    def refresh(self) -> None:
        """Show the rows as they are now, with the one on the page chosen; without a table, what to do about it."""
        table = self.table
        columns = self.model.table.columns if self.model.table else ()
        self.model.set_table(table)
        wanted = table.record if table else self._wanted
        self.setVisible(bool(wanted))
        if not wanted:
            return
        editable = not self.document.session.readonly
        self._offer_tables(table, editable)
        events = wanted == "event"
        self._add.setText(tr("Add an event") if events else tr("Add a line"))
        self._remove.setText(tr("Remove the event") if events else tr("Remove the line"))
        self._add.setVisible(table is not None)
        self._remove.setVisible(table is not None)
        self.view.setVisible(table is not None)
        self._begin.setVisible(table is None and editable)
        self._make_room(table is not None)
        if table is None:
            self._title.setText(tr("No table is chosen."))
            return
        self._title.setText(_counted(len(table.rows), wanted))
        self._add.setEnabled(editable)
        self._remove.setEnabled(editable and len(table.rows) > 1)
        if columns != table.columns:
            for number, column in enumerate(table.columns):
                self.view.setColumnWidth(number, _WIDTHS.get(column, 80))
        row = self.document.row_index
        if row >= 0 and self.view.currentIndex().row() != row:
            column_now = max(0, self.view.currentIndex().column())
            self.view.setCurrentIndex(self.model.index(row, column_now))

    def _offer_tables(self, table: Table | None, editable: bool) -> None:
        """List the campaign's tables to choose from; not where there is nothing to choose."""
        names = list(self.document.campaign.tables)
        self.tables.clear()
        for name in names:
            self.tables.addItem(name, name)
        self.tables.addItem(tr("No table"), "")
        self.tables.setCurrentIndex(names.index(table.name) if table else len(names))
        self.tables.setVisible(bool(names))
        self.tables.setEnabled(editable)

    def _make_room(self, wanted: bool) -> None:
        """As much room as the rows had before, or the line of buttons alone."""
        splitter = self.parentWidget()
        if not isinstance(splitter, QSplitter) or wanted == (self.maximumHeight() != HEAD_HIGH):
            return
        page, rows = splitter.sizes()
        if not wanted:
            self._high = rows if rows > HEAD_HIGH else HIGH
        self.setMaximumHeight(MOST_HIGH if wanted else HEAD_HIGH)
        high = self._high if wanted else HEAD_HIGH
        splitter.setSizes([page + rows - high, high])

    def choose(self, name: str) -> None:
        """Let the piece take its rows from another table, or from none."""
        piece = self.document.piece
        if piece is None or piece.rows == name:
            return
        new = piece._replace(rows=name)
        self.document.edit(tr("Choose a table"), lambda draft: draft.put(("pieces", piece.name), new))

    def begin_table(self) -> None:
        """Make a table of the records that the template is for, with one empty row, and take it."""
        piece, record = self.document.piece, self._wanted
        if piece is None or record not in COLUMNS:
            return
        held = self.document.campaign.tables
        name = next(name for name in (f"{record}s", *(f"{record}s-{n}" for n in range(2, 1000))) if name not in held)
        columns = COLUMNS[record]
        table = Table(name, record, columns, (Row(2, dict.fromkeys(columns)),), f"tables/{name}.csv")

        def change(draft: Draft) -> None:
            draft.put(("tables", name), table)
            draft.put(("pieces", piece.name), piece._replace(rows=name))

        self.document.edit(tr("Begin a table"), change)
        self._show(0)

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
        told = tr("Add an event") if table.record == "event" else tr("Add a line")
        if self.document.edit(told, lambda draft: draft.put(("tables", table.name, "rows"), rows)):
            self._show(at)

    def remove_row(self) -> None:
        """Take the chosen row out."""
        table, at = self.table, self.document.row_index
        if table is None or len(table.rows) < 2:
            return
        rows = (*table.rows[:at], *table.rows[at + 1 :])
        told = tr("Remove an event") if table.record == "event" else tr("Remove the line")
        self.document.edit(told, lambda draft: draft.put(("tables", table.name, "rows"), rows))
        self._show(min(at, len(rows) - 1))

    def _chose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._show(now.row())

    def _show(self, row: int) -> None:
        piece = self.document.piece
        if piece:
            self.document.show(piece.name, row=row)
