"""Where a line may end: at spaces, hyphens, in addresses after `/ . - _ ? & =`, and never inside an inclusive form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple
from pressdesk.text.tokens import tokens

HYPHEN_COST = 50.0
TYPED_HYPHEN_COST = 20.0
ADDRESS_COST = 150.0
FORCED_COST = 5000.0

_FRENCH = """le la les l’ de du des d’ à et ou où un une en au aux ce cet cette ces que qu’ qui pour sur par dans
sans sous avec chez vers entre contre dès mon ma mes ton ta tes son sa ses notre votre nos vos leur
leurs ne n’ se s’ je j’ tu il elle on ils elles y si ni mais car dont comme très"""
_ENGLISH = "the a an of to in at for and or by with from as is our your their its my"
FUNCTION_WORDS = frozenset(f"{_FRENCH} {_ENGLISH}".split())
"""Words that no line of a slogan ends on, in lower case."""

_LONGEST = max(map(len, FUNCTION_WORDS)) + 2
_SPACE = regex("[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_INCLUSIVE = r"(?:e|es|ne|nes|le|les|se|ses|te|tes|ve|ves|fe|fes|rice|rices|trice|trices|euse|euses|ère|ères|s)"
_JOINTS = frozenset("-\u2010–—/")
_INNER = (  # each branch begins with its sign, so that the search leaps from one to the next
    rf"[-\u2010](?<=\w\w.)(?!{_INCLUSIVE}\b)(?=\w\w|\w[’']\w)|[–—](?<=[^\W\d][^\W\d].)(?=[^\W\d])"
    rf"|/(?<=\w\w\w.)(?!{_INCLUSIVE}\b)(?=\w\w\w)"
)
_IDEOGRAPHS = r"(?<=[\u3040-\u30ff\u4e00-\u9fff])(?=[\u3040-\u30ff\u4e00-\u9fff])"
_ADDRESS = regex(r"(?<=[\w%)])(?:://|[/.\-_?&=])(?=[\w%(#])")
_TO_LEFT = frozenset(";:!?»)]}…,.%")
_TO_RIGHT = frozenset("«([{“‘")


class Opportunity(NamedTuple):
    """A place where a line may end: its visible text ends before `end`, the next line begins at `next`.

    `cost` is what it costs to break there, `hyphen` that a hyphen is set.
    """

    end: int
    next: int
    cost: float = 0.0
    hyphen: bool = False


def opportunities(text: str, start: int, end: int) -> list[Opportunity]:
    """The places between `start` and `end` where a line may end without a hyphen being set, in order."""
    kept = [token for token in tokens(text) if token.start < end and token.end > start]
    found: list[Opportunity] = []
    for match in _SPACE.finditer(text, start, end):
        first, last = match.span()
        if first == start or last == end:
            continue
        before, after = text[first - 1], text[last]
        if after in _TO_LEFT or before in _TO_RIGHT or (before.isdigit() and after.isdigit()):
            continue
        found.append(Opportunity(first, last))
    letters = set(text)
    inner = _INNER if not _JOINTS.isdisjoint(letters) else ""
    if letters and max(letters) >= "\u3040":
        inner += f"|{_IDEOGRAPHS}" if inner else _IDEOGRAPHS
    for match in re.compile(inner).finditer(text, start, end) if inner else ():  # compiled when there is need
        place = match.end()
        if start < place < end and not any(token.start < place < token.end for token in kept):
            found.append(Opportunity(place, place, TYPED_HYPHEN_COST))
    for token in kept:
        if token.kind in ("url", "mail"):
            found += [
                Opportunity(match.end(), match.end(), ADDRESS_COST)
                for match in _ADDRESS.finditer(text, token.start, token.end)
                if start < match.end() < end and match[0] != "://"
            ]
    found.sort()
    return found


def with_hyphens(plain: Iterable[Opportunity], places: Iterable[int], cost: float = HYPHEN_COST) -> list[Opportunity]:
    """The opportunities, and those of dividing words at `places`, in order."""
    taken = list(plain)
    edges = {place for opportunity in taken for place in (opportunity.end, opportunity.next)}
    taken += [Opportunity(place, place, cost, True) for place in places if place not in edges]
    taken.sort()
    return taken


def ends_weakly(text: str, start: int, end: int) -> bool:
    """Whether a line `text[start:end]` ends on a word that belongs to what follows: an article, a preposition, …

    >>> ends_weakly("Tenons bon pour la santé", 0, 18), ends_weakly("Anne-des-Prés", 0, 9)
    (True, True)
    """
    first = end - _LONGEST if end - _LONGEST > start else start
    space = text.rfind(" ", first, end)
    tail = text[first if space < 0 else space + 1 : end]
    found = _WEAK.get(tail)
    if found is None:
        if len(_WEAK) > 5000:
            _WEAK.clear()
        word = (
            tail.lower().replace("\u00a0", " ").replace("\u2010", "-").rstrip("-").replace("-", " ").rpartition(" ")[2]
        )
        found = _WEAK[tail] = word in FUNCTION_WORDS or word.rpartition("’")[2] in FUNCTION_WORDS
    return found


_WEAK: dict[str, bool] = {}
