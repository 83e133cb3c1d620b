"""Rules on colours, black, and ink."""

from __future__ import annotations

from collections.abc import Iterator

from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.prepress.facts import Area, Blend, Box, File, Image, Line, Load, Page, Paint, Text, is_empty, overlap
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.common import by_box, paints_of, smallest, texts_of, told

_SCREEN = ("DeviceRGB", "CalRGB", "ICCBased RGB", "Lab")
_PRESS = ("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "ICCBased CMYK", "ICCBased grey", "Pattern")
_BROAD = 15 * MM * MM


def no_rgb(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        kinds = dict.fromkeys(kind for kind, space in _spaces(page) if space in _SCREEN)
        if kinds:
            message = f"There are screen colours (RGB) in {' and '.join(kinds)} on page {page.number}."
            yield told("rgb", message, "Export it for print, in CMYK.", page)


def device_colours(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        odd = dict.fromkeys(space for _, space in _spaces(page) if space and space not in _SCREEN + _PRESS)
        if odd:
            message = f"Page {page.number} has colours of the kind {', '.join(odd)}."
            yield told("odd-colours", message, "Export it in CMYK, grey and named inks only.", page)


def spot_names(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    names: dict[str, dict[str, None]] = {}
    for page in file.pages:
        for paint in paints_of(page):
            for ink in paint.inks:
                names.setdefault(ink.casefold().strip(), {})[ink] = None
    for written in names.values():
        if len(written) > 1:
            message = f"One spot colour has several names: {', '.join(f'“{name}”' for name in written)}."
            remedy = "Write it the same everywhere, or it becomes several plates."
            yield told("spot-names", message, remedy, figures=(("name", next(iter(written))),))


def small_rich_black(file: File, limits: Limits) -> Iterator[Problem]:
    for page, texts in texts_of(file):
        for bad in by_box(text for text in texts if text.size < limits.rich_from and _is_rich(text.paint)):
            least = smallest(bad)
            message = f"Small text on page {page.number} ({least.size:.1f} pt) is black in several inks."
            yield told("rich-black-text", message, "Set it in black alone; it would show coloured rims.", page, least)


def grey_black(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page, texts in texts_of(file):
        for bad in by_box(text for text in texts if text.paint.space == "DeviceGray" and text.paint.is_black):
            message = f"Black text on page {page.number} is set in grey, which some presses print in four inks."
            yield told("grey-text", message, "Set it in CMYK, black alone.", page, bad[0])


def black_overprint(file: File, limits: Limits) -> Iterator[Problem]:
    for page, texts in texts_of(file):
        small = [text for text in texts if text.size < limits.rich_from]
        for bad in by_box(text for text in small if text.paint.is_plain_black and not text.overprint):
            message = f"Small black text on page {page.number} knocks out what lies under it."
            yield told("black-knocks-out", message, "Let it overprint.", page, bad[0])


def white_overprint(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        painted = [fact for fact in page.facts if isinstance(fact, Text | Area | Line)]
        bad = [fact for fact in painted if fact.overprint and fact.paint.space and fact.paint.coverage == 0]
        if bad:
            message = f"Something white on page {page.number} overprints, so it would vanish."
            yield told("white-overprint", message, "Let white knock out.", page, bad[0])


def coverage(file: File, limits: Limits) -> Iterator[Problem]:
    """Ink as the mean over 15 mm², from the plates of a file; where there are none, of what is painted one by one."""
    for page in file.pages:
        most, fact, more = _heaviest(page)
        if fact is not None and round(100 * most) > limits.ink + 1:
            where = f"There is {round(100 * most)} % of ink on page {page.number}"
            others = f" and at {more} more {'place' if more == 1 else 'places'}" if more else ""
            message = f"{where}{others}; this paper takes {limits.ink} %."
            ink = fact.ink if isinstance(fact, Area) else ""
            figures = (("ink", ink), ("most", limits.ink / 100)) if ink else ()
            remedy = "Take a lighter colour, or a profile with less ink."
            yield told("too-much-ink", message, remedy, page, fact, figures)


def _heaviest(page: Page) -> tuple[float, Load | Area | Image | None, int]:
    """The most ink of a page, where it lies, and at how many more places there is too much."""
    if page.loads is not None:
        over = page.loads.over
        return (page.loads.most, over[0], len(over) - 1) if over else (page.loads.most, None, 0)
    within = page.bleed or page.media
    areas = [fact for fact in page.facts if isinstance(fact, Area) and _is_broad(fact, within)]
    pictures = [fact for fact in page.facts if isinstance(fact, Image)]
    found: list[tuple[float, Area | Image]] = [(fact.paint.coverage, fact) for fact in areas]
    found += [(fact.ink, fact) for fact in pictures]
    most, fact = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return most, fact, 0


def _spaces(page: Page) -> Iterator[tuple[str, str]]:
    """What is painted in which colour space."""
    for fact in page.facts:
        match fact:
            case Image():
                if not fact.stencil:
                    yield "a picture", fact.space
            case Blend():
                yield "a run of colours", fact.space
            case Text():
                if fact.shown:
                    yield "text", fact.paint.space
            case Line():
                yield "lines", fact.paint.space
            case Area():
                yield "areas", fact.paint.space


def _is_rich(paint: Paint) -> bool:
    return paint.space == "DeviceCMYK" and paint.is_black and paint.plates > 1


def _is_broad(area: Area, within: Box) -> bool:
    """Whether an area counts for the ink of a page: 15 mm² inside the bleed, and no printer's mark."""
    seen = overlap(area.box, within)
    if is_empty(seen) or area.paint.is_registration:
        return False
    return (seen[2] - seen[0]) * (seen[3] - seen[1]) >= _BROAD
