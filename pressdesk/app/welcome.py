"""The first view when no campaign is open: what to do next."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pressdesk.app.translations import tr
from pressdesk.app.widgets import button, label


class Welcome(QWidget):
    """Open, begin, look at the sample, or go on with a recent campaign."""

    wanted = Signal(str)  # open, new, sample
    recent_wanted = Signal(object)

    def __init__(self, recent: tuple[Path, ...]) -> None:
        super().__init__()
        self.setObjectName("panel")
        outer = QHBoxLayout(self)
        outer.addStretch()
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(label("PressDesk", "display"))
        column.addWidget(label(tr("Posters, triptychs, flyers and releases from one set of facts."), "quiet"))
        column.addSpacing(24)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open = button(tr("Open a campaign…"), lambda: self.wanted.emit("open"), icon="folder", kind="main")
        row.addWidget(self.open)
        row.addWidget(button(tr("New campaign…"), lambda: self.wanted.emit("new"), icon="add"))
        row.addWidget(button(tr("Look at the sample"), lambda: self.wanted.emit("sample"), icon="picture"))
        row.addStretch()
        column.addLayout(row)
        if recent:
            column.addSpacing(24)
            column.addWidget(label(tr("Recent campaigns"), "section"))
            for path in recent:
                one = button(path.name, partial(self.recent_wanted.emit, path), icon="campaign", kind="quiet")
                one.setToolTip(str(path))
                column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(3)
        outer.addLayout(column)
        outer.addStretch()
