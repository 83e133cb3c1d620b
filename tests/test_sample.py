"""The sample campaign and the templates that are shipped: complete, correct, nothing of the real world in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from pressdesk.base.formats import format_named
from pressdesk.base.paths import SAMPLE, TEMPLATES
from pressdesk.base.problem import Problem
from pressdesk.display.items import GlyphRun, Picture, Sheet
from pressdesk.layout.compose import Composer
from pressdesk.model.campaign import Campaign
from pressdesk.model.values import Value
from pressdesk.templates.filling import fill
from pressdesk.templates.reading import check_template, read_template
from pressdesk.text.dates import format_date
from pressdesk.text.fonts import builtin_library
from pressdesk.work.sample_photo import procession, walker
from pressdesk.work.store.reading import load_with_problems
from tests.layout.given import found, rect_of

FORMATS = {
    "poster-call": (
        "A1",
        "A2",
        "A3",
        "A4",
        "A5",
        "A6",
        "A2-landscape",
        "A4-landscape",
        "square",
        "portrait",
        "story",
        "link",
    ),
    "triptych": ("A1", "A2", "A3", "A4"),
    "event-flyer": ("A5", "A6", "DL"),
    "press-release": ("A4",),
    "letter": ("A4",),
    "joint-release": ("A4",),
    "open-letter": ("A4",),
    "media-advisory": ("A4",),
    "quote-card": ("square", "portrait", "story", "link"),
    "question-sheet": ("A4",),
    "summary": ("A4",),
}


@pytest.fixture(scope="module")
def sample() -> Campaign:
    return load_with_problems(SAMPLE)


def test_only_the_painted_pictures_are_missing(sample: Campaign) -> None:
    assert {problem.code for problem in sample.problems} <= {"missing-picture"}
    assert set(sample.pictures) == {"pictures/marche.jpg", "pictures/cortege.jpg"}
    for picture in sample.pictures.values():
        assert picture.caption and picture.credit and picture.licence and picture.alternative


def test_the_campaign_is_full(sample: Campaign) -> None:
    assert {"ground", "ink", "paper", "accent", "second"} <= set(sample.brand.colours)
    assert len(sample.organisations) == 2
    assert all((SAMPLE / organisation.logo).is_file() for organisation in sample.organisations)
    assert sample.petitions["main"].short in sample.petitions["main"].link
    assert sample.contacts and sample.signatories and sample.legal and sample.hashtag
    assert {piece.template for piece in sample.pieces.values()} == set(FORMATS)


def test_twelve_events_on_the_weekdays_they_name(sample: Campaign) -> None:
    rows = sample.tables["events"].rows
    assert len(rows) == 12
    for row in rows:
        cells = row.cells
        assert format_date(cells["date"], "weekday", "fr") == cells["weekday"]  # type: ignore[arg-type]
        assert cells["date"] > sample.day  # type: ignore[operator]
        assert cells["time"] < cells["end"]  # type: ignore[operator]
        assert all(cells[name] for name in ("town", "place", "address", "speaker", "note"))
        assert cells["petition"] in sample.petitions
    assert len({row.cells["town"] for row in rows}) == 12


def test_nothing_of_the_real_world() -> None:
    """Telephone numbers kept for fiction (ARCEP), domains kept for examples (RFC 2606)."""
    files = [path for path in SAMPLE.rglob("*") if path.suffix in (".toml", ".csv", ".md")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    numbers = re.findall(r"\b0\d(?: \d\d){4}\b", text)
    assert numbers
    assert all(number.startswith(("01 99 00", "06 39 98")) for number in numbers)
    hosts = re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", text)
    assert hosts
    assert all(host.endswith((".example", "example.org")) for host in hosts)


@pytest.mark.parametrize("name", FORMATS)
def test_templates_are_clean_and_serve_their_formats(name: str) -> None:
    assert check_template(TEMPLATES / name) == ()
    template = read_template(TEMPLATES / name)
    from pressdesk.base.formats import FORMATS as KNOWN

    for format_name in FORMATS[name]:
        assert template.layout_for(format_name, KNOWN[format_name].family) is not None, format_name


@pytest.mark.parametrize("name", FORMATS)
def test_every_field_speaks_both_languages(name: str) -> None:
    for field in read_template(TEMPLATES / name).fields.values():
        assert {"fr", "en"} <= set(field.labels), field.name
        if field.type in ("text", "place", "list"):
            assert {"short", "longest"} <= set(field.examples), field.name
        longest = field.examples.get("longest", "")
        if field.max and field.type in ("text", "place"):
            assert len(longest) <= field.max, field.name


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """The sample with its pictures painted small."""
    root = tmp_path_factory.mktemp("sample") / "campaign"
    copytree(SAMPLE, root)
    walker(0.05).save(root / "pictures" / "marche.jpg")
    procession(0.05).save(root / "pictures" / "cortege.jpg")
    return load_with_problems(root)


def _made(
    campaign: Campaign, name: str, format_name: str, content: Mapping[str, Value], number: int = 9
) -> tuple[tuple[Sheet, ...], list[Problem]]:
    template = read_template(TEMPLATES / name)
    piece = next(piece for piece in campaign.pieces.values() if piece.template == name)
    piece = piece._replace(content={**piece.content, **content})
    row = campaign.tables[piece.rows].rows[: number + 1][-1] if piece.rows else None
    filled = fill(template, piece, campaign, row=row, as_of=campaign.day)
    composer = Composer(builtin_library(), campaign.root)
    composed = composer.compose(template, filled, format_named(format_name), campaign.brand)
    return composed.sheets, [*filled.problems, *composed.problems]


def _composed(campaign: Campaign, name: str, format_name: str, content: Mapping[str, Value]) -> list[Problem]:
    return _made(campaign, name, format_name, content)[1]


def _examples(name: str, kind: str) -> dict[str, Value]:
    fields = read_template(TEMPLATES / name).fields.values()
    given = {field.name: field.examples.get(kind, "") for field in fields}
    lists = {field.name for field in fields if field.type == "list"}
    content: dict[str, Value] = {key: tuple(text.split("|")) if key in lists else text for key, text in given.items()}
    if "story" in content:
        content["story"] = given["story"].replace("|", "\n\n")
    return {key: value for key, value in content.items() if value}


CASES = [(name, format_name) for name, formats in FORMATS.items() for format_name in formats]


@pytest.mark.parametrize(("name", "format_name"), CASES)
def test_every_piece_fits_as_it_is_and_with_the_longest_and_shortest_texts(
    painted: Campaign, name: str, format_name: str
) -> None:
    for content in ({}, _examples(name, "short"), {**_examples(name, "longest"), "capitals": False}):
        known = {key: value for key, value in content.items() if key in read_template(TEMPLATES / name).fields}
        assert _composed(painted, name, format_name, known) == []


@pytest.mark.parametrize("name", [name for name in FORMATS if "photo" in read_template(TEMPLATES / name).fields])
def test_every_piece_stands_without_a_photograph(painted: Campaign, name: str) -> None:
    assert _composed(painted, name, FORMATS[name][0], {"photo": ""}) == []


@pytest.mark.parametrize("format_name", ["A3", "A6", "A4-landscape"])
def test_the_number_of_a_demand_stands_on_its_first_line(painted: Campaign, format_name: str) -> None:
    (sheet,), _ = _made(painted, "poster-call", format_name, {"demands": ("Payer la route", "Rouvrir la maternité")})
    runs = [(run, through.apply(run.x, run.y)) for run, through in found(sheet, GlyphRun, "demands")]
    texts = [run.run.text.strip() for run, _ in runs]
    lines = [at for _, at in runs]
    for number, words in (("1", "Payer"), ("2", "Rouvrir")):
        figure = texts.index(number)
        first = next(i for i in range(figure + 1, len(texts)) if texts[i].startswith(words))
        assert lines[figure][1] == pytest.approx(lines[first][1])
        assert {round(at[0], 3) for text, at in zip(texts, lines, strict=True) if not text.isdigit()} == {
            round(lines[first][0], 3)
        }


def test_the_demands_share_one_size_in_any_length(painted: Campaign) -> None:
    demands = ("Payer", "Rouvrir la maternité", "Professionnaliser l'accompagnement")
    (sheet,), problems = _made(painted, "poster-call", "A4", {"demands": demands})
    assert problems == []
    sizes = {run.run.size for run, _ in found(sheet, GlyphRun, "demands") if not run.run.text.strip().isdigit()}
    assert len(sizes) == 1


@pytest.mark.parametrize("format_name", ["A4-landscape", "link"])
def test_beside_the_photograph_of_a_wide_poster_stands_the_panel_alone(painted: Campaign, format_name: str) -> None:
    (sheet,), _ = _made(painted, "poster-call", format_name, {})
    photo, panel = rect_of(sheet, "photo"), rect_of(sheet, "panel")
    assert (photo.y, photo.bottom, photo.right) == pytest.approx((panel.y, panel.bottom, panel.x))


@pytest.mark.parametrize("format_name", ["A5", "A6", "DL"])
def test_the_walker_is_whole_on_every_flyer(painted: Campaign, format_name: str) -> None:
    """She goes from 0.462 to 0.795 of the height of the picture."""
    for number in range(12):
        (sheet,), problems = _made(painted, "event-flyer", format_name, {}, number)
        assert problems == []
        ((picture, _),) = found(sheet, Picture)
        assert picture.crop.y < 0.462 and picture.crop.y + picture.crop.height > 0.795


def test_the_sheets_of_a_triptych_hang_together(painted: Campaign) -> None:
    for content in ({}, {"photo": ""}):
        sheets, _ = _made(painted, "triptych", "A3", content)
        for box in ("thread", "panel", "line", "hour", "place", "foot", "legal"):
            left, middle, right = (rect_of(sheet, box) for sheet in sheets)
            assert left.y == pytest.approx(middle.y), box
            assert right.y == pytest.approx(middle.y), box
            assert left.x == middle.x == right.x


def test_pictures_stay_small_in_the_repository() -> None:
    files: list[Path] = [path for path in SAMPLE.rglob("*") if path.is_file()]
    assert files
    assert all(path.stat().st_size < 3_000_000 for path in files)
