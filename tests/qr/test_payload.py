from __future__ import annotations

import pytest

from pressdesk.qr.payload import KINDS, parse, payload_of


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("https://exemple.fr/é", "https://exemple.fr/%C3%A9"),
        ("presse@exemple.fr", "mailto:presse@exemple.fr"),
        ("0590 12 34 56", "tel:+590590123456"),
        ("Bonjour", "Bonjour"),
        ("12 mars 2026", "12 mars 2026"),
    ],
)
def test_what_was_typed_is_recognised(typed: str, carried: str) -> None:
    assert parse(typed) == carried


def test_nothing_is_no_code() -> None:
    with pytest.raises(ValueError, match="is empty"):
        parse("  ")


def test_each_kind_is_made_by_its_function() -> None:
    assert payload_of("link", link="https://exemple.fr") == "https://exemple.fr"
    assert payload_of("wifi", network="Libre").startswith("WIFI:")
    assert payload_of("text", text="x") == "x"


def test_an_unknown_kind_or_field_is_told_in_words() -> None:
    with pytest.raises(ValueError, match=f"no kind of code “pigeon”.*{', '.join(KINDS)}"):
        payload_of("pigeon")
    with pytest.raises(ValueError, match="do not make a code of the kind “mail”"):
        payload_of("mail", adresse="x")
