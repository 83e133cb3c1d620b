"""Content into parts: what a filled template shows in each box, as nodes for the solver.

Equal content gives the same node, so the solver and the painters see at once what did not change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pressdesk.base.colour import BLACK, WHITE, Ink, contrast
from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Duotone, Role
from pressdesk.layout.codes import DEFAULT_SIDE_U, CodeLeaf, CodeLook
from pressdesk.layout.elements import Standing
from pressdesk.layout.logos import MANY, Logo, LogoLook, LogosLeaf
from pressdesk.layout.nodes import Node
from pressdesk.layout.page import LEAST_SEEN, DrawnLeaf, ink_named, main_ink, seen_on
from pressdesk.layout.pictures import PictureLeaf, Scrim, Source, Sources, Treatment
from pressdesk.layout.plan import Label, Part
from pressdesk.layout.shapes import Paint, RuleLeaf, ShapeLeaf, SpaceLeaf
from pressdesk.layout.texts import (
    TextLeaf,
    paragraphs_of_list,
    paragraphs_of_story,
    parts_of_list,
    parts_of_story,
    role_of_style,
    unfolded,
)
from pressdesk.model.campaign import Brand, Organisation
from pressdesk.model.story import Span, Story
from pressdesk.templates import attributes
from pressdesk.templates.filled import (
    CodeValue,
    Filled,
    PictureValue,
    Spans,
    box_text,
    is_filled,
    paged_text,
    text_of,
)
from pressdesk.templates.tree import CONTAINERS
from pressdesk.text.paragraph import Paragraph
from pressdesk.text.style import TypeStyle

if TYPE_CHECKING:
    from pressdesk.layout.columns import Mark
    from pressdesk.layout.flows import FlowLeaf
    from pressdesk.layout.passages import Told
    from pressdesk.templates.scope import Plan
    from pressdesk.text.fonts import FontLibrary

LEAST_CONTRAST = 4.5
PATTERNS = ("call", "short", "alternative", "payload")
"""The options of a box that are patterns."""

POSTERS = ("poster", "triptych")

NO_SOURCE = Source()

KEPT_PAGES = 5000
KEPT_VERSIONS = 8
"""How many pages of a story are remembered, and how many for each place that a page begins with."""


class Scene(NamedTuple):
    """What is to be shown, where fonts and pictures come from; from where on a story runs on this page, and which of
    how many it is. `told` keeps what flows say while the pages are made, by the pages of their list of contents."""

    filled: Filled
    fonts: FontLibrary
    root: Path
    sources: Sources
    told: dict[tuple[Part, tuple[int, ...]], Told]
    flow: Mark | None = None
    page: int = 1
    pages: int = 1


def grow(part: Part, scene: Scene, item: object = None, index: int | None = None) -> Node | None:
    """The node of a part for this content, or None where the box shows nothing and takes no room."""
    scope = scene.filled.scope
    if scope.row is None or item is not None:
        return _grow(part, scene, item, index)
    if part.fixed is None or part.fixed[0] is not scope.plan:
        part.fixed = (scope.plan, not _names_row(part, scope.plan), None, False)
    _, fixed, node, known = part.fixed
    if not known:
        node = _grow(part, scene, item, index)
        if fixed:
            part.fixed = (scope.plan, True, node, True)
    return node


def _grow(part: Part, scene: Scene, item: object, index: int | None) -> Node | None:
    box = part.box
    if part.tweak.hide or (box.condition and not is_filled(scene.filled, box.condition, item)):
        return None
    if box.kind in CONTAINERS:
        return _grow_container(part, scene, item, index)
    return _LEAVES[box.kind](part, scene, item, index)


def _names_row(part: Part, plan: Plan) -> bool:
    """Whether what a box shows, or a box in it, differs from row to row of a merge, or from page to page."""
    box = part.box
    if part.paged or box.kind == "flow":
        return True
    names = [name for name in (box.field, box.each, box.condition.removeprefix("!")) if name]
    if any(plan.names_row(tuple(name.split(".")), set()) for name in names):
        return True
    patterns = (box.pattern, *(box.options.get(name, "") for name in PATTERNS))
    if any(pattern and plan.depends(pattern, set()) for pattern in patterns):
        return True
    return any(_names_row(child, plan) for child in part.children)


def _grow_container(part: Part, scene: Scene, item: object, index: int | None) -> Node | None:
    box = part.box
    children: list[Node] = []
    if box.each:
        items = scene.filled.values.get(box.each, ())
        if isinstance(items, tuple):
            for number, one in enumerate(items, 1):
                children += [node for child in part.children if (node := grow(child, scene, one, number)) is not None]
    else:
        for child in part.children:
            node = grow(child, scene, item, index)
            if node is not None:
                children.append(node)
    if not children and (part.children or box.each) and box.width is None and box.height is None:
        return None
    key = tuple(children)
    return part.nodes.get(key) or part.remember(key, container(part, key))


def container(part: Part, children: tuple[Node, ...]) -> Node:
    """A new node of a part that holds boxes."""
    fits = tuple([fit for child in children for fit in child.label.fits])
    spans = any(child.label.spans for child in children)
    spec = part.spec
    if spec.kind == "grid" and not spec.columns:
        spec = spec._replace(columns=attributes.columns_for(len(children)))
    node = Node(spec, children, None, Label(part, fits, spans))
    return node if part.outer is None else Node(part.outer, (node,), None, Label(part, fits, spans))


def _leaf(part: Part, key: object, leaf: DrawnLeaf) -> Node:
    """A new node with a leaf, kept under `key`."""
    node = Node(part.spec, (), leaf, Label(part, spans=part.spanned))
    if part.ideal:
        node.label.fits = (node,)
    if part.outer is not None:
        node = Node(part.outer, (node,), None, Label(part, node.label.fits))
    return part.remember(key, node)


# text --------------------------------------------------------------------------------------------------------------


def _grow_text(part: Part, scene: Scene, item: object, index: int | None) -> Node | None:
    box, filled = part.box, scene.filled
    value = filled.values.get(box.field) if box.field else None
    content: Spans | Story | tuple[Spans, ...]
    if isinstance(value, Story):
        content = value
    elif isinstance(value, tuple) and value and type(value[0]) is tuple:
        content = cast("tuple[Spans, ...]", value)
    elif part.paged:
        content = paged_text(box, filled, scene.page, scene.pages)
    else:
        content = box_text(box, filled, item, index)
    key = (content, filled.language)
    node = part.nodes.get(key)
    if node is None:
        if _empty(content):
            return None if box.width is None and box.height is None else part.remember(key, _space(part))
        node = _leaf(part, key, _text_leaf(part, scene, content))
    return node


def _empty(content: Spans | Story | tuple[Spans, ...]) -> bool:
    if isinstance(content, Story):
        return not content.text.strip()
    return not any(part.text.strip() for spans in content for part in ((spans,) if isinstance(spans, Span) else spans))


def _text_leaf(part: Part, scene: Scene, content: Spans | Story | tuple[Spans, ...]) -> TextLeaf:
    style, language = part.style, scene.filled.language
    assert style is not None
    paragraphs: Sequence[Paragraph]
    parts: Sequence[Standing] = ()
    if isinstance(content, Story):
        content = unfolded(content)
        paragraphs = paragraphs_of_story(content, style, language, partial(_story_style, part))
        parts = parts_of_story(content)
    elif type(content[0]) is tuple:
        paragraphs = paragraphs_of_list(cast("tuple[Spans, ...]", content), style, language)
        parts = parts_of_list(len(paragraphs))
    else:
        paragraphs = (Paragraph(cast(Spans, content), style, language),)
    return TextLeaf(
        paragraphs,
        scene.fonts,
        part.ink,
        partial(ink_named, part.setup.brand),
        justify=part.box.justify,
        role=cast(Role, part.box.role) or ("" if parts else role_of_style(part.tweak.style or part.box.style)),
        parts=parts,
    )


def _story_style(part: Part, kind: str) -> TypeStyle | None:
    """The style of a heading or quotation in a story, where the template's styles come in such a family."""
    family = part.box.style.rpartition("-")[0]
    return part.style_named(f"{family}-{kind}")[0] if family == "release" and kind != "speaker" else None


