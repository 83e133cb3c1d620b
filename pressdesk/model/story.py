"""Rich text: a story is blocks, a block is spans; what Markdown and the form's text fields become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pressdesk.base.values import NamedTuple
from pressdesk.model.values import Value

BlockKind: TypeAlias = Literal["paragraph", "heading", "bullet", "number", "quote", "speaker", "rule", "pagebreak"]


class Span(NamedTuple):
    """A run of text with one set of marks; an empty language or colour means that of what surrounds it."""

    text: str
    bold: bool = False
    italic: bool = False
    superior: bool = False
    language: str = ""
    colour: str = ""
    size_factor: float = 1.0
    link: str = ""


class Block(NamedTuple):
    """A paragraph: `level` is the depth of a heading or list (from 1), `number` the figure of a numbered item."""

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 1
    number: int = 0
    line: int = 0

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


class Story(NamedTuple):
    """A text as a sequence of blocks."""

    blocks: tuple[Block, ...]

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
