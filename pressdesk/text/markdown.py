"""The Markdown of `texts/*.md`: CommonMark with rules of its own, each of which keeps what it cannot read as text.

- a table has a line of column names, a line of dashes (`|---|---:|`) and rows; the line `: words` after it is its
  caption, and one that ends in `{chart}` has it drawn as bars;
- `[^name]` calls a foot-note, `[^name]: words` is its text, which goes on in indented lines;
- a line of `+++` ends the page; `^{re}` and `17^e` stand higher;
- `[words]{lang=gcf colour=accent size=1.5}` marks words;
- `![alternative](pictures/a.jpg "caption"){credit="name"}` is a picture.

HTML, indented code and link definitions are no marks here: they stay as typed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_inline import image

from pressdesk.base.regex import regex
from pressdesk.text.markup import ORDINAL

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEEPEST = 40
"""How deep quotations and lists can stand in each other, an item counting twice; what is deeper stays as typed."""

_PAGEBREAK = regex(r"\+{3,}")
_ATTRIBUTE = regex(r"(lang|colour)=\"?([\w-]+)\"?|(size)=\"?(\d+(?:\.\d+)?)\"?")
_ATTRIBUTES = regex(rf"\{{\s*(?:(?:{_ATTRIBUTE.pattern})\s*)+\}}")
_CREDIT = regex(r"\{\s*credit\s*=\s*(?:[\"“«]\s*([^\"”»{}]*?)\s*[\"”»]|([^\s\"{}]+))\s*\}")
_DELIMITERS = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CAPTION = regex(r":\s+(\S.*)")
_CHART = regex(r"\s*\{\s*chart\s*\}\s*$")
_NOTE = regex(r"\[\^([^\]\s]{1,80})\]:[ \t]*(.*)")
_CALL = regex(r"\[\^([^\]\s]{1,80})\]")


@cache
def markdown() -> MarkdownIt:
    """The reader of Markdown with the rules of this module."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST + 20})
    made.disable(["reference", "code"])
    block, inline = made.block.ruler, made.inline.ruler
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block.before("fence", "deep", _deep)
    block.before("fence", "page-break", _page_break, interrupting)
    block.before("fence", "note", _note, interrupting)
    block.before("fence", "bars", _table, interrupting)
    inline.before("escape", "superior", _superior)
    inline.before("escape", "brace", _brace)
    inline.before("link", "call", _call)
    inline.before("link", "marked", _marked)
    inline.at("image", _credited)
    return made


def inline_tokens(text: str) -> list[Token]:
    """The tokens of a text without blocks."""
    return markdown().parseInline(text)[0].children or []


def cells_of(line: str) -> list[str]:
    r"""The cells of a row of a table; `\|` is a bar.

    >>> cells_of("| un | deux \\| trois |")
    ['un', 'deux | trois']
    """
    cells: list[str] = []
    cell = ""
    escaped = False
    for char in line.strip():
        if char == "|" and not escaped:
            cells.append(cell)
            cell = ""
            continue
        if char == "|":
            cell = cell[:-1]
        cell += char
        escaped = char == "\\" and not escaped
    cells.append(cell)
    if not cells[0].strip() and len(cells) > 1:
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip():
        del cells[-1]
    return [one.strip() for one in cells]


