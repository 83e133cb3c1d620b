"""Sheets on their table: painted from the display list into a layer that is kept; zoom and scroll."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from pressdesk.app import theme
from pressdesk.app.dirty import changed_area
from pressdesk.app.painter import SheetPainter
from pressdesk.app.placing import Places, fitting_zoom
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.display.items import Sheet

MARGIN = 40
SAFE = 5 * MM
ZOOM_LEAST, ZOOM_MOST = 0.02, 32.0
REFINE_MS = 90


class View(QAbstractScrollArea):
    """Shows sheets side by side. Lengths in points are in the coordinates of the sheet they belong to."""

    zoomed = Signal(float)
    paged = Signal(int)

    def __init__(self, painter: SheetPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets: tuple[Sheet, ...] = ()
        self.show_bleed = False
        self.show_safe = False
        self._painter = painter
        self._zoom = 1.0
        self._fitting = True
        self._page = 0
        self._layer: QPixmap | None = None
        # until the layer is painted anew: how often its size it is drawn, and where its corner is from the table's zero
        self._stretch: tuple[float, QPointF] | None = None
        self._known: tuple[tuple[Sheet, ...], bool, Places] = (), False, Places((), with_bleed=False)
        self._refine = QTimer(self, singleShot=True, interval=REFINE_MS)
        self._refine.timeout.connect(self.refresh)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # what is shown

    def set_sheets(self, sheets: tuple[Sheet, ...], *, fresh: bool = False) -> None:
        """Show these sheets; unless `fresh`, only what differs from those before is painted again."""
        before, self.sheets = self.sheets, sheets
        same = len(before) == len(sheets) and all(
            one.format == other.format and one.bleed == other.bleed for one, other in zip(before, sheets, strict=True)
        )
        self._sheets_changed()
        if fresh or not same or self._layer is None:
            if not same or fresh:
                self._page = min(self._page, max(0, len(sheets) - 1))
                self._fit_if_wanted()
                self._update_bars()
            self.refresh()
            return
        for number, (old, new) in enumerate(zip(before, sheets, strict=True)):
            area = changed_area(old, new)
            if area is not None:
                self._repaint_area(number, area)

    def refresh(self) -> None:
        """Paint the layer anew."""
        self._refine.stop()
        self._layer = self._stretch = None
        self.viewport().update()

    def picture_arrived(self) -> None:
        """Paint anew with a picture that is there now; a zoom that is under way paints anew by itself."""
        if not self._refine.isActive():
            self.refresh()

    @property
    def zoom(self) -> float:
        """Logical pixels a point."""
        return self._zoom

    @property
    def page(self) -> int:
        return self._page

    @property
    def fitting(self) -> bool:
        return self._fitting

    def fit(self) -> None:
        """Show everything, and go on doing so when the window changes its size."""
        self._fitting = True
        self._fit_if_wanted()
        self._update_bars()
        self.refresh()

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Zoom so that the point under `about` (by default the middle) stays where it is."""
        zoom = min(ZOOM_MOST, max(ZOOM_LEAST, zoom))
        view = self.viewport().rect()
        about = about or QPointF(view.center())
        old, before = self._zoom, self._origin()
        spot = (about - before) / old
        layer, (factor, corner) = self._layer, self._stretch or (1.0, -before)
        self._layer = None  # what scrolls or changes its size below must not touch it
        self._fitting = False
        self._zoom = zoom
        self._update_bars()
        wanted = about - spot * zoom
        self._scroll_to(wanted)
        if layer is not None:
            self._layer = layer
            self._stretch = factor * zoom / old, corner * (zoom / old)
            self._refine.start()
        self.viewport().update()
        self.zoomed.emit(zoom)

    def go_to_page(self, page: int) -> None:
        """Bring one sheet into the middle; where only a part is seen, zoom so that it fills the table."""
        if not 0 <= page < len(self.sheets):
            return
        self._page = page
        view = self.viewport().size()
        rect = self._places.place(page)
        self._fitting = False
        self._zoom = self._fitting_zoom(rect)
        self._update_bars()
        self._scroll_to(QPointF(view.width() / 2, view.height() / 2) - rect.center() * self._zoom)
        self.refresh()
        self.zoomed.emit(self._zoom)
        self.paged.emit(page)

    def reveal(self, number: int, rect: Rect) -> None:
        """Scroll so that a part of a sheet is seen."""
        seen = QRectF(self.viewport().rect()).adjusted(20, 20, -20, -20)
        area = self._to_view(number, rect)
        if seen.contains(area.center()):
            return
        self._scroll_to(self._origin() + seen.center() - area.center())

    # geometry

    @property
    def _places(self) -> Places:
        sheets, with_bleed, places = self._known
        if sheets is not self.sheets or with_bleed != self.show_bleed:
            places = Places(self.sheets, with_bleed=self.show_bleed)
            self._known = self.sheets, self.show_bleed, places
        return places

    def _origin(self) -> QPointF:
        """Where the table's zero lies in the viewport."""
        view, extent = self.viewport().size(), self._places.extent
        size = extent.size() * self._zoom
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        x = (view.width() - size.width()) / 2 if across.maximum() == 0 else MARGIN - across.value()
        y = (view.height() - size.height()) / 2 if down.maximum() == 0 else MARGIN - down.value()
        return QPointF(floor(x), floor(y))

    def _scroll_to(self, origin: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(MARGIN - origin.x()))
        self.verticalScrollBar().setValue(round(MARGIN - origin.y()))

    def _update_bars(self) -> None:
        view, size = self.viewport().size(), self._places.extent.size() * self._zoom
        for bar, length, seen in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            more = ceil(length + 2 * MARGIN - seen)
            bar.setRange(0, more if length > seen - 8 else 0)
            bar.setPageStep(seen)
            bar.setSingleStep(24)

    def _fit_if_wanted(self) -> None:
        if self._fitting and self.sheets:
            self._zoom = self._fitting_zoom(self._places.first_seen)
            self.zoomed.emit(self._zoom)

    def _fitting_zoom(self, area: QRectF) -> float:
        return min(ZOOM_MOST, max(ZOOM_LEAST, fitting_zoom(area, self.viewport().size(), MARGIN)))

    def _to_view(self, number: int, rect: Rect) -> QRectF:
        place, origin = self._places.place(number), self._origin()
        return QRectF(
            origin.x() + (place.x() + rect.x) * self._zoom,
            origin.y() + (place.y() + rect.y) * self._zoom,
            rect.width * self._zoom,
            rect.height * self._zoom,
        )

    def _to_sheet(self, at: QPointF) -> tuple[int, float, float] | None:
        """The sheet under a place of the viewport, and the place on it."""
        return self._places.sheet_at((at - self._origin()) / self._zoom)

    def _sheets_changed(self) -> None:
        """There are other sheets now; what pointed into those before must look anew."""

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.viewport().devicePixelRatioF()
        size = self.viewport().size() * ratio
        painter = QPainter(self.viewport())
        if self._layer is not None and self._stretch is not None:
            self._paint_stretched(painter, self._layer, *self._stretch)
            self._paint_overlays(painter)
            return
        if self._layer is None or self._layer.size() != size:
            self._layer = self._painted(size, ratio)
        area = event.rect()
        source = QRect(area.topLeft() * ratio, area.size() * ratio)
        if ratio == 1.0:
            painter.drawPixmap(area, self._layer, source)
        else:
            painter.drawPixmap(QPoint(0, 0), self._layer)
        self._paint_overlays(painter)

    def _painted(self, size: QSize, ratio: float) -> QPixmap:
        layer = QPixmap(size)
        layer.setDevicePixelRatio(ratio)
        self._paint_into(layer, self.viewport().rect())
        return layer

    def _paint_into(self, layer: QPixmap, area: QRect) -> None:
        """Paint the table and the sheets in a part of the viewport."""
        colours = theme.current()
        painter = QPainter(layer)
        painter.setClipRect(area)
        painter.fillRect(area, QColor(colours.table))
        origin = self._origin()
        for number, sheet in enumerate(self.sheets):
            shown = Rect(0, 0, sheet.format.width, sheet.format.height).inset(-self._margin_of(sheet))
            place = self._to_view(number, shown)
            if not place.adjusted(-12, -12, 12, 12).intersects(QRectF(area)):
                continue
            if not place.contains(QRectF(area)):
                _soft_edge(painter, place, colours.name == "dark")
            corner = self._places.place(number).topLeft()
            painter.save()
            painter.translate(origin + corner * self._zoom)
            painter.scale(self._zoom, self._zoom)
            seen = (QPointF(area.topLeft()) - origin) / self._zoom - corner
            exposed = Rect(seen.x(), seen.y(), area.width() / self._zoom, area.height() / self._zoom)
            self._painter.paint(painter, sheet, "bleed" if self.show_bleed else "trim", exposed)
            painter.restore()
        painter.end()

    def _margin_of(self, sheet: Sheet) -> float:
        return sheet.bleed if self.show_bleed else 0.0

    def _repaint_area(self, number: int, area: Rect) -> None:
        dirty = self._to_view(number, area).toAlignedRect().adjusted(-2, -2, 2, 2) & self.viewport().rect()
        if dirty.isEmpty():
            return
        if self._layer is not None and not self._refine.isActive():
            self._paint_into(self._layer, dirty)
        else:
            self._layer = self._stretch = None
        self.viewport().update(dirty.adjusted(-8, -8, 8, 8))

    def _paint_stretched(self, painter: QPainter, layer: QPixmap, factor: float, corner: QPointF) -> None:
        """The layer as it was, larger or smaller, with the table around it: quick, and sharp again after a rest."""
        view, size, shift = QRectF(self.viewport().rect()), layer.deviceIndependentSize(), self._origin() + corner
        place = QRectF(shift.x(), shift.y(), size.width() * factor, size.height() * factor)
        if not place.contains(view):
            painter.fillRect(view, QColor(theme.current().table))
        seen = place & view
        ratio = layer.devicePixelRatio() / factor
        source = QRectF((seen.topLeft() - shift) * ratio, seen.size() * ratio)
        painter.drawPixmap(seen, layer, source)

    def _paint_overlays(self, painter: QPainter) -> None:
        for number, sheet in enumerate(self.sheets):
            trim = Rect(0, 0, sheet.format.width, sheet.format.height)
            if self.show_bleed and sheet.bleed:
                painter.setPen(QPen(QColor("#e0218a"), 1))
                painter.drawRect(self._to_view(number, trim))
            if self.show_safe and not sheet.format.pixels:
                painter.setPen(QPen(QColor("#00a0a0"), 1, Qt.PenStyle.DashLine))
                painter.drawRect(self._to_view(number, trim.inset(SAFE)))
            painter.setPen(QPen(QColor("#00a0a0"), 1, Qt.PenStyle.DotLine))
            for fold in sheet.folds:
                line = self._to_view(number, Rect(fold, 0, 0, sheet.format.height))
                painter.drawLine(line.topLeft(), line.bottomLeft())
        self._paint_above(painter)

    def _paint_above(self, painter: QPainter) -> None:
        """Paint what lies over the sheets and belongs to what the user does."""

    # scrolling

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        layer = self._layer
        if layer is None or self._stretch is not None or layer.devicePixelRatio() != 1.0:
            if self._stretch is None:
                self._layer = None
            self.viewport().update()
            return
        uncovered = QRegion()
        layer.scroll(dx, dy, layer.rect(), uncovered)
        view = self.viewport().rect()
        strips = (
            QRect(0, 0, dx, view.height()) if dx > 0 else QRect(view.width() + dx, 0, -dx, view.height()),
            QRect(0, 0, view.width(), dy) if dy > 0 else QRect(0, view.height() + dy, view.width(), -dy),
        )
        for strip in strips:
            strip = strip & view
            if not strip.isEmpty():
                self._paint_into(layer, strip)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_if_wanted()
        self._update_bars()
        if self._stretch is None:
            self.refresh()
        else:  # scroll bars come and go while one zooms
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120 or event.pixelDelta().y() / 60
            self.set_zoom(self._zoom * 1.2**steps, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self._zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)


def _soft_edge(painter: QPainter, place: QRectF, dark: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in range(8, 0, -1):
        painter.setBrush(QColor(0, 0, 0, 12 if dark else 6))
        painter.drawRoundedRect(place.adjusted(-reach, -reach + 2, reach, reach + 2), reach, reach)
