"""Waits for changes in a campaign's folder by looking at it twice a second: works on every disk and system."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from pressdesk.work.store.schema import MADE_FOLDERS

Snapshot: TypeAlias = dict[str, tuple[int, int]]

PAUSE_S = 0.5


def changes(
    root: Path, out: Path | None = None, *, pause: Callable[[], None] = lambda: time.sleep(PAUSE_S)
) -> Iterator[None]:
    """Yields at once, and then each time the folder has changed and come to rest for one look."""
    seen: Snapshot | None = None
    while True:
        now = snapshot(root, out)
        if now != seen:
            if seen is not None:
                now = _at_rest(root, out, now, pause)
            seen = now
            yield
        else:
            pause()


def snapshot(root: Path, out: Path | None = None) -> Snapshot:
    """Size and time of every file that people made, by path; the program's own folders left out."""
    made = {os.path.realpath(root / name) for name in MADE_FOLDERS}
    if out is not None:
        made.add(os.path.realpath(out))
    found: Snapshot = {}
    for name, names, files in os.walk(root):
        folder = Path(name)
        names[:] = [n for n in names if not n.startswith(".") and os.path.realpath(folder / n) not in made]
        for file in files:
            if not file.startswith("."):
                with suppress(OSError):
                    status = (folder / file).stat()
                    found[str(folder / file)] = (status.st_size, status.st_mtime_ns)
    return found


def _at_rest(root: Path, out: Path | None, now: Snapshot, pause: Callable[[], None]) -> Snapshot:
    """The folder once two looks agree: an editor writes a file in several steps."""
    while True:
        pause()
        later = snapshot(root, out)
        if later == now:
            return now
        now = later
