"""Objects of a PDF file made once and put into many: serialised text, what it refers to, and a deflated stream.

A part goes by a name made from what it holds, so it is the same in every file and in every process.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import Protocol


class Named(Protocol):
    """Whatever a file can refer to by name."""

    name: str


class Part:
    """An indirect object. `body` is a dictionary's inside or, without `dictionary`, a whole object; each `%s` in it
    stands for the reference to the next of `refs`. A `stream` makes it a stream object, already encoded."""

    __slots__ = ("body", "category", "dictionary", "name", "refs", "stream")

    def __init__(
        self,
        name: str,
        body: str,
        refs: tuple[Named, ...] = (),
        stream: bytes | None = None,
        *,
        category: str = "",
        dictionary: bool = True,
    ) -> None:
        self.name = name
        self.body = body
        self.refs = refs
        self.stream = stream
        self.category = category
        """Under which key of a resource dictionary the part is entered: XObject, Font, ExtGState …"""
        self.dictionary = dictionary

    @property
    def length(self) -> int:
        """Bytes of the stream; less than 0 when there is none."""
        return -1 if self.stream is None else len(self.stream)

    def chunks(self) -> Iterator[bytes]:
        """The stream's bytes in pieces."""
        if self.stream is not None:
            yield self.stream


def deflated(name: str, body: str, content: bytes, refs: tuple[Named, ...] = (), *, category: str = "") -> Part:
    """A stream part with its content deflated."""
    return Part(name, f"{body}/Filter/FlateDecode", refs, zlib.compress(content), category=category)


def digest(*pieces: str | bytes) -> str:
    """Sixteen hexadecimal digits that stand for the pieces."""
    total = hashlib.blake2b(digest_size=8)
    for piece in pieces:
        total.update(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece)
        total.update(b"\0")
    return total.hexdigest()
