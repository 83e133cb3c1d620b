"""Fields that name something of the campaign: pictures, petitions and links, organisations, contacts, texts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.problem import Place, Problem, did_you_mean
from pressdesk.model.campaign import APPROVALS, Campaign, Contact, Organisation, Petition, PictureInfo
from pressdesk.model.story import Block, Story, TextFile
from pressdesk.qr.links import web_link
from pressdesk.templates.facts import compile_spans, plain, resolved
from pressdesk.templates.filled import CodeValue, PictureValue
from pressdesk.templates.job import quoted
from pressdesk.templates.matter import with_speakers
from pressdesk.templates.patterns import parse_pattern
from pressdesk.templates.people import ordered

if TYPE_CHECKING:
    from pressdesk.templates.job import Job


def picture(job: Job, raw: object) -> PictureValue | None:
    """A path, or a table with `path` and what goes before pictures.toml: focus, alternative, caption, credit."""
    given = job.given(raw)
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
    path, info = _picture_named(plan.campaign, given)
    if path is None:
        job.tell(
            "outside-campaign",
            f"“{job.label}”: the path “{quoted(given)}” leads out of the campaign's folder.",
            "Copy the file into the campaign (pressdesk import) and name that copy.",
        )
        return None
    if not path.is_file():
        job.tell(
            "missing-picture",
            f"“{job.label}”: there is no picture “{quoted(given)}”.",
            did_you_mean(given, [name for name in plan.campaign.pictures if (plan.campaign.root / name).is_file()])
            or "Put the file into the folder pictures.",
        )
        return None
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


def _picture_named(campaign: Campaign, given: str) -> tuple[Path | None, PictureInfo]:
    """Where a picture lies, None for outside the campaign, and what pictures.toml says of it."""
    info = next((campaign.pictures[name] for name in _spellings(given) if name in campaign.pictures), None)
    return _within(campaign.root, given), info or PictureInfo(given)


def petition(job: Job, raw: object) -> CodeValue | None:
    """The name of one of the campaign's petitions, a web link, or a table with link, short and call."""
    given = job.given(raw)
    petitions = job.scope.plan.campaign.petitions
    if isinstance(given, str):
        if given in petitions:
            given = petitions[given]
        elif given and not _is_web(given):
            job.tell(
                "unknown-petition",
                f"“{job.label}”: “{quoted(given)}” is neither a petition of the campaign nor a link.",
                did_you_mean(given, list(petitions)) or "Write a link with https:// at its beginning.",
            )
            return None
    return _code(job, given)


def link(job: Job, raw: object) -> CodeValue | None:
    """A web link, a mail address or a telephone number, or a table with link, short and call."""
    return _code(job, job.given(raw))


def _code(job: Job, given: object) -> CodeValue | None:
    if given in (None, "") or isinstance(given, CodeValue):
        return given or None  # type: ignore[return-value]
    short = call = ""
    if isinstance(given, Petition):
        short, call = given.short or _bare(given.link), given.call
        given = _tagged(job, given)
    elif isinstance(given, Mapping):
        short, call = str(given.get("short", "")), str(given.get("call", ""))
        given = given.get("link", "")
    try:
        payload = _payload(str(given), job.field.type == "petition")
    except ValueError as fault:
        job.tell("bad-link", f"“{job.label}”: {fault}.", "Write the link in full, with https:// at its beginning.")
        return None
    return _shared_code(payload, short or _bare(str(given)), call)


def _tagged(job: Job, petition: Petition) -> str:
    """The link of a petition with its tags; a tag that names something not there, such as a row, is left out."""
    plan = job.scope.plan
    tags = {}
    for name, pattern in petition.tags:
        parsed = parse_pattern(pattern)
        names = [reference.path for reference in parsed.references if reference.path != ("piece",)]
        if all(plan.exists(path) and (job.scope.row is not None or path[0] not in plan.records) for path in names):
            tags[name] = "".join(
                part
                if isinstance(part, str)
                else plan.piece.name
                if part.path == ("piece",)
                else plain(job.scope.answer(part))
                for part in parsed.parts
            )
    try:
        return web_link(petition.link, tags) if tags else petition.link
    except ValueError:
        return petition.link  # told when the link itself is read


def organisations(job: Job, raw: object) -> tuple[Organisation, ...]:
    """Keys of the campaign's organisations, `all`, those themselves, or tables with a key or a name and what differs
    here, such as the approval; a logo that is not there is left out, and so is an organisation that declined."""
    all_of_them = job.scope.plan.campaign.organisations
    known = {organisation.key: organisation for organisation in all_of_them}
    found: list[Organisation] = []
    for one in _several(job.given(raw), known):
        if isinstance(one, Organisation):
            found.append(one)
        elif isinstance(one, Mapping):
            found.append(_organisation(known, one))
        elif str(one) in known:
            found.append(known[str(one)])
        else:
            job.tell(
                "unknown-organisation", f"“{job.label}”: there is no organisation “{quoted(one)}”.",
                did_you_mean(str(one), list(known)),
            )  # fmt: skip
    agreed = [one for one in dict.fromkeys(found) if _agreed(job, one)]
    return ordered(job, tuple(_with_logo(job, one) for one in agreed))


