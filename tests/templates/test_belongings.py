import unicodedata
from pathlib import Path

import pytest

from pressdesk.model.campaign import Contact, Organisation
from pressdesk.model.piece import Piece
from pressdesk.templates.filling import CodeValue, Filler, PictureValue, fill
from tests.templates.given import TODAY, campaign, codes, filled, one, template


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


def test_a_story_is_a_text_of_the_campaign(tmp_path: Path) -> None:
    for content, more in (("release", {}), ("texts/release.md", {}), (None, {"story": "release"})):
        value, problems = one(tmp_path, "story", content, **more)
        assert [block.text for block in value.blocks] == ["Titre", "Nous sommes 148."]
        assert not problems


def test_a_missing_logo_is_told_and_left_out(tmp_path: Path) -> None:
    for logo, code in (("pictures/none.svg", "missing-picture"), ("../logo.svg", "outside-campaign")):
        made = campaign(tmp_path, organisations=(Organisation("a", "Alpha", logo=logo),))
        result = fill(template(tmp_path / "t", ""), Piece("p", "t", ()), made, as_of=TODAY)
        assert codes(result.problems) == [code]
        assert result.values["organisations"] == (Organisation("a", "Alpha"),)


@pytest.mark.parametrize("content", ["main", None, "{event.petition}"])
def test_every_row_has_a_code_of_its_own(tmp_path: Path, content: str | None) -> None:
    tags = (("source", "{piece}"), ("content", "{event.town}"), ("term", "{event.nothing}"))
    given = campaign(tmp_path)
    given = given._replace(petitions={"main": given.petitions["main"]._replace(tags=tags)})
    table = given.tables["events"]
    rows = tuple(row._replace(cells={**row.cells, "petition": "main"}) for row in table.rows)
    given = given._replace(tables={"events": table._replace(rows=rows)})
    made = template(
        tmp_path / "templates" / "sample", '<field name="code" type="petition" default="{petitions.main}"/>'
    )
    piece = Piece("tract", "sample", ("A5",), {} if content is None else {"code": content}, rows="events")
    filler = Filler(made, piece, given, TODAY)
    links = [filler.fill(row).values["code"] for row in rows]
    assert links[0] == CodeValue(
        f"https://agir.example/soins?utm_source=tract&utm_content={rows[0].cells['town']}", "agir.example/s", "Signez"
    )
    assert len({link.payload for link in links if isinstance(link, CodeValue)}) == len(
        {row.cells["town"] for row in rows}
    )


def test_a_tag_of_the_row_is_left_out_where_there_is_none(tmp_path: Path) -> None:
    tags = (("source", "{piece}"), ("content", "{event.town}"))
    given = campaign(tmp_path)
    given = given._replace(petitions={"main": given.petitions["main"]._replace(tags=tags)})
    made = template(tmp_path / "templates" / "sample", '<field name="code" type="petition"/>')
    piece = Piece("affiche été", "sample", ("A3",), {"code": "main"})
    found = fill(made, piece, given, as_of=TODAY)
    code = found.values["code"]
    assert isinstance(code, CodeValue)
    assert code.payload == "https://agir.example/soins?utm_source=affiche%20%C3%A9t%C3%A9"
    assert not found.problems
