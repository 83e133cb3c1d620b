"""Print the speed table: `make bench`, or `python -m tests.bench WORDS…` for the rows whose names hold some words.

The rows of one process that stays (`warm`, `texts`, `window`), the long text (`12-page`) and imposition (`sheets`) are
measured together.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from tests.bench.long_text import long_text_rows
from tests.bench.measure import ROOT, Row, against, print_table, run
from tests.bench.preflight import preflight_rows
from tests.bench.press import press_rows
from tests.bench.release import release_row
from tests.bench.sheets import sheet_rows
from tests.bench.weighing import weighing_rows
from tests.bench.window import window_rows

HERE = Path(__file__).parent


def main(words: Sequence[str] = ()) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pressdesk-bench-"))
    try:
        # Apart from this process: the peak memory of a child begins with that of its parent.
        run([sys.executable, "-m", "tests.bench.given", str(folder)])
        campaign, twin = folder / "campaign", folder / "twin"
        others: tuple[tuple[str, Callable[[], Iterator[Row]]], ...] = (
            ("12-page text and summary", lambda: long_text_rows(folder)),
            ("offset", lambda: press_rows(campaign, folder / "out")),
            ("sheets", lambda: sheet_rows(folder, campaign)),
            ("preflight", lambda: iter(preflight_rows(campaign))),
            ("preflight", lambda: weighing_rows(campaign, folder / "out")),
            ("warm", lambda: _warm(campaign, twin)),
            ("texts", _texts),
            ("release", lambda: iter([release_row(campaign)])),
            ("window", window_rows),
        )
        # One after the other: what runs in this process itself comes after the rows of whole processes.
        later = chain.from_iterable(rows() for name, rows in others if _asked(name, words))
        print_table(chain(_cold(folder, campaign, twin, words), later))
    finally:
        shutil.rmtree(folder)


def _texts() -> Iterator[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.bench.texts import text_rows

    yield from text_rows()


def _warm(campaign: Path, twin: Path) -> Iterator[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.bench.warm import warm_rows  # loads Qt, which reads this at once

    yield from warm_rows(campaign, twin)


def _cold(folder: Path, campaign: Path, twin: Path, words: Sequence[str]) -> Iterator[Row]:
    """Whole processes; where codes are proved, it is the command itself that runs, with everything it does."""
    main = [sys.executable, str(ROOT / "main.py")]
    common = ["--preset", "as-it-is", "--force", "--as-of", "2027-01-20", "--out", str(folder / "out")]

    def ours(work: str) -> list[str]:
        return [sys.executable, str(HERE / "our_steps.py"), work, str(campaign), str(folder / "out")]

    def peer(source: str, out: str, *more: str) -> list[str]:
        return [sys.executable, str(HERE / "typst_twin.py"), str(twin / source), str(folder / out), *more]

    build = [*main, "build", str(campaign), "poster", "--format", "A3", *common]
    merge = [*main, "merge", str(campaign), "flyer", "--table", "tables/many.csv", "--format", "A5", *common]
    poster, one = peer("poster.typ", "twin-poster.pdf", "tags"), peer("flyers.typ", "twin-flyers.pdf", "tags")
    many = peer("flyers.typ", "twin-files", "files")
    run([sys.executable, "-m", "compileall", "-q", str(ROOT / "pressdesk")])
    rows = (
        (9, 1.2, 80, "A3 poster, 24-megapixel JPEG as it is, cold, its code not proved", ours("poster"), poster),
        (9, 2.0, 0, "the same with `pressdesk build`, its code proved", build, poster),
        (5, 1.5, 0, "500 flyers, one PDF, codes ready-made", ours("flyers"), one),
        (3, 0, 0, "the same with `pressdesk merge --one`, codes made and proved", [*merge, "--one"], one),
        (3, 1.0, 0, "500 flyers, 500 files, codes ready-made", ours("files"), many),
        (3, 0, 0, "the same with `pressdesk merge`, codes made and proved", merge, many),
        (9, 5.0, 0, "`pressdesk --help` beside `python -c pass`", [*main, "--help"], [*main[:1], "-c", "pass"]),
    )
    for times, goal, peak_mb, name, mine, theirs in rows:
        if _asked(name, words):
            yield against(name, mine, theirs, goal, peak_mb, times=times)


def _asked(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name for word in words)


if __name__ == "__main__":
    main(sys.argv[1:])
