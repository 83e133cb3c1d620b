"""Bytes of a text file to text, whatever program wrote it."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

STRAY = 500
"""One zero byte among so many is a slip of some program, not the sign of a file that is no text."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without a mark), UTF-32 with a mark, or Windows-1252.

    Line ends become `\\n`. Raises ValueError with a plain sentence when the bytes are no text.

    >>> decode("Évry".encode("cp1252"))
    'Évry'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(_strict(data, encoding))
    if b"\0" in data[:4000]:
        even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
        if max(even, odd) < len(data[:4000]) // 5:
            if data.count(0) * STRAY <= len(data) + STRAY and _is_utf8(data):
                return _lines(data.decode("utf-8"))  # a stray character, which whoever reads the text takes out
            raise ValueError("this is no text file")
        return _lines(_strict(data, "utf-16-le" if odd > even else "utf-16-be"))
    try:
        return _lines(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(data.decode("cp1252", errors="replace"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ValueError(f"the file says it is {encoding.upper()} text and is not") from None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
