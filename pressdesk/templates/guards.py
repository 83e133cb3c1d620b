"""Guards on events: what a person at the keyboard overlooks, seen in the row before a flyer is made of it.

A row answers to `date`, `end_date`, `weekday`, `time`, `end`, `town`, `place` and `petition`; cells that are not read
as dates and times are left to those who read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from pressdesk.base.problem import Place, Problem
from pressdesk.base.regex import regex
from pressdesk.model.campaign import Petition
from pressdesk.model.table import Row, Table
from pressdesk.text.dates import format_date

LATE = time(6)
"""An end up to this hour, before its start, is on the next morning."""

_DATE = regex(r"\b([^\W\d_]+),?\s+(\d{1,2})(?=(?:er|st|nd|rd|th)?\s+([^\W\d_]+)(?:,?\s+(\d{4}))?\b)", re.IGNORECASE)
"""Two words with a day between them. The names are looked up afterwards: a pattern with all of them in it takes 5 ms to
compile. What follows the day is only looked at, for it may begin the next date."""


def row_problems(
    row: Row, table: Table | None, petitions: Mapping[str, Petition], as_of: date, piece: str = ""
) -> list[Problem]:
    """What is odd in one row of a table of events; nothing for a row without a date."""
    if "date" not in row.cells:
        return []
    place = Place(file=table.file if table else "", piece=piece, row=row.number)
    cells = row.cells
    return [
        *timing_problems(cells, as_of, place),
        *missing_problems(cells, place),
        *petition_problems(cells, petitions, place),
    ]


def timing_problems(cells: Mapping[str, object], as_of: date, place: Place) -> list[Problem]:
    """A date in the past, a weekday that does not match, an end before its start, the night the clock changes."""
    found = []
    day = _day(cells.get("date"))
    if day is not None:
        if day < as_of:
            found.append(
                Problem(
                    "warning",
                    "past-date",
                    f"The date {format_date(day, 'short')} is in the past.",
                    "Correct it, or leave the event out.",
                    place._replace(key=place.key or "date"),
                )
            )
        word = cells.get("weekday")
        if isinstance(word, str) and (wanted := _weekday(word)) is not None and wanted != day.weekday():
            found.append(_mismatch(word.strip(), day, place._replace(key=place.key or "weekday")))
        found += _end_problems(cells, day, place)
    for key, value in cells.items():
        if isinstance(value, str) and len(value) > 8:
            found += weekday_problems(value, as_of, place._replace(key=place.key or key))
    return found


def weekday_problems(text: str, as_of: date, place: Place) -> list[Problem]:
    """The dates in a text whose weekday is another: “lundi 12 mars 2025”, which was a Wednesday.

    A date without a year is taken as the next one from `as_of` on.
    """
    return (
        [problem._replace(place=place) for problem in _weekdays_in(text, as_of)] if "d" in text or "D" in text else []
    )


def missing_problems(cells: Mapping[str, object], place: Place) -> list[Problem]:
    """A town or a place that the table has a column for, and this row does not fill."""
    return [
        Problem("warning", "missing-place", f"The {key} is missing.", "Fill the cell in.", place._replace(key=key))
        for key in ("town", "place")
        if key in cells and cells[key] in ("", None)
    ]


def petition_problems(cells: Mapping[str, object], petitions: Mapping[str, Petition], place: Place) -> list[Problem]:
    """A link to a petition that is none of the campaign's; what follows `?` and `#` may differ."""
    for key in ("petition", "link"):
        link = cells.get(key)
        if not isinstance(link, str) or "://" not in link or not petitions:
            continue
        if key == "link" and "petition" in cells:
            continue
        problem = foreign_link(link, petitions)
        if problem is not None:
            return [problem._replace(place=place._replace(key=key))]
    return []


def foreign_link(link: str, petitions: Mapping[str, Petition]) -> Problem | None:
    """The warning for a link that is none of the campaign's petitions."""
    if not petitions or _core(link) in {_core(petition.link) for petition in petitions.values()}:
        return None
    first = next(iter(petitions))
    return Problem(
        "warning",
        "other-petition",
        f"The link {link} is not the campaign's petition ({petitions[first].link}).",
        f"Write “{first}” to take the campaign's.",
    )


