from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.model.campaign import Organisation, Petition
from pressdesk.model.story import Span
from pressdesk.templates.facts import (
    MISSING,
    campaign_value,
    compile_text,
    known_names,
    merged,
    part_of,
    plain,
    resolved,
    shown,
)
from pressdesk.templates.patterns import Reference
from tests.templates.given import campaign, escaped

NARROW, NBSP = "\u202f", "\u00a0"


def answer(reference: Reference) -> tuple[Span, ...]:
    return (Span(reference.name.upper()),)


def test_names_of_a_campaign(tmp_path: Path) -> None:
    made = campaign(tmp_path)
    cases: list[tuple[str, object]] = [
        ("slogan", made.slogan),
        ("name", "Nos soins"),
        ("campaign", "Nos soins"),
        ("campaign.hashtag", "#Soins"),
        ("updated", made.updated),
        ("petitions.main.short", "agir.example/s"),
        ("petition.link", "https://agir.example/soins"),
        ("organisations.first.name", "Collectif Alpha"),
        ("organisations.last.short", ""),
        ("organisations.beta.name", "Union Bêta"),
        ("organisations.2.name", "Union Bêta"),
        ("contacts.first.phone", "06 00 00 00 01"),
        ("carers", 148),
        ("facts.carers", 148),
        ("rally.town", "Rennes"),
        ("facts.rally.town", "Rennes"),
    ]
    for name, value in cases:
        assert campaign_value(made, name.split(".")) == value, name
    for name in (
        "nothing",
        "facts.nothing",
        "petitions.other",
        "organisations.3.name",
        "slogan.x",
        "contacts.first.age",
    ):
        assert campaign_value(made, name.split(".")) is MISSING, name


def test_private_parts_of_values_are_no_names() -> None:
    petition = Petition("main", "https://a.example")
    for word in ("_fields", "__class__", "count", "index", "_asdict"):
        assert part_of(petition, (word,)) is MISSING
        assert part_of((Organisation("a", "A"),), (word,)) is MISSING


def test_known_names_hold_what_can_be_asked(tmp_path: Path) -> None:
    names = known_names(campaign(tmp_path), ["title"])
    assert {"title", "slogan", "petitions.main.short", "rally.town", "carers"} <= set(names)


@pytest.mark.parametrize(
    ("value", "format", "words"),
    [
        (date(2026, 3, 1), "", f"1er{NBSP}mars 2026"),
        (date(2026, 3, 1), "weekday", "dimanche"),
        (datetime(2026, 3, 1, 14, 30), "time", f"14{NBSP}h{NBSP}30"),
        (datetime(2026, 3, 1, 14, 30), "day", "1er"),
        (time(14), "", f"14{NBSP}h"),
        (time(14), "time", f"14{NBSP}h"),
        ("2026-03-12", "day", "12"),
        ("14h30", "time", f"14{NBSP}h{NBSP}30"),
        ("12 000", "number", f"12{NARROW}000"),
        ("", "long", ""),
        (2030, "", "2030"),
        (12000, "number", f"12{NARROW}000"),
        (27.5, "", "27,5"),
        (27.5, "plain", "27.5"),
        (True, "", "oui"),
        (None, "", ""),
        (("a", 1, "b"), "", "a, 1, b"),
        ({"place": "Salle", "town": "Rennes"}, "", "Salle, Rennes"),
        (Organisation("a", "Alpha"), "", "Alpha"),
        (Petition("main", "https://a.example", "a.example"), "", "a.example"),
    ],
)
def test_how_values_read(value: object, format: str, words: str) -> None:
    assert plain(shown(value, format, "fr")) == words


@pytest.mark.parametrize(
    ("value", "format"),
    [
        (date(2026, 3, 1), "time"),
        (time(14), "weekday"),
        (12, "long"),
        ("bientôt", "long"),
        ("bientôt", "time"),
        ("bientôt", "number"),
        (True, "day"),
        (Organisation("a", "Alpha"), "long"),
    ],
)
def test_forms_that_a_value_does_not_have(value: object, format: str) -> None:
    with pytest.raises(ValueError, match="no "):
        shown(value, format, "fr")


def test_english(tmp_path: Path) -> None:
    assert plain(shown(27.5, "", "en")) == "27.5"
    assert plain(shown(False, "", "en")) == "no"


def test_marks_around_a_reference_hold_for_its_answer() -> None:
    found = resolved(compile_text("Le **{a}** et [{b}]{lang=gcf size=2}"), answer)
    assert found == (
        Span("Le "),
        Span("A", bold=True),
        Span(" et "),
        Span("B", language="gcf", size_factor=2),
    )


def test_an_answers_own_marks_stay() -> None:
    found = resolved(compile_text("*{a} b*"), lambda _: (Span("x", bold=True, language="en"), Span("y")))
    assert found == (Span("x", bold=True, italic=True, language="en"), Span("y b", italic=True))


def test_a_literal_keeps_its_size() -> None:
    assert resolved(compile_text("[a {b}]{size=2}"), answer) == (Span("a B", size_factor=2),)


def test_links_are_patterns_too() -> None:
    found = resolved(compile_text("[ici]({petition.link})"), answer)
    assert found == (Span("ici", link="PETITION.LINK"),)


def test_a_lone_reference_is_its_answer_itself() -> None:
    own = (Span("a"), Span("b", bold=True))
    assert resolved(compile_text("{x}"), lambda _: own) is own


def test_braces_with_a_backslash_are_literal() -> None:
    assert compile_text(r"\{a\} {{b}").constant == (Span("{a} {b}"),)


@given(st.text(max_size=60))
def test_compiling_never_raises(text: str) -> None:
    compiled = compile_text(text)
    spans = resolved(compiled, answer)
    assert all(span.text for span in spans)


@given(st.text(alphabet=st.characters(exclude_characters="*^[]\\"), max_size=40))
def test_escaped_text_without_marks_is_itself(text: str) -> None:
    assert plain(resolved(compile_text(escaped(text)), answer)) == text


@given(st.lists(st.builds(Span, st.text(max_size=3), st.booleans()), max_size=8))
def test_merging_keeps_text_and_marks(spans: list[Span]) -> None:
    out = merged(spans)
    assert [(c, s.bold) for s in out for c in s.text] == [(c, s.bold) for s in spans for c in s.text]
    assert all(a[1:] != b[1:] for a, b in pairwise(out))
