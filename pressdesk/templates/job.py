"""One field being filled: where it is filled from, and where its faults go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Span
from pressdesk.templates.facts import MISSING, plain
from pressdesk.templates.patterns import parse_pattern

if TYPE_CHECKING:
    from pressdesk.templates.scope import Scope
    from pressdesk.templates.tree import Field


class Job(NamedTuple):
    """One field being filled."""

    scope: Scope
    field: Field

    def tell(self, code: str, message: str, remedy: str = "") -> None:
        """Note what cannot be read."""
        self.scope.report(self.field.name, code, message, remedy)

    def warn(self, code: str, message: str, remedy: str = "") -> None:
        """Note what is odd."""
        self.scope.report(self.field.name, code, message, remedy, "warning")

    @property
    def label(self) -> str:
        """What the form calls the field, in the language of the piece."""
        labels = self.field.labels
        language = self.scope.plan.language
        return (
            labels.get(language) or labels.get(language[:2]) or labels.get("fr") or labels.get("en") or self.field.name
        )

    def given(self, raw: object) -> object:
        """Content without marks: whole values for a reference alone, else text with its references answered."""
        if not isinstance(raw, str):
            return raw
        sole = parse_pattern(raw).sole
        if sole is None or sole.format:
            return self.scope.plain_text(raw).strip()
        value, is_text = self.scope.lookup(sole.path)
        if value is MISSING:
            return None
        if isinstance(value, str):
            return (plain(self.scope.answer(sole)) if is_text else value).strip()
        if isinstance(value, tuple) and value and isinstance(value[0], Span):
            return plain(value)
        return value


def quoted(value: object) -> str:
    """A value as a fault quotes it."""
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
