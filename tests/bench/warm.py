"""One word of the poster changed in a warm process: to a new PDF, beside Typst doing the same, and on screen."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from pressdesk.app.dirty import changed_area
from pressdesk.app.painter import SheetPainter
from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Rect
from pressdesk.display.items import Sheet
from pressdesk.layout.compose import Composer
from pressdesk.output.pdf import PdfOptions, write_pdf
from pressdesk.output.pdf.kit import PdfKit
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filler
from pressdesk.text.fonts import builtin_library
from pressdesk.work.store import load
from tests.bench.measure import Row, percentile, repeated
from tests.bench.typst_twin import compiler_of, pdf

AS_OF = date(2027, 1, 20)
ROUNDS = 60
WINDOW = 1000
"""The page as high as a large window, in pixels."""


def warm_rows(campaign: Path, twin: Path) -> list[Row]:
    poster = _Poster(campaign)
    ours, theirs, ratio = _in_turn(poster.pdf, _typst(twin))
    rows = [
        Row("one word changed, warm, to a new PDF", _ms(ours), _ms(theirs), f"{ratio:.2f} ×", "≤ 1 ×", ratio <= 1),
    ]
    screen = _Screen(poster)
    for work, action, limit in (
        ("one word changed, to the page painted anew", screen.page, 16.0),
        ("the same, its block alone painted anew", screen.block, 0.0),
    ):
        taken = repeated(action, ROUNDS)
        reached = statistics.median(taken) * 1000 < limit if limit else None
        rows.append(Row(work, _ms(taken), "", "", f"< {limit:g} ms" if limit else "", reached))
    taken = screen.block_only()
    rows.append(Row("of that, painting", _ms(taken), "", "", "< 1 ms", statistics.median(taken) < 0.001))
    return rows


def _words() -> Callable[[], str]:
    """A lede that was not there before, at each call."""
    numbers = count(1)

    def lede() -> str:
        return (
            f"Infirmières, kinés, {next(numbers) + 1000} voisines : nous descendons dans la rue pour venir chez vous."
        )

    return lede


class _Poster:
    """The open poster; each step changes one word of its text."""

    def __init__(self, folder: Path) -> None:
        self.campaign = load(folder)
        self.piece = self.campaign.pieces["poster"]
        self.template = template_named(self.piece.template, self.campaign.root)
        self.composer = Composer(builtin_library(self.campaign.root / "fonts"), self.campaign.root)
        self.kit = PdfKit()
        self.options = PdfOptions(mode="rgb", title="poster", created=self.campaign.updated, language="fr")
        self.lede = _words()

    def sheet(self) -> Sheet:
        piece = self.piece._replace(content={**self.piece.content, "lede": self.lede()})
        filled = Filler(self.template, piece, self.campaign, AS_OF).fill()
        return self.composer.compose(self.template, filled, FORMATS["A3"], self.campaign.brand).sheets[0]

    def pdf(self) -> bytes:
        stream = BytesIO()
        write_pdf([self.sheet()._replace(bleed=0.0)], stream, self.options, self.kit)
        return stream.getvalue()


class _Screen:
    """The poster in a window, repainted after each step."""

    def __init__(self, poster: _Poster) -> None:
        self.app = QGuiApplication.instance() or QGuiApplication([])
        self.poster = poster
        self.painter = SheetPainter()
        self.sheet = poster.sheet()
        trim = self.sheet.format.trim
        self.scale = WINDOW / trim.height
        self.image = QImage(round(trim.width * self.scale), WINDOW, QImage.Format.Format_RGB32)
        self._paint(None)

    def page(self) -> None:
        self.sheet = self.poster.sheet()
        self._paint(None)

    def block(self) -> None:
        before, self.sheet = self.sheet, self.poster.sheet()
        self._paint(changed_area(before, self.sheet))

    def block_only(self) -> list[float]:
        """The seconds of painting the changed block, without composing it."""
        taken = []
        for _ in range(ROUNDS):
            before, self.sheet = self.sheet, self.poster.sheet()
            area = changed_area(before, self.sheet)
            started = time.perf_counter()
            self._paint(area)
            taken.append(time.perf_counter() - started)
        return taken

    def _paint(self, exposed: Rect | None) -> None:
        painter = QPainter(self.image)
        painter.scale(self.scale, self.scale)
        if exposed is not None:
            painter.setClipRect(QRectF(exposed.x, exposed.y, exposed.width, exposed.height))
        self.painter.paint(painter, self.sheet, exposed=exposed)
        painter.end()


def _typst(twin: Path) -> Callable[[], bytes]:
    compiler, lede = compiler_of(twin / "poster.typ"), _words()
    return lambda: pdf(compiler, lede=lede())


def _in_turn(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[list[float], list[float], float]:
    """The seconds of both, called in turn, and the median ratio."""
    pairs = [(_time(ours), _time(peer)) for _ in range(ROUNDS + 3)][3:]
    return [a for a, _ in pairs], [b for _, b in pairs], statistics.median(a / b for a, b in pairs)


def _time(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _ms(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:.2f} ms (p95 {percentile(ordered, 0.95) * 1000:.2f})"
