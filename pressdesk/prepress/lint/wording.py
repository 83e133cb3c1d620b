"""Rules about words and signs: doubled words, stray letters and spaces, pasted bullets, links, quotes, grouping.

Each rule takes the subject and gives findings; the text itself is never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pressdesk.prepress.lint.finding import Finding, Subject, excerpt

# Words that rightly stand twice: “nous nous”, “vous vous”, “faire faire”.
_TWICE = {
    "fr": ("nous", "vous", "faire", "très", "bien", "non", "oui", "tout", "hein", "là", "ah", "oh", "tam", "bla"),
    "en": ("had", "that", "very", "no", "yes", "so", "is"),
}
_NO_GROUP_AFTER = re.compile(r"(?:n[°º]|nos?|réf\w*\.?|dossier|SIRET|SIREN|CP|BP|CS|art\.?|code)\s*$", re.IGNORECASE)
_COUNTED = """€ euro habitant personne patient signature emploi poste salarié heure manifestant logement élève lit
visite soin demande adhérent membre foyer km kilomètre tonne m²"""
_LIGATURES = {
    "coeur": "cœur",
    "coeurs": "cœurs",
    "oeuvre": "œuvre",
    "oeuvres": "œuvres",
    "oeuvrer": "œuvrer",
    "soeur": "sœur",
    "soeurs": "sœurs",
    "voeu": "vœu",
    "voeux": "vœux",
    "oeil": "œil",
    "oeuf": "œuf",
    "oeufs": "œufs",
    "noeud": "nœud",
    "noeuds": "nœuds",
    "moeurs": "mœurs",
    "manoeuvre": "manœuvre",
    "manoeuvres": "manœuvres",
    "boeuf": "bœuf",
    "chœur": "chœur",
    "choeur": "chœur",
    "choeurs": "chœurs",
    "rancoeur": "rancœur",
    "écoeurant": "écœurant",
    "écoeuré": "écœuré",
}
_ACCENTED = {
    "Etat": "État",
    "Etats": "États",
    "Ecole": "École",
    "Ecoles": "Écoles",
    "Elu": "Élu",
    "Elue": "Élue",
    "Elus": "Élus",
    "Elues": "Élues",
    "Egalité": "Égalité",
    "Evidemment": "Évidemment",
    "Etudiants": "Étudiants",
    "Ca": "Ça",
}


def doubled_words(subject: Subject) -> Iterator[Finding]:
    twice = _TWICE.get(subject.language[:2], ())
    for found in _pattern(r"\b([^\W\d_]+)([ \u00a0\n]+)\1\b(?![-'’])", re.IGNORECASE).finditer(subject.masked):
        before = subject.masked[found.start() - 1 : found.start()]
        if found[1].lower() in twice or before in ("-", "'", "’"):
            continue
        yield subject.here("doubled-word", found.span(), f"“{found[1]}” stands twice.", "Take one away.", found[1])


def stray_spaces(subject: Subject) -> Iterator[Finding]:
    """A space before a comma or a full stop, after an opening bracket, before a closing one."""
    for found in _pattern(r"(?<=[^\s\0.,])[ \u00a0\u202f]+(,|\.(?![.\d\w]))").finditer(subject.masked):
        sign = "comma" if found[1] == "," else "full stop"
        yield subject.here("stray-space", found.span(), f"A space stands before a {sign}.", "Take it away.", found[1])
    for found in _pattern(r"([(\[])[ \u00a0\u202f]+(?=\S)").finditer(subject.masked):
        if subject.masked[found.end() : found.end() + 1] in ("]", "x"):
            continue  # a box to tick
        yield subject.here(
            "stray-space", found.span(), "A space stands after an opening bracket.", "Take it away.", found[1]
        )
    for found in _pattern(r"(?<=[^\s(\[])[ \u00a0\u202f]+(\))").finditer(subject.masked):
        yield subject.here(
            "stray-space", found.span(), "A space stands before a closing bracket.", "Take it away.", found[1]
        )


def stray_letters(subject: Subject) -> Iterator[Finding]:
    """A single letter left behind after a full stop: “… des soins. s Le collectif …”."""
    for found in _pattern(r"(?<=[.!?…])([ \u00a0]+[b-zB-Z])(?=\s+[A-ZÀ-Ý])").finditer(subject.masked):
        letter = found[0].strip()
        if letter in ("Y", "M", "I") or subject.masked[found.start() - 3 : found.start() - 1].strip().isupper():
            continue  # initials: “J. P. Martin”
        yield subject.here(
            "stray-letter", found.span(), f"The letter “{letter}” stands alone after a sentence.", "Take it away.", ""
        )


def pasted_bullets(subject: Subject) -> Iterator[Finding]:
    for found in _pattern(r"^([ \t]*)[•▪■●◦‣·∙➢➤►✓*][ \u00a0\t]+(?=\S)", re.MULTILINE).finditer(subject.masked):
        if "*" in found[0]:
            continue  # Markdown's own mark of a list
        yield subject.here(
            "pasted-bullet",
            found.span(),
            f"A bullet ({found[0].strip()}) is typed as a character.",
            "Make it an item of a list.",
            f"{found[1]}- ",
        )


def insecure_links(subject: Subject) -> Iterator[Finding]:
    for found in _pattern(r"\bhttp://(?=[^\s/])").finditer(subject.text.body):
        end = _pattern(r"[\s)>\]]|$").search(subject.text.body, found.end())
        link = subject.text.body[found.start() : end.start() if end else None]
        yield subject.here(
            "insecure-link", found.span(), f"The link {link} is not https.", "Write https, and try it.", "https://"
        )


def curly_quotes(subject: Subject) -> Iterator[Finding]:
    """Typed English quotes in a French text, outside a quotation: the offer is « »."""
    if subject.language[:2] != "fr":
        return
    for found in _pattern(r"“([^”“\n]*)”").finditer(subject.masked):
        before = subject.masked[subject.masked.rfind("\n", 0, found.start()) + 1 : found.start()]
        if before.count("«") > before.count("»"):
            continue
        inner = subject.text.body[found.start() + 1 : found.end() - 1].strip()
        yield subject.here(
            "english-quotes",
            found.span(),
            f"“{excerpt(inner)}” stands in English quotes.",
            "Write « » in a French text.",
            f"«\u00a0{inner}\u00a0»",
            "note",
        )


def grouping(subject: Subject) -> Iterator[Finding]:
    """Five digits and more typed together, where they are an amount: a postcode or a reference is left alone."""
    if subject.language[:2] != "fr":
        return
    counted = "|".join(_COUNTED.split())
    for found in _pattern(rf"(?<![\w.,/-])\d{{4,}}(?=[ \u00a0](?:{counted}|ans\b))", re.IGNORECASE).finditer(
        subject.masked
    ):
        figures = found[0]
        if _NO_GROUP_AFTER.search(subject.masked[max(0, found.start() - 12) : found.start()]):
            continue
        grouped = f"{int(figures):,}".replace(",", "\u202f") if figures[0] != "0" else figures
        if grouped != figures:
            yield subject.here(
                "grouping",
                found.span(),
                f"{figures} is hard to read.",
                f"Group its figures: {grouped}.",
                grouped,
                "note",
            )


def ligatures(subject: Subject) -> Iterator[Finding]:
    if subject.language[:2] != "fr":
        return
    for found in _pattern(rf"\b(?:{'|'.join(_LIGATURES)})\b", re.IGNORECASE).finditer(subject.masked):
        written = found[0]
        right = _LIGATURES[written.lower()]
        if written.lower() == right:
            continue
        right = right.upper() if written.isupper() else right[0].upper() + right[1:] if written[0].isupper() else right
        yield subject.here(
            "ligature", found.span(), f"“{written}” is written with œ.", f"Write “{right}”.", right, "note"
        )


def months_in_capitals(subject: Subject) -> Iterator[Finding]:
    """“le 12 Mars”: months and weekdays have no capital in French."""
    if subject.language[:2] != "fr":
        return
    months = "Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre"
    for found in _pattern(rf"(?<=\d )(?:{months})\b|(?<=\d(?:er) )(?:{months})\b").finditer(subject.masked):
        small = found[0].lower()
        yield subject.here(
            "month-capital", found.span(), f"“{found[0]}” has no capital in a date.", f"Write “{small}”.", small, "note"
        )


def names_in_two_ways(subject: Subject) -> Iterator[Finding]:
    """The name of an organisation or of a person of the campaign, written otherwise than there, or in two ways."""
    names = [name for one in subject.campaign.organisations for name in (one.short, one.name) if name]
    names += [contact.name for contact in subject.campaign.contacts]
    names += [signatory.name for signatory in subject.campaign.signatories]
    for name in dict.fromkeys(names):
        if len(name) < 4:
            continue
        for found in _loosely(name).finditer(subject.masked):
            written = subject.text.body[found.start() : found.end()]
            if " ".join(written.split()).replace("’", "'") == name.replace("’", "'"):
                continue
            if written.islower():
                continue  # words of the language that a name is made of: “la veille”, “les proches”
            yield subject.here(
                "name-two-ways", found.span(), f"“{written}” is written “{name}” elsewhere.", f"Write “{name}”.", name
            )


def capitals_without_accents(subject: Subject) -> Iterator[Finding]:
    """“A Paris”, “Etat”, “Ecole”: French capitals keep their accents."""
    if subject.language[:2] != "fr":
        return
    for found in _pattern(rf"\b(?:{'|'.join(_ACCENTED)})\b").finditer(subject.masked):
        right = _ACCENTED[found[0]]
        yield subject.here(
            "capital-accent", found.span(), f"“{found[0]}” lacks its accent.", f"Write “{right}”.", right, "note"
        )
    for found in _pattern(
        r"(?:(?<=^)|(?<=[.!?…] ))A(?= (?:[A-ZÀ-Ý]|la\b|l['’]|partir|cette|ce\b|quand))", re.MULTILINE
    ).finditer(subject.masked):
        yield subject.here("capital-accent", found.span(), "“A” lacks its accent.", "Write “À”.", "À", "note")


def repeated_lines(subject: Subject) -> Iterator[Finding]:
    """The same paragraph twice, as pasting leaves it."""
    counted = Counter(block.text for block in subject.story.blocks if len(block.text) > 40)
    seen = set()
    for block in subject.story.blocks:
        if counted[block.text] > 1 and block.text in seen:
            yield subject.of_block(
                "repeated-paragraph", block, f"The paragraph “{excerpt(block.text)}” stands twice.", "Take one away."
            )
        seen.add(block.text)


def headings_skipped(subject: Subject) -> Iterator[Finding]:
    """A heading two levels below the one before it: readers who listen lose the thread."""
    headings = [block for block in subject.story.blocks if block.kind == "heading"]
    for before, block in pairwise(headings):
        if block.level > before.level + 1:
            yield subject.of_block(
                "heading-skipped",
                block,
                f"The heading “{excerpt(block.text)}” is two levels below the one before it.",
                f"Write it with {'#' * (before.level + 1)}.",
                "note",
            )


@cache
def _pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags)


@cache
def _loosely(name: str) -> re.Pattern[str]:
    """A name with any capitals, apostrophes, hyphens and accents left out or put in."""
    loose = {"e": "[eéèêë]", "a": "[aàâä]", "i": "[iîï]", "o": "[oôö]", "u": "[uùûü]", "c": "[cç]", "y": "[yÿ]"}
    parts = []
    for char in name:
        plain = next((key for key, group in loose.items() if char.lower() in group[1:-1]), char.lower())
        if char in " -‑":
            parts.append(r"[ \u00a0‑-]")
        elif char in "'’":
            parts.append("['’ ]")
        else:
            parts.append(loose.get(plain, re.escape(char)))
    return re.compile(rf"(?<![\w-]){''.join(parts)}(?![\w-])", re.IGNORECASE)
