from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pressdesk.base.problem import InputError, Problem
from pressdesk.display.pictures import MOST_PIXELS, open_picture, picture_problems, probe


def painted(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    image = Image.radial_gradient("L").resize(size)
    return image.convert(mode)


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def refused(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        probe(path)
    (problem,) = caught.value.problems
    assert problem.severity == "error"
    assert problem.place.file == str(path)
    assert problem.remedy
    return problem


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    return data


def png(width: int, height: int, *chunks: tuple[bytes, bytes], bits: int = 8, colour: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*each) for each in chunks) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("mode", "space"), [("L", "gray"), ("RGB", "rgb"), ("CMYK", "cmyk")], ids=["grey", "rgb", "cmyk"]
)
@pytest.mark.parametrize("progressive", [False, True])
def test_jpegs_are_read_by_their_headers(tmp_path: Path, mode: str, space: str, progressive: bool) -> None:
    path = saved(tmp_path / "a.jpg", painted(mode), progressive=progressive)
    asset = probe(path)
    assert (asset.width, asset.height, asset.kind, asset.space) == (40, 30, "jpeg", space)
    assert (asset.orientation, asset.alpha, asset.bits) == (1, False, 8)
    assert asset.inverted == (mode == "CMYK")  # Pillow writes them as Photoshop does


@pytest.mark.parametrize(
    ("mode", "space", "alpha", "bits"),
    [
        ("1", "gray", False, 1),
        ("L", "gray", False, 8),
        ("LA", "gray", True, 8),
        ("P", "other", False, 8),
        ("RGB", "rgb", False, 8),
        ("RGBA", "rgb", True, 8),
        ("I;16", "gray", False, 16),
    ],
)
def test_pngs_are_read_by_their_headers(tmp_path: Path, mode: str, space: str, alpha: bool, bits: int) -> None:
    image = Image.new("I;16", (40, 30), 40000) if mode == "I;16" else painted(mode)
    asset = probe(saved(tmp_path / "a.png", image))
    assert (asset.width, asset.height, asset.kind) == (40, 30, "png")
    assert (asset.space, asset.alpha, asset.bits) == (space, alpha, bits)


def test_a_transparent_colour_counts_as_alpha(tmp_path: Path) -> None:
    assert probe(saved(tmp_path / "a.png", painted("P"), transparency=3)).alpha


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_the_orientation_is_found(tmp_path: Path, suffix: str, orientation: int) -> None:
    asset = probe(saved(tmp_path / f"a.{suffix}", painted(), exif=exif(orientation)))
    assert asset.orientation == (1 if suffix == "tif" else orientation)  # Pillow turns TIFFs itself
    assert asset.upright == ((30, 40) if orientation >= 5 else (40, 30))


def test_nonsense_for_an_orientation_is_none(tmp_path: Path) -> None:
    assert probe(saved(tmp_path / "a.jpg", painted(), exif=exif(99))).orientation == 1


@pytest.mark.parametrize(("suffix", "mode"), [("webp", "RGBA"), ("tif", "CMYK"), ("gif", "P"), ("bmp", "RGB")])
def test_other_kinds_are_left_to_pillow(tmp_path: Path, suffix: str, mode: str) -> None:
    image = painted(mode)
    if mode == "RGBA":
        image.putalpha(painted("L"))
    asset = probe(saved(tmp_path / f"a.{suffix}", image))
    assert (asset.width, asset.height, asset.kind) == (40, 30, "other")
    assert asset.alpha == (mode == "RGBA")


