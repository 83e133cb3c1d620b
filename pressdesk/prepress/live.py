"""Preflight on the sheets of a piece, before a file is made of them: quick enough to follow every keystroke.

Sheets are read into the same facts as a finished file, so that the same rules hold. A group that was read once is not
read again: layout gives the same object for what did not change.
"""

from __future__ import annotations

from collections.abc import Sequence

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import IDENTITY, Affine
from pressdesk.base.problem import Problem
from pressdesk.display.inspect import bounds
from pressdesk.display.items import GlyphRun, Group, Item, Mark, Picture, Shape, Sheet
from pressdesk.prepress.behind import seen
from pressdesk.prepress.facts import (
    REGISTRATION,
    About,
    Area,
    Blend,
    Box,
    Code,
    Drawn,
    Fact,
    Figure,
    File,
    Image,
    Line,
    Page,
    Paint,
    Text,
    is_empty,
    overlap,
)
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.preflight import USUAL, judged
from pressdesk.prepress.rules import RECIPE
from pressdesk.qr.geometry import QUIET
from pressdesk.text.glyphs import ShapedRun

MOST_GROUPS, MOST_SHEETS = 6000, 100
"""How many groups, and sheets, are remembered."""

BOLD = 600
"""From which weight on letters are bold."""

LETTERS = 0.7
"""The height of letters as a part of their size."""

UNKNOWN = About()
_NO_FACTS: tuple[Fact, ...] = ()


class Memory:
    """What was read of groups and sheets, by their identity; it keeps them alive for as long."""

    def __init__(self) -> None:
        self.groups: dict[tuple[int, str], tuple[tuple[Item, ...], tuple[Fact, ...]]] = {}
        self.pages: dict[int, tuple[Sheet, Page]] = {}
        self.verdicts: dict[tuple[object, ...], tuple[tuple[Sheet, ...], tuple[Problem, ...]]] = {}

    def trim(self) -> None:
        """Forget everything when it has become too much."""
        if len(self.groups) > MOST_GROUPS:
            self.groups.clear()
        if len(self.pages) > MOST_SHEETS or len(self.verdicts) > MOST_SHEETS:
            self.pages.clear()
            self.verdicts.clear()


_USUAL_MEMORY = Memory()


def preflight_sheets(
    sheets: Sequence[Sheet], limits: Limits = USUAL, about: About = UNKNOWN, memory: Memory | None = None
) -> tuple[Problem, ...]:
    """Everything wrong with the sheets of a piece for a printing condition, as far as it can be told before a file is
    made. Each problem tells its page, the box of the template and the spot in millimetres."""
    memory = memory or _USUAL_MEMORY
    key = (tuple(map(id, sheets)), limits, about)
    known = memory.verdicts.get(key)
    if known is None:
        memory.trim()
        file = read_sheets(sheets, about, memory)
        known = memory.verdicts[key] = (tuple(sheets), tuple(judged(file, limits, RECIPE)))
    return known[1]


def read_sheets(sheets: Sequence[Sheet], about: About = UNKNOWN, memory: Memory | None = None) -> File:
    """The sheets of a piece as the values that rules look at."""
    memory = memory or _USUAL_MEMORY
    pages = tuple(_page(sheet, number, memory) for number, sheet in enumerate(sheets, 1))
    language = about.language or (sheets[0].language if sheets else "")
    return File(pages=pages, about=about, language=language)


def _page(sheet: Sheet, number: int, memory: Memory) -> Page:
    known = memory.pages.get(id(sheet))
    if known is not None and known[1].number == number:
        return known[1]
    width, height, bleed = sheet.format.width, sheet.format.height, sheet.bleed
    upright = Affine(1.0, 0.0, 0.0, -1.0, 0.0, height)
    facts = seen([fact.mapped(upright) for fact in _facts(sheet.items, "", memory)])
    outer = (-bleed, -bleed, width + bleed, height + bleed)
    page = Page(number, outer, (0.0, 0.0, width, height), outer, facts=facts, folds=sheet.folds)
    memory.pages[id(sheet)] = (sheet, page)
    return page


def _facts(items: tuple[Item, ...], of: str, memory: Memory) -> tuple[Fact, ...]:
    """What items paint, in their own coordinates; `of` is the box they belong to."""
    key = (id(items), of)
    known = memory.groups.get(key)
    if known is not None:
        return known[1]
    found: list[Fact] = []
    for item in items:
        match item:
            case Group():
                found += _group(item, of, memory)
            case GlyphRun():
                found += _text(item, of)
            case Shape():
                found += _shape(item, of)
            case Picture():
                found += _picture(item, of)
            case Mark():
                if item.kind == "qr" and item.module > 0:
                    found.append(_code(item, found))
            case _:
                pass  # a link paints nothing
    facts = tuple(found)
    memory.groups[key] = (items, facts)
    return facts


