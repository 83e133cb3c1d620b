"""The embargo of a release: not in the past, and never left out of what is built."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from pressdesk.base.problem import Problem
from pressdesk.text.dates import format_date

if TYPE_CHECKING:
    from pressdesk.templates.scope import Plan
    from pressdesk.templates.tree import Box

FIELD = "embargo"
"""The field, and the fact of a text's front matter, that holds the day or the moment."""

DATED = ("release", "joint-release", "open-letter", "letter", "question", "summary", "advisory", "quote")
"""Kinds of piece whose dates may be past: the day they were written, or what they tell of."""


def embargo_problems(plan: Plan, as_of: date) -> list[Problem]:
    """An embargo that is over on the day of `as_of`, one that a text has and the piece leaves out, one not shown."""
    given = plan.fixed.values.get(FIELD)
    until = given if isinstance(given, date) else None
    place = plan.place(FIELD, None)
    if until is None:
        return [
            Problem(
                "error",
                "embargo-left-out",
                f"The text “{name}” has an embargo ({when}), and the piece leaves it out.",
                f"Give the piece its {FIELD} back, or take it out of the text.",
                place,
            )
            for name, when in _told(plan)
        ]
    found = []
    if until < as_of:
        found.append(
            Problem(
                "warning",
                "past-embargo",
                f"The embargo of {format_date(until, 'short')} is over.",
                "Take it out, or correct it.",
                place,
            )
        )
    hidden = {name for name, tweak in plan.piece.tweaks.items() if tweak.get("hide") is True}
    layouts = plan.template.layouts
    if not all(any(_shows(sheet.root, hidden) for sheet in layout.sheets) for layout in layouts):
        found.append(
            Problem(
                "error",
                "embargo-left-out",
                f"The embargo of {format_date(until, 'short')} does not show on the page.",
                "Show its box again, or choose a template that has one.",
                place,
            )
        )
    return found


def _told(plan: Plan) -> Iterator[tuple[str, str]]:
    """The texts of the piece that have an embargo, and when it ends."""
    for name, field in plan.fields.items():
        if field.type != "story":
            continue
        value = plan.matter(name).get(FIELD)
        if value in (None, ""):
            continue
        day = value.date() if isinstance(value, datetime) else value
        yield str(plan.raw[name]), format_date(day, "short") if isinstance(day, date) else str(day)


def _shows(box: Box, hidden: set[str]) -> bool:
    """Whether a box, or one inside it, shows the embargo."""
    if box.id in hidden:
        return False
    if box.field == FIELD or "{" + FIELD in box.pattern:
        return True
    return any(_shows(child, hidden) for child in box.children)
