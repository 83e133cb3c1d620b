"""A filled template becomes sheets: the one door to layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.colour import WHITE, Ink
from pressdesk.base.formats import Format
from pressdesk.base.geometry import Path as Outline
from pressdesk.base.geometry import Rect
from pressdesk.base.problem import Place, Problem, did_you_mean
from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Item, Shape, Sheet
from pressdesk.layout.drawing import Canvas, draw
from pressdesk.layout.extras import ExtraBox, read_extras
from pressdesk.layout.fit import fitted, overset_boxes, overset_problem, overset_story
from pressdesk.layout.growing import Scene, grow
from pressdesk.layout.nodes import Placed
from pressdesk.layout.page import Page, ink_named
from pressdesk.layout.pictures import Sources
from pressdesk.layout.plan import Part, Setup, every_part, prepare
from pressdesk.layout.spans import span_rects
from pressdesk.layout.texts import TextLeaf
from pressdesk.layout.tweaks import locks_of, read_tweaks
from pressdesk.model.campaign import Brand
from pressdesk.model.piece import Extra
from pressdesk.model.values import Value
from pressdesk.templates.filled import Filled, field_text
from pressdesk.templates.tree import Box, LayoutPlan, SheetPlan, Template

if TYPE_CHECKING:
    from pressdesk.layout.columns import Mark
    from pressdesk.layout.flows import FlowLeaf
    from pressdesk.text.fonts import FontLibrary

COUNTINGS = 4
"""How often pages are laid out again because their number, which they show, came out another."""

PAGE_NODES = 6
"""How many nodes each box remembers for every page of a story: with two numbers of pages, and for changed pages."""

STORY_END = 10**9

PLANS = 64
"""How many layouts made ready are kept."""


class Composition(NamedTuple):
    """The sheets of a piece in one format, and what is wrong with them."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]


class _ReadySheet(NamedTuple):
    """A sheet of a template made ready: the box that fills it with the free elements over it."""

    plan: SheetPlan
    root: Part
    parts: tuple[Part, ...]
    ground: tuple[Item, ...]
    bleed: float
    folds: tuple[float, ...]


class _Ready(NamedTuple):
    """A layout made ready for a format, with what it was made from, so that these live as long; how many pages it came
    to the last time is in `counted`."""

    page: Page
    layout: LayoutPlan
    sheets: tuple[_ReadySheet, ...]
    problems: tuple[Problem, ...]
    made_from: tuple[object, ...]
    counted: list[int]


