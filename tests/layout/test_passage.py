from __future__ import annotations

from pressdesk.layout.passage import longest_word, too_wide


def test_the_longest_word_is_cut_short() -> None:
    assert longest_word("un mot anticonstitutionnellement long") == "anticonstitutionnellement"
    assert longest_word("x" * 60) == "x" * 39 + "…"
    assert longest_word("") == ""


def test_a_word_too_wide_is_quoted() -> None:
    assert "“grandissime”" in too_wide("un grandissime mot").message
