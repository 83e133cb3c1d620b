"""Elements of a layout to boxes: which attributes each kind has, and what they must say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from pressdesk.base.problem import did_you_mean
from pressdesk.display.items import Blend, Role
from pressdesk.templates import attributes as read
from pressdesk.templates.checking import Notebook
from pressdesk.templates.patterns import CAMPAIGN_NAMES, PAGE_NAMES, RECORDS
from pressdesk.templates.tree import BOX_KINDS, CONTAINERS, NO_EDGES, ZERO, Box, BoxKind, Field, Fit, Lock
from pressdesk.templates.xmltree import Node

if TYPE_CHECKING:
    from pressdesk.base.units import Length

ROLES: tuple[str, ...] = Role.__args__  # type: ignore[attr-defined]
BLENDS: tuple[str, ...] = Blend.__args__  # type: ignore[attr-defined]

COMMON = (
    *("id", "if", "lock", "width", "height", "min-width", "max-width", "min-height", "max-height"),
    *("padding", "fill", "colour", "x", "y", "pin", "rotate", "role", "self"),
)
"""Attributes of every box."""

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "row": ("each", "gap", "align", "justify"),
    "column": ("each", "gap", "align", "justify"),
    "grid": ("each", "gap", "align", "justify"),
    "overlay": ("each", "align", "justify"),
    "text": ("field", "style", "fit", "priority", "align", "justify"),
    "picture": ("field",),
    "shape": (),
    "qr": ("field", "gap", "align"),
    "logos": ("field", "gap", "align"),
    "rule": (),
    "flow": ("field", "style", "gap"),
    "space": (),
}
"""Attributes of each kind, beside `COMMON` and its `OPTIONS`."""

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "row": ("self", "clip"),
    "column": ("self", "clip"),
    "grid": ("self", "clip", "columns", "row-gap"),
    "overlay": ("self", "clip"),
    "text": ("self",),
    "picture": ("self", "source", "duotone", "focus", "zoom", "scrim", "alternative", "scale", "opacity", "blend"),
    "shape": ("self", "form", "points", "stroke", "thickness", "opacity", "blend"),
    "qr": (
        *("self", "size", "distance", "level", "modules", "logo", "arrange"),
        *("call", "call-style", "short", "short-style"),
    ),
    "logos": ("self", "ink", "rows", "wall"),
    "rule": ("self", "thickness", "upright"),
    "flow": ("self", "columns", "opening-style", "contents"),
    "space": ("self",),
}
"""What `Box.options` can hold for each kind, as written; the module `attributes` reads the values."""

CHECKS: Mapping[str, Callable[[str], object]] = {
    "self": read.word("start", "centre", "end", "stretch", "baseline"),
    "clip": read.yes,
    "columns": read.columns,
    "row-gap": read.space,
    "source": str,
    "duotone": read.pair,
    "focus": read.focus,
    "zoom": read.zoom,
    "scrim": read.scrim,
    "scale": read.word("cover", "contain"),
    "opacity": read.fraction,
    "blend": read.word(*BLENDS),
    "form": read.word("rect", "ellipse", "circle", "triangle", "polygon", "line"),
    "points": read.points,
    "stroke": read.colour,
    "thickness": read.space,
    "size": read.fixed,
    "distance": read.distance_m,
    "level": read.word("L", "M", "Q", "H"),
    "modules": read.word("square", "rounded"),
    "logo": str,
    "arrange": read.word("below", "beside"),
    "ink": read.colour,
    "rows": read.whole,
    "wall": read.fixed,
    "contents": read.word("0", "1", "2", "3"),
    "upright": read.yes,
}

SHOWS: Mapping[str, tuple[str, ...]] = {
    "picture": ("picture",),
    "qr": ("petition", "link"),
    "logos": ("organisations",),
    "flow": ("story", "longtext"),
}
"""The types of field that a box of a kind can show; a text shows all but pictures."""

REPEATABLE = ("list", "organisations", "contacts", "people", "addressees")
"""The types of field that `each` goes through."""

AFTER_A_STORY = ("text", "row", "column", "grid", "logos", "rule", "space")
"""The boxes that can stand in a flow, after its story."""

_ALIGN = read.word("start", "centre", "end", "stretch", "baseline")
_JUSTIFY = read.word("start", "centre", "end", "between", "around", "evenly")
_TEXT_ALIGN = read.word("left", "centre", "right", "justify")
_TEXT_JUSTIFY = read.word("start", "centre", "end")
_LEAF_ALIGN = read.word("start", "centre", "end")


class BoxReader:
    """Reads the boxes of one sheet; ids are unique within it."""

    def __init__(self, notes: Notebook, fields: Mapping[str, Field]) -> None:
        self.notes = notes
        self.fields = fields
        self.ids: dict[str, int] = {}
        self.kinds: dict[str, str] = {}

    def box(self, node: Node, place: str = "1", repeated: bool = False) -> Box:
        """The box of an element and all below it; `place` counts the way down to it, `repeated` is inside `each`."""
        notes = self.notes
        kind = cast(BoxKind, node.tag)
        notes.only_attributes(node, (*COMMON, *ATTRIBUTES[kind], *OPTIONS[kind]))
        each = self._each(node)
        repeated = repeated or bool(each)
        names = ("item", "index") if repeated else ()
        get = notes.attribute
        children: tuple[Box, ...] = ()
        pattern = ""
        options = self._options(node, names)
        if kind in CONTAINERS:
            children = tuple(
                self.box(child, f"{place}.{number}", repeated)
                for number, child in enumerate(notes.only_children(node, BOX_KINDS), 1)
            )
        elif kind == "flow":
            children = tuple(
                self.box(child, f"{place}.{number}", repeated)
                for number, child in enumerate(notes.only_children(node, AFTER_A_STORY), 1)
            )
        elif kind == "text":
            pattern = notes.pattern(node, (*names, *PAGE_NAMES))
        elif kind == "qr":
            self._words_of_code(node, options, names)
        else:
            for _ in notes.only_children(node, ()):
                raise AssertionError("no child is allowed")
        field = self._field(node, pattern, options)
        align, justify = _ALIGN, _JUSTIFY
        if kind == "text":
            align, justify = _TEXT_ALIGN, _TEXT_JUSTIFY
        elif kind not in CONTAINERS:
            align = _LEAF_ALIGN
        length: Callable[[str, Callable[[str], Length]], Length | None] = lambda name, how: get(  # noqa: E731
            node, name, how, None
        )
        return Box(
            kind,
            self._id(node, place),
            line=node.line,
            named="id" in node.attrs,
            children=children,
            width=length("width", read.size),
            height=length("height", read.size),
            min_width=length("min-width", read.space),
            max_width=length("max-width", read.space),
            min_height=length("min-height", read.space),
            max_height=length("max-height", read.space),
            padding=get(node, "padding", read.edges, NO_EDGES),
            gap=get(node, "gap", read.space, ZERO),
            align=get(node, "align", align, ""),
            justify=get(node, "justify", justify, ""),
            fill=get(node, "fill", read.colour, ""),
            colour=get(node, "colour", read.colour, ""),
            style=self._style(node, "style"),
            fit=self._fit(node),
            field=field,
            pattern=pattern,
            condition=self._condition(node, names),
            each=each,
            lock=cast(Lock, get(node, "lock", read.word("content", "place", "style", "all"), "")),
            x=length("x", read.offset),
            y=length("y", read.offset),
            pin=get(node, "pin", read.pin, ""),
            rotate=get(node, "rotate", read.number, 0.0),
            role=get(node, "role", read.word(*ROLES[1:]), ""),
            options=options,
        )

    def _id(self, node: Node, place: str) -> str:
        given = node.attrs.get("id")
        if given is None:
            return f"{node.tag}@{place}"
        self.notes.attribute(node, "id", read.name, "")
        if given in self.ids:
            self.notes.note(
                node, "duplicate-id", f"The id “{given}” was given before, in line {self.ids[given]}.",
                "An id stands for one box of a sheet; choose another.", key="id",
            )  # fmt: skip
        self.ids.setdefault(given, node.line)
        self.kinds.setdefault(given, node.tag)
        return given

    def _each(self, node: Node) -> str:
        name = node.attrs.get("each", "")
        if name and self._known(node, "each", name) and self.fields[name].type not in REPEATABLE:
            self.notes.note(
                node, "wrong-field", f"The field “{name}” is of type {self.fields[name].type} and holds no items.",
                f"each=… goes through a field of type {', '.join(REPEATABLE)}.", key="each",
            )  # fmt: skip
        return name

    def _condition(self, node: Node, names: tuple[str, ...]) -> str:
        condition = node.attrs.get("if", "").replace(" ", "")
        root = condition.removeprefix("!").split(".")[0]
        if condition and root not in (*names, *CAMPAIGN_NAMES, *RECORDS):
            self._known(node, "if", root)
        return condition

    def _known(self, node: Node, attribute: str, name: str) -> bool:
        if name in self.fields:
            return True
        self.notes.note(
            node, "unknown-field", f"There is no field “{name}”.", did_you_mean(name, list(self.fields)), key=attribute
        )
        return False

    def _field(self, node: Node, pattern: str, options: Mapping[str, str]) -> str:
        name = node.attrs.get("field", "")
        kind = node.tag
        if name:
            if self._known(node, "field", name):
                self._check_shown(node, self.fields[name])
            if pattern:
                self.notes.note(
                    node, "two-sources", f"<{kind}> has both field=… and a text of its own.",
                    f"Keep one; in the text, {{{name}}} stands for the field.", key="field",
                )  # fmt: skip
        elif (kind == "text" and not pattern) or kind in ("qr", "logos", "flow"):
            self.notes.note(node, "missing-attribute", f"<{kind}> shows nothing: it has no field=….", key="field")
        elif kind == "picture" and not options.get("source"):
            self.notes.note(
                node, "missing-attribute", "<picture> shows nothing: it has neither field=… nor source=….", key="field"
            )
        return name

    def _check_shown(self, node: Node, field: Field) -> None:
        suits = field.type in SHOWS[node.tag] if node.tag in SHOWS else field.type != "picture"
        if not suits:
            wanted = f"<{node.tag}> shows {', '.join(SHOWS[node.tag])}." if node.tag in SHOWS else "Use <picture>."
            self.notes.note(
                node, "wrong-field",
                f"The field “{field.name}” is of type {field.type}, which <{node.tag}> cannot show.",
                wanted, key="field",
            )  # fmt: skip

    def _style(self, node: Node, attribute: str) -> str:
        name = node.attrs.get(attribute, "")
        if name and name not in self.notes.styles:
            self.notes.note(
                node, "unknown-style", f"There is no style “{name}”.", did_you_mean(name, self.notes.styles),
                key=attribute,
            )  # fmt: skip
        return name

    def _fit(self, node: Node) -> Fit | None:
        if "priority" in node.attrs and "fit" not in node.attrs:
            self.notes.note(
                node, "missing-attribute", "priority=… says which text shrinks first, but the text has no fit=….",
                "Add fit=…, or leave priority=… out.", key="priority",
            )  # fmt: skip
        fit = self.notes.attribute(node, "fit", read.fit, None)
        priority = self.notes.attribute(node, "priority", read.whole, 1)
        return fit and fit._replace(priority=priority)

    def _options(self, node: Node, names: tuple[str, ...]) -> dict[str, str]:
        options: dict[str, str] = {}
        for name in OPTIONS[node.tag]:
            text = node.attrs.get(name)
            if text is None:
                continue
            if name.endswith("-style"):
                self._style(node, name)
            elif name in ("call", "short", "alternative"):
                self.notes.check_pattern(node, text, names, key=name)
            elif name in CHECKS:
                self.notes.attribute(node, name, CHECKS[name], None)
            options[name] = text.strip()
        if options.get("form") == "polygon" and "points" not in options:
            self.notes.note(node, "missing-attribute", "A polygon needs points=….", key="points")
        if "form" in options and "points" in options and options["form"] != "polygon":
            self.notes.note(
                node, "unused-attribute", f"points=… means nothing for form=\"{options['form']}\".",
                "Only form=\"polygon\" has points.", key="points",
            )  # fmt: skip
        return options

    def _words_of_code(self, node: Node, options: dict[str, str], names: tuple[str, ...]) -> None:
        for child in self.notes.only_children(node, ("call", "short")):
            self.notes.only_attributes(child, ("style",))
            if self._style(child, "style"):
                options[f"{child.tag}-style"] = child.attrs["style"]
            options[child.tag] = self.notes.pattern(child, names)
