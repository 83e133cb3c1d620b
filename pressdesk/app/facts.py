"""The form of the campaign's facts: what every piece may name; changed here once, it changes everywhere."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressdesk.app import adding
from pressdesk.app.document import Document
from pressdesk.app.editors.base import Editor, Situation
from pressdesk.app.editors.choices import ChoiceEditor
from pressdesk.app.editors.lists import ListEditor
from pressdesk.app.editors.texts import TextEditor
from pressdesk.app.editors.values import DateEditor, NumberEditor, TimeEditor
from pressdesk.app.form import GAP
from pressdesk.app.translations import tr
from pressdesk.app.widgets import button, label, line, tool
from pressdesk.base.colour import Ink, naive_cmyk, parse_hex
from pressdesk.model.campaign import Campaign
from pressdesk.model.values import Value
from pressdesk.templates.filling import Filled
from pressdesk.templates.tree import Field
from pressdesk.work.session import Change
from pressdesk.work.session.changes import Path, get

_SHAPE = tuple[object, ...]


class ApprovalEditor(ChoiceEditor):
    """What an organisation has said to what is published in its name."""

    def _choices(self, situation: Situation) -> Mapping[str, str]:  # noqa: ARG002
        return {"approved": tr("Approved"), "pending": tr("Pending"), "declined": tr("Declined")}


class Facts(QScrollArea):
    """Built from what the campaign holds; built anew when facts come or go, refreshed when they change."""

    logo_wanted = Signal(object, str)
    """A file that is to be the logo at a path."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.editors: dict[Path, tuple[Editor, Field]] = {}
        self._shape: _SHAPE = ()
        self._after: list[Callable[[], None]] = []
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        document.changed.connect(self._changed)

    def refresh(self) -> None:
        """Show the facts as they are now."""
        campaign = self.document.campaign
        shape = _shape_of(campaign)
        if shape != self._shape:
            self._build()
            self._shape = shape
        for path, (editor, field) in self.editors.items():
            value = get(campaign, path)
            shown = {field.name: value} if isinstance(value, date | time) else {}
            filled = Filled(shown, campaign.language, (), None)  # type: ignore[arg-type]
            editor.show_value(value if value != "" else None, Situation(campaign, field, filled))
            editor.setEnabled(not self.document.session.readonly)
        for refresh in self._after:
            refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The form is made when it is first asked for: it takes a while."""
        if not self._shape:
            self.refresh()
        super().showEvent(event)

    def _changed(self, change: Change) -> None:
        if self._shape and change.facts_changed:
            self.refresh()

    def seize(self, path: Path) -> None:
        """Give the keyboard to the fact at a path."""
        found = self.editors.get(path)
        if found:
            self.ensureWidgetVisible(found[0], 0, 24)
            found[0].seize()

    def _build(self) -> None:
        self.editors = {}
        self._after = []
        body = QWidget()
        body.setObjectName("panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(12)
        campaign = self.document.campaign
        self._text(column, ("name",), tr("Name of the campaign"))
        self._text(column, ("slogan",), tr("Slogan"))
        self._text(column, ("hashtag",), tr("Hashtag"))
        self._text(column, ("legal",), tr("Legal line"))
        self._section(column, tr("Facts"))
        if adding.lacks_rally(campaign):
            column.addWidget(label(tr("What you note here once, all pieces can name."), "help", wrap=True))
        self._facts(column, ("facts",), campaign.facts)
        if adding.lacks_rally(campaign):
            self._adder(column, tr("Add a rally"), adding.add_rally)
        self._adder(column, tr("Add a fact…"), self._ask_fact)
        for key, petition in campaign.petitions.items():
            title = tr("Petition") if key == "main" else tr("Petition “{key}”", key=petition.title or key)
            self._section(column, title, ("petitions", key))
            for name, shown in _PETITION.items():
                self._text(column, ("petitions", key, name), tr(shown))
        if not campaign.petitions:
            self._section(column, tr("Petition"))
            self._adder(column, tr("Add a petition"), adding.add_petition)
        for index, organisation in enumerate(campaign.organisations):
            self._section(column, organisation.short or organisation.name, ("organisations", index))
            for name, shown in _ORGANISATION.items():
                self._text(column, ("organisations", index, name), tr(shown))
                if name == "logo":
                    self._logo(column, ("organisations", index, name))
            self._add(column, ("organisations", index, "approval"), tr("Approval"), ApprovalEditor(), "choice")
        if not campaign.organisations:
            self._section(column, tr("Organisations"))
        self._adder(column, tr("Add an organisation"), adding.add_organisation)
        for index, contact in enumerate(campaign.contacts):
            self._section(column, tr("Contact: {name}", name=contact.name), ("contacts", index))
            for name, shown in _CONTACT.items():
                self._text(column, ("contacts", index, name), tr(shown))
        if not campaign.contacts:
            self._section(column, tr("Press contacts"))
        self._adder(column, tr("Add a contact"), adding.add_contact)
        self._section(column, tr("Brand"))
        for name in campaign.brand.colours:
            self._colour(column, name)
        for name, shown in (("display_font", tr("Font of titles")), ("text_font", tr("Font of texts"))):
            self._font(column, name, shown)
        column.addStretch()
        self.setWidget(body)

    def _section(self, column: QVBoxLayout, title: str, path: Path | None = None) -> None:
        """A line and a title; what stands at `path` can be taken out."""
        column.addSpacing(8)
        column.addWidget(line())
        column.addLayout(self._titled(label(title, "section", wrap=True), title, path))

    def _titled(self, shown: QWidget, title: str, path: Path | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(shown, 1)
        if path is not None:
            tip = tr("Remove “{what}”", what=title)
            row.addWidget(tool("remove", tip, lambda: adding.remove(self.document, path, title)))
        return row

    def _adder(self, column: QVBoxLayout, title: str, add: Callable[[Document], Path | None]) -> None:
        """A button that adds something and gives the keyboard to its first field."""

        def pressed() -> None:
            if self.document.session.readonly:
                self.document.refused.emit(self.document.opening_problems)
                return
            path = add(self.document)
            if path is not None:
                self.seize(path)

        row = QHBoxLayout()
        row.addWidget(button(title, pressed, icon="add", kind="quiet"))
        row.addStretch()
        column.addLayout(row)

    def _ask_fact(self, document: Document) -> Path | None:
        title, agreed = QInputDialog.getText(self, tr("Add a fact"), tr("What it is called, such as “members”"))
        return adding.add_fact(document, title) if agreed and title.strip() else None

    def _logo(self, column: QVBoxLayout, path: Path) -> None:
        """A button that takes a file in as the logo of an organisation."""

        def choose() -> None:
            kinds = tr("Pictures") + " (*.svg *.png *.jpg *.jpeg *.webp)"
            found, _ = QFileDialog.getOpenFileName(self, tr("Choose a logo"), "", kinds)
            if found:
                self.logo_wanted.emit(path, found)

        row = QHBoxLayout()
        row.addWidget(button(tr("Choose a logo…"), choose, icon="folder", kind="quiet"))
        row.addStretch()
        column.addLayout(row)

    def _facts(self, column: QVBoxLayout, path: Path, facts: Mapping[str, Value]) -> None:
        top = len(path) == 1
        for name, value in facts.items():
            title, here = fact_title(name), (*path, name)
            if isinstance(value, Mapping):
                column.addLayout(self._titled(label(title, "quiet"), title, here if top else None))
                self._facts(column, here, value)
            else:
                kind, editor = _editor_of(value)
                self._add(column, here, title, editor, kind, here if top else None)

    def _text(self, column: QVBoxLayout, path: Path, title: str) -> None:
        self._add(column, path, title, TextEditor(), "text")

    def _add(
        self, column: QVBoxLayout, path: Path, title: str, editor: Editor, kind: str, gone: Path | None = None
    ) -> None:
        field = Field(str(path[-1]), kind, {"fr": title, "en": title})  # type: ignore[arg-type]
        box = QVBoxLayout()
        box.setSpacing(4)
        name = label(title)
        name.setBuddy(editor)
        box.addLayout(self._titled(name, title, gone))
        box.addWidget(editor)
        column.addLayout(box)
        self.editors[path] = editor, field
        editor.edited.connect(lambda value: self._put(path, title, "" if value is None else value))
        editor.left.connect(self.document.session.seal)

    def _put(self, path: Path, title: str, value: Any) -> None:
        self.document.edit(
            tr("Change “{field}”", field=title), lambda draft: draft.put(path, value), merge=f"fact:{path}"
        )

    def _colour(self, column: QVBoxLayout, name: str) -> None:
        row = QHBoxLayout()
        row.addWidget(label(fact_title(name)), 1)
        chip = QToolButton()
        chip.setFixedSize(64, 28)
        chip.setAccessibleName(tr("Colour {name}", name=name))
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.addWidget(chip)
        column.addLayout(row)

        def refresh() -> None:
            ink = self.document.campaign.brand.colours.get(name)
            if ink:
                chip.setStyleSheet(f"QToolButton {{ background: {ink.rgb.hex}; border: 1px solid #80808080; }}")
                chip.setToolTip(f"{ink.rgb.hex}, " + " ".join(f"{round(part * 100)}" for part in ink.cmyk))

        def choose() -> None:
            now = self.document.campaign.brand.colours[name]
            chosen = QColorDialog.getColor(QColor(now.rgb.hex), self, tr("Colour {name}", name=name))
            if chosen.isValid() and chosen.name() != now.rgb.hex:
                rgb = parse_hex(chosen.name())
                ink = Ink(now.name, rgb, naive_cmyk(rgb))
                self.document.edit(tr("Change a colour"), lambda draft: draft.put(("brand", "colours", name), ink))

        chip.clicked.connect(lambda _checked=False: choose())
        self._after.append(refresh)

    def _font(self, column: QVBoxLayout, name: str, title: str) -> None:
        box = QComboBox()
        box.addItems(sorted(self.document.composer.fonts.families()))
        box.setAccessibleName(title)
        column.addWidget(label(title))
        column.addWidget(box)
        box.activated.connect(
            lambda _index: self.document.edit(
                tr("Change a font"), lambda draft: draft.put(("brand", name), box.currentText())
            )
        )
        self._after.append(lambda: box.setCurrentText(getattr(self.document.campaign.brand, name)))


_PETITION = {"title": "Title", "link": "Link of the QR code", "short": "Short link, set in clear", "call": "Call"}
_ORGANISATION = {
    "name": "Full name",
    "short": "Short name",
    "logo": "Logo (file)",
    "site": "Site",
    "address": "Address",
}
_CONTACT = {"name": "Name", "role": "Role", "phone": "Telephone", "mail": "E-mail"}


def fact_title(name: str) -> str:
    """A name as a title: `new_members` is New members, known ones are translated."""
    known = {
        "rally": tr("Rally"),
        "date": tr("Date"),
        "time": tr("Time"),
        "town": tr("Town"),
        "place": tr("Place"),
        "demands": tr("Demands"),
        "about": tr("About us"),
        "words": tr("Words the spelling keeps"),
        "end": tr("End"),
        "address": tr("Address"),
        "ground": tr("Ground"),
        "ink": tr("Ink"),
        "paper": tr("Paper"),
        "accent": tr("Accent"),
        "second": tr("Second colour"),
    }
    return known.get(name, name.replace("_", " ").capitalize())


def _editor_of(value: Value) -> tuple[str, Editor]:
    if isinstance(value, tuple | list):
        return "list", ListEditor()
    if isinstance(value, date):
        return "date", DateEditor()
    if isinstance(value, time):
        return "time", TimeEditor()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number", NumberEditor()
    return "text", TextEditor()


def _shape_of(campaign: Campaign) -> _SHAPE:
    """What decides which fields there are; text typed into a date field does not turn it into a text field."""

    def keys(value: object) -> object:
        return tuple((name, keys(inner)) for name, inner in value.items()) if isinstance(value, Mapping) else ""

    return (
        keys(campaign.facts),
        tuple(campaign.petitions),
        len(campaign.organisations),
        len(campaign.contacts),
        tuple(campaign.brand.colours),
    )
