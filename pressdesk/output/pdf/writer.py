"""Sheets written as one PDF file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from pressdesk.base.geometry import Rect
from pressdesk.display.items import Link, Sheet
from pressdesk.output.pdf.content import Writer, resources
from pressdesk.output.pdf.kit import Forms, Painter, PdfKit
from pressdesk.output.pdf.options import PdfOptions
from pressdesk.output.pdf.parts import Part, digest
from pressdesk.output.pdf.syntax import num, string

if TYPE_CHECKING:
    from pressdesk.output.pdf.document import Document


_LEVEL = 4
"""Of deflating what stands on one page only: level 6 takes twice the time for one byte in 500."""


def write_pdf(sheets: Sequence[Sheet], stream: BinaryIO, options: PdfOptions, kit: PdfKit | None = None) -> None:
    """Write one page for each sheet; the same sheets and options give the same bytes, whatever the kit has seen.

    Raises InputError for a picture that cannot be decoded, OSError for files that cannot be read or written. The
    stream then holds half a file: write to one that is thrown away (`base.fsio.replacing`).
    """
    from pressdesk.output.pdf.document import Document  # reportlab takes 50 ms to load

    painter = (kit or PdfKit()).painter(options.mode)
    painter.cache = options.pictures
    document = Document(options)
    forms = Forms(sheets) if len(sheets) > 1 else None
    tables: dict[str, Part] = {}
    for number, sheet in enumerate(sheets, 1):
        _add_page(document, sheet, number, painter, forms, tables)
    document.write(stream)


def _add_page(
    document: Document, sheet: Sheet, number: int, painter: Painter, forms: Forms | None, tables: dict[str, Part]
) -> None:
    writer = Writer(painter, forms)
    writer.items(sheet.items)
    page = writer.fragment()
    margin = max(sheet.bleed, sheet.slug)
    height = sheet.format.height
    head = f"1 0 0 -1 {num(margin)} {num(margin + height)} cm\n"
    packed = zlib.compress((head + page.operators).encode("ascii"), _LEVEL)
    content = Part(f"content-{number}", "/Filter/FlateDecode", (), packed)
    named, refs = resources(page.parts, page.runs)
    table = tables.get(named)
    if table is None:
        table = tables[named] = Part(f"resources-{digest(named)}", named, refs)
    body = f"/Type/Page/Parent %s{_boxes(sheet)}/Resources %s/Contents %s"
    if painter.mode == "cmyk":
        body += "/Group<</S/Transparency/CS/DeviceCMYK>>"
    elif page.see_through:
        body += "/Group<</S/Transparency/CS/DeviceRGB>>"
    if page.links and document.options.links and painter.mode == "rgb":
        body += f"/Annots[{''.join(_annotation(link, margin, height) for link in page.links)}]"
    document.add_page(Part(f"page-{number}", body, (document.parent, table, content)), packed, page.runs)


def _boxes(sheet: Sheet) -> str:
    """The page's boxes (ISO 32000-1, 14.11.2); y up, the media box begins at 0."""
    margin = max(sheet.bleed, sheet.slug)
    width, height = sheet.format.width, sheet.format.height
    media = f"/MediaBox[0 0 {num(width + 2 * margin)} {num(height + 2 * margin)}]"
    edge = margin - sheet.bleed
    trim = f"{num(margin)} {num(margin)} {num(margin + width)} {num(margin + height)}"
    bleed = f"{num(edge)} {num(edge)} {num(width + 2 * margin - edge)} {num(height + 2 * margin - edge)}"
    return f"{media}/BleedBox[{bleed}]/TrimBox[{trim}]"


def _annotation(link: Link, margin: float, height: float) -> str:
    box = Rect(link.box.x + margin, margin + height - link.box.bottom, link.box.width, link.box.height)
    area = f"{num(box.x)} {num(box.y)} {num(box.right)} {num(box.bottom)}"
    target = string(_address(link.target)).replace("%", "%%")
    return f"<</Type/Annot/Subtype/Link/Rect[{area}]/Border[0 0 0]/F 4/A<</S/URI/URI{target}>>>>"


def _address(target: str) -> str:
    """The address in ASCII (RFC 3987, 3.1); what is escaped already stays.

    >>> _address("https://example.org/été?a=b%20c")
    'https://example.org/%C3%A9t%C3%A9?a=b%20c'
    """
    if target.isascii() and target.isprintable():
        return target
    from urllib.parse import quote

    return quote(target, safe="!#$%&'()*+,/:;=?@[]~")
