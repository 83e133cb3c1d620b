import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.base.problem import InputError
from pressdesk.base.units import Length
from pressdesk.templates.reading import ATTRIBUTES, COMMON, OPTIONS, check_template, read_template
from pressdesk.templates.tree import BOX_KINDS, NESTING_LIMIT, Fit
from tests.templates.given import codes, faults_of

SMALL = (Path(__file__).parent / "architecture.xml").read_text(encoding="utf-8")
"""The template of ARCHITECTURE.md, word for word."""


def sheet(boxes: str, *, before: str = "") -> str:
    fields = (
        '<field name="title" type="text"/><field name="photo" type="picture"/><field name="demands" type="list"/>'
        '<field name="petition" type="petition"/>'
    )
    return (
        f'<template format="1" kind="poster"><fields>{fields}</fields>{before}\n<layout formats="a-portrait"><sheet>\n'
        f"{boxes}</sheet></layout></template>"
    )


def read_boxes(folder: Path, boxes: str):  # type: ignore[no-untyped-def]
    assert codes(faults_of(folder, sheet(boxes))) == []
    return read_template(folder).layouts[0].sheets[0].root


def test_the_template_of_the_architecture(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "poster-call"
    folder.mkdir(parents=True)
    (folder / "template.xml").write_text(SMALL, encoding="utf-8")
    template = read_template(folder)
    assert template.name == "poster-call"
    assert template.titles == {"fr": "Appel à mobilisation", "en": "Call to action"}
    title = template.fields["title"]
    assert title.required and title.max == 60 and title.labels == {"fr": "Slogan"}
    assert title.examples["short"] == "Tenons bon"
    assert template.fields["petition"].default == "{petitions.main}"
    front = template.layouts[0].sheets[0]
    assert (front.id, front.bleed, front.root.kind, front.root.fill) == ("front", True, "column", "ground")
    photo, body = front.root.children
    assert photo.options == {"duotone": "ink accent", "focus": "field"}
    assert photo.height == Length(52, "%") and photo.condition == "photo"
    text, demands, foot = body.children
    assert text.fit == Fit(Length(9, "u"), Length(22, "u"), 1) and text.lock == "style"
    assert demands.each == "demands"
    assert [child.pattern for child in demands.children[0].children] == ["{index}", "{item}"]
    assert not demands.children[0].named and demands.children[0].id == "row@1.2.2.1"
    assert foot.children[1].options == {"size": "22u", "distance": "2m", "call": "Signez la pétition"}
    assert template.layout_for("A3", "a-portrait") is template.layouts[0]
    assert template.layout_for("A3-landscape", "a-landscape") is None


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


HEADS = [
    ("<template/>", ["missing-attribute", "missing-attribute", "missing-element"]),
    ('<layout formats="a-portrait"/>', ["unknown-element"]),
    ('<template format="2" kind="x"/>', ["newer-format"]),
    ('<template format="one" kind="x"><layout formats="dl"><sheet><row/></sheet></layout></template>', ["bad-value"]),
    (
        '<template format="1" kind="x"><layout formats="A9"><sheet><row/></sheet></layout></template>',
        ["unknown-format"],
    ),
    ('<template format="1" kind="x"><layout formats="dl"/></template>', ["missing-element"]),
    ('<template format="1" kind="x"><layout><sheet><row/></sheet></layout></template>', ["missing-attribute"]),
    (
        '<template format="1" kind="x"><layout formats="dl A4 dl"><sheet><row/></sheet></layout></template>',
        ["twice"],
    ),
]


@pytest.mark.parametrize(("xml", "expected"), HEADS, ids=range(len(HEADS)))
def test_faults_of_the_head(tmp_path: Path, xml: str, expected: list[str]) -> None:
    assert codes(faults_of(tmp_path, xml)) == expected


FIELDS = [
    ('<field type="text"/>', "missing-attribute"),
    ('<field name="a"/>', "missing-attribute"),
    ('<field name="a" type="txt"/>', "bad-value"),
    ('<field name="a" type="text"/><field name="a" type="text"/>', "duplicate-field"),
    ('<field name="a" type="text" required="maybe"/>', "bad-value"),
    ('<field name="a" type="text" max="many"/>', "bad-value"),
    ('<field name="a" type="choice"/>', "bad-choices"),
    ('<field name="a" type="text" choices="x, y"/>', "bad-choices"),
    ('<field name="a" type="text" default="{slogn}"/>', "unknown-name"),
    ('<field name="a" type="text"><label>x</label></field>', "missing-attribute"),
    ('<field name="a" type="text"><lable lang="fr">x</lable></field>', "unknown-element"),
    ('<field name="a" type="text"><example kind="tiny">x</example></field>', "bad-value"),
    ('<field name="a" type="text">words</field>', "stray-text"),
    ("<feld/>", "unknown-element"),
]


@pytest.mark.parametrize(("fields", "code"), FIELDS)
def test_faults_of_fields(tmp_path: Path, fields: str, code: str) -> None:
    xml = (
        f'<template format="1" kind="x">\n<fields>\n{fields}</fields>'
        '<layout formats="dl"><sheet><row/></sheet></layout></template>'
    )
    problems = faults_of(tmp_path, xml)
    assert codes(problems) == [code]
    assert problems[0].place.line == 3


STYLES = [
    ('<style name="a" based-on="sloga"/>', "unknown-style"),
    ('<style name="a" based-on="b"/><style name="b" based-on="a"/>', "style-circle"),
    ('<style name="a" based-on="a"/>', "style-circle"),
    ('<style name="a"/><style name="a"/>', "duplicate-style"),
    ('<style name="a" weight="1000"/>', "bad-value"),
    ('<style name="a" size="50%"/>', "bad-value"),
    ('<style name="a" leading="0"/>', "bad-value"),
    ('<style name="a" features="tabular"/>', "bad-value"),
    ('<style name="a" color="accent"/>', "unknown-attribute"),
]


@pytest.mark.parametrize(("styles", "code"), STYLES)
def test_faults_of_styles(tmp_path: Path, styles: str, code: str) -> None:
    found = codes(faults_of(tmp_path, sheet("<row/>", before=f"<styles>{styles}</styles>")))
    assert set(found) == {code}


def test_a_style_may_build_on_the_programs_own(tmp_path: Path) -> None:
    styles = (
        '<styles><style name="slogan" based-on="slogan" weight="900"/><style name="big" based-on="slogan"/></styles>'
    )
    assert faults_of(tmp_path, sheet('<text style="big">x</text>', before=styles)) == ()


SPANS = [
    ('picture="photo" sheets="left right" gap="20mm" box="part"', []),
    ('picture="photo" sheets="left middle" box="part"', ["unknown-sheet"]),
    ('picture="foto" sheets="left right" box="part"', ["unknown-field"]),
    ('picture="title" sheets="left right" box="part"', ["wrong-field"]),
    ('picture="photo" sheets="left right" box="prat"', ["unknown-box", "unknown-box"]),
    ('picture="photo" sheets="left right"', ["unknown-box", "unknown-box"]),
    ('picture="photo" box="part"', ["missing-attribute"]),
    ('picture="photo" sheets="left right" box="part" gap="10%"', ["bad-value"]),
]


@pytest.mark.parametrize(("span", "expected"), SPANS)
def test_spans(tmp_path: Path, span: str, expected: list[str]) -> None:
    xml = (
        '<template format="1" kind="triptych"><fields><field name="photo" type="picture"/>'
        '<field name="title" type="text"/></fields><layout formats="a-portrait">'
        '<sheet id="left"><overlay><picture id="part" field="photo"/></overlay></sheet>'
        f'<sheet id="right"><picture id="part" field="photo"/></sheet><span {span}/></layout></template>'
    )
    assert codes(faults_of(tmp_path, xml)) == expected


def test_all_faults_come_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    xml = SMALL.replace('type="list"', 'type="lists"').replace("fit=", "fitt=").replace('"52%"', '"52 percent"')
    problems = faults_of(tmp_path, xml)
    assert len(problems) >= 4
    assert [problem.place.line for problem in problems] == sorted(problem.place.line for problem in problems)


def test_nesting_has_a_limit(tmp_path: Path) -> None:
    def nested(depth: int) -> str:
        return sheet("<row>" * depth + "</row>" * depth)

    assert faults_of(tmp_path, nested(NESTING_LIMIT)) == ()
    assert codes(faults_of(tmp_path, nested(NESTING_LIMIT + 1))) == ["too-deep"]


def test_no_template_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no template\.xml"):
        read_template(tmp_path / "nowhere")


def test_advice_for_the_author(tmp_path: Path) -> None:
    assert faults_of(tmp_path, SMALL) == ()
    advice = check_template(tmp_path)
    assert {problem.severity for problem in advice} <= {"note", "warning"}
    assert any(problem.code == "no-label" and "“photo”" in problem.message for problem in advice)
    assert any(problem.code == "long-example" and "“title”" in problem.message for problem in advice)


def test_every_kind_has_its_attributes() -> None:
    assert set(ATTRIBUTES) == set(OPTIONS) == set(BOX_KINDS)
    for kind in BOX_KINDS:
        names = (*COMMON, *ATTRIBUTES[kind])
        assert len(set(names)) == len(names)
        assert all(name == "self" or name not in names for name in OPTIONS[kind])


def test_the_reference_names_every_attribute() -> None:
    from pressdesk.templates import reading

    text = reading.__doc__ or ""
    for kind in BOX_KINDS:
        for name in (*COMMON, *ATTRIBUTES[kind], *OPTIONS[kind]):
            assert re.search(rf"\b{re.escape(name.removesuffix('-style'))}\b", text), name


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_any_damage_gives_problems_with_a_place(tmp_path: Path, data: st.DataObject) -> None:
    """A stretch of the file is cut out or doubled: it is read, or refused with a line, and nothing else happens."""
    start = data.draw(st.integers(0, len(SMALL) - 1))
    length = data.draw(st.integers(1, 60))
    middle = SMALL[start : start + length] * data.draw(st.sampled_from([0, 2]))
    for problem in faults_of(tmp_path, SMALL[:start] + middle + SMALL[start + length :]):
        assert problem.message
        assert problem.place.file and problem.place.line
