from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK
from pressdesk.base.problem import InputError, UsageError
from pressdesk.work.store import load, load_with_problems
from tests.work.given import CAMPAIGN, campaign, change, put, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path)


def test_everything_is_read(root: Path) -> None:
    put(root, "texts/release.md", '+++\ntitle = "Non"\n+++\nBonjour\n')
    put(root, "pictures/pictures.toml", 'format = 1\n["photo.jpg"]\ncaption = "Un soir"\nfocus = [0.2, 0.8]\n')
    loaded = load(root)
    assert loaded.problems == ()
    assert (loaded.name, loaded.language, loaded.updated) == ("Les lampes", "fr", datetime(2027, 1, 18, 9, 30))
    assert loaded.brand.colours["ground"].cmyk == CMYK(0, 0.8, 0.84, 0)
    assert loaded.organisations[0].logo == "pictures/logo.svg"
    assert loaded.petitions["main"].link == "https://veille.example"
    assert loaded.facts["rally"]["time"] == time(14, 30)  # type: ignore[index,call-overload]
    assert loaded.pieces["poster"].content["demands"] == ("Payer la route",)
    assert loaded.pieces["flyer"].rows == "events"
    assert loaded.tables["events"].rows[2].cells["town"] == "Évry"
    assert loaded.texts["release"].matter["title"] == "Non"
    assert loaded.pictures["pictures/photo.jpg"].focus == (0.2, 0.8)
    assert set(loaded.pictures) == {"pictures/photo.jpg", "pictures/logo.svg"}


def test_a_folder_may_be_named_from_where_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    assert load(Path(root.name)).root == root


def test_values_cannot_be_changed(root: Path) -> None:
    with pytest.raises(TypeError):
        load(root).facts["rally"] = 1  # type: ignore[index]


def test_only_the_pieces_asked_for_are_read(root: Path) -> None:
    put(root, "pieces/broken.toml", "a =")
    put(root, "tables/broken.csv", "")
    loaded = load(root, ("poster",))
    assert (set(loaded.pieces), set(loaded.tables)) == ({"poster"}, set())
    assert set(load(root, ("flyer",)).tables) == {"events"}
    with pytest.raises(UsageError, match="Did you mean “poster”"):
        load(root, ("postre",))


def test_all_faults_of_a_folder_are_told_at_once(root: Path) -> None:
    change(root, "campaign.toml", 'slogan = "Qui veille ?"', "slogan = 3\nslogn = 4")
    change(root, "campaign.toml", "https://veille.example", "veille")
    put(root, "pieces/poster.toml", 'format = 1\nformats = ["A33"]\n[content]\n')
    put(root, "pieces/bad.toml", 'format = 1\n\nx = "\n')
    put(root, "tables/events.csv", "date;town\n42/13/2027;Évry\n")
    with pytest.raises(InputError) as caught:
        load(root)
    found = {(problem.code, problem.place.file, problem.place.line) for problem in caught.value.problems}
    assert found == {
        ("wrong-type", "campaign.toml", 4),
        ("unknown-key", "campaign.toml", 5),
        ("not-a-link", "campaign.toml", 35),
        ("missing-key", "pieces/poster.toml", 0),
        ("unknown-format", "pieces/poster.toml", 2),
        ("broken-toml", "pieces/bad.toml", 3),
        ("unreadable-date", "tables/events.csv", 2),
    }


def test_what_a_piece_names_must_be_there(root: Path) -> None:
    change(root, "pieces/flyer.toml", '"events"', '"event"')
    problem = told(root, "missing-table")
    assert (problem.place.piece, problem.remedy) == ("flyer", "Did you mean “events”?")
    change(root, "pieces/flyer.toml", 'rows = "event"', 'rows = "events"\nstory = "x"')
    assert told(root, "missing-text").place.key == "story"


def test_what_is_no_campaign_is_told(tmp_path: Path) -> None:
    for path, says in (
        (tmp_path, "is not a campaign"),
        (tmp_path / "none", "There is no folder"),
        (put(tmp_path, "a.txt", "x"), "is not a campaign"),
        (put(tmp_path, "a.pressdesk", "x"), "is a packed campaign"),
    ):
        with pytest.raises(InputError, match=says):
            load(path)


@given(st.text(max_size=300))
def test_no_text_whatever_makes_reading_fail_badly(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("f")
    (root / "campaign.toml").write_bytes(CAMPAIGN.replace('logo = "pictures/logo.svg"', "").encode())
    for folder, name in (("pieces", "a.toml"), ("tables", "a.csv"), ("texts", "a.md"), ("pictures", "pictures.toml")):
        (root / folder).mkdir()
        (root / folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = load_with_problems(root)
    assert loaded.name == "Les lampes"
    try:
        tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, UnicodeError):
        assert "a" not in loaded.pieces


def test_dates_of_a_table_are_dates(root: Path) -> None:
    row = load(root).tables["events"].rows[0]
    assert (row.cells["date"], row.cells["time"], row.cells["end"]) == (date(2027, 3, 8), time(18, 30), time(20, 30))
