"""Rules on pictures, lines and letters: how fine, how large, how near to a cut or a fold, how well they are seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.prepress.facts import Box, Code, Figure, File, Image, Line, Page, Paint, Text, is_empty, overlap
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.common import SLACK, by_box, smallest, texts_of, told

LARGE, LARGE_BOLD = 18.0, 14.0
"""From which size in points letters count as large (WCAG 2.2, 1.4.3)."""

LEAST, LEAST_LARGE, UNSEEN = 4.5, 3.0, 1.5
"""The contrast that small and large letters need, and below which nobody sees them."""

_Held: TypeAlias = Text | Figure | Code


def resolution(file: File, limits: Limits) -> Iterator[Problem]:
    far = max(limits.distance_m, 1.0)
    for page in file.pages:
        for found in by_box(fact for fact in page.facts if isinstance(fact, Image)):
            yield from _resolution(page, found, limits, far)


def _resolution(page: Page, found: list[Image], limits: Limits, far: float) -> Iterator[Problem]:
    toned = min((fact for fact in found if fact.bits > 1), key=lambda fact: fact.ppi, default=None)
    lines = min((fact for fact in found if fact.bits == 1), key=lambda fact: fact.ppi, default=None)
    remedy = "Take a larger picture, or show it smaller."
    if toned is not None and toned.ppi * far < limits.good_ppi:
        figures = (("ppi", toned.ppi),)
        message = f"A picture on page {page.number} has {toned.ppi:.0f} pixels an inch; "
        if toned.ppi * far < limits.least_ppi:
            yield told("low-resolution", message + "it will look coarse.", remedy, page, toned, figures)
        else:
            yield told("fair-resolution", message + "300 are better.", remedy, page, toned, figures)
    if lines is not None and lines.ppi * far < limits.line_art_ppi:
        message = f"A line drawing on page {page.number} has {lines.ppi:.0f} pixels an inch; its edges will show."
        yield told("low-line-art", message, "Take the drawing as SVG, or at 1200 pixels an inch.", page, lines)


def strokes(file: File, limits: Limits) -> Iterator[Problem]:
    for page in file.pages:
        within = page.bleed or page.media
        lines = [fact for fact in page.facts if isinstance(fact, Line) and not is_empty(overlap(fact.box, within))]
        thin = [
            line for line in lines if line.width < (limits.fine_line if line.paint.plates == 1 else limits.line) - 0.001
        ]
        for found in by_box(thin):
            least = min(found, key=lambda line: line.width)
            message = f"A line on page {page.number} is {least.width:.2f} pt thin; it may not be printed."
            yield told("hairline", message, f"Make it {limits.line:g} pt or more.", page, least)


def text_size(file: File, limits: Limits) -> Iterator[Problem]:
    for page, texts in texts_of(file):
        for found in by_box(texts):
            tiny = [text for text in found if text.size < limits.text - 0.05]
            small = [text for text in found if text.size < limits.mixed_text - 0.05 and _is_delicate(text.paint)]
            if tiny:
                least = smallest(tiny)
                message = f"Text on page {page.number} is {least.size:.1f} pt small; nobody can read it."
                figures = (("factor", limits.text / least.size),)
                yield told("tiny-text", message, f"Set it at {limits.text:g} pt or more.", page, least, figures)
            elif small:
                least = smallest(small)
                message = f"Text of {least.size:.1f} pt on page {page.number} is white or in several inks; "
                remedy = f"Set it at {limits.mixed_text:g} pt, or in one ink."
                figures = (("factor", limits.mixed_text / least.size),)
                yield told("small-text", message + "it may fill up.", remedy, page, least, figures)


def safe_zone(file: File, limits: Limits) -> Iterator[Problem]:
    """Text, logos and codes stand clear of the cut; a picture may run over it, but not end just before it."""
    for page, held in _held(file):
        if page.trim is None:
            continue
        for found in by_box(held):
            moves = [(_from_cut(fact, page.trim, limits.safe), fact) for fact in found]
            near = [(move, fact) for move, fact in moves if move != (0.0, 0.0)]
            if near:
                fact = near[0][1]
                what = _called(fact)
                message = f"{what} on page {page.number} stands less than {limits.safe / MM:.0f} mm from the cut."
                figures = _moves([move for move, _ in near])
                yield told("safe-zone", message, "Move it inwards; a cut is never exact.", page, fact, figures)


def folds(file: File, limits: Limits) -> Iterator[Problem]:
    """Text, logos and codes stand clear of every fold."""
    for page, held in _held(file):
        left = (page.trim or page.media)[0]
        for fold in page.folds:
            low, high = left + fold - limits.safe + SLACK, left + fold + limits.safe - SLACK
            for found in by_box(fact for fact in held if fact.box[0] < high and fact.box[2] > low):
                fact = found[0]
                ways = (low - SLACK - max(one.box[2] for one in found), high + SLACK - min(one.box[0] for one in found))
                what = _called(fact)
                message = f"{what} on page {page.number} stands less than {limits.safe / MM:.0f} mm from a fold."
                figures = (("move_x", min(ways, key=abs) / MM), ("move_y", 0.0))
                yield told("fold", message, "Move it off the fold; ink cracks there.", page, fact, figures)


def contrast(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Letters differ from what lies behind them by WCAG's ratio, where both are known."""
    for page, texts in texts_of(file):
        known = [text for text in texts if text.light >= 0 and text.ground >= 0 and _says_something(text.words)]
        for found in by_box(text for text in known if text.contrast < _needed(text)):
            worst = min(found, key=lambda text: text.contrast / _needed(text))
            ratio, needed = worst.contrast, _needed(worst)
            words = f" (“{worst.words.strip()[:30]}”)" if worst.words.strip() else ""
            told_as = f"Text on page {page.number}{words} has a contrast of {ratio:.1f} to what lies behind it; "
            remedy = "Set it in a darker or lighter colour, or darken what lies behind it."
            figures = (("ground", worst.ground), ("needed", needed))
            if ratio < UNSEEN:
                yield told("unseen-text", f"{told_as}nobody sees it.", remedy, page, worst, figures)
            else:
                yield told("faint-text", f"{told_as}it needs {needed:g}.", remedy, page, worst, figures)


