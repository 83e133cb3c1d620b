"""Words that are not prose: addresses, hashtags, codes. They are never retouched, and break by rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple

_ENDINGS = "fr|org|com|net|eu|info|coop|example|gouv|asso|gp|mq|gf|re|yt|nc|pf|be|ch|lu|ca|uk|de|io|app|link|social"
_INCLUSIVE = "es?|nes?|ses?|tes?|ves?|ères?|trices?|rices?|euses?|les?|fes?|ques?|s|x"

_TOKEN = rf"""
    (?P<code>`[^`\n]*`|&\#?\w+;|(?<!\S):[a-z0-9_+-]+:(?!\S)|(?<!\S)[:;]['-]?[()DPpO|*](?!\w)|\ue000+)
    |(?P<url>(?:https?://|ftp://|www\.)[^\s<>«»“”"\u00a0\u202f]+
        |(?<![\w@.-])(?:[\w-]++\.)+(?:{_ENDINGS})(?![\w·@]|\.\w)(?:[/?][^\s<>«»“”"\u00a0\u202f]*)?
        |(?<![\w@.-])(?=[\w.-]++/)[\w-]+(?:\.[\w-]+)*\.(?!(?:{_INCLUSIVE})/)[a-zA-Z]{{2,}}/[^\s<>«»“”"\u00a0\u202f]*)
    |(?P<mail>(?<![\w.+-])(?:mailto:)?[\w.+-]++@[\w-]+(?:\.[\w-]+)+)
    |(?P<hashtag>(?<![\w&])\#\w+)
    |(?P<name>(?<![\w@])@\w+)
"""
_SUSPECT = regex(r"[/@#`&\ue000]|:[\w+'()|*-]|;['()DPpO|*-]|www\.|\.[a-z](?<=\w..)[a-z]")
"""What a text needs somewhere to hold such a stretch at all; each branch begins with a sign, so the search is fast."""
_TRAILING = ".,;:!?…)]}'’*"


class Token(NamedTuple):
    """A stretch of a text: `kind` is url, mail, hashtag, name (after @) or code."""

    start: int
    end: int
    kind: str


def tokens(text: str) -> tuple[Token, ...]:
    """The stretches of a text that typography leaves alone, in order.

    >>> [text[t.start : t.end] for text in ["Voir https://a.org/b, #Tenir"] for t in tokens(text)]
    ['https://a.org/b', '#Tenir']
    >>> tokens("patient.es et patient·es")
    ()
    """
    if not _SUSPECT.search(text):
        return ()
    known = _KNOWN.get(text)
    if known is None:
        if len(_KNOWN) > 2000:
            _KNOWN.clear()
        known = _KNOWN[text] = tuple(_found(text))
    return known


_KNOWN: dict[str, tuple[Token, ...]] = {}


def _found(text: str) -> Iterator[Token]:
    for match in re.finditer(_TOKEN, text, re.VERBOSE):
        start, end = match.span()
        kind = match.lastgroup or "code"
        if kind == "url":
            end = _url_end(text, start, end)
        yield Token(start, end, kind)


def _url_end(text: str, start: int, end: int) -> int:
    """The end of an address without the sentence's own punctuation; a closing bracket stays if it was opened."""
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == ")" and text.count("(", start, end) >= text.count(")", start, end):
            break
        end -= 1
    return end
