"""The brand as a press prints it: colours that nobody gave inks for, inks too many for the paper."""

from __future__ import annotations

from types import MappingProxyType

from pressdesk.base.colour import CMYK, Ink
from pressdesk.base.problem import Place, Problem
from pressdesk.colour.gamut import SEEN, is_derived, limited, printed
from pressdesk.model.campaign import Brand

_FEWEST = 0.03
"""Tints below are left out of a worked-out colour: they hold badly on the plate and only soil it."""


def brand_in_print(brand: Brand, press: bytes, ink_limit: int) -> tuple[Brand, tuple[Problem, ...]]:
    """The brand with the inks that the profile `press` gives to colours known by their value on screen alone, and what
    the press cannot do. `ink_limit` is in per cent. A brand that gives all its inks comes back as the same object.
    """
    problems = []
    colours: dict[str, Ink] = {}
    for name, ink in brand.colours.items():
        colours[name] = ink
        if is_derived(ink):
            if max(ink.rgb) - min(ink.rgb) > 0.0 or 0.0 < max(ink.rgb) < 1.0:
                colours[name], found = _worked_out(name, ink, press, ink_limit)
                problems += found
        elif not ink.spot and ink.cmyk.total > ink_limit / 100 + 1e-6:
            problems.append(_too_much(f"brand.colours.{name}", f"The colour “{name}”", ink.cmyk, ink_limit))
    rich = brand.rich_black
    if rich is not None and rich.total > ink_limit / 100 + 1e-6:
        problems.append(_too_much("brand.rich_black", "The rich black", rich, ink_limit))
        rich = limited(rich, ink_limit / 100)
    if rich == brand.rich_black and all(colours[name] is ink for name, ink in brand.colours.items()):
        return brand, tuple(problems)
    return brand._replace(colours=MappingProxyType(colours), rich_black=rich), tuple(problems)


def _worked_out(name: str, ink: Ink, press: bytes, ink_limit: int) -> tuple[Ink, list[Problem]]:
    found = printed(ink.rgb, press, ink_limit / 100)
    cmyk = CMYK(*(part if part >= _FEWEST else 0.0 for part in found.cmyk))
    made = ink._replace(cmyk=cmyk)
    is_grey = max(ink.rgb) - min(ink.rgb) < 0.02
    if found.distance < SEEN or is_grey:
        return made, []
    problem = Problem(
        "warning",
        "out-of-gamut",
        f"The colour “{name}” ({ink.rgb.hex}) cannot be printed; the nearest on this paper looks like "
        f"{found.looks.hex}.",
        f"It is printed as cmyk = {_listed(cmyk)}. Write that into the brand, or name a spot colour.",
        Place(file="campaign.toml", key=f"brand.colours.{name}"),
    )
    return made, [problem]


def _too_much(key: str, what: str, cmyk: CMYK, ink_limit: int) -> Problem:
    return Problem(
        "warning",
        "brand-ink",
        f"{what} has {cmyk.total * 100:.0f} % of ink; this paper takes {ink_limit} %.",
        f"The nearest that it takes is {_listed(limited(cmyk, ink_limit / 100))}.",
        Place(file="campaign.toml", key=key),
    )


def _listed(cmyk: CMYK) -> str:
    """As in the brand: per cents in brackets.

    >>> _listed(CMYK(0.0, 0.8, 0.84, 0.0))
    '[0, 80, 84, 0]'
    """
    return f"[{', '.join(f'{part * 100:g}' for part in cmyk)}]"
