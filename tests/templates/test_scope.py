from itertools import pairwise
from pathlib import Path
from typing import Any

from pressdesk.model.piece import Piece
from pressdesk.model.story import Span
from pressdesk.templates.facts import plain
from pressdesk.templates.filling import fill
from tests.templates.given import TODAY, campaign, codes, filled, one, template


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


def test_facts_that_double_each_other_end_in_a_problem(tmp_path: Path) -> None:
    facts: dict[str, Any] = {f"f{n}": f"{{f{n + 1}}}{{f{n + 1}}}" for n in range(60)} | {"f60": "ha"}
    made = campaign(tmp_path, facts=facts)
    recipe = Piece("p", "t", (), {"it": "{f0}", "other": "{f58}"})
    fields = '<field name="it" type="text"/><field name="other" type="text"/>'
    result = fill(template(tmp_path / "t", fields), recipe, made, as_of=TODAY)
    assert set(codes(result.problems)) == {"long-fact"}
    assert plain(result.values["other"]) == "ha" * 4  # type: ignore[arg-type]
    assert len(plain(result.values["it"])) < 1_000_000  # type: ignore[arg-type]


def test_fields_that_name_each_other_many_times_are_filled(tmp_path: Path) -> None:
    names = [f"f{n}" for n in range(40)]
    fields = "".join(f'<field name="{name}" type="text"/>' for name in names)
    content = {name: f"{{{later}}}" for name, later in pairwise(names)}
    content |= {"f39": "fin", "f0": "{f1} {f2} {f3} {f4}"}
    result = filled(tmp_path, fields, content)
    assert plain(result.values["f0"]) == "fin fin fin fin"  # type: ignore[arg-type]
    assert result.problems == ()
