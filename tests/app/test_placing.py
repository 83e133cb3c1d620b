from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize

from pressdesk.app.placing import Places, fitting_zoom
from pressdesk.base.formats import FORMATS
from pressdesk.display.items import Sheet


def sheets(count: int, bleed: float = 0.0) -> tuple[Sheet, ...]:
    return tuple(Sheet(FORMATS["A6"], (), bleed=bleed, name=str(n)) for n in range(count))


def test_three_lie_in_a_row_and_four_in_two_rows() -> None:
    wide, high = FORMATS["A6"].width, FORMATS["A6"].height
    three = Places(sheets(3), with_bleed=False)
    assert [round(three.place(n).x() / wide, 2) for n in range(3)] == [0, 1.04, 2.08]
    assert {three.place(n).y() for n in range(3)} == {0.0}
    four = Places(sheets(4), with_bleed=False)
    assert four.place(2).topLeft() == QPointF(0, high + wide * 0.04)
    assert four.place(3).x() == four.place(1).x()
    assert four.first_seen.height() == high < four.extent.height()
    assert three.first_seen == three.extent


def test_bleed_that_is_shown_keeps_sheets_apart() -> None:
    close, apart = (Places(sheets(2, 9.0), with_bleed=shown).place(1).x() for shown in (False, True))
    assert apart - close == 18.0


def test_a_spot_finds_its_sheet_also_in_the_bleed() -> None:
    places = Places(sheets(2, 9.0), with_bleed=True)
    at = places.place(1).topLeft()
    assert places.sheet_at(at + QPointF(5, 7)) == (1, 5.0, 7.0)
    assert places.sheet_at(at - QPointF(4, 0)) == (1, -4.0, 0.0)
    assert places.sheet_at(at - QPointF(10, 0)) is None
    assert Places((), with_bleed=False).extent.isNull()


def test_the_narrower_way_decides_the_zoom() -> None:
    assert fitting_zoom(QRectF(0, 0, 100, 200), QSize(280, 280), 40) == 1.0
    assert fitting_zoom(QRectF(0, 0, 400, 100), QSize(280, 280), 40) == 0.5
    assert fitting_zoom(QRectF(), QSize(10, 10), 40) == 1.0
