"""The bar above the page: undo, the format, the pages, the zoom, the guides, and the one main action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from pressdesk.app.canvas import Canvas
from pressdesk.app.document import Document, formats_for
from pressdesk.app.pieces import format_label
from pressdesk.app.translations import tr
from pressdesk.app.widgets import button, label, tool
from pressdesk.base.formats import FORMATS


class Bar(QWidget):
    """What one does with the page that is shown; `export_wanted`, `undo_wanted`, `redo_wanted` ask the window."""

    export_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, document: Document, canvas: Canvas) -> None:
        super().__init__()
        self._document = document
        self._canvas = canvas
        self._shown: object = None
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(48)
        self.undo = tool("undo", tr("Undo"), self.undo_wanted.emit, size=20, key="Ctrl+Z")
        self.redo = tool("redo", tr("Redo"), self.redo_wanted.emit, size=20, key="Ctrl+Shift+Z")
        self.format = QComboBox()
        self.format.setAccessibleName(tr("Format"))
        self.format.setToolTip(tr("Show this piece in another format"))
        self.format.setMinimumWidth(136)
        self.format.activated.connect(lambda _index: self._chose_format())
        self.exported = tool("check", tr("Export this format too"), self._toggle_format, size=20)
        self.exported.setCheckable(True)
        self.before = tool("previous", tr("Previous page"), lambda: self._turn(-1), size=20)
        self.after = tool("next", tr("Next page"), lambda: self._turn(1), size=20)
        self.page = label("", "quiet")
        self.out = tool("zoom-out", tr("Smaller"), lambda: canvas.set_zoom(canvas.zoom / 1.25), size=20)
        self.into = tool("zoom-in", tr("Larger"), lambda: canvas.set_zoom(canvas.zoom * 1.25), size=20)
        self.fit = button("100 %", canvas.fit, kind="quiet")
        self.fit.setToolTip(tr("Fit the page"))
        self.fit.setFixedWidth(64)
        self.fit.setStyleSheet("text-align: center;")
        self.guides = tool("guides", tr("Bleed and safe zone"), size=20)
        self.guides.setCheckable(True)
        self.export = button(tr("Export…"), self.export_wanted.emit, kind="main")
        canvas.zoomed.connect(lambda zoom: self.fit.setText(f"{zoom * 75:.0f} %"))
        canvas.paged.connect(lambda _page: self.show_pages())
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self.undo, self.redo),
            (self.format, self.exported),
            (self.before, self.page, self.after),
            (self.out, self.fit, self.into, self.guides),
            (self.export,),
        )
        for index, group in enumerate(groups):
            if index in (1, 4):
                row.addSpacing(8)
            elif index:
                row.addStretch(1)
            for one in group:
                row.addWidget(one)

    def show_history(self) -> None:
        """Switch undo and redo on and off, and say what they would do."""
        history = self._document.session.history
        for one, name, told in (
            (self.undo, tr("Undo"), history.undo_label),
            (self.redo, tr("Redo"), history.redo_label),
        ):
            one.setEnabled(bool(told))
            one.setToolTip(f"{name}: {told}" if told else name)

    def show_formats(self) -> None:
        """Offer the formats of the piece that is shown, those it is exported in first."""
        document, box = self._document, self.format
        shown = document.shown
        state = (shown.piece.formats, shown.template, document.format) if shown else None
        if state == self._shown and state is not None:
            return
        self._shown = state
        box.blockSignals(True)
        box.clear()
        if shown:
            own = [name for name in shown.piece.formats if name in FORMATS]
            for name in formats_for(shown.template, shown.piece):
                if own and box.count() == len(own):
                    box.insertSeparator(box.count())
                box.addItem(format_label(name), name)
            box.setCurrentIndex(box.findData(document.format))
            self.exported.setChecked(document.format in own)
        box.blockSignals(False)
        box.setEnabled(shown is not None)
        self.exported.setEnabled(shown is not None and not document.session.readonly)
        self.export.setEnabled(shown is not None)

    def show_pages(self) -> None:
        """Say which page of how many is in the middle; nothing where there is one."""
        canvas = self._canvas
        count, page = len(canvas.sheets), canvas.page
        for one in (self.before, self.page, self.after):
            one.setVisible(count > 1)
        self.page.setText(f"{page + 1}/{count}")
        self.before.setEnabled(page > 0 or canvas.fitting)
        self.after.setEnabled(page < count - 1 or canvas.fitting)

    def _chose_format(self) -> None:
        piece = self._document.piece
        if piece and self.format.currentData():
            self._document.show(piece.name, self.format.currentData())

    def _toggle_format(self) -> None:
        piece, name = self._document.piece, self._document.format
        if piece is None:
            return
        formats = tuple(one for one in piece.formats if one != name)
        if name not in piece.formats:
            formats = (*piece.formats, name)
        if not formats:
            self.exported.setChecked(True)
            return
        new = piece._replace(formats=formats)
        self._document.edit(tr("Change the formats"), lambda draft: draft.put(("pieces", piece.name), new))

    def _turn(self, step: int) -> None:
        canvas = self._canvas
        canvas.go_to_page(canvas.page if canvas.fitting else canvas.page + step)
