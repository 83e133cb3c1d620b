"""What the disk refuses, told in one sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pressdesk.base.problem import Place, Problem, RefusedError

_SENTENCES = {
    errno.ENOSPC: ("disk-full", "The disk is full", "Free some space and try again."),
    errno.EDQUOT: ("disk-full", "Your share of the disk is used up", "Free some space and try again."),
    errno.EFBIG: ("disk-full", "The file would be larger than this disk allows", "Choose another place."),
    errno.EROFS: ("read-only", "The disk is read-only", "Choose another place."),
    errno.EACCES: ("read-only", "You may not write here", "Change the permissions or choose another place."),
    errno.EPERM: ("read-only", "You may not write here", "Change the permissions or choose another place."),
    errno.ENAMETOOLONG: (
        "long-name",
        "The name is too long for this disk",
        "Give the piece or the record a shorter name.",
    ),
    errno.ENOTDIR: ("not-a-folder", "A file stands where a folder is needed", "Move or rename that file."),
    errno.EEXIST: ("not-a-folder", "A file stands where a folder is needed", "Move or rename that file."),
    errno.EISDIR: ("not-a-file", "A folder stands where the file should go", "Move or rename that folder."),
    errno.ENOENT: (
        "missing-folder",
        "The folder is not there any more",
        "Plug the disk in again, or put the folder back in its place.",
    ),
}


def disk_problem(fault: OSError, path: Path | str = "") -> Problem:
    """One sentence about why a file could not be written, and what to do."""
    code, reason, remedy = _SENTENCES.get(fault.errno or 0, ("disk", fault.strerror or str(fault), "Check the disk."))
    name = str(path or fault.filename or "")
    where = f" (“{name}”)" if name else ""
    return Problem("error", code, f"{reason}{where}; what was there before is untouched.", remedy, Place(file=name))


@contextmanager
def disk_faults(path: Path | str = "") -> Iterator[None]:
    """Turns an OSError of the block into a RefusedError with one sentence."""
    try:
        yield
    except OSError as fault:
        named = str(fault.filename or "")
        if path and named.endswith(".part"):  # the file on its way; people know the one it would have become
            named = ""
        raise RefusedError(disk_problem(fault, named or path)) from fault
