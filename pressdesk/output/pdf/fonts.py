"""Glyph runs as text operators, and the embedded fonts behind them.

A face becomes a composite font (ISO 32000-1, 9.7) with two-byte codes. For a TrueType face the code of a glyph *is* the
character it stands for wherever the face's own map agrees; a glyph that stands for something else (a ligature, a small
capital) has a code of its own. So a space and a no-break space keep apart though they share a glyph, and the text
taken from the file is exact without marks around it. For a CFF face the code is the glyph id, and `ActualText` mends
what is ambiguous.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.values import NamedTuple
from pressdesk.output.pdf.parts import Part, deflated, digest
from pressdesk.output.pdf.syntax import name, num, utf16
from pressdesk.text.glyphs import ShapedRun
from pressdesk.text.subset import bounding_box, glyph_count, subset

if TYPE_CHECKING:
    from pressdesk.text.fonts import Face

Block: TypeAlias = int
"""One of `_BLOCKS` below zero (-1 is the first), or the code of a single glyph."""

_BLOCKS = (
    " \u00a0\u202f\u00ad!\"#%&'()*+,-./0123456789:;=?@[]_«»°·×€–—‘’“”•…",
    "abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿ",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ",
)
"""What a French text uses. A file that shows one character of a block embeds the whole block, so that the files of a
batch share one subset, deflated once, and each has the same bytes as if it were made alone."""

_BLOCK_OF = {ord(char): -1 - index for index, chars in enumerate(_BLOCKS) for char in chars}
_ALTERNATES = 0x3000
"""Codes from here on stand for glyphs that are not the face's own glyph for one character."""

_INVISIBLE = "\u200b"


class Span(NamedTuple):
    """Glyphs `start` to `end` (not included) of a run that stand for `text` only together."""

    start: int
    end: int
    text: str


class Code(NamedTuple):
    """What stands in a content stream for one glyph that means `text`; the width is in thousandths of the size."""

    number: int
    digits: str
    width: int
    block: Block
    gid: int
    text: str


class Glyphs(NamedTuple):
    """What is shown of a font: blocks of codes, and for a CFF face the texts of glyphs that have no character."""

    blocks: frozenset[Block]
    texts: frozenset[tuple[int, str]] = frozenset()

    def joined(self, other: Glyphs) -> Glyphs:
        return Glyphs(self.blocks | other.blocks, self.texts | other.texts)


class Encoded:
    """A run as it stands after its text matrix: the showing operators, and the glyphs that they need."""

    __slots__ = ("blocks", "font", "operators", "texts")

    def __init__(
        self, font: Font, operators: str, blocks: frozenset[Block], texts: frozenset[tuple[int, str]] = frozenset()
    ) -> None:
        self.font = font
        self.operators = operators
        self.blocks = blocks
        self.texts = texts


