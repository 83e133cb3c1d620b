"""A story as the Markdown that gives the same story back: what imported texts are kept as.

Every block is read back as it is written. Where the marks of Markdown cannot say what the block says (a bold word that
ends within a word of other marks, say), first the marks go and then the kind of block, never a letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Block, Span, Story
from pressdesk.text.stories import parse_story

_INLINE = re.compile(r"[\\`*_\[\]<>{}^]|&(?=#?\w+;)|!(?=\[)")
_START = re.compile(r"(\s*)(?:([-+#=:~|])|(\d{1,9})([.)]))")
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
"""A bar that no backslash stands before."""
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPEAKER_SIGN = "— "
_WORDED = ("paragraph", "heading", "quote", "speaker")
_DASHES = {"left": "---", "centre": ":---:", "right": "---:"}


class Written(NamedTuple):
    """The Markdown of a story, and how many of its blocks lost marks or became plain paragraphs."""

    text: str
    plainer: int = 0


def markdown_of(story: Story) -> Written:
    """Write a story; facts are no part of it, so braces come out as plain ones."""
    writer = _Writer()
    blocks = tuple(
        block._replace(
            spans=_with_plain_ends(block.spans),
            rows=tuple(tuple(cell._replace(spans=_with_plain_ends(cell.spans)) for cell in row) for row in block.rows),
        )
        for block in story.blocks
    )
    notes = tuple(_with_plain_ends(spans) for spans in story.notes)
    return Written(writer.write(Story(blocks, notes)), writer.plainer)


def _with_plain_ends(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans with every kind of line end as the plain one."""
    return tuple(span._replace(text=_LINE_END.sub("\n", span.text)) for span in spans)


