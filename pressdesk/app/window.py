"""The window: opens campaigns, holds the menus, saves, closes, and starts exports."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from pressdesk.app import theme
from pressdesk.app.application import make_application, speak
from pressdesk.app.dialogs import ask_save, refuse
from pressdesk.app.menus import Menus
from pressdesk.app.settings import Settings
from pressdesk.app.translations import set_language, tr, tr_count
from pressdesk.app.welcome import Welcome
from pressdesk.base.problem import PressDeskError

if TYPE_CHECKING:
    from pressdesk.app.document import Document
    from pressdesk.app.workspace import Workspace
    from pressdesk.model.campaign import Campaign

JOURNAL_LOOK_MS = 2000
WARM_MS = 1500


class Window(QMainWindow):
    """One window, one campaign."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.workspace: Workspace | None = None
        self.setWindowTitle("PressDesk")
        self.resize(1280, 800)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.menus = Menus(self)
        self._build()
        geometry = settings.state("window")
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        self._watch = QTimer(self, interval=JOURNAL_LOOK_MS)
        self._watch.timeout.connect(self._look_at_journal)
        self._journal_told = False
        self._warm = QTimer(self, singleShot=True, interval=WARM_MS)
        self._warm.timeout.connect(self._warm_up)

    # building

    def _build(self) -> None:
        """Make menus and the first view in the present language."""
        self.menus.build()
        while self.stack.count():
            gone = self.stack.widget(0)
            if gone is None:
                break
            self.stack.removeWidget(gone)
            if gone is not self.workspace:
                gone.deleteLater()
        self.welcome = Welcome(self.settings.recent)
        self.welcome.wanted.connect(self._welcomed)
        self.welcome.recent_wanted.connect(self.open_campaign)
        self.stack.addWidget(self.welcome)
        self._sense()

    # opening

    def open_campaign(self, path: Path, *, later: bool = False) -> bool:
        """Open a campaign folder, or one packed in a file; whether it could be done. With `later`, the window is
        painted first and the page follows."""
        from pressdesk.work.session import open_session
        from pressdesk.work.store import load_with_problems

        if not self.close_campaign():
            return False
        try:
            root = _unpacked(path) if path.is_file() else path
            opened = open_session(root, load_with_problems, store_save)
        except PressDeskError as fault:
            refuse(self, tr("This campaign cannot be opened."), fault.problems)
            return False
        from pressdesk.app.document import Document

        document = Document(opened.session, opened.problems, self)
        self.settings.opened(root)
        self._show(document, later=later)
        assert self.workspace is not None
        if opened.recovered:
            self.workspace.banner.say(
                tr_count(
                    opened.recovered,
                    "{count} change that was not saved last time is here again.",
                    "{count} changes that were not saved last time are here again.",
                )
            )
        elif opened.problems:
            self.workspace.say_problem(opened.problems[0])
        if not opened.session.readonly:
            self._warm.start()
        return True

    def ask_open(self) -> None:
        """Ask for a folder and open it."""
        path = QFileDialog.getExistingDirectory(self, tr("Open a campaign"), self.settings.text("last-folder"))
        if path:
            self.settings.put("last-folder", str(Path(path).parent))
            self.open_campaign(Path(path))

    def new_campaign(self) -> None:
        """Ask for a name and a place, make an empty campaign there and open it."""
        self._begin(tr("New campaign"), tr("My campaign"), sample=False)

    def open_sample(self) -> None:
        """Ask where the sample may be written, and open it."""
        self._begin(tr("Sample campaign"), tr("PressDesk sample"), sample=True)

    def _begin(self, title: str, name: str, *, sample: bool) -> None:
        from pressdesk.work.beginning import new_campaign

        folder = self.settings.text("last-folder") or str(Path.home())
        path, _ = QFileDialog.getSaveFileName(self, title, str(Path(folder) / name))
        if not path:
            return
        QApplication.setOverrideCursor(self.cursor().shape().WaitCursor)
        try:
            root = new_campaign(Path(path), sample=sample)
        except PressDeskError as fault:
            refuse(self, tr("The campaign could not be made."), fault.problems)
            return
        finally:
            QApplication.restoreOverrideCursor()
        self.settings.put("last-folder", str(root.parent))
        self.open_campaign(root)

    def _show(self, document: Document, *, later: bool = False) -> None:
        from pressdesk.app.workspace import Workspace

        self.workspace = workspace = Workspace(document)
        workspace.export_wanted.connect(self.export)
        workspace.new_wanted.connect(self.new_piece)
        workspace.undo_wanted.connect(self.undo)
        workspace.redo_wanted.connect(self.redo)
        document.changed.connect(lambda _change: self._sense())
        document.switched.connect(self._sense)
        document.settled.connect(self._sense)
        for name, splitter in (("columns", workspace.columns), ("rows", workspace.rows)):
            state = self.settings.state(name)
            if state:
                splitter.restoreState(QByteArray(state))
        workspace.show_guides(self.settings.flag("guides"))
        self.menus.actions["guides"].setChecked(self.settings.flag("guides"))
        if not later:
            workspace.begin()
        self.stack.addWidget(workspace)
        self.stack.setCurrentWidget(workspace)
        workspace.pieces.setFocus()
        self._journal_told = False
        self._watch.start()
        workspace.show_history()
        self._sense()
        if later:
            self.repaint()
            QTimer.singleShot(0, lambda: workspace.begin(page_first=True) if self.workspace is workspace else None)

    # saving and closing

    def save(self) -> bool:
        """Save; whether everything is on the disk now."""
        if self.workspace is None or self.workspace.document.session.readonly:
            return self.workspace is not None
        try:
            self.workspace.save()
        except PressDeskError as fault:
            refuse(self, tr("The campaign could not be saved."), fault.problems)
            return False
        except OSError as fault:
            from pressdesk.work.disk import disk_problem

            refuse(self, tr("The campaign could not be saved."), (disk_problem(fault),))
            return False
        self._sense()
        return True

    def save_copy(self) -> bool:
        """Ask for a place and write the campaign there as it is now; whether that could be done."""
        from pressdesk.work.copying import save_copy

        if self.workspace is None:
            return False
        session = self.workspace.document.session
        folder = self.settings.text("last-folder") or str(session.root.parent)
        name = tr("{name} (copy)", name=session.root.name)
        path, _ = QFileDialog.getSaveFileName(self, tr("Save a copy as…"), str(Path(folder) / name))
        if not path:
            return False
        try:
            made = save_copy(session.campaign, session.saved, Path(path))
        except PressDeskError as fault:
            refuse(self, tr("The copy could not be written."), fault.problems)
            return False
        self.settings.put("last-folder", str(made.parent))
        self.workspace.banner.say(tr("A copy is in {folder}; you go on in the first one.", folder=str(made)))
        return True

    def close_campaign(self) -> bool:
        """Close what is open, after asking when it is not saved; whether it is closed."""
        workspace = self.workspace
        if workspace is None:
            return True
        session = workspace.document.session
        discard = False
        if session.dirty and not session.readonly:
            answer = ask_save(self)
            if answer == QMessageBox.StandardButton.Cancel:
                return False
            if answer == QMessageBox.StandardButton.Save and not self.save():
                return False
            discard = answer == QMessageBox.StandardButton.Discard
        self.settings.keep_state("columns", workspace.columns.saveState())
        self.settings.keep_state("rows", workspace.rows.saveState())
        self._watch.stop()
        self._warm.stop()
        self.workspace = None
        workspace.close_down()
        session.close(discard=discard)
        self.stack.removeWidget(workspace)
        workspace.deleteLater()
        self._build()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.close_campaign():
            event.ignore()
            return
        self.settings.keep_state("window", self.saveGeometry())
        self.settings.sync()
        event.accept()

    # what menus do

    def undo(self) -> None:
        if self.workspace:
            self.workspace.document.session.undo()

    def redo(self) -> None:
        if self.workspace:
            self.workspace.document.session.redo()

    def export(self) -> None:
        """Open the export of the piece that is shown."""
        if self.workspace is None or self.workspace.document.piece is None:
            return
        from pressdesk.app.exporting import ExportDialog

        session = self.workspace.document.session
        if session.dirty and not session.readonly and not self.save():
            return
        ExportDialog(self.workspace.document, self).exec()
        self._sense()

    def new_piece(self) -> None:
        """Choose a template and put a piece made from it into the campaign."""
        workspace = self.workspace
        if workspace is None or workspace.document.session.readonly:
            return
        from pressdesk.app.newpiece import NewPieceDialog

        dialog = NewPieceDialog(workspace.document, workspace.thumbnails, self)
        piece = dialog.piece() if dialog.exec() else None
        if piece is not None:
            workspace.document.edit(tr("New piece"), lambda draft: draft.add_piece(piece))
            workspace.show_piece(piece.name)
            first = next(iter(workspace.form.rows), "")
            workspace.form.seize(first)
        dialog.deleteLater()

    def duplicate(self) -> None:
        if self.workspace and self.workspace.document.piece:
            self.workspace.pieces.duplicate(self.workspace.document.piece.name)

    def remove(self) -> None:
        if self.workspace and self.workspace.document.piece:
            self.workspace.pieces.remove(self.workspace.document.piece.name)

    def rename(self) -> None:
        document = self.workspace.document if self.workspace else None
        piece = document.piece if document else None
        if document is None or piece is None:
            return
        title, sure = QInputDialog.getText(self, tr("Rename"), tr("Title of the piece"), text=piece.title)
        if sure and title.strip():
            new = piece._replace(title=title.strip())
            document.edit(tr("Rename a piece"), lambda draft: draft.put(("pieces", piece.name), new))

    def zoom(self, factor: float) -> None:
        if self.workspace:
            self.workspace.canvas.set_zoom(self.workspace.canvas.zoom * factor)

    def fit(self) -> None:
        if self.workspace:
            self.workspace.canvas.fit()

    def show_guides(self, shown: bool) -> None:
        self.settings.put("guides", shown)
        if self.workspace:
            self.workspace.show_guides(shown)

    def show_facts(self) -> None:
        if self.workspace:
            self.workspace.show_facts()
            self.workspace.facts.seize(("slogan",))

    def show_problems(self) -> None:
        if self.workspace:
            self.workspace.problems.toggle()

    def next_panel(self) -> None:
        """Give the keyboard to the next part: pieces, page, form, problems."""
        workspace = self.workspace
        if workspace is None:
            return
        side = workspace.form if workspace.side.currentWidget() is workspace.form else workspace.facts
        parts: list[QWidget] = [workspace.pieces, workspace.canvas, side]
        if workspace.events.isVisible():
            parts.insert(2, workspace.events.view)
        now = QApplication.focusWidget()
        here = next((i for i, part in enumerate(parts) if now and (part is now or part.isAncestorOf(now))), -1)
        part = parts[(here + 1) % len(parts)]
        if part is side:
            first = next(iter(workspace.form.rows), "")
            workspace.form.seize(first) if side is workspace.form else workspace.facts.seize(("name",))
        else:
            part.setFocus()

    def reveal(self) -> None:
        if self.workspace:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workspace.document.root)))

    def _welcomed(self, wanted: str) -> None:
        {"open": self.ask_open, "new": self.new_campaign, "sample": self.open_sample}[wanted]()

    def choose(self, key: str, name: str) -> None:
        """Choose theme or language, at once and for the next time."""
        self.settings.put(key, name)
        if key == "language":
            set_language(name)
            speak(make_application())
            self._speak_anew()
        else:
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            theme.apply(application, theme.theme_for(name))
            if self.workspace:
                self.workspace.retheme()

    def _speak_anew(self) -> None:
        workspace = self.workspace
        self.workspace = None
        self._build()
        if workspace is not None:
            document = workspace.document
            workspace.close_down()
            workspace.setParent(None)
            workspace.deleteLater()
            from pressdesk.app.document import Document

            fresh = Document(document.session, document.opening_problems, self)
            document.stop()
            fresh.take_over(document)
            document.deleteLater()
            self._show(fresh)

    def tell_crash(self, path: Path | None) -> None:
        """Say that something went wrong inside, once for a run of faults."""
        if self.property("crashed"):
            return
        self.setProperty("crashed", True)
        where = str(path) if path else tr("no file could be written")
        text = tr(
            "Something went wrong inside PressDesk. Your work is in the journal. A report is here: {path}", path=where
        )
        if self.workspace:
            self.workspace.banner.say(text)

    def _warm_up(self) -> None:
        if self.workspace:
            self.workspace.hand.do(_warm_up, lambda _nothing: None)

    def _look_at_journal(self) -> None:
        session = self.workspace.document.session if self.workspace else None
        if session is None or session.journal_fault is None:
            self._journal_told = False
        elif self.workspace and not self._journal_told:
            self._journal_told = True
            from pressdesk.app.messages import message_of, remedy_of
            from pressdesk.work.disk import disk_problem

            problem = disk_problem(session.journal_fault, session.campaign.root)
            told = tr("Changes cannot be kept against a crash just now.")
            self.workspace.banner.say(f"{told} {message_of(problem)} {remedy_of(problem)}")

    def _sense(self) -> None:
        """Switch menus on and off, and say in the title what is open and whether it is saved."""
        workspace = self.workspace
        document = workspace.document if workspace else None
        session = document.session if document else None
        open_, writable = session is not None, session is not None and not session.readonly
        piece = document.piece is not None if document else False
        states = {
            "save": writable and session is not None and session.dirty,
            "export": piece,
            "folder": open_,
            "save-copy": open_,
            "close": open_,
            "undo": bool(session and session.history.undo_label),
            "redo": bool(session and session.history.redo_label),
            "new": writable,
            "duplicate": writable and piece,
            "rename": writable and piece,
            "remove": writable and piece,
            **dict.fromkeys(("larger", "smaller", "fit", "facts", "problems", "next-panel"), open_),
        }
        self.menus.enable(states)
        if session and document:
            self.menus.tell_history(session.history)
            suffix = f" ({tr('read only')})" if session.readonly else ""
            title = f"{document.campaign.name}{suffix}[*] – PressDesk"
            if title != self.windowTitle():
                self.setWindowTitle(title)
            self.setWindowModified(session.dirty)
        else:
            self.setWindowModified(False)
            self.setWindowTitle("PressDesk")


def store_save(before: Campaign, after: Campaign) -> None:
    """Save as the session wants it."""
    from pressdesk.work.store.saving import save

    save(after, before)


def _warm_up() -> None:
    """Load what the first save and the first export would wait for."""
    import tomlkit  # noqa: F401

    from pressdesk.app import exporting, newpiece  # noqa: F401


def _unpacked(path: Path) -> Path:
    """The folder of a packed campaign, unpacked beside it unless it is there already."""
    from pressdesk.work.package import unpack

    folder = path.with_suffix("")
    if not (folder / "campaign.toml").is_file():
        unpack(path, folder)
    return folder
