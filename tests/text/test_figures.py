from __future__ import annotations

import pytest

from pressdesk.text.figures import is_figure, value_of


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12", True), ("1 240,5 %", True), ("−3 pts", True), ("≈ 4", True), ("{carers} %", True), ("14 h", True),
        ("deux", False), ("12 villages", False), ("", False), ("{a} et {b}", False), ("–", False),
    ],
)  # fmt: skip
def test_what_counts_as_a_figure(text: str, figure: bool) -> None:
    assert is_figure(text) is figure


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("72 %", "fr", 72), ("1\u202f240,5", "fr", 1240.5), ("1.240", "fr", 1240), ("1.240", "en", 1.24),
        ("1,240", "en", 1240), ("1,24", "fr", 1.24), ("−3 pts", "fr", -3), ("env. 8 sur 10", "fr", 8),
        ("rien", "fr", None), ("12 345 678", "fr", 12345678),
    ],
)  # fmt: skip
def test_how_much_a_figure_says(text: str, language: str, value: float | None) -> None:
    assert value_of(text, language) == value
