"""Words that no dictionary and no fact of the campaign knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from pressdesk.base.problem import Place
from pressdesk.model.campaign import Campaign
from pressdesk.model.values import Value
from pressdesk.prepress.lint.finding import Finding, Subject
from pressdesk.text.spelling import Misspelling, known_words, misspellings

Speller: TypeAlias = Callable[[str, str], tuple[Misspelling, ...]]
"""What is wrong in a text of a language; the words that the campaign knows are right for it."""

WORDS = "words"
"""The fact of a campaign that lists words its dictionary lacks: names, terms of the trade."""


def names_of(campaign: Campaign) -> frozenset[str]:
    """Every word that the campaign's facts, names and tables use, folded for comparing."""
    texts = [campaign.name, campaign.slogan, campaign.hashtag, campaign.legal]
    texts += [text for one in campaign.organisations for text in (one.name, one.short, one.address)]
    texts += [text for contact in campaign.contacts for text in (contact.name, contact.role)]
    texts += [text for one in campaign.signatories for text in (one.name, one.role)]
    texts += _strings(campaign.facts)
    for table in campaign.tables.values():
        for row in table.rows:
            texts += [value for value in row.cells.values() if isinstance(value, str)]
    return known_words(texts)


def misspelt_words(subject: Subject, speller: Speller | None = None) -> Iterator[Finding]:
    """One finding a word, at its first place; words of a foreign passage are left alone.

    Without a `speller` the dictionary is opened here, which takes up to half a second the first time.
    """
    spell = speller or _own_speller(subject.campaign)
    foreign = {span.text for block in subject.story.blocks for span in block.spans if span.language}
    seen = set()
    for wrong in spell(subject.masked.replace("\0", " "), subject.language):
        if wrong.word in seen or any(wrong.word in text for text in foreign):
            continue
        seen.add(wrong.word)
        yield subject.here(
            "misspelt",
            (wrong.start, wrong.end),
            f"“{wrong.word}” is not in the dictionary.",
            "Correct it, or list it in the campaign's fact “words”.",
            severity="note",
        )
    title = str(subject.text.matter.get("title", "") or "")
    for wrong in spell(title, subject.language):
        if wrong.word not in seen:
            seen.add(wrong.word)
            found = subject.here(
                "misspelt",
                (0, 0),
                f"“{wrong.word}” is not in the dictionary.",
                "Correct it, or list it in the campaign's fact “words”.",
                severity="note",
            )
            problem = found.problem._replace(place=Place(file=subject.text.file, key="title"))
            yield Finding(problem, words=wrong.word)


def _own_speller(campaign: Campaign) -> Speller:
    known = names_of(campaign)
    return lambda text, language: misspellings(text, language, known)


def _strings(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in _strings(part)]
    if isinstance(value, tuple | list):
        return [text for part in value for text in _strings(part)]
    return []
