"""The styles of a Word file: Word's own by their names, with the looks of the document, and one for each other look.

Word's interface and its navigation know `Title`, `Heading 1` and their like by name; the first look that plays such a
part gives the style its face, any other becomes a style of its own that is based on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from pressdesk.base.values import NamedTuple
from pressdesk.output.document import Document, Look, Part, leaves
from pressdesk.text.style import TypeStyle

WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE = 1.25
"""The height of a line that Word calls single, in sizes, for most faces."""

_LOCALES = {"fr": "fr-FR", "en": "en-GB", "es": "es-ES", "de": "de-DE", "it": "it-IT", "pt": "pt-PT", "ar": "ar-SA"}
_DEEPEST_HEADING = 6
_ALIGNED = {"right": "right", "centre": "center", "justify": "both"}


class Style(NamedTuple):
    """A paragraph style: its id, what Word calls it, the style it is based on, whose part it plays, and its look."""

    id: str
    name: str
    based_on: str
    base: str
    look: Look
    fill: str = ""


class Styles:
    """The styles that a document needs, and which one each of its parts takes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body = _body_name(document)
        self.normal = document.looks.get(self.body) or Look(TypeStyle("Arial"), document.ink)
        self._styles: dict[tuple[str, str, str], Style] = {}
        self._taken: set[str] = {"Normal"}
        for part in leaves(document.parts):
            if part.kind in ("text", "logos"):
                self.of(part)
        for base, parts in (("Header", document.next_head), ("Footer", (*document.foot, *document.next_foot))):
            for part in leaves(parts):
                if part.kind == "text":
                    self.of(part, base)

    def of(self, part: Part, base: str = "") -> str:
        """The id of a part's style; `base` is that of the head or foot of a page."""
        base = base or self._base(part)
        key = (base, part.style, part.fill)
        found = self._styles.get(key)
        if found is None:
            look = self.document.looks.get(part.style, self.normal)
            if base != "Normal" and base not in self._taken and not part.fill:
                found = Style(base, _NAMES.get(base, base), "Normal", base, look)
            else:
                id, name = self._free(part.style)
                found = Style(id, name, base, base, look, part.fill)
            self._taken.add(found.id)
            self._styles[key] = found
        return found.id

    @property
    def body_id(self) -> str:
        """The style of ordinary text."""
        return "BodyText" if self.has("BodyText") else "Normal"

    def has(self, id: str) -> bool:
        return id in self._taken

    def xml(self) -> str:
        """The file `styles.xml`."""
        style, language = self.normal.style, locale(self.document.language)
        face = quoteattr(style.family)
        bases = (one.based_on for one in self._styles.values())
        rest = [id for id in dict.fromkeys((*bases, *_ALWAYS)) if id not in self._taken]
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{WORDML}"><w:docDefaults>'
            f"<w:rPrDefault><w:rPr><w:rFonts w:ascii={face} w:hAnsi={face} w:eastAsia={face} w:cs={face}/>"
            f'<w:color w:val="{_hex(self.document.ink)}"/><w:sz w:val="{_half(style.size)}"/>'
            f'<w:szCs w:val="{_half(style.size)}"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
            f"<w:pPr>{_spacing(style)}</w:pPr></w:style>"
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
            + "".join(self._written(one) for one in self._styles.values())
            + "".join(self._written(Style(id, _NAMES.get(id, id), "Normal", id, self.normal)) for id in rest)
            + _CHARACTERS
            + _TABLE
            + "</w:styles>"
        )

    def _written(self, style: Style) -> str:
        custom = "" if style.id in _NAMES else ' w:customStyle="1"'
        following = (
            f'<w:next w:val="{self.body_id}"/>' if style.base.startswith(("Heading", "Title", "Caption")) else ""
        )
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val={quoteattr(style.name)}/>'
            f'<w:basedOn w:val="{style.based_on}"/>{following}<w:qFormat/><w:pPr>{self._paragraph(style)}</w:pPr>'
            f"<w:rPr>{letters(style.look)}</w:rPr></w:style>"
        )

    def _paragraph(self, style: Style) -> str:
        """The properties of its paragraphs, in the order that the format asks for."""
        type, base = style.look.style, style.base
        out = []
        level = int(base[7:]) if base.startswith("Heading") else 0
        if level or base in ("Title", "Quote"):
            out.append("<w:keepNext/><w:keepLines/>")
        if base == "ListBullet":
            out.append('<w:numPr><w:numId w:val="1"/></w:numPr>')
        elif base == "ListNumber":
            out.append('<w:numPr><w:numId w:val="2"/></w:numPr>')
        if base in ("Quote", "Speaker"):
            colour = _hex(self.document.accent)
            out.append(f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{colour}"/></w:pBdr>')
        if style.fill:  # edges of the same colour let the ground stand out around the words
            edge = f'w:val="single" w:sz="24" w:space="1" w:color="{_hex(style.fill)}"'
            edges = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))
            out.append(f"<w:pBdr>{edges}</w:pBdr>")
            out.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(style.fill)}"/>')
        if not type.hyphenate:
            out.append("<w:suppressAutoHyphens/>")
        out.append(_spacing(type))
        if base in ("Quote", "Speaker"):
            out.append('<w:ind w:left="284"/>')
        if type.align in _ALIGNED:
            out.append(f'<w:jc w:val="{_ALIGNED[type.align]}"/>')
        if level:
            out.append(f'<w:outlineLvl w:val="{level - 1}"/>')
        return "".join(out)

    def _base(self, part: Part) -> str:
        kind = part.block.kind
        if part.role == "title":
            return "Title"
        if kind == "heading":
            return f"Heading{min(part.block.level, _DEEPEST_HEADING)}"
        if kind in _BASES:
            return _BASES[kind]
        return "BodyText" if part.style == self.body and not part.fill else "Normal"

    def _free(self, name: str) -> tuple[str, str]:
        """An id and a name that no style has yet."""
        id, readable = "".join(word.capitalize() for word in name.split("-")) or "Text", name.replace("-", " ")
        number = 1
        while (own := f"{id}{number}" if number > 1 else id) in self._taken or own in _NAMES:
            number += 1
        return own, f"{readable} {number}" if number > 1 else readable


