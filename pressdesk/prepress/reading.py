"""A finished PDF read into the plain values of `facts`; one that makes no sense gives fewer of them, never a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pressdesk.prepress.facts import Box, File, Font, Intent, Page
from pressdesk.prepress.opaque import opaque_faults
from pressdesk.prepress.painted import Reader

MOST_PAGES = 1000
"""How many pages are looked at."""

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


def read_file(document: Any) -> File:
    """What preflight looks at in a document that pikepdf has opened."""
    fonts, faults = _objects(document)
    pages, left_out = _pages(document)
    root = document.Root
    found = dict.fromkeys(faults)
    found.update(dict.fromkeys(_root_faults(root)))
    trailer_id = document.trailer.get("/ID")
    return File(
        version=str(document.pdf_version),
        encrypted=bool(document.is_encrypted),
        identified=trailer_id is not None and len(trailer_id) == 2,
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


def _pages(document: Any) -> tuple[list[Page], int]:
    import pikepdf

    reader = Reader()
    found: list[Page] = []
    try:
        count = len(document.pages)
        for number in range(min(count, MOST_PAGES)):
            found.append(_page(document.pages[number].obj, number + 1, reader))  # noqa: PERF401 – what was read stays
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):  # a page tree that runs in a circle
        return found, 1
    return found, max(0, count - MOST_PAGES)


def _page(page: Any, number: int, reader: Reader) -> Page:
    media = _box(_inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    group = page.get("/Group", {})
    space = group.get("/CS") if hasattr(group, "get") else None
    return Page(
        number,
        media,
        _box(page.get("/TrimBox")),
        _box(page.get("/BleedBox")),
        _box(_inherited(page, "/CropBox")),
        _number(page.get("/UserUnit"), 1.0),
        "" if space is None else reader.space(space, {})[0],
        reader.page(page),
    )


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
    if "/Info" not in document.trailer:
        return
    for key, value in document.trailer["/Info"].items():
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
    kind = str(font.get("/Subtype", ""))[1:]
    if kind.startswith("CIDFont"):
        return None  # its parent is looked at
    name = str(font.get("/BaseFont", font.get("/Name", "/?")))[1:]
    told = font
    if kind == "Type0":
        told = font["/DescendantFonts"][0]
        name = str(told.get("/BaseFont", f"/{name}"))[1:]
    descriptor = told.get("/FontDescriptor", {})
    program = next((descriptor[key] for key in _PROGRAMS if key in descriptor), None)
    mark = "" if program is None else "{}-{}".format(*program.objgen)
    return Font(name, kind, mark, len(name) > 7 and name[6] == "+" and name[:6].isupper())


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
    names = root.get("/Names", {})
    if hasattr(names, "get"):
        if "/JavaScript" in names:
            yield "a program (JavaScript) or a call of one"
        if "/EmbeddedFiles" in names:
            yield "another file inside"
    if "/AcroForm" in root and "/XFA" in root["/AcroForm"]:
        yield "a form of the kind XFA"
