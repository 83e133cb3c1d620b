"""Logos: optical sizes, lines, one ink, names where there is no logo."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import WHITE
from pressdesk.base.formats import FORMATS
from pressdesk.display.inspect import bounds, text_of
from pressdesk.display.items import GlyphRun, Group, Picture, Shape
from pressdesk.layout.logos import HEAVIEST, LINE_GAP, WIDEST, LogoLook, broken, cells_for, optical_sizes
from pressdesk.model.campaign import Organisation
from tests.layout.given import SVG, Desk, codes, found, groups, png, rect_of

U = FORMATS["A4"].u


@given(st.lists(st.floats(0.3, 8), min_size=1, max_size=8), st.floats(5, 100))
def test_logos_have_one_area_and_none_is_too_tall_or_wide(aspects: list[float], height: float) -> None:
    sizes = optical_sizes(aspects, height)
    assert max(tall for _, tall in sizes) <= height + 1e-6
    areas = [wide * tall for (wide, tall) in sizes if wide < WIDEST * height - 1e-6]
    if areas:
        assert areas == pytest.approx([areas[0]] * len(areas))
    for (wide, tall), aspect in zip(sizes, aspects, strict=True):
        assert wide / tall == pytest.approx(aspect)
        assert wide <= WIDEST * height + 1e-6


def test_a_light_logo_is_larger_than_a_dense_one_and_what_is_not_known_stays() -> None:
    light, dense, unknown = optical_sizes([1.0, 1.0, 1.0], 100, [0.1, 0.4, 0.0])
    assert light == (100.0, 100.0)
    assert 70 < dense[0] < unknown[0] < light[0]
    for alike, plain in zip(optical_sizes([1.0, 2.0], 100, [0.3, 0.3]), optical_sizes([1.0, 2.0], 100), strict=True):
        assert alike == pytest.approx(plain)
    assert optical_sizes([1.0, 2.0], 100, [0.3, 0.0]) == optical_sizes([1.0, 2.0], 100)
    _, block = optical_sizes([1.0, 1.0], 100, [0.02, 1.0])
    assert block[0] == pytest.approx(100 / HEAVIEST**2)


@given(st.lists(st.floats(10, 100), min_size=1, max_size=12), st.floats(0, 20), st.floats(50, 600), st.integers(0, 4))
def test_every_logo_is_in_one_line_in_order(widths: list[float], gap: float, room: float, most: int) -> None:
    lines = broken(widths, gap, room, most)
    assert [i for line in lines for i in line] == list(range(len(widths)))
    assert all(lines)
    assert not most or len(lines) <= most


def test_lines_are_even() -> None:
    assert broken([50] * 6, 10, 200, 0) == [[0, 1, 2], [3, 4, 5]]
    assert broken([50] * 6, 10, 200, 1) == [[0, 1, 2, 3, 4, 5]]


def test_a_logo_and_a_name(tmp_path: Path) -> None:
    (sheet,) = Desk(tmp_path, '<logos id="logos" field="organisations" height="8u" gap="4u"/>').compose().sheets
    (shape, through) = next(found(sheet, Shape))
    drawn = through.bounds(bounds(shape))
    assert drawn.width / drawn.height == pytest.approx(4)
    assert text_of(sheet) == ["Bêta"]
    assert rect_of(sheet, "logos").height == pytest.approx(8 * U)
    named = [group for group, _ in found(sheet, Group, "logos") if group.alternative]
    assert [group.alternative for group in named] == ["Collectif Alpha"]


def test_many_logos_are_in_one_ink_and_take_lines(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<logos id="logos" field="organisations" height="12u" width="100%"/>')
    many = tuple(Organisation(f"o{i}", f"O{i}", "", "pictures/logo.svg") for i in range(6))
    desk.campaign = desk.campaign._replace(organisations=many)
    (sheet,) = desk.compose().sheets
    shapes = [(shape, through.bounds(bounds(shape))) for shape, through in found(sheet, Shape)]
    assert {shape.fill.name for shape, _ in shapes} == {"ink"}
    tops = sorted({round(rect.y) for _, rect in shapes})
    assert len(tops) >= 2
    assert all(rect.right <= sheet.format.width + 0.1 for _, rect in shapes)


def test_four_logos_keep_their_colours_unless_an_ink_is_named(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<logos id="logos" field="organisations" height="8u"/>')
    assert next(found(desk.compose().sheets[0], Shape))[0].fill.rgb == (1, 0, 0)
    desk = Desk(tmp_path, '<logos id="logos" field="organisations" height="8u" ink="ground"/>')
    assert next(found(desk.compose().sheets[0], Shape))[0].fill.name == "ground"


def test_a_picture_as_a_logo_in_one_ink(tmp_path: Path) -> None:
    png(tmp_path / "pictures" / "logo.png", 80, 20)
    desk = Desk(tmp_path, '<logos id="logos" field="organisations" height="8u" ink="ground"/>')
    desk.campaign = desk.campaign._replace(organisations=(Organisation("a", "Alpha", "", "pictures/logo.png"),))
    ((picture, _),) = found(desk.compose().sheets[0], Picture)
    assert picture.duotone.dark.name == "ground"
    assert picture.duotone.light == WHITE
    assert picture.alternative == "Alpha"


def test_a_broken_logo_becomes_the_name_and_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<logos id="logos" field="organisations" height="8u"/>')
    desk.campaign = desk.campaign._replace(organisations=(Organisation("a", "Alpha", "", "pictures/gone.png"),))
    (tmp_path / "pictures" / "gone.png").write_bytes(b"")
    made = desk.compose()
    assert codes(made) == ["picture-empty"]
    assert text_of(made.sheets[0]) == ["Alpha"]


@given(st.integers(5, 60), st.floats(300, 800), st.floats(60, 400))
def test_a_wall_holds_all_logos_in_equal_cells(count: int, width: float, tallest: float) -> None:
    look = LogoLook(40, 18, tallest=tallest)
    cells = cells_for(count, width, look)
    lines = -(-count // cells.columns)
    assert 0 < cells.height <= look.height
    assert cells.columns * cells.width + (cells.columns - 1) * cells.gap <= width + 0.1
    assert lines * cells.height + (lines - 1) * cells.gap * LINE_GAP <= tallest + 0.1


@pytest.mark.parametrize("count", [5, 7, 24, 60])
def test_a_wall_of_logos_and_names_keeps_each_in_the_middle_of_its_cell(tmp_path: Path, count: int) -> None:
    desk = Desk(tmp_path, '<logos id="logos" field="organisations" height="14mm" gap="6mm" wall="60mm" width="100%"/>')
    many = tuple(
        Organisation(f"o{i}", f"Fédération du val {i}", "", "pictures/logo.svg" if i % 2 else "") for i in range(count)
    )
    desk.campaign = desk.campaign._replace(organisations=many)
    made = desk.compose()
    assert codes(made) == []
    (sheet,) = made.sheets
    wall = rect_of(sheet, "logos")
    shapes = [through.bounds(bounds(shape)) for shape, through in found(sheet, Shape, "logos")]
    assert len(shapes) == count // 2
    assert {round(rect.width, 2) for rect in shapes} == {round(shapes[0].width, 2)}
    assert all(wall.x <= rect.x and rect.right <= wall.right + 0.1 for rect in shapes)
    runs = [(run, through.apply(run.x, run.y)) for run, through in found(sheet, GlyphRun, "logos")]
    assert " ".join(run.run.text for run, _ in runs).count("val") == count - count // 2
    assert len({run.run.size for run, _ in runs}) == 1
    assert min(run.run.size for run, _ in runs) >= 5.49
    columns = {round(rect.x + rect.width / 2, 1) for rect in shapes}
    assert len(columns) <= count


def test_without_organisations_there_is_no_box(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<logos id="logos" field="organisations" height="8u"/>')
    desk.campaign = desk.campaign._replace(organisations=())
    assert not groups(desk.compose().sheets[0], "logos")


def test_the_drawing_of_these_tests_is_wide() -> None:
    assert 'viewBox="0 0 40 10"' in SVG
