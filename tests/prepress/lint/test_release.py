"""Rules about what a release has to have: each fires and keeps quiet."""

from __future__ import annotations

from datetime import date

import pytest

from pressdesk.model.campaign import Contact, PictureInfo
from pressdesk.model.values import Value
from pressdesk.prepress.lint.check import lint
from tests.prepress.lint.given import CAMPAIGN, release

BODY = "Les soignants ferment leurs cabinets."


def codes(body: str = BODY, **matter: Value) -> list[str]:
    return headed(body, matter)


def headed(body: str, matter: dict[str, Value]) -> list[str]:
    return [finding.problem.code for finding in lint(release(body, **matter), CAMPAIGN, spelling=False)]


def test_a_release_that_has_everything_has_no_finding() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("matter", "code"),
    [
        ({"place": "vaubrune"}, "date-line"),
        ({"place": ""}, "date-line"),
        ({"date": None}, "date-line"),
        ({"title": ""}, "no-heading"),
        ({"title": "un deux trois quatre cinq six sept huit neuf dix onze douze treize"}, "long-title"),
    ],
)
def test_the_head_of_a_release(matter: dict[str, Value], code: str) -> None:
    assert headed(BODY, matter) == [code]


def test_twelve_words_and_a_fact_are_a_title() -> None:
    assert codes(title="Le {rally.date:day} un deux trois quatre cinq six sept huit neuf dix") == []


def test_a_lede_of_sixty_words_is_the_longest() -> None:
    assert codes(" ".join(["mot"] + ["autre", "mot"] * 29 + ["fin"]) + ".") == []
    assert codes(" ".join(["mot"] + ["autre", "mot"] * 30) + ".") == ["long-lede"]
    assert codes("## Un titre seul") == ["no-lede"]


def test_a_quotation_needs_a_speaker() -> None:
    assert codes(f"{BODY}\n\n> Qui passera demain ?") == ["no-speaker"]
    assert codes(f"{BODY}\n\n> Qui passera demain ?\n>\n> — Nadège Corvaisier, infirmière") == []


def test_a_figure_needs_a_source() -> None:
    assert codes(f"{BODY}\n\nLes délais ont crû de 41 %.") == ["no-source"]
    assert codes(f"{BODY}\n\nSelon une enquête, ils ont crû de 41 %.") == []
    assert codes(f"{BODY}\n\nLes délais ont crû de 41 % [^1].\n\n[^1]: Caisse régionale, 2026.") == []
    assert codes(f"{BODY}\n\nLe collectif a relevé ceci :\n\n- 41 % du temps sur la route.") == []


def test_contacts_need_telephone_and_mail() -> None:
    bare = CAMPAIGN._replace(contacts=(Contact("Nadège Corvaisier", "", "", "presse@veille.example"),))
    (finding,) = lint(release(BODY), bare, spelling=False)
    assert finding.problem.code == "contact-empty"
    assert "telephone" in finding.problem.message
    assert [one.problem.code for one in lint(release(BODY), CAMPAIGN._replace(contacts=()), spelling=False)] == [
        "no-contact"
    ]


def test_somebody_has_to_be_behind_a_release() -> None:
    nobody = CAMPAIGN._replace(facts={})
    assert [one.problem.code for one in lint(release(BODY), nobody, spelling=False)] == ["no-boilerplate"]
    assert lint(release(BODY), nobody, {"about": "Veille réunit des soignants."}, spelling=False) == ()


def test_a_release_says_when_it_may_be_published() -> None:
    found = lint(release(BODY), CAMPAIGN, {"immediate": ""}, spelling=False)
    assert [one.problem.code for one in found] == ["no-mention"]
    assert lint(release(BODY, embargo=date(2027, 3, 2)), CAMPAIGN, {"immediate": ""}, spelling=False) == ()


def test_a_picture_needs_words_and_a_name() -> None:
    body = f"{BODY}\n\n![](pictures/marche.jpg)"
    assert codes(body).count("picture-words") == 2
    told = CAMPAIGN._replace(
        pictures={"pictures/marche.jpg": PictureInfo("pictures/marche.jpg", "", "Veille", "", "La marche")}
    )
    assert "picture-words" not in [one.problem.code for one in lint(release(body), told, spelling=False)]


def test_other_kinds_of_text_are_not_asked_for_what_releases_need() -> None:
    assert codes(BODY, kind="summary", place="", title="", date=None) == []


def test_what_was_waved_through_is_not_told_again() -> None:
    body = f"{BODY} Il faut que que tout change, et et vite."
    assert codes(body).count("doubled-word") == 2
    assert codes(body, accepted=("doubled-word: que que",)).count("doubled-word") == 1
