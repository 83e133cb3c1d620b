"""The inks of a page as pictures: what each plate holds, with overprint, knock-out, spots, pictures and blends."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

import numpy
import pikepdf
import pytest
from PIL import Image

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.geometry import Path, Rect
from pressdesk.display.items import Gradient, Group, Picture, Shape, Stop
from pressdesk.display.pictures import probe
from pressdesk.output.inks import PROCESS
from pressdesk.output.separations import separations, spot_inks
from tests.output.sheets import BLUE, PRINT, RED, SPOT, box, line, opened, pdf, photo, rich_sheet, sheet

SPOT_NAME = "HKS 54 É"


def at(found: dict[str, Image.Image], x: float, y: float, dpi: float = 72) -> dict[str, int]:
    """The inks of one place in per cent, those that are there."""
    scale = dpi / 72
    levels = {ink: plate.getpixel((int(x * scale), int(y * scale))) for ink, plate in found.items()}
    return {ink: round(int(level) / 2.55) for ink, level in levels.items() if level}  # type: ignore[arg-type]


def drawn(operators: str, **resources: Any) -> bytes:
    """A page of 200 by 300 points with these operators on it."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 300))
    page.obj.Contents = document.make_stream(operators.encode())
    page.obj.Resources = pikepdf.Dictionary({f"/{kind}": pikepdf.Dictionary(made) for kind, made in resources.items()})
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_colour_lies_on_its_plates() -> None:
    found = separations(pdf(sheet(box(0, 0, 100, 100)), options=PRINT))
    assert list(found) == list(PROCESS)
    assert at(found, 50, 50) == {"Magenta": 90, "Yellow": 80}
    assert at(found, 150, 50) == {}
    assert {plate.size for plate in found.values()} == {(200, 300)}


def test_a_region_is_cut_out_at_any_resolution() -> None:
    data = pdf(sheet(box(0, 0, 100, 100)), options=PRINT)
    found = separations(data, dpi=144, region=Rect(90, 50, 20, 10))
    assert found["Magenta"].size == (40, 20)
    assert at(found, 9, 5, 144) == {"Magenta": 90, "Yellow": 80}
    assert at(found, 11, 5, 144) == {}


def test_the_bleed_can_be_seen() -> None:
    data = pdf(sheet(box(-9, -9, 218, 318), bleed=9), options=PRINT)
    found = separations(data, region="bleed")
    assert found["Magenta"].size == (218, 318)
    assert found["Magenta"].getextrema() == (229, 229)


def test_black_that_overprints_keeps_what_lies_under_it() -> None:
    ground = box(0, 0, 200, 300)
    for overprint, wanted in ((True, {"Magenta": 90, "Yellow": 80, "Black": 100}), (False, {"Black": 100})):
        over = box(50, 50, 50, 50, BLACK)._replace(overprint=overprint)
        assert at(separations(pdf(sheet(ground, over), options=PRINT)), 75, 75) == wanted


def test_white_knocks_out() -> None:
    found = separations(pdf(sheet(box(0, 0, 200, 300), box(50, 50, 50, 50, WHITE)), options=PRINT))
    assert at(found, 75, 75) == {}


def test_a_spot_ink_has_its_own_plate_or_is_mixed() -> None:
    data = pdf(sheet(box(0, 0, 200, 300), box(50, 50, 50, 50, SPOT)), options=PRINT)
    assert at(separations(data), 75, 75) == {SPOT_NAME: 100}
    assert at(separations(data, spots=False), 75, 75) == {"Cyan": 80, "Yellow": 60, "Black": 10}
    with opened(data) as document:
        assert spot_inks(document.pages[0].obj) == [SPOT_NAME]


def test_a_spot_that_overprints_lies_on_the_rest() -> None:
    over = box(50, 50, 50, 50, SPOT)._replace(overprint=True)
    found = separations(pdf(sheet(box(0, 0, 200, 300), over), options=PRINT))
    assert at(found, 75, 75) == {"Magenta": 90, "Yellow": 80, SPOT_NAME: 100}


def test_opacity_and_multiply_mix_ink_by_ink() -> None:
    ground = box(0, 0, 200, 300)
    half = Group((box(0, 0, 50, 50, BLUE),), opacity=0.5)
    onto = Group((box(100, 0, 50, 50, BLUE),), blend="multiply")
    found = separations(pdf(sheet(ground, half, onto), options=PRINT))
    assert at(found, 25, 25) == pytest.approx({"Cyan": 45, "Magenta": 80, "Yellow": 40}, abs=1)
    assert at(found, 125, 25) == pytest.approx({"Cyan": 90, "Magenta": 97, "Yellow": 80}, abs=1)


