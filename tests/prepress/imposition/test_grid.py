from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pressdesk.base.geometry import Rect
from pressdesk.base.problem import RefusedError, UsageError
from pressdesk.base.units import MM
from pressdesk.display.inspect import walk
from pressdesk.display.items import Shape, Sheet
from pressdesk.prepress.imposition.grid import best_grid, lay_out
from pressdesk.prepress.imposition.papers import paper_named
from pressdesk.prepress.imposition.values import SLACK, Imposition, Piece, Surface
from tests.prepress.imposition.given import piece

FLYER = piece()
BLEEDING = piece(bleed_mm=3)


def shape_of(size: Piece, paper: str, order: Imposition) -> tuple[int, int, bool, float, float] | None:
    """Columns, rows, whether the paper lies, and both gutters in mm."""
    grid = best_grid(size, paper_named(paper), order)
    if grid is None:
        return None
    lies = grid.paper.width > grid.paper.height
    return grid.columns, grid.rows, lies, round(grid.gutter_x / MM, 2), round(grid.gutter_y / MM, 2)


@pytest.mark.parametrize(
    ("size", "paper", "up", "wanted"),
    [
        (FLYER, "A4", 2, (2, 1, True, 0, 0)),
        (FLYER, "A4", 4, (2, 2, False, 0, 0)),
        (FLYER, "A4", 8, None),
        (FLYER, "A3", 2, (2, 1, True, 0, 0)),
        (FLYER, "A3", 4, (2, 2, False, 0, 0)),
        (FLYER, "A3", 8, (4, 2, True, 0, 0)),
        (BLEEDING, "A3", 2, (2, 1, True, 6, 0)),
        (BLEEDING, "SRA3", 4, (2, 2, False, 6, 6)),
        (piece(148, 210, 3), "SRA3", 4, (2, 2, False, 6, 6)),
        (piece(148, 210, 3), "A3", 4, (2, 2, False, 0, 0)),
        (piece(99, 210, 3), "SRA3", 4, (4, 1, True, 6, 0)),
        (piece(297, 420, 3), "SRA3", 1, (1, 1, False, 0, 0)),
    ],
)
def test_pieces_find_their_grid(size: Piece, paper: str, up: int, wanted: object) -> None:
    assert shape_of(size, paper, Imposition(up=up)) == wanted


@pytest.mark.parametrize(
    ("size", "paper", "count"), [(FLYER, "A4", 4), (piece(85, 55), "A4", 10), (FLYER, "SRA3", 9), (FLYER, "A6", 1)]
)
def test_as_many_as_fit_fill_the_sheet(size: Piece, paper: str, count: int) -> None:
    (surface,), _ = lay_out([size], Imposition(paper=paper, repeat=True))
    assert len(surface.placed) == count
    assert {place.page for place in surface.placed} == {0}


def disjoint(rects: list[Rect]) -> bool:
    return not any(
        a.inset(SLACK).intersects(b.inset(SLACK)) for number, a in enumerate(rects) for b in rects[number + 1 :]
    )


@given(
    st.tuples(st.floats(20, 330), st.floats(20, 460), st.sampled_from([0.0, 2.0, 3.0, 5.0])),
    st.sampled_from([0, 1, 2, 3, 4, 6, 8, 9, 16]),
    st.sampled_from(["A4", "A3", "SRA3", "400x300"]),
    st.integers(1, 40),
    st.booleans(),
    st.booleans(),
)
def test_whatever_fits_lies_on_the_paper_apart_and_whole(
    size: tuple[float, float, float], up: int, paper: str, pages: int, stack: bool, fit: bool
) -> None:
    width, height, bleed = size
    pieces = [piece(width, height, bleed)] * pages
    order = Imposition(paper=paper, up=up, stack=stack, fit=fit)
    try:
        surfaces, _ = lay_out(pieces, order)
    except RefusedError:
        assume(False)
    whole = Rect(0, 0, surfaces[0].paper.width, surfaces[0].paper.height)
    for surface in surfaces:
        boxes = [place.box for place in surface.placed]
        assert disjoint(boxes)
        assert disjoint([place.clip for place in surface.placed])
        for place in surface.placed:
            assert whole.contains(place.box, SLACK)
            assert whole.contains(place.clip, SLACK)
            assert place.clip.contains(place.box, SLACK)
            assert surface.trim.contains(place.box, SLACK)
            assert surface.bleed.contains(place.clip, SLACK)
            assert place.box.width / place.box.height == pytest.approx(width / height, rel=1e-3)
            assert place.box.width <= width * MM + SLACK
    if pages > 1:
        shown = [place.page for surface in surfaces for place in surface.placed]
        assert sorted(shown) == list(range(pages))


