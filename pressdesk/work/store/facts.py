"""`campaign.toml`: the facts, the brand and the people of a campaign."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from pressdesk.base.colour import CMYK, Ink, naive_cmyk, parse_hex
from pressdesk.base.problem import InputError, did_you_mean
from pressdesk.base.regex import regex
from pressdesk.colour.spots import clashes, name_problems
from pressdesk.model.campaign import APPROVALS, Brand, Campaign, Contact, Organisation, Petition, Signatory
from pressdesk.qr.links import TAGS
from pressdesk.work.store.checker import Node
from pressdesk.work.store.files import file_names
from pressdesk.work.store.paths import within
from pressdesk.work.store.schema import LANGUAGES

EPOCH = datetime(2000, 1, 1)
"""Stands in for a missing `updated`: a date inside a PDF must not come from the clock."""

_LINK = regex(r"https?://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?")
_DEFAULT_BRAND = Brand({})


def read_campaign(root: Path, node: Node) -> Campaign:
    """The facts of a campaign, without its pieces, tables, texts and pictures; faults are noted in the source."""
    node.known.append("format")
    campaign = Campaign(
        root=root,
        name=node.text("name", required=True),
        language=language_of(node, "fr"),
        updated=_updated(node),
        brand=_brand(node.table("brand")),
        slogan=node.text("slogan"),
        hashtag=node.text("hashtag"),
        legal=node.text("legal"),
        organisations=_organisations(root, node),
        petitions=MappingProxyType({key: _petition(key, one) for key, one in node.named("petitions").items()}),
        contacts=tuple(_contact(one) for one in node.tables("contacts")),
        signatories=tuple(_signatory(one) for one in node.tables("signatories")),
        facts=node.table("facts").free(),
    )
    node.finish()
    return campaign


def language_of(node: Node, default: str) -> str:
    """The key `language`; one without rules of its own is noted and taken."""
    language = node.text("language", default)
    if language and language.split("-")[0] not in LANGUAGES:
        node.source.report(
            "warning",
            "unknown-language",
            f"PressDesk has no rules for the language “{language}”.",
            did_you_mean(language, LANGUAGES),
            (*node.path, "language"),
        )
    return language


def is_link(text: str) -> bool:
    """Whether a text is a web link that a telephone can open.

    >>> is_link("https://agir.example/p?x=1"), is_link("agir"), is_link("https://agir")
    (True, False, False)
    """
    return _LINK.fullmatch(text) is not None


def _updated(node: Node) -> datetime:
    moment = node.moment("updated")
    if moment is None and "updated" not in node:
        node.source.report(
            "warning",
            "no-date",
            "The campaign does not say when it was last changed; its PDFs are dated 2000-01-01.",
            "Add a line such as updated = 2026-03-12T14:30:00.",
        )
    return moment or EPOCH


def _brand(node: Node) -> Brand:
    colours = {name: _ink(name, one) for name, one in node.named("colours").items()}
    brand = Brand(
        colours=MappingProxyType(colours),
        display_font=node.text("display_font", _DEFAULT_BRAND.display_font),
        text_font=node.text("text_font", _DEFAULT_BRAND.text_font),
        rich_black=_rich_black(node),
        profile=node.text("profile"),
    )
    for ink, problem in clashes(colours.values()):
        node.source.report("error", problem.code, problem.message, problem.remedy, (*node.path, "colours", ink.name))
    node.finish()
    return brand


def _rich_black(node: Node) -> CMYK | None:
    inks = node.numbers("rich_black", 4, 0, 100)
    if inks is None:
        return None
    if inks[3] < 90:
        node.fault(
            "rich_black", f"“rich_black” has only {inks[3]:g} per cent of black.", "Write such as [60, 40, 40, 100]."
        )
        return None
    return CMYK(*(round(ink / 100, 6) for ink in inks))


def _spot(node: Node) -> str:
    """The name of a spot ink as it is written; one that cannot be printed is an error, and stays in the file."""
    text = node.text("spot")
    if not text:
        return ""
    for problem in name_problems(text):
        node.source.report(problem.severity, problem.code, problem.message, problem.remedy, (*node.path, "spot"))
    if "cmyk" not in node:
        message = f"The spot colour “{text}” has no stand-in; it is made from its value on screen."
        remedy = "Give “cmyk” as on the colour fan: it is printed where the spot ink is not."
        node.source.report("warning", "spot-stand-in", message, remedy, (*node.path, "spot"))
    return text


def _ink(name: str, node: Node) -> Ink:
    text = node.text("rgb", "#000000", required=True)
    try:
        rgb = parse_hex(text)
    except ValueError as fault:
        node.fault("rgb", f"{fault}.", "", code="wrong-colour")
        rgb = parse_hex("#000000")
    inks = node.numbers("cmyk", 4, 0, 100)
    cmyk = naive_cmyk(rgb) if inks is None else CMYK(*(round(ink / 100, 6) for ink in inks))
    ink = Ink(name, rgb, cmyk, _spot(node))
    node.finish()
    return ink


def _organisations(root: Path, node: Node) -> tuple[Organisation, ...]:
    found: list[Organisation] = []
    for one in node.tables("organisations"):
        organisation = Organisation(
            key=one.text("key", required=True),
            name=one.text("name", required=True),
            short=one.text("short"),
            logo=_file(root, one, "logo"),
            site=one.text("site"),
            address=one.text("address"),
            approval=_approval(one),
        )
        if organisation.key and any(organisation.key == other.key for other in found):
            one.fault("key", f"There are two organisations “{organisation.key}”.", "Rename one.", code="double-key")
        one.finish()
        found.append(organisation)
    return tuple(found)


def _approval(node: Node) -> str:
    """What an organisation has said to what is published in its name; an unknown word counts as pending."""
    said = node.text("approval")
    if said and said not in APPROVALS:
        node.fault("approval", f"“{said}” is no state of an approval.", did_you_mean(said, APPROVALS), code="approval")
        return "pending"
    return said


def _file(root: Path, node: Node, key: str) -> str:
    """A path within the campaign, to a file that is there."""
    relative = node.text(key)
    if not relative:
        return ""
    try:
        path = within(root, relative)
    except InputError as fault:
        problem = fault.problems[0]
        node.fault(key, problem.message, problem.remedy, code=problem.code)
        return ""
    if not path.is_file():
        folder = relative.rpartition("/")[0] or "."
        there = [f"{folder}/{name}" if folder != "." else name for name in file_names(root, folder, [])]
        node.fault(key, f"There is no file “{relative}”.", did_you_mean(relative, there), code="missing-file")
    return relative


def _petition(key: str, node: Node) -> Petition:
    petition = Petition(
        key,
        node.text("link", required=True),
        node.text("short"),
        node.text("call"),
        node.text("title"),
        _tags(node.table("tags")),
    )
    if petition.link and not is_link(petition.link):
        node.fault(
            "link",
            f"The petition “{key}” has no web link: “{petition.link}” cannot be opened.",
            "Write the whole address, beginning with https://.",
            code="not-a-link",
        )
    node.finish()
    return petition


def _tags(node: Node) -> tuple[tuple[str, str], ...]:
    tags = tuple((name, text) for name in TAGS if (text := node.text(name)))
    node.finish()
    return tags


def _contact(node: Node) -> Contact:
    contact = Contact(node.text("name", required=True), node.text("role"), node.text("phone"), node.text("mail"))
    node.finish()
    return contact


def _signatory(node: Node) -> Signatory:
    signatory = Signatory(node.text("name", required=True), node.text("role"), node.text("organisation"))
    node.finish()
    return signatory
