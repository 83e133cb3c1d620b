"""A table of events, officials or signatories: rows with named cells."""

from __future__ import annotations

from collections.abc import Mapping

from pressdesk.base.values import NamedTuple
from pressdesk.model.values import Value


class Row(NamedTuple):
    """One record; `number` is its line in the file, for telling where a problem is."""

    number: int
    cells: Mapping[str, Value]


class Table(NamedTuple):
    """A file of `tables/`: the name of its records in facts (`event`), its columns in order, its rows."""

    name: str
    record: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str = ""
