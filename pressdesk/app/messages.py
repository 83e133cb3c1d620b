"""Problems in the language of the window: by code and pattern, else the sentence as the program says it."""

from __future__ import annotations

import re
from functools import lru_cache

from pressdesk.app.translations import language
from pressdesk.app.translations.problems_fr import PROBLEMS
from pressdesk.base.problem import Problem


def message_of(problem: Problem) -> str:
    """What is wrong, in one sentence."""
    return _told(problem.message)


def remedy_of(problem: Problem) -> str:
    """What to do about it; may be empty."""
    return _told(problem.remedy)


@lru_cache(maxsize=2048)
def _in_french(sentence: str) -> str:
    for pattern, french in _patterns():
        found = pattern.fullmatch(sentence)
        if found:
            return french.format(**found.groupdict())
    return sentence


def _told(sentence: str) -> str:
    return _in_french(sentence) if language() == "fr" else sentence


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), french) for english, french in PROBLEMS.items())


def _pattern(english: str) -> re.Pattern[str]:
    """`There is no format “{name}”.` as an expression that finds the name."""
    parts = re.split(r"\{(\w+)\}", english)
    out = "".join(re.escape(part) if i % 2 == 0 else f"(?P<{part}>.*?)" for i, part in enumerate(parts))
    return re.compile(out, re.DOTALL)