class _Writer:
    """Writes blocks, and knows in which item of which list the next one stands."""

    def __init__(self) -> None:
        self.plainer = 0
        self._open: list[_Item] = []

    def write(self, story: Story) -> str:
        out: list[str] = []
        before: Block | None = None
        for block in story.blocks:
            text, tight = self._block(block, before)
            if not text:
                continue
            if out:
                out.append("\n" if tight else "\n\n")
            out.append(text)
            before = block
        for number, spans in enumerate(story.notes, 1):
            out.append(f"\n\n[^{number}]: {self._note(spans)}")
        return "".join(out).lstrip("\n") + "\n"

    def _block(self, block: Block, before: Block | None) -> tuple[str, bool]:
        """A block's lines, and whether they follow those of the one before at once."""
        if block.kind in ("bullet", "number"):
            text, follows = self._item(block)
            return text, follows and before is not None and before.kind in ("bullet", "number")
        inside = self._open[: block.depth]
        if not block.depth:
            self._open.clear()
        indent = "".join(" " * item.width for item in inside)
        if block.kind == "speaker" and (before is None or before.kind != "quote"):
            block = block._replace(kind="paragraph")
        quoted = block.kind in ("quote", "speaker")
        lead = ">\n" if quoted and before is not None and before.kind in ("quote", "speaker") else ""
        text = self._alone(block)
        if quoted and not text.startswith(">"):  # it became a plain paragraph
            lead = ""
        joined = bool(lead)
        return _indented(lead + text, indent), joined

    def _alone(self, block: Block) -> str:
        if block.kind in _WORDED and not any(span.text.strip() for span in block.spans):
            return ""
        match block.kind:
            case "pagebreak":
                return "+++"
            case "rule":
                return "---"
            case "heading":
                mark = "#" * min(max(block.level, 1), 6)
                flat = tuple(span._replace(text=span.text.replace("\n", " ")) for span in block.spans)
                return self._kept(block._replace(spans=flat), lambda words: f"{mark} {_closed(words)}")
            case "quote":
                return self._kept(block, lambda words: _indented(words, "> "))
            case "speaker":
                return self._kept(block, lambda words: f"> {_SPEAKER_SIGN}{words}")
            case "table" | "chart":
                return self._table(block)
            case "figure":
                return self._figure(block)
            case _:
                return self._kept(block, str)

    def _item(self, block: Block) -> tuple[str, bool]:
        """An item of a list, and whether it may follow a line of text at once: a list that begins with another number
        than 1 may not. One whose number does not follow gets another sign, so that a new list begins."""
        if not block.text.strip():
            return "", True
        level = min(max(block.level, 1), len(self._open) + 1)
        same = self._open[level - 1] if len(self._open) >= level else None
        del self._open[level - 1 :]
        follows = True
        if block.kind == "number":
            sign = same.sign if same is not None and same.kind == "number" else "."
            if same is not None and same.kind == "number" and same.number + 1 != block.number:
                sign = ")" if sign == "." else "."
                same = None
            follows = block.number == 1 or (same is not None and same.kind == "number")
            mark = f"{block.number}{sign} "
        else:
            sign = "-"
            mark = "- "
        indent = "".join(" " * item.width for item in self._open)
        self._open.append(_Item(block.kind, block.number, sign, len(mark)))
        alone = block._replace(level=1)
        words = self._kept(alone, lambda words: mark + words.replace("\n", "\n" + " " * len(mark)))
        if not words.startswith(mark):
            words = mark + words
        return _indented(words, indent), follows

    def _kept(self, block: Block, form: Callable[[str], str]) -> str:
        """The first way of writing a block that is read back as the block."""
        for plainer, words in enumerate(_ways(block.spans)):
            text = form(words)
            if _reads_back(text, block, marks=plainer < 2):
                self.plainer += plainer > 1
                return text
        self.plainer += 1
        return _lined(_marked(block.spans, ()))

    def _table(self, block: Block) -> str:
        if not block.text.strip() and not any(cell.text.strip() for row in block.rows for cell in row):
            return ""
        rows = [[self._cell(cell.spans) for cell in row] for row in block.rows]
        count = max(map(len, rows), default=0)
        rows = [[*row, *[""] * (count - len(row))] for row in rows]
        if not block.header_rows:
            rows.insert(0, [""] * count)
        sides = [_DASHES[cell.align] for cell in block.rows[-1]] if block.rows else []
        rows.insert(1, [*sides, *["---"] * (count - len(sides))])
        lines = [f"| {' | '.join(row)} |" for row in rows]
        if block.spans or block.kind == "chart":
            words = next(_ways(block.spans)).replace("\n", " ")
            lines += ["", f": {words}" + (" {chart}" if block.kind == "chart" else "")]
        return "\n".join(lines)

    def _cell(self, spans: tuple[Span, ...]) -> str:
        kept = ""
        for plainer, words in enumerate(_ways(spans)):
            kept = _BAR.sub(r"\1\\|", words).replace("\\\n", "<br>").replace("\n", "<br>")
            found, _ = parse_story(f"| x |\n|---|\n| {kept} |")
            read = found.blocks[0].rows[1][0].text if found.blocks and len(found.blocks[0].rows) > 1 else ""
            if _words(_read(read)) == _words("".join(span.text for span in spans)):
                self.plainer += plainer > 1
                break
        return kept

    def _figure(self, block: Block) -> str:
        path = f"<{block.picture}>" if re.search(r"[\s()]", block.picture) else block.picture
        caption = _escaped(block.text.replace("\n", " ")).replace('"', '\\"')
        credit = re.sub(r"[\"“”«»{}]", "'", block.credit)
        return (
            f"![{_escaped(block.alternative)}]({path}"
            + (f' "{caption}"' if caption else "")
            + ")"
            + (f'{{credit="{credit}"}}' if credit else "")
        )

    def _note(self, spans: tuple[Span, ...]) -> str:
        lines = next(_ways(spans)).replace("\\\n", "\n").split("\n")
        return "\n\n  ".join(filter(None, map(str.strip, lines))) or "…"


class _Item(NamedTuple):
    """An item of a list that others can stand in, with the width of its mark."""

    kind: str
    number: int
    sign: str
    width: int


def _ways(spans: tuple[Span, ...]) -> Iterator[str]:
    """The words of a paragraph, with all marks, with other signs for them, with fewer, with none."""
    yield _lined(_marked(spans, _ALL))
    yield _lined(_marked(spans, _ALL, slope="_"))
    yield _lined(_marked(spans, ("link", "superior")))
    yield _lined(_marked(spans, ()))


_ALL = ("link", "foreign", "bold", "italic", "superior")


