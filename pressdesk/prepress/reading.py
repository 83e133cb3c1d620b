"""A finished PDF read into the plain values of `facts`; one that makes no sense gives fewer of them, never a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any, TypeAlias

from pressdesk.prepress.facts import Box, Fact, File, Font, Intent, Line, Page
from pressdesk.prepress.opaque import opaque_faults
from pressdesk.prepress.painted import Reader

MOST_PAGES = 1000
"""How many pages are looked at."""

MOST_STEPS = 4_000_000
"""Operators of all pages together; the pages after that are not looked at."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told of each page that was read, and how many there are."""

USUAL_SIZE: Box = (0.0, 0.0, 612.0, 792.0)
"""The size of a page that tells none."""

_NARROW = 2.0
"""Points; what is narrower and taller is an upright line."""

_DEEPEST = 12
_LONG = 2000
"""Arrays that are longer hold numbers."""

_XMP = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def read_file(document: Any, progress: Progress | None = None) -> File:
    """What preflight looks at in a document that pikepdf has opened."""
    import pikepdf

    fonts, faults = _objects(document)
    reader = Reader()
    pages, left_out = _pages(document, reader, progress)
    fonts += [Font(name, "", "", False) for name in reader.lost]
    root = document.Root
    found = dict.fromkeys(faults)
    found.update(dict.fromkeys(_root_faults(root)))
    trailer_id = document.trailer.get("/ID")
    return File(
        version=str(document.pdf_version),
        encrypted=bool(document.is_encrypted),
        identified=isinstance(trailer_id, pikepdf.Array) and len(trailer_id) == 2,
        info=tuple(_info(document)),
        metadata=tuple(_metadata(root)),
        intents=tuple(_intents(root)),
        pages=tuple(pages),
        fonts=tuple(fonts),
        faults=tuple(found),
        left_out=left_out,
        language=str(root.get("/Lang", "")),
        against_x1a=opaque_faults(document),
    )


def _pages(document: Any, reader: Reader, progress: Progress | None) -> tuple[list[Page], int]:
    """The pages that were read, and how many were not."""
    import pikepdf

    found: list[Page] = []
    try:
        count = len(document.pages)
        for number in range(min(count, MOST_PAGES)):
            if reader.read > MOST_STEPS:
                break
            page = document.pages[number].obj
            try:
                found.append(_page(page, number + 1, reader))
            except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
                found.append(Page(number + 1, USUAL_SIZE, whole=False))
            if progress is not None:
                progress(number + 1, count)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError, AttributeError):
        return found, -1  # a page tree that runs in a circle, or leads to what is no page
    return found, count - len(found)


def _page(page: Any, number: int, reader: Reader) -> Page:
    media = _box(_inherited(page, "/MediaBox")) or USUAL_SIZE
    group = page.get("/Group", {})
    space = group.get("/CS") if hasattr(group, "get") else None
    facts = reader.page(page)
    trim = _box(page.get("/TrimBox"))
    return Page(
        number,
        media,
        trim,
        _box(page.get("/BleedBox")),
        _box(_inherited(page, "/CropBox")),
        _number(page.get("/UserUnit"), 1.0),
        "" if space is None else reader.space(space, {})[0],
        facts,
        () if trim is None else _folds(facts, trim),
        whole=reader.whole,
    )


def _folds(facts: Iterable[Fact], trim: Box) -> tuple[float, ...]:
    """Where the page is folded, by its marks: dashed lines that stand upright above and below the trim alike."""
    left, bottom, right, top = trim
    above: set[float] = set()
    below: set[float] = set()
    for fact in facts:
        if isinstance(fact, Line) and fact.dashed and left < fact.box[0] and fact.box[2] < right:
            x0, y0, x1, y1 = fact.box
            if x1 - x0 < _NARROW < y1 - y0:
                at = round((x0 + x1) / 2 - left, 1)
                above.update([at] if y0 >= top else [])
                below.update([at] if y1 <= bottom else [])
    return tuple(sorted(above & below))


def _inherited(page: Any, key: str) -> Any:
    for _ in range(50):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def _box(found: Any) -> Box | None:
    try:
        left, bottom, right, top = (float(number) for number in found)
    except (TypeError, ValueError):
        return None
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _number(found: Any, usual: float) -> float:
    try:
        return usual if found is None else float(found)
    except (TypeError, ValueError):
        return usual


def _info(document: Any) -> Iterable[tuple[str, str]]:
    import pikepdf

    told = document.trailer.get("/Info")
    for key, value in told.items() if isinstance(told, pikepdf.Dictionary) else ():
        yield key[1:], str(value).removeprefix("/") if key == "/Trapped" else str(value)


