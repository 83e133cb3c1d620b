"""What differs between two values, as records that can be written down and applied again.

A record names a place by its path through named tuples, mappings and tuples, and says what stands there afterwards.
Records hold no earlier values and applying one twice does no harm, so a journal may be replayed on a folder
that already has a part of its changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from pressdesk.base.values import NamedTuple

Key: TypeAlias = str | int
Path: TypeAlias = tuple[Key, ...]


class ValueChange(NamedTuple):
    """`set` puts `value` at `path`, `drop` takes the key away, `order` gives the keys of the mapping in their order."""

    kind: Literal["set", "drop", "order"]
    path: Path
    value: Any = None


def differences(before: Any, after: Any, path: Path = ()) -> list[ValueChange]:
    """What turns `before` into `after`; parts that are the same object are not looked into.

    >>> differences({"a": 1, "b": (1, 2)}, {"a": 1, "b": (1, 3)})
    [ValueChange(kind='set', path=('b', 1), value=3)]
    """
    if before is after:
        return []
    if _is_named(before) and type(before) is type(after):
        return [
            change
            for name, old, new in zip(before._fields, before, after, strict=True)
            for change in differences(old, new, (*path, name))
        ]
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return _mapping_differences(before, after, path)
    if type(before) is tuple and type(after) is tuple and len(before) == len(after):
        return [
            change
            for index, (old, new) in enumerate(zip(before, after, strict=True))
            for change in differences(old, new, (*path, index))
        ]
    if type(before) is type(after) and before == after:
        return []
    return [ValueChange("set", path, after)]


def _mapping_differences(before: Mapping[str, Any], after: Mapping[str, Any], path: Path) -> list[ValueChange]:
    found = [ValueChange("drop", (*path, key)) for key in before if key not in after]
    for key, value in after.items():
        if key in before:
            found += differences(before[key], value, (*path, key))
        else:
            found.append(ValueChange("set", (*path, key), value))
    natural = [key for key in before if key in after] + [key for key in after if key not in before]
    if natural != list(after):
        found.append(ValueChange("order", path, tuple(after)))
    return found


def apply(value: Any, changes: Iterable[ValueChange]) -> Any:
    """`value` with the changes made; a change whose place is not there any more is passed over."""
    for change in changes:
        value = _applied(value, change, change.path)
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """`value` with `new` at `path`; parents that are missing are passed over."""
    return apply(value, [ValueChange("set", path, new)])


def get(value: Any, path: Path) -> Any:
    """What stands at `path`; raises KeyError, IndexError or AttributeError where nothing does."""
    for key in path:
        if _is_named(value):
            value = getattr(value, str(key))
        else:
            value = value[key]
    return value


def _applied(value: Any, change: ValueChange, rest: Path) -> Any:
    if not rest:
        return _reordered(value, change.value) if change.kind == "order" else change.value
    head, last = rest[0], len(rest) == 1
    if _is_named(value):
        if head not in value._fields or (last and change.kind == "drop"):
            return value
        return value._replace(**{str(head): _applied(getattr(value, str(head)), change, rest[1:])})
    if isinstance(value, Mapping):
        if last and change.kind == "drop":
            return {key: part for key, part in value.items() if key != head}
        if head not in value and not (last and change.kind == "set"):
            return value
        return {**value, head: _applied(value.get(head), change, rest[1:])}
    if type(value) is tuple and isinstance(head, int) and 0 <= head < len(value):
        return (*value[:head], _applied(value[head], change, rest[1:]), *value[head + 1 :])
    return value


def _reordered(value: Any, keys: tuple[str, ...]) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {key: value[key] for key in (*(k for k in keys if k in value), *(k for k in value if k not in keys))}


def _is_named(value: Any) -> bool:
    return isinstance(value, tuple) and hasattr(value, "_fields")
