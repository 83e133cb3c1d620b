"""A fault of the program itself, told where a job or the command line ends instead of as a traceback."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from pressdesk import __version__
from pressdesk.base.paths import log_folder
from pressdesk.base.problem import Place, Problem

DEBUG = "PRESSDESK_DEBUG"
"""With this variable set, faults of the program end it with their traceback."""

REPORTS = "PRESSDESK_REPORTS"
"""With this variable set, as the window's own processes have it, each fault is written down in a report as well."""


def write_report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> Path | None:
    """Write what happened into the log folder; None when even that cannot be done. Nothing is sent anywhere."""
    import platform
    import traceback
    from datetime import datetime

    folder = log_folder()
    now = datetime.now()
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    text = "".join(traceback.format_exception(kind, fault, trace))
    head = f"PressDesk {__version__}, Python {platform.python_version()}, {platform.platform()}\n{now.isoformat()}\n\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(head + text, encoding="utf-8")
    except OSError:
        return None
    return path


def bug_problem(fault: Exception, piece: str = "", format: str = "") -> Problem:
    """One sentence about a fault of the program, with the place in its source; raises it again for developers."""
    if os.environ.get(DEBUG):
        raise fault
    frame = fault.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame is not None else "?"
    what = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
    remedy = f"Please report this with the campaign; {DEBUG}=1 shows more."
    report = write_report(type(fault), fault, fault.__traceback__) if os.environ.get(REPORTS) else None
    if report is not None:
        remedy = f"Please report this with the file {report}."
    return Problem(
        "error",
        "bug",
        f"PressDesk itself failed here ({what}, {where}); what was there before is untouched.",
        remedy,
        Place(piece=piece, format=format),
    )
