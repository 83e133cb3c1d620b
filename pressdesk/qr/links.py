"""Addresses that a telephone opens: web links, messages, numbers to call, points on the map."""

from __future__ import annotations

import re
from collections.abc import Mapping

LINK = r"(?is)(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?"
_LABEL = r"(?i)(?!-)[a-z0-9-]{1,63}(?<!-)"
MAIL = r"[^\s@<>()\[\],;:\\\"]+@([^\s@]+)"
_KEPT = "!#$%&'()*+,/:;=?@[]-._~"
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

TAGS = ("source", "medium", "campaign", "term", "content")
"""The campaign tags of web statistics, written as `utm_source` and so on."""

OVERSEAS = {
    "590": ("0590", "0690", "0691"),
    "594": ("0594", "0694"),
    "596": ("0596", "0696", "0697"),
    "262": ("0262", "0263", "0269", "0639", "0692", "0693"),
}
"""Calling codes of the French overseas departments, by how their numbers begin when dialled at home."""


def web_link(link: str, tags: Mapping[str, str] = {}) -> str:
    """A web address ready for a code: host and letters beyond ASCII encoded, campaign `tags` (see `TAGS`) added.

    A tag that the link has already stays as it is.

    >>> web_link("https://exemple.fr/agir", {"source": "affiche A3"})
    'https://exemple.fr/agir?utm_source=affiche%20A3'
    """
    text = link.strip()
    if not text:
        raise ValueError("the link is empty")
    found = re.fullmatch(LINK, text)
    if found is None:
        if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE):
            raise ValueError(f"“{short(text)}” is no web link; it must begin with https://")
        raise ValueError(f"“{short(text)}” is no web link; write it in full, with https:// at its beginning")
    if re.search(r"[\s\x00-\x1f\x7f]", text):
        raise ValueError(f"the link “{short(text)}” holds a space or a line break; remove it")
    scheme, host, path, query, fragment = (part or "" for part in found.groups())
    parts = [_encoded(part, _KEPT) for part in (path, query, fragment)]
    parts[1] = _tagged(parts[1], tags)
    if parts[1] and not parts[0]:
        parts[0] = "/"  # some readers take a question mark right after the host for a part of its name
    return f"{scheme.lower()}://{_host(host, text)}{''.join(parts)}"


def is_secure(link: str) -> bool:
    """Whether a web link is encrypted on its way; telephones warn of those that are not."""
    return link.strip().lower().startswith("https://")


def mail(address: str, subject: str = "", body: str = "") -> str:
    """A message to be written, with its subject and text.

    >>> mail("presse@exemple.fr", subject="Grève du 12")
    'mailto:presse@exemple.fr?subject=Gr%C3%A8ve%20du%2012'
    """
    where = mail_address(address)
    fields = [f"{name}={_encoded(text, '')}" for name, text in (("subject", subject), ("body", body)) if text]
    return f"mailto:{_encoded(where, '@+')}" + (f"?{'&'.join(fields)}" if fields else "")


def telephone(number: str, country: str = "") -> str:
    """A number to be called, in its international form; `country` is the calling code of a number without one.

    French numbers, those overseas included, are known by how they begin.

    >>> telephone("0590 12 34 56"), telephone("01 23 45 67 89"), telephone("3919")
    ('tel:+590590123456', 'tel:+33123456789', 'tel:3919')
    """
    return f"tel:{international(number, country)}"


def sms(number: str, message: str = "", country: str = "") -> str:
    """A short message to be sent.

    >>> sms("06 12 34 56 78", "JE SIGNE")
    'SMSTO:+33612345678:JE SIGNE'
    """
    return f"SMSTO:{international(number, country)}" + (f":{message.strip()}" if message.strip() else "")


def international(number: str, country: str = "") -> str:
    """A telephone number with its calling code and nothing but digits after `+`; a short number stays as it is."""
    digits = re.sub(r"[\s.\-/()\u00a0\u202f]", "", number.strip().replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if not re.fullmatch(r"\+?\d+", digits):
        raise ValueError(f"“{short(number)}” is no telephone number")
    if digits.startswith("+"):
        if not 8 <= len(digits) - 1 <= 15:
            raise ValueError(f"the telephone number “{short(number)}” has {len(digits) - 1} digits; 8 to 15 are usual")
        return digits
    if len(digits) <= 6:
        return digits
    code = country.lstrip("+")
    if not code and len(digits) == 10 and digits[0] == "0":
        code = next((code for code, starts in OVERSEAS.items() if digits.startswith(starts)), "33")
    if not code:
        raise ValueError(f"the telephone number “{short(number)}” lacks its country; write it with + and the code")
    return f"+{code}{digits.removeprefix('0')}"


def place(latitude: float, longitude: float) -> str:
    """A point on the map in degrees, north and east positive (RFC 5870).

    >>> place(16.2411, -61.5331)
    'geo:16.2411,-61.5331'
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{latitude}, {longitude} is no place: latitudes reach from -90 to 90, longitudes to ±180")
    told = (f"{value:.6f}".rstrip("0").rstrip(".") for value in (latitude, longitude))
    return f"geo:{','.join(told)}"


def mail_address(text: str) -> str:
    address = text.strip().removeprefix("mailto:")
    found = re.fullmatch(MAIL, address)
    if (
        found is None
        or "." not in found[1]
        or not all(re.fullmatch(_LABEL, part) for part in _ascii(found[1]).split("."))
    ):
        raise ValueError(f"“{short(text)}” is no e-mail address")
    return address


def _encoded(text: str, kept: str) -> str:
    """The text with everything but unreserved characters and those `kept` as percent codes (RFC 3986)."""
    if text.isascii() and all(c in _UNRESERVED or c in kept for c in text):
        return text
    return "".join(c if c in _UNRESERVED or c in kept else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)


def _tagged(query: str, tags: Mapping[str, str]) -> str:
    present = {pair.partition("=")[0] for pair in query[1:].split("&")}
    for name, value in tags.items():
        if name not in TAGS:
            raise ValueError(f"there is no campaign tag “{name}”; known are {', '.join(TAGS)}")
        if value and f"utm_{name}" not in present:
            query += f"{'&' if len(query) > 1 else '' if query else '?'}utm_{name}={_encoded(value, '')}"
    return query


def _host(text: str, link: str) -> str:
    if "@" in text:
        raise ValueError(f"the link “{short(link)}” holds a user name; remove what stands before the @")
    name, _, port = text.partition(":")
    if port and not (port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError(f"the link “{short(link)}” has no valid port after its host")
    name = name.rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError(f"the link “{short(link)}” has a host name that cannot be") from None
    labels = name.lower().split(".")
    if len(labels) < 2 or len(name) > 253 or not all(re.fullmatch(_LABEL, label) for label in labels):
        raise ValueError(f"the link “{short(link)}” has no valid host, such as exemple.fr, after its //")
    return name.lower() + (f":{port}" if port else "")


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
