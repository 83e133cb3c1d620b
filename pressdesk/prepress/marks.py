"""Printer's marks around the page: where to cut, where to fold, whether the inks meet, what sheet this is.

Everything stands outside the bleed, in lines of 0.25 pt of all inks (PRINT list, item 12).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from pressdesk.base.colour import BLACK, CMYK, RGB, Ink
from pressdesk.base.formats import Format
from pressdesk.base.geometry import Path, Rect
from pressdesk.base.units import MM
from pressdesk.display.inspect import walk
from pressdesk.display.items import GlyphRun, Gradient, Group, Item, Shape, Sheet, Stroke

if TYPE_CHECKING:
    from pressdesk.text.fonts import FontLibrary

MarkKind: TypeAlias = Literal["crop", "fold", "registration", "colour-bar", "slug-line"]
MARKS: tuple[MarkKind, ...] = ("crop", "fold", "registration", "colour-bar", "slug-line")

LINE = 0.25
"""The width of a mark's line in points."""

CLEAR = 1 * MM
"""Between the bleed and the marks."""

LENGTH = 5 * MM
"""Of crop and fold marks."""

SLUG_SIZE = 6.0
"""The size of the slug line in points, unless it is long."""

_SLUG_SIZES = (SLUG_SIZE, 5.0, 4.0, 3.0, 2.0)
_SLUG_LEADING = 1.15

_PATCH = 3.5 * MM
_RADIUS = 2 * MM
_STROKE = Stroke(BLACK, LINE)
_ALL = Ink("all inks", RGB(0, 0, 0), CMYK(1, 1, 1, 1), "All")
"""Of the slug line, which names every plate."""

_FULL: tuple[tuple[str, CMYK], ...] = (
    ("cyan", CMYK(1, 0, 0, 0)),
    ("magenta", CMYK(0, 1, 0, 0)),
    ("yellow", CMYK(0, 0, 1, 0)),
    ("black", CMYK(0, 0, 0, 1)),
    ("half black", CMYK(0, 0, 0, 0.5)),
    ("red", CMYK(0, 1, 1, 0)),
    ("green", CMYK(1, 0, 1, 0)),
    ("blue", CMYK(1, 1, 0, 0)),
)


def with_marks(
    sheet: Sheet,
    kinds: Collection[MarkKind] = ("crop", "fold"),
    slug_text: str = "",
    library: FontLibrary | None = None,
    family: str = "Source Sans 3",
) -> Sheet:
    """The sheet with marks of these kinds in its slug, which is made wide enough; a sheet for screens has none.

    The slug line needs its text and a font library. Marks are the same object for sheets of the same size.
    """
    wanted = tuple(kind for kind in MARKS if kind in kinds)
    if sheet.format.pixels or not wanted:
        return sheet
    spots = tuple(sorted(_spots(sheet))) if "colour-bar" in wanted else ()
    items: list[Item] = [_marks(sheet.format, sheet.bleed, sheet.folds, wanted, spots)]
    if "slug-line" in wanted and slug_text and library is not None:
        items += _slug_line(sheet, slug_text, library, family)
    return sheet._replace(items=(*sheet.items, *items), slug=max(sheet.slug, slug_width(sheet.bleed)))


def slug_width(bleed: float) -> float:
    """How far the marks reach beyond the trim, in points, with 1 mm of paper around them."""
    return bleed + CLEAR + LENGTH + CLEAR


def slug_line(piece: str, size: Format, day: date, page: int, pages: int) -> str:
    """What the slug line says: piece, format, date, and the page where there are several.

    >>> from pressdesk.base.formats import format_named
    >>> slug_line("affiche", format_named("A3"), date(2026, 3, 1), 1, 3)
    'affiche · A3, 297 × 420 mm · 2026-03-01 · 1/3'
    """
    measure = f"{round(size.width / MM)} × {round(size.height / MM)} mm"
    number = f" · {page}/{pages}" if pages > 1 else ""
    return f"{piece} · {size.name}, {measure} · {day.isoformat()}{number}"


