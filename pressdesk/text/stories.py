"""Markdown to a Story: what `texts/*.md` hold below their front matter; the module `markdown` has the rules.

In a quotation, a last paragraph or line that begins with a dash ("— Name, function") is its speaker. A picture alone in
a paragraph is a figure, one among words stands after them. A block fenced by three backticks and `chart` is a chart:
its caption follows that word, each of its lines is `words: value` or `words | value | value`, and a first line that
begins with a bar names the values. Nothing is lost: what is not understood stays as its text, with a Problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pressdesk.base.problem import Place, Problem, Severity
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Align, Block, BlockKind, Cell, Span, Story
from pressdesk.text.figures import is_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

_SPEAKER = re.compile(r"(?:—|–|--)\s*")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_NOTHING = ("", "-", "–", "—", "…", "n.c.", "n. c.", "n.d.", "n. d.", "s.o.", "ND", "NC")
_UNREAD_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_UNREAD_CALL = re.compile(r"\[\^[^\]\s]+\]")
_BREAK_IN_CELL = re.compile(r"<br\s*/?>", re.IGNORECASE)


def parse_story(body: str, first_line: int = 1, file: str = "") -> tuple[Story, tuple[Problem, ...]]:
    """Read Markdown; `first_line` is the line of the file on which `body` begins, for the places of problems.

    Hidden characters, as a word processor leaves them, are taken out. Foot-notes are numbered in the order of their
    first calls.
    """
    from pressdesk.text.markdown import markdown  # loads the reader of Markdown

    plain = body.replace("\r\n", "\n").replace("\r", "\n")
    lines: list[int] = []
    if _BREAKS.search(plain):
        parts = [(part, at) for at, line in enumerate(plain.split("\n")) for part in _BREAKS.split(line)]
        plain, lines = "\n".join(part for part, _ in parts), [at for _, at in parts]
    clean = without_hidden_characters(plain)
    reader = _Reader(first_line, file, lines)
    story = reader.read(markdown().parse(clean))
    if clean != plain:
        at = plain.count("\n", 0, next(_INVISIBLE.finditer(plain)).start())
        reader.tell(
            "note", "hidden-characters", at,
            "Hidden characters, as pasting from a word processor leaves them, were taken out of the text.",
            "Nothing needs to be done.",
        )  # fmt: skip
    return story, tuple(reader.problems)


def without_hidden_characters(text: str) -> str:
    """The text without characters that nobody sees, such as a word processor leaves.

    >>> without_hidden_characters("Te\u200bnons \ufeffbon")
    'Tenons bon'
    """
    return _INVISIBLE.sub("", text)


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
    """Walks the tokens of a document and keeps the blocks."""

    def __init__(self, first_line: int, file: str, lines: Sequence[int] = ()) -> None:
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self._offset = first_line
        self._file = file
        self._original = lines
        self._lists: list[_List] = []
        self._quotes: list[bool] = []
        self._texts: dict[str, tuple[Token, list[Token]]] = {}
        self._numbers: dict[str, int] = {}
        self._called: list[str] = []
        self._here = 0

    def read(self, tokens: list[Token]) -> Story:
        tokens = list(self._without_notes(tokens))
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
                case "inline":
                    last = at + 1 < len(tokens) and tokens[at + 1].type == "blockquote_close"
                    self._paragraph(token, heading, last)
                case _:
                    pass
        return Story(tuple(self.blocks), tuple(self._notes()))

    def tell(self, severity: Severity, code: str, line: int, message: str, remedy: str = "") -> None:
        """Note a problem in a line, counted from 0."""
        line = self._original[line] if line < len(self._original) else line
        self.problems.append(Problem(severity, code, message, remedy, Place(self._file, self._offset + line)))

    # foot-notes -----------------------------------------------------------------------------------------------------

    def _without_notes(self, tokens: list[Token]) -> Iterator[Token]:
        """The tokens without the texts of foot-notes, which are kept; those that no text calls stay as paragraphs."""
        called = _called(tokens)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if token.type != "note_open":
                yield token
                continue
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "note_close")
            label, inside = token.meta["label"], tokens[at:end]
            at = end + 1
            if label in called and label not in self._texts:
                self._texts[label] = token, inside
                continue
            again = label in self._texts
            self.tell(
                "warning", "repeated-note" if again else "uncalled-note", _at(token),
                f"The foot-note [^{label}] is written twice; the second stands in the text."
                if again
                else f"The foot-note [^{label}] is written here and called nowhere; it stands in the text.",
                f"Write [^{label}] where it belongs, or take it out." if not again else "Give it another name.",
            )  # fmt: skip
            inside[0].children = [_token(f"[^{label}]: "), *(inside[0].children or [])]
            yield from inside

    def _notes(self) -> Iterator[tuple[Span, ...]]:
        """The texts of the notes in the order of their numbers, as far as they call each other too."""
        for label in self._called:  # which grows meanwhile
            spans: list[Span] = []
            for number, token in enumerate(self._texts[label][1]):
                self._look_at(token)
                found = self._words_only(token, "foot-note")
                spans += (Span("\n"), *found) if number else found
            yield _joined(spans)

    def _call(self, token: Token) -> Span | None:
        """The call of a note, None when that is written nowhere."""
        label = token.meta["label"]
        if label not in self._texts:
            return None
        number = self._numbers.get(label)
        if number is None:
            self._called.append(label)
            number = self._numbers[label] = len(self._called)
        return Span(str(number), superior=True, note=number)

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
            from pressdesk.text.markdown import inline_tokens

            caption, _ = self._spans(inline_tokens(picture.caption))
        self.blocks.append(
            Block(
                "figure", caption, line=self._line(token), picture=picture.path, alternative=picture.alternative,
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
        from pressdesk.text.markdown import cells_of, inline_tokens

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
        self.blocks.append(Block("chart", spans, line=self._line(token), rows=filled, header_rows=named))

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
            Block(kind, caption, line=self._line(opening), rows=cells, header_rows=int(headed), depth=len(self._lists))
        )

    def _add(
        self, kind: BlockKind, spans: tuple[Span, ...], token: Token, level: int = 1, number: int = 0, depth: int = 0
    ) -> None:
        self.blocks.append(Block(kind, spans, level, number, self._line(token), depth=depth))

    def _line(self, token: Token) -> int:
        line = _at(token)
        return self._offset + (self._original[line] if line < len(self._original) else line)

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
        if "![" not in text and "[^" not in text:
            return
        for child in token.children or []:
            if child.type == "text" and (found := _UNREAD_PICTURE.search(child.content)):
                self.tell(
                    "warning", "unread-picture", _at(token),
                    f"“{found[0][:60]}” could not be read as a picture; it stands in the text as typed.",
                    "A path with spaces stands between < and >: ![words](<pictures/my photo.jpg>).",
                )  # fmt: skip
            elif child.type == "note_call" and child.meta["label"] not in self._texts:
                self.tell(
                    "warning", "unknown-note", _at(token),
                    f"The foot-note {child.content} is called and written nowhere; the call stands as typed.",
                    f"Write {child.content}: and its words on a line of their own.",
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
                    call = self._call(token)
                    spans.append(style[-1]._replace(text=token.content) if call is None else call)
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
        return _joined(spans), pictures


def _at(token: Token) -> int:
    """The line of a token, from 0."""
    return token.map[0] if token.map else 0


def _called(tokens: Sequence[Token]) -> set[str]:
    """The names of the foot-notes that the text calls, or that a note calls which the text calls."""
    from_note: dict[str, set[str]] = {}
    calls: set[str] = set()
    within = ""
    for token in tokens:
        if token.type == "note_open":
            within = "" if token.meta["label"] in from_note else token.meta["label"]
            from_note.setdefault(within, set())
        elif token.type == "note_close":
            within = ""
        elif token.children and "[^" in token.content:
            names = {child.meta["label"] for child in token.children if child.type == "note_call"}
            if within:
                from_note[within] |= names
            else:
                calls |= names
    waiting = list(calls)
    while waiting:
        more = from_note.get(waiting.pop(), set()) - calls
        calls |= more
        waiting += more
    return calls


def _token(text: str) -> Token:
    """A text without marks as a token."""
    from markdown_it.token import Token

    return Token("text", "", 0, content=text)


def _last_line(children: Sequence[Token]) -> int:
    """The place of the last line break of a paragraph, 0 for none."""
    return next((i for i in range(len(children) - 1, 0, -1) if children[i].type in ("softbreak", "hardbreak")), 0)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if out and not span.note and out[-1][1:] == span[1:]:
            out[-1] = span._replace(text=out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)


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
