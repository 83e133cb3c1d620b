"""The file around the text: the package that python-docx opens, page set-up, heads and feet, notes, and fixed bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.output.document import Document, Part
from pressdesk.output.embedding import Embedded
from pressdesk.output.word.styles import WORDML, Styles, faces, locale

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MEASURE = 136 * MM
"""The width of a column that is read with ease: 70 letters of 10.5 pt."""

_NARROWEST = 20 * MM
_EDGE = 12 * MM
_LEVELS = 9


class WordOptions(NamedTuple):
    """What a Word file says of itself; `created` stands for the clock."""

    author: str = ""
    created: datetime = datetime(2000, 1, 1)
    subject: str = ""
    keywords: str = ""


def write_docx(
    document: Document,
    stream: BinaryIO,
    options: WordOptions,
    pictures: Mapping[Path, Embedded] = {},
) -> None:
    """Write a document as a Word file; the same input gives the same bytes. Raises OSError."""
    import docx

    from pressdesk.output.word.body import BodyWriter

    styles = Styles(document)
    word = docx.Document(BytesIO(_skeleton(document, styles)))
    sides = _sides(document)
    writer = BodyWriter(document, word, styles, pictures, document.paper.width - sum(sides), left=sides[0])
    body = word.element.body
    writer.write(document.parts, body.sectPr.addprevious)
    number_lists(word, writer.lists)
    _pages(document, word, writer, sides)
    if document.notes:
        from pressdesk.output.word.notes import add_notes

        add_notes(document, word, styles)
    describe(word, document, options)
    save(word, stream)


def describe(word: Any, document: Document, options: WordOptions) -> None:
    """Put title, author and dates into a file."""
    known = word.core_properties
    known.title = document.title[:255]
    known.author = known.last_modified_by = options.author[:255]
    known.subject, known.keywords = options.subject[:255], options.keywords[:255]
    known.language = locale(document.language)
    known.created = known.modified = options.created.replace(tzinfo=None, microsecond=0)
    known.revision = 1


def save(word: Any, stream: BinaryIO) -> None:
    """Write a file of python-docx with dates that never change."""
    loose = BytesIO()
    word.save(loose)
    with ZipFile(loose) as source, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            stored = name.endswith((".png", ".jpg", ".jpeg"))
            entry.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))


def _sides(document: Document) -> tuple[float, float]:
    """The margins at the left and the right in points: the column is no wider than can be read."""
    paper = document.paper
    width = min(max(paper.measure, _MEASURE), paper.width - 2 * _NARROWEST)
    side = (paper.width - width) / 2
    return side, side


def _pages(document: Document, word: Any, writer: Any, sides: tuple[float, float]) -> None:
    """Size, margins, head and foot; the first page has none of the running head."""
    from docx.shared import Pt

    section, paper = word.sections[0], document.paper
    section.page_width, section.page_height = Pt(paper.width), Pt(paper.height)
    section.left_margin, section.right_margin = Pt(sides[0]), Pt(sides[1])
    section.top_margin = Pt(min(max(paper.margins[0], _EDGE), _NARROWEST))
    section.bottom_margin = Pt(_NARROWEST + _EDGE / 2)
    section.header_distance = section.footer_distance = Pt(_EDGE)
    section.different_first_page_header_footer = True
    for holder, parts, base in (
        (section.header, document.next_head, "Header"),
        (section.first_page_footer, document.foot, "Footer"),
        (section.footer, document.next_foot, "Footer"),
    ):
        if parts:
            holder.is_linked_to_previous = False
            _furnish(holder, parts, base, writer)


def _furnish(holder: Any, parts: Sequence[Part], base: str, writer: Any) -> None:
    """The head or foot of a page, in place of the empty paragraph that it comes with."""
    from pressdesk.output.word.paragraphs import fill_paragraph
    from pressdesk.output.word.xml import element

    root = holder._element
    root[:] = []
    for part in parts:
        if part.kind == "row":
            root.append(writer.row(part, holder.part, writer.width, base))
        elif part.kind == "text":
            made = element("w:p", element("w:pPr", element("w:pStyle", val=writer.styles.of(part, base))))
            size = writer.document.looks.get(part.style, writer.styles.normal).style.size
            fill_paragraph(made, part.block.spans, holder.part, size=size)
            root.append(made)
    if not len(root):
        root.append(element("w:p"))


def number_lists(word: Any, lists: Sequence[tuple[int, int]], first: int = 1) -> None:
    """An entry for each list of numbers that begins anew; `first` is the number of the list of bullets."""
    from pressdesk.output.word.xml import element

    root = word.part.numbering_part.element
    for count, (level, start) in enumerate(lists, 1):
        begins = element("w:lvlOverride", element("w:startOverride", val=start), ilvl=level)
        abstract = element("w:abstractNumId", val=first + 1)
        root.append(element("w:num", abstract, begins, numId=first + 1 + count))


def _skeleton(document: Document, styles: Styles) -> bytes:
    """A package with everything but the text, for python-docx to open."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{WORDML}" xmlns:r="{_RELATIONS}">'
        "<w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
        ),
        "word/styles.xml": styles.xml(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": _settings(document),
        "word/fontTable.xml": _font_table(document),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>PressDesk</Application></Properties>',
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_TYPES}.document.main+xml",
        "/word/styles.xml": f"{_TYPES}.styles+xml",
        "/word/numbering.xml": f"{_TYPES}.numbering+xml",
        "/word/settings.xml": f"{_TYPES}.settings+xml",
        "/word/fontTable.xml": f"{_TYPES}.fontTable+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{type}"/>' for name, type in overrides.items())
        + "</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def numbering(first: int = 1) -> str:
    """The two kinds of lists, bullets and numbers, nine levels deep each, numbered from `first` on."""

    def levels(form: str, text: str) -> str:
        return "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for level in range(_LEVELS)
        )

    lists = ((first, "bullet", "•"), (first + 1, "decimal", "%{}."))
    return (
        f'{_HEAD}<w:numbering xmlns:w="{WORDML}">'
        + "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
            f"{levels(form, text)}</w:abstractNum>"
            for number, form, text in lists
        )
        + "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, _, _ in lists)
        + "</w:numbering>"
    )


def _settings(document: Document) -> str:
    language = locale(document.language)
    french = language.startswith("fr")
    return (
        f'{_HEAD}<w:settings xmlns:w="{WORDML}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="3"/><w:doNotHyphenateCaps/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="{"," if french else "."}"/>'
        f'<w:listSeparator w:val="{";" if french else ","}"/></w:settings>'
    )


def _font_table(document: Document) -> str:
    """The families that the file names, each with one that every computer has, for readers without ours."""
    lines = []
    for family in faces(document):
        serif = "serif" in family.lower() or "garamond" in family.lower()
        narrow = any(word in family.lower() for word in ("condensed", "narrow", "gothic"))
        instead = "Georgia" if serif else "Arial Narrow" if narrow else "Calibri"
        lines.append(
            f'<w:font w:name={quoteattr(family)}><w:altName w:val="{escape(instead)}"/><w:charset w:val="00"/>'
            f'<w:family w:val="{"roman" if serif else "swiss"}"/><w:pitch w:val="variable"/></w:font>'
        )
    return f'{_HEAD}<w:fonts xmlns:w="{WORDML}">{"".join(lines)}</w:fonts>'
