from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import RefusedError
from pressdesk.base.units import MM
from pressdesk.display.inspect import walk
from pressdesk.display.items import Shape, Sheet
from pressdesk.prepress.imposition.leaflet import folds, lay_out, panels
from pressdesk.prepress.imposition.values import SLACK, Imposition, Piece, Surface
from tests.prepress.imposition.given import piece

ORDER = Imposition("tri-fold")


def six(wide: float = 100, narrow: float = 97, bleed: float = 0) -> list[Piece]:
    return [piece(narrow if number in (1, 4) else wide, 210, bleed) for number in range(6)]


@given(st.floats(60, 1000))
def test_panels_fill_the_sheet_and_lie_back_to_back(width: float) -> None:
    outside, inside = panels(width, outside=True), panels(width, outside=False)
    assert sum(outside) == pytest.approx(width)
    assert outside == inside[::-1]
    assert max(outside) - min(outside) == pytest.approx(3 * MM)
    assert folds(width, outside=True) == pytest.approx([width - fold for fold in reversed(folds(width, outside=False))])


def test_six_pages_become_two_sides() -> None:
    surfaces, _ = lay_out(six(), ORDER)
    outside, inside = surfaces
    assert outside.paper.name == "A4"
    assert [place.page for place in outside.placed] == [1, 5, 0]
    assert [place.page for place in inside.placed] == [2, 3, 4]
    assert [round(place.box.x / MM, 2) for place in outside.placed] == [0, 97, 197]
    assert [round(place.box.x / MM, 2) for place in inside.placed] == [0, 100, 200]
    assert [round(place.box.width / MM, 2) for place in inside.placed] == [100, 100, 97]


def fold_lines(surface: Surface) -> list[float]:
    shapes = [item for item, _ in walk(Sheet(surface.paper, surface.marks)) if isinstance(item, Shape)]
    dashed = [shape for shape in shapes if shape.stroke and shape.stroke.dash]
    return sorted({round((x - surface.trim.x) / MM, 2) for shape in dashed for x in shape.path.coords[::2]})


def test_folds_are_marked_outside_the_trim() -> None:
    surfaces, problems = lay_out(six(bleed=3), ORDER)
    assert surfaces[0].paper.name == "A3"
    assert [fold_lines(surface) for surface in surfaces] == [[97, 197], [100, 200]]
    for surface in surfaces:
        for item, _ in walk(Sheet(surface.paper, surface.marks)):
            if isinstance(item, Shape):
                ys = item.path.coords[1::2]
                xs = item.path.coords[::2]
                for x, y in zip(xs, ys, strict=True):
                    assert not surface.bleed.inset(0.01).holds(x, y)
        assert surface.placed[0].clip.x == pytest.approx(surface.trim.x - 3 * MM)
        assert surface.placed[0].clip.right == pytest.approx(surface.placed[1].clip.x)
    assert "short edge" in problems[-1].message


def test_two_pages_are_whole_sides_and_keep_their_own_folds() -> None:
    surfaces, _ = lay_out([piece(297, 210, 3)] * 2, ORDER)
    assert [fold_lines(surface) for surface in surfaces] == [[97, 197], [100, 200]]
    sides = [
        piece(297, 210, 3)._replace(folds=(100 * MM, 200 * MM)),
        piece(297, 210, 3)._replace(folds=(97 * MM, 197 * MM)),
    ]
    surfaces, _ = lay_out(sides, ORDER)
    assert [fold_lines(surface) for surface in surfaces] == [[100, 200], [97, 197]]


def test_six_pages_of_one_size_are_fitted_to_the_panels_with_a_warning() -> None:
    surfaces, problems = lay_out([piece(99, 210)] * 6, ORDER)
    assert surfaces[0].trim.width == pytest.approx(297 * MM)
    assert [problem.code for problem in problems] == ["narrowed", "narrowed", "two-sided"]
    for surface in surfaces:
        for place in surface.placed:
            assert place.clip.contains(place.box, SLACK)
    assert surfaces[0].placed[0].box.width == pytest.approx(97 * MM)


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ([piece()] * 5, "wrong-pages"),
        (six(wide=100, narrow=60), "wrong-panels"),
        ([piece(297, 210), piece(210, 297)], "mixed-sizes"),
        ([piece(900, 1400)] * 2, "does-not-fit"),
        ([piece(40, 210)] * 6, "does-not-fit"),
    ],
)
def test_what_is_no_leaflet_is_refused(pieces: list[Piece], code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        lay_out(pieces, ORDER)
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].remedy


def test_a_large_leaflet_can_be_made_to_fit() -> None:
    surfaces, _ = lay_out([piece(594, 420)] * 2, ORDER._replace(paper="A4", fit=True))
    assert surfaces[0].trim.width == pytest.approx(297 * MM, rel=1e-3)
