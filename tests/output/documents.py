"""Documents to write: the sample's release with any story in it, and stories at random."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from pressdesk.base.formats import FORMATS
from pressdesk.base.paths import SAMPLE
from pressdesk.model.campaign import Campaign
from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.output.document import Document, Part
from pressdesk.output.outline import document_of
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filled import Filled
from pressdesk.templates.filling import Filler
from pressdesk.templates.tree import Template
from pressdesk.work.store import load

DAY = date(2027, 2, 20)


@cache
def sample() -> Campaign:
    return load(SAMPLE)


@cache
def filled_release() -> tuple[Template, Filled]:
    piece = sample().pieces["communique"]
    template = template_named(piece.template)
    return template, Filler(template, piece, sample(), DAY).fill()


def release(story: Story | None = None, language: str = "fr", **values: Any) -> Document:
    """The sample's release; its story and its fields can be others."""
    template, filled = filled_release()
    given = {**filled.values, **values, **({"story": story} if story is not None else {})}
    filled = filled._replace(values={name: value for name, value in given.items() if value}, language=language)
    found = document_of(template, filled, FORMATS["A4"], sample().brand, root=SAMPLE, title="Communiqué")
    assert found is not None
    return found


def titled(title: str) -> Document:
    """The release under another title."""
    found = release()
    parts = tuple(
        part._replace(block=part.block._replace(spans=(Span(title),))) if part.role == "title" else part
        for part in found.parts
    )
    return found._replace(parts=parts)


def story(*blocks: Block, notes: Iterable[str] = ()) -> Story:
    return Story(blocks, tuple((Span(note),) for note in notes))


def block(kind: Any, text: str = "", **more: Any) -> Block:
    return Block(kind, (Span(text),) if text else (), **more)


def table(rows: Iterable[Iterable[str]], caption: str = "", *, head: int = 1, kind: Any = "table") -> Block:
    cells = tuple(tuple(Cell((Span(text),) if text else (), header=not i and head > 0) for text in row)
                  for i, row in enumerate(rows))  # fmt: skip
    return Block(kind, (Span(caption),) if caption else (), rows=cells, header_rows=head)


def part_of(document: Document, words: str) -> Part:
    """The part that holds some words."""
    return next(part for part in document.parts if words in part.text)


def letters(text: str) -> str:
    """A text without its white space and what is only there to show its form."""
    return "".join(char for char in text if not char.isspace() and char not in "-=—•|_")


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ue000\ue001\ue010\ue011"), max_size=30)
_WORDS = st.one_of(_TEXT, st.sampled_from(["Le 12 mars : on ferme !", "1er", "a_b*c", "<b>&amp;</b>", "l'été\ndemain"]))
_SPANS = st.builds(
    lambda text, bold, italic, superior, language, link: Span(text, bold, italic, superior, language, link=link),
    _WORDS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "gcf", "en"]),
    st.sampled_from(["", "https://a.example/b?c=1&d=2", "mailto:x@a.example", "javascript:alert(1)"]),
)
_LINES = st.lists(_SPANS, min_size=1, max_size=4).map(tuple)
_CELLS = st.builds(lambda spans, align: Cell(spans, align=align), _LINES, st.sampled_from(["left", "centre", "right"]))
_TABLES = st.integers(1, 4).flatmap(
    lambda count: st.builds(
        lambda rows, head: Block("table", (), rows=tuple(rows), header_rows=head),
        st.lists(st.lists(_CELLS, min_size=count, max_size=count).map(tuple), min_size=1, max_size=4),
        st.integers(0, 1),
    )
)
_BLOCKS = st.one_of(
    st.builds(
        lambda kind, level, spans, number: Block(kind, spans, level, number),
        st.sampled_from(["paragraph", "quote", "speaker", "heading", "bullet", "number"]),
        st.integers(1, 4),
        _LINES,
        st.integers(1, 50),
    ),
    st.just(Block("pagebreak", ())),
    _TABLES,
)
stories = st.lists(_BLOCKS, min_size=1, max_size=6).map(lambda blocks: Story(tuple(blocks)))
"""Stories of every kind of block, with hostile characters, marks, links and languages."""
