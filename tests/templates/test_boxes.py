from pathlib import Path

import pytest

from pressdesk.templates.reading import ATTRIBUTES, COMMON, OPTIONS, read_template
from pressdesk.templates.tree import BOX_KINDS
from tests.templates.given import codes, faults_of, sheet


def read_boxes(folder: Path, boxes: str):  # type: ignore[no-untyped-def]
    assert codes(faults_of(folder, sheet(boxes))) == []
    return read_template(folder).layouts[0].sheets[0].root


def test_the_words_of_a_text(tmp_path: Path) -> None:
    root = read_boxes(
        tmp_path,
        "<column><text>  {title}\n   le\u00a012 |  mars<br/>ici || là  </text><text>a|||b</text></column>",
    )
    assert root.children[0].pattern == "{title} le\u00a012\nmars\nici | là"
    assert root.children[1].pattern == "a|\nb"


ONE_FAULT = [
    ('<column><texte field="title"/></column>', "unknown-element", "Did you mean “text”?"),
    ('<text feild="title">x</text>', "unknown-attribute", "Did you mean “field”?"),
    ('<text field="titel"/>', "unknown-field", "Did you mean “title”?"),
    ('<text if="titel">x</text>', "unknown-field", "Did you mean “title”?"),
    ('<column each="demand"/>', "unknown-field", "Did you mean “demands”?"),
    ('<column each="title"/>', "wrong-field", "list"),
    ('<text field="photo"/>', "wrong-field", "Use <picture>."),
    ('<picture field="title"/>', "wrong-field", "<picture> shows picture."),
    ('<qr field="title"/>', "wrong-field", "petition, link"),
    ('<text style="slogn">x</text>', "unknown-style", "Did you mean “slogan”?"),
    ('<text fit="22u..9u">x</text>', "bad-value", "the floor 22u is above the ideal 9u"),
    ('<text priority="2">x</text>', "missing-attribute", "fit"),
    ('<row width="12 inches"/>', "bad-value", "“12 inches” is no length"),
    ('<row height="-2mm"/>', "bad-value", "below 0"),
    ('<row gap="1fr"/>', "bad-value", "only width and height"),
    ('<row align="center"/>', "bad-value", "Did you mean “centre”?"),
    ('<row fill="#ff0000"/>', "bad-value", "no name of a colour"),
    ('<row lock="everything"/>', "bad-value", "lock"),
    ('<row role="headline"/>', "bad-value", "heading"),
    ("<row>some words</row>", "stray-text", "Put it into a <text>."),
    ("<text>a <b>b</b></text>", "unknown-element", "**bold**"),
    ("<text/>", "missing-attribute", "shows nothing"),
    ('<text field="title">x</text>', "two-sources", "{title}"),
    ("<picture/>", "missing-attribute", "source"),
    ("<qr/>", "missing-attribute", "field"),
    ("<text>{titel}</text>", "unknown-name", "Did you mean “title”?"),
    ("<text>{item}</text>", "unknown-name", "Nothing is called “item”."),
    ("<text>{title:lnog}</text>", "unknown-format-name", "Did you mean “long”?"),
    ("<text>{title</text>", "bad-pattern", "never closed"),
    ('<qr field="petition"><call>{titel}</call></qr>', "unknown-name", "title"),
    ('<qr field="petition"><cal>x</cal></qr>', "unknown-element", "Did you mean “call”?"),
    ('<shape form="polygon"/>', "missing-attribute", "points"),
    ('<shape form="rect" points="0% 0%, 1% 1%, 2% 2%"/>', "unused-attribute", "polygon"),
    ('<column><row id="a"/><row id="a"/></column>', "duplicate-id", "in line 3"),
    ('<row id="1"/>', "bad-value", "no name"),
    ("<row/><row/>", "two-roots", "overlay"),
    ("", "missing-element", "<overlay>"),
    ('<rule thickness="thin"/>', "bad-value", "“thin” is no length"),
    ('<grid columns="none"/>', "bad-value", "“none” is no length"),
]


@pytest.mark.parametrize(("boxes", "code", "words"), ONE_FAULT, ids=[row[0][:40] for row in ONE_FAULT])
def test_each_fault_is_told_with_its_line(tmp_path: Path, boxes: str, code: str, words: str) -> None:
    problems = faults_of(tmp_path / "templates" / "mine", sheet(boxes))
    assert codes(problems) == [code]
    assert words in problems[0].message + problems[0].remedy
    assert problems[0].place.file == "templates/mine/template.xml"
    assert problems[0].place.line == (3 if boxes else 2)


def test_every_kind_has_its_attributes() -> None:
    assert set(ATTRIBUTES) == set(OPTIONS) == set(BOX_KINDS)
    for kind in BOX_KINDS:
        names = (*COMMON, *ATTRIBUTES[kind])
        assert len(set(names)) == len(names)
        assert all(name == "self" or name not in names for name in OPTIONS[kind])
