from __future__ import annotations

from pressdesk.base.colour import BLACK, CMYK, RGB, Ink, Spot
from pressdesk.colour.modes import choose, process_colour

ROSE = Ink("rose", RGB(1.0, 0.2, 0.4), CMYK(0, 0.9, 0.4, 0), "PANTONE 191 C")


def test_an_ink_is_rgb_on_screen_and_cmyk_in_print() -> None:
    assert choose(BLACK, "rgb") == RGB(0, 0, 0)
    assert choose(BLACK, "cmyk") == CMYK(0, 0, 0, 1)


def test_a_spot_ink_is_a_separation_in_print_alone() -> None:
    assert choose(ROSE, "cmyk") == Spot("PANTONE 191 C", ROSE.cmyk)
    assert choose(ROSE, "rgb") == ROSE.rgb
    assert process_colour(ROSE, "cmyk") == ROSE.cmyk
    assert process_colour(ROSE, "rgb") == ROSE.rgb
