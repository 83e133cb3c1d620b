"""The front matter of a text: which keys the program knows, and whether what they say can be used.

Any other key is a fact of the text alone and is left as it is, unless it looks like a known one written wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.problem import Place, Problem, did_you_mean
from pressdesk.model.story import Span, Story, TextFile
from pressdesk.text.dates import parse_date

if TYPE_CHECKING:
    from pressdesk.model.campaign import Campaign
    from pressdesk.model.values import Value

KINDS = (
    *("release", "joint-release", "open-letter", "letter", "question", "summary", "advisory", "quote"),
    *("flyer", "poster"),
)
"""What a text can be; a campaign's own template may ask for another kind."""

LISTED = ("addressees", "signatories", "contacts", "organisations")
"""Keys that hold names, or tables with a name; a template's fields of these names take them from the text."""

SURE = 0.8
"""How alike two words must be for one to be taken for the other written wrong."""

_Check: TypeAlias = "Callable[[Value, Campaign], Iterator[tuple[str, str]]]"


def matter_problems(text: TextFile, campaign: Campaign) -> Iterator[Problem]:
    """What is wrong in the front matter of a text: the key is in the place, the nearest name in the remedy."""
    for key, value in text.matter.items():
        if key in ("format", *CHECKS):
            found = CHECKS[key](value, campaign) if key in CHECKS else ()
            for message, remedy in found:
                yield Problem("warning", "front-matter", message, remedy, Place(text.file, key=key))
        else:
            near = _nearest(key, [name for name in CHECKS if name not in text.matter])
            if near:
                message = f"The key “{key}” of the text is not known; it is left as it is."
                yield Problem("warning", "unknown-key", message, did_you_mean(key, near), Place(text.file, key=key))


def with_speakers(story: Story, matter: Mapping[str, Value]) -> Story:
    """A story whose quotations name their speakers in full where the text's `speakers` have them by a short name.

    >>> from pressdesk.model.story import Block
    >>> matter = {"speakers": {"ana": "Ana Roux, présidente"}}
    >>> with_speakers(Story((Block("speaker", (Span("ana"),)),)), matter).blocks[0].text
    'Ana Roux, présidente'
    """
    speakers = matter.get("speakers")
    if not isinstance(speakers, Mapping):
        return story
    blocks = []
    for block in story.blocks:
        full = speakers.get(block.text.strip()) if block.kind == "speaker" else None
        blocks.append(block._replace(spans=(Span(full),)) if isinstance(full, str) and full else block)
    return story._replace(blocks=tuple(blocks))


def paris_time(moment: datetime) -> datetime:
    """A moment with an offset as the clocks of Paris show it, by the rule of the European Union (directive 2000/84/EC):
    summer time from the last Sunday of March to that of October, at 1 h UTC.

    >>> from datetime import timezone
    >>> paris_time(datetime(2027, 3, 1, 6, tzinfo=timezone(timedelta(hours=-4)))).isoformat()
    '2027-03-01T11:00:00'
    """
    offset = moment.utcoffset()
    if offset is None:
        return moment
    utc = moment.replace(tzinfo=None) - offset
    summer = _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)
    return utc + timedelta(hours=2 if summer else 1)


def _last_sunday(year: int, month: int) -> datetime:
    last = date(year, month, 31)
    return datetime.combine(last - timedelta(days=(last.weekday() + 1) % 7), time(1))


def _nearest(word: str, names: Sequence[str]) -> list[str]:
    """The one of the names for which a word may be written wrong, if there is one."""
    from difflib import get_close_matches  # loaded only when something is wrong

    return get_close_matches(word, names, 1, SURE)


def _kind(value: Value, campaign: Campaign) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    if not isinstance(value, str):
        yield "The kind of the text is no word.", "Write a kind in quotes, such as “release”."
    elif value not in KINDS and (near := _nearest(value, KINDS)):
        yield f"“{value}” is no kind of text that is known.", did_you_mean(value, near)


def _text(value: Value, campaign: Campaign) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    if not isinstance(value, str):
        yield "Here a text in quotes is needed.", "Put it in quotes."


def _language(value: Value, campaign: Campaign) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    code = str(value).split("-", maxsplit=1)[0]
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        yield f"“{value}” is no code of a language.", "Write two or three letters, such as fr, en or gcf."


def _moment(value: Value, campaign: Campaign) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    if isinstance(value, date) or value == "" or (isinstance(value, str) and "{" in value):
        return
    try:
        parse_date(value if isinstance(value, str) else "")
    except ValueError:
        yield f"“{value}” is no date.", "Write it as 2026-03-12, or with its hour as 2026-03-12T06:00:00+01:00."


def _names(known: Callable[[Campaign], list[str]], strict: bool) -> _Check:
    """A check of names: those of the campaign, where `strict`; else only those that look like one written wrong."""

    def check(value: Value, campaign: Campaign) -> Iterator[tuple[str, str]]:
        names = known(campaign)
        folded = {name.casefold() for name in names}
        for one in (value,) if isinstance(value, str) else value if isinstance(value, tuple | list) else ():
            if isinstance(one, Mapping):
                if not (one.get("name") or one.get("line") or one.get("office") or str(one.get("key")) in names):
                    yield "One of those listed has no name.", "Write name = “…” in its table."
                continue
            name = str(one)
            if name.casefold() in (*folded, "all", "toutes", "tous") or "{" in name:
                continue
            near = _nearest(name, names)
            if near or (strict and names):
                yield f"The campaign knows no “{name}”.", did_you_mean(name, near or names)
        if not isinstance(value, str | tuple | list):
            yield "Here a list of names is needed.", 'Write it as ["…", "…"].'

    return check


def _speakers(value: Value, campaign: Campaign) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    if not isinstance(value, Mapping) or not all(isinstance(full, str) for full in value.values()):
        yield "The speakers are no table of short names and full ones.", "Write { ana = “Ana Roux, présidente” }."


CHECKS: Mapping[str, _Check] = {
    "kind": _kind,
    "title": _text,
    "place": _text,
    "date": _moment,
    "embargo": _moment,
    "language": _language,
    "lede": _text,
    "signature": _text,
    "about": _text,
    "slogan": _text,
    "testimonials": _text,
    "what": _text,
    "guests": _names(lambda _: [], False),
    "addressees": _names(lambda _: [], False),
    "signatories": _names(lambda campaign: [one.name for one in campaign.signatories], False),
    "contacts": _names(lambda campaign: [one.name for one in campaign.contacts], True),
    "organisations": _names(lambda campaign: [one.key for one in campaign.organisations], True),
    "speakers": _speakers,
}
"""The keys of a front matter that the program knows, and what checks each."""
