"""An export in a process of its own, which the window can stop at any time."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import pressdesk


class Worker(QObject):
    """One export in a process of its own."""

    progressed = Signal(int, int, str)
    finished = Signal(object)  # the result, or None when it was stopped or died

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._result: dict[str, Any] | None = None
        self._rest = b""
        self._out: Path | None = None
        self.stopped = False
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)

    def start(self, order: dict[str, Any], out: Path) -> None:
        """Begin; `order` is what `worker` reads."""
        self._out = out
        environment = QProcessEnvironment.systemEnvironment()
        package = str(Path(pressdesk.__file__).parent.parent)
        known = environment.value("PYTHONPATH", "")
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, (package, known))))
        self._process.setProcessEnvironment(environment)
        if sys.platform != "win32":
            parameters = QProcess.UnixProcessParameters()
            parameters.flags = QProcess.UnixProcessFlag.CreateNewSession  # so that its helpers end with it
            self._process.setUnixProcessParameters(parameters)
        self._process.start(sys.executable, ["-m", "pressdesk.app.worker"])
        self._process.write(json.dumps(order).encode() + b"\n")
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End the process at once; files it was writing go."""
        self.stopped = True
        process = self._process.processId()
        if sys.platform != "win32" and process:
            with suppress(OSError):
                os.killpg(process, signal.SIGKILL)
        self._process.kill()

    @property
    def running(self) -> bool:
        return self._process.state() != QProcess.ProcessState.NotRunning

    def wait(self) -> None:
        self._process.waitForFinished(3000)

    def _read(self) -> None:
        data = self._rest + bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = data.split(b"\n")
        last: dict[str, Any] | None = None  # of many lines at a time one is shown
        for text in lines:
            with suppress(ValueError):
                said = json.loads(text)
                if "result" in said:
                    self._result = said["result"]
                elif "done" in said:
                    last = said
        if last is not None:
            what = " ".join(part for part in (last["piece"], last["format"], last["record"]) if part)
            self.progressed.emit(last["done"], last["of"], what)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.finished.emit(None)

    def _ended(self, _code: int, _status: object) -> None:
        self._read()
        if self._result is None and self._out is not None:
            with suppress(OSError):
                for part in self._out.rglob(".*.part"):
                    part.unlink(missing_ok=True)
        self.finished.emit(self._result)
