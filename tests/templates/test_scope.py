from pathlib import Path

from pressdesk.model.story import Span
from pressdesk.templates.facts import plain
from tests.templates.given import codes, filled, one


def test_an_unknown_name_stays_visible(tmp_path: Path) -> None:
    assert one(tmp_path, "text", "Le {daet:long}")[0] == (Span("Le {daet:long}"),)
    assert one(tmp_path, "text", "{left}")[0] == (Span("{left}"),)


def test_the_order_of_lookup(tmp_path: Path) -> None:
    """The row, the piece's content, the campaign; a field may take the fact of its own name."""
    fields = '<field name="slogan" type="text"/><field name="title" type="text"/><field name="hashtag" type="text"/>'
    content = {"slogan": "{slogan} !", "title": "{slogan} {hashtag}", "hashtag": ""}
    result = filled(tmp_path, fields, content)
    assert plain(result.values["slogan"]) == "Tenons bon !"  # type: ignore[arg-type]
    assert plain(result.values["title"]) == "Tenons bon ! "  # type: ignore[arg-type]
    assert result.problems == ()


def test_fields_that_name_each_other_are_a_circle(tmp_path: Path) -> None:
    fields = '<field name="one" type="text"/><field name="two" type="text"/>'
    result = filled(tmp_path, fields, {"one": "a {two}", "two": "b {one}"})
    assert set(codes(result.problems)) == {"circle"}
    assert plain(result.values["one"]) == "a b {one}"  # type: ignore[arg-type]
