"""What sheets and texts can be exported as: a new kind is one more line in `EXPORTS` or `TEXT_EXPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from pressdesk.base.units import PX
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Sheet
from pressdesk.output.pdf.options import PdfOptions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from PIL.Image import Image

    from pressdesk.output.document import Document
    from pressdesk.output.embedding import Embedded
    from pressdesk.output.pdf.kit import PdfKit


class ExportOptions(NamedTuple):
    """What can be chosen for an export: `dpi` for pixels of paper formats, `quality` 1 to 100 for JPEG
    and WebP.

    The same `kit` for all files of a batch saves making what they share again. `page` is the sheet as the page of a
    screen PDF, for whoever has it already: a picture is then taken of that page instead of another one.
    """

    pdf: PdfOptions = PdfOptions()
    dpi: float = 150.0
    quality: int = 90
    kit: PdfKit | None = None
    page: bytes = b""


class Export(NamedTuple):
    """A kind of file: its name's ending, whether it holds several sheets, the purposes it serves, what writes it.

    A writer raises InputError for a picture that cannot be decoded, OSError, and leaves half a file behind then.
    """

    suffix: str
    several: bool
    purposes: tuple[str, ...]
    write: Callable[[Sequence[Sheet], BinaryIO, ExportOptions], None]


class TextOptions(NamedTuple):
    """What a text is written with: its pictures by their files, what it says of itself, what goes along with it.

    `created` stands for the clock. `letterhead` is a Word file to be filled, `attached` are PDF files by their names.
    """

    created: datetime
    author: str = ""
    pictures: Mapping[Path, Embedded] = {}
    letterhead: Path | None = None
    attached: tuple[tuple[str, bytes], ...] = ()


class TextExport(NamedTuple):
    """A kind of file that a text becomes, beside its pages. A writer raises InputError and OSError."""

    suffix: str
    purposes: tuple[str, ...]
    write: Callable[[Document, BinaryIO, TextOptions], None]


def pixels_of(sheet: Sheet, dpi: float) -> int:
    """The width of a sheet in pixels: what its format says, or by resolution for paper."""
    return round(sheet.format.width / PX) if sheet.format.pixels else round(sheet.format.width / 72 * dpi)


def _pdf(sheets: Sequence[Sheet], stream: BinaryIO, options: ExportOptions) -> None:
    from pressdesk.output.pdf import write_pdf

    write_pdf(sheets, stream, options.pdf, options.kit)


def _png(sheets: Sequence[Sheet], stream: BinaryIO, options: ExportOptions) -> None:
    from pressdesk.output.raster import write_png

    write_png(_image(sheets, options), stream, dpi=_resolution(sheets[0], options))


def _jpeg(sheets: Sequence[Sheet], stream: BinaryIO, options: ExportOptions) -> None:
    from pressdesk.output.raster import write_jpeg

    write_jpeg(_image(sheets, options), stream, dpi=_resolution(sheets[0], options), quality=options.quality)


def _webp(sheets: Sequence[Sheet], stream: BinaryIO, options: ExportOptions) -> None:
    from pressdesk.output.raster import write_webp

    write_webp(_image(sheets, options), stream, quality=options.quality)


def _svg(sheets: Sequence[Sheet], stream: BinaryIO, options: ExportOptions) -> None:  # noqa: ARG001
    from pressdesk.output.svg import write_svg

    write_svg(_only(sheets), stream)


def _image(sheets: Sequence[Sheet], options: ExportOptions) -> Image:
    """The trimmed sheet as pixels, from the page of a screen PDF."""
    from pressdesk.output.pdf import write_pdf
    from pressdesk.output.raster import page_image

    sheet = _only(sheets)
    page = options.page
    if not page:
        stream = BytesIO()
        enough = max(options.pdf.ppi, 1.4 * _resolution(sheet, options)) if options.pdf.ppi else 0.0
        screen = options.pdf._replace(mode="rgb", links=False, intent=None, ppi=enough)
        write_pdf([sheet._replace(bleed=0.0, slug=0.0)], stream, screen, options.kit)
        page = stream.getvalue()
    return page_image(page, width_px=pixels_of(sheet, options.dpi))


def _resolution(sheet: Sheet, options: ExportOptions) -> float:
    return 96.0 if sheet.format.pixels else options.dpi


def _only(sheets: Sequence[Sheet]) -> Sheet:
    if len(sheets) != 1:
        raise ValueError("a picture shows one sheet")
    return sheets[0]


EXPORTS: dict[str, Export] = {
    "pdf": Export(".pdf", True, ("print", "office", "screen"), _pdf),
    "png": Export(".png", False, ("screen", "social"), _png),
    "jpeg": Export(".jpg", False, ("screen", "social"), _jpeg),
    "webp": Export(".webp", False, ("screen", "social"), _webp),
    "svg": Export(".svg", False, ("screen", "social"), _svg),
}
"""Every kind of export by its name; for a purpose, the first that serves it is the usual one."""


def _docx(document: Document, stream: BinaryIO, options: TextOptions) -> None:
    from pressdesk.output.word import WordOptions, write_docx

    told = WordOptions(options.author, options.created)
    if options.letterhead is None:
        write_docx(document, stream, told, options.pictures)
    else:
        from pressdesk.output.word.letterhead import write_on_letterhead

        write_on_letterhead(document, options.letterhead, stream, told, options.pictures)


def _html(document: Document, stream: BinaryIO, options: TextOptions) -> None:
    from pressdesk.output.html import html_page, inline_sources

    stream.write(html_page(document, inline_sources(options.pictures), options.pictures).encode())


def _txt(document: Document, stream: BinaryIO, options: TextOptions) -> None:  # noqa: ARG001
    from pressdesk.output.plain import plain_text

    stream.write(plain_text(document).encode())


def _eml(document: Document, stream: BinaryIO, options: TextOptions) -> None:
    from pressdesk.output.eml import write_eml

    write_eml(document, stream, options.pictures, options.attached, options.created)


TEXT_EXPORTS: dict[str, TextExport] = {
    "docx": TextExport(".docx", ("word",), _docx),
    "html": TextExport(".html", ("web",), _html),
    "txt": TextExport(".txt", ("web",), _txt),
    "eml": TextExport(".eml", ("web",), _eml),
}
"""Every kind of file for a text by its name; for a purpose, all that serve it are made."""
