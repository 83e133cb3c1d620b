"""The recipe of a piece: a template, formats and content; what it looks like is computed."""

from __future__ import annotations

from collections.abc import Mapping

from pressdesk.base.values import NamedTuple
from pressdesk.model.values import Value

TWEAK_KEYS = ("move", "size", "rotate", "focus", "zoom", "hide", "size_factor", "colour", "style")
"""What a person may change on one box of one piece; no others."""


class Extra(NamedTuple):
    """A free element laid over the template: `kind` is text, picture, shape or qr; lengths as written."""

    kind: str
    content: Mapping[str, Value]


class Piece(NamedTuple):
    """One file of `pieces/`: `tweaks` go by the id of a box, `rows` names the table a merge draws on.

    `electoral` marks a piece of an election campaign, for which the electoral code has rules of its own.
    """

    name: str
    template: str
    formats: tuple[str, ...]
    content: Mapping[str, Value] = {}
    tweaks: Mapping[str, Mapping[str, Value]] = {}
    extras: tuple[Extra, ...] = ()
    title: str = ""
    language: str = ""
    rows: str = ""
    story: str = ""
    file: str = ""
    electoral: bool = False
