"""Sheets written as one PDF file."""

from __future__ import annotations

import gc
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from pressdesk.base.geometry import Affine
from pressdesk.base.problem import Place, Problem, RefusedError
from pressdesk.display.items import Sheet
from pressdesk.output.pdf.content import Fragment, Writer, resources
from pressdesk.output.pdf.kit import Forms, Painter, PdfKit
from pressdesk.output.pdf.links import Clicked, annotation
from pressdesk.output.pdf.options import PdfOptions
from pressdesk.output.pdf.outline import Heading, enter_outline, headings_of
from pressdesk.output.pdf.painted import Painted, PaintedPage
from pressdesk.output.pdf.parts import Part, digest
from pressdesk.output.pdf.pictures import Making
from pressdesk.output.pdf.syntax import num

if TYPE_CHECKING:
    from pressdesk.output.pdf.fonts import Encoded, Font
    from pressdesk.output.pdf.marking import Element
    from pressdesk.output.pdf.parts import Named
    from pressdesk.output.pdf.structure import Structure

LARGEST = 14_400.0
"""Points of the longer side of a page."""

_LEVEL = 4
"""Of deflating what stands on one page only: level 6 takes twice the time for one byte in 500."""


def write_pdf(sheets: Sequence[Sheet], stream: BinaryIO, options: PdfOptions, kit: PdfKit | None = None) -> None:
    """Write one page for each sheet; the same sheets and options give the same bytes, whatever the kit has seen.

    Raises InputError for a picture that cannot be decoded, RefusedError for a page larger than any PDF may be, OSError
    for files that cannot be read or written. The stream then holds half a file: write to one that is
    thrown away (`base.fsio.replacing`).
    """
    kit = kit or PdfKit()
    write_painted([paint(sheets, options, kit, alone=len(sheets) == 1)], stream, options, kit)


def paint(sheets: Iterable[Sheet], options: PdfOptions, kit: PdfKit, *, alone: bool = False) -> Painted:
    """The pages of some sheets, made ready for a file that may hold others; `alone` says that it is a single page.

    Among these sheets, what comes more than once is a form object. Raises InputError for a picture that cannot be
    decoded, OSError.
    """
    sheets = list(sheets)
    painter = kit.painter(options.mode, _making(options))
    with _without_collections():
        pages = _Pages(options, painter, None if alone else Forms(sheets))
        for sheet in sheets:
            pages.add(sheet)
        return pages.painted()


def _making(options: PdfOptions) -> Making:
    """How the options want pictures made ready."""
    if options.intent is None:
        return Making(options.pictures, ppi=options.ppi)
    return Making(options.pictures, options.intent.profile, options.intent.ink_limit / 100, options.ppi)


def write_painted(painted: Sequence[Painted], stream: BinaryIO, options: PdfOptions, kit: PdfKit) -> None:
    """Write pages that were painted with these options into one file, in their order.

    The bytes depend on how the sheets were divided, not on which process painted them. Raises as `write_pdf` does.
    """
    from pressdesk.output.pdf.document import Document  # reportlab takes 50 ms to load

    document = Document(options)
    with _without_collections():
        count = 0
        headings: list[tuple[str, tuple[Heading, ...]]] = []
        structure = _structure(painted, options) if tags(options) else None
        for some in painted:
            for page in some.pages:
                content = Part(f"content-{count + 1}", "/Filter/FlateDecode", (), page.content)
                body = page.body
                refs: tuple[Named, ...] = (document.parent, page.table, content)
                if structure is not None:
                    links = tuple(structure.links[count])
                    body += f"/Tabs/S/StructParents {count}"
                    body += f"/Annots[{' '.join(['%s'] * len(links))}]" if links else ""
                    refs = (*refs, *links)
                count += 1
                headings.append((f"page-{count}", page.headings))
                document.add_page(Part(f"page-{count}", body, refs), page.content)
            for font, used in some.glyphs.items():
                document.show(kit.font(font.face), used)
        document.outline = enter_outline(document, headings)
        if structure is not None:
            document.structure = structure.enter(document)
        document.write(stream)


def tags(options: PdfOptions) -> bool:
    """Whether a file is to have the structure of what is read in it."""
    return options.tagged and options.mode == "rgb"


