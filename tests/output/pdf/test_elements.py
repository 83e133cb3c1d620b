"""The tree of a file: parts over pages joined, headings in order, everything where it may stand."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.output.pdf.elements import Node, ReadPage, document_of
from pressdesk.output.pdf.marking import Element, Kid

ALLOWED = {
    "L": {"LI", "L"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI"},
    "TOCI": {"P", "Lbl", "Reference", "TOC"},
    "Table": {"TR", "Caption"},
    "TR": {"TH", "TD"},
}
"""What may stand in an element, for those that hold no words."""


class Page:
    """Elements of a page with their marked content numbered."""

    def __init__(self, *elements: Element, begins: bool = False, language: str = "fr") -> None:
        self._count = -1
        numbered = [self._numbered(element) for element in elements]
        self.page = ReadPage("page", language, tuple([kid for kid in numbered if isinstance(kid, Element)]), begins)

    def _numbered(self, kid: Kid) -> Kid:
        if isinstance(kid, Element):
            return kid._replace(kids=tuple([self._numbered(each) for each in kid.kids]))
        self._count += 1
        return self._count


def element(role: str, *kids: Element, key: str = "", level: int = 0, scope: str = "", language: str = "") -> Element:
    """An element with these inside, or one stretch of words."""
    return Element(role, kids or (0,), key, level, scope, language)


def tree(*pages: Page) -> Node:
    return document_of([page.page for page in pages], "fr")


def shown(node: Node) -> str:
    """The tree in one line; words are `page.number`."""
    kids = [shown(kid) if isinstance(kid, Node) else f"{kid[0]}.{kid[1]}" for kid in node.kids]
    return f"{node.type}({' '.join(kids)})"


def inside(node: Node) -> str:
    return " ".join(shown(kid) for kid in node.nodes())


def walk(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.nodes():
        yield from walk(kid)


def test_a_paragraph_that_goes_on_overleaf_is_one() -> None:
    first = Page(element("paragraph", key="a"), element("paragraph", key="b"))
    second = Page(element("paragraph", key="b"), element("paragraph", key="c"))
    assert inside(tree(first, second)) == "P(0.0) P(0.1 1.0) P(1.1)"


def test_a_text_is_read_before_what_stands_beside_its_first_page() -> None:
    first = Page(
        element("title"), element("paragraph", key="a"), element("note", key="note-1"), element("heading", level=2)
    )
    second = Page(element("paragraph", key="a"), element("paragraph", key="b"), element("paragraph"))
    assert inside(tree(first, second)) == "H1(0.0) P(0.1 1.0) Note(0.2) P(1.1) H2(0.3) P(1.2)"


def test_a_picture_in_a_text_stays_in_it_with_its_caption() -> None:
    first = Page(element("paragraph", key="a"), element("heading", level=2))
    second = Page(element("figure", key="f"), element("caption", key="f.caption"), element("paragraph", key="b"))
    assert inside(tree(first, second)) == "P(0.0) Figure(1.0) Caption(1.1) P(1.2) H1(0.1)"


def test_a_foot_note_that_goes_on_overleaf_is_one() -> None:
    first = Page(element("paragraph", key="a"), element("note", key="note-1"))
    second = Page(element("paragraph", key="b"), element("note", key="note-1"), element("note", key="note-2"))
    assert inside(tree(first, second)) == "P(0.0) Note(0.1 1.1) P(1.0) Note(1.2)"


def test_a_row_that_is_parted_is_one() -> None:
    def row(key: str) -> Element:
        return element("row", element("cell", key=f"{key}.0"), element("cell", key=f"{key}.1"), key=key)

    first, second = Page(element("table", row("r0"), key="t")), Page(element("table", row("r0"), row("r1"), key="t"))
    assert inside(tree(first, second)) == "Table(TR(TD(0.0 1.0) TD(0.1 1.1)) TR(TD(1.2) TD(1.3)))"


def test_a_list_goes_on_overleaf_with_its_item() -> None:
    def item(key: str, *, labelled: bool = True) -> Element:
        label = (element("label"),) if labelled else ()
        return element("item", *label, element("paragraph", key=f"p{key}"), key=key)

    first = Page(element("list", item("i1"), item("i2"), key="l"))
    second = Page(element("list", item("i2", labelled=False), item("i3"), key="l"))
    found = tree(first, second)
    assert len(list(found.nodes())) == 1
    assert [node.type for node in walk(found) if node.type in ("LI", "Lbl", "LBody")] == ["LI", "Lbl", "LBody"] * 3


def test_equal_texts_of_two_records_stay_two() -> None:
    pages = [Page(element("title"), element("paragraph", key="same"), begins=True) for _ in range(3)]
    assert inside(tree(*pages)) == "H1(0.0) P(0.1) H1(1.0) P(1.1) H1(2.0) P(2.1)"


def test_a_key_farther_away_is_another_text() -> None:
    pages = [Page(element("paragraph", key="a"), element("paragraph", key="b")) for _ in range(2)]
    assert inside(tree(*pages)) == "P(0.0) P(0.1) P(1.0) P(1.1)"


def test_no_level_of_headings_is_left_out() -> None:
    levels = [3, 5, 5, 2, 6, 4, 1, 3]
    found = tree(Page(*[element("heading", level=level) for level in levels]))
    assert [node.type for node in found.nodes()] == ["H1", "H2", "H2", "H1", "H2", "H2", "H1", "H2"]


def test_headings_end_at_the_sixth_level() -> None:
    found = tree(Page(*[element("heading", level=level) for level in range(1, 10)]))
    assert [node.type for node in found.nodes()][-4:] == ["H6"] * 4


def test_a_quotation_of_two_paragraphs_is_one() -> None:
    found = tree(Page(element("quote", key="a"), element("quote", key="b"), element("paragraph"), element("quote")))
    assert inside(found) == "BlockQuote(P(0.0) P(0.1)) P(0.2) BlockQuote(P(0.3))"


def test_a_list_of_contents() -> None:
    item = element("item", element("span"), element("reference"))
    assert inside(tree(Page(element("list", item, key="contents")))) == "TOC(TOCI(P(Span(0.0)) Reference(0.1)))"


def test_the_cells_of_a_table_name_their_headers() -> None:
    head = element("row", *[element("header", scope="column") for _ in range(3)])
    body = element("row", element("header", scope="row"), element("cell"), element("cell"))
    cells = [node for node in walk(tree(Page(element("table", head, body)))) if node.type in ("TH", "TD")]
    assert [cell.name for cell in cells[:4]] == ["table-1-0-0", "table-1-0-1", "table-1-0-2", "table-1-1-0"]
    assert [cell.headers for cell in cells[4:]] == [("table-1-0-1", "table-1-1-0"), ("table-1-0-2", "table-1-1-0")]


def test_foot_notes_have_names_of_their_own() -> None:
    found = tree(*[Page(element("note", key="note-1"), begins=True) for _ in range(2)])
    assert [node.name for node in found.nodes()] == ["note-1", "note-2"]


def test_a_page_in_another_language_says_so() -> None:
    found = tree(Page(element("paragraph")), Page(element("paragraph"), language="en"))
    assert [node.language for node in found.nodes()] == ["", "en"]


ROLES = st.sampled_from(
    ["title", "heading", "paragraph", "list", "item", "label", "caption", "quote", "link", "code", "table", "row",
     "header", "cell", "note", "reference", "span", "figure"]
)  # fmt: skip
ELEMENTS: st.SearchStrategy[Element] = st.recursive(
    st.builds(lambda role, key: element(role, key=key), ROLES, st.sampled_from(["a", "b", ""])),
    lambda inner: st.builds(lambda role, kids: element(role, *kids), ROLES, st.lists(inner, min_size=1, max_size=4)),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(ELEMENTS, max_size=4), max_size=3))
def test_any_roles_come_to_a_tree_that_may_stand_and_lose_nothing(pages: list[list[Element]]) -> None:
    read = [Page(*elements) for elements in pages]
    found = tree(*read)
    content = [kid for node in walk(found) for kid in node.kids if not isinstance(kid, Node)]
    assert sorted(content) == [(number, n) for number, page in enumerate(read) for n in range(page._count + 1)]
    for node in walk(found):
        if node.type in ALLOWED:
            assert {kid.type if isinstance(kid, Node) else "words" for kid in node.kids} <= ALLOWED[node.type]
        elif node.type == "Document":
            assert all(isinstance(kid, Node) for kid in node.kids)
        for kid in node.nodes():
            homes = [
                home
                for home, kids in ALLOWED.items()
                if kid.type in kids - {"P", "Caption", "L", "Reference", "Lbl", "TOC"}
            ]
            assert not homes or node.type in homes
