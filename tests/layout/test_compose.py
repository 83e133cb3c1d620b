"""From a filled template to sheets: places, inks, roles, what is shared, what is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressdesk.base.colour import BLACK, CMYK, RGB, Ink
from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.display.inspect import dump, marks, text_of
from pressdesk.display.items import GlyphRun, Group, Link, Picture, Shape
from pressdesk.model.table import Row
from tests.layout.given import BRAND, INK, Desk, codes, found, groups, rect_of

POSTER = """
<sheet id="front" fill="ground">
  <column>
    <picture id="photo" if="photo" field="photo" height="1fr" min-height="20u"/>
    <column id="panel" padding="5u" gap="2u">
      <text id="title" field="title" style="slogan" role="title"/>
      <text id="lede" if="lede" field="lede" style="lede"/>
      <column id="demands" if="demands" each="demands" gap="1u">
        <row gap="2u" align="baseline">
          <text style="figure">{index}</text><text style="text" width="1fr">{item}</text>
        </row>
      </column>
      <row id="foot" gap="3u"><logos id="logos" field="organisations" height="6u" width="1fr"/>
        <qr id="code" field="petition" size="20u"/></row>
    </column>
  </column>
</sheet>
"""


def test_a_poster_as_a_dump(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path, '<text id="title" field="title" style="lede" align="centre"/><shape height="1fr" fill="accent"/>'
    )
    (sheet,) = desk.compose(title="Tenons bon", format="A6").sheets
    assert dump(sheet) == (
        "sheet front A6 297.64 419.53 bleed 8.5 fr \"Tenons bon\"\n"
        "  group #column@1\n"
        "    group #title role paragraph\n"
        "      text 124.49 9.2 \"Tenons bon\" SourceSans3-SemiBold 9.82 wide 48.66 ink lang fr overprint\n"
        "      mark text #title 0 0 297.64 12.28 field title\n"
        "    group #shape@1.2 role artifact map 1 0 0 1 0 12.28\n"
        "      shape rect -8.5 0 314.65 415.75 fill accent\n"
        "      mark box #shape@1.2 0 0 297.64 407.25\n"
    )  # fmt: skip


def test_a_longer_title_pushes_the_photo_and_nothing_else(tmp_path: Path) -> None:
    desk = Desk(tmp_path, POSTER)
    content: dict[str, Any] = {"photo": "pictures/photo.png", "demands": ["Payer la route", "Rouvrir"]}
    (short,) = desk.compose(title="Oui", **content).sheets
    (long,) = desk.compose(title="Nos cabinets ferment le 12 mars", **content).sheets
    grown = rect_of(long, "title").height - rect_of(short, "title").height
    assert grown > 20
    assert rect_of(long, "photo").height == pytest.approx(rect_of(short, "photo").height - grown)
    assert rect_of(long, "code") == pytest.approx(rect_of(short, "code"))
    assert rect_of(long, "demands") == pytest.approx(rect_of(short, "demands"))


def test_empty_boxes_leave_no_gap(tmp_path: Path) -> None:
    desk = Desk(tmp_path, POSTER)
    (sheet,) = desk.compose(title="Oui").sheets
    assert {mark.box for mark, _ in marks(sheet)}.isdisjoint({"photo", "lede", "demands"})
    title, foot = rect_of(sheet, "title"), rect_of(sheet, "foot")
    assert foot.y == pytest.approx(title.bottom + 2 * FORMATS["A4"].u)


def test_grounds_at_the_trim_are_let_out_to_the_bleed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, POSTER)
    (sheet,) = desk.compose(title="Oui", photo="pictures/photo.png").sheets
    bleed = FORMATS["A4"].bleed
    ground = sheet.items[0]
    assert isinstance(ground, Shape)
    assert ground.path.bounds() == pytest.approx(sheet.format.trim.inset(-bleed))
    ((picture, through),) = found(sheet, Picture)
    box = through.bounds(picture.box)
    assert (box.x, box.y, box.right) == pytest.approx((-bleed, -bleed, sheet.format.width + bleed))
    assert box.bottom == pytest.approx(rect_of(sheet, "photo").bottom)


@pytest.mark.parametrize(
    ("boxes", "format", "expected"),
    [
        ('<shape height="20mm" fill="accent"/>', "square", (0, 0, 0)),
        ('<column padding="5mm"><shape height="20mm" fill="accent"/></column>', "A4", (0, 0, 0)),
        ('<row><shape width="20mm" height="20mm" fill="accent"/></row>', "A4", (3, 3, 0)),
        ('<overlay height="1fr" padding="9mm"><shape x="-9mm" y="0mm" width="20mm" height="9mm" fill="accent"/>'
         "</overlay>", "A4", (3, 0, 0)),
        ('<overlay height="1fr"><shape x="-1mm" y="0mm" width="20mm" height="9mm" fill="accent"/></overlay>',
         "A4", (2, 3, 0)),
    ],
)  # fmt: skip
def test_how_far_a_shape_is_let_out(
    tmp_path: Path, boxes: str, format: str, expected: tuple[float, float, float]
) -> None:
    desk = Desk(tmp_path, boxes, formats="a-portrait pixel-square")
    (sheet,) = desk.compose(format).sheets
    ((shape, _),) = found(sheet, Shape)
    bounds = shape.path.bounds()
    mark = rect_of(sheet, next(mark.box for mark, _ in marks(sheet) if mark.box.startswith("shape")))
    outs = (-bounds.x / MM, -bounds.y / MM, (bounds.right - mark.width) / MM)
    assert outs == pytest.approx(expected, abs=0.01)


def test_roles_make_the_reading_order(tmp_path: Path) -> None:
    desk = Desk(tmp_path, POSTER)
    (sheet,) = desk.compose(title="Oui", lede="Venez", photo="pictures/photo.png", demands=["Payer", "Rouvrir"]).sheets
    roles = [
        group.role for box in ("photo", "title", "lede", "demands", "logos", "code") for group in groups(sheet, box)
    ]
    assert roles == ["figure", "title", "paragraph", "list", "", "code"]
    (logos,) = groups(sheet, "logos")
    assert [part.role for part in logos.items if isinstance(part, Group)] == ["figure", "paragraph"]
    (demands,) = groups(sheet, "demands")
    assert [item.role for item in demands.items if isinstance(item, Group)] == ["item", "item"]
    assert groups(sheet, "code")[0].alternative == "https://agir.example/soins"
    assert sheet.title == "Oui"


def test_the_typeset_text_comes_out_in_order(tmp_path: Path) -> None:
    desk = Desk(tmp_path, POSTER)
    (sheet,) = desk.compose(title="Oui !", demands=["Payer", "Rouvrir"]).sheets
    assert [text.strip() for text in text_of(sheet)][:5] == ["Oui\u202f!", "1", "Payer", "2", "Rouvrir"]


def test_colours_pass_down_and_spans_have_their_own(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column colour="ground"><text field="title"/><text field="lede" colour="ink"/></column><text>{title}</text>',
    )
    (sheet,) = desk.compose(title="Oui [non]{colour=accent}", lede="Venez").sheets
    inks = [run.ink.name for run, _ in found(sheet, GlyphRun)]
    assert inks == ["ground", "accent", "ink", "ink", "accent"]


def test_letters_and_logos_that_cannot_be_seen_on_their_ground_take_another_ink(tmp_path: Path) -> None:
    boxes = (
        '<sheet id="front" fill="{}"><column><text id="title" field="title" colour="ink"/>'
        '<column fill="ink"><text id="lede" field="lede" colour="ground"/></column>'
        '<logos id="logos" field="organisations" height="8u" ink="ink"/>'
        '<picture id="photo" field="photo" height="20u" duotone="ink ground"/></column></sheet>'
    )
    night = Ink("ground", RGB(0.04, 0.2, 0.5), CMYK(1, 0.8, 0, 0.1))
    paper = Ink("paper", RGB(1.0, 1.0, 0.96), CMYK(0, 0, 0.04, 0))
    for colours, title, lede, tones in (
        ({"ground": night, "paper": paper}, "paper", "paper", ("ground", "paper")),
        ({"ground": night}, "white", "white", ("ground", "white")),
        ({"ground": paper, "paper": paper}, "ink", "ground", ("ink", "ground")),
        ({"ground": night, "ink": paper}, "ink", "ground", ("ground", "ink")),
    ):
        desk = Desk(tmp_path, boxes.format("ground"))
        named = {name: ink._replace(name=name) for name, ink in colours.items()}
        desk.campaign = desk.campaign._replace(brand=BRAND._replace(colours={**BRAND.colours, **named}))
        (sheet,) = desk.compose(title="Oui", lede="Venez", photo="pictures/photo.png").sheets
        inks = {box: next(found(sheet, GlyphRun, box))[0].ink.name for box in ("title", "lede")}
        assert inks == {"title": title, "lede": lede}
        assert {shape.fill.name for shape, _ in found(sheet, Shape, "logos")} == {title}
        (duotone,) = [picture.duotone for picture, _ in found(sheet, Picture)]
        assert (duotone.dark.name, duotone.light.name) == tones
    chosen = Desk(tmp_path, boxes.format("ink")).compose(title="Oui", tweaks={"title": {"colour": "ink"}}).sheets[0]
    assert next(found(chosen, GlyphRun, "title"))[0].ink.name == "ink"


def test_black_text_overprints(tmp_path: Path) -> None:
    words = '<text colour="black">noir</text><text colour="ground">rouge</text>'
    words += '<column fill="ink"><text colour="white">blanc</text></column>'
    desk = Desk(tmp_path, words)
    (sheet,) = desk.compose().sheets
    assert [run.overprint for run, _ in found(sheet, GlyphRun)] == [True, False, False]


def test_small_letters_in_a_rich_black_are_printed_in_black_alone(tmp_path: Path) -> None:
    styles = '<style name="low" size="23.9pt"/><style name="high" size="24pt"/>'
    desk = Desk(tmp_path, '<text style="low">petit</text><text style="high">grand</text>', styles=styles)
    (sheet,) = desk.compose(format="A4").sheets
    low, high = (run for run, _ in found(sheet, GlyphRun))
    assert low.ink == INK._replace(cmyk=BLACK.cmyk)
    assert low.overprint
    assert high.ink == INK
    assert not high.overprint


def test_an_unknown_colour_is_told_once_with_the_nearest(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="one" colour="accnt">Oui</text>')
    made = desk.compose()
    assert codes(made) == ["unknown-colour"]
    problem = made.problems[0]
    assert problem.place.box == "one"
    assert problem.place.format == "A4"
    assert "accent" in problem.remedy


def test_links_can_be_clicked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "<text>Voir [ici](https://agir.example)</text>")
    (sheet,) = desk.compose().sheets
    ((link, _),) = found(sheet, Link)
    assert link.target == "https://agir.example"
    assert 0 < link.box.width < 30


def test_a_format_without_a_layout_is_a_problem(tmp_path: Path) -> None:
    made = Desk(tmp_path, "<text>Oui</text>").compose("story")
    assert made.sheets == ()
    assert codes(made) == ["no-layout"]


def test_characters_that_no_font_has_are_told(tmp_path: Path) -> None:
    made = Desk(tmp_path, '<text id="title" field="title"/>').compose(title="Oui 漢")
    assert codes(made) == ["missing-glyph"]
    assert "漢" in made.problems[0].message
    assert made.problems[0].place.box == "title"


def test_rotated_boxes_turn_about_their_middle(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<shape id="bar" width="40mm" height="10mm" rotate="30" fill="accent"/>')
    (sheet,) = desk.compose().sheets
    (group,) = groups(sheet, "bar")
    middle = (20 * MM, 5 * MM)
    assert group.transform.apply(*middle) == pytest.approx(middle)
    assert group.transform.b == pytest.approx(0.5)


def test_an_upright_text_is_measured_upright(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<row height="1fr"><text id="legal" rotate="-90" style="legal">Imprimé</text><text width="1fr">a</text></row>',
    )
    (sheet,) = desk.compose().sheets
    legal = rect_of(sheet, "legal")
    assert legal.width == pytest.approx(7.5)
    assert legal.height == pytest.approx(sheet.format.height)
    ((run, through),) = [pair for pair in found(sheet, GlyphRun) if pair[0].run.text == "Imprimé"]
    x, y = through.apply(run.x, run.y)
    assert y == pytest.approx(sheet.format.height)
    assert 0 < x < 7.5
    assert through.apply(run.x + 10, run.y)[1] < y


def test_clip_cuts_what_sticks_out(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<overlay id="frame" clip="yes" height="30mm"><shape x="0mm" y="0mm" width="20mm" height="90mm"/></overlay>',
    )
    (sheet,) = desk.compose().sheets
    (frame,) = groups(sheet, "frame")
    clipped = next(item for item in frame.items if isinstance(item, Group))
    bleed = sheet.bleed
    assert clipped.clip is not None
    assert clipped.clip.bounds() == pytest.approx(Rect(-bleed, -bleed, sheet.format.width + 2 * bleed, 30 * MM + bleed))


def test_folds_and_sheets_without_bleed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<sheet id="in" bleed="no" folds="100mm 50%"><shape fill="ink"/></sheet>')
    (sheet,) = desk.compose().sheets
    assert sheet.bleed == 0
    assert sheet.folds == pytest.approx((100 * MM, 105 * MM))
    ((shape, _),) = found(sheet, Shape)
    assert shape.path.bounds() == pytest.approx(sheet.format.trim)


def test_the_same_input_gives_the_same_sheet(tmp_path: Path) -> None:
    desk = Desk(tmp_path, POSTER)
    one = desk.compose(title="Oui", lede="Venez")
    other = desk.compose(title="Oui", lede="Venez")
    assert one.sheets[0] is other.sheets[0]
    again = Desk(tmp_path, POSTER).compose(title="Oui", lede="Venez")
    assert dump(again.sheets[0]) == dump(one.sheets[0])


def test_a_change_leaves_the_items_of_other_boxes_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, POSTER)
    content: dict[str, Any] = {"lede": "Venez", "demands": ["Payer"], "photo": "pictures/photo.png"}
    (one,) = desk.compose(title="Oui", **content).sheets
    (other,) = desk.compose(title="Non", **content).sheets
    for box in ("lede", "demands", "foot", "logos", "code"):
        assert groups(one, box)[0].items is groups(other, box)[0].items
    assert groups(one, "title")[0].items is not groups(other, "title")[0].items


def test_rows_of_a_merge_share_what_they_have_in_common(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="town">{event.town}</text><text id="same" style="lede">Venez à {event.town}</text>'
                          '<logos id="logos" field="organisations" height="6u"/>')  # fmt: skip
    sheets = [
        desk.compose(row=Row(number, {"town": town})).sheets[0]
        for number, town in enumerate(("Brest", "Lyon", "Brest"), 2)
    ]
    assert [text_of(sheet)[0] for sheet in sheets] == ["Brest", "Lyon", "Brest"]
    assert groups(sheets[0], "logos")[0].items is groups(sheets[1], "logos")[0].items
    assert sheets[0] is sheets[2]


def test_lists_and_stories_become_paragraphs(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="demands" field="demands"/><text id="story" field="story"/>')
    (sheet,) = desk.compose(
        demands=["Payer", "Rouvrir"], story="# Titre\n\nUn début.\n\n1. Un\n2. Deux\n\n> Une citation"
    ).sheets
    texts = [text.strip() for text in text_of(sheet)]
    assert texts == ["•", "Payer", "•", "Rouvrir", "Titre", "Un début.", "1.", "Un", "2.", "Deux", "Une citation"]
    runs = {run.run.text.strip(): run.run for run, _ in found(sheet, GlyphRun)}
    assert runs["Titre"].size > runs["Un début."].size
    assert runs["Une citation"].face.italic


def test_the_ink_of_text_is_black_in_a_brand_without_ink(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "<text>Oui</text>")
    (sheet,) = desk.compose().sheets
    assert next(found(sheet, GlyphRun))[0].ink.rgb == INK.rgb
    desk.campaign = desk.campaign._replace(brand=desk.campaign.brand._replace(colours={}))
    (sheet,) = desk.compose().sheets
    assert next(found(sheet, GlyphRun))[0].ink.name == "black"
