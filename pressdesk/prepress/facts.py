"""What preflight looks at: a finished PDF as plain values, page by page. Points, y up, as the file has them."""

from __future__ import annotations

import math
from typing import TypeAlias

from pressdesk.base.values import NamedTuple

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
WHOLE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
REGISTRATION = "All"


class Paint(NamedTuple):
    """A colour as it is set: the family of its space, its components, and the names of spot inks."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    inks: tuple[str, ...] = ()

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


class Text(NamedTuple):
    """Glyphs shown at once: `size` as seen, `box` by the font's widths; `missing` are glyphs that draw an empty box,
    `nameless` those that no character is told for."""

    font: str
    size: float
    paint: Paint
    overprint: bool
    mode: int
    box: Box
    missing: int = 0
    nameless: int = 0

    def mapped(self, by: Matrix) -> Text:
        return self._replace(size=self.size * scale_of(by), box=mapped_box(self.box, by))

    @property
    def shown(self) -> bool:
        return self.mode != 3 and self.box[2] > self.box[0]


class Line(NamedTuple):
    """A stroked path."""

    width: float
    paint: Paint
    overprint: bool
    box: Box

    def mapped(self, by: Matrix) -> Line:
        return self._replace(width=self.width * scale_of(by), box=mapped_box(self.box, by))


class Area(NamedTuple):
    """A filled path."""

    paint: Paint
    overprint: bool
    box: Box

    def mapped(self, by: Matrix) -> Area:
        return self._replace(box=mapped_box(self.box, by))


class Image(NamedTuple):
    """A picture at its place: its pixels, the map of the unit square to the page, the part that is seen, and `ink`, the
    most that lies on any 15 mm² of it, 0 to 4."""

    width: int
    height: int
    bits: int
    space: str
    matrix: Matrix
    box: Box
    stencil: bool = False
    ink: float = 0.0

    @property
    def ppi(self) -> float:
        """The lesser of the resolutions along and across, in pixels an inch."""
        a, b, c, d = self.matrix[:4]
        wide, high = math.hypot(a, b) / 72, math.hypot(c, d) / 72
        return min(self.width / wide if wide else math.inf, self.height / high if high else math.inf)

    def mapped(self, by: Matrix) -> Image:
        return self._replace(matrix=multiplied(self.matrix, by), box=mapped_box(self.box, by))


class Blend(NamedTuple):
    """A run of colours."""

    space: str
    box: Box

    def mapped(self, by: Matrix) -> Blend:
        return self._replace(box=mapped_box(self.box, by))


Fact: TypeAlias = Text | Line | Area | Image | Blend


class Page(NamedTuple):
    """A page with its boxes (None where the file gives none) and everything painted on it, in that order."""

    number: int
    media: Box
    trim: Box | None = None
    bleed: Box | None = None
    crop: Box | None = None
    unit: float = 1.0
    group: str = ""
    facts: tuple[Fact, ...] = ()


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


class File(NamedTuple):
    """A finished PDF as preflight sees it; `faults` are plain words of what PDF/X forbids and the file holds."""

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

    @property
    def for_press(self) -> bool:
        """Whether the file says of itself that it is made for a press."""
        return any(intent.kind == "GTS_PDFX" for intent in self.intents)


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
