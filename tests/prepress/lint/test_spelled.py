"""Words that no dictionary knows, and those that the campaign does."""

from __future__ import annotations

from pressdesk.prepress.lint.check import lint
from pressdesk.prepress.lint.spelled import names_of
from tests.prepress.lint.given import CAMPAIGN, release


def wrong(body: str, **matter: str) -> list[str]:
    return [one.words for one in lint(release(body, **matter), CAMPAIGN) if one.problem.code == "misspelt"]


def test_a_misspelt_word_is_found_once_at_its_place() -> None:
    assert wrong("Les infirmeires soignent. Les infirmeires restent.") == ["infirmeires"]
    (finding,) = (one for one in lint(release("Un mot.\n\nUn kolectif."), CAMPAIGN) if one.problem.code == "misspelt")
    assert finding.problem.place.line == 10


def test_names_of_the_campaign_are_known() -> None:
    assert wrong("Nadège Corvaisier, de Castelvieil, et Ilyès Ferrandon.") == []
    assert wrong("Gontran Zyblinski.") == ["Zyblinski"]
    assert "castelvieil" in names_of(CAMPAIGN)


def test_the_fact_words_adds_to_the_dictionary() -> None:
    taught = CAMPAIGN._replace(facts={"about": "x", "words": ("zyblon",)})
    found = [one.words for one in lint(release("Le zyblon et le zyblan."), taught) if one.problem.code == "misspelt"]
    assert found == ["zyblan"]


def test_foreign_words_links_and_facts_are_left_alone() -> None:
    assert wrong("[Tyen byen rèd !]{lang=gcf} Voir https://zzyx.example et {rally.wxyz}, #QuiPassera, @zzyx.") == []


def test_the_title_is_read_too() -> None:
    assert wrong("Un mot.", title="Les infirmeires ferment") == ["infirmeires"]


def test_a_language_without_a_dictionary_is_not_checked() -> None:
    assert wrong("Die Pflegekräfte schließen.", language="de") == []
