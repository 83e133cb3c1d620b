"""The address block of a letter, as the post reads it (NF Z10-011): at most six lines of at most 38 characters.

From the street line on there is no punctuation; the last line is postcode and town in capitals.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import wrap

from pressdesk.base.problem import Place, Problem
from pressdesk.base.regex import regex
from pressdesk.templates.offices import Addressee, Offices, name_line, office_of, title_of
from pressdesk.text.dates import format_date

MOST_LINES = 6
MOST_CHARACTERS = 38
CHECKED_DAYS = 180
"""After this many days without a check, the holder of an office may have changed."""

_PUNCTUATION = regex(r"[^\w\s/]|_")
_SHORT_WORD = regex(r"\b(de|du|des|la|le|les|à|au|aux|et|en) ")
_SHORTER = {
    "avenue": "AV",
    "boulevard": "BD",
    "place": "PL",
    "square": "SQ",
    "impasse": "IMP",
    "chemin": "CHE",
    "faubourg": "FG",
    "route": "RTE",
    "résidence": "RES",
    "bâtiment": "BAT",
    "lieu-dit": "LD",
    "allée": "ALL",
    "saint": "ST",
    "sainte": "STE",
    "général": "GAL",
    "maréchal": "MAL",
    "président": "PDT",
    "docteur": "DR",
    "professeur": "PR",
}


def address_lines(cells: Mapping[str, object], offices: Offices) -> tuple[str, ...]:
    """The lines of one addressee from the cells of a table: `name`, `office`, `gender`, `place`, `body`,
    `complement`, `street`, `postcode`, `town`, `country`.

    A line too long goes on in the next one (office, body) or is shortened by the post's own abbreviations (street);
    what is too long still stays whole, and `address_problems` tells of it. Where street or town is not known, a
    marked gap stands in their place.
    """
    addressee = addressee_of(cells)
    head = [name_line(addressee, offices), title_of(addressee, offices), _cell(cells, "body")]
    head = [part for number, line in enumerate(head) if line not in head[:number] for part in _parted(line)]
    if not has_address(cells):
        return (*head, f"[{offices.formula.gap}]")
    town = f"{_cell(cells, 'postcode')} {_cell(cells, 'town').upper()}"
    tail = [_cell(cells, "complement"), _cell(cells, "street"), town]
    country = _cell(cells, "country")
    if country and country.lower() not in ("france", "fr"):
        tail.append(country.upper())
    return (*head, *(_fitting(postal(line)) for line in tail if line.strip()))


def postal(line: str) -> str:
    """A line without punctuation, as the post wants it from the street line on.

    >>> postal("12 bis, rue de l'Église"), postal("99120 SAINT-ELME-D'ORCELLE")
    ('12 bis rue de l Église', '99120 SAINT ELME D ORCELLE')
    """
    return " ".join(_PUNCTUATION.sub(" ", line).split())


def has_address(cells: Mapping[str, object]) -> bool:
    """Whether a letter would arrive: a town with its postcode, and a street or a body that the town's post knows."""
    return bool(_cell(cells, "town") and _cell(cells, "postcode") and (_cell(cells, "street") or _cell(cells, "body")))


def address_problems(
    cells: Mapping[str, object], offices: Offices, as_of: date, place: Place, *, days: int = CHECKED_DAYS
) -> list[Problem]:
    """What is wrong with an addressee: no address, an office in no table, lines too many or too long, an old check."""
    found = []
    addressee = addressee_of(cells)
    who = addressee.name or addressee.office or "The addressee"
    if not has_address(cells):
        found.append(
            Problem(
                "warning",
                "no-address",
                f"The address of {who} is not known; the letter has a marked gap in its place.",
                "Fill in street, postcode and town.",
                place._replace(key="town" if _cell(cells, "street") else "street"),
            )
        )
    if addressee.office and office_of(addressee.office, offices)[0] is None and not addressee.salutation:
        found.append(
            Problem(
                "warning",
                "unknown-office",
                f"The office “{addressee.office}” is in no table of forms of address.",
                "Write the greeting into the column “salutation”, or add the office to offices.toml.",
                place._replace(key="office"),
            )
        )
    lines = address_lines(cells, offices)
    if len(lines) > MOST_LINES:
        found.append(
            Problem(
                "warning",
                "address-lines",
                f"The address of {who} has {len(lines)} lines; the post reads {MOST_LINES} at most.",
                "Join or leave out a line.",
                place,
            )
        )
    found += [
        Problem(
            "warning",
            "address-line",
            f"The line “{line}” has {len(line)} characters; the post reads {MOST_CHARACTERS} at most.",
            "Shorten it.",
            place,
        )
        for line in lines
        if len(line) > MOST_CHARACTERS
    ]
    checked = cells.get("checked")
    if isinstance(checked, date) and (as_of - checked).days > days:
        found.append(
            Problem(
                "warning",
                "old-address",
                f"{who}: this entry was last checked on {format_date(checked, 'short')}.",
                "Look whether the office is still theirs, then renew the date.",
                place._replace(key="checked"),
            )
        )
    return found


def addressee_of(cells: Mapping[str, object]) -> Addressee:
    """The addressee that the cells of a record describe; a first and a last name in two columns are joined."""
    name = _cell(cells, "name") or f"{_cell(cells, 'first_name')} {_cell(cells, 'last_name')}".strip()
    gender = _cell(cells, "gender") or _cell(cells, "civility")
    return Addressee(name, _cell(cells, "office"), gender, _cell(cells, "place"), _cell(cells, "salutation"))


def _parted(line: str) -> list[str]:
    """The line in as many as it takes, broken between words and never after a short one such as “de”."""
    glued = _SHORT_WORD.sub("\\1\u00a0", line)
    lines = wrap(glued, MOST_CHARACTERS, break_long_words=False, break_on_hyphens=False)
    return [part.replace("\u00a0", " ") for part in lines]


def _fitting(line: str) -> str:
    """The line, with as many words abbreviated as it takes to be short enough."""
    words = line.split()
    for number, word in enumerate(words):
        if len(" ".join(words)) <= MOST_CHARACTERS:
            break
        words[number] = _SHORTER.get(word.lower(), word)
    return " ".join(words)


def _cell(cells: Mapping[str, object], name: str) -> str:
    value = cells.get(name)
    return "" if value is None else str(value).strip()
