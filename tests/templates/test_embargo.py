"""The embargo of a release: over, left out, hidden; and the facts that a text's front matter gives a template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from pressdesk.model.piece import Piece
from pressdesk.model.story import TextFile
from pressdesk.templates.filled import Filled, text_of
from pressdesk.templates.filling import fill
from pressdesk.templates.reading import read_template
from tests.templates.given import TODAY, campaign, codes

FIELDS = """
<field name="story" type="story"/>
<field name="title" type="text" default="{story.title}"/>
<field name="date" type="date" default="{story.date}"/>
<field name="embargo" type="date" default="{story.embargo}"/>
<field name="embargo_time" type="time" default="{story.embargo}"/>
<field name="signature" type="text" default="{story.signature}"/>
"""
SHOWN = '<text id="banner">Embargo : {embargo:long}</text>'


def release(
    root: Path,
    matter: Mapping[str, Any],
    *,
    body: str = "Bonjour.",
    boxes: str = SHOWN,
    content: Mapping[str, Any] = {},
    **piece: Any,
) -> Filled:
    """A release of a text with this front matter."""
    folder = root / "templates" / "lettre"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.xml").write_text(
        f'<template format="1" kind="release"><fields>{FIELDS}</fields><layout formats="A4"><sheet><column>'
        f'{boxes}<flow field="story" height="1fr"/></column></sheet></layout></template>',
        encoding="utf-8",
    )
    texts = {"lettre": TextFile("lettre", matter, body, 12, "texts/lettre.md")}
    recipe = Piece("communique", "lettre", ("A4",), content, story="lettre", file="pieces/communique.toml", **piece)
    return fill(read_template(folder), recipe, campaign(root, texts=texts), as_of=TODAY)


def test_the_front_matter_fills_the_fields(tmp_path: Path) -> None:
    matter = {"title": "Ils sont {carers}", "date": date(2026, 3, 1), "embargo": datetime(2026, 3, 2, 6, 30)}
    made = release(tmp_path, matter)
    assert made.problems == ()
    assert made.values["title"][0].text == "Ils sont 148"  # type: ignore[index, union-attr]
    assert made.values["date"] == date(2026, 3, 1)
    assert made.values["embargo"] == date(2026, 3, 2)
    assert made.values["embargo_time"] == time(6, 30)
    assert "signature" not in made.values


def test_content_goes_before_the_front_matter(tmp_path: Path) -> None:
    made = release(tmp_path, {"title": "Un"}, content={"title": "Deux"})
    assert made.values["title"][0].text == "Deux"  # type: ignore[index, union-attr]


def test_an_embargo_of_a_day_has_no_hour(tmp_path: Path) -> None:
    made = release(tmp_path, {"embargo": date(2026, 3, 2)})
    assert made.problems == ()
    assert made.values["embargo"] == date(2026, 3, 2)
    assert "embargo_time" not in made.values


def test_the_text_and_the_boxes_may_name_the_front_matter(tmp_path: Path) -> None:
    made = release(tmp_path, {"title": "Titre", "author": "Ana"}, body="Voir {story.title} de {story.author}.")
    assert made.problems == ()
    assert made.values["story"].text == "Voir Titre de Ana."  # type: ignore[union-attr]
    assert text_of("{story.title}{story.place}", made)[0].text == "Titre"


def test_a_lede_of_the_front_matter_opens_the_text(tmp_path: Path) -> None:
    made = release(tmp_path, {"lede": "Nous sommes {carers}."})
    assert made.values["story"].text == "Nous sommes 148.\nBonjour."  # type: ignore[union-attr]


def test_an_unknown_name_in_the_text_is_told_with_its_line(tmp_path: Path) -> None:
    made = release(tmp_path, {"title": "Les {carrers}"}, body="Un.\n\nIls sont {carerz} et {story.titel}.")
    told = [(problem.place.file, problem.place.line, problem.place.key) for problem in made.problems]
    assert codes(made.problems) == ["unknown-fact"] * 3
    assert told == [("texts/lettre.md", 0, "title"), ("texts/lettre.md", 14, ""), ("texts/lettre.md", 14, "")]
    assert "“carers”" in made.problems[0].remedy


def test_a_link_may_be_a_fact(tmp_path: Path) -> None:
    made = release(tmp_path, {}, body="Sur [{petition.short}]({petition.link}).")
    assert made.problems == ()
    assert [span.link for span in made.values["story"].blocks[0].spans] == ["", "https://agir.example/soins", ""]  # type: ignore[union-attr]


def test_a_wrong_weekday_in_the_text_is_told(tmp_path: Path) -> None:
    made = release(tmp_path, {}, body="Rendez-vous lundi 12 mars 2026.")
    assert [(problem.code, problem.place.line) for problem in made.problems] == [("wrong-weekday", 12)]


def test_the_date_line_may_be_in_the_past_an_embargo_not(tmp_path: Path) -> None:
    matter = {"date": date(2026, 2, 1), "embargo": datetime(2026, 2, 2, 6, 0)}
    (problem,) = release(tmp_path, matter).problems
    assert (problem.code, problem.severity) == ("past-embargo", "warning")
    assert (problem.place.file, problem.place.key) == ("texts/lettre.md", "embargo")


@pytest.mark.parametrize(
    "case",
    [
        {"content": {"embargo": ""}},
        {"boxes": "<text>Pour diffusion immédiate</text>"},
        {"tweaks": {"banner": {"hide": True}}},
        {"boxes": f'<column id="head">{SHOWN}</column>', "tweaks": {"head": {"hide": True}}},
    ],
)
def test_an_embargo_that_is_left_out_is_an_error(tmp_path: Path, case: dict[str, Any]) -> None:
    (problem,) = release(tmp_path, {"embargo": datetime(2026, 3, 2, 6, 0)}, **case).problems
    assert (problem.code, problem.severity) == ("embargo-left-out", "error")


@pytest.mark.parametrize("empty", [{}, {"embargo": ""}])
def test_no_embargo_is_no_problem(tmp_path: Path, empty: dict[str, Any]) -> None:
    made = release(tmp_path, empty, boxes="<text>Pour diffusion immédiate</text>")
    assert made.problems == ()


def test_an_empty_text_is_no_story(tmp_path: Path) -> None:
    assert "story" not in release(tmp_path, {}, body="\n").values


def test_a_text_of_more_than_one_line_is_the_story_itself(tmp_path: Path) -> None:
    made = release(tmp_path, {}, content={"story": "# Titre\n\nIls sont {carers} et {carerz}."})
    assert made.values["story"].text == "Titre\nIls sont 148 et {carerz}."  # type: ignore[union-attr]
    assert [(problem.code, problem.place.file) for problem in made.problems] == [
        ("unknown-fact", "pieces/communique.toml")
    ]
