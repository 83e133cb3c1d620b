"""A small campaign and ways to write templates for the tests of this package."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pressdesk.base.problem import InputError, Problem
from pressdesk.model.campaign import Brand, Campaign, Contact, Organisation, Petition, PictureInfo
from pressdesk.model.piece import Piece
from pressdesk.model.story import TextFile
from pressdesk.model.table import Row, Table
from pressdesk.templates.filling import Filled, fill
from pressdesk.templates.reading import read_template
from pressdesk.templates.tree import Template

NBSP = "\u00a0"
TODAY = date(2026, 3, 1)

EVENTS = Table(
    "events",
    "event",
    ("date", "time", "town", "place", "note", "petition"),
    (
        Row(2, {"date": date(2026, 3, 12), "time": time(18, 30), "town": "Rennes", "place": "Salle *Rose*", "note": "",
                "petition": "main"}),
        Row(3, {"date": date(2026, 3, 14), "time": time(20), "town": "Brest", "place": "Le {quai}", "note": "Venez",
                "petition": "https://agir.example/brest"}),
    ),
    "tables/events.csv",
)  # fmt: skip


def escaped(text: str) -> str:
    """The pattern that stands for `text` itself."""
    return text.replace("{", "{{").replace("}", "}}")


def campaign(root: Path, **changes: Any) -> Campaign:
    """A campaign with one of everything; its folder holds `pictures/photo.jpg` and a logo."""
    (root / "pictures").mkdir(parents=True, exist_ok=True)
    (root / "pictures" / "photo.jpg").write_bytes(b"not looked at")
    (root / "pictures" / "logo.svg").write_bytes(b"not looked at")
    made = Campaign(
        root,
        "Nos soins",
        "fr",
        datetime(2026, 2, 15, 9, 30),
        Brand({}),
        slogan="Tenons **bon**",
        hashtag="#Soins",
        legal="Imprimé par nos soins",
        organisations=(
            Organisation("alpha", "Collectif Alpha", "Alpha", "pictures/logo.svg"),
            Organisation("beta", "Union Bêta"),
        ),
        petitions={"main": Petition("main", "https://agir.example/soins", "agir.example/s", "Signez")},
        contacts=(Contact("Ana Roux", "porte-parole", "06 00 00 00 01", "ana@agir.example"),),
        facts={
            "carers": 148,
            "share": 27.5,
            "rally": {"date": date(2026, 3, 12), "town": "Rennes"},
            "sentence": "Le {rally.date:long} à {rally.town}",
            "left": "{right}",
            "right": "{left}",
            "demands": ("Payer la route", "Payer le {sentence}"),
        },
        tables={"events": EVENTS},
        texts={"release": TextFile("release", {}, "# Titre\n\nNous sommes {carers}.\n", 4, "texts/release.md")},
        pictures={
            "pictures/photo.jpg": PictureInfo("pictures/photo.jpg", "Une marche", "Ana", "", "Des gens", (0.4, 0.2))
        },
    )
    return made._replace(**changes)


def template(folder: Path, fields: str, boxes: str = "<space/>", *, more: str = "") -> Template:
    """A template of these fields and boxes, read from a file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.xml").write_text(
        f'<template format="1" kind="poster">\n<fields>{fields}</fields>{more}\n'
        f'<layout formats="a-portrait"><sheet><column>{boxes}</column></sheet></layout></template>',
        encoding="utf-8",
    )
    return read_template(folder)


def filled(
    root: Path,
    fields: str,
    content: Mapping[str, Any],
    *,
    boxes: str = "<space/>",
    row: Row | None = None,
    **piece: Any,
) -> Filled:
    """The fields filled with this content, in the campaign above."""
    made = template(root / "templates" / "sample", fields, boxes)
    recipe = Piece("affiche", "sample", ("A3",), content, file="pieces/affiche.toml", **piece)
    return fill(made, recipe, campaign(root), row=row, as_of=TODAY)


def codes(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def faults_of(folder: Path, xml: str) -> tuple[Problem, ...]:
    """The problems for which a template is refused; empty when it is not."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.xml").write_text(xml, encoding="utf-8")
    try:
        read_template(folder)
    except InputError as fault:
        return fault.problems
    return ()


ONE = '<field name="{name}" type="{type}" {more}><label lang="fr">Étiquette</label></field>'


def one(root: Path, type: str, content: Any, more: str = "", **piece: Any):  # type: ignore[no-untyped-def]
    """The value of one field, and the codes of the problems."""
    fields = ONE.format(name="it", type=type, more=more)
    result = filled(root, fields, {} if content is None else {"it": content}, **piece)
    return result.values.get("it"), codes(result.problems)


def sheet(boxes: str, *, before: str = "") -> str:
    fields = (
        '<field name="title" type="text"/><field name="photo" type="picture"/><field name="demands" type="list"/>'
        '<field name="petition" type="petition"/>'
    )
    return (
        f'<template format="1" kind="poster"><fields>{fields}</fields>{before}\n<layout formats="a-portrait"><sheet>\n'
        f"{boxes}</sheet></layout></template>"
    )
