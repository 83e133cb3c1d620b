from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.qr.matrix import matrix, version_of
from pressdesk.qr.transfer import transfer

IBAN = "FR76 3000 6000 0112 3456 7890 189"


def test_the_lines_stand_in_their_order() -> None:
    told = transfer("Caisse  de grève", IBAN, "12,5", text="Solidarité  12 mars", bic="agri frpp")
    assert told.split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "AGRIFRPP",
        "Caisse de grève",
        "FR7630006000011234567890189",
        "EUR12.50",
        "",
        "",
        "Solidarité 12 mars",
    ]


def test_empty_lines_at_the_end_are_left_out() -> None:
    assert transfer("Caisse", IBAN).endswith("\nFR7630006000011234567890189")
    assert transfer("Caisse", IBAN, reference="RF18539007547034").split("\n")[9] == "RF18539007547034"


@given(st.text(alphabet="abcdefgh é", min_size=1, max_size=70), st.text(alphabet="abc é", max_size=140))
def test_every_transfer_fits_a_code_of_version_13(name: str, text: str) -> None:
    try:
        told = transfer(name, IBAN, "1.00", text=text)
    except ValueError:
        return
    assert version_of(matrix(told, "M")) <= 13


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"iban": "FR7630006000011234567890188"}, "typing error"),
        ({"iban": "30006000"}, "is no IBAN"),
        ({"name": ""}, "1 to 70"),
        ({"name": "x" * 71}, "1 to 70"),
        ({"amount": "0"}, "from 0.01"),
        ({"amount": "1.234"}, "whole cents"),
        ({"amount": "dix"}, "no amount"),
        ({"bic": "ABC"}, "no BIC"),
        ({"text": "a", "reference": "b"}, "not both|either"),
        ({"text": "x" * 141}, "140"),
    ],
)
def test_mistakes_are_told_in_words(fields: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        transfer(**{"name": "Caisse", "iban": IBAN, **fields})
