"""Facts: what a name means in a campaign, and how a value reads as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign, Contact, Organisation, Petition, Signatory
from pressdesk.model.story import Span, Story
from pressdesk.templates.filled import CodeValue, PictureValue, Recipient, Spans
from pressdesk.templates.patterns import CAMPAIGN_NAMES, DATE_FORMATS, Pattern, Reference, parse_pattern
from pressdesk.text.dates import format_date, format_number, format_time, parse_date, parse_time
from pressdesk.text.markup import parse_inline


class Missing:
    """The answer for a name that nothing answers to."""


MISSING: Final = Missing()

MANY = 24
"""Of more than so many a list counts as a long one: `{organisations.many}`."""

_CAMPAIGN_TEXTS = ("slogan", "hashtag", "legal", "name", "language")
_WORDS = {"fr": ("non", "oui")}
_PLAIN = Span("")
_ESCAPED_BRACE = regex(r"(?<!\\)((?:\\\\)*)\\([{}])")


class Piece(NamedTuple):
    """A stretch of a text with one set of marks: its literal spans and references in order, and its link's pattern."""

    marks: Span
    parts: tuple[Span | Reference, ...]
    link: Pattern | None = None


class Compiled(NamedTuple):
    """A text with its marks and references read; `constant` is all it says when it has no references."""

    pieces: tuple[Piece, ...]
    constant: Spans | None
    references: tuple[Reference, ...]
    faults: tuple[str, ...]


def compile_spans(spans: Iterable[Span]) -> Compiled:
    """Read the references in spans whose marks are read already."""
    pieces = []
    references: list[Reference] = []
    faults: list[str] = []
    for span in spans:
        pattern = parse_pattern(span.text)
        link = parse_pattern(span.link) if "{" in span.link else None
        if link is not None and not link.references:
            span, link = span._replace(link="".join(map(str, link.parts))), None
        parts = (part if isinstance(part, Reference) else span._replace(text=part) for part in pattern.parts)
        pieces.append(Piece(span._replace(text=""), tuple(parts), link))
        for one in (pattern, link):
            if one is not None:
                references += one.references
                faults += one.faults
    constant = None
    if not references:
        constant = merged(part for piece in pieces for part in piece.parts if isinstance(part, Span))
    return Compiled(tuple(pieces), constant, tuple(references), tuple(faults))


@lru_cache(maxsize=4096)
def compile_text(text: str) -> Compiled:
    """Read the marks and the references of a text; it never raises."""
    return compile_spans(parse_inline(protected(text)))


def protected(text: str) -> str:
    """A text whose braces with a backslash before them are doubled, so that the markup leaves them alone."""
    return _ESCAPED_BRACE.sub(r"\1\2\2", text) if "\\" in text else text


def resolved(compiled: Compiled, answer: Callable[[Reference], Spans]) -> Spans:
    """The spans of a text with every reference answered; marks around a reference hold for its answer."""
    if compiled.constant is not None:
        return compiled.constant
    out: list[Span] = []
    for piece in compiled.pieces:
        marks = piece.marks
        if piece.link is not None:
            target = "".join(part if isinstance(part, str) else plain(answer(part)) for part in piece.link.parts)
            marks = marks._replace(link=target)
        if marks == _PLAIN:
            for part in piece.parts:
                if type(part) is Span:
                    out.append(part)
                else:
                    spans = answer(part)  # type: ignore[arg-type]
                    if len(compiled.references) == len(piece.parts) == len(compiled.pieces) == 1:
                        return spans
                    out.extend(spans)
        else:
            for part in piece.parts:
                if isinstance(part, Span):
                    out.append(part if piece.link is None else part._replace(link=marks.link))
                else:
                    out.extend(_marked(inner, marks) for inner in answer(part))
    return merged(out)


def merged(spans: Iterable[Span]) -> Spans:
    """The spans with empty ones left out and neighbours of the same marks as one."""
    out: list[Span] = []
    texts: list[str] = []
    marks: tuple[object, ...] = ()
    for span in spans:
        if not span.text:
            continue
        if out and span[1:] == marks:
            texts.append(span.text)
            continue
        if len(texts) > 1:
            out[-1] = Span("".join(texts), *out[-1][1:])
        marks = span[1:]
        texts = [span.text]
        out.append(span)
    if len(texts) > 1:
        out[-1] = Span("".join(texts), *out[-1][1:])
    return tuple(out)


def plain(spans: Iterable[Span]) -> str:
    """The text of spans without their marks."""
    return "".join(span.text for span in spans)


def campaign_value(campaign: Campaign, path: Sequence[str]) -> object:
    """What a name means in the campaign, or MISSING; texts are as written, with their own references in them.

    The names of `CAMPAIGN_NAMES` go first, then its facts, which also answer to `facts.NAME`.
    """
    root, rest = path[0], path[1:]
    if root == "campaign" and rest:
        return campaign_value(campaign, rest)
    found: object
    if root in _CAMPAIGN_TEXTS or root in ("updated", "petitions", "organisations", "contacts", "signatories", "facts"):
        found = getattr(campaign, root)
    elif root == "campaign":
        found = campaign.name
    elif root == "petition":
        petitions = campaign.petitions
        found = petitions.get("main") or next(iter(petitions.values()), MISSING)
    else:
        found = campaign.facts.get(root, MISSING)
    return part_of(found, rest)


