"""Small parts that many views share: labels with a role, buttons with an icon, lines."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from pressdesk.app import theme


def label(text: str, role: str = "label", *, wrap: bool = False) -> QLabel:
    """A text in one of the roles of the style sheet: title, section, label, quiet, help, error, warning."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget and show it so."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Look the widget up in the style sheet again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, pressed: Callable[[], object] | None = None, *, icon: str = "", kind: str = "") -> QPushButton:
    """A button with words; `kind` is main (the one accent), quiet, or nothing."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        made.setProperty("icon_name", icon)
        made.setIcon(theme.tinted(icon, on_accent=kind == "main"))
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def tool(
    name: str, tip: str, pressed: Callable[[], object] | None = None, *, size: int = 16, key: str = ""
) -> QToolButton:
    """A button with an icon alone; its tip is its accessible name too."""
    made = QToolButton()
    made.setProperty("icon_name", name)
    made.setIcon(theme.tinted(name, size))
    made.setIconSize(QSize(size, size))
    made.setAccessibleName(tip)
    shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
    made.setToolTip(f"{tip} ({shown})" if shown else tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def retint(root: QWidget) -> None:
    """Give all icons below `root` the colour of the present theme."""
    for one in [*root.findChildren(QPushButton), *root.findChildren(QToolButton)]:
        name = one.property("icon_name")
        if name:
            one.setIcon(theme.tinted(name, one.iconSize().width(), on_accent=one.property("kind") == "main"))


class ElidedLabel(QLabel):
    """A line of text that ends in … where there is no room; the whole of it is its tip."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        self.setToolTip(self.text() if text != self.text() else "")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def line() -> QFrame:
    """A thin level line."""
    made = QFrame()
    made.setProperty("role", "line")
    return made
