"""A JPEG taken apart: the scan stays, what is private goes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pressdesk.output.pdf.jpeg import JpegParts, take_apart
from tests.output.sheets import photo


def rebuilt(path: Path, parts: JpegParts) -> bytes:
    return parts.head + path.read_bytes()[parts.start : parts.end]


def test_what_is_private_is_left_out_and_every_pixel_stays(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Place de la Préfecture"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    path = photo(tmp_path / "a.jpg", exif=exif, comment=b"secret", xmp=b"<x:xmpmeta>secret</x:xmpmeta>", quality=85)
    parts = take_apart(path)
    data = rebuilt(path, parts)
    assert b"secret" not in data
    assert b"Exif" not in data
    assert b"JFIF" in data
    with Image.open(BytesIO(data)) as kept, Image.open(path) as first:
        assert kept.tobytes() == first.tobytes()
    scan = path.read_bytes()[parts.start :]
    assert scan[:2] == b"\xff\xda"
    assert data.endswith(scan)


def test_progressive_grey_and_cmyk_are_told(tmp_path: Path) -> None:
    assert take_apart(photo(tmp_path / "p.jpg", progressive=True)).direct
    grey = take_apart(photo(tmp_path / "g.jpg", mode="L"))
    assert (grey.components, grey.adobe) == (1, False)
    inks = take_apart(photo(tmp_path / "c.jpg", mode="CMYK"))
    assert (inks.components, inks.adobe) == (4, True)


def test_the_profile_is_put_together(tmp_path: Path) -> None:
    profile = bytes(range(256)) * 600  # more than one segment holds
    path = photo(tmp_path / "a.jpg", icc_profile=profile)
    parts = take_apart(path)
    assert parts.profile == profile
    assert b"ICC_PROFILE" not in rebuilt(path, parts)


def test_what_stands_behind_the_picture_is_left_out(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    whole = path.read_bytes()
    path.write_bytes(whole + b"telephone's own notes")
    parts = take_apart(path)
    assert parts.end == len(whole)


def test_of_several_pictures_in_a_file_the_first_is_taken(tmp_path: Path) -> None:
    first = Image.open(photo(tmp_path / "a.jpg"))
    path = tmp_path / "m.jpg"
    first.save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (90, 90), "red")])
    parts = take_apart(path)
    with Image.open(BytesIO(rebuilt(path, parts))) as kept:
        assert kept.size == (120, 80)
        kept.load()
    assert parts.end < len(path.read_bytes())


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00", b"no picture", b"\xff\xd8\x00\x00\x00\x00"]
)
def test_what_is_no_jpeg_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    with pytest.raises(ValueError, match="no JPEG"):
        take_apart(path)
