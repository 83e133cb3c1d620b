"""Spelling in French and English."""

from __future__ import annotations

import pytest

from pressdesk.text.spelling import known_words, misspellings, suggestions

RIGHT_FR = [
    "Aujourd’hui, l'hôpital n’est qu'à trois kilomètres, c'est-à-dire loin.",
    "Les patient·es, les soignant.e.s, les infirmier·ères et tou·tes les élu·es.",
    "Grand-mère, porte-parole, quatre-vingt-six, demi-heure.",
    "La CNAM et l'ARS, le SIRET 12345, 14 h 30, le 1er mars, la XXIe.",
    "Écrire à presse@zzyx.example, voir zzyx.org/abc et #ZzyX.",
]


@pytest.mark.parametrize("text", RIGHT_FR)
def test_right_french_is_left_alone(text: str) -> None:
    assert [one.word for one in misspellings(text, "fr")] == []


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("Les infirmeires de l'hopital.", "fr", ["infirmeires", "l'hopital"]),
        ("The nurses whoo walk.", "en", ["whoo"]),
        ("patientz·es", "fr", ["patientz·es"]),
    ],
)
def test_wrong_words_are_found_where_they_stand(text: str, language: str, wrong: list[str]) -> None:
    found = misspellings(text, language)
    assert [one.word for one in found] == wrong
    assert all(text[one.start : one.end] == one.word for one in found)


def test_the_likeliest_word_is_offered() -> None:
    assert suggestions("infirmeires", "fr")[0] == "infirmières" or "infirmeries" in suggestions("infirmeires", "fr")
    assert "l’hôpital" in suggestions("l’hopital", "fr")
    assert suggestions("xyz", "de") == ()


def test_known_words_are_right_with_an_elision_too() -> None:
    known = known_words(["Orcelle-les-Bains", "Veille"])
    assert misspellings("L'Orcelle, d’Orcelle-les-Bains", "fr", known) == ()
    assert [one.word for one in misspellings("L'Orcelle", "fr")] == ["L'Orcelle"]
