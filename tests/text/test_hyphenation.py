from __future__ import annotations

import pytest

from pressdesk.text.hyphenation import LEFT, RIGHT, places, word_places


def divided(text: str, language: str = "fr") -> str:
    for place in reversed(places(text, 0, len(text), language)):
        text = text[:place] + "|" + text[place:]
    return text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hospitalisation", "hos|pi|ta|li|sa|tion"),
        ("l’hospitalisation", "l’hos|pi|ta|li|sa|tion"),
        ("maisons", "mai|sons"),
        ("ami", "ami"),
        ("été", "été"),
        ("Guadeloupe", "Guadeloupe"),
        ("CPAM", "CPAM"),
        ("patient·es soignant.es infirmier-ères", "patient·es soignant.es infirmier-ères"),
        ("#mobilisation @collectif covid19", "#mobilisation @collectif covid19"),
        ("hospitalisation.", "hos|pi|ta|li|sa|tion."),
    ],
)
def test_words(text: str, wanted: str) -> None:
    assert divided(text) == wanted


def test_other_languages() -> None:
    assert word_places("hospitalisation", "en") != word_places("hospitalisation", "fr")
    assert divided("mobilizasyon", "gcf") == "mobilizasyon"


def test_enough_letters_stay_together() -> None:
    for word in ("anticonstitutionnellement", "économie", "idéale", "orthophonistes"):
        assert all(LEFT <= place <= len(word) - RIGHT for place in word_places(word, "fr"))


def test_only_the_stretch_asked_for() -> None:
    assert places("maisons maisons", 8, 15, "fr") == [11]
