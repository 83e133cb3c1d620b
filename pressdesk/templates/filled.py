"""A template's fields once filled, and what the patterns of its boxes say then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Contact, Organisation, Signatory
from pressdesk.model.story import Span, Story

if TYPE_CHECKING:
    from pressdesk.templates.scope import Scope
    from pressdesk.templates.tree import Box

Spans: TypeAlias = tuple[Span, ...]


class PictureValue(NamedTuple):
    """A picture of the campaign: its file, its focal point (fractions from the top left), and what is said of it."""

    path: Path
    focus: tuple[float, float] = (0.5, 0.5)
    alternative: str = ""
    caption: str = ""
    credit: str = ""


class CodeValue(NamedTuple):
    """What a QR code carries, the short link set in clear beside it, and the call to action."""

    payload: str
    short: str = ""
    call: str = ""

    @property
    def link(self) -> str:
        return self.payload


class Recipient(NamedTuple):
    """One to whom a text is addressed: the `line` that names him in a list, name, title and office on their own.

    `salutation` greets this one alone; `greeting`, without its comma, and the closing formulas are those of all.
    """

    line: str
    name: str = ""
    title: str = ""
    office: str = ""
    place: str = ""
    salutation: str = ""
    greeting: str = ""
    closing: str = ""
    closing_several: str = ""


FieldValue: TypeAlias = (
    Spans
    | tuple[Spans, ...]
    | Story
    | PictureValue
    | CodeValue
    | date
    | time
    | tuple[Organisation, ...]
    | tuple[Contact, ...]
    | tuple[Signatory, ...]
    | tuple[Recipient, ...]
    | bool
    | int
    | float
)
"""By type of field: text, place and choice are spans; list a tuple of them; longtext and story a Story; petition and
link a CodeValue; organisations, contacts, people and addressees tuples; yesno a bool; number an int or float; date,
time and picture their own."""


class Filled(NamedTuple):
    """The values of all fields that hold something (empty ones are left out); `problems` is what went wrong.

    Values that do not depend on the row are the same objects for every row of a merge. `scope` answers the patterns.
    """

    values: Mapping[str, FieldValue]
    language: str
    problems: tuple[Problem, ...]
    scope: Scope


def text_of(pattern: str, filled: Filled, item: object = None, index: int | None = None) -> Spans:
    """What a pattern says; inside `each`, `item` is the item and `index` its number from 1.

    The same pattern gives the same object, as long as it names nothing of the row or the item. A name that nothing
    answers to stays as typed, in its braces; `Filled.problems` has it.
    """
    return filled.scope.text(pattern, item, index)


def field_text(name: str, filled: Filled) -> Spans:
    """A field of any type as text, empty when it is not filled: dates in their long form, lists with commas."""
    return filled.scope.text("{" + name + "}")


def box_text(box: Box, filled: Filled, item: object = None, index: int | None = None) -> Spans:
    """The text of a `text` box: that of its field, or of its pattern."""
    return filled.scope.text("{" + box.field + "}" if box.field else box.pattern, item, index)


def paged_text(box: Box, filled: Filled, page: int, pages: int) -> Spans:
    """The text of a `text` box whose pattern names the page: its number from 1, and how many there are."""
    return filled.scope.paged(box.pattern, page, pages)


def is_filled(filled: Filled, condition: str, item: object = None) -> bool:
    """Whether the condition of a box holds: an empty one always, `name` when it holds something, `!name` when not."""
    if not condition:
        return True
    name = condition.removeprefix("!")
    held = name in filled.values and filled.values[name] is not False
    if not held and (name not in filled.scope.plan.fields):
        held = filled.scope.holds(name, item)
    return held != condition.startswith("!")
