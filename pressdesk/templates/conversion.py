"""The content of a field to the value of its type; what cannot be read is told, and the field stays empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.problem import did_you_mean
from pressdesk.model.story import Block, Span, Story
from pressdesk.templates import belongings, people
from pressdesk.templates.facts import MISSING, compile_spans, plain, protected, resolved, shown
from pressdesk.templates.job import Job, quoted
from pressdesk.templates.matter import paris_time
from pressdesk.templates.patterns import parse_pattern
from pressdesk.text.dates import parse_date, parse_time
from pressdesk.text.markup import parse_blocks

if TYPE_CHECKING:
    from pressdesk.templates.filled import FieldValue, Spans
    from pressdesk.templates.scope import Scope
    from pressdesk.templates.tree import Field

_BULLET = r"^[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]+"
_YES = ("yes", "oui", "true", "vrai", "1", "x")
_NO = ("no", "non", "false", "faux", "0", "")


def convert(scope: Scope, field: Field, raw: object) -> FieldValue | None:
    """The value of a field for what stands in its place, None when that is nothing; faults go to `scope.problems`."""
    job = Job(scope, field)
    before = len(scope.problems)
    value = None
    if raw not in (None, "", ()) and not _says_nothing(job, raw):
        value = _BY_TYPE[field.type](job, raw)
    if value is None or value == ():
        if field.required and len(scope.problems) == before and field.name not in scope.plan.told:
            job.tell("empty-field", f"“{job.label}” is empty, and the template needs it.", "Fill it in.")
        return None
    return value


def _says_nothing(job: Job, raw: object) -> bool:
    """Whether a default such as `Avec {event.speaker}` is left with none of its names filled."""
    if not isinstance(raw, str) or job.field.name not in job.scope.plan.by_default:
        return False
    pattern = parse_pattern(raw)
    return len(pattern.parts) > 1 and bool(pattern.references) and not any(map(job.scope.answer, pattern.references))


def _text(job: Job, raw: object) -> Spans:
    spans = _spans(job, raw)
    if job.field.max and (length := sum(len(span.text) for span in spans)) > job.field.max:
        job.warn(
            "long-text",
            f"“{job.label}” has {length} characters; the template is made for {job.field.max}.",
            "Shorten it.",
        )
    return spans


def _spans(job: Job, raw: object) -> Spans:
    if isinstance(raw, str):
        return job.scope.spans(raw.strip())
    return shown(raw, "", job.scope.plan.language)


def _longtext(job: Job, raw: object) -> Story | None:
    text = _markdown(job, raw)
    if isinstance(text, Story):
        return text
    blocks = tuple(
        block._replace(spans=resolved(compile_spans(block.spans), job.scope.answer))
        for block in parse_blocks(text).blocks
    )
    length = sum(len(block.text) for block in blocks)
    if job.field.max and length > job.field.max:
        job.warn(
            "long-text",
            f"“{job.label}” has {length} characters; the template is made for {job.field.max}.",
            "Shorten it.",
        )
    return Story(blocks) if blocks else None


def _markdown(job: Job, raw: object) -> str | Story:
    """A longer text as written; text out of a row has no marks, and comes as a Story of plain paragraphs."""
    if isinstance(raw, str) and (sole := parse_pattern(raw.strip()).sole) and not sole.format:
        value, is_text = job.scope.lookup(sole.path)
        if isinstance(value, Story):
            return value
        if not (is_text and isinstance(value, str)):
            raw = "" if value is MISSING else plain(shown(value, "", job.scope.plan.language))
            lines = (line.strip() for line in raw.splitlines())
            return Story(tuple(Block("paragraph", (Span(line),)) for line in lines if line))
        raw = value
    return protected(raw if isinstance(raw, str) else plain(shown(raw, "", job.scope.plan.language)))


def _list(job: Job, raw: object) -> tuple[Spans, ...]:
    given: object = raw
    marked = True
    if isinstance(raw, str):
        sole = parse_pattern(raw.strip()).sole
        if sole is not None and not sole.format:
            given, marked = job.scope.lookup(sole.path)
        if isinstance(given, str):
            lines = given.splitlines() if "\n" in given else given.split("|")
            given = tuple(re.sub(_BULLET, "", line).strip() for line in lines)
    if isinstance(given, Mapping):
        given = tuple(given.values())
    items = given if isinstance(given, tuple | list) else () if given is MISSING else (given,)
    values = []
    for item in items:
        if isinstance(item, tuple) and item and isinstance(item[0], Span):
            spans = item
        elif isinstance(item, str):
            spans = job.scope.spans(item.strip()) if marked else shown(item.strip())
        else:
            spans = shown(item, "", job.scope.plan.language)
        if spans:
            values.append(spans)
    if job.field.max and len(values) > job.field.max:
        job.warn(
            "long-list",
            f"“{job.label}” has {len(values)} items; the template is made for {job.field.max}.",
            "Put some together, or leave some out.",
        )
    return tuple(values)


def _date(job: Job, raw: object) -> date | None:
    given = _on_the_clock(job, job.given(raw))
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date) or given in (None, ""):
        return given or None  # type: ignore[return-value]
    try:
        return _read_date(str(given))
    except ValueError:
        job.tell(
            "unreadable-date",
            f"“{job.label}”: “{quoted(given)}” is no date.",
            "Write it as 2026-03-12, 12/03/2026 or 12 mars 2026.",
        )
        return None


def _on_the_clock(job: Job, given: object) -> object:
    """A moment with an offset as the clocks of Paris show it, unless the piece names another zone."""
    if not isinstance(given, datetime) or given.tzinfo is None:
        return given
    zone = str(job.scope.plan.raw.get("embargo_zone") or "Paris")
    return paris_time(given) if "Paris" in zone else given.replace(tzinfo=None)


def _time(job: Job, raw: object) -> time | None:
    given = _on_the_clock(job, job.given(raw))
    if isinstance(given, datetime):
        return given.time()
    if isinstance(given, time):
        return given
    if given in (None, "") or (isinstance(given, date) and job.field.name in job.scope.plan.by_default):
        return None  # a fact that may be a moment or only a day, such as an embargo
    try:
        return _read_time(str(given))
    except ValueError:
        job.tell(
            "unreadable-time", f"“{job.label}”: “{quoted(given)}” is no time.", "Write it as 14:30, 14h30 or 14 h 30."
        )
        return None


def _choice(job: Job, raw: object) -> Spans:
    given = plain(_spans(job, raw)).strip()
    for choice in job.field.choices:
        if choice.casefold() == given.casefold():
            return (Span(choice),)
    if given:
        job.tell(
            "unknown-choice",
            f"“{job.label}”: “{quoted(given)}” is none of its choices.",
            did_you_mean(given, job.field.choices),
        )
    return ()


def _yesno(job: Job, raw: object) -> bool | None:
    given = job.given(raw)
    if isinstance(given, bool):
        return given
    word = str(given if given is not None else "").casefold()
    if word in (*_YES, *_NO):
        return word in _YES
    job.tell("bad-yesno", f"“{job.label}”: “{quoted(given)}” is neither yes nor no.", "Write true or false.")
    return None


def _number(job: Job, raw: object) -> int | float | None:
    given = job.given(raw)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    if given in (None, ""):
        return None
    digits = re.sub(r"[ \u00a0\u202f]", "", str(given)).replace(",", ".").replace("\u2212", "-")
    if re.fullmatch(r"-?\d+", digits):
        return int(digits)
    if re.fullmatch(r"-?\d+\.\d+", digits):
        return float(digits)
    job.tell("bad-number", f"“{job.label}”: “{quoted(given)}” is no number.", "Write digits, such as 1200 or 3.5.")
    return None


_Read: TypeAlias = "Callable[[Job, object], FieldValue | None]"

_BY_TYPE: Mapping[str, _Read] = {
    "text": _text,
    "place": _text,
    "longtext": _longtext,
    "list": _list,
    "date": _date,
    "time": _time,
    "picture": belongings.picture,
    "petition": belongings.petition,
    "link": belongings.link,
    "choice": _choice,
    "yesno": _yesno,
    "organisations": belongings.organisations,
    "contacts": belongings.contacts,
    "story": belongings.story,
    "number": _number,
    "people": people.people,
    "addressees": people.addressees,
}

_read_date = lru_cache(maxsize=1024)(parse_date)
_read_time = lru_cache(maxsize=1024)(parse_time)
