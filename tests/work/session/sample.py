"""A small campaign as a value, and a store that keeps it as one JSON file: the session needs no more."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.base.fsio import write_atomically
from pressdesk.base.problem import InputError, Problem
from pressdesk.model.campaign import Brand, Campaign, Organisation, Petition
from pressdesk.model.piece import Extra, Piece
from pressdesk.model.table import Row, Table
from pressdesk.work.session import changes, encoding

FILE = "campaign.json"


def campaign(root: Path) -> Campaign:
    return Campaign(
        root=root,
        name="Veille",
        language="fr",
        updated=datetime(2026, 3, 1, 9, 0),
        brand=Brand({"accent": Ink("accent", RGB(0.9, 0.2, 0.1), CMYK(0.0, 0.9, 0.9, 0.0))}),
        slogan="Tenons bon",
        organisations=(Organisation("veille", "Veille"), Organisation("relais", "Relais")),
        petitions={"main": Petition("main", "https://example.org/p")},
        facts={"rally": {"date": date(2026, 3, 12), "time": time(14, 30)}, "count": 12},
        pieces={
            "affiche": Piece("affiche", "poster-call", ("A3",), {"title": "Tenons bon", "demands": ("un", "deux")}),
            "tract": Piece(
                "tract", "flyer", ("A5",), {"title": "Réunion"}, {"photo": {"zoom": 1.5}}, (Extra("text", {"x": 1}),)
            ),
        },
        tables={
            "events": Table(
                "events",
                "event",
                ("town", "day"),
                (Row(2, {"town": "Arles", "day": date(2026, 3, 1)}), Row(3, {"town": "Brive", "day": None})),
            )
        },
    )


def load(root: Path) -> Campaign:
    try:
        data = json.loads((root / FILE).read_bytes())
    except OSError:
        raise InputError(Problem("error", "not-a-campaign", "This is no campaign.")) from None
    return changes.apply(campaign(root), encoding.decode_changes(data))  # type: ignore[no-any-return]


def save(_before: Campaign, after: Campaign) -> None:
    made = changes.differences(campaign(after.root), after)
    write_atomically(after.root / FILE, json.dumps(encoding.encode_changes(made)).encode())


def folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    save(campaign(path), campaign(path))
    return path
