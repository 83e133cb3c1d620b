import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.base.problem import has_errors
from pressdesk.model.campaign import Contact, Organisation
from pressdesk.model.piece import Extra, Piece
from pressdesk.model.story import Span, Story
from pressdesk.model.table import Table
from pressdesk.templates.facts import plain
from pressdesk.templates.filling import CodeValue, Filler, PictureValue, box_text, field_text, fill, is_filled, text_of
from tests.templates.given import EVENTS, TODAY, campaign, codes, filled, template

ONE = '<field name="{name}" type="{type}" {more}><label lang="fr">Étiquette</label></field>'
NBSP = "\u00a0"


def one(root: Path, type: str, content: Any, more: str = "", **piece: Any):  # type: ignore[no-untyped-def]
    """The value of one field, and the codes of the problems."""
    fields = ONE.format(name="it", type=type, more=more)
    result = filled(root, fields, {} if content is None else {"it": content}, **piece)
    return result.values.get("it"), codes(result.problems)


# ---- one field of each type


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Tenons **bon**", (Span("Tenons "), Span("bon", bold=True))),
        ("{slogan} !", (Span("Tenons "), Span("bon", bold=True), Span(" !"))),
        ("{carers} soignants", (Span("148 soignants"),)),
        ("{sentence}", (Span(f"Le 12{NBSP}mars 2026 à Rennes"),)),
        ("{{ici}}", (Span("{ici}"),)),
        ("  deux\nlignes ", (Span("deux\nlignes"),)),
        (12, (Span("12"),)),
        (date(2026, 3, 12), (Span(f"12{NBSP}mars 2026"),)),
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_text(tmp_path: Path, content: Any, expected: Any) -> None:
    assert one(tmp_path, "text", content) == (expected, [])


def test_a_place_can_be_a_table(tmp_path: Path) -> None:
    value, problems = one(tmp_path, "place", {"name": "Salle rose", "town": "Rennes"})
    assert (value, problems) == ((Span("Salle rose, Rennes"),), [])


def test_longtext(tmp_path: Path) -> None:
    value, problems = one(tmp_path, "longtext", "## Pourquoi\n\n- **{carers}** départs\n- {sentence}")
    assert isinstance(value, Story) and not problems
    assert [(block.kind, block.text) for block in value.blocks] == [
        ("heading", "Pourquoi"),
        ("bullet", "148 départs"),
        ("bullet", f"Le 12{NBSP}mars 2026 à Rennes"),
    ]
    assert value.blocks[1].spans[0].bold


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("Un", "**Deux**", "", "{carers}"), ["Un", "Deux", "148"]),
        ("{demands}", ["Payer la route", f"Payer le Le 12{NBSP}mars 2026 à Rennes"]),
        ("- Un\n- Deux\n\n3. Trois", ["Un", "Deux", "Trois"]),
        ("Un | Deux", ["Un", "Deux"]),
        ("Seul", ["Seul"]),
        ((1, date(2026, 3, 1)), ["1", f"1er{NBSP}mars 2026"]),
    ],
)
def test_lists(tmp_path: Path, content: Any, expected: list[str]) -> None:
    value, problems = one(tmp_path, "list", content)
    assert [plain(item) for item in value] == expected
    assert not problems


@pytest.mark.parametrize(
    "content", [date(2026, 3, 12), datetime(2026, 3, 12, 9), "12/03/2026", "{rally.date}", "12 mars 2026"]
)
def test_dates(tmp_path: Path, content: Any) -> None:
    value, problems = one(tmp_path, "date", content)
    assert type(value) is date and value == date(2026, 3, 12)
    assert not problems


@pytest.mark.parametrize("content", [time(14, 30), datetime(2026, 3, 12, 14, 30), "14h30", "14:30"])
def test_times(tmp_path: Path, content: Any) -> None:
    assert one(tmp_path, "time", content) == (time(14, 30), [])


def test_pictures(tmp_path: Path) -> None:
    photo = PictureValue(tmp_path / "pictures" / "photo.jpg", (0.4, 0.2), "Des gens", "Une marche", "Ana")
    assert one(tmp_path, "picture", "pictures/photo.jpg") == (photo, [])
    changed = {"path": "pictures/photo.jpg", "focus": (0.1, 0.9), "caption": "{name}"}
    value, problems = one(tmp_path, "picture", changed)
    assert (value, problems) == (photo._replace(focus=(0.1, 0.9), caption="Nos soins"), [])


