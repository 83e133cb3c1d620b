"""The papers that sheets are printed on: A sizes, the printers' untrimmed SRA sizes, or any size in millimetres."""

from __future__ import annotations

import re

from pressdesk.base.formats import Format
from pressdesk.base.problem import Problem, UsageError, did_you_mean
from pressdesk.base.units import MM

_SIZES = {
    "A6": (105, 148),
    "A5": (148, 210),
    "A4": (210, 297),
    "SRA4": (225, 320),
    "A3": (297, 420),
    "SRA3": (320, 450),
    "A2": (420, 594),
    "SRA2": (450, 640),
    "A1": (594, 841),
    "A0": (841, 1189),
}
"""Width and height in millimetres, upright, the smaller first (ISO 216, ISO 217)."""

LARGEST_MM = 5080
"""200 inches, the most that a page of a PDF may measure (ISO 32000-1, annex C)."""

_CUSTOM = re.compile(r"(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(?:mm)?", re.IGNORECASE)


def paper_named(name: str) -> Format:
    """The paper of that name, in any case, or of a size such as `330x480mm`, upright. Raises UsageError.

    >>> paper_named("sra3").name
    'SRA3'
    """
    for known, (width, height) in _SIZES.items():
        if known.lower() == name.strip().lower():
            return _paper(known, width, height)
    found = _CUSTOM.fullmatch(name.strip())
    if found is None:
        remedy = did_you_mean(name, list(_SIZES)) + " Or give its size, such as 330x480mm."
        raise UsageError(Problem("error", "unknown-paper", f"There is no paper “{name}”.", remedy.strip()))
    width_mm, height_mm = sorted(float(side.replace(",", ".")) for side in found.groups())
    if width_mm < 20 or height_mm > LARGEST_MM:
        message = f"A paper of {width_mm:g} × {height_mm:g} mm cannot be used."
        remedy = f"Its sides are between 20 and {LARGEST_MM} mm."
        raise UsageError(Problem("error", "unknown-paper", message, remedy))
    return _paper(f"{width_mm:g}x{height_mm:g}", width_mm, height_mm)


def landscape(paper: Format) -> Format:
    """The same paper lying."""
    return paper._replace(width=paper.height, height=paper.width, family="a-landscape")


def both_ways(paper: Format) -> tuple[Format, ...]:
    """The paper upright and lying; a square one once."""
    return (paper,) if paper.width == paper.height else (paper, landscape(paper))


def papers() -> list[Format]:
    """The papers with a name, the smaller first."""
    return [_paper(name, width, height) for name, (width, height) in _SIZES.items()]


def _paper(name: str, width_mm: float, height_mm: float) -> Format:
    return Format(name, width_mm * MM, height_mm * MM, "a-portrait")
