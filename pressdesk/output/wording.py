"""The few words that writers add to a text of their own, and which links a reader can follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Word: TypeAlias = Literal["links", "notes", "picture", "colon", "back"]

_WORDS: Mapping[str, Mapping[Word, str]] = {
    "fr": {
        "links": "Liens",
        "notes": "Notes",
        "picture": "Image",
        "colon": "\u00a0: ",
        "back": "Retour au texte",
    },
    "en": {"links": "Links", "notes": "Notes", "picture": "Picture", "colon": ": ", "back": "Back to the text"},
}
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def word(which: Word, language: str) -> str:
    """A word in the language of a text, English for those that are not known.

    >>> word("links", "fr-CA"), word("links", "de")
    ('Liens', 'Links')
    """
    return _WORDS.get(language[:2], _WORDS["en"])[which]


def target(link: str) -> str:
    """The address of a link that may be followed from a letter, empty for any other kind.

    >>> target("https://a.example/x"), target("javascript:alert(1)")
    ('https://a.example/x', '')
    """
    link = link.strip()
    safe = link.lower().startswith(_SCHEMES) and not any(ord(char) < 33 or char in '<>"' for char in link)
    return link if safe else ""


def says_itself(text: str, link: str) -> bool:
    """Whether the words of a link are its address, so that it need not be written again.

    >>> says_itself("a.example", "https://www.a.example/"), says_itself("ici", "https://a.example")
    (True, False)
    """
    return _bare(text) == _bare(link)


def _bare(address: str) -> str:
    address = "".join(address.split()).lower()
    for start in (*_SCHEMES, "www."):
        address = address.removeprefix(start)
    return address.rstrip("/")
