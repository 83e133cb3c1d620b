"""Text as a leaf: content to paragraphs, paragraphs to glyph runs in a box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import Rect
from pressdesk.base.problem import Problem
from pressdesk.display.items import GlyphRun, Group, Item, Link, Role
from pressdesk.layout.elements import Element, ElementTree, Standing, around_items, note_number
from pressdesk.layout.page import Outs, overprints, text_ink
from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.text.glyphs import SetLine, SetText
from pressdesk.text.paragraph import Paragraph, line_count, min_width, natural_width, set_text
from pressdesk.text.style import TypeStyle

if TYPE_CHECKING:
    from pressdesk.text.fonts import FontLibrary

TITLES = ("slogan", "title", "release-title")
HEADINGS = ("subhead", "release-heading")
QUOTES = ("quote", "release-quote")
"""Styles whose text is a title, a heading or a quotation to somebody who listens to the page."""

UNFOLDED = ("table", "figure", "chart")
UNSET = ("rule", "pagebreak", *UNFOLDED)
"""Blocks of a story that are no paragraphs; of those to unfold, a plain box of text shows the words."""

BULLET = "•"
LIST_INDENT = 1.25
"""By how many times its size the text of a list stands in, where its style does not say."""


class TextLeaf:
    """Paragraphs in one ink; `justify` is the text's place in a taller box.

    `parts` tell what each paragraph is to somebody who listens, where that is not the `role` of the whole.
    """

    firm = True
    stretches = True
    __slots__ = (
        *("_counts", "_inks", "_least", "_natural", "_origin", "_sets", "_unknown"),
        *("ink", "justify", "library", "paragraphs", "parts", "role"),
    )

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        library: FontLibrary,
        ink: Ink,
        inks: Callable[[str], tuple[Ink, tuple[Problem, ...]]],
        *,
        justify: str = "",
        role: Role = "paragraph",
        parts: Sequence[Standing] = (),
    ) -> None:
        self.paragraphs = tuple(paragraphs)
        self.parts = tuple(parts)
        self.library = library
        self.ink = ink
        self.justify = justify
        self.role: Role = role
        self._origin: tuple[TextLeaf, float] | None = None
        self._natural: float | None = None
        self._least: float | None = None
        self._sets: dict[float, SetText] = {}
        self._counts: dict[float, int] = {}
        self._inks: dict[str, Ink] = {"": ink}
        problems: list[Problem] = []
        for paragraph in self.paragraphs:
            for name in {paragraph.colour, *(span.colour for span in paragraph.spans)} - self._inks.keys():
                self._inks[name], unknown = inks(name)
                problems += unknown
        self._unknown = tuple(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Unknown colours, and characters that no font has; complete once the text was set."""
        missing = "".join(dict.fromkeys("".join(found.missing for found in self._sets.values())))
        return (*self._unknown, _uncovered(missing)) if missing else self._unknown

    @property
    def size(self) -> float:
        """The size of the first paragraph, in points."""
        return self.paragraphs[0].style.size

    def scaled(self, factor: float) -> TextLeaf:
        """The same text with all its sizes times `factor`."""
        other = TextLeaf.__new__(TextLeaf)
        other.paragraphs = tuple([p._replace(style=p.style.scaled(factor)) for p in self.paragraphs])
        other.library, other.ink, other.justify, other.role = self.library, self.ink, self.justify, self.role
        other.parts = self.parts
        other._inks, other._unknown, other._origin = self._inks, self._unknown, (self, factor)
        other._natural = other._least = None
        other._sets, other._counts = {}, {}
        return other

    def at_width(self, width: float) -> SetText:
        """The text set to that width."""
        found = self._sets.get(width)
        if found is None:
            found = self._sets[width] = set_text(self.paragraphs, width, self.library)
        return found

    def lines_at(self, width: float) -> int:
        """How many lines the text has at that width."""
        found = self._sets.get(width)
        if found is not None:
            return len(found.lines)
        count = self._counts.get(width)
        if count is None:
            count = self._counts[width] = line_count(self.paragraphs, width, self.library)
        return count

    def natural(self) -> float:
        if self._natural is None:
            if self._origin is not None:
                self._natural = self._origin[0].natural() * self._origin[1]
            else:
                self._natural = natural_width(self.paragraphs, self.library)
        return self._natural

    def least(self) -> float:
        if self._least is None:
            if self._origin is not None:
                self._least = self._origin[0].least() * self._origin[1]
            else:
                self._least = min_width(self.paragraphs, self.library)
        return self._least

    def height(self, width: float) -> float:
        return self.at_width(width).height

    def baseline(self, width: float, height: float) -> float | None:
        found = self.at_width(width)
        return self._top(found, height) + found.first_baseline

    def excess(self, width: float, height: float) -> tuple[float, float]:
        found = self.at_width(width)
        return found.widest - width, found.height - height

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:  # noqa: ARG002
        found = self.at_width(width)
        top = self._top(found, height)
        if not self.parts:
            return tuple(self.draw_lines(found.lines, 0.0, top))
        tree = ElementTree()
        for number, lines in groupby(found.lines, attrgetter("paragraph")):
            part = self.parts[number]
            items = tuple(self.draw_lines(lines, 0.0, top))
            tree.add(part.around, Group(items, role=part.role, level=part.level))
        return tuple(tree.items())

    def draw_lines(self, lines: Iterable[SetLine], left: float, top: float) -> Iterable[Item]:
        """The glyphs of some lines, moved by (left, top), and the places to click in them."""
        for line in lines:
            linked: list[Item] = []
            before = ""
            labelled = not line.start and self.paragraphs[line.paragraph].marker
            for number, (x, y, run, colour, link) in enumerate(line.runs):
                ink = text_ink(self._inks.get(colour, self.ink), run.size)
                item = GlyphRun(left + x, top + y, run, ink, overprints(ink))
                if linked and link != before:
                    yield _link(linked, before)
                    linked = []
                before = link
                if link:
                    linked.append(item)
                elif labelled and not number:
                    yield Group((item,), role="label")
                else:
                    yield item
            if linked:
                yield _link(linked, before)

    def top_in(self, width: float, height: float) -> float:
        """How far below the top of its box the text begins."""
        return self._top(self.at_width(width), height)

    def _top(self, found: SetText, height: float) -> float:
        free = max(height - found.height, 0.0)
        return free if self.justify == "end" else free / 2 if self.justify == "centre" else 0.0


