"""Live preflight of a piece of a campaign: by format, preset and what was told before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import InputError, Problem
from pressdesk.layout.compose import Composer
from pressdesk.model.campaign import Campaign
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filler
from pressdesk.text.fonts import builtin_library
from pressdesk.work.preflighting import live_problems
from pressdesk.work.presets import PRESETS, Preset, limits_of, preset_named
from pressdesk.work.store import load_with_problems
from pressdesk.work.store.saving import save
from tests.work.given import AS_OF, campaign, change, put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path / "c")


def found(
    loaded: Campaign, format: str = "A4", preset: Preset | None = None, told: tuple[Problem, ...] = ()
) -> list[Problem]:
    piece = loaded.pieces["poster"]
    template = template_named(piece.template, loaded.root)
    filled = Filler(template, piece, loaded, date.fromisoformat(AS_OF)).fill()
    composer = Composer(builtin_library(), loaded.root)
    sheets = composer.compose(template, filled, FORMATS[format], loaded.brand, tweaks=piece.tweaks).sheets
    return list(live_problems(loaded, piece, template, FORMATS[format], sheets, preset, told))


def test_each_problem_knows_its_piece_format_and_page(root: Path) -> None:
    change(root, "pieces/poster.toml", "[content]", '[tweaks.town]\ncolour = "ink"\n[content]')
    (faint,) = [problem for problem in found(load_with_problems(root)) if problem.code == "unseen-text"]
    place = faint.place
    assert (place.piece, place.format, place.box, place.page) == ("poster", "A4", "town", 1)
    assert place.spot_mm is not None
    assert place.file == "pieces/poster.toml"


def test_what_was_told_already_is_not_told_again(root: Path) -> None:
    loaded = load_with_problems(root)
    first = found(loaded)
    assert first
    assert found(loaded, told=tuple(first)) == []


def test_pictures_for_screens_are_held_to_what_matters_there(root: Path) -> None:
    change(root, "campaign.toml", 'legal = "Imprimé par nos soins"\n', "")
    loaded = load_with_problems(root)
    assert "no-printer" in {problem.code for problem in found(loaded)}
    assert "no-printer" not in {problem.code for problem in found(loaded, "square")}
    assert "no-printer" not in {problem.code for problem in found(loaded, preset=PRESETS["screen"])}


def test_a_piece_is_marked_as_electoral(root: Path) -> None:
    change(root, "pieces/poster.toml", "format = 1\n", "format = 1\nelectoral = true\n")
    change(root, "campaign.toml", '"#1b1030"\ncmyk = [85, 90, 30, 65]', '"#1020c0"\ncmyk = [95, 80, 0, 0]')
    change(root, "campaign.toml", '"#ff5533"', '"#ff1122"')
    loaded = load_with_problems(root)
    assert loaded.pieces["poster"].electoral
    assert "national-colours" in {problem.code for problem in found(loaded)}
    piece = loaded.pieces["poster"]._replace(electoral=False)
    changed = loaded._replace(pieces={**loaded.pieces, "poster": piece})
    assert "national-colours" not in {problem.code for problem in found(changed)}
    save(changed, loaded)
    assert "electoral" not in (root / "pieces/poster.toml").read_text(encoding="utf-8")


def test_a_preset_says_how_grave_a_finding_is(root: Path) -> None:
    put(root, "presets/own.toml", 'format = 1\n[findings]\nuntitled = "error"\nno-alternative = "off"\n')
    preset = preset_named("own", root)
    assert limits_of(preset).severities == (("untitled", "error"), ("no-alternative", "off"))
    graves = {problem.code: problem.severity for problem in found(load_with_problems(root), preset=preset)}
    assert graves["untitled"] == "error"
    assert "no-alternative" not in graves


@pytest.mark.parametrize(
    ("line", "said"), [('hairlines = "note"', "hairline"), ('hairline = "fatal"', "error"), ("hairline = 3", "text")]
)
def test_findings_that_make_no_sense(line: str, said: str, root: Path) -> None:
    put(root, "presets/own.toml", f"format = 1\n[findings]\n{line}\n")
    with pytest.raises(InputError) as fault:
        preset_named("own", root)
    assert said in str(fault.value)
