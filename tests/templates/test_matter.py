"""The front matter of texts: known keys are checked, wrong ones named, and fields filled from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from pressdesk.model.campaign import Contact
from pressdesk.model.piece import Piece
from pressdesk.model.story import Story, TextFile
from pressdesk.templates.filling import fill
from pressdesk.templates.matter import matter_problems, paris_time
from tests.templates.given import TODAY, campaign, template


def told(root: Path, **matter: Any) -> list[tuple[str, str, str]]:
    text = TextFile("lettre", matter, "", 3, "texts/lettre.md")
    return [(one.code, one.place.key, one.remedy) for one in matter_problems(text, campaign(root))]


def test_what_is_right_is_not_told(tmp_path: Path) -> None:
    assert told(
        tmp_path, format=1, kind="release", title="Titre", place="Rennes", date=date(2026, 3, 1), language="gcf",
        embargo=datetime(2026, 3, 1, 6, tzinfo=timezone(timedelta(hours=1))), organisations=("alpha", "beta"),
        contacts=("Ana Roux", {"name": "Bo"}), signatories=("Quelqu’un",), addressees="Le préfet",
        speakers={"ana": "Ana Roux"}, mon_fait=3,
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("matter", "code", "remedy"),
    [
        ({"embago": date(2026, 3, 1)}, "unknown-key", "“embargo”"),
        ({"organizations": ("alpha",)}, "unknown-key", "“organisations”"),
        ({"kind": "relase"}, "front-matter", "“release”"),
        ({"date": "douze mars"}, "front-matter", "2026-03-12"),
        ({"language": "français"}, "front-matter", "two or three"),
        ({"organisations": ("alfa",)}, "front-matter", "alpha"),
        ({"contacts": ("Ana Rou",)}, "front-matter", "“Ana Roux”"),
        ({"contacts": ({"role": "x"},)}, "front-matter", "name"),
        ({"title": 3}, "front-matter", "quotes"),
        ({"speakers": ("Ana",)}, "front-matter", "Ana Roux, présidente"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(tmp_path: Path, matter: dict[str, Any], code: str, remedy: str) -> None:
    ((found, key, said),) = told(tmp_path, **matter)
    assert (found, key) == (code, next(iter(matter)))
    assert remedy in said


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2027, 3, 1, 6, tzinfo=UTC), datetime(2027, 3, 1, 7)),
        (datetime(2027, 7, 1, 23, 30, tzinfo=UTC), datetime(2027, 7, 2, 1, 30)),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), datetime(2027, 3, 28, 1, 59)),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), datetime(2027, 3, 28, 3)),
        (datetime(2027, 10, 31, 1, 0, tzinfo=UTC), datetime(2027, 10, 31, 2)),
        (datetime(2027, 3, 1, 6), datetime(2027, 3, 1, 6)),
    ],
)
def test_moments_as_the_clocks_of_paris_show_them(moment: datetime, shown: datetime) -> None:
    assert paris_time(moment) == shown


FIELDS = """<field name="story" type="story"/><field name="contacts" type="contacts" default="{contacts}"/>
<field name="embargo" type="date" default="{story.embargo}"/><field name="hour" type="time" default="{story.embargo}"/>
"""


def test_fields_take_what_the_text_says(tmp_path: Path) -> None:
    matter: dict[str, Any] = {
        "language": "en",
        "contacts": ({"name": "Bo", "phone": "06"},),
        "embargo": datetime(2027, 3, 1, 20, tzinfo=timezone(timedelta(hours=-4))),
        "speakers": {"ana": "Ana Roux, présidente"},
    }
    text = TextFile("lettre", matter, "> Dit\n> — ana\n", 3, "texts/lettre.md")
    given = campaign(tmp_path, texts={"lettre": text})
    filled = fill(template(tmp_path / "t", FIELDS), Piece("p", "t", (), story="lettre"), given, as_of=TODAY)
    assert {problem.code for problem in filled.problems} <= {"embargo-left-out"}  # the template shows none
    assert filled.language == "en"
    assert filled.values["contacts"] == (Contact("Bo", phone="06"),)
    assert (filled.values["embargo"], filled.values["hour"]) == (date(2027, 3, 2), time(1))
    story = filled.values["story"]
    assert isinstance(story, Story)
    assert story.blocks[1].text == "Ana Roux, présidente"
