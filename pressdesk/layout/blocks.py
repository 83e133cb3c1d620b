"""Each kind of block made ready for a column: its texts in the styles of the flow's family, its pictures and bars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pressdesk.base.colour import CMYK, RGB, WHITE, Ink, contrast
from pressdesk.layout.charts import ChartLook, ChartPassage, ChartRow, bar_inks
from pressdesk.layout.contents import EntryPassage
from pressdesk.layout.elements import LISTED, NOTE_LINK, Standing
from pressdesk.layout.figures import FigurePassage
from pressdesk.layout.page import ink_named
from pressdesk.layout.passage import Frame, Notes, Passage, TextPassage
from pressdesk.layout.pictures import Source
from pressdesk.layout.rows import TableCell, TableLook
from pressdesk.layout.tables import TablePassage
from pressdesk.layout.texts import LIST_INDENT, TextLeaf, paragraphs_of_story
from pressdesk.model.story import Align, Block, Cell, Span, Story
from pressdesk.templates.styles import DEFAULTS, full_rule
from pressdesk.text.figures import is_figure, value_of
from pressdesk.text.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressdesk.layout.passages import NotePlan, Plan
    from pressdesk.layout.plan import Part
    from pressdesk.templates.filled import Spans
    from pressdesk.text.fonts import FontLibrary
    from pressdesk.text.style import TypeStyle

ORNAMENT = "*\u2003*\u2003*"
"""What a rule in a story is set as."""

AROUND = (0.9, 1.3)
"""The space before and after a table, a chart or a figure, as a part of the text's size."""

HEADED = 0.88
"""The size of what heads the words and bars of a chart, as a part of theirs."""

_OPENED = '«“"'


def made(part: Part, plan: Plan, fonts: FontLibrary) -> Passage:
    """The passage of a block of a flow."""
    maker = _Maker(part, plan, fonts)
    if plan.entry >= 0:
        return maker.entry()
    match plan.block.kind:
        case "table":
            return maker.table()
        case "chart":
            return maker.chart()
        case "figure":
            return maker.figure()
        case _:
            return maker.paragraph()


