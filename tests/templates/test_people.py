"""Those who sign and those to whom a text is addressed: as they may be written, in their order; approvals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.model.campaign import Campaign, Organisation, Signatory
from pressdesk.model.piece import Piece
from pressdesk.model.table import Row, Table
from pressdesk.templates.filled import Filled, text_of
from pressdesk.templates.filling import fill
from pressdesk.templates.offices import offices_in
from pressdesk.templates.people import addressee_named, alphabetical
from tests.templates.given import TODAY, campaign, codes, template

FIELDS = """
<field name="people" type="people"/><field name="to" type="addressees"/>
<field name="organisations" type="organisations" default="{organisations}"/>
<field name="order" type="choice" choices="protocolaire, alphabétique" default="protocolaire"/>
<field name="many" type="yesno" default="{organisations.many}"/>
"""
SIGNING = (Signatory("Ada Brun", "maire", "Ville"), Signatory("Zoé Alba", "infirmière"))
OFFICIALS = Table(
    "officials",
    "official",
    ("name", "office", "gender", "place"),
    (
        Row(2, {"name": "Ada Brun", "office": "maire", "gender": "f", "place": "Lys"}),
        Row(3, {"name": "Luc Roy", "office": "préfet", "gender": "m", "place": "l'Orcelle"}),
    ),
    "tables/officials.csv",
)


def made(root: Path, content: Mapping[str, Any], **changes: Any) -> Filled:
    """A template with people, filled with this content."""
    drawn = template(root / "templates" / "sample", FIELDS)
    given_campaign: Campaign = campaign(root, signatories=SIGNING, tables={"officials": OFFICIALS}, **changes)
    return fill(drawn, Piece("lettre", "sample", ("A4",), content), given_campaign, as_of=TODAY)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("{signatories}", SIGNING),
        (("{signatories}", "Luc Roy"), (*SIGNING, Signatory("Luc Roy"))),
        ("all", SIGNING),
        (("Zoé Alba", "Luc Roy, aidant, président"), (SIGNING[1], Signatory("Luc Roy", "aidant, président"))),
        ("- Luc Roy, aidant\n- zoé alba", (Signatory("Luc Roy", "aidant"), SIGNING[1])),
        ({"name": "Luc Roy", "function": "aidant"}, (Signatory("Luc Roy", "aidant"),)),
        ("officials", (Signatory("Ada Brun", "maire"), Signatory("Luc Roy", "préfet"))),
        (("Luc Roy", "Luc Roy"), (Signatory("Luc Roy"),)),
    ],
)  # fmt: skip
def test_people_are_written_in_many_ways(tmp_path: Path, content: Any, wanted: tuple[Signatory, ...]) -> None:
    found = made(tmp_path, {"people": content})
    assert found.values["people"] == wanted
    assert found.problems == ()


def test_people_who_cannot_be_read_are_told(tmp_path: Path) -> None:
    assert codes(made(tmp_path, {"people": ({"role": "maire"},)}).problems) == ["nameless"]
    assert codes(made(tmp_path, {"people": "tables/nobody.csv"}).problems) == ["unknown-table"]


def test_by_the_alphabet_the_family_name_and_the_name_without_its_article_count(tmp_path: Path) -> None:
    bodies = (Organisation("z", "Les Zélés"), Organisation("m", "L'Union"), Organisation("a", "Écoute"))
    found = made(tmp_path, {"people": "all", "order": "alphabétique"}, organisations=bodies)
    assert [one.name for one in found.values["people"]] == ["Zoé Alba", "Ada Brun"]  # type: ignore[union-attr]
    assert [one.key for one in found.values["organisations"]] == ["a", "m", "z"]  # type: ignore[union-attr]
    found = made(tmp_path, {"people": "all"}, organisations=bodies)
    assert [one.key for one in found.values["organisations"]] == ["z", "m", "a"]  # type: ignore[union-attr]


@given(st.lists(st.text("Aàé' -Zles", max_size=12), max_size=8))
def test_any_names_can_be_ordered(names: list[str]) -> None:
    bodies = [Organisation(str(number), name) for number, name in enumerate(names)]
    people = [Signatory(name) for name in names]
    assert sorted(one.name for one in sorted(bodies, key=alphabetical)) == sorted(names)
    assert sorted(one.name for one in sorted(people, key=alphabetical)) == sorted(names)


def test_functions_name_a_body_once() -> None:
    assert Signatory("A", "maire", "Ville").function == "maire, Ville"
    assert Signatory("A", "maire de la Ville", "Ville").function == "maire de la Ville"
    assert Signatory("A", "", "Ville").function == "Ville"


def test_mixed_addressees_stand_in_order_of_protocol_under_one_greeting(tmp_path: Path) -> None:
    lines = (
        "Madame Ada Brun, maire de Lys",
        "Mesdames et Messieurs les Députés de l'Orcelle",
        "Monsieur le Préfet de l'Orcelle",
        "Madame Oriane Kerso, ministre de la Santé",
    )
    found = made(tmp_path, {"to": lines})
    assert [one.line for one in found.values["to"]] == [lines[3], lines[2], lines[1], lines[0]]  # type: ignore[union-attr]
    greeting = "Madame la Ministre, Monsieur le Préfet, Mesdames et Messieurs les Députés, Madame la Maire"
    assert "".join(span.text for span in text_of("{to.first.greeting}", found)) == greeting
    assert greeting in "".join(span.text for span in text_of("{to.first.closing_several}", found))
    assert found.problems == ()


def test_addressees_come_out_of_a_table_or_are_tables(tmp_path: Path) -> None:
    found = made(tmp_path, {"to": "officials"})
    assert [one.line for one in found.values["to"]] == [  # type: ignore[union-attr]
        "Monsieur Luc Roy, préfet de l'Orcelle",
        "Madame Ada Brun, maire de Lys",
    ]
    found = made(tmp_path, {"to": ({"name": "Autorités de tutelle", "salutation": "Mesdames, Messieurs,"},)})
    (only,) = found.values["to"]  # type: ignore[misc]
    assert (only.line, only.greeting) == ("Autorités de tutelle", "Mesdames, Messieurs")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "name", "office", "gender", "salutation"),
    [
        ("Mme Ada Brun, députée", "Ada Brun", "députée", "f", ""),
        ("M. Luc Roy", "Luc Roy", "", "m", ""),
        ("Ada Brun, maire de Lys", "Ada Brun", "maire de Lys", "", ""),
        ("Madame la Préfète", "", "Préfète", "f", ""),
        ("Monsieur l'Ambassadeur des cimes", "", "Ambassadeur des cimes", "m", "Monsieur l'Ambassadeur des cimes"),
        ("Mesdames et Messieurs les Maires", "", "maire", "x", "Mesdames et Messieurs les Maires"),
        ("Messieurs les Sénateurs de l'Orcelle", "", "sénateur", "x", "Messieurs les Sénateurs"),
        ("Mesdames et Messieurs les Veilleurs", "", "Veilleurs", "x", "Mesdames et Messieurs les Veilleurs"),
        ("Agence de santé, direction de Lys", "Agence de santé, direction de Lys", "", "", ""),
    ],
)
def test_a_line_names_an_addressee(line: str, name: str, office: str, gender: str, salutation: str) -> None:
    found = addressee_named(line, offices_in("fr"))
    assert (found.name, found.office, found.gender, found.salutation) == (name, office, gender, salutation)


@given(st.lists(st.text(max_size=40), max_size=5))
def test_no_line_is_lost_or_raises(lines: list[str]) -> None:
    wanted = {line for line in lines if line.strip() and not set(line) & set("{}|\n\\*_[]`<")}
    with TemporaryDirectory() as folder:
        found = made(Path(folder), {"to": tuple(wanted), "people": tuple(wanted)})
    shown = {one.line for one in found.values.get("to", ())}  # type: ignore[union-attr]
    assert {line.strip() for line in wanted if not line.strip().startswith("tables/")} - shown == set()


def test_what_was_not_approved_warns_and_who_declined_is_left_out(tmp_path: Path) -> None:
    bodies = (
        Organisation("a", "Alpha", approval="approved"),
        Organisation("b", "Bêta", approval="pending"),
        Organisation("c", "Gamma", approval="declined"),
    )
    found = made(tmp_path, {}, organisations=bodies)
    assert [one.key for one in found.values["organisations"]] == ["a", "b"]  # type: ignore[union-attr]
    assert [(problem.severity, problem.code) for problem in found.problems] == [
        ("warning", "pending-approval"),
        ("note", "declined"),
    ]
    assert "Bêta" in found.problems[0].message and "Gamma" in found.problems[1].message


def test_a_text_tells_the_approval_of_its_own_organisations(tmp_path: Path) -> None:
    listed = (
        "alpha",
        {"key": "beta", "approval": "pending"},
        {"name": "Gamma", "approval": "declined"},
        {"name": "Delta"},
    )
    found = made(tmp_path, {"organisations": listed})
    assert [one.name for one in found.values["organisations"]] == ["Collectif Alpha", "Union Bêta", "Delta"]  # type: ignore[union-attr]
    assert codes(found.problems) == ["pending-approval", "declined"]
    assert codes(made(tmp_path, {"organisations": ({"key": "beta", "approval": "yes"},)}).problems) == ["approval"]


@pytest.mark.parametrize(("count", "many"), [(2, False), (24, False), (25, True)])
def test_more_than_24_organisations_are_many(tmp_path: Path, count: int, many: bool) -> None:
    found = made(tmp_path, {}, organisations=tuple(Organisation(str(i), f"Corps {i}") for i in range(count)))
    assert found.values["many"] is many
