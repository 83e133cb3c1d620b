"""Boxes that ask or tell: closing unsaved work, why something was not done, the keys, the version."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from pressdesk import __version__
from pressdesk.app.messages import message_of, remedy_of
from pressdesk.app.translations import tr
from pressdesk.base.paths import log_folder
from pressdesk.base.problem import Problem


def ask_save(parent: QWidget) -> QMessageBox.StandardButton:
    box = QMessageBox(parent)
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


def refuse(parent: QWidget, text: str, problems: Sequence[Problem]) -> None:
    """One plain message: what was not done, why, what to do."""
    told = [
        f"{_where(problem, message_of(problem))}{message_of(problem)} {remedy_of(problem)}".strip()
        for problem in problems[:5]
    ]
    if len(problems) > 5:
        told.append(tr("And {count} more.", count=len(problems) - 5))
    box = QMessageBox(QMessageBox.Icon.NoIcon, "PressDesk", text, QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText("\n\n".join(told))
    box.exec()


def tell_keys(parent: QWidget) -> None:
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
    told = "".join(f"<tr><td style='padding: 3px 24px 3px 0'>{what}</td><td>{keys}</td></tr>" for what, keys in lines)
    _tell(parent, tr("Keys"), f"<table>{told}</table>")


def tell_about(parent: QWidget) -> None:
    reports = log_folder()
    text = tr("Version {version}. Works without a network; nothing is sent anywhere.", version=__version__)
    text += "<br>" + tr("Crash reports: {folder}", folder=str(reports))
    _tell(parent, tr("About PressDesk"), f"<b>PressDesk</b><br>{text}")


def _tell(parent: QWidget, title: str, text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.Close, parent)
    box.button(QMessageBox.StandardButton.Close).setText(tr("Close"))
    box.exec()


def _where(problem: Problem, message: str) -> str:
    """The file and line of a problem, unless its sentence names the file."""
    file, line = problem.place.file, problem.place.line
    if not file or Path(file).name in message:
        return ""
    return f"{file}, {line}: " if line else f"{file}: "
