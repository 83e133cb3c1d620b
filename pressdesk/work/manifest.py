"""What was made of what: the list beside the files that tells which of them are up to date and which are ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pressdesk.base.fsio import write_atomically
from pressdesk.base.values import NamedTuple

NAME = ".manifest.json"


class Entry(NamedTuple):
    """One file: the piece and purpose it was made for, the hash of what was painted, and its size and time on disk."""

    piece: str
    purpose: str
    digest: str
    size: int
    mtime_ns: int


class Manifest:
    """The files of one output folder by their path in it. A list that is lost or broken only costs time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, Entry] = dict(_read(folder / NAME))
        self._saved = dict(self.entries)

    def is_current(self, path: str, digest: str) -> bool:
        """Whether the file is there as it was made, from the same input."""
        entry = self.entries.get(path)
        if entry is None or entry.digest != digest:
            return False
        try:
            status = (self.folder / path).stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (entry.size, entry.mtime_ns)

    def note(self, path: str, piece: str, purpose: str, digest: str) -> None:
        """Remember a file that was just written."""
        status = (self.folder / path).stat()
        self.entries[path] = Entry(piece, purpose, digest, status.st_size, status.st_mtime_ns)

    def drop(self, path: str) -> None:
        """Delete a file that is no longer made, and its folder when that leaves it empty. Raises OSError."""
        target = self.folder / path
        target.unlink(missing_ok=True)
        del self.entries[path]
        with suppress(OSError):
            while target.parent != self.folder:
                target = target.parent
                target.rmdir()

    def save(self) -> None:
        """Write the list, if it changed. Raises OSError."""
        if self.entries == self._saved:
            return
        import json

        lines = {path: list(entry) for path, entry in sorted(self.entries.items())}
        data = json.dumps({"format": 1, "files": lines}, ensure_ascii=False, indent=0)
        write_atomically(self.folder / NAME, data.encode(), durable=False)
        self._saved = dict(self.entries)


def _read(path: Path) -> Iterator[tuple[str, Entry]]:
    try:
        data = path.read_bytes()
    except OSError:
        return
    import json

    with suppress(ValueError, TypeError, KeyError, AttributeError):
        for name, parts in json.loads(data)["files"].items():
            entry = Entry(*parts)
            harmless = not (name.startswith(("/", "\\")) or ".." in name.split("/") or ":" in name)
            if harmless and isinstance(entry.size, int) and isinstance(entry.digest, str):
                yield name, entry