def _organisation(known: Mapping[str, Organisation], given: Mapping[str, object]) -> Organisation:
    """One of the campaign's organisations with what a table says otherwise, or one that only this text knows."""
    name = str(given.get("key") or given.get("name") or "")
    base = known.get(name) or next((one for one in known.values() if name in (one.name, one.short)), None)
    told = {part: str(given[part]) for part in Organisation._fields if given.get(part)}
    return (base or Organisation(name, name))._replace(**told)


def _agreed(job: Job, one: Organisation) -> bool:
    """Whether an organisation may stand under what is published; told where the template asks for organisations."""
    plan, name = job.scope.plan, job.field.name
    asked = name in plan.template.fields or name not in plan.by_default
    if one.approval == "pending" and asked:
        job.warn(
            "pending-approval", f"{one.short or one.name} has not yet approved what is published in its name.",
            "Wait for its answer, then write approval = \"approved\".",
        )  # fmt: skip
    elif one.approval == "declined" and asked:
        job.scope.report(
            name, "declined", f"{one.short or one.name} has declined and is left out.", "", "note"
        )  # fmt: skip
    elif one.approval not in ("", *APPROVALS):
        job.tell(
            "approval", f"“{quoted(one.approval)}” is no state of an approval.",
            did_you_mean(one.approval, APPROVALS),
        )  # fmt: skip
    return one.approval != "declined"


def _with_logo(job: Job, one: Organisation) -> Organisation:
    if not one.logo:
        return one
    path = _within(job.scope.plan.campaign.root, one.logo)
    if path is None:
        job.tell(
            "outside-campaign", f"The logo of {one.name}, “{quoted(one.logo)}”, leads out of the campaign's folder.",
            "Copy the file into the campaign (pressdesk import) and name that copy.",
        )  # fmt: skip
    elif path.is_file():
        return one
    else:
        job.tell("missing-picture", f"The logo of {one.name}, “{quoted(one.logo)}”, is not there.", "Mend its path.")
    return one._replace(logo="")


