"""Inks by name, lengths on a page."""

from __future__ import annotations

from pressdesk.base.colour import BLACK, CMYK, RGB, Ink
from pressdesk.base.formats import FORMATS
from pressdesk.base.units import MM, Length
from pressdesk.layout.page import Page, ink_named, is_rich_black, main_ink, on_black_alone, overprints, text_ink
from pressdesk.model.campaign import Brand
from tests.layout.given import BRAND


def test_inks_of_the_brand_go_before_those_built_in() -> None:
    own = Ink("black", RGB(0, 0, 0), CMYK(0.6, 0.4, 0.4, 1))
    assert ink_named(Brand({"black": own}), "black") == (own, ())
    assert ink_named(BRAND, "black") == (BLACK, ())
    ink, (problem,) = ink_named(BRAND, "grund")
    assert ink == BLACK
    assert "ground" in problem.remedy


def test_the_main_ink() -> None:
    assert main_ink(BRAND) == BRAND.colours["ink"]
    assert main_ink(Brand({})) == BLACK


def test_only_black_alone_overprints() -> None:
    assert overprints(BLACK)
    assert not overprints(BLACK._replace(cmyk=CMYK(0.1, 0, 0, 1)))
    assert not overprints(BLACK._replace(cmyk=CMYK(0, 0, 0, 0.5)))
    assert not overprints(BLACK._replace(spot="Black 7"))


def test_only_what_reads_as_black_loses_its_other_plates() -> None:
    aubergine = Ink("ink", RGB(0.1, 0.06, 0.19), CMYK(0.85, 0.9, 0.3, 0.65))
    assert text_ink(aubergine, 23.9) == aubergine._replace(cmyk=BLACK.cmyk)
    assert text_ink(aubergine, 24.0) is aubergine
    for ink in (
        BLACK,
        aubergine._replace(rgb=RGB(0.1, 0.1, 0.6)),
        aubergine._replace(cmyk=CMYK(1, 0.9, 0.3, 0.3)),
        aubergine._replace(spot="HKS 99"),
    ):
        assert not is_rich_black(ink)
        assert text_ink(ink, 6.0) is ink
    assert on_black_alone(aubergine._replace(spot="HKS 99")) == aubergine._replace(cmyk=BLACK.cmyk)


def test_lengths_become_points_unless_they_depend_on_the_box_around() -> None:
    page = Page(FORMATS["A4"], FORMATS["A4"].u, FORMATS["A4"].bleed)
    assert page.fixed(Length(10, "mm")) == Length(10 * MM, "pt")
    assert page.fixed(Length(10, "u")) == Length(10 * FORMATS["A4"].u, "pt")
    assert page.fixed(Length(10, "%")) == Length(10, "%")
    assert page.fixed(None) is None
    assert page.points(Length(10, "%")) == FORMATS["A4"].width / 10
