"""Pictures of every kind taken apart into their inks."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from pressdesk.colour.profiles import COATED
from pressdesk.output.inks import Space, space_of
from pressdesk.output.twinpictures import Parted, parted

PRESS = COATED.read_bytes()
HOLDER = pikepdf.new()
TINT = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0.5, 1, 0, 0], N=1)


def picture(data: bytes, space: Any, size: tuple[int, int] = (2, 1), bits: int = 8, **more: Any) -> pikepdf.Stream:
    made = HOLDER.make_stream(data, Width=size[0], Height=size[1], BitsPerComponent=bits, ColorSpace=space)
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


def plates(drawn: pikepdf.Stream, needed: tuple[float, float] = (99, 99)) -> dict[str, list[int]]:
    found = parted(drawn, _space(drawn), needed, PRESS)
    assert found is not None
    return {ink: list(plate.tobytes()) for ink, plate in found.plates.items() if any(plate.tobytes())}


def _space(drawn: Any) -> Space:
    return space_of(drawn.ColorSpace, Dictionary())


def test_inks_lie_as_they_are() -> None:
    assert plates(picture(bytes([255, 0, 0, 9, 0, 128, 0, 0]), Name.DeviceCMYK)) == {
        "Cyan": [255, 0],
        "Magenta": [0, 128],
        "Black": [9, 0],
    }


def test_turned_over_by_decode() -> None:
    drawn = picture(bytes([0, 255, 255, 255, 255, 255, 255, 255]), Name.DeviceCMYK, Decode=Array([1, 0] * 4))
    assert plates(drawn) == {"Cyan": [255, 0]}
    assert plates(picture(bytes([0, 255]), Name.DeviceGray, Decode=Array([1, 0]))) == {"Black": [0, 255]}


@pytest.mark.parametrize(("bits", "data"), [(16, b"\x00\x00\xff\xff"), (4, b"\x0f"), (2, b"\x30")])
def test_samples_of_any_width(bits: int, data: bytes) -> None:
    assert plates(picture(data, Name.DeviceGray, bits=bits)) == {"Black": [255, 0]}


def test_tables_and_spots() -> None:
    colours = pikepdf.String(bytes([0, 255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 128]))
    table = Array([Name.Indexed, Name.DeviceCMYK, 2, colours])
    assert plates(picture(b"\x12", table, bits=4)) == {"Cyan": [255, 0], "Black": [0, 128]}
    spot = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, TINT])
    assert plates(picture(b"\x40\xff", spot)) == {"Gold": [64, 255]}
    both = Array([Name.DeviceN, Array([Name.Gold, Name.Black]), Name.DeviceCMYK, TINT])
    assert plates(picture(bytes([1, 2, 3, 4]), both)) == {"Gold": [1, 3], "Black": [2, 4]}


def test_spots_that_are_mixed() -> None:
    spot = space_of(Array([Name.Separation, Name.Gold, Name.DeviceCMYK, TINT]), {}, spots=False)
    found = parted(picture(b"\x00\xff", Name.DeviceGray), spot, (99, 99), PRESS)
    assert found is not None
    assert {ink: list(plate.tobytes()) for ink, plate in found.plates.items()}["Magenta"] == [0, 255]


def test_a_colour_key_hides() -> None:
    drawn = picture(bytes([9, 200]), Name.DeviceGray, Mask=Array([0, 20]))
    found = parted(drawn, _space(drawn), (99, 99), PRESS)
    assert found is not None
    assert found.mask is not None
    assert list(found.mask.tobytes()) == [0, 255]


def test_large_pictures_are_made_as_small_as_is_needed() -> None:
    drawn = picture(bytes([0, 255] * 5000), Name.DeviceGray, (100, 100))
    found = parted(drawn, _space(drawn), (10, 10), PRESS)
    assert found is not None
    assert found.plates["Black"].size == (10, 10)
    assert abs(found.plates["Black"].tobytes()[0] - 128) < 2


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_photographs(mode: str) -> None:
    stream = BytesIO()
    tones: dict[str, tuple[float, ...]] = {"L": (0,), "CMYK": (0, 255, 0, 0), "RGB": (255, 255, 255)}
    Image.new(mode, (32, 32), tones[mode]).save(stream, "JPEG")
    space = {"L": Name.DeviceGray, "CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB}[mode]
    drawn = picture(b"", space, (32, 32))
    if mode == "CMYK":
        drawn.Decode = Array([1, 0] * 4)  # Pillow writes them as Adobe does
    drawn.write(stream.getvalue(), filter=Name.DCTDecode)
    found = {ink: set(levels) for ink, levels in plates(drawn, (8, 8)).items() if max(levels) > 4}
    assert found == {"L": {"Black": {255}}, "CMYK": {"Magenta": {255}}, "RGB": {}}[mode]


def test_what_cannot_be_decoded() -> None:
    for drawn in (
        picture(b"\xff\xd8abc", Name.DeviceCMYK, Filter=Name.DCTDecode),
        picture(b"", Name.DeviceCMYK, bits=3),
        picture(b"", Name.DeviceCMYK, (0, 9)),
        picture(b"", Name.DeviceCMYK, (60_000, 60_000)),
    ):
        found: Parted | None = parted(drawn, _space(drawn), (9, 9), PRESS)
        assert found is None
