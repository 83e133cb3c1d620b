"""Starting the window: the one application object, its language, its theme, the campaign that is opened first."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from pressdesk.app import crash, theme
from pressdesk.app.application import make_application, speak
from pressdesk.app.settings import Settings
from pressdesk.app.translations import set_language, system_language
from pressdesk.app.window import Window

FREEZE_MS = 3000


def run(arguments: Sequence[str] | str | None = None) -> int:
    """Open the window, with the campaign at the path that is given; the exit status when it closes."""
    words = [arguments] if isinstance(arguments, str) else list(arguments or ())
    application = make_application()
    settings = Settings()
    set_language(settings.text("language", system_language()))
    speak(application)
    theme.apply(application, theme.theme_for(settings.text("theme", "system")))
    window = Window(settings)
    crash.install(window.tell_crash)
    window.show()
    if words:
        QTimer.singleShot(0, lambda: window.open_campaign(Path(words[0]).absolute(), later=True))
    elif settings.recent and settings.flag("reopen", True):
        QTimer.singleShot(0, lambda: window.open_campaign(settings.recent[0], later=True))
    QTimer.singleShot(FREEZE_MS, gc.freeze)  # what is there by then stays; looking through it again takes too long
    return application.exec()
