"""The process that exports: an order as JSON on standard input, progress and results as JSON lines on standard output.

It calls what the command line calls, so it writes the same bytes. It knows nothing of the window.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pressdesk.base.problem import PressDeskError, Problem
from pressdesk.work.build import Built, build
from pressdesk.work.making import Done, Made
from pressdesk.work.plan import Order
from pressdesk.work.purposes import purpose_named
from pressdesk.work.store import load_with_problems

PICTURES = {"png": ".png", "jpeg": ".jpg"}


def main() -> int:
    """Do the order on standard input; 0 when it was done, whatever was wrong with the pieces."""
    order = json.loads(sys.stdin.readline())
    try:
        _tell(result=_made(order))
    except PressDeskError as fault:
        _tell(result={"files": [], "problems": [_problem(problem) for problem in fault.problems], "refused": True})
    return 0


def _made(wanted: dict[str, Any]) -> dict[str, Any]:
    root = Path(wanted["root"])
    campaign = load_with_problems(root)
    kind = str(wanted["kind"])
    order = Order(
        as_of=date.fromisoformat(wanted["as_of"]),
        pieces=tuple(wanted.get("pieces", ())),
        purpose=purpose_named("screen" if kind in PICTURES else kind),
        format=str(wanted.get("format", "")),
        out=Path(wanted["out"]) if wanted.get("out") else None,
        force=bool(wanted.get("force")),
    )
    count = 0

    def progress(done: Done, of: int) -> None:
        nonlocal count
        count += 1
        _tell(done=count, of=of, piece=done.job.piece, format=done.job.format, record=done.job.record)

    if kind not in PICTURES:
        built = build(campaign, order, jobs=1 if wanted.get("single") else 0, progress=progress)
        return _result(built, [str(file.path) for file in built.files])
    target = (order.out or root / "build") / kind
    with tempfile.TemporaryDirectory() as folder:
        built = build(campaign, order._replace(out=Path(folder)), progress=progress)
        paths = [
            str(path) for file in built.files for path in _pictures(file, kind, target, float(wanted.get("dpi", 150)))
        ]
    return _result(built, paths)


def _pictures(file: Made, kind: str, target: Path, dpi: float) -> Iterator[Path]:
    """The pages of a PDF as pictures."""
    from pressdesk.base.fsio import replacing
    from pressdesk.output.raster import page_image, write_jpeg, write_png
    from pressdesk.work.disk import disk_faults

    for page in range(file.pages):
        name = file.path.stem + (f"-{page + 1}" if file.pages > 1 else "") + PICTURES[kind]
        image = page_image(file.path, page, dpi=dpi)
        with disk_faults(target / name):
            target.mkdir(parents=True, exist_ok=True)
            with replacing(target / name) as stream:
                (write_png if kind == "png" else write_jpeg)(image, stream, dpi=dpi)
        yield target / name


def _result(built: Built, paths: list[str]) -> dict[str, Any]:
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
