"""Pictures made ready for a page: brought to the size needed, in two inks or in print colours, as a JPEG.

Pixels stay as they are stored: whoever places the picture turns it by its orientation. Of a picture with an alpha
channel the colours alone are taken. Pillow is loaded only when something is to be done.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from pressdesk.base.colour import RGB, naive_cmyk
from pressdesk.base.fsio import write_atomically
from pressdesk.base.problem import InputError
from pressdesk.base.values import NamedTuple
from pressdesk.colour.modes import Mode, process_colour
from pressdesk.display.assets import Asset
from pressdesk.display.items import Duotone
from pressdesk.display.pictures import damaged, jpeg_header, open_picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFilter import Color3DLUT

QUALITY = 90
"""Of the JPEGs made, on libjpeg's scale."""

_RECIPE = "5"
"""Part of a cached picture's name; a change of the code below changes it."""

_GRID = 17
"""Steps a side of the table that turns RGB into CMYK."""

_TAIL = 0.004
"""The share of pixels at each end of a duotone's greys that may lose their drawing, so that it has full contrast."""


_STRIP = 256
"""How many rows are worked on at once where a second copy of the picture can be saved."""

_COARSE = 4.0
"""From this factor on, a picture is made smaller by whole steps first, which needs little memory by itself."""

_NEAR = 0.75
"""A JPEG that libjpeg itself brings this near to the size wanted is taken as it comes: 225 of 300 ppi."""

_How: TypeAlias = Literal["rgb", "cmyk", "toned"]


class _Press(NamedTuple):
    profile: bytes = b""
    limit: float = 4.0


class Treated(NamedTuple):
    """A JPEG and what it holds; a CMYK one stores 255 for no ink, as Photoshop does."""

    data: bytes
    width: int
    height: int
    space: Literal["gray", "rgb", "cmyk"]
    kind: Literal["jpeg"] = "jpeg"


def treated(
    asset: Asset,
    *,
    duotone: Duotone | None = None,
    mode: Mode = "rgb",
    max_px: int = 0,
    cache: Path | None = None,
    press: bytes = b"",
    limit: float = 4.0,
) -> Treated:
    """The picture with its longer side at most `max_px` pixels (0: as it is), in two inks if so wished.

    In `cmyk` an RGB picture becomes CMYK by the profile `press` with at most `limit` of ink, or plainly when there is
    none; a grey one, also when it is stored in colours, comes out grey. In `rgb` it becomes sRGB. What was made is kept
    in memory and, when `cache` is a folder, on disk under the hash of everything it depends on. Raises InputError for
    pixels that cannot be decoded.
    """
    if duotone is not None or mode != "cmyk":
        press, limit = b"", 4.0
    return _kept(asset, duotone, mode, max_px, cache, _Press(press, limit))


def toned(asset: Asset, *, max_px: int = 0, cache: Path | None = None) -> Treated:
    """The greys of a duotone, for painters that colour them by the `ramp` of its inks: smaller and sooner made.

    Black and white are stretched to the full, so that the ramp's ends are reached; the rest is as for `treated`.
    """
    return _kept(asset, None, "toned", max_px, cache, _Press())


def ramp(duotone: Duotone, mode: Mode) -> bytes:
    """The colours of the 256 greys of a toned picture from black to white, 3 or 4 bytes each.

    >>> from pressdesk.base.colour import BLACK, WHITE
    >>> ramp(Duotone(BLACK, WHITE), "rgb")[:6]
    b'\\x00\\x00\\x00\\x01\\x01\\x01'
    """
    return bytes(chain.from_iterable(zip(*_tables(duotone, mode), strict=True)))


@lru_cache(maxsize=8)
def _kept(asset: Asset, duotone: Duotone | None, how: _How, max_px: int, cache: Path | None, press: _Press) -> Treated:
    kept = cache / f"{_key(asset, duotone, how, max_px, press)}.jpg" if cache is not None else None
    found = _recalled(kept) if kept is not None else None
    if found is not None:
        return found
    made = _made(asset, duotone, how, max_px, press)
    if kept is not None:
        with suppress(OSError):  # a full or read-only disk costs time, not the piece
            for folder in (kept.parent.parent, kept.parent):  # never the campaign's own, which may have been moved
                folder.mkdir(exist_ok=True)
            write_atomically(kept, made.data, durable=False)
    return made


