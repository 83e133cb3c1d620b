"""What is only seen when a finished page is painted: what lies behind its letters, and its QR codes.

Pages are painted small by PDFium, once without their letters; a run of letters is set against the colours of its box.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressdesk.base.colour import CMYK, RGB
from pressdesk.prepress.behind import SPARED
from pressdesk.prepress.facts import Box, Code, File, Page, Paint, Text, is_empty, overlap, ratio
from pressdesk.qr.geometry import QUIET
from pressdesk.qr.verify import ReadCode, read

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 24
"""How many pages are painted without their letters; what is faint on the first pages of a long file is on all."""

MOST_SIDE = 1400
"""Pixels of the longer side of a page that is painted so; 72 to the inch on smaller ones."""

PLACES = (5, 2)
"""In how many places across and up the ground of a run of letters is looked at."""

NARROW = 0.8
"""Runs narrower than this part of their size are single signs, of which nobody knows whether they say anything."""

DEEPEST = 12
CLEAR = 40
"""Of 255: how far the pixels of a quiet zone may differ from its lightest."""

_STROKED, _CLIPS = 1, 7


def with_grounds(file: File, pdf: bytes | Path) -> File:
    """The file with the luminance of its letters and of what lies behind them, as far as that can be told.

    For files of our own; those of others are painted in a process of their own (see `apart`).
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, OSError):
        return file
    pages = []
    try:
        for page in file.pages:
            if page.number <= len(document) and needs_ground(page):
                with suppress(pypdfium2.PdfiumError, ValueError, TypeError, OverflowError, MemoryError):
                    page = on_ground(page, without_letters(document, page.number))
                    # one that cannot be painted is told of elsewhere
            pages.append(page)
    finally:
        document.close()
    return file._replace(pages=tuple(pages))


def needs_ground(page: Page) -> bool:
    """Whether a page has letters to be set against their ground; those far back in a long file are not."""
    return (
        page.number <= MOST_PAGES and page.whole and any(isinstance(fact, Text) and fact.shown for fact in page.facts)
    )


def on_ground(page: Page, ground: Image) -> Page:
    """The page with its letters set against a picture of all of it but them."""
    scale = ground.width / max(page.media[2] - page.media[0], 1.0)
    facts = tuple(_on(fact, ground, page, scale) if isinstance(fact, Text) else fact for fact in page.facts)
    return page._replace(facts=facts)


def _on(text: Text, ground: Image, page: Page, scale: float) -> Text:
    """A text with what lies behind it where it differs least, single places left out."""
    light = _luminance(text.paint)
    seen = overlap(text.box, page.trim or page.media)
    if light < 0 or not text.shown or text.mode == _CLIPS or is_empty(seen):
        return text
    if max(seen[2] - seen[0], seen[3] - seen[1]) < NARROW * text.size:
        return text
    left, top = page.media[0], page.media[3]
    box = ((seen[0] - left) * scale, (top - seen[3]) * scale, (seen[2] - left) * scale, (top - seen[1]) * scale)
    width, height = ground.size
    box = (max(box[0], 0.0), max(box[1], 0.0), min(box[2], width), min(box[3], height))
    if is_empty(box):
        return text
    from PIL.Image import Resampling

    places = ground.resize(PLACES, Resampling.BOX, box=box).tobytes()
    lights = [RGB(*(part / 255 for part in places[at : at + 3])).luminance for at in range(0, len(places), 3)]
    behind = sorted(lights, key=lambda other: ratio(light, other))[SPARED]
    return text._replace(light=light, ground=behind, bold="bold" in text.font.lower() or "black" in text.font.lower())


def _luminance(paint: Paint) -> float:
    """The luminance of letters in a paint; -1 where its looks are not known."""
    values = paint.values
    if paint.space == "DeviceCMYK" and len(values) == 4:
        return _printed(values)
    if paint.space in ("DeviceRGB", "ICCBased RGB") and len(values) == 3:
        return RGB(*values).luminance
    if paint.space in ("DeviceGray", "ICCBased grey") and len(values) == 1:
        return RGB(values[0], values[0], values[0]).luminance
    return -1.0


@lru_cache(maxsize=256)
def _printed(values: tuple[float, ...]) -> float:
    from pressdesk.colour.gamut import looks_of
    from pressdesk.colour.profiles import COATED, read_profile

    cyan, magenta, yellow, black = values
    return looks_of(CMYK(cyan, magenta, yellow, black), read_profile(COATED).data).luminance


