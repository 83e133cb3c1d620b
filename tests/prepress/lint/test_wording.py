"""Rules about words and signs: each fires on its fault, keeps quiet on what is right, and mends what it offers to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.prepress.lint.check import lint
from pressdesk.prepress.lint.finding import mended
from tests.prepress.lint.given import CAMPAIGN, release

NARROW, FIXED = "\u202f", "\u00a0"

FAULTS = [
    ("doubled-word", "Il faut que que tout change.", "Il faut que tout change."),
    ("doubled-word", "Le Le maire est venu.", "Le maire est venu."),
    ("doubled-word", "La fin du\ndu mois.", "La fin du mois."),
    ("stray-space", "Les soins , les gardes.", "Les soins, les gardes."),
    ("stray-space", "Les soins ( de nuit).", "Les soins (de nuit)."),
    ("stray-space", "Les soins (de nuit ).", "Les soins (de nuit)."),
    ("stray-space", "Les soins continuent . Toujours.", "Les soins continuent. Toujours."),
    ("stray-letter", "Fin des soins. s Le collectif attend.", "Fin des soins. Le collectif attend."),
    ("pasted-bullet", "• Payer la route", "- Payer la route"),
    ("pasted-bullet", "▪\tPayer la route", "- Payer la route"),
    ("insecure-link", "Voir http://quipassera.example maintenant.", "Voir https://quipassera.example maintenant."),
    ("english-quotes", "Il dit “venez” à tous.", f"Il dit «{FIXED}venez{FIXED}» à tous."),
    ("grouping", "Avec 15000 signatures.", f"Avec 15{NARROW}000 signatures."),
    ("grouping", "Soit 2500000 euros.", f"Soit 2{NARROW}500{NARROW}000 euros."),
    ("ligature", "De tout coeur.", "De tout cœur."),
    ("ligature", "Nos Soeurs.", "Nos Sœurs."),
    ("month-capital", "Le 12 Mars à Vaubrune.", "Le 12 mars à Vaubrune."),
    ("capital-accent", "L'Etat se tait.", "L'État se tait."),
    ("capital-accent", "A Vaubrune, on attend.", "À Vaubrune, on attend."),
    ("name-two-ways", "Avec Les Pröches.", "Avec Les Proches."),
    ("name-two-ways", "Pour Nadege Corvaisier.", "Pour Nadège Corvaisier."),
    ("name-two-ways", "Pour Nadège CORVAISIER.", "Pour Nadège Corvaisier."),
]


@pytest.mark.parametrize(("code", "body", "right"), FAULTS)
def test_a_fault_is_found_and_mended(code: str, body: str, right: str) -> None:
    found = [finding for finding in lint(release(body), CAMPAIGN, spelling=False) if finding.problem.code == code]
    assert len(found) == 1
    assert body[found[0].start : found[0].end] == found[0].words
    assert mended(body, found) == right
    after = {finding.problem.code for finding in lint(release(right), CAMPAIGN, spelling=False)}
    assert code not in after


RIGHT = [
    "Nous nous battons, vous vous taisez, il fait faire très très vite.",
    "Les patient·es et les soignant.e.s sont venu·es.",
    "Écrire à presse@veille.example , non : écrire à presse@veille.example.",
    "Le dossier n° 15869 et le 99120 Vaubrune, le 06 39 98 41 07, la réf. 20270 reçue.",
    "J. P. Martin a dit oui. Y aller demain.",
    "Il a dit « il crie “venez” dans la rue » hier.",
    "- un\n- deux\n\n* trois\n* quatre",
    "Une boucle { facts.a , b } reste.",
    "La veille du départ, les proches sont venus.",
    "[ ] à cocher, [x] coché, c'est-à-dire grand-mère-grand.",
    "A-t-on vu cela ? À Paris, l'été.",
    "Attendre... puis partir .org est un domaine.",
]


@pytest.mark.parametrize("body", RIGHT)
def test_what_is_right_is_left_alone(body: str) -> None:
    wording = {code for code, _, _ in FAULTS}
    found = [finding.key for finding in lint(release(body), CAMPAIGN, spelling=False)]
    assert [key for key in found if key.split(":")[0] in wording and "example" not in key] == []


def test_a_finding_tells_its_line() -> None:
    text = release("Premier paragraphe.\n\nLes soins , la nuit.")
    (finding,) = (one for one in lint(text, CAMPAIGN, spelling=False) if one.problem.code == "stray-space")
    assert finding.problem.place.line == text.body_line + 2
    assert finding.problem.place.file == "texts/essai.md"


def test_a_paragraph_pasted_twice_and_a_heading_two_levels_down() -> None:
    long = "Chaque matin, avant six heures, les premières voitures partent."
    codes = [
        one.problem.code for one in lint(release(f"## Un\n\n{long}\n\n#### Deux\n\n{long}"), CAMPAIGN, spelling=False)
    ]
    assert codes.count("repeated-paragraph") == 1
    assert codes.count("heading-skipped") == 1


@given(st.text(st.sampled_from("aàe .,()\"“”«»·•*-\n{}[]`1500 euros'’"), max_size=200))
def test_mending_takes_nothing_but_what_was_found(body: str) -> None:
    found = [one for one in lint(release(body), CAMPAIGN, spelling=False) if one.replacement is not None]
    assert all(body[one.start : one.end] == one.words for one in found)
    touched = {number for one in found for number in range(one.start, one.end)}
    left = [char for number, char in enumerate(body) if number not in touched]
    result = iter(mended(body, found))
    assert all(char in result for char in left)