def test_a_picture_is_found_however_its_accents_are_composed(tmp_path: Path) -> None:
    campaign(tmp_path)
    name = "pictures/été à la mer.jpg"
    (tmp_path / unicodedata.normalize("NFD", name)).write_bytes(b"x")
    value, problems = one(tmp_path, "picture", unicodedata.normalize("NFC", name))
    assert not problems and value.path.is_file()


@pytest.mark.parametrize(
    "path", ["../photo.jpg", "/etc/hostname", "pictures/../../x.jpg", "C:\\x.jpg", "..\\x.jpg", "a\0b"]
)
def test_a_picture_does_not_leave_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    assert one(tmp_path / "campaign", "picture", path) == (None, ["outside-campaign"])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    campaign(tmp_path / "campaign")
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (tmp_path / "campaign" / "pictures" / "secret.jpg").symlink_to(tmp_path / "secret.jpg")
    assert one(tmp_path / "campaign", "picture", "pictures/secret.jpg") == (None, ["outside-campaign"])


def test_petitions_and_links(tmp_path: Path) -> None:
    main = CodeValue("https://agir.example/soins", "agir.example/s", "Signez")
    assert one(tmp_path, "petition", "main") == (main, [])
    assert one(tmp_path, "petition", None, 'default="{petitions.main}"') == (main, [])
    assert one(tmp_path, "petition", "{petition}") == (main, [])
    assert one(tmp_path, "petition", "https://www.agir.example/soins/") == (
        CodeValue("https://www.agir.example/soins/", "agir.example/soins"),
        [],
    )
    own = {"link": "https://a.example/x", "short": "a.example", "call": "Ici"}
    assert one(tmp_path, "link", own) == (CodeValue("https://a.example/x", "a.example", "Ici"), [])
    assert one(tmp_path, "link", "presse@agir.example") == (
        CodeValue("mailto:presse@agir.example", "presse@agir.example"),
        [],
    )
    assert main.link == main.payload


def test_organisations_and_contacts(tmp_path: Path) -> None:
    alpha, beta = campaign(tmp_path).organisations
    assert one(tmp_path, "organisations", ("beta", "alpha"))[0] == (beta, alpha)
    assert one(tmp_path, "organisations", "beta")[0] == (beta,)
    assert one(tmp_path, "organisations", "all")[0] == (alpha, beta)
    assert one(tmp_path, "organisations", None, 'default="{organisations.first}"')[0] == (alpha,)
    assert one(tmp_path, "contacts", "ana roux")[0] == campaign(tmp_path).contacts
    assert one(tmp_path, "contacts", ({"name": "Bo", "phone": "06"},))[0] == (Contact("Bo", phone="06"),)


def test_organisations_and_contacts_are_there_unasked(tmp_path: Path) -> None:
    values = filled(tmp_path, "", {}).values
    assert values["organisations"] == campaign(tmp_path).organisations
    assert values["contacts"] == campaign(tmp_path).contacts
    result = filled(tmp_path, "", {"organisations": ("beta",)})
    assert [one.key for one in result.values["organisations"]] == ["beta"]  # type: ignore[union-attr]
    assert result.problems == ()


def test_choices_numbers_and_yes_or_no(tmp_path: Path) -> None:
    assert one(tmp_path, "choice", "affiche", 'choices="Tract, Affiche"') == ((Span("Affiche"),), [])
    assert one(tmp_path, "number", "12 000,5") == (12000.5, [])
    assert one(tmp_path, "number", "{carers}") == (148, [])
    assert one(tmp_path, "number", 0) == (0, [])
    assert one(tmp_path, "yesno", "oui") == (True, [])
    assert one(tmp_path, "yesno", False) == (False, [])


def test_a_story_is_a_text_of_the_campaign(tmp_path: Path) -> None:
    for content, more in (("release", {}), ("texts/release.md", {}), (None, {"story": "release"})):
        value, problems = one(tmp_path, "story", content, **more)
        assert [block.text for block in value.blocks] == ["Titre", "Nous sommes 148."]
        assert not problems


# ---- what goes wrong


