"""Editors of text: a line that grows, a long text with marks, and the text of a release beside its pages."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pressdesk.app.editors.amending import offer_words
from pressdesk.app.editors.base import Editor, Situation, field_label, placeholder
from pressdesk.app.editors.naming import facts_menu
from pressdesk.app.spelling import Spans, Speller, bare
from pressdesk.app.translations import tr
from pressdesk.app.typing_in import Marks, TextBox, cleaned
from pressdesk.app.widgets import button, tool
from pressdesk.base.problem import Problem
from pressdesk.model.values import Value

_BLOCK = re.compile(r"#{1,6} |[-*+>|] |\d+[.)] ")


def _between(plain: str, words: str) -> str:
    """Words within a line, with the spaces they were copied with."""
    if "\n" in words:
        return words
    inner = plain.strip(" ")
    ahead = plain[: len(plain) - len(plain.lstrip(" "))]
    return ahead + words + plain[len(ahead) + len(inner) :] if inner else words


def _fitted(before: str, words: str, after: str) -> str:
    """Several paragraphs, or a heading, with the empty lines they need between what stands before and after."""
    if "\n" not in words and not _BLOCK.match(words):
        return words
    ahead = "" if not before.strip("\n") or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    behind = "" if not after.strip("\n") or after.startswith("\n\n") else "\n" if after.startswith("\n") else "\n\n"
    return ahead + words + behind


class TextEditor(Editor):
    """Text with its marks as written. A button inserts a fact of the campaign; misspelt words are underlined in long
    texts."""

    learnt = Signal(str)  # a word that is to be right from now on

    def __init__(self, *, lines: bool = False, box: TextBox | None = None) -> None:
        super().__init__()
        self._situation: Situation | None = None
        self._speller: Speller | None = None
        self._language = ""
        self._accepted: frozenset[str] = frozenset()
        self._held: QTextBlock | None = None  # where the word at the caret is not underlined while it is written
        self._marks: Marks | None = None
        self.box = box or TextBox(lines=lines, most=14 if lines else 5, least=6 if lines else 1)
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
        self._spell_as((situation.piece.language if situation.piece else "") or situation.campaign.language)

    def length(self) -> int:
        return len(self.box.text())

    def seize(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def insert_fact(self, name: str) -> None:
        self.box.insertPlainText("{" + name + "}")

    # spelling

    def spell(self, speller: Speller) -> None:
        """Underline what this speller does not know, in a long text."""
        if self._marks is None:
            return
        self._speller = speller
        self._marks.misspelt = self._underlined
        speller.heard.connect(self._heard)
        self.box.cursorPositionChanged.connect(self._let_go)
        self.box.left.connect(self._let_go)

    def misspelt_at(self, at: QPoint) -> QTextCursor | None:
        """The misspelt word at a point of the box, selected."""
        cursor = self.box.cursorForPosition(at)
        block, place = cursor.block(), cursor.positionInBlock()
        for start, end in self._misspelt(block.text()):
            if start <= place <= end:
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                return cursor
        return None

    def replace(self, cursor: QTextCursor, words: str) -> None:
        """Put other words where the cursor's selection is, as one step of its own."""
        self.left.emit()
        cursor.insertText(words)
        self.left.emit()

    def _spell_as(self, language: str, accepted: Collection[str] = ()) -> None:
        """Say in which language the text is, and which words were waved through."""
        now = (language, frozenset(accepted))
        if now != (self._language, self._accepted):
            self._language, self._accepted = now
            if self._marks is not None and self._speller is not None:
                self._marks.rehighlight()

    def _misspelt(self, line: str) -> Spans:
        if self._speller is None:
            return ()
        found = self._speller.wrong(bare(line), self._language)
        return tuple((start, end) for start, end in found if line[start:end] not in self._accepted)

    def _underlined(self, line: str) -> Spans:
        """What is misspelt in a line, but for the word that is being written."""
        found = self._misspelt(line)
        cursor = self.box.textCursor()
        block = cursor.block()
        if found and self._marks is not None and self.box.hasFocus() and self._marks.currentBlock() == block:
            place = cursor.positionInBlock()
            if any(end == place for _, end in found):
                self._held = block
                return tuple((start, end) for start, end in found if end != place)
        return found

    def _let_go(self) -> None:
        """Underline the word that was being written when the caret left it."""
        held, self._held = self._held, None
        if held is not None and held.isValid() and self._marks is not None:
            self._marks.rehighlightBlock(held)

    def _heard(self, lines: Collection[str]) -> None:
        block = self.box.document().begin()
        while self._marks is not None and block.isValid():
            if bare(block.text()) in lines:
                self._marks.rehighlightBlock(block)
            block = block.next()

    def _menu(self, at: QPoint) -> None:
        menu = self.box.createStandardContextMenu()
        word = self.misspelt_at(at)
        if word is not None and self._speller is not None:
            offer_words(menu, word.selectedText(), self._speller, self._language, self.learnt.emit,
                        lambda words: self.replace(word, words))  # fmt: skip
        if self._situation:
            menu.addSeparator()
            menu.addMenu(facts_menu(self._situation.campaign, self.insert_fact, menu))
        menu.exec(self.box.mapToGlobal(at))