def without_letters(document: Any, number: int) -> Image:
    """A whole page, counted from 1, on white, as RGB, its letters taken off in memory; the file is not changed."""
    import pypdfium2
    from pypdfium2 import raw

    page = document[number - 1]
    try:
        set_upright(page)
        for index in range(raw.FPDFPage_CountObjects(page) - 1, -1, -1):
            item = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                raw.FPDFPage_RemoveObject(page, item)
                raw.FPDFPageObj_Destroy(item)
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                _empty_of_letters(item, 0)
        media = page.get_mediabox()
        scale = min(1.0, MOST_SIDE / max(media[2] - media[0], media[3] - media[1], 1.0))
        width = max(1, round((media[2] - media[0]) * scale))
        height = max(1, round((media[3] - media[1]) * scale))
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx, rev_byteorder=True)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_REVERSE_BYTE_ORDER)
            shown: Image = bitmap.to_pil().convert("RGB")
            return shown
        finally:
            bitmap.close()
    finally:
        page.close()


def set_upright(page: Any) -> None:
    """Let a page be painted as far as its media box reaches and not turned, as its boxes tell of it."""
    if page.get_rotation():
        page.set_rotation(0)
    media = page.get_mediabox()
    if page.get_cropbox() != media:
        page.set_cropbox(*media)


def _empty_of_letters(form: Any, depth: int) -> None:
    from pypdfium2 import raw

    for index in range(raw.FPDFFormObj_CountObjects(form) - 1, -1, -1):
        item = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFFormObj_RemoveObject(form, item):
                raw.FPDFPageObj_Destroy(item)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            _empty_of_letters(item, depth + 1)


# codes


def codes_shown(image: Image, page: Page, dpi: float) -> tuple[Code, ...]:
    """The QR codes on a page's trim, painted in grey at that resolution, also those that are inverted."""
    return tuple(_code(found, image, page, 72 / dpi) for found in read(image))


def with_codes(page: Page, codes: Sequence[Code]) -> Page:
    """The page with these codes among its facts."""
    return page._replace(facts=(*page.facts, *codes))


def _code(found: ReadCode, image: Image, page: Page, point: float) -> Code:
    """A code as a fact; `point` is the size of a pixel in points."""
    xs, ys = [x for x, _ in found.corners], [y for _, y in found.corners]
    side = sum(math.dist(found.corners[i], found.corners[i - 1]) for i in range(4)) / 4
    module = side / found.modules
    quiet = QUIET * module
    left, _, _, top = page.trim or page.media
    around = (min(xs) - quiet, min(ys) - quiet, max(xs) + quiet, max(ys) + quiet)
    box: Box = (
        left + around[0] * point,
        top - around[3] * point,
        left + around[2] * point,
        top - around[1] * point,
    )
    upright = max(xs) - min(xs) < 1.05 * side
    core = image.crop((round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))))
    levels = sorted(core.tobytes())
    dark, light = (levels[int(len(levels) * part)] / 255 for part in (0.1, 0.9))
    if found.inverted:
        dark, light = light, dark
    entered = upright and not found.inverted and not _is_clear(image, around, quiet)
    return Code(found.text, module * point, found.modules, box, _grey(dark), _grey(light), entered)


def _is_clear(image: Image, around: Box, quiet: float) -> bool:
    """Whether nothing stands in the quiet zone of an upright code; its outer half module and edges are left out."""
    edge = quiet / QUIET / 2
    left, top, right, bottom = around
    for strip in _strips((left + edge, top + edge, right - edge, bottom - edge), quiet - 2 * edge):
        box = (math.ceil(strip[0]), math.ceil(strip[1]), math.floor(strip[2]), math.floor(strip[3]))
        seen = overlap(box, (0, 0, image.width, image.height))
        if is_empty(seen):
            continue
        darkest, lightest = image.crop((int(seen[0]), int(seen[1]), int(seen[2]), int(seen[3]))).getextrema()
        if lightest - darkest > CLEAR:  # type: ignore[operator]
            return False
    return True


def _strips(box: Box, width: float) -> Iterator[Box]:
    left, top, right, bottom = box
    yield (left, top, right, top + width)
    yield (left, bottom - width, right, bottom)
    yield (left, top, left + width, bottom)
    yield (right - width, top, right, bottom)


def _grey(level: float) -> float:
    return RGB(level, level, level).luminance
