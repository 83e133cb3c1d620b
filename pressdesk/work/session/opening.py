"""Open a campaign folder for work: read it, lock it, and find what a crash left in the journal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path

from pressdesk.base.problem import Place, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.work.session import changes
from pressdesk.work.session.history import Step
from pressdesk.work.session.journal import Journal, Record, read_journal
from pressdesk.work.session.lock import FOLDER, Lock, LockedError
from pressdesk.work.session.session import Save, Session
from pressdesk.work.store.schema import FOLDERS

JOURNAL = "journal"


class Opened(NamedTuple):
    """A session, what is to be said about its opening, and how many edits were brought back from the journal."""

    session: Session
    problems: tuple[Problem, ...] = ()
    recovered: int = 0


def open_session(root: Path, load: Callable[[Path], Campaign], save: Save, *, recover: bool = True) -> Opened:
    """Open the campaign at `root`; without `recover` a journal that is there is thrown away.

    Raises InputError when the folder is no campaign. Where it cannot be written, or is open elsewhere, the session
    may only be read and a Problem says why.
    """
    problems: list[Problem] = []
    lock: Lock | None = None
    try:
        campaign = load(root)  # before the lock, so that a folder that is no campaign gets no .pressdesk
        lock = Lock.take(root)
        campaign = load(root)  # again under the lock: the other window may have saved in between
    except LockedError as fault:
        problems.append(_locked(root, fault))
    except OSError as fault:
        problems.append(_unwritable(root, fault))
    if lock is None:
        return Opened(Session(campaign, save=save), tuple(problems))
    _sweep(root)
    path = root / FOLDER / JOURNAL
    session = Session(campaign, save=save, journal=Journal(path), lock=lock)
    if not path.exists():
        return Opened(session, tuple(problems))
    if not recover:
        with suppress(OSError):
            path.unlink()
        return Opened(session, tuple(problems))
    recovered = replay(session, read_journal(path))
    if not recovered:
        with suppress(OSError):
            path.unlink()
    return Opened(session, tuple(problems), recovered)


def replay(session: Session, records: Iterable[Record]) -> int:
    """Make the edits of a journal again; how many of them still made a difference."""
    made: list[Step] = []
    campaign = start = session.campaign
    for record in records:
        after = changes.apply(campaign, record.changes)
        if after != campaign:
            made.append(Step(record.label, campaign, after))
            campaign = after
    if campaign == start:
        return 0  # everything was saved before the crash; only the journal was left
    for step in made:
        session.restore(step)
    return len(made)


def _sweep(root: Path) -> None:
    """Take away what a program that was killed had half written; what is still being written stays."""
    for folder in (FOLDER, "", *FOLDERS):
        for path in (root / folder).glob(".*.part"):
            number = path.name.removesuffix(".part").rpartition(".")[2].partition("-")[0]
            if number.isdigit() and not _runs(int(number), path):
                with suppress(OSError):
                    path.unlink()


def _runs(process: int, path: Path) -> bool:
    """Whether a process may still be writing its file; where that cannot be asked, it has an hour."""
    if sys.platform == "win32":
        with suppress(OSError):
            return time.time() - path.stat().st_mtime < 3600
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _locked(root: Path, fault: LockedError) -> Problem:
    who = f" on {fault.holder.host}" if fault.holder.host else ""
    return Problem(
        "warning",
        "open-elsewhere",
        f"This campaign is already open in another window{who}, so it can only be read here.",
        "Close the other window, then open the campaign again.",
        Place(file=str(root)),
    )


def _unwritable(root: Path, fault: OSError) -> Problem:
    message = f"The folder cannot be written ({fault.strerror or fault}), so the campaign can only be read."
    if fault.errno == EROFS:
        message = "The disk is read-only, so the campaign can only be read."
    elif fault.errno in (EACCES, EPERM):
        message = "You may not write in this folder, so the campaign can only be read."
    elif fault.errno in (ENOSPC, EDQUOT):
        message = "The disk is full, so the campaign can only be read."
    return Problem(
        "warning",
        "folder-read-only",
        message,
        "Copy the folder to a place where you may write, and open the copy.",
        Place(file=str(root)),
    )
