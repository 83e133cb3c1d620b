"""A filled text piece as a plain sequence of parts: what Word, HTML and plain text are written from.

Facts are filled in and the rules of typography applied, so that every writer says the same words in the same order as
the page does. A writer looks nothing up: it sets these parts with its own means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Block, Span
from pressdesk.text.style import TypeStyle

Spans: TypeAlias = tuple[Span, ...]
PartKind: TypeAlias = Literal["text", "row", "rule", "logos"]
PartRole: TypeAlias = Literal["", "title", "lede", "quote"]

PAGE, PAGES = "\ue010", "\ue011"
"""What stands for the page's number, and for how many there are, in the head and foot of a page."""


class Look(NamedTuple):
    """How text of a style looks: `colour` as `#rrggbb`."""

    style: TypeStyle
    colour: str


class Logo(NamedTuple):
    """An organisation, shown by its logo, or by its short name where there is no file; `name` is the full one."""

    name: str
    short: str
    site: str = ""
    file: Path | None = None


class Part(NamedTuple):
    """One thing below another: a block of text in a style, texts in a row, a rule, a wall of logos.

    `style` names a look of the document. `fill` is the ground that the text stands on, as `#rrggbb`, empty for paper.
    `close` parts belong to the one before them (the lines of one contact), `gap` is the room before it in points.
    `left` is where it begins from the edge of the sheet when that is not with all others (an address beside a window),
    `picture` the file of a figure.
    """

    kind: PartKind
    block: Block = Block("paragraph", ())
    style: str = ""
    role: PartRole = ""
    fill: str = ""
    close: bool = False
    gap: float = 0.0
    left: float = 0.0
    cells: tuple[Part, ...] = ()
    logos: tuple[Logo, ...] = ()
    height: float = 0.0
    picture: Path | None = None

    @property
    def text(self) -> str:
        """All its words: those of its cells and rows with a line between them."""
        if self.cells:
            return "\n".join(cell.text for cell in self.cells)
        rows = [cell.text for row in self.block.rows for cell in row]
        return "\n".join(filter(None, [*rows, self.block.text, self.block.credit]))


class Paper(NamedTuple):
    """The sheet in points: its size, and the margins at the top, right, bottom and left."""

    width: float = 595.28
    height: float = 841.89
    margins: tuple[float, float, float, float] = (42.5, 56.7, 42.5, 56.7)
    measure: float = 0.0
    """The width of the column of text, 0 for all that the margins leave."""


class Document(NamedTuple):
    """A text piece in its order: `foot` and `next_head` are set on each page where there are pages.

    `notes` are the foot-notes by their number, from 1. `ink` is the colour of text, `accent` that of the brand, both as
    `#rrggbb`.
    """

    language: str
    title: str
    parts: tuple[Part, ...]
    looks: Mapping[str, Look]
    notes: tuple[Spans, ...] = ()
    foot: tuple[Part, ...] = ()
    next_head: tuple[Part, ...] = ()
    next_foot: tuple[Part, ...] = ()
    paper: Paper = Paper()
    ink: str = "#000000"
    accent: str = "#000000"

    @property
    def text(self) -> str:
        """Every word of the text, head and foot of the pages left out, a line for each block."""
        notes = ["".join(span.text for span in spans) for spans in self.notes]
        return "\n".join(filter(None, [*(part.text for part in self.parts), *notes]))

    @property
    def closing(self) -> tuple[Part, ...]:
        """What the foot of the first page says apart from page numbers, for writers that have no pages."""
        return tuple(part for part in leaves(self.foot) if not {PAGE, PAGES} & set(part.text))

    def files(self) -> Iterator[Path]:
        """The pictures that it shows."""
        for part in leaves((*self.parts, *self.foot, *self.next_head, *self.next_foot)):
            yield from (logo.file for logo in part.logos if logo.file is not None)
            if part.picture is not None:
                yield part.picture


def leaves(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts with rows taken apart."""
    for part in parts:
        yield from leaves(part.cells) if part.cells else (part,)
