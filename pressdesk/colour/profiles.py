"""Colour profiles: what one is for, read from its own tags, and the one that the program brings along."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pressdesk.base.paths import PROFILES
from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.values import NamedTuple

COATED = PROFILES / "ISOcoated_v2_300_bas.icc"
"""Offset on coated paper with at most 300 % of ink (ISO 12647-2:2004/Amd 1, FOGRA39)."""

SRGB = PROFILES / "sRGB.icc"
"""What a picture without a profile of its own is taken for."""

_HEAD = 128
_LARGEST = 1 << 24
_LOOKED_AT = 4096
"""Bytes of the measurements in a profile (the tag `targ`): what was measured stands at their head."""
_CONDITIONS = (
    (r"(?i)\b(fogra)\s?(\d\d)", ""),
    (r"(?i)iso ?coated ?v2", "FOGRA39"),
    (r"(?i)pso ?coated ?v3", "FOGRA51"),
    (r"(?i)pso ?uncoated ?v3", "FOGRA52"),
    (r"(?i)(pso|iso) ?uncoated|uncoated ?(iso|12647)", "FOGRA47"),
    (r"(?i)iso ?newspaper ?26", "IFRA26"),
    (r"(?i)gracol ?2006", "CGATS TR 006"),
    (r"(?i)gracol ?2013", "CGATS21-2-CRPC6"),
    (r"(?i)swop.*3", "CGATS TR 003"),
    (r"(?i)swop", "CGATS TR 001"),
    (r"(?i)japan ?color ?2001 ?coated", "JC200103"),
)
"""The characterisations registered at www.color.org, by what profiles made of them are called."""


class Profile(NamedTuple):
    """A profile with what its tags say: `kind` and `space` are its signatures (`prtr`, `CMYK`), `condition` the
    registered characterisation, empty when it is none of the known ones."""

    data: bytes
    description: str
    kind: str
    space: str
    version: int
    condition: str

    @property
    def is_press(self) -> bool:
        """Whether it describes a press with four inks, as PDF/X wants it (ISO 15930-7, 6.2.2)."""
        return self.kind == "prtr" and self.space == "CMYK" and self.version in (2, 4)


def parse_profile(data: bytes, name: str = "The profile") -> Profile:
    """What a profile says of itself. Raises InputError for bytes that are none, or that are cut off."""
    size = int.from_bytes(data[:4], "big")
    if len(data) < _HEAD + 4 or data[36:40] != b"acsp" or not _HEAD + 4 <= size <= min(len(data), _LARGEST):
        message = f"{name} is no colour profile, or is cut off."
        raise InputError(Problem("error", "broken-profile", message, "Ask for it again, as an .icc file."))
    described = _described(_tag(data, b"desc"))
    measured = _tag(data, b"targ")[8:_LOOKED_AT].decode("latin-1")
    return Profile(
        data[:size],
        described,
        data[12:16].decode("latin-1").strip(),
        data[16:20].decode("latin-1").strip(),
        data[8],
        condition_of(described) or _condition_measured(measured),
    )


def read_profile(path: Path) -> Profile:
    """The profile in a file, read once. Raises InputError."""
    try:
        stat = path.stat()
        return _read(path, stat.st_size, stat.st_mtime_ns)
    except OSError as fault:
        message = f"The colour profile “{path.name}” cannot be read ({fault.strerror or fault})."
        where = Place(file=str(path))
        raise InputError(Problem("error", "unreadable-profile", message, "Look after the file.", where)) from None


@lru_cache(maxsize=8)
def _read(path: Path, size: int, changed: int) -> Profile:  # noqa: ARG001
    return parse_profile(path.read_bytes(), f"“{path.name}”")


def press_problems(profile: Profile) -> list[Problem]:
    """Why a profile cannot be what a file is printed by; nothing when it can."""
    remedy = "Ask the printer for a CMYK output profile of version 2 or 4."
    name = f"“{profile.description or 'without a name'}”"
    found = []
    if profile.space != "CMYK":
        message = f"The profile {name} is for {profile.space or 'no'} colours, not for four inks."
        found.append(Problem("error", "profile-space", message, remedy))
    elif profile.kind != "prtr":
        message = f"The profile {name} is not the profile of a press."
        found.append(Problem("error", "profile-class", message, remedy))
    if profile.version not in (2, 4):
        message = f"The profile {name} is of version {profile.version}, which PDF files cannot hold."
        found.append(Problem("error", "profile-version", message, remedy))
    return found


def condition_of(description: str) -> str:
    """The characterisation that a profile of that name was made of, or an empty string.

    >>> condition_of("ISO Coated v2 300% (basICColor)"), condition_of("Coated FOGRA27"), condition_of("Mein Profil")
    ('FOGRA39', 'FOGRA27', '')
    """
    plain = description.replace("_", " ")
    for pattern, condition in _CONDITIONS:
        found = re.search(pattern, plain)
        if found:
            return condition or f"FOGRA{found[2]}"
    return ""


def _condition_measured(text: str) -> str:
    """The characterisation whose measurements a profile holds (ISO 12642: ORIGINATOR, DESCRIPTOR …).

    >>> _condition_measured('ORIGINATOR "Fogra, www.fogra.org" DESCRIPTOR "FOGRA52L"')
    'FOGRA52'
    """
    found = re.search(r"(?i)fogra\s?(\d\d)", text)
    return f"FOGRA{found[1]}" if found else condition_of(text)


def _tag(data: bytes, signature: bytes) -> bytes:
    for index in range(min(int.from_bytes(data[_HEAD : _HEAD + 4], "big"), 200)):
        entry = data[_HEAD + 4 + 12 * index :][:12]
        if entry[:4] == signature:
            start, size = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
            return data[start : start + size]
    return b""


def _described(tag: bytes) -> str:
    """The text of a `desc` tag: ASCII in version 2, UTF-16 in version 4 (ICC.1:2001-04, 6.5.17; ICC.1:2022, 10.15)."""
    if tag[:4] == b"desc":
        size = int.from_bytes(tag[8:12], "big")
        return tag[12 : 12 + size].split(b"\0")[0].decode("latin-1").strip()
    if tag[:4] == b"mluc":
        size, start = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
        return tag[start : start + size].decode("utf-16-be", "replace").strip("\0 ")
    return ""