@lru_cache(maxsize=32)
def _marks(
    size: Format, bleed: float, folds: tuple[float, ...], kinds: tuple[MarkKind, ...], spots: tuple[Ink, ...]
) -> Group:
    items: list[Item] = []
    near, far = bleed + CLEAR, bleed + CLEAR + LENGTH
    width, height = size.width, size.height
    if "crop" in kinds:
        path = Path("", ())
        for x in (0.0, width):
            path = path + Path.line(x, -near, x, -far) + Path.line(x, height + near, x, height + far)
        for y in (0.0, height):
            path = path + Path.line(-near, y, -far, y) + Path.line(width + near, y, width + far, y)
        items.append(_lines(path))
    if "fold" in kinds and folds:
        path = Path("", ())
        for x in folds:
            path = path + Path.line(x, -near, x, -far) + Path.line(x, height + near, x, height + far)
        items.append(_lines(path, (2.0, 1.5)))
    if "registration" in kinds:
        away = bleed + CLEAR + LENGTH / 2
        middle = _beside_folds(width, folds)
        for x, y in ((middle, -away), (middle, height + away), (-away, height / 2), (width + away, height / 2)):
            items += _target(x, y)
    if "colour-bar" in kinds:
        items += _colour_bar(width, height + bleed + CLEAR + (LENGTH - _PATCH) / 2, spots)
    return Group(tuple(items), role="artifact", box="marks")


def _lines(path: Path, dash: tuple[float, ...] = ()) -> Shape:
    return Shape(path, None, _STROKE._replace(dash=dash), registration=True)


def _target(x: float, y: float) -> list[Item]:
    """A circle with a cross, by which inks are brought to meet."""
    reach = LENGTH / 2
    cross = Path.line(x - reach, y, x + reach, y) + Path.line(x, y - reach, x, y + reach)
    ring = Path.ellipse(Rect(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS))
    return [_lines(cross), _lines(ring)]


def _beside_folds(width: float, folds: tuple[float, ...]) -> float:
    """The middle of the sheet, or next to it where a fold runs through the middle."""
    free = 2 * LENGTH
    return width / 2 + (free if any(abs(fold - width / 2) < free for fold in folds) else 0.0)


def _colour_bar(width: float, top: float, spots: tuple[Ink, ...]) -> list[Item]:
    """Patches of the process inks, their overprints and the sheet's own spot inks, between cut and middle."""
    inks = [Ink(f"bar {name}", _screen(cmyk), cmyk) for name, cmyk in _FULL] + list(spots)
    room = width / 2 - 2 * LENGTH
    side = min(_PATCH, room / len(inks))
    return [Shape(Path.rect(Rect(LENGTH + i * side, top, side, _PATCH)), ink) for i, ink in enumerate(inks)]


def _screen(cmyk: CMYK) -> RGB:
    cyan, magenta, yellow, black = cmyk
    return RGB((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))


def _spots(sheet: Sheet) -> set[Ink]:
    found: set[Ink] = set()
    for item, _ in walk(sheet):
        match item:
            case GlyphRun():
                inks = [item.ink]
            case Shape():
                inks = [] if item.fill is None else [item.fill] if isinstance(item.fill, Ink) else _stops(item.fill)
                inks += [item.stroke.ink] if item.stroke else []
            case _:
                inks = []
        found |= {ink for ink in inks if ink.spot}
    return found


def _stops(gradient: Gradient) -> list[Ink]:
    return [stop.ink for stop in gradient.stops]


def _slug_line(sheet: Sheet, text: str, library: FontLibrary, family: str) -> list[Item]:
    """The text above the page, from behind the left cut to the next mark; a long one on more lines, and smaller."""
    from pressdesk.model.story import Span
    from pressdesk.text.paragraph import Paragraph, set_text
    from pressdesk.text.style import TypeStyle

    style = TypeStyle(family, size=SLUG_SIZE, leading=_SLUG_LEADING, features=("lnum", "tnum"), hang=False)
    ends = [sheet.format.width / 2, *(fold for fold in sheet.folds if fold > 6 * LENGTH)]
    room = min(ends) - 2 * LENGTH
    for size in _SLUG_SIZES:
        paragraph = Paragraph((Span(text),), style.scaled(size / SLUG_SIZE), language="en")
        found = set_text([paragraph], room, library)
        if found.height <= LENGTH:
            break
    top = -(sheet.bleed + CLEAR + (LENGTH + found.height) / 2)
    runs: tuple[Item, ...] = tuple(
        GlyphRun(LENGTH + line.x + placed.x, top + line.baseline, placed.run, _ALL)
        for line in found.lines
        for placed in line.runs
    )
    return [Group(runs, role="artifact", box="slug")]
