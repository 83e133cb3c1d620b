"""The ink of a page: the mean over 15 mm², overlaps and overprint included, and the places over the limit."""

from __future__ import annotations

import pytest
from PIL import Image

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.base.units import MM
from pressdesk.display.items import Group
from pressdesk.prepress.coverage import CELL, fitting_dpi, loads, to_weigh, total, weighed
from pressdesk.prepress.facts import Loads
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.preflight import preflight
from pressdesk.prepress.reading import read_file
from tests.output.sheets import PRINT, box, line, opened, pdf, sheet

HEAVY = Ink("heavy", RGB(0, 0, 0), CMYK(1.0, 1.0, 1.0, 0.4))
CYAN = Ink("cyan", RGB(0, 0, 1), CMYK(1.0, 0.0, 0.0, 0.0))
REST = Ink("rest", RGB(1, 0, 0), CMYK(0.0, 1.0, 1.0, 0.4))


def load(*items: object, limit: int = 300) -> Loads:
    with opened(pdf(sheet(*items), options=PRINT)) as document:  # type: ignore[arg-type]
        return loads(document, 0, limit)


def test_a_light_page_is_under_the_limit() -> None:
    found = load(box(0, 0, 200, 300))
    assert found.most == pytest.approx(1.7, abs=0.01)
    assert found.over == ()


def test_a_heavy_area_is_found_with_its_place() -> None:
    found = load(box(50, 100, 60, 40, HEAVY))
    assert found.most == pytest.approx(3.4, abs=0.01)
    (place,) = found.over
    assert place.ink == pytest.approx(3.4, abs=0.01)
    assert place.box == pytest.approx((50, 160, 110, 200), abs=CELL / 2)


def test_what_lies_on_each_other_counts_together_only_where_it_overprints() -> None:
    under = box(50, 100, 60, 40, CYAN)
    over = box(60, 110, 60, 40, REST)
    assert load(under, over).most == pytest.approx(2.4, abs=0.01)
    assert load(under, over._replace(overprint=True)).most == pytest.approx(3.4, abs=0.01)


def test_half_an_opacity_is_half_the_ink() -> None:
    assert load(Group((box(50, 100, 60, 40, HEAVY),), opacity=0.5)).most == pytest.approx(1.7, abs=0.02)


def test_what_is_smaller_than_15_square_millimetres_is_averaged() -> None:
    assert load(box(50, 100, CELL / 2, CELL, HEAVY)).most == pytest.approx(1.7, abs=0.2)


def test_places_apart_are_told_apart_the_heaviest_first() -> None:
    lighter = Ink("lighter", RGB(0, 0, 0), CMYK(1.0, 1.0, 1.0, 0.2))
    found = load(box(20, 20, 30, 30, lighter), box(120, 220, 30, 30, HEAVY))
    assert [round(place.ink, 1) for place in found.over] == [3.4, 3.2]
    assert found.over[1].box[3] > 240


def test_a_page_without_ink() -> None:
    assert load() == Loads(0.0)


def test_the_sum_is_exact() -> None:
    plates = [Image.new("L", (20, 20), level) for level in (255, 128, 64, 1)]
    assert total(plates, 72).getextrema() == (448, 448)


def test_large_pages_are_looked_at_more_coarsely() -> None:
    assert fitting_dpi(100 * MM, 100 * MM) == 72
    assert fitting_dpi(5000 * MM, 3000 * MM) < 20


def test_pages_that_weigh_the_same_are_weighed_once() -> None:
    heavy = box(50, 100, 60, 40, HEAVY)
    words = (line("Lyon", 200), line("Gap", 200), line("Foix", 200))
    with opened(pdf(*(sheet(heavy, text) for text in words), sheet(words[0]), options=PRINT)) as document:
        read = read_file(document)
        found = weighed(read, document, 300)
    one, other, third, light = (page.loads for page in found.pages)
    assert one is not None
    assert one is other is third
    assert light is not None
    assert light.most < one.most
    assert to_weigh(read) == [1, 4]


def test_the_problem_tells_the_place() -> None:
    limits = Limits(severities=tuple((code, "off") for code in ("no-bleed", "no-intent", "pdfx-version")))
    data = pdf(sheet(box(50, 100, 60, 40, HEAVY), box(20, 250, 30, 30, HEAVY)), options=PRINT)
    (problem,) = (problem for problem in preflight(data, limits) if problem.code == "too-much-ink")
    assert problem.message.startswith("There is 340 % of ink on page 1 and at 1 more place;")
    assert problem.place.spot_mm == pytest.approx((50 / MM, 100 / MM), abs=3)