def _key(asset: Asset, duotone: Duotone | None, how: _How, max_px: int, press: _Press) -> str:
    import hashlib

    inks = [process_colour(ink, "cmyk" if how == "cmyk" else "rgb") for ink in duotone] if duotone else []
    by = _digest(press.profile), press.limit
    return hashlib.sha256(repr((_RECIPE, asset.digest, inks, how, max_px, by)).encode()).hexdigest()[:32]


@lru_cache(maxsize=4)
def _digest(press: bytes) -> str:
    import hashlib

    return hashlib.sha256(press).hexdigest() if press else ""


def _recalled(path: Path) -> Treated | None:
    try:
        data = path.read_bytes()
        header = jpeg_header(path, data)
    except (OSError, InputError):
        return None
    if header.space == "other":
        return None
    return Treated(data, header.width, header.height, header.space)


def _made(asset: Asset, duotone: Duotone | None, how: _How, max_px: int, press: _Press) -> Treated:
    path = Path(asset.path)
    own = b""
    grey = duotone is not None or how == "toned"
    with open_picture(path) as image:
        try:
            own = image.info.get("icc_profile") or b""
            pixels = _sized(image, max_px, grey=grey, dense=how == "cmyk")
        except (OSError, ValueError, SyntaxError, struct.error) as fault:
            raise damaged(path, str(fault)) from None
    if asset.space == "cmyk" and not asset.inverted and asset.kind == "jpeg" and pixels.mode == "CMYK":
        from PIL import ImageChops

        pixels = ImageChops.invert(pixels)  # Pillow takes every CMYK JPEG for one of Photoshop's
    if grey:
        pixels = _stretched(pixels if pixels.mode == "L" else pixels.convert("RGB").convert("L"))
    if duotone is not None:
        pixels = _in_two_inks(pixels, duotone, "cmyk" if how == "cmyk" else "rgb")
    elif pixels.mode == "RGB" and how == "cmyk":
        pixels = _for_print(pixels, own, press)
    elif how == "rgb" and (pixels.mode == "CMYK" or own):
        from pressdesk.colour.icc import to_screen

        pixels = pixels if pixels.mode == "L" else to_screen(pixels, own)
    return _encoded(pixels)


