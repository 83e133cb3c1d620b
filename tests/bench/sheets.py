"""Sheets: 500 flyers laid out four to a sheet beside a plain merge of the same files, and an A1 poster over A4."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import ROOT, Row, against, median, run

HERE = Path(__file__).parent
MAIN = [sys.executable, str(ROOT / "main.py")]
LARGER = 1.1
"""How much larger than the poster its tiles may be."""


def sheet_rows(folder: Path, campaign: Path) -> Iterator[Row]:
    """Both rows; the files to lay out are made first, which is not counted."""
    common = ["--for", "screen", "--force", "--as-of", "2027-01-20", "--jobs", "1", "--out", str(folder / "pieces")]
    run([*MAIN, "merge", str(campaign), "flyer", "--table", "tables/many.csv", "--format", "A5", *common])
    files = sorted(map(str, (folder / "pieces" / "screen" / "flyer").glob("*.pdf")))
    ours = [*MAIN, "impose", *files, "--up", "4", "--paper", "SRA3", "--out", str(folder / "four-up.pdf")]
    peer = [sys.executable, str(HERE / "plain_merge.py"), str(folder / "merged.pdf"), *files]
    name = f"sheets: {len(files)} flyers four-up, what they share stored once, beside pypdfium2 joining the same files"
    row = against(name, ours, peer, 1.0)
    sizes = [(folder / file).stat().st_size / 1e6 for file in ("four-up.pdf", "merged.pdf")]
    yield row._replace(ours=f"{row.ours}, file {sizes[0]:.1f} MB", peer=f"{row.peer}, file {sizes[1]:.1f} MB")
    run([*MAIN, "build", str(campaign), "poster", "--format", "A1", *common])
    yield _tiled(folder / "pieces" / "screen" / "poster-A1.pdf", folder / "tiles.pdf")


def _tiled(poster: Path, out: Path) -> Row:
    command = [*MAIN, "impose", str(poster), "--tile", "A4", "--out", str(out)]
    run(command)
    taken = median([run(command) for _ in range(7)])
    share = out.stat().st_size / poster.stat().st_size
    reached = taken.seconds < 1 and share <= LARGER
    figure = f"{taken.seconds:.3f} s, {taken.peak_mb:.0f} MB"
    goal = f"< 1 s, file ≤ {LARGER} ×"
    return Row("sheets: A1 poster tiled over A4, with plan", figure, "", f"file {share:.3f} ×", goal, reached)