def _link(items: Sequence[Item], target: str) -> Group:
    """Words to click, or the call of a foot-note."""
    number = note_number(target)
    if number:
        return Group(tuple(items), role="reference", key=f"note-{number}")
    runs = [item for item in items if isinstance(item, GlyphRun)]
    right = max(one.x + one.run.advance for one in runs)
    top = min(one.y - one.run.face.ascender * one.run.size for one in runs)
    bottom = max(one.y - one.run.face.descender * one.run.size for one in runs)
    return Group((*items, Link(Rect(runs[0].x, top, right - runs[0].x, bottom - top), target)), role="link")


def _uncovered(characters: str) -> Problem:
    listed = " ".join(characters[:12])
    return Problem(
        "error",
        "missing-glyph",
        f"No font here has the characters {listed}.",
        "Put a font that has them into the campaign's folder fonts.",
    )


def role_of_style(style: str) -> Role:
    """What a text in that style is to somebody who listens to the page."""
    if style in TITLES:
        return "title"
    if style in HEADINGS:
        return "heading"
    return "quote" if style in QUOTES else "paragraph"


def paragraphs_of_story(
    story: Story, style: TypeStyle, language: str, other: Callable[[str], TypeStyle | None]
) -> tuple[Paragraph, ...]:
    """The blocks of a story in a style; `other` has that of a `heading`, `quote`, `speaker` or `list`, if any."""
    return tuple(_of_block(block, style, language, other) for block in story.blocks if block.kind not in UNSET)


def parts_of_story(story: Story) -> tuple[Standing, ...]:
    """What the paragraphs of a story are to somebody who listens, those of `paragraphs_of_story`."""
    blocks = [block for block in story.blocks if block.kind not in UNSET]
    around = around_items(blocks, [str(number) for number in range(len(blocks))])
    roles: dict[str, Role] = {"heading": "heading", "quote": "quote", "bullet": "", "number": ""}
    return tuple(
        [
            Standing(
                roles.get(block.kind, "paragraph"), "", block.level + 1 if block.kind == "heading" else 0, elements
            )
            for block, elements in zip(blocks, around, strict=True)
        ]
    )  # fmt: skip


def unfolded(story: Story) -> Story:
    """A story for a plain box of text: rows of tables and charts as paragraphs, captions, foot-notes at the end."""
    if not story.notes and not any(block.kind in UNFOLDED for block in story.blocks):
        return story
    blocks: list[Block] = []
    for block in story.blocks:
        if block.kind not in UNFOLDED:
            blocks.append(block)
            continue
        said = [block.spans, *(_row(row) for row in block.rows)]
        if block.kind == "figure":
            said = [block.spans, (Span(block.credit),) if block.credit else ()]
        blocks += [Block("paragraph", spans, line=block.line, depth=block.depth) for spans in said if spans]
    notes = [Block("paragraph", (Span(f"{n}. "), *spans)) for n, spans in enumerate(story.notes, 1)]
    return Story((*blocks, *notes))


def _row(row: Sequence[Cell]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for cell in row:
        spans += (Span(" – "), *cell.spans) if spans and cell.spans else cell.spans
    return tuple(spans)


def parts_of_list(count: int) -> tuple[Standing, ...]:
    """What the items of a list are to somebody who listens."""
    held = Element("list", "", 1)
    return tuple([Standing("", "", 0, (held, Element("item", str(number), 1))) for number in range(count)])


def paragraphs_of_list(items: Sequence[tuple[Span, ...]], style: TypeStyle, language: str) -> tuple[Paragraph, ...]:
    """The items of a list with hanging bullets."""
    hung = _hung(style, 1)
    return tuple(Paragraph(spans, hung, language, BULLET) for spans in items)


def _of_block(block: Block, style: TypeStyle, language: str, other: Callable[[str], TypeStyle | None]) -> Paragraph:
    gap = style.space_after or style.line_height / 2
    match block.kind:
        case "heading":
            bold = style._replace(
                weight=700, hyphenate=False, align="left", size=style.size * (1.25 if block.level <= 2 else 1.0),
                space_before=gap, space_after=gap / 2,
            )  # fmt: skip
            return Paragraph(block.spans, other("heading") or bold, language)
        case "bullet" | "number":
            marker = BULLET if block.kind == "bullet" else f"{block.number}."
            return Paragraph(block.spans, _hung(other("list") or style, block.level), language, marker)
        case "quote":
            quoted = style._replace(italic=True, indent=style.indent + style.size * LIST_INDENT, space_after=gap)
            return Paragraph(block.spans, other("quote") or quoted, language)
        case "speaker":
            speaker = style._replace(indent=style.indent + style.size * LIST_INDENT, space_after=gap)
            return Paragraph(block.spans, other("speaker") or speaker, language)
        case _:
            return Paragraph(block.spans, style._replace(space_after=gap), language)


def _hung(style: TypeStyle, level: int) -> TypeStyle:
    indent = style.indent or style.size * LIST_INDENT
    return style._replace(indent=indent * level, first_indent=0.0)
