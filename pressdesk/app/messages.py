"""Problems in the language of the window: the sentence is looked up by its pattern, its parts filled in again."""

from __future__ import annotations

import re
from functools import lru_cache

from pressdesk.app.translations import language, tr
from pressdesk.app.translations.problems_fr import PROBLEMS, WORDS
from pressdesk.base.problem import Place, Problem

_SLOT = re.compile(r"\{(\w+)\}")
_TOLD = ("fault", "what", "why")
_NUMBERS = ("mm", "least_mm", "pt", "reach", "wanted", "ratio", "least")
_GLUED = (
    (" :", "\u00a0:"),
    (" »", "\u00a0»"),
    ("« ", "«\u00a0"),
    (" ;", "\u202f;"),
    (" !", "\u202f!"),
    (" ?", "\u202f?"),
)
_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z“])")
_UNIT = re.compile(r"(?<=[\d}]) (?=(?:mm|m|pt|Mo|ppp|h)\b|%)|(?<=\bh) (?=\d)")


def message_of(problem: Problem) -> str:
    """What is wrong, in one sentence."""
    return _told(problem.message)


def remedy_of(problem: Problem) -> str:
    """What to do about it; may be empty."""
    return _told(problem.remedy)


def place_of(place: Place) -> str:
    """Where it is, in words; empty where nothing is known."""
    page = re.fullmatch(r"page (\d+)", place.key)
    parts = [
        f"{place.file}:{place.line}" if place.file and place.line else place.file,
        tr("page {number}", number=page[1]) if page else "",
        place.format,
        tr("row {number}", number=place.row) if place.row else "",
    ]
    return ", ".join(part for part in parts if part)


def in_french(sentence: str) -> str:
    """The French of a sentence of a problem, or the sentence itself where it has none.

    >>> in_french("There is no piece “a” in this campaign.")
    'Il n’y a pas de pièce «\\xa0a\\xa0» dans cette campagne.'
    """
    return _in_french(sentence, words=False)


def _told(sentence: str) -> str:
    return in_french(sentence) if language() == "fr" else sentence


@lru_cache(maxsize=2048)
def _in_french(sentence: str, *, words: bool) -> str:
    for english, french in _candidates(sentence, words):
        found = _pattern(english).fullmatch(sentence)
        if found:
            return _filled(_typeset(french), found.groupdict())
    if words and sentence.endswith("."):
        return _in_french(sentence[:-1], words=True)
    if len(parts := _SENTENCES.split(sentence)) > 1:  # said one after the other by two parts of the program
        return " ".join(_in_french(part, words=words) for part in parts)
    if words and ", " in sentence:
        return ", ".join(_in_french(part, words=True) for part in sentence.split(", "))
    return sentence


def _candidates(sentence: str, words: bool) -> list[tuple[str, str]]:
    """The entries that begin and end as the sentence does, those that say most themselves first."""
    tables = (WORDS, PROBLEMS) if words else (PROBLEMS,)
    found = [
        entry
        for table in tables
        for entry in table.items()
        if sentence.startswith(entry[0].partition("{")[0]) and sentence.endswith(entry[0].rpartition("}")[2])
    ]
    return sorted(found, key=lambda entry: -len(_SLOT.sub("", entry[0])))


def _filled(french: str, parts: dict[str, str]) -> str:
    return _SLOT.sub(lambda slot: _part(slot[1], parts[slot[1]]), french)


def _part(name: str, value: str) -> str:
    if name in _TOLD:
        return _in_french(value, words=True)
    if name in _NUMBERS:
        return value.replace(".", ",")
    return value


@lru_cache(maxsize=256)
def _pattern(english: str) -> re.Pattern[str]:
    """`There is no format “{name}”.` as an expression that finds the name."""
    parts = _SLOT.split(english)
    out, seen = "", set[str]()
    for index, part in enumerate(parts):
        if index % 2 == 0:
            out += re.escape(part)
        else:
            out += f"(?P={part})" if part in seen else f"(?P<{part}>.*?)"
            seen.add(part)
    return re.compile(out, re.DOTALL)


def _typeset(french: str) -> str:
    for plain, glued in _GLUED:
        french = french.replace(plain, glued)
    return _UNIT.sub("\u00a0", french)
