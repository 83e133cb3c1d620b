"""The open campaign as the window sees it: which piece is shown in which format, composed anew after every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from pressdesk.app.translations import tr
from pressdesk.base.formats import FORMATS, Format
from pressdesk.base.problem import InputError, Problem
from pressdesk.display.items import Sheet
from pressdesk.layout.compose import Composer
from pressdesk.layout.tweaks import GUARDED, locks_of
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filled, Filler
from pressdesk.templates.tree import Template
from pressdesk.text.fonts import builtin_library
from pressdesk.work.session import Change, Draft, Session

if TYPE_CHECKING:
    from pressdesk.prepress.lint.spelled import Speller


class Shown(NamedTuple):
    """A piece composed: its pages, what fills it, and what is wrong with it. Without a template, problems only."""

    piece: Piece
    format: Format
    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    template: Template | None = None
    filled: Filled | None = None


def rows_of(campaign: Campaign, piece: Piece) -> Table | None:
    """The table a piece draws its rows from, if it does and the table is there."""
    return campaign.tables.get(piece.rows) if piece.rows else None


def compose(
    composer: Composer, campaign: Campaign, piece: Piece, format: Format, as_of: date, row: Row | None = None
) -> Shown:
    """Compose a piece as a build does, in one format and for one row; user's faults come back as problems."""
    try:
        template = template_named(piece.template, campaign.root)
        table = rows_of(campaign, piece)
        filled = Filler(template, piece, campaign, as_of, table=table).fill(row)
        made = composer.compose(template, filled, format, campaign.brand, tweaks=piece.tweaks, extras=piece.extras)
    except InputError as fault:
        return Shown(piece, format, problems=fault.problems)
    problems = tuple(dict.fromkeys(problem.at(piece=piece.name) for problem in (*filled.problems, *made.problems)))
    return Shown(piece, format, made.sheets, problems, template, filled)


def formats_for(template: Template | None, piece: Piece) -> tuple[str, ...]:
    """Every format the template has a layout for, those of the piece first."""
    able = [name for name, one in FORMATS.items() if template is None or template.layout_for(name, one.family)]
    return (*(name for name in piece.formats if name in FORMATS), *(name for name in able if name not in piece.formats))


def _told_again(problem: Problem, shown: tuple[Problem, ...]) -> bool:
    """Whether a file that the folder lacks is told by the page as well, which says what it is for."""
    _, _, quoted = problem.message.partition("“")
    name = quoted.partition("”")[0]
    return problem.code == "missing-file" and bool(name) and any(f"“{name}”" in other.message for other in shown)


