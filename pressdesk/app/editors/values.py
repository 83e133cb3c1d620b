"""Editors of dates, times and numbers, as people write them, or the name of a fact."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QMenu, QVBoxLayout, QWidget, QWidgetAction

from pressdesk.app.editors.base import Editor, LineEdit, Situation, field_label, placeholder
from pressdesk.app.translations import language, tr
from pressdesk.app.typing_in import cleaned
from pressdesk.app.widgets import label, tool
from pressdesk.model.values import Value
from pressdesk.text.dates import format_date, format_time, parse_date, parse_time


class DateEditor(Editor):
    """A date as people write it, or the name of a fact; a calendar opens beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._situation: Situation | None = None
        self._field = LineEdit()
        self._field.textEdited.connect(self._typed)
        self._field.left.connect(self._leave)
        self.setFocusProxy(self._field)
        self._told = label("", "help")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._field)
        row.addWidget(self._button())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._told)

    def _button(self) -> QWidget:
        return tool("calendar", tr("Choose a date"), self._open)

    def show_value(self, value: Value, situation: Situation) -> None:
        self._situation = situation
        self._field.setAccessibleName(field_label(situation.field))
        self._field.setPlaceholderText(placeholder(situation) or self._example())
        text = self._written(value)
        if not (self._field.hasFocus() and self._read(self._field.text()) == value):
            self._field.setText(text)
        now = situation.filled.values.get(situation.field.name) if situation.filled else None
        told = self._in_words(now)
        self._told.setText(told)
        self._told.setVisible(told not in ("", text or self._field.placeholderText()))

    def seize(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def _example(self) -> str:
        return tr("12/03/2026 or 12 mars 2026")

    def _written(self, value: Value) -> str:
        return format_date(value, "short", "fr") if isinstance(value, date) else "" if value is None else str(value)

    def _read(self, text: str) -> Value:
        text = cleaned(text, lines=False).strip()
        try:
            return parse_date(text) if text else None
        except ValueError:
            return text

    def _in_words(self, value: object) -> str:
        return format_date(value, "full", language()) if isinstance(value, date) else ""

    def _typed(self, text: str) -> None:
        self.edited.emit(self._read(text))

    def _leave(self) -> None:
        value = self._read(self._field.text())
        if isinstance(value, date | time):
            self._field.setText(self._written(value))
        self.left.emit()

    def _open(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        situation = self._situation
        now = situation.filled.values.get(situation.field.name) if situation and situation.filled else None
        if isinstance(now, date):
            calendar.setSelectedDate(QDate(now.year, now.month, now.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)

        def choose(day: QDate) -> None:
            value = date(day.year(), day.month(), day.day())
            self._field.setText(self._written(value))
            self.edited.emit(value)
            self.left.emit()

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        menu.exec(self._field.mapToGlobal(QPoint(0, self._field.height() + 4)))


class TimeEditor(DateEditor):
    """A time as people write it, or the name of a fact."""

    def _button(self) -> QWidget:
        return tool("clock", tr("Choose a time"), self._open)

    def _example(self) -> str:
        return tr("14:30 or 14 h 30")

    def _written(self, value: Value) -> str:
        return value.strftime("%H:%M") if isinstance(value, time) else "" if value is None else str(value)

    def _read(self, text: str) -> Value:
        text = cleaned(text, lines=False).strip()
        try:
            return parse_time(text) if text else None
        except ValueError:
            return text

    def _in_words(self, value: object) -> str:
        return format_time(value, "long", language()) if isinstance(value, time) else ""

    def _open(self) -> None:
        menu = QMenu(self)
        for hour in range(8, 22):
            sub = menu.addMenu(f"{hour} h")
            for minute in (0, 15, 30, 45):
                sub.addAction(f"{hour}:{minute:02}", partial(self._choose, time(hour, minute)))
        menu.exec(self._field.mapToGlobal(QPoint(0, self._field.height() + 4)))

    def _choose(self, value: time) -> None:
        self._field.setText(self._written(value))
        self.edited.emit(value)
        self.left.emit()


class NumberEditor(Editor):
    """A number, or the name of a fact."""

    def __init__(self) -> None:
        super().__init__()
        self._field = LineEdit()
        self._field.textEdited.connect(self._typed)
        self._field.left.connect(self.left)
        self.setFocusProxy(self._field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field)

    def show_value(self, value: Value, situation: Situation) -> None:
        self._field.setAccessibleName(field_label(situation.field))
        self._field.setPlaceholderText(placeholder(situation))
        if _number(self._field.text()) != value or value is None:
            self._field.setText("" if value is None else str(value))

    def seize(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def _typed(self, text: str) -> None:
        self.edited.emit(_number(text))


def _number(text: str) -> Value:
    text = cleaned(text, lines=False).strip().replace(",", ".").replace("\u202f", "").replace("\u00a0", "")
    if not text:
        return None
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