class Composer:
    """Composes pieces and remembers its work: the same input gives the same sheets, a change redoes what it touches.

    `root` is the campaign's folder, which the paths of pictures start from.
    """

    def __init__(self, fonts: FontLibrary, root: Path) -> None:
        self.fonts = fonts
        self.root = root
        self._sources = Sources()
        self._ready: dict[tuple[object, ...], _Ready] = {}

    def compose(
        self,
        template: Template,
        filled: Filled,
        format: Format,
        brand: Brand,
        *,
        tweaks: Mapping[str, Mapping[str, Value]] = {},
        extras: Sequence[Extra] = (),
        bleed: float | None = None,
    ) -> Composition:
        """The sheets of a template with this content, in page order, and all problems; user's faults never raise.

        `bleed` is in points, the format's own when left out.
        """
        layout = template.layout_for(format.name, format.family)
        if layout is None:
            return Composition((), (_no_layout(template, format),))
        page = Page(format, format.u, format.bleed if bleed is None else bleed)
        key = (id(template), id(layout), page, id(brand), _frozen(tweaks), _frozen(extras))
        ready = self._ready.get(key)
        if ready is None:
            if len(self._ready) >= PLANS:
                self._ready.clear()
            ready = self._ready[key] = _make_ready(layout, template, page, brand, (tweaks, extras))
        return self._compose(ready, template, filled)

    def forget_rows(self) -> None:
        """Let go of what only the rows of a merge gave; what no row changes stays."""
        for ready in self._ready.values():
            for sheet in ready.sheets:
                for part in sheet.parts:
                    part.nodes.clear()

    def _compose(self, ready: _Ready, template: Template, filled: Filled) -> Composition:
        page = ready.page
        pages, problems = _pages(ready, Scene(filled, self.fonts, self.root, self._sources, {}))
        rects: dict[str, dict[str, Rect]] = {}
        if ready.layout.spans:
            solved = {sheet.plan.id: placed for sheet, placed in pages}
            rects = span_rects(ready.layout.spans, solved, page, {sheet.plan.id: sheet.bleed for sheet, _ in pages})
        sheets: list[Sheet] = []
        problems = [*ready.problems, *problems]
        copies: dict[str, int] = {}
        for sheet, placed in pages:
            name = sheet.plan.id
            copies[name] = copies.get(name, 0) + 1
            if copies[name] > 1:
                name = f"{name}-{copies[name]}"
            drawn = draw(placed, Canvas(sheet.bleed, rects.get(sheet.plan.id, {})), (0.0, 0.0, 0.0, 0.0))
            problems += drawn.problems
            problems += [overset_problem(box) for box in overset_boxes(placed)]
            sheets.append(_sheet(sheet, page, placed, drawn.items, (name, *_title(placed, template, filled))))
        for sheet in ready.sheets:
            problems += [problem for part in sheet.parts for problem in part.problems]
        found = dict.fromkeys(problem.at(format=page.format.name) for problem in problems)
        return Composition(tuple(sheets), tuple(found))


def _pages(ready: _Ready, scene: Scene) -> tuple[list[tuple[_ReadySheet, Placed]], list[Problem]]:
    """The solved pages in order; laid out again where boxes name the number of pages and it comes out another, or where
    a heading of the list of contents came out on another page than it says."""
    count = ready.counted[0]
    pages, problems = _run(ready, scene._replace(pages=count))
    parts = [part for sheet in ready.sheets for part in sheet.parts]
    for part in parts:
        part.kept = max(part.kept, PAGE_NODES * len(pages))
    paged = any(part.paged for part in parts)
    flows = [part for part in parts if part.depth]
    for _ in range(COUNTINGS):
        found = _contents(flows, pages)
        stays = all(part.contents == found for part in flows)
        if stays and (not paged or len(pages) == count):
            break
        for part in flows:
            part.contents = found
        count = len(pages)
        pages, problems = _run(ready, scene._replace(pages=count))
    ready.counted[0] = len(pages)
    return pages, problems


def _contents(flows: Sequence[Part], pages: Sequence[tuple[_ReadySheet, Placed]]) -> tuple[int, ...]:
    """The pages on which the headings stand that a list of contents names."""
    if not flows:
        return ()
    from pressdesk.layout.flows import flow_of

    headings = flows[0].headings
    begins: dict[int, int] = {}
    for number, (_, placed) in enumerate(pages, 1):
        found = flow_of(placed)
        if found is not None:
            leaf, width, height = found
            for one in leaf.shown(width, height):
                begins.setdefault(leaf.first + one, number)
    return tuple([begins.get(one, 0) for one in headings])


