"""How much ink a page lays on the paper, everything on top of everything: the mean over 15 mm², and where it is too
much (PRINT list, item 8). Taken from the plates, so that overlaps, overprint and opacity count as on the press."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pressdesk.prepress.facts import Area, Blend, File, Load, Loads, Page
from pressdesk.prepress.facts import Image as Picture

if TYPE_CHECKING:
    from PIL.Image import Image

CELL = math.sqrt(15) * 72 / 25.4
"""The side of the square, in points, over which ink is averaged."""

DPI = 72.0
NONSENSE = (
    *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError),
    *(RuntimeError, OSError, MemoryError, SyntaxError),
)
"""What comes of a file that makes no sense, beside the errors of the libraries that read it."""

MOST_PAGES = 40
"""How many pages that differ are weighed."""

_MOST_PIXELS = 2_500_000
_MOST_PLACES = 20
_GRID = 12
"""Pixels of a cell when places are told apart."""

_FULL = 255
_SLACK = 1.0
"""Per cent that the steps of eight bits may add."""


def weighed(file: File, document: Any, limit: int) -> File:
    """The file with the ink of its pages, taken from their plates; `limit` is in per cent.

    One that cannot be painted, and those after the first `MOST_PAGES` that differ, stay without.
    """
    import pikepdf
    import pypdfium2

    known: dict[int, Loads] = {}
    for first in to_weigh(file):
        with suppress(pikepdf.PdfError, pypdfium2.PdfiumError, *NONSENSE):
            known[first] = loads(document, first - 1, limit)
    return with_loads(file, known)


def to_weigh(file: File) -> list[int]:
    """The numbers of the pages whose ink must be known: of those that differ only in what is light, such as the flyers
    of a merge, the first."""
    first: dict[object, int] = {}
    for page in file.pages:
        if page.whole:
            first.setdefault(_sort(page), page.number)
    return list(first.values())[:MOST_PAGES]


def with_loads(file: File, known: Mapping[int, Loads]) -> File:
    """The file with the ink of the pages that were weighed, and of those that are like them."""
    by_sort = {_sort(page): known[page.number] for page in file.pages if page.number in known}
    return file._replace(pages=tuple(page._replace(loads=by_sort.get(_sort(page))) for page in file.pages))


def _sort(page: Page) -> object:
    """What pages with the same ink share: everything that is painted in more than one full ink."""
    heavy = [
        fact
        for fact in page.facts
        if isinstance(fact, Picture | Blend) or (isinstance(fact, Area) and fact.paint.coverage > 1)
    ]
    return (page.media, page.trim, page.bleed, tuple(heavy))


def loads(document: Any, number: int, limit: int, press: bytes = b"") -> Loads:
    """The ink of a page inside its bleed, the document one that pikepdf has opened; `number` counts from 0, `limit`
    is in per cent. Raises what `separations` raises."""
    from pressdesk.output.separations import separations

    page = document.pages[number]
    left, bottom, right, top = (float(side) for side in page.bleedbox)
    dpi = fitting_dpi(abs(right - left), abs(top - bottom))
    plates = separations(document, number, dpi=dpi, region="bleed", press=press)
    found = total(plates.values(), dpi)
    inks = tuple(ink for ink, plate in plates.items() if plate.getbbox() is not None)
    return places(found, limit, dpi, (min(left, right), max(bottom, top)))._replace(inks=inks)


def fitting_dpi(width: float, height: float, most: int = _MOST_PIXELS, wanted: float = DPI) -> float:
    """The resolution for a page of so many points that keeps its picture under `most` pixels."""
    area = max(width * height, 1.0) / 72**2
    return min(wanted, math.sqrt(most / area))


def total(plates: Iterable[Image], dpi: float) -> Image:
    """The sum of all inks around each pixel, as whole numbers (mode I), 255 for a full plate."""
    from PIL import Image as Pillow
    from PIL import ImageMath
    from PIL.ImageFilter import BoxBlur

    radius = max(0.0, (CELL * dpi / 72 - 1) / 2)
    found = list(plates)
    means = [plate.filter(BoxBlur(radius)) for plate in found if plate.getextrema() != (0, 0)]
    if not means:
        return Pillow.new("I", found[0].size, 0)
    named = {f"ink{at}": mean for at, mean in enumerate(means)}
    made: Image = ImageMath.lambda_eval(lambda given: _sum(given, named), **named)
    return made.convert("I")


def _sum(given: Mapping[str, Any], named: Iterable[str]) -> Any:
    parts: Iterator[Any] = (given["convert"](given[name], "I") for name in named)
    first = next(parts)
    for part in parts:
        first = first + part
    return first


def places(found: Image, limit: int, dpi: float, corner: tuple[float, float]) -> Loads:
    """Where the sum is over the limit; `corner` is the picture's top left on the page, y up."""
    most = _most(found) / _FULL
    threshold = (limit + _SLACK) / 100 * _FULL
    if most * _FULL <= threshold:
        return Loads(most)
    over = found.point(lambda level: level * 1.0 + (0.5 - threshold)).convert("L")
    step = _GRID
    coarse = over.point([0, *[255] * 255]).reduce(step)
    cells = {
        (at % coarse.width * step, at // coarse.width * step) for at, level in enumerate(coarse.tobytes()) if level
    }
    made = []
    for group in _groups(cells, step):
        bounds = _bounds(over, group, step)
        left, top, right, bottom = (side * 72 / dpi for side in bounds)
        box = (corner[0] + left, corner[1] - bottom, corner[0] + right, corner[1] - top)
        made.append(Load(_most(found.crop(bounds)) / _FULL, box))
    return Loads(most, tuple(sorted(made, key=lambda load: (-load.ink, -load.box[3]))[:_MOST_PLACES]))


def _most(found: Image) -> float:
    most = found.getextrema()[1]
    return float(most) if isinstance(most, int | float) else 0.0


def _groups(cells: set[tuple[int, int]], step: int) -> Iterator[list[tuple[int, int]]]:
    """Cells that touch each other."""
    left = set(cells)
    for first in sorted(cells):
        if first not in left:
            continue
        left.discard(first)
        group, waiting = [], [first]
        while waiting:
            x, y = waiting.pop()
            group.append((x, y))
            for near in ((x + dx, y + dy) for dx in (-step, 0, step) for dy in (-step, 0, step)):
                if near in left:
                    left.discard(near)
                    waiting.append(near)
        yield group


def _bounds(over: Image, group: list[tuple[int, int]], step: int) -> tuple[int, int, int, int]:
    """The pixels around what is over the limit in some cells."""
    left, top = min(x for x, _ in group), min(y for _, y in group)
    right, bottom = max(x for x, _ in group) + step, max(y for _, y in group) + step
    inner = over.crop((left, top, min(right, over.width), min(bottom, over.height))).getbbox() or (0, 0, 1, 1)
    return (left + inner[0], top + inner[1], left + inner[2], top + inner[3])