def _space(part: Part) -> Node:
    return Node(part.outer or part.spec, (), SpaceLeaf(), Label(part))


def _grow_flow(part: Part, scene: Scene, item: object, index: int | None) -> Node | None:  # noqa: ARG001
    """The node of a flow; a page that shows what an earlier one showed gets the node of that."""
    from pressdesk.layout.columns import Mark  # most pieces have no story
    from pressdesk.layout.flows import FlowLeaf, Look
    from pressdesk.layout.passages import Desk, flow_passages

    box = part.box
    told = scene.told.get((part, part.contents))
    if told is None:
        root, sources = scene.root, scene.sources
        desk = Desk(
            scene.fonts,
            lambda path: sources.at(root / path, root) if path else NO_SOURCE,
            part.contents,
            lambda child: grow(child, scene),
        )
        told = scene.told[part, part.contents] = flow_passages(part, scene.filled, desk)
    passages = told.passages
    part.headings = told.headings
    if not passages:
        return None if box.width is None and box.height is None else _space(part)
    begin = scene.flow or Mark()
    first = begin.paragraph
    opening = (passages[first] if first < len(passages) else None, begin.start, begin.pending)
    if len(part.flows) > KEPT_PAGES:
        part.flows.clear()
    known = part.flows.setdefault(opening, [])
    for node in known:
        leaf = _flow_leaf(node)
        if leaf.shows(passages, told.origins, begin):
            leaf.passages, leaf.origins, leaf.first = passages[first:], told.origins[first:], first
            return node
    columns = len(attributes.columns(box.options.get("columns", "1"))) or 1
    look = Look(columns, part.spec.gap, box.height is None, part.ink)
    node = _leaf(part, None, FlowLeaf(passages[first:], told.origins[first:], begin, look))
    known.insert(0, node)
    del known[KEPT_VERSIONS:]
    return node