def _metadata(root: Any) -> Iterable[tuple[str, str]]:
    """The properties of the XMP packet; nothing when it cannot be read."""
    import pikepdf

    stream = root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return
    if "/Filter" in stream:
        yield "packed", "yes"
    from xml.etree import ElementTree

    try:
        tree = ElementTree.fromstring(stream.read_bytes())
    except (ElementTree.ParseError, pikepdf.PdfError, ValueError):
        return
    for description in tree.iter(f"{_XMP}Description"):
        for name, value in description.attrib.items():
            yield _short(name), value
        for child in description:
            words = "".join(child.itertext()).strip()
            yield _short(child.tag), words


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    return f"{_NAMES[space]}:{local}" if space in _NAMES else local


def _intents(root: Any) -> Iterable[Intent]:
    import pikepdf

    from pressdesk.base.problem import InputError
    from pressdesk.colour.profiles import parse_profile

    intents = root.get("/OutputIntents", [])
    for entry in intents if isinstance(intents, pikepdf.Array) else []:
        if not isinstance(entry, pikepdf.Dictionary):
            continue
        kind = str(entry.get("/S", ""))[1:]
        condition = str(entry.get("/OutputConditionIdentifier", ""))
        stream = entry.get("/DestOutputProfile")
        if not isinstance(stream, pikepdf.Stream):
            yield Intent(kind, condition)
            continue
        count = int(_number(stream.get("/N"), 0))
        try:
            press = parse_profile(stream.read_bytes()).is_press
        except (InputError, pikepdf.PdfError):
            press = False
        yield Intent(kind, condition, count, press)


def _objects(document: Any) -> tuple[list[Font], list[str]]:
    """The fonts of a file, and what PDF/X does not allow in it (ISO 15930-7, 6.3 to 6.20)."""
    import pikepdf

    fonts: list[Font] = []
    faults: list[str] = []
    for entry in document.objects:
        for found in _within(entry, 0):
            try:
                if str(found.get("/Type", "")) == "/Font":
                    font = _font(found)
                    if font is not None:
                        fonts.append(font)
                faults += _faults(found, stream=isinstance(found, pikepdf.Stream))
            except (pikepdf.PdfError, TypeError, ValueError, LookupError, AttributeError):
                continue
    return fonts, faults


def _within(entry: Any, depth: int) -> Iterator[Any]:
    """The dictionaries written in one object, those of other objects left out."""
    import pikepdf

    if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        yield entry
        members = [member for _, member in entry.items()]
    elif isinstance(entry, pikepdf.Array) and len(entry) < _LONG:
        members = list(entry)
    else:
        return
    for member in members:
        direct = isinstance(member, pikepdf.Dictionary | pikepdf.Array) and not member.is_indirect
        if direct and depth < _DEEPEST:
            yield from _within(member, depth + 1)


def _font(font: Any) -> Font | None:
    import pikepdf

    kind = str(font.get("/Subtype", ""))[1:]
    if kind.startswith("CIDFont"):
        return None  # its parent is looked at
    name = str(font.get("/BaseFont", font.get("/Name", "/?")))[1:]
    told = font
    if kind == "Type0":
        parts = font.get("/DescendantFonts")
        part = parts[0] if isinstance(parts, pikepdf.Array) and len(parts) else None
        told = part if isinstance(part, pikepdf.Dictionary) else font
        name = str(told.get("/BaseFont", f"/{name}"))[1:]
    descriptor = told.get("/FontDescriptor")
    known: Any = descriptor if isinstance(descriptor, pikepdf.Dictionary) else {}
    program = next((known[key] for key in _PROGRAMS if key in known), None)
    mark = "" if program is None else _mark(program)
    return Font(name, kind, mark, len(name) > 7 and name[6] == "+" and name[:6].isupper())


def _mark(program: Any) -> str:
    """What tells one embedded font from another; files that were put together hold the same one many times."""
    import pikepdf

    try:
        return sha256(program.read_raw_bytes()).hexdigest()
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        return "{}-{}".format(*program.objgen)


def _faults(found: Any, *, stream: bool) -> Iterable[str]:
    action = str(found.get("/S", ""))
    if action in ("/JavaScript", "/Launch") or "/JS" in found:
        yield "a program (JavaScript) or a call of one"
    if "/OPI" in found:
        yield "a stand-in for a picture elsewhere (OPI)"
    if "/TR" in found or ("/TR2" in found and str(found["/TR2"]) != "/Default"):
        yield "a transfer curve"
    if str(found.get("/Subtype", "")) == "/PS" or str(found.get("/Subtype2", "")) == "/PS":
        yield "PostScript"
    if stream:
        if "/Alternates" in found:
            yield "a second version of a picture (alternates)"
        filters = found.get("/Filter")
        if filters is not None and "/LZWDecode" in repr(filters):
            yield "LZW compression"
    if str(found.get("/Subtype", "")) in ("/Movie", "/Sound", "/Screen", "/RichMedia", "/3D") and "/Rect" in found:
        yield "sound or film"


def _root_faults(root: Any) -> Iterable[str]:
    import pikepdf

    names, form = root.get("/Names"), root.get("/AcroForm")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            yield "a program (JavaScript) or a call of one"
        if "/EmbeddedFiles" in names:
            yield "another file inside"
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield "a form of the kind XFA"
