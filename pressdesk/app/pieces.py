"""The pieces of the campaign, as a list of thumbnails with their names."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pressdesk.app import theme
from pressdesk.app.document import Document
from pressdesk.app.thumbnails import Thumbnailer
from pressdesk.app.translations import tr
from pressdesk.base.formats import FORMATS
from pressdesk.model.piece import Piece
from pressdesk.work.session import Change

PICTURE = QSize(160, 104)
ROW = QSize(184, 160)

NAME = Qt.ItemDataRole.UserRole
IMAGE = Qt.ItemDataRole.UserRole + 1
UNDER = Qt.ItemDataRole.UserRole + 2


class PieceDelegate(QStyledItemDelegate):
    """Paints a thumbnail with a thin edge, the title below it, what it is below that."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return ROW

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = theme.current()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area: QRect = option.rect.adjusted(8, 2, -8, -2)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.chosen if chosen else colours.hover))
            painter.drawRoundedRect(area, 6, 6)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        picture = index.data(IMAGE)
        room = QRectF(area.x() + 8, area.y() + 8, area.width() - 16, PICTURE.height())
        if isinstance(picture, QPixmap) and not picture.isNull():
            size = picture.deviceIndependentSize()
            place = QRectF(
                room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, size.width(), size.height()
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 24))
            painter.drawRect(place.adjusted(-1, -1, 1, 1))
            painter.drawPixmap(place.topLeft(), picture)
        else:
            painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(room.center().x() - 36, room.y() + 2, 72, room.height() - 4))
        text = area.adjusted(8, PICTURE.height() + 13, -8, 0)
        painter.setPen(QColor(colours.text))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(colours.quiet))
        under = painter.fontMetrics().elidedText(
            str(index.data(UNDER) or ""), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text.adjusted(0, 17, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, under)
        painter.restore()


class Pieces(QListWidget):
    """Choosing a piece shows it; Delete takes it out (and undo brings it back)."""

    chosen = Signal(str)
    wanted_new = Signal()

    def __init__(self, document: Document, thumbnails: Thumbnailer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._thumbnails = thumbnails
        self._begun = False
        self._takers: dict[str, Callable[[QImage], None]] = {}
        self.setItemDelegate(PieceDelegate(self))
        self.setAccessibleName(tr("Pieces"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.currentItemChanged.connect(self._chose)
        document.changed.connect(self._changed)
        document.switched.connect(self._mark)
        self.rebuild()

    def rebuild(self) -> None:
        """Show the pieces there are."""
        self.blockSignals(True)
        self.clear()
        for piece in self._document.campaign.pieces.values():
            item = QListWidgetItem()
            item.setData(NAME, piece.name)
            self.addItem(item)
            self._label(item, piece)
        self.blockSignals(False)
        self._mark()
        if self._begun:
            self.begin()

    def begin(self) -> None:
        """Order the thumbnails; before that the list shows names alone."""
        self._begun = True
        for piece in self._document.campaign.pieces.values():
            self._order(piece, at_once=True)

    def names(self) -> list[str]:
        return [self.item(row).data(NAME) for row in range(self.count())]

    def _label(self, item: QListWidgetItem, piece: Piece) -> None:
        title = piece_title(piece)
        under = ", ".join(format_label(name) for name in piece.formats)
        item.setText(title)
        item.setData(UNDER, under)
        item.setToolTip(f"{title}\n{under}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {under}")

    def _order(self, piece: Piece, *, at_once: bool = False) -> None:
        format = next((name for name in piece.formats if name in FORMATS), "A3")
        ratio = self.devicePixelRatioF()
        size = (round(PICTURE.width() * ratio), round(PICTURE.height() * ratio))
        self._thumbnails.paint(self._document.campaign, piece, format, size, self._taker(piece.name), at_once=at_once)

    def _taker(self, name: str) -> Callable[[QImage], None]:
        return self._takers.setdefault(name, lambda image: self._take(name, image))

    def _take(self, name: str, image: QImage) -> None:
        for row in range(self.count()):
            if self.item(row).data(NAME) == name:
                picture = QPixmap.fromImage(image)
                picture.setDevicePixelRatio(self.devicePixelRatioF())
                self.item(row).setData(IMAGE, picture)

    def _changed(self, change: Change) -> None:
        if list(change.before.pieces) != list(change.after.pieces):
            self.rebuild()
            return
        wanted = change.after.pieces if change.facts_changed else change.pieces
        for row in range(self.count()):
            name = self.item(row).data(NAME)
            if name in wanted:
                piece = change.after.pieces[name]
                self._label(self.item(row), piece)
                self._order(piece)

    def _chose(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.chosen.emit(item.data(NAME))

    def _mark(self) -> None:
        piece = self._document.piece
        self.blockSignals(True)
        for row in range(self.count()):
            if piece and self.item(row).data(NAME) == piece.name:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        item = self.itemAt(at)
        menu.addAction(theme.tinted("add"), tr("New piece…"), self.wanted_new.emit)
        if item is not None and not self._document.session.readonly:
            name = item.data(NAME)
            menu.addAction(theme.tinted("page"), tr("Duplicate"), lambda: self.duplicate(name))
            menu.addAction(theme.tinted("delete"), tr("Remove from the campaign"), lambda: self.remove(name))
        menu.exec(self.mapToGlobal(at))

    def duplicate(self, name: str) -> None:
        """Put a copy behind a piece and show it."""
        piece = self._document.campaign.pieces[name]
        taken = self._document.campaign.pieces
        copy = next(f"{name}-{n}" for n in range(2, 10_000) if f"{name}-{n}" not in taken)
        title = tr("{title} (copy)", title=piece_title(piece))
        new = piece._replace(name=copy, file="", title=title)
        if self._document.edit(tr("Duplicate a piece"), lambda draft: draft.add_piece(new, after=name)):
            self.chosen.emit(copy)

    def remove(self, name: str) -> None:
        """Take a piece out of the campaign; its file goes when the campaign is saved."""
        self._document.edit(tr("Remove a piece"), lambda draft: draft.remove_piece(name))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        return super().event(event)

    def keyPressEvent(self, event: object) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:  # type: ignore[attr-defined]
            self.remove(item.data(NAME))
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


def piece_title(piece: Piece) -> str:
    """What a piece is called in lists."""
    return piece.title or piece.name.replace("-", " ").capitalize()


def format_label(name: str) -> str:
    """A format in the language of the window: `A4-landscape` is A4 paysage."""
    sheet, _, way = name.partition("-")
    if way == "landscape":
        return f"{sheet} {tr('landscape')}"
    shown = {
        "square": tr("Square"),
        "portrait": tr("Portrait 4:5"),
        "story": tr("Story"),
        "link": tr("Link preview"),
    }
    return shown.get(name, name)
