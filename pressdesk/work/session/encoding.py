"""Values and change records as JSON, and back, without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.model.campaign import Brand, Contact, Organisation, Petition, PictureInfo, Signatory
from pressdesk.model.piece import Extra, Piece
from pressdesk.model.story import TextFile
from pressdesk.model.table import Row, Table
from pressdesk.work.session.changes import ValueChange

_NAMED: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(Brand, CMYK, Contact, Extra, Ink, Organisation, Petition, PictureInfo),
        *(Piece, RGB, Row, Signatory, Table, TextFile),
    )
}


def encode(value: Any) -> Any:
    """A value as JSON has them; raises TypeError for what a campaign cannot hold.

    >>> encode({"day": date(2026, 3, 12)})
    {'day': {'$date': '2026-03-12'}}
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {"$datetime": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case time():
            return {"$time": value.isoformat()}
        case tuple() if type(value).__name__ in _NAMED:
            fields = getattr(value, "_fields", ())
            return {f"${type(value).__name__}": {name: encode(getattr(value, name)) for name in fields}}
        case tuple() if type(value) is tuple:
            return [encode(part) for part in value]
        case Mapping():
            plain = {str(key): encode(part) for key, part in value.items()}
            return {"$map": plain} if any(key.startswith("$") for key in plain) else plain
    raise TypeError(f"a campaign cannot hold {value!r}")


def decode(data: Any) -> Any:
    """The value again; raises ValueError or TypeError for what `encode` never writes."""
    if isinstance(data, list):
        return tuple(decode(part) for part in data)
    if not isinstance(data, dict):
        return data
    if len(data) == 1:
        ((tag, inner),) = data.items()
        match tag:
            case "$datetime":
                return datetime.fromisoformat(inner)
            case "$date":
                return date.fromisoformat(inner)
            case "$time":
                return time.fromisoformat(inner)
            case "$map":
                return {key: decode(part) for key, part in inner.items()}
        if tag.startswith("$"):
            if tag[1:] not in _NAMED:
                raise ValueError(f"there is no value named {tag[1:]}")
            return _NAMED[tag[1:]](**{name: decode(part) for name, part in inner.items()})
    return {key: decode(part) for key, part in data.items()}


def encode_changes(changes: Sequence[ValueChange]) -> list[list[Any]]:
    """Change records as short lists: kind, path, value."""
    return [[change.kind, list(change.path), encode(change.value)] for change in changes]


def decode_changes(data: Any) -> list[ValueChange]:
    """Change records again; raises ValueError or TypeError when they are no such thing."""
    found = []
    for entry in data:
        kind, path, value = entry
        if kind not in ("set", "drop", "order") or not isinstance(path, list):
            raise ValueError("no change record")
        found.append(ValueChange(kind, tuple(path), decode(value)))
    return found
