"""Dates, times and numbers as words of a language, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from pressdesk.base.regex import regex
from pressdesk.text.typography import NB as NBSP
from pressdesk.text.typography import NN as NNBSP
from pressdesk.text.typography import is_french

__all__ = ["DATE_FORMS", "TIME_FORMS", "format_date", "format_number", "format_time", "parse_date", "parse_time"]

DATE_FORMS = ("long", "short", "weekday", "day", "month", "year", "iso", "full")
TIME_FORMS = ("long", "short", "time", "iso")

_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_WEEKDAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_SHORTENED = {"janv": 1, "jan": 1, "févr": 2, "fevr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11}
_SHORTENED |= {"déc": 12, "dec": 12, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9}

_ISO = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = regex(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
_WORDS = regex(r"(?:([^\W\d_]+)\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]+)\.?,?\s+(\d{4})")
_TIME = regex(r"(\d{1,2})\s?(?::|h|H)\s?(\d{2})?(?::(\d{2}))?")


def format_date(value: date, how: str = "long", language: str = "fr") -> str:
    """A date in one of `DATE_FORMS`; French and the languages set like it have French words, all others English.

    Raises ValueError for an unknown form. Day and month are held together by a no-break space in French.

    >>> format_date(date(2026, 3, 1), "full")
    'dimanche 1er\\xa0mars 2026'
    >>> format_date(date(2026, 3, 12), "short")
    '12/03/2026'
    """
    form = _DATE_FORMS.get(how)
    if form is None:
        raise ValueError(f"There is no form “{how}” of a date; known are {', '.join(DATE_FORMS)}.")
    return form(value, _known(language))


def format_time(value: time, how: str = "long", language: str = "fr") -> str:
    """A time of day in one of `TIME_FORMS` (`long`, `short` and `time` are the same); raises ValueError.

    >>> format_time(time(14, 30)), format_time(time(14)), format_time(time(9, 5), "iso")
    ('14\\xa0h\\xa030', '14\\xa0h', '09:05')
    """
    if how not in TIME_FORMS:
        raise ValueError(f"There is no form “{how}” of a time; known are {', '.join(TIME_FORMS)}.")
    if how == "iso":
        return f"{value:%H:%M}"
    if _known(language) == "fr":
        return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02}" if value.minute else "")
    half = "a.m." if value.hour < 12 else "p.m."
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{NBSP}{half}"


def format_number(value: float, language: str = "fr", decimals: int | None = None) -> str:
    """A number with its thousands apart: narrow no-break spaces and a comma in French, commas and a point in English.

    Without `decimals` it keeps those it has, at most six.

    >>> format_number(1234567.5)
    '1\\u202f234\\u202f567,5'
    """
    if decimals is None:
        text = f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    else:
        text = f"{value:,.{decimals}f}"
    if _known(language) == "fr":
        text = text.replace(",", NNBSP).replace(".", ",").replace("-", "\u2212")
    return text


def parse_date(text: str) -> date:
    """Read a date such as `2026-03-12`, `12/03/2026`, `12 mars 2026`; the day goes before the month.

    A weekday before it is read over. Raises ValueError with a plain sentence.

    >>> parse_date("jeudi 12 mars 2026") == parse_date("12/03/2026") == date(2026, 3, 12)
    True
    """
    plain = " ".join(text.split())
    try:
        if found := _ISO.fullmatch(plain):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _FIGURES.fullmatch(plain):
            return date(int(found[3]), int(found[2]), int(found[1]))
        found = _WORDS.fullmatch(plain)
        if found and (not found[1] or _is_weekday(found[1])) and (month := _month(found[3])):
            return date(int(found[4]), month, int(found[2]))
    except ValueError:
        raise ValueError(f"“{text}” is a day that no calendar has.") from None
    raise ValueError(f"“{text}” is no date; write it as 2026-03-12, 12/03/2026 or 12 mars 2026.")


def parse_time(text: str) -> time:
    """Read a time such as `14:30`, `14h30`, `14 h 30`, `14 h`; raises ValueError with a plain sentence.

    >>> parse_time("14h30") == parse_time("14 h 30") == time(14, 30)
    True
    """
    found = _TIME.fullmatch(" ".join(text.split()))
    if found and (found[2] or "h" in text.lower()):
        try:
            return time(int(found[1]), int(found[2] or 0), int(found[3] or 0))
        except ValueError:
            raise ValueError(f"“{text}” is a time that no clock has.") from None
    raise ValueError(f"“{text}” is no time; write it as 14:30, 14h30 or 14 h 30.")


def _known(language: str) -> str:
    """French for the languages that are set as French, else English."""
    return "fr" if is_french(language) else "en"


def _day(value: date, language: str) -> str:
    return "1er" if value.day == 1 and language == "fr" else str(value.day)


def _month_name(value: date, language: str) -> str:
    return _MONTHS[language][value.month - 1]


def _weekday(value: date, language: str) -> str:
    return _WEEKDAYS[language][value.weekday()]


def _long(value: date, language: str) -> str:
    return f"{_day(value, language)}{NBSP}{_month_name(value, language)} {value.year}"


def _full(value: date, language: str) -> str:
    comma = "" if language == "fr" else ","
    return f"{_weekday(value, language)}{comma} {_long(value, language)}"


_DATE_FORMS: dict[str, Callable[[date, str], str]] = {
    "long": _long,
    "short": lambda value, _: f"{value:%d/%m}/{value.year:04}",
    "weekday": _weekday,
    "day": _day,
    "month": _month_name,
    "year": lambda value, _: str(value.year),
    "iso": lambda value, _: value.isoformat()[:10],
    "full": _full,
}


def _is_weekday(word: str) -> bool:
    low = word.lower()
    return len(low) >= 3 and any(day.lower().startswith(low) for days in _WEEKDAYS.values() for day in days)


def _month(word: str) -> int:
    low = word.lower()
    for months in _MONTHS.values():
        for number, month in enumerate(months, 1):
            if low in (month.lower(), _plain(month)):
                return number
    return _SHORTENED.get(low, 0)


def _plain(word: str) -> str:
    return word.lower().replace("é", "e").replace("û", "u")
