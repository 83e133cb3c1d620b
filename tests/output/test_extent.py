"""How far ink may reach."""

from __future__ import annotations

import numpy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pressdesk.base.colour import BLACK
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.display.items import GlyphRun, Gradient, Group, Item, Shape, Stop, Stroke
from pressdesk.output.extent import ink_box, line_box, stands_alone
from tests.output.sheets import RED, box, face, line, pixels, rich_sheet, shaped, sheet


def test_all_ink_lies_in_its_box() -> None:
    spike = Shape(Path("MLL", (60, 150, 100, 151, 60, 152)), stroke=Stroke(BLACK, 3))
    turned = Group((box(0, 0, 40, 10),), Affine.rotation(30, 0, 0).then(Affine.translation(80, 90)))
    tall = GlyphRun(60, 60, shaped("ÂjfÇ", 30, face("Source Serif 4")), BLACK)
    for items in ((tall,), (spike,), (turned,), (tall, spike, turned)):
        rows, columns = numpy.nonzero(pixels(sheet(*items)).min(axis=2) < 250)
        seen = Rect(columns.min(), rows.min(), columns.max() - columns.min(), rows.max() - rows.min())
        assert ink_box(items).contains(seen, 1)
        assert not ink_box(items).contains(Rect(0, 0, 200, 300))


@given(st.text("ÂÅjgfÇQ|_.,’« é½M", min_size=1, max_size=12), st.sampled_from(("Inter", "Anton", "Source Serif 4")))
@settings(max_examples=40, deadline=None)
def test_all_ink_of_a_line_lies_in_its_box(text: str, family: str) -> None:
    assume(text.strip())
    run = GlyphRun(40, 150, shaped(text, 16, face(family)), BLACK)
    rows, columns = numpy.nonzero(pixels(sheet(run)).min(axis=2) < 250)
    seen = Rect(columns.min(), rows.min(), columns.max() + 1 - columns.min(), rows.max() + 1 - rows.min())
    found = line_box(run)
    assert found.contains(seen, 0.5)
    assert found.height < seen.height + 12


def test_raised_letters_are_in_the_box_of_their_line() -> None:
    flat = shaped("ab", 20)
    raised = line_box(GlyphRun(10, 100, flat._replace(ys=(0.0, 12.0)), BLACK))
    lowered = line_box(GlyphRun(10, 100, flat._replace(ys=(0.0, -12.0)), BLACK))
    plain = line_box(GlyphRun(10, 100, flat, BLACK))
    assert raised.y == plain.y - 12
    assert raised.bottom == plain.bottom
    assert lowered.bottom == plain.bottom + 12


def test_nothing_has_no_extent() -> None:
    assert ink_box(()).width <= 2


def test_only_what_cannot_overlap_itself_stands_alone() -> None:
    def alone(*items: Item) -> bool:
        return stands_alone(Group(items, opacity=0.5))

    assert alone(box(0, 0, 9, 9))
    assert not alone(box(0, 0, 9, 9), box(5, 5, 9, 9))
    assert not alone(box(0, 0, 9, 9)._replace(stroke=Stroke(RED, 1)))
    assert not alone(Shape(Path.rect(Rect(0, 0, 9, 9)), fill=Gradient(0, 0, 1, 1, (Stop(0, RED),))))
    assert not alone(line("a", 9))
    assert not alone(*rich_sheet().items)
