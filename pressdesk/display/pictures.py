"""Picture files looked at without being decoded: what they are, whether they are whole, what is odd about them.

JPEG and PNG are read by the few bytes of their headers; Pillow is loaded only for the other kinds.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.problem import InputError, Place, Problem, Severity, did_you_mean
from pressdesk.base.values import NamedTuple
from pressdesk.display.assets import Asset, PixelSpace

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 300_000_000
"""A picture with more pixels is refused: unpacked it would fill the memory (a decompression bomb)."""

READABLE = ("JPEG", "PNG", "GIF", "BMP", "PPM", "WEBP", "TIFF", "JPEG2000", "AVIF")
"""Pillow's names of the formats that are let in; the rest of its readers stay shut."""

_Data: TypeAlias = "mmap.mmap | bytes"
_Key: TypeAlias = tuple[str, int, int]

_COPY_AGAIN = "Copy or export it once more from where it came from."
_SPACES: dict[int, PixelSpace] = {1: "gray", 3: "rgb", 4: "cmyk"}
_PNG_START = b"\x89PNG\r\n\x1a\n"
_FOREIGN = (
    (b"%PDF", "a PDF", "Export the page as a PNG or JPEG picture, or use its logo as an SVG drawing."),
    (b"%!PS", "a PostScript file", "Export it as an SVG drawing or as a PNG picture."),
    (b"8BPS", "a Photoshop file", "Export it as a PNG or JPEG picture."),
    (b"gimp xcf", "a GIMP file", "Export it as a PNG or JPEG picture."),
    (b"PK\x03\x04", "an archive or office document", "Take the picture out of it and use that."),
)


class _Found(NamedTuple):
    """What a header says, before the hash is known."""

    asset: Asset
    problems: tuple[Problem, ...]


class Header(NamedTuple):
    width: int
    height: int
    space: PixelSpace
    orientation: int = 1
    alpha: bool = False
    bits: int = 8
    inverted: bool = False
    frames: int = 1
    kind: str = "other"


_known: dict[_Key, _Found] = {}


def probe(path: Path) -> Asset:
    """What the picture at `path` is, without decoding it; remembered until the file changes.

    Raises InputError, in plain words, for a file that is missing, empty, cut off, no picture, or too large to unpack.
    """
    return _look(path).asset


def picture_problems(path: Path) -> list[Problem]:
    """What is odd about the picture at `path` but does not keep it from being used; raises as `probe` does."""
    return list(_look(path).problems)


