"""Pictures of every view of the window, in both languages and themes, two sizes and two scales, to be looked at.

    python -m tests.screens FOLDER [--only NAME] [--quick]

`--quick` is French, light, 1280×720 at one pixel a point. The pictures are named VIEW-LANGUAGE-THEME-WIDTHxSCALE.png.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pressdesk.app.window import Window

SIZES = ((1280, 720), (2560, 1440))


def main() -> int:
    """Take all pictures, each language, theme and scale in a process of its own: a scale is chosen at the start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="one view by its name")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--take", nargs=3, metavar=("LANGUAGE", "THEME", "SCALE"), help=argparse.SUPPRESS)
    order = parser.parse_args()
    order.folder.mkdir(parents=True, exist_ok=True)
    if order.take:
        language, theme, scale = order.take
        take(order.folder, language, theme, scale, order.only, SIZES[:1] if order.quick else SIZES)
        return 0
    ways = [("fr", "light", "1")] if order.quick else list(itertools.product(("fr", "en"), ("light", "dark"), "12"))
    status = 0
    for way in ways:
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "PRESSDESK_HOME": home, "QT_SCALE_FACTOR": way[2]}
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            command = [sys.executable, "-m", "tests.screens", *sys.argv[1:], "--take", *way]
            status |= subprocess.run(command, env=environment, check=False).returncode
    return status


def take(folder: Path, language: str, theme: str, scale: str, only: str, sizes: tuple[tuple[int, int], ...]) -> None:
    """Show one view after the other and keep what is seen."""
    from pressdesk.app import theme as themes
    from pressdesk.app.application import make_application, speak
    from pressdesk.app.settings import Settings
    from pressdesk.app.translations import set_language
    from pressdesk.app.window import Window
    from pressdesk.work.beginning import new_campaign

    set_language(language)
    application = make_application()
    speak(application)
    themes.apply(application, themes.theme_for(theme))
    with tempfile.TemporaryDirectory() as work:
        sample = new_campaign(Path(work) / "Qui passera demain", sample=True)
        empty = new_campaign(Path(work) / "Nouvelle campagne")
        window = Window(Settings())
        for width, height in sizes:
            window.resize(width, height)
            window.show()
            for name, shown in views(window, sample, empty):
                if only in ("", name):
                    rest(window)
                    shown().grab().save(str(folder / f"{name}-{language}-{theme}-{width}x{scale}.png"))
        window.close_campaign()
        window.close()


def rest(window: Window) -> None:
    """Let pictures and thumbnails arrive."""
    from PySide6.QtTest import QTest

    from pressdesk.app.background import Hand

    QTest.qWait(300)
    for hand in window.findChildren(Hand):
        done: list[None] = []
        hand.do(lambda: None, done.append)
        while not done:
            QTest.qWait(20)
    QTest.qWait(300)


def views(window: Window, sample: Path, empty: Path) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Every view by its name, brought up as it is asked for."""
    from pressdesk.app.exporting import ExportDialog
    from pressdesk.app.newpiece import NewPieceDialog

    window.close_campaign()
    yield "welcome", lambda: window
    window.open_campaign(empty)
    assert window.workspace is not None
    window.workspace.show_facts()
    yield "empty", lambda: window
    window.open_campaign(sample)
    work = window.workspace
    assert work is not None
    work.show_piece("poster")
    yield "poster", lambda: window
    work.canvas.select_box("", "title")
    work.form.seize("title")
    yield "selected", lambda: window
    work.show_piece("triptych")
    yield "triptych", lambda: window
    work.show_piece("flyer")
    yield "flyer", lambda: window
    work.show_piece("communique")
    yield "release", lambda: window
    work.show_facts()
    yield "facts", lambda: window
    work.show_piece("poster")
    work.document.set_content("title", "Qui passera demain, après-demain et tous les jours qui suivront ?", "x")
    work.document.set_content("date", "demain", "x")
    work.document.edit("x", lambda draft: draft.tweak("poster", "no-such-box", "hide", True))
    work.problems.unfold(True)
    yield "problems", lambda: window
    while work.document.session.undo():
        pass
    work.problems.unfold(False)
    made = NewPieceDialog(work.document, work.thumbnails, window)
    made.show()
    yield "new-piece", lambda: made
    made.close()
    export = ExportDialog(work.document, window)
    export.show()
    yield "export", lambda: export
    export.close()
    work._changed_on_disk(work.document.campaign)
    yield "changed-on-disk", lambda: window
    work.banner.hide()
    work._disk = None


if __name__ == "__main__":
    sys.exit(main())
