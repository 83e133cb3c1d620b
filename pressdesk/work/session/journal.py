"""The journal: every edit since the last save as a line of JSON, on the disk half a second later at the most.

A thread of its own makes the records and waits for the disk, so that an edit never does. Line by line:
`{"n": 3, "label": "Change the title", "at": "…", "changes": [[kind, path, value], …]}`; the first tells the format.
A line that a crash cut short is passed over.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from pressdesk.base.fsio import write_atomically
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.work.session.changes import ValueChange, differences
from pressdesk.work.session.encoding import decode_changes, encode_changes

REST_S = 0.5
"""How long typing may be held back so that it becomes one record."""
FORMAT = 1


class Record(NamedTuple):
    """One edit as the journal tells it."""

    number: int
    label: str
    changes: tuple[ValueChange, ...]
    at: str = ""


class _Edit(NamedTuple):
    label: str
    merge: str
    before: Campaign
    after: Campaign
    due: float


class Journal:
    """Writes the edits of one session; `fault` is why it no longer can, if so."""

    def __init__(self, path: Path) -> None:
        """Go on with the journal at `path`, or begin one; nothing is written before the first edit."""
        self.path = path
        self.fault: OSError | None = None
        self._stream: BinaryIO | None = None
        self._number = 0
        self._queue: list[_Edit] = []
        self._busy = False
        self._closing = False
        self._hurry = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def append(self, label: str, before: Campaign, after: Campaign, merge: str = "") -> None:
        """Write down an edit: at once, or with a merge key after `REST_S`, joined with those that follow it."""
        now = time.monotonic()
        with self._changed:
            last = self._queue[-1] if self._queue else None
            if last and merge and last.merge == merge:
                self._queue[-1] = last._replace(after=after)
            else:
                self._queue.append(_Edit(label, merge, before, after, now + (REST_S if merge else 0.0)))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self) -> None:
        """Wait until everything appended is on the disk, or cannot be."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._queue and not self._busy)
            self._hurry = False

    def restart(self) -> None:
        """Begin anew: all edits so far are saved in the campaign's own files."""
        self.flush()
        with self._changed:
            if self._stream is not None:
                self._stream.close()
                self._stream = None
            self._number = 0
            self.fault = None
            try:
                if self.path.exists():
                    self.path.unlink()
            except OSError as fault:
                self.fault = fault

    def close(self) -> None:
        """Write what is left and end the thread."""
        with self._changed:
            self._closing = True
            self._hurry = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._ready():
                    if self._closing and not self._queue:
                        return
                    self._changed.wait(self._patience())
                edit = self._queue.pop(0)
                self._busy = True
            try:
                self._write(edit)
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()

    def _ready(self) -> bool:
        if not self._queue:
            return False
        return self._hurry or len(self._queue) > 1 or self._queue[0].due <= time.monotonic()

    def _patience(self) -> float | None:
        return max(0.0, self._queue[0].due - time.monotonic()) if self._queue else None

    def _write(self, edit: _Edit) -> None:
        changes = differences(edit.before, edit.after)
        if not changes:
            return
        try:
            stream = self._stream or self._begun()
            self._number += 1
            line = {
                "n": self._number,
                "label": edit.label,
                "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "changes": encode_changes(changes),
            }
            stream.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        except OSError as fault:
            self.fault = fault

    def _begun(self) -> BinaryIO:
        if self.path.exists():
            self._mend()
        else:
            self.path.parent.mkdir(exist_ok=True)
            write_atomically(self.path, json.dumps({"format": FORMAT, "program": "pressdesk"}).encode() + b"\n")
        self._stream = self.path.open("ab")
        return self._stream

    def _mend(self) -> None:
        """Cut off a line that a crash left unfinished, so that the next one starts on its own."""
        whole = b"".join(_whole_lines(self.path.read_bytes()))
        self._number = max(0, whole.count(b"\n") - 1)
        if whole != self.path.read_bytes():
            write_atomically(self.path, whole)


def read_journal(path: Path) -> Iterator[Record]:
    """The edits of a journal in their order, up to the first line that is not whole; raises OSError."""
    lines = list(_whole_lines(path.read_bytes()))
    for line in lines[1:]:
        data: Any = json.loads(line)
        try:
            yield Record(int(data["n"]), str(data["label"]), tuple(decode_changes(data["changes"])), str(data["at"]))
        except (KeyError, TypeError, ValueError):
            return


def _whole_lines(data: bytes) -> Iterator[bytes]:
    for number, line in enumerate(data.splitlines(keepends=True)):
        try:
            told = json.loads(line)
        except ValueError:
            return
        if not line.endswith(b"\n") or not isinstance(told, dict) or (number == 0 and told.get("format") != FORMAT):
            return
        yield line
