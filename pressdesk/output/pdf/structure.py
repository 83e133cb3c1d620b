"""The structure of a file that can be read aloud (ISO 32000-1, 14.7; ISO 14289-1): elements as objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressdesk.output.pdf.elements import Node, ReadPage, document_of
from pressdesk.output.pdf.links import Clicked, annotation
from pressdesk.output.pdf.parts import Named, Part
from pressdesk.output.pdf.syntax import literal, num, string

if TYPE_CHECKING:
    from pressdesk.output.pdf.document import Document

_SYMBOLS = {"•": "Disc", "◦": "Circle", "○": "Circle", "▪": "Square", "■": "Square"}


class Stub:
    """A part by its name alone, for what refers to it before it is made."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Structure:
    """The elements of a file as objects, with the places to click, which belong to them."""

    def __init__(self, pages: Sequence[ReadPage], language: str) -> None:
        self.links: list[list[Part]] = [[] for _ in pages]
        """The annotations of each page."""
        self._pages = pages
        self._parts: list[Part] = []
        self._parents: list[dict[int, Stub]] = [{} for _ in pages]
        self._clicked: list[Stub] = []
        self._names: list[tuple[str, Stub]] = []
        self._enter(document_of(pages, language), Stub("structure"))

    def enter(self, document: Document) -> Named:
        """Enter everything into a file and give the root."""
        refs: list[Named] = [Stub(self._parts[0].name)]
        numbers = ""
        for page, owners in enumerate(self._parents):
            count = max(owners, default=-1) + 1
            refs += [owners[number] for number in range(count)]
            numbers += f"{page}[{' '.join(['%s'] * count)}]"
        for at, owner in enumerate(self._clicked, len(self._pages)):
            numbers += f" {at} %s"
            refs.append(owner)
        following = len(self._pages) + len(self._clicked)
        body = f"/Type/StructTreeRoot/K %s/ParentTree<</Nums[{numbers}]>>/ParentTreeNextKey {following}"
        if self._names:
            names = sorted(self._names, key=lambda pair: pair[0].encode())
            body += f"/IDTree<</Names[{''.join(f'({name})%s' for name, _ in names)}]>>"
            refs += [stub for _, stub in names]
        root = Part("structure", body, tuple(refs))
        for part in (root, *self._parts, *(link for links in self.links for link in links)):
            document.number(part)
        return root

    def _enter(self, node: Node, parent: Stub) -> Stub:
        own = Stub(f"element-{len(self._parts) + 1}")
        place = len(self._parts)
        self._parts.append(Part(own.name, ""))  # holds the place: an element goes before its kids
        body, refs = f"/S/{node.type}/P %s", [parent]
        if node.name:
            body += f"/ID({node.name})"
            self._names.append((node.name, own))
        if node.alternative and node.role == "figure":
            body += f"/Alt{literal(node.alternative)}"
        if node.words and node.role == "span":
            body += f"/ActualText{literal(node.words)}"
        if node.language:
            body += f"/Lang{literal(node.language)}"
        body += _attributes(node)
        page = next((kid[0] for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            body += "/Pg %s"
            refs.append(Stub(self._pages[page].name))
        kids = ""
        for kid in node.kids:
            if isinstance(kid, Node):
                kids += " %s"
                refs.append(self._enter(kid, own))
                continue
            number, content = kid
            if isinstance(content, Clicked):
                kids += "<</Type/OBJR/Obj %s/Pg %s>>"
                refs += [self._link(number, content, own), Stub(self._pages[number].name)]
                continue
            self._parents[number][content] = own
            if number == page:
                kids += f" {content}"
            else:
                kids += f"<</Type/MCR/Pg %s/MCID {content}>>"
                refs.append(Stub(self._pages[number].name))
        if kids:
            body += f"/K[{kids}]"
        self._parts[place] = Part(own.name, body, tuple(refs))
        return own

    def _link(self, page: int, clicked: Clicked, owner: Stub) -> Stub:
        """Enter a place to click."""
        number = len(self._pages) + len(self._clicked)
        body = f"{annotation(clicked)}/Contents{string(clicked.target)}/StructParent {number}"
        own = Part(f"link-{len(self._clicked) + 1}", body)
        self._clicked.append(owner)
        self.links[page].append(own)
        return Stub(own.name)


def _attributes(node: Node) -> str:
    """What an element says beyond its type (ISO 32000-1, 14.8.5)."""
    if node.box is not None:
        box = node.box
        return f"/A<</O/Layout/Placement/Block/BBox[{num(box.x)} {num(box.y)} {num(box.right)} {num(box.bottom)}]>>"
    if node.role == "header":
        return f"/A<</O/Table/Scope/{'Row' if node.scope == 'row' else 'Column'}>>"
    if node.headers:
        return f"/A<</O/Table/Headers[{''.join(f'({name})' for name in node.headers)}]>>"
    if node.role == "list":
        return f"/A<</O/List/ListNumbering/{_numbering(node)}>>"
    return ""


def _numbering(node: Node) -> str:
    for item in node.nodes():
        for label in item.nodes():
            if label.role == "label":
                words = label.words.strip()
                plain = words.rstrip(".)°")
                if plain.isdecimal():
                    return "Decimal"
                if plain.isalpha() and len(plain) == 1:
                    return "LowerAlpha" if plain.islower() else "UpperAlpha"
                return _SYMBOLS.get(words, "Disc")
    return "None"
