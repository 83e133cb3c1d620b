"""One writer a campaign: the window that comes second may only read.

The lock is the operating system's own on `.pressdesk/lock`, so it goes away with the process that holds it, however
that ends. The file says who holds it, for the message.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pressdesk.base.values import NamedTuple

FOLDER = ".pressdesk"
_UNSUPPORTED = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS, errno.EINVAL}


class Holder(NamedTuple):
    """Who has a campaign open for writing; empty parts are not known."""

    host: str = ""
    process: int = 0
    since: str = ""


class LockedError(Exception):
    """Somebody else has the campaign open for writing."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(f"locked by process {holder.process} on {holder.host}")
        self.holder = holder


class Lock:
    """The right to write into a campaign folder, until `release` or the end of the process."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @staticmethod
    def take(root: Path) -> Lock:
        """Take the lock of the campaign at `root`; raises LockedError, or OSError where nothing can be written."""
        folder = root / FOLDER
        folder.mkdir(exist_ok=True)
        path = folder / "lock"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0), 0o644)
        try:
            _lock(handle)
        except BlockingIOError:
            holder = _holder(path)
            os.close(handle)
            raise LockedError(holder) from None
        except OSError as fault:
            if fault.errno not in _UNSUPPORTED:  # some network drives know no locks: better open than shut out
                os.close(handle)
                raise
        who = Holder(socket.gethostname(), os.getpid(), datetime.now().isoformat(timespec="seconds"))
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(who._asdict()).encode())
        return Lock(handle)

    def release(self) -> None:
        """Give the lock back; once is enough, twice does no harm."""
        if self._handle >= 0:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = -1


def _holder(path: Path) -> Holder:
    try:
        data = json.loads(path.read_bytes())
        return Holder(str(data["host"]), int(data["process"]), str(data["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


if sys.platform == "win32":
    import msvcrt

    _BYTE = 1 << 20  # a byte far behind the text, so that others can still read who holds the lock

    def _lock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as fault:
            raise BlockingIOError(fault.errno, "locked") from fault

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
