"""The file as a whole: boxes, links, metadata, sharing, and the same bytes for the same input."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

import pikepdf
import pypdf
import pytest
from PIL import Image

from pressdesk.base.colour import BLACK, CMYK, RGB, Ink
from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.units import MM
from pressdesk.display.items import GlyphRun, Group, Item, Link, Picture, Shape, Sheet, Stroke
from pressdesk.display.pictures import probe
from pressdesk.output.pdf import OutputIntent, PdfKit
from tests.output.sheets import (
    OPTIONS,
    PRINT,
    RED,
    SMALL,
    box,
    content,
    face,
    line,
    near,
    opened,
    pdf,
    photo,
    pixels,
    rich_sheet,
    shaped,
    sheet,
    text_of,
)

LOGO = (Shape(Path("M" + "C" * 90 + "Z", tuple(float(n * 37 % 101) for n in range(542))), fill=RED),)
WORDS = tuple(line(f"Chaque ligne est la même, {n}", 20 + 12 * n, 7) for n in range(12))


def read(data: bytes) -> Any:
    """The file as pypdf has it; its types allow for files that lack what every one of ours has."""
    return pypdf.PdfReader(BytesIO(data))


def boxes(data: bytes) -> dict[str, list[float]]:
    with opened(data) as document:
        page = document.pages[0]
        return {key[1:]: [float(part) for part in page[key]] for key in ("/MediaBox", "/TrimBox", "/BleedBox")}


def flyers(count: int) -> list[Sheet]:
    """Sheets that share a logo and a text, and have a title of their own."""
    static = Group(WORDS, Affine.translation(0, 40))
    logo = Group(LOGO, Affine.translation(50, 200))
    return [sheet(Group((Group((line(f"Soirée {n}", 30),)), static)), logo) for n in range(count)]


def test_the_boxes_are_those_of_the_ordered_size() -> None:
    a5 = FORMATS["A5"]
    found = boxes(pdf(sheet(box(0, 0, 9, 9), format=a5, bleed=3 * MM, slug=10 * MM)))
    left, bottom, right, top = found["TrimBox"]
    assert abs(right - left - 148 * MM) < 0.01
    assert abs(top - bottom - 210 * MM) < 0.01
    assert abs(left - 10 * MM) < 0.01
    assert [abs(a - b) for a, b in zip(found["BleedBox"], found["TrimBox"], strict=True)] == pytest.approx(
        [3 * MM] * 4, abs=0.01
    )
    assert found["MediaBox"] == pytest.approx([0, 0, a5.width + 20 * MM, a5.height + 20 * MM], abs=0.01)


def test_without_bleed_all_boxes_are_one() -> None:
    found = boxes(pdf(sheet(box(0, 0, 9, 9))))
    assert found["MediaBox"] == found["TrimBox"] == found["BleedBox"] == [0, 0, 200, 300]


def test_the_origin_is_the_trims_top_left() -> None:
    shown = sheet(box(0, 0, 20, 10), bleed=9, slug=20)
    found = pixels(shown)
    assert found.shape == (300, 200, 3)
    assert near(found[2, 2], RED.rgb)
    assert near(found[12, 2], (1, 1, 1))


def test_the_file_is_sound(tmp_path: FilePath) -> None:
    made = tmp_path / "a.pdf"
    picture = Picture(probe(photo(tmp_path / "a.jpg")), Rect(10, 10, 50, 50))
    for options in (OPTIONS, PRINT):
        made.write_bytes(pdf(rich_sheet(), sheet(picture, bleed=8), *flyers(3), options=options))
        checked = subprocess.run(["qpdf", "--check", made], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert made.read_bytes()[:8] == b"%PDF-1.4"


def test_the_same_input_gives_the_same_bytes_whatever_the_kit_has_seen() -> None:
    kit = PdfKit()
    first = [pdf(one, kit=kit) for one in (rich_sheet(), *flyers(3))]
    again = [pdf(one, kit=kit) for one in (rich_sheet(), *flyers(3))]
    alone = [pdf(one) for one in (rich_sheet(), *flyers(3))]
    assert first == again == alone
    together = pdf(*flyers(3), options=PRINT)
    assert pdf(*flyers(3), options=PRINT, kit=kit) == together


def test_files_that_differ_have_different_identities() -> None:
    def identity(data: bytes) -> bytes:
        return bytes(read(data).trailer["/ID"][0].original_bytes)

    one, other = (pdf(sheet(line(text, 50))) for text in ("Lundi", "Mardi"))
    assert identity(one) != identity(other)
    assert len(identity(one)) == 16


def test_title_author_language_and_dates_are_told() -> None:
    created = datetime(2026, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    data = pdf(rich_sheet(), options=OPTIONS._replace(created=created, subject="Pour <tous> & toutes"))
    reader = read(data)
    assert reader.metadata.title == "Été (1)"
    assert reader.metadata.author == "Veille"
    assert reader.metadata.creation_date == reader.metadata.modification_date == created
    assert reader.metadata["/Trapped"] == "/False"
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = reader.xmp_metadata
    assert xmp.dc_title["x-default"] == "Été (1)"
    assert xmp.dc_creator == ["Veille"]
    assert xmp.dc_description["x-default"] == "Pour <tous> & toutes"
    assert xmp.xmp_create_date.replace(tzinfo=None) == datetime(2026, 3, 12, 7, 30)


def test_an_untold_title_is_left_out() -> None:
    reader = read(pdf(rich_sheet(), options=OPTIONS._replace(title="", author="")))
    assert "/Title" not in reader.metadata
    assert "/Author" not in reader.metadata


def test_no_font_is_named_that_is_not_shown() -> None:
    data = pdf(sheet(box(0, 0, 9, 9)))
    assert b"Helvetica" not in data
    assert b"/Font" not in data


def test_links_lead_where_they_should() -> None:
    link = Link(Rect(10, 20, 100, 12), "https://example.org/été(1)?a=50%25")
    deep = Group((Group((link,), Affine.translation(5, 5)),), Affine.translation(0, 100))
    with opened(pdf(sheet(link, deep, bleed=10))) as document:
        notes = list(document.pages[0].Annots)
        assert [[float(part) for part in note.Rect] for note in notes] == [
            [20, 278, 120, 290],
            [25, 173, 125, 185],
        ]
        assert {str(note.A.URI) for note in notes} == {"https://example.org/%C3%A9t%C3%A9(1)?a=50%25"}
    for options in (PRINT, OPTIONS._replace(links=False)):
        with opened(pdf(sheet(link), options=options)) as document:
            assert "/Annots" not in document.pages[0]


def test_links_of_a_group_that_comes_again_are_on_every_page() -> None:
    shared = Group((*WORDS, Link(Rect(0, 0, 50, 10), "https://example.org")), Affine.translation(10, 10))
    with opened(pdf(sheet(shared), sheet(shared))) as document:
        assert [float(page.Annots[0].Rect[0]) for page in document.pages] == [10, 10]


def test_what_comes_again_is_written_once() -> None:
    data = pdf(*flyers(4))
    with opened(data) as document:
        forms = {
            found.objgen
            for page in document.pages
            for found in page.Resources.XObject.values()
            if found.Subtype == "/Form"
        }
        assert len(forms) == 2
        sizes = [len(page.Contents.read_bytes()) for page in document.pages]
        assert max(sizes) < 400
        assert len({page.Resources.objgen for page in document.pages}) == 1
    for n in range(4):
        assert text_of(data, n).startswith(f"Soirée {n}\nChaque ligne est la même, 0\n")


def test_a_sheet_looks_the_same_alone_and_among_others() -> None:
    alone = pdf(flyers(1)[0])
    among = pdf(*flyers(3))
    assert text_of(alone) == text_of(among)
    from pressdesk.output.raster import page_image

    assert page_image(alone, width_px=400).tobytes() == page_image(among, 0, width_px=400).tobytes()


def test_a_logo_is_one_object_in_every_file() -> None:
    kit = PdfKit()
    streams = []
    for one in flyers(2):
        with opened(pdf(one, kit=kit)) as document:
            (form,) = document.pages[0].Resources.XObject.values()
            streams.append(form.read_raw_bytes())
    assert streams[0] == streams[1]


def test_a_form_holds_all_its_ink() -> None:
    tall = GlyphRun(0, 30, shaped("ÂjÇf", 30, face("Source Serif 4")), BLACK)
    mitre = Shape(Path("MLL", (0, 60, 40, 62, 0, 64)), stroke=Stroke(BLACK, 4))
    together = Group((tall, mitre), Affine.translation(40, 30), opacity=0.999)
    apart = Group((tall, mitre), Affine.translation(40, 30))
    assert abs(pixels(sheet(together)) - pixels(sheet(apart))).max() <= 2


def test_the_printing_condition_is_named_and_its_profile_embedded() -> None:
    intent = OutputIntent("FOGRA39", b"profile" * 50, "Coated 100%")
    with opened(pdf(sheet(box(0, 0, 9, 9)), options=PRINT._replace(intent=intent))) as document:
        (found,) = document.Root.OutputIntents
        assert found.S == "/GTS_PDFX"
        assert str(found.OutputConditionIdentifier) == "FOGRA39"
        assert str(found.Info) == "Coated 100%"
        assert found.DestOutputProfile.read_bytes() == intent.profile
        assert found.DestOutputProfile.N == 4
        assert document.open_metadata()["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"


def test_a_large_picture_is_streamed(tmp_path: FilePath) -> None:
    """The writer asks for a picture's bytes in pieces and never holds them together."""
    path = tmp_path / "a.jpg"
    Image.effect_noise((900, 900), 90).save(path, quality=100)
    assert path.stat().st_size > 500_000
    sizes: list[int] = []

    class Pieces(BytesIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            sizes.append(len(data))
            return super().write(data)

    from pressdesk.output.pdf import write_pdf

    write_pdf([sheet(Picture(probe(path), Rect(0, 0, 99, 99)))], Pieces(), OPTIONS)
    assert max(sizes) <= 1 << 18


def test_a_page_without_items_is_a_page() -> None:
    with opened(pdf(sheet())) as document:
        assert len(document.pages) == 1


def test_percent_signs_in_texts_do_no_harm() -> None:
    options = OPTIONS._replace(title="100 % %s", author="50%d", language="fr")
    items: tuple[Item, ...] = (line("27 % %s", 50), Link(Rect(0, 0, 9, 9), "https://e.org/%s%20"))
    data = pdf(sheet(*items), options=options)
    assert read(data).metadata.title == "100 % %s"
    assert text_of(data) == "27 % %s"


@pytest.mark.parametrize("text", ["\x00\x07\x1b", "\ud800 seul", "\U0001f469\u200d\u2695\ufe0f", "()\\<>%&"])
def test_odd_titles_and_links_do_no_harm(text: str, tmp_path: FilePath) -> None:
    made = tmp_path / "a.pdf"
    made.write_bytes(pdf(sheet(Link(Rect(0, 0, 9, 9), text)), options=OPTIONS._replace(title=text, author=text)))
    assert subprocess.run(["qpdf", "--check", made], capture_output=True, check=False).returncode == 0
    with pikepdf.open(made) as document:
        assert "/Title" in document.docinfo
        document.open_metadata()["dc:title"]


def test_pages_keep_their_order_and_size() -> None:
    sheets = [sheet(line(f"{name}", 40), format=FORMATS[name]) for name in ("A6", "DL", "A5")]
    data = pdf(*sheets)
    with pikepdf.open(BytesIO(data)) as document:
        widths = [float(page.MediaBox[2]) for page in document.pages]
    assert widths == pytest.approx([105 * MM, 99 * MM, 148 * MM], abs=0.01)
    assert [text_of(data, n) for n in range(3)] == ["A6", "DL", "A5"]


def test_the_print_file_has_the_same_text() -> None:
    data = pdf(rich_sheet(), options=PRINT)
    assert "L’été à Noël : « Office »" in text_of(data)
    assert content(data).count("Tf") >= 2
    assert SMALL.width == 200


def test_a_named_ink_met_in_two_ways_is_one_resource() -> None:
    everywhere = Ink("all", RGB(0, 0, 0), CMYK(1, 1, 1, 1), "All")
    mark = Shape(Path.line(5, 5, 20, 5), stroke=Stroke(BLACK, 0.25), registration=True)
    data = pdf(
        sheet(mark, line("a", 40, ink=everywhere), Shape(Path.line(5, 9, 20, 9), None, Stroke(everywhere, 1))),
        options=PRINT,
    )
    with opened(data) as document:
        (name,) = document.pages[0].Resources.ColorSpace.keys()
    table = data[data.index(b"/ColorSpace<<") :]
    assert table[: table.index(b">>")].count(name.encode()) == 1
