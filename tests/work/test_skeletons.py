from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pressdesk.model.campaign import Campaign
from pressdesk.model.story import TextFile
from pressdesk.templates.matter import KINDS, matter_problems
from pressdesk.work.skeletons import first_text
from pressdesk.work.store import load_with_problems
from pressdesk.work.store.saving import save
from tests.work.given import campaign as small_campaign

TODAY = date(2027, 3, 1)


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    return load_with_problems(small_campaign(tmp_path / "campagne"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_of_each_kind_is_sound_and_comes_back_from_the_disk(campaign: Campaign, kind: str) -> None:
    text = first_text(campaign, "essai", kind, "Un titre", TODAY)
    assert text.matter["kind"] == kind
    assert text.matter["title"] == "Un titre"
    assert list(matter_problems(text, campaign)) == []
    save(campaign._replace(texts={**campaign.texts, "essai": text}), campaign)
    again = load_with_problems(campaign.root).texts["essai"]
    assert {key: value for key, value in again.matter.items() if key != "format"} == dict(text.matter)
    assert again.file == text.file


def test_a_letter_is_signed_a_question_numbered_and_a_release_dated(campaign: Campaign) -> None:
    heads = {kind: first_text(campaign, "x", kind, "", TODAY).matter for kind in ("letter", "question", "release")}
    assert heads["letter"]["signature"] == ""
    assert heads["question"]["state"] == "pending"
    assert "date" not in heads["question"]
    assert heads["release"]["date"] == TODAY


def test_no_text_takes_the_place_of_another(campaign: Campaign) -> None:
    held = campaign._replace(texts={"essai": TextFile("essai", {}, ""), "essai-2": TextFile("essai-2", {}, "")})
    text = first_text(held, "essai", "", "", TODAY)
    assert (text.name, text.file, text.matter["kind"]) == ("essai-3", "texts/essai-3.md", "release")