def mark_lines(surface: Surface) -> list[Rect]:
    sheet = Sheet(surface.paper, surface.marks)
    shapes = [item for item, _ in walk(sheet) if isinstance(item, Shape)]
    coords = [shape.path.coords[at : at + 4] for shape in shapes for at in range(0, len(shape.path.coords), 4)]
    return [Rect(min(a, c), min(b, d), abs(a - c), abs(b - d)) for a, b, c, d in coords]


@pytest.mark.parametrize("up", [1, 2, 4, 8])
@pytest.mark.parametrize("bleed", [0, 3])
def test_cut_marks_stand_at_every_cut_outside_the_bleed(up: int, bleed: int) -> None:
    surfaces, problems = lay_out([piece(bleed_mm=bleed)] * up, Imposition(paper="SRA3", up=up))
    (surface,) = surfaces
    assert not problems
    lines = mark_lines(surface)
    for line in lines:
        assert not line.inset(-0.01).intersects(surface.bleed)
        assert Rect(0, 0, surface.paper.width, surface.paper.height).contains(line)
    xs = {round(line.x, 1) for line in lines if line.width == 0}
    ys = {round(line.y, 1) for line in lines if line.height == 0}
    assert xs == {round(x, 1) for place in surface.placed for x in (place.box.x, place.box.right)}
    assert ys == {round(y, 1) for place in surface.placed for y in (place.box.y, place.box.bottom)}


def test_marks_can_be_left_out() -> None:
    (surface,), _ = lay_out([FLYER] * 4, Imposition(paper="SRA3", up=4, marks=False))
    assert surface.marks == ()


def test_where_there_is_no_room_for_marks_that_is_said() -> None:
    _, problems = lay_out([FLYER] * 4, Imposition(paper="A4", up=4))
    assert [problem.code for problem in problems] == ["no-room-for-marks"]


def test_each_piece_keeps_its_bleed_where_the_gutter_allows() -> None:
    (surface,), _ = lay_out([BLEEDING] * 4, Imposition(paper="SRA3", up=4))
    for place in surface.placed:
        assert place.clip.contains(place.box.inset(-3 * MM), SLACK)
    (tight,), _ = lay_out([BLEEDING] * 4, Imposition(paper="SRA3", up=4, gutter=2 * MM))
    first, second = tight.placed[:2]
    assert second.box.x - first.box.right == pytest.approx(2 * MM)
    assert first.clip.right == pytest.approx(second.clip.x)
    assert first.clip.x == pytest.approx(first.box.x - 3 * MM)


def pages_of(surfaces: list[Surface]) -> list[list[int]]:
    return [[place.page for place in surface.placed] for surface in surfaces]


def test_pages_come_in_reading_order_or_pile_after_pile() -> None:
    ten = [FLYER] * 10
    assert pages_of(lay_out(ten, Imposition(paper="A4", up=4))[0]) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    stacked = lay_out(ten, Imposition(paper="A4", up=4, stack=True))[0]
    assert pages_of(stacked) == [[0, 3, 6, 9], [1, 4, 7], [2, 5, 8]]
    assert [surface.label for surface in stacked] == ["1, 4, 7, 10", "2, 5, 8", "3, 6, 9"]
    repeated = lay_out([FLYER] * 2, Imposition(paper="A4", up=4, repeat=True))[0]
    assert pages_of(repeated) == [[0] * 4, [1] * 4]


