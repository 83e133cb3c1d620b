from pathlib import Path

import pytest

from tests.templates.given import codes, faults_of, sheet

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
