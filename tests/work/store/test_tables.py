from __future__ import annotations

import codecs
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.work.store.encodings import decode
from pressdesk.work.store.saving import table_bytes
from pressdesk.work.store.tables import missing_columns, parse_table

TEXT = "Ville;Date;Heure\nÉvry-Courcouronnes;12/03/2026;14h30\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        b"\n\n" + TEXT.encode(),
    ],
)
def test_any_program_s_table_is_read(data: bytes) -> None:
    table, problems = parse_table("events", data, "tables/events.csv")
    assert problems == []
    assert table is not None
    assert table.columns == ("ville", "date", "heure")
    cells = table.rows[0].cells
    assert (cells["ville"], cells["town"], cells["date"]) == (
        "Évry-Courcouronnes",
        "Évry-Courcouronnes",
        date(2026, 3, 12),
    )
    assert cells["heure"] == cells["time"] == time(14, 30)
    assert table.record == "event"


def test_quotes_hold_separators_and_lines_and_rows_know_theirs() -> None:
    data = b'place;note\n"Salle; A";"deux\nlignes"\n\nB;c\n'
    table, problems = parse_table("x", data, "x.csv")
    assert table is not None
    assert problems == []
    assert [row.number for row in table.rows] == [2, 5]
    assert table.rows[0].cells == {"place": "Salle; A", "note": "deux\nlignes"}


def test_an_unreadable_cell_is_told_with_row_and_column_and_stays_text() -> None:
    table, problems = parse_table("events", b"date;time\n2026-03-12;25h\n31/02/2026;18h\n", "tables/events.csv")
    assert [(p.code, p.place.line, p.place.row, p.place.key) for p in problems] == [
        ("unreadable-time", 2, 2, "time"),
        ("unreadable-date", 3, 3, "date"),
    ]
    assert table is not None
    assert table.rows[1].cells["date"] == "31/02/2026"


def test_empty_cells_are_empty_and_spreadsheet_midnights_are_days() -> None:
    table, problems = parse_table("events", b"date;end\n2026-03-12 00:00:00;\n;2026-03-13\n", "e.csv")
    assert problems == []
    assert table is not None
    assert [dict(row.cells) for row in table.rows] == [
        {"date": date(2026, 3, 12), "end": ""},
        {"date": "", "end": date(2026, 3, 13)},
    ]


def test_odd_columns_are_told() -> None:
    table, problems = parse_table("x", b"town;;town;b;\n1;2;3;4;5\n1;2;3;4;5;6\n", "x.csv")
    assert table is not None
    assert table.columns == ("town", "column_2", "town_3", "b")
    assert [(p.severity, p.code) for p in problems] == [
        ("warning", "unnamed-column"),
        ("warning", "double-column"),
        ("error", "long-row"),
        ("error", "long-row"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-table"),
        (b"\n \n", "empty-table"),
        (b"\xff\xfe\xff", "broken-table"),
        (bytes(range(256)) * 8, "broken-table"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, code: str) -> None:
    table, problems = parse_table("x", data, "x.csv")
    assert table is None
    assert [(p.severity, p.code) for p in problems] == [("error", code)]


def test_a_missing_column_is_told_with_the_nearest() -> None:
    table, _ = parse_table("events", TEXT.encode(), "tables/events.csv")
    assert table is not None
    assert missing_columns(table, ("town", "date")) == []
    (problem,) = missing_columns(table, ("twon",))
    assert (problem.code, problem.remedy) == ("missing-column", "Did you mean “town”?")


@given(st.text(max_size=80).map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")))
def test_utf_8_text_comes_back(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    expected = data.decode("utf-8").removeprefix("\ufeff")
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert decode(data) == expected


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_written_is_read(lines: list[list[str]]) -> None:
    table, problems = parse_table("x", table_bytes(("a", "b", "c"), lines), "x.csv")
    assert table is not None
    assert problems == []
    expected = [line for line in lines if any(line)]
    assert [list(row.cells.values()) for row in table.rows] == expected
