"""The program as a process: runs the command line and leaves."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from pressdesk.cli.main import main


def start() -> NoReturn:
    """Run the command line and end the process with its exit status.

    When a command is done its files are closed and renamed, so the process goes at once: taking every module and
    value apart first would be a sixth of the time of a poster. A window takes itself down in its own order.
    """
    status = main()
    if "PySide6" in sys.modules:
        sys.exit(status)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # whoever read it has gone
            continue
    os._exit(status)
