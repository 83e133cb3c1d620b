"""Forms of address against a table written out by hand, office by office and gender by gender."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.templates.offices import (
    Addressee,
    by_protocol,
    closing,
    common_salutation,
    gender_of,
    name_line,
    of_place,
    office_of,
    offices_from,
    offices_in,
    salutation,
    title_of,
)

FRENCH = offices_in("fr")

SALUTATIONS = [
    ("maire", "f", "Madame la Maire"),
    ("maire", "m", "Monsieur le Maire"),
    ("maire", "", "Madame, Monsieur"),
    ("députée", "Mme", "Madame la Députée"),
    ("député", "M.", "Monsieur le Député"),
    ("député(e)", "", "Madame, Monsieur"),
    ("DÉPUTÉE", "", "Madame la Députée"),
    ("sénatrice", "f", "Madame la Sénatrice"),
    ("sénateur", "homme", "Monsieur le Sénateur"),
    ("ministre", "f", "Madame la Ministre"),
    ("ministre de la Santé", "m", "Monsieur le Ministre"),
    ("ministre déléguée", "", "Madame la Ministre"),
    ("ministre délégué", "m", "Monsieur le Ministre"),
    ("secrétaire d'État", "f", "Madame la Secrétaire d'État"),
    ("secrétaire d’État", "m", "Monsieur le Secrétaire d'État"),
    ("Premier ministre", "m", "Monsieur le Premier ministre"),
    ("Première ministre", "", "Madame la Première ministre"),
    ("préfète", "f", "Madame la Préfète"),
    ("préfet", "m", "Monsieur le Préfet"),
    ("sous-préfet", "m", "Monsieur le Sous-préfet"),
    ("présidente du conseil départemental", "", "Madame la Présidente"),
    ("président du conseil régional", "m", "Monsieur le Président"),
    ("président de l'assemblée", "m", "Monsieur le Président"),
    ("présidente de la République", "", "Madame la Présidente de la République"),
    ("président du Sénat", "m", "Monsieur le Président"),
    ("directrice générale", "", "Madame la Directrice générale"),
    ("adjointe au maire", "f", "Madame l'Adjointe au maire"),
    ("conseiller municipal", "m", "Monsieur le Conseiller"),
    ("trésorier", "f", "Madame"),
    ("", "", "Madame, Monsieur"),
]


@pytest.mark.parametrize(("office", "gender", "expected"), SALUTATIONS)
def test_the_greeting_by_office_and_gender(office: str, gender: str, expected: str) -> None:
    assert salutation(Addressee("Ada Brun", office, gender), FRENCH) == expected


@pytest.mark.parametrize(
    ("office", "gender", "several", "expected"),
    [
        (
            "maire",
            "f",
            False,
            "Je vous prie d'agréer, Madame la Maire, l'expression de ma haute considération.",
        ),
        (
            "ministre",
            "m",
            True,
            "Nous vous prions d'agréer, Monsieur le Ministre, l'expression de notre très haute considération.",
        ),
        (
            "",
            "",
            True,
            "Nous vous prions d'agréer, Madame, Monsieur, l'expression de notre considération distinguée.",
        ),
    ],
)
def test_the_closing_formula(office: str, gender: str, several: bool, expected: str) -> None:
    addressee = Addressee("Ada Brun", office, gender)
    assert closing(salutation(addressee, FRENCH), [addressee], FRENCH, several=several) == expected


@given(st.sampled_from(sorted(FRENCH.offices)), st.sampled_from(["f", "m", ""]), st.booleans())
def test_the_closing_repeats_the_greeting_word_for_word(key: str, gender: str, several: bool) -> None:
    addressee = Addressee("Ada Brun", FRENCH.offices[key].words[0], gender)
    greeting = salutation(addressee, FRENCH)
    text = closing(greeting, [addressee], FRENCH, several=several)
    assert f", {greeting}, " in text
    assert "{" not in text


@pytest.mark.parametrize("key", sorted(FRENCH.offices))
def test_each_office_is_found_by_each_of_its_spellings(key: str) -> None:
    office = FRENCH.offices[key]
    for word in (*office.words, *office.women):
        found, rest = office_of(word.upper(), FRENCH)
        assert (found, rest) == (office, "")
    assert all(gender_of("", word, FRENCH) == "f" for word in office.women)
    assert all(gender_of("", word, FRENCH) == "x" for word in office.words)
    assert set(office.salutation) >= {"f", "m"}


def test_a_free_form_goes_before_the_table() -> None:
    free = Addressee("Ada Brun", "maire", "f", salutation="Chère Ada, ")
    assert salutation(free, FRENCH) == "Chère Ada"


def test_the_longer_office_is_meant_where_two_begin_alike() -> None:
    assert office_of("ministre déléguée chargée de l'Autonomie", FRENCH)[1] == "chargée de l'Autonomie"
    found, rest = office_of("directeur général des services", FRENCH)
    assert found is not None
    assert (found.key, rest) == ("directeur-general", "des services")


@pytest.mark.parametrize(
    ("addressee", "expected"),
    [
        (Addressee("A", "maire", "f", "Vaubrune"), "Maire de Vaubrune"),
        (Addressee("A", "maire", "", "Le Havre"), "Maire du Havre"),
        (Addressee("A", "députée", "", "1re circonscription"), "Députée de la 1re circonscription"),
        (Addressee("A", "député de la 2e circonscription", "f"), "Députée de la 2e circonscription"),
        (Addressee("A", "préfet", "f", "l'Isère"), "Préfète de l'Isère"),
        (Addressee("A", "préfète de l'Isère", "f", "l'Isère"), "Préfète de l'Isère"),
        (Addressee("A", "présidente du conseil régional", "", "le Rhin"), "Présidente du conseil régional du Rhin"),
        (Addressee("A", "trésorier du fonds", "m", "Vaubrune"), "Trésorier du fonds"),
    ],
)
def test_the_office_on_the_envelope(addressee: Addressee, expected: str) -> None:
    assert title_of(addressee, FRENCH) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Lyon", "de Lyon"),
        ("Évian", "d'Évian"),
        ("Yerres", "de Yerres"),
        ("Hautevoie", "de Hautevoie"),
        ("La Ferrade", "de La Ferrade"),
        ("Les Ulis", "des Ulis"),
        ("du Rhône", "du Rhône"),
        ("la Loire", "de la Loire"),
        ("Ys", "d'Ys"),
    ],
)
def test_of_before_a_place(place: str, expected: str) -> None:
    assert of_place(place) == expected


def test_several_addressees_are_greeted_in_order_of_protocol() -> None:
    mixed = [
        Addressee("A", "maire", "f"),
        Addressee("B", "sénateur", "m"),
        Addressee("C", "ministre", "f"),
        Addressee("D", "sénatrice"),
        Addressee("E", "préfet", "m"),
    ]
    assert [one.name for one in by_protocol(mixed, FRENCH)] == ["C", "E", "B", "D", "A"]
    assert (
        common_salutation(mixed, FRENCH)
        == "Madame la Ministre, Monsieur le Préfet, Mesdames et Messieurs les Sénateurs, Madame la Maire"
    )


def test_a_group_with_somebody_unknown_greets_the_unknown_too() -> None:
    mixed = [Addressee("A", "maire", "m"), Addressee("Les autorités de tutelle")]
    assert common_salutation(mixed, FRENCH) == "Monsieur le Maire, Mesdames, Messieurs"
    assert common_salutation([], FRENCH) == "Madame, Monsieur"


def test_a_name_that_has_its_civility_keeps_it_alone() -> None:
    assert name_line(Addressee("Mme Ada Brun", gender="f"), FRENCH) == "Mme Ada Brun"
    assert name_line(Addressee("Ada Brun", gender="f"), FRENCH) == "Madame Ada Brun"
    assert name_line(Addressee("Ada Brun"), FRENCH) == "Ada Brun"


def test_a_campaign_changes_one_word_and_adds_an_office() -> None:
    changed = offices_from(
        {
            "offices": {
                "maire": {"salutation": {"f": "Madame le Maire"}},
                "batonnier": {"words": ["bâtonnier"], "salutation": {"m": "Monsieur le Bâtonnier"}},
            }
        },
        FRENCH,
    )
    assert salutation(Addressee("A", "maire", "f"), changed) == "Madame le Maire"
    assert salutation(Addressee("A", "maire", "m"), changed) == "Monsieur le Maire"
    assert salutation(Addressee("A", "Bâtonnier", "m"), changed) == "Monsieur le Bâtonnier"
    assert salutation(Addressee("A", "maire", "f"), FRENCH) == "Madame la Maire"


def test_english_has_its_own_table() -> None:
    english = offices_in("en")
    mayor = Addressee("Ada Brun", "mayor", "f", "Leeds")
    assert salutation(mayor, english) == "Dear Mayor"
    assert title_of(mayor, english) == "Mayor of Leeds"
    assert closing("Dear Mayor", [mayor], english) == "Yours faithfully,"
