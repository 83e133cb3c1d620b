"""Small templates and a campaign for the tests of layout, and ways to look into what came out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Affine, Rect
from pressdesk.display.inspect import walk
from pressdesk.display.items import Group, Item, Mark, Sheet
from pressdesk.layout.compose import Composer, Composition
from pressdesk.model.campaign import Brand, Campaign, Organisation, Petition, PictureInfo
from pressdesk.model.piece import Extra, Piece
from pressdesk.model.table import Row, Table
from pressdesk.templates.filling import fill
from pressdesk.templates.reading import read_template
from pressdesk.templates.tree import Template
from pressdesk.text.fonts import builtin_library

TODAY = date(2026, 3, 1)
INK = Ink("ink", RGB(0.1, 0.0, 0.2), CMYK(0.8, 0.9, 0.2, 0.6))
BRAND = Brand(
    {
        "ink": INK,
        "ground": Ink("ground", RGB(1.0, 0.3, 0.2), CMYK(0.0, 0.8, 0.8, 0.0)),
        "accent": Ink("accent", RGB(1.0, 0.8, 0.2), CMYK(0.0, 0.2, 0.8, 0.0)),
    }
)
FIELDS = """
  <field name="title" type="text"/> <field name="lede" type="text"/> <field name="photo" type="picture"/>
  <field name="demands" type="list"/> <field name="story" type="longtext"/>
  <field name="letter" type="story"/>
  <field name="petition" type="petition" default="{petitions.main}"/>
  <field name="organisations" type="organisations" default="{organisations}"/>
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#ff0000"/></svg>'


def png(path: Path, width: int = 60, height: int = 40) -> Path:
    """A grey PNG of that many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    return path


def campaign(root: Path, **changes: Any) -> Campaign:
    """A campaign with a picture of 60 × 40 pixels, a petition, and two organisations, one of them with a logo."""
    png(root / "pictures" / "photo.png")
    (root / "pictures" / "logo.svg").write_text(SVG, encoding="utf-8")
    made = Campaign(
        root,
        "Nos soins",
        "fr",
        datetime(2026, 2, 15),
        BRAND,
        slogan="Tenons bon",
        organisations=(
            Organisation("alpha", "Collectif Alpha", "Alpha", "pictures/logo.svg"),
            Organisation("beta", "Union Bêta", "Bêta"),
        ),
        petitions={"main": Petition("main", "https://agir.example/soins", "agir.example/s", "Signez la pétition")},
        pictures={"pictures/photo.png": PictureInfo("pictures/photo.png", alternative="Une marche", focus=(0.5, 0.5))},
    )
    return made._replace(**changes)


def template(
    root: Path, sheets: str, *, formats: str = "a-portrait", styles: str = "", kind: str = "poster"
) -> Template:
    """A template with the fields of these tests and the given sheets (or boxes of one column)."""
    if not sheets.lstrip().startswith("<sheet"):
        sheets = f'<sheet id="front"><column>{sheets}</column></sheet>'
    folder = root / "templates" / "given"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.xml").write_text(
        f'<template format="1" kind="{kind}"><title lang="fr">Essai</title><fields>{FIELDS}</fields>'
        f'<styles>{styles}</styles><layout formats="{formats}">{sheets}</layout></template>',
        encoding="utf-8",
    )
    return read_template(folder)


class Desk:
    """A template, a campaign and a composer, for composing the same piece again and again."""

    def __init__(self, root: Path, sheets: str, **options: Any) -> None:
        self.campaign = campaign(root)
        self.template = template(root, sheets, **options)
        self.composer = Composer(builtin_library(), root)

    def compose(
        self,
        format: str = "A4",
        *,
        tweaks: Mapping[str, Mapping[str, Any]] = {},
        extras: Sequence[Extra] = (),
        row: Row | None = None,
        **content: Any,
    ) -> Composition:
        made = self.campaign
        rows = ""
        if row is not None:
            rows = "events"
            made = made._replace(tables={"events": Table("events", "event", tuple(row.cells), (row,))})
        piece = Piece("essai", "given", (format,), content, rows=rows)
        filled = fill(self.template, piece, made, row=row, as_of=TODAY)
        return self.composer.compose(
            self.template, filled, FORMATS[format], self.campaign.brand, tweaks=tweaks, extras=extras
        )


def rect_of(sheet: Sheet, box: str, kind: str = "") -> Rect:
    """Where the box of that id lies on the page."""
    return next(
        through.bounds(item.rect)
        for item, through in walk(sheet)
        if isinstance(item, Mark) and item.box == box and kind in ("", item.kind) and item.kind != "overset"
    )


def found(sheet: Sheet, kind: type[Any], box: str = "") -> Iterator[tuple[Any, Affine]]:
    """The items of a kind with the map to the page, those of one box if it is named."""
    for item, through in walk(sheet):
        if isinstance(item, Group) and item.box == box and box:
            yield from (
                (one, to) for one, to in walk(item.items, item.transform.then(through)) if isinstance(one, kind)
            )
        elif not box and isinstance(item, kind):
            yield item, through


def groups(sheet: Sheet, box: str) -> list[Group]:
    """The groups of a box."""
    return [item for item, _ in walk(sheet) if isinstance(item, Group) and item.box == box]


def codes(composition: Composition) -> list[str]:
    """The codes of the problems."""
    return [problem.code for problem in composition.problems]


def every_item(sheet: Sheet) -> list[Item]:
    return [item for item, _ in walk(sheet)]