def _run(ready: _Ready, scene: Scene) -> tuple[list[tuple[_ReadySheet, Placed]], list[Problem]]:
    """The solved pages: the sheets of the layout, and as many of a story's next pages as it needs.

    A story begins on a sheet without a role or with the role `first`, goes on over copies of that with the role
    `next`, and ends on that with the role `last`, where there is one and the story does not end on the first page.
    """
    width, height = ready.page.format.width, ready.page.format.height
    pages: list[tuple[_ReadySheet, Placed]] = []

    def solved(sheet: _ReadySheet, begin: Mark | None = None) -> Placed:
        node = grow(sheet.root, scene._replace(flow=begin, page=len(pages) + 1))
        assert node is not None  # a sheet has a size, so it never vanishes
        return fitted(node, width, height)

    opening = [sheet for sheet in ready.sheets if sheet.plan.role in ("", "first")]
    following = next((sheet for sheet in ready.sheets if sheet.plan.role == "next"), None)
    last = next((sheet for sheet in ready.sheets if sheet.plan.role == "last"), None)
    if not any(part.box.kind == "flow" for sheet in ready.sheets for part in sheet.parts):
        for sheet in opening or [sheet for sheet in (following, last) if sheet is not None]:
            placed = solved(sheet)  # which looks at how many pages there are
            pages.append((sheet, placed))
        return pages, []
    from pressdesk.layout.columns import Mark
    from pressdesk.layout.flows import MOST_PAGES, flow_of

    mark: Mark | None = Mark()
    begun = False
    flowing: tuple[FlowLeaf, float, Mark] | None = None

    def rest(placed: Placed, begin: Mark) -> Mark | None:
        """Where the story goes on after a page."""
        nonlocal flowing
        found = flow_of(placed)
        if found is None:
            return begin
        leaf, *size = found
        after = leaf.goes_on(*size)
        if after is None:
            return None
        flowing = leaf, size[0], after
        return after._replace(paragraph=begin.paragraph + after.paragraph)

    for sheet in opening:
        begin = mark or Mark(STORY_END)
        placed = solved(sheet, begin)
        pages.append((sheet, placed))
        if mark is not None and flow_of(placed) is not None:
            mark = rest(placed, begin)
            begun = True
    if not begun:
        if not pages:
            pages = [(sheet, solved(sheet, Mark())) for sheet in (following, last) if sheet is not None]
        return pages, []
    while mark is not None and (following is not None or last is not None) and len(pages) < MOST_PAGES:
        if last is not None:
            placed = solved(last, mark)
            after = rest(placed, mark)
            if following is None or flow_of(placed) is None or after is None:
                pages.append((last, placed))
                mark = after
                break
        assert following is not None
        placed = solved(following, mark)
        after = rest(placed, mark)
        if after == mark:
            break
        pages.append((following, placed))
        mark = after
    if mark is None or flowing is None:
        return pages, []
    return pages, [overset_story(flowing[0].words_from(*flowing[1:]))]


def _sheet(
    ready: _ReadySheet, page: Page, placed: Placed, items: tuple[Item, ...], called: tuple[str, str, str]
) -> Sheet:
    """The sheet around these items, called by name, title and language; the same items give the same sheet."""
    memory = placed.node.label.drawn
    key = ("sheet", placed.width, placed.height, called)
    known: tuple[tuple[Item, ...], Sheet] | None = memory.get(key)
    if known is not None and known[0] is items:
        return known[1]
    name, title, language = called
    made = Sheet(page.format, (*ready.ground, *items), ready.bleed, 0.0, name, title, language, ready.folds)
    memory[key] = (items, made)
    return made


