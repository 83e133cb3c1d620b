"""The kinds of the press desk at their limits: sixty who sign, many addressees, a portrait beside the longest words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from shutil import copytree

import pytest

from pressdesk.base.formats import format_named
from pressdesk.base.paths import SAMPLE, TEMPLATES
from pressdesk.base.problem import Problem
from pressdesk.display.inspect import text_of
from pressdesk.display.items import Group, Shape, Sheet
from pressdesk.layout.compose import Composer
from pressdesk.model.campaign import Campaign
from pressdesk.model.values import Value
from pressdesk.output.outline import document_of
from pressdesk.output.plain import plain_text
from pressdesk.templates.filling import Filled, fill
from pressdesk.templates.reading import read_template
from pressdesk.text.fonts import builtin_library
from pressdesk.work.sample_photo import walker
from pressdesk.work.store.reading import load_with_problems
from tests.layout.given import found

AS_OF = date(2027, 1, 20)
NAMES = (
    "Union des sages-femmes libérales du haut pays", "Les Amis de la maternité d'Orcelle-les-Bains",
    "Fédération des ambulanciers et transporteurs sanitaires de montagne", "Collectif Respire", "Radio Vallée",
)  # fmt: skip


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    root = tmp_path_factory.mktemp("kinds") / "campaign"
    copytree(SAMPLE, root)
    walker(0.05).save(root / "pictures" / "marche.jpg")
    return load_with_problems(root)


def filled_with(campaign: Campaign, piece: str, content: Mapping[str, Value]) -> Filled:
    """A piece of the sample with other content."""
    recipe = campaign.pieces[piece]
    recipe = recipe._replace(content={**recipe.content, **content})
    return fill(read_template(TEMPLATES / recipe.template), recipe, campaign, as_of=AS_OF)


def pages(
    campaign: Campaign, piece: str, content: Mapping[str, Value], format: str = "A4"
) -> tuple[tuple[Sheet, ...], list[Problem]]:
    filled = filled_with(campaign, piece, content)
    template = read_template(TEMPLATES / campaign.pieces[piece].template)
    made = Composer(builtin_library(), campaign.root).compose(template, filled, format_named(format), campaign.brand)
    return made.sheets, [*filled.problems, *made.problems]


def signing(count: int, **last: str) -> tuple[Value, ...]:
    bodies: list[Value] = [
        {"name": f"{NAMES[i % 5]} {i}", "logo": "" if i % 2 else "pictures/logos/officines.svg"}
        for i in range(count - 1)
    ]
    return (*bodies, {"name": "Les Zélés", **last})


@pytest.mark.parametrize("count", [2, 7, 24, 25, 60])
def test_a_joint_release_takes_two_to_sixty_organisations(campaign: Campaign, count: int) -> None:
    sheets, problems = pages(campaign, "communique-commun", {"organisations": signing(count)})
    assert problems == []
    words = " ".join(word for sheet in sheets for word in text_of(sheet))
    assert all(f"{i}" in words for i in range(count - 1)) and "Les Zélés" in words
    walls = [[len(list(found(sheet, Shape, box))) for box in ("logos", "wall")] for sheet in sheets]
    at_head, at_end = (sum(column) for column in zip(*walls, strict=True))
    assert (at_head > 0, at_end > 0) == (count <= 24, count > 24)


def test_the_wall_stands_where_the_piece_wants_it(campaign: Campaign) -> None:
    for last in (True, False):
        sheets, problems = pages(campaign, "communique-commun", {"wall_last": last})
        assert problems == []
        assert bool(list(found(sheets[0], Shape, "logos"))) is not last


def test_a_release_warns_while_one_has_not_answered_and_leaves_out_who_declined(campaign: Campaign) -> None:
    for approval, severity, named in (("pending", "warning", True), ("declined", "note", False)):
        sheets, problems = pages(campaign, "communique-commun", {"organisations": signing(5, approval=approval)})
        assert [(problem.severity, "Zélés" in problem.message) for problem in problems] == [(severity, True)]
        assert any("Zélés" in word for sheet in sheets for word in text_of(sheet)) is named


def test_the_list_of_a_joint_release_is_in_order_and_a_list(campaign: Campaign) -> None:
    sheets, _ = pages(campaign, "communique-commun", {})
    items = [group for sheet in sheets for group, _ in found(sheet, Group) if group.role == "item"]
    assert len(items) >= 7
    filled = filled_with(campaign, "communique-commun", {})
    assert [one.key[:7] for one in filled.values["organisations"]] == [  # type: ignore[union-attr]
        "Commune", "Mouveme", "Naître ", "Les Off", "proches", "La Relè", "veille",
    ]  # fmt: skip


def test_an_open_letter_with_forty_signatories_and_many_testimonials(campaign: Campaign) -> None:
    people = tuple(f"Prénom{i} Nom{i}, infirmière à Saint-Elme-d'Orcelle" for i in range(40))
    said = "".join(f"> Je marche pour celles qui tiennent {i}.\n>\n> — Nom {i}, aidant\n\n" for i in range(20))
    sheets, problems = pages(campaign, "lettre-ouverte", {"signatories": people, "testimonials": said})
    assert problems == []
    assert len(sheets) >= 3
    words = " ".join(word for sheet in sheets for word in text_of(sheet))
    assert all(f"Prénom{i} " in words and f"tiennent {i}." in words for i in range(20))


def test_the_slogan_of_an_open_letter_keeps_its_language(campaign: Campaign) -> None:
    filled = filled_with(campaign, "lettre-ouverte", {})
    assert [span.language for span in filled.values["slogan"]] == ["gcf", ""]  # type: ignore[union-attr]


@pytest.mark.parametrize("piece", ["communique-commun", "lettre-ouverte", "invitation"])
def test_nobody_is_lost_in_plain_text(campaign: Campaign, piece: str) -> None:
    filled = filled_with(campaign, piece, {})
    template = read_template(TEMPLATES / campaign.pieces[piece].template)
    document = document_of(template, filled, format_named("A4"), campaign.brand, root=campaign.root)
    assert document is not None
    text = plain_text(document)
    for name in ("speakers", "signatories", "addressees"):
        for one in filled.values.get(name, ()):  # type: ignore[union-attr]
            last = (one.line if name == "addressees" else one.name).replace("'", "’")  # type: ignore[union-attr]
            assert " ".join(text.replace("\u00a0", " ").split()).count(last) >= 1
    if piece == "invitation":
        assert [word for word in ("Quoi", "Quand", "Où", "Qui") if f"\n{word}\n" in text] == [
            "Quoi",
            "Quand",
            "Où",
            "Qui",
        ]


@pytest.mark.parametrize("format", ["square", "portrait", "story", "link"])
def test_a_portrait_has_room_beside_the_longest_words(campaign: Campaign, format: str) -> None:
    fields = read_template(TEMPLATES / "quote-card").fields.values()
    longest: dict[str, Value] = {
        field.name: field.examples["longest"] for field in fields if "longest" in field.examples
    }
    _, problems = pages(campaign, "citation", {**longest, "photo": "pictures/marche.jpg"}, format)
    assert problems == []
