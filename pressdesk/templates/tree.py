"""A template as values: its fields, its styles, and for each family of formats a tree of boxes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple

BoxKind: TypeAlias = Literal[
    "row", "column", "grid", "overlay", "text", "picture", "shape", "qr", "logos", "rule", "flow", "space"
]
FieldType: TypeAlias = Literal[
    "text",
    "longtext",
    "list",
    "date",
    "time",
    "place",
    "picture",
    "petition",
    "link",
    "choice",
    "yesno",
    "organisations",
    "contacts",
    "story",
    "number",
    "people",
    "addressees",
]
Lock: TypeAlias = Literal["", "content", "place", "style", "all"]

FIELD_TYPES: tuple[str, ...] = FieldType.__args__  # type: ignore[attr-defined]
BOX_KINDS: tuple[str, ...] = BoxKind.__args__  # type: ignore[attr-defined]
CONTAINERS = ("row", "column", "grid", "overlay")
NESTING_LIMIT = 64


class Field(NamedTuple):
    """One thing a user fills in; labels, helps and examples by language or kind."""

    name: str
    type: FieldType
    labels: Mapping[str, str] = {}
    helps: Mapping[str, str] = {}
    required: bool = False
    max: int = 0
    default: str = ""
    choices: tuple[str, ...] = ()
    examples: Mapping[str, str] = {}
    line: int = 0


class StyleRule(NamedTuple):
    """A type style before brand and page are known: `family` is `display`, `text` or a font's name; size in any unit.

    `based_on` names the style whose unset parts it takes; None is unset. Tracking in thousandths of an em.
    """

    name: str
    based_on: str = ""
    family: str | None = None
    weight: int | None = None
    italic: bool | None = None
    size: Length | None = None
    leading: float | None = None
    tracking: float | None = None
    align: str | None = None
    case: str | None = None
    hyphenate: bool | None = None
    balance: bool | None = None
    hang: bool | None = None
    features: tuple[str, ...] | None = None
    space_before: Length | None = None
    space_after: Length | None = None
    indent: Length | None = None
    first_indent: Length | None = None
    colour: str | None = None
    line: int = 0


class Fit(NamedTuple):
    """The sizes a text may be set in: the ideal first, never under the floor; the lower priority shrinks first."""

    floor: Length
    ideal: Length
    priority: int = 1


class Edges(NamedTuple):
    """Four lengths around a box."""

    top: Length
    right: Length
    bottom: Length
    left: Length


ZERO = Length(0, "pt")
NO_EDGES = Edges(ZERO, ZERO, ZERO, ZERO)


class Box(NamedTuple):
    """One element of a layout. Sizes are None when the content decides.

    `id` is always set (made from kind and place where the author gave none; `named` tells which).
    `pattern` is the text inside a `text` box, with its braces; `field` names the field it shows instead.
    `condition` is the field of `if=…` (`!name` for "not filled"), `each` the list field repeated over.
    `options` holds what only this kind knows, as written: see `reading.OPTIONS`.
    `x` and `y` place a child of an overlay, `pin` (`top`, `bottom left`, `centre`, …) fastens it to an edge.
    """

    kind: BoxKind
    id: str
    line: int = 0
    named: bool = False
    children: tuple[Box, ...] = ()
    width: Length | None = None
    height: Length | None = None
    min_width: Length | None = None
    max_width: Length | None = None
    min_height: Length | None = None
    max_height: Length | None = None
    padding: Edges = NO_EDGES
    gap: Length = ZERO
    align: str = ""
    justify: str = ""
    fill: str = ""
    colour: str = ""
    style: str = ""
    fit: Fit | None = None
    field: str = ""
    pattern: str = ""
    condition: str = ""
    each: str = ""
    lock: Lock = ""
    x: Length | None = None
    y: Length | None = None
    pin: str = ""
    rotate: float = 0.0
    role: str = ""
    options: Mapping[str, str] = {}


class SpanPicture(NamedTuple):
    """One picture painted across several sheets; `gap` is what the wall hides between two of them.

    `box` names the picture boxes that show it (the same id on every sheet).
    """

    field: str
    sheets: tuple[str, ...]
    gap: Length
    box: str
    line: int = 0


class SheetPlan(NamedTuple):
    """One sheet of a layout: its id, whether it bleeds, and the box that fills it."""

    id: str
    root: Box
    bleed: bool = True
    fill: str = ""
    role: Literal["", "first", "next", "last"] = ""
    folds: tuple[Length, ...] = ()
    line: int = 0


class LayoutPlan(NamedTuple):
    """The sheets for some families of formats; `only` narrows it to named formats (`A6`)."""

    families: tuple[str, ...]
    sheets: tuple[SheetPlan, ...]
    spans: tuple[SpanPicture, ...] = ()
    line: int = 0


class Template(NamedTuple):
    """A checked template; `folder` is where its pictures lie. `layouts` are tried in order: first the one that names
    the format itself, then the one that names its family."""

    name: str
    kind: str
    folder: Path
    titles: Mapping[str, str]
    fields: Mapping[str, Field]
    layouts: tuple[LayoutPlan, ...]
    styles: Mapping[str, StyleRule] = {}
    descriptions: Mapping[str, str] = {}

    def layout_for(self, format_name: str, family: str) -> LayoutPlan | None:
        """The layout for a format: one that names the format, else one that names its family, else None."""
        for wanted in (format_name, family):
            for layout in self.layouts:
                if wanted in layout.families:
                    return layout
        return None
