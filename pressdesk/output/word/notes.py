"""Foot-notes as Word's own: a part of the package that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
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
    """Enter the document's foot-notes in the file, under the numbers by which its text calls them."""
    part = XmlPart(PackURI(_NAME), _TYPE, parse_xml(_EMPTY), word.part.package)
    word.part.relate_to(part, RT.FOOTNOTES)
    for number, spans in enumerate(document.notes, 1):
        mark = element("w:r", element("w:rPr", element("w:rStyle", val="FootnoteReference")), element("w:footnoteRef"))
        paragraph = element("w:p", element("w:pPr", element("w:pStyle", val="FootnoteText")), mark, run(" "))
        fill_paragraph(paragraph, spans, part, size=styles.normal.style.size)
        part.element.append(element("w:footnote", paragraph, id=number))
