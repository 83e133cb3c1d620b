from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pressdesk.model.piece import Piece
from pressdesk.model.story import Span
from pressdesk.templates.facts import plain
from pressdesk.templates.filling import box_text, field_text, fill, is_filled, text_of
from tests.templates.given import NBSP, TODAY, campaign, filled, template


def test_fields_in_patterns(tmp_path: Path) -> None:
    fields = (
        '<field name="day" type="date"/><field name="petition" type="petition"/><field name="photo" type="picture"/>'
    )
    content = {"day": date(2026, 3, 12), "petition": "main", "photo": "pictures/photo.jpg"}
    result = filled(tmp_path, fields, content)
    for pattern, words in [
        ("{day:weekday} {day:day}", "jeudi 12"),
        ("{petition.short}|{petition.link}", "agir.example/s|https://agir.example/soins"),
        ("{petition.call}", "Signez"),
        ("© {photo.credit}", "© Ana"),
        ("{organisations.first.name}", "Collectif Alpha"),
        ("{nothing}", "{nothing}"),
    ]:
        assert plain(text_of(pattern, result)) == words
    assert plain(field_text("day", result)) == f"12{NBSP}mars 2026"
    assert field_text("nowhere", result) == (Span("{nowhere}"),)


def test_items(tmp_path: Path) -> None:
    result = filled(tmp_path, '<field name="demands" type="list"/>', {"demands": ("**Un**", "Deux")})
    items: Any = result.values["demands"]
    assert text_of("{item}", result, items[0], 1) is items[0]
    assert text_of("{index}.", result, items[1], 2) == (Span("2."),)
    contact = campaign(tmp_path).contacts[0]
    assert text_of("{item.name}: *{item.phone}* {name}", result, contact, 1) == (
        Span("Ana Roux: "),
        Span("06 00 00 00 01", italic=True),
        Span(" Nos soins"),
    )
    assert text_of("{item.age}", result, contact, 1) == (Span("{item.age}"),)


def test_the_text_of_a_box(tmp_path: Path) -> None:
    made = template(tmp_path, '<field name="title" type="text"/>', '<text field="title"/><text>x {title}</text>')
    result = fill(made, Piece("p", "t", (), {"title": "a"}), campaign(tmp_path), as_of=TODAY)
    first, second = made.layouts[0].sheets[0].root.children
    assert box_text(first, result) is result.values["title"]
    assert box_text(second, result) == (Span("x a"),)


def test_conditions(tmp_path: Path) -> None:
    fields = (
        '<field name="title" type="text"/><field name="flag" type="yesno"/><field name="off" type="yesno"/>'
        '<field name="count" type="number"/><field name="petition" type="petition"/>'
    )
    content: Mapping[str, Any] = {"flag": True, "off": False, "count": 0, "petition": "https://a.example/x"}
    result = filled(tmp_path, fields, content)
    for condition, holds in {
        "": True,
        "title": False,
        "!title": True,
        "flag": True,
        "off": False,
        "!off": True,
        "count": True,
        "petition": True,
        "petition.short": True,
        "petition.call": False,
        "!petition.call": True,
        "hashtag": True,
        "organisations": True,
        "signatories": False,
        "nowhere": False,
    }.items():
        assert is_filled(result, condition) is holds, condition
    assert is_filled(result, "item.logo", campaign(tmp_path).organisations[0])
    assert is_filled(result, "!item.logo", campaign(tmp_path).organisations[1])
