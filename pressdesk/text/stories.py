"""Markdown to a Story: what `texts/*.md` hold below their front matter; the module `markdown` has the rules.

In a quotation, a last paragraph or line that begins with a dash ("— Name, function") is its speaker. A picture alone in
a paragraph is a figure, one among words stands after them. A block fenced by three backticks and `chart` is a chart:
its caption follows that word, each of its lines is `words: value` or `words | value | value`, and a first line that
begins with a bar names the values. Nothing is lost: what is not understood stays as its text, with a Problem.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pressdesk.base.problem import Place, Problem
from pressdesk.base.regex import regex
from pressdesk.model.story import Block, Span, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressdesk.text.reading import NoteText, Section

_INVISIBLE = regex("[\u200b\u200e\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS = regex("[\x0b\x0c\x85\u2028\u2029]")
_FENCE = regex(r" {0,3}(`{3,}|~{3,})")
_GOES_ON = regex(r"[ \t:]")
"""How a line begins after an empty one that may belong to what stands before that: indented, or a caption."""

_ITEM = regex(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")


def parse_story(body: str, first_line: int = 1, file: str = "") -> tuple[Story, tuple[Problem, ...]]:
    """Read Markdown; `first_line` is the line of the file on which `body` begins, for the places of problems.

    Hidden characters, as a word processor leaves them, are taken out. Foot-notes are numbered in the order of their
    first calls. What did not change since it was read before is the same object again.
    """
    plain = body.replace("\r\n", "\n").replace("\r", "\n")
    lines: list[int] = []
    if _BREAKS.search(plain):
        parts = [(part, at) for at, line in enumerate(plain.split("\n")) for part in _BREAKS.split(line)]
        plain, lines = "\n".join(part for part, _ in parts), [at for _, at in parts]
    clean = without_hidden_characters(plain)
    story, problems = _Assembly(first_line, lines).story(clean)
    if clean != plain:
        at = plain.count("\n", 0, next(_INVISIBLE.finditer(plain)).start())
        problems.append(
            Problem(
                "note",
                "hidden-characters",
                "Hidden characters, as pasting from a word processor leaves them, were taken out of the text.",
                "Nothing needs to be done.",
                Place(line=first_line + (lines[at] if lines else at)),
            )
        )
    return story, tuple([problem.at(file=file) for problem in problems])


def without_hidden_characters(text: str) -> str:
    """The text without characters that nobody sees, such as a word processor leaves.

    >>> without_hidden_characters("Te\u200bnons \ufeffbon")
    'Tenons bon'
    """
    return _INVISIBLE.sub("", text)


class _Assembly:
    """Puts the sections of a text together; lives no longer than that."""

    def __init__(self, first_line: int, lines: Sequence[int]) -> None:
        self._first_line = first_line
        self._lines = lines
        self._problems: list[Problem] = []
        self._texts: dict[str, tuple[Span, ...]] = {}
        self._numbers: dict[str, int] = {}
        self._order: list[str] = []

    def story(self, body: str) -> tuple[Story, list[Problem]]:
        from pressdesk.text.reading import NoteText  # loads the reader of Markdown

        parts = [(section, line) for line, text in _sections(body) for section in (_placed(text, self._line(line)),)]
        noted = any(section.calls for section, _ in parts)
        called = _called([section for section, _ in parts]) if noted else set()
        blocks: list[Block] = []
        for section, line in parts:
            self._problems += [self._moved(problem, line) for problem in section.problems]
            if self._lines:
                section = section._replace(blocks=tuple([self._mapped(block, line) for block in section.blocks]))
            if not any(type(block) is NoteText for block in section.blocks):
                blocks += section.blocks  # type: ignore[arg-type]
                continue
            for block in section.blocks:
                blocks += self._note(block, called) if isinstance(block, NoteText) else (block,)
        if not noted:
            return Story(tuple(blocks)), self._problems
        numbered = tuple([self._numbered(block) for block in blocks])
        notes = [self._spans(self._texts[label], 0) for label in self._order]  # which grows meanwhile
        while len(notes) < len(self._order):
            notes += [self._spans(self._texts[label], 0) for label in self._order[len(notes) :]]
        return Story(numbered, tuple(notes)), self._problems

    def _line(self, line: int) -> int:
        """The line of the file that a line of the body is."""
        return self._first_line + (0 if self._lines else line)

    def _moved(self, problem: Problem, line: int) -> Problem:
        at = line + problem.place.line
        at = self._lines[at] if at < len(self._lines) else at
        return problem._replace(place=Place(line=self._first_line + at))

    def _mapped(self, block: Block | NoteText, line: int) -> Block | NoteText:
        """A block with its line counted as the file does, where some lines were cut in two."""
        at = line + block.line - self._first_line
        return block._replace(line=self._first_line + (self._lines[at] if at < len(self._lines) else at))

    # foot-notes

    def _note(self, note: NoteText, called: set[str]) -> Iterator[Block]:
        """Keep the text of a foot-note; one that no text calls, or that is written again, stays as a paragraph."""
        label = note.label
        if label in called and label not in self._texts:
            spans: list[Span] = []
            for number, paragraph in enumerate(note.paragraphs):
                spans += (Span("\n"), *paragraph) if number else paragraph
            self._texts[label] = tuple(spans)
            return
        again = label in self._texts
        message = f"The foot-note [^{label}] is written here and called nowhere; it stands in the text."
        remedy = f"Write [^{label}] where it belongs, or take it out."
        if again:
            message = f"The foot-note [^{label}] is written twice; the second stands in the text."
            remedy = "Give it another name."
        code = "repeated-note" if again else "uncalled-note"
        self._problems.append(Problem("warning", code, message, remedy, Place(line=note.line)))
        first, *others = note.paragraphs
        yield Block("paragraph", (Span(f"[^{label}]: "), *first), line=note.line)
        for paragraph in others:
            yield Block("paragraph", paragraph, line=note.line)

    def _numbered(self, block: Block) -> Block:
        """A block with its calls of foot-notes numbered."""
        spans = self._spans(block.spans, block.line)
        rows = block.rows
        if any(span.note for row in rows for cell in row for span in cell.spans):
            rows = tuple(
                [tuple([cell._replace(spans=self._spans(cell.spans, block.line)) for cell in row]) for row in rows]
            )
        if spans is block.spans and rows is block.rows:
            return block
        return _renumbered(block, spans, rows)

    def _spans(self, spans: tuple[Span, ...], line: int) -> tuple[Span, ...]:
        if not any(span.note for span in spans):
            return spans
        from pressdesk.text.reading import joined

        found: list[Span] = []
        for span in spans:
            label = span.text[2:-1]
            if span.note and label in self._texts:
                number = self._numbers.get(label)
                if number is None:
                    self._order.append(label)
                    number = self._numbers[label] = len(self._order)
                span = span._replace(text=str(number), note=number)
            elif span.note:
                self._problems.append(
                    Problem(
                        "warning",
                        "unknown-note",
                        f"The foot-note {span.text} is called and written nowhere; the call stands as typed.",
                        f"Write {span.text}: and its words on a line of their own.",
                        Place(line=line),
                    )
                )
                span = Span(span.text)
            found.append(span)
        return joined(found)


def _sections(body: str) -> Iterator[tuple[int, str]]:
    """The stretches of a text that can be read alone, each with its line from 0."""
    lines = body.split("\n")
    fence = ""
    begin = 0
    empty = listing = False
    for at, line in enumerate(lines):
        if not line.strip():
            empty = True
            continue
        item = not fence and bool(_ITEM.match(line))
        if not fence and empty and begin < at and not _GOES_ON.match(line) and not (item and listing):
            yield begin, "\n".join(lines[begin:at])
            begin = at
            listing = False
        empty = False
        listing = listing or item
        found = _FENCE.match(line)
        if found is None:
            continue
        if not fence:
            if found[1][0] == "~" or "`" not in line[found.end() :]:
                fence = found[1]
        elif found[1].startswith(fence) and not line[found.end() :].strip():
            fence = ""
    yield begin, "\n".join(lines[begin:])


@lru_cache(maxsize=8192)
def _placed(text: str, line: int) -> Section:
    """A section with its blocks on the lines of the file."""
    from pressdesk.text.reading import read_section

    section = read_section(text)
    return section._replace(blocks=tuple([block._replace(line=block.line + line) for block in section.blocks]))


@lru_cache(maxsize=2048)
def _renumbered(block: Block, spans: tuple[Span, ...], rows: object) -> Block:
    return block._replace(spans=spans, rows=rows)  # type: ignore[arg-type]


def _called(sections: Sequence[Section]) -> set[str]:
    """The names of the foot-notes that the text calls, or that a note calls which the text calls."""
    from pressdesk.text.reading import NoteText

    from_note: dict[str, set[str]] = {}
    calls: set[str] = set()
    for section in sections:
        for block in section.blocks:
            if isinstance(block, NoteText):
                named = {span.text[2:-1] for spans in block.paragraphs for span in spans if span.note}
                from_note.setdefault(block.label, named)
            elif section.calls:
                calls |= {span.text[2:-1] for span in block.spans if span.note}
                calls |= {span.text[2:-1] for row in block.rows for cell in row for span in cell.spans if span.note}
    waiting = list(calls)
    while waiting:
        more = from_note.get(waiting.pop(), set()) - calls
        calls |= more
        waiting += more
    return calls
