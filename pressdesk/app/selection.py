"""The box that is selected on the page: its frame, its handles, its size in millimetres, the guides it falls into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from pressdesk.app import theme
from pressdesk.app.snapping import Guide
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM

HANDLE_PX = 8
LEAST_PT = 2 * MM
GUIDE_COLOUR = "#e0218a"

HANDLES = {
    "nw": Qt.CursorShape.SizeFDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor,
    "e": Qt.CursorShape.SizeHorCursor,
    "se": Qt.CursorShape.SizeFDiagCursor,
    "s": Qt.CursorShape.SizeVerCursor,
    "sw": Qt.CursorShape.SizeBDiagCursor,
    "w": Qt.CursorShape.SizeHorCursor,
}


class Selection(NamedTuple):
    """A box on a sheet: which sheet, its id, the field it shows, where it stands in points."""

    sheet: int
    box: str
    field: str
    rect: Rect


def handle_places(area: QRectF) -> dict[str, QPointF]:
    """Where the handles of a frame are, by the points of the compass."""
    middle = area.center()
    return {
        name: QPointF(
            area.left() if "w" in name else area.right() if "e" in name else middle.x(),
            area.top() if "n" in name else area.bottom() if "s" in name else middle.y(),
        )
        for name in HANDLES
    }


def handle_at(area: QRectF, at: QPointF, shown: bool) -> str:
    """The handle under a place, or an empty string."""
    if not shown:
        return ""
    for name, place in handle_places(area).items():
        if abs(place.x() - at.x()) <= HANDLE_PX and abs(place.y() - at.y()) <= HANDLE_PX:
            return name
    return ""


def resized(rect: Rect, handle: str, dx: float, dy: float) -> Rect:
    """The rectangle with one handle pulled by so much; it never gets smaller than two millimetres.

    >>> resized(Rect(0, 0, 100, 50), "e", 20, 5)
    Rect(x=0, y=0, width=120, height=50)
    """
    x, y, width, height = rect
    if "e" in handle:
        width = max(LEAST_PT, width + dx)
    if "s" in handle:
        height = max(LEAST_PT, height + dy)
    if "w" in handle:
        dx = min(dx, width - LEAST_PT)
        x, width = x + dx, width - dx
    if "n" in handle:
        dy = min(dy, height - LEAST_PT)
        y, height = y + dy, height - dy
    return Rect(x, y, width, height)


def paint_selection(painter: QPainter, area: QRectF, rect: Rect, handles: bool, busy: bool) -> None:
    """The frame, its handles, and while it is dragged its place and size."""
    colours = theme.current()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 160), 3))
    painter.drawRect(area)
    painter.setPen(QPen(QColor(colours.accent), 1.5))
    painter.drawRect(area)
    if handles:
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.setBrush(QColor("#ffffff"))
        half = HANDLE_PX / 2
        for place in handle_places(area).values():
            painter.drawRect(QRectF(place.x() - half, place.y() - half, HANDLE_PX, HANDLE_PX))
    if busy:
        told = f"{rect.x / MM:.0f} ; {rect.y / MM:.0f} mm   {rect.width / MM:.0f} × {rect.height / MM:.0f} mm"
        _label(painter, told, QPointF(area.left(), area.bottom() + 8))


def paint_guides(painter: QPainter, guides: Iterable[Guide], origin: QPointF, zoom: float) -> None:
    """The lines that the dragged box falls into."""
    painter.setPen(QPen(QColor(GUIDE_COLOUR), 1))
    for guide in guides:
        if guide.vertical:
            x = origin.x() + guide.at * zoom
            painter.drawLine(QPointF(x, origin.y() + guide.start * zoom), QPointF(x, origin.y() + guide.end * zoom))
        else:
            y = origin.y() + guide.at * zoom
            painter.drawLine(QPointF(origin.x() + guide.start * zoom, y), QPointF(origin.x() + guide.end * zoom, y))


def _label(painter: QPainter, text: str, at: QPointF) -> None:
    width = painter.fontMetrics().horizontalAdvance(text)
    box = QRectF(at.x(), at.y(), width + 16, painter.fontMetrics().height() + 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.current().accent))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(theme.current().on_accent))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
