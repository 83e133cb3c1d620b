"""Spelling by Hunspell, with the dictionaries in `assets/dictionaries`; the campaign's own words are known.

A word is checked as it would be read aloud: links, mail addresses, hashtags, names of people on networks and
figures are no words; inclusive writing (`patient·es`, `soignant.es`) is one word, right when its stem is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from pressdesk.base.paths import ASSETS
from pressdesk.base.values import NamedTuple

if TYPE_CHECKING:
    from hunspell import HunspellWrap

FOLDER = ASSETS / "dictionaries"
FILES = {"fr": "fr", "en": "en_US"}
"""The dictionary of each language; a text in another language is not checked."""
MOST_SUGGESTIONS = 5

_NO_WORD = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[#@]\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|net|eu|info|example)\b(?:/\S*)?"
    r"|\{[^{}]*\}|`[^`]*`|\b\w*\d\w*\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’·.\-‑][^\W\d_]+)*")
_INCLUSIVE = re.compile(
    r"(?<=\w)(?:·\w{1,6}(?:[·.]s)?|\.(?:ne|te|le|re|e|s|es|se|nes|tes|les|res|ses|rice|rices|euse|euses)(?:\.s)?)\b"
)
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’]", re.IGNORECASE)


class Misspelling(NamedTuple):
    """A word that the dictionary does not have, from `start` up to `end` in the text."""

    word: str
    start: int
    end: int


def misspellings(text: str, language: str, known: Collection[str] = ()) -> tuple[Misspelling, ...]:
    """The words of a text that are in neither the dictionary nor `known` (folded by `known_words`).

    Nothing is found in a language without a dictionary. Words in capitals alone are taken for abbreviations.
    """
    if language[:2] not in FILES:
        return ()
    masked = _NO_WORD.sub(lambda found: " " * len(found[0]), text)
    return tuple(
        Misspelling(match[0], match.start(), match.end())
        for match in _WORD.finditer(masked)
        if not _is_right(match[0], language[:2], known)
    )


def suggestions(word: str, language: str) -> tuple[str, ...]:
    """What was probably meant, the likeliest first; slow (up to half a second), so asked for one word at a time."""
    if language[:2] not in FILES:
        return ()
    found = _dictionary(language[:2]).suggest(word.replace("’", "'"))
    apostrophe = "’" if "’" in word else "'"
    return tuple(one.replace("'", apostrophe) for one in found[:MOST_SUGGESTIONS])


def known_words(texts: Collection[str]) -> frozenset[str]:
    """The words of names and facts, as `misspellings` wants them: proper names of the campaign are spelled right."""
    return frozenset(match[0].lower() for text in texts for match in _WORD.finditer(text)) | frozenset(
        part.lower() for text in texts for match in _WORD.finditer(text) for part in re.split(r"['’\-.·]", match[0])
    )


def _is_right(word: str, language: str, known: Collection[str]) -> bool:
    if len(word) == 1 or (word.isupper() and len(word) <= 8) or word.lower() in known:
        return True
    bare = _ELIDED.sub("", word)
    if bare != word and (bare.lower() in known or bare.isupper()):
        return True
    candidates = [word, bare]
    stem = _INCLUSIVE.sub("", bare)
    if stem != bare:
        candidates += [stem, stem + "s"]  # “tou·tes” shortens “tous”
    if any(_in_dictionary(candidate, language) for candidate in dict.fromkeys(candidates)):
        return True
    parts = [part for part in re.split(r"[\-‑.]", bare) if part]
    return len(parts) > 1 and all(
        part.lower() in known or len(part) == 1 or _in_dictionary(part, language) for part in parts
    )


@lru_cache(maxsize=16384)
def _in_dictionary(word: str, language: str) -> bool:
    return bool(_dictionary(language).spell(word.replace("’", "'").replace("‑", "-")))


@lru_cache(maxsize=len(FILES))
def _dictionary(language: str) -> HunspellWrap:
    from hunspell import Hunspell

    return Hunspell(FILES[language], hunspell_data_dir=str(FOLDER))
