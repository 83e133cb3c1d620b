"""Money to be transferred: the code that banks' applications read from an invoice or a call for donations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressdesk.qr.links import short

if TYPE_CHECKING:
    from decimal import Decimal


def transfer(
    name: str,
    iban: str,
    amount: Decimal | float | str | None = None,
    *,
    text: str = "",
    reference: str = "",
    bic: str = "",
) -> str:
    """A SEPA credit transfer in euros (EPC069-12, version 002): for error level M and code version 13 at most.

    `text` is what the payer's bank shows (140 characters), `reference` a structured one (ISO 11649); not both.
    """
    payee = " ".join(name.split())
    if not payee or len(payee) > 70:
        raise ValueError("the name of the account's holder has 1 to 70 characters")
    account = _iban(iban)
    bank = bic.replace(" ", "").upper()
    if bank and not re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", bank):
        raise ValueError(f"“{short(bic)}” is no BIC; it has 8 or 11 letters and digits")
    if text and reference:
        raise ValueError("a transfer carries either a text or a reference, not both")
    message = " ".join(text.split())
    if len(message) > 140 or len(reference) > 35:
        raise ValueError("the text of a transfer has 140 characters at most, a reference 35")
    told = _amount(amount)
    payload = "\n".join(["BCD", "002", "1", "SCT", bank, payee, account, told, "", reference, message]).rstrip("\n")
    if len(payload.encode()) > 331:
        raise ValueError("the transfer is too long for its code (331 bytes); shorten its text")
    return payload


def _iban(text: str) -> str:
    account = re.sub(r"[\s\u00a0\u202f]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}", account):
        raise ValueError(f"“{short(text)}” is no IBAN; it begins with two letters and two digits")
    number = "".join(str(int(c, 36)) for c in account[4:] + account[:4])
    if int(number) % 97 != 1:
        raise ValueError(f"the IBAN “{short(text)}” has a typing error: its check digits do not fit")
    return account


def _amount(amount: Decimal | float | str | None) -> str:
    if amount is None or amount == "":
        return ""
    from decimal import Decimal, InvalidOperation

    try:
        value = Decimal(str(amount).strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError(f"“{amount}” is no amount; write it as 12.50") from None
    if not Decimal("0.01") <= value <= Decimal("999999999.99") or value != value.quantize(Decimal("0.01")):
        raise ValueError(f"an amount reaches from 0.01 to 999999999.99 euros, in whole cents; {amount} does not")
    return f"EUR{value:.2f}"
