"""Print the speed table: `make bench`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.given import make_campaign, make_twin
from tests.bench.measure import ROOT, Row, against, print_table, run
from tests.bench.warm import warm_rows

HERE = Path(__file__).parent


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="pressdesk-bench-"))
    try:
        campaign = make_campaign(folder)
        twin = make_twin(folder, campaign)
        print_table([*_cold(folder, campaign, twin), *warm_rows(campaign, twin)])
    finally:
        shutil.rmtree(folder)


def _cold(folder: Path, campaign: Path, twin: Path) -> list[Row]:
    def ours(work: str, *more: str) -> list[str]:
        out = folder / f"out-{work}"
        out.mkdir(exist_ok=True)
        return [sys.executable, str(HERE / "our_steps.py"), work, str(campaign), str(out), *more]

    def peer(source: str, out: str, *more: str) -> list[str]:
        return [sys.executable, str(HERE / "typst_twin.py"), str(twin / source), str(folder / out), *more]

    poster, one = peer("poster.typ", "twin-poster.pdf"), peer("flyers.typ", "twin-flyers.pdf")
    many = peer("flyers.typ", "twin-files", "files")
    run([sys.executable, "-m", "compileall", "-q", str(ROOT / "pressdesk")])
    return [
        against("A3 poster, 24-megapixel JPEG, cold", ours("poster"), poster, 1.2, 80),
        against("the same with its code proved", ours("poster", "proof"), poster, 2.0),
        against("500 flyers, one PDF", ours("flyers"), one, 1.5, times=5),
        against("the same with each code proved", ours("flyers", "proof"), one, 0, times=3),
        against("500 flyers, 500 files", ours("files"), many, 1.0, times=5),
        against("the same with each code proved", ours("files", "proof"), many, 0, times=3),
        against(
            "pressdesk --help",
            [sys.executable, str(ROOT / "main.py"), "--help"],
            [sys.executable, "-c", "pass"],
            5.0,
        ),
    ]


if __name__ == "__main__":
    main()
