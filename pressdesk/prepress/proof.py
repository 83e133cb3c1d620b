"""The proof of QR codes: the exported page is rendered where the code stands, and read as a telephone would.

A reader that succeeds proves nothing about the quiet zone, so its pixels are looked at too: nothing may stand in it,
and it must be light. Inverted codes are not read at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pressdesk.base.geometry import Rect
from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.inspect import walk
from pressdesk.display.items import Mark, Sheet
from pressdesk.prepress.distant import take_off_distant_pictures
from pressdesk.qr.geometry import QUIET
from pressdesk.qr.verify import Grey, decode

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150
MOST_PX = 4.0
"""Pixels a module at most: a large code is looked at from further away, which is harder to read, not easier."""

LEAST_PX = 2.0
LIGHT = 170
EVEN = 32
"""Of 255: how light a quiet zone is at least, and how far its pixels may differ."""

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


def proof_codes(pdf: bytes | Path, sheets: Sequence[Sheet], *, thorough: bool = False, first: int = 0) -> list[Proved]:
    """Read every code of the sheets back from the pages of the exported PDF, in order; `first` is their first page.

    A code that cannot be read, or reads as something else, is a Problem `qr-unreadable`, one with something in its
    quiet zone `qr-quiet-zone`. `thorough` also reads it at 2 pixels a module, blurred, and turned.
    Raises InputError for a PDF that cannot be opened.
    """
    wanted = [(number, codes_of(sheet)) for number, sheet in enumerate(sheets, first)]
    if not any(codes for _, codes in wanted):
        return []
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, FileNotFoundError):
        name = f"“{pdf.name}”" if isinstance(pdf, Path) else "The exported file"
        told = f"{name} cannot be opened to prove its QR codes."
        raise InputError(Problem("error", "pdf-unreadable", told, "Export it again.")) from None
    try:
        found: list[Proved] = []
        for number, codes in wanted:
            if not codes:
                continue
            if number >= len(document):
                found += [_unreadable(number, code.mark, "the page is missing") for code in codes]
                continue
            page = document[number]
            try:
                take_off_distant_pictures(page, [code.rect for code in codes])
                found += [proof_code(page, number, code, thorough) for code in codes]
            finally:
                page.close()
        return found
    finally:
        document.close()


class PlacedCode(NamedTuple):
    """A code on a page: where it stands with its quiet zone, the side of its modules there, whether it is upright."""

    mark: Mark
    rect: Rect
    module: float
    upright: bool


def codes_of(sheet: Sheet) -> list[PlacedCode]:
    """The codes on a sheet, in painting order."""
    found = []
    for item, through in walk(sheet):
        if isinstance(item, Mark) and item.kind == "qr":
            a, b, c, d = through[:4]
            upright = (b == 0 and c == 0) or (a == 0 and d == 0)
            module = item.module * math.sqrt(abs(a * d - b * c))
            found.append(PlacedCode(item, through.bounds(item.rect), module, upright))
    return found


def proof_code(page: Any, number: int, code: PlacedCode, thorough: bool = False) -> Proved:
    """Read one code back from pypdfium2's page of that number, from 0; only its box is painted."""
    mark, rect, module, upright = code
    if module <= 0 or rect.width <= 0:
        return _unreadable(number, mark, "it has no size")
    scale = min(DPI / 72, MOST_PX / module)
    conditions = [f"{scale * 72:.0f} dpi"]
    image = _rendered(page, rect, scale)
    texts = decode(image)
    if texts != [mark.data]:
        return _unreadable(number, mark, _instead(texts))
    if upright and not _is_clear(image, rect.width * scale, QUIET * module * scale):
        return _invaded(number, mark)
    if thorough:
        for condition, harder in _harder(page, rect, module):
            texts = decode(harder)
            if texts != [mark.data]:
                return _unreadable(number, mark, f"{condition}: {_instead(texts)}")
            conditions.append(condition)
    return CodeProof(number + 1, mark.box, mark.data, texts[0], tuple(conditions), mark.distance_m)


def _is_clear(image: Grey, side: float, quiet: float) -> bool:
    """Whether the quiet zone is light and empty; its outermost half module and a pixel around the code are left out.

    Pixels at an edge are mixed of both sides, and the foot of a letter just inside the zone keeps nobody from scanning.
    """
    first = math.ceil(quiet / QUIET / 2)
    last = int(side) - first
    inner, outer = int(quiet) - 1, math.ceil(side - quiet) + 1
    zone = bytearray()
    for y in range(first, min(last, image.height)):
        at = y * image.width
        if inner <= y < outer:
            zone += image.data[at + first : at + inner]
            zone += image.data[at + outer : at + last]
        else:
            zone += image.data[at + first : at + last]
    usual = zone[0]
    allowed = bytes(level for level in range(max(LIGHT, usual - EVEN), min(255, usual + EVEN) + 1))
    return not zone.translate(None, allowed)


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
    """The part of a page under `rect` (points from the trim's top left) in grey, its corner on that of a pixel; only
    that part is painted."""
    import pypdfium2
    from pypdfium2 import raw

    media, trim = page.get_mediabox(), page.get_trimbox()
    left = (trim[0] - media[0] + rect.x) * scale
    top = (media[3] - trim[3] + rect.y) * scale
    width, height = max(8, round(rect.width * scale) + 3 & ~3), max(8, round(rect.height * scale))
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        place = raw.FS_MATRIX(scale, 0, 0, scale, -left, -top)
        seen = raw.FS_RECTF(0, 0, width, height)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, place, seen, raw.FPDF_GRAYSCALE)
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


def _invaded(number: int, mark: Mark) -> Problem:
    return Problem(
        "error",
        "qr-quiet-zone",
        f"Something stands in the white margin of the QR code for “{mark.data[:80]}” on page {number + 1}, "
        "or the margin is too dark.",
        "Keep four modules around the code free and light.",
        Place(box=mark.box),
    )
