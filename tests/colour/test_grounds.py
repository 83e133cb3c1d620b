"""Large black grounds in several inks."""

from __future__ import annotations

from pressdesk.base.colour import BLACK, CMYK, Ink
from pressdesk.base.formats import format_named
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.units import MM
from pressdesk.colour.grounds import with_rich_black
from pressdesk.display.inspect import walk
from pressdesk.display.items import Group, Item, Shape, Sheet
from pressdesk.qr.geometry import code_path
from pressdesk.qr.matrix import matrix

RICH = CMYK(0.6, 0.4, 0.4, 1.0)
A4 = format_named("A4")


def square(side_mm: float, ink: Ink = BLACK) -> Shape:
    return Shape(Path.rect(Rect(0, 0, side_mm * MM, side_mm * MM)), ink)


def fills(*items: Item) -> list[CMYK]:
    made = with_rich_black(Sheet(A4, items), RICH)
    return [item.fill.cmyk for item, _ in walk(made) if isinstance(item, Shape) and isinstance(item.fill, Ink)]


def test_large_grounds_alone_take_more_inks() -> None:
    assert fills(square(30), square(19), square(30, BLACK._replace(spot="HKS 4"))) == [RICH, BLACK.cmyk, BLACK.cmyk]
    assert fills(square(30)._replace(registration=True)) == [BLACK.cmyk]
    assert fills(square(30, BLACK._replace(cmyk=CMYK(0, 0, 0, 0.9)))) == [CMYK(0, 0, 0, 0.9)]


def test_a_code_stays_on_black_however_large() -> None:
    code = code_path(matrix("https://agir.example"), Rect(0, 0, 300, 300))
    assert fills(Shape(code, BLACK)) == [BLACK.cmyk]


def test_size_is_that_on_the_page() -> None:
    assert fills(
        Group((square(15),), Affine(2, 0, 0, 2, 0, 0)), Group((square(30),), Affine(0.5, 0, 0, 0.5, 0, 0))
    ) == [
        RICH,
        BLACK.cmyk,
    ]


def test_what_has_no_ground_stays_the_same_object() -> None:
    inner = Group((square(5),))
    sheet = Sheet(A4, (inner, square(30)))
    made = with_rich_black(sheet, RICH)
    assert made.items[0] is inner
    untouched = sheet._replace(items=(inner,))
    assert with_rich_black(untouched, RICH) is untouched
