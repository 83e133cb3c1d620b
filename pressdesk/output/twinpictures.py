"""The pictures of a page as they stand on each plate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pressdesk.base.values import NamedTuple
from pressdesk.output.inks import EVERY, PROCESS, Space, amounts, scaled

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 130_000_000
"""A larger picture is not taken apart, unless its JPEG can be read small."""

_RAW_BITS = (1, 2, 4, 8, 16)


class Parted(NamedTuple):
    """A picture taken apart: how much of each ink it lays, 0 to 255; an ink that is not there is none of it."""

    plates: dict[str, Image]
    mask: Image | None = None

    def plate(self, ink: str) -> Image | None:
        return self.plates.get(ink, self.plates.get(EVERY))


def parted(drawn: Any, space: Space, needed: tuple[float, float], press: bytes) -> Parted | None:
    """The inks of a picture (pikepdf's image object), made smaller where `needed`, its size in pixels on the plate,
    allows. None for one that cannot be decoded.
    """
    import pikepdf

    width, height = int(drawn["/Width"]), int(drawn["/Height"])
    if width < 1 or height < 1:
        return None
    factor = max(1, int(min(width / max(needed[0], 1), height / max(needed[1], 1))))
    try:
        return _parted(drawn, space, (width, height), factor, press)
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError, LookupError, SyntaxError, TypeError):
        return None


def _parted(drawn: Any, space: Space, size: tuple[int, int], factor: int, press: bytes) -> Parted | None:
    import pikepdf

    filters = _filters(drawn)
    last = filters[-1] if filters else ""
    key = drawn.get("/Mask")
    keyed = isinstance(key, pikepdf.Array)
    if last in ("DCTDecode", "DCT") and len(filters) == 1:
        bands = _photo(drawn, space, 1 if keyed or space.family == "Indexed" else factor)
    elif last == "JPXDecode":
        bands = _decoded(drawn.read_raw_bytes(), space)
    elif math.prod(size) > MOST_PIXELS:
        return None
    else:
        bands = _plain(drawn, space, size)
    if bands is None:
        return None
    mask = _key_mask(bands, [int(value) for value in key]) if keyed else None
    smaller = max(1, min(bands[0].width * factor // size[0], bands[0].height * factor // size[1]))
    if smaller > 1 and space.family != "Indexed":
        bands = [band.reduce(smaller) for band in bands]
        smaller = 1
    found = _plates(_told(bands, drawn, space), space, press)
    if smaller > 1:
        found = {ink: plate.reduce(smaller) for ink, plate in found.items()}
    return Parted(found, mask)


def _filters(drawn: Any) -> list[str]:
    import pikepdf

    found = drawn.get("/Filter", drawn.get("/F"))
    if found is None:
        return []
    names = found if isinstance(found, pikepdf.Array) else [found]
    return [str(name)[1:] for name in names]


def _photo(drawn: Any, space: Space, factor: int) -> list[Image] | None:
    from PIL import Image as Pillow
    from PIL import ImageChops

    with Pillow.open(BytesIO(drawn.read_raw_bytes()), formats=["JPEG"]) as image:
        image.draft(image.mode, (max(1, image.width // factor), max(1, image.height // factor)))
        if image.width * image.height > MOST_PIXELS:
            return None
        inverted = image.mode == "CMYK" and "adobe" in image.info  # Pillow has turned it over
        bands = list(image.split())
    if len(bands) != space.size:
        return None
    return [ImageChops.invert(band) for band in bands] if inverted else bands


def _decoded(data: bytes, space: Space) -> list[Image] | None:
    from PIL import Image as Pillow

    with Pillow.open(BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            return None
        bands = list(image.split())
    return bands[: space.size] if len(bands) >= space.size else None


def _plain(drawn: Any, space: Space, size: tuple[int, int]) -> list[Image] | None:
    from PIL import Image as Pillow

    bits = int(drawn.get("/BitsPerComponent", drawn.get("/BPC", 8)))
    if bits not in _RAW_BITS:
        return None
    data = drawn.read_bytes()
    width, height = size
    row = (width * space.size * bits + 7) // 8
    if len(data) < row * height:
        data += bytes(row * height - len(data))
    data = data[: row * height]
    if bits == 16:
        data, row = data[::2], width * space.size
    if bits < 8:
        data = _widened(data, bits, row, width * space.size, indexed=space.family == "Indexed")
    if space.size == 4:
        return list(Pillow.frombytes("CMYK", size, data).split())
    if space.size == 3:
        return list(Pillow.frombytes("RGB", size, data).split())
    return [Pillow.frombytes("L", size, data[at :: space.size]) for at in range(space.size)]


def _widened(data: bytes, bits: int, row: int, across: int, *, indexed: bool) -> bytes:
    """Samples of 1, 2 or 4 bits as bytes, to 255 unless they count entries of a table."""
    most = (1 << bits) - 1
    factor = 1 if indexed else 255 // most
    each = [bytes((byte >> shift & most) * factor for shift in range(8 - bits, -1, -bits)) for byte in range(256)]
    wide = b"".join(map(each.__getitem__, data))
    full = row * 8 // bits
    if full == across:
        return wide
    return b"".join(wide[at : at + across] for at in range(0, len(wide), full))


def _key_mask(bands: Sequence[Image], key: Sequence[int]) -> Image | None:
    """What a colour key leaves: 255 where the picture is seen."""
    from PIL import ImageChops

    hidden = None
    for at, band in enumerate(bands[: len(key) // 2]):
        low, high = key[2 * at], key[2 * at + 1]
        part = band.point([255 if low <= value <= high else 0 for value in range(256)])
        hidden = part if hidden is None else ImageChops.darker(hidden, part)
    return None if hidden is None else ImageChops.invert(hidden)


def _told(bands: list[Image], drawn: Any, space: Space) -> list[Image]:
    """The bands by the picture's own `Decode`."""
    decode = drawn.get("/Decode", drawn.get("/D"))
    if decode is None or len(decode) < 2 * len(bands) or space.family in ("Indexed", "Lab"):
        return bands
    made = []
    for at, band in enumerate(bands):
        low, high = float(decode[2 * at]), float(decode[2 * at + 1])
        if (low, high) != (0.0, 1.0):
            band = band.point([_byte(low + value / 255 * (high - low)) for value in range(256)])
        made.append(band)
    return made


def _byte(share: float) -> int:
    return min(max(round(share * 255), 0), 255)


def _plates(bands: list[Image], space: Space, press: bytes) -> dict[str, Image]:
    from PIL import ImageChops

    match space.family:
        case "DeviceCMYK":
            return dict(zip(PROCESS, bands, strict=True))
        case "DeviceGray":
            return {"Black": ImageChops.invert(bands[0])}
        case "DeviceRGB":
            return _mixed(bands, press)
        case "Lab":
            return _by_table(bands, space, press)
        case "Indexed":
            return _looked_up(bands[0], space, press)
        case _ if space.tint is None:
            return {ink: band for ink, band in zip(space.inks, bands, strict=True) if ink != "None"}
        case _ if space.size == 1:
            return _looked_up(bands[0], space, press)
    return _by_table(bands, space, press)


def _mixed(bands: list[Image], press: bytes) -> dict[str, Image]:
    from PIL import Image as Pillow

    from pressdesk.colour.icc import to_press

    inked = to_press(Pillow.merge("RGB", bands), b"", press)
    return dict(zip(PROCESS, inked.split(), strict=True))


def _looked_up(band: Image, space: Space, press: bytes) -> dict[str, Image]:
    """A picture of one band through the colours of its table, or what its ink is mixed of."""
    step = 1.0 if space.family == "Indexed" else 1 / 255
    entries = [amounts(space, (value * step,), press) for value in range(256)]
    inks = dict.fromkeys(ink for entry in entries for ink in entry)
    return {ink: band.point([_byte(entry.get(ink, 0.0)) for entry in entries]) for ink in inks}


def _by_table(bands: list[Image], space: Space, press: bytes) -> dict[str, Image]:
    """A picture of several bands, colour by colour; fine steps are dropped so that there are few."""
    from PIL import Image as Pillow

    coarse = [band.point([value & 0xF8 | value >> 5 for value in range(256)]).tobytes() for band in bands]

    @lru_cache(maxsize=1 << 17)
    def colour(entry: tuple[int, ...]) -> bytes:
        found = amounts(space, scaled(space, entry), press)
        return bytes(_byte(found.get(ink, 0.0)) for ink in PROCESS)

    data = b"".join(map(colour, zip(*coarse, strict=True)))
    return dict(zip(PROCESS, Pillow.frombytes("CMYK", bands[0].size, data).split(), strict=True))
