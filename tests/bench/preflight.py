"""Preflight of the open poster after an edit, and the proof of one code on its page."""

from __future__ import annotations

import statistics
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2

from pressdesk.base.formats import FORMATS
from pressdesk.layout.compose import Composer
from pressdesk.output.pdf import PdfOptions, write_pdf
from pressdesk.prepress.distant import take_off_distant_pictures
from pressdesk.prepress.proof import CodeProof, codes_of, proof_code
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filler
from pressdesk.text.fonts import builtin_library
from pressdesk.work.preflighting import live_problems
from pressdesk.work.store import load
from tests.bench.measure import Row, percentile, repeated

AS_OF = date(2027, 1, 20)
ROUNDS = 60


def preflight_rows(folder: Path) -> list[Row]:
    """The rows of live preflight and of the proof of a code."""
    campaign = load(folder)
    piece = campaign.pieces["poster"]
    template = template_named(piece.template, campaign.root)
    composer = Composer(builtin_library(campaign.root / "fonts"), campaign.root)
    format = FORMATS["A3"]
    sheets = []
    for number in range(ROUNDS + 3):
        lede = f"Infirmières, kinés, {number + 1000} voisines : nous descendons dans la rue pour venir chez vous."
        changed = piece._replace(content={**piece.content, "lede": lede})
        filled = Filler(template, changed, campaign, AS_OF).fill()
        sheets.append(composer.compose(template, filled, format, campaign.brand).sheets)
    live_problems(campaign, piece, template, format, sheets[-1])
    waiting = iter(sheets)
    taken = repeated(lambda: live_problems(campaign, piece, template, format, next(waiting)), ROUNDS)
    middle = statistics.median(taken) * 1000
    worst = percentile(taken, 0.95) * 1000
    live = Row(
        "live preflight after an edit (A3 poster)",
        f"{middle:.2f} ms (95 %: {worst:.2f})",
        "",
        "",
        "< 50 ms",
        worst < 50,
    )
    return [live, _code_row(sheets[0])]


def _code_row(sheets: tuple[object, ...]) -> Row:
    stream = BytesIO()
    write_pdf(sheets, stream, PdfOptions(mode="cmyk", title="poster", language="fr"))  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(stream.getvalue())
    page = document[0]
    (code,) = codes_of(sheets[0])  # type: ignore[arg-type]
    take_off_distant_pictures(page, [code.rect])
    assert isinstance(proof_code(page, 0, code), CodeProof)
    taken = repeated(lambda: proof_code(page, 0, code), ROUNDS)
    page.close()
    document.close()
    middle = statistics.median(taken) * 1000
    return Row("proof of one QR code on its page, warm", f"{middle:.2f} ms", "", "", "< 1 ms", middle < 1)
