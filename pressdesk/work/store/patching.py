"""Changed keys are patched into a TOML text, so that comments, order and unknown keys stay. Loads tomlkit."""

from __future__ import annotations

import tomllib
from collections.abc import MutableMapping
from typing import Any, TypeAlias

import tomlkit
from tomlkit.items import AoT

from pressdesk.work.store.documents import Document, plain
from pressdesk.work.store.migrate import FileKind, migrate
from pressdesk.work.store.schema import FORMAT

_ABSENT: Any = object()
_Holder: TypeAlias = MutableMapping[str, Any]


def patched(text: str, kind: FileKind, before: Document, after: Document) -> str:
    """`text` with what differs between two documents changed in it; an older file is brought up to date as well.

    Raises ValueError when `text` is not TOML.
    """
    try:
        expected: Document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(str(fault)) from None
    old = migrate(kind, expected) if kind != "text" else False
    _patch(expected, before, after, item=plain)
    document = tomlkit.parse(text)
    if old:
        migrate(kind, document)
    _patch(document, before, after, item=_item)
    written = tomlkit.dumps(document)
    return written if _says(written, expected) else tomlkit.dumps(expected)


def fresh(kind: FileKind, document: Document) -> str:
    """A new file with what a document says."""
    text = patched("" if kind == "text" else f"format = {FORMAT}\n", kind, {}, document)
    return text if text.endswith("\n") or not text else text + "\n"


def _says(text: str, expected: Document) -> bool:
    """Whether tomlkit's text means what it should; tables written out of order can lead it astray."""
    try:
        return tomllib.loads(text) == expected
    except tomllib.TOMLDecodeError:
        return False


def _patch(holder: _Holder, before: Document, after: Document, *, item: Any) -> None:
    for key in before:
        if key not in after and key in holder:
            del holder[key]
    for key, value in after.items():
        earlier = before.get(key, _ABSENT)
        if earlier is not _ABSENT and _same(earlier, value):
            continue
        there = holder.get(key, _ABSENT)
        if value is None:
            if isinstance(there, str):
                holder[key] = ""
            elif there is not _ABSENT:
                del holder[key]
        elif isinstance(value, dict) and isinstance(there, MutableMapping):
            _patch(there, earlier if isinstance(earlier, dict) else {}, value, item=item)
        elif _is_tables(value) and isinstance(there, list) and there:
            _patch_tables(holder, key, earlier if _is_tables(earlier) else [], value, item=item)
        else:
            holder[key] = item(_without_blanks(value))


def _patch_tables(holder: _Holder, key: str, before: list[Document], after: list[Document], *, item: Any) -> None:
    """Each table of the new list takes over the one it was, found by its key or name, else by its place."""
    there = holder[key]
    sources = _origins(before, after)
    if sources == list(range(len(there))) and len(before) == len(there):
        for table, earlier, value in zip(there, before, after, strict=True):
            _patch(table, earlier, value, item=item)
        return
    tables = []
    for index, value in zip(sources, after, strict=True):
        table = there[index] if index is not None and index < len(there) else _new_table(there)
        _patch(table, {} if index is None else before[index], value, item=item)
        tables.append(table)
    if isinstance(there, AoT):
        fresh_list = tomlkit.aot()
        for table in tables:
            fresh_list.append(table)
        holder[key] = fresh_list
    else:
        holder[key] = item([plain(table) for table in tables])


def _new_table(there: Any) -> _Holder:
    return tomlkit.table() if isinstance(there, AoT) else {}


def _origins(before: list[Document], after: list[Document]) -> list[int | None]:
    free = list(range(len(before)))
    origins: list[int | None] = [None] * len(after)
    for i, value in enumerate(after):
        for j in free:
            if _identity(before[j]) == _identity(value):
                origins[i] = j
                free.remove(j)
                break
    for i, found in enumerate(origins):
        if found is None and i in free:
            origins[i] = i
            free.remove(i)
    return origins


def _identity(document: Document) -> Any:
    return document.get("key") or document.get("name") or document


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _same(one: Any, other: Any) -> bool:
    """Equal in value and in kind: `1`, `1.0` and `true` are three things in TOML."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_blanks(item) for key, item in value.items() if item is not None}
    if _is_tables(value):
        return [_without_blanks(item) for item in value]
    return value


def _item(value: Any) -> Any:
    """A value as tomlkit writes it; a text of several lines stands between three quotes."""
    if isinstance(value, str) and "\n" in value and _is_simple(value):
        return tomlkit.string(value, multiline=True)
    if isinstance(value, dict):
        table = tomlkit.table()
        for key, part in value.items():
            table.add(key, _item(part))
        return table
    return tomlkit.item(value)


def _is_simple(text: str) -> bool:
    """Whether a text needs no escapes between three quotes."""
    return text.replace("\n", "").isprintable() and "\\" not in text and '"""' not in text and not text.endswith('"')
