"""Rules on pages: their boxes, their bleed, and what stands outside of it."""

from __future__ import annotations

from collections.abc import Iterator

from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.prepress.facts import Area, Blend, Box, File, Image, Line, Page, Text, is_empty, overlap
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.common import AGAIN, SLACK, inside, told

_SIDES = {"left": 0, "bottom": 1, "right": 2, "top": 3}


def trim(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.trim is None:
            message = f"{_named(page)} does not say where it is cut (no TrimBox)."
            yield told("no-trim", message, "Export it for print.", page)


def boxes(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        inner, outer = page.trim or page.media, page.bleed or page.media
        if is_empty(inner) or is_empty(page.media):
            yield told("no-size", f"{_named(page)} has no size.", AGAIN, page)
        elif not inside(inner, outer) or not inside(outer, page.media):
            message = f"The boxes of page {page.number} do not lie within each other."
            yield told("boxes", message, "Export it again for print.", page)


def crop(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.crop is not None and not (inside(page.crop, page.media) and inside(page.media, page.crop)):
            message = f"{_named(page)} is shown cropped (its CropBox is not its MediaBox)."
            yield told("crop-box", message, "Export it without cropping.", page)


def unit(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.unit != 1.0:
            message = f"{_named(page)} is measured in units of its own (UserUnit)."
            yield told("user-unit", message, "Export it at its true size.", page)


def bleed(file: File, limits: Limits) -> Iterator[Problem]:
    """A page that is white all around, such as a letter, needs none."""
    for page in file.pages:
        if page.trim is None or not _reaches_cut(page, page.trim):
            continue
        inner, outer = page.trim, page.bleed or page.trim
        least = min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
        if least < limits.bleed - SLACK:
            asked = f"{limits.bleed / MM:.0f} mm"
            message = f"{_named(page)} has {max(least, 0) / MM:.1f} mm of bleed; printers ask for {asked}."
            yield told("no-bleed", message, "Export it for print.", page)


def painted_bleed(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Whatever reaches the trim must be painted on to the edge of the bleed, or a white line shows after the cut."""
    for page in file.pages:
        if page.trim is None or page.bleed is None or is_empty(page.trim):
            continue
        sides = [side for side, at in _SIDES.items() if _stops_short(page, page.trim, page.bleed, at)]
        if sides:
            message = f"On page {page.number} something ends at the cut on the {' and the '.join(sides)}."
            yield told("bare-bleed", message, "Let grounds and pictures run out over the bleed.", page)


def group_space(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.group and page.group not in ("DeviceCMYK", "ICCBased CMYK"):
            message = f"Transparency on page {page.number} is mixed in {page.group}, not in print colours."
            yield told("page-group", message, "Export it for print.", page)


def marks(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """What is printed in all inks belongs outside the bleed."""
    for page in file.pages:
        within = page.bleed or page.trim
        if within is None:
            continue
        shrunk = (within[0] + SLACK, within[1] + SLACK, within[2] - SLACK, within[3] - SLACK)
        found = [fact for fact in page.facts if isinstance(fact, Line | Area | Text) and fact.paint.is_registration]
        if any(not is_empty(overlap(fact.box, shrunk)) for fact in found):
            message = f"Something on page {page.number} is printed in all inks inside the bleed."
            yield told("marks-inside", message, "Keep marks outside; take black for the rest.", page)


def _named(page: Page) -> str:
    return f"Page {page.number}"


def _reaches_cut(page: Page, cut: Box) -> bool:
    """Whether anything is painted up to the cut on a side."""
    within = (cut[0] + 2 * SLACK, cut[1] + 2 * SLACK, cut[2] - 2 * SLACK, cut[3] - 2 * SLACK)
    for fact in page.facts:
        if not isinstance(fact, Area | Line | Text | Image | Blend):
            continue
        white = isinstance(fact, Area | Line | Text) and fact.paint.space == "DeviceCMYK" and fact.paint.coverage == 0
        if not white and not is_empty(overlap(fact.box, cut)) and not inside(fact.box, within):
            return True
    return False


def _stops_short(page: Page, cut: Box, edge: Box, side: int) -> bool:
    """Whether something comes from inside up to the cut on a side and ends before the edge of the bleed."""
    sign = 1 if side >= 2 else -1
    along = (side + 1) % 2
    at_cut, at_edge = sign * cut[side] - SLACK, sign * edge[side] - 3 * SLACK
    for fact in page.facts:
        if isinstance(fact, Area | Image | Blend) and not (isinstance(fact, Area) and fact.paint.coverage == 0):
            reach, root = sign * fact.box[side], sign * fact.box[(side + 2) % 4]
            shared = min(fact.box[along + 2], cut[along + 2]) - max(fact.box[along], cut[along])
            if at_cut <= reach < at_edge and root < at_cut and shared > 1:
                return True
    return False