def test_jpeg_and_png_do_not_load_pillow(tmp_path: Path) -> None:
    import subprocess
    import sys

    paths = [str(saved(tmp_path / name, painted())) for name in ("a.jpg", "a.png")]
    code = (
        "import sys; from pathlib import Path; from pressdesk.display.pictures import probe;"
        f"[probe(Path(p)) for p in {paths!r}]; assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_digest_is_of_the_bytes_and_a_change_is_seen(tmp_path: Path) -> None:
    one = saved(tmp_path / "one.png", painted())
    other = tmp_path / "other.png"
    other.write_bytes(one.read_bytes())
    assert probe(one).digest == probe(other).digest
    assert probe(one) is probe(one)
    saved(other, painted("L", (50, 50)))
    os.utime(other, ns=(1, 1))
    assert probe(other).digest != probe(one).digest
    assert probe(other).width == 50


def test_a_missing_picture_names_its_nearest_neighbour(tmp_path: Path) -> None:
    saved(tmp_path / "manifestation.jpg", painted())
    problem = refused(tmp_path / "manifestasion.jpg")
    assert problem.code == "picture-missing"
    assert "manifestation.jpg" in problem.remedy


def test_a_picture_in_a_missing_folder_is_told_too(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere" / "a.jpg").code == "picture-missing"


def test_an_empty_file_and_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    assert refused(tmp_path / "a.jpg").code == "picture-empty"
    (tmp_path / "b.jpg").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        probe(tmp_path / "b.jpg")


def test_a_name_that_no_system_allows_is_told() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        probe(Path("a\0b.jpg"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG"]), st.floats(0, 1))
def test_a_picture_cut_off_anywhere_is_refused(kind: str, share: float) -> None:
    target = io.BytesIO()
    painted(size=(200, 160)).save(target, kind)
    data = target.getvalue()
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"pressdesk-cut-{os.getpid()}.{kind.lower()}"
    path.write_bytes(data[: int(share * (len(data) - 1))])
    try:
        problem = refused(path)
    finally:
        path.unlink()
    assert problem.code in ("picture-truncated", "picture-empty", "not-a-picture")


@pytest.mark.parametrize("suffix", ["webp", "gif", "tif", "bmp"])
def test_other_kinds_cut_off_are_refused(tmp_path: Path, suffix: str) -> None:
    path = saved(tmp_path / f"a.{suffix}", painted(size=(200, 160)))
    path.write_bytes(path.read_bytes()[:-2000] if suffix in ("tif", "bmp") else path.read_bytes()[:300])
    assert refused(path).code in ("picture-damaged", "not-a-picture")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF", b"II*\0", b""]), st.binary())
def test_garbage_never_does_worse_than_being_refused(start: bytes, rest: bytes) -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"pressdesk-garbage-{os.getpid()}.jpg"
    path.write_bytes(start + rest)
    try:
        refused(path)
    finally:
        path.unlink()


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (2**31 - 1, 2**31 - 1), (MOST_PIXELS + 1, 1)])
def test_a_decompression_bomb_is_refused_by_its_header(tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png(width, height, (b"IDAT", zlib.compress(b"\0" * 1000))))
    problem = refused(path)
    assert problem.code == "picture-too-large"
    assert str(width) in problem.message
    assert "300 megapixels" in problem.remedy


def test_a_bomb_of_another_kind_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.gif", painted("P"))
    data = bytearray(path.read_bytes())
    data[6:10] = struct.pack("<HH", 65535, 65535)
    path.write_bytes(data)
    assert refused(path).code == "picture-too-large"


def test_a_picture_of_no_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(0, 10, (b"IDAT", b"")))
    assert refused(path).code == "picture-damaged"


def test_what_comes_behind_a_jpeg_does_not_matter(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", painted())
    path.write_bytes(path.read_bytes() + b"trailer of a telephone")
    assert probe(path).width == 40


def test_a_jpeg_that_printers_cannot_read_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", painted())
    data = bytearray(path.read_bytes())
    data[data.index(b"\xff\xc0") + 1] = 0xC9  # arithmetic coding
    path.write_bytes(data)
    assert refused(path).code == "picture-unusual"


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"8BPS\0\1", "a Photoshop file"),
        (b"PK\x03\x04", "an archive"),
        (b"\0\0\0\x18ftypheic", "a HEIC picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"bonjour", "no picture"),
    ],
)
def test_other_files_are_told_by_what_they_are(tmp_path: Path, start: bytes, told: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(start + b" " * 40)
    assert told in refused(path).message


def test_nothing_is_odd_about_an_ordinary_picture(tmp_path: Path) -> None:
    assert picture_problems(saved(tmp_path / "a.jpg", painted())) == []


def test_oddities_are_notes_or_warnings(tmp_path: Path) -> None:
    tiny = saved(tmp_path / "tiny.png", painted(size=(1, 1)))
    cmyk = saved(tmp_path / "cmyk.jpg", painted("CMYK"))
    deep = saved(tmp_path / "deep.png", Image.new("I;16", (40, 30), 40000))
    frames = [painted("P"), Image.new("P", (40, 30), 3)]
    moving = saved(tmp_path / "moving.gif", frames[0], save_all=True, append_images=frames[1:])
    told = {path.name: [(p.severity, p.code) for p in picture_problems(path)] for path in (tiny, cmyk, deep, moving)}
    assert told == {
        "tiny.png": [("warning", "picture-tiny")],
        "cmyk.jpg": [("note", "picture-cmyk")],
        "deep.png": [("note", "picture-deep")],
        "moving.gif": [("note", "picture-animated")],
    }
    assert "1 × 1" in picture_problems(tiny)[0].message
    assert "2 frames" in picture_problems(moving)[0].message


def test_an_animated_png_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", painted(), save_all=True, append_images=[painted("RGB").rotate(90)])
    assert [p.code for p in picture_problems(path)] == ["picture-animated"]


def test_open_picture_gives_pillow_s_picture_and_shuts_out_other_readers(tmp_path: Path) -> None:
    with open_picture(saved(tmp_path / "a.webp", painted())) as image:
        assert image.size == (40, 30)
    painted().save(tmp_path / "a.ico")
    with pytest.raises(InputError, match="no picture that can be read"):
        open_picture(tmp_path / "a.ico")
