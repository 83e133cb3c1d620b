"""Run commands in turn and compare them pair by pair; single figures drift with the machine, ratios hold."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Run(NamedTuple):
    """One finished process: wall seconds and the peak of its memory in MB (its largest process)."""

    seconds: float
    peak_mb: float


class Row(NamedTuple):
    """One line of the table: what was done, our figure, the peer's, the goal, and whether it was reached."""

    work: str
    ours: str
    peer: str
    ratio: str
    goal: str
    reached: bool | None


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; raises RuntimeError with its errors when it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its compiled modules
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {errors.decode()[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1024)


def in_turn(ours: Sequence[str], peer: Sequence[str], times: int = 9) -> tuple[Run, Run, float]:
    """The medians of both commands run A B A B …, after one run each that is not counted, and the median ratio."""
    run(ours), run(peer)
    pairs = [(run(ours), run(peer)) for _ in range(times)]
    return (
        median([a for a, _ in pairs]),
        median([b for _, b in pairs]),
        statistics.median(a.seconds / b.seconds for a, b in pairs),
    )


def median(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(r.seconds for r in runs), max(r.peak_mb for r in runs))


def repeated(action: Callable[[], object], times: int) -> list[float]:
    """The seconds of each of `times` calls, sorted, after three calls that are not counted."""
    for _ in range(3):
        action()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return sorted(taken)


def percentile(sorted_seconds: Sequence[float], share: float) -> float:
    return sorted_seconds[min(len(sorted_seconds) - 1, int(len(sorted_seconds) * share))]


def against(
    work: str, ours: Sequence[str], peer: Sequence[str], goal: float, peak_mb: float = 0, times: int = 9
) -> Row:
    """A row that sets one of our commands against a peer's: at most `goal` × its time (0 sets none), at most
    `peak_mb`."""
    a, b, ratio = in_turn(ours, peer, times)
    limit = (f"≤ {goal:g} ×" if goal else "") + (f", ≤ {peak_mb:g} MB" if peak_mb else "")
    reached = None if not goal else ratio <= goal and (not peak_mb or a.peak_mb <= peak_mb)
    return Row(work, _figure(a), _figure(b), f"{ratio:.2f} ×", limit, reached)


def _figure(value: Run) -> str:
    return f"{value.seconds:.3f} s, {value.peak_mb:.0f} MB"


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows as a Markdown table on standard output, each as soon as it is measured."""
    print("| work | PressDesk | peer | ratio | goal | |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        verdict = "" if row.reached is None else "reached" if row.reached else "missed"
        print(f"| {row.work} | {row.ours} | {row.peer} | {row.ratio} | {row.goal} | {verdict} |", flush=True)