@pytest.mark.parametrize(
    ("type", "content", "more", "code", "words"),
    [
        ("text", None, 'required="yes"', "empty-field", "“Étiquette” is empty"),
        ("text", "  ", 'required="yes"', "empty-field", "“Étiquette” is empty"),
        ("list", (), 'required="yes"', "empty-field", "“Étiquette” is empty"),
        ("text", "x" * 2000, 'max="60"', "long-text", "2000 characters; the template is made for 60"),
        ("longtext", "x " * 50, 'max="60"', "long-text", "made for 60"),
        ("list", ("a", "b", "c"), 'max="2"', "long-list", "3 items"),
        ("date", "bientôt", 'required="yes"', "unreadable-date", "“bientôt” is no date"),
        ("date", 12, "", "unreadable-date", "“12” is no date"),
        ("time", "midi pile", "", "unreadable-time", "“midi pile” is no time"),
        ("picture", "pictures/foto.jpg", "", "missing-picture", "Did you mean “pictures/photo.jpg”"),
        ("picture", "pictures", "", "missing-picture", "“pictures”"),
        ("picture", 12, "", "bad-picture", "path"),
        ("picture", {"path": "pictures/photo.jpg", "focus": (2, 0)}, "", "bad-focus", "0 to 1"),
        ("petition", "mian", "", "unknown-petition", "Did you mean “main”"),
        ("petition", "https://", "", "bad-link", "Étiquette"),
        ("petition", "https://autre.example/p", "", "other-petition", "https://agir.example/soins"),
        ("link", "agir", "", "bad-link", "“agir” is no link"),
        ("link", "javascript:alert(1)", "", "bad-link", "is no link"),
        ("organisations", ("alpah",), "", "unknown-organisation", "Did you mean “alpha”"),
        ("contacts", "Ana Rou", "", "unknown-contact", "Did you mean “Ana Roux”"),
        ("choice", "Affich", 'choices="Tract, Affiche"', "unknown-choice", "Did you mean “Affiche”"),
        ("number", "beaucoup", "", "bad-number", "“beaucoup” is no number"),
        ("yesno", "peut-être", "", "bad-yesno", "neither yes nor no"),
        ("story", "relase", "", "unknown-text", "Did you mean “release”"),
        ("text", "{slogn}", "", "unknown-fact", "Did you mean “slogan”"),
        ("text", "{petitions.main.sort}", "", "unknown-fact", "Did you mean “petitions.main.short”"),
        ("text", "{rally.twon}", "", "unknown-fact", "Did you mean “rally.town”"),
        ("date", "{raly.date}", "", "unknown-fact", "Did you mean “rally.date”"),
        ("list", ("a", "{nowhere}"), "", "unknown-fact", "nowhere"),
        ("text", "{rally.date:lnog}", "", "unknown-format-name", "Did you mean “long”"),
        ("text", "{rally.town:long}", "", "bad-form", "“Rennes” is no date"),
        ("text", "Le {date", "", "bad-pattern", "never closed"),
        ("text", "{left}", "", "circle", "left → right → left"),
        ("text", "{event.town}", "", "no-row", "the piece has no row"),
        ("date", date(2026, 2, 1), "", "past-date", "in the past"),
        ("text", "lundi 12 mars 2026", "", "wrong-weekday", "jeudi 12"),
    ],
)
def test_each_fault_is_told_once_with_its_place(
    tmp_path: Path, type: str, content: Any, more: str, code: str, words: str
) -> None:
    fields = ONE.format(name="it", type=type, more=more)
    found = filled(tmp_path, fields, {} if content is None else {"it": content}).problems
    assert codes(found) == [code]
    assert words in found[0].message + found[0].remedy
    assert found[0].place.file in ("pieces/affiche.toml", "campaign.toml")
    assert found[0].place.key == ("content.it" if found[0].place.file.startswith("pieces") else "facts.right")


def test_an_unknown_name_stays_visible(tmp_path: Path) -> None:
    assert one(tmp_path, "text", "Le {daet:long}")[0] == (Span("Le {daet:long}"),)
    assert one(tmp_path, "text", "{left}")[0] == (Span("{left}"),)


