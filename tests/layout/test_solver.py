"""The box solver on plain geometry: leaves are functions, no fonts."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.units import Length
from pressdesk.layout.nodes import Node, Placed, Spec
from pressdesk.layout.solver import baseline, content_height, natural_width, place


class Words:
    """A text of `count` words, each `wide` by `high` points, with a baseline at 0.8 of a line."""

    firm = True
    stretches = True

    def __init__(self, count: int, wide: float = 10, high: float = 10) -> None:
        self.count, self.wide, self.high = count, wide, high

    def natural(self) -> float:
        return self.count * self.wide

    def least(self) -> float:
        return self.wide

    def height(self, width: float) -> float:
        return ceil(self.count / max(1, int(width / self.wide + 1e-9))) * self.high

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        return 0.8 * self.high

    def excess(self, width: float, height: float) -> tuple[float, float]:
        return self.wide - width, self.height(width) - height


class Photo:
    """A picture three wide to two high."""

    firm = False
    stretches = True

    def natural(self) -> float:
        return 90.0

    def least(self) -> float:
        return 0.0

    def height(self, width: float) -> float:
        return width * 2 / 3

    def baseline(self, width: float, height: float) -> float | None:  # noqa: ARG002
        return None

    def excess(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        return 0.0, 0.0


def pt(value: float) -> Length:
    return Length(value, "pt")


def fr(value: float = 1) -> Length:
    return Length(value, "fr")


def percent(value: float) -> Length:
    return Length(value, "%")


def words(count: int, wide: float = 10, high: float = 10, **spec: object) -> Node:
    return Node(Spec("leaf", **spec), leaf=Words(count, wide, high))  # type: ignore[arg-type]


def photo(**spec: object) -> Node:
    return Node(Spec("leaf", **spec), leaf=Photo())  # type: ignore[arg-type]


def box(kind: str, *children: Node, **spec: object) -> Node:
    return Node(Spec(kind, **spec), children)  # type: ignore[arg-type]


def table(placed: Placed) -> list[tuple[float, float, float, float]]:
    """Left, top, width, height of each child."""
    return [(round(x, 2), round(y, 2), round(c.width, 2), round(c.height, 2)) for x, y, c in placed.children]


def every(placed: Placed, x: float = 0, y: float = 0) -> Iterator[tuple[float, float, Placed]]:
    yield x, y, placed
    for dx, dy, child in placed.children:
        yield from every(child, x + dx, y + dy)


CASES = {
    "a column stacks by content and stretches": (
        box("column", words(5), words(20), gap=4),
        (100, 100),
        [(0, 0, 100, 10), (0, 14, 100, 20)],
    ),
    "shares take what content leaves": (
        box("column", photo(height=fr(1)), words(20), photo(height=fr(3))),
        (100, 100),
        [(0, 0, 100, 20), (0, 20, 100, 20), (0, 40, 100, 60)],
    ),
    "a longer text pushes the photo, not the date": (
        box("column", photo(height=fr(1)), words(60), words(1)),
        (100, 100),
        [(0, 0, 100, 30), (0, 30, 100, 60), (0, 90, 100, 10)],
    ),
    "a share with a minimum keeps it": (
        box("column", photo(height=fr(1), min_height=percent(40)), photo(height=fr(9))),
        (100, 100),
        [(0, 0, 100, 40), (0, 40, 100, 60)],
    ),
    "percent is of the inside": (
        box("column", photo(height=percent(50), width=percent(50)), padding=(10, 10, 10, 10)),
        (120, 120),
        [(10, 10, 50, 50)],
    ),
    "justify between": (
        box("column", words(1), words(1), justify="between"),
        (100, 100),
        [(0, 0, 100, 10), (0, 90, 100, 10)],
    ),
    "align end in a column keeps the natural width": (
        box("column", words(3), align="end"),
        (100, 100),
        [(70, 0, 30, 10)],
    ),
    "self goes before align": (
        box("column", words(3), words(3, self_align="centre"), align="end"),
        (100, 100),
        [(70, 0, 30, 10), (35, 10, 30, 10)],
    ),
    "a row: content first, then shares": (
        box("row", words(2), words(9, width=fr(1)), photo(width=pt(30)), gap=5),
        (100, 40),
        [(0, 0, 20, 40), (25, 0, 40, 40), (70, 0, 30, 40)],
    ),
    "a row presses content before a share breaks a word": (
        box("row", words(20), words(4, wide=30, width=fr(1))),
        (100, 100),
        [(0, 0, 70, 100), (70, 0, 30, 100)],
    ),
    "a row aligns baselines": (
        box("row", words(1, 40, 40), words(1, 10, 10), photo(width=pt(10), height=pt(12)), align="baseline"),
        (100, 40),
        [(0, 0, 40, 40), (40, 24, 10, 10), (50, 20, 10, 12)],
    ),
    "baselines of nested text": (
        box("row", words(1, 40, 40), box("column", words(1), words(1), padding=(3, 0, 0, 0)), align="baseline"),
        (100, 60),
        [(0, 0, 40, 40), (40, 21, 10, 23)],
    ),
    "a row sets its boxes at the end or in the middle": (
        box("row", words(1), words(1, self_align="centre"), photo(width=pt(10), height=pt(10)), align="end"),
        (100, 40),
        [(0, 30, 10, 10), (10, 15, 10, 10), (20, 30, 10, 10)],
    ),
    "grid by equal columns, rows by content, rest shared": (
        box("grid", words(1), words(20), words(1), columns=(fr(), fr()), gap=10, row_gap=6),
        (110, 66),
        [(0, 0, 50, 45), (60, 0, 50, 45), (0, 51, 50, 15)],
    ),
    "grid of written and content columns": (
        box("grid", words(2), words(1), words(4), words(1), columns=(None, fr()), align="start"),
        (100, 40),
        [(0, 0, 40, 10), (40, 0, 60, 10), (0, 10, 40, 10), (40, 10, 60, 10)],
    ),
    "overlay fills, pins and places": (
        box(
            "overlay",
            photo(),
            words(2, pin=frozenset({"bottom", "right"}), x=pt(5), y=pt(5)),
            photo(x=percent(10), y=percent(20), width=pt(10), height=pt(10)),
            words(2, pin=frozenset({"centre"})),
            words(2, pin=frozenset({"top", "centre"})),
            words(2, pin=frozenset({"bottom"})),
        ),
        (100, 100),
        [
            (0, 0, 100, 100),
            (75, 85, 20, 10),
            (10, 20, 10, 10),
            (40, 45, 20, 10),
            (40, 0, 20, 10),
            (0, 90, 100, 10),
        ],
    ),
    "a turned text is measured lying": (
        box("row", box("turned", words(6)), words(4, width=fr(1))),
        (100, 80),
        [(0, 0, 10, 80), (10, 0, 90, 80)],
    ),
    "a shift moves nothing else": (
        box("column", words(1, shift=(7, -3)), words(1)),
        (100, 100),
        [(7, -3, 100, 10), (0, 10, 100, 10)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_places(name: str) -> None:
    node, size, expected = CASES[name]
    placed = place(node, *size)
    assert table(placed) == expected
    assert not placed.troubled


def test_the_same_node_and_size_give_the_same_object() -> None:
    inner = box("column", words(5), words(8))
    one = place(box("row", inner, words(2)), 200, 50)
    other = place(box("row", inner, words(2)), 200, 50)
    assert one is not other
    assert one.children[0][2] is other.children[0][2]


def test_the_content_height_counts_padding_gaps_and_minimums() -> None:
    node = box("column", words(20), photo(height=fr(), min_height=pt(30)), gap=5, padding=(1, 2, 3, 4))
    assert content_height(node, 106) == pytest.approx(1 + 20 + 5 + 200 / 3 + 3)
    assert content_height(node, 106, pressed=True) == 1 + 20 + 5 + 30 + 3


def test_the_natural_width_of_a_row_is_its_sum() -> None:
    assert natural_width(box("row", words(3), words(4), gap=5, padding=(0, 2, 0, 1))) == 78


@pytest.mark.parametrize(
    ("node", "size", "over"),
    [
        (box("column", words(30), words(30)), (100, 50), (0, 10)),
        (words(30), (100, 20), (0, 10)),
        (words(2, wide=60), (50, 100), (10, 0)),
        (box("row", photo(width=pt(60)), photo(width=pt(60))), (100, 10), (20, 0)),
        (box("row", words(30), align="start"), (100, 20), (0, 10)),
        (box("grid", words(10), words(10), columns=(fr(),)), (50, 30), (0, 10)),
        (box("overlay", words(30, pin=frozenset({"bottom"}))), (100, 20), (0, 10)),
        (box("overlay", photo(x=pt(-20), y=pt(-20), width=pt(300), height=pt(300))), (100, 20), (0, 0)),
    ],
)
def test_overset_is_told(node: Node, size: tuple[float, float], over: tuple[float, float]) -> None:
    placed = place(node, *size)
    assert (placed.over_width, placed.over_height) == pytest.approx(over)
    assert placed.troubled == any(over)


def test_trouble_inside_is_seen_from_outside() -> None:
    inner = box("column", words(60), height=fr())
    placed = place(box("column", words(10), inner), 100, 40)
    assert (placed.over_width, placed.over_height) == (0, 0)
    assert placed.troubled
    assert placed.children[1][2].over_height == pytest.approx(30)


def test_the_first_baseline_of_a_box() -> None:
    node = box("column", photo(height=pt(20)), words(3), padding=(5, 0, 0, 0))
    assert baseline(place(node, 100, 100)) == 33
    assert baseline(place(box("column", photo(height=pt(20))), 100, 100)) is None


lengths = st.one_of(st.none(), st.floats(5, 80).map(pt), st.floats(10, 60).map(percent), st.floats(0.5, 3).map(fr))
leaves = st.one_of(
    st.builds(lambda n, w, h: words(n, 10, 10, width=w, height=h), st.integers(1, 12), lengths, lengths),
    st.builds(lambda w, h: photo(width=w, height=h), lengths, lengths),
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda kind, children, gap, pad, align, justify, w, h: box(
            kind,
            *children,
            gap=gap,
            row_gap=gap,
            padding=(pad, pad, pad, pad),
            align=align,
            justify=justify,
            width=w,
            height=h,
            columns=(fr(), fr()),
        ),
        st.sampled_from(["row", "column", "grid"]),
        st.lists(inner, min_size=1, max_size=4),
        st.floats(0, 10),
        st.floats(0, 10),
        st.sampled_from(["", "start", "centre", "end", "stretch", "baseline"]),
        st.sampled_from(["", "centre", "end", "between", "around", "evenly"]),
        lengths,
        lengths,
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(trees, st.floats(20, 600), st.floats(20, 600))
def test_children_lie_inside_unless_the_box_is_overset(node: Node, width: float, height: float) -> None:
    placed = place(box("column", node), width, height)
    for _, _, outer in every(placed):
        top, right, bottom, left = outer.node.spec.padding
        if outer.width < left + right or outer.height < top + bottom:
            continue  # padding alone is larger than the box
        for x, y, child in outer.children:
            assert x >= left - 0.06
            assert y >= top - 0.06
            if not outer.over_width:
                assert x + child.width <= outer.width - right + 0.06
            if not outer.over_height:
                assert y + child.height <= outer.height - bottom + 0.06


@settings(max_examples=30, deadline=None)
@given(trees, st.floats(20, 600), st.floats(20, 600))
def test_solving_is_deterministic(node: Node, width: float, height: float) -> None:
    assert _rects(place(node, width, height)) == _rects(place(_copy(node), width, height))


def _rects(placed: Placed) -> list[tuple[float, float, float, float]]:
    return [(x, y, found.width, found.height) for x, y, found in every(placed)]


def _copy(node: Node) -> Node:
    return Node(node.spec, tuple(map(_copy, node.children)), node.leaf)
