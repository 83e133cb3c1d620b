"""Pages of a finished PDF as pixels, through PDFium: what is seen is what the file says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from pressdesk.base.paths import PROFILES

if TYPE_CHECKING:
    from PIL.Image import Image

Pdf: TypeAlias = "bytes | Path | Any"
"""A PDF as bytes, as a file, or opened already by `opened`."""


@contextmanager
def opened(pdf: bytes | Path) -> Iterator[Any]:
    """A PDF opened once for several pages; `len` of it is the number of pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def page_image(
    pdf: Pdf, page: int = 0, *, width_px: int = 0, dpi: float = 0.0, whole: bool = False, gray: bool = False
) -> Image:
    """A page's trim area as an RGB (or grey) picture on white; `page` counts from 0.

    Either `width_px`, the exact width of the picture, or `dpi` is given. With `whole`, the bleed and the marks
    outside it are shown too. Raises ValueError when neither or both are given, and IndexError for no such page.
    """
    if (width_px > 0) == (dpi > 0):
        raise ValueError("give either the width in pixels or the resolution")
    if isinstance(pdf, bytes | Path):
        with opened(pdf) as document:
            return page_image(document, page, width_px=width_px, dpi=dpi, whole=whole, gray=gray)
    import pypdfium2
    import pypdfium2.raw

    shown = pdf[page]
    try:
        media = shown.get_mediabox()
        left, bottom, right, top = media if whole else shown.get_trimbox()
        scale = width_px / (right - left) if width_px else dpi / 72
        width, height = width_px or round((right - left) * scale), round((top - bottom) * scale)
        form = pypdfium2.raw.FPDFBitmap_Gray if gray else pypdfium2.raw.FPDFBitmap_BGRx
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, form, rev_byteorder=not gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        sheet_width, sheet_height = (media[2] - media[0]) * scale, (media[3] - media[1]) * scale
        pypdfium2.raw.FPDF_RenderPageBitmap(
            bitmap,
            shown,
            -round((left - media[0]) * scale),
            -round((media[3] - top) * scale),
            max(round(sheet_width), width),
            max(round(sheet_height), height),
            0,
            0 if gray else pypdfium2.raw.FPDF_REVERSE_BYTE_ORDER,
        )
        image: Image = bitmap.to_pil()
        return image if gray else image.convert("RGB")
    finally:
        shown.close()


def write_png(image: Image, stream: BinaryIO, *, dpi: float = 96.0) -> None:
    """Write a PNG with the sRGB profile that says how large it is meant to be."""
    image.save(stream, "PNG", icc_profile=_profile(image), dpi=(dpi, dpi), optimize=False, compress_level=6)


def write_jpeg(image: Image, stream: BinaryIO, *, dpi: float = 96.0, quality: int = 90) -> None:
    """Write a JPEG with the sRGB profile; colours at full resolution, so that coloured text stays sharp."""
    density = (round(dpi), round(dpi))
    image.save(stream, "JPEG", quality=quality, subsampling=0, dpi=density, icc_profile=_profile(image))


def write_webp(image: Image, stream: BinaryIO, *, quality: int = 90) -> None:
    """Write a WebP with the sRGB profile; the format does not say how large a picture is meant to be."""
    image.save(stream, "WEBP", quality=quality, method=4, icc_profile=_profile(image))


def _profile(image: Image) -> bytes | None:
    return (PROFILES / "sRGB.icc").read_bytes() if image.mode == "RGB" else None
