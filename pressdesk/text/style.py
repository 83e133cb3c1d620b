"""The type style: everything that decides how a paragraph looks, with no names left to resolve."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pressdesk.base.values import NamedTuple

Align: TypeAlias = Literal["left", "right", "centre", "justify"]
Case: TypeAlias = Literal["normal", "upper", "small-caps"]


class TypeStyle(NamedTuple):
    """How a paragraph is set; lengths in points, `tracking` in thousandths of an em.

    `leading` is a multiple of the size, unless `leading_pt` (baseline to baseline, in points) is more than 0.
    `balance` evens out the lengths of lines and breaks by sense (slogans); such text is never hyphenated.
    `features` are OpenType tags (`tnum`, `lnum`, `smcp`). `hang` lets guillemets and bullets stand in the margin.
    `indent` moves the whole block in, `first_indent` the first line of a paragraph on top of it.
    """

    family: str
    weight: int = 400
    italic: bool = False
    size: float = 10.0
    leading: float = 1.35
    leading_pt: float = 0.0
    tracking: float = 0.0
    align: Align = "left"
    case: Case = "normal"
    hyphenate: bool = False
    balance: bool = False
    hang: bool = True
    features: tuple[str, ...] = ()
    space_before: float = 0.0
    space_after: float = 0.0
    indent: float = 0.0
    first_indent: float = 0.0

    @property
    def line_height(self) -> float:
        return self.leading_pt or self.size * self.leading

    def scaled(self, factor: float) -> TypeStyle:
        """The style with all its lengths times `factor`."""
        return self._replace(
            size=self.size * factor,
            leading_pt=self.leading_pt * factor,
            space_before=self.space_before * factor,
            space_after=self.space_after * factor,
            indent=self.indent * factor,
            first_indent=self.first_indent * factor,
        )
