"""Fonts of a finished PDF, as far as preflight needs them: widths, codes without a glyph, codes without a character."""

from __future__ import annotations

import re
from typing import Any

from pressdesk.base.values import NamedTuple

_USUAL = 0.5
"""The width of a glyph that is not told, in ems."""

_SPACES = (0x20, 0xA0, 0x202F)
_NAMED_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/MacExpertEncoding")


class Measured(NamedTuple):
    """A string as shown: its width in ems, that of the spaces at its end, its glyphs, its spaces of one byte, its empty
    and its nameless glyphs."""

    width: float
    blank: float
    glyphs: int
    spaces: int
    missing: int
    nameless: int


class Typeface:
    """A font by its name; codes of `size` bytes."""

    def __init__(self, name: str, size: int, widths: dict[int, float], usual: float) -> None:
        self.name = name
        self._size = size
        self._widths = widths
        self._usual = usual
        self.known: frozenset[int] | None = None
        """The codes that a character is told for; None when all have one."""
        self.blanks: frozenset[int] = frozenset((32, 160)) if size == 1 else frozenset()
        self.glyphs: bytes | None = None
        """Two bytes for each code: its glyph, where the font brings a map along."""
        self.by_glyph = False
        """Whether the code is the glyph itself."""
        self._measured: dict[bytes, Measured] = {}

    def measure(self, text: bytes) -> Measured:
        found = self._measured.get(text)
        if found is None:
            found = self._measured[text] = self._measure(text)
        return found

    def _measure(self, text: bytes) -> Measured:
        size = self._size
        codes = [int.from_bytes(text[i : i + size], "big") for i in range(0, len(text) - size + 1, size)]
        widths = [self._widths.get(code, self._usual) for code in codes]
        blank = 0.0
        for code, width in zip(reversed(codes), reversed(widths), strict=True):
            if code not in self.blanks:
                break
            blank += width
        missing = sum(self._glyph(code) == 0 for code in codes) if self.glyphs is not None or self.by_glyph else 0
        known = self.known
        nameless = sum(code not in known for code in codes) if known is not None else 0
        return Measured(sum(widths), blank, len(codes), codes.count(32) if size == 1 else 0, missing, nameless)

    def _glyph(self, code: int) -> int:
        if self.glyphs is None:
            return code
        return int.from_bytes(self.glyphs[2 * code : 2 * code + 2], "big")


def typeface(font: Any) -> Typeface:
    """What a font dictionary says; raises LookupError, TypeError or ValueError for one that makes no sense."""
    name = str(font.get("/BaseFont", "/?"))[1:]
    if str(font.get("/Subtype", "")) == "/Type0":
        return _composite(font, name)
    first = int(font.get("/FirstChar", 0))
    scale = 0.001
    if "/FontMatrix" in font:  # Type 3 fonts measure in units of their own
        scale = abs(float(font["/FontMatrix"][0]))
    widths = {first + i: float(width) * scale for i, width in enumerate(font.get("/Widths", []))}
    face = Typeface(name, 1, widths, _USUAL)
    if "/ToUnicode" in font:
        face.known, face.blanks = _told(font["/ToUnicode"].read_bytes())
    elif not _speaks(font):
        face.known = frozenset()
    return face


def _speaks(font: Any) -> bool:
    """Whether characters follow from the encoding's names (ISO 32000-1, 9.10.2)."""
    import pikepdf

    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        return True
    described = font.get("/FontDescriptor")
    symbolic = described is not None and int(described.get("/Flags", 32)) & 4 != 0
    return str(encoding) in _NAMED_ENCODINGS or not symbolic


def _composite(font: Any, name: str) -> Typeface:
    import pikepdf

    descendant = font["/DescendantFonts"][0]
    encoding = str(font.get("/Encoding", ""))
    face = Typeface(name, 2, _cid_widths(descendant), float(descendant.get("/DW", 1000)) / 1000)
    if "/ToUnicode" in font:
        face.known, face.blanks = _told(font["/ToUnicode"].read_bytes())
    elif encoding in ("/Identity-H", "/Identity-V"):
        face.known = frozenset()
    if encoding in ("/Identity-H", "/Identity-V"):
        glyphs = descendant.get("/CIDToGIDMap")
        if isinstance(glyphs, pikepdf.Stream):
            face.glyphs = glyphs.read_bytes()
        else:
            face.by_glyph = True
    return face


def _cid_widths(descendant: Any) -> dict[int, float]:
    import pikepdf

    found: dict[int, float] = {}
    entries = list(descendant.get("/W", []))
    at = 0
    while at + 1 < len(entries):
        first, second = int(entries[at]), entries[at + 1]
        if isinstance(second, pikepdf.Array):
            found.update((first + i, float(width) / 1000) for i, width in enumerate(second))
            at += 2
        else:
            width = float(entries[at + 2]) / 1000
            found.update((code, width) for code in range(first, min(int(second), first + 65535) + 1))
            at += 3
    return found


def _told(mapping: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """The codes for which a ToUnicode map tells a character that is one, and those that are told as spaces."""
    found: dict[int, int] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", mapping, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>", section):
            found[int(code, 16)] = int(text or b"0", 16)
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", mapping, re.DOTALL):
        for first, last, text in re.findall(
            rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*[<\[]\s*<?([0-9A-Fa-f]*)", section
        ):
            start, end = int(first, 16), int(last, 16)
            char = int(text or b"0", 16)
            found.update((code, char + code - start) for code in range(start, min(end, start + 65535) + 1))
    known = frozenset(code for code, char in found.items() if char not in (0, 0xFFFD))
    return known, frozenset(code for code, char in found.items() if char in _SPACES)
