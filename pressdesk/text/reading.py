"""A stretch of Markdown to blocks: quotations and their speakers, lists, tables, pictures, charts, foot-notes.

Each stretch is read alone and kept, so that a text that is written on is read again only where it changed. The calls of
foot-notes wait to be numbered: their spans say `[^name]` and have the number `CALL`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pressdesk.base.problem import Place, Problem, Severity
from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Align, Block, BlockKind, Cell, Span
from pressdesk.text.figures import is_figure
from pressdesk.text.markdown import cells_of, inline_tokens, markdown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

CALL = -1
"""What stands for the number of a foot-note that is called, until it is known."""

_SPEAKER = regex(r"(?:—|–|--)\s*")
_NOTHING = ("", "-", "–", "—", "…", "n.c.", "n. c.", "n.d.", "n. d.", "s.o.", "ND", "NC")
_UNREAD_PICTURE = regex(r"!\[[^\]]*\]\([^)]*\)")
_BREAK_IN_CELL = regex(r"<br\s*/?>", re.IGNORECASE)


class NoteText(NamedTuple):
    """The text of a foot-note where it is written."""

    label: str
    paragraphs: tuple[tuple[Span, ...], ...]
    line: int


class Section(NamedTuple):
    """What a stretch of Markdown says; its lines are counted from 0. `calls` tells whether it calls foot-notes."""

    blocks: tuple[Block | NoteText, ...]
    problems: tuple[Problem, ...]
    calls: bool


@lru_cache(maxsize=8192)
def read_section(text: str) -> Section:
    """Read a stretch of Markdown that no list, quotation, table or fenced block goes beyond."""
    return _Reader().read(markdown().parse(text))


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Runs of text with equal neighbours as one and empty ones left out."""
    out: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if out and not span.note and out[-1][1:] == span[1:]:
            out[-1] = span._replace(text=out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)


class _List(NamedTuple):
    """A list that is being read: the number of its item, and whether that waits for its first paragraph."""

    kind: BlockKind
    number: int
    fresh: bool = False


class _Picture(NamedTuple):
    """A picture among the words of a paragraph."""

    path: str
    alternative: str
    caption: str
    credit: str


