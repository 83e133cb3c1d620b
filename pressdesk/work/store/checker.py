"""Reads keys out of parsed TOML and collects every fault with its file, line and key, instead of stopping at one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, TypeAlias

from pressdesk.base.problem import Place, Problem, Severity, did_you_mean, nearest
from pressdesk.base.regex import regex
from pressdesk.model.values import Value

KeyPath: TypeAlias = tuple[str | int, ...]

_KINDS = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "a table",
    list: "a list in brackets",
}
_FOUND = {
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    dict: "a table",
    list: "a list",
    datetime: "a date with a time",
    date: "a date",
    time: "a time",
}


class Source:
    """One file while it is read: its name within the campaign, its text, and the problems found so far."""

    def __init__(self, file: str, text: str, problems: list[Problem]) -> None:
        self.file = file
        self.text = text
        self.problems = problems

    def report(self, severity: Severity, code: str, message: str, remedy: str = "", path: KeyPath = ()) -> None:
        """Note a fault at a key; its line is looked up in the text."""
        place = Place(file=self.file, line=line_of(self.text, path), key=key_text(path))
        self.problems.append(Problem(severity, code, message, remedy, place))


class Node:
    """One table of a file. Each reading method marks its key as known; `finish` warns about the others."""

    def __init__(self, source: Source, data: Mapping[str, Any], path: KeyPath = ()) -> None:
        self.source = source
        self.data = data
        self.path = path
        self.known: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def fault(self, key: str, message: str, remedy: str = "", *, code: str = "wrong-value") -> None:
        self.source.report("error", code, message, remedy, (*self.path, key))

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text; a required one may be neither missing nor empty."""
        value = self._get(key, str, required=required)
        if value is None:
            return default
        if required and not str(value).strip():
            self.fault(key, f"“{key}” is empty.", "Fill it in.", code="missing-key")
        return str(value)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        if isinstance(self.data.get(key), str):
            self._know(key)
            return (self.data[key],)
        value = self._get(key, list, required=required)
        if value is None:
            return ()
        wrong = [i for i, item in enumerate(value) if not isinstance(item, str)]
        for i in wrong:
            self.source.report(
                "error",
                "wrong-type",
                f"“{key}” must be a list of texts; number {i + 1} is {_found(value[i])}.",
                "Put it in quotes.",
                (*self.path, key),
            )
        return tuple(item for item in value if isinstance(item, str))

    def number(self, key: str, default: float, *, above: float | None = None) -> float:
        """A number, more than `above` where that is given."""
        value = self._get(key, float)
        if value is None:
            return default
        if above is not None and value <= above:
            self.fault(key, f"“{key}” must be more than {above:g}, and is {value:g}.")
            return default
        return float(value)

    def flag(self, key: str) -> bool:
        return bool(self._get(key, bool))

    def numbers(self, key: str, count: int, low: float, high: float) -> tuple[float, ...] | None:
        """So many numbers between `low` and `high`, or None where the key is missing or wrong."""
        value = self._get(key, list)
        if value is None:
            return None
        if len(value) != count or not all(_is_number(item) and low <= item <= high for item in value):
            self.fault(
                key, f"“{key}” must be {count} numbers from {low:g} to {high:g}, such as {_sample(count, high)}."
            )
            return None
        return tuple(float(item) for item in value)

    def moment(self, key: str) -> datetime | None:
        """A date with or without a time of day."""
        self._know(key)
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day)
        self.fault(
            key,
            f"“{key}” must be a date, and is {_found(value)}.",
            "Write it without quotes, such as 2026-03-12T14:30:00.",
            code="wrong-type",
        )
        return None

    def table(self, key: str) -> Node:
        """A table; an empty one where it is missing or wrong."""
        value = self._get(key, dict)
        return Node(self.source, value or {}, (*self.path, key))

    def named(self, key: str) -> dict[str, Node]:
        """Tables by name, such as `[petitions.main]`."""
        return self.table(key).children()

    def children(self) -> dict[str, Node]:
        """Every key of this table, each of which must be a table."""
        found = {}
        for name in self.data:
            value = self._get(name, dict)
            if value is not None:
                found[name] = Node(self.source, value, (*self.path, name))
        return found

    def tables(self, key: str) -> list[Node]:
        """A list of tables, such as `[[contacts]]`."""
        value = self._get(key, list)
        if value is None:
            return []
        found = []
        for i, item in enumerate(value):
            if isinstance(item, dict):
                found.append(Node(self.source, item, (*self.path, key, i)))
            else:
                self.fault(
                    key,
                    f"“{key}” must be a list of tables; number {i + 1} is {_found(item)}.",
                    f"Write each under a line [[{key}]].",
                    code="wrong-type",
                )
        return found

    def free(self) -> Mapping[str, Value]:
        """All keys that no other call asked for, as values."""
        values = {key: frozen(value) for key, value in self.data.items() if key not in self.known}
        self.known.extend(values)
        return MappingProxyType(values)

    def finish(self) -> None:
        """Warn about keys that nobody asked for; they stay in the file."""
        for key in self.data:
            if key not in self.known:
                remedy = did_you_mean(key, self.known)
                self.source.report(
                    "warning", "unknown-key", f"There is no key “{key}” here; it is kept.", remedy, (*self.path, key)
                )

    def _know(self, key: str) -> None:
        if key not in self.known:
            self.known.append(key)

    def _get(self, key: str, kind: type, *, required: bool = False) -> Any:
        self._know(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self._missing(key)
            return None
        fits = _is_number(value) if kind in (float, int) else isinstance(value, kind)
        if fits:
            return value
        self.fault(
            key,
            f"“{key}” must be {_KINDS[kind]}, and is {_found(value)}.",
            f'Write {key} = "{value}".' if kind is str and _is_number(value) else "",
            code="wrong-type",
        )
        return None

    def _missing(self, key: str) -> None:
        meant = nearest(key, [other for other in self.data if other not in self.known])
        remedy = f"Is “{meant}” meant to be “{key}”?" if meant else f"Add a line {key} = …."
        self.source.report("error", "missing-key", f"“{key}” is missing.", remedy, self.path or (key,))


def frozen(value: Any) -> Value:
    """A parsed TOML value with tuples for lists and read-only mappings for tables."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return value  # type: ignore[no-any-return]


def key_text(path: KeyPath) -> str:
    """A key as people write it.

    >>> key_text(("organisations", 1, "logo"))
    'organisations[2].logo'
    """
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out


_HEADER = regex(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = regex(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = regex(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


def line_of(text: str, path: KeyPath) -> int:
    """The line (from 1) on which a key, or else the table nearest around it, is written; 0 when nothing is found.

    >>> line_of('name = "x"\\n[brand]\\ntext_font = 3', ("brand", "text_font"))
    3
    """
    if not path:
        return 0
    best, best_length = 0, 0
    header: list[str | int] = []
    counts: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if (found := _HEADER.match(line)) is not None and not _ASSIGNMENT.match(line):
            header = list(_resolve(_parts(found[2]), counts))
            if found[1] == "[[":
                index = counts.get(tuple(header), -1) + 1
                counts[tuple(header)] = index
                header.append(index)
            here: Sequence[str | int] = header
        elif (found := _ASSIGNMENT.match(line)) is not None:
            here = [*header, *_parts(found[1])]
        else:
            continue
        if len(here) > best_length and tuple(here) == tuple(path[: len(here)]):
            best, best_length = number, len(here)
    return best


def _parts(dotted: str) -> list[str]:
    return [a or b or c for a, b, c in _PART.findall(dotted)]


def _resolve(parts: list[str], counts: Mapping[tuple[str | int, ...], int]) -> Sequence[str | int]:
    """The path of a header, with the index of the last element of each list of tables that it passes through."""
    path: list[str | int] = []
    for i, part in enumerate(parts):
        path.append(part)
        if i < len(parts) - 1 and tuple(path) in counts:
            path.append(counts[tuple(path)])
    return path


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _found(value: object) -> str:
    if isinstance(value, str):
        return f"the text “{value if len(value) <= 40 else value[:39] + '…'}”"
    if _is_number(value):
        return f"the number {value}"
    return _FOUND.get(type(value), "something else")


def _sample(count: int, high: float) -> str:
    return "[" + ", ".join(f"{high * (i + 1) / (count + 1):.2g}" for i in range(count)) + "]"
