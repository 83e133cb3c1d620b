"""An A3 poster for offset from a photograph of 24 megapixels: whole processes, with and without the picture cached."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Row, Run, in_turn, median, run

STEPS = Path(__file__).parent / "our_steps.py"
COLD_S = 1.5
COLD_MB = 400
TIMES = 5


def press_rows(campaign: Path, out: Path) -> Iterator[Row]:
    """Two rows: converted anew at each run, against a fixed goal; then from the cache, against the file for screens."""
    print_it = _command("press", campaign, out)
    cold = median([_cold(print_it, campaign) for _ in range(TIMES)])
    reached = cold.seconds < COLD_S and cold.peak_mb < COLD_MB
    yield Row(
        "A3 offset PDF/X-4, 24-megapixel RGB JPEG, cold, converted by its profile",
        _figure(cold),
        "",
        "",
        f"< {COLD_S:g} s, < {COLD_MB} MB",
        reached,
    )
    ours, screen, ratio = in_turn(print_it, _command("poster", campaign, out), TIMES)
    yield Row(
        "the same, picture cached, beside our RGB PDF",
        _figure(ours),
        _figure(screen),
        f"{ratio:.2f} ×",
        "≤ 2 ×",
        ratio <= 2,
    )


def _command(work: str, campaign: Path, out: Path) -> list[str]:
    return [sys.executable, str(STEPS), work, str(campaign), str(out)]


def _cold(command: list[str], campaign: Path) -> Run:
    shutil.rmtree(campaign / ".pressdesk", ignore_errors=True)
    return run(command)


def _figure(value: Run) -> str:
    return f"{value.seconds:.3f} s, {value.peak_mb:.0f} MB"