def _flow_leaf(node: Node) -> FlowLeaf:
    leaf = node.leaf if node.leaf is not None else node.children[0].leaf
    return cast("FlowLeaf", leaf)


# pictures ----------------------------------------------------------------------------------------------------------


def _grow_picture(part: Part, scene: Scene, item: object, index: int | None) -> Node | None:
    box = part.box
    value = scene.filled.values.get(box.field) if box.field else None
    given = box.options.get("source", "")
    source: Source | None = None
    if isinstance(value, PictureValue):
        source = scene.sources.at(scene.root / value.path, scene.root)
    elif given:
        folder = scene.root if given.startswith("campaign:") else part.setup.template.folder
        source = scene.sources.at(folder / given.removeprefix("campaign:"), folder)
    pattern = box.options.get("alternative", "")
    words = "".join(span.text for span in text_of(pattern, scene.filled, item, index)) if pattern else ""
    key = (source, value if isinstance(value, PictureValue) else None, words)
    node = part.nodes.get(key)
    if node is None:
        focus, alternative = (0.5, 0.5), words
        if isinstance(value, PictureValue):
            focus, alternative = value.focus, words or value.alternative
        treatment = _treatment(part, focus, alternative)
        height = part.spec.height
        tall = height.value if height is not None and height.unit == "pt" else 0.0
        problems = () if source is not None else (_no_picture(box.field),)
        leaf = PictureLeaf(source or Source(), treatment, tall, problems)
        node = _leaf(part, key, leaf)
    return node


def _treatment(part: Part, focus: tuple[float, float], alternative: str) -> Treatment:
    options, tweak = part.box.options, part.tweak
    if "focus" in options:
        focus = attributes.focus(options["focus"]) or focus
    duotone = scrim = None
    if "duotone" in options:
        dark, light = attributes.pair(options["duotone"])
        duotone = _told_apart(part, _ink(part, dark), _ink(part, light))
    if "scrim" in options:
        name, strength, edge = attributes.scrim(options["scrim"])
        scrim = Scrim(_ink(part, name), strength, edge)
    return Treatment(
        tweak.focus or focus,
        tweak.zoom if tweak.zoom != 1.0 else attributes.zoom(options.get("zoom", "1")),
        options.get("scale") == "contain",
        duotone,
        scrim,
        attributes.fraction(options.get("opacity", "1")),
        options.get("blend", "normal"),  # type: ignore[arg-type]
        alternative,
    )


def _told_apart(part: Part, dark: Ink, light: Ink) -> Duotone:
    """The two inks of a picture in the order of their light; the first gives way where they cannot be told apart."""
    if contrast(dark.rgb, light.rgb) < LEAST_SEEN:
        dark = seen_on(light, part.setup.brand)
    return Duotone(*sorted((dark, light), key=lambda ink: ink.rgb.luminance))


