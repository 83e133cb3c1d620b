"""Logos in lines, of equal optical area, in one ink when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt

from pressdesk.base.colour import WHITE, Ink
from pressdesk.base.geometry import Affine, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.covering import covered
from pressdesk.display.items import Duotone, Group, Item, Picture, Role
from pressdesk.display.svg import recolour
from pressdesk.layout.page import NO_OUTS, Outs
from pressdesk.layout.pictures import Source
from pressdesk.layout.texts import TextLeaf

MANY = 4
"""More logos than these are painted in one ink (DESIGN)."""

CLEAR = 0.38
"""Clear space between logos as a part of the line's height: about the height of a logo's capitals."""

WIDEST = 4.2
"""The widest logo, in heights of the line."""

DENSITY = 0.2
"""How much the ink of a logo counts for its size: twice the ink takes off an eighth of its sides."""

HEAVIEST = 1.25
"""By how much the sides of a logo change for its ink at most."""

SQUEEZE = 1.15
"""By how much a line may be too long and be made smaller, before the logos take one line more."""


CELL = 0.55
"""The height of a cell in a wall of logos, as a part of its width."""

LINE_GAP = 0.9
"""The gap between the lines of a wall, as a part of that between its cells."""

FILLED = 0.92
"""The side of a square logo of mean ink, as a part of its cell's height."""

NAME = 0.3
"""The size of a name that stands for a logo in a wall, as a part of its cell's height."""


SMALLER = 0.94
"""By how much the names in a wall are made smaller at a time until all fit into their cells."""


READABLE = 5.5
"""The least size of a name in a wall, in points."""

WIDE_CELL = 2.7
"""The width of a cell at most, in heights."""


class Logo(NamedTuple):
    """What stands for an organisation: a picture or drawing, or its name where it has none."""

    name: str
    source: Source | None = None
    words: TextLeaf | None = None

    @property
    def aspect(self) -> float:
        """Width to height."""
        if self.words is not None:
            return max(self.words.natural(), 1.0) / max(self.words.height(1e6), 1.0)
        return self.source.aspect if self.source is not None else 1.0

    @property
    def ink(self) -> float:
        """The share of its area that a drawing covers; 0 for what is not known without looking at pixels."""
        if self.source is None or self.source.drawing is None:
            return 0.0
        drawing = self.source.drawing
        return covered(drawing.group, Rect(0, 0, drawing.width, drawing.height))


class LogoLook(NamedTuple):
    """How logos are set: `height` of a line and `gap` in points, lines at most (0: as needed), one ink for all.

    With `tallest`, many logos stand in a wall of equal cells that is so many points high at most.
    """

    height: float
    gap: float = 0.0
    rows: int = 0
    align: str = "start"
    ink: Ink | None = None
    tallest: float = 0.0