def _structure(painted: Sequence[Painted], options: PdfOptions) -> Structure:
    from pressdesk.output.pdf.elements import ReadPage
    from pressdesk.output.pdf.structure import Structure

    pages = [page for some in painted for page in some.pages]
    read = [ReadPage(f"page-{n}", page.language, page.elements, page.begins) for n, page in enumerate(pages, 1)]
    return Structure(read, options.language)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Nothing made here refers back to itself, and a collection walks all sheets: half the time of a large file."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Pages:
    """Paints sheets as pages; pages that name the same resources share one table of them."""

    def __init__(self, options: PdfOptions, painter: Painter, forms: Forms | None) -> None:
        self._options = options
        self._painter = painter
        self._forms = forms
        self._tables: dict[tuple[frozenset[Part], frozenset[Font]], Part] = {}
        self._runs: set[Encoded] = set()
        self._pages: list[PaintedPage] = []

    def add(self, sheet: Sheet) -> None:
        _check_size(sheet)
        margin = max(sheet.bleed, sheet.slug)
        height = sheet.format.height
        through = Affine(1, 0, 0, -1, margin, margin + height)
        reads = self._options.links and self._painter.mode == "rgb"
        page, elements = self._written(sheet, through, reads)
        head = f"1 0 0 -1 {num(margin)} {num(margin + height)} cm\n"
        packed = zlib.compress((head + page.operators).encode("ascii"), _LEVEL)
        body = f"/Type/Page/Parent %s{_boxes(sheet)}/Resources %s/Contents %s"
        opaque = self._options.standard == "PDF/X-1a:2003"
        if opaque and page.see_through:
            raise ValueError("PDF/X-1a takes no transparency: flatten the sheet first")
        if self._painter.mode == "cmyk" and not opaque:
            body += "/Group<</S/Transparency/CS/DeviceCMYK>>"
        elif page.see_through:
            body += "/Group<</S/Transparency/CS/DeviceRGB>>"
        if page.links and reads:
            places = [through.bounds(link.box) for link in page.links]
            links = [annotation(Clicked(place, link.target)) for place, link in zip(places, page.links, strict=True)]
            body += f"/Annots[{''.join(f'<<{link}>>' for link in links)}]".replace("%", "%%")
        self._runs |= page.runs
        headings = headings_of(sheet) if reads else ()
        self._pages.append(
            PaintedPage(body, self._table(page), packed, headings, sheet.language, elements, sheet.begins)
        )

    def _written(self, sheet: Sheet, through: Affine, reads: bool) -> tuple[Fragment, tuple[Element, ...]]:
        """The content of a page, and what is read on it where the file is tagged."""
        if not tags(self._options):
            writer = Writer(self._painter, self._forms)
            writer.items(sheet.items)
            return writer.fragment(), ()
        from pressdesk.output.pdf.marking import MarkedWriter

        marked = MarkedWriter(self._painter, self._forms, through, sheet.language, clickable=reads)
        marked.items(sheet.items)
        return marked.fragment(), marked.elements()

    def painted(self) -> Painted:
        """The pages so far."""
        runs: dict[Font, list[Encoded]] = {}
        for run in self._runs:
            runs.setdefault(run.font, []).append(run)
        return Painted(tuple(self._pages), {font: font.glyphs_of(some) for font, some in runs.items()})

    def _table(self, page: Fragment) -> Part:
        key = page.parts, page.fonts
        found = self._tables.get(key)
        if found is None:
            named, refs = resources(*key)
            found = self._tables[key] = Part(f"resources-{digest(named)}", named, refs)
        return found


def _check_size(sheet: Sheet) -> None:
    """Raises RefusedError for a page beyond 200 inches (ISO 32000-1, annex C)."""
    margin = max(sheet.bleed, sheet.slug)
    longest = max(sheet.format.width, sheet.format.height) + 2 * margin
    if longest > LARGEST:
        metres = round(longest / 72 * 0.0254, 2)
        message = f"A page of {metres} m is larger than a PDF can hold (5.08 m)."
        remedy = "Make it at half its size or less, and tell the printer by how much to enlarge it."
        raise RefusedError(Problem("error", "page-too-large", message, remedy, Place(format=sheet.format.name)))


def _boxes(sheet: Sheet) -> str:
    """The page's boxes (ISO 32000-1, 14.11.2); y up, the media box begins at 0."""
    margin = max(sheet.bleed, sheet.slug)
    width, height = sheet.format.width, sheet.format.height
    media = f"/MediaBox[0 0 {num(width + 2 * margin)} {num(height + 2 * margin)}]"
    edge = margin - sheet.bleed
    trim = f"{num(margin)} {num(margin)} {num(margin + width)} {num(margin + height)}"
    bleed = f"{num(edge)} {num(edge)} {num(width + 2 * margin - edge)} {num(height + 2 * margin - edge)}"
    return f"{media}/BleedBox[{bleed}]/TrimBox[{trim}]"