def _ink(part: Part, name: str) -> Ink:
    return part.ink_of(name) or BLACK


def _no_picture(field: str) -> Problem:
    return Problem(
        "warning",
        "missing-picture",
        f"There is no picture for “{field}”; a grey field stands in its place.",
        "Choose a picture.",
    )


# codes and logos ---------------------------------------------------------------------------------------------------


def _grow_code(part: Part, scene: Scene, item: object, index: int | None) -> Node | None:
    box, filled = part.box, scene.filled
    value = filled.values.get(box.field)
    options = box.options
    if not isinstance(value, CodeValue):
        payload = "".join(span.text for span in text_of(options.get("payload", ""), filled, item, index))
        if not payload:
            return None
        value = CodeValue(payload)
    call = text_of(options["call"], filled, item, index) if "call" in options else _plain(value.call)
    short = text_of(options["short"], filled, item, index) if "short" in options else _plain(value.short)
    logo = _code_logo(part, scene)
    key = (value.payload, call, short, filled.language, logo)
    node = part.nodes.get(key)
    if node is None:
        look = _code_look(part, logo)
        words = [
            _words(part, scene, spans, options.get(f"{name}-style", usual), look)
            for name, usual, spans in (
                ("call", "call", call if short else _to_click(call, value.payload)),
                ("short", "short-link", _to_click(short, value.payload)),
            )
        ]
        node = _leaf(part, key, CodeLeaf(value.payload, look, words[0], words[1], (box.id, box.field)))
    return node


def _to_click(spans: Spans, payload: str) -> Spans:
    """The words of a code as a link to where the code leads, for those who see it on a screen."""
    if not payload.casefold().startswith(("http://", "https://", "mailto:", "tel:")):
        return spans
    return tuple([span._replace(link=span.link or payload) for span in spans])


def _plain(text: str) -> Spans:
    return (Span(text),) if text else ()


def _code_look(part: Part, logo: Source | None) -> CodeLook:
    box, setup = part.box, part.setup
    options, u = box.options, setup.page.u
    size = attributes.fixed(options["size"]).points(0, u) if "size" in options else DEFAULT_SIDE_U * u
    large = min(setup.page.format.width, setup.page.format.height) > 200 * MM
    dark, light = part.ink_of(part.tweak.colour or box.colour) or BLACK, part.ink_of(box.fill) or WHITE
    if not part.tweak.colour and contrast(dark.rgb, light.rgb) < LEAST_CONTRAST:
        dark = _darkest(setup.brand, light)
    return CodeLook(
        size * part.tweak.size_factor,
        attributes.distance_m(options["distance"]) if "distance" in options else 0.0,
        options.get("level", "M"),
        dark,
        light,
        part.spec.gap,
        options.get("arrange") == "beside",
        box.align or "start",
        setup.template.kind in POSTERS and large and not setup.page.format.pixels,
        options.get("modules") == "rounded",
        logo,
    )


def _code_logo(part: Part, scene: Scene) -> Source | None:
    """The picture in the middle of a code: a file beside the template, or of the campaign."""
    given = part.box.options.get("logo", "")
    if not given:
        return None
    folder = scene.root if given.startswith("campaign:") else part.setup.template.folder
    return scene.sources.at(folder / given.removeprefix("campaign:"), folder)


def _darkest(brand: Brand, light: Ink) -> Ink:
    """The ink for a code whose own cannot be told from its ground: the brand's darkest, or black if that cannot."""
    inks = [ink for ink in brand.colours.values() if ink.rgb.luminance <= light.rgb.luminance]
    dark = max(inks, key=lambda ink: contrast(ink.rgb, light.rgb), default=BLACK)
    return dark if contrast(dark.rgb, light.rgb) >= LEAST_CONTRAST else BLACK


