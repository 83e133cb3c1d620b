from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pressdesk.app
from pressdesk.app import exporting, facts
from pressdesk.app.translations import set_language, tr, tr_count
from pressdesk.app.translations.fr import FRENCH

FOLDER = Path(pressdesk.app.__file__).parent


def said() -> Iterator[str]:
    """Every sentence that the window hands to the translation."""
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "tr_count"):
                yield from (
                    arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                )
    yield from (word for pair in exporting.KINDS.values() for word in pair)
    yield from (*exporting.SHEETS.values(), *exporting.PRESET_TITLES.values())
    for names in (facts._PETITION, facts._ORGANISATION, facts._CONTACT):
        yield from names.values()
    yield from ("Save", "Discard", "Cancel")


SAID = sorted(set(said()))


@pytest.mark.parametrize("sentence", SAID)
def test_every_sentence_has_its_french_one_with_the_same_braces(sentence: str) -> None:
    assert sentence in FRENCH
    braces = re.compile(r"\{\w+\}")
    assert sorted(braces.findall(sentence)) == sorted(braces.findall(FRENCH[sentence]))


def test_nothing_is_translated_that_nobody_says() -> None:
    assert sorted(set(FRENCH) - set(SAID)) == []


@pytest.mark.parametrize("french", FRENCH.values())
def test_french_spaces_do_not_break(french: str) -> None:
    assert not re.search(r" [:;!?»]|« |(?<=\w)'(?=\w)", french)


def test_french_counts_nothing_as_one() -> None:
    set_language("fr")
    assert tr_count(0, "{count} problem", "{count} problems") == "0 problème"
    set_language("en")
    assert tr_count(0, "{count} problem", "{count} problems") == "0 problems"
    assert tr("Undo") == "Undo"
    set_language("fr")
    assert tr("Undo") == "Annuler"
