"""A document as plain text of 76 columns, as it goes into an e-mail: numbered links, no-break spaces kept.

Lines break at ordinary spaces only. A word that is longer than the line stands whole on one of its own, so that an
address can still be copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressdesk.model.story import Block, Cell, Span
from pressdesk.output.document import Document, Part, Spans
from pressdesk.output.wording import says_itself, target, word

COLUMNS = 76
"""RFC 3676, section 4.2 asks for 78 at most; two are left for the marks of an answer."""

_STEP = 3
"""By how many columns a list stands in."""

_QUOTED = 4
_LEAST_COLUMN = 6
"""Columns of a table that are narrower than this are not worth reading beside each other."""


def plain_text(document: Document) -> str:
    """The text of a document; links are numbered in brackets, foot-notes in parentheses, both told at the end."""
    return _Writer(document.language).write(document)


class _Writer:
    """Writes the paragraphs of one document and collects its links."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.links: list[str] = []

    def write(self, document: Document) -> str:
        paragraphs: list[str] = []
        before: Part | None = None
        for part in (*document.parts, *_closing(document)):
            text = self.part(part)
            if not text:
                continue
            if before is not None and _together(before, part):
                paragraphs[-1] += "\n" + text
            else:
                paragraphs.append(text)
            before = part
        if document.notes:
            paragraphs.append(_underlined(word("notes", self.language), "-"))
            notes = [
                _hung(self.line(spans), f"({number}) ", " " * (len(str(number)) + 3))
                for number, spans in enumerate(document.notes, 1)
            ]
            paragraphs.append("\n".join(notes))
        if self.links:
            paragraphs.append(_underlined(word("links", self.language), "-"))
            paragraphs.append("\n".join(f"[{number}] {link}" for number, link in enumerate(self.links, 1)))
        return "\n\n".join(paragraphs) + "\n"

    def part(self, part: Part) -> str:
        """One part; empty when it has nothing to say here."""
        match part.kind:
            case "row":
                return "\n".join(filter(None, map(self.part, part.cells)))
            case "rule":
                return "-" * COLUMNS
            case "logos":
                names = [logo.name for logo in part.logos]
                return "\n".join(wrapped(" · ".join(names) if len(names) > 4 else "\n".join(names), COLUMNS))
            case "text":
                return self.block(part)

    def block(self, part: Part) -> str:
        block = part.block
        words = self.line(block.spans)
        indent = " " * (_STEP * block.depth)
        match block.kind:
            case "pagebreak":
                return ""
            case "rule":
                return words.center(COLUMNS).rstrip()
            case "heading":
                return _underlined(words, "-") if block.level < 2 else "\n".join(wrapped(words, COLUMNS))
            case "bullet" | "number":
                inside = " " * (_STEP * (block.level - 1))
                mark = "-  " if block.kind == "bullet" else f"{block.number}. "
                return _hung(words, inside + mark, inside + " " * len(mark))
            case "quote":
                return _hung(words, indent + " " * _QUOTED, indent + " " * _QUOTED, COLUMNS - _QUOTED)
            case "speaker":
                return _hung(words, f"{indent}{' ' * _QUOTED}— ", f"{indent}{' ' * _QUOTED}  ", COLUMNS - _QUOTED)
            case "table" | "chart":
                return "\n".join(filter(None, [*wrapped(words, COLUMNS), self.table(block)]))
            case "figure":
                lead = word("picture", self.language) + word("colon", self.language)
                told = f"[{lead}{block.alternative}]" if block.alternative else ""
                return "\n".join(
                    line for text in (told, words, block.credit) if text for line in wrapped(text, COLUMNS)
                )
            case _:
                return _underlined(words, "=") if part.role == "title" else _hung(words, indent, indent)

    def line(self, spans: Spans) -> str:
        """The words of a paragraph, the numbers of its links behind the words that lead there."""
        out: list[str] = []
        linked: list[Span] = []
        for span in (*spans, Span("")):
            if linked and span.link != linked[-1].link:
                link = target(linked[-1].link)
                if link and not says_itself("".join(one.text for one in linked), link):
                    out.append(f" [{self._number(link)}]")
                linked = []
            out.append(f"\u00a0({span.text})" if span.note else span.text)
            if span.link:
                linked.append(span)
        return "".join(out)

    def table(self, block: Block) -> str:
        rows = [[self.line(cell.spans) for cell in row] for row in block.rows]
        count = max(map(len, rows), default=0)
        rows = [[*row, *[""] * (count - len(row))] for row in rows]
        widths = _column_widths(rows, COLUMNS)
        if widths is None:
            return "\n\n".join(self._record(block, row) for row in rows[block.header_rows :] or rows)
        lines: list[str] = []
        for number, row in enumerate(rows):
            cells = [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
            for i in range(max(map(len, cells), default=0)):
                pieces = [
                    _placed(cell[i] if i < len(cell) else "", width, _align(block.rows[number], column))
                    for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
                ]
                lines.append("  ".join(pieces).rstrip())
            if number + 1 == block.header_rows:
                lines.append("  ".join("-" * width for width in widths))
        return "\n".join(lines)

    def _record(self, block: Block, row: Sequence[str]) -> str:
        """A row of a table that is too wide: a line for each cell, after the name of its column."""
        names = [self.line(cell.spans) for cell in block.rows[0]] if block.header_rows else []
        colon = word("colon", self.language)
        lines = []
        for number, text in enumerate(row):
            name = names[number] if number < len(names) else ""
            lines += wrapped(f"{name}{colon}{text}" if name else text, COLUMNS)
        return "\n".join(lines)

    def _number(self, link: str) -> int:
        if link not in self.links:
            self.links.append(link)
        return self.links.index(link) + 1


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of a width, broken at ordinary spaces and at its own line ends.

    >>> wrapped("Les soignants ferment\\u00a0!", 14)
    ['Les soignants', 'ferment\\xa0!']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current = ""
        for piece in paragraph.split(" "):
            if current and len(current) + 1 + len(piece) > width:
                lines.append(current)
                current = piece
            else:
                current = f"{current} {piece}" if current else piece
        lines.append(current)
    return lines


def _hung(text: str, first: str, next: str, width: int = COLUMNS) -> str:
    lines = wrapped(text, max(width - max(len(first), len(next)), 1))
    return "\n".join((next if number else first) + line for number, line in enumerate(lines)).rstrip(" ")


def _underlined(text: str, sign: str) -> str:
    lines = wrapped(text, COLUMNS)
    return "\n".join([*lines, sign * min(max(map(len, lines)), COLUMNS)])


def _together(before: Part, part: Part) -> bool:
    """Whether two parts stand on lines that follow each other."""
    if part.close or part.kind == "rule" or before.kind == "logos":
        return part.close or before.kind == "row"
    if part.block.kind == "speaker":
        return before.block.kind == "quote"
    listed = ("bullet", "number")
    return part.block.kind in listed and before.block.kind in listed


def _closing(document: Document) -> Iterator[Part]:
    closing = document.closing
    if closing:
        yield Part("rule")
        yield from closing


def _column_widths(rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """The widths of the columns of a table, None when its words do not fit beside each other."""
    columns = list(zip(*rows, strict=True))
    wanted = [max(len(line) for text in column for line in text.split("\n")) for column in columns]
    least = [
        max(min(wish, _LEAST_COLUMN), *(len(piece) for text in column for piece in text.split() or [""]))
        for wish, column in zip(wanted, columns, strict=True)
    ]
    room -= 2 * (len(columns) - 1)
    if not columns or sum(least) > room:
        return None
    while sum(wanted) > room:  # the widest column gives way first
        loosest = max(range(len(wanted)), key=lambda i: (wanted[i] - least[i], wanted[i]))
        wanted[loosest] -= 1
    return wanted


def _align(row: Sequence[Cell], column: int) -> str:
    return row[column].align if column < len(row) else "left"


def _placed(text: str, width: int, align: str) -> str:
    if align == "right":
        return text.rjust(width)
    return text.center(width) if align == "centre" else text.ljust(width)
