"""Objects of several files brought into one, those that are alike once.

Each object is told by a hash of how it is written, with the hashes of what it refers to in place of the references,
and of its stream. Files of one batch agree in most of their objects, so most are never copied.
"""

from __future__ import annotations

import hashlib
from typing import Any

_LEFT = ("/Parent", "/StructParent", "/StructParents", "/Length")
"""What leads out of an object to a page tree or a structure that stays behind, and what is counted anew."""


class Shared:
    """The objects of a file under way. What is brought in from the same document or another is stored once."""

    def __init__(self, target: Any) -> None:
        self._target = target
        self._known: dict[bytes, Any] = {}
        self._document: Any = None
        self._keys: dict[tuple[int, int], bytes] = {}
        self._place = 0
        self._files: dict[int, tuple[Any, dict[tuple[int, int], bytes], int]] = {}

    def brought(self, entry: Any, document: Any) -> Any:
        """The entry of a document as one of the target. Raises pikepdf's errors for objects that cannot be read."""
        if document is not self._document:
            self._document = document
            _, self._keys, self._place = self._files.setdefault(id(document), (document, {}, len(self._files)))
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

    def _key(self, number: tuple[int, int]) -> bytes:
        known = self._keys.get(number)
        if known is not None:
            return known
        import pikepdf

        self._keys[number] = b"object %d of file %d" % (number[0], self._place)
        entry = self._document.get_object(number)
        stream = isinstance(entry, pikepdf.Stream)
        if isinstance(entry, pikepdf.Object):
            written = entry.stream_dict.unparse() if stream else entry.unparse(resolved=True)
        else:  # a number, or nothing at all
            written = repr(entry).encode()
        if b"/OCG" in written:  # two layers of one name are two layers
            written += self._keys[number]
        found = hashlib.sha256(self._resolved(written) if b" R" in written else written)
        if stream:
            found.update(entry.read_raw_bytes())
        key = self._keys[number] = found.digest()
        return key

    def _resolved(self, written: bytes) -> bytes:
        """How an object is written, with hashes in place of references."""
        parts = written.split(b" R")
        for place, part in enumerate(parts[:-1]):
            head, _, last = part.rpartition(b" ")
            rest, _, first = head.rpartition(b" ")
            if first.isdigit() and last.isdigit():
                parts[place] = rest + self._key((int(first), int(last)))
        return b" R".join(parts)