def contacts(job: Job, raw: object) -> tuple[Contact, ...]:
    """Names of the campaign's contacts, `all`, or tables with name, role, phone and mail."""
    all_of_them = job.scope.plan.campaign.contacts
    known = {contact.name.casefold(): contact for contact in all_of_them}
    found: list[Contact] = []
    for one in _several(job.given(raw), known):
        if isinstance(one, Contact):
            found.append(one)
        elif isinstance(one, Mapping):
            found.append(Contact(*(str(one.get(part, "")) for part in Contact._fields)))
        elif str(one).casefold() in known:
            found.append(known[str(one).casefold()])
        else:
            job.tell(
                "unknown-contact", f"“{job.label}”: there is no contact “{quoted(one)}”.",
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


def story(job: Job, raw: object) -> Story | None:
    """The name of a text of the campaign; a text of more than one line is the story itself, in Markdown."""
    texts = job.scope.plan.campaign.texts
    if isinstance(raw, str) and "\n" in raw:
        return _told(job, TextFile("", {}, raw, 0, job.scope.plan.piece.file))
    sole = parse_pattern(raw.strip()).sole if isinstance(raw, str) else None
    if sole is not None and not sole.format:
        written, is_text = job.scope.lookup(sole.path)
        if is_text and isinstance(written, str) and "\n" in written:
            return _told(job, TextFile("", {}, written, 0, job.scope.plan.piece.file))
    given = job.given(raw)
    if isinstance(given, Story):
        return given
    name = text_name(str(given or ""))
    if not name:
        return None
    if name not in texts:
        job.tell("unknown-text", f"“{job.label}”: there is no text “{quoted(name)}”.", did_you_mean(name, list(texts)))
        return None
    return _told(job, texts[name])


def _told(job: Job, text: TextFile) -> Story | None:
    story, problems = story_of(text)
    if "speakers" in text.matter:
        story = with_speakers(story, text.matter)
    job.scope.problems += [problem.at(piece=job.scope.plan.piece.name) for problem in problems]
    blocks = [_filled(job, block, text) for block in story.blocks]
    lede = text.matter.get("lede")
    if isinstance(lede, str) and (spans := job.scope.spans(lede.strip())):
        blocks.insert(0, Block("paragraph", spans, line=text.body_line))
    notes = tuple([resolved(_compiled(note), job.scope.answer) for note in story.notes])
    return Story(tuple(blocks), notes) if blocks else None


def _filled(job: Job, block: Block, text: TextFile) -> Block:
    """A block with its references answered; a figure has what pictures.toml knows of its picture.

    A block that names nothing gives the same object each time.
    """
    known = _constant.get(id(block))
    if known is not None and known[0] is block:
        return known[1]
    filled = _answered(job, block, text)
    if block.kind != "figure" and not names_in(block):
        if len(_constant) > 20_000:
            _constant.clear()
        _constant[id(block)] = block, filled
    return filled


_constant: dict[int, tuple[Block, Block]] = {}


def names_in(block: Block) -> bool:
    """Whether a block may name something in braces."""
    return any("{" in span.text or "}" in span.text or "{" in span.link for span in block.spans) or any(
        "{" in span.text or "}" in span.text or "{" in span.link
        for row in block.rows
        for cell in row
        for span in cell.spans
    )


def _answered(job: Job, block: Block, text: TextFile) -> Block:
    answer = job.scope.answer
    spans = resolved(_compiled(block.spans), answer)
    if block.kind == "figure":
        return _pictured(job, block._replace(spans=spans), text)
    if not block.rows:
        return block._replace(spans=spans)
    rows = tuple(
        [
            tuple([cell._replace(spans=resolved(_compiled(cell.spans), answer)) for cell in row])
            for row in block.rows
        ]
    )  # fmt: skip
    return block._replace(spans=spans, rows=rows)


def _pictured(job: Job, block: Block, text: TextFile) -> Block:
    """A figure with the caption, credit and alternative text that it says itself, or else those of its picture."""
    plan = job.scope.plan
    path, info = _picture_named(plan.campaign, job.scope.plain_text(block.picture))
    there = path is not None and path.is_file()
    if not there:
        known = [name for name in plan.campaign.pictures if (plan.campaign.root / name).is_file()]
        job.scope.problems.append(
            Problem(
                "error",
                "outside-campaign" if path is None else "missing-picture",
                f"The picture “{quoted(block.picture)}” of the text is not in the campaign's folder.",
                did_you_mean(block.picture, known) or "Put the file into the folder pictures.",
                Place(text.file, block.line, piece=plan.piece.name),
            )
        )
    plain_text = job.scope.plain_text
    return block._replace(
        picture=info.path if there else "",
        spans=block.spans or job.scope.spans(info.caption),
        alternative=plain_text(block.alternative or info.alternative),
        credit=plain_text(block.credit or info.credit),
    )


def text_name(raw: str) -> str:
    """The name of a text of the campaign, however it is written.

    >>> text_name("texts/release.md")
    'release'
    """
    return raw.removeprefix("texts/").removesuffix(".md")


@lru_cache(maxsize=32)
def _parsed(body: str, line: int, file: str) -> tuple[Story, tuple[Problem, ...]]:
    from pressdesk.text.stories import parse_story  # loads the reader of Markdown

    return parse_story(body, line, file)


_compiled = lru_cache(maxsize=4096)(compile_spans)


def story_of(text: TextFile) -> tuple[Story, tuple[Problem, ...]]:
    """A text of the campaign as written, its references not answered, and what is wrong with its marks."""
    return _parsed(text.body, text.body_line, text.file)


@lru_cache(maxsize=1024)
def _payload(text: str, web_only: bool) -> str:
    """What a code carries for a link, and unless `web_only` for a mail address or a telephone; raises ValueError."""
    if web_only or _is_web(text):
        return web_link(text)
    from pressdesk.qr.payload import parse  # seldom, so loaded only here

    payload = parse(text)
    if not payload.startswith(("mailto:", "tel:")):
        raise ValueError(f"“{quoted(text)}” is no link")
    return payload


def _bare(link: str) -> str:
    """A link as a person types it.

    >>> _bare("https://agir.example/")
    'agir.example'
    """
    return re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", link.strip(), flags=re.IGNORECASE).rstrip("/")


def _is_web(text: str) -> bool:
    return text[:8].lower().startswith(("http://", "https://"))


def _within(root: Path, relative: str) -> Path | None:
    """The file that a path of the campaign means, however its accents are composed; None when it leads out."""
    parts = relative.replace("\\", "/").split("/")
    if "\0" in relative or ".." in parts or not parts[0] or parts[0][1:2] == ":":
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
    if plain.isascii():
        return (plain,)
    import unicodedata  # seldom needed

    return tuple(dict.fromkeys((plain, *(unicodedata.normalize(form, plain) for form in ("NFC", "NFD")))))


_shared_code = lru_cache(maxsize=1024)(CodeValue)
