"""Gradients and graphics states as objects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK, RGB, Gray, Spot
from pressdesk.display.items import Gradient, Stop
from pressdesk.output.pdf.paints import components, inking, opacity_state, separation, shading
from tests.output.sheets import BLUE, RED, SPOT


def test_components_have_as_many_numbers_as_their_space() -> None:
    assert components(Gray(0.5)) == "0.5"
    assert components(RGB(1, 0, 0.25)) == "1 0 0.25"
    assert components(CMYK(0, 0.1, 0, 1)) == "0 0.1 0 1"
    assert components(Spot("a", CMYK(0, 0, 0, 1), 0.3)) == "0.3"


def test_inks_are_set_as_their_mode_wants() -> None:
    assert inking(RED, "rgb").fill == "0.9 0.1 0.1 rg"
    assert inking(RED, "cmyk").stroke == "0 0.9 0.8 0 K"
    spot = inking(SPOT, "cmyk")
    assert spot.space is not None
    assert spot.fill == f"/{spot.space.name} cs 1 scn"
    assert inking(SPOT, "rgb").space is None


def test_separations_of_one_name_and_stand_in_are_one_object() -> None:
    assert separation("A", CMYK(1, 0, 0, 0)).name == separation("A", CMYK(1.0, 0, 0, 0)).name
    assert separation("A", CMYK(1, 0, 0, 0)).name != separation("B", CMYK(1, 0, 0, 0)).name


def test_states_of_different_opacity_or_mixing_are_different_objects() -> None:
    names = {opacity_state(a, b).name for a in (0.5, 0.25, 1.0) for b in ("normal", "multiply", "screen")}
    assert len(names) == 9


@given(st.lists(st.floats(-0.5, 1.5), min_size=1, max_size=6))
def test_the_bounds_of_a_gradient_rise(offsets: list[float]) -> None:
    stops = tuple(Stop(offset, (RED, BLUE)[n % 2]) for n, offset in enumerate(offsets))
    body = shading(Gradient(0, 0, 1, 0, stops), "rgb").body
    if "/Bounds" not in body:
        return
    bounds = [float(part) for part in body.split("/Bounds[")[1].split("]")[0].split()]
    assert bounds == sorted(set(bounds))
    assert 0 <= bounds[0] <= bounds[-1] <= 1
    assert body.count("/N 1") == len(bounds) + 1
