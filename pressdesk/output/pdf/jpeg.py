"""A JPEG file taken apart without being decoded (ITU-T T.81, annex B), so that its scan goes into the PDF as it is."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from pressdesk.base.values import NamedTuple

_PRIVATE = frozenset([0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE, 0xE2])
"""Exif, XMP, previews, comments, profiles: nothing that the pixels need."""


class JpegParts(NamedTuple):
    """`head` is the file up to its first scan without private segments; from `start` to `end` it is kept as it is."""

    head: bytes
    start: int
    end: int
    components: int
    adobe: bool
    profile: bytes
    direct: bool
    """Whether a PDF reader can decode it: 8 bits, baseline or progressive."""


def take_apart(path: Path) -> JpegParts:
    """Read the segments before the first scan. Raises OSError, and ValueError for what is no JPEG."""
    with path.open("rb") as stream:
        return _segments(stream)


def _segments(stream: BinaryIO) -> JpegParts:
    if stream.read(2) != b"\xff\xd8":
        raise ValueError("no JPEG")
    head = [b"\xff\xd8"]
    profile: dict[int, bytes] = {}
    components, adobe, direct, several = 0, False, False, False
    while True:
        start = stream.tell()
        lead = stream.read(2)
        while lead == b"\xff\xff":  # fill bytes may stand before a marker
            lead = lead[1:] + stream.read(1)
        if len(lead) < 2 or lead[0] != 0xFF:
            raise ValueError("no JPEG")
        marker = lead[1]
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            continue
        size = stream.read(2)
        body = stream.read(struct.unpack(">H", size)[0] - 2) if len(size) == 2 else b""
        if marker == 0xDA:
            break
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            components = body[5]
            direct = marker in (0xC0, 0xC1, 0xC2) and body[0] == 8
        elif marker == 0xEE and body.startswith(b"Adobe"):
            adobe = True
        elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            profile[body[12]] = body[14:]
        elif marker == 0xE2 and body.startswith(b"MPF\0"):
            several = True
        if marker not in _PRIVATE:
            head.append(lead + size + body)
    return JpegParts(
        b"".join(head),
        start,
        _end(stream, start, several),
        components,
        adobe,
        b"".join(profile[part] for part in sorted(profile)),
        direct,
    )


def _end(stream: BinaryIO, start: int, several: bool) -> int:
    """Where the picture ends: telephones put a second picture or notes behind it."""
    whole = stream.seek(0, 2)
    at = max(start, whole - 2)
    stream.seek(at)
    if not several and stream.read(2) == b"\xff\xd9":
        return whole
    stream.seek(start)
    before = b""
    at = start
    last = -1
    while block := stream.read(1 << 20):
        window = before + block
        found = window.find(b"\xff\xd9") if several else window.rfind(b"\xff\xd9")
        if found >= 0:
            last = at - len(before) + found + 2
            if several:
                break
        at += len(block)
        before = block[-1:]
    return last if last > 0 else whole
