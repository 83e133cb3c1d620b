"""Where words may be divided: patterns of the language, and the limits of the trade."""

from __future__ import annotations

from typing import Any

from pressdesk.base.regex import regex

LEFT = 2
RIGHT = 3
"""Letters that stay before a hyphen, and letters that go to the next line (TRADE, "Hyphenation")."""

_WORD = regex(r"[^\W\d_]+")
_KEPT_WHOLE = "·-\u2010\u2011_@#0123456789"
_known: dict[str, Any] = {}
_places: dict[tuple[str, str], tuple[int, ...]] = {}


def word_places(word: str, language: str) -> tuple[int, ...]:
    """Where one word may be divided; none for names, acronyms and languages without patterns.

    >>> word_places("mobilisation", "fr")
    (2, 4, 6, 8)
    >>> word_places("Mobilisation", "fr")
    ()
    """
    if len(word) < LEFT + RIGHT or not word.islower():
        return ()
    known = (word, language)
    found = _places.get(known)
    if found is None:
        patterns = _patterns(language)
        found = _places[known] = () if patterns is None else tuple(map(int, patterns.positions(word)))
    return found


def places(text: str, start: int, end: int, language: str) -> list[int]:
    """Where the words of a stretch of a text may be divided, as places in the text.

    Words with a hyphen, a middle dot or a figure, and abbreviations with inner points (`patient.es`) stay whole.
    """
    found: list[int] = []
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        before, after = text[first - 1 : first], text[last : last + 1]
        if before and (before in _KEPT_WHOLE or (before == "." and text[first - 2 : first - 1].isalnum())):
            continue
        if after and (after in _KEPT_WHOLE or (after == "." and text[last + 1 : last + 2].isalnum())):
            continue
        found += [first + place for place in word_places(match[0], language)]
    return found


def _patterns(language: str) -> Any:
    if language not in _known:
        import pyphen

        name = pyphen.language_fallback(language.replace("-", "_"))
        _known[language] = pyphen.Pyphen(lang=name, left=LEFT, right=RIGHT) if name else None
    return _known[language]
