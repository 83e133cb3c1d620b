"""A story's blocks and what is appended to it as passages: each in its style, with how it keeps together.

The style of a flow names a family: beside `release-text` stand `release-heading`, `release-subheading` (from level 3),
`release-quote`, `release-speaker` and `release-list`. What a family lacks is derived from the text's own style.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from pressdesk.base.colour import Ink
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Role
from pressdesk.layout.flows import Passage
from pressdesk.layout.page import ink_named
from pressdesk.layout.texts import TextLeaf, paragraphs_of_story, role_of_style
from pressdesk.model.story import Block, Span, Story
from pressdesk.templates.filled import Filled, Spans, box_text, is_filled
from pressdesk.templates.styles import DEFAULTS, full_rule

if TYPE_CHECKING:
    from pressdesk.layout.plan import Part
    from pressdesk.text.fonts import FontLibrary
    from pressdesk.text.style import TypeStyle

LISTED = ("bullet", "number")
ORNAMENT = "*\u2003*\u2003*"
"""What a rule in a story is set as."""

_KEPT = 20_000
_OPENED = '«“"'
_ROLES: dict[str, Role] = {"heading": "heading", "quote": "quote", "speaker": "quote", "bullet": "item",
                           "number": "item", "rule": "artifact"}  # fmt: skip


class _Plan(NamedTuple):
    """A block as it is to be set: all that decides its passage, so that equal ones share one."""

    block: Block
    style: str
    language: str
    role: Role
    keeps_next: bool = False
    whole: bool = False
    new_page: bool = False
    ends_list: bool = False
    continued: bool = False
    opens: bool = False
    closes: bool = False
    attached: bool = False


def flow_passages(part: Part, filled: Filled, fonts: FontLibrary) -> tuple[Passage, ...]:
    """What a flow shows: the story of its field, then the texts inside it; the same content gives the same tuple."""
    value = filled.values.get(part.box.field)
    story = value if isinstance(value, Story) else _story(box_text(part.box, filled))
    appended = tuple(
        (child, content)
        for child in part.children
        if is_filled(filled, child.box.condition) and not child.tweak.hide and (content := _content(child, filled))
    )
    contents = (story, filled.language, appended)
    if part.story is not None and part.story[0] == contents:
        return cast("tuple[Passage, ...]", part.story[1])
    plans = [(part, plan) for plan in _plans(part, story, filled.language, part.box.options.get("opening-style", ""))]
    for child, content in appended:
        plans += [(child, plan) for plan in _appended(child, content, filled.language)]
    for i, (_, plan) in enumerate(plans[1:]):
        if plan.attached:
            plans[i] = plans[i][0], plans[i][1]._replace(keeps_next=True)
    found = tuple([_passage(owner, plan, fonts) for owner, plan in plans])
    part.story = contents, found
    return found


def _content(part: Part, filled: Filled) -> Story | None:
    """What a text inside a flow says, None for nothing."""
    value = filled.values.get(part.box.field) if part.box.field else None
    if isinstance(value, Story):
        return value
    if isinstance(value, tuple) and value and type(value[0]) is tuple:
        return Story(tuple(Block("bullet", spans) for spans in cast("tuple[Spans, ...]", value)))
    return _story(box_text(part.box, filled)) or None


def _story(spans: Spans) -> Story | None:
    return Story((Block("paragraph", spans),)) if any(span.text.strip() for span in spans) else None


def _plans(part: Part, story: Story | None, language: str, opening: str) -> Iterator[_Plan]:
    blocks = [block for block in story.blocks if block.spans or block.kind in ("rule", "pagebreak")] if story else []
    style = part.tweak.style or part.box.style or "text"
    begun = new_page = False
    for i, block in enumerate(blocks):
        kind = block.kind
        if kind == "pagebreak":
            new_page = begun
            continue
        before = blocks[i - 1].kind if i else ""
        after = blocks[i + 1].kind if i + 1 < len(blocks) else ""
        yield _Plan(
            block._replace(line=0),
            opening if opening and kind == "paragraph" and not begun else style,
            language,
            _ROLES.get(kind, "paragraph"),
            keeps_next=_announces(block, after),
            whole=kind in ("heading", "quote", "speaker"),
            new_page=new_page,
            ends_list=kind in LISTED and after not in LISTED,
            continued=kind in LISTED and before == kind and not block.number and blocks[i - 1].number > 0,
            opens=kind == "quote" and before != "quote",
            closes=kind == "quote" and after != "quote",
        )
        begun, new_page = True, False


def _announces(block: Block, after: str) -> bool:
    """Whether a block belongs to what follows it: a heading, words before their speaker, a line before its list."""
    if block.kind == "quote":
        return after in ("quote", "speaker")
    return block.kind == "heading" or (after in (*LISTED, "quote") and block.text.rstrip().endswith(":"))


def _appended(part: Part, story: Story, language: str) -> Iterator[_Plan]:
    """The plans of a text inside the flow: kept whole, and unless it is a heading kept with what stands before it."""
    role = cast(Role, part.box.role) or role_of_style(part.box.style)
    for i, plan in enumerate(_plans(part, story, language, "")):
        if plan.role == "paragraph":
            plan = plan._replace(role=role, keeps_next=plan.keeps_next or role == "heading")
        yield plan._replace(whole=True, attached=not i and plan.role != "heading")


def _passage(part: Part, plan: _Plan, fonts: FontLibrary) -> Passage:
    found = part.passages.get(plan)
    if found is None:
        if len(part.passages) > _KEPT:
            part.passages.clear()
        found = part.passages[plan] = _made(part, plan, fonts)
    return found


def _made(part: Part, plan: _Plan, fonts: FontLibrary) -> Passage:
    block = plan.block
    style, ink = part.style_named(plan.style)
    if part.style is not None and plan.style == (part.tweak.style or part.box.style or "text"):
        style = part.style
    inks: list[Ink | None] = [ink]

    def of_family(kind: str) -> TypeStyle | None:
        name = _in_family(part, kind if kind != "heading" or block.level < 3 else "subheading")
        name = name or _in_family(part, kind)
        if not name:
            return None
        found, inks[0] = part.style_named(name)
        return found

    if block.kind == "rule":
        block = Block("paragraph", (Span(ORNAMENT),))
        style = style._replace(align="centre", space_before=style.line_height / 2)
    if block.kind == "quote" and _in_family(part, "quote"):
        block = block._replace(spans=_quoted(part, plan))
    level = block.level if block.kind in LISTED else 1
    if level > 1:
        block = block._replace(level=1)
    (paragraph,) = paragraphs_of_story(Story((block,)), style, plan.language, of_family)
    if plan.ends_list:
        space = max(paragraph.style.space_after, style.space_after)
        paragraph = paragraph._replace(style=paragraph.style._replace(space_after=space))
    if plan.continued:
        paragraph = paragraph._replace(marker="")
    text = TextLeaf((paragraph,), fonts, inks[0] or part.ink, partial(ink_named, part.setup.brand), role=plan.role)
    left = paragraph.style.indent * (level - 1)
    return Passage(text, plan.role, plan.keeps_next, plan.whole, plan.new_page, left=left)


def _in_family(part: Part, kind: str) -> str:
    """The name of the style that the family of a flow's own has for a kind of block; empty when it has none."""
    name = f"{(part.box.style or 'text').rpartition('-')[0]}-{kind}"
    return name if name in part.setup.template.styles or name in DEFAULTS else ""


def _quoted(part: Part, plan: _Plan) -> Spans:
    """The words of a quotation in quotation marks, unless they were typed; the marks may have a colour of their own."""
    spans = plan.block.spans
    if plan.block.text.lstrip()[:1] in _OPENED:
        return spans
    name = _in_family(part, "quote-mark")
    colour = full_rule(name, part.setup.template).colour or "" if name else ""
    left, right = ("«\u00a0", "\u00a0»") if plan.language.startswith("fr") else ("“", "”")
    opening = (Span(left, colour=colour),) if plan.opens else ()
    closing = (Span(right, colour=colour),) if plan.closes else ()
    return (*opening, *spans, *closing)
