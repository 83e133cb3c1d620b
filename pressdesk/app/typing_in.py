"""Lines and boxes to type in: they grow with their text, clean what is pasted, and keep no-break spaces."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from pressdesk.app import theme

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc]")
_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")


def cleaned(text: str, *, lines: bool) -> str:
    """Text without what word processors hide in it: soft hyphens, zero-width and direction marks, control characters.

    With `lines` line ends stay, else they become spaces.

    >>> cleaned("Te\u00adnons\u200b bon\\r\\n", lines=False)
    'Tenons bon'
    """
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", _BREAKS.sub("\n", text)))
    text = text.replace("\t", " ")
    text = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"))
    return text if lines else re.sub(r" *\n+ *", " ", text.strip("\n"))


def leaves_undo(event: QEvent) -> bool:
    """Whether an event asks a field to take the keys of undo and redo; they belong to the whole campaign."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    if event.matches(keys.Undo) or event.matches(keys.Redo):
        event.ignore()
        return True
    return False


class TextBox(QPlainTextEdit):
    """A box of one or several lines that is as high as its text, up to a limit."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, *, lines: bool, most: int = 4, least: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._most = most
        self._least = least
        self._quiet = False
        self._told = ""
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # undo is the session's, for the whole campaign
        self.document().setDocumentMargin(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        self._grow()

    def set_lines(self, least: int, most: int) -> None:
        """How many lines the box is high, empty and at most."""
        self._least, self._most = least, most
        self._grow()

    def text(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n")

    def set_text(self, text: str) -> None:
        """Show another text without telling; the caret stays where it is as far as it can."""
        if text == self.text():
            return
        self._quiet = True
        cursor = self.textCursor()
        place = cursor.position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)
        self._quiet = False
        self._told = self.text()
        self._grow()

    def wrap(self, mark: str) -> None:
        """Put marks such as `**` around the selection, or take them away."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        text = self.text()
        inner = text[start:end]
        outside = text[:start].endswith(mark) and text[end:].startswith(mark)
        if outside:
            cursor.setPosition(start - len(mark))
            cursor.setPosition(end + len(mark), cursor.MoveMode.KeepAnchor)
            cursor.insertText(inner)
            start -= len(mark)
        else:
            cursor.insertText(f"{mark}{inner}{mark}")
            start += len(mark)
        cursor.setPosition(start)
        cursor.setPosition(start + len(inner), cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def bullets(self) -> None:
        """Make the lines of the selection items of a list, or plain again."""
        cursor = self.textCursor()
        text = self.text()
        start = text.rfind("\n", 0, cursor.selectionStart()) + 1
        end = text.find("\n", cursor.selectionEnd())
        end = len(text) if end < 0 else end
        lines = text[start:end].split("\n")
        plain = all(not line or line.startswith("- ") for line in lines) and any(lines)
        lines = [line.removeprefix("- ") if plain else line if line.startswith("- ") else f"- {line}" for line in lines]
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        cursor.insertText("\n".join(lines))
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the text as written, its no-break spaces kept, without Qt's own HTML of it."""
        copied = QMimeData()
        copied.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(cleaned(source.text(), lines=self._lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            event.ignore()
        elif event.matches(keys.Bold):
            self.wrap("**")
        elif event.matches(keys.Italic):
            self.wrap("*")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._lines:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return False if leaves_undo(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _changed(self) -> None:
        self._grow()
        if self._quiet:
            return
        text = self.text()
        if text != self._told:  # Qt tells of new marks as well
            self._told = text
            self.edited.emit(text)

    def _grow(self) -> None:
        lines = max(self._least, min(self._most, round(self.document().size().height()) or 1))
        height = self.fontMetrics().lineSpacing() * lines + 16
        if height != self.minimumHeight() or self.maximumHeight() != height:
            self.setFixedHeight(height)


class Marks(QSyntaxHighlighter):
    """Shows bold, italic and headings as such while their marks stay to be seen; names of facts in the accent, and a
    wavy line below what `misspelt` says of a line."""

    _BOLD = re.compile(r"\*\*(.+?)\*\*")
    _ITALIC = re.compile(r"(?<!\*)\*([^*]+?)\*(?!\*)")

    _FACT = re.compile(r"\{[^{}]+\}")
    _HEADING = re.compile(r"^(#{1,4} .*)$")

    misspelt: Callable[[str], tuple[tuple[int, int], ...]] = staticmethod(lambda _line: ())

    def highlightBlock(self, text: str) -> None:
        for found in self._HEADING.finditer(text):
            self._style(found, lambda style: style.setFontWeight(QFont.Weight.DemiBold))
        for found in self._FACT.finditer(text):
            style = QTextCharFormat()
            style.setForeground(QColor(theme.current().focus))
            self.setFormat(found.start(), found.end() - found.start(), style)
        for found in self._BOLD.finditer(text):
            self._style(found, lambda style: style.setFontWeight(QFont.Weight.Bold))
        for found in self._ITALIC.finditer(text):
            self._style(found, lambda style: style.setFontItalic(True))
        for start, end in self.misspelt(text):
            for place in range(start, end):
                style = QTextCharFormat(self.format(place))
                style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                style.setUnderlineColor(QColor(theme.current().error))
                self.setFormat(place, 1, style)

    def _style(self, found: re.Match[str], change: Callable[[QTextCharFormat], None]) -> None:
        style = QTextCharFormat()
        change(style)
        self.setFormat(found.start(1), found.end(1) - found.start(1), style)
