"""Rules on QR codes: large enough for the distance, free all around, dark on light (PRINT list, QR codes)."""

from __future__ import annotations

from collections.abc import Iterator

from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.prepress.facts import Code, File, Page, ratio
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.common import told
from pressdesk.qr.geometry import LEAST_CONTRAST, QUIET, scan_distance_m, size_problems

POSTERS = ("poster", "triptych")
"""The kinds of pieces that hang on a wall."""

LARGE = 200 * MM
"""The shorter side from which a poster is read from further away than a hand's reach."""

AT_HAND_M, AT_WALL_M = 0.3, 1.0
"""From how many metres a code in the hand and one on a wall are scanned at least."""

TRANSFER = "BCD\n"
TRANSFER_MOST = 69
"""The modules a side of version 13, the largest that banks read (EPC069-12, section 2)."""


def size(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Modules of 0.4 mm at least, 1 mm on posters; a code in the hand scans from 0.3 m, on a wall from 1 m."""
    for page, code in _codes(file):
        if not code.modules:
            continue
        poster = on_wall(file, page)
        side = code.module * (code.modules + 2 * QUIET)
        kind = file.about.kind
        asked = AT_HAND_M if kind and (kind not in POSTERS or poster) else 0.0
        for problem in size_problems(code.modules, side, asked, poster=poster):
            sentence = problem.message.replace("The QR code", f"The QR code on page {page.number}")
            sentence = sentence.replace("modules of the QR", f"modules on page {page.number} of the QR")
            figures = (("factor", float(problem.figure("side") or side) / side),)
            yield told(problem.code, sentence, problem.remedy, page, code, figures)
        reach = scan_distance_m(code.module * code.modules)
        if not kind and reach < AT_HAND_M - 0.005:
            message = f"The QR code on page {page.number} scans from {reach:.2g} m at most; in the hand 0.3 m is usual."
            yield told("qr-near", message, "Make it larger where there is room.", page, code)
        if kind in POSTERS and reach < AT_WALL_M - 0.05 and (not poster or reach >= AT_HAND_M):
            message = f"The QR code on page {page.number} scans from {reach:.2g} m at most; on a wall 1 m is usual."
            yield told("qr-near", message, "Make it larger where there is room.", page, code)


def quiet_zone(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Nothing stands within four modules of a code."""
    for page, code in _codes(file):
        if code.entered:
            message = f"Something stands in the white margin of the QR code on page {page.number}."
            yield told("qr-quiet-zone", message, "Keep four modules around the code free.", page, code)


def colours(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """A code is dark on light, and clearly so."""
    for page, code in _codes(file):
        if code.dark < 0 or code.light < 0:
            continue
        if code.dark >= code.light:
            message = f"The QR code on page {page.number} is lighter than its ground; many telephones cannot read that."
            yield told("qr-inverted", message, "Set it dark on a light ground.", page, code)
        elif ratio(code.dark, code.light) < LEAST_CONTRAST:
            found = ratio(code.dark, code.light)
            message = f"The contrast of the QR code on page {page.number} is {found:.1f}; it needs {LEAST_CONTRAST}."
            yield told("qr-contrast", message, "Set it in black on white.", page, code)


def transfer(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """A code for a transfer is one that banks read."""
    for page, code in _codes(file):
        if code.payload.startswith(TRANSFER) and code.modules > TRANSFER_MOST:
            message = f"The code for a transfer on page {page.number} is larger than version 13; banks do not read it."
            yield told("qr-transfer", message, "Set it with error correction M and a shorter text.", page, code)


def insecure(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Telephones warn of links that are not encrypted."""
    for page, code in _codes(file):
        if code.payload.lower().startswith("http://"):
            message = f"The link of the QR code on page {page.number} is not encrypted; telephones warn of it."
            yield told("qr-insecure", message, "Write it with https:// where the site has it.", page, code)


def on_wall(file: File, page: Page) -> bool:
    """Whether a page is a poster that is read from a distance."""
    left, bottom, right, top = page.trim or page.media
    return file.about.kind in POSTERS and file.about.printed and min(right - left, top - bottom) > LARGE


def _codes(file: File) -> Iterator[tuple[Page, Code]]:
    for page in file.pages:
        for fact in page.facts:
            if isinstance(fact, Code):
                yield page, fact
