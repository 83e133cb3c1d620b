"""Items as operators: paint, state, clips, groups, and what they look like."""

from __future__ import annotations

import pikepdf
import pytest

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.colour.modes import Mode
from pressdesk.display.items import GlyphRun, Gradient, Group, Mark, Shape, Stop, Stroke
from tests.output.sheets import (
    BLUE,
    PRINT,
    RED,
    SPOT,
    box,
    content,
    face,
    line,
    near,
    opened,
    pdf,
    pixels,
    rich_sheet,
    shaped,
    sheet,
)

HALF = Path.rect(Rect(0, 0, 50, 100))


def operators(data: bytes) -> list[str]:
    """Every operator of the first page and of its form objects."""
    with opened(data) as document:
        page = document.pages[0]
        found = [str(step.operator) for step in pikepdf.parse_content_stream(page)]
        for form in page.Resources.get("/XObject", {}).values():
            if form.Subtype == "/Form":
                found += [str(step.operator) for step in pikepdf.parse_content_stream(form)]
        return found


def test_every_state_that_is_opened_is_closed() -> None:
    for options in (PRINT, PRINT._replace(mode="rgb")):
        found = operators(pdf(rich_sheet(), options=options))
        assert found.count("q") == found.count("Q") > 5
        assert found.count("BT") == found.count("ET") > 0


def test_print_knows_no_rgb_and_the_screen_no_cmyk() -> None:
    assert not {"rg", "RG", "g", "G"} & set(operators(pdf(rich_sheet(), options=PRINT)))
    assert not {"k", "K", "cs", "CS", "scn"} & set(operators(pdf(rich_sheet())))
    with opened(pdf(rich_sheet(), options=PRINT)) as document:
        assert b"DeviceRGB" not in b"".join(bytes(found.unparse()) for found in document.objects if found is not None)


def test_black_text_is_one_ink_and_overprints_in_print_only() -> None:
    shown = content(pdf(sheet(line("Noir", 50)), options=PRINT))
    assert shown.index("/overprint gs") < shown.index("TJ") < shown.index("/knockout gs")
    assert "0 0 0 1 k" in shown
    assert "overprint" not in content(pdf(sheet(line("Noir", 50))))


def test_white_knocks_out_even_where_overprint_is_wished() -> None:
    white = Shape(HALF, fill=WHITE, overprint=True)
    text = GlyphRun(10, 50, shaped("Blanc"), WHITE, overprint=True)
    assert "overprint" not in content(pdf(sheet(white, text), options=PRINT))


def test_a_red_shape_overprints_where_it_is_wished() -> None:
    shown = content(pdf(sheet(Shape(HALF, fill=RED, overprint=True), box(0, 0, 9, 9)), options=PRINT))
    assert shown.index("/overprint gs") < shown.index("\nf")
    assert shown.index("/knockout gs") < shown.rindex("\nf")


def test_a_stroke_overprints_apart_from_its_filling() -> None:
    shape = Shape(HALF, fill=WHITE, stroke=Stroke(BLACK, 2), overprint=True)
    shown = content(pdf(sheet(shape), options=PRINT))
    assert shown.index("\nf") < shown.index("/overprint gs") < shown.index("\nS")


def test_a_spot_ink_is_a_separation_with_its_stand_in() -> None:
    with opened(pdf(sheet(box(0, 0, 50, 50, SPOT)), options=PRINT)) as document:
        (space,) = document.pages[0].Resources.ColorSpace.values()
        assert space[0] == "/Separation"
        assert str(space[1]) == "/HKS 54 É"
        assert space[2] == "/DeviceCMYK"
        assert [float(part) for part in space[3].C1] == [0.8, 0.0, 0.6, 0.1]


def test_marks_for_all_inks_are_in_the_separation_all() -> None:
    cross = Shape(Path.line(0, 0, 10, 10), stroke=Stroke(BLACK, 0.25), registration=True)
    with opened(pdf(sheet(cross), options=PRINT)) as document:
        (space,) = document.pages[0].Resources.ColorSpace.values()
        assert space[1] == "/All"
    assert near(pixels(sheet(Shape(HALF, fill=RED, registration=True)))[5, 5], (0, 0, 0))