class _Maker:
    """Makes one passage; lives no longer than that."""

    def __init__(self, part: Part, plan: Plan, fonts: FontLibrary) -> None:
        self.part = part
        self.plan = plan
        self.fonts = fonts
        style, ink = part.style_named(plan.style)
        if part.style is not None and plan.style == (part.tweak.style or part.box.style or "text"):
            style = part.style
        self.style = style
        self.ink = ink

    # texts

    def paragraph(self) -> Passage:
        plan, block, style = self.plan, self.plan.block, self.style
        inks: list[Ink | None] = [self.ink]

        def of_family(kind: str) -> TypeStyle | None:
            name = self.named("subheading" if kind == "heading" and block.level >= 3 else kind) or self.named(kind)
            if not name:
                return None
            found, inks[0] = self.part.style_named(name)
            return found

        if block.kind == "rule":
            block = Block("paragraph", (Span(ORNAMENT),))
            style = style._replace(align="centre", space_before=style.line_height / 2)
        if block.kind == "quote" and self.named("quote"):
            block = block._replace(spans=self._quoted())
        in_list = block.depth > 0 and block.kind == "paragraph"
        depth = block.level if block.kind in LISTED else block.depth
        if in_list:
            block = block._replace(kind="bullet")
        block = block._replace(level=1 if block.kind in LISTED else block.level, spans=linked(block.spans))
        (paragraph,) = paragraphs_of_story(Story((block,)), style, plan.language, of_family)
        if plan.ends_list:
            space = max(paragraph.style.space_after, style.space_after)
            paragraph = paragraph._replace(style=paragraph.style._replace(space_after=space))
        if in_list:
            paragraph = paragraph._replace(marker="")
        left = self._list_indent() * (depth - 1 if block.kind in LISTED else depth)
        return TextPassage(self._leaf(paragraph, inks[0]), self._frame()._replace(left=left))

    def entry(self) -> Passage:
        """A line of the list of contents."""
        name = self.named("contents")
        style, ink = self.part.style_named(name) if name else (self.style, self.ink)
        level = self.plan.standing.level - 2
        style = style._replace(
            hyphenate=False,
            space_before=style.size * (1.4 if self.plan.opens else 0.45 if not level else 0.0),
            space_after=style.size * (1.6 if self.plan.ends_list else 0.12),
            weight=600 if not level else style.weight,
            align="left",
        )
        numbers = style._replace(features=("tnum", "lnum"), space_before=0.0, space_after=0.0)
        words = self._leaf(Paragraph(self.plan.block.spans, style, self.plan.language), ink)
        number = self._leaf(Paragraph((Span(str(self.plan.entry or "–")),), numbers, self.plan.language), ink)
        return EntryPassage(words, number, self._frame()._replace(left=level * 1.4 * style.size))

    def notes(self, plans: Sequence[NotePlan]) -> Notes:
        """The passages of foot-notes."""
        return tuple([(plan.number, self._note(plan)) for plan in plans])

    def _note(self, plan: NotePlan) -> Passage:
        style = self.derived("note", 0.8, leading=1.35)
        style = style._replace(
            indent=style.indent or 1.7 * style.size, first_indent=0.0, space_before=0.0, space_after=0.18 * style.size
        )
        paragraph = Paragraph(linked(plan.spans), style, self.plan.language, f"{plan.number}.")
        frame = Frame(Standing("note", f"note-{plan.number}"), notes=self.notes(plan.inner))
        return TextPassage(self._leaf(paragraph), frame)

    def _quoted(self) -> Spans:
        """The words of a quotation in quotation marks, unless they were typed; the marks may have a colour."""
        plan = self.plan
        spans = plan.block.spans
        if plan.block.text.lstrip()[:1] in _OPENED:
            return spans
        name = self.named("quote-mark")
        colour = full_rule(name, self.part.setup.template).colour or "" if name else ""
        left, right = ("«\u00a0", "\u00a0»") if plan.language.startswith("fr") else ("“", "”")
        opening = (Span(left, colour=colour),) if plan.opens else ()
        closing = (Span(right, colour=colour),) if plan.closes else ()
        return (*opening, *spans, *closing)

    # tables, charts, figures

    def table(self) -> Passage:
        block = self.plan.block
        body = self.derived("table", 0.94, leading=1.28)._replace(
            space_before=0.0, space_after=0.0, indent=0.0, first_indent=0.0, hang=False,
            features=tuple(dict.fromkeys((*self.style.features, "tnum", "lnum"))),
        )  # fmt: skip
        head = body._replace(weight=max(body.weight, 600))
        if name := self.named("table-head"):
            head = self.part.style_named(name)[0]
        cells = tuple(
            tuple(
                self._cell(cell, head if cell.header and number < block.header_rows else body)
                for cell in row
            )
            for number, row in enumerate(block.rows)
        )  # fmt: skip
        caption = self._title(block.spans)
        hair = _faint(self.part.ink)
        return TablePassage(
            cells,
            min(block.header_rows, len(cells)),
            TableLook(caption, self.part.ink, hair, body.size),
            self._frame(),
        )

    def _cell(self, cell: Cell, style: TypeStyle) -> TableCell:
        text = cell.text
        figures = cell.align == "right" and is_figure(text) and not cell.header
        if not text.strip():
            return TableCell(None, cell.header)
        return TableCell(self._words(linked(cell.spans), style, cell.align), cell.header, figures)

    def chart(self) -> Passage:
        plan, block = self.plan, self.plan.block
        style = self.derived("table", 0.94, leading=1.2)._replace(
            space_before=0.0, space_after=0.0, indent=0.0, first_indent=0.0, hang=False, hyphenate=False,
            features=tuple(dict.fromkeys((*self.style.features, "tnum", "lnum"))),
        )  # fmt: skip
        strong = style._replace(weight=max(style.weight, 600))
        header = block.rows[0] if block.header_rows and block.rows else ()
        faint = style._replace(size=style.size * HEADED)
        named = [self._words(linked(cell.spans), faint) if cell.text.strip() else None for cell in header]
        rows = []
        for row in block.rows[1 if header else 0 :]:
            values = []
            for cell in row[1:]:
                said = self._words(linked(cell.spans), strong) if cell.text.strip() else None
                values.append((said, value_of(cell.text, plan.language) if said is not None else None))
            words = self._words(linked(row[0].spans), style) if row and row[0].text.strip() else None
            rows.append(ChartRow(words, tuple(values)))
        brand, size = self.part.setup.brand, style.size
        look = ChartLook(
            self._title(block.spans), tuple(named), self.part.ink, bar_inks(brand, self.part.ink), size
        )  # fmt: skip
        return ChartPassage(
            tuple(rows),
            look,
            self._frame(),
        )

    def figure(self) -> Passage:
        plan, block = self.plan, self.plan.block
        style = self.derived("caption", 0.84, leading=1.35)._replace(
            space_before=0.0, space_after=0.0, indent=0.0, hyphenate=False
        )
        said = linked(block.spans)
        if block.credit:
            said = (*said, Span(("\u2003" if said else "") + block.credit, size_factor=0.88))
        caption = self._words(said, style) if said else None
        return FigurePassage(
            plan.source or Source(),
            block.alternative,
            caption,
            self._frame(),
        )

    def _title(self, spans: Spans) -> TextLeaf | None:
        """The caption above a table or chart."""
        if not spans:
            return None
        style = self.derived("table-title", 1.0, leading=1.3)
        if not self.named("table-title"):
            style = style._replace(weight=max(style.weight, 600))
        return self._words(linked(spans), style._replace(space_before=0.0, space_after=0.0, indent=0.0))

    # styles

    def named(self, kind: str) -> str:
        """The name of the style that the family of the flow's own has for a kind of block; empty for none."""
        part = self.part
        name = f"{(part.box.style or 'text').rpartition('-')[0]}-{kind}"
        return name if name in part.setup.template.styles or name in DEFAULTS else ""

    def derived(self, kind: str, factor: float, *, leading: float) -> TypeStyle:
        """The style of a kind of block, else the text's own at some part of its size."""
        if name := self.named(kind):
            return self.part.style_named(name)[0]
        return self.style._replace(
            size=self.style.size * factor, leading=leading, leading_pt=0.0, hyphenate=False, align="left",
            balance=False,
        )  # fmt: skip

    def _words(self, spans: Spans, style: TypeStyle, align: Align = "left") -> TextLeaf:
        return self._leaf(Paragraph(spans, style._replace(align=align), self.plan.language))

    def _leaf(self, paragraph: Paragraph, ink: Ink | None = None) -> TextLeaf:
        inks = partial(ink_named, self.part.setup.brand)
        return TextLeaf((paragraph,), self.fonts, ink or self.part.ink, inks, role=self.plan.standing.role)

    def _list_indent(self) -> float:
        name = self.named("list")
        style = self.part.style_named(name)[0] if name else self.style
        return style.indent or style.size * LIST_INDENT

    def _frame(self) -> Frame:
        plan, size = self.plan, self.style.size
        left = self._list_indent() * plan.block.depth if plan.block.depth else 0.0
        space = (AROUND[0] * size, AROUND[1] * size)
        return Frame(plan.standing, plan.keeping, space, left, self.notes(plan.notes))


def linked(spans: Spans) -> Spans:
    """Spans whose calls of foot-notes lead to them."""
    if not any(span.note for span in spans):
        return spans
    return tuple([span._replace(link=f"{NOTE_LINK}{span.note}") if span.note else span for span in spans])


def _faint(ink: Ink) -> Ink:
    """A light grey of an ink, for the rules between rows: in print black alone."""
    if contrast(ink.rgb, WHITE.rgb) < 3:
        return ink
    grey = 0.62
    rgb = RGB(*(1 - (1 - part) * (1 - grey) for part in ink.rgb))
    return Ink("hair", rgb, CMYK(0.0, 0.0, 0.0, 1 - grey))
