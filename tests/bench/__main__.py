"""Print the speed table: `make bench`."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.bench.long_text import long_text_row
from tests.bench.measure import ROOT, Row, against, print_table, run
from tests.bench.window import window_rows

HERE = Path(__file__).parent


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="pressdesk-bench-"))
    try:
        # Apart from this process: the peak memory of a child begins with that of its parent.
        run([sys.executable, "-m", "tests.bench.given", str(folder)])
        campaign, twin = folder / "campaign", folder / "twin"
        print_table(chain(_cold(folder, campaign, twin), [long_text_row(folder)], _warm(campaign, twin), window_rows()))
    finally:
        shutil.rmtree(folder)


def _warm(campaign: Path, twin: Path) -> Iterator[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.bench.warm import warm_rows  # loads Qt, which reads this at once

    yield from warm_rows(campaign, twin)


def _cold(folder: Path, campaign: Path, twin: Path) -> Iterator[Row]:
    """Whole processes; where codes are proved, it is the command itself that runs, with everything it does."""
    main = [sys.executable, str(ROOT / "main.py")]
    common = ["--for", "screen", "--force", "--as-of", "2027-01-20", "--out", str(folder / "out")]

    def ours(work: str) -> list[str]:
        return [sys.executable, str(HERE / "our_steps.py"), work, str(campaign), str(folder / "out")]

    def peer(source: str, out: str, *more: str) -> list[str]:
        return [sys.executable, str(HERE / "typst_twin.py"), str(twin / source), str(folder / out), *more]

    build = [*main, "build", str(campaign), "poster", "--format", "A3", *common]
    merge = [*main, "merge", str(campaign), "flyer", "--table", "tables/many.csv", "--format", "A5", *common]
    poster, one = peer("poster.typ", "twin-poster.pdf"), peer("flyers.typ", "twin-flyers.pdf")
    many = peer("flyers.typ", "twin-files", "files")
    run([sys.executable, "-m", "compileall", "-q", str(ROOT / "pressdesk")])
    yield against("A3 poster, 24-megapixel JPEG, cold, its code not proved", ours("poster"), poster, 1.2, 80)
    yield against("the same with `pressdesk build`, its code proved", build, poster, 2.0)
    yield against("500 flyers, one PDF, codes ready-made", ours("flyers"), one, 1.5, times=5)
    yield against("the same with `pressdesk merge --one`, codes made and proved", [*merge, "--one"], one, 0, times=3)
    yield against("500 flyers, 500 files, codes ready-made", ours("files"), many, 1.0, times=3)
    yield against("the same with `pressdesk merge`, codes made and proved", merge, many, 0, times=3)
    yield against("`pressdesk --help` beside `python -c pass`", [*main, "--help"], [*main[:1], "-c", "pass"], 5.0)


if __name__ == "__main__":
    main()
