"""The campaign as loaded: everything that a piece can draw on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from pressdesk.base.colour import CMYK, Ink
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.model.piece import Piece
from pressdesk.model.story import TextFile
from pressdesk.model.table import Table
from pressdesk.model.values import Value

APPROVALS = ("approved", "pending", "declined")
"""What an organisation can have said to what is published in its name."""


class Organisation(NamedTuple):
    """A body that signs: its name, short name, logo (a path within the campaign), site and legal domicile.

    `approval` is one of `APPROVALS`, or empty where it was not asked because it publishes itself.
    """

    key: str
    name: str
    short: str = ""
    logo: str = ""
    site: str = ""
    address: str = ""
    approval: str = ""


class Petition(NamedTuple):
    """A petition: the link its QR code carries, the short link set in clear, and the call to action.

    `tags` are added to the link of each code, so that a campaign sees which piece or event was read: pairs of a name
    (`source`, `medium`, `campaign`, `term`, `content`) and a text that may hold `{piece}` and names of the row.
    """

    key: str
    link: str
    short: str = ""
    call: str = ""
    title: str = ""
    tags: tuple[tuple[str, str], ...] = ()


class Contact(NamedTuple):
    """A press contact."""

    name: str
    role: str = ""
    phone: str = ""
    mail: str = ""


class Signatory(NamedTuple):
    """A person or body that signs a text, and as what."""

    name: str
    role: str = ""
    organisation: str = ""

    @property
    def function(self) -> str:
        """As what the person signs: role and organisation, unless the role names that already."""
        body = "" if self.organisation and self.organisation in self.role else self.organisation
        return ", ".join(part for part in (self.role, body) if part)


class Brand(NamedTuple):
    """Colours by role or name, and the font families of titles and of text.

    In print, large black grounds take the inks of `rich_black`, where there are any, and colours are made by `profile`,
    a file of the folder profiles or the name of a printing condition.
    """

    colours: Mapping[str, Ink]
    display_font: str = "Barlow Condensed"
    text_font: str = "Source Sans 3"
    rich_black: CMYK | None = None
    profile: str = ""


class PictureInfo(NamedTuple):
    """What is known of a picture file: caption, credit, licence, alternative text, focal point (0 to 1)."""

    path: str
    caption: str = ""
    credit: str = ""
    licence: str = ""
    alternative: str = ""
    focus: tuple[float, float] = (0.5, 0.5)


class Campaign(NamedTuple):
    """A campaign folder as a value; `root` is where it was read from, all other paths are relative to it.

    `problems` is what was found wrong or odd while it was read; `offices` are its own forms of address.
    """

    root: Path
    name: str
    language: str
    updated: datetime
    brand: Brand
    slogan: str = ""
    hashtag: str = ""
    legal: str = ""
    organisations: tuple[Organisation, ...] = ()
    petitions: Mapping[str, Petition] = {}
    contacts: tuple[Contact, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    facts: Mapping[str, Value] = {}
    pieces: Mapping[str, Piece] = {}
    tables: Mapping[str, Table] = {}
    texts: Mapping[str, TextFile] = {}
    pictures: Mapping[str, PictureInfo] = {}
    problems: tuple[Problem, ...] = ()
    offices: Mapping[str, Value] = {}

    @property
    def day(self) -> date:
        return self.updated.date()
