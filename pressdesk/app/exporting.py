"""Export: what for, which formats; then a process of its own does it, and can be stopped."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from pressdesk.app.document import Document, rows_of
from pressdesk.app.errand import Worker
from pressdesk.app.messages import message_of, remedy_of
from pressdesk.app.pieces import format_label, piece_title
from pressdesk.app.translations import tr, tr_count
from pressdesk.app.widgets import button, label, line
from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import Place, Problem

KINDS = {
    "print": ("PDF for the printer", "CMYK, bleed and crop marks, codes proved"),
    "office": ("PDF for an office printer", "No bleed, no marks"),
    "screen": ("PDF for the screen", "To be sent and read; links can be clicked"),
    "social": ("Pictures for social networks", "PNG of the pixel formats"),
    "png": ("PNG pictures", "Every page, 150 dpi"),
    "jpeg": ("JPEG pictures", "Every page, 150 dpi, small files"),
    "word": ("Word file", "To be worked on by others"),
    "web": ("Text for e-mail and the web", "HTML, plain text, and a draft with the PDF"),
}
STORIES = ("word", "web")
"""What only a piece with a text of its own can be exported as."""

SHEETS = {
    "": "One page on each sheet",
    "2": "Also two on a sheet of A4",
    "4": "Also four on a sheet of A4",
    "tiles": "Also in parts on sheets of A4, to be glued together",
}
PRESET_TITLES = {
    "offset-coated": "Offset, coated paper",
    "offset-uncoated": "Offset, uncoated paper",
    "digital": "Digital press",
    "large-format": "Large posters, seen from 2 m",
}


def _shortened(names: list[str]) -> str:
    """The first of several names."""
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "") if names else "–"


class ExportDialog(QDialog):
    """Chooses, shows how far it is, and ends with the files and a button to their folder."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.worker: Worker | None = None
        self.files: list[Path] = []
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(480)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(8)
        piece = document.piece
        self._column.addWidget(label(piece_title(piece) if piece else tr("Export"), "title", wrap=True))
        self._choice = self._choices()
        self._column.addWidget(self._choice)
        self._busy = self._progress()
        self._column.addWidget(self._busy)
        self._end = self._ending()
        self._column.addWidget(self._end)
        self._column.addStretch()
        self._buttons()
        self._show("choice")

    # the three faces

    def _choices(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        self.kinds = QButtonGroup(self)
        pixels = FORMATS[self.document.format].pixels if self.document.piece else False
        shown = self.document.shown
        fields = shown.template.fields.values() if shown and shown.template else ()
        has_story = any(field.type == "story" for field in fields)
        for name, (title, told) in KINDS.items():
            if name in STORIES and not has_story:
                continue
            radio = QRadioButton(tr(title))
            radio.setProperty("kind_name", name)
            radio.setAccessibleDescription(tr(told))
            self.kinds.addButton(radio)
            column.addWidget(radio, 0, Qt.AlignmentFlag.AlignLeft)
            hint = label(tr(told), "help")
            hint.setContentsMargins(28, 0, 0, 4)
            column.addWidget(hint)
            radio.setChecked(name == ("social" if pixels else "print"))
        column.addSpacing(4)
        column.addWidget(line())
        column.addSpacing(4)
        self._names: dict[QComboBox, QLabel] = {}
        self.preset = self._box(tr("Paper and press"))
        for name in self._presets():
            self.preset.addItem(tr(PRESET_TITLES[name]) if name in PRESET_TITLES else name, name)
        self.sheets = self._box(tr("Sheets"))
        for name, told in SHEETS.items():
            self.sheets.addItem(tr(told), name)
        for box in (self.preset, self.sheets):
            column.addWidget(self._names[box])
            column.addWidget(box)
        column.addSpacing(4)
        self.all_formats = QCheckBox(tr("All formats of this piece"))
        self.all_pieces = QCheckBox(tr("All pieces of the campaign"))
        self.force = QCheckBox(tr("Write print files even if they have errors"))
        column.addWidget(self.all_formats)
        column.addWidget(self.all_pieces)
        column.addWidget(self.force)
        self.all_pieces.toggled.connect(lambda on: self.all_formats.setEnabled(not on))
        self.kinds.buttonToggled.connect(lambda *_: self._sense())
        piece = self.document.piece
        table = rows_of(self.document.campaign, piece) if piece else None
        if table:
            column.addWidget(label(tr("One file for each of the {count} rows.", count=len(table.rows)), "quiet"))
        self._note = label("", "quiet", wrap=True)
        column.addWidget(self._note)
        self._sense()
        return part

    def _box(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        self._names[made] = label(name, "label")
        self._names[made].setBuddy(made)
        return made

    def _presets(self) -> list[str]:
        """The presets for the press: the program's, the user's, the campaign's."""
        from pressdesk.work.presets import Preset, presets_available

        known = presets_available(self.document.root)
        return [name for name, preset in known if isinstance(preset, Preset) and preset.purpose == "print"]

    def _progress(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 16, 0, 16)
        self._what = label(tr("Starting…"), "quiet")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the export"))
        column.addWidget(self.bar)
        column.addWidget(self._what)
        return part

    def _ending(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 8, 0, 8)
        self.verdict = label("", "section", wrap=True)
        column.addWidget(self.verdict)
        self._list = QListWidget()
        self._list.setAccessibleName(tr("What was written, and what is wrong"))
        self._list.setWordWrap(True)
        self._list.setLayoutMode(QListWidget.LayoutMode.Batched)  # hundreds of files: some at a time
        self._list.setBatchSize(24)
        self._list.setMinimumHeight(160)
        column.addWidget(self._list)
        return part

    def _buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        self.folder = button(tr("Show in folder"), self._reveal, icon="folder")
        self.cancel = button(tr("Cancel"), self.reject)
        self.go = button(tr("Export"), self.start, kind="main")
        self.go.setDefault(True)
        for one in (self.folder, self.cancel, self.go):
            row.addWidget(one)
        self._column.addLayout(row)

    def _show(self, face: str) -> None:
        self._choice.setVisible(face == "choice")
        self._busy.setVisible(face == "busy")
        self._end.setVisible(face == "end")
        self.folder.setVisible(face == "end" and bool(self.files))
        self.go.setVisible(face == "choice")
        self.cancel.setText(tr("Close") if face == "end" else tr("Stop") if face == "busy" else tr("Cancel"))
        self.adjustSize()

    def _sense(self) -> None:
        """Say what the choice means here: pixel formats give pictures, paper everything else."""
        if not self.document.piece:
            return
        kind, format = self.kind, self.document.format
        able = [
            name
            for name in self.document.piece.formats
            if FORMATS[name].pixels == (kind == "social") and name in FORMATS
        ]
        here = FORMATS[format].pixels == (kind == "social")
        self.all_formats.setText(
            tr("All formats of this piece: {formats}", formats=_shortened([format_label(name) for name in able]))
        )
        if not here:
            self.all_formats.setChecked(bool(able))
        self.force.setVisible(kind == "print")
        for box, shown in ((self.preset, kind == "print"), (self.sheets, kind == "office")):
            box.setVisible(shown)
            self._names[box].setVisible(shown)

    @property
    def kind(self) -> str:
        chosen = self.kinds.checkedButton()
        return str(chosen.property("kind_name")) if chosen else "print"

    def choose(self, kind: str) -> None:
        """Choose what to export for."""
        for radio in self.kinds.buttons():
            if radio.property("kind_name") == kind:
                radio.setChecked(True)

    # the work

    def start(self) -> None:
        """Let a process make the files of what is saved."""
        document = self.document
        piece = document.piece
        order = {
            "root": str(document.root),
            "kind": self.kind,
            "pieces": [] if self.all_pieces.isChecked() or piece is None else [piece.name],
            "format": "" if self.all_pieces.isChecked() or self.all_formats.isChecked() else document.format,
            "preset": self.preset.currentData() if self.kind == "print" else "",
            "sheets": self.sheets.currentData() if self.kind == "office" else "",
            "force": self.force.isChecked() and self.kind == "print",
            "as_of": date.today().isoformat(),
        }
        self.worker = Worker(self)
        self.worker.progressed.connect(self._progressed)
        self.worker.finished.connect(self._finished)
        self._show("busy")
        self.worker.start(order, document.root / "build")

    def reject(self) -> None:
        if self.worker is not None and self.worker.running:
            self.worker.stop()
            return
        super().reject()

    def _progressed(self, done: int, of: int, what: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self._what.setText(tr("{done} of {of}: {what}", done=done, of=of, what=what))

    def _finished(self, result: dict[str, Any] | None) -> None:
        stopped = self.worker is not None and self.worker.stopped
        self._list.clear()
        if result is None:
            self.verdict.setText(
                tr("Stopped. Files that were there before are still there.")
                if stopped
                else tr("The export ended unexpectedly. Nothing half-written was left; try again.")
            )
            self._list.hide()
            self._show("end")
            return
        self.files = [Path(path) for path in result["files"]]
        problems = [
            Problem(told["severity"], told["code"], told["message"], told["remedy"], Place(*told["place"]))
            for told in result["problems"]
        ]
        errors = [problem for problem in problems if problem.severity == "error"]
        if "report" in result:
            where = result["report"] or tr("no file could be written")
            self.verdict.setText(tr("The export failed inside PressDesk. A report is here: {path}", path=where))
        elif not self.files:
            self.verdict.setText(tr("Nothing was written."))
        elif errors:
            self.verdict.setText(tr_count(len(self.files), "{count} file, with errors", "{count} files, with errors"))
        else:
            self.verdict.setText(tr_count(len(self.files), "{count} file is ready", "{count} files are ready"))
        for problem in sorted(problems, key=lambda problem: problem.severity != "error"):
            self._list.addItem(f"{message_of(problem)} {remedy_of(problem)}".strip())
        for path in self.files:
            with suppress(ValueError):
                path = path.relative_to(self.document.root)
            self._list.addItem(path.as_posix())
        self._list.show()
        self._show("end")
        (self.folder if self.files else self.cancel).setFocus()

    def _reveal(self) -> None:
        if self.files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.files[0].parent)))
