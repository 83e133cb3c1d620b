"""The form of a piece, made from the fields of its template."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pressdesk.app.document import Document
from pressdesk.app.editors import editor_for
from pressdesk.app.editors.base import Editor, Situation, field_help, field_label
from pressdesk.app.editors.choices import YesNoEditor
from pressdesk.app.editors.pictures import PictureEditor
from pressdesk.app.editors.texts import StoryEditor, TextEditor
from pressdesk.app.messages import message_of
from pressdesk.app.spelling import Speller
from pressdesk.app.translations import tr
from pressdesk.app.widgets import label, set_role
from pressdesk.base.problem import Problem
from pressdesk.model.story import Span
from pressdesk.model.values import Value
from pressdesk.templates.tree import Field, Template

GAP = 16


class FieldRow(QWidget):
    """A field with its label above, its length beside that, and help or what is wrong below."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.editor: Editor = editor_for(field.type)
        self._count = label("", "help")
        self._state: tuple[object, ...] = (self,)
        self._title = label("", "label")
        self._below = label("", "help", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not isinstance(self.editor, YesNoEditor):
            head = QHBoxLayout()
            name = field_label(field) + (" *" if field.required else "")
            self._title = label(name, "label")
            self._title.setBuddy(self.editor)
            head.addWidget(self._title, 1)
            head.addWidget(self._count)
            column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._below)
        self._below.hide()

    def show_value(self, value: Value, situation: Situation, problems: list[Problem]) -> None:
        """Show a value, how long it is, and its worst problem; nothing is done when all is as it was."""
        filled, campaign = situation.filled, situation.campaign
        now = filled.values.get(self.field.name) if filled else None
        story = situation.piece.story if situation.piece else ""
        state = (value, now, tuple(problems), story, campaign.petitions, campaign.organisations, campaign.texts)
        if state == self._state and type(value) is type(self._state[0]):
            return
        self._state = state
        self.editor.show_value(value, situation)
        length = self.editor.length()
        if value and isinstance(now, tuple) and now and isinstance(now[0], Span):
            length = sum(len(span.text) for span in now if isinstance(span, Span))  # names of facts filled in
        self._count.setText(f"{length}/{self.field.max}" if self.field.max else "")
        set_role(self._count, "warning" if self.field.max and length > self.field.max else "help")
        if problems:
            worst = problems[0]
            self._below.setText(message_of(worst))
            set_role(self._below, "error" if worst.severity == "error" else "warning")
        else:
            self._below.setText(field_help(self.field))
            set_role(self._below, "help")
        self._below.setVisible(bool(self._below.text()))

    def mark(self, marked: bool) -> None:
        """Set the label in the accent, or back."""
        set_role(self._title, "marked" if marked else "label")