def _words(part: Part, scene: Scene, spans: Spans, style_name: str, look: CodeLook) -> TextLeaf | None:
    """The words of a code, in an ink that can be read on its light ground."""
    if not spans:
        return None
    brand = part.setup.brand
    style, ink = part.style_named(style_name)
    ink = next(
        (one for one in (ink, main_ink(brand)) if one and contrast(one.rgb, look.light.rgb) >= LEAST_CONTRAST),
        look.dark,
    )
    align = {"end": "right", "centre": "centre"}.get(look.align, "left")
    style = style._replace(align=align)  # type: ignore[arg-type]
    paragraph = Paragraph(spans, style, scene.filled.language)
    return TextLeaf((paragraph,), scene.fonts, ink, partial(ink_named, brand))


def _grow_logos(part: Part, scene: Scene, item: object, index: int | None) -> Node | None:  # noqa: ARG001
    box = part.box
    value = scene.filled.values.get(box.field, ())
    organisations = tuple(one for one in (value if isinstance(value, tuple) else ()) if isinstance(one, Organisation))
    if not organisations:
        return None
    sources = tuple(scene.sources.at(scene.root / one.logo, scene.root) if one.logo else None for one in organisations)
    key = (organisations, sources)
    node = part.nodes.get(key)
    if node is None:
        page, options = part.setup.page, box.options
        ink = part.ink_of(part.tweak.colour or options.get("ink", ""))
        if ink is not None and not part.tweak.colour:
            ink = seen_on(part.ground, part.setup.brand, ink)
        if ink is None and len(organisations) > MANY:
            ink = part.ink
        height = box.height.points(page.format.height, page.u) if box.height and box.height.unit != "fr" else 9 * page.u
        look = LogoLook(
            (part.tweak.size[1] or height) * part.tweak.size_factor,
            part.spec.gap,
            attributes.whole(options.get("rows", "0")),
            box.align or "start",
            ink,
            page.points(attributes.space(options["wall"])) if "wall" in options else 0.0,
        )
        logos = tuple(_logo(part, scene, *pair, ink) for pair in zip(organisations, sources, strict=True))
        node = _leaf(part, key, LogosLeaf(logos, look))
    return node


def _logo(part: Part, scene: Scene, organisation: Organisation, source: Source | None, ink: Ink | None) -> Logo:
    if source is not None and (source.asset is not None or source.drawing is not None):
        return Logo(organisation.name, source)
    style = part.style_named("strong")[0]
    if "wall" in part.box.options:
        style = style._replace(align="centre")
    spans = (Span(organisation.short or organisation.name),)
    words = TextLeaf(
        (Paragraph(spans, style, scene.filled.language),),
        scene.fonts,
        ink or part.ink,
        partial(ink_named, part.setup.brand),
    )
    return Logo(organisation.name, source, words)


# what no content changes -------------------------------------------------------------------------------------------


def _grow_fixed(part: Part, scene: Scene, item: object, index: int | None) -> Node:  # noqa: ARG001
    node = part.nodes.get(None)
    if node is None:
        box, page = part.box, part.setup.page
        options = box.options
        leaf: DrawnLeaf
        if box.kind == "rule":
            thickness = page.points(attributes.space(options.get("thickness", "0.25u")))
            leaf = RuleLeaf(part.ink, thickness, options.get("upright") == "yes")
        elif box.kind == "shape":
            leaf = _shape(part)
        else:
            leaf = SpaceLeaf()
        node = _leaf(part, None, leaf)
    return node


def _shape(part: Part) -> ShapeLeaf:
    box, page = part.box, part.setup.page
    options = box.options
    form = options.get("form", "rect")
    stroke = part.ink_of(options.get("stroke", "")) or (part.ink if form == "line" else None)
    thickness = page.points(attributes.space(options.get("thickness", "0.25u")))
    fill = part.ink_of(part.tweak.colour or box.fill)
    if fill is None and stroke is None:
        fill = part.ink
    paint = Paint(
        fill,
        stroke,
        thickness,
        attributes.fraction(options.get("opacity", "1")),
        options.get("blend", "normal"),  # type: ignore[arg-type]
    )
    corners = attributes.points(options["points"]) if "points" in options else ()
    return ShapeLeaf(form, paint, corners, page.u)


_LEAVES: dict[str, Callable[[Part, Scene, object, int | None], Node | None]] = {
    "text": _grow_text,
    "flow": _grow_flow,
    "picture": _grow_picture,
    "qr": _grow_code,
    "logos": _grow_logos,
    "shape": _grow_fixed,
    "rule": _grow_fixed,
    "space": _grow_fixed,
}
