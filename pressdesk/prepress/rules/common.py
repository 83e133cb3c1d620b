"""What the rules share: how a finding is told, where it is, and small questions about boxes and colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeAlias, TypeVar

from pressdesk.base.problem import Place, Problem
from pressdesk.base.units import MM
from pressdesk.prepress.facts import Area, Box, File, Line, Page, Paint, Text, is_empty, overlap
from pressdesk.prepress.limits import USUAL, Limits

Rule: TypeAlias = Callable[[File, Limits], Iterable[Problem]]
"""A rule gives what it finds with its usual gravity, at most once for a page and box."""


class Owned(Protocol):
    """A fact that knows the box of the template it belongs to."""

    @property
    def of(self) -> str: ...


Found = TypeVar("Found", bound=Owned)

SLACK = 0.1 * MM
"""Boxes may be off by so much."""

AGAIN = "Export it again for print."


def told(
    code: str,
    message: str,
    remedy: str,
    page: Page | None = None,
    fact: Any = None,
    figures: tuple[tuple[str, float | str], ...] = (),
) -> Problem:
    """A finding, on a page and at a fact of it where one is given."""
    place = Place()
    if page is not None:
        of = "" if fact is None else fact.of
        place = Place(box=of, page=page.number, spot_mm=None if fact is None else spot(page, fact.box))
    return Problem(USUAL[code], code, message, remedy, place, figures)


def spot(page: Page, box: Box) -> tuple[float, float]:
    """The top left of a box in millimetres from that of the trim."""
    left, _, _, top = page.trim or page.media
    return round((box[0] - left) / MM, 1), round((top - box[3]) / MM, 1)


def by_box(facts: Iterable[Found]) -> Iterator[list[Found]]:
    """The facts of each box of the template; those of a finished file all together."""
    found: dict[str, list[Found]] = {}
    for fact in facts:
        found.setdefault(fact.of, []).append(fact)
    yield from found.values()


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - SLACK
        and inner[1] >= outer[1] - SLACK
        and inner[2] <= outer[2] + SLACK
        and inner[3] <= outer[3] + SLACK
    )


def texts_of(file: File) -> Iterator[tuple[Page, list[Text]]]:
    """The texts that stay on each page when it is cut."""
    for page in file.pages:
        stays = page.trim or page.media
        found = [fact for fact in page.facts if isinstance(fact, Text) and fact.shown]
        yield page, [text for text in found if not is_empty(overlap(text.box, stays))]


def paints_of(page: Page) -> Iterator[Paint]:
    for fact in page.facts:
        if isinstance(fact, Text | Line | Area):
            yield fact.paint


def smallest(texts: Iterable[Text]) -> Text:
    return min(texts, key=lambda text: text.size)
