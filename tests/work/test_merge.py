from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from pressdesk.base.problem import InputError, Problem, UsageError
from pressdesk.model.table import Row
from pressdesk.work.merge import guard, merge, merge_of, worst_first
from pressdesk.work.plan import Order, record_name
from pressdesk.work.store import load_with_problems
from tests.work.given import EVENTS, campaign, change, put, tree

ORDER = Order(date(2027, 2, 1), ("flyer",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path)


def words(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_every_row_has_its_file_with_its_own_words(root: Path) -> None:
    loaded = load_with_problems(root, ("flyer",))
    built = merge(loaded, merge_of(loaded, "flyer", "tables/events.csv"), ORDER)
    assert (built.status, len(built.files)) == (0, 3)
    for file, town in zip(built.files, ("Hautevoie", "La Ferrade", "Évry"), strict=True):
        text = words(file.path).lower()
        assert town.lower() in text
        assert sum(other.lower() in text for other in ("Hautevoie", "La Ferrade", "Évry")) == 1


def test_all_rows_in_one_file(root: Path) -> None:
    loaded = load_with_problems(root, ("flyer",))
    built = merge(loaded, merge_of(loaded, "flyer", "events"), ORDER, one=True)
    assert [(file.path.name, file.pages) for file in built.files] == [("flyer-A6.pdf", 3)]
    with pikepdf.open(built.files[0].path) as whole:
        assert len(whole.pages) == 3
    assert "Évry" in words(built.files[0].path) or "ÉVRY" in words(built.files[0].path)


def test_another_table_than_the_piece_names(root: Path) -> None:
    put(root, "tables/more.csv", EVENTS.replace("Hautevoie", "Cergy"))
    loaded = load_with_problems(root, ("flyer",))
    built = merge(loaded, merge_of(loaded, "flyer", "tables/more.csv"), ORDER)
    assert built.files[0].record == "cergy-2027-03-08"


def test_a_row_with_an_unreadable_date_is_left_out_and_told_first(root: Path) -> None:
    change(root, "tables/events.csv", "2027-03-10", "le dix mars")
    change(root, "tables/events.csv", "2027-03-08", "2026-03-08")
    loaded = load_with_problems(root, ("flyer",))
    merging = merge_of(loaded, "flyer", "tables/events.csv")
    before = guard(loaded, merging, ORDER)
    assert (before[0].code, before[0].place.row) == ("unreadable-date", 3)
    built = merge(loaded, merging, ORDER)
    assert built.status == 1
    assert [file.record for file in built.files] == ["hautevoie-2026-03-08", "evry-2027-03-12"]
    rows = [problem.place.row for problem in built.problems if problem.place.row]
    assert rows == sorted(rows, key=[3, 2].index)


def test_two_rows_with_the_same_town_and_date_get_names_of_their_own(root: Path) -> None:
    put(root, "tables/events.csv", EVENTS + EVENTS.splitlines()[1].replace("18:30", "10:00") + "\n")
    loaded = load_with_problems(root, ("flyer",))
    built = merge(loaded, merge_of(loaded, "flyer", "events"), ORDER)
    assert len({file.path for file in built.files}) == 4
    assert built.files[3].record == "hautevoie-2027-03-08-5"


def test_the_second_run_gives_the_same_bytes(root: Path) -> None:
    loaded = load_with_problems(root, ("flyer",))
    merge(loaded, merge_of(loaded, "flyer", "events"), ORDER)
    before = tree(root / "build")
    merge(loaded, merge_of(loaded, "flyer", "events"), ORDER._replace(force=True))
    assert tree(root / "build") == before


def test_wrong_words_are_told(root: Path) -> None:
    loaded = load_with_problems(root)
    with pytest.raises(UsageError, match="Did you mean “flyer”"):
        merge_of(loaded, "flier", "events")
    with pytest.raises(InputError, match=r"Did you mean “tables/events\.csv”"):
        merge_of(loaded, "flyer", "tables/event.csv")
    with pytest.raises(InputError, match="leads out"):
        merge_of(loaded, "flyer", "../events.csv")
    put(root, "tables/none.csv", "date;town\n")
    with pytest.raises(InputError, match="no rows"):
        merge_of(loaded, "flyer", "none")


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"town": "L’Haÿ-les-Roses", "date": date(2026, 3, 12)}, "l-hay-les-roses-2026-03-12"),
        ({"town": "", "name": "Cœur", "first_name": "Zoé"}, "coeur-zoe"),
        ({"title": "Réunion"}, "reunion"),
        ({"town": "東京"}, "line-7"),
        ({}, "line-7"),
    ],
)
def test_records_are_named_by_what_tells_them_apart(cells: dict[str, object], name: str) -> None:
    assert record_name(Row(7, cells), ()) == name  # type: ignore[arg-type]


def test_the_worst_rows_come_first() -> None:
    def problem(severity: str, row: int) -> Problem:
        return Problem(severity, "x", f"{severity} {row}").at(row=row)  # type: ignore[arg-type]

    found = [
        problem("note", 2),
        problem("warning", 3),
        problem("error", 9),
        problem("warning", 0),
        problem("warning", 4),
    ]
    assert [str(p.message) for p in worst_first([*found, problem("note", 4)])] == [
        "warning 0",
        "error 9",
        "warning 4",
        "note 4",
        "warning 3",
        "note 2",
    ]