def open_picture(path: Path) -> Image:
    """The picture opened by Pillow: header read, size checked, pixels not yet decoded. Raises InputError."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # its limit warns or raises at other sizes; ours stands below
    try:
        image = Image.open(path, formats=READABLE)
    except (UnidentifiedImageError, KeyError):  # KeyError: a format that this Pillow was built without
        raise InputError(_not_a_picture(path)) from None
    except (OSError, ValueError, SyntaxError, struct.error) as fault:
        raise InputError(_damaged(path, str(fault))) from None
    try:
        _check_size(path, *image.size)
    except InputError:
        image.close()
        raise
    return image


def damaged(path: Path, detail: str = "") -> InputError:
    """The error for a picture whose pixels could not be decoded."""
    return InputError(_damaged(path, detail))


def _look(path: Path) -> _Found:
    try:
        stat = path.stat()
    except FileNotFoundError:
        raise InputError(_missing(path)) from None
    except (OSError, ValueError) as fault:
        raise InputError(_unreadable(path, fault)) from None
    key = (str(path), stat.st_size, stat.st_mtime_ns)
    found = _known.get(key)
    if found is None:
        found = _known[key] = _examine(path, stat.st_size)
    return found


def _examine(path: Path, size: int) -> _Found:
    import hashlib

    if path.is_dir():
        raise InputError(_problem(path, "picture-folder", f"“{path.name}” is a folder, not a picture."))
    if size == 0:
        raise InputError(_problem(path, "picture-empty", f"The picture “{path.name}” is empty (0 bytes).", _COPY_AGAIN))
    try:
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            header = _read(path, data)
            digest = hashlib.file_digest(stream, "sha256")  # through a small buffer: mapped pages count as memory
    except OSError as fault:
        raise InputError(_unreadable(path, fault)) from None
    asset = Asset(
        digest.hexdigest()[:32],
        str(path),
        header.width,
        header.height,
        "jpeg" if header.kind == "jpeg" else "png" if header.kind == "png" else "other",
        header.space,
        header.orientation,
        header.alpha,
        header.bits,
        header.inverted,
    )
    return _Found(asset, tuple(_oddities(path, header)))


def _read(path: Path, data: _Data) -> Header:
    head = data[:16]
    if head[:2] == b"\xff\xd8":
        header = jpeg_header(path, data)
    elif head[:8] == _PNG_START:
        header = _png(path, data)
    else:
        for start, what, remedy in _FOREIGN:
            if head.startswith(start):
                raise InputError(_problem(path, "not-a-picture", f"“{path.name}” is {what}, not a picture.", remedy))
        return _other(path)
    if header.width < 1 or header.height < 1:
        raise InputError(_damaged(path, "its size is zero"))
    _check_size(path, header.width, header.height)
    return header


def jpeg_header(path: Path, data: _Data) -> Header:
    """What a JPEG says of itself before its scan (ITU-T T.81, annex B); raises InputError, `path` being its name."""
    at, end = 2, len(data)
    orientation, adobe = 1, False
    frame: tuple[int, int, int, int] | None = None
    while at + 4 <= end:
        if data[at] != 0xFF:
            raise InputError(_damaged(path, "a segment does not begin where it should"))
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
            continue
        length = data[at + 2] << 8 | data[at + 3]
        body, after = at + 4, at + 2 + length
        if length < 2 or after > end:
            raise InputError(_cut_off(path))
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if marker not in (0xC0, 0xC1, 0xC2):
                raise InputError(_unusual_jpeg(path))
            bits, height, width, parts = struct.unpack(">BHHB", data[body : body + 6])
            frame = (width, height, parts, bits)
        elif marker == 0xE1 and data[body : body + 6] == b"Exif\0\0":
            orientation = _exif_orientation(data[body + 6 : after])
        elif marker == 0xEE and data[body : body + 5] == b"Adobe":
            adobe = True
        elif marker == 0xDA:
            at = after
            break
        elif marker == 0xD9:
            break
        at = after
    if frame is None or data.rfind(b"\xff\xd9", at) < 0:  # within the scan, FF is always followed by 00 or a restart
        raise InputError(_cut_off(path))
    width, height, parts, bits = frame
    if bits != 8:
        raise InputError(_unusual_jpeg(path))
    space = _SPACES.get(parts, "other")
    return Header(width, height, space, orientation, inverted=adobe and space == "cmyk", kind="jpeg")


def _png(path: Path, data: _Data) -> Header:
    """Walk the chunks (PNG, third edition, clause 5)."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise InputError(_cut_off(path))
    width, height, bits, colour = struct.unpack(">IIBB", data[16:26])
    if colour not in (0, 2, 3, 4, 6):
        raise InputError(_damaged(path, "its kind of colour is unknown"))
    alpha, orientation, frames, at, end = colour in (4, 6), 1, 1, 33, len(data)
    whole = data[end - 12 : end - 4] == b"\0\0\0\0IEND"
    while at + 12 <= end:
        length = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        body, at = at + 8, at + 12 + length
        if name == b"tRNS":
            alpha = True
        elif name == b"eXIf":
            orientation = _exif_orientation(data[body : body + length])
        elif name == b"acTL":
            frames = int.from_bytes(data[body : body + 4], "big")
        elif name == b"IEND":
            whole = True
            break
        elif name == b"IDAT" and whole:
            break
    if not whole:
        raise InputError(_cut_off(path))
    space: PixelSpace = "other" if colour == 3 else "gray" if colour in (0, 4) else "rgb"
    return Header(width, height, space, orientation, alpha, bits, frames=frames, kind="png")


def _other(path: Path) -> Header:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's remarks on damaged metadata are of no use to anybody here
        return _by_pillow(path)


def _by_pillow(path: Path) -> Header:
    with open_picture(path) as image:
        width, height = image.size
        mode = image.mode
        bits = 16 if mode.startswith(("I", "F")) else 8
        spaces: dict[str, PixelSpace] = {"CMYK": "cmyk", "RGB": "rgb", "RGBA": "rgb", "RGBX": "rgb", "RGBa": "rgb"}
        gray = mode in ("1", "L", "LA", "La") or bits == 16
        alpha = mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
        try:
            orientation = 1 if image.format == "TIFF" else image.getexif().get(0x0112, 1)  # Pillow turns TIFFs itself
        except (OSError, ValueError, SyntaxError, struct.error):
            orientation = 1
        try:
            frames = getattr(image, "n_frames", 1)
            image.load()
        except (OSError, ValueError, SyntaxError, struct.error) as fault:
            raise InputError(_damaged(path, str(fault))) from None
    return Header(
        width,
        height,
        "gray" if gray else spaces.get(mode, "other"),
        orientation if orientation in range(1, 9) else 1,
        alpha,
        bits,
        frames=frames,
    )


