"""How quick the window is: run with `python -m tests.app.bench_window`; figures in milliseconds, nothing is asserted.

Offscreen at 1600 × 1000 with the sample's A3 poster and its photograph of 24 megapixels.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from pressdesk.app import theme
from pressdesk.app.exporting import Worker
from pressdesk.app.settings import Settings
from pressdesk.app.typing_in import TextBox
from pressdesk.app.window import Window, make_application
from pressdesk.work.beginning import new_campaign

GOALS = {
    "keystroke to painted page": 16.0,
    "pan": 8.0,
    "zoom": 8.0,
    "gap while flyers are built": 50.0,
}
BARE = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        print(time.time(), flush=True); os._exit(0)
application = QApplication([]); window = Bare(); window.setCentralWidget(QLabel("x")); window.resize(1280, 800)
window.show(); application.exec()
"""
OURS = """
import os, sys, time
from pressdesk.app import canvas, window
from PySide6.QtCore import QEvent
plain = window.Window.event
def event(self, told):
    done = plain(self, told)
    if told.type() == QEvent.Type.Paint and self.workspace is not None:
        print(time.time(), flush=True)
    return done
window.Window.event = event
paint = canvas.Canvas.paintEvent
def page(self, told):
    paint(self, told)
    if self.sheets:
        print(time.time(), flush=True); os._exit(0)
canvas.Canvas.paintEvent = page
window.run(sys.argv[1])
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PRESSDESK_HOME"] = f"{folder}/home"
        root = new_campaign(Path(folder) / "sample", sample=True)
        _starts(root)
        window = _opened(root)
        try:
            _measured(window)
        finally:
            workspace = window.workspace
            assert workspace is not None
            workspace.document.session.save()
            window.close()
            shutil.rmtree(root, ignore_errors=True)


def _starts(root: Path) -> None:
    bare, window, page = [], [], []
    for _ in range(5):
        begun = time.time()
        out = subprocess.run([sys.executable, "-c", BARE], capture_output=True, text=True, check=False).stdout.split()
        bare.append(float(out[0]) - begun)
        begun = time.time()
        command = [sys.executable, "-c", OURS, str(root)]
        times = [
            float(line) for line in subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
        ]
        window.append(times[0] - begun)
        page.append(times[-1] - times[0])
    least = min(window) / min(bare)
    print(f"{'start to painted window':<34}{min(window) * 1e3:8.0f}  {least:.1f} × a bare one (goal 4.0)")
    print(f"{'the page after that':<34}{min(page) * 1e3:8.0f}  goal 300")


def _opened(root: Path) -> Window:
    application = make_application()
    theme.apply(application, theme.LIGHT)
    window = Window(Settings())
    window.resize(1600, 1000)
    window.show()
    assert window.open_campaign(root)
    assert window.workspace is not None
    window.workspace.show_piece("poster")
    _rest(2.0)
    gc.freeze()  # as `run` does
    return window


def _measured(window: Window) -> None:
    workspace = window.workspace
    assert workspace is not None
    canvas = workspace.canvas
    for field in ("lede", "title"):
        workspace.form.seize(field)
        box = workspace.form.rows[field].editor.focusProxy()
        assert isinstance(box, TextBox)
        box.moveCursor(QTextCursor.MoveOperation.End)
        _told("keystroke to painted page", _timed(_typing(box, "abcde fghij klmno " * 4)), field)
    _rest(1.0)
    canvas.set_zoom(2.0)
    _rest(3.0)  # the photograph is there in the size it is shown in
    _told("pan", _timed(lambda: _pan(canvas) for _ in range(60)))
    canvas.fit()
    _rest(0.5)
    _told("zoom", _timed((lambda k=k: canvas.set_zoom(canvas.zoom * k)) for k in [1.04] * 20 + [1 / 1.04] * 20))
    canvas.fit()
    canvas.select_box("when")
    _told("move a box", _timed((lambda: canvas.moved.emit(canvas.selection, 1.0, 0.5)) for _ in range(60)))
    _memory(window)
    _gap(window)


def _typing(box: TextBox, text: str) -> Iterator[Callable[[], object]]:
    for char in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
        yield lambda event=event: QApplication.sendEvent(box, event)  # type: ignore[misc]


def _pan(canvas: object) -> None:
    for bar, step in ((canvas.verticalScrollBar(), 9), (canvas.horizontalScrollBar(), 5)):  # type: ignore[attr-defined]
        bar.setValue(bar.value() + step)


def _memory(window: Window) -> None:
    assert window.workspace is not None
    session = window.workspace.document.session

    def edits(count: int) -> None:
        for number in range(count):
            with session.edit("Change") as draft:
                draft.content("poster", "lede", f"Nous soignons ici {number % 50}")
            QApplication.processEvents()
        while session.undo():
            QApplication.processEvents()

    edits(100)
    before = _resident()
    edits(1000)
    now = _resident()
    print(f"{'memory after 1,000 edits and undos':<34}{now:8.0f}  MB, {now / before:.2f} × before (goal 1.2)")


def _gap(window: Window) -> None:
    """The longest time between two looks at what happens, while a process builds flyers."""
    assert window.workspace is not None
    document = window.workspace.document
    table = document.campaign.tables["events"]
    rows = tuple(row._replace(number=number + 2) for number, row in enumerate(table.rows * 42))
    document.edit("Many", lambda draft: draft.put(("tables", "events", "rows"), rows))
    document.session.save()
    _rest(1.0)
    worker = Worker()
    order = {"root": str(document.root), "kind": "office", "pieces": ["flyer"], "format": "A6", "as_of": "2027-01-20"}
    ended: list[object] = []
    worker.finished.connect(ended.append)
    gaps = []
    worker.start(order, document.root / "build")
    last = time.perf_counter()
    while not ended:
        QApplication.processEvents()
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
        time.sleep(0.001)
    _told("gap while flyers are built", gaps)


def _timed(works: object) -> list[float]:
    times = []
    for work in works:  # type: ignore[attr-defined]
        begun = time.perf_counter()
        work()
        QApplication.processEvents()
        times.append(time.perf_counter() - begun)
    return times


def _told(name: str, times: list[float], what: str = "") -> None:
    ordered = sorted(seconds * 1e3 for seconds in times)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    goal = f", goal {GOALS[name]:.0f}" if name in GOALS else ""
    print(f"{f'{name} {what}'.strip():<34}{middle:8.1f}  95th percentile {late:.1f}, longest {ordered[-1]:.1f}{goal}")


def _resident() -> float:
    gc.collect()
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main()