def _says_something(words: str) -> bool:
    """Whether there are letters or digits, not only a quotation mark for show; words that are not known may be."""
    return not words or any(char.isalnum() for char in words)


def _needed(text: Text) -> float:
    return LEAST_LARGE if text.size >= LARGE or (text.bold and text.size >= LARGE_BOLD) else LEAST


def _is_delicate(paint: Paint) -> bool:
    """Whether letters in this colour close up soon: white on a ground, or put together from several inks."""
    return paint.plates > 1 or (paint.coverage < 0.3 and paint.space in ("DeviceCMYK", "DeviceGray"))


def _held(file: File) -> Iterator[tuple[Page, list[_Held]]]:
    """What must stand clear of cuts and folds on each page; a picture that runs over the cut needs not."""
    for page, texts in texts_of(file):
        cut = page.trim or page.media
        held: list[_Held] = list(texts)
        for fact in page.facts:
            if isinstance(fact, Figure) and not _runs_over(fact.box, cut):
                held.append(fact)
            elif isinstance(fact, Code):
                held.append(fact._replace(box=fact.core))
        yield page, held


def _runs_over(box: Box, cut: Box) -> bool:
    low = box[0] <= cut[0] + SLACK or box[1] <= cut[1] + SLACK
    return low or box[2] >= cut[2] - SLACK or box[3] >= cut[3] - SLACK


def _from_cut(fact: _Held, cut: Box, safe: float) -> tuple[float, float]:
    """By how much a fact must move, to the right and up in points, to stand clear of the cut."""
    left, bottom, right, top = fact.box
    lacking = (
        cut[0] + safe - left,
        cut[1] + safe - bottom,
        right - cut[2] + safe,
        top - cut[3] + safe,
    )
    west, south, east, north = (amount if amount > SLACK else 0.0 for amount in lacking)
    return (west or -east, south or -north)


def _moves(moves: list[tuple[float, float]]) -> tuple[tuple[str, float], ...]:
    """The move in millimetres, to the right and down, that serves all of them."""
    across = max((move[0] for move in moves), key=abs)
    up = max((move[1] for move in moves), key=abs)
    return (("move_x", across / MM), ("move_y", -up / MM))


def _called(fact: _Held) -> str:
    match fact:
        case Code():
            return "A QR code"
        case Figure():
            return "A picture or logo"
        case _:
            return "Text"
