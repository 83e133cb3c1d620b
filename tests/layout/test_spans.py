"""Pictures across sheets: the parts meet behind the wall's gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.base.units import MM
from pressdesk.display.items import Picture
from tests.layout.given import Desk, found, groups, png

TRIPTYCH = """
<sheet id="left"><column><picture id="photo" field="photo" height="50%"/></column></sheet>
<sheet id="middle"><column><picture id="photo" field="photo" height="50%"/><text field="title"/></column></sheet>
<sheet id="right"><column><picture id="photo" field="photo" height="50%"/></column></sheet>
<span picture="photo" sheets="left middle right" gap="20mm"/>
"""


def crops(desk: Desk, format: str = "A4") -> list[tuple[Picture, float]]:
    """The picture on each sheet, with the place of its left edge on the wall."""
    desk_sheets = desk.compose(format, title="Oui", photo="pictures/photo.png").sheets
    found_pictures = []
    for number, sheet in enumerate(desk_sheets):
        ((picture, through),) = found(sheet, Picture)
        across = number * (sheet.format.width + 20 * MM)
        found_pictures.append((picture, through.bounds(picture.box).x + across))
    return found_pictures


@pytest.mark.parametrize("format", ["A4", "A1"])
@pytest.mark.parametrize("size", [(600, 90), (60, 400)])
def test_the_picture_runs_on_behind_the_gap(tmp_path: Path, format: str, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path, TRIPTYCH)
    png(tmp_path / "pictures" / "photo.png", *size)
    parts = crops(desk, format)
    scales = [picture.crop.width / picture.box.width for picture, _ in parts]
    assert scales == pytest.approx([scales[0]] * 3)
    start = parts[0][0].crop.x - parts[0][1] * scales[0]
    for picture, across in parts:
        assert picture.crop.x == pytest.approx(start + across * scales[0])
        assert picture.crop.height == pytest.approx(parts[0][0].crop.height)
        assert picture.crop.y == pytest.approx(parts[0][0].crop.y)
    first, last = parts[0][0].crop, parts[2][0].crop
    assert first.x >= -1e-9
    assert last.right <= 1 + 1e-9
    shown, stretch = FORMATS[format].width * 3 + 40 * MM + 2 * FORMATS[format].bleed, last.right - first.x
    whole = (stretch * size[0]) / (first.height * size[1])
    assert whole == pytest.approx(shown / parts[0][0].box.height)


def test_inner_edges_bleed_into_what_the_wall_hides(tmp_path: Path) -> None:
    bleed = FORMATS["A4"].bleed
    for picture, _ in crops(Desk(tmp_path, TRIPTYCH)):
        assert picture.box.x == pytest.approx(-bleed)
        assert picture.box.right == pytest.approx(FORMATS["A4"].width + bleed)


def test_the_middle_of_a_wide_picture_is_in_the_middle(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TRIPTYCH)
    png(tmp_path / "pictures" / "photo.png", 600, 90)
    middle = crops(desk)[1][0].crop
    assert middle.x + middle.width / 2 == pytest.approx(0.5)


def test_a_sheet_that_did_not_change_is_the_same_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TRIPTYCH)
    one = desk.compose(title="Oui", photo="pictures/photo.png").sheets
    other = desk.compose(title="Non", photo="pictures/photo.png").sheets
    assert groups(one[0], "photo")[0].items is groups(other[0], "photo")[0].items
    assert groups(one[1], "photo")[0].items is groups(other[1], "photo")[0].items
