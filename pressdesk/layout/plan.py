"""A template's layout made ready for one format, brand and set of tweaks: everything that no content changes.

A `Part` is a box with its lengths in points, its inks and styles resolved. It is made once and grown into solver nodes
for each content; it keeps the nodes it gave out, so equal content gets the same node again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pressdesk.base.colour import Ink
from pressdesk.base.problem import InputError, Problem
from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple
from pressdesk.layout.nodes import Node, Spec
from pressdesk.layout.page import Page, ink_named, main_ink, seen_on
from pressdesk.layout.tweaks import NO_TWEAK, Tweak
from pressdesk.model.campaign import Brand
from pressdesk.templates import attributes
from pressdesk.templates.patterns import PAGE_NAMES, parse_pattern
from pressdesk.templates.styles import resolve_style
from pressdesk.templates.tree import CONTAINERS, Box, Template
from pressdesk.text.style import TypeStyle

KEPT = 600
"""How many nodes a part remembers, unless a story has more pages."""


class Setup(NamedTuple):
    """What a layout is made ready for."""

    template: Template
    brand: Brand
    page: Page
    tweaks: Mapping[str, Tweak] = {}
    spanned: frozenset[str] = frozenset()


class Part:
    """A box made ready; `angle` turns it after layout, `turned` (90 or 270) before.

    `floor` and `ideal` are the sizes of a fit text in points, both 0 where there is none. `problems` are those of
    the box itself: unknown colours and styles. `loose` says that the box, or one in it, can reach out of its parent,
    `lifted` that a person moved it, or one in it, so that it is painted over the boxes beside it.
    `fixed` is kept in a merge: for which plan, whether no row changes the part, its node, and whether that is known.
    `ground` is the ink that the box stands on, None where that is not known, as over a picture.
    `paged` says that the words name the page or their number. A flow keeps its `story` (content, passages), the
    `passages` it made, and in `flows` the nodes of pages by what they begin with; `headings` are the places of those
    that its list of contents names, and `contents` the pages they were found on. `furniture` says that the box only
    repeats on a later page what stood before, such as a running head. As a story is one over all its sheets, `depth`,
    the levels of its list of contents, and the texts `appended` to it are those of all its flows.
    """

    __slots__ = (
        *("appended", "contents", "depth", "furniture", "headings"),
        *("angle", "box", "children", "fill", "fixed", "floor", "flows", "ground", "ideal", "ink", "lifted", "loose"),
        *(
            "kept",
            "nodes",
            "order",
            "outer",
            "paged",
            "passages",
            "problems",
            "setup",
            "spanned",
            "spec",
            "story",
            "style",
        ),
        "turned",
        "tweak",
    )

    def __init__(self, box: Box, setup: Setup, ink: Ink, order: int = 0, ground: Ink | None = None) -> None:
        self.box = box
        self.setup = setup
        self.tweak = setup.tweaks.get(box.id, NO_TWEAK)
        self.order = order
        self.problems: tuple[Problem, ...] = ()
        self.ink = self.ink_of(self.tweak.colour or box.colour) or ink
        self.fill = None if box.kind in ("shape", "qr") else self.ink_of(box.fill)
        self.ground = self.fill or ground
        self.style: TypeStyle | None = None
        self.floor = self.ideal = 0.0
        self.turned = int(box.rotate) % 360 if box.rotate % 180 == 90 else 0
        self.angle = self.tweak.rotate + (0.0 if self.turned else box.rotate)
        self.spanned = box.kind == "picture" and box.id in setup.spanned
        self.spec, self.outer = _specs(box, setup.page, self.tweak, bool(self.turned))
        self.children: tuple[Part, ...] = ()
        self.loose = bool(self.angle or any(self.tweak.move) or _below_zero(box.x) or _below_zero(box.y))
        self.lifted = bool(self.tweak.move != (0.0, 0.0) or self.tweak.rotate)
        self.nodes: dict[object, Node] = {}
        self.kept = KEPT
        self.fixed: tuple[object, bool, Node | None, bool] | None = None
        self.paged = any(reference.path[0] in PAGE_NAMES for reference in parse_pattern(box.pattern).references)
        self.story: tuple[object, Any] | None = None
        self.passages: dict[object, Any] = {}
        self.flows: dict[object, list[Node]] = {}
        self.contents: tuple[int, ...] = ()
        self.headings: tuple[int, ...] = ()
        self.furniture = False
        self.depth = 0
        self.appended: tuple[Part, ...] = ()

    def ink_of(self, name: str) -> Ink | None:
        """The ink of a name of this box, None for none; an unknown one is noted."""
        if not name:
            return None
        ink, problems = ink_named(self.setup.brand, name)
        self.note(*problems)
        return ink

    def note(self, *problems: Problem) -> None:
        """Keep problems of this box, with its name and line."""
        at = {"box": self.box.id, "line": self.box.line} if self.box.line else {"box": self.box.id}
        self.problems = tuple(dict.fromkeys((*self.problems, *(problem.at(**at) for problem in problems))))

    def style_named(self, name: str, size_pt: float | None = None) -> tuple[TypeStyle, Ink | None]:
        """A style of the template with its own ink, if it has one; an unknown name becomes `text`, with a problem."""
        setup = self.setup
        try:
            style, colour = resolve_style(name, setup.template, setup.brand, setup.page.u, size_pt)
        except InputError as fault:
            self.note(*fault.problems)
            style, colour = resolve_style("text", setup.template, setup.brand, setup.page.u, size_pt)
        return style, self.ink_of(colour)

    def remember(self, key: object, node: Node) -> Node:
        """Keep a node for equal content later."""
        if len(self.nodes) >= self.kept:
            self.nodes.clear()
        self.nodes[key] = node
        return node


class Label:
    """What layout knows of a solver node: its part, the fit texts in it, and what was drawn or fitted of it before.

    `fits` are the nodes of the fit texts at their ideal sizes, in tree order; `spans` says that a picture across
    sheets is inside; `base` is the node at ideal sizes of which this one is a variant.
    """

    __slots__ = ("base", "drawn", "fits", "fitted", "part", "spans", "variants")

    def __init__(self, part: Part, fits: tuple[Node, ...] = (), spans: bool = False, base: Node | None = None) -> None:
        self.part = part
        self.fits = fits
        self.spans = spans
        self.base = base
        self.drawn: dict[object, Any] = {}
        self.fitted: dict[tuple[object, ...], Any] = {}
        self.variants: dict[object, Node] = {}


def prepare(root: Box, setup: Setup, ground: Ink | None = None) -> Part:
    """The tree of parts of a layout's box, in tree order; `ground` is what the first of them stands on."""
    count = 0

    def make(box: Box, ink: Ink, ground: Ink | None) -> Part:
        nonlocal count
        count += 1
        part = Part(box, setup, ink, count, ground)
        if box.kind in ("text", "flow"):
            _prepare_text(part, ink)
        if box.kind in CONTAINERS or box.kind == "flow":
            part.children = tuple(
                make(child, part.ink, None if box.kind == "overlay" and above else part.ground)
                for above, child in enumerate(box.children)
            )
            part.loose = part.loose or any(child.loose for child in part.children)
            part.lifted = part.lifted or any(child.lifted for child in part.children)
        if box.kind == "flow":
            for child in part.children:  # above and below a box after a story its padding is space between passages
                _, right, _, left = child.spec.padding
                child.spec = child.spec._replace(padding=(0.0, right, 0.0, left))
        return part

    return make(root, main_ink(setup.brand), ground)


