"""Names of spot inks: what a plate may be called, and which names are one plate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressdesk.base.colour import Ink
from pressdesk.base.problem import Problem

LONGEST = 127
"""Bytes of a name in a PDF (ISO 32000-1, annex C)."""

PROCESS = ("cyan", "magenta", "yellow", "black")
RESERVED = ("all", "none")
"""Names that mean every plate and no plate (ISO 32000-1, 8.6.6.4)."""


def plate_name(spot: str) -> str:
    """The name as it stands on the plate: composed letters, single spaces.

    >>> plate_name("  PANTONE\\t485  C ")
    'PANTONE 485 C'
    """
    if spot.isascii():
        return " ".join(spot.split())
    from unicodedata import normalize

    return " ".join(normalize("NFC", spot).split())


def plate_key(spot: str) -> str:
    """Equal for names that printers take for one ink: case and spaces do not count."""
    return plate_name(spot).casefold().replace(" ", "")


def name_problems(spot: str) -> Iterator[Problem]:
    """What is wrong with the name of a spot ink."""
    name = plate_name(spot)
    key = name.casefold()
    if not name or not name.isprintable():
        message = (
            "The name of a spot colour is empty." if not name else _quoted(name, "holds signs that cannot be seen.")
        )
        yield Problem("error", "spot-name", message, "Write it as on the colour fan, such as PANTONE 485 C.")
    elif key in RESERVED:
        message = _quoted(name, "means every plate or none; no ink can be called so.")
        yield Problem("error", "spot-name", message, "Write the ink's name as on the colour fan.")
    elif key in PROCESS or key.removeprefix("process ") in PROCESS:
        message = _quoted(name, "is one of the four process inks, not a spot colour.")
        yield Problem("error", "spot-name", message, "Leave out “spot”, and give the ink in “cmyk”.")
    elif len(name.encode("utf-8", "replace")) > LONGEST:
        message = f"The name of a spot colour is longer than {LONGEST} bytes: “{name[:40]}…”."
        yield Problem("error", "spot-name", message, "Write it as on the colour fan.")
    elif name != spot:
        message = _quoted(name, "is written with spaces too many, which would stand on the plate.")
        yield Problem("warning", "spot-letters", message, f"Write “{name}”.")
    elif not name.isascii():
        odd = "".join(dict.fromkeys(char for char in name if not char.isascii()))
        message = _quoted(name, f"holds {odd}, which some presses misread.")
        yield Problem("warning", "spot-letters", message, "Write plain letters, as on the colour fan.")


def clashes(inks: Iterable[Ink]) -> Iterator[tuple[Ink, Problem]]:
    """Spot inks that would come to one plate and are not the same, each told at the later one."""
    known: dict[str, Ink] = {}
    for ink in inks:
        if not ink.spot:
            continue
        first = known.setdefault(plate_key(ink.spot), ink)
        if first.spot != ink.spot:
            message = f"The spot colours “{first.spot}” and “{ink.spot}” are one ink written in two ways."
            yield (
                ink,
                Problem("error", "spot-names", message, "Write it the same everywhere, or it becomes two plates."),
            )
        elif first.cmyk != ink.cmyk:
            message = f"The spot colour “{ink.spot}” has two stand-ins: {_inks(first)} and {_inks(ink)}."
            yield ink, Problem("error", "spot-stand-in", message, "Give both the same “cmyk”.")


def _quoted(name: str, rest: str) -> str:
    return f"The spot colour “{name}” {rest}"


def _inks(ink: Ink) -> str:
    return "/".join(f"{part * 100:g}" for part in ink.cmyk)