def test_content_for_no_field_names_the_nearest(tmp_path: Path) -> None:
    result = filled(tmp_path, '<field name="title" type="text"/>', {"titel": "x"})
    assert codes(result.problems) == ["unknown-content"]
    assert result.problems[0].severity == "warning" and "“title”" in result.problems[0].remedy
    used = filled(tmp_path, '<field name="title" type="text"/>', {"own": "moi", "title": "{own} aussi"})
    assert used.problems == () and used.values["title"] == (Span("moi aussi"),)


def test_labels_in_the_language_of_the_piece(tmp_path: Path) -> None:
    fields = (
        '<field name="it" type="text" required="yes"><label lang="fr">Titre</label>'
        '<label lang="en">Heading</label></field>'
    )
    assert "“Heading”" in filled(tmp_path, fields, {}, language="en").problems[0].message
    assert "“Titre”" in filled(tmp_path, fields, {}, language="gcf").problems[0].message


def test_a_missing_logo_is_told_and_left_out(tmp_path: Path) -> None:
    for logo, code in (("pictures/none.svg", "missing-picture"), ("../logo.svg", "outside-campaign")):
        made = campaign(tmp_path, organisations=(Organisation("a", "Alpha", logo=logo),))
        result = fill(template(tmp_path / "t", ""), Piece("p", "t", ()), made, as_of=TODAY)
        assert codes(result.problems) == [code]
        assert result.values["organisations"] == (Organisation("a", "Alpha"),)


# ---- names


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


# ---- rows

FLYER = (
    '<field name="title" type="text" default="{slogan}"/>'
    '<field name="day" type="date" required="yes" default="{event.date}"/>'
    '<field name="town" type="place" required="yes" default="{event.town}"/>'
    '<field name="note" type="text" default="À savoir : {event.note}"/>'
    '<field name="petition" type="petition" default="{event.petition}"/>'
    '<field name="line" type="text" default="{day:weekday} à {town}, {facts.sentence}"/>'
)


def flyer(root: Path, table: Table = EVENTS, content: Mapping[str, Any] = {}, fields: str = FLYER) -> Filler:
    made = template(root / "t", fields, "<text>{event.date:long} **{event.town}**</text><text>{title} {legal}</text>")
    piece = Piece("tract", "t", ("A6",), content, rows="events", file="pieces/tract.toml")
    return Filler(made, piece, campaign(root, tables={"events": table}), TODAY)


def changed(**cells: Any) -> Table:
    """The table of events with the first row's cells changed."""
    first, *others = EVENTS.rows
    return EVENTS._replace(rows=(first._replace(cells={**first.cells, **cells}), *others))


