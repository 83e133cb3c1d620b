from __future__ import annotations

import pytest

from pressdesk.base.colour import BLACK, CMYK
from pressdesk.display.svgstyle import colour, declarations, fraction, style_sheet, styled


@pytest.mark.parametrize(
    ("told", "hex_code", "opacity"),
    [
        ("red", "#ff0000", 1),
        ("RebeccaPurple", "#663399", 1),
        ("#0a7", "#00aa77", 1),
        ("#0a7d4f", "#0a7d4f", 1),
        ("#0a78", "#00aa77", 136 / 255),
        ("#0a7d4f80", "#0a7d4f", 128 / 255),
        ("rgb(255, 128, 0)", "#ff8000", 1),
        ("rgb(100%,50%,0%)", "#ff8000", 1),
        ("rgba(255 128 0 / 50%)", "#ff8000", 0.5),
        ("hsl(120, 100%, 25%)", "#008000", 1),
        ("hsla(240deg 100% 50% / .25)", "#0000ff", 0.25),
        ("#e30613 icc-color(FOGRA39, 0, 1, 1, 0)", "#e30613", 1),
    ],
)
def test_colours(told: str, hex_code: str, opacity: float) -> None:
    tint = colour(told)
    assert tint is not None
    assert tint.ink.rgb.hex == hex_code
    assert tint.opacity == pytest.approx(opacity)


def test_black_is_the_one_black_and_print_colours_stay() -> None:
    black, print_colour = colour("#000"), colour("device-cmyk(0, 1, 0.5, 20%)")
    assert black is not None
    assert print_colour is not None
    assert black.ink == BLACK
    assert print_colour.ink.cmyk == CMYK(0, 1, 0.5, 0.2)


@pytest.mark.parametrize("told", ["none", "transparent", " NONE "])
def test_no_paint(told: str) -> None:
    assert colour(told) is None


@pytest.mark.parametrize("told", ["", "rougeâtre", "#12", "#12345", "#ggg", "#gggg", "rgb(1,2)", "rgb(a,b,c)", "hsl()"])
def test_what_is_no_colour_raises(told: str) -> None:
    with pytest.raises(ValueError, match="is no colour"):
        colour(told)


def test_later_and_heavier_rules_win_and_own_style_before_all() -> None:
    rules, whole = style_sheet("/* a */ #x{fill:red} .b,.c{fill:green;stroke:blue} path{fill:black} path.b{stroke:tan}")
    assert whole
    assert styled("path", {"class": "b"}, rules, {})["fill"] == "green"
    assert styled("path", {"class": "b"}, rules, {})["stroke"] == "tan"
    assert styled("path", {"class": "b", "id": "x"}, rules, {})["fill"] == "red"
    assert styled("path", {"class": "b", "style": "fill: gold"}, rules, {})["fill"] == "gold"
    assert styled("path", {"fill": "gold"}, rules, {})["fill"] == "black"
    assert styled("rect", {"fill": "gold"}, rules, {})["fill"] == "gold"


def test_only_what_is_inherited_is_handed_down() -> None:
    above = {"fill": "red", "opacity": "0.5", "stroke-width": "3"}
    assert styled("g", {}, [], above) == {"fill": "red", "stroke-width": "3"}
    assert styled("g", {"opacity": "inherit"}, [], above)["opacity"] == "0.5"


@pytest.mark.parametrize("told", ["g > path{fill:red}", "path:hover{fill:red}", "[x]{fill:red}"])
def test_selectors_that_are_not_understood_are_told(told: str) -> None:
    rules, whole = style_sheet(told + ".a{fill:red}")
    assert not whole
    assert [rule.name for rule in rules] == [".a"]


def test_other_media_and_fonts_are_left_out() -> None:
    rules, whole = style_sheet(
        "@charset 'utf-8'; @font-face{font-family:x} @media (prefers-color-scheme: dark){svg{fill:white}} .a{fill:red}"
    )
    assert whole
    assert [rule.name for rule in rules] == [".a"]


def test_declarations_and_fractions() -> None:
    assert declarations(" Fill : red !important ; ; x") == {"fill": "red"}
    assert [fraction(told) for told in ("0.5", "50%", "2", "-1", "much")] == [0.5, 0.5, 1, 0, 1]
