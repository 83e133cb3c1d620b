"""Sheets made by hand for the tests of the painters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

import numpy
import pikepdf
import pypdfium2
import uharfbuzz
from PIL import Image

from pressdesk.base.colour import BLACK, CMYK, RGB, WHITE, Ink
from pressdesk.base.formats import Format
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.display.items import (
    GlyphRun,
    Gradient,
    Group,
    Item,
    Link,
    Mark,
    Shape,
    Sheet,
    Stop,
    Stroke,
)
from pressdesk.output.pdf import PdfKit, PdfOptions, write_pdf
from pressdesk.output.raster import page_image
from pressdesk.text.fonts import Face, builtin_library
from pressdesk.text.glyphs import ShapedRun

RED = Ink("red", RGB(0.9, 0.1, 0.1), CMYK(0.0, 0.9, 0.8, 0.0))
BLUE = Ink("blue", RGB(0.1, 0.2, 0.8), CMYK(0.9, 0.7, 0.0, 0.0))
SPOT = Ink("spot", RGB(0.0, 0.6, 0.4), CMYK(0.8, 0.0, 0.6, 0.1), "HKS 54 É")
SMALL = Format("small", 200.0, 300.0, "a-portrait")
OPTIONS = PdfOptions(title="Été (1)", author="Veille", created=datetime(2026, 3, 12, 9, 30))
PRINT = OPTIONS._replace(mode="cmyk")


def face(family: str = "Inter", weight: int = 400) -> Face:
    return builtin_library().face(family, weight)


def shaped(text: str, size: float = 12.0, of: Face | None = None, features: dict[str, bool] | None = None) -> ShapedRun:
    """One line as HarfBuzz sets it, in visual order."""
    of = of or face()
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(of.hb_font, buffer, features or {})
    k = size / of.upem
    pen = 0.0
    gids, xs, ys, clusters = [], [], [], []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        gids.append(info.codepoint)
        xs.append(pen + position.x_offset * k)
        ys.append(position.y_offset * k)
        clusters.append(info.cluster)
        pen += position.x_advance * k
    raised = tuple(ys) if any(ys) else ()
    rtl = buffer.direction == "rtl"
    return ShapedRun(of, size, tuple(gids), tuple(xs), tuple(clusters), text, pen, raised, rtl)


def line(text: str, y: float, size: float = 12.0, of: Face | None = None, ink: Ink = BLACK) -> GlyphRun:
    return GlyphRun(10.0, y, shaped(text, size, of), ink)


def sheet(*items: Item, format: Format = SMALL, bleed: float = 0.0, slug: float = 0.0) -> Sheet:
    return Sheet(format, items, bleed, slug, "front", "A sheet")


def box(x: float, y: float, width: float, height: float, ink: Ink = RED) -> Shape:
    return Shape(Path.rect(Rect(x, y, width, height)), fill=ink)


def pdf(*sheets: Sheet, options: PdfOptions = OPTIONS, kit: PdfKit | None = None) -> bytes:
    stream = BytesIO()
    write_pdf(sheets, stream, options, kit)
    return stream.getvalue()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def content(data: bytes, page: int = 0) -> str:
    """The operators of a page, those of its form objects after them."""
    with opened(data) as document:
        found = document.pages[page]
        parts = [found.Contents.read_bytes().decode("ascii")]
        forms = [form for form in found.Resources.get("/XObject", {}).values() if form.Subtype == "/Form"]
        parts += [form.read_bytes().decode("ascii") for form in forms]
        return "\n".join(parts)


def text_of(data: bytes, page: int = 0) -> str:
    """The text of a page as PDFium takes it out, with plain line ends."""
    with pypdfium2.PdfDocument(data) as document:
        return str(document[page].get_textpage().get_text_range()).replace("\r\n", "\n")


def pixels(shown: Sheet, scale: float = 1.0, options: PdfOptions = OPTIONS) -> numpy.ndarray:
    """The trim of a sheet as PDFium paints it: rows, columns, RGB of 0 to 255."""
    image = page_image(pdf(shown, options=options), dpi=72 * scale)
    return numpy.asarray(image).astype(int)


def near(found: Any, wanted: RGB | Sequence[float], slack: int = 3) -> bool:
    """Whether a pixel (three numbers, 0 to 255) has that colour, components 0 to 1, up to `slack` of 255."""
    return all(abs(int(a) - b * 255) <= slack for a, b in zip(found, wanted, strict=True))


def photo(path: FilePath, size: tuple[int, int] = (120, 80), mode: str = "RGB", **saving: Any) -> FilePath:
    """A picture whose corners differ: red, green, blue and white quarters over a soft run."""
    width, height = size
    image = Image.new("RGB", size)
    for x in range(width):
        for y in range(height):
            corner = (x >= width / 2) + 2 * (y >= height / 2)
            base = ((200, 30, 30), (30, 200, 30), (30, 30, 200), (240, 240, 240))[corner]
            image.putpixel((x, y), tuple(max(0, v - (x + y) % 8) for v in base))
    image.convert(mode).save(path, **saving)
    return path


def rich_sheet() -> Sheet:
    """Every kind of item at once."""
    clip = Path.ellipse(Rect(0, 0, 60, 40))
    inside = (box(0, 0, 60, 20), box(20, 10, 60, 40, BLUE))
    star = Path.polygon([(50, 0), (79, 90), (3, 35), (97, 35), (21, 90)])
    run = Gradient(10, 60, 190, 60, (Stop(0, RED), Stop(0.4, WHITE, 0.6), Stop(1, BLUE, 0.1)))
    return sheet(
        box(0, 0, 200, 50, BLUE),
        line("L’été à Noël : « Office »", 30, 14, ink=WHITE),
        Shape(Path.rect(Rect(10, 60, 180, 20)), fill=run),
        Group(inside, Affine.translation(20, 90), clip),
        Group(inside, Affine.rotation(25, 30, 30).then(Affine.translation(110, 90)), opacity=0.5),
        Group((box(30, 150, 60, 30, RED), box(50, 165, 60, 30, BLUE)), blend="multiply"),
        Group((Shape(star, fill=RED, even_odd=True),), Affine.scaling(0.6).then(Affine.translation(120, 160))),
        Shape(Path.line(10, 220, 190, 240), stroke=Stroke(BLACK, 3, (9, 5), "round")),
        Shape(Path.polygon([(20, 250), (60, 280), (100, 250)]), RED, Stroke(BLUE, 4, join="round")),
        line("Grande", 290, 40, face("Anton"), BLUE),
        Link(Rect(10, 20, 100, 12), "https://example.org/été"),
        Mark("title", Rect(0, 0, 10, 10)),
    )
