"""Problems in French, by the English sentence with a name in braces for each part that varies; a module for each
package that says them. Spaces may be typed plain: those before : ; ! ? and inside « » are made not to break.

A part called `fault`, `what` or `why` is a sentence or words of the program too, and is told in French as well (see
`words`); one called `mm`, `pt`, `reach`, `wanted` or `ratio` is a number, and gets a comma; any other stands as it is.
"""

from pressdesk.app.translations.problems_fr import (
    app,
    colour,
    display,
    layout,
    lint,
    prepress,
    qr,
    templates,
    text,
    words,
    work,
)

_MODULES = (app, colour, display, layout, lint, prepress, qr, templates, text, work)

PROBLEMS: dict[str, str] = {english: french for module in _MODULES for english, french in module.PROBLEMS.items()}
"""Whole sentences: what is wrong, and what to do about it."""

WORDS = words.WORDS
"""Words and half sentences that stand inside of others."""
