"""The brand as a press prints it."""

from __future__ import annotations

from pressdesk.base.colour import BLACK, CMYK, WHITE, Ink, naive_cmyk, parse_hex
from pressdesk.colour.profiles import COATED
from pressdesk.model.campaign import Brand
from pressdesk.work.branding import brand_in_print

PRESS = COATED.read_bytes()


def derived(name: str, colour: str) -> Ink:
    rgb = parse_hex(colour)
    return Ink(name, rgb, naive_cmyk(rgb))


def test_a_brand_with_all_its_inks_stays_the_same_object() -> None:
    brand = Brand({"ground": Ink("ground", parse_hex("#ff5533"), CMYK(0, 0.8, 0.84, 0)), "ink": BLACK, "paper": WHITE})
    assert brand_in_print(brand, PRESS, 300) == (brand, ())
    assert brand_in_print(brand, PRESS, 300)[0] is brand


def test_a_colour_without_inks_gets_those_of_the_press() -> None:
    brand, problems = brand_in_print(Brand({"sea": derived("sea", "#123456")}), PRESS, 300)
    assert problems == ()
    assert brand.colours["sea"].cmyk == CMYK(0.94, 0.71, 0.31, 0.43)
    assert brand.colours["sea"].rgb.hex == "#123456"


def test_a_colour_out_of_reach_is_told_with_the_nearest() -> None:
    brand, (problem,) = brand_in_print(Brand({"vert": derived("vert", "#00ff00")}), PRESS, 300)
    assert (problem.severity, problem.code, problem.place.key) == ("warning", "out-of-gamut", "brand.colours.vert")
    assert "looks like #" in problem.message
    listed = ", ".join(f"{part * 100:g}" for part in brand.colours["vert"].cmyk)
    assert f"[{listed}]" in problem.remedy


def test_a_spot_colour_is_never_out_of_reach() -> None:
    neon = derived("neon", "#00ff00")._replace(spot="PANTONE 802 C")
    assert brand_in_print(Brand({"neon": neon}), PRESS, 300)[1] == ()


def test_too_much_ink_is_told_with_what_the_paper_takes() -> None:
    dark = Ink("dark", parse_hex("#111111"), CMYK(0.9, 0.9, 0.9, 1.0))
    brand, (one, other) = brand_in_print(Brand({"dark": dark}, rich_black=CMYK(0.7, 0.7, 0.7, 1.0)), PRESS, 280)
    assert (one.place.key, other.place.key) == ("brand.colours.dark", "brand.rich_black")
    assert "370 %" in one.message
    assert "[60, 60, 60, 100]" in one.remedy
    assert brand.rich_black == CMYK(0.6, 0.6, 0.6, 1.0)
    assert brand.colours["dark"] is dark
