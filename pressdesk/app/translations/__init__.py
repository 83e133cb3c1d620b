"""The window's words: the English sentence is the key, `fr.py` has the French one. French is the default."""

from __future__ import annotations

import os

from pressdesk.app.translations.fr import FRENCH

LANGUAGES = {"fr": "Français", "en": "English"}
_language = "fr"


def set_language(code: str) -> None:
    """Speak this language from now on; anything but `en` is French."""
    global _language  # noqa: PLW0603
    _language = "en" if code.startswith("en") else "fr"


def language() -> str:
    return _language


def system_language() -> str:
    """English where the system speaks English, else French."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if told.startswith("en_") else "fr"


def tr(text: str, **values: object) -> str:
    """The sentence in the present language, with its braces filled in.

    >>> set_language("fr"); tr("Undo")
    'Annuler'
    """
    told = FRENCH.get(text, text) if _language == "fr" else text
    return told.format(**values) if values else told


def tr_count(count: int, one: str, many: str) -> str:
    """The sentence for one or for many; `{count}` stands for the number. In French 0 counts as one."""
    single = count < 2 if _language == "fr" else count == 1
    return tr(one if single else many).format(count=count)
