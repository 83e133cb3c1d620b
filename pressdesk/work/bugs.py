"""A fault of the program itself, told where a job or the command line ends instead of as a traceback."""

from __future__ import annotations

import os
from pathlib import Path

from pressdesk.base.problem import Place, Problem

DEBUG = "PRESSDESK_DEBUG"
"""With this variable set, faults of the program end it with their traceback."""


def bug_problem(fault: Exception, piece: str = "", format: str = "") -> Problem:
    """One sentence about a fault of the program, with the place in its source; raises it again for developers."""
    if os.environ.get(DEBUG):
        raise fault
    frame = fault.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame is not None else "?"
    what = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
    return Problem(
        "error",
        "bug",
        f"PressDesk itself failed here ({what}, {where}); what was there before is untouched.",
        f"Please report this with the campaign; {DEBUG}=1 shows more.",
        Place(piece=piece, format=format),
    )
