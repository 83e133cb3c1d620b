"""The rules that a file for the press is held to (PRINT list), each a pure function of what was read from it.

A rule gives the problems it finds, at most one for a page, in plain sentences with what to do. `RULES` names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from pressdesk.base.problem import Place, Problem, Severity
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.prepress.facts import Area, Blend, Box, File, Image, Line, Page, Paint, Text, is_empty, overlap

SLACK = 0.1 * MM
"""Boxes may be off by so much."""


class Limits(NamedTuple):
    """What a printing condition asks for: ink in per cent, bleed and safe zone in points, resolutions in ppi at one
    metre, sizes of text and lines in points; `distance_m` is from where the piece is looked at."""

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


Rule: TypeAlias = Callable[[File, Limits], Iterable[Problem]]


# the file


def version(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if file.version > "1.6":
        yield _told("error", "pdf-version", f"The file is PDF {file.version}; presses take up to 1.6.", _AGAIN)


def lock(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if file.encrypted:
        yield _told("error", "encrypted", "The file is locked; printers bounce it.", "Export it unlocked.")


def identity(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if not file.identified:
        yield _told("error", "no-id", "The file has no identity of its own (ID in its trailer).", _AGAIN)


def contents(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for what in file.faults:
        yield _told("error", "forbidden", f"The file holds {what}, which no press takes.", "Export it without.")


def description(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Title, dates and trapping, as PDF/X wants them (ISO 15930-7, 6.6 and 6.7)."""
    info = dict(file.info)
    lacking = [key for key in ("Title", "CreationDate", "ModDate") if not info.get(key)]
    if info.get("Trapped") not in ("True", "False"):
        lacking.append("Trapped")
    if lacking:
        yield _told("error", "info", f"The file does not tell its {', '.join(lacking)}.", _AGAIN)


