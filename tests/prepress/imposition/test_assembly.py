from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.geometry import Rect
from pressdesk.base.problem import RefusedError
from pressdesk.base.units import MM
from pressdesk.display.inspect import bounds, text_of, walk
from pressdesk.display.items import GlyphRun, Item, Shape, Sheet
from pressdesk.prepress.imposition.assembly import plan_of, tile_marks, words_for
from pressdesk.prepress.imposition.tiles import Tiling, tiling
from pressdesk.prepress.imposition.values import Imposition
from pressdesk.text.fonts import builtin_library
from tests.prepress.imposition.given import piece

LIBRARY = builtin_library()
ORDER = Imposition("tiles", "A4")
A1 = tiling(piece(594, 841), ORDER)


def placed(marks: tuple[Item, ...], tiles: Tiling) -> list[tuple[Item, Rect]]:
    """What is drawn, with the room that it takes on the sheet."""
    found: list[tuple[Item, Rect]] = []
    for item, through in walk(Sheet(tiles.paper, marks)):
        if isinstance(item, Shape) and set(item.path.verbs) == set("ML"):  # ticks, one by one
            xy = item.path.coords
            for at in range(0, len(xy), 4):
                x0, y0, x1, y1 = xy[at : at + 4]
                line = Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
                found.append((item, through.bounds(line)))
        elif isinstance(item, GlyphRun):  # its ink: capitals and descenders
            size, wide = item.run.size, bounds(item).width
            found.append((item, through.bounds(Rect(item.x, item.y - 0.7 * size, wide, 0.9 * size))))
        elif isinstance(item, Shape):
            found.append((item, through.bounds(bounds(item))))
    return found


def words(marks: tuple[Item, ...], tiles: Tiling) -> str:
    return " ".join(text_of(Sheet(tiles.paper, marks))).replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("row", "column"), [(0, 0), (1, 1), (2, 3)])
def test_a_tile_says_its_name_and_its_place(row: int, column: int) -> None:
    told = words(tile_marks(A1, row, column, "", ("fr", LIBRARY)), A1)
    name = "ABC"[row] + str(column + 1)
    assert name in told
    assert f"rang {'ABC'[row]}, colonne {column + 1}" in told
    assert f"{row * 4 + column + 1} sur 12" in told
    glued = told.count("colle →")
    assert glued == 2 * (column < 3) + 2 * (row < 2)


@settings(max_examples=30, deadline=None)
@given(st.floats(150, 1500), st.floats(150, 1500), st.floats(0, 20), st.floats(0, 15), st.sampled_from(["A4", "A3"]))
def test_whatever_shows_in_the_end_is_free_of_marks(
    width: float, height: float, overlap: float, margin: float, paper: str
) -> None:
    order = ORDER._replace(overlap=overlap * MM, margin=margin * MM, paper=paper)
    try:
        tiles = tiling(piece(width, height), order)
    except RefusedError:
        return
    for row, column in ((0, 0), (tiles.rows - 1, tiles.columns - 1), (0, tiles.columns - 1)):
        window = tiles.window
        hidden_x = tiles.overlap if column < tiles.columns - 1 else 0.0
        hidden_y = tiles.overlap if row < tiles.rows - 1 else 0.0
        shown = Rect(window.x, window.y, window.width - hidden_x, window.height - hidden_y).inset(0.5)
        for item, room in placed(tile_marks(tiles, row, column, "", ("fr", LIBRARY)), tiles):
            assert not room.intersects(shown), item


@pytest.mark.parametrize("language", ["fr", "fr-CA", "en", "ar", ""])
@pytest.mark.parametrize("size", [(594, 841), (841, 594), (420, 594), (300, 2000), (2000, 300)])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_plan_shows_every_tile_and_stays_on_its_sheet(language: str, size: tuple[float, float], paper: str) -> None:
    tiles = tiling(piece(*size), ORDER._replace(paper=paper))
    plan = plan_of(0, tiles, "", language, LIBRARY)
    sheet = Rect(0, 0, plan.paper.width, plan.paper.height)
    told = words(plan.marks, tiles)
    assert f"{size[0]} × {size[1]} mm" in told
    assert "A1" in told
    for _, room in placed(plan.marks, tiles):
        assert sheet.inset(5 * MM).contains(room)
    (picture,) = plan.placed
    assert picture.box.width / picture.box.height == pytest.approx(size[0] / size[1])
    texts = [room for item, room in placed(plan.marks, tiles) if isinstance(item, GlyphRun)]
    outside = [room for room in texts if not room.intersects(picture.box)]
    assert len(outside) >= 6  # the head, the sentence below it and the four steps stand clear of the picture


def test_words_are_french_for_the_french_and_english_for_others() -> None:
    assert words_for("fr-BE")["glue"] == "colle"
    assert words_for("de")["glue"] == "glue"
    assert words_for("fr").keys() == words_for("en").keys()


def test_a_narrow_strip_has_ticks_and_no_tags() -> None:
    tiles = tiling(piece(594, 841), ORDER._replace(overlap=3 * MM))
    assert "colle" not in words(tile_marks(tiles, 0, 0, "", ("fr", LIBRARY)), tiles)
