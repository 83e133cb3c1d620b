"""Drawings as pictures, for what cannot be carried as outlines."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path as FilePath

import pytest
from PIL import Image

from pressdesk.base.problem import InputError
from pressdesk.base.units import MM
from pressdesk.display import svgraster
from pressdesk.display.svg import size_of
from pressdesk.display.svgraster import pixels_of, rasterised

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 40 20">'
RADIAL = """<radialGradient id="r"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f"/></radialGradient>
<circle cx="10" cy="10" r="8" fill="url(#r)"/>"""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svgraster, "LEAST_MM", 15.0)


def written(folder: FilePath, body: str, width: str = "40", height: str = "20") -> FilePath:
    path = folder / "logo.svg"
    path.write_text(HEAD.format(width, height) + body + "</svg>", encoding="utf-8")
    return path


def picture(path: FilePath) -> Image.Image:
    return Image.open(BytesIO(rasterised(path, size_of(path))))


def test_what_is_no_outline_is_seen_in_the_picture_on_a_clear_ground(tmp_path: FilePath) -> None:
    found = picture(written(tmp_path, RADIAL))
    assert found.size == (354, 177)
    unit = found.width / 40
    red, _, blue, alpha = found.getpixel((round(10 * unit), round(10 * unit)))  # type: ignore[misc]
    assert red > 240
    assert blue < 20
    assert alpha == 255
    assert found.getpixel((round(30 * unit), 10)) == (0, 0, 0, 0)


def test_a_large_drawing_has_600_pixels_to_its_own_inch_within_bounds(tmp_path: FilePath) -> None:
    assert size_of(written(tmp_path, RADIAL, "240mm", "120mm")) == pytest.approx((240 * MM, 120 * MM))
    assert pixels_of((240 * MM, 120 * MM))[0] == round(240 / 25.4 * 600)
    assert pixels_of((900 * MM, 450 * MM)) == (8000, 4000)
    assert picture(written(tmp_path, RADIAL, "20mm", "10mm")).width == pytest.approx(20 / 25.4 * 600, abs=2)


def test_text_is_set_in_the_fonts_of_the_program(tmp_path: FilePath) -> None:
    body = '<text x="2" y="15" font-size="12" font-family="Anton">HHHH</text>'
    heavy = picture(written(tmp_path, body)).getchannel("A").histogram()[255]
    light = picture(written(tmp_path, body.replace("Anton", "Inter"))).getchannel("A").histogram()[255]
    assert heavy > 1.2 * light > 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<image href="other.png" width="9" height="9"/>', "svg-outside"),
        ('<image xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///a.png" width="9" height="9"/>', "svg-outside"),
        ("", "svg-unmade"),
        ('<rect width="9" height="9" fill="none"/>', "svg-unmade"),
    ],
)
def test_what_gives_no_picture_says_why(tmp_path: FilePath, body: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        picture(written(tmp_path, body))
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].remedy


def test_a_drawing_like_a_thread_gives_no_picture(tmp_path: FilePath) -> None:
    with pytest.raises(InputError, match="No picture"):
        rasterised(written(tmp_path, RADIAL), (5000.0, 1.0))