def test_shapes_lie_where_they_should() -> None:
    found = pixels(sheet(box(20, 30, 40, 50)))
    assert near(found[31, 21], RED.rgb)
    assert near(found[78, 58], RED.rgb)
    for y, x in ((28, 40), (82, 40), (50, 18), (50, 62)):
        assert near(found[y, x], (1, 1, 1))


def test_the_even_odd_rule_leaves_the_middle_open() -> None:
    rings = Path.rect(Rect(0, 0, 90, 90)) + Path.rect(Rect(30, 30, 30, 30))
    assert near(pixels(sheet(Shape(rings, fill=RED, even_odd=True)))[45, 45], (1, 1, 1))
    assert near(pixels(sheet(Shape(rings, fill=RED)))[45, 45], RED.rgb)


def test_a_dashed_line_has_gaps() -> None:
    dashed = Shape(Path.line(0, 50, 200, 50), stroke=Stroke(RED, 10, (20, 10)))
    row = pixels(sheet(dashed))[50]
    assert near(row[10], RED.rgb)
    assert near(row[25], (1, 1, 1))
    assert near(row[40], RED.rgb)


def test_dashes_begin_where_they_are_told_to() -> None:
    row = pixels(sheet(Shape(Path.line(0, 50, 200, 50), stroke=Stroke(RED, 10, (20, 10), phase=15))))[50]
    assert near(row[2], RED.rgb)
    assert near(row[10], (1, 1, 1))
    assert near(row[20], RED.rgb)


def test_a_gradient_runs_from_colour_to_colour() -> None:
    run = Gradient(50, 0, 150, 0, (Stop(0, RED), Stop(1, BLUE)))
    found = pixels(sheet(Shape(Path.rect(Rect(0, 0, 200, 100)), fill=run)))
    assert near(found[50, 10], RED.rgb)
    assert near(found[50, 190], BLUE.rgb)
    middle = [(a + b) / 2 for a, b in zip(RED.rgb, BLUE.rgb, strict=True)]
    assert near(found[50, 100], middle, 5)
    assert near(found[150, 100], (1, 1, 1))


def test_a_gradient_may_have_a_hard_edge() -> None:
    run = Gradient(0, 0, 200, 0, (Stop(0, RED), Stop(0.5, RED), Stop(0.5, BLUE), Stop(1, BLUE)))
    row = pixels(sheet(Shape(Path.rect(Rect(0, 0, 200, 100)), fill=run)))[50]
    assert near(row[95], RED.rgb)
    assert near(row[105], BLUE.rgb)


def test_a_gradient_fades_by_its_stops_opacity() -> None:
    run = Gradient(0, 0, 0, 100, (Stop(0, BLACK, 1.0), Stop(1, BLACK, 0.0)))
    column = pixels(sheet(box(0, 0, 200, 100, WHITE), Shape(Path.rect(Rect(0, 0, 200, 100)), fill=run)))[:, 100]
    assert near(column[1], (0, 0, 0), 6)
    assert near(column[50], (0.5, 0.5, 0.5), 6)
    assert near(column[98], (1, 1, 1), 8)


@pytest.mark.parametrize("stops", [(Stop(0.3, RED),), (Stop(0, BLUE), Stop(1, RED))])
def test_a_gradient_without_length_is_its_last_colour(stops: tuple[Stop, ...]) -> None:
    run = Gradient(50, 50, 50, 50, stops)
    assert near(pixels(sheet(Shape(HALF, fill=run)))[50, 25], RED.rgb, 6)


def test_a_gradient_of_tints_of_one_spot_stays_in_its_separation() -> None:
    run = Gradient(0, 0, 50, 0, (Stop(0, SPOT), Stop(1, SPOT)))
    with opened(pdf(sheet(Shape(HALF, fill=run)), options=PRINT)) as document:
        (shading,) = document.pages[0].Resources.Shading.values()
        assert shading.ColorSpace[0] == "/Separation"
    mixed = Gradient(0, 0, 50, 0, (Stop(0, SPOT), Stop(1, RED)))
    with opened(pdf(sheet(Shape(HALF, fill=mixed)), options=PRINT)) as document:
        (shading,) = document.pages[0].Resources.Shading.values()
        assert shading.ColorSpace == "/DeviceCMYK"


