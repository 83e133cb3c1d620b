"""What imposition works with: the order, the pages as pieces of paper, and the sheets they are laid out on.

Points, origin at the sheet's top left, y down, as everywhere.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from pressdesk.base.formats import Format
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Item

Scheme: TypeAlias = Literal["n-up", "booklet", "tri-fold", "tiles"]

SLACK = 0.01 * MM
"""Two lengths that differ by less are the same."""

SAME = 0.5 * MM
"""Two pages whose sides differ by less are of one size."""


class Imposition(NamedTuple):
    """How pages are to be laid out on sheets; lengths in points, None where the scheme chooses.

    `paper` is the name of one (`papers.paper_named`), empty for the smallest that holds the pages. `up` is the number
    of pieces on a sheet, 0 for as many as fit; with `repeat` each page fills sheets of its own. `two_sided`: the pages
    are fronts and backs in turn. `stack`: cut piles laid on each other are in order. `fit` makes pages smaller where
    they do not fit. `gutter` lies between pieces, `margin` is kept free around them, `overlap` is what tiles share,
    `enlarge_to` the size a tiled poster is brought to, `thickness` that of one sheet in a booklet, whose `binding` is
    on the right for scripts that run so. `marks` can be left out, and the `plan` of tiles.
    """

    scheme: Scheme = "n-up"
    paper: str = ""
    up: int = 0
    repeat: bool = False
    two_sided: bool = False
    stack: bool = False
    fit: bool = False
    gutter: float | None = None
    margin: float | None = None
    overlap: float = 10 * MM
    enlarge_to: str = ""
    thickness: float = 0.1 * MM
    binding: Literal["left", "right"] = "left"
    marks: bool = True
    plan: bool = True


class Edges(NamedTuple):
    """A length on each side of a box."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def at_most(self, left: float, top: float, right: float, bottom: float) -> Edges:
        return Edges(min(self.left, left), min(self.top, top), min(self.right, right), min(self.bottom, bottom))

    def scaled(self, factor: float) -> Edges:
        return Edges(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)

    def around(self, rect: Rect) -> Rect:
        """The rectangle let out by these lengths."""
        left, top, right, bottom = self
        return Rect(rect.x - left, rect.y - top, rect.width + left + right, rect.height + top + bottom)

    @property
    def least(self) -> float:
        return min(self)


class Piece(NamedTuple):
    """A page as one sees it: its trimmed size, the artwork there is beyond the trim, and its folds from the left."""

    width: float
    height: float
    bleed: Edges = Edges()
    folds: tuple[float, ...] = ()

    def scaled(self, factor: float) -> Piece:
        folds = tuple(fold * factor for fold in self.folds)
        return Piece(self.width * factor, self.height * factor, self.bleed.scaled(factor), folds)

    def is_as_large_as(self, other: Piece) -> bool:
        return abs(self.width - other.width) < SAME and abs(self.height - other.height) < SAME


class Placed(NamedTuple):
    """A page on a sheet: its number from 0, where its trim comes to lie, and the window it is seen through."""

    page: int
    box: Rect
    clip: Rect


class Surface(NamedTuple):
    """One side of a sheet: the pages on it, what is drawn over them, the area that stays after the cut and that area
    with its bleed; `label` is its page label, `title` its line in the outline."""

    paper: Format
    placed: tuple[Placed, ...]
    marks: tuple[Item, ...] = ()
    trim: Rect = Rect(0, 0, 0, 0)
    bleed: Rect = Rect(0, 0, 0, 0)
    label: str = ""
    title: str = ""
