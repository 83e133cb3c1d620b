"""The head that a new text begins with, by what it is to be."""

from __future__ import annotations

from datetime import date

from pressdesk.model.campaign import Campaign
from pressdesk.model.story import TextFile
from pressdesk.model.values import Value
from pressdesk.templates.matter import KINDS
from pressdesk.templates.tree import Template

_DATED = ("release", "joint-release", "open-letter", "letter", "summary", "advisory")
_SIGNED = ("open-letter", "letter")
_QUESTION = ("number", "legislature", "author", "constituency", "group", "heading", "ministry")


def kind_of_text(template: Template) -> str:
    """The kind of the texts that a template sets: its name where that is a kind, else the kind it says."""
    return template.name if template.name in KINDS else template.kind or "release"


def first_matter(campaign: Campaign, kind: str, title: str, today: date) -> dict[str, Value]:
    """The front matter of a new text of a kind: what such a text has, as far as it is known, else to be filled in."""
    matter: dict[str, Value] = {"kind": kind, "title": title}
    if kind in _DATED:
        matter |= {"place": "", "date": today}
    if kind == "joint-release" and campaign.organisations:
        matter["organisations"] = tuple(one.key for one in campaign.organisations)
    if kind in _SIGNED:
        matter["signature"] = ""
    if kind == "question":
        matter |= {"state": "pending", "procedure": "", **dict.fromkeys(_QUESTION, "")}
    return matter


def first_text(campaign: Campaign, name: str, kind: str, title: str, today: date) -> TextFile:
    """An empty text of a kind, under a name that no other text has; a template without a kind gets a release."""
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    free = next(one for one in names if one not in campaign.texts)
    matter = first_matter(campaign, kind or "release", title, today)
    return TextFile(free, matter, "\n\n", 1, f"texts/{free}.md")
