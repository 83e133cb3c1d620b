"""Editors of text: a line that grows, a long text with marks, and the text of a release beside its pages."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pressdesk.app.editors.base import Editor, Situation, field_label, placeholder
from pressdesk.app.editors.naming import facts_menu
from pressdesk.app.translations import tr
from pressdesk.app.typing_in import Marks, TextBox
from pressdesk.app.widgets import button, tool
from pressdesk.model.values import Value


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


class StoryEditor(TextEditor):
    """The text of a release or letter, as Markdown, beside its pages; a piece without one can begin one here."""

    written = Signal(str, str)  # the name of the text, what it says now
    begun = Signal()

    def __init__(self) -> None:
        super().__init__(lines=True)
        self._name = ""
        self._first = 1
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
            self._first = text.body_line + len(text.body) - len(text.body.lstrip("\n"))
            self.box.set_text(text.body.strip("\n"))

    def show_line(self, line: int) -> None:
        """Put the caret on a line of the text's file, and bring it into view."""
        block = self.box.document().findBlockByNumber(max(0, line - self._first))
        if block.isValid():
            self.box.setTextCursor(QTextCursor(block))
            self.box.centerCursor()

    def seize(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def length(self) -> int:
        return 0


class PlainEditor(TextEditor):
    """Stands in for types that are filled from the campaign: the value as written."""