def part_of(value: object, path: Sequence[str]) -> object:
    """What lies under a value: a named part, of several `first`, `last`, a number from 1 or a key; or MISSING."""
    for word in path:
        if isinstance(value, Mapping):
            value = value.get(word, MISSING)
        elif isinstance(value, CodeValue | PictureValue | Petition | Organisation | Contact | Signatory | Recipient):
            known = word in (*value._fields, "link", "function")
            value = getattr(value, word, MISSING) if known else MISSING
        elif isinstance(value, tuple):
            value = _of_several(value, word)
        else:
            return MISSING
    return value


def known_names(campaign: Campaign, others: Iterable[str] = ()) -> list[str]:
    """All names a text may use, for finding the nearest one."""
    names = [*others, *CAMPAIGN_NAMES, *campaign.facts]
    for key in campaign.petitions:
        names += [f"petitions.{key}.{part}" for part in ("link", "short", "call", "title")]
    names += [f"petition.{part}" for part in ("link", "short", "call")]
    for name, value in campaign.facts.items():
        if isinstance(value, Mapping):
            names += [f"{name}.{key}" for key in value]
    return names


def shown(value: object, format: str = "", language: str = "fr") -> Spans:
    """How a value reads as text in one of `patterns.FORMAT_NAMES`; raises ValueError when it has no such form."""
    if not format and type(value) is str:
        return _one(value)
    if isinstance(value, tuple) and type(value) is tuple:
        if not format and value and type(value[0]) is Span:
            return value
        if value and type(value[0]) is Span:
            return shown(plain(value), format, language)
        parts = [plain(shown(part, format, language)) for part in value]
        return _one(", ".join(part for part in parts if part))
    return _one(_words(value, format, language))


@lru_cache(maxsize=4096)
def _one(text: str) -> Spans:
    return (Span(text),) if text else ()


def _words(value: object, format: str, language: str) -> str:
    match value:
        case str():
            return _formatted(value, format, language) if format else value
        case bool():
            _refuse(format, "a yes or no")
            return _WORDS.get(language[:2], ("no", "yes"))[value]
        case datetime() if format in ("time",):
            return format_time(value.time(), format, language)
        case date():
            if format and format not in DATE_FORMATS:
                _refuse(format, "a date")
            return format_date(value, format or "long", language)
        case time():
            if format not in ("", "time", "long", "short", "iso"):
                _refuse(format, "a time")
            return format_time(value, format or "long", language)
        case int() | float():
            if format == "number":
                return format_number(value, language)
            _refuse(format if format != "plain" else "", "a number")
            decimal = "," if language[:2] == "fr" and format != "plain" else "."
            return f"{value:.10g}".replace(".", decimal) if isinstance(value, float) else str(value)
        case None | Missing():
            return ""
        case _:
            _refuse(format, "this")
            return _called(value, language)


def _called(value: object, language: str) -> str:
    match value:
        case Organisation():
            return value.name
        case Petition():
            return value.short or value.link
        case CodeValue():
            return value.short or value.payload
        case PictureValue():
            return value.caption
        case Contact():
            return ", ".join(part for part in value if part)
        case Signatory():
            return ", ".join(part for part in (value.name, value.role) if part)
        case Recipient():
            return value.line
        case Story():
            return value.text
        case Mapping():
            return ", ".join(text for part in value.values() if (text := plain(shown(part, "", language))))
    return str(value)


def _formatted(text: str, format: str, language: str) -> str:
    if not text.strip():
        return ""
    if format in ("number", "plain"):
        try:
            number = float(text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", "."))
        except ValueError:
            raise ValueError(f"“{text}” is no number.") from None
        return _words(int(number) if number.is_integer() else number, format, language)
    if format == "time":
        return format_time(parse_time(text), format, language)
    return format_date(parse_date(text), format, language)


def _refuse(format: str, what: str) -> None:
    if format:
        raise ValueError(f"there is no form “{format}” of {what}.")


def _marked(inner: Span, outer: Span) -> Span:
    return Span(
        inner.text,
        inner.bold or outer.bold,
        inner.italic or outer.italic,
        inner.superior or outer.superior,
        inner.language or outer.language,
        inner.colour or outer.colour,
        inner.size_factor * outer.size_factor,
        inner.link or outer.link,
    )


def _of_several(values: tuple[object, ...], word: str) -> object:
    if word in ("first", "last"):
        return values[0 if word == "first" else -1] if values else ""
    if word == "many":
        return len(values) > MANY
    if word.isdecimal():
        return values[int(word) - 1] if 0 < int(word) <= len(values) else MISSING
    for value in values:
        if getattr(value, "key", None) == word or (isinstance(value, Contact | Signatory) and value.name == word):
            return value
    return MISSING
