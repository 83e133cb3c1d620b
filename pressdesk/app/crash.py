"""A bug ends in a report in a local file and one sentence, never in silence. Nothing is sent anywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from pressdesk.work.bugs import write_report


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
