"""The language of names in braces: `{slogan}`, `{event.date:long}`, `{{` for a literal brace.

A name is words joined by dots; after a colon stands the name of a format. Nothing else is a reference: what cannot be
read stays in the text as it was typed, and `Pattern.faults` says why. There are no expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple

CAMPAIGN_NAMES = (
    *("slogan", "hashtag", "name", "campaign", "legal", "updated", "language"),
    *("petition", "petitions", "organisations", "contacts", "signatories", "facts"),
)
"""What every campaign answers to, beside the names of its own facts."""

PAGE_NAMES = ("page", "pages")
"""The number of the page and how many there are, known to the boxes of a template alone."""

RECORDS = ("event", "official", "signatory")
"""What a row is called in the tables that the program knows."""

DATE_FORMATS = ("long", "short", "weekday", "day", "month", "year", "iso", "full")
TIME_FORMATS = ("time",)
NUMBER_FORMATS = ("number", "plain")
FORMAT_NAMES = (*DATE_FORMATS, *TIME_FORMATS, *NUMBER_FORMATS)

PARTS: Mapping[str, tuple[str, ...]] = {
    "petition": ("link", "short", "call"),
    "link": ("link", "short", "call"),
    "picture": ("caption", "credit", "alternative"),
    "organisations": ("first", "last", "many"),
    "contacts": ("first", "last"),
    "people": ("first", "last", "many"),
    "addressees": ("first", "last", "many"),
    "list": ("first", "last"),
    "story": (
        *("title", "place", "date", "embargo", "lede", "signature", "about", "kind", "language"),
        *("addressees", "signatories", "contacts", "organisations", "slogan", "testimonials"),
        *("what", "guests"),
        *("number", "procedure", "legislature", "author", "constituency", "group", "heading", "ministry", "charge"),
        *("published", "page", "answered", "answer_page", "withdrawn", "cause"),
    ),
}
"""What can be asked of a field of a type after a dot: `{petition.short}`; of a story, what its front matter has."""

ITEM_PARTS: Mapping[str, tuple[str, ...]] = {
    "organisations": ("key", "name", "short", "logo", "site", "address"),
    "contacts": ("name", "role", "phone", "mail"),
    "people": ("name", "role", "organisation", "function"),
    "addressees": ("line", "name", "title", "office", "place", "salutation", "greeting", "closing", "closing_several"),
}
"""What can be asked of an item of a field of a type: `{item.phone}`."""

_BRACE = regex(r"[{}]")
_REFERENCE = regex(r"\s*([^\W\d]\w*(?:[.-]\w+)*)\s*(?::\s*([\w-]+)\s*)?")


class Reference(NamedTuple):
    """A name in braces: its words, and the name of a format or an empty string."""

    path: tuple[str, ...]
    format: str = ""

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def __str__(self) -> str:
        return "{" + self.name + (f":{self.format}" if self.format else "") + "}"


Part: TypeAlias = str | Reference


class Pattern(NamedTuple):
    """A text taken apart: literal pieces and references in order, never two literal pieces in a row."""

    parts: tuple[Part, ...]
    faults: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(part for part in self.parts if isinstance(part, Reference))

    @property
    def sole(self) -> Reference | None:
        """The reference, when the text is one reference and nothing else."""
        if len(self.parts) == 1 and isinstance(self.parts[0], Reference):
            return self.parts[0]
        return None


@lru_cache(maxsize=4096)
def parse_pattern(text: str) -> Pattern:
    """Take a text apart; it never raises.

    >>> parse_pattern("Le {event.date:long} {{ici}}").parts
    ('Le ', Reference(path=('event', 'date'), format='long'), ' {ici}')
    >>> parse_pattern("Le {date").faults
    ('A brace is opened before “date” and never closed.',)
    """
    if "{" not in text and "}" not in text:
        return Pattern((text,) if text else ())
    parts: list[Part] = []
    faults: list[str] = []
    literal: list[str] = []
    at = 0
    while found := _BRACE.search(text, at):
        start = found.start()
        literal.append(text[at:start])
        at = start + 1
        if text[at : at + 1] == found[0]:
            literal.append(found[0])
            at += 1
            continue
        if found[0] == "}":
            literal.append("}")
            continue
        end, other = text.find("}", at), text.find("{", at)
        if end < 0 or 0 <= other < end:
            literal.append("{")
            after = text[at : at + 20].split("{", 1)[0].strip()
            faults.append(
                f"A brace is opened before “{after}” and never closed."
                if after
                else "A brace is opened and never closed."
            )
            continue
        name = _REFERENCE.fullmatch(text, at, end)
        if name is None:
            literal.append(text[start : end + 1])
            faults.append(f"“{text[start : end + 1]}” is no name; names are words joined by dots.")
        else:
            _close(literal, parts)
            parts.append(Reference(tuple(name[1].split(".")), name[2] or ""))
        at = end + 1
    literal.append(text[at:])
    _close(literal, parts)
    return Pattern(tuple(parts), tuple(faults))


def _close(literal: list[str], parts: list[Part]) -> None:
    text = "".join(literal)
    literal.clear()
    if text:
        parts.append(text)