def test_a_run_of_colours() -> None:
    run = Gradient(0, 0, 200, 0, (Stop(0, RED), Stop(1, BLUE)))
    found = separations(pdf(sheet(Shape(Path.rect(Rect(0, 0, 200, 50)), fill=run)), options=PRINT))
    assert at(found, 100, 25) == pytest.approx({"Cyan": 45, "Magenta": 80, "Yellow": 40}, abs=1)


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_pictures(tmp_path: FilePath, mode: str) -> None:
    path = photo(tmp_path / "a.jpg", (400, 300), mode)
    data = pdf(sheet(Picture(probe(path), Rect(0, 0, 200, 150))), options=PRINT)
    found = at(separations(data), 50, 30)
    with opened(data) as document:
        drawings = document.pages[0].Resources.XObject.values()
        stored = next(item for item in drawings if isinstance(item, pikepdf.Stream) and item.Subtype == "/Image")
        image = pikepdf.PdfImage(stored).as_pil_image()
    pixel = image.resize((200, 150), Image.Resampling.BOX).getpixel((50, 30))
    if mode == "L":
        assert set(found) == {"Black"}
        assert found["Black"] == pytest.approx(100 - int(pixel) / 2.55, abs=1.5)  # type: ignore[arg-type]
    else:
        wanted = dict(zip(PROCESS, pixel, strict=True))  # type: ignore[arg-type]
        assert found == pytest.approx({ink: value / 2.55 for ink, value in wanted.items() if value}, abs=2)


def test_a_picture_that_only_overprints_its_own_ink() -> None:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
    spot = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/Or"), pikepdf.Name.DeviceCMYK, tint])
    over = pikepdf.Dictionary(OP=True, op=True)
    picture = "q 200 0 0 300 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /Or ID \x7f EI Q"
    data = drawn(f"1 0 0 0 k 0 0 200 300 re f /Over gs {picture}", ColorSpace={"/Or": spot}, ExtGState={"/Over": over})
    assert at(separations(data), 9, 9) == {"Cyan": 100, "Or": 50}


def test_screen_colours_are_mixed_as_a_press_would() -> None:
    found = at(separations(drawn("1 0 0 rg 0 0 200 300 re f")), 9, 9)
    assert found["Magenta"] > 90
    assert found["Yellow"] > 90
    assert found.get("Cyan", 0) < 10


def test_what_a_page_begins_with_is_black() -> None:
    assert at(separations(drawn("0 0 200 300 re f")), 9, 9) == {"Black": 100}


def test_forms_take_the_colour_that_was_set() -> None:
    document = pikepdf.new()
    form = document.make_stream(
        b"0 0 50 50 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 50, 50]
    )
    page = document.add_blank_page(page_size=(200, 300))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.obj.Contents = document.make_stream(b"0 1 0 0 k /F Do 1 0 0 1 100 0 cm 0 0 1 0 k /F Do")
    found = separations(document)
    assert at(found, 9, 290) == {"Magenta": 100}
    assert at(found, 109, 290) == {"Yellow": 100}


def test_text_that_overprints_and_text_after_it() -> None:
    shown = sheet(
        box(0, 0, 200, 300),
        line("Noir", 100, 90)._replace(overprint=True),
        line("Bleu", 250, 90, ink=BLUE),
    )
    found = {ink: numpy.asarray(plate) for ink, plate in separations(pdf(shown, options=PRINT)).items()}
    black = found["Black"] > 250
    assert black.sum() > 1000
    assert (found["Magenta"][black] == 229).all()
    blue = found["Cyan"] > 225
    assert blue.sum() > 1000
    assert (abs(found["Magenta"][blue].astype(int) - 178) < 4).all()


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is the peer")
def test_the_plates_are_ghostscript_s(tmp_path: FilePath) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(rich_sheet(), options=PRINT))
    smooth = ("-dGraphicsAlphaBits=4", "-dTextAlphaBits=4")
    told = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72", *smooth)
    subprocess.run([*told, f"-sOutputFile={tmp_path}/o.tif", str(path)], check=True, stdout=subprocess.DEVNULL)
    for ink, plate in separations(path).items():
        with Image.open(tmp_path / f"o({ink}).tif") as image:
            theirs = 255 - numpy.asarray(image.convert("L")).astype(int)
        assert abs(numpy.asarray(plate).astype(int) - theirs).mean() < 3, ink


@pytest.mark.parametrize("space", ["/DeviceGray", "/Or", "[/Indexed /DeviceCMYK 1 <00FF0000FF000000>]"])
def test_line_art_of_two_colours(space: str) -> None:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
    spot = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/Or"), pikepdf.Name.DeviceCMYK, tint])
    picture = f"q 200 0 0 300 0 0 cm BI /W 2 /H 1 /BPC 1 /CS {space} ID \x40 EI Q"
    found = separations(drawn(picture, ColorSpace={"/Or": spot}))
    sides = {
        "/DeviceGray": ({"Black": 100}, {}),
        "/Or": ({}, {"Or": 100}),
        "[/Indexed /DeviceCMYK 1 <00FF0000FF000000>]": ({"Magenta": 100}, {"Cyan": 100}),
    }
    assert (at(found, 20, 150), at(found, 180, 150)) == sides[space]
