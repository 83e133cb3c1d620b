"""What all parts of reading a drawing share: its definitions, its style sheet, and the problems found so far."""

from __future__ import annotations

from pathlib import Path

from pressdesk.base.geometry import Affine
from pressdesk.base.problem import Place, Problem
from pressdesk.display.svgpath import is_sound, length, transform
from pressdesk.display.svgstyle import Rule, style_sheet
from pressdesk.display.svgtree import Element

RASTER_PPI = 600
"""The resolution offered for drawings that cannot be carried as vectors."""

_TOLD = {
    "text": "text",
    "image": "a picture",
    "foreignObject": "a piece of HTML",
    "filter": "a filter",
    "mask": "a mask",
    "pattern": "a pattern",
    "radialGradient": "a radial gradient",
    "marker": "arrowheads",
    "blend": "an unusual way of blending",
    "spread": "a repeating gradient",
    "style": "a style sheet with selectors that are not understood",
    "clip": "a clip by the even-odd rule",
    "colour": "a colour that is not understood",
    "reference": "a reference to something that is not there",
    "path": "an outline with an error",
    "dash": "dashes measured by a length of their own",
    "number": "a length or transform with an error",
}


class Source:
    """One drawing while it is read."""

    def __init__(self, path: Path, root: Element) -> None:
        self.path = path
        self.root = root
        self.named: dict[str, Element] = {}
        self.rules: list[Rule] = []
        self.found: dict[str, int] = {}
        for element in root.walk():
            if "id" in element.attributes:
                self.named.setdefault(element.attributes["id"], element)
            if element.tag == "style":
                rules, whole = style_sheet("".join(element.text))
                self.rules += rules
                if not whole:
                    self.tell("style", element)

    def tell(self, what: str, element: Element) -> None:
        """Remember that something was not carried, and where first."""
        self.found.setdefault(what, element.line)

    def listed(self) -> str:
        """Everything that was not carried, in words."""
        return ", ".join(_TOLD[what] for what in self.found)

    def problems(self) -> tuple[Problem, ...]:
        return tuple(
            Problem(
                "warning",
                f"svg-{what}",
                f"The drawing “{self.path.name}” holds {_TOLD[what]}, which is not carried over.",
                "Convert it to outlines in a drawing program (text: “object to path”), or take the drawing in with "
                f"“pressdesk import”, which puts a picture of {RASTER_PPI} ppi beside it.",
                Place(file=str(self.path), line=line),
            )
            for what, line in self.found.items()
        )

    def size(self, element: Element, name: str, reference: float) -> float:
        """A length of an element in user units, 0 when it is not given or cannot be read."""
        told = element.attributes.get(name, "")
        if not told or told == "auto":
            return 0.0
        try:
            return length(told, reference)
        except ValueError:
            self.tell("number", element)
            return 0.0

    def moved(self, element: Element, through: Affine) -> Affine:
        """The map of what stands in an element, `through` being that around it."""
        told = element.attributes.get("transform", "")
        if not told:
            return through
        try:
            return self.kept(transform(told).then(through), through, element)
        except ValueError:
            self.tell("number", element)
            return through

    def kept(self, place: Affine, usual: Affine, element: Element) -> Affine:
        """The map `place` of an element, or `usual` when it leads to numbers beyond all measure."""
        if is_sound(place):
            return place
        self.tell("number", element)
        return usual
