"""The window, edited without end through its own form; says what it has done, until the kill test ends it."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from pressdesk.app import theme
from pressdesk.app.application import make_application
from pressdesk.app.editors.texts import TextEditor
from pressdesk.app.settings import Settings
from pressdesk.app.translations import set_language
from pressdesk.app.window import Window

FIELDS = ("town", "place", "lede")


def main() -> None:
    root, seed = Path(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(seed)
    set_language("en")
    application = make_application()
    theme.apply(application, theme.theme_for("light"))
    window = Window(Settings())
    window.resize(1000, 700)
    window.show()
    assert window.open_campaign(root)
    workspace = window.workspace
    assert workspace is not None
    workspace.show_piece("poster")
    number = int(str(workspace.document.piece.content.get("lede") or 0)) if workspace.document.piece else 0

    def act() -> None:
        nonlocal number
        number += 1
        for field in FIELDS[dice.randrange(len(FIELDS)) :]:  # the last one always: it carries the number
            editor = workspace.form.rows[field].editor
            assert isinstance(editor, TextEditor)
            editor.seize()
            editor.box.insertPlainText(str(number))
        print(number, time.monotonic(), flush=True)
        chance = dice.random()
        if chance < 0.06:
            assert window.save()
        elif chance < 0.10:
            workspace.pieces.duplicate("poster")
            workspace.show_piece("poster")
        elif chance < 0.13:
            workspace.document.session.undo()
            workspace.document.session.redo()

    clock = QTimer(window, interval=12)
    clock.timeout.connect(act)
    clock.start()
    application.exec()


if __name__ == "__main__":
    main()
