"""The page on its table: painted from the display list into a layer that is kept; pan, zoom, select, move, resize."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
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
from pressdesk.app.selection import HANDLES, Selection, handle_at, paint_guides, paint_selection, resized
from pressdesk.app.snapping import Guide, page_targets, snap
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.display.inspect import hit_test, marks
from pressdesk.display.items import Mark, Sheet

MARGIN = 40
SAFE = 5 * MM
ZOOM_LEAST, ZOOM_MOST = 0.02, 32.0
REFINE_MS = 90
SNAP_PX = 6
IN_A_ROW = 3


class _Drag(NamedTuple):
    """A box under the mouse: where it began, what it was, which handle (empty to move it)."""

    at: QPointF
    rect: Rect
    handle: str
    begun: bool = False


class Canvas(QAbstractScrollArea):
    """Shows sheets side by side. Lengths in points are in the coordinates of the sheet they belong to."""

    selected = Signal(object)  # Selection or None
    activated = Signal(object)  # Selection: the user wants to edit it
    moved = Signal(object, float, float)  # Selection, dx, dy in points
    sized = Signal(object, object)  # Selection, Rect wanted
    released = Signal()
    zoomed = Signal(float)
    paged = Signal(int)
    dropped = Signal(object, str)  # Selection, path of a picture
    menu_wanted = Signal(object, QPoint)

    def __init__(self, painter: SheetPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets: tuple[Sheet, ...] = ()
        self.selection: Selection | None = None
        self.show_bleed = False
        self.show_safe = False
        self.movable: Callable[[str, str], bool] = lambda _box, _key: False
        self._painter = painter
        self._zoom = 1.0
        self._fitting = True
        self._page = 0
        self._layer: QPixmap | None = None
        # until the layer is painted anew: how often its size it is drawn, and where its corner is from the table's zero
        self._stretch: tuple[float, QPointF] | None = None
        self._hover: Selection | None = None
        self._drag: _Drag | None = None
        self._pan: QPoint | None = None
        self._space = False
        self._guides: tuple[Guide, ...] = ()
        self._refine = QTimer(self, singleShot=True, interval=REFINE_MS)
        self._refine.timeout.connect(self.refresh)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        view = self.viewport()
        view.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        view.setMouseTracking(True)
        view.setAcceptDrops(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # what is shown

    def set_sheets(self, sheets: tuple[Sheet, ...], *, fresh: bool = False) -> None:
        """Show these sheets; unless `fresh`, only what differs from those before is painted again."""
        before, self.sheets = self.sheets, sheets
        same = len(before) == len(sheets) and all(
            one.format == other.format and one.bleed == other.bleed for one, other in zip(before, sheets, strict=True)
        )
        self._renew_selection()
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
        rect = self._place(page)
        self._fitting = False
        self._zoom = _fitting_zoom(rect, view)
        self._update_bars()
        self._scroll_to(QPointF(view.width() / 2, view.height() / 2) - _middle(rect) * self._zoom)
        self.refresh()
        self.zoomed.emit(self._zoom)
        self.paged.emit(page)

    def select(self, selection: Selection | None) -> None:
        """Mark a box as selected, without telling anybody."""
        if selection != self.selection:
            self.selection = selection
            self.viewport().update()

    def select_box(self, box: str, field: str = "") -> None:
        """Select the box of that id, or one that shows that field, and bring it into view."""
        for number, sheet in enumerate(self.sheets):
            for mark, rect in marks(sheet):
                if (box and mark.box == box) or (not box and field and mark.field == field):
                    self.select(Selection(number, mark.box, mark.field, rect))
                    self.reveal(number, rect)
                    return

    def reveal(self, number: int, rect: Rect) -> None:
        """Scroll so that a part of a sheet is seen."""
        seen = QRectF(self.viewport().rect()).adjusted(20, 20, -20, -20)
        area = self._to_view(number, rect)
        if seen.contains(area.center()):
            return
        self._scroll_to(self._origin() + seen.center() - area.center())

    # geometry

    def _gap(self) -> float:
        widest = max((sheet.format.width for sheet in self.sheets), default=0.0)
        return widest * 0.04 + 2 * max((sheet.bleed for sheet in self.sheets), default=0.0) * self.show_bleed

    def _place(self, number: int) -> QRectF:
        """Where a sheet's trim lies on the table, in points."""
        format, gap = self.sheets[number].format, self._gap()
        if len(self.sheets) > IN_A_ROW:  # two beside each other, row under row
            tallest = max(sheet.format.height for sheet in self.sheets)
            widest = max(sheet.format.width for sheet in self.sheets)
            row, place = divmod(number, 2)
            return QRectF(place * (widest + gap), row * (tallest + gap), format.width, format.height)
        x = sum(sheet.format.width + gap for sheet in self.sheets[:number])
        tallest = max(sheet.format.height for sheet in self.sheets)
        return QRectF(x, (tallest - format.height) / 2, format.width, format.height)

    def _extent(self) -> QRectF:
        area = QRectF()
        for number in range(len(self.sheets)):
            area = area.united(self._place(number))
        return area

    def _origin(self) -> QPointF:
        """Where the table's zero lies in the viewport."""
        view, extent = self.viewport().size(), self._extent()
        size = extent.size() * self._zoom
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        x = (view.width() - size.width()) / 2 if across.maximum() == 0 else MARGIN - across.value()
        y = (view.height() - size.height()) / 2 if down.maximum() == 0 else MARGIN - down.value()
        return QPointF(floor(x), floor(y))

    def _scroll_to(self, origin: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(MARGIN - origin.x()))
        self.verticalScrollBar().setValue(round(MARGIN - origin.y()))

    def _update_bars(self) -> None:
        view, size = self.viewport().size(), self._extent().size() * self._zoom
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
            area = self._extent()
            if len(self.sheets) > IN_A_ROW:
                area.setHeight(min(area.height(), self._place(0).height()))
            self._zoom = _fitting_zoom(area, self.viewport().size())
            self.zoomed.emit(self._zoom)

    def _to_view(self, number: int, rect: Rect) -> QRectF:
        place, origin = self._place(number), self._origin()
        return QRectF(
            origin.x() + (place.x() + rect.x) * self._zoom,
            origin.y() + (place.y() + rect.y) * self._zoom,
            rect.width * self._zoom,
            rect.height * self._zoom,
        )

    def _to_sheet(self, at: QPointF) -> tuple[int, float, float] | None:
        """The sheet under a place of the viewport, and the place on it."""
        spot = (at - self._origin()) / self._zoom
        for number, sheet in enumerate(self.sheets):
            place = self._place(number)
            if place.adjusted(-sheet.bleed, -sheet.bleed, sheet.bleed, sheet.bleed).contains(spot):
                return number, spot.x() - place.x(), spot.y() - place.y()
        return None

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
            corner = self._place(number).topLeft()
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
        colours = theme.current()
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
        if self._hover and self._hover != self.selection and self._drag is None:
            painter.setPen(QPen(QColor(colours.focus), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._to_view(self._hover.sheet, self._hover.rect))
        if self.selection:
            area = self._to_view(self.selection.sheet, self.selection.rect)
            handles = self._handles(self.selection)
            paint_selection(painter, area, self.selection.rect, handles, bool(self._drag and self._drag.begun))
            if self._guides:
                place = self._to_view(self.selection.sheet, Rect(0, 0, 0, 0)).topLeft()
                paint_guides(painter, self._guides, place, self._zoom)
        if self.hasFocus() and self.sheets and not self.selection:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

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
        if event.type() == QEvent.Type.Leave and self._hover:
            self._hover = None
            self.viewport().update()
        return super().viewportEvent(event)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._pan = at.toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        if self.selection and event.button() == Qt.MouseButton.LeftButton:
            area = self._to_view(self.selection.sheet, self.selection.rect)
            handle = handle_at(area, at, self._handles(self.selection))
            if handle:
                self._drag = _Drag(at, self.selection.rect, handle)
                return
        found = self._box_at(at)
        if found != self.selection:
            self.select(found)
            self.selected.emit(found)
        if found and event.button() == Qt.MouseButton.LeftButton and self.movable(found.box, "move"):
            self._drag = _Drag(at, found.rect, "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pan is not None:
            step = at.toPoint() - self._pan
            self._pan = at.toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - step.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - step.y())
        elif self._drag and self.selection and event.buttons() & Qt.MouseButton.LeftButton:
            self._dragged(at, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        else:
            self._hovered(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            self._pan = None
            self.viewport().unsetCursor()
            return
        if self._drag:
            begun = self._drag.begun
            self._drag = None
            self._guides = ()
            self.viewport().update()
            if begun:
                self.released.emit()
        if event.button() == Qt.MouseButton.RightButton and self.selection:
            self.menu_wanted.emit(self.selection, event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.selection:
            area = self._to_view(self.selection.sheet, self.selection.rect)
            self.menu_wanted.emit(self.selection, self.viewport().mapToGlobal(area.center().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._box_at(event.position())
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(found)

    def _dragged(self, at: QPointF, free: bool) -> None:
        drag, chosen = self._drag, self.selection
        assert drag is not None
        assert chosen is not None
        step = at - drag.at
        if not drag.begun and step.manhattanLength() < 4:
            return
        self._drag = drag._replace(begun=True)
        dx, dy = step.x() / self._zoom, step.y() / self._zoom
        reach = 0.0 if free else SNAP_PX / self._zoom
        targets = self._targets(chosen)
        if drag.handle:
            wanted = resized(drag.rect, drag.handle, dx, dy)
            edges = "".join({"w": "l", "e": "r", "n": "t", "s": "b"}[side] for side in drag.handle)
            lined = snap(wanted, targets, reach, edges=edges)
            wanted = resized(drag.rect, drag.handle, dx + lined.dx, dy + lined.dy)
            self._guides = lined.guides
            self.sized.emit(chosen, wanted)
        else:
            wanted = drag.rect.moved(dx, dy)
            lined = snap(wanted, targets, reach)
            wanted = wanted.moved(lined.dx, lined.dy)
            self._guides = lined.guides
            now = self.selection.rect if self.selection else wanted
            self.moved.emit(chosen, wanted.x - now.x, wanted.y - now.y)
        self.viewport().update()

    def _targets(self, chosen: Selection) -> list[Rect]:
        sheet = self.sheets[chosen.sheet]
        page = Rect(0, 0, sheet.format.width, sheet.format.height)
        others = [rect for mark, rect in marks(sheet) if mark.box != chosen.box and not _holds(rect, chosen.rect)]
        return [*page_targets(page, 5.5 * sheet.format.u), *others]

    def _hovered(self, at: QPointF) -> None:
        found = self._box_at(at)
        if found != self._hover:
            self._hover = found
            self.viewport().update()
        cursor = Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
        if self.selection:
            area = self._to_view(self.selection.sheet, self.selection.rect)
            handle = handle_at(area, at, self._handles(self.selection))
            if handle:
                cursor = HANDLES[handle]
            elif found == self.selection and self.movable(self.selection.box, "move"):
                cursor = Qt.CursorShape.SizeAllCursor
        self.viewport().setCursor(cursor)

    def _handles(self, chosen: Selection) -> bool:
        return bool(self.movable(chosen.box, "size"))

    def _box_at(self, at: QPointF) -> Selection | None:
        spot = self._to_sheet(at)
        if spot is None:
            return None
        number, x, y = spot
        found = [mark for mark in hit_test(self.sheets[number], x, y) if mark.kind != "overset"]
        if not found:
            return None
        rects = {id(mark): rect for mark, rect in marks(self.sheets[number])}
        best = min(found, key=lambda mark: (not _speaks(mark), _area(rects.get(id(mark), mark.rect))))
        return Selection(number, best.box, best.field, rects.get(id(best), best.rect))

    def _renew_selection(self) -> None:
        """After a change: the same box where it is now, or nothing."""
        self._hover = None
        chosen = self.selection
        if chosen is None:
            return
        self.selection = None
        if chosen.sheet < len(self.sheets):
            for mark, rect in marks(self.sheets[chosen.sheet]):
                if mark.box == chosen.box:
                    self.selection = Selection(chosen.sheet, mark.box, mark.field, rect)
                    break
        if self.selection != chosen:
            self.viewport().update()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go_to_page(self._page + (1 if key == Qt.Key.Key_PageDown else -1))
        elif key in steps and control:
            self._select_next(1 if sum(steps[Qt.Key(key)]) > 0 else -1)
        elif key in steps and self.selection and self.movable(self.selection.box, "move"):
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            dx, dy = steps[Qt.Key(key)]
            self.moved.emit(self.selection, dx * far * MM, dy * far * MM)
        elif key == Qt.Key.Key_Escape:
            self.select(None)
            self.selected.emit(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.selection:
            self.activated.emit(self.selection)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.viewport().unsetCursor()
        super().keyReleaseEvent(event)

    def _select_next(self, step: int) -> None:
        """The next box that stands for something to fill in, over all sheets."""
        boxes = [
            Selection(number, mark.box, mark.field, rect)
            for number, sheet in enumerate(self.sheets)
            for mark, rect in marks(sheet)
            if _speaks(mark) and mark.kind != "overset"
        ]
        if not boxes:
            return
        here = next((i for i, box in enumerate(boxes) if box == self.selection), -1 if step > 0 else 0)
        found = boxes[(here + step) % len(boxes)]
        self.select(found)
        self.reveal(found.sheet, found.rect)
        self.selected.emit(found)

    # pictures dropped on the page

    def dragEnterEvent(self, event: object) -> None:
        event.acceptProposedAction() if _dropped_path(event) else event.ignore()  # type: ignore[attr-defined]

    def dragMoveEvent(self, event: object) -> None:
        found = self._box_at(event.position())  # type: ignore[attr-defined]
        self._hover = found if found and found.field else None
        self.viewport().update()
        event.acceptProposedAction() if self._hover else event.ignore()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:
        found = self._box_at(event.position())  # type: ignore[attr-defined]
        path = _dropped_path(event)
        if found and path:
            self.dropped.emit(found, path)


def _speaks(mark: Mark) -> bool:
    return bool(mark.field) or "@" not in mark.box


def _area(rect: Rect) -> float:
    return rect.width * rect.height


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.contains(inner, 0.01) or inner.contains(outer, 0.01)


def _dropped_path(event: object) -> str:
    data = event.mimeData()  # type: ignore[attr-defined]
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "") if data.hasUrls() else ""


def _fitting_zoom(area: QRectF, view: QSize) -> float:
    wide = max(1.0, view.width() - 2 * MARGIN) / max(1.0, area.width())
    high = max(1.0, view.height() - 2 * MARGIN) / max(1.0, area.height())
    return min(ZOOM_MOST, max(ZOOM_LEAST, min(wide, high)))


def _middle(rect: QRectF) -> QPointF:
    return rect.center()


def _soft_edge(painter: QPainter, place: QRectF, dark: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in range(8, 0, -1):
        painter.setBrush(QColor(0, 0, 0, 12 if dark else 6))
        painter.drawRoundedRect(place.adjusted(-reach, -reach + 2, reach, reach + 2), reach, reach)
