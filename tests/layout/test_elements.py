from __future__ import annotations

from pressdesk.display.items import Group
from pressdesk.layout.elements import NOTE_LINK, Element, ElementTree, around_items, note_number
from pressdesk.model.story import Block, Span


def block(kind: str, level: int = 1, depth: int = 0) -> Block:
    return Block(kind, (Span("x"),), level, depth=depth)  # type: ignore[arg-type]


def path(elements: tuple[Element, ...]) -> str:
    return " ".join(element.key for element in elements)


def test_blocks_stand_in_the_lists_and_items_they_belong_to() -> None:
    blocks = [
        block("paragraph"), block("bullet"), block("number", 2), block("paragraph", depth=2), block("quote", depth=1),
        block("bullet"), block("number"), block("paragraph"), block("bullet"),
    ]  # fmt: skip
    assert [path(elements) for elements in around_items(blocks, "abcdefghi")] == [
        "", "list-b item-b", "list-b item-b list-c item-c", "list-b item-b list-c item-c", "list-b item-b",
        "list-b item-f", "list-g item-g", "", "list-i item-i",
    ]  # fmt: skip


def test_a_list_that_begins_deep_is_of_the_first_level() -> None:
    ((held, item),) = around_items([block("bullet", 3)], "a")
    assert (held.level, item.level) == (1, 1)


def test_neighbours_in_one_list_stand_in_one_group() -> None:
    tree = ElementTree()
    held, one, two = Element("list", "l", 1), Element("item", "1", 1), Element("item", "2", 1)
    for around in ((), (held, one), (held, one), (held, two), ()):
        tree.add(around, Group(()))
    plain, found, last = tree.items()
    assert isinstance(found, Group)
    assert (plain, last) == (Group(()), Group(()))
    assert [(item.key, len(item.items)) for item in found.items if isinstance(item, Group)] == [("1", 2), ("2", 1)]


def test_only_calls_of_notes_have_numbers() -> None:
    assert (note_number(f"{NOTE_LINK}12"), note_number("#note-12"), note_number("https://a.example")) == (12, 0, 0)
