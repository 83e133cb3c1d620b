"""One release in a warm process: a word changed, then PDF, Word, HTML and plain text of it together."""

from __future__ import annotations

import statistics
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path

from pressdesk.base.formats import FORMATS
from pressdesk.layout.compose import Composer
from pressdesk.model.story import Story
from pressdesk.output.embedding import embedded
from pressdesk.output.outline import document_of
from pressdesk.output.pdf import PdfOptions, write_pdf
from pressdesk.output.pdf.kit import PdfKit
from pressdesk.output.registry import TEXT_EXPORTS, TextOptions
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filler
from pressdesk.text.fonts import builtin_library
from pressdesk.work.store import load
from tests.bench.measure import Row, percentile, repeated

GOAL_MS = 100.0
ROUNDS = 40
BLOCKS = 5
"""How much of the sample's release fits on one page."""


def release_row(folder: Path) -> Row:
    taken = repeated(_Release(folder).files, ROUNDS)
    median = statistics.median(taken) * 1000
    figures = f"{median:.0f} ms (p95 {percentile(taken, 0.95) * 1000:.0f})"
    work = "one-page release, a word changed, warm: PDF, Word, HTML, text together"
    return Row(work, figures, "", "", f"< {GOAL_MS:g} ms", median < GOAL_MS)


class _Release:
    """The sample's release cut to a page; each round changes its first paragraph."""

    def __init__(self, folder: Path) -> None:
        self.campaign = load(folder)
        self.piece = self.campaign.pieces["communique"]
        self.template = template_named(self.piece.template, self.campaign.root)
        self.filled = Filler(self.template, self.piece, self.campaign, date(2027, 1, 20)).fill()
        self.composer = Composer(builtin_library(self.campaign.root / "fonts"), self.campaign.root)
        self.kit = PdfKit()
        self.numbers = count(1)

    def files(self) -> dict[str, bytes]:
        """The four files."""
        story = self.filled.values["story"]
        assert isinstance(story, Story)
        first, *others = story.blocks[:BLOCKS]
        words = first.spans[0]._replace(text=f"Version {next(self.numbers)}. {first.spans[0].text}")
        changed = story._replace(blocks=(first._replace(spans=(words, *first.spans[1:])), *others))
        filled = self.filled._replace(values={**self.filled.values, "story": changed})
        format, brand, root = FORMATS["A4"], self.campaign.brand, self.campaign.root
        sheets = self.composer.compose(self.template, filled, format, brand).sheets
        page = BytesIO()
        write_pdf(sheets, page, PdfOptions(title=self.piece.name, created=self.campaign.updated, tagged=True), self.kit)
        made = {"pdf": page.getvalue()}
        document = document_of(self.template, filled, format, brand, root=root)
        assert document is not None
        options = TextOptions(self.campaign.updated, "", embedded(document, root).pictures)
        for kind in ("docx", "html", "txt"):
            stream = BytesIO()
            TEXT_EXPORTS[kind].write(document, stream, options)
            made[kind] = stream.getvalue()
        return made
