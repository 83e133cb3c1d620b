"""The one application object of the process, and the language of Qt's own words."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from pressdesk import __version__
from pressdesk.app.translations import language


def make_application() -> QApplication:
    """The one application object of the process."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("PressDesk")
    application.setApplicationVersion(__version__)
    application.setQuitOnLastWindowClosed(True)
    sys.setswitchinterval(0.002)  # threads beside the window give way sooner
    return application


def speak(application: QApplication) -> None:
    """Give Qt's own words (file dialogs, menus of fields) the language of the window."""
    speaker = application.findChild(QTranslator)
    if speaker is None:
        speaker = QTranslator(application)
    application.removeTranslator(speaker)
    QLocale.setDefault(QLocale(language()))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() != "en" and speaker.load(f"qtbase_{language()}", folder):
        application.installTranslator(speaker)
