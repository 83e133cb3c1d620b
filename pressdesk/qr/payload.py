"""What a QR code carries: links, addresses, contacts, events, transfers, as telephones understand them.

Every function returns the text to be encoded and raises ValueError with a plain sentence for what cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pressdesk.qr.cards import contact, event, wifi
from pressdesk.qr.links import LINK, MAIL, TAGS, is_secure, mail, place, sms, telephone, web_link
from pressdesk.qr.transfer import transfer

__all__ = [
    "KINDS",
    "TAGS",
    "contact",
    "event",
    "is_secure",
    "mail",
    "parse",
    "payload_of",
    "place",
    "plain",
    "sms",
    "telephone",
    "transfer",
    "web_link",
    "wifi",
]


def plain(text: str) -> str:
    """Any text as it is."""
    if not text.strip():
        raise ValueError("the text of the code is empty")
    return text


KINDS: dict[str, Callable[..., str]] = {
    "link": web_link,
    "mail": mail,
    "telephone": telephone,
    "sms": sms,
    "contact": contact,
    "event": event,
    "place": place,
    "wifi": wifi,
    "transfer": transfer,
    "text": plain,
}


def payload_of(kind: str, **fields: Any) -> str:
    """What a code of that kind (see `KINDS`) carries for these fields."""
    make = KINDS.get(kind)
    if make is None:
        raise ValueError(f"there is no kind of code “{kind}”; known are {', '.join(KINDS)}")
    try:
        return make(**fields)
    except TypeError as fault:
        raise ValueError(f"these fields do not make a code of the kind “{kind}”: {fault}") from None


def parse(text: str) -> str:
    """The payload for what somebody typed: a link, a mail address, a telephone number, or the text as it is.

    >>> parse("presse@exemple.fr"), parse("+590 590 12 34 56"), parse("Tyenbé rèd")
    ('mailto:presse@exemple.fr', 'tel:+590590123456', 'Tyenbé rèd')
    """
    stripped = text.strip()
    if re.match(LINK, stripped):
        return web_link(stripped)
    if re.fullmatch(MAIL, stripped):
        return mail(stripped)
    if re.fullmatch(r"(\+|00?)[\d\s.\-/()\u00a0\u202f]{7,}", stripped):
        return telephone(stripped)
    return plain(text)
