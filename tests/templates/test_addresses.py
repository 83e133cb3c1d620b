"""The address block as the post reads it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import Place
from pressdesk.templates.addresses import MOST_CHARACTERS, address_lines, address_problems, has_address, postal
from pressdesk.templates.offices import offices_in

FRENCH = offices_in("fr")
TODAY = date(2027, 1, 18)
ADA = {
    "name": "Ada Brun",
    "office": "maire",
    "gender": "f",
    "place": "Vaubrune",
    "body": "Hôtel de ville",
    "street": "1, place de l'Écluse",
    "postcode": "99120",
    "town": "Vaubrune",
}


def test_the_lines_of_an_address() -> None:
    assert address_lines(ADA, FRENCH) == (
        "Madame Ada Brun",
        "Maire de Vaubrune",
        "Hôtel de ville",
        "1 place de l Écluse",
        "99120 VAUBRUNE",
    )


def test_an_unknown_address_is_a_marked_gap_and_told() -> None:
    unknown = {**ADA, "street": "", "body": "", "postcode": ""}
    assert address_lines(unknown, FRENCH)[-1] == "[Adresse à compléter]"
    problems = address_problems(unknown, FRENCH, TODAY, Place(row=3))
    assert [problem.code for problem in problems] == ["no-address"]
    assert problems[0].place.row == 3
    assert "Ada Brun" in problems[0].message


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"complement": "Bâtiment B", "country": "Belgique"}, "address-lines"),
        ({"street": "Zone d'activités des Trois-Moulins-de-l'Orcelle"}, "address-line"),
        ({"office": "trésorier"}, "unknown-office"),
        ({"checked": date(2026, 3, 1)}, "old-address"),
    ],
)
def test_what_is_wrong_with_an_address_is_told(changed: dict[str, object], code: str) -> None:
    assert [problem.code for problem in address_problems({**ADA, **changed}, FRENCH, TODAY, Place())] == [code]


def test_nothing_is_told_of_a_good_address() -> None:
    assert address_problems({**ADA, "checked": date(2026, 12, 1)}, FRENCH, TODAY, Place()) == []


def test_a_long_street_is_abbreviated_as_the_post_does() -> None:
    long = {**ADA, "street": "128 boulevard du Général Saint-Elme-les-Eaux"}
    assert "128 BD du Général Saint Elme les Eaux" in address_lines(long, FRENCH)


def test_a_long_office_goes_on_in_the_next_line() -> None:
    president = {**ADA, "office": "présidente du conseil départemental", "place": "l'Orcelle"}
    assert address_lines(president, FRENCH)[1:3] == ("Présidente du conseil départemental", "de l'Orcelle")
    assert address_problems(president, FRENCH, TODAY, Place()) == []


@given(st.text(max_size=60))
def test_no_punctuation_is_left_and_no_word_lost(line: str) -> None:
    written = postal(line)
    kept = [char for char in line if char.isalnum()]
    assert [char for char in written if char.isalnum()] == kept
    assert not set(written) & set(",.;:'’-–!?\"()")


@given(st.text("abc éà,-", max_size=80), st.text("abc ", max_size=30))
def test_a_line_that_stays_too_long_is_told_and_never_cut(street: str, town: str) -> None:
    cells = {**ADA, "street": street, "town": town}
    lines = address_lines(cells, FRENCH)
    told = {problem.code for problem in address_problems(cells, FRENCH, TODAY, Place())}
    assert any(len(line) > MOST_CHARACTERS for line in lines) == ("address-line" in told)
    if has_address(cells):
        assert postal(street) in lines or not postal(street)
