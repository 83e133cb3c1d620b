"""The QR block: sizes, quiet zone, words on one edge, inks."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.display.inspect import bounds, marks, text_of
from pressdesk.display.items import GlyphRun, Link, Mark, Shape, Sheet
from pressdesk.qr.geometry import QUIET, scan_distance_m
from pressdesk.qr.matrix import matrix
from tests.layout.given import Desk, codes, found, rect_of

U = FORMATS["A4"].u
LINK = "https://agir.example/soins"
COUNT = len(matrix(LINK, "M"))


def code_of(sheet: Sheet) -> tuple[Mark, Rect]:
    ((mark, rect),) = marks(sheet, "qr")
    return mark, rect


def modules_of(sheet: Sheet) -> Rect:
    """The rectangle around the dark modules, on the page."""
    return next(through.bounds(bounds(shape)) for shape, through in found(sheet, Shape) if len(shape.path.verbs) > 50)


def test_the_mark_tells_all_of_the_code(tmp_path: Path) -> None:
    (sheet,) = Desk(tmp_path, '<qr id="code" field="petition" size="30u"/>').compose().sheets
    mark, rect = code_of(sheet)
    side = 30 * U
    assert (mark.box, mark.field, mark.data) == ("code", "petition", LINK)
    assert mark.module == pytest.approx(side / COUNT)
    assert (rect.width, rect.height) == pytest.approx((side * (COUNT + 2 * QUIET) / COUNT,) * 2)
    assert mark.distance_m == pytest.approx(scan_distance_m(side))
    dark = modules_of(sheet)
    assert dark == pytest.approx(rect.inset(QUIET * mark.module))


def test_modules_are_one_path_in_black_alone_on_white(tmp_path: Path) -> None:
    (sheet,) = Desk(tmp_path, '<qr id="code" field="petition"/>').compose().sheets
    dark = [shape for shape, _ in found(sheet, Shape) if len(shape.path.verbs) > 50]
    assert len(dark) == 1
    assert dark[0].fill.cmyk == (0, 0, 0, 1)
    assert dark[0].overprint
    (card,) = [shape for shape, _ in found(sheet, Shape) if shape is not dark[0]]
    assert card.fill.name == "white"
    assert not card.overprint


def test_the_words_stand_on_the_edge_of_the_modules_and_off_the_quiet_zone(tmp_path: Path) -> None:
    (sheet,) = Desk(tmp_path, '<qr id="code" field="petition" size="16u"/>').compose().sheets
    assert [text.strip() for text in text_of(sheet)] == ["Signez", "la pétition", "agir.example/s"]
    _, zone = code_of(sheet)
    dark = modules_of(sheet)
    for run, through in found(sheet, GlyphRun):
        x, y = through.apply(run.x, run.y)
        assert x == pytest.approx(dark.x)
        feet = y - run.run.face.descender * run.run.size
        assert feet <= zone.y + 0.01 or y - 0.8 * run.run.size > zone.bottom
        assert x + run.run.advance <= dark.right + 0.1


def test_the_short_link_is_clicked_where_the_code_leads(tmp_path: Path) -> None:
    (sheet,) = Desk(tmp_path, '<qr id="code" field="petition" size="16u"/>').compose().sheets
    ((link, through),) = found(sheet, Link)
    assert link.target == LINK
    words = [through.apply(run.x, run.y) for run, through in found(sheet, GlyphRun)]
    assert through.bounds(link.box).holds(words[-1][0] + 1, words[-1][1] - 1)


def test_a_long_short_link_shrinks_to_the_code(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<qr id="code" field="petition" size="20u"><short>agir.example/une-adresse</short></qr>')
    (sheet,) = desk.compose().sheets
    last = [run for run, _ in found(sheet, GlyphRun)][-1]
    assert last.run.text == "agir.example/une-adresse"
    assert last.run.advance <= 20 * U + 0.1
    assert last.run.size < 2.2 * U


def test_words_beside_the_code(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<row><qr id="code" field="petition" size="30u" arrange="beside" gap="2u"/></row>')
    (sheet,) = desk.compose().sheets
    _, zone = code_of(sheet)
    for run, through in found(sheet, GlyphRun):
        assert through.apply(run.x, 0)[0] == pytest.approx(zone.right + 2 * U)
    assert rect_of(sheet, "code", "box").width > zone.width + 20


@pytest.mark.parametrize(("align", "edge"), [("start", 0.0), ("centre", 0.5), ("end", 1.0)])
def test_the_edge_it_stands_on(tmp_path: Path, align: str, edge: float) -> None:
    desk = Desk(tmp_path, f'<qr id="code" field="petition" width="100%" align="{align}"/>')
    (sheet,) = desk.compose().sheets
    _, zone = code_of(sheet)
    assert zone.x == pytest.approx((sheet.format.width - zone.width) * edge)


def test_the_size_grows_towards_the_distance_asked_for(tmp_path: Path) -> None:
    near = Desk(tmp_path, '<qr id="code" field="petition" size="10u" distance="0.3m"/>').compose()
    mark, _ = code_of(near.sheets[0])
    assert mark.distance_m == pytest.approx(0.3, abs=0.02)
    assert not near.problems
    far = Desk(tmp_path, '<qr id="code" field="petition" size="20u" distance="5m"/>').compose()
    assert codes(far) == ["qr-distance"]
    assert far.problems[0].severity == "note"
    assert code_of(far.sheets[0])[0].distance_m == pytest.approx(scan_distance_m(30 * U))


@pytest.mark.parametrize(
    ("format", "kind", "least"), [("A6", "poster", 0.4), ("A4", "poster", 1.0), ("A4", "flyer", 0.4)]
)
def test_modules_are_never_too_fine(tmp_path: Path, format: str, kind: str, least: float) -> None:
    desk = Desk(tmp_path, '<qr id="code" field="petition" size="2mm"/>', kind=kind)
    mark, _ = code_of(desk.compose(format).sheets[0])
    assert mark.module == pytest.approx(least * MM)


def test_a_light_code_on_a_dark_ground_is_an_error(tmp_path: Path) -> None:
    made = Desk(tmp_path, '<qr id="code" field="petition" colour="white" fill="ink"/>').compose()
    assert codes(made) == ["qr-inverted"]


def test_the_words_can_be_read_on_the_ground_of_the_code(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column fill="ink" colour="accent"><qr id="code" field="petition"/></column>')
    (sheet,) = desk.compose().sheets
    assert {run.ink.name for run, _ in found(sheet, GlyphRun)} == {"ink"}


def test_a_payload_too_long_for_a_code_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<qr id="code" field="petition"/>')
    petition = desk.campaign.petitions["main"]._replace(link="https://agir.example/" + "x" * 3000)
    desk.campaign = desk.campaign._replace(petitions={"main": petition})
    assert "qr-payload" in codes(desk.compose())


def test_a_code_too_light_for_its_ground_takes_the_brands_darkest_ink(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<qr id="code" field="petition" colour="accent" fill="white"/>')
    made = desk.compose()
    dark = [shape for shape, _ in found(made.sheets[0], Shape) if len(shape.path.verbs) > 50]
    assert [shape.fill.name for shape in dark] == ["ink"]
    assert not made.problems


def test_a_colour_chosen_by_hand_stays_and_is_told_when_it_cannot_be_scanned(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<qr id="code" field="petition" fill="white"/>')
    made = desk.compose(tweaks={"code": {"colour": "accent"}})
    dark = [shape for shape, _ in found(made.sheets[0], Shape) if len(shape.path.verbs) > 50]
    assert [shape.fill.name for shape in dark] == ["accent"]
    assert codes(made) == ["qr-contrast"]
