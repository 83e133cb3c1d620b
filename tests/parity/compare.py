"""The page on screen against the page of the exported PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy
from PIL import Image
from PySide6.QtGui import QImage

from pressdesk.app.painter import SheetPainter
from pressdesk.display.items import Sheet
from pressdesk.output.pdf import PdfKit, PdfOptions, write_pdf
from pressdesk.output.raster import page_image

OVERSAMPLED = 4
"""PDFium snaps small glyphs to whole pixels: both are painted so many times larger and averaged down."""


def raster_difference(
    sheet: Sheet,
    scale: int = 2,
    *,
    painter: SheetPainter | None = None,
    kit: PdfKit | None = None,
    save: Path | None = None,
) -> float:
    """The mean difference, of 255, between the sheet as Qt paints it and its PDF as PDFium does.

    `scale` is pixels a point of the compared pictures, made such that the width is whole. With `save`, screen, PDF and
    four times their difference are written side by side.
    """
    width = max(1, round(sheet.format.width * scale)) * OVERSAMPLED
    stream = BytesIO()
    write_pdf([sheet._replace(bleed=0.0, slug=0.0)], stream, PdfOptions(), kit)
    printed = page_image(stream.getvalue(), width_px=width).reduce(OVERSAMPLED)
    shown = as_image((painter or SheetPainter()).image(sheet, width / sheet.format.width)).reduce(OVERSAMPLED)
    height = min(shown.height, printed.height)  # a last row that only one has is left out
    one, other = (numpy.asarray(image, numpy.int16)[:height] for image in (shown, printed))
    apart = numpy.abs(one - other)
    if save is not None:
        side_by_side = numpy.concatenate([one, other, 255 - numpy.minimum(255, 4 * apart)], axis=1)
        Image.fromarray(side_by_side.astype(numpy.uint8)).save(save)
    return float(apart.mean())


def as_image(image: QImage) -> Image.Image:
    """Qt's picture as Pillow's, RGB."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    size = image.width(), image.height()
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "BGRX", image.bytesPerLine(), 1)
