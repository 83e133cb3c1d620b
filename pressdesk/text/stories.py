"""Markdown to a Story: what `texts/*.md` hold below their front matter.

Beside CommonMark: `[Tyen byen rèd !]{lang=gcf}` for foreign words, `{colour=accent}` and `{size=1.5}` on such brackets,
`^{re}` for superior letters, a line `+++` of its own for a page break, and in a quotation a last paragraph that
begins with a dash ("— Name, function") as its speaker.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pressdesk.base.problem import Place, Problem
from pressdesk.model.story import Block, BlockKind, Span, Story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_PAGEBREAK = re.compile(r"\+{3,}")
_SPEAKER = re.compile(r"(?:—|–|--)\s*")
_ATTRIBUTE = re.compile(r"(lang|colour)=\"?([\w-]+)\"?|(size)=\"?(\d+(?:\.\d+)?)\"?")
_ATTRIBUTES = re.compile(rf"\{{\s*(?:(?:{_ATTRIBUTE.pattern})\s*)+\}}")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")


def parse_story(body: str, first_line: int = 1, file: str = "") -> tuple[Story, tuple[Problem, ...]]:
    """Read Markdown; `first_line` is the line of the file on which `body` begins, for the places of problems.

    Nothing is lost: what is not understood (a table, raw HTML, a picture) stays as its text, with a Problem. Hidden
    characters, as a word processor leaves them, are taken out.
    """
    clean = _INVISIBLE.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
    reader = _Reader(first_line, file)
    reader.read(_markdown().parse(clean))
    if clean != body.replace("\r\n", "\n").replace("\r", "\n"):
        reader.problems.append(
            Problem(
                "note",
                "hidden-characters",
                "Hidden characters, as pasting from a word processor leaves them, were taken out of the text.",
                "Nothing needs to be done.",
                Place(file=file),
            )
        )
    return Story(tuple(reader.blocks)), tuple(reader.problems)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False})
    markdown.disable("reference")  # a line such as “[1]: …” is text here; taken as a definition it would vanish
    markdown.inline.ruler.before("escape", "superior", _superior)
    markdown.inline.ruler.before("link", "marked", _marked)
    return markdown


def _superior(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^{", state.pos):
        return False
    end = state.src.find("}", state.pos)
    if end < 0 or end > state.posMax or "\n" in state.src[state.pos : end]:
        return False
    if not silent:
        state.push("superior", "", 0).content = state.src[state.pos + 2 : end]
    state.pos = end + 1
    return True


def _marked(state: StateInline, silent: bool) -> bool:
    """The rule for `[text]{key=value …}`; with a key that is not known it stays as typed."""
    if not state.src.startswith("[", state.pos):
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


class _Reader:
    """Walks the tokens of a document and keeps the blocks."""

    def __init__(self, first_line: int, file: str) -> None:
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self._offset = first_line
        self._file = file
        self._lists: list[tuple[BlockKind, list[int]]] = []
        self._quotes = 0
        self._item = False

    def read(self, tokens: list[Token]) -> None:
        heading = 0
        for token in tokens:
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "heading_close":
                    heading = 0
                case "bullet_list_open":
                    self._lists.append(("bullet", [0]))
                case "ordered_list_open":
                    self._lists.append(("number", [int(token.attrs.get("start", 1)) - 1]))
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._lists[-1][1][0] += 1
                    self._item = True
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "hr":
                    self._add("rule", (), token)
                case "fence" | "code_block":
                    self._add("paragraph", (Span(token.content.rstrip("\n")),), token)
                case "inline":
                    self._paragraph(token, heading)
                case _:
                    pass

    def _paragraph(self, token: Token, heading: int) -> None:
        if _PAGEBREAK.fullmatch(token.content.strip()):
            self._add("pagebreak", (), token)
            return
        self._note_troubles(token)
        spans = _spans(token.children or [])
        if heading:
            self._add("heading", spans, token, heading)
        elif self._quotes:
            dash = _SPEAKER.match(spans[0].text) if spans else None
            if dash:
                spans = (spans[0]._replace(text=spans[0].text[dash.end() :]), *spans[1:])
            self._add("speaker" if dash else "quote", spans, token)
        elif self._lists:
            kind, number = self._lists[-1]
            # A second paragraph of one item goes on under the first, without a mark of its own.
            self._add(kind, spans, token, len(self._lists), number[0] if self._item else 0)
            self._item = False
        else:
            self._add("paragraph", spans, token)

    def _add(self, kind: BlockKind, spans: tuple[Span, ...], token: Token, level: int = 1, number: int = 0) -> None:
        self.blocks.append(Block(kind, spans, level, number, self._line(token)))

    def _line(self, token: Token) -> int:
        return self._offset + (token.map[0] if token.map else 0)

    def _note_troubles(self, token: Token) -> None:
        for child in token.children or []:
            if child.type == "image":
                self.problems.append(
                    Problem(
                        "warning",
                        "picture-in-text",
                        "A picture inside a text is not set yet; its description stands in its place.",
                        "Put the picture into a picture field of the piece.",
                        Place(self._file, self._line(token)),
                    )
                )
        if token.content.count("**") % 2:
            self.problems.append(
                Problem(
                    "warning",
                    "unclosed-mark",
                    "A mark for bold text (**) is opened and never closed; it stands in the text as typed.",
                    "Add the second ** or take the first away.",
                    Place(self._file, self._line(token)),
                )
            )


def _spans(tokens: list[Token]) -> tuple[Span, ...]:
    """The runs of one paragraph, equal neighbours joined."""
    spans: list[Span] = []
    style = [Span("")]

    def put(text: str, superior: bool = False) -> None:
        span = style[-1]._replace(text=text, superior=superior)
        if spans and spans[-1]._replace(text="") == span._replace(text=""):
            spans[-1] = spans[-1]._replace(text=spans[-1].text + text)
        elif text:
            spans.append(span)

    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "html_inline":
                put(token.content)
            case "superior":
                put(token.content, superior=True)
            case "softbreak":
                put(" ")
            case "hardbreak":
                put("\n")
            case "image":
                put(token.content)
            case "strong_open":
                style.append(style[-1]._replace(bold=True))
            case "em_open":
                style.append(style[-1]._replace(italic=True))
            case "link_open":
                link = str(token.attrs["href"]).replace("%7B", "{").replace("%7D", "}")  # a fact: {petition.link}
                style.append(style[-1]._replace(link=link))
            case "span_open":
                style.append(_with_marks(style[-1], token.meta))
            case "strong_close" | "em_close" | "link_close" | "span_close":
                style.pop()
            case _:
                put(token.content)
    return tuple(spans)


def _with_marks(span: Span, marks: Mapping[str, str]) -> Span:
    return span._replace(
        language=marks.get("lang", span.language),
        colour=marks.get("colour", span.colour),
        size_factor=float(marks.get("size", span.size_factor)),
    )
