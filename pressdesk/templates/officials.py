"""Rows of officials as letters need them: greeting, closing formula and address block stand beside what was typed.

A table whose records are called `official` answers, beside its own columns, to `{official.greeting}` (with its
comma), `{official.closing}` (one person signs), `{official.closing_several}`, `{official.address}` (a line each),
`{official.title}` (the office as it is written) and `{official.name_line}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from pressdesk.base.problem import Place, Problem
from pressdesk.model.campaign import Campaign
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.templates.addresses import address_lines, address_problems, addressee_of
from pressdesk.templates.offices import Offices, closing, name_line, offices_from, offices_in, salutation, title_of

RECORD = "official"
DERIVED = ("greeting", "closing", "closing_several", "address", "title", "name_line")
"""What a row of officials answers to beside its columns; a column of the same name goes before it."""


def offices_of(campaign: Campaign, language: str = "") -> Offices:
    """The forms of address of a campaign: its own `offices.toml` laid over those of the language."""
    base = offices_in((language or campaign.language)[:2])
    return offices_from(campaign.offices, base) if campaign.offices else base


def with_forms(row: Row, offices: Offices) -> Row:
    """The row with what is derived from it; the same row gives the same object."""
    return _formed(_Key(row, offices))


def table_with_forms(table: Table, offices: Offices) -> Table:
    """The table with the derived columns in each row; any other table as it is."""
    if table.record != RECORD or set(DERIVED) <= set(table.columns):
        return table
    columns = (*table.columns, *(name for name in DERIVED if name not in table.columns))
    return table._replace(columns=columns, rows=tuple(with_forms(row, offices) for row in table.rows))


def derived(cells: Mapping[str, Value], offices: Offices) -> dict[str, Value]:
    """What is derived from the cells of one official."""
    addressee = addressee_of(cells)
    greeting = salutation(addressee, offices)
    return {
        "greeting": f"{greeting},",
        "closing": closing(greeting, [addressee], offices),
        "closing_several": closing(greeting, [addressee], offices, several=True),
        "address": "\n".join(address_lines(cells, offices)),
        "title": title_of(addressee, offices),
        "name_line": name_line(addressee, offices),
    }


def official_problems(row: Row, table: Table | None, offices: Offices, as_of: date, piece: str = "") -> list[Problem]:
    """What is wrong with the official of a row: address, office, age of the entry."""
    place = Place(file=table.file if table else "", piece=piece, row=row.number)
    return address_problems(row.cells, offices, as_of, place)


class _Key:
    """A row and its offices, told apart by identity: both are shared, and too large to compare."""

    __slots__ = ("offices", "row")

    def __init__(self, row: Row, offices: Offices) -> None:
        self.row = row
        self.offices = offices

    def __hash__(self) -> int:
        return id(self.row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.row is self.row and other.offices is self.offices


@lru_cache(maxsize=4096)
def _formed(key: _Key) -> Row:
    cells = dict(key.row.cells)
    for name, value in derived(key.row.cells, key.offices).items():
        if not cells.get(name):
            cells[name] = value
    return key.row._replace(cells=cells)
