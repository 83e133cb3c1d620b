"""A story's blocks and what is appended to it as passages: each in its style, with how it keeps together.

The style of a flow names a family: beside `release-text` stand `release-heading`, `release-subheading` (from level 3),
`release-quote`, `release-speaker`, `release-list`, `release-table`, `release-table-head`, `release-table-title`,
`release-caption`, `release-note` and `release-contents`. What a family lacks is derived from the text's own style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, cast
from zlib import crc32

from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Role
from pressdesk.layout.blocks import ORNAMENT, made
from pressdesk.layout.elements import LISTED, Element, Standing, around_items
from pressdesk.layout.flows import Origin
from pressdesk.layout.nodes import Node
from pressdesk.layout.passage import Frame, Keeping, Passage
from pressdesk.layout.pictures import Source
from pressdesk.layout.texts import role_of_style
from pressdesk.model.story import Block, Story
from pressdesk.templates.filled import Filled, Spans, box_text, is_filled

if TYPE_CHECKING:
    from pressdesk.layout.plan import Part
    from pressdesk.text.fonts import FontLibrary

SHOWN = ("table", "figure", "chart", "rule", "pagebreak")
"""Kinds of block that show something even without words of their own."""

ANNOUNCED = (*LISTED, "quote", "table", "chart")

__all__ = ["ORNAMENT", "Desk", "NotePlan", "Plan", "Told", "flow_passages"]

_KEPT = 20_000
_ROLES: dict[str, Role] = {"heading": "heading", "quote": "quote", "bullet": "", "number": "", "rule": "artifact",
                           "table": "table", "chart": "table", "figure": ""}  # fmt: skip


class NotePlan(NamedTuple):
    """A foot-note as it is to be set, with those that it calls first itself."""

    number: int
    spans: Spans
    inner: tuple[NotePlan, ...] = ()


class Plan(NamedTuple):
    """A block as it is to be set: all that decides its passage, so that equal ones share one.

    `standing` has a key of its own for each of several equal blocks. `entry` is the number of the page that a heading
    in the list of contents names, -1 elsewhere. `node` is what stands there instead of a block: a box after the story.
    """

    block: Block
    style: str
    language: str
    standing: Standing
    keeping: Keeping = Keeping()
    ends_list: bool = False
    opens: bool = False
    closes: bool = False
    attached: bool = False
    notes: tuple[NotePlan, ...] = ()
    source: Source | None = None
    entry: int = -1
    node: Node | None = None


class Told(NamedTuple):
    """The passages of a flow and where each comes from; the places of the headings that a list of contents names."""

    passages: tuple[Passage, ...]
    origins: tuple[Origin, ...]
    headings: tuple[int, ...] = ()


class Desk(NamedTuple):
    """What passages are made with: the fonts, where a picture of the campaign lies, the pages of headings, and the
    node of a box."""

    fonts: FontLibrary
    picture: Callable[[str], Source]
    pages: tuple[int, ...] = ()
    grown: Callable[[Part], Node | None] = lambda _: None


def flow_passages(part: Part, filled: Filled, desk: Desk) -> Told:
    """What a flow shows: the story of its field, then the texts and boxes in it; the same for the same content."""
    value = filled.values.get(part.box.field)
    story = value if isinstance(value, Story) else _story(box_text(part.box, filled))
    appended = tuple(
        (child, content)
        for child in part.appended
        if is_filled(filled, child.box.condition)
        and not child.tweak.hide
        and (content := _content(child, filled, desk))
    )
    sources = tuple([desk.picture(block.picture) for block in story.blocks if block.kind == "figure"]) if story else ()
    contents = (story, filled.language, appended, sources, desk.pages)
    if part.story is not None and part.story[0] == contents:
        return cast(Told, part.story[1])
    options = part.box.options
    keys = _Keys(part)
    plans: list[tuple[Part, Plan, Origin]] = []
    for block, plan in _plans(part, story, filled.language, options.get("opening-style", ""), keys, iter(sources)):
        plans.append((part, plan, Origin(part.box.id, "", block.line)))
    headings: tuple[int, ...] = ()
    if part.depth:
        plans, headings = _with_contents(part, plans, desk.pages, part.depth)
    for child, content in appended:
        origin = Origin(child.box.id, child.box.field)
        if isinstance(content, Story):
            plans += [(child, plan, origin) for plan in _appended(child, content, filled.language, keys)]
        else:
            plans.append((child, _boxed(child, content, filled.language), origin))
    for i, (_, plan, _) in enumerate(plans[1:]):
        if plan.attached:
            owner, before, origin = plans[i]
            plans[i] = owner, before._replace(keeping=before.keeping._replace(next=True)), origin
    made = Told(
        tuple([_passage(owner, plan, desk.fonts) for owner, plan, _ in plans]),
        tuple([origin for _, _, origin in plans]),
        headings,
    )
    part.story = contents, made
    return made


def _content(part: Part, filled: Filled, desk: Desk) -> Story | Node | None:
    """What a text inside a flow says, or the node of a box, None for nothing."""
    if part.box.kind != "text":
        return desk.grown(part)
    value = filled.values.get(part.box.field) if part.box.field else None
    if isinstance(value, Story):
        return value
    if isinstance(value, tuple) and value and type(value[0]) is tuple:
        return Story(tuple(Block("bullet", spans) for spans in cast("tuple[Spans, ...]", value)))
    return _story(box_text(part.box, filled)) or None


def _story(spans: Spans) -> Story | None:
    return Story((Block("paragraph", spans),)) if any(span.text.strip() for span in spans) else None


class _Said(NamedTuple):
    """What is looked for in a block once: a checksum of what it says, and the foot-notes that it calls."""

    block: Block
    checksum: int
    calls: tuple[int, ...]


class _Keys:
    """Names for blocks that stay the same when others change: by what they say, and which of several equal ones."""

    def __init__(self, part: Part) -> None:
        self._counts: dict[int, int] = {}
        self._known = part.passages

    def of(self, block: Block) -> str:
        said = self.said(block).checksum
        count = self._counts.get(said, 0)
        self._counts[said] = count + 1
        return f"{said:08x}-{count}"

    def said(self, block: Block) -> _Said:
        """What the block says, looked at once."""
        known: _Said | None = self._known.get(id(block))
        if known is None or known.block is not block:
            known = self._known[id(block)] = _said(block)
        return known


def _said(block: Block) -> _Said:
    said = crc32(f"{block.kind} {block.level} {block.number} {block.text} {block.picture}".encode())
    for row in block.rows:
        said = crc32("\t".join(cell.text for cell in row).encode(), said)
    texts = (block.spans, *(cell.spans for row in block.rows for cell in row))
    return _Said(block, said, tuple(span.note for spans in texts for span in spans if span.note))


class _Notes:
    """The foot-notes of a story, each given to the block that calls it first."""

    def __init__(self, notes: Sequence[Spans]) -> None:
        self._notes = notes
        self._seen: set[int] = set()

    def first_of(self, calls: Sequence[int]) -> tuple[NotePlan, ...]:
        """Those of some foot-notes that were not called before."""
        found: list[NotePlan] = []
        for number in calls:
            if number not in self._seen and number <= len(self._notes):
                self._seen.add(number)
                said = self._notes[number - 1]
                found.append(NotePlan(number, said, self.first_of([span.note for span in said if span.note])))
        return tuple(found)


def _plans(
    part: Part, story: Story | None, language: str, opening: str, keys: _Keys, sources: Iterator[Source]
) -> Iterator[tuple[Block, Plan]]:
    blocks = [block for block in story.blocks if block.spans or block.kind in SHOWN] if story else []
    style = part.tweak.style or part.box.style or "text"
    named = [keys.of(block) for block in blocks]
    around = around_items(blocks, named)
    notes = _Notes(story.notes if story else ())
    highest = min((block.level for block in blocks if block.kind == "heading"), default=1)
    begun = new_page = False
    level = 1
    for i, block in enumerate(blocks):
        kind = block.kind
        if kind == "pagebreak":
            new_page = begun
            continue
        before = blocks[i - 1].kind if i else ""
        after = blocks[i + 1].kind if i + 1 < len(blocks) else ""
        if kind == "heading":
            level = min(block.level - highest + 2, level + 1)  # the title of the page is the first
        yield (
            block,
            Plan(
                block,
                opening if opening and kind == "paragraph" and not begun and not block.depth else style,
                language,
                Standing(
                    _ROLES.get(kind, "paragraph"), named[i], level if kind == "heading" else 0, around[i]
                ),
                Keeping(_announces(block, after), kind in ("heading", "quote", "speaker"), new_page),
                ends_list=bool(around[i]) and not (i + 1 < len(blocks) and around[i + 1]),
                opens=kind == "quote" and before != "quote",
                closes=kind == "quote" and after != "quote",
                notes=notes.first_of(keys.said(block).calls),
                source=next(sources) if kind == "figure" else None,
            ),
        )  # fmt: skip
        begun, new_page = True, False


def _announces(block: Block, after: str) -> bool:
    """Whether a block belongs to what follows it: a heading, words before their speaker, a line before its list."""
    if block.kind == "quote":
        return after in ("quote", "speaker")
    return block.kind == "heading" or (after in ANNOUNCED and block.text.rstrip().endswith(":"))


def _appended(part: Part, story: Story, language: str, keys: _Keys) -> Iterator[Plan]:
    """The plans of a text inside the flow: kept whole, and unless it is a heading kept with what stands before it."""
    role = cast(Role, part.box.role) or role_of_style(part.box.style)
    for i, (_, plan) in enumerate(_plans(part, story, language, "", keys, iter(()))):
        standing, keeping = plan.standing, plan.keeping._replace(whole=True)
        if standing.role == "paragraph":
            standing = standing._replace(role=role, level=2 if role == "heading" else 0)
            keeping = keeping._replace(next=keeping.next or role == "heading")
        attached = not i and standing.role != "heading"
        yield plan._replace(standing=standing, keeping=keeping, attached=attached)


def _boxed(part: Part, node: Node, language: str) -> Plan:
    """The plan of a box inside the flow."""
    role = cast(Role, part.box.role) or ("list" if part.box.each and len(part.children) == 1 else "")
    standing = Standing(role, f"box-{part.box.id}")
    return Plan(
        Block("paragraph", ()), "", language, standing, Keeping(whole=True), attached=bool(part.box.each), node=node
    )


def _with_contents(
    part: Part, plans: list[tuple[Part, Plan, Origin]], pages: Sequence[int], depth: int
) -> tuple[list[tuple[Part, Plan, Origin]], tuple[int, ...]]:
    """The plans with a list of contents before the first heading, and the places of the headings that it names."""
    named = [i for i, (_, plan, _) in enumerate(plans) if plan.standing.role == "heading"]
    named = [i for i in named if plans[i][1].standing.level <= depth + 1]
    if len(named) < 2:
        return plans, ()
    entries: list[tuple[Part, Plan, Origin]] = []
    held = Element("list", "contents", 1)
    for number, i in enumerate(named):
        plan = plans[i][1]
        spans = tuple(span._replace(link="", note=0) for span in plan.block.spans if not span.note)
        item = Element("item", f"contents-{number}", 1)
        standing = Standing("", f"contents-{number}", plan.standing.level, (held, item))
        page = pages[number] if number < len(pages) else 0
        block = Block("paragraph", spans)
        entries.append(
            (
                part,
                plan._replace(
                    block=block,
                    standing=standing,
                    keeping=Keeping(),
                    notes=(),
                    entry=page,
                    opens=not number,
                    ends_list=i == named[-1],
                ),
                Origin(part.box.id, "", 0),
            )
        )
    first = named[0]
    return [*plans[:first], *entries, *plans[first:]], tuple(i + len(named) for i in named)


def _passage(part: Part, plan: Plan, fonts: FontLibrary) -> Passage:
    # A block that did not change is the same object, which is found sooner than by all it says.
    quick = (id(plan.block), *plan[1:])
    known = part.passages.get(quick)
    if known is not None and known[0] is plan.block:
        return cast(Passage, known[1])
    if len(part.passages) > _KEPT:
        part.passages.clear()
    plain = plan._replace(block=plan.block._replace(line=0))
    found = part.passages.get(plain)
    if found is None:
        found = part.passages[plain] = made(part, plain, fonts) if plan.node is None else _box_passage(part, plan)
    part.passages[quick] = plan.block, found
    return cast(Passage, found)


def _box_passage(part: Part, plan: Plan) -> Passage:
    from pressdesk.layout.boxed import BoxPassage  # few stories have boxes after them

    assert plan.node is not None
    padding, page = part.box.padding, part.setup.page
    space = page.points(padding.top), page.points(padding.bottom)
    return BoxPassage(plan.node, Frame(plan.standing, plan.keeping, space))