class Form(QScrollArea):
    """The fields of the piece that is shown."""

    focused = Signal(str)  # the field that has the keyboard now
    picture_wanted = Signal(str, str)  # field, file from outside
    learnt = Signal(str)  # a word that is to be right from now on
    pasted = Signal(str, str, str, object)  # text, what it said before, what came as plain text, problems

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.rows: dict[str, FieldRow] = {}
        self.waiting = False
        self.speller: Speller | None = None
        self._built_for: object = None
        self._made: dict[int, tuple[Template, QWidget, dict[str, FieldRow]]] = {}
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        document.composed.connect(self.refresh)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def refresh(self) -> None:
        """Show the values as they are now; the form is built anew for another piece or template."""
        if self.waiting:
            return
        shown = self.document.shown
        template = shown.template if shown else None
        key = template
        if key is None or self._built_for is not key:
            self._build()
            self._built_for = key
        if shown is None or template is None:
            return
        by_field: dict[str, list[Problem]] = {}
        for problem in shown.problems:
            by_field.setdefault(_field_of(problem), []).append(problem)
        for problems in by_field.values():
            problems.sort(key=lambda problem: problem.severity != "error")
        for name, row in self.rows.items():
            situation = Situation(self.document.campaign, row.field, shown.filled, shown.piece)
            row.show_value(shown.piece.content.get(name), situation, by_field.get(name, []))
            row.setEnabled(not self.document.session.readonly)

    def mark(self, field: str) -> None:
        """Show which field belongs to the box that is selected on the page."""
        for name, row in self.rows.items():
            row.mark(name == field)

    def story_field(self) -> str:
        """The field of the text that runs over the pages; empty where there is none."""
        return next((name for name, row in self.rows.items() if isinstance(row.editor, StoryEditor)), "")

    def show_line(self, line: int) -> None:
        """Bring a line of the text's file into view."""
        row = self.rows.get(self.story_field())
        if row is not None and isinstance(row.editor, StoryEditor):
            row.editor.show_line(line)

    def show_words(self, text: str, start: int, end: int) -> bool:
        """Select words of a text in its editor; whether that text is shown."""
        row = self.rows.get(self.story_field())
        if row is None or not isinstance(row.editor, StoryEditor) or row.editor.name != text:
            return False
        self.seize(row.field.name)
        row.editor.show_words(start, end)
        return True

    def seize(self, field: str) -> None:
        """Give a field the keyboard and bring it into view."""
        row = self.rows.get(field)
        if row is not None:
            self.ensureWidgetVisible(row, 0, 24)
            row.editor.seize()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for name, row in self.rows.items() if now is not None else ():
            if now is not None and row.isAncestorOf(now):
                self.ensureWidgetVisible(row, 0, 8)
                self.focused.emit(name)

    def _build(self) -> None:
        """Make the form, or take out again the one made earlier for this template: making one takes a while."""
        shown = self.document.shown
        template = shown.template if shown else None
        before = self.takeWidget()
        if before is not None and before not in [body for _, body, _ in self._made.values()]:
            before.deleteLater()
        known = self._made.get(id(template)) if template else None
        if known is None:
            body = self._new_body()
            if template is not None:
                self._made[id(template)] = template, body, self.rows
        else:
            _, body, self.rows = known
        self.setWidget(body)
        body.show()
        self.verticalScrollBar().setValue(0)

    def _new_body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        self.rows = {}
        shown = self.document.shown
        if shown is None:
            column.addWidget(label(tr("Choose a piece on the left, or make a new one."), "quiet", wrap=True))
        elif shown.template is None:
            column.addWidget(label(tr("The template of this piece cannot be read."), "error", wrap=True))
            for problem in shown.problems[:3]:
                column.addWidget(label(message_of(problem), "quiet", wrap=True))
        else:
            for field in _in_order(shown.template.fields.values()):
                row = FieldRow(field)
                self.rows[field.name] = row
                column.addWidget(row)
                self._connect(row)
        column.addStretch()
        return body

    def _connect(self, row: FieldRow) -> None:
        name = row.field.name
        title = field_label(row.field)
        row.editor.edited.connect(
            lambda value: self.document.set_content(name, value, tr("Change “{field}”", field=title))
        )
        row.editor.left.connect(self.document.session.seal)
        if isinstance(row.editor, TextEditor):
            row.editor.learnt.connect(self.learnt)
            if self.speller is not None:
                row.editor.spell(self.speller)
        if isinstance(row.editor, StoryEditor):
            row.editor.written.connect(self.document.write_text)
            row.editor.begun.connect(self.document.begin_text)
            row.editor.pasted.connect(self.pasted)
        if isinstance(row.editor, PictureEditor):
            row.editor.wanted.connect(lambda path: self.picture_wanted.emit(name, path))


def _in_order(fields: object) -> list[Field]:
    """The fields as the template has them, those the campaign fills by itself at the end."""
    known: list[Field] = list(fields)  # type: ignore[call-overload]
    return sorted(known, key=lambda field: bool(field.default) and field.type != "yesno" and not field.required)


def _field_of(problem: Problem) -> str:
    key = problem.place.key
    return key.removeprefix("content.").split(".")[0] if key.startswith("content.") else ""
