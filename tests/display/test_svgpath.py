from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.geometry import COORDS, Path, Rect
from pressdesk.display.svgpath import length, path_data, rounded, transform


def points(path: Path) -> list[tuple[float, float]]:
    return list(zip(path.coords[::2], path.coords[1::2], strict=True))


@pytest.mark.parametrize(
    ("data", "verbs", "coords"),
    [
        ("M1 2L3 4", "ML", (1, 2, 3, 4)),
        ("m1,2 3,4 5,6z", "MLLZ", (1, 2, 4, 6, 9, 12)),
        ("M0 0h5v5H1V2", "MLLLL", (0, 0, 5, 0, 5, 5, 1, 5, 1, 2)),
        ("M1-2.5.5", "M", (1, -2.5)),
        ("M0,0 1e1,2E-1", "ML", (0, 0, 10, 0.2)),
        ("M0 0C1 1 2 2 3 3s1 1 2 2", "MCC", (0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5, 5)),
        ("M0 0S1 1 2 2", "MC", (0, 0, 0, 0, 1, 1, 2, 2)),
        ("M0 0Q3 0 3 3", "MC", (0, 0, 2, 0, 3, 1, 3, 3)),
        ("M0 0Q3 0 3 3T0 6", "MCC", (0, 0, 2, 0, 3, 1, 3, 3, 3, 5, 2, 6, 0, 6)),
        ("M1 1L2 2ZL5 5", "MLZML", (1, 1, 2, 2, 1, 1, 5, 5)),
        ("M1 1h1zm1 1h1", "MLZML", (1, 1, 2, 1, 2, 2, 3, 2)),
        ("M0 0A5 5 0 0 1 0 0", "M", (0, 0)),
        ("M0 0A0 5 0 0 1 4 4", "ML", (0, 0, 4, 4)),
        ("", "", ()),
    ],
)
def test_commands(data: str, verbs: str, coords: tuple[float, ...]) -> None:
    path, whole = path_data(data)
    assert whole == (data != "M1-2.5.5")
    assert path.verbs == verbs
    assert path.coords == pytest.approx(coords)


@pytest.mark.parametrize("data", ["L1 1", "M1", "M1 1L2", "M1 1X2 2", "M1 1A5 5 0 2 1 3 3", "M1 1Z9"])
def test_an_error_ends_the_outline_and_is_told(data: str) -> None:
    path, whole = path_data(data)
    assert not whole
    assert path.verbs in ("", "M", "MZ")


@pytest.mark.parametrize("flags", ["0 0", "0 1", "1 0", "1 1"])
@pytest.mark.parametrize("turn", [0, 30, 123])
def test_arcs_run_along_their_ellipse(flags: str, turn: int) -> None:
    path, whole = path_data(f"M10 10A20 10 {turn} {flags} 25 18")
    assert whole
    assert points(path)[-1] == (25, 18)
    assert path.verbs.count("C") == (1 if flags[0] == "0" and path.verbs == "MC" else path.verbs.count("C"))
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    ends = points(path)[::3]
    flat = [((x * cos + y * sin) / 20, (y * cos - x * sin) / 10) for x, y in ends]
    centre = _circle_through(flat[0], flat[-1], flags)
    for x, y in flat:
        assert math.hypot(x - centre[0], y - centre[1]) == pytest.approx(1, abs=1e-9)
    assert (len(ends) > 3) == (flags[0] == "1")


def _circle_through(one: tuple[float, float], other: tuple[float, float], flags: str) -> tuple[float, float]:
    """The centre of the unit circle through two points, on the side that the flags choose."""
    mx, my = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    dx, dy = other[0] - one[0], other[1] - one[1]
    half = math.hypot(dx, dy) / 2
    away = math.sqrt(1 - half * half)
    side = 1 if flags[0] != flags[2] else -1
    return mx - side * dy / (2 * half) * away, my + side * dx / (2 * half) * away


def test_flags_of_arcs_may_stand_without_spaces() -> None:
    packed, whole = path_data("M0 0a1 1 0 01.5.5 1 1 0 1120 3")
    spaced, _ = path_data("M0 0a1 1 0 0 1 .5 .5 a1 1 0 1 1 20 3")
    assert whole
    assert packed == spaced


def test_radii_too_small_for_their_arc_grow() -> None:
    path, _ = path_data("M0 0A1 1 0 0 1 10 0")
    assert path.bounds().y == pytest.approx(-5)


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.-+e, \n", max_size=60))
def test_any_data_gives_a_sound_path(data: str) -> None:
    path, _ = path_data(data)
    assert sum(COORDS[verb] for verb in path.verbs) == len(path.coords)
    assert not path.verbs or path.verbs[0] == "M"


@pytest.mark.parametrize(
    ("told", "x", "y"),
    [
        ("", 1, 2),
        ("translate(3)", 4, 2),
        ("translate(3,4) scale(2)", 5, 8),
        ("scale(2) translate(3 4)", 8, 12),
        ("scale(2,3)", 2, 6),
        ("rotate(90)", -2, 1),
        ("rotate(180 1 1)", 1, 0),
        ("skewX(45)", 3, 2),
        ("skewY(45)", 1, 3),
        ("matrix(1 2 3 4 5 6)", 12, 16),
        (" translate( 1 , 1 ) , translate(1,1)", 3, 4),
    ],
)
def test_transforms(told: str, x: float, y: float) -> None:
    assert transform(told).apply(1, 2) == pytest.approx((x, y))


@pytest.mark.parametrize("told", ["turn(3)", "scale()", "rotate(1 2)", "matrix(1 2)", "translate(1) what", "12"])
def test_wrong_transforms_raise(told: str) -> None:
    with pytest.raises(ValueError, match="no transform"):
        transform(told)


@pytest.mark.parametrize(
    ("told", "units"),
    [("12", 12), ("1in", 96), ("25.4mm", 96), ("72pt", 96), ("50%", 40), (" 3 px ", 3), ("-.5", -0.5)],
)
def test_lengths(told: str, units: float) -> None:
    assert length(told, 80) == pytest.approx(units)


@pytest.mark.parametrize("told", ["", "wide", "3 furlong", "1 2"])
def test_wrong_lengths_raise(told: str) -> None:
    with pytest.raises(ValueError, match=r"no length|unknown unit"):
        length(told, 80)


def test_round_corners_keep_the_rectangle_s_extent() -> None:
    box = Rect(1, 2, 30, 20)
    assert rounded(box, 5, 4).bounds() == pytest.approx(box)
    assert rounded(box, 0, 4) == Path.rect(box)
    assert rounded(box, 99, 99).bounds() == pytest.approx(box)
