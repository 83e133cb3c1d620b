from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.work.store import load_with_problems
from tests.work.given import campaign, put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path)


def test_a_tweak_that_makes_no_sense_is_told_and_an_unknown_one_is_kept(root: Path) -> None:
    put(
        root,
        "pieces/poster.toml",
        'template = "t"\nformats = ["A3"]\nformat = 1\n[tweaks.photo]\nmov = 1\nmove = ["1cm", "2mm"]\nzoom = 0\n',
    )
    loaded = load_with_problems(root)
    assert [(problem.code, problem.place.line) for problem in loaded.problems] == [
        ("wrong-value", 6),
        ("wrong-value", 7),
        ("unknown-tweak", 5),
    ]
    assert loaded.pieces["poster"].tweaks["photo"] == {"mov": 1, "move": ("1cm", "2mm"), "zoom": 0}
