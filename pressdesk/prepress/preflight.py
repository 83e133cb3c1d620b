"""Preflight: a finished PDF opened again, and every rule of the list held against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.units import MM
from pressdesk.prepress.facts import File
from pressdesk.prepress.limits import Limits, gravity
from pressdesk.prepress.rules import RULES, Rule

USUAL = Limits()
MOST_UNPACKED = 640_000_000
"""Bytes of one stream, unpacked; the largest picture that a page needs has fewer."""

_MOST_SCANS = 200
_SCREEN_MATTERS = frozenset(
    {
        *("encrypted", "forbidden", "boxes", "no-size", "font-not-embedded", "font-names", "empty-glyph"),
        *("nameless-glyph", "unseen-text", "faint-text", "qr-inverted", "qr-contrast", "qr-quiet-zone"),
    }
)
"""What is as wrong in a file for screens."""


def preflight(pdf: bytes | Path, limits: Limits = USUAL) -> list[Problem]:
    """Everything wrong with a file that goes to the press. Raises InputError for one that cannot be opened."""
    return examined(pdf, limits)[1]


def examined(pdf: bytes | Path, limits: Limits = USUAL) -> tuple[File, list[Problem]]:
    """A file that goes to the press as it was read, and everything wrong with it. Raises InputError."""
    from pressdesk.prepress.coverage import weighed  # the check of sheets, in every build, reads no file
    from pressdesk.prepress.reading import read_file
    from pressdesk.prepress.shown import with_grounds

    with opened(pdf) as document:
        file = with_grounds(weighed(read_file(document), document, limits.ink), pdf)
    return file, judged(file, limits)


def judged(file: File, limits: Limits = USUAL, rules: Mapping[str, Rule] = RULES) -> list[Problem]:
    """What the rules say of a file that was read, as grave as the limits have it; what is wrong on many pages is told
    of the first."""
    return [problem for rule in rules.values() for problem in _gathered(_weighed(rule(file, limits), limits))]


def _weighed(found: Iterable[Problem], limits: Limits) -> Iterable[Problem]:
    for problem in found:
        severity = gravity(problem.code, limits)
        if severity != "off":
            yield problem if severity == problem.severity else problem._replace(severity=severity)


def _gathered(found: Iterable[Problem]) -> list[Problem]:
    first: dict[tuple[str, str], Problem] = {}
    pages: dict[tuple[str, str], int] = {}
    loose = []
    for problem in found:
        key = problem.code, problem.place.box
        if not problem.place.page:
            loose.append(problem)
        else:
            first.setdefault(key, problem)
            pages[key] = pages.get(key, 0) + 1
    for key, problem in first.items():
        more = pages[key] - 1
        if more:
            others = f"The same on {more} more {'page' if more == 1 else 'pages'}."
            problem = problem._replace(message=f"{problem.message} {others}")
        loose.append(problem)
    return loose


def judged_anyhow(file: File, limits: Limits = USUAL) -> list[Problem]:
    """What the rules say of a file from anywhere: one that does not claim to be for the press is held to what matters
    everywhere, and told the rest as warnings only when it has boxes for the cut."""
    found = judged(file, limits)
    if file.for_press:
        return found
    cut = any(page.trim is not None and page.trim != page.media for page in file.pages)
    kept = []
    for problem in found:
        if problem.code in _SCREEN_MATTERS:
            kept.append(problem)
        elif cut or problem.code in ("no-trim", "no-bleed"):
            kept.append(problem._replace(severity="warning" if problem.severity == "error" else problem.severity))
    return kept


def sizes(file: File) -> list[Problem]:
    """How large the pages are when cut, for comparing with what was ordered."""
    found: dict[str, int] = {}
    for page in file.pages:
        left, bottom, right, top = page.trim or page.media
        found.setdefault(f"{(right - left) / MM:.0f} × {(top - bottom) / MM:.0f} mm", page.number)
    return [
        Problem("note", "size", f"Page {number} is {size} when cut.", "", Place(page=number))
        for size, number in found.items()
    ]


def opened(pdf: bytes | Path) -> Any:
    """A PDF opened by pikepdf; raises InputError in plain words for one that cannot be."""
    import pikepdf

    _limit_unpacking()
    name = f"“{pdf.name}”" if isinstance(pdf, Path) else "The exported file"
    place = Place(file=str(pdf)) if isinstance(pdf, Path) else Place()
    try:
        return pikepdf.open(BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    except FileNotFoundError:
        message = f"There is no file “{pdf!s}”."
        raise InputError(Problem("error", "missing-file", message, "Check its name.", place)) from None
    except pikepdf.PasswordError:
        message = f"{name} needs a password to be opened."
        raise InputError(Problem("error", "locked", message, "Ask for it without a password.", place)) from None
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError) as fault:
        message = f"{name} cannot be read as a PDF ({str(fault).rsplit(': ', 1)[-1]})."
        remedy = "Export it again, or ask for it again."
        raise InputError(Problem("error", "broken-pdf", message, remedy, place)) from None


@cache
def _limit_unpacking() -> None:
    """Keep a small stream from filling the memory when it is unpacked; the limits hold for the whole process."""
    import pikepdf

    most = MOST_UNPACKED
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=most,
        dct_max_memory=most,
        run_length_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
        dct_max_progressive_scans=_MOST_SCANS,
    )
