"""A bug ends in a report in a local file and one sentence, never in silence. Nothing is sent anywhere."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from pressdesk import __version__
from pressdesk.app.settings import log_folder


def write_report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> Path | None:
    """Write what happened into the log folder; None when even that cannot be done."""
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


def install(say: Callable[[Path | None], None]) -> None:
    """From now on, write a report for every exception nobody caught, then call `say` with its path."""

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        path = write_report(kind, fault, trace)
        sys.__excepthook__(kind, fault, trace)
        say(path)

    sys.excepthook = hook
