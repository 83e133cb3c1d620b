from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.problem import RefusedError, UsageError
from pressdesk.work.copying import save_copy
from pressdesk.work.package import unpack
from pressdesk.work.store import load_with_problems
from tests.work.given import campaign


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = campaign(tmp_path / "c")
    (root / "build").mkdir(exist_ok=True)
    (root / "build" / "old.pdf").write_text("made")
    (root / "pictures" / "build").mkdir(parents=True)
    (root / "pictures" / "build" / "kept.txt").write_text("a folder of the same name further down")
    return root


def test_a_copy_has_what_is_not_saved_and_not_what_was_made(root: Path, tmp_path: Path) -> None:
    saved = load_with_problems(root)
    now = saved._replace(slogan="Pas encore enregistré")
    made = save_copy(now, saved, tmp_path / "d" / "copie")
    assert load_with_problems(made).slogan == "Pas encore enregistré"
    assert load_with_problems(root).slogan == saved.slogan
    assert not (made / "build").exists()
    assert (made / "pictures" / "build" / "kept.txt").is_file()
    assert set(load_with_problems(made).pieces) == set(saved.pieces)


def test_a_copy_as_one_file(root: Path, tmp_path: Path) -> None:
    saved = load_with_problems(root)
    made = save_copy(saved._replace(slogan="Neuf"), saved, tmp_path / "copie.pressdesk")
    assert made == tmp_path / "copie.pressdesk"
    assert load_with_problems(unpack(made, tmp_path / "out")).slogan == "Neuf"


def test_a_copy_of_files_that_may_only_be_read_can_be_written(root: Path, tmp_path: Path) -> None:
    saved = load_with_problems(root)
    (root / "campaign.toml").chmod(0o444)
    made = save_copy(saved._replace(slogan="Neuf"), saved, tmp_path / "copie")
    assert (made / "campaign.toml").stat().st_mode & 0o200


def test_places_that_cannot_be_taken(root: Path, tmp_path: Path) -> None:
    saved = load_with_problems(root)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "x").write_text("x")
    for target in (tmp_path / "used", tmp_path / "used" / "x", root / "inside"):
        with pytest.raises(UsageError):
            save_copy(saved, saved, target)
    (tmp_path / "empty").mkdir()
    assert save_copy(saved, saved, tmp_path / "empty").is_dir()


def test_nothing_is_left_when_the_folder_went_away(root: Path, tmp_path: Path) -> None:
    saved = load_with_problems(root)
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(RefusedError):
        save_copy(saved, saved, tmp_path / "copie")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere"]