def test_every_row_shows_its_own(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    assert filler.row_fields == ("day", "town", "note", "petition", "line")
    first, second = (filler.fill(row) for row in EVENTS.rows)
    assert plain(first.values["line"]).startswith("jeudi à Rennes, Le 12")  # type: ignore[arg-type]
    assert plain(second.values["line"]).startswith("samedi à Brest, Le 12")  # type: ignore[arg-type]
    assert plain(text_of("{event.date:long} **{event.town}**", second)) == f"14{NBSP}mars 2026 Brest"
    assert first.values["petition"].short == "agir.example/s"  # type: ignore[union-attr]
    assert second.values["petition"].payload == "https://agir.example/brest"  # type: ignore[union-attr]
    assert first.problems == ()
    assert codes(second.problems) == ["other-petition"]
    assert (second.problems[0].place.row, second.problems[0].place.file) == (3, "tables/events.csv")


def test_what_does_not_depend_on_the_row_is_shared(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    first, second = (filler.fill(row) for row in EVENTS.rows)
    assert first.values["title"] is second.values["title"]
    assert first.values["organisations"] is second.values["organisations"]
    assert text_of("{title} {legal}", first) is text_of("{title} {legal}", second)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    forward, backward = flyer(tmp_path), flyer(tmp_path)
    one_way = [forward.fill(row) for row in EVENTS.rows]
    other_way = [backward.fill(row) for row in reversed(EVENTS.rows)][::-1]
    again = [forward.fill(row) for row in EVENTS.rows]
    for a, b, c in zip(one_way, other_way, again, strict=True):
        assert a.values == b.values == c.values
        assert a.problems == b.problems == c.problems


def test_one_row_filled_alone_is_the_same(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    plan = filler.plan
    alone = fill(plan.template, plan.piece, plan.campaign, row=EVENTS.rows[1], as_of=TODAY)
    assert (alone.values, alone.problems) == filler.fill(EVENTS.rows[1])[0::2]


def test_cells_are_taken_as_they_stand(tmp_path: Path) -> None:
    """A table is typed in a spreadsheet: stars and braces in it are no marks."""
    filler = flyer(tmp_path, content={"note": "{event.place}"})
    values = [filler.fill(row).values["note"] for row in EVENTS.rows]
    assert values == [(Span("Salle *Rose*"),), (Span("Le {quai}"),)]
    assert filler.problems == ()


def test_a_default_whose_names_are_empty_is_empty(tmp_path: Path) -> None:
    filler = flyer(tmp_path)
    assert "note" not in filler.fill(EVENTS.rows[0]).values
    assert plain(filler.fill(EVENTS.rows[1]).values["note"]) == "À savoir : Venez"  # type: ignore[arg-type]


def test_an_unreadable_date_is_told_at_its_cell(tmp_path: Path) -> None:
    table = changed(date="le douze")
    found = flyer(tmp_path, table).fill(table.rows[0]).problems
    assert set(codes(found)) == {"unreadable-date", "bad-form"}
    for problem in found:
        assert (problem.place.file, problem.place.key, problem.place.row) == ("tables/events.csv", "date", 2)


def test_an_empty_mandatory_cell_is_told_once(tmp_path: Path) -> None:
    table = changed(town="")
    found = flyer(tmp_path, table).fill(table.rows[0]).problems
    assert codes(found) == ["empty-field"]
    assert found[0].place.key == "town" and found[0].place.row == 2


def test_guards_see_the_row(tmp_path: Path) -> None:
    table = changed(date=date(2026, 2, 1), place="", petition="mian")
    found = flyer(tmp_path, table).fill(table.rows[0]).problems
    assert sorted(codes(found)) == ["missing-place", "past-date", "unknown-petition"]
    assert {problem.place.piece for problem in found} == {"tract"}


def test_a_missing_column_is_told_once_for_all_rows(tmp_path: Path) -> None:
    rows = tuple(
        row._replace(cells={("towns" if name == "town" else name): cell for name, cell in row.cells.items()})
        for row in EVENTS.rows
    )
    table = EVENTS._replace(columns=("date", "time", "towns", "place", "note", "petition"), rows=rows)
    filler = flyer(tmp_path, table)
    assert set(codes(filler.problems)) == {"missing-column"}
    assert all("“towns”" in problem.remedy for problem in filler.problems)
    assert has_errors(filler.problems)
    assert codes(filler.fill(rows[0]).problems) == codes(filler.problems)
    speaker = '<field name="title" type="text"/><field name="speaker" type="text" default="{event.speaker}"/>'
    optional = flyer(tmp_path, table, fields=speaker)
    assert "speaker" not in " ".join(problem.message for problem in optional.problems)


def test_a_piece_of_rows_without_a_row_says_so(tmp_path: Path) -> None:
    assert "no-row" in codes(flyer(tmp_path).fill(None).problems)


def test_a_row_of_another_record_answers_to_event(tmp_path: Path) -> None:
    table = EVENTS._replace(name="réunions", record="réunion")
    filler = flyer(tmp_path, table, content={"title": "{réunion.town}"})
    assert plain(filler.fill(table.rows[0]).values["title"]) == "Rennes"  # type: ignore[arg-type]
    assert plain(filler.fill(table.rows[0]).values["town"]) == "Rennes"  # type: ignore[arg-type]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.text(max_size=30) | st.text(alphabet="{}[]()*^:.|slogan_12-/", max_size=25))
def test_any_content_is_filled_or_told(tmp_path: Path, content: str) -> None:
    kinds = ("text", "longtext", "list", "date", "time", "place", "picture", "petition", "link", "yesno", "number")
    fields = "".join(f'<field name="f{kind}" type="{kind}" required="yes"/>' for kind in kinds)
    result = filled(tmp_path, fields, {f"f{kind}": content for kind in kinds})
    told = {problem.place.key.removeprefix("content.") for problem in result.problems}
    for kind in kinds:
        assert f"f{kind}" in result.values or f"f{kind}" in told
