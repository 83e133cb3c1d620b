"""The modules of a QR code (ISO/IEC 18004), from qrcode's tables, with the mask chosen on whole-code integers.

The matrix is the one that qrcode makes with its own choice of mask, bit for bit, some thirty times sooner. A code's
modules are held as one integer, row after row, most significant bit first, with a light guard module ending each row;
a rule of the penalty score is then a handful of shifts. Columns are the rows of the transposed code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from types import ModuleType
from typing import Any, Literal, TypeAlias

from pressdesk.base.values import NamedTuple

Level: TypeAlias = Literal["L", "M", "Q", "H"]
Matrix: TypeAlias = tuple[tuple[bool, ...], ...]

LEVELS: dict[str, int] = {"L": 1, "M": 0, "Q": 3, "H": 2}
"""The two bits that stand for an error level in a code; 7, 15, 25 and 30 % of it may be lost."""

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,  # noqa: ARG005
    lambda i, j: j % 3 == 0,  # noqa: ARG005
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: (i * j % 3 + (i + j) % 2) % 2 == 0,
)
_DATA, _REST = "d", "."


class _Frame(NamedTuple):
    """What all codes of one version share."""

    side: int
    rows: Callable[[str], tuple[str, ...]]
    columns: Callable[[str], tuple[str, ...]]
    masks: tuple[tuple[int, int], ...]
    inside: int
    capacity: int


@lru_cache(maxsize=2048)
def matrix(payload: str, level: Level = "M") -> Matrix:
    """The modules of the code for `payload`, rows of True for dark, without quiet zone.

    Raises ValueError, in plain words, when the payload does not fit in a code.
    """
    version, bits = _encode(payload, level)
    frame = _frame(version)
    bits += "01"
    rows, columns = int("".join(frame.rows(bits)), 2), int("".join(frame.columns(bits)), 2)
    side, inside = frame.side, frame.inside
    scores = [_penalty(rows ^ mask, columns ^ turned, side, inside) for mask, turned in frame.masks]
    best = scores.index(min(scores))
    final = f"{rows ^ frame.masks[best][0] | _information(version, level, best):0{side * (side + 1)}b}"
    dark = {"0": False, "1": True}.__getitem__
    return tuple(tuple(map(dark, final[at : at + side])) for at in range(0, len(final), side + 1))


def version_of(modules: Matrix) -> int:
    """The version, 1 to 40, of a matrix."""
    return (len(modules) - 17) // 4


def _penalty(rows: int, columns: int, side: int, inside: int) -> int:
    """The penalty score of a code, section 7.8.3.1, format information left light as qrcode does."""
    score = 0
    stride = side + 1
    for code in (rows, columns):
        light = code ^ inside
        same = ~(code ^ code << 1) & inside & inside << 1  # where a module is as its right neighbour
        five = same & same << 1
        five &= five << 2
        score += five.bit_count() + 2 * (five & ~(five << 1)).bit_count()
        core = code & light << 1 & code << 2 & code << 3 & code << 4 & light << 5 & code << 6
        pair = light & light << 1
        four = pair & pair << 2
        score += 40 * ((core & four << 7).bit_count() + (core << 4 & four).bit_count())
        if code is rows:
            below = ~(code ^ code << stride) & inside
            score += 3 * (same & same << stride & below).bit_count()
    percent = float(rows.bit_count()) / (side**2)
    return score + int(abs(percent * 100 - 50) / 5) * 10


def _encode(payload: str, level: Level) -> tuple[int, str]:
    """The smallest version that holds the payload, and all codewords of the code as bits in their final order."""
    util = _qrcode("util")
    chunks = list(util.optimal_data_chunks(payload, minimum=20))
    parts = [(chunk.mode, len(chunk.data), _chunk_bits(chunk)) for chunk in chunks]
    size = sum(4 + len(bits) for _, _, bits in parts)
    limits = util.BIT_LIMIT_TABLE[LEVELS[level]]
    for first, last in ((1, 9), (10, 26), (27, 40)):
        needed = size + sum(util.length_in_bits(mode, first) for mode, _, _ in parts)
        version = next((v for v in range(first, last + 1) if limits[v] >= needed), 0)
        if version:
            break
    else:
        raise ValueError(f"“{payload[:40]}…” is too long for a QR code; shorten it")
    stream = "".join(f"{mode:04b}{count:0{util.length_in_bits(mode, version)}b}{bits}" for mode, count, bits in parts)
    stream += "0" * min(4, limits[version] - len(stream))
    stream += "0" * (-len(stream) % 8)
    data = int(stream, 2).to_bytes(len(stream) // 8, "big")
    missing = limits[version] // 8 - len(data)
    data += (b"\xec\x11" * (missing // 2 + 1))[:missing]
    words = _interleaved(data, version, level)
    return version, f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}"


def _chunk_bits(chunk: Any) -> str:
    data: bytes = chunk.data
    if chunk.mode == 1:
        return "".join(f"{int(three):0{1 + 3 * len(three)}b}" for three in _pieces(data, 3))
    if chunk.mode == 2:
        find = _qrcode("util").ALPHA_NUM.find
        return "".join(
            f"{find(two[0]) * 45 + find(two[1]):011b}" if len(two) == 2 else f"{find(two[0]):06b}"
            for two in _pieces(data, 2)
        )
    return f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}"


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def _interleaved(data: bytes, version: int, level: Level) -> bytes:
    """Data and error-correction codewords of all blocks, taken in turn (section 7.6)."""
    blocks: list[bytes] = []
    checks: list[bytes] = []
    at = 0
    for total, count in _qrcode("base").rs_blocks(version, LEVELS[level]):
        block = data[at : at + count]
        at += count
        blocks.append(block)
        checks.append(_check_words(block, total - count))
    if len(blocks) == 1:
        return blocks[0] + checks[0]
    longest = max(map(len, blocks))
    mixed = [block[i] for i in range(longest) for block in blocks if i < len(block)]
    mixed += [check[i] for i in range(len(checks[0])) for check in checks]
    return bytes(mixed)


def _check_words(block: bytes, count: int) -> bytes:
    """The remainder of the block divided by the generator polynomial, as of a cyclic redundancy check."""
    table = _division_table(count)
    top, rest = 8 * (count - 1), 0
    low = (1 << top) - 1
    for byte in block:
        rest = (rest & low) << 8 ^ table[rest >> top ^ byte]
    return rest.to_bytes(count, "big")


@lru_cache(maxsize=16)
def _division_table(count: int) -> tuple[int, ...]:
    """For each byte, the generator polynomial of `count` check words times that byte, as one integer."""
    generator = _qrcode("LUT").rsPoly_LUT[count]
    base = _qrcode("base")
    table = [0] * 256
    for power in range(8):
        product = bytes(base.gexp(power + base.glog(part)) for part in generator[1:])
        table[1 << power] = int.from_bytes(product, "big")
    for byte in range(256):
        table[byte] = table[byte & byte - 1] ^ table[byte & -byte]
    return tuple(table)


@lru_cache(maxsize=8)
def _frame(version: int) -> _Frame:
    cells = _function_modules(version)
    side = len(cells)
    order = _data_order(cells)
    capacity = len(order) // 8 * 8
    index: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(order):
        index[cell] = min(number, capacity)  # what is left over after the last codeword is a light module
    for r, row in enumerate(cells):
        for c, kind in enumerate(row):
            if kind in "01":
                index[r, c] = capacity + int(kind)
    guard = capacity
    span = range(side)
    rows = [index[r, c] if c < side else guard for r in span for c in range(side + 1)]
    columns = [index[r, c] if r < side else guard for c in span for r in range(side + 1)]
    area = _integer([[cells[r][c] == _DATA for c in span] for r in span])
    turned_area = _integer([[cells[r][c] == _DATA for r in span] for c in span])
    masks = tuple(
        (
            _tiled([[mask(r, c) for c in range(12)] for r in range(12)], side) & area,
            _tiled([[mask(r, c) for r in range(12)] for c in range(12)], side) & turned_area,
        )
        for mask in _MASKS
    )
    return _Frame(side, itemgetter(*rows), itemgetter(*columns), masks, _integer([[True] * side] * side), capacity)


def _tiled(tile: list[list[bool]], side: int) -> int:
    """A square of twelve modules repeated over a whole code."""
    lines = [("".join(["01"[cell] for cell in row]) * (side // 12 + 1))[:side] + "0" for row in tile]
    return int("".join([lines[r % 12] for r in range(side)]), 2)


def _integer(cells: Sequence[Sequence[bool]]) -> int:
    return int("".join(["".join(["01"[cell] for cell in row]) + "0" for row in cells]), 2)


def _function_modules(version: int) -> list[list[str]]:
    """Finder, timing and alignment patterns as 0 and 1, information areas as 0, data as `_DATA`."""
    side = 17 + 4 * version
    cells = [[_DATA] * side for _ in range(side)]
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        for r in range(max(0, top - 1), min(side, top + 8)):
            for c in range(max(0, left - 1), min(side, left + 8)):
                ring = max(abs(r - top - 3), abs(c - left - 3))
                cells[r][c] = "1" if ring in (0, 1, 3) else "0"
    centres = _qrcode("util").pattern_position(version)
    for y in centres:
        for x in centres:
            if cells[y][x] != _DATA:
                continue
            for r in range(y - 2, y + 3):
                for c in range(x - 2, x + 3):
                    cells[r][c] = "0" if max(abs(r - y), abs(c - x)) == 1 else "1"
    for i in range(8, side - 8):
        for r, c in ((i, 6), (6, i)):
            if cells[r][c] == _DATA:
                cells[r][c] = "10"[i % 2]
    for r, c, _ in _information_places(version):
        cells[r][c] = "0"
    return cells


def _data_order(cells: list[list[str]]) -> list[tuple[int, int]]:
    """The data modules in the order of the bits: column pairs from the right, up and down in turn (section 7.7.3)."""
    side = len(cells)
    order: list[tuple[int, int]] = []
    upward = True
    for right in (*range(side - 1, 6, -2), 5, 3, 1):
        for r in range(side - 1, -1, -1) if upward else range(side):
            order += [(r, c) for c in (right, right - 1) if cells[r][c] == _DATA]
        upward = not upward
    return order


def _information_places(version: int) -> list[tuple[int, int, int]]:
    """Row, column and number of bit: 0 to 14 of the format, 15 always dark, 16 to 33 of the version (7.9, 7.10)."""
    side = 17 + 4 * version
    places = [(side - 8, 8, 15)]
    for i in range(15):
        places.append((i if i < 6 else i + 1 if i < 8 else side - 15 + i, 8, i))
        places.append((8, side - 1 - i if i < 8 else 7 if i == 8 else 14 - i, i))
    if version >= 7:
        for i in range(18):
            places += [(i // 3, side - 11 + i % 3, 16 + i), (side - 11 + i % 3, i // 3, 16 + i)]
    return places


@lru_cache(maxsize=64)
def _information(version: int, level: Level, mask: int) -> int:
    util = _qrcode("util")
    bits = util.BCH_type_info(LEVELS[level] << 3 | mask) | 1 << 15
    if version >= 7:
        bits |= util.BCH_type_number(version) << 16
    side = 17 + 4 * version
    cells = [[False] * side for _ in range(side)]
    for r, c, number in _information_places(version):
        cells[r][c] = bool(bits >> number & 1)
    return _integer(cells)


@lru_cache(maxsize=8)
def _qrcode(name: str) -> Any:
    """A module of the library qrcode: `util`, `base` or `LUT`, which hold its tables.

    WORKAROUND: qrcode 8 imports Pillow and its image writers with the package (25 ms of every build); these three
    modules need none of it, so they are loaded under an empty package, unless somebody has loaded the real one.
    """
    import importlib

    if "qrcode" in sys.modules:
        return importlib.import_module(f"qrcode.{name}")
    from importlib.machinery import PathFinder

    found = PathFinder.find_spec("qrcode")
    if found is None:
        raise ModuleNotFoundError("the library qrcode is not installed", name="qrcode")
    package = ModuleType("qrcode")
    package.__path__ = list(found.submodule_search_locations or ())
    sys.modules["qrcode"] = package
    try:
        return importlib.import_module(f"qrcode.{name}")
    finally:
        for loaded in [key for key in sys.modules if key.partition(".")[0] == "qrcode"]:
            del sys.modules[loaded]
