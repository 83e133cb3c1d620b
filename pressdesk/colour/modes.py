"""The two ways of output, screen and print, and the colour that an ink has in each."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pressdesk.base.colour import CMYK, RGB, Colour, Ink, Spot

Mode: TypeAlias = Literal["rgb", "cmyk"]


def choose(ink: Ink, mode: Mode) -> Colour:
    """The ink's colour for screen (`rgb`) or print (`cmyk`); a spot ink is a separation in print.

    >>> from pressdesk.base.colour import BLACK
    >>> choose(BLACK, "cmyk")
    CMYK(cyan=0.0, magenta=0.0, yellow=0.0, black=1.0)
    """
    if mode == "rgb":
        return ink.rgb
    return Spot(ink.spot, ink.cmyk) if ink.spot else ink.cmyk


def process_colour(ink: Ink, mode: Mode) -> RGB | CMYK:
    """The ink's colour without separations, for pictures: a spot ink is taken as its stand-in."""
    return ink.rgb if mode == "rgb" else ink.cmyk
