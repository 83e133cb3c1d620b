"""What a piece is exported for, and the presets of print: which marks, which bleed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pressdesk.base.formats import Format
from pressdesk.base.problem import Problem, UsageError, did_you_mean
from pressdesk.base.values import NamedTuple
from pressdesk.output.registry import EXPORTS

if TYPE_CHECKING:
    from pressdesk.prepress.marks import MarkKind
    from pressdesk.prepress.rules import Limits

Purpose: TypeAlias = Literal["print", "office", "screen", "social"]

PURPOSES: dict[str, str] = {
    "print": "for the printer: CMYK, bleed and crop marks",
    "office": "for an office printer: no bleed, no marks",
    "screen": "to be sent and read: RGB, links",
    "social": "pictures for social networks",
}
LATER = ("word", "web")
"""Purposes of the command line that this version does not make."""


COATED = ("FOGRA39", "FOGRA51", "CGATS TR 006", "CGATS21-2-CRPC6")
UNCOATED = ("FOGRA47", "FOGRA52", "FOGRA29")


class Preset(NamedTuple):
    """How a print file is finished: the kinds of marks around the trim, whether artwork is let out over it, the
    printing conditions that fit, the most ink in per cent, and from how many metres it is looked at."""

    marks: tuple[MarkKind, ...] = ()
    bleed: bool = True
    conditions: tuple[str, ...] = COATED
    ink_limit: int = 300
    distance_m: float = 1.0


PRESETS: dict[str, Preset] = {
    "offset-coated": Preset(("crop", "fold", "registration", "colour-bar", "slug-line")),
    "offset-uncoated": Preset(("crop", "fold", "registration", "colour-bar", "slug-line"), True, UNCOATED, 280),
    "digital": Preset(("crop", "fold")),
    "large-format": Preset(("crop", "slug-line"), distance_m=2.0),
    "office": Preset((), bleed=False),
}
DEFAULT_PRESET = "offset-coated"


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


def preset_named(name: str) -> Preset:
    """The preset of that name; raises UsageError."""
    if name not in PRESETS:
        raise UsageError(
            Problem("error", "unknown-preset", f"There is no preset “{name}”.", did_you_mean(name, list(PRESETS)))
        )
    return PRESETS[name]


def limits_of(preset: Preset) -> Limits:
    """What files of a preset are held to after they were written."""
    from pressdesk.prepress.rules import Limits

    return Limits(ink=preset.ink_limit, distance_m=preset.distance_m)


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
