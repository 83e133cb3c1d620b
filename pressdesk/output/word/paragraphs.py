"""The words of a paragraph as runs, links and fields."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

from pressdesk.model.story import Span
from pressdesk.output.document import PAGE, PAGES, Look, Spans
from pressdesk.output.word.styles import WORDML, letters, locale
from pressdesk.output.word.xml import Element, element, field, note_call, run
from pressdesk.output.wording import target


def fill_paragraph(paragraph: Element, spans: Spans, part: Any, *, size: float, look: Look | None = None) -> None:
    """Append text to a paragraph of a part of the package, which holds the addresses of its links.

    `size` is that of the letters in points; with `look` they have their own instead of the paragraph's.
    """
    own = _properties(look) if look is not None else []
    link, into = "", paragraph
    for span in spans:
        address = target(span.link)
        if address != link:
            link, into = address, paragraph
            if link:
                identity = part.relate_to(link, RT.HYPERLINK, is_external=True)
                into = OxmlElement("w:hyperlink")
                into.set(qn("r:id"), identity)
                into.set(qn("w:history"), "1")
                paragraph.append(into)
        _append(into, span, own, size, linked=bool(link))


def _append(into: Element, span: Span, own: list[Element], size: float, *, linked: bool) -> None:
    if span.note:
        into.append(note_call(span.note))
        return
    text = span.text
    while text:
        place = next((i for i, char in enumerate(text) if char in (PAGE, PAGES)), len(text))
        if place:
            into.append(run(text[:place], _marks(span, own, size, linked=linked)))
        if place < len(text):
            name = "PAGE" if text[place] == PAGE else "NUMPAGES"
            into.append(field(name, "1", _marks(span, own, size, linked=linked)))
        text = text[place + 1 :]


def _marks(span: Span, own: list[Element], size: float, *, linked: bool) -> list[Element]:
    """The properties of a run, in the order that the format asks for."""
    found: dict[str, Element] = {}
    for one in own:
        found[one.tag] = _copy(one)

    def put(made: Element) -> None:
        found[made.tag] = made

    if linked:
        put(element("w:rStyle", val="Hyperlink"))
    if span.bold:
        put(element("w:b"))
        put(element("w:bCs"))
    if span.italic:
        put(element("w:i"))
        put(element("w:iCs"))
    if span.colour:
        put(element("w:color", val=span.colour.lstrip("#").upper()))
    if span.size_factor != 1.0:
        half = max(round(size * span.size_factor * 2), 2)
        put(element("w:sz", val=half))
        put(element("w:szCs", val=half))
    if span.superior:
        put(element("w:vertAlign", val="superscript"))
    if span.language:
        put(element("w:lang", val=locale(span.language)))
    return [found[tag] for tag in _ORDER if tag in found]


def _copy(one: Element) -> Element:
    from copy import copy

    return copy(one)


def _properties(look: Look) -> list[Element]:
    made = parse_xml(f'<w:rPr xmlns:w="{WORDML}">{letters(look)}</w:rPr>')
    return list(made)


_ORDER = [
    qn(f"w:{name}")
    for name in ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "vertAlign", "lang")
]
