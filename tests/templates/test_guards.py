from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import Place, Problem
from pressdesk.model.campaign import Petition
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.templates.guards import (
    clock_changes,
    duplicate_problems,
    missing_problems,
    petition_problems,
    row_problems,
    timing_problems,
    weekday_problems,
)
from pressdesk.text.dates import format_date
from tests.templates.given import EVENTS, TODAY, codes

HERE = Place(file="tables/events.csv", row=4)
PETITIONS = {"main": Petition("main", "https://agir.example/soins/")}


def timing(**cells: Any) -> list[str]:
    return codes(timing_problems(cells, TODAY, HERE))


def test_a_date_in_the_past() -> None:
    assert timing(date=date(2026, 2, 28)) == ["past-date"]
    assert timing(date=datetime(2026, 2, 28, 9)) == ["past-date"]
    assert timing(date=TODAY) == []
    assert timing(date="2026-02-28") == []
    problem = timing_problems({"date": date(2026, 2, 28)}, TODAY, HERE)[0]
    assert problem.place == HERE._replace(key="date") and problem.severity == "warning"


def test_a_weekday_in_its_own_column() -> None:
    assert timing(date=date(2026, 3, 12), weekday="Lundi") == ["wrong-weekday"]
    assert timing(date=date(2026, 3, 12), weekday=" jeudi ") == []
    assert timing(date=date(2026, 3, 12), weekday="bientôt") == []


def test_the_weekday_of_the_trade_list() -> None:
    found = weekday_problems("Rendez-vous lundi 12 mars 2025 à Rennes", TODAY, HERE)
    assert codes(found) == ["wrong-weekday"]
    assert found[0].severity == "error"
    assert "mercredi 12" in found[0].message
    assert found[0].place is HERE


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(["fr", "en"]), st.integers(0, 6))
def test_only_the_right_weekday_passes(day: date, language: str, wrong: int) -> None:
    right = format_date(day, "weekday", language)
    said = format_date(date(2024, 1, 1 + wrong), "weekday", language)
    text = f"Le {said.upper()} {format_date(day, 'long', language)}, venez"
    assert bool(weekday_problems(text, TODAY, HERE)) == (said != right)


def test_a_date_without_a_year_is_the_next_one() -> None:
    assert weekday_problems("jeudi 12 mars", TODAY, HERE) == []
    found = weekday_problems("lundi 12 mars", TODAY, HERE)
    assert [problem.severity for problem in found] == ["warning"]
    assert weekday_problems("samedi 27 février", TODAY, HERE) == []  # 2027: that of 2026 is over
    assert weekday_problems("lundi 31 février", TODAY, HERE) == []
    assert weekday_problems("lundi 12 personnes", TODAY, HERE) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"time": time(18), "end": time(17)}, ["end-before-start"]),
        ({"time": time(18), "end": time(20)}, []),
        ({"time": time(21), "end": time(1)}, []),
        ({"time": time(9), "end": time(5)}, ["end-before-start"]),
        ({"end_date": date(2026, 3, 11)}, ["end-before-start"]),
        ({"end_date": date(2026, 3, 13), "time": time(18), "end": time(9)}, []),
        ({"end_date": date(2026, 3, 12), "time": time(18), "end": time(1)}, ["end-before-start"]),
        ({"time": "18 h", "end": time(1)}, []),
    ],
)
def test_an_end_before_a_start(cells: dict[str, Any], expected: list[str]) -> None:
    assert timing(date=date(2026, 3, 12), **cells) == expected


def test_the_night_the_clock_changes() -> None:
    assert timing(date=date(2026, 3, 28), time=time(22), end=time(4)) == ["clock-change"]
    assert timing(date=date(2026, 3, 27), time=time(22), end=time(4)) == []
    assert timing(date=date(2026, 3, 29), time=time(1), end=time(5)) == ["clock-change"]
    assert clock_changes(datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 6))
    assert not clock_changes(datetime(2026, 10, 25, 6), datetime(2027, 3, 28, 1))
    assert clock_changes(datetime(2026, 12, 1), datetime(2027, 4, 1))


def test_a_missing_town_or_place() -> None:
    found = missing_problems({"town": "", "place": None}, HERE)
    assert [problem.place.key for problem in found] == ["town", "place"]
    assert missing_problems({"town": "Rennes"}, HERE) == []


def test_another_petition() -> None:
    def said(**cells: str) -> list[str]:
        return codes(petition_problems(cells, PETITIONS, HERE))

    assert said(petition="https://agir.example/sions") == ["other-petition"]
    assert said(petition="https://agir.example/soins?utm_source=tract#oui") == []
    assert said(petition="HTTPS://www.agir.example/soins") == []
    assert said(petition="main") == []
    assert said(link="https://autre.example/p") == ["other-petition"]
    assert said(petition="main", link="https://salle.example") == []
    assert codes(petition_problems({"petition": "https://a.example"}, {}, HERE)) == []


def test_two_events_at_the_same_place_and_time() -> None:
    cells: dict[str, Value] = {"date": date(2026, 3, 12), "time": time(18), "town": "Rennes", "place": "Salle  rose"}
    rows = (
        Row(2, cells),
        Row(3, {**cells, "time": time(20)}),
        Row(4, {**cells, "place": "salle Rose"}),
        Row(5, {**cells, "date": ""}),
        Row(6, {"date": cells["date"]}),
        Row(7, {"date": cells["date"]}),
    )
    found = duplicate_problems(Table("events", "event", tuple(cells), rows, "tables/events.csv"))
    assert [(problem.code, problem.place.row) for problem in found] == [("double-event", 4)]
    assert "row 2" in found[0].message


def test_a_good_table_is_left_in_peace() -> None:
    def found(petitions: Mapping[str, Petition], day: date) -> list[Problem]:
        return [problem for row in EVENTS.rows for problem in row_problems(row, EVENTS, petitions, day)]

    assert found({}, TODAY) == duplicate_problems(EVENTS) == []
    assert codes(found(PETITIONS, date(2026, 3, 13))) == ["past-date", "other-petition"]


def test_a_table_of_officials_is_no_table_of_events() -> None:
    assert row_problems(Row(2, {"name": "A", "town": ""}), None, {}, TODAY) == []
