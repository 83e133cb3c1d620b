from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.problem import InputError
from pressdesk.work.store import load, load_with_problems
from pressdesk.work.store.facts import EPOCH, is_link
from tests.work.given import campaign, change, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "code", "says", "remedy"),
    [
        ("slogan = ", "slogn = ", "unknown-key", "no key “slogn”", "Did you mean “slogan”?"),
        ('name = "Les lampes"', 'nam = "x"', "missing-key", "“name” is missing", "Is “nam” meant to be “name”?"),
        ('"Les lampes"', '" "', "missing-key", "“name” is empty", "Fill it in."),
        ('"#ff5533"', '"#ff553"', "wrong-colour", "“#ff553” is no colour", ""),
        ("[0, 80, 84, 0]", "[0, 80, 840, 0]", "wrong-value", "4 numbers from 0 to 100", ""),
        ('"https://veille.example"', '"veille.example"', "not-a-link", "cannot be opened", "https://"),
        ('"pictures/logo.svg"', '"pictures/lgo.svg"', "missing-file", "no file", "“pictures/logo.svg”"),
        ('"pictures/logo.svg"', '"../logo.svg"', "outside-campaign", "leads out", "Copy the file"),
        ('"pictures/logo.svg"', '"/etc/logo.svg"', "outside-campaign", "leads out", "Copy the file"),
        ('"pictures/logo.svg"', '"C:logo.svg"', "outside-campaign", "leads out", "Copy the file"),
        ('updated = 2027-01-18T09:30:00', 'updated = "hier"', "wrong-type", "must be a date", "without quotes"),
        ('language = "fr"', 'language = "fx"', "unknown-language", "no rules", "“fr”"),
        ("format = 1", "format = 2", "newer-format", "newer PressDesk (format 2", "Install"),
        ("format = 1", 'format = "1"', "wrong-format", "whole number", "format = 1"),
        ("format = 1", "format = true", "wrong-format", "whole number", "format = 1"),
        ("[[organisations]]", "[organisations]", "wrong-type", "must be a list", ""),
        ('logo = "pictures/logo.svg"', 'approval = "pendin"', "approval", "no state", "“pending”"),
    ],
)  # fmt: skip
def test_a_fault_in_the_campaign_is_told_with_its_line_and_remedy(
    root: Path, old: str, new: str, code: str, says: str, remedy: str
) -> None:
    change(root, "campaign.toml", old, new)
    try:
        found = load_with_problems(root).problems
    except InputError as fault:
        found = fault.problems
    problem = next(problem for problem in found if problem.code == code)
    text = (root / "campaign.toml").read_text(encoding="utf-8")
    assert says in problem.message
    assert remedy in problem.remedy
    assert problem.place.file == "campaign.toml"
    if problem.place.line:
        assert new in text.split("\n")[problem.place.line - 1]


def test_a_folder_without_a_date_is_dated_the_same_each_time(root: Path) -> None:
    change(root, "campaign.toml", "updated = 2027-01-18T09:30:00\n", "")
    assert told(root, "no-date").severity == "warning"
    assert load(root).updated == EPOCH


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("https://a.example", True),
        ("http://a.example/b?c=d#e", True),
        ("https://été.example/œuvre", True),
        ("a.example", False),
        ("https://", False),
        ("https://a", False),
        ("https://a.example/b c", False),
        ("javascript://a.example", False),
        ("mailto:a@b.example", False),
    ],
)
def test_links(text: str, yes: bool) -> None:
    assert is_link(text) is yes
