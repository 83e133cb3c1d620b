from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
import uharfbuzz as hb

from pressdesk.base.geometry import COORDS
from pressdesk.base.paths import FONTS
from pressdesk.base.problem import InputError
from pressdesk.text.fonts import FontLibrary, builtin_library

LIBRARY = builtin_library()
VARIABLE = Path(__file__).parent / "data" / "wide-variable.ttf"
"""A font of ours with the one letter A, 500 wide at weight 100 and 900 at weight 900."""
SHIPPED = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))["font"]


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: row["file"])
def test_the_index_tells_the_truth(row: dict[str, str | int | bool]) -> None:
    path = FONTS / str(row["file"])
    face = hb.Face(hb.Blob(path.read_bytes()))
    font, names = hb.Font(face), hb.OTNameIdPredefined
    assert row["family"] == (face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY))
    assert row["weight"] == font.get_style_value(hb.StyleTag.WEIGHT)
    assert row["italic"] == bool(font.get_style_value(hb.StyleTag.ITALIC))
    assert "OPEN FONT LICENSE" in (path.parent / "OFL.txt").read_text(encoding="utf-8").upper()


def test_every_shipped_file_is_in_the_index() -> None:
    assert {str(row["file"]) for row in SHIPPED} == {
        path.relative_to(FONTS).as_posix() for path in FONTS.rglob("*.ttf")
    }


def test_the_shipped_faces_set_french() -> None:
    for row in SHIPPED:
        face = LIBRARY.face(str(row["family"]), int(row["weight"]), bool(row["italic"]))
        assert face.covers_all("ÀÂÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâçéèêëîïôöùûüÿœæ«»“”’–—…€n°·\u00a0\u202f"), face
        assert (face.family, face.weight, face.italic) == (row["family"], row["weight"], row["italic"])


def test_no_font_is_opened_before_it_is_used() -> None:
    library = FontLibrary((FONTS,))
    assert "Barlow Condensed" in library.families()
    assert library._faces == {}
    assert library.face("Anton") is library.face("Anton")
    assert len(library._faces) == 1


@pytest.mark.parametrize(
    ("family", "weight", "italic", "wanted"),
    [
        ("Source Sans 3", 400, False, (400, False)),
        ("source sans 3", 650, False, (700, False)),
        ("Source Sans 3", 500, False, (600, False)),
        ("Source Sans 3", 300, True, (400, True)),
        ("Source Sans 3", 900, True, (700, True)),
        ("Anton", 900, True, (400, False)),
        ("Barlow Condensed", 1000, False, (900, False)),
    ],
)
def test_the_nearest_face(family: str, weight: int, italic: bool, wanted: tuple[int, bool]) -> None:
    face = LIBRARY.face(family, weight, italic)
    assert (face.weight, face.italic) == wanted


def test_an_unknown_family_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        LIBRARY.face("Source Sand 3")
    (problem,) = caught.value.problems
    assert problem.code == "unknown-font"
    assert "“Source Sand 3”" in problem.message
    assert problem.remedy == "Did you mean “Source Sans 3”?"


def test_metrics_are_fractions_of_the_em() -> None:
    face = LIBRARY.face("Barlow Condensed", 700)
    assert (face.ascender, face.descender, face.cap_height, face.x_height) == (1.0, -0.2, 0.7, 0.514)
    assert (face.upem, face.cff, face.psname) == (1000, False, "BarlowCondensed-Bold")
    assert LIBRARY.face("Inter").cap_height == pytest.approx(0.727, abs=0.001)


def test_the_key_is_a_digest_of_the_bytes() -> None:
    assert LIBRARY.face("Barlow Condensed", 700).key == "6262bcb13860d998f4f0"


def test_outlines_are_in_font_units_with_y_up() -> None:
    face = LIBRARY.face("Barlow Condensed", 700)
    path = face.outline(face.glyph("H"))
    box = path.bounds()
    assert (box.y, box.bottom) == (0, 700)
    assert sum(COORDS[verb] for verb in path.verbs) == len(path.coords)
    assert path is face.outline(face.glyph("H"))
    assert "C" in face.outline(face.glyph("o")).verbs
    assert face.outline(face.glyph(" ")).verbs == ""


def test_glyphs_know_their_character_and_width() -> None:
    face = LIBRARY.face("Source Sans 3")
    assert face.char_of(face.glyph("é")) == "é"
    assert face.char_of(60000) == ""
    assert face.advance(face.glyph(" ")) == 200
    assert face.glyph("漢") == face.notdef == 0


def test_coverage_and_fallback() -> None:
    face = LIBRARY.face("Barlow Condensed", 700)
    assert face.covers("é") and face.covers("\u202f") and not face.covers("→") and not face.covers("ش")
    arrow, arabic = LIBRARY.fallback("→", face), LIBRARY.fallback("ش", face)
    assert arrow is LIBRARY.face("Source Sans 3", 700)
    assert arabic is LIBRARY.face("Amiri", 700)
    assert LIBRARY.fallback("漢", face) is None


def test_fonts_of_a_campaign(tmp_path: Path) -> None:
    mine = tmp_path / "fonts"
    (mine / "deep").mkdir(parents=True)
    shutil.copy(FONTS / "anton" / "Anton_400Regular.ttf", mine / "deep" / "x y é.ttf")
    (mine / "readme.txt").write_text("no font")
    library = builtin_library(mine)
    assert library.problems == ()
    assert library.face("Anton").data == (mine / "deep" / "x y é.ttf").read_bytes()
    assert "Inter" in library.families()


@pytest.mark.parametrize("data", [b"", b"not a font", (FONTS / "anton" / "Anton_400Regular.ttf").read_bytes()[:200]])
def test_a_broken_font_is_a_problem_and_the_others_go_on(tmp_path: Path, data: bytes) -> None:
    mine = tmp_path / "fonts"
    mine.mkdir()
    (mine / "bad.ttf").write_bytes(data)
    library = builtin_library(mine)
    (problem,) = library.problems
    assert (problem.code, problem.place.file) == ("broken-font", "fonts/bad.ttf")
    assert library.face("Inter").family == "Inter"


def test_without_a_folder_the_shipped_fonts_are_shared(tmp_path: Path) -> None:
    assert builtin_library() is builtin_library(tmp_path / "none")


def test_two_libraries_share_their_faces() -> None:
    assert FontLibrary((FONTS,)).face("Anton") is LIBRARY.face("Anton")


def test_a_variable_font_is_made_static(tmp_path: Path) -> None:
    mine = tmp_path / "fonts"
    mine.mkdir()
    shutil.copy(VARIABLE, mine / "wide.ttf")
    library = FontLibrary((mine,))
    light, bold, beyond = (library.face("Wide", weight) for weight in (100, 700, 2000))
    assert not light.hb_face.has_var_data
    assert "fvar" not in light.hb_face.table_tags
    assert (light.weight, bold.weight, beyond.weight) == (100, 700, 900)
    assert light.advance(light.glyph("A")) == 500
    assert beyond.advance(beyond.glyph("A")) == 900
    assert light.key != bold.key
