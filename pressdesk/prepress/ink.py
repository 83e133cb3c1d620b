"""How much ink a picture in print colours lays on the paper, as the mean over 15 mm² (PRINT list, item 8)."""

from __future__ import annotations

import hashlib
import math
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

CELL = math.sqrt(15) * 72 / 25.4
"""The side of the square, in points, over which ink is averaged."""

_MOST_PIXELS = 60_000_000
_MOST_KEPT = 200
_known: dict[tuple[bytes, int, int], float] = {}


def picture_ink(drawn: Any, size: float) -> float:
    """The most ink on any square of a CMYK picture, 0 to 4; 0 for one that cannot be decoded.

    `drawn` is pikepdf's image object, `size` the root of its area on the page in points.
    """
    width, height = int(drawn.get("/Width", 0)), int(drawn.get("/Height", 0))
    if size <= 0 or not 0 < width * height <= _MOST_PIXELS:
        return 0.0
    cells = max(1.0, size / CELL)
    across = max(1, round(cells * math.sqrt(width / height)))
    down = max(1, round(cells * math.sqrt(height / width)))
    raw = drawn.read_raw_bytes()
    key = (hashlib.blake2b(raw, digest_size=16).digest(), across, down)
    if key not in _known:
        if len(_known) >= _MOST_KEPT:
            _known.clear()
        _known[key] = _densest(drawn, raw, min(across, width), min(down, height))
    return _known[key]


def _densest(drawn: Any, raw: bytes, across: int, down: int) -> float:
    from PIL import Image as Pillow

    if str(drawn.get("/Filter", "")) != "/DCTDecode":
        return _densest_plain(drawn, across, down)
    try:
        with Pillow.open(BytesIO(raw), formats=["JPEG"]) as image:
            if image.mode != "CMYK":
                return 0.0
            by_pillow = "adobe" in image.info  # Pillow turns every such picture to 255 for full ink
            image.draft("CMYK", (across * 4, down * 4))
            small = image.resize((across, down), Pillow.Resampling.BOX)
    except (OSError, ValueError, SyntaxError):
        return 0.0
    return _most(small, inverted=by_pillow != _inverted(drawn))


def _densest_plain(drawn: Any, across: int, down: int) -> float:
    import pikepdf
    from PIL import Image as Pillow

    try:
        size = (int(drawn["/Width"]), int(drawn["/Height"]))
        if int(drawn.get("/BitsPerComponent", 8)) != 8:
            return 0.0
        image = Pillow.frombytes("CMYK", size, drawn.read_bytes())
    except (pikepdf.PdfError, ValueError, LookupError):
        return 0.0
    return _most(image.resize((across, down), Pillow.Resampling.BOX), inverted=_inverted(drawn))


def _inverted(drawn: Any) -> bool:
    decode = drawn.get("/Decode")
    return decode is not None and len(decode) == 8 and float(decode[0]) > float(decode[1])


def _most(image: Image, *, inverted: bool) -> float:
    data = image.tobytes()
    sums = [sum(data[i : i + 4]) for i in range(0, len(data), 4)]
    return (1020 - min(sums) if inverted else max(sums)) / 255
