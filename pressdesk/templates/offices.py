"""Forms of address: what stands on the envelope, how a letter greets and how it closes, by office and gender.

The words are data (`assets/offices`), which a campaign's own `offices.toml` changes or adds to. A form used as a
greeting comes back word for word in the closing formula.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from pressdesk.base.paths import ASSETS
from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple

Gender: TypeAlias = Literal["f", "m", "x"]
"""x: not known, or a body rather than a person."""

_LAST = 1000
"""The rank of an office that is in no table."""
_FEMALE = ("f", "female", "femme", "mme", "madame", "elle", "ms", "mrs", "miss", "mlle")
_MALE = ("m", "male", "homme", "monsieur", "il", "mr", "h")
_CONSTITUENCY = regex(r"\d+(re|e|ère|ème)\s+circonscription", re.IGNORECASE)
_ARTICLE = regex(r"(le|les|la)\s+|l['’]", re.IGNORECASE)
_LINKED = regex(r"(de|du|des|chargée?|auprès|à|aux?)\b|d['’]", re.IGNORECASE)
# Places whose h is silent; the others are said with their h aspirated, which is never wrong on an envelope.
_SILENT_H = ("hyères", "hendaye", "honfleur", "hérault", "hautes-", "haute-", "héricourt", "hirson", "hazebrouck")


class Office(NamedTuple):
    """One office: how tables write it, its place in protocol, and its words by gender (`f`, `m`, `x`, `group`).

    `women` are the spellings that only a woman has; the masculine may stand for anybody and tells nothing.
    """

    key: str
    words: tuple[str, ...]
    women: tuple[str, ...] = ()
    rank: int = _LAST
    title: Mapping[str, str] = {}
    salutation: Mapping[str, str] = {}
    regard: str = ""
    of: bool = False
    as_written: bool = False


class Formula(NamedTuple):
    """What goes for everybody: the greeting of the unknown and of a group, closings, civilities, the marked gap."""

    salutation: str
    group: str
    closing: Mapping[str, str]
    regard: str
    civility: Mapping[str, str]
    gap: str


class Offices(NamedTuple):
    """All offices of one language; `by_word` finds one by a folded word."""

    language: str
    formula: Formula
    offices: Mapping[str, Office]
    by_word: Mapping[str, str]


class Addressee(NamedTuple):
    """To whom a letter goes: `office` as the table writes it, `place` what it is held over, `salutation` a free form.

    `gender` is what the table says (`f`, `Mme`, `homme`, …) or empty.
    """

    name: str = ""
    office: str = ""
    gender: str = ""
    place: str = ""
    salutation: str = ""


@cache
def offices_in(language: str) -> Offices:
    """The offices that come with the program, in `language` (`fr` or `en`; French for all others)."""
    path = ASSETS / "offices" / f"{language}.toml"
    return read_offices(path if path.is_file() else ASSETS / "offices" / "fr.toml")


def read_offices(path: Path) -> Offices:
    """The offices of one of the program's files."""
    return offices_from(tomllib.loads(path.read_text("utf-8")))


def offices_from(data: Mapping[str, object], base: Offices | None = None) -> Offices:
    """Offices from their data, laid over `base`: what `data` leaves out stays as it is there.

    Parts of another type than expected are passed over; the store has told of them when it read the file.
    """
    formula = {**(base.formula._asdict() if base else _EMPTY._asdict()), **_mapping(data.get("formula"))}
    offices = dict(base.offices) if base else {}
    for key, entry in _mapping(data.get("offices")).items():
        known = offices.get(key) or Office(key, ())
        given = {name: value for name, value in _mapping(entry).items() if name in Office._fields and name != "key"}
        for name in ("title", "salutation"):
            if name in given:
                given[name] = {**getattr(known, name), **_mapping(given[name])}
        for name in ("words", "women"):
            if name in given:
                words = given[name]
                given[name] = tuple(map(str, words)) if isinstance(words, list | tuple) else (str(words),)
        offices[key] = known._replace(**given)  # type: ignore[arg-type]
    by_word = {fold(word): key for key, office in offices.items() for word in (*office.words, *office.women, key)}
    language = str(data.get("language", base.language if base else "fr"))
    return Offices(language, Formula(**formula), offices, by_word)


_EMPTY = Formula("", "", {}, "", {}, "")


def office_of(text: str, offices: Offices) -> tuple[Office | None, str]:
    """The office that a cell of a table names, and what it says beyond that (“de la Santé”).

    >>> office, rest = office_of("députée de la 1re circonscription", offices_in("fr"))
    >>> office.key, rest
    ('depute', 'de la 1re circonscription')
    """
    words = text.split()
    for count in range(len(words), 0, -1):
        key = offices.by_word.get(fold(" ".join(words[:count])))
        if key is not None:
            return offices.offices[key], " ".join(words[count:])
    return None, ""


def gender_of(text: str, office: str = "", offices: Offices | None = None) -> Gender:
    """The gender that a cell states (`f`, `Mme`, `homme`); without one, what the office's own form says (`sénatrice`).

    >>> gender_of("Mme"), gender_of("", "sénatrice", offices_in("fr")), gender_of("", "maire", offices_in("fr"))
    ('f', 'f', 'x')
    """
    said = fold(text).rstrip(".")
    if said in _FEMALE:
        return "f"
    if said in _MALE:
        return "m"
    if office and offices is not None:
        found, rest = office_of(office, offices)
        written = fold(office.removesuffix(rest)) if rest else fold(office)
        if found is not None and written in map(fold, found.women):
            return "f"
    return "x"


