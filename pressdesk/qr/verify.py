"""Whether a picture of a code can be read, by zxing-cpp.

The reader makes do with a narrow quiet zone, so a success proves nothing of it: `qr.geometry` checks that on the code
itself. Inverted codes are not looked for.
"""

from __future__ import annotations

from typing import Any

from pressdesk.base.values import NamedTuple


class Grey(NamedTuple):
    """A grey raster: rows from the top, one byte a pixel, 0 black."""

    width: int
    height: int
    data: bytes


def decode(image: Any) -> list[str]:
    """The text of every QR code in an image: a `Grey`, a Pillow image, or a two-dimensional array of bytes."""
    import zxingcpp

    if isinstance(image, Grey):
        image = memoryview(image.data).cast("B", (image.height, image.width))
    found = zxingcpp.read_barcodes(
        image,
        formats=zxingcpp.BarcodeFormat.QRCode,
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [code.text for code in found]
