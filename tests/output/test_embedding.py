from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pressdesk.base.paths import SAMPLE
from pressdesk.model.campaign import Organisation
from pressdesk.output.document import Document
from pressdesk.output.embedding import LOGO_PPI, embedded
from tests.output.documents import block, release, story


def figure(path: str) -> Document:
    return release(story(block("figure", "Devant", picture=path)), organisations=())


def placed(document: Document, root: Path) -> Document:
    """The document with its pictures looked for in another folder."""
    parts = tuple(
        part._replace(picture=root / part.picture.relative_to(SAMPLE)) if part.picture else part
        for part in document.parts
    )
    return document._replace(parts=parts)


def test_logos_are_drawn_sharp_and_of_one_weight() -> None:
    found = embedded(release(), SAMPLE)
    assert found.problems == ()
    first, second = found.pictures.values()
    assert abs(first.width * first.height - second.width * second.height) < 1
    image = Image.open(BytesIO(first.data))
    assert image.width == round(first.width / 72 * LOGO_PPI)
    assert image.info["dpi"] == pytest.approx((LOGO_PPI, LOGO_PPI), abs=1)
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_a_photograph_is_made_smaller_and_loses_what_it_tells(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    exif[0x0112] = 6
    Image.new("RGB", (3000, 2000), "red").save(tmp_path / "a.jpg", exif=exif)
    found = embedded(placed(figure("a.jpg"), tmp_path), tmp_path)
    (made,) = found.pictures.values()
    image = Image.open(BytesIO(made.data))
    assert image.height > image.width  # turned upright
    assert max(image.size) < 1500
    assert not image.getexif()
    assert made.suffix == ".jpg"


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    Image.new("RGB", (96, 96)).save(tmp_path / "a.png")
    (made,) = embedded(placed(figure("a.png"), tmp_path), tmp_path).pictures.values()
    assert (made.width, made.height) == (72, 72)


def test_a_logo_in_pixels_stands_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (400, 200), (0, 0, 0, 0)).save(tmp_path / "logo.png")
    document = release(organisations=(Organisation("a", "A", logo="logo.png"),))
    logos = document.parts[0].logos
    document = document._replace(
        parts=(document.parts[0]._replace(logos=(logos[0]._replace(file=tmp_path / "logo.png"),)),)
    )
    (made,) = embedded(document, tmp_path).pictures.values()
    assert Image.open(BytesIO(made.data)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(("content", "code"), [(b"", "picture-empty"), (b"GIF89a no", "picture-damaged"), (None, "")])
def test_a_bad_picture_is_told_and_left_out(tmp_path: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / "a.jpg").write_bytes(content)
    found = embedded(placed(figure("a.jpg"), tmp_path), tmp_path)
    assert not found.pictures
    (problem,) = found.problems
    assert problem.severity == "error"
    assert "a.jpg" in problem.message
