"""The closed union of display items, and the sheet that holds them.

Points, origin at the trim's top left, y down. A painter measures nothing and looks up no style. Items are shared:
layout gives the same object for the same input, so a painter may cache what it made of `Group.items` by identity.
A new item touches every painter on purpose.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from pressdesk.base.colour import Ink
from pressdesk.base.formats import Format
from pressdesk.base.geometry import IDENTITY, Affine, Path, Rect
from pressdesk.base.values import NamedTuple
from pressdesk.display.assets import Asset
from pressdesk.text.glyphs import ShapedRun

Blend: TypeAlias = Literal["normal", "multiply", "screen"]
Role: TypeAlias = Literal[
    "",
    "artifact",
    "title",
    "heading",
    "paragraph",
    "list",
    "item",
    "label",
    "figure",
    "caption",
    "quote",
    "link",
    "code",
    "table",
    "row",
    "header",
    "cell",
    "note",
    "reference",
]


class GlyphRun(NamedTuple):
    """Glyphs at their place: (x, y) is the origin of the run on its baseline."""

    x: float
    y: float
    run: ShapedRun
    ink: Ink
    overprint: bool = False


class Stroke(NamedTuple):
    """A line along a path: width in points, dash lengths in points, and how far into the dashes it begins."""

    ink: Ink
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    phase: float = 0.0


class Stop(NamedTuple):
    """A colour of a gradient at `offset` 0 to 1, with its opacity."""

    offset: float
    ink: Ink
    opacity: float = 1.0


class Gradient(NamedTuple):
    """A linear run of colours from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float
    stops: tuple[Stop, ...]


class Shape(NamedTuple):
    """A path, filled and stroked; `even_odd` is the filling rule, `registration` means all inks (marks)."""

    path: Path
    fill: Ink | Gradient | None = None
    stroke: Stroke | None = None
    even_odd: bool = False
    overprint: bool = False
    registration: bool = False


class Duotone(NamedTuple):
    """A picture in two inks: its blacks become `dark`, its whites `light`."""

    dark: Ink
    light: Ink


class Picture(NamedTuple):
    """A part of an asset in a box: `crop` is the part, as fractions of the upright picture; the whole fills `box`."""

    asset: Asset
    box: Rect
    crop: Rect = Rect(0, 0, 1, 1)
    duotone: Duotone | None = None
    alternative: str = ""


class Link(NamedTuple):
    """A place to click."""

    box: Rect
    target: str


class Mark(NamedTuple):
    """Where a box of the template came out: `kind` is `box`, `text`, `picture`, `qr` or `overset`.

    For `qr`, `data` is the payload, `rect` the code with its quiet zone, `module` the side of a module in points,
    and `distance_m` up to where it scans. Nothing is painted for a mark.
    """

    box: str
    rect: Rect
    kind: str = "box"
    data: str = ""
    module: float = 0.0
    distance_m: float = 0.0
    field: str = ""


class Group(NamedTuple):
    """Items drawn through a map, a clip, an opacity and a blend mode; `role` is for the reader's structure,
    `alternative` says in words what a figure or a code shows.

    `level` is that of a heading or the depth of a list, `scope` says what a `header` cell heads. Groups of one role
    with one `key`, on one sheet or several, are parts of one element (a paragraph that goes on overleaf).
    """

    items: tuple[Item, ...]
    transform: Affine = IDENTITY
    clip: Path | None = None
    opacity: float = 1.0
    blend: Blend = "normal"
    role: Role = ""
    box: str = ""
    language: str = ""
    alternative: str = ""
    level: int = 0
    scope: Literal["", "column", "row"] = ""
    key: str = ""


Item: TypeAlias = Group | GlyphRun | Shape | Picture | Link | Mark


class Sheet(NamedTuple):
    """One page: its trim is `format`, items may reach `bleed` points beyond it, marks `slug` points.

    `name` is the id of the template's sheet (`left`, `front`), `title` what the page is about, in plain text. Where
    several records are in one file, one `begins` here.
    """

    format: Format
    items: tuple[Item, ...]
    bleed: float = 0.0
    slug: float = 0.0
    name: str = ""
    title: str = ""
    language: str = "fr"
    folds: tuple[float, ...] = ()
    begins: bool = False
