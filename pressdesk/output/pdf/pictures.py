"""Pictures as PDF image objects: a JPEG's scan and a PNG's rows go in as they are, everything else is decoded."""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.geometry import Affine
from pressdesk.base.values import NamedTuple
from pressdesk.colour.modes import Mode
from pressdesk.display.assets import Asset
from pressdesk.display.items import Picture
from pressdesk.display.pictures import damaged, open_picture
from pressdesk.output.pdf.jpeg import JpegParts, take_apart
from pressdesk.output.pdf.parts import Part, deflated, digest
from pressdesk.output.placing import placed, whole

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_BANDS = {"L": 1, "RGB": 3, "CMYK": 4}
_LOSSY = frozenset({"JPEG", "MPO", "WEBP", "AVIF", "JPEG2000"})
_INVERTED = "/Decode[1 0 1 0 1 0 1 0]"
_BLOCK = 1 << 18
MOST_PPI = 450
"""What a press can show; pictures in print are made no finer."""

_SLACK = 1.3
"""A picture that is finer than needed by less is not worth the loss of making it anew."""

_PHOTO = 2_000_000
"""Pixels from which a PNG is taken for a photograph, not for a drawing that stays sharp only as it is."""

_SIZES = tuple(1 << power for power in range(8, 17)) + tuple(3 << power for power in range(7, 15))


class FilePart(Part):
    """A stream whose bytes are a head and a stretch of a file, read only while the PDF is written."""

    __slots__ = ("end", "head", "path", "start")

    def __init__(self, name: str, body: str, refs: tuple[Part, ...], path: Path, parts: JpegParts) -> None:
        super().__init__(name, body, refs, category="XObject")
        self.path = path
        self.head, self.start, self.end = parts.head, parts.start, parts.end

    @property
    def length(self) -> int:
        return len(self.head) + self.end - self.start

    def chunks(self) -> Iterator[bytes]:
        yield self.head
        left = self.end - self.start
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            while left > 0:
                block = stream.read(min(left, _BLOCK))
                if not block:
                    raise damaged(self.path, "it changed while it was read")
                left -= len(block)
                yield block


def placement(picture: Picture) -> Affine:
    """The map from PDF's unit square of the stored picture (y up) to the page (y down)."""
    return Affine(1, 0, 0, -1, 0, 1).then(placed(picture))


class Making(NamedTuple):
    """How pictures are made ready: where converted ones are kept, the profile of the press with the most ink it may
    give (1 is one ink in full), and on screen the resolution that is enough (0: as they are)."""

    cache: Path | None = None
    press: bytes = b""
    limit: float = 4.0
    ppi: float = 0.0


AS_IT_IS = Making()


def image_part(picture: Picture, mode: Mode, making: Making = AS_IT_IS) -> Part:
    """The image object behind a picture. Raises InputError for pixels that cannot be decoded, OSError."""
    asset = picture.asset
    if picture.duotone is not None or (mode == "cmyk" and asset.space in ("rgb", "other")):
        return _treated(picture, mode, making)
    if _is_too_fine(picture, mode, making.ppi):
        return _treated(picture, mode, making)
    if asset.kind == "jpeg":
        parts = take_apart(Path(asset.path))
        if parts.direct and parts.components in _SPACES:
            return _passed(asset, parts, mode)
    if asset.kind == "png" and not asset.alpha and asset.bits <= 8:
        found = _png_rows(asset, mode)
        if found is not None:
            return found
    return _decoded(asset, mode)


def _is_too_fine(picture: Picture, mode: Mode, ppi: float) -> bool:
    """Whether a picture has so many pixels more than are needed that it is made smaller: in print above 450 ppi, though
    a JPEG in print colours passes through untouched, and drawings in one bit stay sharp."""
    asset = picture.asset
    if asset.bits == 1 or (mode == "cmyk" and asset.kind == "jpeg") or (mode == "rgb" and not ppi):
        return False
    longest = max(asset.width, asset.height)
    if mode == "cmyk":
        return longest > _inches(picture) * MOST_PPI
    drawn = asset.kind == "png" and asset.width * asset.height < _PHOTO
    return not drawn and longest > _inches(picture) * ppi * _SLACK


def _inches(picture: Picture) -> float:
    area = whole(picture)
    return max(area.width, area.height) / 72


def needed_pixels(picture: Picture, mode: Mode, ppi: float = 0.0) -> int:
    """How many pixels the longer side of the whole picture needs: `ppi` where that is given, else 300 ppi or a little
    more, in print 450 at most."""
    inches = _inches(picture)
    if mode == "rgb" and ppi:
        return max(1, math.ceil(inches * ppi))
    if mode == "cmyk":  # sizes stand 1.5 apart at most, so at least 300 ppi are left
        return max((size for size in _SIZES if size <= inches * MOST_PPI), default=min(_SIZES))
    return min((size for size in _SIZES if size >= inches * 300), default=max(_SIZES))


def _treated(picture: Picture, mode: Mode, making: Making) -> Part:
    from pressdesk.colour.pictures import ramp, toned, treated

    pixels = needed_pixels(picture, mode, making.ppi)
    asset = picture.asset
    cache, press, limit, _ = making
    inverted = ""
    if picture.duotone is not None:  # one band of greys, which a table of colours turns into the two inks
        made = toned(asset, max_px=pixels, cache=cache)
        space = f"[/Indexed {_SPACES[4 if mode == 'cmyk' else 3]} 255 <{ramp(picture.duotone, mode).hex()}>]"
    else:
        made = treated(asset, mode=mode, max_px=pixels, cache=cache, press=press, limit=limit)
        bands = {"gray": 1, "rgb": 3, "cmyk": 4}[made.space]
        space = _SPACES[bands]
        inverted = _INVERTED if bands == 4 else ""
    known = f"I{digest(asset.digest, repr(picture.duotone), mode, str(pixels), press, str(limit))[:12]}"
    refs: tuple[Part, ...] = ()
    mask = ""
    if asset.alpha:
        with open_picture(Path(asset.path)) as image:
            refs, mask = (_alpha(known, image, (made.width, made.height)),), "/SMask %s"
    body = _dictionary(made.width, made.height, space) + f"{inverted}{mask}/Filter/DCTDecode"
    return Part(known, body, refs, made.data, category="XObject")


