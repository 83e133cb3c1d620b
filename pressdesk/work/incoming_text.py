"""Plain text as a story: paragraphs between empty lines, lists by the signs before them, tables by their tabs, all else
as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from pressdesk.base.problem import Problem
from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.output.markdown import markdown_of
from pressdesk.text.stories import without_hidden_characters

_ITEM = re.compile(r"[ \t]*(?:[-*•·▪–][ \t]+|(\d{1,3})[.)][ \t]+)(?=\S)")
_WRAPPED = 55
"""A line that is followed by another and is longer than this was broken by a program, not by a person."""

_LINK = re.compile(r"https?://[^\s<>«»“”\"]+[^\s<>«»“”\".,;:!?)\]]")


def markdown_from_text(text: str) -> tuple[str, list[Problem]]:
    """The Markdown of a plain text, in which no sign is taken for a mark, and what was left out of it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = without_hidden_characters(text)
    problems = []
    if plain != text:
        message = "Hidden characters, as pasting from a word processor leaves them, were taken out of the text."
        problems.append(Problem("note", "hidden-characters", message, "Nothing needs to be done."))
    story = Story(tuple(_blocks(plain)))
    return (markdown_of(story).text if story.blocks else ""), problems


def _blocks(text: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n[ \t]*\n|\f", text):
        lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
        for tabs, numbered in groupby(zip(_columns(lines), lines, strict=True), lambda one: one[0]):
            part = [line for _, line in numbered]
            yield from [_table(part)] if tabs else _paragraphs(part)


def _columns(lines: list[str]) -> list[int]:
    """How many tabs part the cells of each line that stands in a table, of two lines at least; none elsewhere."""
    tabs = [0, *map(_tabs, lines), 0]
    return [
        here if here in (before, after) else 0 for before, here, after in zip(tabs, tabs[1:], tabs[2:], strict=False)
    ]


def _tabs(line: str) -> int:
    """How many tabs part the cells of a line; none where it is an item of a list, or a cell of it is empty."""
    return line.count("\t") if not _ITEM.match(line) and all(cell.strip() for cell in line.split("\t")) else 0


def _table(lines: list[str]) -> Block:
    """Lines of cells, the first of them naming the columns."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    cells = tuple(tuple(Cell((Span(cell),), not number) for cell in row) for number, row in enumerate(rows))
    return Block("table", (), rows=cells, header_rows=1)


def _paragraphs(lines: list[str]) -> Iterator[Block]:
    item: list[str] = []
    block = Block("paragraph", ())
    for line in lines:
        found = _ITEM.match(line)
        if found:
            if item:
                yield _told(block, item)
            number = int(found[1]) if found[1] else 1
            block = Block("number" if found[1] else "bullet", (), 1, number)
            line = line[found.end() :]
            item = []
        item.append(line.strip())
    if item:
        yield _told(block, item)


def _told(block: Block, lines: list[str]) -> Block:
    """The block with its words; lines that a program broke are joined, those of an address stay."""
    words = lines[0]
    for before, line in pairwise(lines):
        words += (" " if len(before) >= _WRAPPED else "\n") + line
    spans: list[Span] = []
    place = 0
    for found in _LINK.finditer(words):
        spans += [Span(words[place : found.start()]), Span(found[0], link=found[0])]
        place = found.end()
    spans.append(Span(words[place:]))
    return block._replace(spans=tuple(span for span in spans if span.text))
