from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from pressdesk.app.messages import in_french, message_of, place_of, remedy_of
from pressdesk.app.translations import set_language
from pressdesk.app.translations.problems_fr import PROBLEMS, WORDS
from pressdesk.base.problem import Place, Problem
from tests.app.sentences import SLOT, Said, modules, said

OF_THE_SYSTEM = (
    "no such file or directory",
    "permission denied",
    "is a directory",
    "not a directory",
    "read-only file system",
    "input/output error",
)
"""What systems and libraries say when a file cannot be read."""
NAME = re.compile(r"\{(\w+)\}")
SAID = [one for one in said() if not one.where.startswith("pressdesk/cli/")]
"""What the command line alone says stays English."""


def with_parts(sentence: str) -> str:
    """A sentence as it might be told, with something in each place that varies."""
    numbers = iter(range(1, 100))
    return SLOT.sub(lambda _: f"X{next(numbers)}", sentence)


@pytest.mark.parametrize("code", sorted({one.code for one in SAID}))
def test_every_problem_and_remedy_is_told_in_french(code: str) -> None:
    lacking = [
        one for one in SAID if one.code == code and in_french(with_parts(one.sentence)) == with_parts(one.sentence)
    ]
    assert not lacking, "\n".join(_what_to_do(one) for one in lacking)


def _what_to_do(one: Said) -> str:
    package = one.where.split("/")[1]
    line = SLOT.sub(lambda slot: "{" + (slot[1] if slot[1].isidentifier() else "name") + "}", one.sentence)
    return (
        f"\nThe window has no French for the problem “{one.code}” of {one.where}.\n"
        f"Add to pressdesk/app/translations/problems_fr/{package}.py a line such as\n"
        f'    "{line}": "…",\n'
        "A part called fault, what or why is itself told in French (see words.py); others stand as they are."
    )


@cache
def words_of_the_program() -> str:
    """All texts of all modules, the parts that vary left out."""
    nodes = (node for module in modules() for node in ast.walk(module.tree))
    return "\n".join(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("english", [*PROBLEMS, *(one for one in WORDS if one not in OF_THE_SYSTEM)])
def test_the_program_still_says_what_is_translated(english: str) -> None:
    known = words_of_the_program()
    for part in NAME.split(english)[::2]:
        for words in re.split(r"[“”]", part):
            words = words.strip(" .;:,()")  # where a part of the sentence varies, its beginning or its end is enough
            assert words in known or words[:8] in known or words[-8:] in known, words


@pytest.mark.parametrize(("english", "french"), [*PROBLEMS.items(), *WORDS.items()])
def test_the_french_has_no_other_braces(english: str, french: str) -> None:
    assert set(NAME.findall(french)) <= set(NAME.findall(english))


@pytest.mark.parametrize("french", [*PROBLEMS.values(), *WORDS.values()])
def test_french_marks_are_typographic(french: str) -> None:
    assert not re.search(r"(?<=\w)'(?=\w)|\S[;!?»](?!\w)|«\S", NAME.sub("x", re.sub(r"\S*[=<&]\S*", "", french)))


def test_a_problem_is_told_in_the_language_of_the_window() -> None:
    problem = Problem("error", "unreadable-date", "“Date”: “demain” is no date.", "Did you mean “{x}”?")
    set_language("fr")
    assert message_of(problem) == "«\u00a0Date\u00a0»\u00a0: «\u00a0demain\u00a0» n’est pas une date."
    assert remedy_of(problem) == "Vouliez-vous dire «\u00a0{x}\u00a0»\u202f?"
    assert message_of(problem._replace(message="Something {else}.")) == "Something {else}."
    set_language("en")
    assert message_of(problem) == problem.message
    set_language("fr")


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "Page 2 has 1.5 mm of bleed; printers ask for 3 mm.",
            "La page 2 a 1,5\u00a0mm de fond perdu\u202f; les imprimeurs en demandent 3\u00a0mm.",
        ),
        (
            "“slogan” must be text in quotes, and is the number 12.",
            "«\u00a0slogan\u00a0» doit être un texte entre guillemets, et est le nombre 12.",
        ),
        (
            "The file holds a program (JavaScript) or a call of one, which no press takes.",
            "Le fichier contient un programme (JavaScript) ou un appel, qu’aucune presse n’accepte.",
        ),
        ("There is no table “a” (tables/a.csv).", "Il n’y a pas de tableau «\u00a0a\u00a0» (tables/a.csv)."),
        (
            "“Lien”: “x y” is no web link; it must begin with https://.",
            "«\u00a0Lien\u00a0»\u00a0: «\u00a0x y\u00a0» n’est pas un lien\u202f; il doit commencer par https://.",
        ),
        (
            "The disk is full (“/a/b”); what was there before is untouched.",
            "Le disque est plein («\u00a0/a/b\u00a0»)\u202f; ce qui était là reste intact.",
        ),
    ],
)
def test_what_stands_inside_a_sentence_is_french_too(english: str, french: str) -> None:
    assert in_french(english) == french


def test_what_a_user_wrote_is_left_as_it_is() -> None:
    assert in_french("Nothing is called “a table”.") == "Rien ne s’appelle «\u00a0a table\u00a0»."
    assert in_french("There is no picture “un  :  deux ;”.") == "There is no picture “un  :  deux ;”."


def test_a_place_is_told_in_words_without_names_of_the_inside() -> None:
    set_language("fr")
    assert (
        place_of(Place(file="pieces/a.toml", line=3, box="column@1", format="A3", row=2))
        == "pieces/a.toml:3, A3, ligne 2"
    )
    assert place_of(Place(key="page 2")) == "page 2"
    assert place_of(Place(key="content.title")) == ""
