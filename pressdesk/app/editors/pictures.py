"""The editor of a picture: choose it, drop it, and set the point that must stay in sight."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout

from pressdesk.app import theme
from pressdesk.app.editors.base import Editor, Situation, field_label
from pressdesk.app.translations import tr
from pressdesk.app.widgets import button, label, restyle, tool
from pressdesk.model.values import Value
from pressdesk.templates.filling import PictureValue

PREVIEW = QSize(640, 480)


class FocusView(QFrame):
    """A picture with the point that must stay in sight; a click or the arrow keys set it."""

    moved = Signal(float, float)
    settled = Signal()
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.focus = (0.5, 0.5)
        self.setProperty("role", "drop")
        self.setFixedHeight(152)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def _area(self) -> QRectF:
        size = self.image.size().scaled(self.size() - QSize(4, 4), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.image.isNull():
            painter.setPen(QColor(theme.current().quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Drop a picture here"))
            return
        area = self._area()
        painter.drawImage(area, self.image)
        spot = QPointF(area.x() + self.focus[0] * area.width(), area.y() + self.focus[1] * area.height())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#000000", 4), ("#ffffff", 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(spot, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(spot, 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.current().focus), 2))
            painter.drawRect(area)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if event.key() not in steps or self.image.isNull():
            super().keyPressEvent(event)
            return
        dx, dy = steps[Qt.Key(event.key())]
        self._set(self.focus[0] + dx * 0.02, self.focus[1] + dy * 0.02)

    def _point(self, at: QPointF) -> None:
        area = self._area()
        if not self.image.isNull() and area.width() and area.height():
            self._set((at.x() - area.x()) / area.width(), (at.y() - area.y()) / area.height())

    def _set(self, x: float, y: float) -> None:
        self.focus = (round(min(1.0, max(0.0, x)), 3), round(min(1.0, max(0.0, y)), 3))
        self.update()
        self.moved.emit(*self.focus)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self._over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over(False)
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(url.toLocalFile())
                return

    def _over(self, over: bool) -> None:
        self.setProperty("over", over)
        restyle(self)


class PictureEditor(Editor):
    """The value is a path within the campaign, or a table of `path` and `focus` once the point was set here."""

    wanted = Signal(str)  # a file from outside that is to be taken into the campaign

    def __init__(self) -> None:
        super().__init__()
        self._situation: Situation | None = None
        self._value: Value = None
        self._shown: tuple[str, float] = ("", 0.0)
        self.view = FocusView()
        self.view.moved.connect(self._focused)
        self.view.settled.connect(self.left)
        self.view.dropped.connect(self.wanted)
        self.name = label("", "help")
        self._choose = button(tr("Choose…"), self._menu, icon="picture")
        self._clear = tool("remove", tr("Leave the picture out"), lambda: self._take(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self._choose)
        row.addWidget(self._clear)
        column.addLayout(row)
        self.setFocusProxy(self._choose)

    def show_value(self, value: Value, situation: Situation) -> None:
        self._situation = situation
        self._value = value
        self.view.setAccessibleName(
            tr("{field}: the point that must stay in sight", field=field_label(situation.field))
        )
        now = situation.filled.values.get(situation.field.name) if situation.filled else None
        path = now.path if isinstance(now, PictureValue) else None
        self._load(path)
        self.view.focus = now.focus if isinstance(now, PictureValue) else (0.5, 0.5)
        self.name.setText(path.name if path else _path_of(value) or tr("No picture"))
        self._clear.setEnabled(value is not None)
        self.view.update()

    def _load(self, path: Path | None) -> None:
        try:
            key = (str(path), path.stat().st_mtime) if path else ("", 0.0)
        except OSError:
            key = ("", 0.0)
        if key == self._shown:
            return
        self._shown = key
        self.view.image = QImage()
        if path:
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            size = reader.size()
            if size.isValid():
                reader.setScaledSize(size.scaled(PREVIEW, Qt.AspectRatioMode.KeepAspectRatio))
                self.view.image = reader.read()

    def _focused(self, x: float, y: float) -> None:
        path = _path_of(self._value)
        if path:
            rest = dict(self._value) if isinstance(self._value, Mapping) else {"path": path}
            self._value = {**rest, "focus": (x, y)}
            self.edited.emit(self._value)

    def _take(self, value: Value) -> None:
        self.edited.emit(value)
        self.left.emit()

    def _menu(self) -> None:
        if self._situation is None:
            return
        menu = QMenu(self)
        for path in picture_paths(self._situation.campaign.root):
            menu.addAction(theme.tinted("picture"), Path(path).name, lambda path=path: self._take(path))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(theme.tinted("folder"), tr("Take in another picture…"), self._browse)
        menu.exec(self._choose.mapToGlobal(self._choose.rect().bottomLeft()))

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Take in a picture"), "", tr("Pictures") + " (*.jpg *.jpeg *.png *.tif *.tiff *.webp *.svg)"
        )
        if path:
            self.wanted.emit(path)


def _path_of(value: Value) -> str:
    if isinstance(value, Mapping):
        return str(value.get("path") or value.get("file") or "")
    return value if isinstance(value, str) else ""


def picture_paths(root: Path) -> list[str]:
    """The pictures of a campaign folder, as pieces name them."""
    suffixes = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"}
    folder = root / "pictures"
    try:
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes)
    except OSError:
        return []
    return [path.relative_to(root).as_posix() for path in files]
