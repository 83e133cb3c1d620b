from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.qr.cards import contact, event, wifi


def fields(card: str) -> dict[str, str]:
    assert card.endswith("\r\n")
    return dict(line.split(":", 1) for line in card.splitlines())


def test_a_card_has_all_its_lines() -> None:
    card = fields(
        contact(
            "Lucie BÉLAIR",
            role="Présidente",
            organisation="Veille, santé & soins",
            phone="0590 12 34 56",
            mail="presse@exemple.fr",
            site="exemple.fr",
            address="1, rue du Port\n97110 Pointe-à-Pitre",
        )
    )
    assert card["VERSION"] == "3.0"
    assert card["N"] == "BÉLAIR;Lucie;;;"
    assert card["FN"] == "Lucie BÉLAIR"
    assert card["ORG"] == r"Veille\, santé & soins"
    assert card["TEL"] == "+590590123456"
    assert card["EMAIL"] == "presse@exemple.fr"
    assert card["URL"] == "https://exemple.fr"
    assert card["ADR"] == r";;1\, rue du Port 97110 Pointe-à-Pitre;;;;"


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("Lucie Bélair", "", "Bélair;Lucie"),
        ("DE LA TOUR Anne Marie", "", "DE LA TOUR;Anne Marie"),
        ("Anne Marie de la Tour", "Anne Marie", "de la Tour;Anne Marie"),
        ("Tour Anne", "Anne", "Tour;Anne"),
        ("Permanence", "", "Permanence;"),
    ],
)
def test_family_and_given_names_are_told_apart(name: str, given: str, told: str) -> None:
    assert fields(contact(name, given=given))["N"] == f"{told};;;"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_no_name_breaks_out_of_its_line(name: str) -> None:
    if not name.strip():
        return
    card = contact(name, organisation=f"{name}\nTEL:15")
    assert card.count("\r\n") == 6
    assert "\nTEL" not in card


def test_a_card_without_a_name_is_refused_unless_an_organisation_stands_for_it() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        contact(" ")
    assert fields(contact("", organisation="Collectif"))["FN"] == "Collectif"


def test_a_whole_day_ends_with_the_next_morning() -> None:
    told = fields(event("Grève", date(2026, 3, 12), date(2026, 3, 13)).replace("END:VEVENT\r\n", ""))
    assert told["DTSTART;VALUE=DATE"] == "20260312"
    assert told["DTEND;VALUE=DATE"] == "20260314"


def test_hours_are_local_unless_they_know_their_zone() -> None:
    local = event("Réunion, salle 2", datetime(2026, 3, 12, 14, 30), place="Bourse; rue 1", link="https://exemple.fr")
    assert "DTSTART:20260312T143000\r\n" in local
    assert "SUMMARY:Réunion\\, salle 2\r\n" in local
    assert "LOCATION:Bourse\\; rue 1\r\n" in local
    zone = timezone(timedelta(hours=-4))
    assert "DTSTART:20260312T183000Z\r\n" in event("x", datetime(2026, 3, 12, 14, 30, tzinfo=zone))


def test_events_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        event("x", date(2026, 3, 12), date(2026, 3, 11))
    with pytest.raises(ValueError, match="both"):
        event("x", date(2026, 3, 12), datetime(2026, 3, 12, 12))
    with pytest.raises(ValueError, match="needs a title"):
        event("  ", date(2026, 3, 12))


def test_a_network_is_open_or_locked() -> None:
    assert wifi('A"B', "mot:de;passe", hidden=True) == r"WIFI:T:WPA;S:A\"B;P:mot\:de\;passe;H:true;;"
    assert wifi("Libre") == "WIFI:T:nopass;S:Libre;;"
    with pytest.raises(ValueError, match="8 characters"):
        wifi("A", "court")
