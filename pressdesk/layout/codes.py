"""The QR block: a call to action, the code on its own light ground, the short link under it, all on one edge."""

from __future__ import annotations

from typing import cast

from pressdesk.base.colour import BLACK, WHITE, Ink
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item, Mark, Role, Shape
from pressdesk.layout.page import NO_OUTS, Outs, on_black_alone
from pressdesk.layout.pictures import PictureLeaf, Source, Treatment
from pressdesk.layout.texts import TextLeaf
from pressdesk.qr.geometry import (
    LEAST_MODULE,
    LEAST_MODULE_POSTER,
    QUIET,
    code_map,
    colour_problems,
    module_size,
    outline,
    scan_distance_m,
    side_for_distance,
)
from pressdesk.qr.matrix import Level, Matrix, matrix
from pressdesk.qr.shaping import is_transfer, level_for, logo_box, look_problems, rounded_outline, with_room

DEFAULT_SIDE_U = 18.0
"""The side of a code, in u, where the template gives no size."""

LARGEST_GROWTH = 1.5
"""How many times its written size a code grows at most, to be read from the distance that was asked for."""

WORDS_BESIDE = 1.6
RIM = 0.75
"""The widest words beside a code, in sides of it; the margin of the card outside of the words, in quiet zones."""

SMALLEST_WORDS = 0.6
"""The least part of their size to which the words of a code shrink to its width."""


class CodeLook(NamedTuple):
    """How a code is set; lengths in points. `side` is the least side of the dark part, `distance_m` it must scan from.

    `gap` is that to the words, at least the quiet zone. `beside` sets the words to the right of the code, `align`
    (start, centre, end) is the edge they share. `rounded` modules run into each other, `logo` stands in the middle.
    """

    side: float
    distance_m: float = 0.0
    level: str = "M"
    dark: Ink = BLACK
    light: Ink = WHITE
    gap: float = 0.0
    beside: bool = False
    align: str = "start"
    poster: bool = False
    rounded: bool = False
    logo: Source | None = None


class Arranged(NamedTuple):
    """Where the parts of the block stand: the words, the light card under all, the code with its quiet zone."""

    words: tuple[tuple[TextLeaf, Rect], ...]
    card: Rect
    zone: Rect