def _line(state: StateBlock, line: int) -> str:
    """A line without the marks of the lists and quotations around it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _outside(state: StateBlock, line: int) -> bool:
    """Whether a line stands further left than the list item that is being read."""
    return state.sCount[line] < state.blkIndent


def _put(state: StateBlock, kind: str, content: str, line: int, to: int) -> Token:
    """A token around a text whose marks are read."""
    opening = state.push(f"{kind}_open", "", 1)
    opening.map = [line, to]
    inside = state.push("inline", "", 0)
    inside.content, inside.map, inside.children = content, [line, to], []
    state.push(f"{kind}_close", "", -1)
    return opening


def _deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < DEEPEST:
        return False
    if not silent:
        last = start + 1
        while last < end and not state.isEmpty(last):
            last += 1
        _put(state, "paragraph", state.getLines(start, last, state.blkIndent, False).strip(), start, last)
        state.line = last
    return True


def _page_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if _outside(state, start) or not _PAGEBREAK.fullmatch(_line(state, start).strip()):
        return False
    if not silent:
        state.push("page_break", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = None if _outside(state, start) else _NOTE.match(_line(state, start))
    if found is None:
        return False
    if silent:
        return True
    paragraphs = [[found[2]]]
    last = line = start + 1
    while line < end:
        text = _line(state, line)
        if not text.strip():
            line += 1
            continue
        indented = state.sCount[line] - state.blkIndent >= 2
        if (line > last and not indented) or (line == last and not indented and _begins_block(state, line, end)):
            break
        if line > last:
            paragraphs.append([])
        paragraphs[-1].append(text.strip())
        line += 1
        last = line
    opening = state.push("note_open", "", 1)
    opening.map, opening.meta = [start, last], {"label": found[1]}
    for paragraph in paragraphs:
        inside = state.push("inline", "", 0)
        inside.content, inside.map, inside.children = "\n".join(paragraph).strip(), [start, last], []
    state.push("note_close", "", -1)
    state.line = last
    return True


def _begins_block(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line ends the paragraph before it."""
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end or _outside(state, start) or _outside(state, start + 1):
        return False
    head, dashes = _line(state, start), _line(state, start + 1)
    if "|" not in head or "|" not in dashes or not _DELIMITERS.fullmatch(dashes):
        return False
    if silent:
        return True
    line = start + 2
    rows = [(start, cells_of(head))]
    while line < end and not _outside(state, line) and "|" in _line(state, line):
        rows.append((line, cells_of(_line(state, line))))
        line += 1
    opening = state.push("table_open", "", 1)
    opening.meta = {"align": [_side(cell) for cell in cells_of(dashes)], "chart": False}
    for at, cells in rows:
        state.push("row_open", "", 1)
        for cell in cells:
            inside = state.push("inline", "", 0)
            inside.content, inside.map, inside.children = cell, [at, at + 1], []
        state.push("row_close", "", -1)
    below = line
    while below < end and below < line + 1 and state.isEmpty(below):
        below += 1
    found = _CAPTION.match(_line(state, below)) if below < end and not _outside(state, below) else None
    if found:
        words = [found[1]]
        line = below + 1
        while line < end and not state.isEmpty(line) and not _outside(state, line):
            if _begins_block(state, line, end):
                break
            words.append(_line(state, line).strip())
            line += 1
        caption = "\n".join(words)
        opening.meta["chart"] = bool(_CHART.search(caption))
        inside = state.push("inline", "", 0)
        inside.content, inside.map, inside.children = _CHART.sub("", caption), [below, line], []
    opening.map = [start, line]
    state.push("table_close", "", -1)
    state.line = line
    return True


def _side(dashes: str) -> str:
    """The alignment that a cell of the line of dashes asks for, empty for none."""
    if dashes.endswith(":"):
        return "centre" if dashes.startswith(":") else "right"
    return "left" if dashes.startswith(":") else ""


def _superior(state: StateInline, silent: bool) -> bool:
    ordinal = ORDINAL.match(state.src, state.pos, state.posMax)
    if ordinal and state.pos and state.src[state.pos - 1].isalnum():
        if not silent:
            state.push("superior", "", 0).content = ordinal[0][1:]
        state.pos = ordinal.end()
        return True
    if not state.src.startswith("^{", state.pos):
        return False
    end = state.src.find("}", state.pos)
    if end < 0 or end >= state.posMax or "\n" in state.src[state.pos : end]:
        return False
    if not silent:
        state.push("superior", "", 0).content = state.src[state.pos + 2 : end]
    state.pos = end + 1
    return True


def _brace(state: StateInline, silent: bool) -> bool:
    """A brace with a backslash before it is a plain one, which names of facts write as two."""
    found = state.src[state.pos : state.pos + 2]
    if found not in ("\\{", "\\}") or state.pos + 2 > state.posMax:
        return False
    if not silent:
        state.pending += found[1] * 2
    state.pos += 2
    return True


def _call(state: StateInline, silent: bool) -> bool:
    found = _CALL.match(state.src, state.pos, state.posMax)
    if found is None or state.src.startswith("(", found.end()):
        return False
    if not silent:
        token = state.push("note_call", "", 0)
        token.content, token.meta = found[0], {"label": found[1]}
    state.pos = found.end()
    return True


def _marked(state: StateInline, silent: bool) -> bool:
    """The rule for `[text]{key=value …}`; with a key that is not known it stays as typed."""
    if not state.src.startswith("[", state.pos) or state.src.find("]{", state.pos, state.posMax) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _ATTRIBUTES.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        start, after, limit = state.pos + 1, found.end(), state.posMax
        state.push("span_open", "", 1).meta = {a or c: b or d for a, b, c, d in _ATTRIBUTE.findall(found[0])}
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
        state.pos, state.posMax = after, limit
    else:
        state.pos = found.end()
    return True


def _credited(state: StateInline, silent: bool) -> bool:
    """A picture, with `{credit="…"}` right after it."""
    if not image(state, silent):
        return False
    found = _CREDIT.match(state.src, state.pos, state.posMax)
    if found:
        if not silent:
            state.tokens[-1].meta = {"credit": found[1] or found[2] or ""}
        state.pos = found.end()
    return True
