from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pressdesk.base.problem import has_errors
from pressdesk.model.piece import Piece
from pressdesk.model.story import Span
from pressdesk.model.table import Table
from pressdesk.templates.facts import plain
from pressdesk.templates.filling import Filler, fill, text_of
from tests.templates.given import EVENTS, NBSP, TODAY, campaign, codes, template

FLYER = (
    '<field name="title" type="text" default="{slogan}"/>'
    '<field name="day" type="date" required="yes" default="{event.date}"/>'
    '<field name="town" type="place" required="yes" default="{event.town}"/>'
    '<field name="note" type="text" default="À savoir : {event.note}"/>'
    '<field name="petition" type="petition" default="{event.petition}"/>'
    '<field name="line" type="text" default="{day:weekday} à {town}, {facts.sentence}"/>'
)


def flyer(root: Path, table: Table = EVENTS, content: Mapping[str, Any] = {}, fields: str = FLYER) -> Filler:
    made = template(root / "t", fields, "<text>{event.date:long} **{event.town}**</text><text>{title} {legal}</text>")
    piece = Piece("tract", "t", ("A6",), content, rows="events", file="pieces/tract.toml")
    return Filler(made, piece, campaign(root, tables={"events": table}), TODAY)


def changed(**cells: Any) -> Table:
    """The table of events with the first row's cells changed."""
    first, *others = EVENTS.rows
    return EVENTS._replace(rows=(first._replace(cells={**first.cells, **cells}), *others))


def test_every_row_shows_its_own(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    assert filler.row_fields == ("day", "town", "note", "petition", "line")
    first, second = (filler.fill(row) for row in EVENTS.rows)
    assert plain(first.values["line"]).startswith("jeudi à Rennes, Le 12")  # type: ignore[arg-type]
    assert plain(second.values["line"]).startswith("samedi à Brest, Le 12")  # type: ignore[arg-type]
    assert plain(text_of("{event.date:long} **{event.town}**", second)) == f"14{NBSP}mars 2026 Brest"
    assert first.values["petition"].short == "agir.example/s"  # type: ignore[union-attr]
    assert second.values["petition"].payload == "https://agir.example/brest"  # type: ignore[union-attr]
    assert first.problems == ()
    assert codes(second.problems) == ["other-petition"]
    assert (second.problems[0].place.row, second.problems[0].place.file) == (3, "tables/events.csv")


def test_what_does_not_depend_on_the_row_is_shared(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    first, second = (filler.fill(row) for row in EVENTS.rows)
    assert first.values["title"] is second.values["title"]
    assert first.values["organisations"] is second.values["organisations"]
    assert text_of("{title} {legal}", first) is text_of("{title} {legal}", second)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    forward, backward = flyer(tmp_path), flyer(tmp_path)
    one_way = [forward.fill(row) for row in EVENTS.rows]
    other_way = [backward.fill(row) for row in reversed(EVENTS.rows)][::-1]
    again = [forward.fill(row) for row in EVENTS.rows]
    for a, b, c in zip(one_way, other_way, again, strict=True):
        assert a.values == b.values == c.values
        assert a.problems == b.problems == c.problems


def test_one_row_filled_alone_is_the_same(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    plan = filler.plan
    alone = fill(plan.template, plan.piece, plan.campaign, row=EVENTS.rows[1], as_of=TODAY)
    assert (alone.values, alone.problems) == filler.fill(EVENTS.rows[1])[0::2]


def test_cells_are_taken_as_they_stand(tmp_path: Path) -> None:
    """A table is typed in a spreadsheet: stars and braces in it are no marks."""
    filler = flyer(tmp_path, content={"note": "{event.place}"})
    values = [filler.fill(row).values["note"] for row in EVENTS.rows]
    assert values == [(Span("Salle *Rose*"),), (Span("Le {quai}"),)]
    assert filler.problems == ()


def test_a_default_whose_names_are_empty_is_empty(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    assert "note" not in filler.fill(EVENTS.rows[0]).values
    assert plain(filler.fill(EVENTS.rows[1]).values["note"]) == "À savoir : Venez"  # type: ignore[arg-type]


def test_an_unreadable_date_is_told_at_its_cell(tmp_path: Path) -> None:
    table = changed(date="le douze")
    found = flyer(tmp_path, table).fill(table.rows[0]).problems
    assert set(codes(found)) == {"unreadable-date", "bad-form"}
    for problem in found:
        assert (problem.place.file, problem.place.key, problem.place.row) == ("tables/events.csv", "date", 2)


def test_an_empty_mandatory_cell_is_told_once(tmp_path: Path) -> None:
    table = changed(town="")
    found = flyer(tmp_path, table).fill(table.rows[0]).problems
    assert codes(found) == ["empty-field"]
    assert found[0].place.key == "town" and found[0].place.row == 2


def test_guards_see_the_row(tmp_path: Path) -> None:
    table = changed(date=date(2026, 2, 1), place="", petition="mian")
    found = flyer(tmp_path, table).fill(table.rows[0]).problems
    assert sorted(codes(found)) == ["missing-place", "past-date", "unknown-petition"]
    assert {problem.place.piece for problem in found} == {"tract"}


def test_a_missing_column_is_told_once_for_all_rows(tmp_path: Path) -> None:
    rows = tuple(
        row._replace(cells={("towns" if name == "town" else name): cell for name, cell in row.cells.items()})
        for row in EVENTS.rows
    )
    table = EVENTS._replace(columns=("date", "time", "towns", "place", "note", "petition"), rows=rows)
    filler = flyer(tmp_path, table)
    assert set(codes(filler.problems)) == {"missing-column"}
    assert all("“towns”" in problem.remedy for problem in filler.problems)
    assert has_errors(filler.problems)
    assert codes(filler.fill(rows[0]).problems) == codes(filler.problems)
    speaker = '<field name="title" type="text"/><field name="speaker" type="text" default="{event.speaker}"/>'
    optional = flyer(tmp_path, table, fields=speaker)
    assert "speaker" not in " ".join(problem.message for problem in optional.problems)


def test_a_piece_of_rows_without_a_row_says_so(tmp_path: Path) -> None:
    assert "no-row" in codes(flyer(tmp_path).fill(None).problems)


def test_a_row_of_another_record_answers_to_event(tmp_path: Path) -> None:
    table = EVENTS._replace(name="réunions", record="réunion")
    filler = flyer(tmp_path, table, content={"title": "{réunion.town}"})
    assert plain(filler.fill(table.rows[0]).values["title"]) == "Rennes"  # type: ignore[arg-type]
    assert plain(filler.fill(table.rows[0]).values["town"]) == "Rennes"  # type: ignore[arg-type]
