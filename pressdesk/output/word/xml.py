"""Pieces of WordprocessingML that python-docx has no words for, made of plain elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

Element: TypeAlias = Any
"""An element of python-docx: lxml's, with methods of its own."""


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """An element such as `w:tab` with attributes of the same name space."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def run(text: str, properties: Sequence[Element] = ()) -> Element:
    """A run of letters; line ends become breaks, tabs tabs."""
    made = OxmlElement("w:r")
    if properties:
        made.append(element("w:rPr", *properties))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(OxmlElement("w:br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(OxmlElement("w:tab"))
            if piece:
                words = OxmlElement("w:t")
                words.text = piece
                if piece != piece.strip():
                    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.append(words)
    return made


def field(instruction: str, shown: str, properties: Sequence[Element] = ()) -> Element:
    """A field such as `PAGE`; `shown` is what stands there until Word counts."""
    return element("w:fldSimple", run(shown, properties), instr=instruction)


def note_call(number: int) -> Element:
    """The place in a text that calls a foot-note."""
    style = element("w:rPr", element("w:rStyle", val="FootnoteReference"))
    return element("w:r", style, element("w:footnoteReference", id=number))
