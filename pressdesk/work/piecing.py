"""A new piece of a template: what it begins with, and as a file whose comments explain every field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pressdesk.base.formats import FORMATS
from pressdesk.base.fsio import write_atomically
from pressdesk.base.problem import Problem, UsageError
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.tree import Field, Template
from pressdesk.work.disk import disk_faults
from pressdesk.work.names import slug
from pressdesk.work.store import load_with_problems

DEFAULTS = {"poster": ("A3", "A4", "square"), "triptych": ("A3",), "flyer": ("A5", "A6")}
"""The formats that a new piece begins with, by the kind of its template; A4 for others."""

RALLY = ("date", "time", "town", "place")
"""The fields that a new piece takes from the campaign's rally, if it has one, where they have no default."""

_RECORDS = ("event", "official")
_EMBARGOED = ("release", "joint-release")
_YES_NO = {"yes": "oui", "no": "non"}
_EXAMPLES = {
    "date": "2027-03-12",
    "time": "18:30:00",
    "yesno": "true",
    "picture": '"pictures/photo.jpg"',
    "petition": '"main"',
    "link": '"https://exemple.fr"',
    "number": "3",
}


def first_formats(template: Template) -> tuple[str, ...]:
    """The formats that a new piece of a template begins with."""
    wanted = DEFAULTS.get(template.kind, ("A4",))
    able = [name for name, one in FORMATS.items() if template.layout_for(name, one.family)]
    return tuple(name for name in wanted if name in able) or tuple(able[:1])


def free_name(campaign: Campaign, title: str, fallback: str) -> str:
    """A name for the file of a new piece that no other piece has."""
    base = slug(title) or fallback
    names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
    return next(name for name in names if name not in campaign.pieces)


def new_piece(campaign: Campaign, template: Template, title: str) -> Piece:
    """An empty piece of a template; its rows come from the campaign's table where the template wants a row."""
    name = free_name(campaign, title, template.name)
    rows = _table(campaign, wanted_record(template))
    return Piece(name, template.name, first_formats(template), title=title, rows=rows)


def _table(campaign: Campaign, record: str) -> str:
    """The table of such records: the one called so; of events, or else the first with dates and towns."""
    tables = campaign.tables.values()
    called = [table.name for table in tables if record and table.record == record]
    events = [table for table in tables if record == "event" and table.rows]
    dated = [table.name for table in events if {"date", "town"} <= set(table.rows[0].cells)]
    return next(iter((*called, *dated)), "")


def wanted_record(template: Template) -> str:
    """The records that a template is for: `event`, `official`, or none."""
    defaults = [field.default for field in template.fields.values()]
    return next((record for record in _RECORDS if any(f"{{{record}." in one for one in defaults)), "")


def add_piece(root: Path, template_name: str, name: str = "", today: date | None = None) -> tuple[Path, ...]:
    """Write a piece with every field of its template explained, and the text that it needs; gives the files.

    Raises UsageError for a name that is taken, InputError for an unknown template, RefusedError for the disk.
    """
    campaign = load_with_problems(root)
    template = template_named(template_name, root)
    title = template.titles.get(campaign.language) or template.titles.get("fr") or template.name
    piece = new_piece(campaign, template, title)._replace(name=slug(name) or free_name(campaign, "", template.name))
    path = root / "pieces" / f"{piece.name}.toml"
    if path.exists():
        told = f"There is a piece “{piece.name}” already; nothing was written."
        raise UsageError(Problem("error", "name-taken", told, "Give the new one another name."))
    files = [(path, _as_file(campaign, template, piece))]
    if any(field.type == "story" for field in template.fields.values()):
        text = root / "texts" / f"{piece.name}.md"
        if not text.exists():
            from pressdesk.work.skeletons import kind_of_text

            files.append((text, _first_text(campaign, kind_of_text(template), today or date.today())))
    with disk_faults(root):
        for file, content in files:
            file.parent.mkdir(exist_ok=True)
            write_atomically(file, content.encode())
    return tuple(file for file, _ in files)


def _first_text(campaign: Campaign, kind: str, today: date) -> str:
    """An empty text with the head that its kind has."""
    import tomlkit

    from pressdesk.work.skeletons import first_matter

    document = tomlkit.document()
    for name, value in first_matter(campaign, kind or "release", "", today).items():
        document[name] = list(value) if isinstance(value, tuple) else value
    embargo = "# embargo = 2027-03-01T06:00:00\n" if document["kind"] in _EMBARGOED else ""
    return f"+++\n{tomlkit.dumps(document)}{embargo}+++\n\n"


def _as_file(campaign: Campaign, template: Template, piece: Piece) -> str:
    able = " ".join(name for name, one in FORMATS.items() if template.layout_for(name, one.family))
    lines = [
        "format = 1",
        f"template = {_quoted(template.name)}",
        f"# {able}",
        f"formats = [{', '.join(map(_quoted, piece.formats))}]",
        f"title = {_quoted(piece.title)}",
    ]
    if record := wanted_record(template):
        lines.append("# Une pièce pour chaque ligne d'un tableau du dossier tables :")
        lines.append(f"rows = {_quoted(piece.rows)}" if piece.rows else f'# rows = "{record}s"')
    if any(field.type == "story" for field in template.fields.values()):
        lines += [f"# Le texte, dans texts/{piece.name}.md :", f"story = {_quoted(piece.name)}"]
    lines += ["", "[content]"]
    rally = campaign.facts.get("rally")
    for field in template.fields.values():
        if field.type == "story" or field.default.startswith("{event."):
            continue
        lines.append(f"# {_explained(field, campaign.language)}")
        if field.name in RALLY and not field.default and isinstance(rally, Mapping) and field.name in rally:
            lines.append(f'{field.name} = "{{rally.{field.name}}}"')
        else:
            lines.append(f"# {field.name} = {_example(campaign, field)}")
    return "\n".join(lines) + "\n"


def _explained(field: Field, language: str) -> str:
    label = field.labels.get(language) or field.labels.get("fr") or field.name
    told = [f"{field.max} {'lignes' if field.type == 'list' else 'signes'} au plus"] if field.max else []
    if field.default:
        told.append(f"sinon {_YES_NO.get(field.default, field.default)}")
    elif field.required:
        told.append("nécessaire")
    text = label + (f" ({', '.join(told)})" if told else "")
    tip = field.helps.get(language) or field.helps.get("fr") or ""
    return " ".join(f"{text}. {tip}".split())


def _example(campaign: Campaign, field: Field) -> str:
    example = field.examples.get("short", "")
    if field.type == "list":
        return f"[{', '.join(_quoted(one.strip()) for one in example.split('|') if one.strip())}]"
    if field.type == "organisations":
        return f"[{', '.join(_quoted(one.key) for one in campaign.organisations)}]"
    if field.type == "contacts":
        return f"[{', '.join(_quoted(one.name) for one in campaign.contacts)}]"
    if field.type == "choice" and field.choices:
        return _quoted(field.choices[0])
    return _EXAMPLES.get(field.type) or _quoted(example)


def _quoted(text: str) -> str:
    """A TOML string; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
