"""A report of twelve pages with tables, charts and foot-notes, warm: a key struck in it to the page painted anew; and
French typography over a megabyte of text."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from pressdesk.app.painter import SheetPainter
from pressdesk.base.formats import FORMATS
from pressdesk.display.items import Sheet
from pressdesk.layout.compose import Composer
from pressdesk.model.campaign import Campaign
from pressdesk.model.story import Span
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filler
from pressdesk.text.fonts import builtin_library
from pressdesk.text.typography import typeset_spans
from pressdesk.work.store import load
from tests.bench.long_text import SENTENCES, make_long_text
from tests.bench.measure import Row, percentile
from tests.bench.warm import AS_OF, WINDOW

KEYS = 60
MEGABYTE = 1_000_000
TABLE = "| Lieu | Avant | Après |\n|---|---|---|\n" + "\n".join(
    f"| Village {n} | {n * 7} | {n * 11} % |" for n in range(9)
)
CHART = "```chart Réponses\nOui, souvent: 38 %\nOui, une fois: 23 %\nNon: 39 %\n```"


def text_rows() -> Iterator[Row]:
    """The rows of texts."""
    with tempfile.TemporaryDirectory() as folder:
        taken = _keys(Path(folder))
    spent, late = statistics.median(taken) * 1000, percentile(sorted(taken), 0.95) * 1000
    figure = f"{spent:.1f} ms (p95 {late:.1f})"
    yield Row("a key in a 12-page report, to its page painted", figure, "", "", "< 16 ms", spent < 16)
    seconds = _typography()
    yield Row("French typography over 1 MB of text", f"{seconds:.2f} s", "", "", "< 0.5 s", seconds < 0.5)


def report(folder: Path) -> Campaign:
    """The campaign of the long text, a table, a chart and a foot-note put after each third of its parts."""
    make_long_text(folder / "long", folder / "twin")
    campaign = load(folder / "long")
    text = campaign.texts["lettre"]
    parts = text.body.split("\n\n")
    for number, place in enumerate(range(len(parts) - 1, 0, -9)):
        parts.insert(place, (TABLE, CHART)[number % 2].replace("Village", f"Village {number}"))
        parts[place - 1] += f"[^{number}]"
        parts.append(f"[^{number}]: Relevé de la semaine {number}, tenu par les équipes.")
    return campaign._replace(texts={**campaign.texts, "lettre": text._replace(body="\n\n".join(parts))})


def _keys(folder: Path) -> list[float]:
    """The seconds from each of some keys to the painted page."""
    QGuiApplication.instance() or QGuiApplication([])
    campaign = report(folder)
    text, piece = campaign.texts["lettre"], campaign.pieces["lettre"]
    template = template_named(piece.template, campaign.root)
    composer = Composer(builtin_library(campaign.root / "fonts"), campaign.root)
    painter = SheetPainter()
    trim = FORMATS["A4"].trim
    scale = WINDOW / trim.height
    image = QImage(round(trim.width * scale), WINDOW, QImage.Format.Format_RGB32)

    def struck(body: str) -> tuple[Sheet, ...]:
        changed = campaign._replace(texts={**campaign.texts, "lettre": text._replace(body=body)})
        filled = Filler(template, piece, changed, AS_OF).fill()
        return composer.compose(template, filled, FORMATS["A4"], campaign.brand).sheets

    def painted(sheet: Sheet) -> None:
        brush = QPainter(image)
        brush.scale(scale, scale)
        painter.paint(brush, sheet)
        brush.end()

    before = struck(text.body)
    for sheet in before:
        painted(sheet)
    place = text.body.index("accusés", len(text.body) // 2)
    taken: list[float] = []
    body = text.body
    for _ in range(KEYS):
        begun = time.perf_counter()
        body = f"{body[:place]}e{body[place:]}"
        sheets = struck(body)
        painted(next(new for new, old in zip(sheets, before, strict=False) if new is not old))
        taken.append(time.perf_counter() - begun)
        before = sheets
    return taken


def _typography() -> float:
    """The seconds of the rules over a megabyte of paragraphs, no two alike."""
    paragraphs: list[str] = []
    size = 0
    while size < MEGABYTE:
        said = " ".join(f"{sentence} Soit {len(paragraphs)} € : « c'est trop » !" for sentence in SENTENCES[:5])
        paragraphs.append(said)
        size += len(said.encode())
    begun = time.perf_counter()
    for paragraph in paragraphs:
        typeset_spans((Span(paragraph),), "fr")
    return time.perf_counter() - begun