def test_backs_lie_behind_their_fronts() -> None:
    surfaces, problems = lay_out([BLEEDING] * 8, Imposition(paper="SRA3", up=4, two_sided=True))
    assert len(surfaces) == 2
    front, back = surfaces
    assert [place.page for place in front.placed] == [0, 2, 4, 6]
    for one, other in zip(front.placed, back.placed, strict=True):
        assert other.page == one.page + 1
        assert other.box.x == pytest.approx(front.paper.width - one.box.right)
        assert other.box.y == pytest.approx(one.box.y)
    assert "long edge" in problems[-1].message
    _, problems = lay_out([FLYER] * 3, Imposition(paper="A4", up=2, two_sided=True))
    assert "missing-back" in [problem.code for problem in problems]


def test_another_size_begins_another_sheet() -> None:
    surfaces, _ = lay_out([FLYER, FLYER, piece(148, 105), FLYER], Imposition(paper="A4", up=4))
    assert pages_of(surfaces) == [[0, 1], [2], [3]]
    assert len({place.box.width for place in surfaces[0].placed}) == 1
    with pytest.raises(RefusedError) as caught:
        lay_out([FLYER, piece(148, 105)], Imposition(paper="A4", two_sided=True))
    assert caught.value.problems[0].code == "mixed-sizes"


def test_a_page_larger_than_the_paper_is_refused_and_can_be_made_to_fit() -> None:
    large = piece(594, 841)
    with pytest.raises(RefusedError) as caught:
        lay_out([large], Imposition(paper="A4", up=1))
    (problem,) = caught.value.problems
    assert problem.code == "does-not-fit"
    assert "594 × 841 mm" in problem.message
    assert "--fit" in problem.remedy
    (surface,), _ = lay_out([large], Imposition(paper="A4", up=2, fit=True))
    assert len(surface.placed) == 2
    for place in surface.placed:
        assert place.box.width / place.box.height == pytest.approx(594 / 841, rel=1e-4)
        assert place.box.y >= 5 * MM - SLACK


@pytest.mark.parametrize(("up", "cells"), [(3, (2, 2)), (5, (2, 3)), (7, (4, 2))])
def test_numbers_that_make_no_grid_leave_a_cell_empty(up: int, cells: tuple[int, int]) -> None:
    paper = "A4" if up == 3 else "A3"
    surfaces, _ = lay_out([FLYER] * 8, Imposition(paper=paper, up=up))
    assert [len(surface.placed) for surface in surfaces][:1] == [up]
    grid = best_grid(FLYER, paper_named(paper), Imposition(up=up))
    assert grid is not None
    assert sorted((grid.columns, grid.rows)) == sorted(cells)


def test_too_many_are_refused_with_how_many_fit() -> None:
    with pytest.raises(RefusedError) as caught:
        lay_out([FLYER] * 8, Imposition(paper="A4", up=8))
    assert "At most 4" in caught.value.problems[0].remedy
    for number in (-1, 501):
        with pytest.raises(UsageError):
            lay_out([FLYER], Imposition(paper="A4", up=number))


def test_without_a_paper_the_smallest_that_holds_bleed_and_marks_is_taken() -> None:
    assert lay_out([FLYER] * 4, Imposition(up=4))[0][0].paper.name == "A4"
    assert lay_out([BLEEDING] * 4, Imposition(up=4))[0][0].paper.name == "A3"
    assert lay_out([piece(148, 210, 3)] * 4, Imposition(up=4))[0][0].paper.name == "SRA3"


def test_folds_are_marked_on_every_piece_and_mirrored_on_the_back() -> None:
    folded = piece(297, 210, 3)._replace(folds=(97 * MM, 197 * MM))
    surfaces, _ = lay_out([folded] * 2, Imposition(paper="SRA3", up=1, two_sided=True))
    left = surfaces[0].trim.x
    fronts = {round(line.x - left, 1) for line in mark_lines(surfaces[0]) if line.width == 0}
    backs = {round(line.x - left, 1) for line in mark_lines(surfaces[1]) if line.width == 0}
    assert {round(97 * MM, 1), round(197 * MM, 1)} < fronts
    assert {round(100 * MM, 1), round(200 * MM, 1)} < backs
