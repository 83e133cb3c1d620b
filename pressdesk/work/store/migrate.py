"""Older files are brought up to date step by step; newer ones are refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, Literal, TypeAlias

from pressdesk.work.store.checker import Source
from pressdesk.work.store.schema import FORMAT

FileKind: TypeAlias = Literal["campaign", "piece", "pictures", "text", "preset", "offices"]
Document: TypeAlias = MutableMapping[str, Any]

_OLD_NAMES: dict[FileKind, dict[str, str]] = {
    "campaign": {
        "title": "name",
        "lang": "language",
        "tagline": "slogan",
        "date": "updated",
        "organizations": "organisations",
        "signers": "signatories",
    },
    "piece": {"layout": "template", "format": "formats", "fields": "content", "table": "rows"},
    "pictures": {},
    "text": {},
    "preset": {},
    "offices": {},
}


def _from_0_to_1(kind: FileKind, document: Document) -> None:
    """Files from before there were versions: first drafts used American or shorter names for some keys."""
    for old, new in _OLD_NAMES[kind].items():
        if old in document and new not in document and not isinstance(document[old], int):
            document[new] = document.pop(old)
    if kind == "campaign" and isinstance(brand := document.get("brand"), MutableMapping):
        for old, new in (("colors", "colours"), ("title_font", "display_font"), ("body_font", "text_font")):
            if old in brand and new not in brand:
                brand[new] = brand.pop(old)


_STEPS: tuple[Callable[[FileKind, Document], None], ...] = (_from_0_to_1,)
"""Step i brings a file of version i to version i + 1."""


def migrate(kind: FileKind, document: Document) -> bool:
    """Bring a document of a known older version up to `FORMAT`, in place; tells whether anything was old."""
    version = version_of(document)
    for step in _STEPS[version:]:
        step(kind, document)
    if version < FORMAT:
        document["format"] = FORMAT
    return version < FORMAT


def version_of(document: Document) -> int:
    """The version a document says it has; 0 for one from before there were versions."""
    value = document.get("format", 0)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def accepts(kind: FileKind, document: Document, source: Source) -> bool:
    """Whether this program can read the document; if not, the reason is noted. An old one is migrated in place."""
    value = document.get("format", 0)
    old_piece = kind == "piece" and isinstance(value, str | list)
    if not old_piece and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        source.report(
            "error", "wrong-format", "“format” must be a whole number.", f"Write format = {FORMAT}.", ("format",)
        )
        return False
    if version_of(document) > FORMAT:
        source.report(
            "error",
            "newer-format",
            f"This file was written by a newer PressDesk (format {value}; this one reads up to {FORMAT}).",
            "Install the newer PressDesk; the file was left as it is.",
            ("format",),
        )
        return False
    migrate(kind, document)
    return True
