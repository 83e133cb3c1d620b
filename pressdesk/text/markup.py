"""The small markup of fields: bold, italic, superior, marked spans and links; and blocks for longer texts.

`**bold**`, `*italic*`, `^{sup}`, `17^e`, `[words](https://address)`, `[words]{lang=gcf colour=accent size=1.5}`; a
backslash before a sign of the markup makes it plain. Nothing is refused: a mark that is not closed stays as typed.
"""

from __future__ import annotations

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Block, BlockKind, Span, Story

_SIGNS = "\\*^[]{}#>-_"
ORDINAL = regex(r"\^(?:er|re|e|ère|ème|nd|nde)(?!\w)")
"""The end of an ordinal as it is copied from pages that write `17^e`; right after a figure."""
_ATTRIBUTES = regex(r"\{([^{}\n]*)\}")
_TARGET = regex(r"\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)")
_ATTRIBUTE = regex(r"(lang|colour|color|size)=(\"[^\"]*\"|\S+)")
_HEADING = regex(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = regex(r"(\s*)(?:[-*•]|(\d{1,4})[.)])\s+(.*)$")
_SPECIAL = regex(r"[\\*^\[\]]")
_DEEPEST = 20

_PLAIN = Span("")


class _Reader(NamedTuple):
    """A text, where each opening bracket closes, and from where on a mark is known not to be closed before an end."""

    text: str
    closes: dict[int, int]
    unclosed: dict[tuple[str, int], int]


def parse_inline(text: str) -> tuple[Span, ...]:
    """The spans of a text with marks; never raises, and neighbours with the same marks come as one.

    >>> [(span.text, span.bold) for span in parse_inline("Le **12 mars**, on ferme")]
    [('Le ', False), ('12 mars', True), (', on ferme', False)]
    """
    if not _SPECIAL.search(text):
        return (Span(text),) if text else ()
    spans: list[Span] = []
    _read(_Reader(text, _brackets(text), {}), 0, len(text), _PLAIN, spans, 0)
    return _merged(spans)


def parse_blocks(text: str) -> Story:
    """A longer text as blocks: paragraphs, lists of `-` or `1.`, quotes after `>`, headings after `#`.

    An empty line ends a paragraph, a line's end inside one is a space, two spaces or a backslash before it a new line.
    """
    blocks: list[Block] = []
    lines: list[str] = []
    kind: BlockKind = "paragraph"
    level, number, first = 1, 0, 1

    def finish() -> None:
        nonlocal kind, level, number
        if lines:
            blocks.append(Block(kind, parse_inline(_joined(lines)), level, number, first))
            lines.clear()
        kind, level, number = "paragraph", 1, 0

    for count, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if not bare:
            finish()
        elif found := _HEADING.fullmatch(bare):
            finish()
            blocks.append(Block("heading", parse_inline(found[2]), len(found[1]), 0, count))
        elif set(bare) <= {"-"} and len(bare) >= 3:
            finish()
            blocks.append(Block("rule", (), line=count))
        elif found := _ITEM.fullmatch(line):
            finish()
            kind = "number" if found[2] else "bullet"
            level, number, first = len(found[1].expandtabs(4)) // 2 + 1, int(found[2] or 0), count
            lines.append(found[3])
        else:
            quoted = bare.startswith(">")
            if quoted != (kind == "quote") and (quoted or not lines or kind == "quote"):
                finish()
                kind = "quote" if quoted else "paragraph"
            if not lines:
                first = count
            lines.append(line.lstrip()[1:].lstrip() if quoted else line)
    finish()
    return Story(tuple(block for block in blocks if block.spans or block.kind == "rule"))


def _joined(lines: list[str]) -> str:
    out = ""
    for line in lines:
        words = line.strip()
        if line.endswith("  "):
            out += words + "\n"
        elif words.endswith("\\") and not words.endswith("\\\\"):
            out += words[:-1].rstrip() + "\n"
        else:
            out += words + " "
    return out.rstrip()


def _brackets(text: str) -> dict[int, int]:
    """Where each `[` finds its `]`."""
    closes: dict[int, int] = {}
    if "[" not in text:
        return closes
    waiting: list[int] = []
    place = 0
    while place < len(text):
        char = text[place]
        if char == "\\":
            place += 1
        elif char == "[":
            waiting.append(place)
        elif char == "]" and waiting:
            closes[waiting.pop()] = place
        place += 1
    return closes


def _read(reader: _Reader, start: int, end: int, marks: Span, spans: list[Span], depth: int) -> None:
    text = reader.text
    plain: list[str] = []

    def flush() -> None:
        if plain:
            spans.append(marks._replace(text="".join(plain)))
            plain.clear()

    place = start
    while place < end:
        char = text[place]
        step = place + 1
        if char == "\\" and step < end and text[step] in _SIGNS:
            plain.append(text[step])
            place += 2
            continue
        inner = _marked(reader, place, end, marks) if char in "*^[" and depth < _DEEPEST else None
        if inner is None:
            plain.append(char)
            place = step
            continue
        begin, stop, place, inside = inner
        flush()
        _read(reader, begin, stop, inside, spans, depth + 1)
    flush()


def _marked(reader: _Reader, place: int, end: int, marks: Span) -> tuple[int, int, int, Span] | None:
    """What a mark at `place` encloses: where that begins and ends, where to go on, and with which marks."""
    text = reader.text
    if text.startswith("**", place, end):
        close = _close(reader, "**", place + 2, end)
        if close > 0 and not marks.bold:
            return place + 2, close, close + 2, marks._replace(bold=True)
        return None
    if text[place] == "*":
        close = _close(reader, "*", place + 1, end)
        if close > 0 and not marks.italic:
            return place + 1, close, close + 1, marks._replace(italic=True)
        return None
    if text[place] == "^":
        if text.startswith("^{", place, end):
            close = text.find("}", place, end)
            if close > place + 2:
                return place + 2, close, close + 1, marks._replace(superior=True)
        elif (found := ORDINAL.match(text, place, end)) and place and text[place - 1].isalnum():
            return place + 1, found.end(), found.end(), marks._replace(superior=True)
        return None
    close = reader.closes.get(place, end)
    if close >= end or close == place + 1:
        return None
    if found := _TARGET.match(text, close + 1, end):
        return place + 1, close, found.end(), marks._replace(link=found[1])
    if (found := _ATTRIBUTES.match(text, close + 1, end)) and (inside := _attributed(found[1], marks)):
        return place + 1, close, found.end(), inside
    return None


def _close(reader: _Reader, sign: str, start: int, end: int) -> int:
    """Where a mark closes: the sign stands right after a word, as its opening stands right before one; or -1."""
    text = reader.text
    if start >= end or text[start].isspace() or start >= reader.unclosed.get((sign, end), end):
        return -1
    place = start
    while (place := text.find(sign, place, end)) >= 0:
        if text[place - 1] == "\\":
            place += 1
        elif sign == "*" and text.startswith("**", place, end):
            inner = _close(reader, "**", place + 2, end)
            place = inner + 2 if inner > 0 else place + 2
        elif place > start and not text[place - 1].isspace():
            return place + 1 if sign == "**" and text.startswith("***", place, end) else place
        else:
            place += 1
    reader.unclosed[sign, end] = start
    return -1


def _attributed(written: str, marks: Span) -> Span | None:
    found = _ATTRIBUTE.findall(written)
    if not found or _ATTRIBUTE.sub("", written).strip():
        return None
    for name, value in found:
        value = value.strip('"')
        if name == "lang":
            marks = marks._replace(language=value)
        elif name == "size":
            try:
                factor = float(value)
            except ValueError:
                return None
            if not 0.1 <= factor <= 20:
                return None
            marks = marks._replace(size_factor=marks.size_factor * factor)
        else:
            marks = marks._replace(colour=value)
    return marks


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if out and out[-1]._replace(text="") == span._replace(text=""):
            out[-1] = out[-1]._replace(text=out[-1].text + span.text)
        elif span.text:
            out.append(span)
    return tuple(out)
