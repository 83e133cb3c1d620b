"""Short texts on imposed sheets, set in the program's own type and placed by their baseline."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pressdesk.base.colour import BLACK, Ink
from pressdesk.base.geometry import Affine
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import GlyphRun, Group, Item
from pressdesk.model.story import Span
from pressdesk.text.fonts import FontLibrary
from pressdesk.text.paragraph import Paragraph, natural_width, set_text
from pressdesk.text.style import TypeStyle

FAMILY = "Source Sans 3"


class Label(NamedTuple):
    """How a short text looks: its size in points, weight, ink and language."""

    size: float = 8.0
    weight: int = 400
    ink: Ink = BLACK
    language: str = "fr"


Anchor: TypeAlias = Literal["left", "centre", "right"]


def label_width(text: str, look: Label, library: FontLibrary) -> float:
    """How wide a text of one line is, in points."""
    return natural_width([_paragraph(text, look)], library)


def label(text: str, x: float, y: float, look: Label, library: FontLibrary, anchor: Anchor = "left") -> Group:
    """One line of text, its baseline at `y`, beginning, centred or ending at `x`."""
    wide = label_width(text, look, library)
    start = x - {"left": 0.0, "centre": wide / 2, "right": wide}[anchor]
    items, first = _runs(text, wide + 1, look, library)
    return Group(items, Affine.translation(start, y - first), role="artifact", box="label")


def turned(group: Group, degrees: float, x: float, y: float) -> Group:
    """The group turned clockwise about a point."""
    return group._replace(transform=group.transform.then(Affine.rotation(degrees, x, y)))


def lines(text: str, x: float, y: float, width: float, look: Label, library: FontLibrary) -> tuple[Group, float]:
    """Text over as many lines as it needs, from the top `y` on, and how high it is."""
    height = set_text([_paragraph(text, look)], width, library).height
    items, _ = _runs(text, width, look, library)
    return Group(items, Affine.translation(x, y), role="artifact", box="label"), height


def _runs(text: str, width: float, look: Label, library: FontLibrary) -> tuple[tuple[Item, ...], float]:
    found = set_text([_paragraph(text, look)], width, library)
    items = tuple(
        GlyphRun(line.x + placed.x, line.baseline, placed.run, look.ink) for line in found.lines for placed in line.runs
    )
    return items, found.lines[0].baseline if found.lines else 0.0


def _paragraph(text: str, look: Label) -> Paragraph:
    style = TypeStyle(FAMILY, look.weight, size=look.size, features=("lnum", "tnum"), hang=False)
    return Paragraph((Span(text),), style, language=look.language)
