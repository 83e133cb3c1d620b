from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.work.store import load_with_problems
from pressdesk.work.store.comparing import say_the_same
from tests.work.given import campaign, change, put


def test_lines_and_comments_do_not_count(tmp_path: Path) -> None:
    root = campaign(tmp_path / "c")
    before = load_with_problems(root)
    text = (root / "campaign.toml").read_text(encoding="utf-8")
    (root / "campaign.toml").write_text(f"# un mot\n\n{text}", encoding="utf-8")
    assert say_the_same(before, load_with_problems(root))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("campaign.toml", 'slogan = "', 'slogan = "Autre '),
        ("pieces/poster.toml", "[content]", '[content]\nlede = "x"'),
        ("tables/events.csv", "\n", "\nlundi;"),
    ],
)
def test_what_is_said_counts(tmp_path: Path, file: str, old: str, new: str) -> None:
    root = campaign(tmp_path / "c")
    before = load_with_problems(root)
    if (root / file).is_file():
        change(root, file, old, new)
        assert not say_the_same(before, load_with_problems(root))


def test_a_text_that_comes_counts(tmp_path: Path) -> None:
    root = campaign(tmp_path / "c")
    before = load_with_problems(root)
    put(root, "texts/neuf.md", "Un mot.\n")
    assert not say_the_same(before, load_with_problems(root))
