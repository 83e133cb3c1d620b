"""The elements of all pages as one tree: parts over pages joined, headings in order, everything where it may stand.

The types are those of ISO 32000-1, 14.8.4; what may stand where follows ISO 14289-1 (PDF/UA-1), clause 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from pressdesk.base.geometry import Rect
from pressdesk.base.values import NamedTuple
from pressdesk.output.pdf.links import Clicked
from pressdesk.output.pdf.marking import Element

Content: TypeAlias = "tuple[int, int | Clicked]"
"""The index of a page, and a marked-content sequence or a place to click on it."""

BLOCKS = frozenset(
    ("title", "heading", "paragraph", "list", "table", "quote", "caption", "code", "note", "div", "item")
)
TYPES = {
    "document": "Document",
    "div": "Div",
    "code": "Div",
    "paragraph": "P",
    "quote": "BlockQuote",
    "list": "L",
    "item": "LI",
    "label": "Lbl",
    "body": "LBody",
    "contents": "TOC",
    "entry": "TOCI",
    "table": "Table",
    "row": "TR",
    "header": "TH",
    "cell": "TD",
    "caption": "Caption",
    "figure": "Figure",
    "link": "Link",
    "note": "Note",
    "reference": "Reference",
    "span": "Span",
}
"""The structure type of each role; a heading's is made of its level."""

CONTENTS = "contents"
"""The key of a list that is a list of contents."""

_DEEPEST = 6
_KEPT = ("reference", "caption")
"""Roles whose key says what they belong to, not what they go on from."""


class ReadPage(NamedTuple):
    """A page as it is read: the name of its part, its language, its elements, and whether another record begins."""

    name: str
    language: str
    elements: tuple[Element, ...]
    begins: bool = False


class Node:
    """An element of the file's structure."""

    __slots__ = ("alternative", "box", "headers", "key", "kids", "language", "level", "name", "role", "scope", "words")

    def __init__(self, role: str, kids: Iterable[Node | Content] = ()) -> None:
        self.role = role
        self.kids: list[Node | Content] = list(kids)
        self.key = self.scope = self.language = self.alternative = self.words = self.name = ""
        self.level = 0
        self.box: Rect | None = None
        self.headers: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The structure type."""
        return f"H{self.level}" if self.role == "heading" else TYPES[self.role]

    def nodes(self) -> Iterator[Node]:
        """The elements inside, in their order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield kid


Names: TypeAlias = "dict[tuple[str, str], Node]"
"""Elements by role and key."""


def document_of(pages: Sequence[ReadPage], language: str) -> Node:
    """The tree of a file in a language from its pages."""
    root = Node("document")
    joining = _Joining(root)
    for number, page in enumerate(pages):
        joining.add_page(number, page, "" if page.language == language else page.language)
    _mend(root, "")
    _rank(root)
    _name(root)
    return root


class _Joining:
    """Puts the parts of one element on several pages together.

    An element goes on from the page before only if it was the last there and is the first here (foot-notes are counted
    apart): the same key farther away is another text's. What flows from page to page is read in one go, before what
    stands beside it on the first page.
    """

    def __init__(self, root: Node) -> None:
        self._root = root
        self._number = 0
        self._here: Names = {}
        self._last: dict[bool, Names] = {}
        self._before: dict[bool, Names] = {}
        self._first = 0
        self._flows = -1

    def add_page(self, number: int, page: ReadPage, language: str) -> None:
        self._number = number
        self._here = {}
        self._before, self._last = self._last, {}
        if page.begins:
            self._before, self._flows, self._first = {}, -1, number
        for element in page.elements:
            count = len(self._root.kids)
            node = self._add(self._root, element, None)
            if element.key and len(self._root.kids) > count:
                if self._flows < 0 or number == self._first:
                    self._flows = count
                self._root.kids.insert(self._flows, self._root.kids.pop())
                self._flows += 1
            if language and not node.language:
                node.language = language

    def _add(self, parent: Node, element: Element, around: tuple[Names, Names] | None) -> Node:
        """Enter an element; `around` are the names in the keyed one around it, on the page before and on this one."""
        name = element.role, element.key
        keyed = bool(element.key) and element.role not in _KEPT
        if keyed and around is None:
            notes = element.role == "note"
            around = self._before.pop(notes, {}), {}
            self._last[notes] = around[1]
        node = self._here.get(name) or (around or ({}, {}))[0].get(name) if keyed else None
        if node is None:
            node = _node(element)
            parent.kids.append(node)
        if keyed and around is not None:
            self._here[name] = around[1][name] = node
        for kid in element.kids:
            if isinstance(kid, Element):
                self._add(node, kid, around)
            else:
                node.kids.append((self._number, kid))
        return node


def _node(element: Element) -> Node:
    node = Node(CONTENTS if element.role == "list" and element.key == CONTENTS else element.role)
    node.key, node.level, node.scope = element.key, element.level, element.scope
    node.language, node.alternative = element.language, element.alternative
    node.box, node.words = element.box, element.words
    return node


