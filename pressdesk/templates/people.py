"""Fields that list people: those who sign, with their functions, and those to whom a text is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from pressdesk.base.regex import regex
from pressdesk.model.campaign import Organisation, Signatory
from pressdesk.model.story import Span
from pressdesk.templates.facts import MISSING, plain
from pressdesk.templates.filled import Recipient
from pressdesk.templates.job import quoted
from pressdesk.templates.patterns import parse_pattern

if TYPE_CHECKING:
    from pressdesk.model.table import Row
    from pressdesk.templates.job import Job
    from pressdesk.templates.offices import Addressee, Offices

ORDER = "order"
"""The field of a template whose choice says how those who sign are ordered."""

BY_ALPHABET = ("alphabétique", "alphabetical")

Signing = TypeVar("Signing", Organisation, Signatory)

_ALL = ("all", "toutes", "tous")
_ARTICLE = regex(r"(?:les?|la|the|an?)\s+|l['’]\s*", re.IGNORECASE)
_CIVILITY = regex(r"(madame|monsieur|mme|m\.|mesdames et messieurs|messieurs|mesdames)\s+", re.IGNORECASE)
_OF_OFFICE = regex(r"(?:les?|la)\s+|l['’]", re.IGNORECASE)
_PLURAL = regex(r"(?<=\w{3})[sx]\b", re.IGNORECASE)


def people(job: Job, raw: object) -> tuple[Signatory, ...]:
    """Those who sign: names of the campaign's signatories, `all`, the name of a table, texts such as “Ada Brun, maire”,
    or tables with name, role and organisation."""
    known = {one.name.casefold(): one for one in job.scope.plan.campaign.signatories}
    found: list[Signatory] = []
    for one in _listed(job, raw):
        if isinstance(one, Signatory):
            found.append(one)
        elif isinstance(one, Mapping):
            cells = {str(key): _text(job, value) for key, value in one.items()}
            name = cells.get("name") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}".strip()
            role = cells.get("role") or cells.get("function") or cells.get("office", "")
            if name:
                found.append(Signatory(name, role, cells.get("organisation", "")))
            else:
                job.tell("nameless", f"“{job.label}”: one of those listed has no name.", "Write name = “…”.")
        elif text := _text(job, one):
            if text.casefold() in _ALL:
                found += known.values()
            else:
                name, _, role = (part.strip() for part in text.partition(","))
                found.append(known.get(text.casefold()) or Signatory(name, role))
    return ordered(job, tuple(dict.fromkeys(found)))


def ordered(job: Job, signing: tuple[Signing, ...]) -> tuple[Signing, ...]:
    """Those who sign in the order that the template's choice names: by the alphabet, or as they agreed to be listed."""
    scope = job.scope
    if ORDER not in scope.plan.fields or scope.plan.fields[ORDER].type != "choice":
        return signing
    choice = scope.value(ORDER)
    if not isinstance(choice, tuple) or plain(choice).casefold() not in BY_ALPHABET:  # type: ignore[arg-type]
        return signing
    return tuple(sorted(signing, key=alphabetical))


def alphabetical(one: Organisation | Signatory) -> tuple[str, str]:
    """By what one is found in a list: a body by its name without the article, a person by the last name.

    >>> alphabetical(Organisation("p", "Les Proches")), alphabetical(Signatory("Ada Brun"))
    (('proches', 'les proches'), ('brun', 'ada brun'))
    """
    from pressdesk.templates.offices import fold

    if isinstance(one, Organisation):
        article = _ARTICLE.match(one.name)
        return fold(one.name[article.end() :] if article else one.name), fold(one.name)
    return fold(one.name.split()[-1] if one.name.split() else ""), fold(one.name)


def addressees(job: Job, raw: object) -> tuple[Recipient, ...]:
    """Those to whom a text is addressed, in order of protocol: texts such as “Madame Ada Brun, ministre de la Santé” or
    “Mesdames et Messieurs les Députés”, tables with name, office, gender, place and salutation, or the name of a table.
    """
    from pressdesk.templates.addresses import addressee_of
    from pressdesk.templates.offices import by_protocol, closing, common_salutation, title_of
    from pressdesk.templates.officials import offices_of

    plan = job.scope.plan
    offices = offices_of(plan.campaign, plan.language)
    lines: dict[Addressee, str] = {}
    for one in _listed(job, raw):
        if isinstance(one, Mapping):
            cells = {str(key): _text(job, value) for key, value in one.items()}
            addressee = addressee_of(cells)
            line = cells.get("line") or ", ".join(part for part in _named(addressee, offices) if part)
        else:
            line = _text(job, one)
            addressee = addressee_named(line, offices)
        if line:
            lines.setdefault(addressee, line)
    if not lines:
        return ()
    everybody = by_protocol(lines, offices)
    greeting = common_salutation(everybody, offices)
    closings = [closing(greeting, everybody, offices, several=several) for several in (False, True)]
    return tuple(
        Recipient(
            lines[one],
            one.name,
            title_of(one, offices) if one.office else "",
            one.office,
            one.place,
            common_salutation([one], offices),
            greeting,
            *closings,
        )
        for one in everybody
    )


