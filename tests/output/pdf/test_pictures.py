"""Pictures in the file: untouched where that can be, upright, cropped, once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

import numpy
import pikepdf
import pytest
from PIL import Image, ImageCms

from pressdesk.base.colour import WHITE
from pressdesk.base.geometry import Affine, Rect
from pressdesk.base.problem import InputError
from pressdesk.colour.modes import Mode
from pressdesk.display.items import Duotone, Group, Picture
from pressdesk.display.pictures import probe
from pressdesk.output.pdf import PdfKit
from pressdesk.output.pdf.jpeg import take_apart
from pressdesk.output.pdf.pictures import needed_pixels
from tests.output.sheets import BLUE, OPTIONS, PRINT, RED, box, near, opened, pdf, photo, pixels, sheet

BOX = Rect(20, 20, 150, 100)
CORNERS = ((30, 30), (30, 160), (110, 30), (110, 160))
"""Places well inside of the quarters of `BOX`: rows and columns."""

FOUR = ((200, 30, 30), (30, 200, 30), (30, 30, 200), (240, 240, 240))


def placed(path: FilePath, **changes: Any) -> Picture:
    return Picture(probe(path), BOX)._replace(**changes)


OPEN: list[pikepdf.Pdf] = []


@pytest.fixture(autouse=True)
def _closing() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def images(data: bytes) -> list[pikepdf.Stream]:
    """Every image object of a file, masks included; they live until the test ends."""
    OPEN.append(pikepdf.open(BytesIO(data)))
    streams = [found for found in OPEN[-1].objects if isinstance(found, pikepdf.Stream)]
    return [found for found in streams if found.get("/Subtype") == "/Image"]


def seen(picture: Picture, mode: Mode = "rgb") -> list[list[int]]:
    found = pixels(sheet(picture), options=OPTIONS._replace(mode=mode))
    return [list(found[y, x]) for y, x in CORNERS]


def alike(found: list[list[int]], wanted: tuple[tuple[int, ...], ...], slack: int = 14) -> bool:
    return bool(numpy.abs(numpy.array(found, int) - numpy.array(wanted, int)).max() <= slack)


def test_a_jpeg_goes_in_as_it_is(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.jpg", quality=80)
    (image,) = images(pdf(sheet(placed(path))))
    assert image.Filter == "/DCTDecode"
    assert image.ColorSpace == "/DeviceRGB"
    parts = take_apart(path)
    assert image.read_raw_bytes() == parts.head + path.read_bytes()[parts.start :]
    assert alike(seen(placed(path)), FOUR)


@pytest.mark.parametrize("mode", ["rgb", "cmyk"])
def test_a_cmyk_jpeg_goes_in_as_it_is_and_is_not_inverted(tmp_path: FilePath, mode: Mode) -> None:
    path = photo(tmp_path / "a.jpg", mode="CMYK")
    (image,) = images(pdf(sheet(placed(path)), options=OPTIONS._replace(mode=mode)))
    assert image.ColorSpace == "/DeviceCMYK"
    assert [int(part) for part in image.Decode] == [1, 0] * 4
    assert image.read_raw_bytes() in path.read_bytes() or image.read_raw_bytes()[-500:] == path.read_bytes()[-500:]
    lightest = seen(placed(path), mode)[3]
    assert min(lightest) > 200


def test_a_grey_jpeg_stays_grey_in_print(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.jpg", mode="L")
    (image,) = images(pdf(sheet(placed(path)), options=PRINT))
    assert image.ColorSpace == "/DeviceGray"
    assert image.read_raw_bytes()[-400:] == path.read_bytes()[-400:]


def test_an_rgb_picture_becomes_cmyk_in_print(tmp_path: FilePath) -> None:
    (image,) = images(pdf(sheet(placed(photo(tmp_path / "a.jpg"))), options=PRINT))
    assert image.ColorSpace == "/DeviceCMYK"
    assert alike(seen(placed(tmp_path / "a.jpg"), "cmyk"), FOUR, 75)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_stands_upright(tmp_path: FilePath, orientation: int) -> None:
    upright = Image.open(photo(tmp_path / "first.png"))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(back[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "a.jpg"
    stored.save(path, exif=exif, quality=95)
    assert alike(seen(placed(path)), FOUR)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA"])
def test_pngs_of_all_kinds_are_seen(tmp_path: FilePath, mode: str) -> None:
    path = photo(tmp_path / "a.png", mode=mode)
    wanted = numpy.asarray(Image.open(path).convert("RGB").resize((150, 100)))
    found = seen(placed(path))
    if mode != "1":
        assert alike(found, tuple(tuple(wanted[y - 20, x - 20]) for y, x in CORNERS), 20)
    assert images(pdf(sheet(placed(path))))[0].Filter == "/FlateDecode"


def test_the_rows_of_a_plain_png_go_in_as_they_are(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.png")
    (image,) = images(pdf(sheet(placed(path))))
    assert image.read_raw_bytes() in path.read_bytes()
    with Image.open(path) as first:
        assert image.read_bytes() == first.tobytes()


def test_a_transparent_picture_lets_the_ground_through(tmp_path: FilePath) -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 255))
    clear.paste((255, 0, 0, 0), (0, 0, 20, 40))
    clear.save(tmp_path / "a.png")
    found = pixels(sheet(box(0, 0, 200, 300, BLUE), placed(tmp_path / "a.png")))
    assert near(found[70, 50], BLUE.rgb)
    assert near(found[70, 140], (1, 0, 0))
    assert sum("/SMask" in image for image in images(pdf(sheet(placed(tmp_path / "a.png"))))) == 1


def test_a_transparent_picture_keeps_its_mask_in_print(tmp_path: FilePath) -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 255))
    clear.paste((255, 0, 0, 0), (0, 0, 20, 40))
    clear.save(tmp_path / "a.png")
    found = images(pdf(sheet(placed(tmp_path / "a.png")), options=PRINT))
    assert {str(image.ColorSpace) for image in found} == {"/DeviceCMYK", "/DeviceGray"}


def test_sixteen_bits_become_eight(tmp_path: FilePath) -> None:
    ramp = numpy.linspace(0, 65535, 120 * 80).reshape(80, 120).astype(numpy.uint16)
    Image.fromarray(ramp).save(tmp_path / "a.png")
    (image,) = images(pdf(sheet(placed(tmp_path / "a.png"))))
    assert image.BitsPerComponent == 8
    found = numpy.frombuffer(image.read_bytes(), numpy.uint8).reshape(80, 120).astype(int)
    assert numpy.abs(found - (ramp // 257)).max() <= 1


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".tif", ".bmp"])
def test_other_kinds_of_files_are_decoded(tmp_path: FilePath, suffix: str) -> None:
    assert alike(seen(placed(photo(tmp_path / f"a{suffix}"))), FOUR, 20)


def test_a_wide_profile_is_kept_and_srgb_needs_none(tmp_path: FilePath) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    (plain,) = images(pdf(sheet(placed(photo(tmp_path / "s.jpg", icc_profile=srgb)))))
    assert plain.ColorSpace == "/DeviceRGB"
    other = srgb.replace(b"sRGB", b"ours").replace("sRGB".encode("utf-16-be"), "ours".encode("utf-16-be"))
    (told,) = images(pdf(sheet(placed(photo(tmp_path / "o.jpg", icc_profile=other)))))
    assert told.ColorSpace[0] == "/ICCBased"
    assert told.ColorSpace[1].read_bytes() == other


def test_a_crop_fills_the_box_and_nothing_beside_it(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.png")
    found = pixels(sheet(placed(path, crop=Rect(0.5, 0, 0.5, 0.5))))
    for y, x in CORNERS:
        assert near(found[y, x], [part / 255 for part in FOUR[1]], 16)
    assert near(found[70, 10], (1, 1, 1))
    assert near(found[130, 100], (1, 1, 1))


def test_one_picture_used_twice_is_stored_once(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.jpg")
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(path.read_bytes())
    turned = Group((placed(copy, crop=Rect(0, 0, 0.5, 1)),), Affine.translation(0, 120))
    assert len(images(pdf(sheet(placed(path), turned), sheet(placed(copy))))) == 1


def test_two_inks_take_the_place_of_the_colours(tmp_path: FilePath) -> None:
    path = tmp_path / "a.png"
    Image.linear_gradient("L").convert("RGB").save(path)
    shown = placed(path, duotone=Duotone(BLUE, WHITE))
    found = pixels(sheet(shown))
    assert near(found[22, 90], BLUE.rgb, 16)
    assert near(found[118, 90], WHITE.rgb, 16)
    (inks,) = images(pdf(sheet(shown), options=PRINT))
    family, base, last, table = inks.ColorSpace
    assert [str(family), str(base), int(last), str(inks.Filter)] == ["/Indexed", "/DeviceCMYK", 255, "/DCTDecode"]
    assert bytes(table)[:4] == bytes(round(255 * part) for part in BLUE.cmyk)
    assert bytes(table)[-4:] == bytes(4)
    plain = placed(path)
    assert len(images(pdf(sheet(shown, plain)))) == 2


def test_a_converted_picture_has_the_pixels_that_its_place_needs(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.png", (400, 300))
    small = placed(path, duotone=Duotone(RED, WHITE), box=Rect(0, 0, 20, 15))
    assert needed_pixels(small, "rgb") < 400
    (image,) = images(pdf(sheet(small)))
    assert 83 <= image.Width < 400
    wide = small._replace(crop=Rect(0, 0, 0.1, 0.1))
    assert needed_pixels(wide, "rgb") >= 10 * 83


def test_print_takes_300_to_450_pixels_an_inch(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.png", (400, 300))
    for width in (100, 147, 300, 860, 1700):
        shown = placed(path, box=Rect(0, 0, width, width * 0.75))
        assert 300 <= needed_pixels(shown, "cmyk") / width * 72 <= 450, width


def test_a_picture_that_is_gone_is_told_of(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.jpg")
    picture = placed(path)
    path.unlink()
    with pytest.raises((InputError, OSError)):
        pdf(sheet(picture))


def test_a_picture_that_was_cut_meanwhile_is_told_of(tmp_path: FilePath) -> None:
    path = photo(tmp_path / "a.png", mode="RGBA")
    picture = placed(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(InputError):
        pdf(sheet(picture))


def test_resources_are_named_by_content(tmp_path: FilePath) -> None:
    data = pdf(sheet(placed(photo(tmp_path / "a.jpg"))))
    with opened(data) as document:
        (name,) = document.pages[0].Resources.XObject.keys()
    assert name == f"/I{probe(tmp_path / 'a.jpg').digest[:12]}"


SCREEN = OPTIONS._replace(ppi=150.0)


def large(path: FilePath, mode: str = "RGB") -> FilePath:
    """A picture of 900 by 600 pixels."""
    light = Image.radial_gradient("L").resize((900, 600))
    Image.merge("RGB", (light, light.rotate(180), light.point(lambda level: 255 - level))).convert(mode).save(path)
    return path


def test_pictures_are_made_small_for_the_screen(tmp_path: FilePath) -> None:
    path = large(tmp_path / "a.jpg")
    shown = placed(path, box=Rect(0, 0, 144, 96))  # two inches: 300 pixels are enough
    (image,) = images(pdf(sheet(shown), options=SCREEN))
    assert 225 <= image.Width <= 300  # libjpeg's own steps are taken as they come
    assert image.Height * 3 == image.Width * 2
    assert image.ColorSpace == "/DeviceRGB"
    (whole,) = images(pdf(sheet(shown)))
    assert whole.Width == 900
    half = shown._replace(crop=Rect(0, 0, 0.5, 0.5))
    (image,) = images(pdf(sheet(half), options=SCREEN))
    assert 450 <= image.Width <= 600
    near_enough = shown._replace(box=Rect(0, 0, 360, 240))
    (image,) = images(pdf(sheet(near_enough), options=SCREEN))
    assert image.Width == 900


def test_a_small_drawing_stays_sharp_on_the_screen(tmp_path: FilePath) -> None:
    path = large(tmp_path / "a.png")
    (image,) = images(pdf(sheet(placed(path, box=Rect(0, 0, 72, 48))), options=SCREEN))
    assert (int(image.Width), str(image.Filter)) == (900, "/FlateDecode")


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_print_takes_no_more_than_450_pixels_an_inch_but_a_jpeg_stays_untouched(tmp_path: FilePath, mode: str) -> None:
    box = Rect(0, 0, 72, 48)
    fine = placed(large(tmp_path / "a.tif", mode), box=box)
    (image,) = images(pdf(sheet(fine), options=PRINT))
    assert 300 <= image.Width <= 450
    jpeg = large(tmp_path / "a.jpg", mode)
    (image,) = images(pdf(sheet(placed(jpeg, box=box)), options=PRINT))
    assert image.Width == 900
    scan = take_apart(jpeg)
    assert image.read_raw_bytes() == scan.head + jpeg.read_bytes()[scan.start : scan.end]


def test_a_line_drawing_in_one_bit_keeps_its_pixels(tmp_path: FilePath) -> None:
    path = tmp_path / "a.png"
    Image.linear_gradient("L").resize((1200, 800)).convert("1").save(path)
    (image,) = images(pdf(sheet(placed(path, box=Rect(0, 0, 72, 48))), options=PRINT))
    assert (int(image.Width), int(image.BitsPerComponent)) == (1200, 1)


def test_a_kit_keeps_files_for_presses_and_screens_apart(tmp_path: FilePath) -> None:
    shown = sheet(placed(large(tmp_path / "a.jpg"), box=Rect(0, 0, 72, 48)))
    kit = PdfKit()
    for options in (OPTIONS, SCREEN, PRINT, SCREEN._replace(ppi=100.0), OPTIONS):
        assert pdf(shown, options=options, kit=kit) == pdf(shown, options=options)
