"""The kinds of export."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from pressdesk.base.formats import FORMATS
from pressdesk.output.registry import EXPORTS, ExportOptions, pixels_of
from tests.output.sheets import OPTIONS, box, rich_sheet, sheet

STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG", "jpeg": b"\xff\xd8", "svg": b"<svg", "webp": b"RIFF"}


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_kind_writes_what_its_name_says_twice_the_same(kind: str) -> None:
    made = []
    for _ in range(2):
        stream = BytesIO()
        EXPORTS[kind].write([rich_sheet()], stream, ExportOptions(OPTIONS))
        made.append(stream.getvalue())
    assert made[0].startswith(STARTS[kind])
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", [kind for kind, export in EXPORTS.items() if not export.several])
def test_a_picture_shows_one_sheet(kind: str) -> None:
    with pytest.raises(ValueError, match="one sheet"):
        EXPORTS[kind].write([sheet(), sheet()], BytesIO(), ExportOptions())


def test_pixels_follow_the_format_or_the_resolution() -> None:
    stream = BytesIO()
    EXPORTS["png"].write([sheet(box(0, 0, 9, 9), format=FORMATS["story"])], stream, ExportOptions(dpi=300))
    with Image.open(stream) as found:
        assert found.size == (1080, 1920)
    assert pixels_of(sheet(format=FORMATS["A4"]), 150) == 1240
    stream = BytesIO()
    options = ExportOptions(OPTIONS._replace(mode="cmyk"), dpi=72)
    EXPORTS["jpeg"].write([sheet(box(0, 0, 9, 9), bleed=9, slug=20)], stream, options)
    with Image.open(stream) as found:
        assert found.size == (200, 300)
        assert found.mode == "RGB"


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("name", ["square", "portrait", "story", "link"])
def test_pictures_for_networks_have_their_exact_pixels_and_say_they_are_srgb(kind: str, name: str) -> None:
    stream = BytesIO()
    format = FORMATS[name]
    EXPORTS[kind].write([sheet(box(0, 0, 9, 9), format=format)], stream, ExportOptions(OPTIONS._replace(ppi=200.0)))
    with Image.open(stream) as found:
        assert found.size == (round(format.width / 0.75), round(format.height / 0.75))
        assert b"sRGB" in found.info["icc_profile"]
