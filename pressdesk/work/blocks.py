"""One file of many rows, made in blocks of rows: by several processes at once where the system can divide one.

The rows are divided in the same way however many processes there are, and every block begins without what the rows
before it left behind, so the file has the same bytes on every machine. What all rows share is made before the process
is divided; pages come back painted (`output.pdf.painted`), never as layout.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any, BinaryIO

from pressdesk.base.problem import PressDeskError, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.output.pdf.painted import ClashError, Painted, packed, parts_of, unpacked
from pressdesk.output.pdf.writer import paint, write_painted

if TYPE_CHECKING:
    from pressdesk.display.items import Sheet
    from pressdesk.output.pdf.parts import Part
    from pressdesk.prepress.proof import Proved
    from pressdesk.work.making import Maker
    from pressdesk.work.plan import Job


class Bound(NamedTuple):
    """What came of all blocks: the file, how many pages it has, and what is wrong; no `data` where that forbade it."""

    data: bytes
    pages: int
    problems: tuple[Problem, ...]


def made_in_blocks(maker: Maker, job: Job, blocks: Sequence[Job]) -> Bound:
    """Compose, paint, bind and prove the blocks of a job. Raises as the maker's own steps do."""
    workers = min(maker.processes or os.cpu_count() or 1, len(blocks))
    if workers > 1 and sys.platform == "linux" and threading.active_count() == 1:
        try:
            return _made(maker, job, blocks, workers)
        except (ClashError, _LostError):  # made again here, which also tells what it was that went wrong there
            pass
    return _made(maker, job, blocks, 1)


def _made(maker: Maker, job: Job, blocks: Sequence[Job], workers: int) -> Bound:
    known: dict[str, Part] = {}
    if workers > 1:
        known = _made_ready(maker, job)
    shares = [blocks[len(blocks) * n // workers : len(blocks) * (n + 1) // workers] for n in reversed(range(workers))]
    mine = _Share(maker, shares.pop())
    with _others(maker, shares[::-1], known) as others:
        for other in others:
            other.ask("compose")
        found = [mine.compose(), *(other.answer() for other in others)]
        counts = [count for count, _ in found]
        problems = dict.fromkeys(problem for _, some in found for problem in some)
        pages = sum(counts)
        if not pages or maker.forbids(job, tuple(problems)):
            return Bound(b"", pages, tuple(problems))
        firsts = list(accumulate(counts, initial=0))
        for other, first in zip(others, firsts[1:], strict=False):
            other.ask("paint", first, pages)
        painted = mine.paint(0, pages)
        for other in others:
            painted += [unpacked(data, known, maker.kit) for data in other.answer()]
        stream = BytesIO()
        write_painted(painted, stream, maker.pdf_options(job), maker.kit)
        data = stream.getvalue()
        if maker.order.prove:
            for other, first in zip(others, firsts[1:], strict=False):
                other.ask("prove", data, first)
            found_codes = mine.prove(data, 0)
            for other in others:
                found_codes += other.answer()
            faults = maker.witnessed(found_codes)
            piece = maker.campaign.pieces[job.piece]
            problems.update(dict.fromkeys(maker.placed([*faults, *maker.checked(job, data)], piece, 0)))
    return Bound(data, pages, tuple(problems))


def _made_ready(maker: Maker, job: Job) -> dict[str, Part]:
    """Make what all rows share, from the first two: the objects of their pages by name."""
    sheets = maker.compose(job._replace(rows=job.rows[:2])).sheets
    with suppress(PressDeskError, OSError):  # told when the pages are made
        options = maker.pdf_options(job)
        return parts_of(paint(maker.finished(job, sheets, 0, len(sheets)), options, maker.kit))
    return {}


class _Share:
    """The blocks that one process makes, step by step."""

    def __init__(self, maker: Maker, blocks: Sequence[Job]) -> None:
        self._maker = maker
        self._blocks = blocks
        self._sheets: list[tuple[Sheet, ...]] = []

    def compose(self) -> tuple[int, tuple[Problem, ...]]:
        """How many pages there are, and what is wrong with them."""
        problems: dict[Problem, None] = {}
        for block in self._blocks:
            self._maker.composer.forget_rows()
            composed = self._maker.compose(block)
            self._sheets.append(composed.sheets)
            problems.update(dict.fromkeys(composed.problems))
        return sum(map(len, self._sheets)), tuple(problems)

    def paint(self, first: int, count: int) -> list[Painted]:
        """The pages, painted; `first` is the index of the first one in the file, which has `count`."""
        maker, found = self._maker, []
        for block, sheets in zip(self._blocks, self._sheets, strict=True):
            found.append(paint(maker.finished(block, sheets, first, count), maker.pdf_options(block), maker.kit))
            first += len(sheets)
        return found

    def prove(self, data: bytes, first: int) -> list[Proved]:
        """What the proof of the codes on these pages of the file found."""
        return self._maker.proved(data, [sheet for sheets in self._sheets for sheet in sheets], first)


class _LostError(Exception):
    """Another process could not do its share."""


class _Other:
    """The share of another process, asked through a pipe."""

    def __init__(self, number: int, requests: BinaryIO, replies: BinaryIO) -> None:
        self.number = number
        self._requests = requests
        self._replies = replies

    def ask(self, step: str, *given: object) -> None:
        try:
            pickle.dump((step, given), self._requests, protocol=5)
            self._requests.flush()
        except BrokenPipeError:
            raise _LostError from None

    def answer(self) -> Any:
        """What the step came to. Raises _LostError."""
        try:
            done, result = pickle.load(self._replies)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise _LostError from None
        if not done:
            raise _LostError
        return result

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        for stream in (self._requests, self._replies):
            with suppress(OSError):
                stream.close()
        os.waitpid(self.number, 0)


@contextmanager
def _others(maker: Maker, shares: Sequence[Sequence[Job]], known: dict[str, Part]) -> Iterator[list[_Other]]:
    """Processes divided from this one, one for each share; they end with the block, whatever happens in it."""
    others: list[_Other] = []
    try:
        others.extend(_divided(maker, blocks, known) for blocks in shares)
        yield others
    finally:
        for other in others:
            other.end()


def _divided(maker: Maker, blocks: Sequence[Job], known: dict[str, Part]) -> _Other:
    request_end, requests = os.pipe()
    replies, reply_end = os.pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        number = os.fork()
        if not number:
            os.close(requests)
            os.close(replies)
            _serve(_Share(maker, blocks), known, os.fdopen(request_end, "rb"), os.fdopen(reply_end, "wb"))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(request_end)
    os.close(reply_end)
    return _Other(number, os.fdopen(requests, "wb"), os.fdopen(replies, "rb"))


def _serve(share: _Share, known: dict[str, Part], requests: BinaryIO, replies: BinaryIO) -> None:
    """Do the steps that are asked for, until the other end is closed. Ctrl-C, still held up here, is for the parent."""
    try:
        while True:
            step, given = pickle.load(requests)
            result = getattr(share, step)(*given)
            if step == "paint":
                result = [packed(painted, known) for painted in result]
            pickle.dump((True, result), replies, protocol=5)
            replies.flush()
    except EOFError:
        pass
    except Exception:  # the end of a process: the parent does its share again and tells what is wrong
        with suppress(OSError):
            pickle.dump((False, None), replies)
            replies.flush()
    finally:
        os._exit(0)
