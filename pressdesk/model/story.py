"""Rich text: a story is blocks, a block is spans; what Markdown and the form's text fields become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pressdesk.base.values import NamedTuple
from pressdesk.model.values import Value

BlockKind: TypeAlias = Literal[
    "paragraph",
    "heading",
    "bullet",
    "number",
    "quote",
    "speaker",
    "rule",
    "pagebreak",
    "table",
    "figure",
    "chart",
]
Align: TypeAlias = Literal["left", "centre", "right"]


class Span(NamedTuple):
    """A run of text with one set of marks; an empty language or colour means that of what surrounds it.

    `note` is the number (from 1) of the foot-note that this run calls; its text is then that number.
    """

    text: str
    bold: bool = False
    italic: bool = False
    superior: bool = False
    language: str = ""
    colour: str = ""
    size_factor: float = 1.0
    link: str = ""
    note: int = 0


class Cell(NamedTuple):
    """One cell of a table; `header` cells name their column (in a header row) or their row (elsewhere)."""

    spans: tuple[Span, ...]
    header: bool = False
    align: Align = "left"

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


class Block(NamedTuple):
    """A paragraph: `level` is the depth of a heading or list (from 1), `number` the figure of a numbered item.

    A `table` or a `chart` has `rows`, of which the first `header_rows` are repeated on each page; its `spans` are its
    caption. A `figure` has `picture`, a path within the campaign, with `alternative` and `credit`; its `spans` are its
    caption. `depth` is the depth of the list item (from 1) that a paragraph or quote stands in, 0 outside lists.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 1
    number: int = 0
    line: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    header_rows: int = 0
    picture: str = ""
    alternative: str = ""
    credit: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


class Story(NamedTuple):
    """A text as a sequence of blocks; `notes` are its foot-notes in the order of their numbers."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Span, ...], ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


class TextFile(NamedTuple):
    """A file of `texts/`: the facts of its front matter, and the Markdown below with the line it begins on."""

    name: str
    matter: Mapping[str, Value]
    body: str
    body_line: int = 1
    file: str = ""