def _exif_orientation(block: bytes) -> int:
    """The orientation, 1 to 8, of an Exif block (TIFF 6.0, tag 274); 1 where it is absent or nonsense."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(bytes(block[:4]))
    if order is None or len(block) < 8:
        return 1
    (at,) = struct.unpack_from(order + "I", block, 4)
    if at + 2 > len(block):
        return 1
    (count,) = struct.unpack_from(order + "H", block, at)
    for entry in range(at + 2, min(at + 2 + 12 * count, len(block) - 11), 12):
        tag, kind, _number, value = struct.unpack_from(order + "HHIH", block, entry)
        if tag == 0x0112 and kind == 3:
            return value if 1 <= value <= 8 else 1
    return 1


def _oddities(path: Path, header: Header) -> list[Problem]:
    name = f"The picture “{path.name}”"
    found: list[Problem] = []
    if min(header.width, header.height) < 16:
        found.append(
            _problem(
                path,
                "picture-tiny",
                f"{name} has only {header.width} × {header.height} pixels.",
                "Use the original picture instead of a placeholder or thumbnail.",
                "warning",
            )
        )
    if header.frames > 1:
        found.append(
            _problem(
                path,
                "picture-animated",
                f"{name} has {header.frames} frames; only the first is used.",
                "Export the frame that you want as a PNG.",
                "note",
            )
        )
    if header.bits > 8:
        found.append(
            _problem(path, "picture-deep", f"{name} has {header.bits} bits a channel; it is used with 8.", "", "note")
        )
    if header.space == "cmyk":
        found.append(
            _problem(
                path,
                "picture-cmyk",
                f"{name} is in CMYK; on screen its colours are an approximation.",
                "Nothing is to be done for print.",
                "note",
            )
        )
    return found


def _check_size(path: Path, width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise InputError(
            _problem(
                path,
                "picture-too-large",
                f"The picture “{path.name}” claims {width} × {height} pixels, more than can be unpacked safely.",
                f"Save it with less than {MOST_PIXELS // 1_000_000} megapixels.",
            )
        )


def _problem(path: Path, code: str, message: str, remedy: str = "", severity: Severity = "error") -> Problem:
    return Problem(severity, code, message, remedy, Place(file=str(path)))


def _missing(path: Path) -> Problem:
    siblings = sorted(p.name for p in path.parent.iterdir() if p.is_file()) if path.parent.is_dir() else []
    remedy = did_you_mean(path.name, siblings) or "Put the file there, or choose another picture."
    return _problem(path, "picture-missing", f"There is no picture “{path.name}” in “{path.parent.name}”.", remedy)


def _unreadable(path: Path, fault: OSError | ValueError) -> Problem:
    reason = getattr(fault, "strerror", None) or str(fault)
    return _problem(
        path,
        "picture-unreadable",
        f"The picture “{path.name}” cannot be read: {reason}.",
        "Check the file's permissions and the drive.",
    )


def _cut_off(path: Path) -> Problem:
    return _problem(
        path, "picture-truncated", f"The picture “{path.name}” is cut off: its end is missing.", _COPY_AGAIN
    )


def _damaged(path: Path, detail: str) -> Problem:
    told = f" ({detail.strip().rstrip('.')})" if detail.strip() else ""
    return _problem(path, "picture-damaged", f"The picture “{path.name}” is damaged{told}.", _COPY_AGAIN)


def _unusual_jpeg(path: Path) -> Problem:
    return _problem(
        path,
        "picture-unusual",
        f"The picture “{path.name}” is a kind of JPEG that printers cannot read.",
        "Save it as an ordinary JPEG (8 bits, baseline or progressive).",
    )


def _not_a_picture(path: Path) -> Problem:
    with path.open("rb") as stream:
        head = stream.read(256)
    if head[4:8] == b"ftyp" and head[8:11] in (b"hei", b"hev", b"mif"):
        return _problem(
            path,
            "not-a-picture",
            f"“{path.name}” is a HEIC picture, which cannot be read here.",
            "Export it as a JPEG (on a telephone: camera format “most compatible”).",
        )
    if b"<svg" in head or (b"<?xml" in head and path.suffix.lower() == ".svg"):
        return _problem(
            path,
            "not-a-picture",
            f"“{path.name}” is an SVG drawing; here a picture is expected.",
            "Use it as a logo, or export it as a PNG.",
        )
    return _problem(
        path,
        "not-a-picture",
        f"“{path.name}” is no picture that can be read.",
        "Use a JPEG, PNG, TIFF, WebP, GIF, BMP or AVIF file.",
    )