def metadata(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """The packet of metadata, and whether it says the same as the rest."""
    told, info = dict(file.metadata), dict(file.info)
    wanted = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID")
    lacking = [key for key in (*wanted, "xmpMM:RenditionClass", "pdf:Trapped") if not told.get(key)]
    if lacking:
        yield _told("error", "metadata", f"The file's metadata lacks {', '.join(lacking)}.", _AGAIN)
    if "packed" in told:
        yield _told("error", "metadata-packed", "The file's metadata is compressed.", _AGAIN)
    if told.get("dc:title", "") != info.get("Title", ""):
        yield _told("error", "metadata-title", "The file has two different titles.", _AGAIN)
    if file.for_press and told.get("pdfxid:GTS_PDFXVersion") != "PDF/X-4" and "GTS_PDFXVersion" not in info:
        yield _told("error", "pdfx-version", "The file does not say which PDF/X it is.", _AGAIN)


def output_intent(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    found = [intent for intent in file.intents if intent.kind == "GTS_PDFX"]
    if len(found) != 1:
        message = f"The file names {len(found) or 'no'} presses it is made for; it must name one."
        yield _told("error", "no-intent", message, "Export it for print.")
    for intent in found[:1]:
        if not intent.condition:
            yield _told("error", "intent-condition", "The file does not name its printing condition.", _AGAIN)
        if not intent.press or intent.components != 4:
            message = "The profile of the press in the file is missing or not one for four inks."
            yield _told("error", "intent-profile", message, "Export it with the printer's CMYK profile.")


# the pages


def trim(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.trim is None:
            message = f"{_named(page)} does not say where it is cut (no TrimBox)."
            yield _told("error", "no-trim", message, "Export it for print.", page)


def boxes(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        inner, outer = page.trim or page.media, page.bleed or page.media
        if is_empty(inner) or is_empty(page.media):
            yield _told("error", "no-size", f"{_named(page)} has no size.", _AGAIN, page)
        elif not _inside(inner, outer) or not _inside(outer, page.media):
            message = f"The boxes of page {page.number} do not lie within each other."
            yield _told("error", "boxes", message, "Export it again for print.", page)


def crop(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.crop is not None and not (_inside(page.crop, page.media) and _inside(page.media, page.crop)):
            message = f"{_named(page)} is shown cropped (its CropBox is not its MediaBox)."
            yield _told("error", "crop-box", message, "Export it without cropping.", page)


def unit(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.unit != 1.0:
            message = f"{_named(page)} is measured in units of its own (UserUnit)."
            yield _told("error", "user-unit", message, "Export it at its true size.", page)


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
            yield _told("error", "no-bleed", message, "Export it for print.", page)


def painted_bleed(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Whatever reaches the trim must be painted on to the edge of the bleed, or a white line shows after the cut."""
    for page in file.pages:
        if page.trim is None or page.bleed is None or is_empty(page.trim):
            continue
        sides = [side for side, at in _SIDES.items() if _stops_short(page, page.trim, page.bleed, at)]
        if sides:
            message = f"On page {page.number} something ends at the cut on the {' and the '.join(sides)}."
            yield _told("error", "bare-bleed", message, "Let grounds and pictures run out over the bleed.", page)


def group_space(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        if page.group and page.group not in ("DeviceCMYK", "ICCBased CMYK"):
            message = f"Transparency on page {page.number} is mixed in {page.group}, not in print colours."
            yield _told("error", "page-group", message, "Export it for print.", page)


# colours


def no_rgb(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        kinds = dict.fromkeys(kind for kind, space in _spaces(page) if space in _SCREEN)
        if kinds:
            message = f"There are screen colours (RGB) in {' and '.join(kinds)} on page {page.number}."
            yield _told("error", "rgb", message, "Export it for print, in CMYK.", page)


def device_colours(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        odd = dict.fromkeys(space for _, space in _spaces(page) if space and space not in _SCREEN + _PRESS)
        if odd:
            message = f"Page {page.number} has colours of the kind {', '.join(odd)}."
            yield _told("warning", "odd-colours", message, "Export it in CMYK, grey and named inks only.", page)


def spot_names(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    names: dict[str, dict[str, None]] = {}
    for page in file.pages:
        for paint in _paints(page):
            for ink in paint.inks:
                names.setdefault(ink.casefold().strip(), {})[ink] = None
    for written in names.values():
        if len(written) > 1:
            message = f"One spot colour has several names: {', '.join(f'“{name}”' for name in written)}."
            yield _told("error", "spot-names", message, "Write it the same everywhere, or it becomes several plates.")


def small_rich_black(file: File, limits: Limits) -> Iterator[Problem]:
    for page, texts in _texts(file):
        bad = [text for text in texts if text.size < limits.rich_from and _is_rich(text.paint)]
        if bad:
            message = f"Small text on page {page.number} ({_smallest(bad)}) is black in several inks."
            yield _told(
                "error", "rich-black-text", message, "Set it in black alone; it would show coloured rims.", page
            )


def grey_black(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page, texts in _texts(file):
        if any(text.paint.space == "DeviceGray" and text.paint.is_black for text in texts):
            message = f"Black text on page {page.number} is set in grey, which some presses print in four inks."
            yield _told("warning", "grey-text", message, "Set it in CMYK, black alone.", page)


def black_overprint(file: File, limits: Limits) -> Iterator[Problem]:
    for page, texts in _texts(file):
        if any(text.paint.is_plain_black and not text.overprint and text.size < limits.rich_from for text in texts):
            message = f"Small black text on page {page.number} knocks out what lies under it."
            yield _told("warning", "black-knocks-out", message, "Let it overprint.", page)


def white_overprint(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page in file.pages:
        painted = [fact for fact in page.facts if isinstance(fact, Text | Area | Line)]
        if any(fact.overprint and fact.paint.space and fact.paint.coverage == 0 for fact in painted):
            message = f"Something white on page {page.number} overprints, so it would vanish."
            yield _told("error", "white-overprint", message, "Let white knock out.", page)


def coverage(file: File, limits: Limits) -> Iterator[Problem]:
    for page in file.pages:
        inside = page.bleed or page.media
        areas = [fact.paint.coverage for fact in page.facts if isinstance(fact, Area) and _is_broad(fact, inside)]
        pictures = [fact.ink for fact in page.facts if isinstance(fact, Image)]
        most = round(100 * max([*areas, *pictures], default=0.0))
        if most > limits.ink + 1:
            message = f"There is {most} % of ink on page {page.number}; this paper takes {limits.ink} %."
            yield _told("error", "too-much-ink", message, "Take a lighter colour, or a profile with less ink.", page)


# pictures, lines, letters


def resolution(file: File, limits: Limits) -> Iterator[Problem]:
    far = max(limits.distance_m, 1.0)
    for page in file.pages:
        found = [fact for fact in page.facts if isinstance(fact, Image)]
        least = min((fact.ppi for fact in found if fact.bits > 1), default=1e9) * far
        lines = min((fact.ppi for fact in found if fact.bits == 1), default=1e9) * far
        remedy = "Take a larger picture, or show it smaller."
        if least < limits.least_ppi:
            message = f"A picture on page {page.number} has {least / far:.0f} pixels an inch; it will look coarse."
            yield _told("error", "low-resolution", message, remedy, page)
        elif least < limits.good_ppi:
            message = f"A picture on page {page.number} has {least / far:.0f} pixels an inch; 300 are better."
            yield _told("warning", "low-resolution", message, remedy, page)
        if lines < limits.line_art_ppi:
            message = f"A line drawing on page {page.number} has {lines / far:.0f} pixels an inch; its edges will show."
            yield _told("warning", "low-line-art", message, "Take the drawing as SVG, or at 1200 pixels an inch.", page)


def strokes(file: File, limits: Limits) -> Iterator[Problem]:
    for page in file.pages:
        inside = page.bleed or page.media
        thin = [
            line.width
            for line in page.facts
            if isinstance(line, Line)
            and not is_empty(overlap(line.box, inside))
            and line.width < (limits.fine_line if line.paint.plates == 1 else limits.line) - 0.001
        ]
        if thin:
            message = f"A line on page {page.number} is {min(thin):.2f} pt thin; it may not be printed."
            yield _told("error", "hairline", message, f"Make it {limits.line:g} pt or more.", page)


def text_size(file: File, limits: Limits) -> Iterator[Problem]:
    for page, texts in _texts(file):
        tiny = [text for text in texts if text.size < limits.text - 0.05]
        small = [text for text in texts if text.size < limits.mixed_text - 0.05 and _is_delicate(text.paint)]
        if tiny:
            message = f"Text on page {page.number} is {_smallest(tiny)} small; nobody can read it."
            yield _told("error", "tiny-text", message, f"Set it at {limits.text:g} pt or more.", page)
        elif small:
            message = f"Text of {_smallest(small)} on page {page.number} is white or in several inks; it may fill up."
            yield _told("warning", "small-text", message, f"Set it at {limits.mixed_text:g} pt, or in one ink.", page)


def safe_zone(file: File, limits: Limits) -> Iterator[Problem]:
    for page, texts in _texts(file):
        if page.trim is None:
            continue
        left, bottom, right, top = page.trim
        safe = (left + limits.safe, bottom + limits.safe, right - limits.safe, top - limits.safe)
        near = [text for text in texts if not _inside(text.box, safe)]
        if near:
            message = f"Text on page {page.number} stands less than {limits.safe / MM:.0f} mm from the cut."
            yield _told("warning", "safe-zone", message, "Move it inwards; a cut is never exact.", page)


# fonts


def embedded(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    loose = dict.fromkeys(font.name for font in file.fonts if not font.program and font.kind != "Type3")
    for name in loose:
        message = f"The font “{name}” is not in the file."
        yield _told("error", "font-not-embedded", message, "Export it with its fonts.")


def subset(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    whole = dict.fromkeys(font.name for font in file.fonts if font.program and not font.subset)
    if whole:
        message = f"Whole fonts are in the file: {', '.join(whole)}."
        yield _told("note", "font-whole", message, "Export it with only the letters used.")


def drawn_fonts(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if any(font.kind == "Type3" for font in file.fonts):
        message = "Some letters are drawings (Type 3 fonts), which presses set coarsely."
        yield _told("error", "type-3", message, "Export it with real fonts.")


def font_names(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    programs: dict[str, set[str]] = {}
    for font in file.fonts:
        if font.program:
            programs.setdefault(font.name, set()).add(font.program)
    for name, found in programs.items():
        if len(found) > 1:
            message = f"{len(found)} different fonts in the file are called “{name}”; the wrong one may be printed."
            yield _told("error", "font-names", message, _AGAIN)


def empty_glyphs(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page, texts in _texts(file):
        if any(text.missing for text in texts):
            message = f"Some characters on page {page.number} are empty boxes; their font does not have them."
            yield _told("error", "empty-glyph", message, "Use a font that has them.", page)


def nameless_glyphs(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page, texts in _texts(file):
        if any(text.nameless for text in texts):
            message = (
                f"Some letters on page {page.number} are not told as characters; they cannot be searched or copied."
            )
            yield _told("warning", "nameless-glyph", message, "Export it with text, not with encoded shapes.", page)


# marks


def marks(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """What is printed in all inks belongs outside the bleed."""
    for page in file.pages:
        inside = page.bleed or page.trim
        if inside is None:
            continue
        shrunk = (inside[0] + SLACK, inside[1] + SLACK, inside[2] - SLACK, inside[3] - SLACK)
        found = [fact for fact in page.facts if isinstance(fact, Line | Area | Text) and fact.paint.is_registration]
        if any(not is_empty(overlap(fact.box, shrunk)) for fact in found):
            message = f"Something on page {page.number} is printed in all inks inside the bleed."
            yield _told("error", "marks-inside", message, "Keep marks outside; take black for the rest.", page)


RULES: dict[str, Rule] = {
    "version": version,
    "lock": lock,
    "identity": identity,
    "contents": contents,
    "description": description,
    "metadata": metadata,
    "output-intent": output_intent,
    "trim": trim,
    "boxes": boxes,
    "crop": crop,
    "unit": unit,
    "bleed": bleed,
    "painted-bleed": painted_bleed,
    "group-space": group_space,
    "no-rgb": no_rgb,
    "device-colours": device_colours,
    "spot-names": spot_names,
    "small-rich-black": small_rich_black,
    "grey-black": grey_black,
    "black-overprint": black_overprint,
    "white-overprint": white_overprint,
    "coverage": coverage,
    "resolution": resolution,
    "strokes": strokes,
    "text-size": text_size,
    "safe-zone": safe_zone,
    "embedded": embedded,
    "subset": subset,
    "drawn-fonts": drawn_fonts,
    "font-names": font_names,
    "empty-glyphs": empty_glyphs,
    "nameless-glyphs": nameless_glyphs,
    "marks": marks,
}
"""Every rule by its name, in the order in which they are told."""

_AGAIN = "Export it again for print."
_SCREEN = ("DeviceRGB", "CalRGB", "ICCBased RGB", "Lab")
_PRESS = ("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "ICCBased CMYK", "ICCBased grey", "Pattern")
_SIDES = {"left": 0, "bottom": 1, "right": 2, "top": 3}
_BROAD = 15 * MM * MM


def _told(severity: Severity, code: str, message: str, remedy: str, page: Page | None = None) -> Problem:
    return Problem(severity, code, message, remedy, Place(key=f"page {page.number}" if page else ""))


def _named(page: Page) -> str:
    return f"Page {page.number}"


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - SLACK
        and inner[1] >= outer[1] - SLACK
        and inner[2] <= outer[2] + SLACK
        and inner[3] <= outer[3] + SLACK
    )


def _reaches_cut(page: Page, cut: Box) -> bool:
    """Whether anything is painted up to the cut on a side."""
    inside = (cut[0] + 2 * SLACK, cut[1] + 2 * SLACK, cut[2] - 2 * SLACK, cut[3] - 2 * SLACK)
    for fact in page.facts:
        white = isinstance(fact, Area | Line | Text) and fact.paint.space == "DeviceCMYK" and fact.paint.coverage == 0
        if not white and not is_empty(overlap(fact.box, cut)) and not _inside(fact.box, inside):
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


def _paints(page: Page) -> Iterator[Paint]:
    for fact in page.facts:
        if isinstance(fact, Text | Line | Area):
            yield fact.paint


def _texts(file: File) -> Iterator[tuple[Page, list[Text]]]:
    """The texts that stay on each page when it is cut."""
    for page in file.pages:
        stays = page.trim or page.media
        found = [fact for fact in page.facts if isinstance(fact, Text) and fact.shown]
        yield page, [text for text in found if not is_empty(overlap(text.box, stays))]


def _is_rich(paint: Paint) -> bool:
    return paint.space == "DeviceCMYK" and paint.is_black and paint.plates > 1


def _is_delicate(paint: Paint) -> bool:
    """Whether letters in this colour close up soon: white on a ground, or put together from several inks."""
    return paint.plates > 1 or (paint.coverage < 0.3 and paint.space in ("DeviceCMYK", "DeviceGray"))


def _is_broad(area: Area, inside: Box) -> bool:
    """Whether an area counts for the ink of a page: 15 mm² inside the bleed, and no printer's mark."""
    seen = overlap(area.box, inside)
    if is_empty(seen) or area.paint.is_registration:
        return False
    return (seen[2] - seen[0]) * (seen[3] - seen[1]) >= _BROAD


def _smallest(texts: Iterable[Text]) -> str:
    return f"{min(text.size for text in texts):.1f} pt"
