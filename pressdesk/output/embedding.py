"""Logos and pictures of a document made ready to lie inside a Word file or an e-mail: sRGB, small, without metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.formats import Format
from pressdesk.base.problem import InputError, Problem
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import Group, Sheet
from pressdesk.layout.logos import optical_sizes
from pressdesk.layout.pictures import Source, Sources
from pressdesk.output.document import Document, Part, leaves

if TYPE_CHECKING:
    from pressdesk.display.svg import SvgDrawing

LOGO_PPI = 400
"""A logo is drawn for an office printer: a line of 11 mm comes out 173 pixels high."""

PICTURE_PPI = 220
"""What Word itself keeps of a picture; twice the pixels of a letter on screen."""

TALLEST = 150 * MM
"""A picture in a text is no taller, so that it stands on one page with its caption."""


class Embedded(NamedTuple):
    """A picture as the bytes of a file; `width` and `height` are the points it is shown at."""

    data: bytes
    mime: str
    width: float
    height: float

    @property
    def suffix(self) -> str:
        return ".png" if self.mime == "image/png" else ".jpg"


class Embedding(NamedTuple):
    """The pictures of a document by the part's file, and what is wrong with those that could not be read."""

    pictures: Mapping[Path, Embedded] = {}
    problems: tuple[Problem, ...] = ()


def embedded(document: Document, root: Path, cache: Path | None = None) -> Embedding:
    """Every logo and picture of a document, read from within `root`; one that cannot be read is told and left out.

    `cache` is a folder where smaller pictures are kept.
    """
    found: dict[Path, Embedded] = {}
    problems: dict[Problem, None] = {}
    left, right = document.paper.margins[3], document.paper.margins[1]
    measure = document.paper.measure or document.paper.width - left - right
    for part in leaves((*document.parts, *document.foot, *document.next_head, *document.next_foot)):
        for file, source, width, height in _wanted(part, measure, root):
            problems.update(dict.fromkeys(source.problems))
            try:
                if source.drawing is not None:
                    found[file] = _drawn(source.drawing, width, height)
                elif source.asset is not None and part.kind == "logos":
                    found[file] = _logo(file, source.asset.digest, width, height)
                elif source.asset is not None:
                    found[file] = _photo(source, width, height, cache)
            except InputError as fault:
                problems.update(dict.fromkeys(fault.problems))
    return Embedding(found, tuple(problems))


_sources = Sources()


def _wanted(part: Part, measure: float, root: Path) -> Iterator[tuple[Path, Source, float, float]]:
    """The pictures of a part, and the size each is shown at."""
    if part.kind == "logos":
        known = [(logo, _sources.at(logo.file, root)) for logo in part.logos if logo.file is not None]
        usable = [(logo, source) for logo, source in known if source.asset is not None or source.drawing is not None]
        sizes = optical_sizes([source.aspect for _, source in usable], part.height)
        for (logo, source), (width, height) in zip(usable, sizes, strict=True):
            if logo.file is not None:
                yield logo.file, source, width, height
        for logo, source in known:
            if logo.file is not None and source.asset is None and source.drawing is None:
                yield logo.file, source, 0.0, 0.0
    elif part.picture is not None:
        source = _sources.at(part.picture, root)
        width = min(measure, TALLEST * source.aspect)
        if source.asset is not None:
            width = min(width, source.asset.upright[0] / 96 * 72)  # never larger than on a plain screen
        yield part.picture, source, width, width / source.aspect


@lru_cache(maxsize=64)
def _drawn(drawing: SvgDrawing, width: float, height: float) -> Embedded:
    """A drawing as pixels, painted as it is in a PDF."""
    from pressdesk.output.pdf import PdfOptions, write_pdf
    from pressdesk.output.raster import page_image, write_png

    page = BytesIO()
    format = Format("drawing", drawing.width, drawing.height, "drawing")
    write_pdf([Sheet(format, (Group((drawing.group,)),))], page, PdfOptions(links=False))
    image = page_image(page.getvalue(), width_px=max(round(width / 72 * LOGO_PPI), 1))
    data = BytesIO()
    write_png(image, data, dpi=LOGO_PPI)
    return Embedded(data.getvalue(), "image/png", width, height)


@lru_cache(maxsize=64)
def _logo(file: Path, digest: str, width: float, height: float) -> Embedded:  # noqa: ARG001
    """A logo in pixels on white, without loss; `digest` tells its versions apart."""
    from PIL import Image

    from pressdesk.display.pictures import damaged, open_picture
    from pressdesk.output.raster import write_png

    with open_picture(file) as image:
        try:
            shown = image.convert("RGBA")
        except (OSError, ValueError, SyntaxError) as fault:
            raise damaged(file, str(fault)) from None
    shown.thumbnail((max(round(width / 72 * LOGO_PPI), 1), max(round(height / 72 * LOGO_PPI), 1)))
    ground = Image.new("RGBA", shown.size, "white")
    ground.alpha_composite(shown)
    data = BytesIO()
    write_png(ground.convert("RGB"), data, dpi=LOGO_PPI)
    return Embedded(data.getvalue(), "image/png", width, height)


def _photo(source: Source, width: float, height: float, cache: Path | None) -> Embedded:
    from pressdesk.colour.pictures import treated

    assert source.asset is not None
    longest = max(round(max(width, height) / 72 * PICTURE_PPI), 1)
    made = treated(source.asset, max_px=longest, cache=cache)
    return Embedded(_turned(made.data, source.asset.orientation), "image/jpeg", width, height)


@lru_cache(maxsize=16)
def _turned(data: bytes, orientation: int) -> bytes:
    """A JPEG with its pixels upright, for readers that know nothing of a camera's orientation (EXIF, 1 to 8)."""
    from PIL import Image

    turn = _TURNS.get(orientation)
    if turn is None:
        return data
    upright = BytesIO()
    with Image.open(BytesIO(data)) as image:
        image.transpose(Image.Transpose[turn]).save(upright, "JPEG", quality=90, subsampling=0)
    return upright.getvalue()


_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
