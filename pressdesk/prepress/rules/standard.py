"""What the standard asks that a file says it keeps, and what no PDF can be."""

from __future__ import annotations

from collections.abc import Iterator

from pressdesk.base.problem import Problem
from pressdesk.prepress.facts import File
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.common import told

LARGEST = 14_400.0
"""Points of the longer side of a page: 200 inches (ISO 32000-1, annex C)."""


def opaque(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """PDF/X-1a is flat, and as old as PDF 1.4."""
    for what in file.against_x1a:
        message = f"The file says it is PDF/X-1a and holds {what}."
        yield told("not-x1a", message, "Export it again as PDF/X-1a, or as PDF/X-4.")


def size(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        left, bottom, right, top = page.media
        longest = max(right - left, top - bottom)
        if longest > LARGEST:
            metres = round(longest / 72 * 0.0254, 2)
            message = f"Page {page.number} is {metres} m long; a PDF page holds 5.08 m at most."
            yield told(
                "page-too-large", message, "Make it at half its size or less, to be enlarged by the printer.", page
            )
