"""Rows of officials: what a letter needs stands beside what was typed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from pressdesk.model.campaign import Brand, Campaign
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.templates.offices import offices_in
from pressdesk.templates.officials import (
    DERIVED,
    offices_of,
    official_problems,
    table_with_forms,
    with_forms,
)

FRENCH = offices_in("fr")
CELLS: dict[str, Value] = {
    "name": "Ada Brun",
    "office": "députée",
    "gender": "",
    "place": "1re circonscription",
    "street": "126, rue de l'Écluse",
    "postcode": "99120",
    "town": "Vaubrune",
    "salutation": "",
    "checked": date(2026, 12, 1),
}
ADA = Row(2, CELLS)
TABLE = Table("officials", "official", tuple(CELLS), (ADA,), "tables/officials.csv")


def test_a_row_answers_to_greeting_closing_and_address() -> None:
    cells = with_forms(ADA, FRENCH).cells
    assert cells["greeting"] == "Madame la Députée,"
    assert cells["closing"] == "Je vous prie d'agréer, Madame la Députée, l'expression de ma haute considération."
    assert str(cells["closing_several"]).startswith("Nous vous prions d'agréer, Madame la Députée,")
    assert cells["address"] == (
        "Madame Ada Brun\nDéputée de la 1re circonscription\n126 rue de l Écluse\n99120 VAUBRUNE"
    )
    assert {name: cells[name] for name in CELLS} == CELLS


def test_a_column_goes_before_what_is_derived() -> None:
    own = Row(2, {**CELLS, "closing": "Bien à vous.", "greeting": ""})
    cells = with_forms(own, FRENCH).cells
    assert cells["closing"] == "Bien à vous."
    assert cells["greeting"] == "Madame la Députée,"


def test_the_same_row_gives_the_same_object() -> None:
    assert with_forms(ADA, FRENCH) is with_forms(ADA, FRENCH)


def test_a_table_of_officials_has_the_columns_and_others_stay() -> None:
    formed = table_with_forms(TABLE, FRENCH)
    assert set(DERIVED) <= set(formed.columns)
    assert formed.rows[0].cells["title"] == "Députée de la 1re circonscription"
    events = TABLE._replace(record="event")
    assert table_with_forms(events, FRENCH) is events


def test_problems_are_told_at_the_row() -> None:
    gone = Row(5, {**CELLS, "street": ""})
    (problem,) = official_problems(gone, TABLE, FRENCH, date(2027, 1, 18), "lettre")
    assert (problem.code, problem.place.row, problem.place.file) == ("no-address", 5, "tables/officials.csv")
    assert official_problems(ADA, TABLE, FRENCH, date(2027, 1, 18)) == []


def test_the_campaign_has_its_own_forms() -> None:
    own = {"offices": {"depute": {"salutation": {"f": "Madame la députée"}}}}
    campaign = Campaign(Path("/nowhere"), "C", "fr", datetime(2027, 1, 18), Brand({}), offices=own)
    assert with_forms(ADA, offices_of(campaign)).cells["greeting"] == "Madame la députée,"
