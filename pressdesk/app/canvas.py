"""The page under the hand: boxes are selected, moved and resized with mouse and keys, pictures dropped on them."""

# ruff: noqa: N802 (Qt's names)
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from pressdesk.app import theme
from pressdesk.app.painter import SheetPainter
from pressdesk.app.selection import HANDLES, Selection, handle_at, paint_guides, paint_selection, resized
from pressdesk.app.snapping import Guide, page_targets, snap
from pressdesk.app.view import View
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.display.inspect import hit_test, marks
from pressdesk.display.items import Mark

SNAP_PX = 6


class _Drag(NamedTuple):
    """A box under the mouse: where it began, what it was, which handle (empty to move it)."""

    at: QPointF
    rect: Rect
    handle: str
    begun: bool = False


class Canvas(View):
    """Sheets whose boxes can be taken hold of. It changes nothing itself: its signals say what is wanted."""

    selected = Signal(object)  # Selection or None
    activated = Signal(object)  # Selection: the user wants to edit it
    moved = Signal(object, float, float)  # Selection, dx, dy in points
    sized = Signal(object, object)  # Selection, Rect wanted
    released = Signal()
    dropped = Signal(object, str)  # Selection, path of a picture
    menu_wanted = Signal(object, QPoint)

    def __init__(self, painter: SheetPainter, parent: QWidget | None = None) -> None:
        super().__init__(painter, parent)
        self.selection: Selection | None = None
        self.movable: Callable[[str, str], bool] = lambda _box, _key: False
        self._hover: Selection | None = None
        self._drag: _Drag | None = None
        self._pan: QPoint | None = None
        self._space = False
        self._guides: tuple[Guide, ...] = ()
        self.setAcceptDrops(True)
        view = self.viewport()
        view.setMouseTracking(True)
        view.setAcceptDrops(True)

    # what is selected

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

    def _sheets_changed(self) -> None:
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

    def _paint_above(self, painter: QPainter) -> None:
        colours = theme.current()
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

    # mouse

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._hover:
            self._hover = None
            self.viewport().update()
        return super().viewportEvent(event)

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
        best = min(
            found, key=lambda mark: (not (_speaks(mark) or _is_passage(mark)), _area(rects.get(id(mark), mark.rect)))
        )
        return Selection(number, best.box, best.field, rects.get(id(best), best.rect))

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
    return bool(mark.field) or not ({"@", ":"} & set(mark.box))


def _is_passage(mark: Mark) -> bool:
    """Whether it is a paragraph of a text that runs over pages, named by its line: `story:12`."""
    return mark.box.partition(":")[2].isdigit()


def _area(rect: Rect) -> float:
    return rect.width * rect.height


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.contains(inner, 0.01) or inner.contains(outer, 0.01)


def _dropped_path(event: object) -> str:
    data = event.mimeData()  # type: ignore[attr-defined]
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "") if data.hasUrls() else ""
