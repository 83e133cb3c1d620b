"""The campaign's own forms of address are read, and each wrong key is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.problem import Problem
from pressdesk.work.store.offices import read_offices


def read(folder: Path, text: str) -> tuple[object, list[Problem]]:
    (folder / "offices.toml").write_text(text, "utf-8")
    problems: list[Problem] = []
    return read_offices(folder, problems), problems


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_offices(tmp_path, problems) == {}
    assert problems == []


def test_an_office_is_added(tmp_path: Path) -> None:
    offices, problems = read(
        tmp_path,
        'format = 1\n[offices.batonnier]\nwords = ["bâtonnier"]\nsalutation = { m = "Monsieur le Bâtonnier" }\n',
    )
    assert problems == []
    assert offices == {
        "offices": {"batonnier": {"words": ("bâtonnier",), "salutation": {"m": "Monsieur le Bâtonnier"}}}
    }


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("[offices.maire]\nsalutations = {}\n", "unknown-key", "offices.maire.salutations"),
        ("[offices.maire]\nsalutation = { femme = 'x' }\n", "unknown-key", "offices.maire.salutation.femme"),
        ("[offices.maire]\nrank = 'premier'\n", "wrong-type", "offices.maire.rank"),
        ("offices = 3\n", "wrong-type", "offices"),
    ],
)
def test_a_wrong_key_is_told_with_its_place(tmp_path: Path, text: str, code: str, key: str) -> None:
    _, problems = read(tmp_path, f"format = 1\n{text}")
    assert [(problem.code, problem.place.key, problem.place.file) for problem in problems] == [
        (code, key, "offices.toml")
    ]
    assert problems[0].place.line > 1


def test_broken_toml_is_told(tmp_path: Path) -> None:
    offices, problems = read(tmp_path, "format = 1\n[offices\n")
    assert offices == {}
    assert len(problems) == 1
    assert problems[0].severity == "error"
