"""Imposed sheets as a PDF: the marks by our own writer, beneath them the pages as form objects, each stored once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pressdesk.base.geometry import Rect
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Sheet
from pressdesk.output.pdf import OutputIntent, PdfOptions, write_pdf
from pressdesk.output.pdf.options import Standard
from pressdesk.prepress.imposition.sharing import Shared
from pressdesk.prepress.imposition.source import SourcePage, content_of, inherited, page_numbers
from pressdesk.prepress.imposition.values import Placed, Surface

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_MARK = re.compile(rb"uuid:[0-9a-f-]{32,36}")
_MOST_ENTRIES = 20_000
"""Of an outline that is carried over."""


class Told(NamedTuple):
    """What the sources say of themselves, which the result says on."""

    title: str
    author: str
    language: str
    created: datetime
    intent: OutputIntent | None
    four_inks: bool
    trapped: bool
    standard: Standard = "PDF/X-4"


def told_by(documents: Sequence[Any], title: str = "") -> Told:
    """What documents that pikepdf has opened say of themselves, the first one where they differ; `title` stands in
    for one that it has not."""
    document = documents[0]
    facts = _info(document)
    intent = _intent(document)
    group = document.pages[0].obj.get("/Group") if len(document.pages) else None
    four = intent is not None or (group is not None and str(group.get("/CS", "")) == "/DeviceCMYK")
    return Told(
        title=facts.get("/Title") or title,
        author=facts.get("/Author", ""),
        language=str(document.Root.get("/Lang", "")) or "fr",
        created=_moment(facts.get("/CreationDate", "")),
        intent=intent,
        four_inks=bool(four),
        trapped=facts.get("/Trapped") == "/True",
        standard="PDF/X-1a:2003" if all(map(_keeps_x1a, documents)) else "PDF/X-4",
    )


def _info(document: Any) -> dict[str, str]:
    info = document.trailer.get("/Info")
    return {key: str(value) for key, value in info.items()} if hasattr(info, "items") else {}


def _keeps_x1a(document: Any) -> bool:
    return _info(document).get("/GTS_PDFXVersion", "").startswith("PDF/X-1")


def write(pages: Sequence[SourcePage], surfaces: Sequence[Surface], told: Told) -> bytes:
    """The sheets as one file. The same pages and sheets give the same bytes. Raises InputError and pikepdf's errors
    for pages that cannot be unpacked."""
    import pikepdf

    out = pikepdf.open(BytesIO(_marks(surfaces, told)))
    forms = _Forms(out, pages)
    base = [page.obj for page in out.pages]
    for page, surface in zip(base, surfaces, strict=True):
        _fill(out, page, surface, pages, forms)
    documents = list({id(page.document): page.document for page in pages}.values())
    _carry_over(out, documents, forms)
    _name_pages(out, pages, surfaces)
    _identify(out, forms.mark, told)
    if "/ID" in out.trailer:  # it would be kept, and tells the marks alone
        del out.trailer["/ID"]
    stream = BytesIO()
    out.save(
        stream,
        min_version=max(str(document.pdf_version) for document in documents),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return stream.getvalue()


class _Forms:
    """The form object of each page, made when it is first wanted."""

    def __init__(self, out: Any, pages: Sequence[SourcePage]) -> None:
        self._out = out
        self._pages = pages
        self._made: dict[int, Any] = {}
        self._hash = hashlib.sha256()
        several = len({id(page.document) for page in pages}) > 1
        self._shared = Shared(out) if several else None

    @property
    def mark(self) -> str:
        """Tells the pages that were used from others."""
        found = self._hash.copy()
        if self._shared is not None:
            found.update(self._shared.mark)
        return found.hexdigest()[:32]

    def of(self, number: int) -> Any:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._form(self._pages[number])
        return found

    def brought(self, entry: Any, document: Any) -> Any:
        """Something else of a source in the new file."""
        if self._shared is not None:
            return self._shared.brought(entry, document)
        return self._out.copy_foreign(entry if entry.is_indirect else document.make_indirect(entry))

    def _form(self, source: SourcePage) -> Any:
        import pikepdf

        operators, packed = content_of(source)
        self._hash.update(operators)
        resources = inherited(source.page, "/Resources")
        entries: dict[str, Any] = {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Form,
            "/BBox": pikepdf.Array([round(value, 4) for value in source.box]),
            "/Matrix": pikepdf.Array([round(value, 4) for value in source.matrix]),
        }
        foreign = {"/Resources": pikepdf.Dictionary() if resources is None else resources, **packed}
        if "/Group" in source.page:
            foreign["/Group"] = source.page["/Group"]
        if self._shared is not None:
            entries |= {key: self._shared.brought(value, source.document) for key, value in foreign.items()}
            return pikepdf.Stream(self._out, operators, entries)
        form = pikepdf.Stream(source.document, operators, {**entries, **foreign})
        return self._out.copy_foreign(source.document.make_indirect(form))


def _fill(out: Any, page: Any, surface: Surface, pages: Sequence[SourcePage], forms: _Forms) -> None:
    """Put the pages of a side beneath its marks, and set its boxes."""
    import pikepdf

    height = surface.paper.height
    names: dict[int, str] = {}
    steps = []
    for placed in surface.placed:
        name = names.setdefault(placed.page, f"/Page{placed.page + 1}")
        steps.append(_placing(placed, pages[placed.page], height, name))
    resources = pikepdf.Dictionary(dict(page["/Resources"].items()))
    objects = pikepdf.Dictionary(dict(resources["/XObject"].items()) if "/XObject" in resources else {})
    for number, name in names.items():
        objects[name] = forms.of(number)
    resources["/XObject"] = objects
    page["/Resources"] = resources
    beneath = pikepdf.Stream(out, b"".join(steps))
    page["/Contents"] = pikepdf.Array([out.make_indirect(beneath), page["/Contents"]])
    page["/TrimBox"] = _box(surface.trim, height)
    page["/BleedBox"] = _box(surface.bleed, height)
    if "/Group" in page:
        del page["/Group"]
    group = next((pages[number].page["/Group"] for number in names if "/Group" in pages[number].page), None)
    if group is not None and "/CS" in group and isinstance(group["/CS"], pikepdf.Name):
        page["/Group"] = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name(str(group["/CS"])))


def _placing(placed: Placed, source: SourcePage, height: float, name: str) -> bytes:
    box, clip = placed.box, placed.clip
    across, down = box.width / source.piece.width, box.height / source.piece.height
    window = f"{clip.x:.4f} {height - clip.bottom:.4f} {clip.width:.4f} {clip.height:.4f} re W n"
    return f"q {window} {across:.6f} 0 0 {down:.6f} {box.x:.4f} {height - box.bottom:.4f} cm {name} Do Q\n".encode()


def _box(rect: Rect, height: float) -> Any:
    import pikepdf

    return pikepdf.Array([round(v, 3) for v in (rect.x, height - rect.bottom, rect.right, height - rect.y)])


def _marks(surfaces: Sequence[Surface], told: Told) -> bytes:
    """A file of all sheets with their marks alone."""
    sheets = [Sheet(surface.paper, surface.marks, language=told.language) for surface in surfaces]
    options = PdfOptions(
        mode="cmyk" if told.four_inks else "rgb",
        title=told.title,
        author=told.author,
        language=told.language,
        created=told.created,
        links=False,
        intent=told.intent,
        standard=told.standard,
    )
    stream = BytesIO()
    write_pdf(sheets, stream, options)
    return stream.getvalue()


def _carry_over(out: Any, documents: Sequence[Any], forms: _Forms) -> None:
    """What the sheets need of the catalogues: the press of the first file, and which layers are shown."""
    import pikepdf

    root = documents[0].Root
    if "/OutputIntents" in root and "/OutputIntents" not in out.Root:
        out.Root["/OutputIntents"] = forms.brought(root["/OutputIntents"], documents[0])
    layered = [document for document in documents if "/OCProperties" in document.Root]
    if not layered:
        return
    known = [forms.brought(document.Root["/OCProperties"], document) for document in layered]
    first = known[0] if known[0].is_indirect else out.make_indirect(known[0])
    for other in known[1:]:
        first["/OCGs"] = pikepdf.Array([*first.get("/OCGs", []), *other.get("/OCGs", [])])
        usual, more = first.get("/D"), other.get("/D")
        if usual is not None and more is not None:
            usual["/OFF"] = pikepdf.Array([*usual.get("/OFF", []), *more.get("/OFF", [])])
    out.Root["/OCProperties"] = first


def _name_pages(out: Any, pages: Sequence[SourcePage], surfaces: Sequence[Surface]) -> None:
    """Page labels, and an outline: that of the source where it has one, else a line for each sheet."""
    import pikepdf

    labels: list[Any] = []
    for number, surface in enumerate(surfaces):
        labels += [number, pikepdf.Dictionary(P=pikepdf.String(surface.label))]
    out.Root["/PageLabels"] = pikepdf.Dictionary(Nums=pikepdf.Array(labels))
    where: dict[int, int] = {}
    for number, surface in enumerate(surfaces):
        for placed in surface.placed:
            where.setdefault(placed.page, number)
    first: dict[int, int] = {}
    for number, page in enumerate(pages):
        first.setdefault(id(page.document), number)
    lines = [
        (title, where[first[key] + page])
        for key, document in {id(page.document): page.document for page in pages}.items()
        for title, page in _outline(document)
        if first[key] + page in where
    ]
    if not lines:
        lines = [(surface.title or surface.label, number) for number, surface in enumerate(surfaces)]
    with out.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(title, number, "Fit") for title, number in lines[:_MOST_ENTRIES])


def _outline(document: Any) -> list[tuple[str, int]]:
    """The lines of a document's outline that lead to one of its pages, all on one level; none where it is broken."""
    import pikepdf

    if "/Outlines" not in document.Root:
        return []
    found: list[tuple[str, int]] = []
    try:
        numbers = page_numbers(document)
        with document.open_outline() as outline:
            open_lines = list(reversed(outline.root))
            while open_lines and len(found) < _MOST_ENTRIES:
                line = open_lines.pop()
                open_lines.extend(reversed(line.children))
                number = _aimed_at(line, numbers)
                if number is not None:
                    found.append((line.title, number))
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, LookupError):
        return found
    return found


