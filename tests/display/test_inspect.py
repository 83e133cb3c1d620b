from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pressdesk.base.colour import BLACK, RGB, WHITE, Ink, naive_cmyk
from pressdesk.base.formats import format_named
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.display.assets import Asset
from pressdesk.display.inspect import bounds, dump, hit_test, marks, text_of, walk
from pressdesk.display.items import (
    Duotone,
    GlyphRun,
    Gradient,
    Group,
    Item,
    Link,
    Mark,
    Picture,
    Shape,
    Sheet,
    Stop,
    Stroke,
)
from pressdesk.text.glyphs import ShapedRun

ROSE = Ink("rose", RGB(1.0, 0.2, 0.4), naive_cmyk(RGB(1.0, 0.2, 0.4)))
FACE: Any = SimpleNamespace(ascender=0.9, descender=-0.3, psname="Test-Bold")


def run(text: str = "Tenons\u00a0bon", ys: tuple[float, ...] = ()) -> ShapedRun:
    return ShapedRun(FACE, 20.0, (1, 2), (0.0, 9.0), (0, 1), text, 60.0, ys)


def sheet(*items: Item) -> Sheet:
    return Sheet(format_named("A4"), items, bleed=8.504, name="front", title="Grève")


def test_walk_gives_each_item_its_map_to_the_page() -> None:
    inner = Mark("title", Rect(0, 0, 10, 10))
    deep = Group((inner,), Affine.scaling(2))
    outer = Group((deep,), Affine.translation(5, 7))
    found = {type(item).__name__ + str(depth): through for depth, (item, through) in enumerate(walk(sheet(outer)))}
    assert found["Mark2"].apply(1, 1) == (7, 9)
    assert found["Group1"].apply(1, 1) == (6, 8)


@pytest.mark.parametrize(
    ("item", "box"),
    [
        (GlyphRun(10, 100, run(), BLACK), Rect(10, 82, 60, 24)),
        (GlyphRun(10, 100, run(ys=(0.0, 5.0)), BLACK), Rect(10, 77, 60, 29)),
        (GlyphRun(10, 100, run(ys=(-4.0, 0.0)), BLACK), Rect(10, 82, 60, 28)),
        (Shape(Path.rect(Rect(1, 2, 3, 4)), ROSE), Rect(1, 2, 3, 4)),
        (Shape(Path.line(0, 5, 10, 5), None, Stroke(BLACK, 2)), Rect(-1, 4, 12, 2)),
        (Link(Rect(1, 1, 2, 2), "https://exemple.fr"), Rect(1, 1, 2, 2)),
        (Group((Link(Rect(1, 1, 2, 2), ""), Link(Rect(9, 9, 1, 1), ""))), Rect(1, 1, 9, 9)),
        (Group((Link(Rect(1, 1, 2, 2), ""),), Affine.scaling(3)), Rect(3, 3, 6, 6)),
        (Group((Link(Rect(0, 0, 9, 9), ""),), clip=Path.rect(Rect(4, 4, 50, 2))), Rect(4, 4, 5, 2)),
        (Group((Link(Rect(0, 0, 9, 9), ""),), clip=Path.rect(Rect(40, 4, 50, 2))), Rect(40, 4, 0, 2)),
        (Group(()), Rect(0, 0, 0, 0)),
    ],
)
def test_bounds(item: Item, box: Rect) -> None:
    assert bounds(item) == pytest.approx(box)


def test_hits_begin_with_what_was_painted_last() -> None:
    below, above = Mark("page", Rect(0, 0, 100, 100)), Mark("title", Rect(0, 0, 10, 10), "text")
    page = sheet(below, Group((above,), Affine.translation(50, 50)))
    assert [mark.box for mark in hit_test(page, 55, 55)] == ["title", "page"]
    assert [mark.box for mark in hit_test(page, 5, 5)] == ["page"]
    assert hit_test(page, 500, 5) == []