def test_a_clip_cuts_and_ends_with_its_group() -> None:
    found = pixels(sheet(Group((box(0, 0, 100, 100),), clip=HALF), box(120, 0, 50, 50, BLUE)))
    assert near(found[50, 25], RED.rgb)
    assert near(found[50, 75], (1, 1, 1))
    assert near(found[25, 140], BLUE.rgb)


def test_an_empty_clip_hides_everything() -> None:
    assert near(pixels(sheet(Group((box(0, 0, 100, 100),), clip=Path("", ()))))[50, 50], (1, 1, 1))


def test_a_turned_group_turns_clockwise() -> None:
    found = pixels(sheet(Group((box(0, 0, 80, 10),), Affine.rotation(90, 0, 0).then(Affine.translation(50, 20)))))
    assert near(found[60, 45], RED.rgb)
    assert near(found[25, 90], (1, 1, 1))


def test_opacity_is_of_the_group_as_a_whole() -> None:
    inside = (box(0, 0, 60, 60, RED), box(30, 0, 60, 60, BLUE))
    found = pixels(sheet(Group(inside, opacity=0.5)))
    half = [0.5 + part / 2 for part in BLUE.rgb]
    assert near(found[30, 45], half)
    assert near(found[30, 80], half)


def test_nothing_is_painted_at_no_opacity() -> None:
    assert operators(pdf(sheet(Group((box(0, 0, 60, 60),), opacity=0.0)))) == ["cm"]


def test_multiply_darkens_what_lies_below() -> None:
    over = Group((box(0, 0, 60, 60, BLUE), line("x", 100)), blend="multiply")
    found = pixels(sheet(box(0, 0, 30, 60, RED), over))
    assert near(found[30, 15], [a * b for a, b in zip(RED.rgb, BLUE.rgb, strict=True)])
    assert near(found[30, 45], BLUE.rgb)


def test_screen_lightens_what_lies_below() -> None:
    found = pixels(sheet(box(0, 0, 60, 60, RED), Group((box(0, 0, 60, 60, BLUE),), blend="screen")))
    assert near(found[30, 30], [1 - (1 - a) * (1 - b) for a, b in zip(RED.rgb, BLUE.rgb, strict=True)])


def test_a_page_that_lets_through_says_in_which_colours_it_mixes() -> None:
    def group(items: tuple[Group, ...], mode: Mode) -> object:
        with opened(pdf(sheet(*items), options=PRINT._replace(mode=mode))) as document:
            mixing = document.pages[0].get("/Group")
            return None if mixing is None else mixing.CS

    see_through = Group((box(0, 0, 9, 9),), opacity=0.5)
    assert group((see_through,), "rgb") == "/DeviceRGB"
    assert group((see_through,), "cmyk") == "/DeviceCMYK"
    assert group((Group((box(0, 0, 9, 9),)),), "rgb") is None


def test_marks_leave_no_trace() -> None:
    assert pdf(sheet(box(0, 0, 9, 9), Mark("a", Rect(0, 0, 9, 9)))) == pdf(sheet(box(0, 0, 9, 9)))


def test_a_colour_is_set_once_for_a_run_of_items() -> None:
    shown = content(pdf(sheet(*(line(f"Ligne {n}", 20 + 20 * n) for n in range(5)))))
    assert shown.count(" rg") == 1
    assert shown.count(" Tf") == 1
    assert shown.count("BT") == 1


def test_the_state_is_set_anew_after_a_group() -> None:
    inner = Group((line("rouge", 40, ink=RED, of=face("Anton")),))
    found = pixels(sheet(box(0, 50, 200, 10, BLUE), inner, box(0, 100, 200, 10, BLUE)))
    assert near(found[105, 100], BLUE.rgb)