def _marked(spans: Sequence[Span], marks: Sequence[str], slope: str = "*") -> str:
    """Runs of one mark are put between its signs together, the rest is done inside them."""
    if not marks:
        return "".join(f"[^{span.note}]" if span.note else _escaped(span.text) for span in spans)
    mark, *rest = marks
    out: list[str] = []
    for value, group in groupby(spans, key=lambda span: "" if span.note else _value(span, mark)):
        run = list(group)
        if not value:
            out.append(_marked(run, rest, slope))
            continue
        before, run, after = _trimmed(run)
        words = _marked(run, rest, slope)
        out.append(before + (_signed(words, mark, value, slope) if words else "") + after)
    return "".join(out)


def _value(span: Span, mark: str) -> str:
    """What a mark of a run is, empty for none."""
    match mark:
        case "link":
            return span.link
        case "foreign":
            return span.language
        case "bold":
            return "**" if span.bold else ""
        case "italic":
            return "*" if span.italic else ""
        case _:
            return "^" if span.superior else ""


def _signed(words: str, mark: str, value: str, slope: str) -> str:
    match mark:
        case "link":
            safe = value.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
            return f"[{words}](<{safe}>)" if re.search(r"[()]", safe) else f"[{words}]({safe})"
        case "foreign":
            return f"[{words}]{{lang={value}}}"
        case "bold":
            return f"**{words}**"
        case "italic":
            return f"{slope}{words}{slope}"
        case _:
            plain = re.sub(r"\\(.)", r"\1", words)
            return f"^{{{plain}}}" if not re.search(r"[{}\n]", plain) else words


def _trimmed(run: list[Span]) -> tuple[str, list[Span], str]:
    """A run without the spaces at its ends, which no sign may touch."""
    first, last = run[0], run[-1]
    before = first.text[: len(first.text) - len(first.text.lstrip())] if not first.note else ""
    run[0] = first._replace(text=first.text[len(before) :])
    last = run[-1]
    after = last.text[len(last.text.rstrip()) :] if not last.note else ""
    run[-1] = last._replace(text=last.text[: len(last.text) - len(after)])
    return before, run, after


def _escaped(text: str) -> str:
    return _INLINE.sub(lambda match: "\\" + match[0], text)


def _lined(words: str) -> str:
    """The words of a paragraph with their line ends, each line so that it begins no other kind of block."""
    lines = [_begun(" ".join(line.split(" ")).strip(" \t")) for line in words.strip("\n").split("\n")]
    return "\\\n".join(line for line in lines if line)


def _begun(line: str) -> str:
    found = _START.match(line)
    if found is None:
        return line
    return f"{found[1]}{found[3] or ''}\\{line[found.end(1) + len(found[3] or '') :]}"


def _closed(words: str) -> str:
    """A heading whose last sign is not taken for the end of its mark."""
    return words[:-1] + "\\#" if words.endswith("#") else words


def _indented(text: str, by: str) -> str:
    return "\n".join((by + line).rstrip() if line or by.strip() else line for line in text.split("\n")) if by else text


def _reads_back(text: str, block: Block, *, marks: bool) -> bool:
    """Whether a text is read as a block of that kind with those words, and with those marks too."""
    before = "> x\n>\n" if block.kind == "speaker" else ""
    story, _ = parse_story(before + text)
    if len(story.blocks) != (2 if before else 1):
        return False
    found = story.blocks[-1]
    if found.kind != block.kind or (block.kind == "heading" and found.level != block.level):
        return False
    if _words(_read(_plain(found.spans))) != _words(_plain(block.spans)):
        return False
    read = tuple(span._replace(text=_read(span.text)) for span in found.spans)
    return not marks or _looks(read) == _looks(block.spans)


def _plain(spans: tuple[Span, ...]) -> str:
    return re.sub(r"\[\^\w+\]", "", "".join("" if span.note else span.text for span in spans))


def _words(text: str) -> str:
    return " ".join(text.split())


def _read(text: str) -> str:
    """A text as it is read, its braces as they will be set."""
    return text.replace("{{", "{").replace("}}", "}")


def _looks(spans: tuple[Span, ...]) -> list[tuple[str, bool, bool, bool, str]]:
    """Each letter with its marks."""
    return [
        (char, span.bold, span.italic, span.superior, span.link)
        for span in spans
        if not span.note and not re.fullmatch(r"\[\^\w+\]", span.text)
        for char in span.text
        if not char.isspace()
    ]
