"""The process that exports: an order as JSON on standard input, progress and results as JSON lines on standard output.

It calls what the command line calls, so it writes the same bytes. It knows nothing of the window.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressdesk.base.problem import PressDeskError, Problem
from pressdesk.output.registry import EXPORTS
from pressdesk.work.bugs import REPORTS, write_report
from pressdesk.work.build import Built, build
from pressdesk.work.making import Done
from pressdesk.work.plan import Order
from pressdesk.work.purposes import purpose_named
from pressdesk.work.store import load_with_problems

if TYPE_CHECKING:
    from pressdesk.prepress.imposition.values import Imposition


def main() -> int:
    """Do the order on standard input; 0 when it was done, whatever was wrong with the pieces."""
    os.environ[REPORTS] = "1"
    order = json.loads(sys.stdin.readline())
    try:
        _tell(result=_made(order))
    except PressDeskError as fault:
        _tell(result={"files": [], "problems": [_problem(problem) for problem in fault.problems], "refused": True})
    except Exception as fault:  # a job ends here: the window says so, and the report tells what happened
        report = write_report(type(fault), fault, fault.__traceback__)
        _tell(result={"files": [], "problems": [], "refused": True, "report": str(report) if report else ""})
    return 0


def _made(wanted: dict[str, Any]) -> dict[str, Any]:
    root = Path(wanted["root"])
    campaign = load_with_problems(root)
    kind = str(wanted["kind"])
    order = Order(
        as_of=date.fromisoformat(wanted["as_of"]),
        pieces=tuple(wanted.get("pieces", ())),
        purpose=purpose_named("screen" if kind in EXPORTS else kind),
        format=str(wanted.get("format", "")),
        out=Path(wanted["out"]) if wanted.get("out") else None,
        force=bool(wanted.get("force")),
        kind=kind if kind in EXPORTS else "",
        preset=str(wanted.get("preset", "")),
    )
    count = 0

    def progress(done: Done, of: int) -> None:
        nonlocal count
        count += 1
        _tell(done=count, of=of, piece=done.job.piece, format=done.job.format, record=done.job.record)

    jobs = 1 if wanted.get("single") else 0
    built = build(campaign, order, jobs=jobs, progress=progress, sheets=_sheets(str(wanted.get("sheets", ""))))
    return _result(built)


def _sheets(wanted: str) -> Imposition | None:
    """How pages are laid out on sheets of A4 beside the file: so many on one, or in parts (`tiles`); else not."""
    if not wanted:
        return None
    from pressdesk.prepress.imposition.values import Imposition

    return Imposition("tiles", "A4") if wanted == "tiles" else Imposition("n-up", "A4", up=int(wanted), repeat=True)


def _result(built: Built) -> dict[str, Any]:
    paths = [str(file.path) for file in built.files]
    return {"files": paths, "problems": [_problem(problem) for problem in built.problems], "refused": not paths}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
        "place": list(problem.place),
    }


def _tell(**said: object) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
