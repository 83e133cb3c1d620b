"""Text in the file: exact when taken out again, in embedded subsets, at its place."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path as FilePath

import pypdf
import pypdfium2
import pytest
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.colour import BLACK
from pressdesk.display.items import GlyphRun
from pressdesk.output.pdf import PdfKit
from pressdesk.output.pdf.fonts import Font
from pressdesk.text.fonts import Face
from tests.output.reading import shown_text
from tests.output.sheets import content, face, line, opened, pdf, shaped, sheet, text_of

DATA = FilePath(__file__).resolve().parent.parent / "data"
FRENCH = "L’été\u00a0: «\u00a0À Noël\u00a0» 100\u202f000\u00a0€ œuvre fiancée\u202f!"
LATIN = st.text(
    st.sampled_from(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâçéèêëîïôœùûÀÇÉŒ0123456789.,;:!?()’«»–—…/&\u00a0\u202f"
    ),
    min_size=1,
    max_size=40,
)


@pytest.fixture(scope="module")
def kit() -> PdfKit:
    return PdfKit()


def cff_face() -> Face:
    """A CFF font of five glyphs (.notdef, space, a, b, f_i), made for the tests as none is shipped."""
    return Face((DATA / "TestCff.otf").read_bytes(), "TestCff", 400, False)


def test_french_comes_back_letter_by_letter_with_its_no_break_spaces() -> None:
    data = pdf(sheet(line(FRENCH, 50), line(FRENCH, 80, 9, face("Source Serif 4"))))
    assert text_of(data) == f"{FRENCH}\n{FRENCH}"
    assert pypdf.PdfReader(BytesIO(data)).pages[0].extract_text() == f"{FRENCH}\n{FRENCH}"
    assert "ActualText" not in content(data)


def test_poppler_reads_the_same_words(tmp_path: FilePath) -> None:
    made = tmp_path / "a.pdf"
    made.write_bytes(pdf(sheet(line(FRENCH, 50, 7))))
    found = subprocess.run(["pdftotext", made, "-"], capture_output=True, check=True).stdout.decode()
    assert found.split() == FRENCH.split()


@settings(max_examples=60, deadline=None)
@given(LATIN)
def test_any_line_comes_back(text: str) -> None:
    data = pdf(sheet(GlyphRun(10, 50, shaped(text), BLACK)))
    assert shown_text(data) == text


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_even_letters_that_no_font_has_come_back(text: str) -> None:
    run = shaped("x")
    count = len(text)
    odd = run._replace(gids=(0,) * count, xs=tuple(map(float, range(count))), clusters=tuple(range(count)), text=text)
    assert shown_text(pdf(sheet(GlyphRun(10, 50, odd, BLACK)))) == text


def test_ligatures_and_small_capitals_come_back_as_letters() -> None:
    serif = face("Source Serif 4")
    capitals = shaped("Éfé office", 12, serif, {"smcp": True, "liga": True})
    assert set(capitals.gids) != set(shaped("Éfé office", 12, serif).gids)
    data = pdf(sheet(GlyphRun(10, 40, capitals, BLACK)))
    assert shown_text(data) == "Éfé office"
    assert text_of(data) == "Éfé office"


def test_a_ligature_of_several_letters_has_one_code() -> None:
    of = face("Amiri")
    run = shaped("fi ffi", 12, of)
    data = pdf(sheet(GlyphRun(10, 40, run, BLACK)))
    assert len(run.gids) < len(run.text)
    assert shown_text(data) == "fi ffi"


def test_the_soft_hyphen_that_shows_a_hyphen_comes_back() -> None:
    shown = shaped("trou-")
    run = shown._replace(text="trou\u00ad")
    assert shown_text(pdf(sheet(GlyphRun(10, 40, run, BLACK)))) == "trou\u00ad"


def test_arabic_comes_back_in_reading_order() -> None:
    text = "السلام عليكم"
    run = shaped(text, 14, face("Amiri"))
    assert run.rtl
    data = pdf(sheet(GlyphRun(10, 60, run, BLACK)))
    assert text_of(data) == text
    assert "ActualText" not in content(data)


def test_a_letter_set_from_two_glyphs_is_told_beside_them() -> None:
    run = shaped("ab")
    two = run._replace(text="é", clusters=(0, 0))
    data = pdf(sheet(GlyphRun(10, 60, two, BLACK)))
    assert "/ActualText <FEFF00E9>" in content(data)
    assert text_of(data) == "é"


def test_a_cff_font_is_embedded_as_such_and_keeps_its_no_break_space() -> None:
    of = cff_face()
    data = pdf(sheet(GlyphRun(10, 60, shaped("ab\u00a0a b", 12, of), BLACK)))
    with opened(data) as document:
        (font,) = document.pages[0].Resources.Font.values()
        descendant = font.DescendantFonts[0]
        assert descendant.Subtype == "/CIDFontType0"
        assert descendant.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
    assert text_of(data) == "ab\u00a0a b"


def test_fonts_are_subset_embedded_and_named_apart(tmp_path: FilePath) -> None:
    made = tmp_path / "a.pdf"
    made.write_bytes(pdf(sheet(line("Noir", 50), line("Gras", 80, of=face("Inter", 700)))))
    rows = subprocess.run(["pdffonts", made], capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    assert len(rows) == 2
    names = [row.split()[0] for row in rows]
    assert all(len(found.split("+")[0]) == 6 and "+Inter" in found for found in names)
    assert len(set(names)) == 2
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert len(made.read_bytes()) < 60_000


def test_widths_are_whole_and_agree_with_the_embedded_program() -> None:
    data = pdf(sheet(line(FRENCH, 50)))
    with opened(data) as document:
        (font,) = document.pages[0].Resources.Font.values()
        descendant = font.DescendantFonts[0]
        table = list(descendant.W)
        widths = {int(table[i]) + k: width for i in range(0, len(table), 2) for k, width in enumerate(table[i + 1])}
        assert all(isinstance(width, int) for width in widths.values())
        program = uharfbuzz.Face(uharfbuzz.Blob(descendant.FontDescriptor.FontFile2.read_bytes()))
        metrics = uharfbuzz.Font(program)
        codes = descendant.CIDToGIDMap.read_bytes()
        for code, width in widths.items():
            gid = int.from_bytes(codes[2 * code : 2 * code + 2], "big")
            assert abs(metrics.get_glyph_h_advance(gid) * 1000 / program.upem - width) <= 0.5


@pytest.mark.parametrize("size", [6.0, 12.0, 48.0, 300.0])
def test_glyphs_stand_where_layout_put_them(size: float) -> None:
    run = shaped("Kerning AVATAR été", size, face("Barlow Condensed", 700))
    wide = run._replace(xs=tuple(x + i * size * 0.0137 for i, x in enumerate(run.xs)))
    font = Font(run.face)
    operators = font.encode(wide).operators
    pen, found = 0.0, []
    for piece in operators.removesuffix(" TJ").strip("[]").replace("<", " <").replace(">", "> ").split():
        if piece[0] != "<":
            pen -= float(piece)
            continue
        for i in range(1, len(piece) - 1, 4):
            found.append(pen * size / 1000)
            pen += font._numbers[int(piece[i : i + 4], 16)].width
    assert len(found) == len(wide.xs)
    for at, wanted in zip(found, wide.xs, strict=True):
        assert abs(at - wanted) < max(0.03, size * 0.00045)


def test_raised_glyphs_are_raised_and_the_rest_is_not() -> None:
    run = shaped("1er mars")
    run = run._replace(ys=(0.0, 4.0, 4.0, *[0.0] * 5))
    shown = content(pdf(sheet(GlyphRun(10, 50, run, BLACK))))
    assert shown.index("4 Ts") < shown.index("\n0 Ts")
    with pypdfium2.PdfDocument(pdf(sheet(GlyphRun(10, 50, run, BLACK)))) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        bottoms = [page.get_charbox(text.index(char))[1] for char in "1es"]
    assert bottoms[1] > bottoms[0] + 3.5
    assert abs(bottoms[2] - bottoms[0]) < 0.5


def test_the_same_letters_give_the_same_subset_whatever_was_written_before(kit: PdfKit) -> None:
    alone = pdf(sheet(line("Bonjour", 50)))
    pdf(sheet(line("Ça va ? ÉTÉ 2026 ½ ſ", 50)), kit=kit)
    assert pdf(sheet(line("Bonjour", 50)), kit=kit) == alone


def test_one_subset_serves_all_files_with_the_same_kinds_of_letters(kit: PdfKit) -> None:
    def tag(text: str) -> str:
        with opened(pdf(sheet(line(text, 50)), kit=kit)) as document:
            return str(next(iter(document.pages[0].Resources.Font.values())).BaseFont)

    assert tag("Lundi 3 mars") == tag("Samedi 12 juin")
    assert tag("LUNDI") != tag("Lundi")
