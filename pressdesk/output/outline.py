"""A filled template to the document that text writers take: its boxes in the order in which they are read.

Only templates with a flow are texts. What stands on the first page comes first, the story whole where it flows, then
what is on the last page alone; a part of a page that shows its number is the head or foot of every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard, cast

from pressdesk.base.formats import Format
from pressdesk.base.problem import InputError
from pressdesk.base.regex import regex
from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple
from pressdesk.layout.page import BUILT_IN, main_ink
from pressdesk.layout.passages import ORNAMENT
from pressdesk.layout.texts import role_of_style
from pressdesk.model.campaign import Brand, Contact, Organisation, Signatory
from pressdesk.model.story import Block, Span, Story
from pressdesk.model.values import Value
from pressdesk.output.document import PAGE, PAGES, Document, Logo, Look, Paper, Part, PartRole, Spans
from pressdesk.templates.attributes import space
from pressdesk.templates.facts import compile_text, resolved
from pressdesk.templates.filled import CodeValue, Filled, PictureValue, Recipient, box_text, is_filled, text_of
from pressdesk.templates.patterns import PAGE_NAMES, parse_pattern
from pressdesk.templates.styles import DEFAULTS, full_rule, resolve_style
from pressdesk.templates.tree import CONTAINERS, NO_EDGES, Box, LayoutPlan, SheetPlan, Template
from pressdesk.text.prepare import capitals
from pressdesk.text.typography import is_french, typeset_spans

if TYPE_CHECKING:
    from pressdesk.templates.patterns import Reference

LISTED = ("bullet", "number")

_WORDLESS = ("rule", "pagebreak", "figure")

_FAR, _NEAR = 0.35, 0.05
"""From which part of the sheet's width on something stands at the right, and how near two edges are one."""

_CLOSE, _APART = 4.0, 14.0
"""Lines with less room between them belong together; things in two places of a page stand this far apart, in points."""

_UNSEEN = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\ufeff]")
_OPENED = '«“"'
_NUMBERS = {"page": PAGE, "pages": PAGES}


class _Around(NamedTuple):
    """What a box takes from those around it: the ground, and the item of a box that is repeated."""

    fill: str = ""
    item: object = None
    number: int | None = None


def is_text(template: Template, format: Format) -> bool:
    """Whether a template makes a text in a format: a story that flows."""
    layout = template.layout_for(format.name, format.family)
    return layout is not None and any(_flows(sheet.root) for sheet in layout.sheets)


def document_of(
    template: Template,
    filled: Filled,
    format: Format,
    brand: Brand,
    *,
    root: Path,
    title: str = "",
    tweaks: Mapping[str, Mapping[str, Value]] = {},
) -> Document | None:
    """The document of a filled template, None when it is no text; `root` is the campaign's folder.

    A tweak that hides a box, or gives it another style, holds here too.
    """
    layout = template.layout_for(format.name, format.family)
    if layout is None or not is_text(template, format):
        return None
    return _Reader(template, filled, format, brand, root, tweaks).read(layout, title)


def clean(text: str) -> str:
    """A text without soft hyphens and signs that control something, tabs as spaces, accents composed.

    >>> clean("Le\\x07 car\\u00adnet\\tbleu")
    'Le carnet bleu'
    """
    if text.isascii() and text.isprintable():
        return text
    from unicodedata import is_normalized, normalize

    text = text if is_normalized("NFC", text) else normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _UNSEEN.sub("", text.replace("\t", " "))
    return re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


