"""Word files that somebody sends: good ones, and hostile ones."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx

CONTENT = "[Content_Types].xml"


def changed(source: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A package with parts added, changed or, for None, left out."""
    stream = BytesIO()
    with ZipFile(BytesIO(source)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return stream.getvalue()


def part(source: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(source)) as package:
        return package.read(name)


def plain(*lines: str) -> bytes:
    """A Word file with a paragraph for each line."""
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def saved(folder: Path, data: bytes, name: str = "lettre.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
