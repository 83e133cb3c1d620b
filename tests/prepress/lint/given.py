"""A campaign and texts to hold to the rules."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from pressdesk.model.campaign import Brand, Campaign, Contact, Organisation, Signatory
from pressdesk.model.story import TextFile
from pressdesk.model.values import Value

CAMPAIGN = Campaign(
    root=Path("/nowhere"),
    name="Qui passera demain ?",
    language="fr",
    updated=datetime(2027, 1, 18, 9, 30),
    brand=Brand({}),
    organisations=(
        Organisation("veille", "Veille, collectif des soignants", "Veille"),
        Organisation("proches", "Les Proches, association des patients", "Les Proches"),
    ),
    contacts=(Contact("Nadège Corvaisier", "porte-parole", "06 39 98 41 07", "presse@veille.example"),),
    signatories=(Signatory("Ilyès Ferrandon", "aidant à Vaubrune"),),
    facts={"about": "Veille réunit des soignants.", "rally": {"town": "Castelvieil"}},
)


def release(body: str, **matter: Value) -> TextFile:
    """A release that has all it has to have, with this body; `matter` goes over its front matter."""
    head: dict[str, Value] = {
        "kind": "release",
        "title": "Les soignants ferment leurs cabinets",
        "place": "Vaubrune",
        "date": date(2027, 3, 1),
    }
    return TextFile("essai", {**head, **matter}, body, 8, "texts/essai.md")