def addressee_named(line: str, offices: Offices) -> Addressee:
    """The addressee that a line names: a person with the office, an office alone, a group, or a body.

    >>> from pressdesk.templates.offices import offices_in
    >>> addressee_named("Madame Ada Brun, ministre de la Santé", offices_in("fr"))
    Addressee(name='Ada Brun', office='ministre de la Santé', gender='f', place='', salutation='')
    >>> addressee_named("Mesdames et Messieurs les Députés de l'Orcelle", offices_in("fr")).salutation
    'Mesdames et Messieurs les Députés'
    """
    from pressdesk.templates.offices import Addressee, office_of

    words = " ".join(line.split())
    civility = _CIVILITY.match(words)
    rest = words[civility.end() :] if civility else words
    gender = {"mme": "f", "madame": "f", "m.": "m", "monsieur": "m"}.get(civility[1].lower(), "x") if civility else ""
    article = _OF_OFFICE.match(rest)
    if civility and article:
        whole = rest[article.end() :]
        office, beyond = office_of(whole if gender != "x" else _PLURAL.sub("", whole), offices)
        if gender != "x":
            return Addressee("", whole, gender, "", "" if office else words)
        said = words
        if office is not None:
            group = office.salutation.get("group", "")
            count = len(words.split()) - len(beyond.split())
            said = group if civility[1].lower().endswith("et messieurs") and group else " ".join(words.split()[:count])
        return Addressee("", office.words[0] if office else whole, "x", "", said)
    name, comma, office_text = rest.partition(",")
    if civility and comma:
        return Addressee(name.strip(), office_text.strip(), gender)
    if civility:
        return Addressee(rest, "", gender)
    if office_of(name, offices)[0] is not None:
        return Addressee("", words)
    if comma and office_of(office_text.strip(), offices)[0] is not None:
        return Addressee(name.strip(), office_text.strip())
    return Addressee(words)


def _named(addressee: Addressee, offices: Offices) -> Sequence[str]:
    """Who is meant, and as what: “Madame Ada Brun”, “maire de Vaubrune”."""
    from pressdesk.templates.offices import name_line, title_of

    title = title_of(addressee, offices) if addressee.office else ""
    who = name_line(addressee, offices)
    return who, title[:1].lower() + title[1:] if who else title


def _listed(job: Job, raw: object) -> Iterable[object]:
    """What is listed, one by one: the rows of a table that is named, the lines of a text, the items of a list."""
    given = raw
    if isinstance(raw, str):
        sole = parse_pattern(raw.strip()).sole
        if sole is not None and not sole.format:
            given, _ = job.scope.lookup(sole.path)
    if given is MISSING or given in (None, ""):
        return ()
    if isinstance(given, str):
        name = given.strip().removeprefix("tables/").rpartition(".")[0] or given.strip()
        tables = job.scope.plan.campaign.tables
        if name in tables:
            return [_cells(row) for row in tables[name].rows]
        if given.strip().startswith("tables/"):
            job.tell("unknown-table", f"“{job.label}”: there is no table “{quoted(given)}”.", "Import it first.")
            return ()
        lines = given.splitlines() if "\n" in given else given.split("|")
        return [line.strip(" \t-*•–") for line in lines if line.strip(" \t-*•–")]
    if isinstance(given, Mapping) or hasattr(given, "_fields"):
        return (given,)
    items = given if isinstance(given, tuple | list) else (given,)
    return [one for item in items for one in (_listed(job, item) if _names_several(item) else (item,))]


def _names_several(item: object) -> bool:
    """Whether an item of a list stands for others, such as {signatories} or the name of a table."""
    return isinstance(item, str) and (item.strip()[:1] == "{" or item.strip().startswith("tables/"))


def _cells(row: Row) -> Mapping[str, object]:
    return row.cells


def _text(job: Job, value: object) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], Span):
        return plain(value).strip()
    return job.scope.plain_text(value).strip() if isinstance(value, str) else "" if value is None else str(value)
