"""What a piece is exported for, and the kinds of file that serve it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pressdesk.base.formats import Format
from pressdesk.base.problem import Problem, UsageError, did_you_mean
from pressdesk.output.registry import EXPORTS

Purpose: TypeAlias = Literal["print", "office", "screen", "social"]

PURPOSES: dict[str, str] = {
    "print": "for the printer: CMYK, bleed and crop marks",
    "office": "for an office printer: no bleed, no marks",
    "screen": "to be sent and read: RGB, links",
    "social": "pictures for social networks",
}
LATER = ("word", "web")
"""Purposes of the command line that this version does not make."""


def purpose_named(name: str) -> Purpose:
    """The purpose of that name; raises UsageError."""
    for known in ("print", "office", "screen", "social"):
        if name == known:
            return known
    if name in LATER:
        message = f"This version of PressDesk does not make files for “{name}” yet."
        raise UsageError(Problem("error", "not-yet", message, f"It makes: {', '.join(PURPOSES)}."))
    raise UsageError(
        Problem("error", "unknown-purpose", f"There is no purpose “{name}”.", did_you_mean(name, list(PURPOSES)))
    )


def serves(purpose: Purpose, format: Format) -> bool:
    """Whether a format is made for a purpose: pixels for social networks, paper for all others."""
    return format.pixels == (purpose == "social")


def usual_purpose(format: Format) -> Purpose:
    return "social" if format.pixels else "print"


def kinds_for(purpose: Purpose) -> list[str]:
    """The kinds of file that serve a purpose, the usual one first."""
    return [name for name, export in EXPORTS.items() if purpose in export.purposes]


def kind_named(name: str, purpose: Purpose | None = None) -> str:
    """The kind of file of that name or ending (`jpeg`, `jpg`), fit for `purpose` where one is given; raises UsageError.

    >>> kind_named("jpg")
    'jpeg'
    """
    kind = next((kind for kind, export in EXPORTS.items() if name.lower() in (kind, export.suffix[1:])), "")
    if not kind:
        message = f"There is no kind of file “{name}”."
        raise UsageError(Problem("error", "unknown-kind", message, did_you_mean(name, list(EXPORTS))))
    if purpose is not None and kind not in kinds_for(purpose):
        message = f"For {purpose}, no {kind} is made."
        raise UsageError(Problem("error", "unknown-kind", message, f"It can be: {', '.join(kinds_for(purpose))}."))
    return kind