def _group(group: Group, of: str, memory: Memory) -> tuple[Fact, ...]:
    of = group.box or of
    found = _facts(group.items, of, memory)
    if group.role == "figure" and not any(isinstance(fact, Figure) for fact in found):
        box = _box(group._replace(transform=IDENTITY))
        found = (*found, Figure(box, group.alternative, of=of))
    if group.clip is not None:
        found = _clipped(found, _box(Shape(group.clip)))
    if group.opacity != 1.0 or group.blend != "normal":
        opacity = group.opacity if group.blend == "normal" else -1.0
        found = tuple(_faded(fact, opacity) for fact in found)
    if group.transform != IDENTITY:
        found = tuple([fact.mapped(group.transform) for fact in found])
    return found


def _clipped(found: tuple[Fact, ...], clip: Box) -> tuple[Fact, ...]:
    kept = []
    for fact in found:
        box = overlap(fact.box, clip)
        if box[2] >= box[0] and box[3] >= box[1]:
            kept.append(fact if box == fact.box else fact._replace(box=box))
    return tuple(kept)


def _faded(fact: Fact, opacity: float) -> Fact:
    if isinstance(fact, Area | Image | Blend) and fact.drawn is not None:
        drawn = fact.drawn
        together = -1.0 if opacity < 0 or drawn.opacity < 0 else drawn.opacity * opacity
        return fact._replace(drawn=drawn._replace(opacity=together))
    if isinstance(fact, Text) and opacity != 1.0:
        return fact._replace(light=-1.0)
    return fact


def _text(item: GlyphRun, of: str) -> tuple[Fact, ...]:
    run = item.run
    if not run.text.strip() or not run.gids:
        return _NO_FACTS
    raised = max(run.ys, default=0.0)
    box = (item.x, item.y - raised - LETTERS * run.size, item.x + _end(run), item.y)
    if is_empty(box):
        return _NO_FACTS
    paint = _paint(item.ink)
    over = item.overprint and paint.coverage > 0
    text = Text(run.face.family, run.size, paint, over, 0, box, words=run.text, of=of)
    return (text._replace(light=item.ink.rgb.luminance, bold=run.face.weight >= BOLD),)


def _end(run: ShapedRun) -> float:
    """Where the letters of a run end, spaces after them left out."""
    blank = len(run.text) - len(run.text.rstrip())
    if not blank or run.rtl:
        return run.advance
    last = len(run.text) - blank
    return next((x for x, cluster in zip(run.xs, run.clusters, strict=True) if cluster >= last), run.advance)


def _shape(item: Shape, of: str) -> tuple[Fact, ...]:
    found: list[Fact] = []
    box = _box(item._replace(stroke=None))
    if isinstance(item.fill, Ink):
        paint = _paint(item.fill, item.registration)
        over = item.overprint and paint.coverage > 0
        found.append(Area(paint, over, box, of, item.fill.name, Drawn(item)))
    elif item.fill is not None:
        spots = {stop.ink.spot for stop in item.fill.stops}
        space = "Separation" if len(spots) == 1 and "" not in spots else "DeviceCMYK"
        found.append(Blend(space, box, of, Drawn(item)))
    if item.stroke is not None:
        paint = _paint(item.stroke.ink, item.registration)
        found.append(Line(item.stroke.width, paint, item.overprint and paint.coverage > 0, _box(item), of))
    return tuple(found)


def _picture(item: Picture, of: str) -> tuple[Fact, ...]:
    asset, box, crop = item.asset, item.box, item.crop
    wide, high = asset.upright
    space = "DeviceGray" if asset.space == "gray" and item.duotone is None else "DeviceCMYK"
    image = Image(
        max(1, round(wide * crop.width)),
        max(1, round(high * crop.height)),
        asset.bits,
        space,
        (box.width, 0.0, 0.0, box.height, box.x, box.y),
        _box(item),
        of=of,
        drawn=Drawn(item),
    )
    return image, Figure(image.box, item.alternative, asset.path, of)


def _code(mark: Mark, before: Sequence[Fact]) -> Code:
    """The code of a mark; its modules are the area drawn before it, its ground what that lies on."""
    zone = _box(mark)
    areas = [fact for fact in before if isinstance(fact, Area) and not is_empty(overlap(fact.box, zone))]
    grounds = [area for area in areas if _is_around(area.box, zone)]
    modules = [area for area in areas if not _is_around(area.box, zone)]
    dark = modules[0].paint.rgb if modules else None
    light = grounds[-1].paint.rgb if grounds else None
    count = round(mark.rect.width / mark.module) - 2 * QUIET
    return Code(
        mark.data,
        mark.module,
        count,
        zone,
        -1.0 if dark is None else dark.luminance,
        -1.0 if light is None else light.luminance,
        of=mark.box,
    )


def _is_around(outer: Box, inner: Box) -> bool:
    slack = 0.1
    low = outer[0] <= inner[0] + slack and outer[1] <= inner[1] + slack
    return low and outer[2] >= inner[2] - slack and outer[3] >= inner[3] - slack


def _paint(ink: Ink, registration: bool = False) -> Paint:
    if registration:
        return Paint("Separation", (1.0,), (REGISTRATION,), ink.rgb)
    if ink.spot:
        return Paint("Separation", (1.0,), (ink.spot,), ink.rgb)
    return Paint("DeviceCMYK", tuple([round(part, 4) for part in ink.cmyk]), (), ink.rgb)


def _box(item: Item) -> Box:
    found = bounds(item)
    return found.x, found.y, found.right, found.bottom
