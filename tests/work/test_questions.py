"""Questions as they are copied from the pages of an assembly; people, places and numbers are invented."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.work.questions import Question, looks_like_question, question_file, read_question

ASSEMBLY = """Question N° 2357
de [Mme Ada Brun](https://www.assemblee-nationale.fr/dyn/deputes/PA0000) (Les Voisins - Orcelle)
17^e législature

Question écrite
## Données clés
Ministère interrogé > Santé et accès aux soins
Ministère attributaire > Travail et solidarités
Rubrique > professions de santé
Titre > Indemnités kilométriques des infirmières libérales
Question publiée au JO le : 12/11/2024 page : 5912
Réponse publiée au JO le : 21/01/2025 page : 234

Texte de la question
Mme Ada Brun attire l'attention de Mme la ministre de la santé sur les indemnités kilométriques.

Elle lui demande ce qu'elle compte faire.

Texte de la réponse
Le Gouvernement est attentif.
"""

WITHDRAWN = """Question écrite n° 12 345
17e législature
Mme Ada Brun
Orcelle (1^{re} circonscription) - Groupe Les Voisins
**Données clés**
Ministère interrogé :
Santé
Rubrique : Professions de santé
Question publiée au JO le : 12 mars 2024, p. 1888
Question retirée le : 11 juin 2024 (Fin de mandat)
Texte de la question
Mme Ada Brun interroge M. le ministre sur le tarif du déplacement. Elle souhaite savoir.
"""

SENATE = """Indemnités des infirmières
Question écrite n°01234 - 17e législature
Question de M. Jean Brun (Orcelle - Les Voisins) publiée le 17/10/2024
M. Jean Brun attire l'attention de M. le ministre de la santé sur les indemnités des infirmières de la vallée.
Publiée dans le JO Sénat du 17/10/2024 - page 3900
Transmise au Ministère du travail
"""


def test_a_page_of_the_assembly() -> None:
    question, problems = read_question(ASSEMBLY)
    assert problems == ()
    assert question == Question(
        number="2357",
        kind="Question écrite",
        legislature="17e",
        author="Mme Ada Brun",
        link="https://www.assemblee-nationale.fr/dyn/deputes/PA0000",
        constituency="Orcelle",
        group="Les Voisins",
        heading="professions de santé",
        title="Indemnités kilométriques des infirmières libérales",
        ministry="Santé et accès aux soins",
        charge="Travail et solidarités",
        published=date(2024, 11, 12),
        page="5912",
        answered=date(2025, 1, 21),
        answer_page="234",
        text=(
            "Mme Ada Brun attire l'attention de Mme la ministre de la santé sur les indemnités kilométriques.",
            "Elle lui demande ce qu'elle compte faire.",
        ),
        answer=("Le Gouvernement est attentif.",),
    )
    assert question.state == "answered"


def test_a_question_withdrawn_with_its_cause() -> None:
    question, problems = read_question(WITHDRAWN)
    assert problems == ()
    assert (question.number, question.constituency, question.group) == (
        "12345",
        "Orcelle (1re circonscription)",
        "Les Voisins",
    )
    assert (question.published, question.page) == (date(2024, 3, 12), "1888")
    assert (question.withdrawn, question.cause, question.state) == (date(2024, 6, 11), "Fin de mandat", "withdrawn")
    assert question.ministry == "Santé"


def test_a_page_of_the_senate_has_its_labels_after_the_text() -> None:
    question, problems = read_question(SENATE)
    assert (question.title, question.author) == ("Indemnités des infirmières", "M. Jean Brun")
    assert (question.constituency, question.group) == ("Orcelle", "Les Voisins")
    assert (question.published, question.page, question.charge) == (date(2024, 10, 17), "3900", "Ministère du travail")
    assert len(question.text) == 1
    assert question.state == "pending"
    assert [problem.code for problem in problems] == ["question-field"]


@pytest.mark.parametrize(
    ("line", "legislature"),
    [
        ("17e législature", "17e"),
        ("17^e législature", "17e"),
        ("18^{e} législature", "18e"),
        ("XVIIe législature", "XVIIe"),
    ],
)
def test_any_legislature_however_it_was_copied(line: str, legislature: str) -> None:
    assert read_question(f"Question n° 1\n{line}")[0].legislature == legislature


def test_what_a_page_does_not_tell_is_told() -> None:
    _, problems = read_question("Question écrite n° 7")
    messages = " ".join(problem.message for problem in problems)
    assert "author" in messages
    assert "ministry" in messages
    assert "legislature" in messages


def test_only_questions_look_like_questions() -> None:
    assert all(map(looks_like_question, (ASSEMBLY, WITHDRAWN, SENATE)))
    assert not looks_like_question("Communiqué de presse\nLa question n’est pas posée au ministère.")


@pytest.mark.parametrize("page", [ASSEMBLY, WITHDRAWN, SENATE])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\n\n"])
def test_the_file_reads_back(page: str, ends: str) -> None:
    question, _ = read_question(page.replace("\n", ends))
    _, matter, body = question_file(question).split("+++\n", 2)
    told = tomllib.loads(matter)
    assert told["kind"] == "question"
    assert told["state"] == question.state
    assert told["published"] == question.published
    assert all(part in body for part in (*question.text, *question.answer, *question.rest))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40), max_size=8))
def test_words_that_are_no_field_stay_in_the_file(lines: list[str]) -> None:
    unknown = [f"zz {line}" for line in lines]
    question, _ = read_question("\n".join([*ASSEMBLY.splitlines(), *unknown]))
    kept = "".join(question_file(question).split())
    for line in unknown:
        plain = line.replace("**", "").replace("\u00a0", " ").replace("\u202f", " ")
        if not any(sign in plain for sign in "[]()^#"):
            assert "".join(plain.split()) in kept
