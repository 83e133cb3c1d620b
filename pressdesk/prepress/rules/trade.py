"""Rules of law and custom (TRADE list, legal lines), and what those need who listen to a page.

They hold for pieces whose kind is known, not for files from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressdesk.base.colour import RGB
from pressdesk.base.problem import Problem
from pressdesk.base.regex import regex
from pressdesk.display.items import Picture
from pressdesk.prepress.facts import Area, Blend, Box, Figure, File, Image, Line, Page, Paint, Text, is_empty, overlap
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.codes import POSTERS
from pressdesk.prepress.rules.common import told

STREET = ("flyer", "leaflet", "tract")
"""The kinds of pieces that are handed out in the street."""

PUBLIC = (*POSTERS, *STREET, "brochure", "card", "banner")
"""The kinds of pieces that are printed for the public; letters and releases are jobbing work or go to a few."""

PRINTER = regex(r"imprim[ée]|imprimerie|imprimeur|\bimp\.|printed (by|in)|impression\s*:", re.IGNORECASE)
LITTER = regex(r"ne\s+(pas\s+jeter|jetez\s+pas)|do not litter|please recycle", re.IGNORECASE)
_LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")

COLOURED = 0.08
"""How far the parts of a colour differ at least, 0 to 1, for people to call it a colour."""

GROUND = 0.5
"""The share of a page that makes an area its ground."""


def official_notice(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Black alone on white paper is kept for notices of the authorities (law of 29 July 1881, article 15)."""
    if file.about.kind not in POSTERS or not file.about.printed:
        return
    for page in file.pages:
        if page.facts and not any(_has_colour(fact) for fact in page.facts) and not _has_ground(page):
            message = f"Page {page.number} is black on white; on a public wall that is kept for official notices."
            yield told("official-notice", message, "Give it a colour, or print it on coloured paper.", page)


def printer(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """What is printed for the public names its printer (law of 29 July 1881, article 3)."""
    if file.about.printed and file.about.kind in PUBLIC and file.pages and not PRINTER.search(_words(file)):
        message = "The name and domicile of the printer are missing."
        yield told("no-printer", message, "Add “Imprimé par nos soins” and your address, or the printer's line.")


def litter(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """What is handed out says where not to throw it."""
    if file.about.printed and file.about.kind in STREET and file.pages and not LITTER.search(_words(file)):
        message = "“Ne pas jeter sur la voie publique” is missing."
        yield told("no-litter-line", message, "Add the line.")


def national_colours(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Blue, white and red together on an electoral piece (electoral code, article R27); logos are left out."""
    if not file.about.electoral:
        return
    for page in file.pages:
        logos = [fact.box for fact in page.facts if isinstance(fact, Figure)]
        painted = [fact for fact in page.facts if isinstance(fact, Text | Line | Area)]
        colours = [_rgb(fact.paint) for fact in painted if not _is_within(fact.box, logos)]
        if any(map(_is_blue, colours)) and any(map(_is_red, colours)):
            message = f"Page {page.number} has blue and red on white; an electoral piece may not show them together."
            yield told("national-colours", message, "Leave one of the colours out.", page)


def language(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Who reads a page aloud needs its language."""
    if not _LANGUAGE.fullmatch(file.language):
        yield told("no-language", "The language of the text is not told.", "Name it, such as fr or en.")


def alternatives(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Every picture is told in words."""
    for page in file.pages:
        for fact in page.facts:
            if isinstance(fact, Figure) and not fact.alternative.strip():
                message = f"A picture on page {page.number} has no alternative text."
                figures = (("path", fact.path),) if fact.path else ()
                remedy = "Say in one sentence what it shows."
                yield told("no-alternative", message, remedy, page, fact, figures)


def title(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """A piece has a title, which readers show in place of a file name."""
    if file.about.kind and not file.about.title.strip():
        yield told("untitled", "The piece has no title; its files are called by its name.", "Give it a title.")


def _words(file: File) -> str:
    return " ".join(fact.words for page in file.pages for fact in page.facts if isinstance(fact, Text))


def _has_colour(fact: object) -> bool:
    match fact:
        case Text() | Line() | Area():
            return _is_coloured(fact.paint)
        case Image():
            item = fact.drawn.item if fact.drawn else None
            if isinstance(item, Picture):
                if item.duotone is not None:
                    return _differs(item.duotone.dark.rgb) or _differs(item.duotone.light.rgb)
                return item.asset.space != "gray"
            return fact.space not in ("DeviceGray", "ICCBased grey") and not fact.stencil
        case Blend():
            return fact.space != "DeviceGray"
        case _:
            return False


def _has_ground(page: Page) -> bool:
    """Whether the page is covered with black or grey, so that its paper does not look white."""
    cut = page.trim or page.media
    whole = (cut[2] - cut[0]) * (cut[3] - cut[1])
    for fact in page.facts:
        if isinstance(fact, Area) and fact.paint.coverage > 0.1:
            seen = overlap(fact.box, cut)
            if not is_empty(seen) and (seen[2] - seen[0]) * (seen[3] - seen[1]) > GROUND * whole:
                return True
    return False


def _is_within(box: Box, places: list[Box]) -> bool:
    left, bottom, right, top = box
    return any(left >= a - 1 and bottom >= b - 1 and right <= c + 1 and top <= d + 1 for a, b, c, d in places)


def _is_coloured(paint: Paint) -> bool:
    if paint.is_registration:
        return False
    if paint.inks:
        return paint.inks != ("Black",)
    rgb = _rgb(paint)
    black = paint.space == "DeviceCMYK" and paint.is_black
    return not black and _differs(rgb)


def _differs(rgb: RGB) -> bool:
    return max(rgb) - min(rgb) > COLOURED


def _rgb(paint: Paint) -> RGB:
    """How a paint looks, as far as its hue goes; grey where that is not known."""
    if paint.rgb is not None:
        return paint.rgb
    if paint.space == "DeviceCMYK" and len(paint.values) == 4:
        cyan, magenta, yellow, black = paint.values
        return RGB((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    if paint.space == "DeviceRGB" and len(paint.values) == 3:
        return RGB(*paint.values)
    return RGB(0.5, 0.5, 0.5)


def _is_blue(rgb: RGB) -> bool:
    return rgb.blue - max(rgb.red, rgb.green) > 0.15


def _is_red(rgb: RGB) -> bool:
    return rgb.red - max(rgb.green, rgb.blue) > 0.35 and rgb.green < 0.45