def _aimed_at(line: Any, numbers: Mapping[tuple[int, int], int]) -> int | None:
    import pikepdf

    goal = line.destination
    if goal is None and line.action is not None and str(line.action.get("/S", "")) == "/GoTo":
        goal = line.action.get("/D")
    if isinstance(goal, pikepdf.Array) and len(goal) and isinstance(goal[0], pikepdf.Dictionary):
        return numbers.get(goal[0].objgen)
    return None


def _identify(out: Any, mark: str, told: Told) -> None:
    """The file's identity follows from its pages, which our writer has not seen."""
    import pikepdf

    metadata = out.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream):
        packet = metadata.read_bytes()
        packet = _MARK.sub(f"uuid:{mark}".encode(), packet)
        if told.trapped:
            packet = packet.replace(b"<pdf:Trapped>False<", b"<pdf:Trapped>True<")
        metadata.write(packet)
    if told.trapped:
        out.trailer["/Info"]["/Trapped"] = pikepdf.Name("/True")


def _intent(document: Any) -> OutputIntent | None:
    """The press that a document is made for, where it brings the profile along."""
    import pikepdf

    intents = document.Root.get("/OutputIntents")
    for entry in intents if isinstance(intents, pikepdf.Array) else []:
        profile = entry.get("/DestOutputProfile")
        if str(entry.get("/S", "")) == "/GTS_PDFX" and isinstance(profile, pikepdf.Stream):
            condition = str(entry.get("/OutputConditionIdentifier", "")) or "Custom"
            try:
                return OutputIntent(condition, profile.read_bytes(), str(entry.get("/Info", "")) or condition)
            except pikepdf.PdfError:
                return None
    return None


def _moment(text: str) -> datetime:
    """A date of a PDF to the second, without its zone; a fixed day for one that is none."""
    found = _DATE.match(text)
    if found is None:
        return datetime(2000, 1, 1)
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups())
    try:
        return datetime(year, month or 1, day or 1, hour, minute, second)
    except ValueError:
        return datetime(2000, 1, 1)
