"""What a person adds to the facts of a campaign: organisations, petitions, contacts, a rally, facts of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from pressdesk.app.translations import tr
from pressdesk.model.campaign import Campaign, Contact, Organisation, Petition
from pressdesk.templates.patterns import CAMPAIGN_NAMES
from pressdesk.work.names import slug
from pressdesk.work.session.changes import Path

if TYPE_CHECKING:
    from pressdesk.app.document import Document

RALLY_IN_DAYS = 14
RALLY_AT = time(14, 30)
"""When a new rally is, until somebody says when: the first Saturday at least two weeks ahead."""


def add_organisation(document: Document) -> Path:
    """Add an organisation and give the path of its name."""
    campaign = document.campaign
    key = _free("organisation", {one.key for one in campaign.organisations})
    new = Organisation(key, tr("New organisation"))
    return _append(document, tr("Add an organisation"), "organisations", (*campaign.organisations, new))


def add_contact(document: Document) -> Path:
    """Add a press contact and give the path of the name."""
    new = Contact(tr("First name and name"))
    return _append(document, tr("Add a contact"), "contacts", (*document.campaign.contacts, new))


def add_petition(document: Document) -> Path:
    """Add a petition, the first as the one that the templates name, and give the path of its link."""
    key = _free("main", document.campaign.petitions)
    new = Petition(key, "https://", call="Signez la pétition" if document.campaign.language == "fr" else "")
    document.edit(tr("Add a petition"), lambda draft: draft.put(("petitions", key), new))
    return ("petitions", key, "link")


def add_rally(document: Document) -> Path:
    """Add what a campaign calls people to, as `{rally.date}` and so on, and give the path of its date."""
    day = date.today() + timedelta(days=RALLY_IN_DAYS)
    day += timedelta(days=(5 - day.weekday()) % 7)
    name = _free("rally", document.campaign.facts)
    new = {"date": day, "time": RALLY_AT, "town": "", "place": ""}
    document.edit(tr("Add a rally"), lambda draft: draft.put(("facts", name), new))
    return ("facts", name, "date")


def add_fact(document: Document, title: str) -> Path:
    """Add a fact that is called so, which texts name in braces, and give its path."""
    words = slug(title).replace("-", "_")
    name = _free(words if words[:1].isalpha() else f"fact_{words}".rstrip("_"), document.campaign.facts)
    document.edit(tr("Add a fact"), lambda draft: draft.put(("facts", name), ""))
    return ("facts", name)


def remove(document: Document, path: Path, title: str) -> None:
    """Take an organisation, a petition, a contact or a fact out of the campaign."""
    name, key = path
    held = getattr(document.campaign, str(name))
    if isinstance(held, Mapping):
        rest: object = {one: value for one, value in held.items() if one != key}
    else:
        rest = tuple(one for index, one in enumerate(held) if index != key)
    document.edit(tr("Remove “{what}”", what=title), lambda draft: draft.put((name,), rest))


def lacks_rally(campaign: Campaign) -> bool:
    """Whether nothing in the facts has a date yet."""
    return not any(isinstance(value, Mapping) and "date" in value for value in campaign.facts.values())


def _append(document: Document, told: str, name: str, held: tuple[object, ...]) -> Path:
    document.edit(told, lambda draft: draft.put((name,), held))
    return (name, len(held) - 1, "name")


def _free(name: str, taken: Mapping[str, object] | set[str]) -> str:
    """The name, with a number where it is taken, or means something in texts already."""
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(one for one in names if one not in taken and one not in CAMPAIGN_NAMES)