def _passed(asset: Asset, parts: JpegParts, mode: Mode) -> Part:
    space, refs = _space(parts.components, parts.profile, mode)
    inverted = _INVERTED if parts.components == 4 and parts.adobe else ""
    body = _dictionary(asset.width, asset.height, space) + f"{inverted}/Filter/DCTDecode"
    return FilePart(_name(asset), body, refs, Path(asset.path), parts)


def _png_rows(asset: Asset, mode: Mode) -> Part | None:
    """The deflated rows of a PNG as they are, PDF knowing PNG's predictors; None for what needs decoding."""
    data = Path(asset.path).read_bytes()
    width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    if interlaced or bits > 8 or colour not in (0, 2, 3):
        return None
    rows: list[bytes] = []
    palette = profile = b""
    at = 33
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        piece = data[at + 8 : at + 8 + size]
        if kind == b"IDAT":
            rows.append(piece)
        elif kind == b"PLTE":
            palette = piece
        elif kind == b"iCCP":
            profile = _unpacked_profile(piece)
        at += 12 + size
    bands = 3 if colour == 2 else 1
    space, refs = _space(1 if colour == 0 else 3, profile, mode)
    if colour == 3:
        space = f"[/Indexed {space} {len(palette) // 3 - 1} <{palette.hex()}>]"
    body = _dictionary(width, height, space, bits) + (
        f"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {bands}/BitsPerComponent {bits}/Columns {width}>>"
    )
    return Part(_name(asset), body, refs, b"".join(rows), category="XObject")


def _unpacked_profile(piece: bytes) -> bytes:
    """The profile in a PNG's chunk: a name, a zero, the method, deflated bytes (PNG, third edition, 11.3.2.3)."""
    try:
        return zlib.decompressobj().decompress(piece[piece.index(b"\0") + 2 :], 1 << 23)
    except (ValueError, zlib.error):
        return b""


def _decoded(asset: Asset, mode: Mode) -> Part:
    path = Path(asset.path)
    try:
        with open_picture(path) as image:
            lossy = image.format in _LOSSY
            image.seek(0)
            profile = image.info.get("icc_profile") or b""
            pixels = _plain(image)
            space, refs = _space(_BANDS[pixels.mode], profile, mode)
            mask = ""
            if asset.alpha:
                refs, mask = (*refs, _alpha(_name(asset), image, image.size)), "/SMask %s"
            body = _dictionary(*pixels.size, space) + mask
            if lossy and not asset.alpha and pixels.mode != "CMYK":
                target = io.BytesIO()
                pixels.save(target, "JPEG", quality=95, subsampling=0)
                return Part(_name(asset), f"{body}/Filter/DCTDecode", refs, target.getvalue(), category="XObject")
            return deflated(_name(asset), body, pixels.tobytes(), refs, category="XObject")
    except (OSError, ValueError, SyntaxError, struct.error) as fault:
        raise damaged(path, str(fault)) from None


def _plain(image: Image) -> Image:
    """The first frame in 8-bit grey, RGB or CMYK, without its alpha."""
    mode = image.mode
    if mode.startswith("I") or mode == "F":
        return _eight_bits(image)
    if mode in ("1", "L", "LA", "La"):
        return image.convert("LA").getchannel("L") if mode == "La" else image.convert("L")
    if mode == "CMYK":
        return image.copy()
    if mode in ("P", "PA", "RGBA", "RGBa"):
        return image.convert("RGBA").convert("RGB")
    return image.convert("RGB")


def _eight_bits(image: Image) -> Image:
    """The upper byte of 16-bit grey."""
    wide = image.convert("I")
    low, high = wide.getextrema()
    if isinstance(low, int | float) and isinstance(high, int | float) and high <= 255 and image.mode in ("I", "F"):
        return wide.convert("L")
    return wide.point(lambda value: value * (1 / 257) + 0.5).convert("L")


def _alpha(owner: str, image: Image, size: tuple[int, int]) -> Part:
    alpha = image.convert("RGBA").getchannel("A")
    if alpha.size != size:
        alpha = alpha.resize(size)
    return deflated(f"{owner}-mask", _dictionary(*size, "/DeviceGray"), alpha.tobytes())


def _space(bands: int, profile: bytes, mode: Mode) -> tuple[str, tuple[Part, ...]]:
    """The colour space of so many bands: by its own profile, unless that is sRGB or the file goes to print."""
    plain = _SPACES[bands]
    signature = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[bands]
    if mode == "cmyk" or profile[16:20] != signature or bands == 1 or _is_srgb(profile):
        return plain, ()
    part = deflated(f"P{digest(profile)[:12]}", f"/N {bands}/Alternate{plain}", profile)
    return "[/ICCBased %s]", (part,)


def _is_srgb(profile: bytes) -> bool:
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def _name(asset: Asset) -> str:
    return f"I{asset.digest[:12]}"


def _dictionary(width: int, height: int, space: str, bits: int = 8) -> str:
    return f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace {space}/BitsPerComponent {bits}"
