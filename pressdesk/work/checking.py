"""Looks at a campaign or at a finished PDF and says what is wrong; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pressdesk.base.problem import InputError, Place, Problem, has_errors
from pressdesk.base.units import MM
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
    """What a look at any PDF finds: syntax, locks, page boxes, fonts, and what its QR codes say.

    Raises InputError for a file that is no PDF or needs a password.
    """
    import pikepdf

    file = str(path)
    try:
        document = pikepdf.open(path)
    except FileNotFoundError:
        raise InputError(Problem("error", "missing-file", f"There is no file “{path}”.", "Check its name.")) from None
    except pikepdf.PasswordError:
        message = f"“{path.name}” needs a password to be opened."
        raise InputError(Problem("error", "locked", message, "Ask for it without a password.")) from None
    except (pikepdf.PdfError, OSError) as fault:
        message = f"“{path.name}” cannot be read as a PDF ({str(fault).rsplit(': ', 1)[-1]})."
        raise InputError(Problem("error", "broken-pdf", message, "Export it again, or ask for it again.")) from None
    found: list[Problem] = []
    with document:
        if document.is_encrypted:
            found.append(
                _fault("error", "encrypted", "The file is locked; printers bounce it.", "Export it unlocked.", file)
            )
        found += [
            _fault("error", "syntax", f"The file is damaged: {reason}.", "Export it again.", file)
            for reason in document.check_pdf_syntax()
        ]
        for number, page in enumerate(document.pages, 1):
            found += _page_problems(page, number, file)
        found += _font_problems(document, file)
    return [*found, *_words(path), *_codes(path)]


def _page_problems(page: Any, number: int, file: str) -> list[Problem]:
    media = _box(page.mediabox)
    where = f"page {number}"
    if "/TrimBox" not in page.obj:
        message = f"{where.capitalize()} does not say where it is cut (no TrimBox)."
        return [_fault("warning", "no-trim", message, "Export it for print.", file, where)]
    trim, bleed = _box(page.trimbox), _box(page.bleedbox)
    found = []
    if not _inside(trim, bleed) or not _inside(bleed, media):
        message = f"The boxes of {where} do not lie within each other."
        found.append(_fault("error", "boxes", message, "Export it again for print.", file, where))
    least = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    if least < 3 * MM - 0.1:
        message = f"{where.capitalize()} has {max(least, 0) / MM:.1f} mm of bleed; printers ask for 3 mm."
        found.append(_fault("warning", "no-bleed", message, "Export it for print.", file, where))
    size = f"{(trim[2] - trim[0]) / MM:.0f} × {(trim[3] - trim[1]) / MM:.0f} mm"
    found.append(_fault("note", "size", f"{where.capitalize()} is {size} when cut.", "", file, where))
    return found


def _font_problems(document: Any, file: str) -> list[Problem]:
    import pikepdf

    loose: dict[str, None] = {}
    for item in document.objects:
        described = isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        if described and not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            loose[str(item.get("/FontName", "?")).removeprefix("/")] = None
    return [
        _fault(
            "error", "font-not-embedded", f"The font “{name}” is not in the file.", "Export it with its fonts.", file
        )
        for name in loose
    ]


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


def _box(box: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(value) for value in box)
    return left, bottom, right, top


def _inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    slack = 0.1
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _fault(severity: str, code: str, message: str, remedy: str, file: str, key: str = "") -> Problem:
    return Problem(severity, code, message, remedy, Place(file=file, key=key))  # type: ignore[arg-type]
