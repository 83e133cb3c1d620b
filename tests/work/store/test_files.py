from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.work.store import load, load_with_problems
from tests.work.given import campaign, put, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path)


def test_links_out_of_the_folder_are_left_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = put(tmp_path_factory.mktemp("o"), "x.toml", 'format = 1\ntemplate = "t"\nformats = ["A3"]\n')
    (root / "pieces" / "x.toml").symlink_to(outside)
    (root / "pieces" / "y.toml").symlink_to(root / "pieces" / "poster.toml")
    assert told(root, "outside-campaign").place.file == "pieces/x.toml"
    assert set(load_with_problems(root).pieces) == {"poster", "flyer", "y"}


def test_hidden_and_foreign_files_are_no_pieces(root: Path) -> None:
    for name in ("pieces/.poster.toml.swp", "pieces/notes.txt", "pieces/poster.toml~", "tables/.~lock.events.csv#"):
        put(root, name, "nonsense")
    assert load(root).problems == ()


def test_broken_front_matter_is_told_with_its_line(root: Path) -> None:
    put(root, "texts/a.md", '+++\ntitle = "x"\nb = \n+++\nText')
    assert told(root, "broken-toml").place.line == 3
    put(root, "texts/a.md", "+++\ntitle = 1\nText")
    assert "does not end" in told(root, "broken-text").message
    put(root, "texts/a.md", '---\ntitle = "x"\n---\nText')
    assert load(root).texts["a"].matter == {"title": "x"}
