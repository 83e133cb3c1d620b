"""Screen and PDF agree on sheets made by hand: every kind of item, alone and together."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.display.items import Duotone, GlyphRun, Gradient, Group, Picture, Shape, Stop, Stroke
from pressdesk.display.pictures import probe
from tests.output.sheets import BLUE, RED, box, face, line, photo, rich_sheet, shaped, sheet
from tests.parity.compare import raster_difference

pytestmark = pytest.mark.usefixtures("qapp")

LIMIT = 1.0
"""Of 255, in the mean."""

STAR = Path.polygon([(50, 0), (79, 90), (3, 35), (97, 35), (21, 90)])


def test_the_rich_sheet_agrees() -> None:
    assert raster_difference(rich_sheet()) < LIMIT


@pytest.mark.parametrize("size", [5.0, 11.0, 40.0])
def test_text_agrees(size: float) -> None:
    words = [line("L’été à Nîmes, œuvre n° 12", 20 + n * size * 1.3, size) for n in range(int(260 / size / 1.3))]
    assert raster_difference(sheet(*words)) < LIMIT


def test_a_large_title_agrees_to_a_hair() -> None:
    assert raster_difference(sheet(GlyphRun(5, 250, shaped("Été", 120, face("Anton")), RED))) < 0.2


@pytest.mark.parametrize("join", ["miter", "round", "bevel"])
@pytest.mark.parametrize("cap", ["butt", "round", "square"])
def test_strokes_agree(cap: str, join: str) -> None:
    zigzag = Path("MLLLL", (20, 20, 90, 60, 30, 90, 170, 120, 20, 124))
    plain = Shape(zigzag, stroke=Stroke(BLUE, 9, (), cap, join))  # type: ignore[arg-type]
    dashed = Shape(zigzag, stroke=Stroke(RED, 5, (14, 6, 3), cap, join, 4.5))  # type: ignore[arg-type]
    assert raster_difference(sheet(plain, Group((dashed,), Affine.translation(0, 140)))) < 0.5


def test_layers_and_blending_agree() -> None:
    inside = (Shape(STAR, fill=RED), line("dans", 40, 20, ink=WHITE), box(40, 40, 60, 30, BLUE))
    nested = Group((*inside, Group(inside, Affine.scaling(0.5), opacity=0.7, blend="multiply")))
    shown = sheet(
        box(0, 0, 100, 300, RED),
        Group((nested,), Affine.rotation(10, 50, 50).then(Affine.translation(60, 20)), opacity=0.6),
        Group(inside, Affine.translation(60, 120), Path.ellipse(Rect(0, 0, 100, 60)), 0.8, "screen"),
        Group(inside, Affine.translation(60, 200), blend="multiply"),
    )
    assert raster_difference(shown) < 0.5


def test_gradients_agree() -> None:
    fade = Gradient(0, 0, 0, 140, (Stop(0, BLACK, 0.9), Stop(0.6, BLUE, 0.3), Stop(1, BLUE, 0.0)))
    run = Gradient(30, 160, 170, 290, (Stop(0, RED), Stop(0.5, WHITE), Stop(1, BLACK)))
    whole, round_one = Path.rect(Rect(0, 0, 200, 140)), Path.ellipse(Rect(10, 150, 180, 140))
    assert raster_difference(sheet(box(0, 60, 200, 40), Shape(whole, fill=fade), Shape(round_one, fill=run))) < LIMIT


def test_hard_edges_in_gradients_agree() -> None:
    """PDFium cuts a run into 256 steps, so an edge lies up to half a step beside its place."""
    run = Gradient(30, 160, 170, 290, (Stop(0, RED), Stop(0.5, WHITE), Stop(0.5, BLUE), Stop(1, BLACK)))
    assert raster_difference(sheet(Shape(Path.ellipse(Rect(10, 150, 180, 140)), fill=run))) < LIMIT


@pytest.mark.parametrize("kind", ["a.jpg", "a.png", "clear.png", "grey.jpg"])
def test_pictures_agree(tmp_path: FilePath, kind: str) -> None:
    mode = {"clear.png": "RGBA", "grey.jpg": "L"}.get(kind, "RGB")
    picture = Picture(probe(photo(tmp_path / kind, (600, 400), mode)), Rect(10, 10, 180, 120))
    cropped = picture._replace(box=Rect(10, 150, 100, 140), crop=Rect(0.4, 0.1, 0.3, 0.6))
    assert raster_difference(sheet(picture, cropped)) < LIMIT


def test_pictures_in_two_inks_agree(tmp_path: FilePath) -> None:
    picture = Picture(
        probe(photo(tmp_path / "a.jpg", (900, 600))), Rect(10, 10, 180, 120), duotone=Duotone(BLUE, WHITE)
    )
    assert raster_difference(sheet(picture)) < LIMIT


def test_a_sheet_that_differs_is_noticed() -> None:
    """The measure itself: a title moved by half a point is far outside of the limit that a large title keeps."""
    from pressdesk.app.painter import SheetPainter

    class Moved(SheetPainter):
        def image(self, shown, scale, area="trim"):  # type: ignore[no-untyped-def]
            moved = shown._replace(items=(Group(shown.items, Affine.translation(0.5, 0)),))
            return super().image(moved, scale, area)

    title = sheet(GlyphRun(5, 250, shaped("Été", 120, face("Anton")), RED))
    assert raster_difference(title, painter=Moved()) > 0.4
