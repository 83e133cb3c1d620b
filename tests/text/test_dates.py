from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.text.dates import (
    DATE_FORMS,
    format_date,
    format_number,
    format_time,
    parse_date,
    parse_time,
)
from pressdesk.text.typography import NB as NBSP
from pressdesk.text.typography import NN as NNBSP
from pressdesk.text.typography import typeset


@pytest.mark.parametrize(
    ("how", "language", "wanted"),
    [
        ("long", "fr", "1er_mars 2026"),
        ("full", "fr", "dimanche 1er_mars 2026"),
        ("weekday", "fr", "dimanche"),
        ("day", "fr", "1er"),
        ("month", "fr", "mars"),
        ("year", "fr", "2026"),
        ("short", "fr", "01/03/2026"),
        ("iso", "fr", "2026-03-01"),
        ("long", "fr-CA", "1er_mars 2026"),
        ("long", "gcf", "1er_mars 2026"),
        ("long", "de", "1_March 2026"),
        ("full", "en", "Sunday, 1_March 2026"),
        ("day", "en", "1"),
    ],
)
def test_dates_in_words(how: str, language: str, wanted: str) -> None:
    assert format_date(date(2026, 3, 1), how, language).replace(NBSP, "_") == wanted


@pytest.mark.parametrize(
    ("value", "language", "wanted"),
    [
        (time(14, 30), "fr", "14_h_30"),
        (time(14), "fr", "14_h"),
        (time(9, 5), "fr", "9_h_05"),
        (time(0), "fr", "0_h"),
        (time(14, 30), "en", "2:30_p.m."),
        (time(0, 15), "en", "12:15_a.m."),
        (time(12), "en", "12_p.m."),
    ],
)
def test_times_in_words(value: time, language: str, wanted: str) -> None:
    assert format_time(value, "long", language).replace(NBSP, "_") == wanted


def test_unknown_forms_are_told() -> None:
    with pytest.raises(ValueError, match=r"no form “%d” of a date; known are long, short"):
        format_date(date(2026, 3, 1), "%d")
    with pytest.raises(ValueError, match=r"no form “am” of a time"):
        format_time(time(1), "am")


@pytest.mark.parametrize(
    ("value", "decimals", "wanted"),
    [
        (1234567, None, "1~234~567"),
        (999, None, "999"),
        (1234.5, None, "1~234,5"),
        (2.0, None, "2"),
        (12.345, 2, "12,35"),
        (-1500, None, "−1~500"),
    ],
)
def test_numbers(value: float, decimals: int | None, wanted: str) -> None:
    assert format_number(value, "fr", decimals).replace(NNBSP, "~") == wanted


def test_numbers_in_english() -> None:
    assert format_number(1234567.5, "en") == "1,234,567.5"


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12",
        "12/03/2026",
        "12/3/2026",
        "12.03.2026",
        "12-03-2026",
        "12 mars 2026",
        f"12{NBSP}mars{NNBSP}2026",
        "jeudi 12 mars 2026",
        "Jeudi 12 Mars 2026",
        "  12  mars  2026 ",
        "12 March 2026",
        "Thursday, 12 March 2026",
        "12th March, 2026",
    ],
)
def test_dates_are_read(text: str) -> None:
    assert parse_date(text) == date(2026, 3, 12)


def test_the_first_and_accents() -> None:
    assert parse_date("1er août 2026") == date(2026, 8, 1)
    assert parse_date("3 fevrier 2026") == date(2026, 2, 3)
    assert parse_date("3 déc. 2026") == date(2026, 12, 3)


@pytest.mark.parametrize("text", ["", "demain", "mars 2026", "12 floréal 2026", "12/03/26", "foo 12 mars 2026", "2026"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no date; write it as 2026-03-12"):
        parse_date(text)


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "0 mars 2026"])
def test_days_that_no_calendar_has(text: str) -> None:
    with pytest.raises(ValueError, match="no calendar"):
        parse_date(text)


@pytest.mark.parametrize("text", ["14:30", "14h30", "14 h 30", f"14{NBSP}h{NBSP}30", "14H30", "14:30:00"])
def test_times_are_read(text: str) -> None:
    assert parse_time(text) == time(14, 30)


def test_whole_hours_are_read() -> None:
    assert parse_time("9 h") == parse_time("9h") == time(9)


@pytest.mark.parametrize("text", ["", "14", "14:", "midi", "14:3", "1430"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no time; write it as 14:30"):
        parse_time(text)


def test_a_time_that_no_clock_has() -> None:
    with pytest.raises(ValueError, match="no clock"):
        parse_time("25:00")


@given(st.dates(), st.sampled_from([how for how in DATE_FORMS if how in ("long", "short", "iso", "full")]))
def test_written_dates_are_read_back(value: date, how: str) -> None:
    if value.year >= 1000:
        for language in ("fr", "en"):
            assert parse_date(format_date(value, how, language)) == value


@given(st.times().map(lambda value: value.replace(second=0, microsecond=0, fold=0)))
def test_written_times_are_read_back(value: time) -> None:
    assert parse_time(format_time(value)) == value


@given(st.dates(), st.times())
def test_what_is_written_is_already_typeset(day: date, hour: time) -> None:
    text = f"{format_date(day, 'full')} à {format_time(hour)}"
    assert typeset(text, "fr") == text
