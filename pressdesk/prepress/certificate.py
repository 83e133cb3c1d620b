"""The certificate of a print file: what was checked on its exported bytes, what was found, and the verdict.

Written beside the file as JSON, and as a page for people (`certificate_sheet`). It names the hash of the file, so that
a file that was changed afterwards is told from the one that was checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from pressdesk.base.problem import Place, Problem
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.prepress.facts import Box, File, Image, Line, Page, Text, is_empty, overlap
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.proof import CodeProof

JSON_SUFFIX = ".certificate.json"
PAGE_SUFFIX = ".certificate.pdf"
"""What is added to the name of the file."""

Verdict: TypeAlias = Literal["ready", "remarks", "faulty"]

CHECKS: dict[str, tuple[str, ...]] = {
    "file": (
        *("pdf-version", "encrypted", "no-id", "forbidden", "info", "metadata", "metadata-packed", "metadata-title"),
        *("pdfx-version", "not-x1a", "no-intent", "intent-condition", "intent-profile", "syntax"),
    ),
    "boxes": ("page-too-large", "no-trim", "boxes", "no-size", "crop-box", "user-unit", "no-bleed", "bare-bleed"),
    "marks": ("marks-inside", "safe-zone", "fold"),
    "colours": ("rgb", "odd-colours", "spot-names", "page-group", "out-of-gamut"),
    "black": ("rich-black-text", "grey-text", "black-knocks-out", "white-overprint"),
    "ink": ("too-much-ink",),
    "pictures": ("low-resolution", "fair-resolution", "low-line-art"),
    "lines": ("hairline", "tiny-text", "small-text", "faint-text", "unseen-text", "overset"),
    "fonts": ("font-not-embedded", "font-whole", "type-3", "font-names", "empty-glyph", "nameless-glyph"),
    "codes": (
        *("qr-unreadable", "qr-quiet-zone", "qr-module", "qr-distance", "qr-near", "qr-inverted", "qr-contrast"),
        *("qr-transfer", "qr-insecure"),
    ),
    "law": ("official-notice", "no-printer", "no-litter-line", "national-colours"),
    "other": (),
}
"""What is checked, and the codes of the problems that belong to each; the last takes all others."""

_FORMAT = 1


class Subject(NamedTuple):
    """What a certificate is about: the file by its name, its piece and title, and how it was ordered."""

    name: str
    piece: str
    title: str
    format: str
    preset: str
    standard: str
    condition: str
    profile: str
    profile_sha256: str
    language: str
    day: date
    program: str


class PageSize(NamedTuple):
    """A page: its trim in millimetres, and by how much the bleed goes beyond it on the side where it is least."""

    number: int
    width_mm: float
    height_mm: float
    bleed_mm: float


class Figures(NamedTuple):
    """What was measured; None where there is nothing of the kind. Ink in per cent, sizes in points."""

    ppi: float | None = None
    line_art_ppi: float | None = None
    ink: float | None = None
    text: float | None = None
    line: float | None = None


class Certificate(NamedTuple):
    """Everything that a certificate says."""

    subject: Subject
    sha256: str
    size: int
    pages: tuple[PageSize, ...]
    figures: Figures
    limits: Limits
    fonts: tuple[str, ...]
    inks: tuple[str, ...]
    codes: tuple[CodeProof, ...]
    problems: tuple[Problem, ...]

    @property
    def verdict(self) -> Verdict:
        return verdict(self.problems)

    def found(self, check: str) -> list[Problem]:
        """The problems that belong to one of `CHECKS`."""
        known = {code for codes in CHECKS.values() for code in codes}
        return [
            problem
            for problem in self.problems
            if problem.code in CHECKS[check] or (check == "other" and problem.code not in known)
        ]


def verdict(problems: Iterable[Problem]) -> Verdict:
    """What problems come to: notes are no reason to wait, warnings one to look."""
    grave = {problem.severity for problem in problems}
    return "faulty" if "error" in grave else "remarks" if "warning" in grave else "ready"


def certificate(
    subject: Subject,
    data: bytes,
    file: File,
    codes: Sequence[CodeProof],
    problems: Sequence[Problem],
    limits: Limits,
) -> Certificate:
    """The certificate of a file whose bytes are `data`, read as `file`, with what was found in it."""
    spots = dict.fromkeys(ink for page in file.pages if page.loads is not None for ink in page.loads.inks)
    return Certificate(
        subject,
        hashlib.sha256(data).hexdigest(),
        len(data),
        tuple(map(_size, file.pages)),
        figures_of(file),
        limits,
        tuple(sorted({font.name.partition("+")[2] or font.name for font in file.fonts})),
        tuple(spots),
        tuple(codes),
        tuple(dict.fromkeys(problem for problem in problems if problem.severity != "note")),
    )


def figures_of(file: File) -> Figures:
    """The smallest and the most of what matters, on all pages."""
    ppis: list[float] = []
    arts: list[float] = []
    inks: list[float] = []
    texts: list[float] = []
    lines: list[float] = []
    for page in file.pages:
        inside, stays = page.bleed or page.media, page.trim or page.media
        if page.loads is not None:
            inks.append(page.loads.most * 100)
        for fact in page.facts:
            match fact:
                case Image():
                    (arts if fact.bits == 1 else ppis).append(fact.ppi)
                case Text() if fact.shown and not is_empty(overlap(fact.box, stays)):
                    texts.append(fact.size)
                case Line() if not is_empty(overlap(fact.box, inside)):
                    lines.append(fact.width)
                case _:
                    pass
    most = round(max(inks), 1) if inks else None
    return Figures(_least(ppis, 1), _least(arts, 1), most, _least(texts, 2), _least(lines, 3))


def _least(found: list[float], digits: int) -> float | None:
    return round(min(found), digits) if found else None


def _size(page: Page) -> PageSize:
    left, bottom, right, top = trim = page.trim or page.media
    gap = max(0.0, _least_gap(trim, page.bleed or trim))
    return PageSize(page.number, _mm(right - left), _mm(top - bottom), _mm(gap))


def _least_gap(inner: Box, outer: Box) -> float:
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


def _mm(points: float) -> float:
    return round(points / MM, 1)


def as_json(found: Certificate) -> bytes:
    """The certificate for programs, the same bytes for the same certificate."""
    import json

    about = found.subject
    told = {
        "format": _FORMAT,
        "program": about.program,
        "verdict": found.verdict,
        "file": {"name": about.name, "sha256": found.sha256, "bytes": found.size},
        "piece": about.piece,
        "title": about.title,
        "paper_format": about.format,
        "day": about.day.isoformat(),
        "preset": about.preset,
        "standard": about.standard,
        "condition": about.condition,
        "profile": {"name": about.profile, "sha256": about.profile_sha256},
        "pages": [page._asdict() for page in found.pages],
        "figures": {
            "smallest_ppi": found.figures.ppi,
            "smallest_line_art_ppi": found.figures.line_art_ppi,
            "most_ink_percent": found.figures.ink,
            "ink_limit_percent": found.limits.ink,
            "smallest_text_pt": found.figures.text,
            "finest_line_pt": found.figures.line,
        },
        "fonts": found.fonts,
        "inks": found.inks,
        "codes": [
            {
                "page": code.page,
                "payload": code.payload,
                "read_back": code.decoded,
                "conditions": code.conditions,
                "distance_m": round(code.distance_m, 2),
            }
            for code in found.codes
        ],
        "checks": [{"check": check, "verdict": verdict(found.found(check))} for check in CHECKS],
        "problems": [
            {
                "severity": problem.severity,
                "code": problem.code,
                "page": problem.place.page,
                "spot_mm": problem.place.spot_mm,
                "message": problem.message,
                "remedy": problem.remedy,
            }
            for problem in found.problems
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def compared(path: Path) -> list[Problem]:
    """Whether a file is the one that the certificate beside it speaks of; nothing when there is none."""
    beside = path.with_name(path.name + JSON_SUFFIX)
    place = Place(file=str(beside))
    try:
        data = beside.read_bytes()
    except OSError:
        return []
    import json

    try:
        told = json.loads(data)
        wanted, name, outcome = str(told["file"]["sha256"]), str(told["file"]["name"]), str(told["verdict"])
    except (ValueError, LookupError, TypeError):
        message = f"The certificate “{beside.name}” cannot be read."
        return [Problem("warning", "certificate-broken", message, "Build the piece again.", place)]
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != wanted:
        message = f"The file is not the one that its certificate speaks of (“{name}”); it was changed since."
        return [Problem("error", "certificate-stale", message, "Build the piece again, or check this file.", place)]
    message = f"The certificate beside the file is its own; its verdict is “{outcome}”."
    return [Problem("note", "certificate", message, "", place)]
