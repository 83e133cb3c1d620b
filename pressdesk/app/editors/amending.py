"""What the menu of a misspelt word offers: other words, and to take it for right in this campaign."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from pressdesk.app.spelling import Speller
from pressdesk.app.translations import tr


def offer_words(
    menu: QMenu,
    word: str,
    speller: Speller,
    language: str,
    learn: Callable[[str], object],
    put: Callable[[str], object],
) -> None:
    """Put the suggestions for a word at the head of a menu, where they appear as soon as they are known."""
    first = menu.actions()[0] if menu.actions() else None
    looking = QAction(tr("Looking for words…"), menu)
    looking.setEnabled(False)
    learning = QAction(tr("Add “{word}” to the campaign’s words", word=word), menu)
    learning.triggered.connect(lambda: learn(word))
    for action in (looking, learning, _line(menu)):
        menu.insertAction(first, action) if first else menu.addAction(action)

    def take(found: tuple[str, ...]) -> None:
        if not isValid(menu):  # closed before they came
            return
        for words in found:
            action = QAction(words, menu)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(lambda _checked=False, words=words: put(words))
            menu.insertAction(looking, action)
        if found:
            menu.removeAction(looking)
        else:
            looking.setText(tr("No word is like it"))

    speller.suggest(word, language, take)


def _line(menu: QMenu) -> QAction:
    made = QAction(menu)
    made.setSeparator(True)
    return made
