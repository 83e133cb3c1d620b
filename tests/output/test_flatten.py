"""Sheets without transparency: the plates are the same, text outside the regions stays text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path as FilePath

import pikepdf
import pytest
from PIL import Image, ImageChops

from pressdesk.base.colour import BLACK, WHITE, Ink
from pressdesk.base.formats import Format
from pressdesk.base.geometry import IDENTITY, Affine, Path, Rect
from pressdesk.colour.profiles import COATED
from pressdesk.display.inspect import text_of, walk
from pressdesk.display.items import Gradient, Group, Item, Mark, Picture, Shape, Sheet, Stop
from pressdesk.display.pictures import probe
from pressdesk.output.flatten import PPI, flattened, lets_through, mixed_spots
from pressdesk.output.pdf import OutputIntent, PdfOptions, write_pdf
from pressdesk.output.separations import separations
from tests.output.sheets import BLUE, PRINT, RED, SPOT, line, sheet

X1A = PRINT._replace(standard="PDF/X-1a:2003", intent=OutputIntent("FOGRA39", COATED.read_bytes()))
EVEN = Format("even", 192.0, 288.0, "")
"""Of whole pixels at 300 ppi."""

GROUND = Shape(Path.rect(Rect(0, 0, 200, 300)), RED)


def veil(box: Rect, opacity: float = 0.5, ink: Ink = BLUE) -> Group:
    return Group((Shape(Path.rect(box), ink),), opacity=opacity)


def written(shown: Sheet, options: PdfOptions = X1A) -> bytes:
    stream = BytesIO()
    write_pdf([shown], stream, options)
    return stream.getvalue()


def values(pdf: bytes, x: float, y: float) -> tuple[int, ...]:
    """How much of each ink lies at a point, in per cent."""
    plates = separations(pdf, dpi=72, region="trim", spots=False)
    return tuple(round(plate.getpixel((int(x), int(y))) / 2.55) for plate in plates.values())  # type: ignore[operator]


def alpha_picture(folder: FilePath) -> FilePath:
    path = folder / "logo.png"
    image = Image.new("RGBA", (60, 60), (0, 90, 200, 0))
    image.paste((0, 90, 200, 128), (10, 10, 50, 50))
    image.save(path)
    return path


def samples(folder: FilePath) -> dict[str, tuple[Item, ...]]:
    run = Gradient(0, 0, 0, 100, (Stop(0, BLACK, 0.0), Stop(1, BLACK, 0.8)))
    multiply = Group((Shape(Path.rect(Rect(20, 60, 90, 90)), BLUE),), blend="multiply")
    turned = Affine.rotation(20, 50, 50).then(Affine(0.5, 0, 0, 0.5, 40, 60))
    words = line("Tenons bon", 80)._replace(overprint=True)
    return {
        "opacity": (veil(Rect(40, 40, 80, 80)),),
        "multiply": (multiply,),
        "screen": (multiply._replace(blend="screen"),),
        "run of opacities": (Shape(Path.rect(Rect(10, 0, 150, 100)), run),),
        "picture": (Picture(probe(alpha_picture(folder)), Rect(30, 30, 90, 90)),),
        "one over the other": (veil(Rect(20, 20, 100, 60)), words, veil(Rect(60, 40, 90, 90), 0.3, BLACK)),
        "in a turned group": (Group((GROUND._replace(fill=SPOT), veil(Rect(10, 10, 60, 20))), turned),),
        "in a clip": (Group((veil(Rect(0, 0, 200, 200)),), clip=Path.ellipse(Rect(30, 30, 120, 90))),),
        "black that overprints": (words, veil(Rect(20, 60, 60, 40), 0.4, WHITE)),
    }


KINDS = (
    *("opacity", "multiply", "screen", "run of opacities", "picture", "one over the other", "in a turned group"),
    *("in a clip", "black that overprints"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_plates_are_those_of_the_page_with_transparency(tmp_path: FilePath, kind: str) -> None:
    shown = sheet(GROUND, *samples(tmp_path)[kind], format=EVEN)
    assert lets_through(shown.items)
    flat = flattened(shown, X1A, tmp_path / ".p" / "cache")
    assert not lets_through(flat.items)
    before = separations(written(shown, X1A._replace(standard="PDF/X-4")), dpi=PPI, spots=False)
    after = separations(written(flat), dpi=PPI, spots=False)
    for ink, plate in before.items():
        apart = ImageChops.difference(plate, after[ink]).histogram()
        assert sum(apart[4:]) <= sum(apart) / 500, ink


def test_values_inside_and_outside(tmp_path: FilePath) -> None:
    shown = sheet(GROUND, veil(Rect(40, 40, 80, 80)))
    pdf = written(flattened(shown, X1A, tmp_path / "p" / "cache"))
    assert values(pdf, 20, 20) == (0, 90, 80, 0)
    assert values(pdf, 80, 80) == (45, 80, 40, 0)
    with pikepdf.open(BytesIO(pdf)) as document:
        picture = next(iter(document.pages[0].Resources.XObject.values()))
        assert (int(picture.Width), int(picture.Height)) == (334, 334)  # 80 pt at 300 ppi, on the grid of the page
        assert picture.ColorSpace == "/DeviceCMYK"


def test_text_outside_stays_text_and_that_over_the_region_too(tmp_path: FilePath) -> None:
    inside = Group((line("dedans", 100),), opacity=0.5)
    shown = sheet(GROUND, line("dessous", 90), inside, line("dehors", 200), line("dessus", 95))
    flat = flattened(shown, X1A, tmp_path / "p" / "cache")
    assert text_of(flat) == ["dessous", "dehors", "dessus"]
    pictures = [item for item, _ in walk(flat.items) if isinstance(item, Picture)]
    assert len(pictures) == 1
    assert pictures[0].box.height < 40


def test_only_the_region_is_painted(tmp_path: FilePath) -> None:
    flat = flattened(sheet(GROUND, veil(Rect(-50, 100, 90, 30))), X1A, tmp_path / "p" / "cache")
    (picture,) = [item for item, _ in walk(flat.items) if isinstance(item, Picture)]
    assert picture.box.contains(Rect(0, 100, 40, 30), 0.01)
    assert picture.box.x > -0.25
    assert picture.box.width < 40.5
    assert picture.box.height < 30.5


def test_a_sheet_without_transparency_stays_the_same_object(tmp_path: FilePath) -> None:
    shown = sheet(GROUND, Group((line("a", 20),)), Group((GROUND,), opacity=0.0))
    assert flattened(shown, X1A, tmp_path / "none") is shown
    assert not (tmp_path / "none").exists()


def test_marks_in_a_group_that_became_a_picture_stay(tmp_path: FilePath) -> None:
    mark = Mark("code", Rect(10, 10, 20, 20), "qr", "https://a.example", 1.0)
    group = Group((GROUND, mark), Affine.translation(5, 5), opacity=0.9)
    flat = flattened(sheet(group), X1A, tmp_path / "p" / "cache")
    ((found, through),) = [(item, through) for item, through in walk(flat.items) if isinstance(item, Mark)]
    assert through == IDENTITY
    assert found.rect == Rect(15, 15, 20, 20)


def test_the_same_region_is_painted_once(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = sheet(GROUND, veil(Rect(40, 40, 80, 80)))
    once = written(flattened(shown, X1A, tmp_path / "p" / "cache"))
    monkeypatch.setattr("pressdesk.output.flatten._paint", None)
    assert written(flattened(shown, X1A, tmp_path / "p" / "cache")) == once


def test_spots_that_are_mixed_are_told() -> None:
    spot = Shape(Path.rect(Rect(0, 0, 50, 50)), SPOT)
    (problem,) = mixed_spots(sheet(spot, veil(Rect(40, 40, 80, 80))))
    assert "HKS 54 É" in problem.message
    assert mixed_spots(sheet(spot, veil(Rect(60, 60, 80, 80)))) == []
    assert mixed_spots(sheet(spot)) == []


def test_the_file_is_what_pdf_x_1a_asks_for(tmp_path: FilePath) -> None:
    shown = sheet(GROUND, veil(Rect(40, 40, 80, 80)), line("dehors", 200))
    with pytest.raises(ValueError, match="flatten"):
        written(shown)
    pdf = written(flattened(shown, X1A, tmp_path / "p" / "cache"))
    assert pdf.startswith(b"%PDF-1.4\n")
    for word in (b"/SMask", b"/ObjStm", b"/XRef", b"/JPXDecode", b"/Transparency", b"pdfxid:GTS_PDFXVersion"):
        assert word not in pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
        assert "/Group" not in document.pages[0].obj
        assert document.check_pdf_syntax() == []
        for state in [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]:
            assert state.get("/Type") != "/ExtGState" or not {"/ca", "/CA", "/BM"} & set(state.keys())