def _sized(image: Image, max_px: int, *, grey: bool, dense: bool = False) -> Image:
    """The first frame decoded as L, RGB or CMYK, its longer side at most `max_px`; `dense` when its pixels will be too
    small to be seen, so that the quicker way will do."""
    longest = max(image.size)
    if not 0 < max_px < longest:
        image.draft("L" if grey and image.mode != "CMYK" else None, image.size)
        return _plain(image)
    width, height = image.size
    part = next((part for part in (2, 4, 8) if _NEAR * max_px <= longest / part <= max_px), 0)
    if part and image.format == "JPEG":  # libjpeg itself leaves out what is too fine: no second pass
        image.draft("L" if grey and image.mode != "CMYK" else None, (width // part, height // part))
        return _plain(image)
    shrunk = (max(1, round(width * max_px / longest)), max(1, round(height * max_px / longest)))
    image.draft("L" if grey and image.mode != "CMYK" else None, shrunk)
    plain = _plain(image)
    return plain if plain.size == shrunk else _shrunk(plain, shrunk, dense)


def _shrunk(image: Image, size: tuple[int, int], dense: bool = False) -> Image:
    """The picture resampled; where most of it stays, strip by strip, each seeing its neighbours, to save memory."""
    from PIL.Image import Resampling, new

    factor = image.height / size[1]
    if factor >= _COARSE:
        return image.resize(size, Resampling.LANCZOS, reducing_gap=2.0)
    made = new(image.mode, size)
    way = Resampling.HAMMING if dense else Resampling.LANCZOS
    for strip in _strips(size):
        _, top, _, end = strip
        box = (0, top * factor, image.width, min(end * factor, image.height))
        made.paste(image.resize((size[0], end - top), way, box=box), strip)
    return made


def _plain(image: Image) -> Image:
    mode = image.mode
    if mode.startswith("I"):
        return _from_16_bits(image)
    if mode in ("L", "RGB", "CMYK"):
        image.load()
        return image
    if mode in ("1", "LA"):
        return image.convert("L")
    if mode in ("P", "PA", "RGBa", "La"):
        return image.convert("RGBA").convert("RGB")
    return image.convert("RGB")


def _from_16_bits(image: Image) -> Image:
    """Sixteen bits of grey brought to eight; Pillow's own conversion cuts off what is above 255."""
    return image.convert("I").point(lambda level: level * (1 / 257) + 0.5).convert("L")


def _stretched(grey: Image) -> Image:
    """The greys with the darkest made black and the lightest white; strip by strip, in the picture's own memory."""
    black, white = _ends(grey.histogram())
    table = [round(255 * min(1.0, max(0.0, (level - black) / (white - black)))) for level in range(256)]
    for strip in _strips(grey.size):
        grey.paste(grey.crop(strip).point(table), strip)
    return grey


def _in_two_inks(grey: Image, duotone: Duotone, mode: Mode) -> Image:
    from PIL.Image import merge, new

    bands, tables = "RGB" if mode == "rgb" else "CMYK", _tables(duotone, mode)
    made = new(bands, grey.size)
    for strip in _strips(grey.size):
        part = grey.crop(strip)
        made.paste(merge(bands, [part.point(table) for table in tables]), strip)
    return made


def _strips(size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """A picture's area in strips: left, top, right, bottom."""
    width, height = size
    return ((0, top, width, min(top + _STRIP, height)) for top in range(0, height, _STRIP))


def _tables(duotone: Duotone, mode: Mode) -> list[list[int]]:
    """For each component, its value for each grey: from the dark ink in a straight line to the light one."""
    dark, light = process_colour(duotone.dark, mode), process_colour(duotone.light, mode)
    return [[round(255 * d + (w - d) * level) for level in range(256)] for d, w in zip(dark, light, strict=True)]


def _ends(histogram: Sequence[int]) -> tuple[int, int]:
    """The grey levels taken as black and white; a picture of one tone keeps the full range."""
    spare = sum(histogram) * _TAIL
    black = _reached(histogram, spare)
    white = 255 - _reached(histogram[::-1], spare)
    return (black, white) if white - black >= 16 else (0, 255)


def _reached(counts: Sequence[int], spare: float) -> int:
    total = 0
    for level, count in enumerate(counts):
        total += count
        if total > spare:
            return level
    return 0


def _for_print(pixels: Image, own: bytes, press: _Press) -> Image:
    """RGB in print colours; greys keep to the black plate."""
    from pressdesk.colour.icc import is_grey, to_press

    if is_grey(pixels):
        return pixels.convert("L")
    if press.profile:
        return to_press(pixels, own, press.profile, press.limit)
    return pixels.filter(_print_table())


@lru_cache(maxsize=1)
def _print_table() -> Color3DLUT:
    """RGB to CMYK as a table that Pillow applies in one pass, for files that are made for no press in particular."""
    from PIL.ImageFilter import Color3DLUT

    steps = [step / (_GRID - 1) for step in range(_GRID)]
    table = chain.from_iterable(naive_cmyk(RGB(r, g, b)) for b in steps for g in steps for r in steps)
    return Color3DLUT(_GRID, list(table), channels=4, target_mode="CMYK")


def _encoded(image: Image) -> Treated:
    from io import BytesIO

    target = BytesIO()
    image.save(target, "JPEG", quality=QUALITY, subsampling=0)
    spaces: dict[str, Literal["gray", "rgb", "cmyk"]] = {"L": "gray", "RGB": "rgb", "CMYK": "cmyk"}
    return Treated(target.getvalue(), image.width, image.height, spaces[image.mode])
