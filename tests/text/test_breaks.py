from __future__ import annotations

import pytest

from pressdesk.text.breaks import Opportunity, ends_weakly, opportunities, with_hyphens


def broken(text: str) -> str:
    for place in reversed(opportunities(text, 0, len(text))):
        text = text[: place.end] + "|" + text[place.next :]
    return text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("un deux  trois", "un|deux|trois"),
        (" un deux ", " un|deux "),
        ("un\u00a0deux\u202ftrois", "un\u00a0deux\u202ftrois"),
        ("peut-être là-bas", "peut-|être|là-|bas"),
        ("e-mail a-t-il", "e-mail|a-t-il"),
        ("tél. 01 23 45 67 89 ici", "tél.|01 23 45 67 89|ici"),
        ("12 places", "12|places"),
        ("oui ! non : (si )", "oui !|non :|(si )"),
        ("« oui »", "« oui »"),
        ("les patient·es, infirmier-ères et tous.tes", "les|patient·es,|infirmier-ères|et|tous.tes"),
        ("médecins/infirmiers et/ou", "médecins/|infirmiers|et/ou"),
        ("https://a-b.example/c_d/e?f=1&g=2", "https://a-|b.|example/|c_|d/|e?|f=|1&|g=|2"),
        ("jean.dupont@a.fr", "jean.|dupont@a.|fr"),
        ("#Tenir-bon @jean_d", "#Tenir-|bon|@jean_d"),
        ("2020–2024 Paris–Lyon", "2020–2024|Paris–|Lyon"),
    ],
)
def test_opportunities(text: str, wanted: str) -> None:
    assert broken(text) == wanted


def test_only_the_stretch_asked_for() -> None:
    assert opportunities("a b c d", 2, 5) == [Opportunity(3, 4)]


def test_hyphens_come_in_order_and_not_where_a_line_may_end_anyway() -> None:
    plain = opportunities("maisons peut-être", 0, 17)
    assert [place.end for place in with_hyphens(plain, [3, 13])] == [3, 7, 13]
    assert [place.hyphen for place in with_hyphens(plain, [3, 13])] == [True, False, False]


@pytest.mark.parametrize("line", ["La", "vers la", "le 12 mars à", "parce qu’un", "Tenons bon pour", "the end of", "À"])
def test_weak_ends(line: str) -> None:
    assert ends_weakly(line, 0, len(line))


@pytest.mark.parametrize("line", ["santé", "la santé", "12", "rendez-nous", "villa", "à,", ""])
def test_strong_ends(line: str) -> None:
    assert not ends_weakly(line, 0, len(line))
