"""Pieces through every preset and standard to the finished file, read back with other programs."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from PIL import Image, ImageChops

from pressdesk.base.paths import SAMPLE
from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.display.pictures import MOST_PIXELS
from pressdesk.output.separations import separations
from pressdesk.prepress.preflight import preflight
from pressdesk.work.build import Built, build
from pressdesk.work.plan import Order
from pressdesk.work.presets import PRESETS, limits_of
from pressdesk.work.sample_photo import make_pictures
from pressdesk.work.store import load, load_with_problems
from tests.work.given import campaign, change, put

DAY = date(2027, 2, 1)
PRINT = [name for name, preset in PRESETS.items() if preset.purpose == "print"]
VEIL = """
[[extra]]
kind = "shape"
x = "10mm"
y = "10mm"
width = "60mm"
height = "20mm"
fill = "accent"
opacity = 0.5
"""
SPOT = 'rgb = "#ff5533"\ncmyk = [0, 80, 84, 0]\nspot = "PANTONE (Warm) #2/A"'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path / "c")


def made(root: Path, *pieces: str, **order: Any) -> Built:
    return build(load_with_problems(root), Order(DAY, pieces, **order), jobs=1)


def errors(built: Built) -> list[Problem]:
    return [problem for problem in built.problems if problem.severity == "error"]


def only(built: Built) -> bytes:
    assert errors(built) == []
    return built.files[0].path.read_bytes()


def is_sound(path: Path) -> bool:
    """Whether a picture can be read whole, and whether qpdf, where it is installed, finds nothing wrong in a PDF."""
    if path.suffix != ".pdf":
        with Image.open(path) as picture:
            picture.load()
        return True
    if shutil.which("qpdf") is None:
        return True
    return subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("preset", PRINT)
@pytest.mark.parametrize("standard", ["PDF/X-4", "PDF/X-1a:2003"])
def test_every_preset_of_print_gives_a_file_that_passes(root: Path, preset: str, standard: Any) -> None:
    built = made(root, "poster", preset=preset, standard=standard, format="A5")
    data = only(built)
    assert is_sound(built.files[0].path)
    assert [problem for problem in preflight(data, limits_of(PRESETS[preset])) if problem.severity == "error"] == []
    with pikepdf.open(BytesIO(data)) as document:
        told = str(document.docinfo.get("/GTS_PDFXVersion", "")) or str(
            document.open_metadata()["pdfxid:GTS_PDFXVersion"]
        )
        assert told == standard


@pytest.mark.parametrize("preset", ["screen", "office"])
def test_files_for_screens_and_offices_are_rgb_without_bleed(root: Path, preset: str) -> None:
    built = made(root, "poster", preset=preset, format="A5")
    assert [file.purpose for file in built.files] == [preset]
    with pikepdf.open(BytesIO(only(built))) as document:
        page = document.pages[0]
        assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, 148 * MM, 210 * MM], abs=0.01)
        assert "/GTS_PDFX" not in [str(intent.S) for intent in document.Root.get("/OutputIntents", [])]
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        spaces = [one.ColorSpace for one in streams if one.get("/Subtype") == "/Image"]
        named = {str(space if isinstance(space, pikepdf.Name) else space[1]) for space in spaces}
        assert named <= {"/DeviceRGB", "/DeviceGray"}


def test_a_preset_of_the_campaign_decides_bleed_marks_and_standard(root: Path) -> None:
    put(root, "presets/marche.toml", 'format = 1\nbleed_mm = 7\nmarks = ["crop"]\nstandard = "PDF/X-1a:2003"\n')
    built = made(root, "poster", preset="marche", format="A5")
    with pikepdf.open(BytesIO(only(built))) as document:
        page = document.pages[0]
        trim, bleed = (list(map(float, box)) for box in (page.trimbox, page.bleedbox))
        assert trim[0] - bleed[0] == pytest.approx(7 * MM, abs=0.01)
        assert str(document.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
    assert not made(root, "poster", preset="marche", format="A5").files[0].fresh
    put(root, "presets/marche.toml", "format = 1\nbleed_mm = 4\n")
    assert made(root, "poster", preset="marche", format="A5").files[0].fresh


def test_the_same_order_gives_the_same_bytes(root: Path) -> None:
    put(root, "pieces/poster.toml", (root / "pieces/poster.toml").read_text(encoding="utf-8") + VEIL)
    order = {"standard": "PDF/X-1a:2003", "format": "A6", "force": True}
    first = made(root, "poster", **order).files[0].path.read_bytes()
    shutil.rmtree(root / ".pressdesk")
    assert made(root, "poster", **order).files[0].path.read_bytes() == first


def test_a_spot_colour_is_one_plate_from_the_brand_to_the_file(root: Path) -> None:
    change(root, "campaign.toml", 'rgb = "#ff5533"\ncmyk = [0, 80, 84, 0]', SPOT)
    data = only(made(root, "poster", format="A6"))
    assert b"/Separation /PANTONE#20#28Warm#29#20#232#2FA /DeviceCMYK" in data
    plates = separations(data)
    assert list(plates)[4:] == ["PANTONE (Warm) #2/A"]
    spot = plates["PANTONE (Warm) #2/A"].histogram()
    assert spot[255] > sum(spot) / 10
    screen = only(made(root, "poster", format="A6", purpose="screen"))
    assert b"/Separation" not in screen


def test_pdf_x_1a_paints_only_what_lies_under_a_veil(root: Path) -> None:
    change(root, "campaign.toml", 'rgb = "#ff5533"\ncmyk = [0, 80, 84, 0]', SPOT)
    put(root, "pieces/poster.toml", (root / "pieces/poster.toml").read_text(encoding="utf-8") + VEIL)
    flat = made(root, "poster", format="A6", standard="PDF/X-1a:2003", force=True)
    assert "spot-flattened" in [problem.code for problem in flat.problems]
    assert not [problem for problem in flat.problems if problem.code in ("not-x1a", "forbidden", "bug")]
    whole = made(root, "poster", format="A6", force=True, out=root / "x4")
    texts = [pypdf.PdfReader(one.files[0].path).pages[0].extract_text() for one in (flat, whole)]
    assert texts[0].split() == texts[1].split()  # a shape hides no text; what lies under it is still there
    before, after = (separations(one.files[0].path.read_bytes(), dpi=144, spots=False) for one in (whole, flat))
    for ink, plate in before.items():
        apart = ImageChops.difference(plate, after[ink]).reduce(12)  # edges of letters are mixed pixels in a picture
        assert max(apart.tobytes()) < 20, ink


def test_a_rich_black_is_for_grounds_and_not_for_text(root: Path) -> None:
    change(root, "campaign.toml", "[brand]", "[brand]\nrich_black = [60, 40, 40, 100]")
    black = 'rgb = "#000000"\ncmyk = [0, 0, 0, 100]'
    change(root, "campaign.toml", 'rgb = "#ff5533"\ncmyk = [0, 80, 84, 0]', black)
    change(root, "campaign.toml", 'rgb = "#1b1030"\ncmyk = [85, 90, 30, 65]', 'rgb = "#ffffff"\ncmyk = [0, 0, 0, 0]')
    data = made(root, "poster", format="A6", force=True).files[0].path.read_bytes()
    with pikepdf.open(BytesIO(data)) as document:
        operators = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(document.pages[0]))
    assert b"0.6 0.4 0.4 1 k" in operators


def test_a_code_of_a_single_file_is_read_back_under_all_conditions(root: Path) -> None:
    from json import loads

    beside = made(root, "poster", format="A6").files[0].beside
    told = loads(next(path for path in beside if path.suffix == ".json").read_bytes())
    assert [len(code["conditions"]) for code in told["codes"]] == [4]
    assert told["preset"] == "offset-coated"


def test_a_colour_that_no_press_reaches_is_told_with_its_nearest(root: Path) -> None:
    change(root, "campaign.toml", 'rgb = "#ffc53d"\ncmyk = [0, 24, 82, 0]', 'rgb = "#00ff40"')
    built = made(root, "poster", format="A6")
    (problem,) = [problem for problem in built.problems if problem.code == "out-of-gamut"]
    assert problem.place.file == "campaign.toml"
    assert "cmyk = [" in problem.remedy
    assert "out-of-gamut" not in [one.code for one in made(root, "poster", format="A6", purpose="screen").problems]


def test_profiles_that_cannot_be_printed_by_stop_print_and_nothing_else(root: Path) -> None:
    change(root, "campaign.toml", "[brand]", '[brand]\nprofile = "press.icc"')
    built = made(root, "poster", format="A6")
    assert (built.status, [problem.code for problem in errors(built)]) == (3, ["missing-profile"])
    (root / "profiles").mkdir()
    (root / "profiles" / "press.icc").write_bytes(b"x" * 500)
    built = made(root, "poster", format="A6")
    assert [problem.code for problem in errors(built)] == ["broken-profile"]
    assert errors(made(root, "poster", format="A6", purpose="screen")) == []


def test_a_preset_with_a_fault_is_told_before_anything_is_made(root: Path) -> None:
    put(root, "presets/own.toml", "format = 1\nmraks = []\n")
    from pressdesk.base.problem import InputError, UsageError

    with pytest.raises(InputError, match="mraks"):
        made(root, "poster", preset="own")
    with pytest.raises(UsageError, match="for screen"):
        made(root, "poster", preset="screen", purpose="print")
    assert not (root / "build" / "print").exists()


@pytest.mark.full
def test_a_picture_of_200_megapixels_is_printed(root: Path) -> None:
    Image.linear_gradient("L").resize((16_384, 12_288)).convert("RGB").save(root / "pictures" / "photo.jpg", quality=60)
    assert MOST_PIXELS > 16_384 * 12_288
    data = only(made(root, "poster", format="A6"))
    assert len(data) < 5_000_000


@pytest.mark.full
@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("standard", ["PDF/X-4", "PDF/X-1a:2003"])
def test_every_piece_of_the_sample_passes_in_every_preset(tmp_path: Path, preset: str, standard: Any) -> None:
    if PRESETS[preset].purpose != "print" and standard != "PDF/X-4":
        pytest.skip("screens and offices know no standard")
    folder = tmp_path / "c"
    shutil.copytree(SAMPLE, folder)
    make_pictures(folder / "pictures")
    loaded = load(folder)
    for piece in loaded.pieces.values():
        order = Order(date(2027, 1, 20), (piece.name,), preset=preset, standard=standard, format=piece.formats[0])
        built = build(loaded, order, jobs=1)
        assert errors(built) == []
        assert built.files
        for file in built.files:
            assert is_sound(file.path), file.path
