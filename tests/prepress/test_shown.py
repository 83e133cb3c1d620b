"""What is seen when finished pages are painted: faint letters, and codes with their faults."""

from __future__ import annotations

import pikepdf
import pytest
from PIL import Image

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.geometry import Affine, Rect
from pressdesk.display.items import Group
from pressdesk.output.raster import page_image
from pressdesk.prepress.facts import Code, File, Page
from pressdesk.prepress.preflight import judged, opened, preflight
from pressdesk.prepress.reading import read_file
from pressdesk.prepress.shown import codes_shown, with_codes, with_grounds
from tests.output.sheets import RED, box, line, pdf, sheet
from tests.prepress.broken import broken, drawing, good, text
from tests.prepress.broken_sheets import FAINT, FORMAT, GROUND, code, picture

DPI = 150


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in preflight(data)]


def page_of(data: bytes) -> Page:
    with opened(data) as document:
        return read_file(document).pages[0]


def test_the_good_file_can_be_read_by_everybody() -> None:
    with opened(good()) as document:
        file = with_grounds(read_file(document), good())
    lit = [fact for fact in file.pages[0].facts if type(fact).__name__ == "Text" and fact.ground >= 0]  # type: ignore[union-attr]
    assert len(lit) >= 2
    assert min(fact.contrast for fact in lit) > 4.5  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("colour", "found"),
    [("0 0.9 0.8 0 k", "unseen-text"), ("0.4 0.9 0.8 0 k", "faint-text"), ("0 0 0 1 k", "")],
)
def test_letters_on_a_red_ground(colour: str, found: str) -> None:
    told = set(codes(broken(text(f"/Over gs {colour}" if found == "" else colour, 12, before="/Over gs"))))
    assert told & {"unseen-text", "faint-text"} == ({found} if found else set())


def test_letters_in_a_form_are_set_against_what_lies_under_the_form() -> None:
    def in_a_form(document: pikepdf.Pdf) -> None:
        name = next(iter(document.pages[0].Resources.Font.keys()))
        form = document.make_stream(
            f"0 0 0 0.1 k BT {name} 14 Tf 4 4 Td <006200610062> Tj ET".encode(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 90, 30],
            Resources=document.pages[0].Resources,
        )
        drawing("0 0 0 0 k 60 60 80 40 re f 1 0 0 1 64 66 cm /Form Do", XObject={"/Form": form})(document)

    assert "unseen-text" in codes(broken(in_a_form))


def test_white_on_a_picture_is_seen_on_a_dark_one_only() -> None:
    for tone, faint in (("light", True), ("dark", False)):
        shown = sheet(picture(Rect(20, 60, 160, 100), tone), line("Tenons", 120, 24, ink=WHITE)._replace(x=40.0))
        found = {problem.code for problem in judged(with_grounds(File(pages=(page_of(pdf(shown)),)), pdf(shown)))}
        assert bool(found & {"faint-text", "unseen-text"}) is faint


def test_a_file_that_cannot_be_painted_is_left_as_it_is() -> None:
    file = File(pages=(page_of(good()),))
    assert with_grounds(file, b"%PDF-1.4 nothing") == file


def shown_codes(*items: Group, ground: object = GROUND) -> tuple[Page, tuple[Code, ...]]:
    """The codes that are found on an exported page."""
    data = pdf(sheet(box(0, 0, FORMAT.width, FORMAT.height, ground), *items, format=FORMAT))  # type: ignore[arg-type]
    page = page_of(data)
    return page, codes_shown(page_image(data, 0, dpi=DPI, gray=True), page, DPI)


def test_a_code_is_found_with_its_measures() -> None:
    page, (found,) = shown_codes(code(100, 200, 120))
    assert (found.payload, found.modules, found.entered) == ("https://exemple.fr", 25, False)
    assert found.module == pytest.approx(120 / 33, rel=0.03)
    left, bottom, _, top = found.box
    assert left == pytest.approx(100, abs=2)
    assert FORMAT.height - top == pytest.approx(200, abs=2)
    assert top - bottom == pytest.approx(120, abs=3)
    assert found.dark < 0.05
    assert found.light > 0.8
    assert not [problem for problem in judged(File(pages=(with_codes(page, [found]),))) if problem.code[:2] == "qr"]


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        (code(100, 200, 120, inks=(WHITE, BLACK)), "qr-inverted"),
        (code(100, 200, 120, inks=(FAINT, WHITE)), "qr-contrast"),
        (code(100, 200, 90), "qr-near"),
        (code(100, 200, 120, "http://exemple.fr"), "qr-insecure"),
        (Group((code(100, 200, 120), box(104, 215, 6, 80, RED))), "qr-quiet-zone"),
    ],
)
def test_the_faults_of_a_code_are_found_on_the_page(drawn: Group, wanted: str) -> None:
    page, found = shown_codes(drawn)
    assert found
    assert wanted in [problem.code for problem in judged(File(pages=(with_codes(page, found),)))]


def test_a_code_that_is_turned_has_no_quiet_zone_that_could_be_judged() -> None:
    turned = Group((code(0, 0, 120),), Affine.rotation(30, 60, 60).then(Affine.translation(100, 200)))
    _, (found,) = shown_codes(turned)
    assert not found.entered


def test_a_page_without_codes() -> None:
    assert codes_shown(Image.new("L", (200, 300), 255), page_of(good()), 72) == ()
