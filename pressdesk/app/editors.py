"""One editor for each type of field: it shows the value as written, and tells when the user changes it."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from pressdesk.app.translations import language, tr
from pressdesk.app.typing_in import Marks, TextBox, cleaned, leaves_undo
from pressdesk.app.widgets import button, label, tool
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.values import Value
from pressdesk.templates.filling import Filled
from pressdesk.templates.tree import Field
from pressdesk.text.dates import format_date, format_time, parse_date, parse_time

EMPTY_OR_NOTHING = (None, "", ())


class Situation(NamedTuple):
    """What an editor may need to know besides its value."""

    campaign: Campaign
    field: Field
    filled: Filled | None = None
    piece: Piece | None = None


class Editor(QWidget):
    """Base of all editors. `edited` gives the new value as it is written into the piece, None to empty the field."""

    edited = Signal(object)
    left = Signal()

    def show_value(self, value: Value, situation: Situation) -> None:
        """Show a value without telling anybody."""
        raise NotImplementedError

    def length(self) -> int:
        """How many characters or items there are, to be held against the field's `max`."""
        return 0

    def seize(self) -> None:
        """Take the keyboard, with everything selected so that typing replaces it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class LineEdit(QLineEdit):
    """A line whose undo is the session's, and which cleans what is pasted."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            event.ignore()
        elif event.matches(keys.Paste):
            from PySide6.QtWidgets import QApplication

            self.insert(cleaned(QApplication.clipboard().text(), lines=False))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return False if leaves_undo(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TextEditor(Editor):
    """Text with its marks as written. A button inserts a fact of the campaign."""

    def __init__(self, *, lines: bool = False) -> None:
        super().__init__()
        self._situation: Situation | None = None
        self.box = TextBox(lines=lines, most=14 if lines else 5, least=6 if lines else 1)
        self.box.edited.connect(lambda text: self.edited.emit(text or None))
        self.box.left.connect(self.left)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if lines:
            self._marks = Marks(self.box.document())
            bar = QHBoxLayout()
            bar.setSpacing(2)
            bar.addWidget(tool("bold", tr("Bold"), lambda: self.box.wrap("**"), key="Ctrl+B"))
            bar.addWidget(tool("italic", tr("Italic"), lambda: self.box.wrap("*"), key="Ctrl+I"))
            bar.addWidget(tool("list", tr("List"), self.box.bullets))
            bar.addStretch()
            column.addLayout(bar)
        column.addWidget(self.box)
        self.box.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.box.customContextMenuRequested.connect(self._menu)

    def show_value(self, value: Value, situation: Situation) -> None:
        self._situation = situation
        self.box.setAccessibleName(field_label(situation.field))
        self.box.setPlaceholderText(placeholder(situation))
        self.box.set_text("" if value is None else str(value))

    def length(self) -> int:
        return len(self.box.text())

    def seize(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def insert_fact(self, name: str) -> None:
        self.box.insertPlainText("{" + name + "}")

    def _menu(self, at: QPoint) -> None:
        menu = self.box.createStandardContextMenu()
        if self._situation:
            menu.addSeparator()
            menu.addMenu(facts_menu(self._situation.campaign, self.insert_fact, menu))
        menu.exec(self.box.mapToGlobal(at))


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
        self._told.setVisible(bool(told) and told != text)

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


class ChoiceEditor(Editor):
    """One of several; the first entry leaves it to the template or the campaign."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QComboBox()
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(8)
        self._box.activated.connect(lambda _index: self._chosen())
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)

    def show_value(self, value: Value, situation: Situation) -> None:
        self._box.setAccessibleName(field_label(situation.field))
        self._box.clear()
        default = placeholder(situation)
        self._box.addItem(tr("From the campaign: {what}", what=default) if default else tr("None"), None)
        for name, shown in self._choices(situation).items():
            self._box.addItem(shown, name)
        known = [self._box.itemData(index) for index in range(self._box.count())]
        if value not in known:
            self._box.addItem(str(value), value)
        self._box.setCurrentIndex(self._box.findData(value))

    def _choices(self, situation: Situation) -> Mapping[str, str]:
        return {choice: choice for choice in situation.field.choices}

    def _chosen(self) -> None:
        self.edited.emit(self._box.currentData())
        self.left.emit()


class PetitionEditor(ChoiceEditor):
    """One of the campaign's petitions, with its short link."""

    def _choices(self, situation: Situation) -> Mapping[str, str]:
        return {
            key: f"{petition.title or key} – {petition.short or petition.link}"
            for key, petition in situation.campaign.petitions.items()
        }


class YesNoEditor(Editor):
    """A box to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.clicked.connect(self._ticked)
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch()

    def show_value(self, value: Value, situation: Situation) -> None:
        self.box.setText(field_label(situation.field))
        now = situation.filled.values.get(situation.field.name) if situation.filled else value
        self.box.setChecked(now is True)

    def _ticked(self, checked: bool) -> None:
        self.edited.emit(checked)
        self.left.emit()


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
        items = [str(item) for item in value] if isinstance(value, tuple | list) else [] if not value else [str(value)]
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
        items = tuple(item for item in self._items() if item.strip())
        self.edited.emit(items or None)

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


class SeveralEditor(Editor):
    """Some of the campaign's organisations: tick those that sign; none ticked leaves it to the campaign."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_value(self, value: Value, situation: Situation) -> None:  # noqa: ARG002
        wanted = {one.key: one.short or one.name for one in situation.campaign.organisations}
        if list(self._boxes) != list(wanted):
            for box in self._boxes.values():
                self._column.removeWidget(box)
                box.deleteLater()
            self._boxes = {}
            for key, name in wanted.items():
                box = QCheckBox(name)
                box.clicked.connect(lambda _checked=False: self._ticked())
                self._column.addWidget(box)
                self._boxes[key] = box
        now = situation.filled.values.get(situation.field.name) if situation.filled else ()
        chosen = {getattr(one, "key", "") for one in now} if isinstance(now, tuple) else set()
        for key, box in self._boxes.items():
            box.setChecked(key in chosen)

    def seize(self) -> None:
        if self._boxes:
            next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ticked(self) -> None:
        keys = tuple(key for key, box in self._boxes.items() if box.isChecked())
        self.edited.emit(keys if len(keys) < len(self._boxes) else None)
        self.left.emit()


class StoryEditor(TextEditor):
    """The text of a release or letter, as Markdown, beside its pages; a piece without one can begin one here."""

    written = Signal(str, str)  # the name of the text, what it says now
    begun = Signal()

    def __init__(self) -> None:
        super().__init__(lines=True)
        self._name = ""
        self._begin = button(tr("Begin the text"), self.begun.emit, icon="add")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.set_lines(12, 22)
        self.box.edited.disconnect()
        self.box.edited.connect(lambda text: self.written.emit(self._name, text))

    def show_value(self, value: Value, situation: Situation) -> None:
        self._situation = situation
        named = value if isinstance(value, str) and value else situation.piece.story if situation.piece else ""
        text = situation.campaign.texts.get(named)
        self._name = named if text else ""
        self.box.setAccessibleName(field_label(situation.field))
        self.box.setVisible(text is not None)
        self._begin.setVisible(text is None)
        if text is not None:
            self.box.set_text(text.body.strip("\n"))

    def length(self) -> int:
        return 0


class PlainEditor(TextEditor):
    """Stands in for types that are filled from the campaign: the value as written."""


def editor_for(kind: str) -> Editor:
    """The editor of a type of field."""
    from pressdesk.app.picture_editor import PictureEditor

    if kind == "longtext":
        return TextEditor(lines=True)
    makers: dict[str, Any] = {
        "text": TextEditor,
        "place": TextEditor,
        "link": TextEditor,
        "date": DateEditor,
        "time": TimeEditor,
        "number": NumberEditor,
        "choice": ChoiceEditor,
        "petition": PetitionEditor,
        "yesno": YesNoEditor,
        "list": ListEditor,
        "organisations": SeveralEditor,
        "picture": PictureEditor,
        "story": StoryEditor,
    }
    made: Editor = makers.get(kind, PlainEditor)()
    return made


def field_label(field: Field) -> str:
    """What a field is called in the language of the window."""
    return field.labels.get(language()) or field.labels.get("fr") or field.labels.get("en") or field.name


def field_help(field: Field) -> str:
    return field.helps.get(language()) or field.helps.get("fr") or field.helps.get("en") or ""


def placeholder(situation: Situation) -> str:
    """What a field says when it is left empty: its default, filled in."""
    field, filled = situation.field, situation.filled
    if not field.default or filled is None:
        return ""
    from pressdesk.templates.filling import CodeValue, field_text, text_of

    value = filled.values.get(field.name)
    if isinstance(value, CodeValue):
        return value.short or value.payload
    if field.type in ("petition", "link", "organisations", "picture", "yesno"):
        return ""
    spans = field_text(field.name, filled) if field.name in filled.values else text_of(field.default, filled)
    text = "".join(span.text for span in spans)
    return "" if text.startswith("{") else text


def facts_menu(campaign: Campaign, insert: Any, parent: QWidget) -> QMenu:
    """A menu of the campaign's facts with what they say now; choosing one inserts its name."""
    menu = QMenu(tr("Insert a fact"), parent)
    for name, told in facts_of(campaign):
        action = QAction(f"{name}   {told[:40]}", menu)
        action.triggered.connect(lambda _checked=False, name=name: insert(name))
        menu.addAction(action)
    return menu


def facts_of(campaign: Campaign) -> list[tuple[str, str]]:
    """The names that text may use, each with its value in words."""
    found: list[tuple[str, str]] = [
        (name, value) for name in ("slogan", "hashtag", "legal") if (value := getattr(campaign, name))
    ]
    found += [(f"petitions.{key}", one.short or one.link) for key, one in campaign.petitions.items()]
    for name, value in campaign.facts.items():
        if isinstance(value, Mapping):
            found += [(f"{name}.{part}", told(inner)) for part, inner in value.items()]
        else:
            found.append((name, told(value)))
    return found


def told(value: object) -> str:
    """A value in a few words."""
    match value:
        case date():
            return format_date(value, "long", language())
        case time():
            return format_time(value, "long", language())
        case tuple() | list():
            return ", ".join(map(told, value))
        case None:
            return ""
    return str(value)


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


def picture_paths(root: Path) -> list[str]:
    """The pictures of a campaign folder, as pieces name them."""
    suffixes = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"}
    folder = root / "pictures"
    try:
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes)
    except OSError:
        return []
    return [path.relative_to(root).as_posix() for path in files]


class Separator(QFrame):
    """A thin line between groups of a form."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "line")
