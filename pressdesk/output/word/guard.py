"""Looks at a Word file that somebody sent before anything reads it: its size, its names, what it would load or run."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from pressdesk.base.problem import InputError, Place, Problem

LARGEST = 200_000_000
"""Bytes of a file once unpacked, of all its parts together; a report with photographs has a tenth of it."""

LARGEST_TEXT = 60_000_000
"""Bytes of one part that is text: some 5,000 pages."""

MOST_PARTS = 5000
DENSEST = 250
"""How many times smaller than its content a large part may be packed; text packs to a tenth."""

_DENSE_FROM = 5_000_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)", re.IGNORECASE)
_MAIN = "word/document.xml"
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_SAVE_AGAIN = "Open it in Word or LibreOffice and save it again as .docx."


def checked(path: Path) -> tuple[bytes, list[Problem]]:
    """The bytes of a Word file that is safe to read, and what is in it that is left alone: macros, linked files.

    Raises InputError for a file that is none, is locked with a password, unpacks to too much, or has parts or
    declarations that no honest program writes; OSError.
    """
    data = path.read_bytes()
    if data.startswith(_OLD):
        what = "is an old Word file (.doc), or locked with a password"
        raise _refused(path, "word-old", f"“{path.name}” {what}.", "Save it as .docx without a password.")
    try:
        with ZipFile(path) as package:
            return data, _look(path, package)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError) as fault:
        reason = str(fault).split("\n", maxsplit=1)[0][:80]
        raise _refused(path, "word-broken", f"“{path.name}” is no Word file, or a broken one ({reason}).") from None


def _look(path: Path, package: ZipFile) -> list[Problem]:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
        raise _bomb(path)
    if len(set(names)) < len(names) or not all(map(_is_harmless, names)):
        message = f"“{path.name}” holds parts with names that lead out of it, or the same name twice."
        raise _refused(path, "word-names", message)
    main = next((name for name in names if name.lower() == _MAIN), "")
    if not main or "[Content_Types].xml" not in names:
        kind = "an Excel file" if "xl/workbook.xml" in names else "a presentation" if _is_slides(names) else "no text"
        raise _refused(path, "word-broken", f"“{path.name}” is {kind}, not a Word file.")
    macros = [name for name in names if name.lower().endswith(("vbaproject.bin", "vbadata.xml"))]
    outside: set[str] = set()
    total = 0
    for entry in entries:
        total += _checked_entry(path, package, entry, outside)
        if total > LARGEST:
            raise _bomb(path)
    problems = []
    place = Place(file=str(path))
    if macros:
        message = f"“{path.name}” holds a program (a macro); it was not run and not taken in."
        problems.append(Problem("warning", "word-macro", message, "Nothing needs to be done.", place))
    if outside:
        listed = ", ".join(sorted(outside)[:3])
        message = f"“{path.name}” asks for files that lie elsewhere ({listed}); they were not fetched."
        remedy = "Put the pictures themselves into the file, and save it again."
        problems.append(Problem("warning", "word-outside", message, remedy, place))
    return problems


def _checked_entry(path: Path, package: ZipFile, entry: ZipInfo, outside: set[str]) -> int:
    """Read a part once to its end; how large it really is. Whatever it asks for elsewhere goes to `outside`."""
    if entry.flag_bits & 1:
        message = f"“{path.name}” is locked with a password."
        raise _refused(path, "word-locked", message, "Save it without a password.")
    if entry.file_size > _DENSE_FROM and entry.file_size > DENSEST * max(entry.compress_size, 1):
        raise _bomb(path)
    is_text = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    limit = LARGEST_TEXT if is_text else LARGEST
    with package.open(entry) as stream:
        if not is_text:
            size = 0
            while chunk := stream.read(1 << 20):
                size += len(chunk)
                if size > limit:
                    raise _bomb(path)
            return size
        text = stream.read(limit + 1)
    if len(text) > limit:
        raise _bomb(path)
    if _DOCTYPE.search(text):
        message = f"“{path.name}” declares entities of its own, as no word processor does."
        raise _refused(path, "word-entity", message, "Do not trust this file; ask for the text in another form.")
    if entry.filename.lower().endswith(".rels"):
        for found in _RELATION.findall(text):
            if b'TargetMode="External"' in found and not re.search(rb'Type="[^"]*/hyperlink"', found):
                target = re.search(rb'Target="([^"]*)"', found)
                outside.add((target[1].decode("utf-8", "replace") if target else "?")[:80])
    return len(text)


def _is_harmless(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return bool(name) and not name.startswith(("/", "\\")) and ".." not in parts and ":" not in name


def _is_slides(names: list[str]) -> bool:
    return "ppt/presentation.xml" in names


def _bomb(path: Path) -> InputError:
    message = f"“{path.name}” unpacks to far more than a text can be."
    return _refused(path, "word-bomb", message, "Do not trust this file; ask for the text in another form.")


def _refused(path: Path, code: str, message: str, remedy: str = _SAVE_AGAIN) -> InputError:
    return InputError(Problem("error", code, message, remedy, Place(file=str(path))))
