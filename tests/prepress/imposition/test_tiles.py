from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pressdesk.base.problem import RefusedError, UsageError
from pressdesk.base.units import MM
from pressdesk.prepress.imposition.imposing import impose
from pressdesk.prepress.imposition.tiles import lay_out, tile_name, tiling
from pressdesk.prepress.imposition.values import SLACK, Imposition
from tests.prepress.imposition.given import Rendered, numbered, piece

ORDER = Imposition("tiles", "A4")


@pytest.mark.parametrize(
    ("size", "paper", "wanted"),
    [
        ((594, 841), "A4", (4, 3, False)),
        ((594, 841), "A3", (2, 3, True)),
        ((420, 594), "A4", (2, 4, True)),
        ((297, 420), "A4", (2, 2, False)),
        ((420, 297), "A4", (2, 2, True)),
        ((200, 287), "A4", (1, 1, False)),
    ],
)
def test_the_fewest_sheets_are_taken(size: tuple[int, int], paper: str, wanted: object) -> None:
    found = tiling(piece(*size), ORDER._replace(paper=paper))
    assert (found.columns, found.rows, found.paper.width > found.paper.height) == wanted


@given(
    st.floats(30, 3000), st.floats(30, 3000), st.floats(0, 25), st.floats(0, 20), st.sampled_from(["A4", "A3", "A5"])
)
def test_tiles_cover_the_poster_and_overlap_as_asked(
    width: float, height: float, overlap: float, margin: float, paper: str
) -> None:
    order = ORDER._replace(paper=paper, overlap=overlap * MM, margin=margin * MM)
    try:
        tiles = tiling(piece(width, height), order)
    except RefusedError:
        assume(False)
    first, last = tiles.part(0, 0), tiles.part(tiles.rows - 1, tiles.columns - 1)
    assert (first.x, first.y) == (0, 0)
    assert last.right == pytest.approx(width * MM)
    assert last.bottom == pytest.approx(height * MM)
    window = tiles.window
    assert window.x >= margin * MM - SLACK
    assert window.y >= margin * MM - SLACK
    if tiles.columns > 1:
        assert tiles.part(0, 0).right - tiles.part(0, 1).x == pytest.approx(overlap * MM)
    if tiles.rows > 1:
        assert tiles.part(0, 0).bottom - tiles.part(1, 0).y == pytest.approx(overlap * MM)


@given(st.integers(0, 5000), st.integers(0, 99))
def test_no_two_tiles_have_one_name(row: int, column: int) -> None:
    name = tile_name(row, column)
    letters = name.rstrip("0123456789")
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    assert (value - 1, int(name[len(letters) :]) - 1) == (row, column)


def test_each_poster_has_a_plan_and_tiles_row_by_row() -> None:
    surfaces, problems = lay_out([piece(297, 420)] * 2, ORDER, "fr")
    assert [surface.label for surface in surfaces] == ["1-0", "1-A1", "1-A2", "1-B1", "1-B2"] + [
        label.replace("1-", "2-", 1) for label in ("1-0", "1-A1", "1-A2", "1-B1", "1-B2")
    ]
    assert surfaces[0].title == "Plan d’assemblage 1"
    assert not problems
    bare, _ = lay_out([piece(297, 420)], ORDER._replace(plan=False, marks=False), "fr")
    assert [surface.label for surface in bare] == ["A1", "A2", "B1", "B2"]
    assert not any(surface.marks for surface in bare)


def test_a_poster_that_fits_one_sheet_is_not_divided() -> None:
    surfaces, problems = lay_out([piece(148, 210)], ORDER, "fr")
    assert [surface.label for surface in surfaces] == ["A1"]
    assert problems[0].code == "not-divided"


@pytest.mark.parametrize(("overlap", "margin"), [(120, 5), (10, 100), (-1, 5), (10, -5), (500, 500)])
def test_lengths_that_leave_too_little_are_refused(overlap: float, margin: float) -> None:
    with pytest.raises(UsageError) as caught:
        tiling(piece(594, 841), ORDER._replace(overlap=overlap * MM, margin=margin * MM))
    assert caught.value.problems[0].code == "wrong-overlap"


def test_thousands_of_sheets_are_refused() -> None:
    with pytest.raises(RefusedError) as caught:
        tiling(piece(5000, 5000), ORDER)
    assert caught.value.problems[0].code == "too-many-tiles"
    with pytest.raises(RefusedError):
        lay_out([piece(594, 841)] * 1000, ORDER, "fr")


def test_a_small_poster_is_enlarged() -> None:
    tiles = tiling(piece(210, 297), ORDER._replace(enlarge_to="A1"))
    assert tiles.poster[1] == pytest.approx(841 * MM, rel=2e-3)
    assert tiles.columns * tiles.rows == 12


@settings(max_examples=6, deadline=None)
@given(st.floats(220, 420), st.floats(220, 500), st.sampled_from([4.0, 10.0, 18.0]))
def test_tiles_put_together_are_the_poster(width: float, height: float, overlap: float) -> None:
    source = numbered(1, (width, height))
    order = ORDER._replace(overlap=overlap * MM)
    imposed = impose([source], order)
    scale = 0.5
    whole, sheets = Rendered(source, scale).pages[0], Rendered(imposed.data, scale).pages[1:]
    tiles = tiling(piece(width, height), order)
    canvas = np.zeros_like(whole)
    for number, sheet in enumerate(sheets):  # the later sheet covers its neighbours' strips
        part, window = tiles.part(*divmod(number, tiles.columns)), tiles.window
        x, y = round(part.x * scale) + 1, round(part.y * scale) + 1
        left, top = round(window.x * scale) + 1, round(window.y * scale) + 1
        high = min(round(part.height * scale) - 2, canvas.shape[0] - y)
        wide = min(round(part.width * scale) - 2, canvas.shape[1] - x)
        canvas[y : y + high, x : x + wide] = sheet[top : top + high, left : left + wide]
    inner = (slice(2, -2), slice(2, -2))
    off = np.abs(canvas[inner].astype(int) - whole[inner].astype(int)).max(axis=2)
    assert (off > 60).mean() < 0.004  # the edges of letters and of the picture, where pixels do not meet