def salutation(addressee: Addressee, offices: Offices) -> str:
    """The greeting of one addressee, without the comma at its end: a free form goes before the table.

    >>> salutation(Addressee("Ada Brun", "maire", "f"), offices_in("fr"))
    'Madame la Maire'
    """
    if addressee.salutation.strip():
        return addressee.salutation.strip().rstrip(",").rstrip()
    office, _ = office_of(addressee.office, offices)
    gender = gender_of(addressee.gender, addressee.office, offices)
    if office is not None and office.salutation.get(gender):
        return office.salutation[gender]
    return (
        offices.formula.civility.get(gender, offices.formula.salutation) if not office else offices.formula.salutation
    )


def common_salutation(addressees: Sequence[Addressee], offices: Offices) -> str:
    """The greeting of a letter to several: in order of protocol, several holders of one office greeted as a group.

    >>> mixed = [Addressee("A", "maire", "f"), Addressee("B", "député"), Addressee("C", "préfet", "m"),
    ...          Addressee("D", "députée")]
    >>> common_salutation(mixed, offices_in("fr"))
    'Monsieur le Préfet, Mesdames et Messieurs les Députés, Madame la Maire'
    """
    ordered = by_protocol(addressees, offices)
    if not ordered:
        return offices.formula.salutation
    if len(ordered) == 1:
        return salutation(ordered[0], offices)
    groups: dict[str, list[Addressee]] = {}
    for addressee in ordered:
        office, _ = office_of(addressee.office, offices)
        free = addressee.salutation.strip() or office is None
        groups.setdefault(salutation(addressee, offices) if free or office is None else office.key, []).append(
            addressee
        )
    parts = []
    for key, members in groups.items():
        group = offices.offices[key].salutation.get("group", "") if key in offices.offices else ""
        parts.append(group if len(members) > 1 and group else salutation(members[0], offices))
    known = [part for part in dict.fromkeys(parts) if part != offices.formula.salutation]
    return ", ".join(known if len(known) == len(dict.fromkeys(parts)) else [*known, offices.formula.group])


def by_protocol(addressees: Iterable[Addressee], offices: Offices) -> tuple[Addressee, ...]:
    """The addressees by the rank of their offices; those of one rank, and of none, as they were listed."""
    return tuple(
        sorted(addressees, key=lambda one: office.rank if (office := office_of(one.office, offices)[0]) else _LAST)
    )


def closing(greeting: str, addressees: Sequence[Addressee], offices: Offices, *, several: bool = False) -> str:
    """The closing formula: the greeting word for word, and the regard due to the first of the addressees.

    `several` people sign: “nous” instead of “je”.

    >>> ada = Addressee("Ada Brun", "maire", "f")
    >>> closing(salutation(ada, offices_in("fr")), [ada], offices_in("fr"), several=True)
    "Nous vous prions d'agréer, Madame la Maire, l'expression de notre haute considération."
    """
    first = by_protocol(addressees, offices)[:1]
    office = office_of(first[0].office, offices)[0] if first else None
    regard = (office.regard if office else "") or offices.formula.regard
    for one, all_of_us in (("{ma}", "notre"), ("{mon}", "notre"), ("{mes}", "nos")):
        regard = regard.replace(one, all_of_us if several else one.strip("{}"))
    pattern = offices.formula.closing.get("several" if several else "one", "{salutation}")
    return pattern.replace("{salutation}", greeting).replace("{regard}", regard)


def title_of(addressee: Addressee, offices: Offices) -> str:
    """The office as it stands on the envelope: “Maire de Vaubrune”, “Députée de la 1re circonscription de l'Orcelle”.

    An office in no table, or one whose form for this gender is not known, stands as the table writes it.
    """
    office, rest = office_of(addressee.office, offices)
    gender = gender_of(addressee.gender, addressee.office, offices)
    written = addressee.office.strip()
    if office is None or office.as_written or not office.title.get(gender):
        title = written[:1].upper() + written[1:]
    else:
        title = f"{office.title[gender]} {rest}".strip()
    place = addressee.place.strip()
    if place and office is not None and office.of and fold(place) not in fold(title):
        title += f" {of_place(place)}" if offices.language == "fr" else f" of {place}"
    return title


def name_line(addressee: Addressee, offices: Offices) -> str:
    """The first line of the envelope: civility and name; only the name where the gender is not known."""
    gender = gender_of(addressee.gender, addressee.office, offices)
    civility = offices.formula.civility.get(gender, "")
    name = addressee.name.strip()
    if not name or not civility or fold(name).startswith((fold(civility) + " ", "m. ", "mme ")):
        return name
    return f"{civility} {name}"


def of_place(place: str) -> str:
    """“de” before a place as French has it: contracted with its article, elided before a vowel.

    >>> [of_place(place) for place in ("Lyon", "Aubagne", "Le Havre", "Les Ulis", "la Loire", "l'Isère", "Hyères")]
    ['de Lyon', "d'Aubagne", 'du Havre', 'des Ulis', 'de la Loire', "de l'Isère", "d'Hyères"]
    """
    if _LINKED.match(place):
        return place
    if _CONSTITUENCY.match(place):
        return f"de la {place}"
    article = _ARTICLE.match(place)
    if article and article[1] and article[1].lower() in ("le", "les"):
        return ("du " if article[1].lower() == "le" else "des ") + place[article.end() :]
    if article:
        return f"de {place}"
    silent = fold(place)[:1] in "aeiouy" or place.lower().startswith(_SILENT_H)
    return f"d'{place}" if silent and not fold(place).startswith(("yo", "ya", "ye", "oui")) else f"de {place}"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text without its accents, capitals and doubled spaces, for comparing."""
    plain = unicodedata.normalize("NFD", text.replace("’", "'"))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).lower().split())


def _mapping(value: object) -> dict[str, object]:
    return {str(key): part for key, part in value.items()} if isinstance(value, Mapping) else {}
