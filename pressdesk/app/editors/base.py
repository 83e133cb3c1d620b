"""What all editors are: they show a value as it is written, and tell when the user changes it."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pressdesk.app.translations import language
from pressdesk.app.typing_in import cleaned, leaves_undo
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.values import Value
from pressdesk.templates.filling import Filled
from pressdesk.templates.tree import Field


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
            self.insert(cleaned(QApplication.clipboard().text(), lines=False))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return False if leaves_undo(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


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
