"""Pictures in a story, each with its caption and credit below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressdesk.base.geometry import Affine
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Item
from pressdesk.layout.page import NO_OUTS
from pressdesk.layout.passage import Frame, Line, Notes, Passage
from pressdesk.layout.pictures import PictureLeaf, Source, Treatment

if TYPE_CHECKING:
    from pressdesk.layout.texts import TextLeaf

TALLEST = 0.85
"""How high a picture gets at most, as a part of the column's width."""

APART = 5.0
"""Points between a picture and its caption."""

LOWEST = 24.0
"""Points that a picture is high at least, however little room there is."""


class Figure(NamedTuple):
    """What a figure takes of a column: as a whole."""

    top: float
    bottom: float
    start: int = 0
    end: int = 1


class FigurePassage(Passage):
    """A picture as wide as its column, unless it would get too high, with its caption."""

    __slots__ = ("_drawn", "caption", "picture")

    def __init__(
        self,
        source: Source,
        alternative: str,
        caption: TextLeaf | None,
        frame: Frame,
    ) -> None:
        super().__init__(frame)
        self.picture = PictureLeaf(source, Treatment(alternative=alternative))
        self.caption = caption
        self._drawn: dict[tuple[float, float], tuple[Item, ...]] = {}

    def natural(self) -> float:
        return self.left + self.picture.natural()

    def least(self) -> float:
        return self.left + (self.caption.least() if self.caption is not None else 0.0)

    def lines(self, width: float, start: int) -> Sequence[Line]:
        if start:
            return ()
        inside = self.inside(width)
        return (Figure(0.0, min(inside / self.picture.source.aspect, inside * TALLEST) + self._below(width)),)

    def squeezed(self, width: float, room: float, least: float) -> Sequence[Line]:
        whole = self.lines(width, 0)[0].bottom - self._below(width)
        high = room - self._below(width)
        return (Figure(0.0, room),) if high >= max(whole * least, LOWEST) else ()

    def may_part(self, column: Line, after: Line, place: tuple[int, int]) -> bool:  # noqa: ARG002
        return False

    def drawn(self, width: float, lines: Sequence[Line]) -> tuple[Item, ...]:
        key = (width, lines[0].bottom)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = self._draw(width, lines[0].bottom - lines[0].top)
        return found

    def words(self, width: float, start: int) -> str:  # noqa: ARG002
        caption = self.caption.at_width(self.inside(width)).texts[0] if self.caption is not None else ""
        return self.picture.treatment.alternative or caption or "…"

    def problems(self, width: float) -> tuple[Problem, ...]:  # noqa: ARG002
        return (*self.picture.problems, *(self.caption.problems if self.caption is not None else ()))

    def called(self, line: Line) -> Notes:  # noqa: ARG002
        return self.notes

    def _below(self, width: float) -> float:
        """How high the caption is, with the space above it."""
        return self.caption.height(self.inside(width)) + APART if self.caption is not None else 0.0

    def _draw(self, width: float, height: float) -> tuple[Item, ...]:
        inside = self.inside(width)
        high = height - self._below(width)
        wide = min(inside, high * self.picture.source.aspect)
        alternative = self.picture.treatment.alternative
        drawn = self.picture.draw(wide, high, NO_OUTS)
        picture = Group(
            drawn,
            Affine.translation(self.left, 0.0),
            role="figure" if alternative else "artifact",
            alternative=alternative,
            key=self.standing.key,
        )
        if self.caption is None:
            return (picture,)
        lines = self.caption.at_width(inside).lines
        words = tuple(self.caption.draw_lines(lines, self.left, high + APART))
        return (picture, Group(words, role="caption", key=f"{self.standing.key}.caption"))
