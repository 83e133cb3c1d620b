"""Tables: a line of column names, then one record a line; dates and times are read as such.

A column is known by its name in lower case with `_` for spaces; usual French names also answer to the English ones
that templates use (`ville` is `town` too).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from types import MappingProxyType

from pressdesk.base.problem import Place, Problem, did_you_mean
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.work.store.encodings import decode

ALIASES = {
    "jour": "date",
    "date_de_fin": "end_date",
    "heure": "time",
    "horaire": "time",
    "début": "time",
    "debut": "time",
    "fin": "end",
    "ville": "town",
    "commune": "town",
    "lieu": "place",
    "adresse": "address",
    "code_postal": "postcode",
    "titre": "title",
    "intitulé": "title",
    "lien": "link",
    "nom": "name",
    "prénom": "first_name",
    "prenom": "first_name",
    "fonction": "role",
    "organisation": "organisation",
    "téléphone": "phone",
    "telephone": "phone",
    "courriel": "mail",
    "e-mail": "mail",
    "email": "mail",
    "civilité": "gender",
    "vérifié": "checked",
}
"""Column names that people write, and the names that templates use."""

RECORDS = {"évènements": "event", "événements": "event", "evenements": "event", "élus": "official", "elus": "official"}
"""What one record of a table is called, where it is not the table's name without its plural."""

DATE_COLUMNS = ("date", "day", "end_date", "start_date", "checked", "deadline")
TIME_COLUMNS = ("time", "start", "end", "start_time", "end_time", "until")

SEPARATORS = ";,\t"
ROW_LIMIT = 100_000


def parse_table(name: str, data: bytes, file: str) -> tuple[Table | None, list[Problem]]:
    """The table in the bytes of a CSV file; None when there is nothing to read. Unreadable cells stay text."""
    try:
        text = decode(data)
    except ValueError as fault:
        return None, [_fault(file, "broken-table", f"The table cannot be read: {fault}.", "Save it as CSV in UTF-8.")]
    import csv

    try:
        lines = split_lines(text)
    except csv.Error as fault:
        message = f"The table cannot be read ({fault})."
        return None, [_fault(file, "broken-table", message, "Look for a quote that is not closed.")]
    if not lines:
        return None, [_fault(file, "empty-table", "The table is empty.", "Write column names on its first line.")]
    if len(lines) > ROW_LIMIT:
        return None, [_fault(file, "long-table", f"The table has more than {ROW_LIMIT} lines.", "Cut it in parts.")]
    return make_table(name, lines[0][1], lines[1:], file)


def split_lines(text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, as cells, each with the number of the line it begins on; raises csv.Error."""
    import csv
    import io

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    lines = []
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            lines.append((start, cells))
        start = reader.line_num + 1
    return lines


def make_table(
    name: str, header: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]], file: str
) -> tuple[Table, list[Problem]]:
    """A table from its column names and its lines (each with its number in the file)."""
    problems: list[Problem] = []
    columns = [column_name(title) for title in header]
    while columns and not columns[-1]:
        columns.pop()
    for i, column in enumerate(columns):
        if not column:
            columns[i] = f"column_{i + 1}"
            message = f"Column {i + 1} has no name; it is taken as “{columns[i]}”."
            problems.append(_fault(file, "unnamed-column", message, "Name it on the first line.", severity="warning"))
        elif column in columns[:i]:
            columns[i] = f"{column}_{i + 1}"
            message = f"There are two columns “{column}”; the second is taken as “{columns[i]}”."
            problems.append(_fault(file, "double-column", message, "Rename or delete one.", severity="warning"))
    roles = [ALIASES.get(column, column) for column in columns]
    roles = [column if role in columns else role for column, role in zip(columns, roles, strict=True)]
    rows = []
    for number, cells in lines:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            message = f"Line {number} has {len(cells)} cells for {len(columns)} columns."
            remedy = "Put quotes around a text that holds the separator."
            problems.append(_fault(file, "long-row", message, remedy, line=number, row=number))
        values: dict[str, Value] = {}
        for i, (column, role) in enumerate(zip(columns, roles, strict=True)):
            text = cells[i].strip() if i < len(cells) else ""
            value = text if not text or role not in _TYPED else _typed(text, role, column, number, file, problems)
            values[column] = value
            if role != column and role not in values:
                values[role] = value
        rows.append(Row(number, MappingProxyType(values)))
    table = Table(name, record_name(name), tuple(columns), tuple(rows), file)
    return table, problems


def column_name(title: str) -> str:
    """A column's name as texts call it.

    >>> column_name(" Code postal ")
    'code_postal'
    """
    return "_".join(title.replace("\ufeff", "").lower().split())


def record_name(table: str) -> str:
    """What one record of a table is called in texts.

    >>> record_name("signatories"), record_name("events"), record_name("événements")
    ('signatory', 'event', 'event')
    """
    if table in RECORDS:
        return RECORDS[table]
    if table.endswith("ies"):
        return table[:-3] + "y"
    return table[:-1] if table.endswith("s") and len(table) > 1 else table


def known_columns(table: Table) -> tuple[str, ...]:
    """Every name under which a cell of the table can be asked for."""
    names = list(table.columns)
    for column in table.columns:
        alias = ALIASES.get(column)
        if alias and alias not in names:
            names.append(alias)
    return tuple(names)


def missing_columns(table: Table, wanted: Iterable[str]) -> list[Problem]:
    """An error for each wanted column that the table does not have."""
    known = known_columns(table)
    return [
        _fault(
            table.file,
            "missing-column",
            f"The table “{table.name}” has no column “{name}”.",
            did_you_mean(name, known),
            line=1,
            key=name,
        )
        for name in wanted
        if name not in known
    ]


_TYPED = (*DATE_COLUMNS, *TIME_COLUMNS)


def _typed(text: str, role: str, column: str, line: int, file: str, problems: list[Problem]) -> Value:
    try:
        if role in DATE_COLUMNS:
            return _date(text)
        return _time_or_date(text)
    except ValueError:
        kind, sample = ("date", "2026-03-12 or 12/03/2026") if role in DATE_COLUMNS else ("time", "14:30 or 14 h 30")
        problems.append(
            Problem(
                "error",
                f"unreadable-{kind}",
                f"“{text[:60]}” in column “{column}” is no {kind}.",
                f"Write it as {sample}.",
                Place(file=file, line=line, key=column, row=line),
            )
        )
        return text


def _date(text: str) -> date:
    from pressdesk.text.dates import parse_date

    try:
        return parse_date(text)
    except ValueError:
        day, _, hour = text.replace("T", " ", 1).partition(" ")
        if not hour or ":" not in hour:
            raise
        return parse_date(day)  # spreadsheets add “00:00:00” to a date


def _time_or_date(text: str) -> time | date:
    from pressdesk.text.dates import parse_date, parse_time

    try:
        return parse_time(text)
    except ValueError:
        return parse_date(text)


def _separator(text: str) -> str:
    """The separator that stands most often outside quotes on the first line that is not empty."""
    head = next((line for line in text.split("\n") if line.strip()), "")
    outside = "".join(head.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _fault(  # noqa: PLR0913 - a place has many parts
    file: str,
    code: str,
    message: str,
    remedy: str,
    *,
    severity: str = "error",
    line: int = 0,
    row: int = 0,
    key: str = "",
) -> Problem:
    return Problem(severity, code, message, remedy, Place(file=file, line=line, row=row, key=key))  # type: ignore[arg-type]
