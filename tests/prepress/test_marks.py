from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import BLACK, CMYK, RGB, Ink
from pressdesk.base.formats import FORMATS, format_named
from pressdesk.base.geometry import Path, Rect
from pressdesk.base.units import MM
from pressdesk.display.inspect import bounds, text_of, walk
from pressdesk.display.items import GlyphRun, Group, Shape, Sheet
from pressdesk.prepress.marks import LENGTH, LINE, MARKS, MarkKind, slug_line, slug_width, with_marks
from pressdesk.text.fonts import builtin_library

PRINT = [name for name, found in FORMATS.items() if not found.pixels]
SPOT = Ink("rose", RGB(1, 0.2, 0.4), CMYK(0, 0.9, 0.4, 0), "PANTONE 191 C")


def sheet(name: str = "A4", folds: tuple[float, ...] = (), ink: Ink = BLACK) -> Sheet:
    size = format_named(name)
    return Sheet(size, (Shape(Path.rect(Rect(0, 0, 9, 9)), ink),), size.bleed, folds=folds)


def shapes(marked: Sheet) -> list[Shape]:
    return [item for item, _ in walk(marked.items[1:]) if isinstance(item, Shape)]


@pytest.mark.parametrize("name", PRINT)
@pytest.mark.parametrize("kinds", [("crop",), MARKS], ids=["crop", "all"])
def test_marks_stand_between_bleed_and_slug(name: str, kinds: tuple[MarkKind, ...]) -> None:
    plain = sheet(name, (format_named(name).width / 2,), SPOT)
    marked = with_marks(plain, kinds, "affiche · A3 · 2026-03-01 · 1/3" * 3, builtin_library())
    bleed = plain.format.trim.inset(-plain.bleed)
    slug = plain.format.trim.inset(-marked.slug)
    for group in marked.items[1:]:
        assert isinstance(group, Group)
        assert group.role == "artifact"
        for item in group.items:
            assert slug.contains(bounds(item)), item
    for shape in shapes(marked):
        for part in parts(shape.path):
            assert not bleed.inset(0.01).intersects(part)


def parts(path: Path) -> list[Rect]:
    """The bounds of each outline of a path of lines."""
    if "C" in path.verbs or "Z" in path.verbs:
        return [path.bounds()]
    return [Path("ML", path.coords[at : at + 4]).bounds() for at in range(0, len(path.coords), 4)]


def test_crop_marks_show_the_trim() -> None:
    (crop,) = shapes(with_marks(sheet(), ["crop"]))
    size = format_named("A4")
    lines = parts(crop.path)
    assert len(lines) == 8
    assert sorted({round(line.x, 6) for line in lines if line.width == 0}) == [0, round(size.width, 6)]
    assert sorted({round(line.y, 6) for line in lines if line.height == 0}) == [0, round(size.height, 6)]


def test_lines_are_hair_thin_and_of_all_inks() -> None:
    for shape in shapes(with_marks(sheet(folds=(200.0,)), ["crop", "fold", "registration"])):
        assert shape.registration
        assert shape.stroke is not None
        assert shape.stroke.width == LINE == 0.25


def test_folds_are_dashed_at_top_and_bottom() -> None:
    (fold,) = shapes(with_marks(sheet(folds=(200.0, 400.0)), ["fold"]))
    assert [line.x for line in parts(fold.path)] == [200, 200, 400, 400]
    assert fold.stroke is not None
    assert fold.stroke.dash
    assert shapes(with_marks(sheet(), ["fold"])) == []


def test_registration_gives_way_to_a_fold_in_the_middle() -> None:
    def middles(marked: Sheet) -> list[float]:
        return [shape.path.bounds().x + shape.path.bounds().width / 2 for shape in shapes(marked)]

    half = format_named("A4").width / 2
    assert middles(with_marks(sheet(), ["registration"]))[0] == pytest.approx(half)
    shifted = middles(with_marks(sheet(folds=(half,)), ["fold", "registration"]))[1]
    assert abs(shifted - half) >= 10 * MM - 0.01


def test_the_colour_bar_shows_process_inks_and_the_sheet_s_own_spots() -> None:
    fills = [shape.fill for shape in shapes(with_marks(sheet(ink=SPOT), ["colour-bar"]))]
    assert SPOT in fills
    assert {CMYK(1, 0, 0, 0), CMYK(0, 1, 0, 0), CMYK(0, 0, 1, 0), CMYK(0, 0, 0, 1)} <= {
        fill.cmyk for fill in fills if isinstance(fill, Ink)
    }
    assert SPOT not in [shape.fill for shape in shapes(with_marks(sheet(), ["colour-bar"]))]


@given(st.sampled_from(PRINT), st.text(alphabet="abcé 12·", max_size=150))
def test_the_slug_line_says_its_text_left_of_the_middle(name: str, text: str) -> None:
    marked = with_marks(sheet(name), ["slug-line"], text, builtin_library())
    told = " ".join(text_of(marked)).split()
    assert "".join(told) == "".join(text.split())
    if told:
        group = marked.items[-1]
        assert isinstance(group, Group)
        assert bounds(group).right <= marked.format.width / 2 - LENGTH + 1
        assert -slug_width(marked.bleed) <= bounds(group).y
        assert bounds(group).bottom <= -marked.bleed


def test_the_slug_line_crosses_no_mark_of_a_fold() -> None:
    text = "Dépliant : le 17 avril, tous à la préfecture · vaubrune-2027-04-17 · A4, 297 × 210 mm · 2027-01-18"
    marked = with_marks(sheet(folds=(97 * MM, 197 * MM)), ["fold", "slug-line"], text, builtin_library())
    assert bounds(marked.items[-1]).right < 97 * MM


def test_the_slug_line_stands_on_every_plate() -> None:
    marked = with_marks(sheet(), ["slug-line"], "affiche", builtin_library())
    runs = [item for item, _ in walk(marked.items) if isinstance(item, GlyphRun)]
    assert {run.ink.spot for run in runs} == {"All"}


def test_a_slug_line_needs_fonts_and_text() -> None:
    assert text_of(with_marks(sheet(), ["slug-line"], "affiche")) == []
    assert text_of(with_marks(sheet(), ["crop"], "affiche", builtin_library())) == []


def test_screens_and_no_wish_have_no_marks() -> None:
    screen = sheet("square")
    assert with_marks(screen, MARKS) is screen
    assert with_marks(sheet(), []) == sheet()


def test_the_slug_is_widened_and_shared_marks_are_one_object() -> None:
    one, other = with_marks(sheet(), ["crop"]), with_marks(sheet(), ["crop"])
    assert one.slug == slug_width(one.bleed) > one.bleed
    assert one.items[-1] is other.items[-1]
    assert with_marks(sheet()._replace(slug=99.0), ["crop"]).slug == 99


def test_what_the_slug_line_says() -> None:
    told = slug_line("affiche", format_named("DL"), date(2026, 3, 1), 2, 12)
    assert told == "affiche · DL, 99 × 210 mm · 2026-03-01 · 2/12"
