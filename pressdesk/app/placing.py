"""Where sheets lie on the table: side by side, and where they are many two in a row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize

from pressdesk.display.items import Sheet

IN_A_ROW = 3


class Places:
    """The trims of sheets on the table, in points; the first lies at zero."""

    def __init__(self, sheets: tuple[Sheet, ...], *, with_bleed: bool) -> None:
        self._sheets = sheets
        self._widest = max((sheet.format.width for sheet in sheets), default=0.0)
        self._tallest = max((sheet.format.height for sheet in sheets), default=0.0)
        self._gap = self._widest * 0.04 + 2 * max((sheet.bleed for sheet in sheets), default=0.0) * with_bleed

    def place(self, number: int) -> QRectF:
        """Where a sheet's trim lies."""
        format = self._sheets[number].format
        if len(self._sheets) > IN_A_ROW:  # two beside each other, row under row
            row, place = divmod(number, 2)
            x, y = place * (self._widest + self._gap), row * (self._tallest + self._gap)
            return QRectF(x, y, format.width, format.height)
        x = sum(sheet.format.width + self._gap for sheet in self._sheets[:number])
        return QRectF(x, (self._tallest - format.height) / 2, format.width, format.height)

    @property
    def extent(self) -> QRectF:
        """What all trims take up together."""
        area = QRectF()
        for number in range(len(self._sheets)):
            area = area.united(self.place(number))
        return area

    @property
    def first_seen(self) -> QRectF:
        """What fits on the table when a piece is shown: all of it, of many sheets the first row."""
        area = self.extent
        if len(self._sheets) > IN_A_ROW:
            area.setHeight(min(area.height(), self.place(0).height()))
        return area

    def sheet_at(self, spot: QPointF) -> tuple[int, float, float] | None:
        """The sheet at a spot of the table, its bleed counted in, and where on that sheet it is."""
        for number, sheet in enumerate(self._sheets):
            place = self.place(number)
            if place.adjusted(-sheet.bleed, -sheet.bleed, sheet.bleed, sheet.bleed).contains(spot):
                return number, spot.x() - place.x(), spot.y() - place.y()
        return None


def fitting_zoom(area: QRectF, view: QSize, margin: float) -> float:
    """The zoom at which an area in points fills a view in pixels, with a margin in pixels all around."""
    wide = max(1.0, view.width() - 2 * margin) / max(1.0, area.width())
    high = max(1.0, view.height() - 2 * margin) / max(1.0, area.height())
    return min(wide, high)
