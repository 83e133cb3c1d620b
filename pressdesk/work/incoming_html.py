"""HTML from the clipboard as a story: what a browser, a word processor or a mail program puts there."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.output.markdown import markdown_of
from pressdesk.output.wording import target
from pressdesk.text.stories import without_hidden_characters
from pressdesk.work.incoming_word import joined

if TYPE_CHECKING:
    from pressdesk.model.story import BlockKind

LARGEST = 5_000_000
"""Letters of HTML that are read; a clipboard with more holds a whole site."""

_SILENT = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "select", "textarea"}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "aside", "address", "center", "dl", "dt", "dd",
           "figure", "figcaption", "pre", "form", "fieldset", "body", "html", "nav", "caption"}  # fmt: skip
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source", "track", "embed", "param"}
_LEFT = {"u": "underlining", "s": "struck-out words", "strike": "struck-out words", "del": "struck-out words",
         "sub": "letters below the line", "img": "pictures", "video": "films", "audio": "sounds",
         "iframe": "pages inside the page", "form": "forms", "svg": "drawings", "canvas": "drawings",
         "object": "objects", "math": "formulas"}  # fmt: skip
_WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_SLOPE = re.compile(r"(?<![\w-])font-style:\s*(italic|oblique|normal)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align:\s*super", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list:\s*l(\d+) level(\d+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|mso-list:\s*ignore", re.IGNORECASE)
_WORD_HEADING = re.compile(r"Mso(?:Heading|Titre)(\d)|Mso(Title)", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:[·•▪◦§o\-–]|(\d{1,3})[.)]|[a-zA-Z]{1,4}[.)])\s*$")


class _Open(NamedTuple):
    """An element that is open, and what it changed: the marks before it, whether it is silent."""

    tag: str
    marks: Span
    silent: bool
    kind: BlockKind | str = ""


def story_from_html(html: str) -> tuple[str, list[Problem]]:
    """The Markdown of what a clipboard holds as HTML, and what of it could not be carried.

    Nothing is fetched. Links keep their addresses, pictures are told and left out, words that are hidden stay out.
    """
    reader = _Reader()
    reader.feed(_fragment(html[:LARGEST]))
    reader.close()
    reader.finish()
    written = markdown_of(Story(tuple(reader.blocks)))
    problems = []
    if len(html) > LARGEST:
        message = f"Only the first {LARGEST // 1_000_000} million signs of what was pasted were read."
        problems.append(Problem("warning", "long-paste", message, "Paste it in parts."))
    if written.plainer:
        reader.left["marks inside words"] += written.plainer
    if reader.left:
        listed = ", ".join(f"{what} ({count})" if count > 1 else what for what, count in reader.left.items())
        message = f"What a text here does not have was left out or made plain: {listed}."
        problems.append(Problem("note", "paste-left-out", message, "Compare the text with where it came from."))
    return written.text if reader.blocks else "", problems


def _fragment(html: str) -> str:
    """What was copied, between the marks that programs put around it; conditional comments of Word are dropped."""
    start, end = html.find("<!--StartFragment-->"), html.rfind("<!--EndFragment-->")
    if 0 <= start < end:
        html = html[start + len("<!--StartFragment-->") : end]
    html = re.sub(r"<!\[if !supportLists\]>(.*?)<!\[endif\]>", r'<span style="mso-list:Ignore">\1</span>', html,
                  flags=re.DOTALL)  # fmt: skip
    return re.sub(r"<!\[[^>]*\]>", "", html)


class _Reader(HTMLParser):
    """Collects blocks while elements open and close; crossed and forgotten ends are forgiven."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.left: Counter[str] = Counter()
        self._open: list[_Open] = []
        self._marks = Span("")
        self._spans: list[Span] = []
        self._kind: BlockKind = "paragraph"
        self._level = 1
        self._number = 0
        self._lists: list[tuple[str, int]] = []
        self._quotes = 0
        self._silent = 0
        self._pre = 0
        self._table: list[list[Cell]] | None = None
        self._row_spans: list[Span] = []
        self._cell_header = False
        self._ignored: list[str] = []

    # elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if tag in _LEFT and not self._silent and not (tag == "img" and _is_pixel(given)):
            self.left[_LEFT[tag]] += 1
        silent = tag in _SILENT or bool(_HIDDEN.search(style)) or "hidden" in given
        if tag in _VOID:
            self._void(tag)
            return
        self._open.append(_Open(tag, self._marks, silent))
        if silent:
            self._silent += 1
            if "mso-list" in style.lower():
                self._ignored.append("")
        self._marks = _changed(self._marks, tag, style, given)
        self._begin(tag, given, style)

    def _begin(self, tag: str, given: dict[str, str], style: str) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._block("heading", int(tag[1]))
        elif tag == "li":
            self._item(given)
        elif tag in ("ul", "ol"):
            self._block()
            start = given.get("start", "1")
            self._lists.append((tag, int(start) - 1 if start.isdecimal() else 0))
        elif tag == "blockquote":
            self._block()
            self._quotes += 1
            self._kind = "quote"
        elif tag == "table":
            self._block()
            if self._table is None:
                self._table = []
            else:
                self.left["tables inside tables"] += 1
        elif tag == "tr" and self._table is not None:
            self._cell_ends()
            self._table.append([])
        elif tag in ("td", "th") and self._table is not None:
            self._cell_ends()
            if not self._table:
                self._table.append([])
            self._cell_header = tag == "th"
            self._row_spans = [Span("")]
        elif tag in _BLOCKS:
            self._pre += tag == "pre"
            heading = _WORD_HEADING.search(given.get("class", ""))
            listed = _WORD_LIST.search(style)
            if listed:
                self._block("bullet", min(int(listed[2]), 9))
                self._number = -1  # told by the mark that Word wrote
                self._ignored.clear()
            elif heading:
                self._block("heading", int(heading[1]) if heading[1] else 1)
            elif self._kind not in ("bullet", "number") or self._spans_say():
                self._block()

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self._void("br")
            return
        place = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i].tag == tag), -1)
        if place < 0:
            return
        for one in reversed(self._open[place:]):
            self._silent -= one.silent
            self._end(one.tag)
        self._marks = self._open[place].marks
        del self._open[place:]

    def _end(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._block()
            if self._lists:
                self._lists.pop()
            if self._lists:
                self._kind, self._level, self._number = "paragraph", 1, 0
        elif tag == "blockquote":
            self._block()
            self._quotes = max(self._quotes - 1, 0)
            self._kind = "quote" if self._quotes else "paragraph"
        elif tag == "table":
            self._table_ends()
        elif tag in ("td", "th") or tag == "tr":
            self._cell_ends()
        elif tag == "pre":
            self._pre = max(self._pre - 1, 0)
            self._block()
        elif tag in _BLOCKS or tag == "li" or re.fullmatch(r"h[1-6]", tag):
            self._block()

    def _void(self, tag: str) -> None:
        if self._silent:
            return
        if tag == "br":
            self._put("\n")
        elif tag == "hr":
            self._block()
            self.blocks.append(Block("rule", ()))

    def handle_data(self, data: str) -> None:
        if self._silent:
            if self._ignored:
                self._ignored[-1] += data
            return
        text = without_hidden_characters(data)
        self._put(text if self._pre else re.sub(r"[ \t\r\n\f]+", " ", text))

    # text

    def _put(self, text: str) -> None:
        if not text:
            return
        spans = self._row_spans if self._table is not None and self._row_spans else self._spans
        last = spans[-1].text if spans else "\n"
        if not self._pre and text.startswith(" ") and last.endswith((" ", "\n")):
            text = text[1:]
        if text:
            spans.append(self._marks._replace(text=text))

    def _item(self, given: dict[str, str]) -> None:
        self._block()
        if not self._lists:
            self._lists.append(("ul", 0))
        tag, number = self._lists[-1]
        value = given.get("value", "")
        number = int(value) if value.isdecimal() else number + 1
        self._lists[-1] = (tag, number)
        self._kind, self._level, self._number = ("bullet" if tag == "ul" else "number"), len(self._lists), number

    def _spans_say(self) -> bool:
        return any(span.text.strip() for span in self._spans)

    def _block(self, kind: BlockKind | None = None, level: int = 1) -> None:
        """End the block that was begun; the next one is of a kind."""
        if self._table is not None and self._row_spans:
            if any(span.text.strip() for span in self._row_spans) and not self._row_spans[-1].text.endswith("\n"):
                self._row_spans.append(Span("\n"))
            return
        spans = _stripped(joined(self._spans))
        self._spans = []
        if spans:
            self._add(spans)
        self._kind, self._level, self._number = kind or ("quote" if self._quotes else "paragraph"), level, 0

    def _add(self, spans: tuple[Span, ...]) -> None:
        kind, number = self._kind, self._number
        if kind == "heading":
            spans = tuple(span._replace(bold=False) for span in spans)
        elif number < 0:
            found = _MARK.match("".join(self._ignored))
            kind, number = "bullet", 1
            if found and found[1]:
                kind, number = "number", int(found[1])
            self._ignored.clear()
        depth = 0
        if kind == "paragraph" and self._lists and self.blocks and _in_list(self.blocks[-1]):
            depth = len(self._lists)
        self.blocks.append(Block(kind, spans, self._level, number, depth=depth))

    # tables

    def _cell_ends(self) -> None:
        if self._table is None or not self._row_spans:
            return
        spans = _stripped(joined(self._row_spans))
        if self._table:
            self._table[-1].append(Cell(spans, self._cell_header))
        self._row_spans = []

    def _table_ends(self) -> None:
        self._cell_ends()
        rows, self._table = [row for row in self._table or [] if row], None
        width = max(map(len, rows), default=0)
        if width == 1:  # a frame around a text
            for row in rows:
                if row[0].spans:
                    self.blocks.append(Block("paragraph", row[0].spans))
            return
        if not width:
            return
        made = [(*row, *[Cell(())] * (width - len(row))) for row in rows]
        made[0] = tuple(cell._replace(header=True) for cell in made[0])
        self.blocks.append(Block("table", (), rows=tuple(made), header_rows=1))

    def finish(self) -> None:
        """End whatever was left open."""
        if self._table is not None:
            self._table_ends()
        self._block()


def _changed(marks: Span, tag: str, style: str, given: dict[str, str]) -> Span:
    """The marks inside an element."""
    weight, slope = _WEIGHT.search(style), _SLOPE.search(style)
    bold = marks.bold or tag in _BOLD
    if weight:
        bold = weight[1].lower() in ("bold", "600", "700", "800", "900")
    italic = marks.italic or tag in _ITALIC
    if slope:
        italic = slope[1].lower() != "normal"
    link = target(given.get("href", "")) if tag == "a" else marks.link
    return marks._replace(
        bold=bold, italic=italic, superior=marks.superior or tag == "sup" or bool(_RAISED.search(style)), link=link
    )


def _is_pixel(given: dict[str, str]) -> bool:
    """Whether a picture is one of those that only count readers."""
    return given.get("width") in ("0", "1") or given.get("height") in ("0", "1")


def _in_list(block: Block) -> bool:
    return block.kind in ("bullet", "number") or block.depth > 0


def _stripped(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """A paragraph without the white space at its ends."""
    kept = list(spans)
    while kept and not kept[0].text.strip():
        del kept[0]
    while kept and not kept[-1].text.strip():
        del kept[-1]
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return tuple(kept)
