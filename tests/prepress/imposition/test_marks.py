from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.formats import Format
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.display.inspect import walk
from pressdesk.display.items import Shape, Sheet
from pressdesk.prepress.imposition.marks import SHORTEST, cut_marks, fold_marks, missing_marks
from pressdesk.prepress.imposition.values import Edges
from pressdesk.prepress.marks import CLEAR, LENGTH, LINE

SHEET = Rect(0, 0, 300, 400)


def shapes(marks: tuple[object, ...]) -> list[Shape]:
    sheet = Sheet(Format("sheet", 300, 400, "a-portrait"), marks)  # type: ignore[arg-type]
    return [item for item, _ in walk(sheet) if isinstance(item, Shape)]


@given(st.floats(0, 40), st.floats(0, 40), st.floats(0, 15))
def test_marks_stand_clear_of_the_bleed_on_the_paper_or_not_at_all(across: float, down: float, used: float) -> None:
    block = Rect(across, down, 300 - 2 * across, 400 - 2 * down)
    bleed = Edges(*(4 * (used,))).at_most(across, down, across, down)
    found = shapes(cut_marks(block, bleed, SHEET, (block.x, block.right), (block.y, block.bottom)))
    painted = bleed.around(block)
    for shape in found:
        assert shape.registration
        assert shape.stroke is not None
        assert shape.stroke.width == LINE
        xy = shape.path.coords
        for at in range(0, len(xy), 4):
            line = Rect(min(xy[at], xy[at + 2]), min(xy[at + 1], xy[at + 3]), 0, 0)
            end = Rect(max(xy[at], xy[at + 2]), max(xy[at + 1], xy[at + 3]), 0, 0)
            whole = line.union(end)
            assert SHEET.contains(whole, 1e-6)
            assert not whole.inset(-CLEAR / 2).intersects(painted)
            assert SHORTEST - 1e-6 <= max(whole.width, whole.height) <= LENGTH + 1e-6
    count = sum(len(shape.path.coords) // 4 for shape in found)
    assert missing_marks(block, bleed, SHEET) == (count < 8)


def test_folds_are_dashed() -> None:
    block = Rect(50, 50, 200, 300)
    (shape,) = shapes(fold_marks(block, Edges(), SHEET, (100, 150)))
    assert shape.stroke is not None
    assert shape.stroke.dash
    assert sorted(set(shape.path.coords[::2])) == [100, 150]
    assert fold_marks(block, Edges(), SHEET, ()) == ()


def test_edges_let_a_box_out() -> None:
    around = Edges(1 * MM, 2 * MM, 3 * MM, 4 * MM)
    assert around.around(Rect(10, 10, 0, 0)) == Rect(10 - MM, 10 - 2 * MM, 4 * MM, 6 * MM)
    assert around.scaled(2).left == 2 * MM
    assert around.least == MM
