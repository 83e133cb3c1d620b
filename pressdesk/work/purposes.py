"""What a piece is exported for, and the kinds of file that serve it."""

from __future__ import annotations

from typing import Literal, TypeAlias, cast

from pressdesk.base.formats import Format
from pressdesk.base.problem import Problem, UsageError, did_you_mean
from pressdesk.output.registry import EXPORTS, TEXT_EXPORTS

Purpose: TypeAlias = Literal["print", "office", "screen", "social", "word", "web"]

PURPOSES: dict[str, str] = {
    "print": "for the printer: CMYK, bleed and crop marks",
    "office": "for an office printer: no bleed, no marks",
    "screen": "to be sent and read: RGB, links",
    "social": "pictures for social networks",
    "word": "texts to be written on in Word",
    "web": "texts as an e-mail: HTML, plain text and a draft with the PDF",
}
TEXTS: tuple[Purpose, ...] = ("word", "web")
"""Purposes that only texts serve: pieces whose template has a story that flows."""


def purpose_named(name: str) -> Purpose:
    """The purpose of that name; raises UsageError."""
    if name in PURPOSES:
        return cast(Purpose, name)
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
    return [name for name, (_, purposes) in _every().items() if purpose in purposes]


def text_purpose(kind: str) -> Purpose:
    """The purpose of a kind of file for texts.

    >>> text_purpose("eml")
    'web'
    """
    return cast(Purpose, TEXT_EXPORTS[kind].purposes[0])


def kind_named(name: str, purpose: Purpose | None = None) -> str:
    """The kind of file of that name or ending (`jpeg`, `jpg`), fit for `purpose` where one is given; raises UsageError.

    >>> kind_named("jpg")
    'jpeg'
    """
    every = _every()
    kind = next((kind for kind, (suffix, _) in every.items() if name.lower() in (kind, suffix[1:])), "")
    if not kind:
        message = f"There is no kind of file “{name}”."
        raise UsageError(Problem("error", "unknown-kind", message, did_you_mean(name, list(every))))
    if purpose is not None and kind not in kinds_for(purpose):
        message = f"For {purpose}, no {kind} is made."
        raise UsageError(Problem("error", "unknown-kind", message, f"It can be: {', '.join(kinds_for(purpose))}."))
    return kind


def _every() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The ending of each kind of file and the purposes it serves."""
    pages = {name: (export.suffix, export.purposes) for name, export in EXPORTS.items()}
    return {**pages, **{name: (export.suffix, export.purposes) for name, export in TEXT_EXPORTS.items()}}