def every_part(part: Part) -> list[Part]:
    """The part and all below it, in tree order."""
    return [part, *(found for child in part.children for found in every_part(child))]


def _prepare_text(part: Part, around: Ink) -> None:
    box, factor, u = part.box, part.tweak.size_factor, part.setup.page.u
    size: float | None = None
    if box.fit is not None:
        part.ideal = box.fit.ideal.points(0, u) * factor
        part.floor = min(box.fit.floor.points(0, u) * factor, part.ideal)
        size = part.ideal
    style, ink = part.style_named(part.tweak.style or box.style, size)
    if size is None and factor != 1.0:
        style, ink = part.style_named(part.tweak.style or box.style, style.size * factor)
    if box.align in ("left", "right", "centre", "justify"):
        style = style._replace(align=box.align)  # type: ignore[arg-type]
    part.style = style
    if ink is not None and not box.colour and not part.tweak.colour:
        part.ink = ink
    if not part.tweak.colour:
        part.ink = seen_on(part.ground, part.setup.brand, part.ink, around)


def _below_zero(length: Length | None) -> bool:
    return length is not None and length.value < 0


def _specs(box: Box, page: Page, tweak: Tweak, lying: bool) -> tuple[Spec, Spec | None]:
    """How the solver sizes a box; a box that is turned has a second one, around the first."""
    width, height = page.fixed(box.width), page.fixed(box.height)
    if tweak.size[0] is not None:
        width = Length(tweak.size[0], "pt")
    if tweak.size[1] is not None:
        height = Length(tweak.size[1], "pt")
    if box.kind == "logos":
        height = None  # it is the height of a line of logos, which the leaf knows
    padding = box.padding
    spec = Spec(
        box.kind if box.kind in CONTAINERS else "leaf",  # type: ignore[arg-type]
        width,
        height,
        page.fixed(box.min_width),
        page.fixed(box.max_width),
        page.fixed(box.min_height),
        page.fixed(box.max_height),
        (page.points(padding.top), page.points(padding.right), page.points(padding.bottom), page.points(padding.left)),
        page.points(box.gap),
        page.points(box.gap),
        box.align if box.kind in CONTAINERS else "",
        box.justify if box.kind in CONTAINERS else "",
        box.options.get("self", ""),
        (),
        page.fixed(box.x),
        page.fixed(box.y),
        frozenset(box.pin.split()),
        tweak.move,
    )
    if box.kind == "grid":
        tracks = attributes.columns(box.options.get("columns", "1"))
        row_gap = box.options.get("row-gap")
        spec = spec._replace(
            columns=tuple(page.fixed(track) for track in tracks),
            row_gap=spec.gap if row_gap is None else page.points(attributes.space(row_gap)),
        )
    if not lying:
        return spec, None
    outer = spec._replace(kind="turned", padding=(0.0, 0.0, 0.0, 0.0), align="", justify="", columns=())
    return Spec(spec.kind, padding=spec.padding, gap=spec.gap, row_gap=spec.row_gap, align=spec.align,
                justify=spec.justify, columns=spec.columns), outer  # fmt: skip
