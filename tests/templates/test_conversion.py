from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.model.story import Span, Story
from pressdesk.templates.facts import plain
from tests.templates.given import NBSP, ONE, codes, filled, one


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Tenons **bon**", (Span("Tenons "), Span("bon", bold=True))),
        ("{slogan} !", (Span("Tenons "), Span("bon", bold=True), Span(" !"))),
        ("{carers} soignants", (Span("148 soignants"),)),
        ("{sentence}", (Span(f"Le 12{NBSP}mars 2026 à Rennes"),)),
        ("{{ici}}", (Span("{ici}"),)),
        ("  deux\nlignes ", (Span("deux\nlignes"),)),
        (12, (Span("12"),)),
        (date(2026, 3, 12), (Span(f"12{NBSP}mars 2026"),)),
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_text(tmp_path: Path, content: Any, expected: Any) -> None:
    assert one(tmp_path, "text", content) == (expected, [])


def test_a_place_can_be_a_table(tmp_path: Path) -> None:
    value, problems = one(tmp_path, "place", {"name": "Salle rose", "town": "Rennes"})
    assert (value, problems) == ((Span("Salle rose, Rennes"),), [])


def test_longtext(tmp_path: Path) -> None:
    value, problems = one(tmp_path, "longtext", "## Pourquoi\n\n- **{carers}** départs\n- {sentence}")
    assert isinstance(value, Story) and not problems
    assert [(block.kind, block.text) for block in value.blocks] == [
        ("heading", "Pourquoi"),
        ("bullet", "148 départs"),
        ("bullet", f"Le 12{NBSP}mars 2026 à Rennes"),
    ]
    assert value.blocks[1].spans[0].bold


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("Un", "**Deux**", "", "{carers}"), ["Un", "Deux", "148"]),
        ("{demands}", ["Payer la route", f"Payer le Le 12{NBSP}mars 2026 à Rennes"]),
        ("- Un\n- Deux\n\n3. Trois", ["Un", "Deux", "Trois"]),
        ("Un | Deux", ["Un", "Deux"]),
        ("Seul", ["Seul"]),
        ((1, date(2026, 3, 1)), ["1", f"1er{NBSP}mars 2026"]),
    ],
)
def test_lists(tmp_path: Path, content: Any, expected: list[str]) -> None:
    value, problems = one(tmp_path, "list", content)
    assert [plain(item) for item in value] == expected
    assert not problems


@pytest.mark.parametrize(
    "content", [date(2026, 3, 12), datetime(2026, 3, 12, 9), "12/03/2026", "{rally.date}", "12 mars 2026"]
)
def test_dates(tmp_path: Path, content: Any) -> None:
    value, problems = one(tmp_path, "date", content)
    assert type(value) is date and value == date(2026, 3, 12)
    assert not problems


@pytest.mark.parametrize("content", [time(14, 30), datetime(2026, 3, 12, 14, 30), "14h30", "14:30"])
def test_times(tmp_path: Path, content: Any) -> None:
    assert one(tmp_path, "time", content) == (time(14, 30), [])


def test_choices_numbers_and_yes_or_no(tmp_path: Path) -> None:
    assert one(tmp_path, "choice", "affiche", 'choices="Tract, Affiche"') == ((Span("Affiche"),), [])
    assert one(tmp_path, "number", "12 000,5") == (12000.5, [])
    assert one(tmp_path, "number", "{carers}") == (148, [])
    assert one(tmp_path, "number", 0) == (0, [])
    assert one(tmp_path, "yesno", "oui") == (True, [])
    assert one(tmp_path, "yesno", False) == (False, [])


