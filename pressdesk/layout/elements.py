"""What parts of a text are to somebody who listens to the page, and the elements around them."""

from __future__ import annotations

from collections.abc import Sequence

from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item, Role
from pressdesk.model.story import Block

LISTED = ("bullet", "number")


class Element(NamedTuple):
    """An element around a passage for somebody who listens to the page: a list, or an item of one."""

    role: Role
    key: str
    level: int = 0


class Standing(NamedTuple):
    """What a passage is to somebody who listens: its role, the level of a heading, a `key` that its parts on several
    pages share, and the elements around it, the outermost first."""

    role: Role = "paragraph"
    key: str = ""
    level: int = 0
    around: tuple[Element, ...] = ()


def around_items(blocks: Sequence[Block], keys: Sequence[str]) -> list[tuple[Element, ...]]:
    """The lists and items around each block of a story; `keys` name the blocks, and by them the elements they begin."""
    found: list[tuple[Element, ...]] = []
    lists: list[tuple[str, Element, Element]] = []  # kind of list, the list, its item
    for block, key in zip(blocks, keys, strict=True):
        if block.kind in LISTED:
            depth = max(block.level, 1)
            while len(lists) > depth or (len(lists) == depth and lists[-1][0] != block.kind):
                lists.pop()
            goes_on = len(lists) == depth
            held = lists.pop()[1] if goes_on else Element("list", f"list-{key}", len(lists) + 1)
            lists.append((block.kind, held, Element("item", f"item-{key}", held.level)))
        else:
            del lists[block.depth :]
        found.append(tuple([element for _, *pair in lists for element in pair]))
    return found


class ElementTree:
    """Items with the elements around them: neighbours in one list stand in one group."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._open: list[tuple[Element, list[Item]]] = []

    def add(self, around: Sequence[Element], item: Item) -> None:
        same = 0
        for one, (element, _) in zip(around, self._open, strict=False):
            if one != element:
                break
            same += 1
        self._close(same)
        self._open += [(element, []) for element in around[same:]]
        (self._open[-1][1] if self._open else self._items).append(item)

    def items(self) -> list[Item]:
        """All that was added."""
        self._close(0)
        return self._items

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            element, items = self._open.pop()
            group = Group(tuple(items), role=element.role, level=element.level, key=element.key)
            (self._open[-1][1] if self._open else self._items).append(group)


NOTE_LINK = "\0note-"
"""What the call of a foot-note links to, before the number."""


def note_number(link: str) -> int:
    """The number of the foot-note that a link goes to, 0 for another link."""
    return int(link[len(NOTE_LINK) :]) if link.startswith(NOTE_LINK) else 0
