"""Each line of “Bad input” in the issue: one plain sentence with place and remedy, the exit status as specified,
nothing half-written, and the earlier output still there."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest

from tests.badinput.given import build, halves, run
from tests.work.given import AS_OF, campaign, change, put, tree

REPOSITORY = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path / "ma campagne d'été")


@pytest.fixture
def built(root: Path, capsys: Capture) -> dict[str, bytes]:
    """The poster as it was printed before anything was spoiled."""
    outcome = build(capsys, root, "poster")
    assert (outcome.status, outcome.problems) == (0, [])
    return tree(root / "build")


def refused(root: Path, capsys: Capture, before: dict[str, bytes], status: int, code: str) -> dict[str, str]:
    """The poster cannot be built: status, one such problem, nothing written, the earlier file untouched."""
    outcome = build(capsys, root, "poster")
    assert outcome.status == status, outcome
    assert outcome.files == []
    assert tree(root / "build") == before
    assert halves(root) == []
    return outcome.the(code)


def picture(root: Path, data: bytes, name: str = "photo.jpg") -> None:
    (root / "pictures" / name).write_bytes(data)
    if name != "photo.jpg":
        change(root, "pieces/poster.toml", "pictures/photo.jpg", f"pictures/{name}")


def encoded(mode: str, size: tuple[int, int], kind: str, **options: object) -> bytes:
    from PIL import Image

    stream = BytesIO()
    Image.new(mode, size, 0 if mode in ("L", "I;16") else None).save(stream, kind, **options)
    return stream.getvalue()


def turned() -> bytes:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    return exif.tobytes()


def moving() -> bytes:
    from PIL import Image

    stream = BytesIO()
    frames = [Image.new("P", (300, 200), color) for color in (0, 1)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    return stream.getvalue()


# What cannot be read: status 3


def test_not_a_campaign(tmp_path: Path, capsys: Capture) -> None:
    for command in (["build"], ["check"], ["merge", "flyer"], ["pack", "x.pressdesk"], ["import", "x.jpg"]):
        outcome = run(capsys, command[0], tmp_path, *command[1:])
        assert outcome.status == 3, command
        assert "not a campaign" in outcome.problems[0]["message"]
        assert "pressdesk new" in outcome.problems[0]["remedy"]
    assert list(tmp_path.iterdir()) == []


def test_broken_campaign_toml(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "campaign.toml", 'slogan = "Qui veille ?"', 'slogan = "Qui veille ?')
    problem = refused(root, capsys, built, 3, "broken-toml")
    assert problem["place"] == "campaign.toml:4"


def test_broken_piece_toml_spoils_only_this_piece(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    put(root, "pieces/second.toml", "format = 1\ntemplate = \n")
    outcome = build(capsys, root)
    assert outcome.status == 3
    assert outcome.the("broken-toml")["place"] == "pieces/second.toml:2"
    assert {file["piece"] for file in outcome.files} == {"poster", "flyer"}
    assert tree(root / "build")["print/poster-A6.pdf"] == built["print/poster-A6.pdf"]


def test_broken_template_xml(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    put(root, "templates/poster-call/template.xml", "<template>\n  <fields>\n</template>")
    assert ":3" in refused(root, capsys, built, 3, "broken-xml")["place"]


def test_unknown_template(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "pieces/poster.toml", '"poster-call"', '"poster-cal"')
    problem = refused(root, capsys, built, 3, "unknown-template")
    assert problem["remedy"] == "Did you mean “poster-call”?"
    assert "pieces/poster.toml" in problem["place"]


def test_unknown_format(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "pieces/poster.toml", '["A6"]', '["A66"]')
    assert refused(root, capsys, built, 3, "unknown-format")["place"].startswith("pieces/poster.toml:3")


def test_unknown_font(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "campaign.toml", '"Barlow Condensed"', '"Barlo Condensed"')
    problem = refused(root, capsys, built, 3, "unknown-font")
    assert problem["remedy"] == "Did you mean “Barlow Condensed”?"
    assert "campaign.toml, brand.display_font" in problem["place"]


def test_a_petition_that_is_not_a_link(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "campaign.toml", '"https://veille.example"', '"veille"')
    assert refused(root, capsys, built, 3, "not-a-link")["place"] == "campaign.toml:34, petitions.main.link"


# What is read and is wrong: status 1, and no print file


def test_unknown_field(root: Path, capsys: Capture) -> None:
    change(root, "pieces/poster.toml", "[content]", '[content]\ntitel = "x"')
    outcome = build(capsys, root, "poster")
    problem = outcome.the("unknown-content")
    assert "“title”" in problem["remedy"]
    assert "titel" in problem["place"]


def test_unknown_fact(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "pieces/poster.toml", '"{rally.town}"', '"{rally.twon}"')
    problem = refused(root, capsys, built, 1, "unknown-fact")
    assert "rally.town" in problem["remedy"]


def test_an_empty_mandatory_field(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "campaign.toml", 'slogan = "Qui veille ?"', 'slogan = ""')
    assert "title" in refused(root, capsys, built, 1, "empty-field")["place"]


def test_a_title_of_2000_characters(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "pieces/poster.toml", "[content]", f'[content]\ntitle = "{"Résistance " * 182}"')
    assert "RÉSISTANCE" in refused(root, capsys, built, 1, "overset")["message"]
    assert build(capsys, root, "poster", "--for", "screen").status == 1
    assert len(build(capsys, root, "poster", "--force").pages) == 1


def test_a_word_of_2000_characters(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "pieces/poster.toml", "[content]", f'[content]\ntitle = "{"A" * 2000}"')
    refused(root, capsys, built, 1, "overset")


def test_a_script_that_no_font_covers(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "pieces/poster.toml", "[content]", '[content]\ntitle = "ⴰⵣⵓⵍ 你好"')
    problem = refused(root, capsys, built, 1, "missing-glyph")
    assert "你" in problem["message"] or "ⴰ" in problem["message"]


# Pictures


def test_a_missing_picture(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    change(root, "pieces/poster.toml", "pictures/photo.jpg", "pictures/phto.jpg")
    assert "photo.jpg" in refused(root, capsys, built, 1, "missing-picture")["remedy"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:150],
        lambda _: b"",
        lambda _: b"%PDF-1.4 not a picture at all",
        lambda _: b"GIF89a",
    ],
    ids=["cut in half", "cut in its header", "empty", "a PDF", "a few bytes"],
)
def test_a_picture_that_is_none(root: Path, capsys: Capture, built: dict[str, bytes], spoil: object) -> None:
    data = (root / "pictures/photo.jpg").read_bytes()
    picture(root, spoil(data))  # type: ignore[operator]
    outcome = build(capsys, root, "poster")
    assert outcome.status in (1, 3)
    assert outcome.files == []
    assert tree(root / "build") == built
    assert any("photo.jpg" in p["place"] + p["message"] and p["remedy"] for p in outcome.problems), outcome


def test_a_decompression_bomb(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9999))
        + chunk(b"IEND", b"")
    )
    picture(root, bomb, "bomb.png")
    outcome = build(capsys, root, "poster")
    assert (outcome.status in (1, 3), outcome.files, tree(root / "build")) == (True, [], built)
    assert any("bomb.png" in p["place"] + p["message"] and p["remedy"] for p in outcome.problems), outcome


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dot.png", lambda: encoded("RGB", (1, 1), "PNG")),
        ("inks.jpg", lambda: encoded("CMYK", (300, 200), "JPEG")),
        ("deep.png", lambda: encoded("I;16", (300, 200), "PNG")),
        ("turned.jpg", lambda: encoded("RGB", (300, 200), "JPEG", exif=turned())),
        ("moving.gif", moving),
        ("see through.png", lambda: encoded("RGBA", (300, 200), "PNG")),
        ("été à l'île (1).png", lambda: encoded("RGB", (300, 200), "PNG")),
        (unicodedata.normalize("NFD", "été.png"), lambda: encoded("RGB", (300, 200), "PNG")),
    ],
)
def test_odd_pictures_are_printed(root: Path, capsys: Capture, name: str, data: object) -> None:
    picture(root, data(), name)  # type: ignore[operator]
    outcome = build(capsys, root, "poster", "--force")
    assert [file["path"] for file in outcome.pages] == [str(root / "build/print/poster-A6.pdf")], outcome
    assert {p["code"] for p in outcome.problems if p["severity"] == "error"} == {"low-resolution"}
    assert build(capsys, root, "poster", "--for", "screen").status == 0


@pytest.mark.parametrize("path", ["../secret.jpg", "/etc/secret.jpg", "pictures/../../secret.jpg", "C:\\secret.jpg"])
def test_a_picture_outside_the_folder(root: Path, capsys: Capture, built: dict[str, bytes], path: str) -> None:
    (root.parent / "secret.jpg").write_bytes((root / "pictures/photo.jpg").read_bytes())
    change(root, "pieces/poster.toml", '"pictures/photo.jpg"', f"'{path}'")
    outcome = build(capsys, root, "poster")
    assert outcome.status in (1, 3)
    assert (outcome.files, tree(root / "build")) == ([], built)
    assert any(problem["severity"] == "error" and problem["remedy"] for problem in outcome.problems)


def test_a_picture_that_is_a_link_out_of_the_folder(root: Path, capsys: Capture, built: dict[str, bytes]) -> None:
    outside = root.parent / "outside.jpg"
    outside.write_bytes((root / "pictures/photo.jpg").read_bytes())
    (root / "pictures/photo.jpg").unlink()
    (root / "pictures/photo.jpg").symlink_to(outside)
    assert refused(root, capsys, built, 3, "outside-campaign")["place"].startswith("pictures/photo.jpg")


# Tables


def test_a_table_with_a_missing_column(root: Path, capsys: Capture) -> None:
    change(root, "tables/events.csv", ";town;", ";twon;")
    outcome = run(capsys, "merge", root, "flyer", "--table", "tables/events.csv", "--as-of", AS_OF)
    assert (outcome.status, outcome.files) == (1, [])
    assert any("town" in p["message"] and "twon" in p["remedy"] for p in outcome.problems), outcome.problems


def test_a_table_with_an_unreadable_date(root: Path, capsys: Capture) -> None:
    change(root, "tables/events.csv", "2027-03-10", "31/02/2027")
    outcome = run(capsys, "merge", root, "flyer", "--table", "tables/events.csv", "--as-of", AS_OF)
    assert outcome.status == 1
    assert [file["record"] for file in outcome.pages] == ["hautevoie-2027-03-08", "evry-2027-03-12"]
    problem = outcome.the("unreadable-date")
    assert problem["place"] == "tables/events.csv:3, date, row 3"
    assert outcome.problems[0] == problem


def test_a_missing_table(root: Path, capsys: Capture) -> None:
    outcome = run(capsys, "merge", root, "flyer", "--table", "tables/evnts.csv")
    assert outcome.status == 3
    assert outcome.problems[0]["remedy"] == "Did you mean “tables/events.csv”?"


# Disks


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "read-only"), (errno.EACCES, "read-only")]
)
@pytest.mark.parametrize("call", ["open", "replace"])
def test_a_disk_that_refuses(
    root: Path,
    capsys: Capture,
    built: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    code: str,
) -> None:
    change(root, "campaign.toml", "Qui veille ?", "Qui dort ?")
    real = getattr(os, call)

    def refusing(path: str, *rest: object) -> object:
        if ".part" in str(path):
            raise OSError(number, os.strerror(number), str(path))
        return real(path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(f"pressdesk.base.fsio.os.{call}", refusing)
        problem = refused(root, capsys, built, 1, code)
    assert "poster-A6.pdf" in problem["place"]
    assert build(capsys, root, "poster").status == 0


def test_a_disk_that_is_really_full_in_the_middle_of_a_file(
    root: Path, capsys: Capture, built: dict[str, bytes]
) -> None:
    change(root, "campaign.toml", "Qui veille ?", "Qui dort ?")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    words = [sys.executable, "main.py", "build", str(root), "poster", "--as-of", AS_OF, "--jobs", "1"]
    done = subprocess.run(
        words,
        cwd=REPOSITORY,
        preexec_fn=small_files,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "larger than this disk allows" in done.stderr
    assert tree(root / "build") == built
    assert halves(root) == []


def test_a_file_where_the_output_should_go(root: Path, capsys: Capture) -> None:
    put(root, "build", "mine")
    outcome = build(capsys, root, "poster")
    assert (outcome.status, outcome.files) == (1, [])
    assert "A file stands where a folder is needed" in outcome.problems[0]["message"]
    assert (root / "build").read_text() == "mine"


def test_new_in_a_folder_in_use(root: Path, capsys: Capture) -> None:
    before = tree(root)
    outcome = run(capsys, "new", root, "--sample")
    assert outcome.status == 2
    assert tree(root) == before
