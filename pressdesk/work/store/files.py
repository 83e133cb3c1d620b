"""The files of a campaign folder: which there are, and what the TOML in them says."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.work.store.checker import Source
from pressdesk.work.store.encodings import decode
from pressdesk.work.store.migrate import FileKind, accepts
from pressdesk.work.store.paths import stays_inside


def file_names(root: Path, folder: str, problems: list[Problem]) -> list[str]:
    """The names of the files in a folder of the campaign, in order; links that lead out are noted and left out."""
    names = []
    try:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink() and not stays_inside(root, Path(entry.path)):
                    problems.append(
                        Problem(
                            "error",
                            "outside-campaign",
                            "This is a link to a file outside the campaign's folder.",
                            "Put a copy of the file in its place.",
                            Place(file=f"{folder}/{entry.name}"),
                        )
                    )
                elif entry.is_file():
                    names.append(entry.name)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as fault:
        problems.append(unreadable(folder, fault))
    return sorted(names)


def read_toml(
    root: Path, file: str, kind: FileKind, problems: list[Problem], missing: Problem | None = None
) -> tuple[Source, dict[str, Any]] | None:
    """A TOML file of the campaign, migrated; None, with the reason noted, when it cannot be read."""
    try:
        text = decode((root / file).read_bytes())
    except (FileNotFoundError, NotADirectoryError) as fault:
        if missing is not None:
            raise InputError(missing) from None
        problems.append(unreadable(file, fault))
        return None
    except OSError as fault:
        problems.append(unreadable(file, fault))
        return None
    except ValueError as fault:
        problems.append(Problem("error", "broken-toml", f"The file cannot be read: {fault}.", "", Place(file=file)))
        return None
    return parse_toml(file, text, kind, problems)


def parse_toml(
    file: str, text: str, kind: FileKind, problems: list[Problem], first_line: int = 1
) -> tuple[Source, dict[str, Any]] | None:
    """TOML from a file, its lines counted from `first_line`; None, with the reason noted, when it cannot be read."""
    source = Source(file, "\n" * (first_line - 1) + text, problems)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        problems.append(_broken(file, str(fault), text, first_line))
        return None
    except RecursionError:
        problems.append(Problem("error", "broken-toml", "The file is nested too deeply.", "", Place(file=file)))
        return None
    return (source, document) if kind == "text" or accepts(kind, document, source) else None


def unreadable(file: str, fault: OSError) -> Problem:
    """The problem of a file or folder that the system does not give out."""
    return Problem(
        "error",
        "unreadable-file",
        f"The file cannot be read ({reason_of(fault)}).",
        "Check its permissions.",
        Place(file=file),
    )


def reason_of(fault: OSError) -> str:
    """Why the system refused, in its own words."""
    return (fault.strerror or str(fault)).lower()


def _broken(file: str, fault: str, text: str, first_line: int) -> Problem:
    found = re.search(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", fault)
    reason = (found[1] if found else fault).rstrip(".")
    line = (int(found[2]) if found and found[2] else text.count("\n") + 1) + first_line - 1
    return Problem(
        "error",
        "broken-toml",
        f"The file is not valid TOML: {reason[:1].lower()}{reason[1:]}.",
        "Look for a quote or a bracket that is missing on this line or the one before.",
        Place(file=file, line=line),
    )
