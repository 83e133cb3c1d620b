"""What every leaf of a page shares: its size and unit, the brand's inks by name, how far a ground is let out."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from pressdesk.base.colour import BLACK, CMYK, WHITE, Ink, contrast
from pressdesk.base.formats import Format
from pressdesk.base.problem import Problem, did_you_mean
from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Item, Role
from pressdesk.layout.nodes import Leaf
from pressdesk.model.campaign import Brand

BUILT_IN = {"black": BLACK, "white": WHITE}
"""Inks that every brand has, unless it gives these names to its own."""


LEAST_SEEN = 3.0
"""The least contrast of an ink to its ground with which large letters can be read (WCAG 2.2, 1.4.3)."""

RICH_FROM = 24.0
"""The size in points below which a rich black would show coloured rims on the press (PRINT list, item 6)."""

_BLACK_ALONE = CMYK(0.0, 0.0, 0.0, 1.0)


class Outs(NamedTuple):
    """By how many points a ground reaches beyond its box, because the box ends where the sheet is trimmed."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


NO_OUTS = Outs()


class DrawnLeaf(Leaf, Protocol):
    """A leaf that can draw itself into a size; the items stand relative to the top left of its inside."""

    @property
    def role(self) -> Role: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    def draw(self, width: float, height: float, outs: Outs) -> tuple[Item, ...]: ...


class Page(NamedTuple):
    """A format with its unit and bleed in points."""

    format: Format
    u: float
    bleed: float

    def fixed(self, length: Length | None) -> Length | None:
        """The length in points; `%` and `fr` stay, they depend on the box around."""
        if length is None or length.unit in ("pt", "%", "fr"):
            return length
        return Length(length.points(0, self.u), "pt")

    def points(self, length: Length) -> float:
        """The length in points; `%` is of the sheet's width."""
        return length.points(self.format.width, self.u)


def ink_named(brand: Brand, name: str) -> tuple[Ink, tuple[Problem, ...]]:
    """The ink of a name; an unknown one becomes black, with a problem that names the nearest."""
    found = brand.colours.get(name) or BUILT_IN.get(name)
    if found is not None:
        return found, ()
    problem = Problem(
        "error",
        "unknown-colour",
        f"The brand has no colour “{name}”.",
        did_you_mean(name, [*brand.colours, *BUILT_IN]),
    )
    return BLACK, (problem,)


def main_ink(brand: Brand) -> Ink:
    """The ink of text where nothing else is said: the brand's `ink`, or black."""
    return brand.colours.get("ink", BLACK)


def seen_on(ground: Ink | None, brand: Brand, *inks: Ink | None) -> Ink:
    """The first of some inks that can be read on a ground, or else the brand's ink or paper, black or white; the first
    of all where nothing is known of the ground."""
    given = [ink for ink in inks if ink is not None]
    if ground is None:
        return given[0]
    usual = [brand.colours[name] for name in ("ink", "paper") if name in brand.colours]
    for ink in (*given, *usual):
        if contrast(ink.rgb, ground.rgb) >= LEAST_SEEN:
            return ink
    return max(BLACK, WHITE, key=lambda ink: contrast(ink.rgb, ground.rgb))


def overprints(ink: Ink) -> bool:
    """Whether the ink is black alone, which prints over what lies under it (PRINT list, item 6)."""
    return not ink.spot and ink.cmyk.black == 1.0 and ink.cmyk.total == 1.0


@lru_cache(maxsize=64)
def on_black_alone(ink: Ink) -> Ink:
    """The ink as it was on screen, in print black alone: it needs no other plate to fall on."""
    return ink._replace(cmyk=_BLACK_ALONE, spot="")


@lru_cache(maxsize=64)
def is_rich_black(ink: Ink) -> bool:
    """Whether an ink reads as black and is printed in several.

    >>> is_rich_black(BLACK), is_rich_black(BLACK._replace(cmyk=CMYK(0.6, 0.4, 0.4, 1)))
    (False, True)
    """
    return not ink.spot and ink.cmyk.black >= 0.6 and ink.cmyk.total > ink.cmyk.black and ink.rgb.luminance < 0.02


def text_ink(ink: Ink, size: float) -> Ink:
    """The ink of letters of that size in points: small ones in a rich black are printed in black alone."""
    return on_black_alone(ink) if size < RICH_FROM and is_rich_black(ink) else ink