def _make_ready(
    layout: LayoutPlan,
    template: Template,
    page: Page,
    brand: Brand,
    changes: tuple[Mapping[str, Mapping[str, Value]], Sequence[Extra]],
) -> _Ready:
    tweaks, extras = changes
    format = page.format
    locks: dict[str, frozenset[str]] = {}
    for sheet in layout.sheets:
        locks.update(locks_of(sheet.root))
    read, tweak_problems = read_tweaks(tweaks, locks, format)
    free, extra_problems = read_extras(extras, [sheet.id for sheet in layout.sheets], format)
    first = layout.sheets[0].id if layout.sheets else ""
    spanned = frozenset(span.box or span.field for span in layout.spans)
    own, own_problems = read_tweaks(
        {extra.box.id: extra.tweak for extra in free if extra.tweak},
        {extra.box.id: frozenset() for extra in free},
        format,
    )
    setup = Setup(template, brand, page, {**read, **own}, spanned)
    problems = [*tweak_problems, *extra_problems, *own_problems]
    sheets = []
    seen: set[str] = set()
    for sheet in layout.sheets:
        over = [extra for extra in free if (extra.sheet or first) == sheet.id]
        bleed = page.bleed if sheet.bleed else 0.0
        ground: tuple[Item, ...] = ()
        ink = WHITE
        if sheet.fill:
            ink, unknown = ink_named(brand, sheet.fill)
            problems += [problem.at(line=sheet.line) for problem in unknown]
            ground = (Shape(Outline.rect(format.trim.inset(-bleed)), ink),)
        root = _root(sheet, setup, over, ink)
        if sheet.role in ("next", "last"):
            _note_furniture(root, sheet.role, seen)
        seen |= {part.box.id for part in every_part(root) if part.box.named}
        sheets.append(
            _ReadySheet(
                sheet,
                root,
                tuple(every_part(root)),
                ground,
                bleed,
                tuple(page.points(fold) for fold in sheet.folds),
            )
        )
    _join_flows([part for sheet in sheets for part in sheet.parts if part.box.kind == "flow"])
    return _Ready(page, layout, tuple(sheets), tuple(problems), (template, brand), [len(sheets)])


def _join_flows(flows: Sequence[Part]) -> None:
    """Let all flows of a story count the same blocks, or what one page leaves would not be what the next one begins
    with: where one has a list of contents all know it, and where one has fewer texts inside it takes those of the
    first that has any."""
    for flow in flows:
        same = [part for part in flows if part.box.field == flow.box.field]
        flow.depth = max(int(part.box.options.get("contents", "0")) for part in same)
        children = next((part.children for part in same if part.children), ())
        flow.appended = flow.children if len(flow.children) == len(children) else children


def _note_furniture(root: Part, role: str, seen: set[str]) -> None:
    """Mark the boxes of a later page that only repeat what stood before: all but the story on one with the role next,
    on the last one those that an earlier page has too. What a template gives a role itself is no furniture."""
    for part in every_part(root):
        repeats = role == "next" or part.box.id in seen
        part.furniture = repeats and part.box.kind in ("text", "picture", "logos", "qr") and not part.box.role
    for flow in every_part(root):
        if flow.box.kind == "flow":
            for part in every_part(flow):
                part.furniture = False


def _root(sheet: SheetPlan, setup: Setup, over: Sequence[ExtraBox], ground: Ink) -> Part:
    """The box of a sheet and the free elements over it."""
    full = Length(100, "%")
    boxes = (sheet.root, *(extra.box for extra in over))
    return prepare(Box("overlay", "", children=boxes, width=full, height=full), setup, ground)


def _title(placed: Placed, template: Template, filled: Filled) -> tuple[str, str]:
    """What a sheet is about, in plain text, and its language: its first title, or else the field or template's name."""
    for leaf in _texts(placed):
        if leaf.role == "title":
            return _plain("".join(span.text for span in leaf.paragraphs[0].spans)), filled.language
    words = "".join(span.text for span in field_text("title", filled)) if "title" in filled.values else ""
    return _plain(words or template.titles.get(filled.language, template.name)), filled.language


def _plain(text: str) -> str:
    return " ".join(text.split())


def _texts(placed: Placed) -> Iterator[TextLeaf]:
    if isinstance(placed.node.leaf, TextLeaf):
        yield placed.node.leaf
    for _, _, child in placed.children:
        yield from _texts(child)


def _no_layout(template: Template, format: Format) -> Problem:
    known = [family for layout in template.layouts for family in layout.families]
    return Problem(
        "error",
        "no-layout",
        f"The template “{template.name}” has no layout for {format.name}.",
        did_you_mean(format.family, known),
        Place(format=format.name),
    )


def _frozen(value: object) -> object:
    """A value that can be hashed, equal for equal recipes."""
    if isinstance(value, Mapping):
        return tuple([(key, _frozen(part)) for key, part in value.items()])
    if isinstance(value, tuple | list):
        return tuple([_frozen(part) for part in value])
    return value
