"""A new piece as a file: every field explained, ready to be filled in."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from pressdesk.base.problem import InputError, UsageError
from pressdesk.templates.catalogue import template_named, templates_available
from pressdesk.work.beginning import new_campaign
from pressdesk.work.build import dry_run
from pressdesk.work.piecing import add_piece
from pressdesk.work.plan import Order
from pressdesk.work.store import load

HEADS = ("release", "joint-release", "open-letter", "letter", "question", "summary", "advisory")
FACTS = """
[facts.rally]
date = 2027-02-27
time = 15:00:00
town = "Brévilliers"
place = "place du Marché"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_campaign(tmp_path / "c")
    file = root / "campaign.toml"
    file.write_text(file.read_text("utf-8").replace('slogan = ""', 'slogan = "Lire ici"') + FACTS, "utf-8")
    return root


@pytest.mark.parametrize("name", [found.name for found in templates_available(None)])
def test_every_field_of_a_template_is_explained_and_its_example_can_be_used(root: Path, name: str) -> None:
    path, *_ = add_piece(root, name, "Ma pièce")
    assert path == root / "pieces" / "ma-piece.toml"
    text = path.read_text("utf-8")
    piece = load(root).pieces["ma-piece"]
    assert piece.template == name
    used = tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE))
    wanted = {
        field.name
        for field in template_named(name, root).fields.values()
        if field.type != "story" and not field.default.startswith("{event.")
    }
    assert set(used["content"]) == wanted


def test_a_new_poster_is_about_the_rally_and_has_nothing_wrong(root: Path) -> None:
    add_piece(root, "poster-call")
    campaign = load(root)
    assert campaign.pieces["poster-call"].content["date"] == "{rally.date}"
    built = dry_run(campaign, Order(date(2027, 1, 1)))
    assert not built.problems
    assert {file.format for file in built.files} == {"A3", "A4", "square"}


def test_a_release_comes_with_its_text(root: Path) -> None:
    _, text = add_piece(root, "press-release", "communique")
    assert text == root / "texts" / "communique.md"
    assert load(root).pieces["communique"].story == "communique"
    text.write_text("à moi", "utf-8")
    (root / "pieces" / "communique.toml").unlink()
    assert len(add_piece(root, "press-release", "communique")) == 1
    assert text.read_text("utf-8") == "à moi"


def test_a_flyer_takes_the_table_of_events(root: Path) -> None:
    (root / "tables" / "reunions.csv").write_text("Ville;Date;Heure;Lieu\nÉvry;2027-02-06;10:30;Mairie\n", "utf-8")
    add_piece(root, "event-flyer", "tract")
    assert load(root).pieces["tract"].rows == "reunions"


def test_a_letter_takes_the_table_of_officials_and_has_a_date_of_its_own(root: Path) -> None:
    (root / "tables" / "officials.csv").write_text("name;gender;office\nAda Brun;f;maire\n", "utf-8")
    add_piece(root, "letter", "lettre", date(2027, 1, 4))
    campaign = load(root)
    assert campaign.pieces["lettre"].rows == "officials"
    assert not campaign.pieces["lettre"].content, "the rally's place is not where the letter is written"
    assert campaign.texts["lettre"].matter["kind"] == "letter"
    assert campaign.texts["lettre"].matter["date"] == date(2027, 1, 4)


@pytest.mark.parametrize(
    "name", [one.name for one in templates_available(None) if template_named(one.name).kind in HEADS]
)
def test_the_text_of_a_new_piece_is_of_its_kind(root: Path, name: str) -> None:
    add_piece(root, name, "neuf", date(2027, 1, 4))
    campaign = load(root)
    kind = "joint-release" if name == "joint-release" else template_named(name, root).kind
    assert campaign.texts["neuf"].matter["kind"] == kind
    assert not campaign.problems


def test_what_is_there_is_not_written_over(root: Path) -> None:
    add_piece(root, "poster-call", "a")
    before = (root / "pieces" / "a.toml").read_bytes()
    with pytest.raises(UsageError, match="already"):
        add_piece(root, "triptych", "a")
    assert (root / "pieces" / "a.toml").read_bytes() == before
    with pytest.raises(InputError, match="poster-call"):
        add_piece(root, "poster-cal")