class LogosLeaf:
    """A wall of logos; the line's height is what it was given, narrower boxes take more lines or smaller logos."""

    firm = True
    stretches = False
    role: Role = ""
    __slots__ = ("_arranged", "logos", "look", "problems")

    def __init__(self, logos: tuple[Logo, ...], look: LogoLook, problems: tuple[Problem, ...] = ()) -> None:
        self.logos = logos
        self.look = look
        found = [problem for logo in logos if logo.source is not None for problem in logo.source.problems]
        self.problems = (*problems, *found)
        self._arranged: dict[float, tuple[tuple[tuple[Logo, Rect], ...], float]] = {}

    @property
    def gap(self) -> float:
        return max(self.look.gap, CLEAR * self.look.height)

    @property
    def in_cells(self) -> bool:
        """Whether the logos stand in the equal cells of a wall."""
        return self.look.tallest > 0 and len(self.logos) > MANY

    def natural(self) -> float:
        sizes = self._sizes(self.look.height)
        return sum(width for width, _ in sizes) + self.gap * max(len(sizes) - 1, 0)

    def least(self) -> float:
        sizes = self._sizes(self.look.height)
        return max((width for width, _ in sizes), default=0.0) * 0.5

    def height(self, width: float) -> float:
        return self.arranged(width)[1]

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        return None

    def excess(self, width: float, height: float) -> tuple[float, float]:
        return self.least() - width, self.height(width) - height

    def arranged(self, width: float) -> tuple[tuple[tuple[Logo, Rect], ...], float]:
        """Each logo with its place in a box of that width, and the height of all lines."""
        found = self._arranged.get(width)
        if found is None:
            found = self._arranged[width] = self._arrange(width)
        return found

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:  # noqa: ARG002
        ink = self.look.ink
        places, tall = self.arranged(width)
        top = max(height - tall, 0.0) / 2
        items: list[Item] = []
        for logo, place in places:
            place = place.moved(0, top)
            if logo.words is not None:
                items.append(_name(logo.words, place) if self.in_cells else _words(logo.words, place))
            elif logo.source is not None and logo.source.drawing is not None:
                drawing = logo.source.drawing
                group = (drawing if ink is None else recolour(drawing, ink)).group
                scale = Affine(place.width / drawing.width, 0.0, 0.0, place.height / drawing.height, place.x, place.y)
                items.append(Group((group,), scale, role="figure", alternative=logo.name))
            elif logo.source is not None and logo.source.asset is not None:
                duotone = None if ink is None else Duotone(ink, WHITE)
                picture = Picture(logo.source.asset, place, Rect(0, 0, 1, 1), duotone, logo.name)
                items.append(Group((picture,), role="figure", alternative=logo.name))
        return tuple(items)

    def _sizes(self, height: float) -> list[tuple[float, float]]:
        return optical_sizes([logo.aspect for logo in self.logos], height, [logo.ink for logo in self.logos])

    def _arrange(self, width: float) -> tuple[tuple[tuple[Logo, Rect], ...], float]:
        if not self.logos:
            return (), 0.0
        if self.in_cells:
            return self._in_cells(width)
        height, gap = self.look.height, self.gap
        sizes = self._sizes(height)
        lines = broken([w for w, _ in sizes], gap, width, self.look.rows)
        widest = max(sum(sizes[i][0] for i in line) + gap * (len(line) - 1) for line in lines)
        factor = min(1.0, width / widest) if widest > 0 else 1.0
        height, gap = height * factor, gap * factor
        places, y = [], 0.0
        for line in lines:
            used = sum(sizes[i][0] * factor for i in line) + gap * (len(line) - 1)
            free = width - used
            x = free if self.look.align == "end" else free / 2 if self.look.align == "centre" else 0.0
            for i in line:
                w, h = sizes[i][0] * factor, sizes[i][1] * factor
                places.append((self.logos[i], Rect(x, y + (height - h) / 2, w, h)))
                x += w + gap
            y += height + gap
        return tuple(places), y - gap

    def _in_cells(self, width: float) -> tuple[tuple[tuple[Logo, Rect], ...], float]:
        """A wall: each logo in the middle of its cell, all cells of one size, the names of those without a logo set at
        one size too."""
        grid = cells_for(len(self.logos), width, self.look)
        inks = _weights([logo.ink for logo in self.logos])
        size = min([_size_in(logo.words, grid) for logo in self.logos if logo.words is not None], default=0.0)
        places = []
        for i, logo in enumerate(self.logos):
            row, column = divmod(i, grid.columns)
            x, y = column * (grid.width + grid.gap), row * (grid.height + grid.gap * LINE_GAP)
            if logo.words is not None:
                words = logo.words.scaled(size / logo.words.size)
                logo = logo._replace(words=words)
                w, h = grid.width, words.height(grid.width)
            else:
                tall = FILLED * grid.height * inks[i] / sqrt(logo.aspect)
                tall = min(tall, grid.height, grid.width / logo.aspect)
                w, h = tall * logo.aspect, tall
            places.append((logo, Rect(x + (grid.width - w) / 2, y + (grid.height - h) / 2, w, h)))
        rows = -(-len(self.logos) // grid.columns)
        return tuple(places), rows * grid.height + (rows - 1) * grid.gap * LINE_GAP


class Cells(NamedTuple):
    """The cells of a wall of logos: how many beside each other, their size and the gap between them, in points."""

    columns: int
    width: float
    height: float
    gap: float


def cells_for(count: int, width: float, look: LogoLook) -> Cells:
    """The cells for so many logos: as large as a wall of that width and of `look.tallest` lets them be.

    >>> cells_for(24, 480, LogoLook(30, 16, tallest=120))
    Cells(columns=8, width=46.0, height=25.3, gap=16)
    """
    best = Cells(count, 1.0, 0.0, look.gap)
    for lines in range(1, count + 1):
        columns = -(-count // lines)
        wide = (width - look.gap * (columns - 1)) / columns
        room = (look.tallest - look.gap * LINE_GAP * (lines - 1)) / lines
        tall = round(min(look.height, wide * CELL, room), 3)
        if tall > best.height:
            best = Cells(columns, round(min(wide, tall * WIDE_CELL), 3), tall, look.gap)
    return best


def _size_in(words: TextLeaf, grid: Cells) -> float:
    """The size at which a name fits into its cell, no word of it broken; it can still be read."""
    size = max(NAME * grid.height, READABLE)
    while size * SMALLER >= READABLE:
        tried = words.scaled(size / words.size)
        if tried.height(grid.width) <= grid.height and tried.least() <= grid.width:
            break
        size *= SMALLER
    return size


def optical_sizes(aspects: Sequence[float], height: float, inks: Sequence[float] = ()) -> list[tuple[float, float]]:
    """Width and height of each logo: all of one weight, none taller than `height`, a wide one held at `WIDEST`.

    Logos of the same `inks` (the share of its area that each covers, 0 where that is not known) have the same area; a
    light one is somewhat larger than a dense one.

    >>> optical_sizes([1.0, 4.0], 100)
    [(100.0, 100.0), (200.0, 50.0)]
    """
    weights = _weights(inks or [0.0] * len(aspects))
    tallest = max((weight / sqrt(aspect) for aspect, weight in zip(aspects, weights, strict=True)), default=1.0)
    sizes = []
    for aspect, weight in zip(aspects, weights, strict=True):
        tall = height * weight / sqrt(aspect) / tallest
        wide = min(tall * aspect, WIDEST * height)
        sizes.append((wide, wide / aspect))
    return sizes


def _weights(inks: Sequence[float]) -> list[float]:
    """By what the sides of each logo are multiplied, 1 for one that is as dense as the others in the mean."""
    known = [ink for ink in inks if ink > 0]
    if len(known) < 2:
        return [1.0] * len(inks)
    mean = exp(sum(map(log, known)) / len(known))
    return [min(HEAVIEST, max(1 / HEAVIEST, (mean / ink) ** DENSITY)) if ink > 0 else 1.0 for ink in inks]


def broken(widths: list[float], gap: float, room: float, most: int) -> list[list[int]]:
    """The logos broken into lines of about equal length: as few as fit in `room`, `most` at most (0: any number)."""
    count = len(widths)
    total = sum(widths) + gap * (count - 1)
    most = min(most or count, count)
    for lines in range(1, most + 1):
        found: list[list[int]] = [[0]]
        length = widths[0]
        for i in range(1, count):
            if len(found) < lines and length + (gap + widths[i]) / 2 > total / lines:
                found.append([i])
                length = widths[i]
            else:
                found[-1].append(i)
                length += gap + widths[i]
        longest = max(sum(widths[i] for i in line) + gap * (len(line) - 1) for line in found)
        if longest <= room * SQUEEZE:
            break
    return found


def _words(words: TextLeaf, place: Rect) -> Group:
    """The name of an organisation as its logo, scaled into its place by its size."""
    scaled = words.scaled(place.width / max(words.natural(), 1.0))
    tall = scaled.height(1e6)
    return Group(
        scaled.draw(place.width * 1.01 + 1, tall, NO_OUTS),
        Affine.translation(place.x, place.y + (place.height - tall) / 2),
        role="paragraph",
    )


def _name(words: TextLeaf, place: Rect) -> Group:
    """The name of an organisation in its cell, in as many lines as it takes."""
    drawn = words.draw(place.width, place.height, NO_OUTS)
    return Group(drawn, Affine.translation(place.x, place.y), role="paragraph")