def letters(look: Look) -> str:
    """The properties of letters in a look, in the order that the format asks for."""
    style = look.style
    face = quoteattr(style.family)
    bold = "<w:b/><w:bCs/>" if style.weight >= 600 else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    slope = "<w:i/><w:iCs/>" if style.italic else ""
    tracking = round(style.tracking * style.size / 1000 * 20)
    spaced = f'<w:spacing w:val="{tracking}"/>' if tracking else ""
    return (
        f"<w:rFonts w:ascii={face} w:hAnsi={face} w:eastAsia={face} w:cs={face}/>{bold}{slope}"
        f'<w:color w:val="{_hex(look.colour)}"/>{spaced}<w:sz w:val="{_half(style.size)}"/>'
        f'<w:szCs w:val="{_half(style.size)}"/>'
    )


def locale(language: str) -> str:
    """A language as Word names it: with a country where it has several.

    >>> locale("fr"), locale("gcf"), locale("fr-CA")
    ('fr-FR', 'gcf', 'fr-CA')
    """
    plain = "".join(char for char in language if char.isascii() and (char.isalnum() or char == "-"))
    return _LOCALES.get(plain, plain) or "fr-FR"


def faces(document: Document) -> Iterator[str]:
    """The families of all looks, each once."""
    yield from dict.fromkeys(look.style.family for look in document.looks.values())


def _body_name(document: Document) -> str:
    """The style that most of the text has."""
    counts: Counter[str] = Counter()
    for part in leaves(document.parts):
        if part.kind == "text" and part.block.kind == "paragraph" and part.role == "":
            counts[part.style] += len(part.text)
    return counts.most_common(1)[0][0] if counts else "text"


def _spacing(style: TypeStyle) -> str:
    before, after = round(style.space_before * 20), round(style.space_after * 20)
    line = round(240 * max(style.line_height / style.size / LINE, 0.8))
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _half(size: float) -> int:
    return max(round(size * 2), 2)


def _hex(colour: str) -> str:
    return colour.lstrip("#").upper() or "auto"


_NAMES = {
    "Title": "Title",
    **{f"Heading{level}": f"heading {level}" for level in range(1, _DEEPEST_HEADING + 1)},
    "BodyText": "Body Text",
    "ListBullet": "List Bullet",
    "ListNumber": "List Number",
    "Quote": "Quote",
    "Caption": "caption",
    "Header": "header",
    "Footer": "footer",
    "FootnoteText": "footnote text",
}
"""Word's own styles by their ids: the names that it knows them by in every language."""

_ALWAYS = ("Caption", "FootnoteText", "Header", "Footer")
_BASES = {
    "bullet": "ListBullet",
    "number": "ListNumber",
    "quote": "Quote",
    "speaker": "Speaker",
    "figure": "Caption",
    "table": "Caption",
    "chart": "Caption",
}
_CHARACTERS = (
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
_TABLE = (
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="A0A0A0"/></w:tblBorders></w:tblPr></w:style>'
)
