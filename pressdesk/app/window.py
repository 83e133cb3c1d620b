"""The window: opens campaigns, holds the menus, saves, closes, and starts exports."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLibraryInfo, QLocale, QTimer, QTranslator, QUrl
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from pressdesk import __version__
from pressdesk.app import crash, theme
from pressdesk.app.settings import Settings, log_folder
from pressdesk.app.translations import LANGUAGES, language, set_language, system_language, tr, tr_count
from pressdesk.app.welcome import Welcome
from pressdesk.base.problem import PressDeskError, Problem

if TYPE_CHECKING:
    from pressdesk.app.document import Document
    from pressdesk.app.workspace import Workspace
    from pressdesk.model.campaign import Campaign

JOURNAL_LOOK_MS = 2000
WARM_MS = 1500
FREEZE_MS = 3000


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
        self._actions: dict[str, QAction] = {}
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
        self._menus()
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

    def _menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        self._actions = {}
        file = bar.addMenu(tr("&File"))
        self._action(file, "new-campaign", tr("New campaign…"), self.new_campaign)
        self._action(file, "open", tr("Open…"), self.ask_open, QKeySequence.StandardKey.Open)
        self._recent_menu = file.addMenu(tr("Recent campaigns"))
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self._action(file, "sample", tr("Sample campaign…"), self.open_sample)
        file.addSeparator()
        self._action(file, "save", tr("Save"), self.save, QKeySequence.StandardKey.Save)
        self._action(file, "export", tr("Export…"), self.export, "Ctrl+E")
        self._action(file, "folder", tr("Show the campaign's folder"), self._reveal)
        file.addSeparator()
        self._action(file, "close", tr("Close the campaign"), self.close_campaign, QKeySequence.StandardKey.Close)
        self._action(file, "quit", tr("Quit"), self.close, "Ctrl+Q")
        edit = bar.addMenu(tr("&Edit"))
        self._action(edit, "undo", tr("Undo"), self.undo, QKeySequence.StandardKey.Undo)
        redo = self._action(edit, "redo", tr("Redo"), self.redo)
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])  # both habits, on every system
        piece = bar.addMenu(tr("&Piece"))
        self._action(piece, "new", tr("New piece…"), self.new_piece, QKeySequence.StandardKey.New)
        self._action(piece, "duplicate", tr("Duplicate"), self._duplicate, "Ctrl+D")
        self._action(piece, "rename", tr("Rename…"), self._rename)
        self._action(piece, "remove", tr("Remove from the campaign"), self._remove)
        view = bar.addMenu(tr("&View"))
        self._action(view, "larger", tr("Larger"), lambda: self._zoom(1.25), QKeySequence.StandardKey.ZoomIn)
        self._action(view, "smaller", tr("Smaller"), lambda: self._zoom(0.8), QKeySequence.StandardKey.ZoomOut)
        self._action(view, "fit", tr("Fit the page"), self._fit, "Ctrl+0")
        view.addSeparator()
        guides = self._action(view, "guides", tr("Bleed and safe zone"), self._guides, "Ctrl+Shift+G")
        guides.setCheckable(True)
        self._action(view, "facts", tr("Facts of the campaign"), self._facts, "Ctrl+Shift+F")
        self._action(view, "problems", tr("Problems"), self._problems, "F8")
        self._action(view, "next-panel", tr("Next part of the window"), self._next_panel, "F6")
        view.addSeparator()
        self._choices(
            view,
            tr("Theme"),
            "theme",
            {"system": tr("As the system"), "light": tr("Light"), "dark": tr("Dark")},
            "system",
        )
        self._choices(view, tr("Language"), "language", LANGUAGES, language())
        help_menu = bar.addMenu(tr("&Help"))
        self._action(help_menu, "keys", tr("Keys"), self._tell_keys, QKeySequence.StandardKey.HelpContents)
        self._action(help_menu, "about", tr("About PressDesk"), self._tell_about)

    def _action(
        self, menu: QMenu, name: str, text: str, done: object, key: QKeySequence.StandardKey | str = ""
    ) -> QAction:
        action = QAction(text, self)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda checked=False: done(checked) if name == "guides" else done())  # type: ignore[operator]
        menu.addAction(action)
        self._actions[name] = action
        return action

    def _choices(self, menu: QMenu, title: str, key: str, choices: dict[str, str], default: str) -> None:
        sub = menu.addMenu(title)
        group = QActionGroup(self)
        now = self.settings.text(key, default)
        for name, shown in choices.items():
            action = QAction(shown, self, checkable=True)
            action.setChecked(name == now)
            action.triggered.connect(lambda _checked=False, name=name: self.choose(key, name))
            group.addAction(action)
            sub.addAction(action)

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
            self._refuse(tr("This campaign cannot be opened."), fault.problems)
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
            self._refuse(tr("The campaign could not be made."), fault.problems)
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
        for name, splitter in (("columns", workspace.columns), ("rows", workspace.rows)):
            state = self.settings.state(name)
            if state:
                splitter.restoreState(QByteArray(state))
        workspace.show_guides(self.settings.flag("guides"))
        self._actions["guides"].setChecked(self.settings.flag("guides"))
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
        document = self.workspace.document
        try:
            document.session.save(datetime.now().replace(microsecond=0))
        except PressDeskError as fault:
            self._refuse(tr("The campaign could not be saved."), fault.problems)
            return False
        except OSError as fault:
            from pressdesk.work.disk import disk_problem

            self._refuse(tr("The campaign could not be saved."), (disk_problem(fault),))
            return False
        document.look_at_folder()
        self._sense()
        return True

    def close_campaign(self) -> bool:
        """Close what is open, after asking when it is not saved; whether it is closed."""
        workspace = self.workspace
        if workspace is None:
            return True
        session = workspace.document.session
        discard = False
        if session.dirty and not session.readonly:
            answer = self._ask_save()
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

    def _ask_save(self) -> QMessageBox.StandardButton:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle("PressDesk")
        box.setText(tr("Save the changes before closing?"))
        box.setInformativeText(tr("What is not saved is lost when you discard it."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        for which, text in ((buttons.Save, "Save"), (buttons.Discard, "Discard"), (buttons.Cancel, "Cancel")):
            box.button(which).setText(tr(text))
        box.setDefaultButton(buttons.Save)
        return QMessageBox.StandardButton(box.exec())

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

    def _duplicate(self) -> None:
        if self.workspace and self.workspace.document.piece:
            self.workspace.pieces.duplicate(self.workspace.document.piece.name)

    def _remove(self) -> None:
        if self.workspace and self.workspace.document.piece:
            self.workspace.pieces.remove(self.workspace.document.piece.name)

    def _rename(self) -> None:
        document = self.workspace.document if self.workspace else None
        piece = document.piece if document else None
        if document is None or piece is None:
            return
        title, sure = QInputDialog.getText(self, tr("Rename"), tr("Title of the piece"), text=piece.title)
        if sure and title.strip():
            new = piece._replace(title=title.strip())
            document.edit(tr("Rename a piece"), lambda draft: draft.put(("pieces", piece.name), new))

    def _zoom(self, factor: float) -> None:
        if self.workspace:
            self.workspace.canvas.set_zoom(self.workspace.canvas.zoom * factor)

    def _fit(self) -> None:
        if self.workspace:
            self.workspace.canvas.fit()

    def _guides(self, shown: bool) -> None:
        self.settings.put("guides", shown)
        if self.workspace:
            self.workspace.show_guides(shown)

    def _facts(self) -> None:
        if self.workspace:
            self.workspace.show_facts()
            self.workspace.facts.seize(("slogan",))

    def _problems(self) -> None:
        if self.workspace:
            self.workspace.problems.toggle()

    def _next_panel(self) -> None:
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

    def _reveal(self) -> None:
        if self.workspace:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workspace.document.root)))

    def _welcomed(self, wanted: str) -> None:
        {"open": self.ask_open, "new": self.new_campaign, "sample": self.open_sample}[wanted]()

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self.settings.recent:
            self._recent_menu.addAction(f"{path.name}   {path.parent}", partial(self.open_campaign, path))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(tr("None yet")).setEnabled(False)

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

    def _tell_keys(self) -> None:
        lines = [
            (tr("Next part of the window"), "F6"),
            (tr("Next box on the page"), "Ctrl+→"),
            (tr("Move the box by 1 mm, by 10 mm"), tr("arrows, Shift+arrows")),
            (tr("Fill in the box"), "Enter, F2"),
            (tr("Next page"), tr("Page down")),
            (tr("Move the page"), tr("space and drag")),
            (tr("Zoom"), tr("Ctrl and wheel, Ctrl++, Ctrl+-")),
            (tr("Move a line of a list"), tr("Alt+arrows")),
            (tr("Bold, italic"), "Ctrl+B, Ctrl+I"),
            (tr("Problems"), "F8"),
        ]
        told = "".join(
            f"<tr><td style='padding: 3px 24px 3px 0'>{what}</td><td>{keys}</td></tr>" for what, keys in lines
        )
        self._tell(tr("Keys"), f"<table>{told}</table>")

    def _tell_about(self) -> None:
        reports = log_folder()
        text = tr("Version {version}. Works without a network; nothing is sent anywhere.", version=__version__)
        text += "<br>" + tr("Crash reports: {folder}", folder=str(reports))
        self._tell(tr("About PressDesk"), f"<b>PressDesk</b><br>{text}")

    def _tell(self, title: str, text: str) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.Close, self)
        box.button(QMessageBox.StandardButton.Close).setText(tr("Close"))
        box.exec()

    def _refuse(self, text: str, problems: Sequence[Problem]) -> None:
        """One plain message: what was not done, why, what to do."""
        from pressdesk.app.messages import message_of, remedy_of

        told = [
            f"{_where(problem, message_of(problem))}{message_of(problem)} {remedy_of(problem)}".strip()
            for problem in problems[:5]
        ]
        if len(problems) > 5:
            told.append(tr("And {count} more.", count=len(problems) - 5))
        box = QMessageBox(QMessageBox.Icon.NoIcon, "PressDesk", text, QMessageBox.StandardButton.Ok, self)
        box.setInformativeText("\n\n".join(told))
        box.exec()

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
            "close": open_,
            "undo": bool(session and session.history.undo_label),
            "redo": bool(session and session.history.redo_label),
            "new": writable,
            "duplicate": writable and piece,
            "rename": writable and piece,
            "remove": writable and piece,
            **dict.fromkeys(("larger", "smaller", "fit", "facts", "problems", "next-panel"), open_),
        }
        for name, on in states.items():
            if self._actions[name].isEnabled() != on:
                self._actions[name].setEnabled(on)
        if session and document:
            for name, told in (
                ("undo", _with_label(tr("Undo"), session.history.undo_label)),
                ("redo", _with_label(tr("Redo"), session.history.redo_label)),
            ):
                if self._actions[name].text() != told:
                    self._actions[name].setText(told)
            suffix = f" ({tr('read only')})" if session.readonly else ""
            title = f"{document.campaign.name}{suffix}[*] – PressDesk"
            if title != self.windowTitle():
                self.setWindowTitle(title)
            self.setWindowModified(session.dirty)
        else:
            self.setWindowModified(False)
            self.setWindowTitle("PressDesk")


def run(arguments: Sequence[str] | str | None = None) -> int:
    """Open the window, with the campaign at the path that is given; the exit status when it closes."""
    words = [arguments] if isinstance(arguments, str) else list(arguments or ())
    application = make_application()
    settings = Settings()
    set_language(settings.text("language", system_language()))
    speak(application)
    theme.apply(application, theme.theme_for(settings.text("theme", "system")))
    window = Window(settings)
    crash.install(window.tell_crash)
    window.show()
    if words:
        QTimer.singleShot(0, lambda: window.open_campaign(Path(words[0]).absolute(), later=True))
    elif settings.recent and settings.flag("reopen", True):
        QTimer.singleShot(0, lambda: window.open_campaign(settings.recent[0], later=True))
    QTimer.singleShot(FREEZE_MS, gc.freeze)  # what is there by then stays; looking through it again takes too long
    return application.exec()


def make_application() -> QApplication:
    """The one application object of the process."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("PressDesk")
    application.setApplicationVersion(__version__)
    application.setQuitOnLastWindowClosed(True)
    sys.setswitchinterval(0.002)  # threads beside the window give way sooner
    return application


def speak(application: QApplication) -> None:
    """Give Qt's own words (file dialogs, menus of fields) the language of the window."""
    speaker = application.findChild(QTranslator)
    if speaker is None:
        speaker = QTranslator(application)
    application.removeTranslator(speaker)
    QLocale.setDefault(QLocale(language()))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() != "en" and speaker.load(f"qtbase_{language()}", folder):
        application.installTranslator(speaker)


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


def _where(problem: Problem, message: str) -> str:
    """The file and line of a problem, unless its sentence names the file."""
    file, line = problem.place.file, problem.place.line
    if not file or Path(file).name in message:
        return ""
    return f"{file}, {line}: " if line else f"{file}: "


def _with_label(action: str, told: str) -> str:
    return f"{action}: {told}" if told else action