def test_marks_lie_on_the_page_and_can_be_chosen_by_kind() -> None:
    code = Mark("qr", Rect(0, 0, 10, 10), "qr", "https://exemple.fr", 0.3, 1.0)
    page = sheet(Mark("page", Rect(0, 0, 1, 1)), Group((code,), Affine(2, 0, 0, 2, 30, 40)))
    assert marks(page, "qr") == [(code, Rect(30, 40, 20, 20))]
    assert [mark.box for mark, _ in marks(page)] == ["page", "qr"]


def test_the_text_of_a_sheet_comes_in_painting_order() -> None:
    page = sheet(GlyphRun(0, 0, run("un"), BLACK), Group((GlyphRun(0, 0, run("deux"), BLACK),)))
    assert text_of(page) == ["un", "deux"]


def test_the_dump_can_be_read() -> None:
    asset = Asset("abcdef0123456789", "/secret/path.jpg", 400, 300, "jpeg")
    film = Gradient(0, 0, 0, 100, (Stop(0, BLACK, 0.8), Stop(1, WHITE, 0)))
    page = sheet(
        Shape(Path.rect(Rect(-8.504, -8.504, 100, 100)), ROSE),
        Group(
            (
                Picture(asset, Rect(0, 0, 40, 30), Rect(0.1, 0, 0.8, 1), Duotone(BLACK, ROSE), "Un cortège"),
                Shape(Path.ellipse(Rect(0, 0, 10, 10)), film, Stroke(ROSE, 0.5, (2, 1), "round"), even_odd=True),
            ),
            Affine.translation(12, 30.006),
            Path.rect(Rect(0, 0, 40, 30)),
            0.5,
            "multiply",
            "figure",
            "photo",
            alternative="Une foule",
        ),
        Group((), role="heading", level=2, key="h-1"),
        Group((), role="header", scope="row"),
        GlyphRun(10, 20, run(), BLACK, overprint=True),
        Link(Rect(1, 2, 3, 4), "https://exemple.fr"),
        Mark("qr", Rect(1, 2, 3, 4), "qr", "tel:15", 1.2, 2.5, "petition"),
        Shape(Path.line(0, 0, 5, 0), None, Stroke(BLACK, 0.25), registration=True),
    )
    assert dump(page) == (
        'sheet front A4 595.28 841.89 bleed 8.5 fr "Grève"\n'
        "  shape rect -8.5 -8.5 100 100 fill rose\n"
        "  group #photo role figure map 1 0 0 1 12 30.01 clip rect 0 0 40 30 opacity 0.5 multiply"
        ' alt "Une foule"\n'
        '    picture 0 0 40 30 abcdef012345 400x300 crop 0.1 0 0.8 1 duotone black rose alt "Un cortège"\n'
        "    shape path[6:bf316075] 0 0 10 10 fill gradient 0 0 0 100 [0 black opacity 0.8, 1 white opacity 0]"
        " stroke rose 0.5 dash 2 1 cap round even-odd\n"
        "  group role heading level 2 key h-1\n"
        "  group role header scope row\n"
        '  text 10 20 "Tenons\\u00a0bon" Test-Bold 20 wide 60 black overprint\n'
        "  link 1 2 3 4 https://exemple.fr\n"
        '  mark qr #qr 1 2 3 4 field petition "tel:15" module 1.2 scans-to-m 2.5\n'
        "  shape line 0 0 5 0 stroke black 0.25 registration\n"
    )


def test_the_dump_forgives_a_hair_and_nothing_more() -> None:
    def told(x: float) -> str:
        return dump(sheet(Shape(Path("ML", (x, 0, 5, 5)), ROSE), Shape(Path("MLLZ", (x, 0, 5, 5, 9, 1)), ROSE)))

    assert told(1.0) == told(1.001) == told(0.9999)
    assert told(1.0) != told(1.02)
    assert told(-0.001) == told(0.0)


def test_an_ink_without_a_name_is_told_by_its_colour() -> None:
    assert "fill #ff3366" in dump(sheet(Shape(Path.rect(Rect(0, 0, 1, 1)), ROSE._replace(name=""))))


def test_an_unknown_item_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        dump(sheet(cast(Item, ("what is this",))))
