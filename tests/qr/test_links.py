from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.qr.links import international, is_secure, mail, place, sms, telephone, web_link


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("https://exemple.fr", "https://exemple.fr"),
        ("  HTTPS://Exemple.FR/Agir  ", "https://exemple.fr/Agir"),
        ("https://exemple.fr/pétition", "https://exemple.fr/p%C3%A9tition"),
        ("https://santé.fr/a", "https://xn--sant-epa.fr/a"),
        ("https://exemple.fr/a?b=c&d=%20e#f", "https://exemple.fr/a?b=c&d=%20e#f"),
        ("https://exemple.fr:8443/x", "https://exemple.fr:8443/x"),
        ("http://exemple.fr", "http://exemple.fr"),
    ],
)
def test_links_are_made_fit_for_a_code(typed: str, carried: str) -> None:
    assert web_link(typed) == carried


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "is empty"),
        ("exemple.fr/agir", "in full, with https://"),
        ("ftp://exemple.fr", "must begin with https://"),
        ("javascript:alert(1)", "must begin with https://"),
        ("https://", "no valid host"),
        ("https://exemple", "no valid host"),
        ("https://-exemple.fr", "no valid host"),
        ("https://exemple..fr", "no valid host"),
        ("https://exemple.fr/a b", "holds a space"),
        ("https://exemple.fr\nevil", "holds a space"),
        ("https://moi@exemple.fr", "user name"),
        ("https://exemple.fr:99999/", "valid port"),
        ("la pétition", "in full"),
    ],
)
def test_what_is_no_link_is_refused_in_words(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        web_link(typed)


@given(st.text(max_size=60))
def test_a_link_stays_as_it_is_once_it_is_right(path: str) -> None:
    try:
        once = web_link(f"https://exemple.fr/{path}")
    except ValueError:
        return
    assert once.isascii()
    assert web_link(once) == once


def test_campaign_tags_are_added_before_the_fragment_and_do_not_replace_others() -> None:
    tags = {"source": "affiche A3", "medium": "print", "campaign": ""}
    assert (
        web_link("https://exemple.fr/a?utm_medium=x#haut", tags)
        == "https://exemple.fr/a?utm_medium=x&utm_source=affiche%20A3#haut"
    )
    assert web_link("https://exemple.fr", {"source": "dl"}) == "https://exemple.fr/?utm_source=dl"


def test_an_unknown_tag_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no campaign tag “sauce”.*source"):
        web_link("https://exemple.fr", {"sauce": "x"})


def test_secure_links_are_told_from_others() -> None:
    assert is_secure("https://exemple.fr")
    assert not is_secure("http://exemple.fr")


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("01 23 45 67 89", "+33123456789"),
        ("06.12.34.56.78", "+33612345678"),
        ("0590 12 34 56", "+590590123456"),
        ("0696-12-34-56", "+596696123456"),
        ("0262 12 34 56", "+262262123456"),
        ("+590 (0)590 12 34 56", "+590590123456"),
        ("0033 1 23 45 67 89", "+33123456789"),
        ("3919", "3919"),
        ("15", "15"),
    ],
)
def test_numbers_become_international(typed: str, carried: str) -> None:
    assert international(typed) == carried
    assert telephone(typed) == f"tel:{carried}"


def test_a_given_country_is_taken() -> None:
    assert international("030 1234567", "49") == "+49301234567"


@pytest.mark.parametrize("typed", ["", "appelez-nous", "+12", "12345678", "+1234567890123456"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="telephone number"):
        telephone(typed)


def test_messages_carry_subject_and_text() -> None:
    assert mail("presse@exemple.fr", "Été & grève", "a\nb") == (
        "mailto:presse@exemple.fr?subject=%C3%89t%C3%A9%20%26%20gr%C3%A8ve&body=a%0Ab"
    )
    assert sms("0690 12 34 56", " JE SIGNE ") == "SMSTO:+590690123456:JE SIGNE"


@pytest.mark.parametrize("typed", ["", "presse", "presse@", "@exemple.fr", "a@b", "a b@exemple.fr", "a@exemple..fr"])
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no e-mail address"):
        mail(typed)


def test_places_are_told_to_a_hand() -> None:
    assert place(16, -61.53310009) == "geo:16,-61.5331"
    with pytest.raises(ValueError, match="is no place"):
        place(91, 0)