class CodeLeaf:
    """A code with its words; it keeps its size, whatever box it is given."""

    firm = True
    stretches = False
    role: Role = "code"
    __slots__ = (
        *("_arranged", "call", "logo", "look", "marked", "modules", "payload", "problems", "rounded", "short"),
        *("side", "zone"),
    )

    def __init__(
        self, payload: str, look: CodeLook, call: TextLeaf | None, short: TextLeaf | None, marked: tuple[str, str]
    ) -> None:
        self.payload = payload
        self.look = look
        self.marked = marked
        plain = is_transfer(payload)
        self.rounded = look.rounded and not plain
        self.logo = None if plain else look.logo
        level = level_for(payload, cast(Level, look.level), rounded=look.rounded, logo=look.logo is not None)
        self.modules, problems = _modules(payload, level)
        problems = (*problems, *look_problems(payload, rounded=look.rounded, logo=look.logo is not None))
        if self.logo is not None:
            problems = (*problems, *self.logo.problems)
        count = len(self.modules) or 29
        module = LEAST_MODULE_POSTER if look.poster else LEAST_MODULE
        wished = side_for_distance(look.distance_m)
        self.side = max(look.side, min(wished, LARGEST_GROWTH * look.side), module * count)
        self.zone = self.side * (count + 2 * QUIET) / count
        if not look.beside:
            call, short = _narrowed(call, self.side, False), _narrowed(short, self.side, True)
        self.call = call
        self.short = short
        if wished > self.side + 0.01:
            problems = (*problems, _too_near(scan_distance_m(self.side), look.distance_m))
        self.problems = (*problems, *colour_problems(look.dark, look.light))
        self._arranged: dict[float, Arranged] = {}

    @property
    def quiet(self) -> float:
        """The width of the quiet zone in points."""
        return (self.zone - self.side) / 2

    @property
    def words(self) -> tuple[TextLeaf, ...]:
        return tuple(leaf for leaf in (self.call, self.short) if leaf is not None)

    def natural(self) -> float:
        if not (self.look.beside and self.words):
            return self.zone
        words = min(max(leaf.natural() for leaf in self.words), WORDS_BESIDE * self.side)
        return self.zone + self.look.gap + words + self.quiet

    def least(self) -> float:
        if not (self.look.beside and self.words):
            return self.zone
        return self.zone + self.look.gap + max(leaf.least() for leaf in self.words) + self.quiet

    def height(self, width: float) -> float:
        return self.arranged(width).card.height

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        return None

    def excess(self, width: float, height: float) -> tuple[float, float]:
        return self.least() - width, self.height(width) - height

    def arranged(self, width: float) -> Arranged:
        """Where the parts stand in a box of that width."""
        found = self._arranged.get(width)
        if found is None:
            found = self._arranged[width] = self._beside(width) if self.look.beside else self._below(width)
        return found

    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]:  # noqa: ARG002
        words, card, zone = self.arranged(width)
        look, count = self.look, len(self.modules)
        items: list[Item] = [Shape(Path.rect(card), look.light)]
        if count:
            modules, room = (self.modules, 0) if self.logo is None else with_room(self.modules)
            path = rounded_outline(modules) if self.rounded else outline(modules)
            dark = Shape(path, on_black_alone(look.dark), overprint=True)
            items.append(Group((dark,), code_map(count, zone)))
            if self.logo is not None:
                place = logo_box(count, room, zone, QUIET)
                drawn = PictureLeaf(self.logo, Treatment(contain=True)).draw(place.width, place.height, NO_OUTS)
                items.append(Group(drawn, Affine.translation(place.x, place.y), role="artifact"))
            module = module_size(count, zone.width)
            box, field = self.marked
            items.append(Mark(box, zone, "qr", self.payload, module, scan_distance_m(module * count), field))
        for leaf, place in words:
            items.append(Group(leaf.draw(place.width, place.height, NO_OUTS), Affine.translation(place.x, place.y)))
        return tuple(items)

    def _below(self, width: float) -> Arranged:
        free = max(width - self.zone, 0.0)
        left = free if self.look.align == "end" else free / 2 if self.look.align == "centre" else 0.0
        edge, rim, gap = left + self.quiet, self.quiet * RIM, max(self.look.gap - self.quiet, 0.0)
        words, y = [], 0.0
        if self.call is not None:
            tall = self.call.height(self.side)
            words.append((self.call, Rect(edge, rim, self.side, tall)))
            y = rim + tall + max(gap, _hanging(self.call, self.side))
        zone = Rect(left, y, self.zone, self.zone)
        y += self.zone
        if self.short is not None:
            tall = self.short.height(self.side)
            words.append((self.short, Rect(edge, y + gap, self.side, tall)))
            y += gap + tall + rim
        return Arranged(tuple(words), Rect(left, 0, self.zone, y), zone)

    def _beside(self, width: float) -> Arranged:
        edge = self.zone + self.look.gap
        room = max(min(width, self.natural()) - edge - self.quiet, 1.0)
        call = self.call.height(room) if self.call else 0.0
        short = self.short.height(room) if self.short else 0.0
        tall = max(self.zone, call + short + 2 * self.quiet)
        words = []
        if self.call is not None:
            words.append((self.call, Rect(edge, self.quiet, room, call)))
        if self.short is not None:
            words.append((self.short, Rect(edge, tall - self.quiet - short, room, short)))
        across = edge + room + self.quiet if words else self.zone
        return Arranged(tuple(words), Rect(0, 0, across, tall), Rect(0, (tall - self.zone) / 2, self.zone, self.zone))


def _narrowed(leaf: TextLeaf | None, width: float, one_line: bool) -> TextLeaf | None:
    """The words small enough for a width: no word broken, a short link on one line if that keeps it readable."""
    if leaf is None:
        return None
    wanted = leaf.natural() if one_line else leaf.least()
    if wanted <= width:
        return leaf
    return leaf.scaled(max(width / wanted * 0.999, SMALLEST_WORDS))


def _hanging(leaf: TextLeaf, width: float) -> float:
    """How far the feet of the last line (g, p, y) reach below its box, where its leading is tight."""
    found = leaf.at_width(width)
    feet = (y - run.face.descender * run.size for _, y, run, _, _ in found.lines[-1].runs) if found.lines else ()
    return max(max(feet, default=0.0) - found.height, 0.0)


def _modules(payload: str, level: str) -> tuple[Matrix, tuple[Problem, ...]]:
    try:
        return matrix(payload, cast(Level, level)), ()
    except ValueError as fault:
        return (), (Problem("error", "qr-payload", f"The QR code cannot be made: {fault}.", "Use a shorter link."),)


def _too_near(reach_m: float, wanted_m: float) -> Problem:
    return Problem(
        "note",
        "qr-distance",
        f"The QR code scans from {reach_m:.2g} m, not from {wanted_m:g} m as the template wishes.",
        "A larger format or a larger code reaches further.",
    )
