"""Patterns compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from pressdesk.base.regex import regex


def test_it_finds_what_a_compiled_pattern_finds() -> None:
    words = regex(r"(l)a (\w+)", re.IGNORECASE)
    found = words.search("Signez LA lettre")
    assert found is not None
    assert found.groups() == ("L", "lettre")
    assert words.sub(r"\2", "la une, la deux") == "une, deux"
    assert (words.pattern, words.groups) == (r"(l)a (\w+)", 2)
    assert words.search == words.search


def test_it_is_compiled_once_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    usual = re.compile

    def noted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return usual(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    digits = regex(r"\d+")
    assert compiled == []
    assert [bool(digits.fullmatch(text)) for text in ("12", "", "1a")] == [True, False, False]
    assert compiled == [r"\d+"]


def test_a_faulty_pattern_is_told_of_when_it_is_used() -> None:
    faulty = regex("(")
    with pytest.raises(re.error):
        faulty.search("")
