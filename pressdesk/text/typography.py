"""French typography after the rules of the Imprimerie nationale: spaces, quotes, dots, dashes, superior letters.

Only spaces, quotes, apostrophes, dots and dashes change, never a letter or a figure; what was typed with care (no-break
spaces, guillemets, curly quotes) stays; and applying the rules twice changes nothing. Source of the table: TRADE,
"French typography".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Span
from pressdesk.text.tokens import tokens

NB = "\u00a0"
NN = "\u202f"
MASK = "\ue000"

FRENCH = frozenset({"fr", "gcf", "gcr", "rcf", "acf", "ht", "br", "oc", "co", "gsw-fr"})
"""Languages set with the spaces of France: French, and its regional and creole languages."""

_QUOTES = {
    "de": "„“", "cs": "„“", "sk": "„“", "sl": "„“", "pl": "„”", "ro": "„”", "hu": "„”", "es": "«»", "it": "«»",
    "pt": "«»", "el": "«»", "ru": "«»", "uk": "«»", "ca": "«»", "ar": "«»", "sv": "””", "fi": "””",
}  # fmt: skip

Figures: TypeAlias = Literal["", "some", "spaced"]
Edit: TypeAlias = tuple[int, int, str]

_UNITS = (
    r"k?€|M€|Mds?€|euros?|millions?|milliards?|[kchdm]?m[²³]?|km/h|m/s|[kmµ]?g|mg|t|[cmdh]?[lL]|ha|h|min|s|ms|°[CF]?|"
    r"[kMGT]?Wh?|[kM]?Hz|[kMGT]o|dB|[kMh]?Pa|px|pt|ppp|cv|cal|kcal|mol|bar"
)
_MONTHS = (
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."
)
_CAPITAL = "A-ZÀ-ÖØ-Þ\u0152\u0178\ue000"


class _Step(NamedTuple):
    """One rule: what it finds to change, and the signs without which it has nothing to do; with `figures` also the
    figures, or the figures with a space after them."""

    find: Callable[[str, str], list[Edit]]
    signs: frozenset[str]
    figures: Figures = ""


def _rule(signs: str, pattern: str, to: str, *, figures: Figures = "") -> _Step:
    """A rule that puts `to` in place of the groups of a pattern (typed no-break spaces excepted), or of all of it.

    A pattern that begins with a sign, what stands before it looked at afterwards, is searched several times faster.
    """
    compiled: list[re.Pattern[str]] = []  # when first used: compiling all rules takes milliseconds of every start

    def find(text: str, _: str) -> list[Edit]:
        if not compiled:
            compiled.append(re.compile(pattern))
        return _edits(text, compiled[0].finditer(text), to)

    return _Step(find, frozenset(signs), figures)


def _rule_before(signs: str, pattern: str, to: str, *, figures: Figures = "") -> _Step:
    """The same for a pattern that begins with the spaces before one of the signs, and is tried there only."""
    compiled: list[re.Pattern[str]] = []

    def find(text: str, _: str) -> list[Edit]:
        if not compiled:
            compiled.append(re.compile(pattern))
        starts = []
        for sign in signs:
            place = text.find(sign)
            while place >= 0:
                start = place
                while start and text[start - 1] == " ":
                    start -= 1
                starts.append(start)
                place = text.find(sign, place + 1)
        matches = [match for start in sorted(starts) if (match := compiled[0].match(text, start))]
        return _edits(text, matches, to)

    return _Step(find, frozenset(signs), figures)


def _edits(text: str, matches: Iterable[re.Match[str]], to: str) -> list[Edit]:
    edits: list[Edit] = []
    for match in matches:
        for group in range(1 if match.re.groups else 0, match.re.groups + 1):
            start, end = match.span(group)
            if start >= 0 and NB not in (typed := text[start:end]) and NN not in typed:
                edits.append((start, end, to))
    return edits


_DIGITS = frozenset("0123456789")
_GAP = f"[ {NB}{NN}]*"

_ELLIPSIS = _rule(".", r"\.\.\.(?<!\....)(?!\.)", "…")
_APOSTROPHES = _rule("'", r"'(?:(?<=[^\W\d_].)|(?<!\d.)(?=\w))", "’")

_SPACES = (
    _rule("«", r"«( *)(?=\S)", NB),
    _rule_before("»", r"(?<=\S)( *)»", NB),
    _rule_before(";!?", r"(?<=[^\s;!?(\[{<“‘¡¿/])( *)(?=[;!?])", NN),
    _rule_before(":", r"(?<=[^\s:(\[{])(?!(?<=\d) +: +\d)( *)(?=:(?:[\s»”)]|$))", NB),
)

_NUMBERS = (
    _rule_before("%‰€", r"(?<=\d)( *)(?=[%‰€])", NB, figures="some"),
    _rule(
        " ",
        rf"( )(?:(?<=\d.)|(?<=\b1er.))(?=(?:{_UNITS})(?![\w’'*])|(?<!\d\d\d )(?i:{_MONTHS})(?!\w))",
        NB,
        figures="spaced",
    ),
    _rule(
        "h", rf"\d(?<![\w.,].)\d{{0,2}}({_GAP})h(?:({_GAP})(?=[0-5]\d(?!\w|{_GAP}h))|(?![\w’'*]))", NB, figures="some"
    ),
    _rule("°º", r"\b[nN][°º]( *)(?=\d)", NB, figures="some"),
    _rule("n", r"[nN](?<=\b.)os( )(?=\d)", NB, figures="some"),
    _rule(
        ".",
        r"\.( )(?=[\dIVXLC])(?:(?<=\b[pP]..)|(?<=\b[pP]p..)|(?<=\b[aA]rt..)|"
        r"(?<=\b[cC]hap..)|(?<=\b[fF]ig..)|(?<=\b[vV]ol..)|(?<=\b(?:al|éd)..)|(?<=\bt..))",
        NB,
    ),
    _rule(".", rf"\.( )(?=[{_CAPITAL}])(?<=[{_CAPITAL}]..)(?:(?<![\w’'.]...)|(?<=-...))", NB),
    _rule("M", rf"M(?<=\b.)(?:M?\.|mes?|lles?|gr|e)( )(?=[{_CAPITAL}]|l[ea’']s?\b)", NB),
    _rule("DP", rf"[DP](?<=\b.)rs?( )(?=[{_CAPITAL}])", NB),
)

_FIGURES = ("", "some", "spaced")
_SPACED = regex(r"[0-9](?:er)? [\w€°]")

_THOUSANDS = regex(r"[1-9](?<![\d.,+/-].)(?<!\d[ \u00a0\u202f].)\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_DASH = regex(r"(?:(?<=[ \u00a0\u202f])|^)(?:[–—]|--)(?=[ \u00a0\u202f,;.:!?)…]|$)|(?<= )-(?= )", re.MULTILINE)
_SENTENCE = regex(r"[.!?…][\s»”)]|\n")

_SUPERIOR = rf"""
    (?<![\w’'])(?:
        1(?P<a>ers?|res?) | 2(?P<b>nde?s?|de) | \d+(?P<c>es?)
        | (?:X{{1,3}}(?:IX|IV|V?I{{0,3}})|IX|IV|VI{{0,3}}|II{{1,2}})(?P<d>es?) | I(?P<e>er|re)
        | M(?P<f>mes?|lles?) | [DP](?P<g>rs?)(?=[ \u00a0][{_CAPITAL}]) | M(?P<h>e)(?=\u00a0[{_CAPITAL}])
    )(?![\w’'])
"""
_SUPERIOR_SIGNS = frozenset("0123456789IVXMDP")


def is_french(language: str) -> bool:
    """Whether a language is set with French spaces and guillemets.

    >>> is_french("fr-CA"), is_french("gcf"), is_french("en")
    (True, True, False)
    """
    return language in FRENCH or language.partition("-")[0] in FRENCH


def typeset(text: str, language: str) -> str:
    """A plain text with the rules of its language applied; idempotent.

    >>> typeset('"Tenons bon !" dit-il à 14 h 30...', "fr").replace(NB, "_").replace(NN, "~")
    '«_Tenons bon~!_» dit-il à 14_h_30…'
    """
    known = (text, language)
    found = _TYPESET.get(known)
    if found is None:
        if len(_TYPESET) > 5000:
            _TYPESET.clear()
        found = _TYPESET[known] = _run(text, language, None)[0]
    return found


def typeset_spans(spans: tuple[Span, ...], language: str) -> tuple[Span, ...]:
    """Marked text with the rules applied; they see across the borders of spans, and each language has its own.

    Ordinals and titles (`1er`, `XXIe`, `Mme`) get superior letters in French.
    """
    known = (spans, language)
    found = _SPANS.get(known)
    if found is None:
        if len(_SPANS) > 5000:
            _SPANS.clear()
        found = _SPANS[known] = _typeset_spans(spans, language)
    return found


def _typeset_spans(spans: tuple[Span, ...], language: str) -> tuple[Span, ...]:
    if not spans:
        return spans
    if len(spans) == 1:
        span = spans[0]
        own = span.language or language
        text = typeset(span.text, own)
        if span.superior or not is_french(own) or _SUPERIOR_SIGNS.isdisjoint(text):
            return spans if text == span.text else (span._replace(text=text),)
        return _split(text, [span], [0] * len(text), [own])
    text = "".join(span.text for span in spans)
    owners = [place for place, span in enumerate(spans) for _ in span.text]
    languages = [span.language or language for span in spans]
    foreign = sorted({own for own in languages if own != language})
    hidden = [languages[owner] != language for owner in owners] if foreign else []
    text, owners = _run(text, language, owners, hidden)
    for own in foreign:
        hidden = [languages[owner] != own for owner in owners]
        text, owners = _run(text, own, owners, hidden)
    return _split(text, list(spans), owners, languages)


_TYPESET: dict[tuple[str, str], str] = {}
_SPANS: dict[tuple[tuple[Span, ...], str], tuple[Span, ...]] = {}


def _run(text: str, language: str, owners: list[int] | None, hidden: list[bool] | None = None) -> tuple[str, list[int]]:
    """Apply the rules of a language; `owners` tells for each character its span, `hidden` which ones to leave alone."""
    if text.isalpha() or not text:
        return text, owners or []
    masked, kept = _mask(text, hidden)
    present = set(masked)
    figures = ("",) if _DIGITS.isdisjoint(present) else _FIGURES if _SPACED.search(masked) else ("", "some")
    for find, signs, needed in _STEPS_FR if is_french(language) else _STEPS_OTHER:
        if needed in figures and not signs.isdisjoint(present) and (edits := find(masked, language)):
            masked, owners = _apply(masked, edits, owners)
    if kept:
        at = 0

        def back(match: re.Match[str]) -> str:
            nonlocal at
            at += len(match[0])
            return kept[at - len(match[0]) : at]

        masked = re.sub(f"{MASK}+", back, masked)
    return masked, owners or []


def _mask(text: str, hidden: list[bool] | None) -> tuple[str, str]:
    """The text with what must not be touched hidden behind a sign of its own, and the hidden characters in a row."""
    found = tokens(text)
    if not found and not (hidden and True in hidden):
        return text, ""
    chars = list(text)
    for token in found:
        chars[token.start : token.end] = MASK * (token.end - token.start)
    if hidden:
        chars = [MASK if hide else char for char, hide in zip(chars, hidden, strict=True)]
    masked = "".join(chars)
    return masked, "".join(char for char, sign in zip(text, masked, strict=True) if sign == MASK)


def _apply(text: str, edits: list[Edit], owners: list[int] | None) -> tuple[str, list[int] | None]:
    parts: list[str] = []
    owned: list[int] = []
    at = 0
    for start, end, new in edits:
        parts.append(text[at:start])
        parts.append(new)
        if owners is not None:
            owned += owners[at:start]
            owned += [owners[start if start < end or start == 0 else start - 1]] * len(new)
        at = end
    parts.append(text[at:])
    if owners is None:
        return "".join(parts), None
    return "".join(parts), owned + owners[at:]


_BEFORE_QUOTE = "([{«“‘’'–—-/|\"" + MASK


def _quote_pairs(text: str) -> Iterable[tuple[int, int, int]]:
    """Straight double quotes that belong together: where they open and close, and how many pairs stand around them."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if char == "«":
            waiting.append(-1 - place)
        elif char == "»":
            if any(opened < 0 for opened in waiting):
                while (opened := waiting.pop()) >= 0:
                    pass
                pairs.append((-1 - opened, place))
        elif char == '"':
            before = text[place - 1] if place else " "
            after = text[place + 1] if place + 1 < len(text) else " "
            opens = not after.isspace() and (before.isspace() or before in _BEFORE_QUOTE)
            closes = not before.isspace() and not after.isalnum()
            if closes and waiting and waiting[-1] >= 0:
                pairs.append((waiting.pop(), place))
            elif opens:
                waiting.append(place)
    for opened, closed in pairs:
        if text[opened] == '"':
            yield opened, closed, sum(1 for start, end in pairs if start < opened and closed < end)


def _quotes(text: str, language: str) -> list[Edit]:
    french = is_french(language)
    outer = ("«" + NB, NB + "»") if french else tuple(_QUOTES.get(language.partition("-")[0], "“”"))
    edits: list[Edit] = []
    for opened, closed, level in _quote_pairs(text):
        opening, closing = outer if level == 0 or not french else "“”"
        edits += [(opened, opened + 1, opening), (closed, closed + 1, closing)]
    return sorted(edits)


def _single_quotes(text: str, _: str) -> list[Edit]:
    """English: `'word'` in single curly quotes; what is no pair is an apostrophe."""
    return [
        edit
        for match in re.finditer(r"(?<![\w’'])'(?=\w)([^'\n]*[^\s'])'(?!\w)", text)
        for edit in ((match.start(), match.start() + 1, "‘"), (match.end() - 1, match.end(), "’"))
    ]


def _thousands(text: str, _: str) -> list[Edit]:
    return [
        (place, place + 1, NN)
        for match in _THOUSANDS.finditer(text)
        for place in range(match.start(), match.end())
        if text[place] == " "
    ]


def _dashes(text: str, _: str) -> list[Edit]:
    """Dashes around an aside: en dashes, with a no-break space on their inner sides; a sentence begins anew."""
    if " -" not in f" {text}" and "\n-" not in text and "–" not in text and "—" not in text:
        return []
    edits: list[Edit] = []
    opened = False
    at = 0
    for match in _DASH.finditer(text):
        start, end = match.span()
        if _SENTENCE.search(text, at, start):
            opened = False
        at = start
        before = text[:start].rstrip(f" {NB}{NN}")
        after = text[end:].lstrip(f" {NB}{NN}")
        if match[0] == "-" and (not before or before[-1] == "\n" or (before[-1].isdigit() and after[:1].isdigit())):
            continue
        if opened and before and start and text[start - 1] == " ":
            edits.append((start - 1, start, NB))
        if match[0] in ("-", "--"):
            edits.append((start, end, "–"))
        if not opened and after and text[end : end + 1] == " ":
            edits.append((end, end + 1, NB))
        opened = not opened
    return edits


_STRAIGHT = _Step(_quotes, frozenset('"'))
_STEPS_FR = (
    _ELLIPSIS,
    _APOSTROPHES,
    _STRAIGHT,
    *_SPACES,
    _Step(_thousands, frozenset(" "), "spaced"),
    *_NUMBERS,
    _Step(_dashes, frozenset("-–—")),
)
_STEPS_OTHER = (_Step(_single_quotes, frozenset("'")), _APOSTROPHES, _STRAIGHT)


def _split(text: str, spans: list[Span], owners: list[int], languages: list[str]) -> tuple[Span, ...]:
    """The spans again, from the text and the span of each character, ordinals split off as superior letters."""
    superior: set[int] = set()
    if not _SUPERIOR_SIGNS.isdisjoint(text):
        matches = list(re.finditer(_SUPERIOR, text, re.VERBOSE))
        away = {place for token in tokens(text) for place in range(token.start, token.end)} if matches else set()
        for match in matches:
            start, end = match.span(match.lastgroup or 0)
            if start not in away and is_french(languages[owners[start]]) and not spans[owners[start]].superior:
                superior.update(range(start, end))
    if not superior and len(spans) == 1:
        return (spans[0]._replace(text=text),)
    out: list[Span] = []
    start = 0
    for place in range(1, len(text) + 1):
        same = place < len(text) and owners[place] == owners[start] and (place in superior) == (start in superior)
        if not same:
            span = spans[owners[start]]
            out.append(span._replace(text=text[start:place], superior=span.superior or start in superior))
            start = place
    return tuple(out)
