"""Lint of the texts of a campaign's pieces: told by check, mended, waved through."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.story import TextFile
from pressdesk.work.linting import mend_words, text_problems, texts_shown, wave_through
from pressdesk.work.mending import can_mend
from tests.prepress.lint.given import CAMPAIGN, release

BODY = "Les soins , la nuit.\n\nIl faut que que tout change, de tout coeur.\n\nUne infirmeire."


@pytest.fixture
def campaign() -> Campaign:
    text = release(BODY)
    piece = Piece("communique", "press-release", ("A4",), {}, story="essai")
    other = Piece("affiche", "poster-call", ("A3",), {"title": "Venez"})
    return CAMPAIGN._replace(texts={"essai": text}, pieces={"communique": piece, "affiche": other})


def test_the_texts_of_a_piece_are_those_it_names(campaign: Campaign) -> None:
    assert [text.name for text in texts_shown(campaign, campaign.pieces["communique"])] == ["essai"]
    assert texts_shown(campaign, campaign.pieces["affiche"]) == ()
    named = Piece("x", "press-release", ("A4",), {"story": "texts/essai.md"})
    assert [text.name for text in texts_shown(campaign, named)] == ["essai"]


def test_what_an_editor_would_say_is_told_of_the_piece(campaign: Campaign) -> None:
    problems = text_problems(campaign, ("communique", "affiche"))
    assert [problem.code for problem in problems] == ["stray-space", "doubled-word", "ligature", "misspelt"]
    assert {problem.place.piece for problem in problems} == {"communique"}
    assert [problem.place.line for problem in problems] == [8, 10, 10, 12]
    assert text_problems(campaign, ("affiche",)) == ()


def test_each_remedy_mends_its_own_words(campaign: Campaign) -> None:
    mended = campaign
    for code in ("doubled-word", "stray-space", "ligature"):
        (problem,) = (one for one in text_problems(mended, ("communique",)) if one.code == code)
        assert can_mend(mended, problem)
        mended = mend_words(mended, problem)
        assert code not in [one.code for one in text_problems(mended, ("communique",))]
    assert mended.texts["essai"].body == (
        "Les soins, la nuit.\n\nIl faut que tout change, de tout cœur.\n\nUne infirmeire."
    )


def test_a_misspelt_word_is_not_mended_by_itself(campaign: Campaign) -> None:
    (problem,) = (one for one in text_problems(campaign, ("communique",)) if one.code == "misspelt")
    assert not can_mend(campaign, problem)


def test_what_is_waved_through_is_not_told_again(campaign: Campaign) -> None:
    for problem in text_problems(campaign, ("communique",)):
        campaign = wave_through(campaign, problem)
    assert text_problems(campaign, ("communique",)) == ()
    assert campaign.texts["essai"].matter["accepted"] == (
        "stray-space: ,",
        "doubled-word: que que",
        "ligature: coeur",
        "misspelt: infirmeire",
    )
    assert campaign.texts["essai"].body == BODY


def test_a_text_that_nobody_shows_is_left_alone(campaign: Campaign, tmp_path: Path) -> None:
    (problem, *_) = text_problems(campaign, ("communique",))
    alone = campaign._replace(
        root=tmp_path, pieces={}, texts={"autre": TextFile("autre", {}, "x", 1, "texts/autre.md")}
    )
    assert mend_words(alone, problem) is alone
    assert wave_through(alone, problem) is alone
