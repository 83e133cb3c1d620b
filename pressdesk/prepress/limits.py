"""What a printing condition asks for, and how grave each finding is there.

The gravity of a finding is data: `USUAL` for the press, changes to it for other uses, and what a preset changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

from pressdesk.base.problem import Severity
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple

Gravity: TypeAlias = Literal["error", "warning", "note", "off"]
Changes: TypeAlias = tuple[tuple[str, Gravity], ...]

USUAL: Mapping[str, Severity] = {
    # the file
    "pdf-version": "error",
    "encrypted": "error",
    "no-id": "error",
    "forbidden": "error",
    "info": "error",
    "metadata": "error",
    "metadata-packed": "error",
    "metadata-title": "error",
    "pdfx-version": "error",
    "not-x1a": "error",
    "no-intent": "error",
    "intent-condition": "error",
    "intent-profile": "error",
    # the pages
    "page-too-large": "error",
    "no-trim": "error",
    "boxes": "error",
    "no-size": "error",
    "crop-box": "error",
    "user-unit": "error",
    "no-bleed": "error",
    "bare-bleed": "error",
    "page-group": "error",
    "marks-inside": "error",
    # colours and ink
    "rgb": "error",
    "odd-colours": "warning",
    "spot-names": "error",
    "rich-black-text": "error",
    "grey-text": "warning",
    "black-knocks-out": "warning",
    "white-overprint": "error",
    "too-much-ink": "error",
    # pictures, lines, letters
    "low-resolution": "error",
    "fair-resolution": "warning",
    "low-line-art": "warning",
    "hairline": "error",
    "tiny-text": "error",
    "small-text": "warning",
    "safe-zone": "warning",
    "fold": "warning",
    "faint-text": "warning",
    "unseen-text": "error",
    # fonts
    "font-not-embedded": "error",
    "font-whole": "note",
    "type-3": "error",
    "font-names": "error",
    "empty-glyph": "error",
    "nameless-glyph": "warning",
    # codes
    "qr-module": "error",
    "qr-distance": "warning",
    "qr-near": "note",
    "qr-quiet-zone": "error",
    "qr-inverted": "error",
    "qr-contrast": "error",
    "qr-transfer": "error",
    "qr-insecure": "note",
    # what the law and custom ask for, and what readers need
    "official-notice": "warning",
    "no-printer": "warning",
    "no-litter-line": "warning",
    "national-colours": "warning",
    "no-language": "warning",
    "no-alternative": "note",
    "untitled": "note",
}
"""How grave each finding is in a file for the press."""

_FOR_THE_PRESS = (
    *("no-trim", "no-bleed", "bare-bleed", "page-group", "marks-inside", "rgb", "odd-colours", "spot-names"),
    *("rich-black-text", "grey-text", "black-knocks-out", "white-overprint", "too-much-ink", "no-intent"),
    *("intent-condition", "intent-profile", "pdfx-version", "fair-resolution", "low-line-art", "hairline"),
    *("small-text", "safe-zone", "fold", "official-notice", "no-printer", "no-litter-line", "qr-module"),
    *("info", "metadata", "metadata-packed", "no-id", "pdf-version", "qr-distance", "qr-near"),
)

SCREEN: Changes = (
    *((code, "off") for code in _FOR_THE_PRESS),
    *(("low-resolution", "warning"), ("no-alternative", "warning")),
)
"""What is otherwise in a file, or a picture, that is only looked at on a screen."""

_ON_PAPER = frozenset(
    {
        *("qr-module", "qr-distance", "no-printer", "no-litter-line", "official-notice", "fold"),
        *("hairline", "small-text", "no-alternative"),
    }
)

OFFICE: Changes = (
    *((code, severity) for code, severity in SCREEN if code not in _ON_PAPER),
    *(("hairline", "note"), ("small-text", "note")),
)
"""What is otherwise on an office printer, which leaves a margin and mixes its own colours."""

LARGE: Changes = (("small-text", "note"), ("font-whole", "off"))
"""What is otherwise on banners and hoardings, which are read from afar."""


class Limits(NamedTuple):
    """What a printing condition asks for: ink in per cent, bleed and safe zone in points, resolutions in ppi at one
    metre, sizes of text and lines in points; `distance_m` is from where the piece is looked at.

    `severities` changes how grave findings are, by their code; `off` leaves them out.
    """

    ink: int = 300
    bleed: float = 3 * MM
    safe: float = 5 * MM
    least_ppi: float = 150
    good_ppi: float = 225
    line_art_ppi: float = 550
    distance_m: float = 1.0
    line: float = 0.25
    fine_line: float = 0.125
    text: float = 5.0
    mixed_text: float = 8.0
    rich_from: float = 24.0
    severities: Changes = ()


def gravity(code: str, limits: Limits) -> Gravity:
    """How grave a finding is; one that no table names is a warning.

    >>> gravity("hairline", Limits()), gravity("hairline", Limits(severities=(("hairline", "off"),)))
    ('error', 'off')
    """
    return _changes(limits.severities).get(code) or USUAL.get(code, "warning")


@lru_cache(maxsize=32)
def _changes(severities: Changes) -> Mapping[str, Gravity]:
    return dict(severities)