class _Reader:
    """Goes through the boxes of one filled template."""

    def __init__(
        self,
        template: Template,
        filled: Filled,
        format: Format,
        brand: Brand,
        root: Path,
        tweaks: Mapping[str, Mapping[str, Value]],
    ) -> None:
        self.template = template
        self.filled = filled
        self.format = format
        self.brand = brand
        self.root = root
        self.tweaks = tweaks
        self.looks: dict[str, Look] = {}
        self.notes: list[Spans] = []

    def read(self, layout: LayoutPlan, title: str) -> Document:
        body = [sheet for sheet in layout.sheets if sheet.role in ("", "first")] or list(layout.sheets[:1])
        parts: list[Part] = []
        foot: list[Part] = []
        seen: set[str] = set()
        flowed = False
        for sheet in body:
            if flowed and _flows(sheet.root):
                continue  # the same story, where it goes on
            flowed = flowed or _flows(sheet.root)
            top, bottom = _parted(sheet.root)
            for told in self._below(sheet.root._replace(kind="column", children=tuple(top)), _Around()):
                parts += told
            for box in bottom:
                foot += self.parts(box, _Around())
            seen.update(_ids(sheet.root))
        following = _sheet(layout, "next")
        last = _sheet(layout, "last")
        if last is not None:
            seen.update(_ids(following.root) if following is not None else ())
            for box in _parted(last.root)[0]:
                parts += self._new(box, seen)
        foot += [part for part in parts if _shows_number(part)]
        parts = [part for part in parts if not _shows_number(part)]
        next_head, next_foot = self._furniture(following or last)
        ink = main_ink(self.brand).rgb.hex
        accent = (self.brand.colours.get("ground") or main_ink(self.brand)).rgb.hex
        return Document(
            self.filled.language,
            title,
            self._together(_joined(parts)),
            self.looks,
            tuple(self.notes),
            _joined(foot),
            next_head,
            next_foot if following or last else _joined(foot),
            self._paper(body[0]),
            ink,
            accent,
        )

    def _together(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts, each line that stands close below another one as a part of that."""
        found: list[Part] = []
        edge = 0.0
        for part in parts:
            if part.left and abs(part.left - edge) < _NEAR * self.format.width:
                part = part._replace(left=edge)
            edge = part.left or edge
            before = found[-1] if found else None
            if before is not None and _is_one_line(part) and _is_one_line(before) and before.left == part.left:
                above, below = self.looks[before.style].style, self.looks[part.style].style
                room = max(above.space_after, below.space_before) + part.gap
                part = part._replace(close=part.close or room < _CLOSE)
            elif before is not None and before.left != part.left:
                part = part._replace(gap=max(part.gap, _APART))
            found.append(part)
        return tuple(found)

    # boxes

    def parts(self, box: Box, around: _Around) -> Iterator[Part]:
        """What a box says, in its order; nothing where its condition does not hold."""
        if self._hidden(box) or not is_filled(self.filled, box.condition, around.item):
            return
        if box.kind not in ("qr", "shape") and box.fill:
            around = around._replace(fill=self._colour(box.fill))
        if box.kind in CONTAINERS:
            yield from self._container(box, around)
        elif box.kind == "text":
            yield from self._text(box, around)
        elif box.kind == "flow":
            yield from self._flow(box)
        elif box.kind == "logos":
            yield from self._logos(box)
        elif box.kind == "picture":
            yield from self._picture(box, around)
        elif box.kind == "qr":
            yield from self._code(box, around)
        elif box.kind == "rule" and box.options.get("upright") != "yes":
            yield Part("rule")

    def _container(self, box: Box, around: _Around) -> Iterator[Part]:
        rounds = [around]
        if box.each:
            items = self.filled.values.get(box.each, ())
            rounds = [
                around._replace(item=item, number=number)
                for number, item in enumerate(items if isinstance(items, tuple) else (), 1)
            ]
        for one in rounds:
            held = list(self._below(box, one))
            if box.kind == "row" and box.justify == "end" and len(held) == 1:
                held = [[part._replace(left=self.format.width / 2) for part in held[0]]]
            if box.kind == "row" and len(held) > 1 and all(_is_line(parts) for parts in held):
                yield Part("row", cells=tuple(parts[0] for parts in held))
                continue
            told = [part for parts in held for part in parts]
            if box.each and isinstance(one.item, Contact | Organisation | Recipient | Signatory):
                told = [part._replace(close=number > 0) for number, part in enumerate(told)]
                if len(told) == 1 and _is_line(told) and not isinstance(one.item, Contact):
                    told = [told[0]._replace(block=told[0].block._replace(kind="bullet", level=1))]
                elif told and one.number != 1:
                    told[0] = told[0]._replace(gap=told[0].gap + self._between(box))
            yield from told

    def _between(self, box: Box) -> float:
        """The room between the items of a box that is repeated, in points."""
        given = box.options.get("row-gap") if box.kind == "grid" else None
        gap = box.gap if given is None else space(given)
        return gap.points(self.format.width, self.format.u)

    def _below(self, box: Box, around: _Around) -> Iterator[list[Part]]:
        """What each child of a box says, those that say nothing left out, with the room that a column gives them."""
        u, width = self.format.u, self.format.width
        gap = between = 0.0
        for child in box.children:
            if child.kind == "space":
                gap += child.height.points(self.format.height, u) if _is_fixed(child.height) else 0.0
                continue
            found = list(self.parts(child, around))
            if found and box.kind == "overlay":
                left = 0.0 if _flows(child) else _left_of(child, width, u)
                found = [part._replace(left=left or part.left) for part in found]
                found[0] = found[0]._replace(gap=max(found[0].gap, between))
                between = _APART
                yield found
            elif found:
                gap += child.padding.top.points(width, u) if child.kind != "column" or not _flows(child) else 0.0
                if box.kind == "column" and gap + between:
                    found[0] = found[0]._replace(gap=found[0].gap + gap + between)
                yield found
                gap, between = child.padding.bottom.points(width, u), box.gap.points(width, u)

    def _new(self, box: Box, seen: set[str]) -> Iterator[Part]:
        """What the boxes of the last page say that no other page has."""
        if box.kind == "flow" or (box.named and box.id in seen):
            return
        if box.kind in CONTAINERS and not box.each:
            if not self._hidden(box) and is_filled(self.filled, box.condition):
                for child in box.children:
                    yield from self._new(child, seen)
        elif box.kind != "rule":
            yield from self.parts(box, _Around())

    def _text(self, box: Box, around: _Around) -> Iterator[Part]:
        style = self._style(box)
        value = self.filled.values.get(box.field) if box.field else None
        story: Story | None
        if isinstance(value, Story):
            story = value
        elif isinstance(value, tuple) and value and type(value[0]) is tuple:
            story = Story(tuple(Block("bullet", spans) for spans in cast("tuple[Spans, ...]", value)))
        else:
            spans = self._paged(box) if _is_paged(box) else box_text(box, self.filled, around.item, around.number)
            story = _told(spans)
        yield from (part._replace(fill=around.fill) for part in self._story(story, box, style, appended=True))

    def _flow(self, box: Box) -> Iterator[Part]:
        value = self.filled.values.get(box.field)
        story = value if isinstance(value, Story) else _told(box_text(box, self.filled))
        yield from self._story(story, box, self._style(box))
        for child in box.children:
            yield from self.parts(child, _Around())

    def _logos(self, box: Box) -> Iterator[Part]:
        value = self.filled.values.get(box.field, ())
        organisations = [one for one in (value if isinstance(value, tuple) else ()) if isinstance(one, Organisation)]
        logos = tuple(
            Logo(self._words(one.name), self._words(one.short or one.name), one.site, self._file(one.logo))
            for one in organisations
        )
        if logos:
            u = self.format.u
            height = box.height.points(self.format.height, u) if box.height and box.height.unit != "fr" else 9 * u
            yield Part("logos", logos=logos, height=height, style=self._known("text"))

    def _picture(self, box: Box, around: _Around) -> Iterator[Part]:
        value = self.filled.values.get(box.field) if box.field else None
        given = box.options.get("source", "")
        if isinstance(value, PictureValue):
            file = self.root / value.path
        elif given:
            file = (self.root if given.startswith("campaign:") else self.template.folder) / given.removeprefix(
                "campaign:"
            )
        else:
            return
        pattern = box.options.get("alternative", "")
        words = "".join(span.text for span in text_of(pattern, self.filled, around.item, around.number))
        if not words and isinstance(value, PictureValue):
            words = value.alternative
        block = Block("figure", (), picture=file.name, alternative=self._words(words))
        yield Part("text", block, self._known("caption"), picture=file)

    def _code(self, box: Box, around: _Around) -> Iterator[Part]:
        """A code is a link in a text that is read on a screen: its call, and the link in clear."""
        value = self.filled.values.get(box.field)
        options, item, index = box.options, around.item, around.number
        if not isinstance(value, CodeValue):
            payload = "".join(span.text for span in text_of(options.get("payload", ""), self.filled, item, index))
            if not payload:
                return
            value = CodeValue(payload)
        call = text_of(options["call"], self.filled, item, index) if "call" in options else _plain(value.call)
        short = text_of(options["short"], self.filled, item, index) if "short" in options else _plain(value.short)
        link = value.payload if ":" in value.payload.split("/")[0] else ""
        words = tuple(span._replace(link=span.link or link) for span in (short or _plain(value.payload)))
        between = (Span(" : " if is_french(self.filled.language) else ": "),) if call else ()
        yield from self._story(_told((*call, *between, *words)), box, self._known("text"), appended=True)

    # text

    def _story(self, story: Story | None, box: Box, style: str, *, appended: bool = False) -> Iterator[Part]:
        if story is None:
            return
        opening = box.options.get("opening-style", "") if not appended else ""
        first_note = len(self.notes)
        self.notes += [self._set(spans) for spans in story.notes]
        blocks = list(_kept(story.blocks))
        heads = [block.level for block in blocks if block.kind == "heading"]
        top = min(heads, default=1)
        begun = False
        for number, block in enumerate(blocks):
            before = blocks[number - 1].kind if number else ""
            after = blocks[number + 1].kind if number + 1 < len(blocks) else ""
            spans = tuple(span._replace(note=span.note + first_note) if span.note else span for span in block.spans)
            if first_note and any(span.note for span in spans):
                spans = tuple(span._replace(text=str(span.note)) if span.note else span for span in spans)
            name, role = self._of_block(block, box, style), _role(block, box, style, appended)
            if opening and block.kind == "paragraph" and not begun:
                name, role = self._known(opening), "lede"
            if block.kind == "quote" and self._in_family(box, "quote"):
                spans = self._quoted(block._replace(spans=spans), box, before != "quote", after != "quote")
            if block.kind == "rule":
                spans = (Span(ORNAMENT),)
            block = block._replace(spans=self._set(spans, name), line=0)
            if block.kind == "heading":
                block = block._replace(level=block.level - top + 1)
            elif block.kind == "paragraph" and appended and _is_heading(box, style):
                block = block._replace(kind="heading", level=1)
            if block.rows:
                rows = tuple(tuple(cell._replace(spans=self._set(cell.spans)) for cell in row) for row in block.rows)
                block = block._replace(rows=rows)
            picture = self._file(block.picture) if block.kind == "figure" else None
            if block.alternative:
                block = block._replace(alternative=self._words(block.alternative))
            if block.credit:
                block = block._replace(credit=self._words(block.credit))
            yield Part("text", block, name, role, picture=picture)
            begun = begun or block.kind != "pagebreak"

    def _set(self, spans: Spans, style: str = "") -> Spans:
        """Text with the rules of typography applied and its case changed, as the page shows it."""
        upper = style in self.looks and self.looks[style].style.case == "upper"
        found = []
        for span in typeset_spans(spans, self.filled.language):
            text = clean(span.text)
            if upper and not span.superior:
                text = capitals(text)
            if text:
                colour = self._colour(span.colour) if span.colour else ""
                found.append(span._replace(text=text, colour=colour))
        return tuple(found)

    def _words(self, text: str) -> str:
        """A plain text as the page sets it."""
        return "".join(span.text for span in self._set(_plain(text)))

    def _file(self, path: str) -> Path | None:
        return self.root / path if path else None

    def _quoted(self, block: Block, box: Box, opens: bool, closes: bool) -> Spans:
        """A quotation in quotation marks as the page sets it, unless they were typed."""
        if block.text.lstrip()[:1] in _OPENED:
            return block.spans
        name = self._in_family(box, "quote-mark")
        colour = full_rule(name, self.template).colour or "" if name else ""
        left, right = ("«\u00a0", "\u00a0»") if self.filled.language.startswith("fr") else ("“", "”")
        opening = (Span(left, colour=colour),) if opens else ()
        return (*opening, *block.spans, *((Span(right, colour=colour),) if closes else ()))

    def _paged(self, box: Box) -> Spans:
        def answer(reference: Reference) -> Spans:
            mark = _NUMBERS.get(reference.name)
            return self.filled.scope.answer(reference) if mark is None else (Span(mark),)

        return resolved(compile_text(box.pattern), answer)

    # styles

    def _style(self, box: Box) -> str:
        return self._known(str(self.tweaks.get(box.id, {}).get("style") or box.style or "text"), box)

    def _known(self, name: str, box: Box | None = None) -> str:
        """The name of a style whose look is noted; a name that nobody knows becomes `text`."""
        if name not in self.looks:
            u = self.format.u
            size = box.fit.ideal.points(0, u) if box is not None and box.fit is not None else None
            try:
                style, colour = resolve_style(name, self.template, self.brand, u, size)
            except InputError:
                return self._known("text") if name != "text" else name
            own = self._colour(colour or (box.colour if box is not None else ""))
            self.looks[name] = Look(style, own or main_ink(self.brand).rgb.hex)
        return name

    def _of_block(self, block: Block, box: Box, style: str) -> str:
        kinds: tuple[str, ...]
        match block.kind:
            case "heading":
                kinds = ("subheading", "heading") if block.level > 2 else ("heading",)
            case "bullet" | "number":
                kinds = ("list",)
            case "quote" | "speaker":
                kinds = (block.kind,)
            case "table" | "chart":
                kinds = ("table",)
            case "figure":
                kinds = ("caption",)
            case _:
                kinds = ()
        for kind in kinds:
            name = self._in_family(box, kind)
            if name:
                return self._known(name)
        return self._known("caption") if block.kind == "figure" else style

    def _in_family(self, box: Box, kind: str) -> str:
        name = f"{(box.style or 'text').rpartition('-')[0]}-{kind}"
        return name if name in self.template.styles or name in DEFAULTS else ""

    def _colour(self, name: str) -> str:
        if name.startswith("#"):
            return name
        found = self.brand.colours.get(name) or BUILT_IN.get(name)
        return found.rgb.hex if found is not None else ""

    def _hidden(self, box: Box) -> bool:
        return self.tweaks.get(box.id, {}).get("hide") is True and box.lock not in ("place", "all")

    # pages

    def _furniture(self, sheet: SheetPlan | None) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """The head and the foot of a page on which the story goes on."""
        if sheet is None:
            return (), ()
        head: list[Part] = []
        foot: list[Part] = []
        above = True
        for box in sheet.root.children or (sheet.root,):
            if _flows(box):
                above = False
            elif above:
                head += self.parts(box, _Around())
            elif any(map(_is_paged, _texts(box))):
                foot += self.parts(box, _Around())
        return _joined(head), _joined(foot)

    def _paper(self, sheet: SheetPlan) -> Paper:
        u, width = self.format.u, self.format.width
        boxes = [sheet.root, *reversed(list(_around_flow(sheet.root)))]
        edges = next((box.padding for box in boxes if box.padding != NO_EDGES), NO_EDGES)
        top, right, bottom, left = (edge.points(width, u) for edge in edges)
        lengths = [box.width for box in _around_flow(sheet.root)]
        measure = next((length.points(width, u) for length in lengths if _is_fixed(length)), 0.0)
        return Paper(width, self.format.height, (top, right, bottom, left), measure)


def _kept(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that show something; what goes on in an item of a list becomes a paragraph of that depth."""
    numbered = False
    for block in blocks:
        if block.kind in LISTED:
            continued = numbered and not block.number
            numbered = block.number > 0 or continued
            if continued:
                block = block._replace(kind="paragraph", depth=block.level, level=1)
        elif not block.depth:
            numbered = False
        if any(span.text.strip() for span in block.spans) or block.kind in _WORDLESS or block.rows:
            yield block


def _role(block: Block, box: Box, style: str, appended: bool) -> PartRole:
    if block.kind in ("quote", "speaker"):
        return "quote"
    if appended and block.kind == "paragraph" and (box.role == "title" or role_of_style(style) == "title"):
        return "title"
    return ""


def _is_heading(box: Box, style: str) -> bool:
    return box.role == "heading" or (not box.role and role_of_style(style) == "heading")


def _told(spans: Spans) -> Story | None:
    return Story((Block("paragraph", spans),)) if any(span.text.strip() for span in spans) else None


def _plain(text: str) -> Spans:
    return (Span(text),) if text else ()


def _is_line(parts: Sequence[Part]) -> bool:
    """Whether a cell of a row is one short text, so that the row can be one line."""
    (first, *others) = parts
    return not others and first.kind == "text" and first.block.kind == "paragraph" and first.role != "title"


def _is_one_line(part: Part) -> bool:
    return part.kind == "text" and part.block.kind == "paragraph" and not part.role and not part.block.depth


def _shows_number(part: Part) -> bool:
    return bool({PAGE, PAGES} & set(part.text))


def _left_of(box: Box, width: float, u: float) -> float:
    """Where a box that lies over the page begins, 0 when that is near its left edge."""
    left = box.padding.left.points(width, u) + (box.x.points(width, u) if _is_fixed(box.x) else 0.0)
    return left if left > _FAR * width else 0.0


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts without rules at the ends or twice in a row."""
    found: list[Part] = []
    for part in parts:
        if part.kind != "rule" or (found and found[-1].kind != "rule"):
            found.append(part)
    while found and found[-1].kind == "rule":
        found.pop()
    return tuple(found)


def _parted(root: Box) -> tuple[list[Box], list[Box]]:
    """The boxes of a page that are its text, and those at its foot, which show its number."""
    if root.kind != "column" or not root.children:
        return [root], []
    top = [box for box in root.children if not any(map(_is_paged, _texts(box))) or _flows(box)]
    return top, [box for box in root.children if box not in top]


def _sheet(layout: LayoutPlan, role: str) -> SheetPlan | None:
    return next((sheet for sheet in layout.sheets if sheet.role == role), None)


def _flows(box: Box) -> bool:
    return box.kind == "flow" or any(map(_flows, box.children))


def _around_flow(box: Box) -> Iterator[Box]:
    """The boxes around the flow, the innermost first, and itself."""
    if box.kind == "flow":
        yield box
    for child in box.children:
        if _flows(child):
            yield from _around_flow(child)
            yield box


def _is_fixed(length: Length | None) -> TypeGuard[Length]:
    return length is not None and length.unit in ("mm", "pt", "u")


def _texts(box: Box) -> Iterator[Box]:
    if box.kind == "text":
        yield box
    for child in box.children:
        yield from _texts(child)


def _ids(box: Box) -> Iterator[str]:
    if box.named:
        yield box.id
    for child in box.children:
        yield from _ids(child)


def _is_paged(box: Box) -> bool:
    return any(reference.path[0] in PAGE_NAMES for reference in parse_pattern(box.pattern).references)
