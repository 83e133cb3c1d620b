"""How numbers, outlines, names and strings are written."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.output.pdf.syntax import matrix, name, num, outline, string

LENGTHS = st.floats(-5000, 5000, allow_nan=False)


@given(LENGTHS)
def test_a_number_is_written_plainly_and_to_the_thousandth(value: float) -> None:
    text = num(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,3})?", text)
    assert text != "-0"
    assert abs(float(text) - value) <= 0.0005 + 1e-9


@given(st.lists(st.tuples(LENGTHS, LENGTHS), min_size=1, max_size=9))
def test_a_filled_polygon_has_its_corners_in_order(points: list[tuple[float, float]]) -> None:
    steps = outline(Path.polygon(points) + Path.polygon(points[::-1])).split("\n")
    if steps[0].endswith("re"):
        return
    found = [tuple(map(float, step.split()[:2])) for step in steps]
    for got, wanted in zip(found, [*points, *points[::-1]], strict=True):
        assert abs(got[0] - wanted[0]) < 0.001
        assert abs(got[1] - wanted[1]) < 0.001
    assert "".join(step[-1] for step in steps) == ("m" + "l" * (len(points) - 1)) * 2


def test_an_outline_to_be_stroked_is_closed() -> None:
    triangle = Path.polygon([(0, 0), (9, 0), (9, 9)])
    assert outline(triangle, stroked=True) == "0 0 m\n9 0 l\n9 9 l\nh"
    assert outline(triangle) == "0 0 m\n9 0 l\n9 9 l"


def test_a_step_after_a_closed_part_keeps_its_close() -> None:
    assert outline(Path("MLLZL", (0, 0, 9, 0, 9, 9, 4, 4))).split("\n")[3:] == ["h", "4 4 l"]


def test_curves_keep_their_three_points() -> None:
    assert outline(Path.ellipse(Rect(0, 0, 2, 2))).count(" c\n") == 4


def test_a_map_keeps_six_digits_of_its_scale() -> None:
    assert matrix(Affine.translation(1.23456, -2)) == "1 0 0 1 1.235 -2"
    assert matrix(Affine(0.1234567, 0, 0, 2, 3, 4)) == "0.123457 0 0 2 3 4"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_string_is_ascii_and_balanced(text: str) -> None:
    written = string(text)
    assert written.isascii()
    if written[0] == "(":
        assert re.sub(r"\\(.)", r"\1", written[1:-1]) == text
    else:
        assert bytes.fromhex(written[1:-1]).decode("utf-16") == text


def test_a_name_escapes_what_is_not_regular() -> None:
    assert name("HKS 54 É/#") == "/HKS#2054#20#C3#89#2F#23"
