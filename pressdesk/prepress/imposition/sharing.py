"""Objects of several files brought into one, those that are alike once.

Each object is told by a hash of how it is written, with the hashes of what it refers to in place of the references,
and of its stream. Files of one batch agree in most of their objects, so most are never copied; and most lie in the
files byte for byte as in the file before, so they are not even parsed.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, TypeAlias

from pressdesk.base.values import NamedTuple

_LEFT = ("/Parent", "/StructParent", "/StructParents", "/Length")
"""What leads out of an object to a page tree or a structure that stays behind, and what is counted anew."""

_LENGTH_ELSEWHERE = re.compile(rb"/Length \d+ \d+ R")
_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s*?\r?\n(?=\d{10} )")
_NOT_PLAIN = (b"/Prev", b"/XRefStm", b"/Encrypt")

Number: TypeAlias = tuple[int, int]
Parts: TypeAlias = "tuple[bytes | Number, ...]"
"""How an object is written: its text with references as numbers; a text without any is hashed already."""


class _File(NamedTuple):
    """A document: where it comes in the row, the keys found in it, and its objects as they lie in the file."""

    document: Any
    place: int
    keys: dict[Number, bytes]
    lying: dict[int, memoryview]


class Shared:
    """The objects of a file under way. What is brought in from the same document or another is stored once."""

    def __init__(self, target: Any) -> None:
        self._target = target
        self._known: dict[bytes, Any] = {}
        self._files: dict[int, _File] = {}
        self._file = _File(None, 0, {}, {})
        self._seen: dict[bytes, Parts] = {}

    def brought(self, entry: Any, document: Any) -> Any:
        """The entry of a document as one of the target. Raises pikepdf's errors for objects that cannot be read."""
        if document is not self._file.document:
            self._file.lying.clear()  # hundreds of files are not kept in memory
            self._file = self._files.get(id(document)) or _File(document, len(self._files), {}, _lying(document))
            self._files[id(document)] = self._file
        return self._moved(entry)

    @property
    def mark(self) -> bytes:
        """Tells what was brought in from anything else."""
        found = hashlib.sha256()
        for key in self._known:
            found.update(key)
        return found.digest()

    def _moved(self, entry: Any) -> Any:
        import pikepdf

        if not isinstance(entry, pikepdf.Object):
            return entry
        if not entry.is_indirect:
            return self._rebuilt(entry)
        key = self._key(entry.objgen)
        found = self._known.get(key)
        if found is not None:
            return found
        if isinstance(entry, pikepdf.Stream):
            found = self._known[key] = pikepdf.Stream(self._target, entry.read_raw_bytes())
            self._fill(found, entry.stream_dict)
        elif isinstance(entry, pikepdf.Dictionary):  # entered before it is filled: it may lead back to itself
            found = self._known[key] = self._target.make_indirect(pikepdf.Dictionary())
            self._fill(found, entry)
        else:
            found = self._known[key] = self._target.make_indirect(self._rebuilt(entry))
        return found

    def _fill(self, found: Any, entry: Any) -> None:
        for name, value in entry.items():
            if name not in _LEFT and value is not None:
                found[name] = self._moved(value)

    def _rebuilt(self, entry: Any) -> Any:
        import pikepdf

        if isinstance(entry, pikepdf.Dictionary):
            return pikepdf.Dictionary({name: self._moved(value) for name, value in entry.items() if name not in _LEFT})
        if isinstance(entry, pikepdf.Array):
            return pikepdf.Array([self._moved(value) for value in entry])
        return entry

    def _key(self, number: Number) -> bytes:
        keys = self._file.keys
        key = keys.get(number)
        if key is not None:
            return key
        keys[number] = b"object %d of file %d" % (number[0], self._file.place)  # what a circle comes back to
        lying = self._file.lying.get(number[0])
        if lying is None:
            parts = self._parts(number, b"")
        else:
            mark = hashlib.sha256(lying).digest()
            parts = self._seen.get(mark) or self._parts(number, mark)
        if len(parts) == 1 and isinstance(parts[0], bytes):
            key = parts[0]
        else:
            told = [part if isinstance(part, bytes) else self._key(part) for part in parts]
            key = hashlib.sha256(b"".join(told)).digest()
        keys[number] = key
        return key

    def _parts(self, number: Number, mark: bytes) -> Parts:
        """How an object is written; remembered under its mark where nothing outside of it decides that."""
        import pikepdf

        entry = self._file.document.get_object(number)
        data = b""
        if isinstance(entry, pikepdf.Stream):
            written, data = entry.stream_dict.unparse(), entry.read_raw_bytes()
        else:  # also a number, or nothing at all
            written = entry.unparse(resolved=True) if isinstance(entry, pikepdf.Object) else repr(entry).encode()
        parts = _divided(written)
        if b"/OCG" in written:  # two layers of one name are two layers
            return (*parts, self._file.keys[number])
        if len(parts) == 1:
            found: Parts = (hashlib.sha256(written + hashlib.sha256(data).digest()).digest(),)
        else:
            found = (*parts, hashlib.sha256(data).digest())
        if mark and not (data and _LENGTH_ELSEWHERE.search(written)):
            self._seen[mark] = found
        return found


def _divided(written: bytes) -> Parts:
    """The text of an object, its references taken out of it.

    >>> _divided(b"<< /A 3 0 R /B [ 4 1 R ] >>")
    (b'<< /A', (3, 0), b' /B [', (4, 1), b' ] >>')
    """
    if b" R" not in written:
        return (written,)
    found: list[bytes | Number] = []
    text = b""
    pieces = written.split(b" R")
    for piece in pieces[:-1]:
        head, _, last = piece.rpartition(b" ")
        rest, _, first = head.rpartition(b" ")
        if first.isdigit() and last.isdigit():
            found += [text + rest, (int(first), int(last))]
            text = b""
        else:
            text += piece + b" R"
    return (*found, text + pieces[-1])


def _lying(document: Any) -> dict[int, memoryview]:
    """The objects of a file as they lie there, by number, for a file with one plain table of them; else nothing."""
    try:
        data = Path(document.filename).read_bytes()
    except (OSError, ValueError, TypeError):  # it was opened from memory
        return {}
    end = _TABLE.search(data, max(0, len(data) - 64))
    section = _SECTION.match(data, int(end[1])) if end else None
    if section is None or any(word in data[section.end() :] for word in _NOT_PLAIN):
        return {}
    start, count = section.end(), int(section[1])
    rows = [data[at : at + 18] for at in range(start, start + 20 * count, 20)]
    places = {number: int(row[:10]) for number, row in enumerate(rows) if row[11:] == b"00000 n" and row[:10].isdigit()}
    order = sorted(places.values())
    ends = dict(zip(order, [*order[1:], section.start()], strict=True))
    if any(not data.startswith(b"%d 0 obj" % number, place) for number, place in places.items()):
        return {}
    view = memoryview(data)
    return {number: view[place : ends[place]] for number, place in places.items()}
