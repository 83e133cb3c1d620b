"""The menus: what the window can do, with Qt's standard keys, and when it can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from pressdesk.app.dialogs import tell_about, tell_keys
from pressdesk.app.translations import LANGUAGES, language, tr

if TYPE_CHECKING:
    from pressdesk.app.window import Window
    from pressdesk.work.session.history import History


class Menus:
    """The actions of a window by name; built anew when the language changes."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.actions: dict[str, QAction] = {}

    def build(self) -> None:
        """Make all menus in the present language."""
        window = self._window
        bar = window.menuBar()
        bar.clear()
        self.actions = {}
        file = bar.addMenu(tr("&File"))
        self._action(file, "new-campaign", tr("New campaign…"), window.new_campaign)
        self._action(file, "open", tr("Open…"), window.ask_open, QKeySequence.StandardKey.Open)
        self._recent = file.addMenu(tr("Recent campaigns"))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._action(file, "sample", tr("Sample campaign…"), window.open_sample)
        file.addSeparator()
        self._action(file, "save", tr("Save"), window.save, QKeySequence.StandardKey.Save)
        self._action(file, "save-copy", tr("Save a copy as…"), window.save_copy, QKeySequence.StandardKey.SaveAs)
        self._action(file, "export", tr("Export…"), window.export, "Ctrl+E")
        self._action(file, "folder", tr("Show the campaign's folder"), window.reveal)
        file.addSeparator()
        self._action(file, "close", tr("Close the campaign"), window.close_campaign, QKeySequence.StandardKey.Close)
        self._action(file, "quit", tr("Quit"), window.close, "Ctrl+Q")
        edit = bar.addMenu(tr("&Edit"))
        self._action(edit, "undo", tr("Undo"), window.undo, QKeySequence.StandardKey.Undo)
        redo = self._action(edit, "redo", tr("Redo"), window.redo)
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])  # both habits, on every system
        piece = bar.addMenu(tr("&Piece"))
        self._action(piece, "new", tr("New piece…"), window.new_piece, QKeySequence.StandardKey.New)
        self._action(piece, "duplicate", tr("Duplicate"), window.duplicate, "Ctrl+D")
        self._action(piece, "rename", tr("Rename…"), window.rename)
        self._action(piece, "remove", tr("Remove from the campaign"), window.remove)
        view = bar.addMenu(tr("&View"))
        self._action(view, "larger", tr("Larger"), lambda: window.zoom(1.25), QKeySequence.StandardKey.ZoomIn)
        self._action(view, "smaller", tr("Smaller"), lambda: window.zoom(0.8), QKeySequence.StandardKey.ZoomOut)
        self._action(view, "fit", tr("Fit the page"), window.fit, "Ctrl+0")
        view.addSeparator()
        guides = self._action(view, "guides", tr("Bleed and safe zone"), window.show_guides, "Ctrl+Shift+G")
        guides.setCheckable(True)
        self._action(view, "facts", tr("Facts of the campaign"), window.show_facts, "Ctrl+Shift+F")
        self._action(view, "problems", tr("Problems"), window.show_problems, "F8")
        self._action(view, "next-panel", tr("Next part of the window"), window.next_panel, "F6")
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
        self._action(help_menu, "keys", tr("Keys"), lambda: tell_keys(window), QKeySequence.StandardKey.HelpContents)
        self._action(help_menu, "about", tr("About PressDesk"), lambda: tell_about(window))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._window.settings.recent:
            self._recent.addAction(f"{path.name}   {path.parent}", partial(self._window.open_campaign, path))
        if self._recent.isEmpty():
            self._recent.addAction(tr("None yet")).setEnabled(False)

    def _action(
        self, menu: QMenu, name: str, text: str, done: Callable[..., object], key: QKeySequence.StandardKey | str = ""
    ) -> QAction:
        action = QAction(text, self._window)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda checked=False: done(checked) if name == "guides" else done())
        menu.addAction(action)
        self.actions[name] = action
        return action

    def _choices(self, menu: QMenu, title: str, key: str, choices: dict[str, str], default: str) -> None:
        sub = menu.addMenu(title)
        group = QActionGroup(self._window)
        now = self._window.settings.text(key, default)
        for name, shown in choices.items():
            action = QAction(shown, self._window, checkable=True)
            action.setChecked(name == now)
            action.triggered.connect(lambda _checked=False, name=name: self._window.choose(key, name))
            group.addAction(action)
            sub.addAction(action)

    def enable(self, states: dict[str, bool]) -> None:
        """Switch actions on and off by name."""
        for name, on in states.items():
            if self.actions[name].isEnabled() != on:
                self.actions[name].setEnabled(on)

    def tell_history(self, history: History) -> None:
        """Say what undo and redo would do."""
        for name, told in (
            ("undo", _with_label(tr("Undo"), history.undo_label)),
            ("redo", _with_label(tr("Redo"), history.redo_label)),
        ):
            if self.actions[name].text() != told:
                self.actions[name].setText(told)


def _with_label(action: str, told: str) -> str:
    return f"{action}: {told}" if told else action