class _Reader:
    """Walks the tokens of a section and keeps the blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block | NoteText] = []
        self.problems: list[Problem] = []
        self.calls = False
        self._lists: list[_List] = []
        self._quotes: list[bool] = []
        self._here = 0

    def read(self, tokens: Sequence[Token]) -> Section:
        heading = at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "heading_close":
                    heading = 0
                case "bullet_list_open":
                    self._lists.append(_List("bullet", 0))
                case "ordered_list_open":
                    self._lists.append(_List("number", int(token.attrs.get("start", 1)) - 1))
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._lists[-1] = self._lists[-1]._replace(number=self._lists[-1].number + 1, fresh=True)
                case "blockquote_open":
                    self._quotes.append(False)
                case "blockquote_close":
                    self._quotes.pop()
                case "hr":
                    self._add("rule", (), token)
                case "page_break":
                    self._add("pagebreak", (), token)
                case "fence" | "code_block":
                    self._fenced(token)
                case "table_open":
                    end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                    self._table(token, tokens[at:end])
                    at = end + 1
                case "note_open":
                    end = next(i for i in range(at, len(tokens)) if tokens[i].type == "note_close")
                    self._note(token, tokens[at:end])
                    at = end + 1
                case "inline":
                    last = at + 1 < len(tokens) and tokens[at + 1].type == "blockquote_close"
                    self._paragraph(token, heading, last)
                case _:
                    pass
        return Section(tuple(self.blocks), tuple(self.problems), self.calls)

    def tell(self, severity: Severity, code: str, line: int, message: str, remedy: str = "") -> None:
        """Note a problem in a line, counted from 0."""
        self.problems.append(Problem(severity, code, message, remedy, Place(line=line)))

    def _note(self, opening: Token, inside: Sequence[Token]) -> None:
        """The text of a foot-note."""
        paragraphs = []
        for token in inside:
            self._look_at(token)
            paragraphs.append(self._words_only(token, "foot-note"))
        self.blocks.append(NoteText(opening.meta["label"], tuple(paragraphs), _at(opening)))

    # blocks ---------------------------------------------------------------------------------------------------------

    def _paragraph(self, token: Token, heading: int, last: bool) -> None:
        self._look_at(token)
        children = token.children or []
        quoting = bool(self._quotes) and not heading
        if quoting and last and (cut := _last_line(children)) and self._speaks(children[cut + 1 :]):
            self._words(children[:cut], token, heading)
            self._words(children[cut + 1 :], token, heading, speaker=True)
        else:
            spoken = quoting and last and self._quotes[-1] and self._speaks(children)
            self._words(children, token, heading, speaker=spoken)

    @staticmethod
    def _speaks(children: Sequence[Token]) -> bool:
        first = next((child for child in children if child.type != "text" or child.content.strip()), None)
        return first is not None and first.type == "text" and bool(_SPEAKER.match(first.content.lstrip()))

    def _words(self, children: Sequence[Token], token: Token, heading: int, speaker: bool = False) -> None:
        """The block of a paragraph or of a part of it, then its pictures."""
        if heading:
            self._add("heading", self._words_only(token, "heading"), token, heading)
            return
        spans, pictures = self._spans(children)
        if pictures and not "".join(span.text for span in spans).strip():
            pass
        elif self._quotes:
            if speaker:
                first = spans[0].text.lstrip()
                dash = _SPEAKER.match(first)
                spans = (spans[0]._replace(text=first[dash.end() if dash else 0 :]), *spans[1:])
            self._add("speaker" if speaker else "quote", spans, token, depth=len(self._lists))
            self._quotes[-1] = True
        elif self._lists:
            top = self._lists[-1]
            if top.fresh:
                self._add(top.kind, spans, token, len(self._lists), top.number)
                self._lists[-1] = top._replace(fresh=False)
            else:
                self._add("paragraph", spans, token, depth=len(self._lists))
        else:
            self._add("paragraph", spans, token)
        for picture in pictures:
            self._figure(picture, token)

    def _figure(self, picture: _Picture, token: Token) -> None:
        caption: tuple[Span, ...] = ()
        if picture.caption:
            caption, _ = self._spans(inline_tokens(picture.caption))
        self.blocks.append(
            Block(
                "figure", caption, line=_at(token), picture=picture.path, alternative=picture.alternative,
                credit=picture.credit, depth=len(self._lists),
            )
        )  # fmt: skip

    def _fenced(self, token: Token) -> None:
        words = token.info.strip()
        if words.split(maxsplit=1)[:1] == ["chart"]:
            self._chart(token, words[5:].strip())
            return
        text = "\n".join(part for part in (words, token.content.rstrip("\n")) if part)
        self._add("paragraph", (Span(text),) if text else (), token, depth=len(self._lists))

    def _chart(self, token: Token, caption: str) -> None:
        rows: list[tuple[Cell, ...]] = []
        named = 0
        for number, line in enumerate(token.content.split("\n"), 1):
            if not line.strip():
                continue
            cells = cells_of(line) if "|" in line else [part.strip() for part in line.rpartition(":")[::2]]
            if "|" not in line and not cells[0]:
                cells = cells[1:]
            if "|" in line and not rows and line.lstrip().startswith("|"):
                cells, named = ["", *cells], 1
            elif len(cells) < 2:
                self.tell(
                    "warning", "chart-line", _at(token) + number,
                    f"“{line.strip()[:60]}” in a chart has no value.", "Write it as: words: 12 %",
                )  # fmt: skip
            rows.append(
                tuple(
                    Cell(self._spans(inline_tokens(cell))[0], i == 0 or named > len(rows), "right" if i else "left")
                    for i, cell in enumerate(cells)
                )
            )
        wide = max(map(len, rows), default=0)
        filled = tuple(row + (Cell(()),) * (wide - len(row)) for row in rows)
        spans = self._spans(inline_tokens(caption))[0]
        self.blocks.append(Block("chart", spans, line=_at(token), rows=filled, header_rows=named))

    def _table(self, opening: Token, inside: Sequence[Token]) -> None:
        rows: list[list[tuple[Span, ...]]] = []
        caption: tuple[Span, ...] = ()
        rowing = False
        for token in inside:
            if token.type == "row_open":
                rows.append([])
                rowing = True
            elif token.type == "row_close":
                rowing = False
            else:
                self._look_at(token)
                spans = self._words_only(token, "table")
                if rowing:
                    rows[-1].append(_broken(spans))
                    asked = len(opening.meta["align"])
                    if len(rows[-1]) == asked + 1:
                        self.tell(
                            "warning", "table-columns", _at(token),
                            f"This row has more cells than the {asked} columns that the line of dashes gives.",
                            "Add a column to that line, or write a bar in the words as \\|.",
                        )  # fmt: skip
                else:
                    caption = spans
        wide = max(map(len, rows))
        sides = [*opening.meta["align"], *[""] * wide][:wide]
        filled = [[*row, *[()] * (wide - len(row))] for row in rows]
        headed = any(filled[0])
        body = filled[1:]
        first_names = headed and bool(body) and (not filled[0][0] or all(_bold(row[0]) for row in body))
        aligns = [_aligned(sides[i], [_text(row[i]) for row in body]) for i in range(wide)]
        cells = tuple(
            tuple(
                Cell(spans, (headed and not number) or (i == 0 and first_names and bool(spans)), aligns[i])
                for i, spans in enumerate(row)
            )
            for number, row in enumerate(filled)
            if number or headed
        )
        kind: BlockKind = "chart" if opening.meta["chart"] else "table"
        self.blocks.append(
            Block(kind, caption, line=_at(opening), rows=cells, header_rows=int(headed), depth=len(self._lists))
        )

    def _add(
        self, kind: BlockKind, spans: tuple[Span, ...], token: Token, level: int = 1, number: int = 0, depth: int = 0
    ) -> None:
        self.blocks.append(Block(kind, spans, level, number, _at(token), depth=depth))

    # words ----------------------------------------------------------------------------------------------------------

    def _look_at(self, token: Token) -> None:
        """Tell of marks that were meant and not read."""
        text = token.content
        self._here = _at(token)
        if text.count("**") % 2 and not text.count("\\*"):
            self.tell(
                "warning", "unclosed-mark", _at(token),
                "A mark for bold text (**) is opened and never closed; it stands in the text as typed.",
                "Add the second ** or take the first away.",
            )  # fmt: skip
        if "![" not in text:
            return
        for child in token.children or []:
            if child.type == "text" and (found := _UNREAD_PICTURE.search(child.content)):
                self.tell(
                    "warning", "unread-picture", _at(token),
                    f"“{found[0][:60]}” could not be read as a picture; it stands in the text as typed.",
                    "A path with spaces stands between < and >: ![words](<pictures/my photo.jpg>).",
                )  # fmt: skip

    def _words_only(self, token: Token, where: str) -> tuple[Span, ...]:
        """The runs of a text that no picture can stand in."""
        children = token.children or []
        words = []
        for child in children:
            if child.type == "image":
                picture = _picture(child)
                self.tell(
                    "warning", "picture-in-text", _at(token),
                    f"The picture “{picture.path}” stands in a {where}, where none can stand; its description stands "
                    "in its place.",
                    "Put it on a line of its own.",
                )  # fmt: skip
                child = _token(" ".join(part for part in (picture.alternative, picture.caption) if part))
            words.append(child)
        return self._spans(words)[0]

    def _spans(self, tokens: Sequence[Token]) -> tuple[tuple[Span, ...], list[_Picture]]:
        """The runs of one paragraph, equal neighbours joined, and the pictures in it."""
        spans: list[Span] = []
        pictures: list[_Picture] = []
        style = [Span("")]
        linked = 0
        for token in tokens:
            match token.type:
                case "text" | "code_inline" | "html_inline":
                    spans.append(style[-1]._replace(text=token.content))
                case "superior":
                    spans.append(style[-1]._replace(text=token.content, superior=True))
                case "softbreak":
                    spans.append(style[-1]._replace(text=" "))
                case "hardbreak":
                    spans.append(style[-1]._replace(text="\n"))
                case "note_call":
                    self.calls = True
                    spans.append(Span(token.content, superior=True, note=CALL))
                case "image":
                    pictures.append(_picture(token))
                case "strong_open":
                    style.append(style[-1]._replace(bold=True))
                case "em_open":
                    style.append(style[-1]._replace(italic=True))
                case "link_open":
                    link = str(token.attrs["href"]).replace("%7B", "{").replace("%7D", "}")  # a fact: {petition.link}
                    style.append(style[-1]._replace(link=link))
                    linked = len(spans)
                    if token.attrs.get("title"):
                        self.tell(
                            "note", "link-title", self._here,
                            f"The words “{token.attrs['title']}” behind the address of a link are not shown.",
                            "Write them into the text if they are to be read.",
                        )  # fmt: skip
                case "span_open":
                    style.append(_with_marks(style[-1], token.meta))
                case "link_close":
                    if len(spans) == linked:
                        spans.append(style[-1]._replace(text=style[-1].link))
                    style.pop()
                case "strong_close" | "em_close" | "span_close":
                    style.pop()
                case _:
                    spans.append(style[-1]._replace(text=token.content))
        if pictures and spans:  # the space that stood before or after a picture
            spans[0] = spans[0]._replace(text=spans[0].text.lstrip(" "))
            spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip(" "))
        return joined(spans), pictures


def _at(token: Token) -> int:
    """The line of a token, from 0."""
    return token.map[0] if token.map else 0


def _token(text: str) -> Token:
    """A text without marks as a token."""
    from markdown_it.token import Token

    return Token("text", "", 0, content=text)


def _last_line(children: Sequence[Token]) -> int:
    """The place of the last line break of a paragraph, 0 for none."""
    return next((i for i in range(len(children) - 1, 0, -1) if children[i].type in ("softbreak", "hardbreak")), 0)


def _text(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


def _bold(spans: Sequence[Span]) -> bool:
    return bool(spans) and all(span.bold or not span.text.strip() for span in spans)


def _broken(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words of a cell with `<br>` as a line's end."""
    return tuple([span._replace(text=_BREAK_IN_CELL.sub("\n", span.text)) for span in spans])


def _aligned(asked: str, texts: Sequence[str]) -> Align:
    """The side of a column: the one asked for, else figures stand at the right."""
    if asked:
        return asked  # type: ignore[return-value]
    told = [text for text in texts if text.strip() not in _NOTHING]
    return "right" if told and all(is_figure(text) for text in told) else "left"


def _picture(token: Token) -> _Picture:
    words = "".join(" " if child.type == "softbreak" else child.content for child in token.children or [])
    path = unquote(str(token.attrs.get("src", "")))
    return _Picture(path, words, str(token.attrs.get("title") or ""), str((token.meta or {}).get("credit", "")))


def _with_marks(span: Span, marks: Mapping[str, str]) -> Span:
    return span._replace(
        language=marks.get("lang", span.language),
        colour=marks.get("colour", span.colour),
        size_factor=float(marks.get("size", span.size_factor)),
    )
