"""What preflight looks at: pages as plain values, read from a finished PDF or from the sheets of a piece.

Points, y up, as a PDF has them. Luminances are WCAG's, 0 to 1; below 0 they are not known.
"""

from __future__ import annotations

import math
from typing import TypeAlias

from pressdesk.base.colour import RGB
from pressdesk.base.values import NamedTuple

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
WHOLE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
REGISTRATION = "All"


class Paint(NamedTuple):
    """A colour as it is set: the family of its space, its components, the names of spot inks; `rgb` is how it looks on
    a screen, where that is known."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    inks: tuple[str, ...] = ()
    rgb: RGB | None = None

    @property
    def coverage(self) -> float:
        """How much ink lies on the paper, 0 to 4; a spot ink counts as one, RGB as none."""
        if self.space == "DeviceCMYK":
            return sum(self.values)
        if self.space == "DeviceGray":
            return 1 - sum(self.values[:1])
        if self.inks:
            return sum(self.values) * (4 if self.inks == (REGISTRATION,) else 1)
        return 0.0

    @property
    def plates(self) -> int:
        """On how many plates it stands."""
        if self.space == "DeviceCMYK":
            return sum(value > 0.005 for value in self.values)
        if self.space == "DeviceGray":
            return int(self.values[:1] < (0.995,))
        return len(self.inks)

    @property
    def is_registration(self) -> bool:
        return self.inks == (REGISTRATION,)

    @property
    def is_black(self) -> bool:
        """Whether it reads as black: black alone, grey 0, or dark in several inks."""
        if self.space == "DeviceCMYK" and len(self.values) == 4:
            return self.values[3] >= 0.95 or (self.values[3] >= 0.6 and sum(self.values) >= 2.0)
        if self.space == "DeviceGray":
            return self.values[:1] <= (0.05,)
        return self.space == "DeviceRGB" and max(self.values, default=1.0) <= 0.05

    @property
    def is_plain_black(self) -> bool:
        """Whether it is the black plate alone, in full."""
        return self.space == "DeviceCMYK" and self.values[:3] == (0.0, 0.0, 0.0) and self.values[3:] == (1.0,)


class Drawn(NamedTuple):
    """The item of the display list that a fact was read from, with the map from its coordinates to the page's.

    `opacity` is that of all groups around it, below 0 where it is mixed with what lies under it in another way.
    """

    item: object
    map: Matrix = WHOLE
    opacity: float = 1.0

    def mapped(self, by: Matrix) -> Drawn:
        return Drawn(self.item, multiplied(self.map, by), self.opacity)


class Text(NamedTuple):
    """Glyphs shown at once: `size` as seen, `box` by the font's widths; `missing` are glyphs that draw an empty box,
    `nameless` those that no character is told for.

    `light` is the luminance of the letters, `ground` that of what lies behind them where it differs least, `bold`
    whether they count as bold. `words` is what they say, `of` the box of the template they belong to, where known.
    """

    font: str
    size: float
    paint: Paint
    overprint: bool
    mode: int
    box: Box
    missing: int = 0
    nameless: int = 0
    words: str = ""
    of: str = ""
    light: float = -1.0
    ground: float = -1.0
    bold: bool = False

    def mapped(self, by: Matrix) -> Text:
        return self._replace(size=self.size * scale_of(by), box=mapped_box(self.box, by))

    @property
    def contrast(self) -> float:
        """The ratio of WCAG 2.2 to what lies behind, 1 to 21, where both are known."""
        return ratio(self.light, self.ground)

    @property
    def shown(self) -> bool:
        return self.mode != 3 and self.box[2] > self.box[0]


class Line(NamedTuple):
    """A stroked path."""

    width: float
    paint: Paint
    overprint: bool
    box: Box
    of: str = ""
    dashed: bool = False

    def mapped(self, by: Matrix) -> Line:
        return self._replace(width=self.width * scale_of(by), box=mapped_box(self.box, by))


class Area(NamedTuple):
    """A filled path; `ink` is the name of its colour in the brand."""

    paint: Paint
    overprint: bool
    box: Box
    of: str = ""
    ink: str = ""
    drawn: Drawn | None = None

    def mapped(self, by: Matrix) -> Area:
        drawn = self.drawn.mapped(by) if self.drawn else None
        return self._replace(box=mapped_box(self.box, by), drawn=drawn)


class Image(NamedTuple):
    """A picture at its place: its pixels, the map of the unit square to the page, the part that is seen, and `ink`, the
    most that lies on any 15 mm² of it, 0 to 4. `key` tells the pictures of a file apart."""

    width: int
    height: int
    bits: int
    space: str
    matrix: Matrix
    box: Box
    stencil: bool = False
    ink: float = 0.0
    of: str = ""
    drawn: Drawn | None = None
    key: str = ""

    @property
    def ppi(self) -> float:
        """The lesser of the resolutions along and across, in pixels an inch."""
        a, b, c, d = self.matrix[:4]
        wide, high = math.hypot(a, b) / 72, math.hypot(c, d) / 72
        return min(self.width / wide if wide else math.inf, self.height / high if high else math.inf)

    def mapped(self, by: Matrix) -> Image:
        drawn = self.drawn.mapped(by) if self.drawn else None
        return self._replace(matrix=multiplied(self.matrix, by), box=mapped_box(self.box, by), drawn=drawn)


class Blend(NamedTuple):
    """A run of colours."""

    space: str
    box: Box
    of: str = ""
    drawn: Drawn | None = None

    def mapped(self, by: Matrix) -> Blend:
        drawn = self.drawn.mapped(by) if self.drawn else None
        return self._replace(box=mapped_box(self.box, by), drawn=drawn)


class Figure(NamedTuple):
    """A picture or a logo for those who listen to the page: its words, and the file it comes from.

    Nothing is painted for it; the facts before it have its lines and areas.
    """

    box: Box
    alternative: str
    path: str = ""
    of: str = ""

    def mapped(self, by: Matrix) -> Figure:
        return self._replace(box=mapped_box(self.box, by))


class Code(NamedTuple):
    """A QR code with its quiet zone, which is `box`: the side of a module in points and how many there are on a side.

    `dark` and `light` are the luminances of its modules and of its ground; `entered` says that something stands in
    the quiet zone. `modules` is 0 where it is not known.
    """

    payload: str
    module: float
    modules: int
    box: Box
    dark: float = -1.0
    light: float = -1.0
    entered: bool = False
    of: str = ""

    def mapped(self, by: Matrix) -> Code:
        return self._replace(module=self.module * scale_of(by), box=mapped_box(self.box, by))

    @property
    def core(self) -> Box:
        """The code without its quiet zone."""
        left, bottom, right, top = self.box
        quiet = self.module * (((right - left) / self.module - self.modules) / 2 if self.module and self.modules else 0)
        return (left + quiet, bottom + quiet, right - quiet, top - quiet)


Fact: TypeAlias = Text | Line | Area | Image | Blend | Figure | Code


class Load(NamedTuple):
    """A place with the most ink on it, 1 for a full plate."""

    ink: float
    box: Box
    of: str = ""


class Loads(NamedTuple):
    """The most ink of a page, the places with more than a limit, the heaviest first, and the inks that it is printed
    in."""

    most: float
    over: tuple[Load, ...] = ()
    inks: tuple[str, ...] = ()


class Page(NamedTuple):
    """A page with its boxes (None where the file gives none) and everything painted on it, in that order.

    `folds` stand upright, in points from the trim's left edge. `loads` is the ink of its plates, where they were made.
    One that is not `whole` holds more than was read.
    """

    number: int
    media: Box
    trim: Box | None = None
    bleed: Box | None = None
    crop: Box | None = None
    unit: float = 1.0
    group: str = ""
    facts: tuple[Fact, ...] = ()
    folds: tuple[float, ...] = ()
    loads: Loads | None = None
    whole: bool = True


class Font(NamedTuple):
    """A font of the file: `program` is empty when it is not embedded, otherwise tells embedded ones apart."""

    name: str
    kind: str
    program: str
    subset: bool


class Intent(NamedTuple):
    """For which press the file says it is made: how many components its profile has and what it describes."""

    kind: str
    condition: str
    components: int = 0
    press: bool = False


class About(NamedTuple):
    """What is known of a piece beside its pages: the kind of its template, its title and language, whether it is
    printed, marked as electoral, and meant for people in the street. `kind` is empty for a file from anywhere."""

    kind: str = ""
    title: str = ""
    language: str = ""
    printed: bool = True
    electoral: bool = False


class File(NamedTuple):
    """A finished PDF as preflight sees it; `faults` are plain words of what PDF/X forbids and the file holds.

    `left_out` is how many pages were not looked at, -1 when that cannot be known.
    """

    version: str = "1.4"
    encrypted: bool = False
    identified: bool = True
    info: tuple[tuple[str, str], ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    intents: tuple[Intent, ...] = ()
    pages: tuple[Page, ...] = ()
    fonts: tuple[Font, ...] = ()
    faults: tuple[str, ...] = ()
    left_out: int = 0
    about: About = About()
    language: str = ""
    against_x1a: tuple[str, ...] = ()

    @property
    def for_press(self) -> bool:
        """Whether the file says of itself that it is made for a press."""
        return any(intent.kind == "GTS_PDFX" for intent in self.intents)


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances, 1 to 21 (WCAG 2.2, section 'contrast ratio').

    >>> round(ratio(1.0, 0.0))
    21
    """
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """Both maps, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def mapped_box(box: Box, by: Matrix) -> Box:
    """The upright box around the image of a box."""
    a, b, c, d, e, f = by
    left, bottom, right, top = box
    if b == 0 and c == 0:
        xs, ys = (a * left + e, a * right + e), (d * bottom + f, d * top + f)
        return (min(xs), min(ys), max(xs), max(ys))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), min(up), max(across), max(up))


def scale_of(by: Matrix) -> float:
    """By how much a map makes things larger, as the root of its area."""
    return math.sqrt(abs(by[0] * by[3] - by[1] * by[2]))


def overlap(one: Box, other: Box) -> Box:
    """What two boxes have in common; its right is not beyond its left where they have nothing."""
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def is_empty(box: Box) -> bool:
    return box[2] <= box[0] or box[3] <= box[1]
