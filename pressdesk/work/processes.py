"""Jobs spread over several processes; each keeps the pieces it has, so that what they share is made once in it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeAlias

from pressdesk.model.campaign import Campaign
from pressdesk.model.table import Table
from pressdesk.work.making import Done, Maker
from pressdesk.work.manifest import Manifest
from pressdesk.work.memory import RARE
from pressdesk.work.plan import Job, Order

_Worker: TypeAlias = "tuple[Maker, Manifest | None]"

STOPPED = 130
"""The exit status of a process that Ctrl-C ended."""

_here: list[_Worker] = []
"""What this process works with; a forked process has that of its parent, with all that it has made so far."""


def in_processes(
    campaign: Campaign,
    order: Order,
    wanted: Sequence[Job],
    *,
    table: Table | None,
    workers: int,
    manifest: Manifest | None,
) -> Iterator[Done]:
    """Do jobs in `workers` processes; results come in the order of the jobs.

    The first job is done here, so that the others begin with its fonts, pictures and texts ready.
    """
    maker = Maker(campaign, order, table)
    yield maker.do(wanted[0], manifest)
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    _here[:] = [(maker, manifest)] if forks else []
    names = (str(campaign.root), order, tuple(campaign.pieces), table.file if table is not None else "")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=names)
    try:
        with _undisturbed():
            found = pool.map(_do, _chunks(wanted[1:], workers))  # begins the processes
        for results in found:
            yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _here.clear()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets Ctrl-C wait for the end of the block: an interruption in the middle of a fork would be lost."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunks(wanted: Sequence[Job], workers: int) -> list[tuple[Job, ...]]:
    """Jobs of one piece together, in parts small enough to keep every process busy to the end."""
    most = max(1, len(wanted) // (workers * 4))
    chunks: list[list[Job]] = []
    for job in wanted:
        if chunks and chunks[-1][-1].piece == job.piece and len(chunks[-1]) < most:
            chunks[-1].append(job)
        else:
            chunks.append([job])
    return [tuple(chunk) for chunk in chunks]


def _begin(root: str, order: Order, pieces: tuple[str, ...], table_file: str) -> None:
    """The parent stops its children; Ctrl-C reaches them too and must not make each print a traceback."""
    heeds = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN  # a job in the background goes on, and so do we
    if heeds:
        signal.signal(signal.SIGINT, lambda *_: os._exit(STOPPED))  # the pool would print what it catches here
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.set_threshold(*RARE)
    if not _here:
        _prepare(root, order, pieces, table_file)
    if heeds:
        signal.signal(signal.SIGINT, _leave)


def _prepare(root: str, order: Order, pieces: tuple[str, ...], table_file: str) -> None:
    """What a forked process has from its parent, a spawned one reads anew."""
    from pathlib import Path

    from pressdesk.work.plan import out_folder
    from pressdesk.work.store import load_table, load_with_problems

    campaign = load_with_problems(Path(root), pieces)
    table = load_table(campaign.root, table_file)[0] if table_file else None
    manifest = Manifest(out_folder(campaign, order)) if not table_file else None
    _here[:] = [(Maker(campaign, order, table), manifest)]


def _leave(number: int, frame: object) -> None:
    del number, frame
    raise SystemExit(STOPPED)


def _do(jobs: tuple[Job, ...]) -> list[Done]:
    maker, manifest = _here[0]
    return [maker.do(job, manifest) for job in jobs]
