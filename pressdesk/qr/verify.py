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


class ReadCode(NamedTuple):
    """A code that was read: its text, its corners in pixels (clockwise from its top left), the modules on a side, its
    error level, and whether it is light on dark."""

    text: str
    corners: tuple[tuple[float, float], ...]
    modules: int
    level: str
    inverted: bool


def read(image: Any) -> list[ReadCode]:
    """Every QR code in an image, as `decode` takes it, also those that many telephones cannot read."""
    plain = [_told(code, inverted=False) for code in _found(image, invert=False)]
    known = {code.text for code in plain}
    return plain + [_told(code, inverted=True) for code in _found(image, invert=True) if code.text not in known]


def decode(image: Any) -> list[str]:
    """The text of every QR code in an image: a `Grey`, a Pillow image, or a two-dimensional array of bytes."""
    return [code.text for code in _found(image, invert=False)]


def _found(image: Any, *, invert: bool) -> list[Any]:
    import zxingcpp

    if isinstance(image, Grey):
        image = memoryview(image.data).cast("B", (image.height, image.width))
    found: list[Any] = zxingcpp.read_barcodes(
        image,
        formats=zxingcpp.BarcodeFormat.QRCode,
        try_invert=invert,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return found


def _told(code: Any, *, inverted: bool) -> ReadCode:
    place = code.position
    corners = tuple(
        [(corner.x, corner.y) for corner in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)]
    )
    version = int(dict(code.extra).get("Version", 1))
    return ReadCode(code.text, corners, 17 + 4 * version, code.ec_level, inverted)
