"""Profiles read by their tags: the ones shipped, cut ones, wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from pressdesk.base.problem import InputError
from pressdesk.colour.profiles import (
    COATED,
    SRGB,
    Profile,
    condition_of,
    parse_profile,
    press_problems,
    read_profile,
)

WHOLE = COATED.read_bytes()


def test_the_shipped_press_is_fogra39_with_its_licence_beside_it() -> None:
    found = read_profile(COATED)
    assert found.is_press
    assert found.condition == "FOGRA39"
    assert "300%" in found.description
    assert press_problems(found) == []
    assert "zlib" in COATED.with_suffix(".txt").read_text(encoding="utf-8", errors="replace").lower()


def test_a_profile_of_a_screen_is_no_press() -> None:
    screen = read_profile(SRGB)
    assert not screen.is_press
    assert [problem.code for problem in press_problems(screen)] == ["profile-space"]


def test_a_profile_of_version_4_tells_its_name_too() -> None:
    made = parse_profile(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert made.version == 4
    assert made.description.startswith("sRGB")


@pytest.mark.parametrize(
    ("at", "value", "code"),
    [(8, b"\x05", "profile-version"), (12, b"scnr", "profile-class"), (16, b"RGB ", "profile-space")],
)
def test_what_keeps_a_profile_from_being_printed_with(at: int, value: bytes, code: str) -> None:
    changed = WHOLE[:at] + value + WHOLE[at + len(value) :]
    found = parse_profile(changed)
    assert not found.is_press
    assert [problem.code for problem in press_problems(found)] == [code]


@given(st.integers(0, len(WHOLE) - 1))
def test_a_cut_profile_is_refused(size: int) -> None:
    with pytest.raises(InputError, match="cut off"):
        parse_profile(WHOLE[:size], "“press.icc”")


@given(st.binary(max_size=400), st.integers(0, 1000))
def test_damaged_tags_are_read_without_a_fault(noise: bytes, at: int) -> None:
    found = parse_profile(WHOLE[: 128 + at] + noise + WHOLE[128 + at + len(noise) :])
    assert isinstance(found, Profile)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"“none\.icc” cannot be read"):
        read_profile(tmp_path / "none.icc")


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("PSO Coated v3", "FOGRA51"),
        ("PSOuncoated_v3_FOGRA52", "FOGRA52"),
        ("PSO Uncoated ISO12647 (ECI)", "FOGRA47"),
        ("ISOcoated_v2_eci.icc", "FOGRA39"),
        ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("Grandmother's printer", ""),
    ],
)
def test_conditions_are_known_by_the_names_of_profiles(name: str, condition: str) -> None:
    assert condition_of(name) == condition
