"""The view of an open campaign: pieces at the left, the page in the middle, the form at the right, problems below."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pressdesk.app import theme
from pressdesk.app.background import BackgroundPictures, Hand
from pressdesk.app.bar import Bar
from pressdesk.app.boxes import hidden_boxes, hide_box, move_box, reset_box, resize_box, show_boxes
from pressdesk.app.canvas import Canvas
from pressdesk.app.desk import Desk
from pressdesk.app.document import Document, rows_of
from pressdesk.app.events import Events
from pressdesk.app.facts import Facts
from pressdesk.app.following import Follower
from pressdesk.app.form import Form
from pressdesk.app.messages import message_of, remedy_of
from pressdesk.app.painter import SheetPainter
from pressdesk.app.pieces import Pieces, format_label, piece_title
from pressdesk.app.problems import Banner, Problems
from pressdesk.app.selection import Selection
from pressdesk.app.thumbnails import Thumbnailer
from pressdesk.app.translations import tr
from pressdesk.app.widgets import ElidedLabel, button, label, retint, tool
from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import PressDeskError, Problem
from pressdesk.model.campaign import Campaign
from pressdesk.work.session import Change, changes
from pressdesk.work.session.session import Draft

CHECK_MS = 250
"""After a rest of so long what was typed is held to the rules of print."""
LEFT, RIGHT, WIDE, WIDEST = 232, 344, 456, 720


class Workspace(QWidget):
    """Everything about one campaign. Signals ask the window for what concerns more than that."""

    export_wanted = Signal()
    new_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        cache = document.root / ".pressdesk" / "cache" if not document.session.readonly else None
        self.hand = Hand("pictures", self)
        self.pictures = BackgroundPictures(cache, self.hand, self._arrived)
        self.thumbnails = Thumbnailer(document.root, self)
        self.canvas = Canvas(SheetPainter(self.pictures))
        self.pieces = Pieces(document, self.thumbnails)
        self.form = Form(document)
        self.facts = Facts(document)
        self.events = Events(document)
        self.bar = Bar(document, self.canvas)
        self.problems = Problems()
        self.problems.mendable = self._can_mend
        self.banner = Banner()
        self.desk = Desk(document, self.form, self.banner, self.hand, self)
        self.problems.more = self.desk.actions_for
        self.follower: Follower | None = None
        self._disk: Campaign | None = None
        self._given, self._had = RIGHT, 0  # the width the form was given last, and what came of it
        self._check = QTimer(self, singleShot=True, interval=CHECK_MS)
        self._check.timeout.connect(document.check)
        self._arrivals = QTimer(self, singleShot=True, interval=0)
        self._arrivals.timeout.connect(self.canvas.picture_arrived)
        self._lay_out()
        self._connect()

    def begin(self, *, page_first: bool = False) -> None:
        """Compose the first page and show it with its form, or the page before the form is made."""
        self.form.waiting = page_first
        self.document.compose()
        self._switched()
        if page_first:
            self.canvas.viewport().repaint()
            self.form.waiting = False
            self.form.refresh()
        self.events.refresh()
        self.pieces.begin()
        self._follow()
        self.hand.do(_load_rules, self._begin_checking)

    # building

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.banner)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        for part, width in ((self._left(), LEFT), (self._middle(), 0), (self._right(), RIGHT)):
            self.columns.addWidget(part)
            if width:
                part.setMinimumWidth(width - 24)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([LEFT, 800, RIGHT])
        outer.addWidget(self.columns, 1)

    def _left(self) -> QWidget:
        part = QWidget()
        part.setObjectName("left")
        part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(4)
        self.facts_button = button(tr("Facts of the campaign"), self.show_facts, icon="campaign", kind="quiet")
        self.facts_button.setCheckable(True)
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 8, 0)
        inner.addWidget(self.facts_button)
        column.addLayout(inner)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 8, 0)
        head.addWidget(label(tr("Pieces"), "section"), 1)
        self.new = tool("add", tr("New piece"), self.new_wanted.emit, key="Ctrl+N")
        self.new.setEnabled(not self.document.session.readonly)
        head.addWidget(self.new)
        column.addLayout(head)
        column.addWidget(self.pieces, 1)
        return part

    def _middle(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self.rows.setChildrenCollapsible(False)
        self.rows.setHandleWidth(1)
        self.page_stack = QStackedWidget()
        self.page_stack.addWidget(self.canvas)
        self.page_stack.addWidget(self._empty())
        self.rows.addWidget(self.page_stack)
        self.rows.addWidget(self.events)
        self.rows.setStretchFactor(0, 1)
        self.rows.setSizes([600, 240])
        column.addWidget(self.rows, 1)
        column.addWidget(self.problems)
        return part

    def _empty(self) -> QWidget:
        part = QFrame()
        part.setObjectName("panel")
        column = QVBoxLayout(part)
        column.addStretch()
        text = label(tr("This campaign has no piece yet."), "title")
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        start = button(tr("Make the first piece…"), self.new_wanted.emit, icon="add", kind="main")
        column.addWidget(start, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return part

    def _right(self) -> QWidget:
        part = QWidget()
        part.setObjectName("right")
        part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.heading = ElidedLabel()
        self.heading.setProperty("role", "title")
        self.heading.setFixedHeight(47)
        self.heading.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self.heading)
        edge = QFrame()
        edge.setProperty("role", "line")
        column.addWidget(edge)
        self.side = QStackedWidget()
        self.side.addWidget(self.form)
        self.side.addWidget(self.facts)
        column.addWidget(self.side, 1)
        return part

    def _connect(self) -> None:
        document, canvas = self.document, self.canvas
        self.bar.export_wanted.connect(self.export_wanted)
        self.bar.undo_wanted.connect(self.undo_wanted)
        self.bar.redo_wanted.connect(self.redo_wanted)
        self.bar.guides.toggled.connect(self.show_guides)
        document.composed.connect(self._composed)
        document.checked.connect(lambda: self.problems.show_problems(document.problems))
        document.switched.connect(self._switched)
        document.changed.connect(self.show_history)
        document.refused.connect(lambda problems: self.say_problem(problems[0]) if problems else None)
        self.pieces.chosen.connect(self.show_piece)
        self.pieces.wanted_new.connect(self.new_wanted)
        canvas.movable = lambda box, key: not document.session.readonly and not document.locked(box, key)
        canvas.selected.connect(self._selected)
        canvas.activated.connect(self._activated)
        canvas.moved.connect(lambda chosen, dx, dy: move_box(document, chosen, dx, dy))
        canvas.sized.connect(lambda chosen, wanted: resize_box(document, chosen, wanted))
        canvas.released.connect(document.session.seal)
        canvas.dropped.connect(lambda chosen, path: self.take_picture(chosen.field, path))
        canvas.menu_wanted.connect(self._box_menu)
        self.form.focused.connect(self._form_focused)
        self.form.picture_wanted.connect(self.take_picture)
        self.facts.logo_wanted.connect(self.take_logo)
        self.problems.wanted.connect(self.go_to)
        self.problems.mended.connect(self._mend)

    # what the window asks for

    def show_piece(self, name: str) -> None:
        """Show a piece and its form."""
        focus = QApplication.focusWidget()
        if focus is not None and self.side.isAncestorOf(focus):  # its field may be gone with the form
            self.pieces.setFocus()
        self.side.setCurrentWidget(self.form)
        self.facts_button.setChecked(False)
        self.document.show(name)
        self._headline()

    def show_facts(self) -> None:
        """Show the form of the campaign's facts; the page stays, so that one sees what they do."""
        self.side.setCurrentWidget(self.facts)
        self.facts_button.setChecked(True)
        self._headline()

    def show_guides(self, shown: bool) -> None:
        """Show the bleed and the safe zone."""
        self.bar.guides.setChecked(shown)
        self.canvas.show_bleed = self.canvas.show_safe = shown
        self.canvas.set_sheets(self.canvas.sheets, fresh=True)

    def say_problem(self, problem: Problem) -> None:
        """One sentence across the window."""
        self.banner.say(f"{message_of(problem)} {remedy_of(problem)}".strip())

    def go_to(self, problem: Problem) -> None:
        """Show where a problem is: the piece, the format, the row, the box, the field."""
        place = problem.place
        if place.piece in self.document.campaign.pieces:
            format = place.format if place.format in FORMATS else ""
            self.show_piece(place.piece)
            self.document.show(place.piece, format, _row_of(self.document, place.row))
        field = place.key.removeprefix("content.").split(".")[0] if place.key.startswith("content.") else ""
        if place.box:
            self.canvas.select_box(place.box)
            field = field or (self.canvas.selection.field if self.canvas.selection else "")
        elif field:
            self.canvas.select_box("", field)
        if not field and place.line and place.file.startswith("texts/"):
            field = self.form.story_field()
            self.form.show_line(place.line)
        if field:
            self.form.seize(field)
        if place.file.startswith("texts/"):
            self.desk.show_words(problem)

    def take_picture(self, field: str, path: str) -> None:
        """Take a file into the campaign and fill the field with it, when it is one for pictures."""
        row = self.form.rows.get(field)
        if row is None or row.field.type != "picture":
            return
        self._take_in(path, lambda taken: self.document.set_content(field, taken, tr("Take in a picture")))

    def take_logo(self, place: changes.Path, path: str) -> None:
        """Take a file into the campaign and make it the logo at a place in the facts."""
        self._take_in(
            path, lambda taken: self.document.edit(tr("Choose a logo"), lambda draft: draft.put(place, taken))
        )

    def _take_in(self, path: str, use: Callable[[str], object]) -> None:
        from pressdesk.work.importing import import_files

        def work() -> tuple[list[str], list[Problem]]:
            try:
                taken, problems = import_files(self.document.root, [Path(path)])
            except PressDeskError as fault:
                return [], list(fault.problems)
            return [one.path for one in taken], list(problems)

        def then(result: tuple[list[str], list[Problem]]) -> None:
            paths, problems = result
            if paths:
                self.document.session.seal()
                use(paths[0])
            if problems:
                self.say_problem(problems[0])

        if self.document.session.readonly:
            self.document.refused.emit(self.document.opening_problems)
        else:
            self.hand.do(work, then)

    def retheme(self) -> None:
        """Follow a change of the theme."""
        retint(self)
        self.problems.unfold(self.problems._open)
        self.canvas.refresh()

    def save(self) -> None:
        """Save what is open. Raises what the session raises; nothing is lost then."""
        if self._disk is not None:  # changed by another program too, and not asked for: this one's word stands
            self._keep()
            self.banner.hide()
        self.document.save()

    def _begin_checking(self, _loaded: None) -> None:
        self.document.composed.connect(self._check.start)
        self.desk.speller.heard.connect(self._check.start)
        self.desk.begin()
        self._check.start()

    def _follow(self) -> None:
        self.follower = follower = Follower(self.document, self)
        self.document.settled.connect(follower.wrote)
        follower.changed.connect(self._changed_on_disk)
        follower.redrawn.connect(self.document.compose)
        follower.broken.connect(lambda problems: self.say_problem(problems[0]))

    def _changed_on_disk(self, disk: Campaign) -> None:
        self._disk = disk
        if self.document.session.readonly:
            self._reload()
        else:
            self.banner.say(
                tr("The campaign was changed on the disk by another program."),
                (tr("Reload"), self._reload),
                (tr("Keep what is here"), self._keep),
            )

    def _reload(self) -> None:
        if self._disk is not None:
            self.document.follow(self._disk)
            self._disk = None

    def _keep(self) -> None:
        if self._disk is not None:
            self.document.keep(self._disk)
            self._disk = None

    def close_down(self) -> None:
        """End the threads and the process that spells."""
        self._check.stop()
        self.desk.close()
        if self.follower is not None:
            self.follower.close()
        self.thumbnails.close()
        self.hand.close()

    # following the document

    def _composed(self) -> None:
        shown = self.document.shown
        self.canvas.set_sheets(shown.sheets if shown else ())
        self.page_stack.setCurrentIndex(0 if shown else 1)
        self.problems.show_problems(self.document.problems)
        self.bar.show_pages()

    def _switched(self) -> None:
        shown = self.document.shown
        self.canvas.select(None)
        self.canvas.set_sheets(shown.sheets if shown else (), fresh=True)
        if not self.canvas.fitting:
            self.canvas.fit()
        self.page_stack.setCurrentIndex(0 if shown else 1)
        self.canvas.setAccessibleName(
            tr("Page: {piece}, {format}", piece=piece_title(shown.piece), format=format_label(shown.format.name))
            if shown
            else tr("Page")
        )
        self.problems.show_problems(self.document.problems)
        self.bar.show_formats()
        self._headline()
        self.bar.show_pages()
        self._make_room()

    def _make_room(self) -> None:
        """More room for the form where a text is written in it; a width that the user chose stays."""
        shown = self.document.shown
        fields = shown.template.fields.values() if shown and shown.template else ()
        left, middle, right = self.columns.sizes()
        wide = max(WIDE, min(WIDEST, (left + middle + right) * 3 // 10))
        wanted = wide if any(field.type == "story" for field in fields) else RIGHT
        if wanted != self._given and right in (self._had, RIGHT) and middle + right > wanted + 200:
            self.columns.setSizes([left, middle + right - wanted, wanted])
            self._given, self._had = wanted, self.columns.sizes()[2]

    def show_history(self, _change: Change | None = None) -> None:
        """Switch undo and redo on and off, and say what they would do."""
        self.bar.show_formats()
        self._headline()
        self.bar.show_history()

    def _headline(self) -> None:
        facts = self.side.currentWidget() is self.facts
        piece = self.document.piece
        text = tr("Facts of the campaign") if facts else piece_title(piece) if piece else self.document.campaign.name
        self.heading.setText(text)

    # selecting

    def _field_of(self, chosen: Selection | None) -> str:
        """The field that a box shows; a paragraph of a text belongs to the text's field, at its line."""
        if chosen is None:
            return ""
        line = chosen.box.partition(":")[2]
        if not chosen.field and line.isdigit():
            self.form.show_line(int(line))
            return self.form.story_field()
        return chosen.field

    def _selected(self, chosen: Selection | None) -> None:
        field = self._field_of(chosen)
        if field in self.form.rows:
            if self.side.currentWidget() is not self.form:
                self.side.setCurrentWidget(self.form)
                self.facts_button.setChecked(False)
                self._headline()
            self.form.ensureWidgetVisible(self.form.rows[field], 0, 24)
            self.form.mark(field)
        else:
            self.form.mark("")

    def _activated(self, chosen: Selection) -> None:
        self.canvas.select(chosen)
        self._selected(chosen)
        self.form.seize(self._field_of(chosen))

    def _form_focused(self, field: str) -> None:
        if self.canvas.selection is None or self.canvas.selection.field != field:
            self.canvas.select(None)
            self.canvas.select_box("", field)
        self.form.mark(field)

    def _box_menu(self, chosen: Selection, at: QPoint) -> None:
        document = self.document
        menu = QMenu(self)
        if chosen.field in self.form.rows:
            menu.addAction(theme.tinted("page"), tr("Fill in"), lambda: self._activated(chosen))
            menu.addSeparator()
        locked = document.session.readonly or document.locked(chosen.box, "move")
        if locked:
            menu.addAction(theme.tinted("lock"), tr("The template holds this box in its place")).setEnabled(False)
        else:
            piece = document.piece
            touched = bool(piece and piece.tweaks.get(chosen.box))
            reset = menu.addAction(
                theme.tinted("reset"), tr("Back to the place in the template"), lambda: reset_box(document, chosen.box)
            )
            reset.setEnabled(touched)
            menu.addAction(theme.tinted("remove"), tr("Hide"), lambda: hide_box(document, chosen.box))
        if hidden_boxes(document):
            menu.addAction(tr("Show hidden boxes again"), lambda: show_boxes(document))
        menu.exec(at)

    def _can_mend(self, problem: Problem) -> bool:
        from pressdesk.work.mending import MENDS, can_mend

        may = not self.document.session.readonly and problem.code in MENDS
        return may and can_mend(self.document.campaign, problem)

    def _mend(self, problem: Problem) -> None:
        from pressdesk.work.mending import mend

        document = self.document
        mended = mend(document.campaign, problem)

        def put(draft: Draft) -> None:
            draft.campaign = mended

        document.edit(tr("Mend"), put)

    def _arrived(self) -> None:
        self._arrivals.start()

    def sizeHint(self) -> QSize:
        return QSize(1280, 760)


def _load_rules() -> None:
    """Load what checks and mends, which takes a while the first time."""
    import pressdesk.prepress.lint.check
    import pressdesk.prepress.live
    import pressdesk.work.mending  # noqa: F401


def _row_of(document: Document, line: int) -> int | None:
    """Which row of the piece's table is told of by its line in the file."""
    piece = document.piece
    table = rows_of(document.campaign, piece) if piece and line else None
    return next((index for index, row in enumerate(table.rows) if row.number == line), None) if table else None
