"""The file itself: reportlab's document, written out piece by piece so that a large picture is never held in memory."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime
from functools import lru_cache
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from pressdesk.base.paths import PROFILES
from pressdesk.output.pdf.fonts import Font, Glyphs
from pressdesk.output.pdf.options import OutputIntent, PdfOptions
from pressdesk.output.pdf.parts import Named, Part, digest
from pressdesk.output.pdf.syntax import literal
from pressdesk.output.pdf.syntax import string as text_string

PRODUCER = "PressDesk"
HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
"""Nothing that is printed needs a later version; PDF/X-4 allows up to 1.6."""

READ_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""PDF/A-2 and PDF/UA-1 build on ISO 32000-1."""


class Document:
    """A PDF under way: pages are added, then everything is written. Equal input gives equal bytes.

    reportlab's document numbers the objects and makes page tree, table and trailer.
    """

    def __init__(self, options: PdfOptions) -> None:
        self.options = options
        self._file = _empty_file()
        self._contents = hashlib.blake2b(digest_size=16)
        self._fonts: dict[Font, Glyphs] = {}
        self.outline: Named | None = None
        self.structure: Named | None = None
        self.parent = Known(self._file.Reference(self._file.Pages).name)

    # objects

    def number(self, named: Named) -> str:
        """How other objects refer to this one: `12 0 R`. It is entered in the file when it was not."""
        numbers = self._file.idToObjectNumberAndVersion
        if named.name not in numbers:
            self._file.Reference(named, named.name)
        return f"{numbers[named.name][0]} 0 R"

    def add_page(self, page: Part, content: bytes) -> None:
        """Enter a page; its content tells this file from others."""
        self.number(page)
        self._file.Pages.pages.append(pdfdoc.PDFObjectReference(page.name))
        self._contents.update(content)

    def show(self, font: Font, glyphs: Glyphs) -> None:
        """Note what pages show of a font."""
        known = self._fonts.get(font)
        self._fonts[font] = glyphs if known is None else known.joined(glyphs)

    # writing

    def write(self, stream: BinaryIO) -> None:
        """Write the whole file. Raises OSError, and InputError when a picture cannot be read."""
        file = self._file
        info = _info(self.options)
        metadata = _metadata(self.options, self._contents.hexdigest(), marked=self.structure is not None)
        catalog = _catalog(self.options, (self.parent, metadata), self.outline, self.structure)
        self.number(catalog)
        self.number(info)
        out = _Output(stream)
        out.add(HEADER if self.structure is None else READ_HEADER)
        order: list[str] = []
        while (number := len(order) + 1) in file.numberToId:  # writing an object may enter others
            identity = file.numberToId[number]
            file.idToOffset[identity] = out.offset
            order.append(identity)
            self._write_object(number, file.idToObject[identity], out)
        table: Any = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, order)
        start = out.offset
        out.add(table.format(file))
        mark = digest(out.digest(), self._contents.digest()) + digest(self._contents.digest(), out.digest())
        trailer: Any = pdfdoc.PDFTrailer(
            startxref=start,
            Size=len(order) + 1,
            Root=self.number(catalog),
            Info=self.number(info),
            ID=f"[<{mark.upper()}> <{mark.upper()}>]",
        )
        out.add(trailer.format(file))

    def _write_object(self, number: int, found: object, out: _Output) -> None:
        if isinstance(found, Font):
            found = self._font(found)
        if not isinstance(found, Part):
            body = pdfdoc.format(found, self._file, toplevel=1)
            out.add(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            return
        body = found.body
        if found.refs:
            body %= tuple(map(self.number, found.refs))
        if not found.dictionary:
            out.add(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
        elif found.length < 0:
            out.add(f"{number} 0 obj\n<<{body}>>\nendobj\n".encode("latin-1"))
        else:
            out.add(f"{number} 0 obj\n<<{body}/Length {found.length}>>\nstream\n".encode("latin-1"))
            out.note(found.name)
            for chunk in found.chunks():
                out.pass_on(chunk)
            out.add(b"\r\nendstream\nendobj\n")  # where data end in a return, a line feed alone would take it along

    def _font(self, font: Font) -> Part:
        return font.part(self._fonts[font])


def _empty_file() -> Any:
    """reportlab's document without what it enters unasked: a dictionary of the standard fonts."""
    file: Any = pdfdoc.PDFDocument(invariant=1, dummyoutline=1)
    for table in (file.idToObject, file.numberToId, file.idToObjectNumberAndVersion):
        table.clear()
    file.objectcounter = 0
    return file


class Known:
    """An object of reportlab's that is in the file already, by its name."""

    def __init__(self, name: str) -> None:
        self.name = name


class _Output:
    """Counts what is written, and makes the file's identity of it: a stream counts by the name made from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._write = stream.write
        self._hash = hashlib.blake2b(digest_size=16)
        self.offset = 0

    def add(self, data: bytes) -> None:
        self.pass_on(data)
        self._hash.update(data)

    def pass_on(self, data: bytes) -> None:
        """Write without counting it for the identity."""
        self._write(data)
        self.offset += len(data)

    def note(self, name: str) -> None:
        self._hash.update(name.encode())

    def digest(self) -> bytes:
        return self._hash.digest()


def _catalog(options: PdfOptions, refs: tuple[Named, ...], outline: Named | None, structure: Named | None) -> Part:
    """The catalogue; `refs` are the pages and the metadata."""
    body = f"/Type/Catalog/Pages %s/Lang{literal(options.language)}/ViewerPreferences<</DisplayDocTitle true>>"
    body += "/Metadata %s"
    if outline is not None:
        body += "/Outlines %s"
        refs = (*refs, outline)
    if structure is not None:
        body += "/MarkInfo<</Marked true>>/StructTreeRoot %s/OutputIntents[%s]"
        refs = (*refs, structure, _screen_intent())
    elif options.intent is not None:
        body += "/OutputIntents[%s]"
        refs = (*refs, _intent(options.intent))
    return Part("catalog", body, refs)


def _info(options: PdfOptions) -> Part:
    texts = {"Title": options.title, "Author": options.author, "Subject": options.subject}
    told = "".join(f"/{key}{text_string(text)}" for key, text in texts.items() if text)
    date = f"({_pdf_date(options.created)})"
    if options.intent is not None and options.standard == "PDF/X-1a:2003":  # ISO 15930-4, 6.13
        told += f"/GTS_PDFXVersion({options.standard})"
    return Part(
        "info", f"{told}/Creator({PRODUCER})/Producer({PRODUCER})/CreationDate{date}/ModDate{date}/Trapped/False"
    )


@lru_cache(maxsize=4)
def _intent(intent: OutputIntent) -> Part:
    packed = zlib.compress(intent.profile, 4)
    registry = "" if intent.condition == "Custom" else "/RegistryName(http://www.color.org)"
    profile = Part(f"profile-{digest(intent.profile)}", "/N 4/Filter/FlateDecode", (), packed)
    return Part(
        f"intent-{digest(intent.condition, intent.profile)}",
        f"/Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier{literal(intent.condition)}"
        f"/Info{literal(intent.info or intent.condition)}{registry}"
        "/DestOutputProfile %s",
        (profile,),
    )


@lru_cache(maxsize=1)
def _screen_intent() -> Part:
    """What the colours of a file for the screen are meant as."""
    data = (PROFILES / "sRGB.icc").read_bytes()
    profile = Part(f"profile-{digest(data)}", "/N 3/Filter/FlateDecode", (), zlib.compress(data, 9))
    body = "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %s"
    return Part("intent-screen", body, (profile,))


_READ = (
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>"
)
"""What a file says that keeps PDF/A-2a and PDF/UA-1; the schema of the latter is unknown to the former."""


def _metadata(options: PdfOptions, contents: str, *, marked: bool) -> Part:
    """The XMP packet, left readable (PRINT list, item 2). PDF/A-2 knows no trapping."""
    date = _iso_date(options.created)
    identity = digest(contents, options.title, date) + digest(contents, date)
    identified = options.intent is not None and options.standard == "PDF/X-4"
    told = [
        "<dc:format>application/pdf</dc:format>",
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        *([] if marked else ["<pdf:Trapped>False</pdf:Trapped>"]),
        f"<xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>",
        *(["<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"] if identified else []),
        "<xmpMM:VersionID>1</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        f"<dc:language><rdf:Bag><rdf:li>{_escape(options.language)}</rdf:li></rdf:Bag></dc:language>",
    ]
    for element, text in (("title", options.title), ("description", options.subject)):
        if text:
            told.append(
                f'<dc:{element}><rdf:Alt><rdf:li xml:lang="x-default">{_escape(text)}</rdf:li></rdf:Alt></dc:{element}>'
            )
    if options.author:
        told.append(f"<dc:creator><rdf:Seq><rdf:li>{_escape(options.author)}</rdf:li></rdf:Seq></dc:creator>")
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">\n'
        + "\n".join(told)
        + f'\n</rdf:Description>{_READ if marked else ""}</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return Part("metadata", "/Type/Metadata/Subtype/XML", (), packet.encode("utf-8", "replace"))


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}{_offset(moment).replace(':', chr(39))}" + ("'" if moment.utcoffset() else "")


def _iso_date(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}{_offset(moment)}"


def _offset(moment: datetime) -> str:
    """Hours and minutes from universal time; a moment without a zone is taken as universal.

    >>> _offset(datetime(2026, 3, 12))
    'Z'
    """
    offset = moment.utcoffset()
    if not offset:
        return "Z"
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _escape(text: str) -> str:
    """For XML; the standard library's function brings a web client with it, 20 ms."""
    shown = "".join(char for char in text if char.isprintable() or char.isspace())
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