@pytest.mark.parametrize(
    ("type", "content", "more", "code", "words"),
    [
        ("text", None, 'required="yes"', "empty-field", "“Étiquette” is empty"),
        ("text", "  ", 'required="yes"', "empty-field", "“Étiquette” is empty"),
        ("list", (), 'required="yes"', "empty-field", "“Étiquette” is empty"),
        ("text", "x" * 2000, 'max="60"', "long-text", "2000 characters; the template is made for 60"),
        ("longtext", "x " * 50, 'max="60"', "long-text", "made for 60"),
        ("list", ("a", "b", "c"), 'max="2"', "long-list", "3 items"),
        ("date", "bientôt", 'required="yes"', "unreadable-date", "“bientôt” is no date"),
        ("date", 12, "", "unreadable-date", "“12” is no date"),
        ("time", "midi pile", "", "unreadable-time", "“midi pile” is no time"),
        ("picture", "pictures/foto.jpg", "", "missing-picture", "Did you mean “pictures/photo.jpg”"),
        ("picture", "pictures", "", "missing-picture", "“pictures”"),
        ("picture", 12, "", "bad-picture", "path"),
        ("picture", {"path": "pictures/photo.jpg", "focus": (2, 0)}, "", "bad-focus", "0 to 1"),
        ("petition", "mian", "", "unknown-petition", "Did you mean “main”"),
        ("petition", "https://", "", "bad-link", "Étiquette"),
        ("petition", "https://autre.example/p", "", "other-petition", "https://agir.example/soins"),
        ("link", "agir", "", "bad-link", "“agir” is no link"),
        ("link", "javascript:alert(1)", "", "bad-link", "is no link"),
        ("organisations", ("alpah",), "", "unknown-organisation", "Did you mean “alpha”"),
        ("contacts", "Ana Rou", "", "unknown-contact", "Did you mean “Ana Roux”"),
        ("choice", "Affich", 'choices="Tract, Affiche"', "unknown-choice", "Did you mean “Affiche”"),
        ("number", "beaucoup", "", "bad-number", "“beaucoup” is no number"),
        ("yesno", "peut-être", "", "bad-yesno", "neither yes nor no"),
        ("story", "relase", "", "unknown-text", "Did you mean “release”"),
        ("text", "{slogn}", "", "unknown-fact", "Did you mean “slogan”"),
        ("text", "{petitions.main.sort}", "", "unknown-fact", "Did you mean “petitions.main.short”"),
        ("text", "{rally.twon}", "", "unknown-fact", "Did you mean “rally.town”"),
        ("date", "{raly.date}", "", "unknown-fact", "Did you mean “rally.date”"),
        ("list", ("a", "{nowhere}"), "", "unknown-fact", "nowhere"),
        ("text", "{rally.date:lnog}", "", "unknown-format-name", "Did you mean “long”"),
        ("text", "{rally.town:long}", "", "bad-form", "“Rennes” is no date"),
        ("text", "Le {date", "", "bad-pattern", "never closed"),
        ("text", "{left}", "", "circle", "left → right → left"),
        ("text", "{event.town}", "", "no-row", "the piece has no row"),
        ("date", date(2026, 2, 1), "", "past-date", "in the past"),
        ("text", "lundi 12 mars 2026", "", "wrong-weekday", "jeudi 12"),
    ],
)
def test_each_fault_is_told_once_with_its_place(
    tmp_path: Path, type: str, content: Any, more: str, code: str, words: str
) -> None:
    fields = ONE.format(name="it", type=type, more=more)
    found = filled(tmp_path, fields, {} if content is None else {"it": content}).problems
    assert codes(found) == [code]
    assert words in found[0].message + found[0].remedy
    assert found[0].place.file in ("pieces/affiche.toml", "campaign.toml")
    assert found[0].place.key == ("content.it" if found[0].place.file.startswith("pieces") else "facts.right")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.text(max_size=30) | st.text(alphabet="{}[]()*^:.|slogan_12-/", max_size=25))
def test_any_content_is_filled_or_told(tmp_path: Path, content: str) -> None:
    kinds = ("text", "longtext", "list", "date", "time", "place", "picture", "petition", "link", "yesno", "number")
    fields = "".join(f'<field name="f{kind}" type="{kind}" required="yes"/>' for kind in kinds)
    result = filled(tmp_path, fields, {f"f{kind}": content for kind in kinds})
    told = {problem.place.key.removeprefix("content.") for problem in result.problems}
    for kind in kinds:
        assert f"f{kind}" in result.values or f"f{kind}" in told
