import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.base.problem import InputError
from pressdesk.base.units import Length
from pressdesk.templates.reading import ATTRIBUTES, COMMON, OPTIONS, check_template, read_template
from pressdesk.templates.tree import BOX_KINDS, NESTING_LIMIT, Fit
from tests.templates.given import codes, faults_of, sheet

SMALL = (Path(__file__).parent / "architecture.xml").read_text(encoding="utf-8")
"""The template of ARCHITECTURE.md, word for word."""


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
