"""Pages as pixels: the exact size, the right part, tagged."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path as FilePath

import numpy
import pytest
from PIL import Image

from pressdesk.base.formats import FORMATS
from pressdesk.output.raster import opened, page_image, write_jpeg, write_png, write_webp
from tests.output.sheets import RED, box, near, pdf, sheet


@pytest.mark.parametrize("name", ["square", "portrait", "story", "link"])
def test_screen_formats_have_exactly_their_pixels(name: str) -> None:
    format = FORMATS[name]
    image = page_image(pdf(sheet(box(0, 0, 9, 9), format=format)), width_px=round(format.width / 0.75))
    assert (
        image.size
        == {
            "square": (1080, 1080),
            "portrait": (1080, 1350),
            "story": (1080, 1920),
            "link": (1200, 630),
        }[name]
    )
    assert image.mode == "RGB"


def test_paper_formats_have_the_pixels_of_their_resolution() -> None:
    image = page_image(pdf(sheet(format=FORMATS["A4"])), dpi=300)
    assert image.size == (2480, 3508)


def test_the_trim_is_shown_or_everything() -> None:
    data = pdf(sheet(box(0, 0, 200, 300), bleed=10, slug=20))
    trimmed, whole = page_image(data, dpi=72), page_image(data, dpi=72, whole=True)
    assert trimmed.size == (200, 300)
    assert whole.size == (240, 340)
    for place in ((0, 0), (199, 299), (0, 299)):
        assert near(trimmed.getpixel(place), RED.rgb)
    assert near(whole.getpixel((10, 10)), (1, 1, 1))
    assert near(whole.getpixel((21, 21)), RED.rgb)


def test_grey_is_one_channel() -> None:
    image = page_image(pdf(sheet(box(0, 0, 100, 300))), dpi=72, gray=True)
    assert image.mode == "L"
    levels = numpy.asarray(image)
    assert levels[150, 150] == 255
    assert levels[150, 50] < 130


def test_a_file_is_read_from_disk_and_opened_once_for_many_pages(tmp_path: FilePath) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(sheet(box(0, 0, 9, 9)), sheet(format=FORMATS["A6"])))
    with opened(path) as document:
        assert len(document) == 2
        assert page_image(document, 1, width_px=105).size == (105, 148)
    assert page_image(path, 0, width_px=100).size == (100, 150)


def test_width_and_resolution_exclude_each_other() -> None:
    for wrong in ({}, {"width_px": 9, "dpi": 9.0}):
        with pytest.raises(ValueError, match="either"):
            page_image(b"", **wrong)  # type: ignore[arg-type]


def test_files_are_tagged_with_size_and_colours() -> None:
    image = page_image(pdf(sheet(box(0, 0, 99, 99))), dpi=144)
    for write in (write_png, write_jpeg):
        stream = BytesIO()
        write(image, stream, dpi=144)
        with Image.open(BytesIO(stream.getvalue())) as found:
            assert found.size == (400, 600)
            assert found.info["dpi"] == pytest.approx((144, 144), abs=0.01)
            assert b"sRGB" in found.info["icc_profile"]
            if write is write_png:
                assert found.tobytes() == image.tobytes()
            else:
                assert near(found.getpixel((50, 50)), RED.rgb, 6)


def test_a_webp_has_its_exact_pixels_and_the_profile() -> None:
    image = page_image(pdf(sheet(box(0, 0, 99, 99))), dpi=144)
    stream = BytesIO()
    write_webp(image, stream)
    with Image.open(BytesIO(stream.getvalue())) as found:
        assert (found.format, found.size, found.mode) == ("WEBP", (400, 600), "RGB")
        assert b"sRGB" in found.info["icc_profile"]
        assert near(found.getpixel((50, 50)), RED.rgb, 6)
