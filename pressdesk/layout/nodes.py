"""What the box solver works on and gives back: nodes with their sizes, leaves that are measured, placed boxes."""

from __future__ import annotations

from typing import Any, Literal, Protocol, TypeAlias

from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple

Kind: TypeAlias = Literal["leaf", "row", "column", "grid", "overlay", "turned"]


class Leaf(Protocol):
    """What a leaf is asked: widths, the height for a width, where its first baseline is; padding not counted.

    `firm` content (text, a code) needs its height; content that is not (a picture, a ground) takes what it gets.
    `stretches` says whether the leaf fills the box it is given, unless the author wrote a size.
    """

    @property
    def firm(self) -> bool: ...
    @property
    def stretches(self) -> bool: ...
    def natural(self) -> float: ...
    def least(self) -> float: ...
    def height(self, width: float) -> float: ...
    def baseline(self, width: float, height: float) -> float | None: ...
    def excess(self, width: float, height: float) -> tuple[float, float]:
        """By how much the content is wider and higher than that size."""


class Spec(NamedTuple):
    """How a node is sized and how it sets its children; lengths are in `pt`, `%` of the parent's inside, or `fr`.

    `padding` is top, right, bottom, left. `pin` holds the words top, bottom, left, right, centre; `x` and `y` count
    from the pinned edge. `columns` are a grid's tracks (None: by content), `self_align` goes before the parent's
    `align`, `shift` moves a box out of its place by points. A `turned` node has one child that is set with width
    and height exchanged.
    """

    kind: Kind
    width: Length | None = None
    height: Length | None = None
    min_width: Length | None = None
    max_width: Length | None = None
    min_height: Length | None = None
    max_height: Length | None = None
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    gap: float = 0.0
    row_gap: float = 0.0
    align: str = ""
    justify: str = ""
    self_align: str = ""
    columns: tuple[Length | None, ...] = ()
    x: Length | None = None
    y: Length | None = None
    pin: frozenset[str] = frozenset()
    shift: tuple[float, float] = (0.0, 0.0)


class Node:
    """One box to be solved; `leaf` is what a leaf node measures, `label` whatever the caller wants to know it by."""

    __slots__ = ("_content", "_least", "_natural", "_placed", "_widths", "children", "firm", "label", "leaf", "spec")

    def __init__(
        self, spec: Spec, children: tuple[Node, ...] = (), leaf: Leaf | None = None, label: Any = None
    ) -> None:
        self.spec = spec
        self.children = children
        self.leaf = leaf
        self.label = label
        self.firm: bool = leaf.firm if leaf is not None else any(child.firm for child in children)
        self._natural: float | None = None
        self._least: float | None = None
        self._content: dict[tuple[float, bool], float] = {}
        self._placed: dict[tuple[float, float], Placed] = {}
        self._widths: dict[float, tuple[float, ...]] = {}

    @property
    def stretches(self) -> bool:
        return self.leaf is None or self.leaf.stretches


class Placed(NamedTuple):
    """A node at its final size, with its children at their places inside it.

    `over_width` and `over_height` tell by how much its own content is too large for it; `troubled` whether that
    is so of it or of any box inside.
    """

    node: Node
    width: float
    height: float
    children: tuple[tuple[float, float, Placed], ...] = ()
    over_width: float = 0.0
    over_height: float = 0.0
    troubled: bool = False
