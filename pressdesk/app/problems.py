"""What is wrong, listed below the page: folded to one line when there is nothing; a click goes to the place."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from pressdesk.app import icons, theme
from pressdesk.app.messages import message_of, place_of, remedy_of
from pressdesk.app.translations import tr, tr_count
from pressdesk.app.widgets import ElidedLabel, button, label, tool
from pressdesk.base.problem import Problem

ORDER = {"error": 0, "warning": 1, "note": 2}


class Problems(QWidget):
    """A line with the count, and below it the list when it is unfolded."""

    wanted = Signal(object)
    mended = Signal(object)
    mendable: Callable[[Problem], bool] = staticmethod(lambda _problem: False)
    more: Callable[[Problem, QMenu], list[QAction]] = staticmethod(lambda _problem, _menu: [])
    """What else the menu of a problem offers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.shown: tuple[Problem, ...] = ()
        self._open = False
        self._fold = button("", self.toggle, kind="quiet")
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Problems"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._go)
        self._list.itemClicked.connect(self._go)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        self._list.setStyleSheet("QListWidget { padding-left: 10px; }")
        column.setSpacing(2)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._list)
        self._list.hide()
        self.show_problems(())

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """List these problems, the worst first."""
        ordered = tuple(sorted(problems, key=lambda problem: ORDER[problem.severity]))
        if ordered == self.shown and self._fold.text():
            return
        self.shown = ordered
        self._list.clear()
        for problem in ordered:
            self._add(problem)
        count = len(ordered)
        self._fold.setText(_count(ordered))
        self._restyle()
        self._list.setFixedHeight(min(176, 12 + sum(self._list.sizeHintForRow(row) for row in range(count))))
        self._list.setVisible(self._open and bool(count))

    def toggle(self) -> None:
        """Unfold the list, or fold it."""
        self.unfold(not self._open)

    def unfold(self, unfolded: bool) -> None:
        self._open = unfolded
        self._list.setVisible(unfolded and bool(self.shown))
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.unfold(False)
            self._fold.setFocus()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        colours = theme.current()
        worst = self.shown[0].severity if self.shown else "check"
        colour = {"error": colours.error, "warning": colours.warning, "check": colours.good}.get(worst, colours.quiet)
        self._fold.setIcon(icons.icon(worst, colour, colours.faint))
        for row, problem in enumerate(self.shown):
            tint = {"error": colours.error, "warning": colours.warning}.get(problem.severity, colours.quiet)
            self._list.item(row).setIcon(icons.icon(problem.severity, tint, colours.faint))

    def _add(self, problem: Problem) -> None:
        where = ", ".join(part for part in (problem.place.format, problem.place.piece) if part)
        text = message_of(problem)
        remedy = remedy_of(problem)
        mendable = self.mendable(problem)
        item = QListWidgetItem("" if mendable else f"{text} {remedy}".strip())
        item.setToolTip(f"{text}\n{remedy}\n{place_of(problem.place)}".strip())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {remedy} {where}")
        self._list.addItem(item)
        if mendable:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(3, 2, 4, 2)
            line.setSpacing(8)
            told = ElidedLabel(f"{text} {remedy}".strip())
            told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line.addWidget(told, 1)
            line.addWidget(button(tr("Mend"), lambda: self.mended.emit(problem), icon="mend"))
            self._list.setItemWidget(item, row)
            item.setSizeHint(QSize(0, row.sizeHint().height()))

    def menu_for(self, problem: Problem) -> QMenu:
        """What can be done about a problem."""
        menu = QMenu(self)
        menu.addAction(tr("Show the place"), lambda: self.wanted.emit(problem))
        if self.mendable(problem):
            menu.addAction(theme.tinted("mend"), tr("Mend"), lambda: self.mended.emit(problem))
        menu.addActions(self.more(problem, menu))
        return menu

    def _menu(self, at: QPoint) -> None:
        item = self._list.itemAt(at) or self._list.currentItem()
        row = self._list.row(item) if item else -1
        if 0 <= row < len(self.shown):
            self._list.setCurrentRow(row)
            menu = self.menu_for(self.shown[row])
            menu.exec(self._list.viewport().mapToGlobal(at))
            menu.deleteLater()

    def _go(self, item: QListWidgetItem) -> None:
        row = self._list.row(item)
        if 0 <= row < len(self.shown):
            self.wanted.emit(self.shown[row])


def _count(problems: tuple[Problem, ...]) -> str:
    if not problems:
        return tr("Nothing is wrong")
    if all(problem.severity == "note" for problem in problems):
        return tr_count(len(problems), "{count} remark", "{count} remarks")
    return tr_count(len(problems), "{count} problem", "{count} problems")


class Banner(QWidget):
    """One line across the window about the campaign as a whole, with a button to put it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = label("", wrap=True)
        self._answers: list[QPushButton] = []
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(tool("remove", tr("Close"), self.hide))
        self.hide()

    def say(self, text: str, *answers: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence until it is put away or answered with one of the buttons."""
        for old in self._answers:
            self._row.removeWidget(old)
            old.deleteLater()
        self._answers = [button(words, partial(self._answered, done)) for words, done in answers]
        for place, one in enumerate(self._answers, 1):
            self._row.insertWidget(place, one)
        self.setStyleSheet(f"Banner {{ background: {theme.current().chosen}; }}")
        self._text.setText(text)
        self.show()

    def _answered(self, done: Callable[[], object]) -> None:
        self.hide()
        done()

    @property
    def text(self) -> str:
        return self._text.text() if self.isVisible() else ""
