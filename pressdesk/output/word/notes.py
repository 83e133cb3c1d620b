"""Foot-notes as Word's own: a part of the package that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from pressdesk.output.document import Document
from pressdesk.output.word.paragraphs import fill_paragraph
from pressdesk.output.word.styles import WORDML, Styles
from pressdesk.output.word.xml import element, run

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAME = "/word/footnotes.xml"
_EMPTY = (
    f'<w:footnotes xmlns:w="{WORDML}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def add_notes(document: Document, word: Any, styles: Styles) -> None:
    """Enter the document's foot-notes in the file, behind those that it has; the text calls them by these numbers."""
    first = notes_in(word)
    part = _part(word)
    root = parse_xml(part.blob)
    for number, spans in enumerate(document.notes, first + 1):
        mark = element("w:r", element("w:rPr", element("w:rStyle", val="FootnoteReference")), element("w:footnoteRef"))
        paragraph = element("w:p", element("w:pPr", element("w:pStyle", val="FootnoteText")), mark, run(" "))
        fill_paragraph(paragraph, spans, part, size=styles.normal.style.size)
        root.append(element("w:footnote", paragraph, id=number))
    part._blob = serialize_part_xml(root)
    settings = word.settings.element
    if settings.find(qn("w:footnotePr")) is None:
        asked = element("w:footnotePr", element("w:footnote", id=-1), element("w:footnote", id=0))
        after = settings.find(qn("w:compat"))
        if after is not None:
            after.addprevious(asked)


def notes_in(word: Any) -> int:
    """The highest number of a foot-note that a file has already."""
    found = [rel.target_part for rel in word.part.rels.values() if rel.reltype == RT.FOOTNOTES]
    if not found:
        return 0
    return max((int(one.get(qn("w:id"))) for one in parse_xml(found[0].blob)), default=0)


def _part(word: Any) -> Any:
    for rel in word.part.rels.values():
        if rel.reltype == RT.FOOTNOTES:
            return rel.target_part
    part = Part(PackURI(_NAME), _TYPE, _EMPTY.encode(), word.part.package)
    word.part.relate_to(part, RT.FOOTNOTES)
    return part
