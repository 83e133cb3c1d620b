from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import pressdesk
from pressdesk.app.messages import message_of, remedy_of
from pressdesk.app.translations import set_language
from pressdesk.app.translations.problems_fr import PROBLEMS
from pressdesk.base.problem import Problem

PACKAGE = Path(pressdesk.__file__).parent


@cache
def words_of_the_program() -> str:
    """All texts of all modules, the parts that vary left out."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        if "translations" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            ]
    return "\n".join(found)


@pytest.mark.parametrize("english", PROBLEMS)
def test_the_program_still_says_what_is_translated(english: str) -> None:
    known = words_of_the_program()
    for part in re.split(r"\{\w+\}", english):
        for words in re.split(r"[“”]", part):
            words = words.strip(" .;:,")  # where a part of the sentence varies, its beginning or its end is enough
            assert words in known or words[:12] in known or words[-12:] in known, words


@pytest.mark.parametrize(("english", "french"), PROBLEMS.items())
def test_both_have_the_same_braces(english: str, french: str) -> None:
    braces = re.compile(r"\{\w+\}")
    assert set(braces.findall(french)) == set(braces.findall(english))


def test_a_problem_is_told_in_the_language_of_the_window() -> None:
    problem = Problem("error", "unreadable-date", "“Date”: “demain” is no date.", "Did you mean “{x}”?")
    set_language("fr")
    assert message_of(problem) == "«\u00a0Date\u00a0»\u00a0: «\u00a0demain\u00a0» n’est pas une date."
    assert remedy_of(problem) == "Vouliez-vous dire «\u00a0{x}\u00a0»\u202f?"
    assert message_of(problem._replace(message="Something {else}.")) == "Something {else}."
    set_language("en")
    assert message_of(problem) == problem.message
    set_language("fr")
