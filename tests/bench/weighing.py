"""Preflight of the exported A3 poster with the ink of its plates, as a process of its own, and its single inks."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.bench.measure import Row, median, repeated, run

AS_OF = date(2027, 1, 20)
GOAL_S = 1.5
GOAL_MB = 400
TIMES = 5
PREFLIGHT = """
import sys
from pathlib import Path
from pressdesk.prepress.preflight import examined
file, problems = examined(Path(sys.argv[1]))
assert file.pages[0].loads is not None
"""


def weighing_rows(campaign: Path, out: Path) -> Iterator[Row]:
    """All rules on the A3 poster from a photograph of 24 megapixels; its plates, for which there is no goal."""
    path = _poster(campaign, out)
    done = median([run([sys.executable, "-c", PREFLIGHT, str(path)]) for _ in range(TIMES)])
    yield Row(
        "preflight of the exported A3 file, all rules with ink",
        f"{done.seconds:.3f} s, {done.peak_mb:.0f} MB",
        "",
        "",
        f"< {GOAL_S:g} s, < {GOAL_MB} MB",
        done.seconds < GOAL_S and done.peak_mb < GOAL_MB,
    )
    from pressdesk.output.separations import separations

    taken = repeated(lambda: separations(path, dpi=72, region="bleed"), TIMES)
    yield Row("the single inks of it at 72 dpi", f"{statistics.median(taken):.3f} s", "", "", "", None)


def _poster(campaign: Path, out: Path) -> Path:
    from pressdesk.work.build import build
    from pressdesk.work.plan import Order
    from pressdesk.work.store import load

    order = Order(AS_OF, ("poster",), "print", format="A3", out=out, force=True, prove=False)
    return build(load(campaign, ("poster",)), order, jobs=1).files[0].path
