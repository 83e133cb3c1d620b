"""Presets: the program's, the campaign's, the user's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import InputError, UsageError
from pressdesk.base.units import MM
from pressdesk.output.pdf.options import STANDARDS
from pressdesk.work.presets import (
    PRESETS,
    limits_of,
    preset_for,
    preset_named,
    presets_available,
    purpose_of,
    standard_named,
)
from tests.work.given import put

OWN = """format = 1
base = "offset-uncoated"
title = "Imprimerie du Marché"
standard = "PDF/X-1a:2003"
ink = 260
bleed_mm = 5
safe_mm = 8
marks = ["slug-line", "crop"]
distance_m = 3
profile = "marche.icc"
"""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PRESSDESK_HOME", str(folder))
    return folder / "config"


def test_a_campaign_brings_a_preset(tmp_path: Path) -> None:
    put(tmp_path, "presets/marche.toml", OWN)
    found = preset_named("marche", tmp_path)
    assert found.marks == ("crop", "slug-line")
    assert (found.standard, found.ink_limit, found.bleed_mm, found.profile) == ("PDF/X-1a:2003", 260, 5, "marche.icc")
    assert found.conditions == PRESETS["offset-uncoated"].conditions
    assert found.file == "presets/marche.toml"
    limits = limits_of(found)
    assert (limits.ink, limits.bleed, limits.safe, limits.distance_m) == (260, 5 * MM, 8 * MM, 3)


def test_the_campaign_s_goes_before_the_user_s_and_that_before_the_program_s(tmp_path: Path, home: Path) -> None:
    put(home, "presets/digital.toml", "format = 1\nink = 240\n")
    assert preset_named("digital", tmp_path).ink_limit == 240
    put(tmp_path, "presets/digital.toml", "format = 1\nink = 230\n")
    assert preset_named("digital", tmp_path).ink_limit == 230
    names = [name for name, _ in presets_available(tmp_path)]
    assert sorted(names) == sorted(PRESETS)


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("inc = 280", "unknown-key", "Did you mean “ink”"),
        ('marks = ["corp"]', "unknown-value", "Did you mean “crop”"),
        ('base = "ofset-coated"', "unknown-value", "Did you mean “offset-coated”"),
        ('standard = "PDF/X-3"', "unknown-value", "PDF/X"),
        ("ink = 500", "wrong-value", "400"),
        ("bleed_mm = -1", "wrong-value", "bleed_mm"),
        ("bleed_mm = 90", "wrong-value", "bleed_mm"),
        ('ink = "300"', "wrong-type", "a number"),
        ("distance_m = 0", "wrong-value", "more than 0"),
        ("ink = ", "broken-toml", "not valid TOML"),
        ('base = "screen"\nbleed_mm = 3', "wrong-value", "RGB files"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(tmp_path: Path, line: str, code: str, says: str) -> None:
    put(tmp_path, "presets/own.toml", f"format = 1\n{line}\n")
    with pytest.raises(InputError) as caught:
        preset_named("own", tmp_path)
    (problem,) = caught.value.problems
    assert (problem.severity, problem.code) == ("error", code)
    assert says in f"{problem.message} {problem.remedy}"
    assert problem.place.file == "presets/own.toml"
    assert problem.place.line == 2
    ((_, told),) = [entry for entry in presets_available(tmp_path) if entry[0] == "own"]
    assert isinstance(told, InputError)


def test_a_user_s_file_is_named_in_full(tmp_path: Path, home: Path) -> None:
    path = put(home, "presets/own.toml", "format = 1\nincc = 2\n")
    with pytest.raises(InputError) as caught:
        preset_named("own", tmp_path)
    assert caught.value.problems[0].place.file == str(path)


def test_an_unknown_preset_names_the_nearest_also_of_one_s_own(tmp_path: Path) -> None:
    put(tmp_path, "presets/marche.toml", OWN)
    with pytest.raises(UsageError, match="Did you mean “marche”"):
        preset_named("marché", tmp_path)


def test_a_preset_decides_what_files_are_for(tmp_path: Path) -> None:
    assert purpose_of("", None) is None
    assert purpose_of("", "office") == "office"
    assert purpose_of("screen", None) == "screen"
    assert purpose_of("digital", "print") == "print"
    with pytest.raises(UsageError, match="for screen, not for print"):
        purpose_of("screen", "print")
    assert preset_for("social", "digital", tmp_path) is PRESETS["screen"]
    assert preset_for("print", "digital", tmp_path) is PRESETS["digital"]
    assert preset_for("print") is PRESETS["offset-coated"]


def test_no_bleed_asks_for_none(tmp_path: Path) -> None:
    put(tmp_path, "presets/flush.toml", "format = 1\nbleed_mm = 0\n")
    found = preset_named("flush", tmp_path)
    assert not found.bleed
    assert limits_of(found).bleed == 0


@given(st.sampled_from(STANDARDS))
def test_standards_may_be_written_shorter(standard: str) -> None:
    for written in (standard, standard.lower(), standard.removeprefix("PDF/"), standard.removesuffix(":2003")):
        assert standard_named(written) == standard


def test_an_unknown_standard_is_told() -> None:
    with pytest.raises(UsageError, match="PDF/X-3"):
        standard_named("PDF/X-3")
