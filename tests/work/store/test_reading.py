from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK
from pressdesk.base.problem import InputError, Problem, UsageError
from pressdesk.work.store import load, load_with_problems
from pressdesk.work.store.checker import line_of
from pressdesk.work.store.reading import EPOCH, is_link
from tests.work.given import CAMPAIGN, campaign, change, put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path)


def told(root: Path, code: str) -> Problem:
    found = [problem for problem in load_with_problems(root).problems if problem.code == code]
    assert len(found) == 1, load_with_problems(root).problems
    return found[0]


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


@pytest.mark.parametrize(
    ("old", "new", "code", "says", "remedy"),
    [
        ("slogan = ", "slogn = ", "unknown-key", "no key “slogn”", "Did you mean “slogan”?"),
        ('name = "Les lampes"', 'nam = "x"', "missing-key", "“name” is missing", "Is “nam” meant to be “name”?"),
        ('"Les lampes"', '" "', "missing-key", "“name” is empty", "Fill it in."),
        ('"#ff5533"', '"#ff553"', "wrong-colour", "“#ff553” is no colour", ""),
        ("[0, 80, 84, 0]", "[0, 80, 840, 0]", "wrong-value", "4 numbers from 0 to 100", ""),
        ('"https://veille.example"', '"veille.example"', "not-a-link", "cannot be opened", "https://"),
        ('"pictures/logo.svg"', '"pictures/lgo.svg"', "missing-file", "no file", "“pictures/logo.svg”"),
        ('"pictures/logo.svg"', '"../logo.svg"', "outside-campaign", "leads out", "Copy the file"),
        ('"pictures/logo.svg"', '"/etc/logo.svg"', "outside-campaign", "leads out", "Copy the file"),
        ('"pictures/logo.svg"', '"C:logo.svg"', "outside-campaign", "leads out", "Copy the file"),
        ('updated = 2027-01-18T09:30:00', 'updated = "hier"', "wrong-type", "must be a date", "without quotes"),
        ('language = "fr"', 'language = "fx"', "unknown-language", "no rules", "“fr”"),
        ("format = 1", "format = 2", "newer-format", "newer PressDesk (format 2", "Install"),
        ("format = 1", 'format = "1"', "wrong-format", "whole number", "format = 1"),
        ("format = 1", "format = true", "wrong-format", "whole number", "format = 1"),
        ("[[organisations]]", "[organisations]", "wrong-type", "must be a list", ""),
    ],
)  # fmt: skip
def test_a_fault_in_the_campaign_is_told_with_its_line_and_remedy(
    root: Path, old: str, new: str, code: str, says: str, remedy: str
) -> None:
    change(root, "campaign.toml", old, new)
    try:
        found = load_with_problems(root).problems
    except InputError as fault:
        found = fault.problems
    problem = next(problem for problem in found if problem.code == code)
    text = (root / "campaign.toml").read_text(encoding="utf-8")
    assert says in problem.message
    assert remedy in problem.remedy
    assert problem.place.file == "campaign.toml"
    if problem.place.line:
        assert new in text.split("\n")[problem.place.line - 1]


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


def test_what_a_piece_names_must_be_there(root: Path) -> None:
    change(root, "pieces/flyer.toml", '"events"', '"event"')
    problem = told(root, "missing-table")
    assert (problem.place.piece, problem.remedy) == ("flyer", "Did you mean “events”?")
    change(root, "pieces/flyer.toml", 'rows = "event"', 'rows = "events"\nstory = "x"')
    assert told(root, "missing-text").place.key == "story"


def test_links_out_of_the_folder_are_left_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = put(tmp_path_factory.mktemp("o"), "x.toml", 'format = 1\ntemplate = "t"\nformats = ["A3"]\n')
    (root / "pieces" / "x.toml").symlink_to(outside)
    (root / "pieces" / "y.toml").symlink_to(root / "pieces" / "poster.toml")
    assert told(root, "outside-campaign").place.file == "pieces/x.toml"
    assert set(load_with_problems(root).pieces) == {"poster", "flyer", "y"}


def test_a_folder_without_a_date_is_dated_the_same_each_time(root: Path) -> None:
    change(root, "campaign.toml", "updated = 2027-01-18T09:30:00\n", "")
    assert told(root, "no-date").severity == "warning"
    assert load(root).updated == EPOCH


def test_what_is_no_campaign_is_told(tmp_path: Path) -> None:
    for path, says in (
        (tmp_path, "is not a campaign"),
        (tmp_path / "none", "There is no folder"),
        (put(tmp_path, "a.txt", "x"), "is not a campaign"),
        (put(tmp_path, "a.pressdesk", "x"), "is a packed campaign"),
    ):
        with pytest.raises(InputError, match=says):
            load(path)


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


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("https://a.example", True),
        ("http://a.example/b?c=d#e", True),
        ("https://été.example/œuvre", True),
        ("a.example", False),
        ("https://", False),
        ("https://a", False),
        ("https://a.example/b c", False),
        ("javascript://a.example", False),
        ("mailto:a@b.example", False),
    ],
)
def test_links(text: str, yes: bool) -> None:
    assert is_link(text) is yes


def test_the_line_of_a_key_is_found_through_tables_and_lists() -> None:
    text = 'a = 1\n[b]\nc = 2\n[[d]]\n"e f" = 1\n[[d]]\n"e f" = 2\n[d.g]\nh = 3\n[i]\nj.k = 4\n'
    for path, line in (
        (("a",), 1),
        (("b", "c"), 3),
        (("d", 0, "e f"), 5),
        (("d", 1, "e f"), 7),
        (("d", 1, "g", "h"), 9),
        (("i", "j", "k"), 11),
        (("b", "none"), 2),
        (("none",), 0),
    ):
        assert line_of(text, path) == line


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
