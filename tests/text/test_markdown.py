from __future__ import annotations

import pytest

from pressdesk.text.markdown import cells_of, inline_tokens, markdown


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]), ("a|b", ["a", "b"]), ("| a ||", ["a", ""]), ("|a\\|b|c|", ["a|b", "c"]),
        ("|", [""]), ("| \\\\| b |", ["\\\\", "b"]), ("a", ["a"]),
    ],
)  # fmt: skip
def test_bars_part_cells(line: str, cells: list[str]) -> None:
    assert cells_of(line) == cells


def test_html_code_and_definitions_are_text() -> None:
    tokens = markdown().parse("    en retrait\n\n[a]: b\n\n<b>x</b>")
    assert [token.content for token in tokens if token.type == "inline"] == ["en retrait", "[a]: b", "<b>x</b>"]


def test_inline_tokens_read_marks() -> None:
    assert [token.content for token in inline_tokens("17^e et ^e") if token.type == "superior"] == ["e"]
    assert [token.type for token in inline_tokens("a^{re} [^1]") if token.type != "text"] == ["superior", "note_call"]


def test_a_table_ends_a_paragraph_and_a_line_without_bars_ends_it() -> None:
    kinds = [token.type for token in markdown().parse("avant\n| a | b |\n|---|---|\n| 1 | 2 |\naprès")]
    assert kinds.count("table_open") == 1
    assert kinds.count("paragraph_open") == 2
