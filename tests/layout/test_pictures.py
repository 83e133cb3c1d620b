"""Pictures cut to their boxes, films over them, what stands where one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.display.items import Duotone, Gradient, Group, Picture, Shape
from pressdesk.layout.pictures import GAP_GROUND, Scrim, Sources, contained, cover, film, part_of
from tests.layout.given import BRAND, Desk, codes, found, groups, png, rect_of

fractions = st.floats(0, 1)
aspects = st.floats(0.2, 5)


@given(aspects, aspects, st.tuples(fractions, fractions), st.floats(1, 8))
def test_the_part_shown_lies_in_the_picture_and_has_the_shape_of_the_box(
    aspect: float, box: float, focus: tuple[float, float], zoom: float
) -> None:
    crop = cover(aspect, box, focus, zoom)
    assert Rect(0, 0, 1, 1).contains(crop, 1e-9)
    assert crop.width * aspect / crop.height == pytest.approx(box)
    assert max(crop.width, crop.height) == pytest.approx(1 / zoom)
    middle = (crop.x + crop.width / 2, crop.y + crop.height / 2)
    if all(size / 2 <= at <= 1 - size / 2 for size, at in zip(crop[2:], focus, strict=True)):
        assert middle == pytest.approx(focus)


@given(aspects)
def test_contained_touches_two_edges_and_keeps_the_aspect(aspect: float) -> None:
    box = Rect(5, 5, 100, 60)
    place = contained(aspect, box)
    assert box.contains(place, 1e-6)
    assert place.width / place.height == pytest.approx(aspect)
    assert place.width == pytest.approx(100) or place.height == pytest.approx(60)


def test_a_part_of_a_crop() -> None:
    crop = part_of(Rect(0.1, 0.0, 0.8, 1.0), Rect(-50, 0, 200, 100), Rect(50, 50, 100, 50))
    assert crop == pytest.approx((0.5, 0.5, 0.4, 0.5))


def test_a_film_is_strong_at_its_edge_and_gone_further_in() -> None:
    shape = film(Scrim(BRAND.colours["ink"], 0.6, "bottom"), Rect(0, 0, 100, 80))
    assert isinstance(shape.fill, Gradient)
    assert (shape.fill.y0, shape.fill.y1) == pytest.approx((80, 20))
    assert [stop.opacity for stop in shape.fill.stops] == [0.6, 0.0]
    even = film(Scrim(BRAND.colours["ink"], 0.6), Rect(0, 0, 100, 80))
    assert isinstance(even.fill, Gradient)
    assert [stop.opacity for stop in even.fill.stops] == [0.6, 0.6]


def test_options_of_a_picture(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<picture id="photo" field="photo" height="40mm" duotone="ink accent" scrim="ink 50% top" focus="0.5 0"'
        ' opacity="0.8" blend="multiply" alternative="{title}"/>',
    )
    (sheet,) = desk.compose(title="Une foule", photo="pictures/photo.png").sheets
    ((picture, _),) = found(sheet, Picture)
    assert picture.duotone == Duotone(BRAND.colours["ink"], BRAND.colours["accent"])
    assert picture.alternative == "Une foule"
    assert picture.crop.y == 0
    wrapped = [group for group, _ in found(sheet, Group) if group.blend == "multiply"]
    assert [group.opacity for group in wrapped] == [0.8]
    assert any(isinstance(shape.fill, Gradient) for shape, _ in found(sheet, Shape))


def test_a_template_crops_closer_about_the_focus_until_a_person_zooms(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<picture id="photo" field="photo" height="40mm" zoom="2"/>')
    plain = Desk(tmp_path, '<picture id="photo" field="photo" height="40mm"/>')

    def crop(desk: Desk, **tweak: float) -> Rect:
        tweaks = {"photo": tweak} if tweak else {}
        ((picture, _),) = found(desk.compose(photo="pictures/photo.png", tweaks=tweaks).sheets[0], Picture)
        return Rect(*picture.crop)

    whole, closer, by_hand = crop(plain), crop(desk), crop(desk, zoom=1.25)
    assert closer.width == pytest.approx(whole.width / 2)
    assert by_hand.width == pytest.approx(whole.width / 1.25)
    assert closer.x + closer.width / 2 == pytest.approx(0.5)


def test_contain_shows_all_of_it_and_does_not_bleed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<picture id="photo" field="photo" height="40mm" scale="contain"/>')
    (sheet,) = desk.compose(photo="pictures/photo.png").sheets
    ((picture, _),) = found(sheet, Picture)
    assert picture.crop == (0, 0, 1, 1)
    assert picture.box.width == pytest.approx(60 * MM)
    assert picture.box.x == pytest.approx((sheet.format.width - 60 * MM) / 2)


def test_a_picture_as_wide_as_its_height_allows(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<row><picture id="photo" field="photo" height="40mm"/><text width="1fr">Oui</text></row>')
    (sheet,) = desk.compose(photo="pictures/photo.png").sheets
    assert rect_of(sheet, "photo").width == pytest.approx(60 * MM)


def test_a_picture_without_a_height_keeps_its_aspect(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<picture id="photo" field="photo" width="90mm"/>')
    (sheet,) = desk.compose(photo="pictures/photo.png").sheets
    assert rect_of(sheet, "photo").height == pytest.approx(60 * MM)


def test_a_drawing_becomes_paths_cut_to_the_box(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<picture id="photo" field="photo" width="20mm" height="20mm"/>')
    (sheet,) = desk.compose(photo="pictures/logo.svg").sheets
    assert not list(found(sheet, Picture))
    clipped = [group for group in groups(sheet, "photo")[0].items if isinstance(group, Group)]
    assert clipped[0].clip is not None
    side = 20 * MM + sheet.bleed
    assert clipped[0].clip.bounds() == pytest.approx((-sheet.bleed, -sheet.bleed, side, side))
    (shape, through) = next(found(sheet, Shape))
    drawn = through.bounds(shape.path.bounds())
    assert drawn.height == pytest.approx(side)
    assert drawn.width == pytest.approx(4 * side)


def test_no_picture_leaves_a_visible_gap(tmp_path: Path) -> None:
    made = Desk(tmp_path, '<picture id="photo" field="photo" height="40mm"/>').compose()
    assert codes(made) == ["missing-picture"]
    assert made.problems[0].place.box == "photo"
    assert [shape.fill for shape, _ in found(made.sheets[0], Shape)] == [GAP_GROUND, None]


def test_a_broken_picture_leaves_a_visible_gap_and_its_problem(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<picture id="photo" field="photo" height="40mm"/>')
    (tmp_path / "pictures" / "photo.png").write_bytes(b"")
    made = desk.compose(photo="pictures/photo.png")
    assert codes(made) == ["picture-empty"]
    assert GAP_GROUND in [shape.fill for shape, _ in found(made.sheets[0], Shape)]


def test_a_picture_of_the_template(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<picture id="photo" source="deco.png" height="40mm"/>')
    png(tmp_path / "templates" / "given" / "deco.png", 10, 10)
    made = desk.compose()
    assert [picture.asset.width for picture, _ in found(made.sheets[0], Picture)] == [10]


def test_a_picture_that_changed_is_looked_at_again(tmp_path: Path) -> None:
    sources = Sources()
    path = png(tmp_path / "a.png", 10, 10)
    first = sources.at(path, tmp_path)
    assert sources.at(path, tmp_path) is first
    png(path, 400, 300)
    again = sources.at(path, tmp_path)
    assert again.asset is not None
    assert again.asset.width == 400


def test_a_missing_picture_is_looked_for_again(tmp_path: Path) -> None:
    sources = Sources()
    path = tmp_path / "later.png"
    assert [problem.code for problem in sources.at(path, tmp_path).problems] == ["picture-missing"]
    png(path)
    assert sources.at(path, tmp_path).asset is not None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = png(tmp_path / "secret.png")
    inside = tmp_path / "campaign"
    inside.mkdir()
    (inside / "photo.png").symlink_to(outside)
    assert [problem.code for problem in Sources().at(inside / "photo.png", inside).problems] == ["picture-outside"]
