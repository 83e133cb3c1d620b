"""Rules about what a release has to have: who to call, where and when, who speaks, where a figure comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pressdesk.model.story import Block
from pressdesk.prepress.lint.finding import Finding, Subject, excerpt

TITLE_WORDS = 12
LEDE_WORDS = 60
RELEASES = ("release", "joint-release")

_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?[ \u00a0\u202f]*(?:%|pour cent|per cent|percent)|\b\d{1,3}(?:[ \u00a0\u202f]\d{3})+\b"
)
_SOURCE = re.compile(
    r"\b(?:selon|d['’]après|source|enquête|étude|sondage|rapport|insee|drees|ministère|chiffres?|relevé|recens\w+|according|survey|report|study|figures)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’·-][^\W_]+)*")
_FACT = re.compile(r"\{[^{}]*\}")


def contacts_without_details(subject: Subject) -> Iterator[Finding]:
    contacts = subject.campaign.contacts
    if not contacts:
        yield subject.of_key(
            "no-contact", "contacts", "There is no press contact in the campaign.", "Add one with telephone and mail."
        )
    for number, contact in enumerate(contacts):
        for part, what in (("phone", "telephone number"), ("mail", "mail address")):
            if not getattr(contact, part).strip():
                yield subject.of_key(
                    "contact-empty",
                    f"contacts[{number}].{part}",
                    f"The contact {contact.name or number + 1} has no {what}.",
                    "Add it in the campaign.",
                )


def date_line(subject: Subject) -> Iterator[Finding]:
    matter = subject.text.matter
    place = str(matter.get("place", "") or "").strip()
    if not place:
        yield subject.of_key("date-line", "place", "The date line has no town.", "Write place = “…” at the head.")
    elif not place[0].isupper() and not place.startswith("{"):
        yield subject.of_key(
            "date-line", "place", f"The town “{place}” in the date line has no capital.", "Write it with a capital."
        )
    if not isinstance(matter.get("date"), date) and not str(matter.get("date", "") or "").startswith("{"):
        yield subject.of_key("date-line", "date", "The date line has no date.", "Write date = 2027-03-01 at the head.")


def long_title(subject: Subject) -> Iterator[Finding]:
    title = str(subject.text.matter.get("title", "") or "")
    count = _words(title)
    if not title.strip():
        yield subject.of_key("no-heading", "title", "The text has no title.", "Write title = “…” at the head.")
    elif count > TITLE_WORDS:
        yield subject.of_key(
            "long-title", "title", f"The title has {count} words; {TITLE_WORDS} are read at a glance.", "Shorten it."
        )


def long_lede(subject: Subject) -> Iterator[Finding]:
    lede = next((block for block in subject.story.blocks if block.kind == "paragraph"), None)
    if lede is None:
        yield subject.of_key("no-lede", "text", "The text has no first paragraph to sum it up.", "Begin with one.")
    elif (count := _words(lede.text)) > LEDE_WORDS:
        yield subject.of_block(
            "long-lede", lede, f"The first paragraph has {count} words; an editor reads {LEDE_WORDS}.", "Shorten it."
        )


def quote_without_speaker(subject: Subject) -> Iterator[Finding]:
    blocks = subject.story.blocks
    for number, block in enumerate(blocks):
        after = blocks[number + 1].kind if number + 1 < len(blocks) else ""
        if block.kind == "quote" and after not in ("quote", "speaker"):
            yield subject.of_block(
                "no-speaker",
                block,
                f"The quotation “{excerpt(block.text)}” has no speaker.",
                "End it with a line “— Name, function”.",
            )


def figure_without_source(subject: Subject) -> Iterator[Finding]:
    """A share or a large number in a text that names no source in the same paragraph, nor before a list it is in."""
    leading = ""
    for block in subject.story.blocks:
        if block.kind in ("bullet", "number"):
            said = f"{leading} {block.text}"
        else:
            said = leading = block.text
        figure = _FIGURE.search(block.text)
        sourced = _SOURCE.search(said) or any(span.note or span.link for span in block.spans)
        if figure and not sourced and block.kind in ("paragraph", "bullet", "number"):
            yield subject.of_block(
                "no-source",
                block,
                f"Nothing says where “{figure[0]}” comes from.",
                "Name the source, or add a foot-note.",
                "note",
            )


def no_boilerplate(subject: Subject) -> Iterator[Finding]:
    given = subject.content.get("about", subject.text.matter.get("about", subject.campaign.facts.get("about")))
    if not given:
        yield subject.of_key(
            "no-boilerplate",
            "about",
            "Nothing says who sends the release.",
            "Write some lines about you as the fact “about” of the campaign.",
        )


def no_mention(subject: Subject) -> Iterator[Finding]:
    embargo = subject.content.get("embargo", subject.text.matter.get("embargo"))
    if not embargo and subject.content.get("immediate") == "":
        yield subject.of_key(
            "no-mention",
            "immediate",
            "The release says neither an embargo nor that it may be published at once.",
            "Fill in one of the two.",
        )


def picture_without_words(subject: Subject) -> Iterator[Finding]:
    for block in subject.story.blocks:
        if block.kind != "figure":
            continue
        told = subject.campaign.pictures.get(block.picture)
        if not (block.alternative or (told and told.alternative)):
            yield _picture(subject, block, "alternative text", "Describe it for readers who cannot see it.")
        if not (block.credit or (told and told.credit)):
            yield _picture(subject, block, "credit", "Name who took it.")


def _picture(subject: Subject, block: Block, what: str, remedy: str) -> Finding:
    found = subject.of_block("picture-words", block, f"The picture {block.picture} has no {what}.", remedy)
    return found._replace(words=f"{block.picture}, {what}")


def _words(text: str) -> int:
    """Words as they are counted at the desk: a fact in braces is one."""
    return len(_WORD.findall(_FACT.sub("fact", text)))