# everything where it may stand


def _mend(node: Node, within: str) -> None:
    node.role = role = _fitting(node, within)
    match role:
        case "document" | "div" | "code" | "quote":
            node.kids = _gathered(node.kids, _stands_alone, "paragraph")
        case "list" | "contents":
            node.kids = _gathered(node.kids, _one_of("item", "list"), "item")
        case "item":
            node.kids = _gathered(node.kids, _one_of("label"), "body", once=True)
        case "entry":
            node.kids = _gathered(node.kids, _one_of("reference", "label", "paragraph", "contents"), "paragraph")
        case "table":
            node.kids = _gathered(node.kids, _one_of("row", "caption"), "row")
        case "row":
            node.kids = _gathered(node.kids, _one_of("header", "cell"), "cell")
    node.kids = _without_neighbours(node.kids)
    for kid in node.nodes():
        _mend(kid, role)
    _take_language(node)


def _fitting(node: Node, within: str) -> str:
    """The role that an element can have inside another."""
    role = node.role
    if role == "title":
        node.level = 1
        role = "heading"
    elif role == "item" and within != "list":
        role = "entry" if within == CONTENTS else "div"
    elif role == "label" and within not in ("item", "note", "entry"):
        role = "span"
    elif role in _PLACES:
        role = role if within == _PLACES[role] else "div"
    elif role == "paragraph" and any(kid.role in BLOCKS for kid in node.nodes()):
        role = "div"
    if role in BLOCKS and within in _INLINE:
        role = "span"
    return role


_PLACES = {"row": "table", "header": "row", "cell": "row"}
_INLINE = ("heading", "paragraph", "caption", "link", "span", "reference", "label", "note")
"""What holds words and no blocks."""


def _one_of(*roles: str) -> Callable[[Node], bool]:
    return lambda node: node.role in roles


def _stands_alone(node: Node) -> bool:
    return node.role in BLOCKS or node.role in ("title", "figure", "row", "header", "cell", "contents", "entry")


def _gathered(
    kids: Iterable[Node | Content], fits: Callable[[Node], bool], role: str, *, once: bool = False
) -> list[Node | Content]:
    """The kids with those that may not stand there in elements of a role: neighbours in one, or all `once`."""
    found: list[Node | Content] = []
    holder: Node | None = None
    for kid in kids:
        if isinstance(kid, Node) and fits(kid):
            found.append(kid)
            holder = holder if once else None
            continue
        if holder is None:
            holder = Node(role)
            found.append(holder)
        holder.kids.append(kid)
    return found


def _without_neighbours(kids: Iterable[Node | Content]) -> list[Node | Content]:
    """The paragraphs of one quotation together."""
    found: list[Node | Content] = []
    for kid in kids:
        last = found[-1] if found else None
        if isinstance(kid, Node) and kid.role == "quote":
            if isinstance(last, Node) and last.role == "quote":
                last.kids.append(Node("paragraph", kid.kids))
                continue
            kid.kids = [Node("paragraph", kid.kids)]
        found.append(kid)
    return found


def _take_language(node: Node) -> None:
    """An element that is all in another language says so itself."""
    spans = [kid for kid in node.nodes() if kid.role == "span"]
    if spans and node.role != "document" and len(spans) == len(node.kids):
        language = spans[0].language
        if language and all(span.language == language and not span.words for span in spans):
            node.language = language
            node.kids = [kid for span in spans for kid in span.kids]


# order and names


def _rank(root: Node) -> None:
    """Give headings levels of which none is left out (ISO 14289-1, 7.4.2)."""
    above: list[int] = []
    for node in _walk(root):
        if node.role == "heading":
            wanted = max(node.level, 1)
            while above and above[-1] >= wanted:
                above.pop()
            above.append(wanted)
            node.level = min(len(above), _DEEPEST)


def _name(root: Node) -> None:
    """Name foot-notes, and the headers of tables for the cells that they head."""
    notes = tables = 0
    for node in _walk(root):
        if node.role == "note":
            notes += 1
            node.name = f"note-{notes}"
        elif node.role == "table":
            tables += 1
            _name_headers(node, f"table-{tables}")


def _name_headers(table: Node, name: str) -> None:
    columns: dict[int, tuple[str, ...]] = {}
    for number, row in enumerate([kid for kid in table.nodes() if kid.role == "row"]):
        cells = list(row.nodes())
        before: tuple[str, ...] = ()
        for column, cell in enumerate(cells):
            if cell.role != "header":
                continue
            cell.name = f"{name}-{number}-{column}"
            if cell.scope == "row":
                before += (cell.name,)
        for column, cell in enumerate(cells):
            if cell.role == "cell":
                cell.headers = columns.get(column, ()) + before
            elif cell.scope != "row":
                columns[column] = (*columns.get(column, ()), cell.name)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.nodes():
        yield from _walk(kid)
