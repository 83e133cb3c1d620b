"""The content of a field to the value of its type; what cannot be read is told, and the field stays empty."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pressdesk.base.problem import did_you_mean
from pressdesk.model.campaign import Contact, Organisation, Petition, PictureInfo
from pressdesk.model.story import Block, Span, Story
from pressdesk.qr.links import web_link
from pressdesk.templates.facts import MISSING, compile_spans, plain, protected, resolved, shown
from pressdesk.templates.filled import CodeValue, PictureValue
from pressdesk.templates.patterns import parse_pattern
from pressdesk.text.dates import parse_date, parse_time
from pressdesk.text.markup import parse_blocks

if TYPE_CHECKING:
    from pressdesk.templates.filled import FieldValue, Spans
    from pressdesk.templates.scope import Scope
    from pressdesk.templates.tree import Field

_DRIVE = re.compile(r"[A-Za-z]:|[\\/]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_BULLET = re.compile(r"^[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]+")
_YES = ("yes", "oui", "true", "vrai", "1", "x")
_NO = ("no", "non", "false", "faux", "0", "")


class _Job(NamedTuple):
    """One field being filled."""

    scope: Scope
    field: Field

    def tell(self, code: str, message: str, remedy: str = "") -> None:
        self.scope.report(self.field.name, code, message, remedy)

    def warn(self, code: str, message: str, remedy: str = "") -> None:
        self.scope.report(self.field.name, code, message, remedy, "warning")

    @property
    def label(self) -> str:
        labels = self.field.labels
        language = self.scope.plan.language
        return (
            labels.get(language) or labels.get(language[:2]) or labels.get("fr") or labels.get("en") or self.field.name
        )


def convert(scope: Scope, field: Field, raw: object) -> FieldValue | None:
    """The value of a field for what stands in its place, None when that is nothing; faults go to `scope.problems`."""
    job = _Job(scope, field)
    before = len(scope.problems)
    value = None
    if raw not in (None, "", ()) and not _says_nothing(job, raw):
        value = _BY_TYPE[field.type](job, raw)
    if value is None or value == ():
        if field.required and len(scope.problems) == before and field.name not in scope.plan.told:
            job.tell("empty-field", f"“{job.label}” is empty, and the template needs it.", "Fill it in.")
        return None
    return value


def _says_nothing(job: _Job, raw: object) -> bool:
    """Whether a default such as `Avec {event.speaker}` is left with none of its names filled."""
    if not isinstance(raw, str) or job.field.name not in job.scope.plan.by_default:
        return False
    pattern = parse_pattern(raw)
    return len(pattern.parts) > 1 and bool(pattern.references) and not any(map(job.scope.answer, pattern.references))


def _given(job: _Job, raw: object) -> object:
    """Content without marks: whole values for a reference alone, else text with its references answered."""
    if not isinstance(raw, str):
        return raw
    sole = parse_pattern(raw).sole
    if sole is None or sole.format:
        return job.scope.plain_text(raw).strip()
    value, is_text = job.scope.lookup(sole.path)
    if value is MISSING:
        return None
    if isinstance(value, str):
        return (plain(job.scope.answer(sole)) if is_text else value).strip()
    if isinstance(value, tuple) and value and isinstance(value[0], Span):
        return plain(value)
    return value


def _text(job: _Job, raw: object) -> Spans:
    spans = _spans(job, raw)
    if job.field.max and (length := sum(len(span.text) for span in spans)) > job.field.max:
        job.warn(
            "long-text",
            f"“{job.label}” has {length} characters; the template is made for {job.field.max}.",
            "Shorten it.",
        )
    return spans


def _spans(job: _Job, raw: object) -> Spans:
    if isinstance(raw, str):
        return job.scope.spans(raw.strip())
    return shown(raw, "", job.scope.plan.language)


def _longtext(job: _Job, raw: object) -> Story | None:
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


def _markdown(job: _Job, raw: object) -> str | Story:
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


def _list(job: _Job, raw: object) -> tuple[Spans, ...]:
    given: object = raw
    marked = True
    if isinstance(raw, str):
        sole = parse_pattern(raw.strip()).sole
        if sole is not None and not sole.format:
            given, marked = job.scope.lookup(sole.path)
        if isinstance(given, str):
            lines = given.splitlines() if "\n" in given else given.split("|")
            given = tuple(_BULLET.sub("", line).strip() for line in lines)
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


def _date(job: _Job, raw: object) -> date | None:
    given = _given(job, raw)
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date) or given in (None, ""):
        return given or None  # type: ignore[return-value]
    try:
        return _read_date(str(given))
    except ValueError:
        job.tell(
            "unreadable-date",
            f"“{job.label}”: “{_short(given)}” is no date.",
            "Write it as 2026-03-12, 12/03/2026 or 12 mars 2026.",
        )
        return None


def _time(job: _Job, raw: object) -> time | None:
    given = _given(job, raw)
    if isinstance(given, datetime):
        return given.time()
    if isinstance(given, time):
        return given
    if given in (None, ""):
        return None
    try:
        return _read_time(str(given))
    except ValueError:
        job.tell(
            "unreadable-time", f"“{job.label}”: “{_short(given)}” is no time.", "Write it as 14:30, 14h30 or 14 h 30."
        )
        return None


def _picture(job: _Job, raw: object) -> PictureValue | None:
    given = _given(job, raw)
    told: Mapping[str, object] = {}
    if isinstance(given, Mapping):
        told = given
        given = given.get("path") or given.get("file") or ""
    if isinstance(given, PictureValue):
        return given
    if isinstance(given, PictureInfo):
        given = given.path
    if not isinstance(given, str):
        job.tell("bad-picture", f"“{job.label}” is no path of a picture.", "Write it as pictures/name.jpg.")
        return None
    if not given:
        return None
    plan = job.scope.plan
    path = _within(plan.campaign.root, given)
    if path is None:
        job.tell(
            "outside-campaign",
            f"“{job.label}”: the path “{_short(given)}” leads out of the campaign's folder.",
            "Copy the file into the campaign (pressdesk import) and name that copy.",
        )
        return None
    info = next((plan.campaign.pictures[name] for name in _spellings(given) if name in plan.campaign.pictures), None)
    if not path.is_file():
        job.tell(
            "missing-picture",
            f"“{job.label}”: there is no picture “{_short(given)}”.",
            did_you_mean(given, list(plan.campaign.pictures)),
        )
        return None
    info = info or PictureInfo(given)
    focus = told.get("focus", info.focus)
    if not (
        isinstance(focus, tuple | list)
        and len(focus) == 2
        and all(isinstance(part, int | float) and 0 <= part <= 1 for part in focus)
    ):
        job.tell("bad-focus", f"“{job.label}”: the focal point is not two numbers from 0 to 1.", "Write [0.5, 0.3].")
        focus = info.focus
    texts = [
        job.scope.plain_text(str(told.get(part, getattr(info, part)))) for part in ("alternative", "caption", "credit")
    ]
    return PictureValue(path, (float(focus[0]), float(focus[1])), *texts)


def _petition(job: _Job, raw: object) -> CodeValue | None:
    given = _given(job, raw)
    petitions = job.scope.plan.campaign.petitions
    if isinstance(given, str):
        if given in petitions:
            given = petitions[given]
        elif given and not _WEB.match(given):
            job.tell(
                "unknown-petition",
                f"“{job.label}”: “{_short(given)}” is neither a petition of the campaign nor a link.",
                did_you_mean(given, list(petitions)) or "Write a link with https:// at its beginning.",
            )
            return None
    return _code(job, given)


def _link(job: _Job, raw: object) -> CodeValue | None:
    return _code(job, _given(job, raw))


def _code(job: _Job, given: object) -> CodeValue | None:
    if given in (None, "") or isinstance(given, CodeValue):
        return given or None  # type: ignore[return-value]
    short = call = ""
    if isinstance(given, Petition):
        short, call = given.short, given.call
        given = given.link
    elif isinstance(given, Mapping):
        short, call = str(given.get("short", "")), str(given.get("call", ""))
        given = given.get("link", "")
    try:
        payload = _payload(str(given), job.field.type == "petition")
    except ValueError as fault:
        job.tell("bad-link", f"“{job.label}”: {fault}.", "Write the link in full, with https:// at its beginning.")
        return None
    return _shared_code(payload, short or _bare(str(given)), call)


def _organisations(job: _Job, raw: object) -> tuple[Organisation, ...]:
    all_of_them = job.scope.plan.campaign.organisations
    known = {organisation.key: organisation for organisation in all_of_them}
    found: list[Organisation] = []
    for one in _several(_given(job, raw), known):
        if isinstance(one, Organisation):
            found.append(one)
        elif str(one) in known:
            found.append(known[str(one)])
        else:
            job.tell(
                "unknown-organisation", f"“{job.label}”: there is no organisation “{_short(one)}”.",
                did_you_mean(str(one), list(known)),
            )  # fmt: skip
    return tuple(_with_logo(job, one) for one in dict.fromkeys(found))


def _with_logo(job: _Job, one: Organisation) -> Organisation:
    if not one.logo:
        return one
    path = _within(job.scope.plan.campaign.root, one.logo)
    if path is None:
        job.tell(
            "outside-campaign", f"The logo of {one.name}, “{_short(one.logo)}”, leads out of the campaign's folder.",
            "Copy the file into the campaign (pressdesk import) and name that copy.",
        )  # fmt: skip
    elif path.is_file():
        return one
    else:
        job.tell("missing-picture", f"The logo of {one.name}, “{_short(one.logo)}”, is not there.", "Mend its path.")
    return one._replace(logo="")


def _contacts(job: _Job, raw: object) -> tuple[Contact, ...]:
    all_of_them = job.scope.plan.campaign.contacts
    known = {contact.name.casefold(): contact for contact in all_of_them}
    found: list[Contact] = []
    for one in _several(_given(job, raw), known):
        if isinstance(one, Contact):
            found.append(one)
        elif isinstance(one, Mapping):
            found.append(Contact(*(str(one.get(part, "")) for part in Contact._fields)))
        elif str(one).casefold() in known:
            found.append(known[str(one).casefold()])
        else:
            job.tell(
                "unknown-contact", f"“{job.label}”: there is no contact “{_short(one)}”.",
                did_you_mean(str(one), [contact.name for contact in all_of_them]),
            )  # fmt: skip
    return tuple(found)


def _several(given: object, known: Mapping[str, object]) -> tuple[object, ...]:
    if isinstance(given, str):
        if given.casefold() in ("all", "toutes", "tous"):
            return tuple(known.values())
        return tuple(part.strip() for part in given.split(",") if part.strip())
    if isinstance(given, Organisation | Contact | Mapping):
        return (given,)
    return tuple(given) if isinstance(given, tuple | list) else () if given is None else (given,)


def _choice(job: _Job, raw: object) -> Spans:
    given = plain(_spans(job, raw)).strip()
    for choice in job.field.choices:
        if choice.casefold() == given.casefold():
            return (Span(choice),)
    if given:
        job.tell(
            "unknown-choice",
            f"“{job.label}”: “{_short(given)}” is none of its choices.",
            did_you_mean(given, job.field.choices),
        )
    return ()


def _yesno(job: _Job, raw: object) -> bool | None:
    given = _given(job, raw)
    if isinstance(given, bool):
        return given
    word = str(given if given is not None else "").casefold()
    if word in (*_YES, *_NO):
        return word in _YES
    job.tell("bad-yesno", f"“{job.label}”: “{_short(given)}” is neither yes nor no.", "Write true or false.")
    return None


def _number(job: _Job, raw: object) -> int | float | None:
    given = _given(job, raw)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    if given in (None, ""):
        return None
    digits = re.sub(r"[ \u00a0\u202f]", "", str(given)).replace(",", ".").replace("\u2212", "-")
    if re.fullmatch(r"-?\d+", digits):
        return int(digits)
    if re.fullmatch(r"-?\d+\.\d+", digits):
        return float(digits)
    job.tell("bad-number", f"“{job.label}”: “{_short(given)}” is no number.", "Write digits, such as 1200 or 3.5.")
    return None


def _story(job: _Job, raw: object) -> Story | None:
    given = _given(job, raw)
    texts = job.scope.plan.campaign.texts
    if isinstance(given, Story):
        return given
    name = str(given or "").removeprefix("texts/").removesuffix(".md")
    if not name:
        return None
    if name not in texts:
        job.tell("unknown-text", f"“{job.label}”: there is no text “{_short(name)}”.", did_you_mean(name, list(texts)))
        return None
    from pressdesk.text.stories import parse_story  # loads the reader of Markdown

    text = texts[name]
    story, problems = parse_story(text.body, text.body_line, text.file)
    job.scope.problems += [problem.at(piece=job.scope.plan.piece.name) for problem in problems]
    return Story(
        tuple(block._replace(spans=resolved(compile_spans(block.spans), job.scope.answer)) for block in story.blocks)
    )


_Read: TypeAlias = "Callable[[_Job, object], FieldValue | None]"

_BY_TYPE: Mapping[str, _Read] = {
    "text": _text,
    "place": _text,
    "longtext": _longtext,
    "list": _list,
    "date": _date,
    "time": _time,
    "picture": _picture,
    "petition": _petition,
    "link": _link,
    "choice": _choice,
    "yesno": _yesno,
    "organisations": _organisations,
    "contacts": _contacts,
    "story": _story,
    "number": _number,
}

_read_date = lru_cache(maxsize=1024)(parse_date)
_read_time = lru_cache(maxsize=1024)(parse_time)
_shared_code = lru_cache(maxsize=1024)(CodeValue)


@lru_cache(maxsize=1024)
def _payload(text: str, web_only: bool) -> str:
    """What a code carries for a link, and unless `web_only` for a mail address or a telephone; raises ValueError."""
    if web_only or _WEB.match(text):
        return web_link(text)
    from pressdesk.qr.payload import parse  # seldom, so loaded only here

    payload = parse(text)
    if not payload.startswith(("mailto:", "tel:")):
        raise ValueError(f"“{_short(text)}” is no link")
    return payload


def _bare(link: str) -> str:
    """A link as a person types it.

    >>> _bare("https://agir.example/")
    'agir.example'
    """
    return re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", link.strip(), flags=re.IGNORECASE).rstrip("/")


def _within(root: Path, relative: str) -> Path | None:
    """The file that a path of the campaign means, however its accents are composed; None when it leads out."""
    if _DRIVE.match(relative) or "\0" in relative or ".." in relative.replace("\\", "/").split("/"):
        return None
    base = os.path.realpath(root)
    path = root / relative
    for name in _spellings(relative):
        if os.path.lexists(root / name):
            path = root / name
            break
    real = os.path.realpath(path)
    return path if real.startswith(base.rstrip(os.sep) + os.sep) else None


def _spellings(path: str) -> tuple[str, ...]:
    plain = path.replace("\\", "/").removeprefix("./")
    return tuple(dict.fromkeys((plain, *(unicodedata.normalize(form, plain) for form in ("NFC", "NFD")))))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