class Font:
    """One face as files show it: codes, widths, and the subsets made so far."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.name = f"F{digest(face.key)[:8]}"
        self._count = glyph_count(face)
        self._by_gid = face.cff or self._count > 0x10000 - _ALTERNATES
        self._codes: dict[tuple[int, str], Code] = {}
        self._numbers: dict[int, Code] = {}
        self._programs: dict[Glyphs, Part] = {}

    def encode(self, run: ShapedRun) -> Encoded:
        """The operators that show the run from its origin, the text matrix being set."""
        if not self._by_gid and run.clusters == tuple(range(len(run.text))) and not run.ys:
            try:
                codes = [*map(self._codes.__getitem__, zip(run.gids, run.text, strict=True))]
            except KeyError:
                codes = [self._code(gid, char) for gid, char in zip(run.gids, run.text, strict=True)]
            return Encoded(
                self, self._shown(codes, run.xs, run.size, 0.0)[0], frozenset([code.block for code in codes])
            )
        codes, spans, texts = self._codes_of(run)
        operators = self._marked(run, codes, spans)
        return Encoded(self, operators, frozenset([code.block for code in codes]), texts)

    @staticmethod
    def glyphs_of(runs: Iterable[Encoded]) -> Glyphs:
        """What some runs of one font show."""
        return Glyphs(
            frozenset[int]().union(*[run.blocks for run in runs]),
            frozenset[tuple[int, str]]().union(*[run.texts for run in runs]),
        )

    def part(self, glyphs: Glyphs) -> Part:
        """The font with these glyphs; the same part for the same ones."""
        found = self._programs.get(glyphs)
        if found is None:
            found = self._programs[glyphs] = self._build(*glyphs)
        return found

    def codes_in(self, blocks: Iterable[Block]) -> dict[tuple[int, str], int]:
        """The codes among these that stand alone, outside any block: by glyph and text, their numbers."""
        codes = [self._numbers[block] for block in blocks if block >= 0]
        return {(code.gid, code.text): code.number for code in codes}

    def takes_over(self, codes: Mapping[tuple[int, str], int]) -> bool:
        """Enter codes that the same font was given elsewhere; False where a number stands for something else here."""
        return all(self._code(*meant).number == number for meant, number in codes.items())

    # codes

    def _codes_of(self, run: ShapedRun) -> tuple[list[Code], list[Span], frozenset[tuple[int, str]]]:
        text, gids = run.text, run.gids
        starts = sorted(set(run.clusters))
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        out: list[Code] = []
        spans: list[Span] = []
        nameless: set[tuple[int, str]] = set()
        ambiguous = False
        for cluster, group in groupby(zip(run.clusters, gids, strict=True), key=lambda pair: pair[0]):
            members = [gid for _, gid in group]
            meant = text[cluster : ends[cluster]]
            own = [self.face.char_of(gid) for gid in members] if self._by_gid or len(members) > 1 else [""]
            at = len(out)
            each = len(members) == len(meant)
            if each:
                pieces = list(meant[::-1] if run.rtl else meant)
            else:
                pieces = [meant] + [char or _INVISIBLE for char in own[1:]]
            out += [self._code(gid, piece) for gid, piece in zip(members, pieces, strict=True)]
            if self._by_gid:
                nameless |= {(gid, piece) for gid, piece, char in zip(members, pieces, own, strict=True) if not char}
            if run.rtl:  # marked right-to-left text comes back in the wrong order
                continue
            if not each and len(members) > 1:
                spans.append(Span(at, at + len(members), meant))
            ambiguous = ambiguous or (self._by_gid and own != pieces)
        if ambiguous:  # PDFium passes over a mark that holds nothing but a space, so the whole run is told
            spans = [Span(0, len(out), text)]
        return out, spans, frozenset(nameless)

    def _code(self, gid: int, text: str) -> Code:
        code = self._codes.get((gid, text))
        if code is None:
            number = self._new_number(gid, text)
            block = number if self._by_gid else _BLOCK_OF.get(number, number)
            width = round(self.face.advance(gid) * 1000 / self.face.upem)
            code = self._codes[gid, text] = Code(number, f"{number:04X}", width, block, gid, text)
            self._numbers.setdefault(number, code)
        return code

    def _new_number(self, gid: int, text: str) -> int:
        if self._by_gid:
            return gid
        if len(text) == 1 and ord(text) < _ALTERNATES and self._own_glyph(text) == gid:
            return ord(text)
        share = (0x10000 - _ALTERNATES) // self._count
        first, start = _ALTERNATES + gid * share, zlib.crc32(text.encode("utf-8", "replace"))
        for step in range(share):
            number = first + (start + step) % share
            if number not in self._numbers:
                return number
        room = 0x10000 - _ALTERNATES
        places = (_ALTERNATES + (start + step) % room for step in range(room))  # many letters that no font has
        return next((number for number in places if number not in self._numbers), first + start % share)

    def _own_glyph(self, char: str) -> int:
        """The glyph that layout shows for a character: a narrow space may be a space with less room."""
        gid = self.face.glyph("\u2010" if char == "\u00ad" else char)
        if gid:
            return gid
        return self.face.glyph("-" if char == "\u00ad" else " ") if char in "\u00a0\u202f\u00ad" else 0

    # operators

    def _shown(self, codes: Sequence[Code], xs: Sequence[float], size: float, pen: float) -> tuple[str, float]:
        """One showing operator, and where the pen stands after it, in thousandths of the size.

        The widths in the font are whole numbers, as PDFium cuts fractions off; what is left over stands here as soon
        as a glyph would be out of place by some hundredths of a point.
        """
        per_point = 1000 / size
        tolerance = min(1.5, max(0.3, 0.02 * per_point))
        line: list[str] = []
        add = line.append
        for code, x in zip(codes, xs, strict=True):
            gap = x * per_point - pen
            if -tolerance <= gap <= tolerance:
                add(code[1])
                pen += code[2]
            else:
                gap = round(gap, 1) if size > 20 else round(gap)
                add(f">{num(-gap)}<{code[1]}")
                pen += gap + code[2]
        return f"[<{''.join(line)}>] TJ".replace("[<>", "["), pen

    def _marked(self, run: ShapedRun, codes: Sequence[Code], spans: Sequence[Span]) -> str:
        """The run in pieces: raised glyphs, and glyphs whose meaning is told beside them."""
        opens = {span.start: span for span in spans}
        closes = {span.end for span in spans}
        rises = run.ys or (0.0,) * len(codes)
        cuts = {0, len(codes), *opens, *closes, *(i for i in range(1, len(codes)) if rises[i] != rises[i - 1])}
        out: list[str] = []
        pen, rise = 0.0, 0.0
        for start, end in pairwise(sorted(cuts)):
            if rises[start] != rise:
                rise = rises[start]
                out.append(f"{num(rise)} Ts")
            if start in opens:
                out.append(f"/Span <</ActualText <FEFF{utf16(opens[start].text)}>>> BDC")
            shown, pen = self._shown(codes[start:end], run.xs[start:end], run.size, pen)
            out.append(shown)
            if end in closes:
                out.append("EMC")
        if rise:
            out.append("0 Ts")
        return "\n".join(out)

    # the embedded font

    def _build(self, blocks: frozenset[Block], texts: frozenset[tuple[int, str]]) -> Part:
        for block in sorted(blocks):
            if block < 0:
                for char in _BLOCKS[-1 - block]:
                    gid = self._own_glyph(char)
                    if gid:
                        self._code(gid, char)
        face = self.face
        glyphs = {number: (code.gid, code.text) for number, code in sorted(self._expanded(blocks).items())}
        if self._by_gid:
            nameless = dict(sorted(texts, reverse=True))
            glyphs = {gid: (gid, face.char_of(gid) or nameless.get(gid, _INVISIBLE)) for gid in glyphs}
        program = subset(face, {gid for gid, _ in glyphs.values()})
        mark = digest(face.key, repr(glyphs))
        tag = _tag(mark)
        base = name(f"{tag}+{face.psname}")
        known = f"{self.name}-{mark}"
        if face.cff:
            file = deflated(f"{known}-file", "/Subtype/CIDFontType0C", program)
        else:
            file = deflated(f"{known}-file", f"/Length1 {len(program)}", program)
        em = 1000 / face.upem
        box = " ".join(str(round(value * em)) for value in bounding_box(face))
        descriptor = Part(
            f"{known}-descriptor",
            f"/Type/FontDescriptor/FontName{base}/Flags {4 + 64 * face.italic}/FontBBox[{box}]"
            f"/ItalicAngle {-12 if face.italic else 0}/Ascent {round(face.ascender * 1000)}"
            f"/Descent {round(face.descender * 1000)}/CapHeight {round(face.cap_height * 1000)}"
            f"/StemV {round(face.weight / 5)}/FontFile{3 if face.cff else 2} %s",
            (file,),
        )
        kind, refs = f"/CIDFontType{0 if face.cff else 2}", [descriptor]
        mapping = ""
        if not face.cff:
            mapping = "/CIDToGIDMap/Identity"
            if not self._by_gid:
                mapping = "/CIDToGIDMap %s"
                refs.append(deflated(f"{known}-map", "", _glyph_map(glyphs)))
        widths = _width_array({number: self._numbers[number].width for number in glyphs})
        descendant = Part(
            f"{known}-cid",
            f"/Type/Font/Subtype{kind}/BaseFont{base}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor %s{mapping}/DW 0/W[{widths}]",
            tuple(refs),
        )
        unicode = deflated(f"{known}-unicode", "", _to_unicode({code: text for code, (_, text) in glyphs.items()}))
        return Part(
            known,
            f"/Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s",
            (descendant, unicode),
            category="Font",
        )

    def _expanded(self, blocks: frozenset[Block]) -> dict[int, Code]:
        """The codes of some blocks, as far as the face has glyphs for them."""
        wanted = {block for block in blocks if block >= 0}
        for block in blocks:
            if block < 0:
                wanted |= set(map(ord, _BLOCKS[-1 - block]))
        return {number: self._numbers[number] for number in wanted if number in self._numbers}


def _tag(mark: str) -> str:
    """Six capitals out of a digest (ISO 32000-1, 9.6.4)."""
    value = int(mark, 16)
    return "".join(chr(65 + value // 26**place % 26) for place in range(6))


def _glyph_map(glyphs: dict[int, tuple[int, str]]) -> bytes:
    table = bytearray(2 * (max(glyphs) + 1))
    for code, (gid, _) in glyphs.items():
        table[2 * code : 2 * code + 2] = gid.to_bytes(2, "big")
    return bytes(table)


def _width_array(widths: dict[int, int]) -> str:
    out: list[str] = []
    previous = -2
    for code, width in widths.items():
        if code != previous + 1:
            out.append(f"]{code}[{width}")
        else:
            out.append(f" {width}")
        previous = code
    return "".join(out)[1:] + "]"


def _to_unicode(texts: dict[int, str]) -> bytes:
    """The map from codes to text (ISO 32000-1, 9.10.3)."""
    ranges: list[tuple[int, int]] = []
    others: list[tuple[int, str]] = []
    for code, text in texts.items():
        if text != chr(code):
            others.append((code, text))
        elif ranges and ranges[-1][1] == code - 1 and code % 256:
            ranges[-1] = ranges[-1][0], code
        else:
            ranges.append((code, code))
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for i in range(0, len(ranges), 100):
        some = ranges[i : i + 100]
        lines += [f"{len(some)} beginbfrange", *(f"<{a:04X}> <{b:04X}> <{a:04X}>" for a, b in some), "endbfrange"]
    for i in range(0, len(others), 100):
        few = others[i : i + 100]
        lines += [f"{len(few)} beginbfchar", *(f"<{code:04X}> <{utf16(text)}>" for code, text in few), "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
