"""The parts of a document one after the other in the body of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt

from pressdesk.model.story import Block, Span
from pressdesk.output.document import Document, Look, Part, Spans
from pressdesk.output.embedding import Embedded
from pressdesk.output.word.paragraphs import fill_paragraph
from pressdesk.output.word.styles import Styles
from pressdesk.output.word.xml import Element, element, run
from pressdesk.output.wording import word

_DEEPEST = 8
_LISTED = ("bullet", "number")
_GROUP_GAP = 8.0
_INDENT = 360


class BodyWriter:
    """Writes parts into a Word file.

    `width` is that of the column in points, `left` the margin before it. `first_list` is the number of the list of
    bullets, the next one that of numbers; each list of numbers that begins anew gets one more.
    """

    def __init__(
        self,
        document: Document,
        word: Any,
        styles: Styles,
        pictures: Mapping[Path, Embedded],
        width: float,
        *,
        first_list: int = 1,
        left: float = 0.0,
    ) -> None:
        self.document = document
        self.word = word
        self.part = word.part
        self.styles = styles
        self.pictures = pictures
        self.width = width
        self.first_list = first_list
        self.left = left
        self.lists: list[tuple[int, int]] = []
        """The lists of numbers that begin anew: the level, and the number each begins with."""
        self._counts: dict[int, tuple[int, int]] = {}
        self._break = False
        self._pictures = 0
        self._append: Callable[[Element], None] = lambda _: None

    def write(self, parts: Sequence[Part], append: Callable[[Element], None]) -> None:
        """Write parts in their order; `append` takes each paragraph and table at its place."""
        self._append = append
        for number, part in enumerate(parts):
            following = parts[number + 1] if number + 1 < len(parts) else None
            self._part(part, following)

    def _part(self, part: Part, following: Part | None) -> None:
        ruled = following is not None and following.kind == "rule"
        match part.kind:
            case "logos":
                self._logos(part)
            case "row":
                paragraph = self.row(part, self.part, self.width)
                _set(paragraph, *_room(part, self._look(part.cells[0])))
                if ruled:
                    _underline(paragraph)
                self._put(paragraph)
            case "rule":
                pass  # the line below what stands before it
            case "text":
                self._text(part, following, ruled=ruled)

    def _text(self, part: Part, following: Part | None, *, ruled: bool) -> None:
        block = part.block
        if block.kind not in _LISTED and not block.depth:
            self._counts.clear()
        if block.kind == "pagebreak":
            self._break = True
            return
        if block.kind == "figure":
            self._figure(part)
            return
        if block.rows:
            self._table(part)
            return
        paragraph = self.paragraph(part)
        if block.kind in _LISTED:
            level = min(block.level, _DEEPEST) - 1
            number = self.first_list if block.kind == "bullet" else self._numbering(level, block.number)
            _set(paragraph, _numbered(level, number))
        elif block.depth:
            _set(paragraph, element("w:ind", left=_INDENT * block.depth))
        elif block.kind == "rule":
            _set(paragraph, element("w:jc", val="center"))
        elif part.left > self.left > 0:
            _set(paragraph, element("w:ind", left=round((part.left - self.left) * 20)))
        if following is not None and following.close:
            _keep_next(paragraph)
            if not part.close:
                part = part._replace(gap=max(part.gap, _GROUP_GAP))
        _set(paragraph, *_room(part, self._look(part)))
        if block.kind in _LISTED and (following is None or following.block.kind not in _LISTED):
            _set(paragraph, element("w:spacing", after=round(self.styles.normal.style.space_after * 20)))
        if ruled:
            _underline(paragraph)
        self._put(paragraph)

    def paragraph(self, part: Part, spans: Spans | None = None) -> Element:
        """A paragraph in the style of a part."""
        made = _styled(self.styles.of(part))
        words = part.block.spans if spans is None else spans
        fill_paragraph(made, words, self.part, size=self._look(part).style.size)
        return made

    def _look(self, part: Part) -> Look:
        return self.document.looks.get(part.style, self.styles.normal)

    def row(self, row: Part, part: Any, width: float, base: str = "") -> Element:
        """Texts beside each other as one line, the last one at its right end; `part` holds the links."""
        first, *others = row.cells
        made = _styled(self.styles.of(first, base))
        stop = element("w:tabs", element("w:tab", val="right", pos=round(width * 20)))
        _set(made, stop)
        fill_paragraph(made, first.block.spans, part, size=self._look(first).style.size)
        for number, cell in enumerate(others):
            last = number == len(others) - 1
            made.append(run("\t" if last else "\u2003"))
            look = self._look(cell)
            fill_paragraph(made, cell.block.spans, part, size=look.style.size, look=look)
        return made

    def _put(self, paragraph: Element) -> None:
        if self._break:
            self._break = False
            _set(paragraph, element("w:pageBreakBefore"))
        self._append(paragraph)

    # lists

    def _numbering(self, level: int, number: int) -> int:
        """The list that an item with this number belongs to: the one that goes on, or a new one."""
        for deeper in [one for one in self._counts if one > level]:
            del self._counts[deeper]
        last = self._counts.get(level)
        if last is None or last[1] + 1 != number:
            self.lists.append((level, number))
            last = (self.first_list + 1 + len(self.lists), number)
        self._counts[level] = (last[0], number)
        return last[0]

    # pictures and tables

    def _logos(self, part: Part) -> None:
        paragraph = _styled(self.styles.of(part))
        for number, logo in enumerate(part.logos):
            if number:
                paragraph.append(run("\u2003"))
            shown = self.pictures.get(logo.file) if logo.file is not None else None
            if shown is None:
                paragraph.append(run(logo.name, [element("w:b")]))
            else:
                paragraph.append(self._picture(shown, logo.name))
        self._put(paragraph)

    def _figure(self, part: Part) -> None:
        block = part.block
        shown = self.pictures.get(part.picture) if part.picture is not None else None
        style = self.styles.of(part)
        paragraph = _styled(style)
        if block.text or block.credit:
            _keep_next(paragraph)
        if shown is not None:
            paragraph.append(self._picture(shown, block.alternative))
        else:
            lead = word("picture", self.document.language) + word("colon", self.document.language)
            paragraph.append(run(f"[{lead}{block.alternative}]"))
        self._put(paragraph)
        if block.text or block.credit:
            credit = (Span((" " if block.text else "") + block.credit, italic=True),) if block.credit else ()
            self._put(self.paragraph(part, (*block.spans, *credit)))

    def _picture(self, shown: Embedded, alternative: str) -> Element:
        inline = self.part.new_pic_inline(BytesIO(shown.data), Pt(shown.width), Pt(shown.height))
        self._pictures += 1
        for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            properties.set("id", str(self._pictures))
            properties.set("name", f"{word('picture', self.document.language)} {self._pictures}")
            properties.set("descr", alternative)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        made = OxmlElement("w:r")
        made.append(element("w:drawing", inline))
        return made

    def _table(self, part: Part) -> None:
        block = part.block
        if block.spans:
            caption = self.paragraph(part)
            _keep_next(caption)
            self._put(caption)
        columns = max(map(len, block.rows), default=0)
        if not columns:
            return
        if self._break:
            self._put(_styled("Normal"))
        style = self.styles.body_id
        table = element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:tblStyle", val="TableGrid"),
                element("w:tblW", w=5000, type="pct"),
                element("w:tblLook", val="0420", firstRow=1 if block.header_rows else 0, noHBand=0, noVBand=1),
            ),
            element("w:tblGrid", *[element("w:gridCol", w=round(self.width * 20 / columns)) for _ in range(columns)]),
        )
        if block.alternative or block.text:
            table[0].append(element("w:tblCaption", val=(block.alternative or block.text)[:250]))
        for number in range(len(block.rows)):
            table.append(self._row_of(block, number, columns, style))
        self._append(table)
        self._append(_small_gap())

    def _row_of(self, block: Block, number: int, columns: int, style: str) -> Element:
        head = number < block.header_rows
        properties = element("w:trPr", element("w:cantSplit"))
        if head:
            properties.append(element("w:tblHeader"))
        made = element("w:tr", properties)
        row = block.rows[number]
        for column in range(columns):
            paragraph = _styled(style)
            settings = [element("w:spacing", before=40, after=40)]
            if column < len(row):
                cell = row[column]
                if cell.align != "left":
                    settings.append(element("w:jc", val="center" if cell.align == "centre" else "right"))
                spans = cell.spans
                if head or cell.header:
                    spans = tuple(span._replace(bold=True) for span in spans)
                fill_paragraph(paragraph, spans, self.part, size=self.styles.normal.style.size)
            _set(paragraph, *settings)
            if head:
                _keep_next(paragraph)
            made.append(element("w:tc", element("w:tcPr", element("w:tcW", w=0, type="auto")), paragraph))
        return made


def _room(part: Part, look: Look) -> tuple[Element, ...]:
    """The room before a part where the page gives it more than its style."""
    if part.gap <= look.style.space_before:
        return ()
    return (element("w:spacing", before=round(part.gap * 20)),)


def _styled(style: str) -> Element:
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)))


def _numbered(level: int, number: int) -> Element:
    return element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=number))


_ORDER = {
    qn(f"w:{name}"): place
    for place, name in enumerate(
        ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc")
    )
}


def _set(paragraph: Element, *settings: Element) -> None:
    """Put properties of a paragraph in the order that the format asks for."""
    properties = paragraph[0]
    known = {one.tag: one for one in properties}
    for one in settings:
        if one.tag in known:
            properties.remove(known[one.tag])
        properties.append(one)
    properties[:] = sorted(properties, key=lambda one: _ORDER[one.tag])


def _keep_next(paragraph: Element) -> None:
    _set(paragraph, element("w:keepNext"))


def _underline(paragraph: Element) -> None:
    """A hair line below a paragraph."""
    line = element("w:bottom", val="single", sz=4, space=6, color="auto")
    _set(paragraph, element("w:pBdr", line))


def _small_gap() -> Element:
    """The paragraph that Word wants behind a table, as low as it may be."""
    made = _styled("Normal")
    _set(made, element("w:spacing", before=0, after=0, line=120, lineRule="exact"))
    return made