def duplicate_problems(table: Table) -> list[Problem]:
    """Two events at the same place and time; told at the later one."""
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for row in table.rows:
        cells = row.cells
        key = (cells.get("date"), cells.get("time"), _folded(cells.get("town")), _folded(cells.get("place")))
        if key[0] in ("", None) or not (key[2] or key[3]):
            continue
        if key in seen:
            found.append(
                Problem(
                    "warning",
                    "double-event",
                    f"The event has the same place and time as that of row {seen[key]}.",
                    "Delete one of the two, or correct it.",
                    Place(file=table.file, row=row.number),
                )
            )
        seen.setdefault(key, row.number)
    return found


def clock_changes(start: datetime, end: datetime) -> bool:
    """Whether the clocks of the European Union change between two moments (the last Sunday of March and of October)."""
    for year in {start.year, end.year}:
        for month in (3, 10):
            last = date(year, month, 31)
            sunday = last - timedelta(days=(last.weekday() + 1) % 7)
            change = datetime(sunday.year, sunday.month, sunday.day, 2)
            if start < change < end:
                return True
    return False


def _end_problems(cells: Mapping[str, object], day: date, place: Place) -> list[Problem]:
    last = _day(cells.get("end_date"))
    begin, finish = cells.get("time"), cells.get("end")
    begin = begin if isinstance(begin, time) else None
    finish = finish if isinstance(finish, time) else None
    if last is not None and last < day:
        message = f"The event ends on {format_date(last, 'short')}, before it begins on {format_date(day, 'short')}."
        return [
            Problem("error", "end-before-start", message, "Correct one of the two.", place._replace(key="end_date"))
        ]
    if begin is None or finish is None:
        return []
    same_day = last is None or last == day
    if same_day and finish < begin and not (last is None and finish <= LATE and begin.hour >= 12):
        message = f"The event ends at {finish:%H:%M}, before it begins at {begin:%H:%M}."
        return [Problem("error", "end-before-start", message, "Correct one of the two.", place._replace(key="end"))]
    if last is None:
        last = day if finish >= begin else day + timedelta(days=1)
    spans_a_night = last != day or begin < LATE
    if spans_a_night and clock_changes(datetime.combine(day, begin), datetime.combine(last, finish)):
        return [
            Problem(
                "warning",
                "clock-change",
                "The clock changes while the event lasts.",
                "Check the hour at which it ends.",
                place._replace(key="end"),
            )
        ]
    return []


@cache
def _weekday_names() -> dict[str, int]:
    week = [date(2024, 1, day) for day in range(1, 8)]  # 1 January 2024 was a Monday
    return {format_date(day, "weekday", language).lower(): day.weekday() for language in ("fr", "en") for day in week}


@cache
def _month_names() -> dict[str, int]:
    months = [date(2024, month, 1) for month in range(1, 13)]
    return {format_date(day, "month", language).lower(): day.month for language in ("fr", "en") for day in months}


@lru_cache(maxsize=4096)
def _weekdays_in(text: str, as_of: date) -> tuple[Problem, ...]:
    found = []
    for hit in _DATE.finditer(text):
        weekday, month = _weekday_names().get(hit[1].lower()), _month_names().get(hit[3].lower())
        if weekday is None or month is None:
            continue
        number = int(hit[2])
        day = _date(int(hit[4]), month, number) if hit[4] else _next(month, number, as_of)
        if day is not None and day.weekday() != weekday:
            words = text[hit.start() : hit.end(4 if hit[4] else 3)]
            found.append(_mismatch(words, day, Place(), sure=bool(hit[4])))
    return tuple(found)


def _mismatch(words: str, day: date, place: Place, sure: bool = True) -> Problem:
    full = format_date(day, "full")
    return Problem(
        "error" if sure else "warning",
        "wrong-weekday",
        f"“{words}” does not fit the calendar: {full}." if sure else f"“{words}” does not fit: the next is {full}.",
        "Correct the weekday or the date.",
        place,
    )


def _weekday(word: str) -> int | None:
    return _weekday_names().get(word.strip().lower())


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(month: int, day: int, as_of: date) -> date | None:
    this_year = _date(as_of.year, month, day)
    return this_year if this_year is None or this_year >= as_of else _date(as_of.year + 1, month, day)


def _core(link: str) -> str:
    return re.split(r"[?#]", link.strip(), maxsplit=1)[0].rstrip("/").lower().partition("://")[2].removeprefix("www.")


def _folded(value: object) -> str:
    return " ".join(str(value or "").casefold().split())


def first_of(found: Iterable[Problem], told: set[str]) -> list[Problem]:
    """The problems about cells of which nothing was told before."""
    return [problem for problem in found if problem.place.key not in told]