class Document(QObject):
    """Holds a session and what is shown of it; all changes of the window go through `edit`."""

    changed = Signal(object)  # the Change
    composed = Signal()
    switched = Signal()
    refused = Signal(object)  # problems of an edit that was not made
    checked = Signal()
    settled = Signal()  # what the folder says and what is here are known to each other anew

    def __init__(self, session: Session, problems: tuple[Problem, ...] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.opening_problems = problems
        self.as_of = date.today()
        self.spelling: Speller | bool = False  # what is asked about the words of texts
        self.composer = Composer(builtin_library(session.root / "fonts"), session.root)
        self.shown: Shown | None = None
        self._formats: dict[str, str] = {}
        self._rows: dict[str, int] = {}
        self._piece = next(iter(session.campaign.pieces), "")
        self.folder_problems = session.campaign.problems
        self._checked: tuple[tuple[str, str], tuple[Problem, ...]] = ("", ""), ()
        self.stop = session.listen(self._heard)

    @property
    def campaign(self) -> Campaign:
        return self.session.campaign

    @property
    def root(self) -> Path:
        return self.session.root

    @property
    def piece(self) -> Piece | None:
        return self.campaign.pieces.get(self._piece)

    @property
    def format(self) -> str:
        piece = self.piece
        if piece is None:
            return ""
        chosen = self._formats.get(piece.name, "")
        if chosen in FORMATS:
            return chosen
        return next((name for name in piece.formats if name in FORMATS), "A3")

    @property
    def row_index(self) -> int:
        """Which row of its table the piece shows, from 0; -1 when it has no rows."""
        piece = self.piece
        table = rows_of(self.campaign, piece) if piece else None
        if not piece or not table or not table.rows:
            return -1
        return min(self._rows.get(piece.name, 0), len(table.rows) - 1)

    def show(self, piece: str, format: str = "", row: int | None = None) -> None:
        """Show a piece, in a format and with a row of its table if they are given."""
        before = (self._piece, self.format, self.row_index)
        self._piece = piece
        if format:
            self._formats[piece] = format
        if row is not None:
            self._rows[piece] = row
        if before != (self._piece, self.format, self.row_index) or self.shown is None:
            self.session.seal()
            self.compose()
            self.switched.emit()

    def compose(self) -> None:
        """Compose what is shown again."""
        piece = self.piece
        if piece is None:
            self.shown = None
        else:
            table = rows_of(self.campaign, piece)
            row = table.rows[self.row_index] if table and self.row_index >= 0 else None
            self.shown = compose(self.composer, self.campaign, piece, FORMATS[self.format], self.as_of, row)
        self.composed.emit()

    def edit(self, label: str, change: Callable[..., None], merge: str = "") -> bool:
        """Make a change as one transaction, `change` being given the draft; whether it was made."""
        if self.session.readonly:
            self.refused.emit(self.opening_problems)
            return False
        with self.session.edit(label, merge=merge) as draft:
            change(draft)
        return True

    def set_content(self, field: str, value: Value, label: str) -> None:
        """Fill in a field of the piece that is shown; typing merges by field."""
        piece = self._piece
        self.edit(label, lambda draft: draft.content(piece, field, value), merge=f"content:{piece}:{field}")

    def write_text(self, name: str, body: str) -> None:
        """Change what one of the campaign's texts says; typing merges."""
        text = self.campaign.texts.get(name)
        if text is not None:
            new = text._replace(body=f"\n{body.strip(chr(10))}\n")
            self.edit(tr("Write the text"), lambda draft: draft.put(("texts", name), new), merge=f"text:{name}")

    def begin_text(self) -> None:
        """Give the piece a text of its own, named as it is, with the head that its kind has."""
        piece = self.piece
        if piece is None:
            return
        from pressdesk.work.skeletons import first_text, kind_of_text

        kind = kind_of_text(self.shown.template) if self.shown and self.shown.template else ""
        text = first_text(self.campaign, piece.name, kind, piece.title, self.as_of)
        name = text.name

        def change(draft: Draft) -> None:
            draft.put(("texts", name), text)
            draft.put(("pieces", piece.name), piece._replace(story=name))

        self.edit(tr("Begin the text"), change)

    def locked(self, box: str, key: str) -> bool:
        """Whether the template forbids the change `key` (such as `move`) on a box of what is shown."""
        shown = self.shown
        if shown is None or shown.template is None or "@" in box:
            return True
        layout = shown.template.layout_for(shown.format.name, shown.format.family)
        for sheet in layout.sheets if layout else ():
            locks = locks_of(sheet.root)
            if box in locks:
                return bool(locks[box] & {"all", GUARDED[key]})
        return True

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the folder and with the piece that is shown."""
        shown = self.shown.problems if self.shown else ()
        folder = [one for one in self.folder_problems if not _told_again(one, shown)]
        of, live = self._checked
        if of != (self._piece, self.format):
            live = ()
        return tuple(dict.fromkeys((*self.opening_problems, *folder, *shown, *live)))

    def check(self) -> None:
        """Hold what is shown to the rules of print; quick, but not for every keystroke."""
        from pressdesk.work.linting import text_problems
        from pressdesk.work.preflighting import live_problems

        shown = self.shown
        found: tuple[Problem, ...] = ()
        if shown and shown.template and shown.sheets:
            found = live_problems(
                self.campaign, shown.piece, shown.template, shown.format, shown.sheets, told=shown.problems
            )
            found += text_problems(self.campaign, (shown.piece.name,), spelling=self.spelling)
        self._checked = (self._piece, self.format), found
        self.checked.emit()

    def save(self) -> None:
        """Write what changed into the folder. Raises what the session raises; nothing is lost then."""
        self.session.save(datetime.now().replace(microsecond=0))
        self.settled.emit()
        self.look_at_folder()

    def follow(self, disk: Campaign) -> None:
        """Take over what another program wrote into the folder."""
        self.folder_problems = disk.problems
        self.session.follow(disk, tr("Reload from the disk"))

    def keep(self, disk: Campaign) -> None:
        """Stay with what is here, although another program wrote `disk` into the folder."""
        self.session.keep(disk, tr("Keep what is here"))
        self.settled.emit()

    def look_at_folder(self) -> None:
        """Find out anew what is wrong with the folder, after it was saved."""
        from pressdesk.work.store import load_with_problems

        try:
            self.folder_problems = load_with_problems(self.root).problems
        except InputError as fault:
            self.folder_problems = fault.problems
        self.composed.emit()

    def take_over(self, other: Document) -> None:
        """Show what another document of the same session showed."""
        self._formats, self._rows, self._piece = other._formats, other._rows, other._piece
        self.folder_problems = other.folder_problems

    def _heard(self, change: Change) -> None:
        if self._piece not in change.after.pieces:
            self._piece = next(iter(change.after.pieces), "")
            self.compose()
            self.switched.emit()
        elif change.facts_changed or self._piece in change.pieces:
            self.compose()
        self.changed.emit(change)
