"""Names of spot inks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.colour.spots import LONGEST, clashes, name_problems, plate_key, plate_name

ROSE = Ink("rose", RGB(1, 0.2, 0.4), CMYK(0, 0.9, 0.4, 0), "PANTONE 191 C")


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("PANTONE 485 C", "", ""),
        ("HKS (43) / #2 100%", "", ""),
        ("", "spot-name", "empty"),
        ("  ", "spot-name", "empty"),
        ("Rose\x00", "spot-name", "cannot be seen"),
        ("all", "spot-name", "every plate"),
        ("None", "spot-name", "every plate"),
        ("Black", "spot-name", "process inks"),
        ("process Cyan", "spot-name", "process inks"),
        ("é" * 64, "spot-name", f"longer than {LONGEST} bytes"),
        ("Rose ÉTÉ", "spot-letters", "holds É"),
        ("Rose  2", "spot-letters", "spaces too many"),
    ],
)
def test_what_a_plate_may_be_called(name: str, code: str, says: str) -> None:
    found = list(name_problems(name))
    assert [problem.code for problem in found] == ([code] if code else [])
    assert all(says in problem.message and problem.remedy for problem in found)


def test_one_ink_written_in_two_ways_is_told() -> None:
    other = ROSE._replace(name="pink", spot="Pantone 191C")
    ((ink, problem),) = clashes([ROSE, other])
    assert ink is other
    assert (problem.severity, problem.code) == ("error", "spot-names")


def test_one_ink_with_two_stand_ins_is_told_and_the_same_twice_is_not() -> None:
    assert list(clashes([ROSE, ROSE._replace(name="again")])) == []
    ((_, problem),) = clashes([ROSE, ROSE._replace(cmyk=CMYK(0, 0.8, 0.4, 0))])
    assert problem.code == "spot-stand-in"
    assert "0/90/40/0" in problem.message
    assert list(clashes([ROSE, ROSE._replace(spot=""), ROSE._replace(spot="HKS 4")])) == []


@given(st.text(max_size=30))
def test_a_name_is_settled_after_once_and_known_in_any_case(text: str) -> None:
    name = plate_name(text)
    assert plate_name(name) == name
    if text.isascii():
        assert plate_key(text) == plate_key(text.upper()) == plate_key(f" {text} ")
    list(name_problems(text))
