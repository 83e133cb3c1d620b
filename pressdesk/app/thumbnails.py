"""Small pictures of pieces and templates, painted in a thread with a composer of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPainter

from pressdesk.app.background import Hand
from pressdesk.app.document import compose, rows_of
from pressdesk.app.painter import SheetPainter
from pressdesk.app.pictures import ScreenPictures
from pressdesk.base.formats import FORMATS
from pressdesk.layout.compose import Composer
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.text.fonts import builtin_library

REST_MS = 350
"""How long typing must rest before the thumbnails follow."""


class Thumbnailer(QObject):
    """Paints what is asked for, one after the other; what is asked for again in the meantime is painted once."""

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._hand = Hand("thumbnails", self)
        self._tools: tuple[Composer, SheetPainter] | None = None
        self._waiting: dict[str, Callable[[], None]] = {}
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._begin)

    def paint(
        self,
        campaign: Campaign,
        piece: Piece,
        format: str,
        size: tuple[int, int],
        then: Callable[[QImage], None],
        *,
        at_once: bool = False,
    ) -> None:
        """Paint a piece to fit into `size` device pixels and hand the picture to `then`."""
        key = f"{piece.name}/{format}/{id(then)}"
        self._waiting[key] = lambda: self._hand.do(lambda: self._painted(campaign, piece, format, size), then)
        self._timer.start(0 if at_once else REST_MS)

    def close(self) -> None:
        self._timer.stop()
        self._waiting.clear()
        self._hand.close()

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for start in waiting.values():
            start()

    def _painted(self, campaign: Campaign, piece: Piece, format: str, size: tuple[int, int]) -> QImage:
        if self._tools is None:
            composer = Composer(builtin_library(self._root / "fonts"), self._root)
            self._tools = composer, SheetPainter(ScreenPictures(self._root / ".pressdesk" / "cache"))
        composer, painter = self._tools
        table = rows_of(campaign, piece)
        row = table.rows[0] if table and table.rows else None
        shown = compose(composer, campaign, piece, FORMATS[format], date.today(), row)
        if not shown.sheets:
            return QImage()
        gap = 0.04
        widths = [sheet.format.width for sheet in shown.sheets]
        across = sum(widths) + gap * max(widths) * (len(widths) - 1)
        tall = max(sheet.format.height for sheet in shown.sheets)
        scale = min(size[0] / across, size[1] / tall)
        image = QImage(max(1, round(across * scale)), max(1, round(tall * scale)), QImage.Format.Format_ARGB32)
        image.fill(0)
        pen = QPainter(image)
        pen.scale(scale, scale)
        for sheet in shown.sheets:
            painter.paint(pen, sheet)
            pen.translate(sheet.format.width + gap * max(widths), 0)
        pen.end()
        return image
