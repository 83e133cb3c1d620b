from pathlib import Path

from pressdesk.model.piece import Extra
from pressdesk.model.story import Span
from tests.templates.given import codes, filled


def test_content_for_no_field_names_the_nearest(tmp_path: Path) -> None:
    result = filled(tmp_path, '<field name="title" type="text"/>', {"titel": "x"})
    assert codes(result.problems) == ["unknown-content"]
    assert result.problems[0].severity == "warning" and "“title”" in result.problems[0].remedy
    used = filled(tmp_path, '<field name="title" type="text"/>', {"own": "moi", "title": "{own} aussi"})
    assert used.problems == () and used.values["title"] == (Span("moi aussi"),)


def test_names_in_the_template_are_checked_against_the_campaign(tmp_path: Path) -> None:
    boxes = "<text>{facts.nowhere}</text>\n<column each='contacts'><text>{item.nmae}</text></column>"
    result = filled(tmp_path, "", {}, boxes=boxes)
    assert codes(result.problems) == ["unknown-fact", "unknown-fact"]
    assert [problem.place.line for problem in result.problems] == [3, 4]
    assert result.problems[0].place.file == "templates/sample/template.xml"
    assert "“item.name”" in result.problems[1].remedy


def test_names_in_free_elements_are_checked(tmp_path: Path) -> None:
    extras = (Extra("text", {"text": "{slogn}"}), Extra("qr", {"payload": "{petition.link}"}))
    found = filled(tmp_path, "", {}, extras=extras).problems
    assert [(problem.code, problem.place.key) for problem in found] == [("unknown-fact", "extra.1.text")]
