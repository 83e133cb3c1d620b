"""Things that a telephone stores: visiting cards, events, access to a wireless network."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from pressdesk.qr.links import international, mail_address, web_link


def contact(  # noqa: PLR0913
    name: str,
    *,
    given: str = "",
    role: str = "",
    organisation: str = "",
    phone: str = "",
    mail: str = "",
    site: str = "",
    address: str = "",
) -> str:
    """A visiting card (vCard 3.0, RFC 2426); `name` is the whole name, `given` the part of it that comes first.

    Without `given`, words in capitals are taken as the family name, else the last word.
    """
    whole = " ".join(name.split())
    if not whole and not organisation:
        raise ValueError("a contact needs a name")
    first, family = _split_name(whole, given.strip())
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_escaped(family)};{_escaped(first)};;;" if whole else f"N:{_escaped(organisation)};;;;",
        f"FN:{_escaped(whole or organisation)}",
    ]
    for field, value in (("ORG", organisation), ("TITLE", role)):
        if value.strip():
            lines.append(f"{field}:{_escaped(value.strip())}")
    if phone.strip():
        lines.append(f"TEL:{international(phone)}")
    if mail.strip():
        lines.append(f"EMAIL:{mail_address(mail)}")
    if site.strip():
        lines.append(f"URL:{web_link(site if '://' in site else f'https://{site}')}")
    if address.strip():
        lines.append(f"ADR:;;{_escaped(' '.join(address.split()))};;;;")
    return "\r\n".join([*lines, "END:VCARD", ""])


def event(
    title: str,
    start: date | datetime,
    end: date | datetime | None = None,
    *,
    place: str = "",
    description: str = "",
    link: str = "",
) -> str:
    """An entry for the calendar (iCalendar, RFC 5545); a date without a time is a whole day, its end included."""
    if not title.strip():
        raise ValueError("an event needs a title")
    if end is not None and isinstance(end, datetime) != isinstance(start, datetime):
        raise ValueError("an event begins and ends either both with a time or both without")
    if end is not None and end < start:
        raise ValueError("the event ends before it begins")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"SUMMARY:{_escaped(title.strip())}"]
    lines.append(_moment("DTSTART", start))
    if end is not None:
        lines.append(_moment("DTEND", end if isinstance(end, datetime) else end + timedelta(days=1)))
    for field, value in (("LOCATION", place), ("DESCRIPTION", description)):
        if value.strip():
            lines.append(f"{field}:{_escaped(value.strip())}")
    if link.strip():
        lines.append(f"URL:{web_link(link)}")
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])


def wifi(network: str, password: str = "", *, hidden: bool = False) -> str:
    """Access to a wireless network, open when there is no password.

    >>> wifi("Bourse du travail", "grève;12")
    'WIFI:T:WPA;S:Bourse du travail;P:grève\\\\;12;;'
    """
    if not network:
        raise ValueError("the wireless network needs a name")
    if password and len(password) < 8:
        raise ValueError("the password of a wireless network has at least 8 characters")
    name, secret = (re.sub(r"([\\;,:\"])", r"\\\1", text) for text in (network, password))
    how = f"T:WPA;S:{name};P:{secret};" if password else f"T:nopass;S:{name};"
    return f"WIFI:{how}{'H:true;' if hidden else ''};"


def _escaped(text: str) -> str:
    """A value of a vCard or iCalendar (RFC 2426, section 5; RFC 5545, section 3.3.11)."""
    plain_breaks = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"([\\;,])", r"\\\1", plain_breaks).replace("\n", "\\n")


def _split_name(whole: str, given: str) -> tuple[str, str]:
    if given:
        rest = whole.removeprefix(given).strip()
        return given, rest if rest != whole else whole.removesuffix(given).strip()
    words = whole.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if 0 < len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return " ".join(words[:-1]), words[-1] if words else ""


def _moment(field: str, value: date | datetime) -> str:
    if not isinstance(value, datetime):
        return f"{field};VALUE=DATE:{value:%Y%m%d}"
    if value.tzinfo is not None:
        return f"{field}:{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{field}:{value:%Y%m%dT%H%M%S}"
