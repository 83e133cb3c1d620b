"""The proof of QR codes: the exported page is rendered where the code stands, and read as a telephone would.

A reader that succeeds proves nothing about an inverted code or a narrow quiet zone: `qr.geometry` checks these.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pressdesk.base.geometry import Rect
from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.display.inspect import marks
from pressdesk.display.items import Mark, Sheet
from pressdesk.qr.verify import Grey, decode

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150
MOST_PX = 4.0
"""Pixels a module at most: a large code is looked at from further away, which is harder to read, not easier."""

LEAST_PX = 2.0
BLUR = 0.4
"""Sigma of the blur in modules."""

TURN = 7.0
"""Degrees by which a code is turned for the thorough proof."""


class CodeProof(NamedTuple):
    """A code that was read back: the `page` counts from 1, `decoded` is what was read, under which `conditions`."""

    page: int
    box: str
    payload: str
    decoded: str
    conditions: tuple[str, ...]
    distance_m: float


Proved: TypeAlias = "Problem | CodeProof"


def proof_codes(pdf: bytes | Path, sheets: Sequence[Sheet], *, thorough: bool = False) -> list[Proved]:
    """Read every code of the sheets back from the pages of the exported PDF, in order.

    A code that cannot be read, or reads as something else, is a Problem `qr-unreadable`. `thorough` also reads it at
    2 pixels a module, blurred, and turned. Raises InputError for a PDF that cannot be opened.
    """
    wanted = [(number, marks(sheet, "qr")) for number, sheet in enumerate(sheets)]
    if not any(codes for _, codes in wanted):
        return []
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, FileNotFoundError):
        name = pdf.name if isinstance(pdf, Path) else "the exported file"
        told = Problem(
            "error", "pdf-unreadable", f"“{name}” cannot be opened to prove its QR codes.", "Export it again."
        )
        raise InputError(told) from None
    try:
        found: list[Proved] = []
        for number, codes in wanted:
            if not codes:
                continue
            if number >= len(document):
                found += [_unreadable(number, mark, "the page is missing") for mark, _ in codes]
                continue
            page = document[number]
            try:
                found += [_proved(page, number, mark, rect, thorough) for mark, rect in codes]
            finally:
                page.close()
        return found
    finally:
        document.close()


def _proved(page: Any, number: int, mark: Mark, rect: Rect, thorough: bool) -> Proved:
    module = mark.module * rect.width / mark.rect.width if mark.rect.width else mark.module
    if module <= 0:
        return _unreadable(number, mark, "it has no size")
    scale = min(DPI / 72, MOST_PX / module)
    conditions = [f"{scale * 72:.0f} dpi"]
    texts = decode(_rendered(page, rect, scale))
    if texts != [mark.data]:
        return _unreadable(number, mark, _instead(texts))
    if thorough:
        for condition, image in _harder(page, rect, module):
            texts = decode(image)
            if texts != [mark.data]:
                return _unreadable(number, mark, f"{condition}: {_instead(texts)}")
            conditions.append(condition)
    return CodeProof(number + 1, mark.box, mark.data, texts[0], tuple(conditions), mark.distance_m)


def _harder(page: Any, rect: Rect, module: float) -> list[tuple[str, Grey | Image]]:
    """The code under the conditions of the PRINT list: few pixels, out of focus, held askew."""
    from PIL.Image import Resampling, frombytes
    from PIL.ImageFilter import GaussianBlur

    few = _rendered(page, rect, LEAST_PX / module)
    large = _rendered(page, rect, 2 * MOST_PX / module)
    image = frombytes("L", (large.width, large.height), large.data)
    pixels = 2 * MOST_PX
    turned = image.rotate(TURN, Resampling.BICUBIC, expand=True, fillcolor=255)
    return [
        (f"{LEAST_PX:g} pixels a module", few),
        (f"blurred by {BLUR:g} modules", image.filter(GaussianBlur(BLUR * pixels))),
        (f"turned by {TURN:g}°", turned),
    ]


def _rendered(page: Any, rect: Rect, scale: float) -> Grey:
    """The part of a page under `rect` (points from the trim's top left) in grey; only that part is painted."""
    import pypdfium2
    from pypdfium2 import raw

    media, trim = page.get_mediabox(), page.get_trimbox()
    left = (trim[0] - media[0] + rect.x) * scale
    top = (media[3] - trim[3] + rect.y) * scale
    width, height = max(8, round(rect.width * scale) + 3 & ~3), max(8, round(rect.height * scale))
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(
            bitmap,
            page,
            -round(left),
            -round(top),
            round((media[2] - media[0]) * scale),
            round((media[3] - media[1]) * scale),
            0,
            raw.FPDF_GRAYSCALE,
        )
        return Grey(width, height, bytes(bitmap.buffer))
    finally:
        bitmap.close()


def _instead(texts: list[str]) -> str:
    if not texts:
        return "nothing is found there"
    if len(texts) > 1:
        return f"{len(texts)} codes are found there"
    return f"it reads “{texts[0][:80]}”"


def _unreadable(number: int, mark: Mark, why: str) -> Problem:
    return Problem(
        "error",
        "qr-unreadable",
        f"The QR code for “{mark.data[:80]}” on page {number + 1} cannot be read back from the exported file: {why}.",
        "Make it larger or its link shorter, dark on a light ground, and keep its white margin free.",
        Place(box=mark.box),
    )
