from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from pressdesk.base.problem import RefusedError, UsageError
from pressdesk.work.beginning import new_campaign
from pressdesk.work.checking import check_campaign
from pressdesk.work.plan import Order
from pressdesk.work.store import load
from tests.work.given import photo, put, tree


def test_an_empty_campaign_is_read_without_a_word(tmp_path: Path) -> None:
    root = new_campaign(tmp_path / 'Les "lampes" d\'été', now=datetime(2027, 1, 2, 3, 4, 5))
    loaded = load(root)
    assert loaded.problems == ()
    assert (loaded.name, loaded.updated) == ('Les "lampes" d\'été', datetime(2027, 1, 2, 3, 4, 5))
    assert (root / "pieces").is_dir()
    problems, unreadable = check_campaign(loaded, Order(date(2027, 1, 2)))
    assert ([problem.code for problem in problems], unreadable) == (["no-pieces"], False)


def test_the_explanations_become_facts_when_they_are_uncovered(tmp_path: Path) -> None:
    root = new_campaign(tmp_path / "c")
    lines = (root / "campaign.toml").read_text(encoding="utf-8").splitlines()
    bare = [
        line.removeprefix("# ") if line.startswith(("# [", "# ")) and ("=" in line or "[" in line) else line
        for line in lines
    ]
    put(
        root, "campaign.toml", "\n".join(line for line in bare if not line.startswith(("Une", "Les", "Tout", "Chaque")))
    )
    put(root, "pictures/logo.svg", "<svg/>")
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.petitions["main"].short
    assert loaded.facts["meeting"]


def test_the_sample_is_copied_with_its_photographs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(folder: Path) -> None:
        for name in ("marche.jpg", "cortege.jpg"):
            (folder / name).write_bytes(photo())

    monkeypatch.setattr("pressdesk.work.sample_photo.make_pictures", quick)
    loaded = load(new_campaign(tmp_path / "c", sample=True))
    assert loaded.problems == ()
    assert {"poster", "triptych", "flyer"} <= set(loaded.pieces)
    assert len(loaded.tables["events"].rows) == 12


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "c/mine.txt", "mine")
    for folder in (tmp_path / "c", tmp_path / "c" / "mine.txt"):
        with pytest.raises(UsageError, match="not empty"):
            new_campaign(folder, sample=True)
    assert tree(tmp_path) == {"c/mine.txt": b"mine"}


def test_a_campaign_that_could_not_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr("pressdesk.work.sample_photo.make_pictures", fails)
    with pytest.raises(RefusedError, match="disk is full"):
        new_campaign(tmp_path / "c", sample=True)
    (tmp_path / "empty").mkdir()
    with pytest.raises(RefusedError, match="disk is full"):
        new_campaign(tmp_path / "empty", sample=True)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]