class StoryBox(TextBox):
    """A box for Markdown: what other programs put on the clipboard is carried over as Markdown."""

    pasting = Signal()
    pasted = Signal(str, object)  # its plain text, and the problems of what could not be carried

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasHtml() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        plain = cleaned(source.text(), lines=True)
        words, problems = plain, list[Problem]()
        if source.hasHtml():
            from pressdesk.work.incoming_html import story_from_html

            markdown, problems = story_from_html(source.html())
            words = _between(plain, markdown.strip("\n")) if markdown.strip() else plain
        cursor = self.textCursor()
        text = self.text()
        before, after = text[: cursor.selectionStart()], text[cursor.selectionEnd() :]
        self.pasting.emit()
        cursor.insertText(_fitted(before, words, after) if source.hasHtml() else words)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.pasted.emit(plain, problems)


class StoryEditor(TextEditor):
    """The text of a release or letter, as Markdown, beside its pages; a piece without one can begin one here."""

    written = Signal(str, str)  # the name of the text, what it says now
    begun = Signal()
    pasted = Signal(str, str, str, object)  # its name, what it said before, what was pasted as plain text, problems

    def __init__(self) -> None:
        box = StoryBox(lines=True)
        super().__init__(lines=True, box=box)
        self._before = ""
        box.pasting.connect(self._pasting)
        box.pasted.connect(self._pasted)
        self.name = ""
        self._first = 1
        self._begin = button(tr("Begin the text"), self.begun.emit, icon="add")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.set_lines(12, 22)
        self.box.edited.disconnect()
        self.box.edited.connect(lambda text: self.written.emit(self.name, text))

    def show_value(self, value: Value, situation: Situation) -> None:
        self._situation = situation
        named = value if isinstance(value, str) and value else situation.piece.story if situation.piece else ""
        text = situation.campaign.texts.get(named)
        self.name = named if text else ""
        self.box.setAccessibleName(field_label(situation.field))
        self.box.setVisible(text is not None)
        self._begin.setVisible(text is None)
        if text is not None:
            self._first = text.body_line + len(text.body) - len(text.body.lstrip("\n"))
            self.box.set_text(text.body.strip("\n"))
            listed = text.matter.get("accepted", ())
            waved = [str(one) for one in (listed if isinstance(listed, tuple) else (listed,))]
            self._spell_as(
                str(text.matter.get("language") or situation.campaign.language),
                [one.removeprefix("misspelt: ") for one in waved if one.startswith("misspelt: ")],
            )

    def show_line(self, line: int) -> None:
        """Put the caret on a line of the text's file, and bring it into view."""
        block = self.box.document().findBlockByNumber(max(0, line - self._first))
        if block.isValid():
            self.box.setTextCursor(QTextCursor(block))
            self.box.centerCursor()

    def show_words(self, start: int, end: int) -> None:
        """Select some characters of the text's body, and bring them into view."""
        text = self._situation.campaign.texts.get(self.name) if self._situation else None
        if text is not None:
            ahead = len(text.body) - len(text.body.lstrip("\n"))
            most = len(self.box.text())
            cursor = self.box.textCursor()
            cursor.setPosition(max(0, min(start - ahead, most)))
            cursor.setPosition(max(0, min(end - ahead, most)), QTextCursor.MoveMode.KeepAnchor)
            self.box.setTextCursor(cursor)
            self.box.centerCursor()

    def seize(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def length(self) -> int:
        return 0

    def _pasting(self) -> None:
        self.left.emit()
        self._before = self.box.text()

    def _pasted(self, plain: str, problems: list[Problem]) -> None:
        self.left.emit()
        self.pasted.emit(self.name, self._before, plain, problems)


class PlainEditor(TextEditor):
    """Stands in for types that are filled from the campaign: the value as written."""
