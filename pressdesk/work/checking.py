"""Looks at a campaign or at a finished PDF and says what is wrong; nothing is written."""

from __future__ import annotations

from pathlib import Path

from pressdesk.base.problem import Place, Problem, has_errors
from pressdesk.model.campaign import Campaign
from pressdesk.work.build import dry_run
from pressdesk.work.plan import Order

CODE_DPI = 150
MOST_PAGES = 200
"""How many pages are searched for text; a book that has some on the first ones has it on all."""


def check_campaign(campaign: Campaign, order: Order) -> tuple[tuple[Problem, ...], bool]:
    """All problems of the folder and of its pieces in every format, the gravest first; and whether some input could
    not be read. Raises UsageError for a piece that is not there."""
    if not campaign.pieces and not has_errors(campaign.problems):
        message = "This campaign has no pieces yet."
        note = Problem("note", "no-pieces", message, "Write one in the folder pieces.", Place(file="pieces"))
        return (*campaign.problems, note), False
    found = dry_run(campaign, order)
    weight = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(found.problems, key=lambda problem: weight[problem.severity])), found.unreadable


def check_pdf(path: Path) -> list[Problem]:
    """What a look at any PDF finds: syntax, everything that the rules of preflight ask, text, and what its codes say.

    Raises InputError for a file that is no PDF or needs a password.
    """
    from pressdesk.prepress.preflight import judged_anyhow, opened, sizes
    from pressdesk.prepress.reading import read_file

    file = str(path)
    with opened(path) as document:
        reasons = document.check_pdf_syntax()
        read = read_file(document)
    found = [
        _fault("error", "syntax", f"The file is damaged: {reason}.", "Export it again.", file) for reason in reasons
    ]
    found += [problem.at(file=file) for problem in judged_anyhow(read)]
    found += [problem.at(file=file) for problem in sizes(read)]
    if read.left_out:
        found.append(_fault("note", "pages-left-out", "Not every page was looked at.", "", file))
    return [*found, *_words(path), *_codes(path)]


def _words(path: Path) -> list[Problem]:
    """Whether the file has a title, and its pages text that can be searched, copied and read aloud."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    file = str(path)
    silent: list[int] = []
    try:
        reader = PdfReader(path)
        titled = bool(reader.metadata and reader.metadata.title)
        for number, page in enumerate(reader.pages[:MOST_PAGES], 1):
            if not page.extract_text().strip():
                silent.append(number)
    except (PyPdfError, DependencyError, ValueError, KeyError, TypeError, RecursionError) as fault:
        message = f"The text of the file cannot be read ({fault})."
        return [_fault("warning", "text-unreadable", message, "Export it again.", file)]
    found = []
    if not titled:
        message = "The file has no title; readers show its file name instead."
        found.append(_fault("note", "no-title", message, "Give it one where it was made.", file))
    if silent:
        pages = ", ".join(map(str, silent[:12])) + (" …" if len(silent) > 12 else "")
        message = f"There is no text on page {pages}: nobody can search or copy it, and screen readers stay silent."
        found.append(_fault("note", "no-text", message, "Export it with its text, not as outlines.", file))
    return found


def _codes(path: Path) -> list[Problem]:
    """What the QR codes of each page say, for comparing with what they should."""
    from pressdesk.output.raster import opened, page_image
    from pressdesk.qr.verify import decode

    found = []
    with opened(path) as document:
        for number in range(len(document)):
            image = page_image(document, number, dpi=CODE_DPI, gray=True)
            for text in decode(image):
                message = f"A QR code on page {number + 1} reads “{text[:200]}”."
                found.append(_fault("note", "qr", message, "", str(path), f"page {number + 1}"))
    return found


def _fault(severity: str, code: str, message: str, remedy: str, file: str, key: str = "") -> Problem:
    return Problem(severity, code, message, remedy, Place(file=file, key=key))  # type: ignore[arg-type]
