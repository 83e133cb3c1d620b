"""Live preflight of a piece: what its sheets are held to, by what it is made for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressdesk.base.formats import Format
from pressdesk.base.problem import Problem
from pressdesk.display.items import Sheet
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.work.presets import PRESETS, Preset, limits_of

if TYPE_CHECKING:
    from pressdesk.prepress.facts import About
    from pressdesk.prepress.limits import Limits
    from pressdesk.templates.tree import Template

OF_PIECE = frozenset({"untitled", "no-language"})
"""What is wrong with a piece in all its formats alike."""

ONLY_LIVE = frozenset(
    {
        *("fold", "qr-module", "qr-distance", "qr-near", "qr-transfer", "qr-insecure", "official-notice"),
        *("no-printer", "no-litter-line", "national-colours", "no-alternative", "untitled"),
    }
)
"""What a finished file for the press does not show of itself any more."""


def live_problems(
    campaign: Campaign,
    piece: Piece,
    template: Template,
    format: Format,
    sheets: Sequence[Sheet],
    preset: Preset | None = None,
    told: Sequence[Problem] = (),
) -> tuple[Problem, ...]:
    """What is wrong with composed sheets for a preset (the usual one of their format when it is left out), each problem
    with piece, format, page, box and spot. What `told` says of the same box already is not said again.

    Quick enough for every keystroke: groups of the display list that did not change are not looked at again.
    """
    from pressdesk.prepress.live import preflight_sheets

    preset = preset or PRESETS["screen" if format.pixels else "offset-coated"]
    found = preflight_sheets(
        sheets, live_limits(preset, format), about_piece(campaign, piece, template, preset, format)
    )
    known = {(problem.code, problem.place.box) for problem in told}
    return tuple(
        [
            problem.at(piece=piece.name, format="" if problem.code in OF_PIECE else format.name, file=piece.file)
            for problem in found
            if (problem.code, problem.place.box) not in known
        ]
    )


def live_limits(preset: Preset, format: Format) -> Limits:
    """What sheets of a format are held to; a picture of pixels is as fine as it is shown."""
    limits = limits_of(preset)
    return limits._replace(least_ppi=60.0, good_ppi=90.0) if format.pixels else limits


def about_piece(campaign: Campaign, piece: Piece, template: Template, preset: Preset, format: Format) -> About:
    """What the rules of law and custom ask of a piece."""
    from pressdesk.prepress.facts import About

    printed = preset.purpose in ("print", "office") and not format.pixels
    language = piece.language or campaign.language
    return About(template.kind, piece.title, language, printed, piece.electoral)
