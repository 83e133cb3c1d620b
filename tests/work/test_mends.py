"""Each remedy makes its problem go away or leaves the campaign as it was; the registry names them all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.base.problem import Place, Problem
from pressdesk.model.campaign import Campaign, PictureInfo
from pressdesk.model.piece import Extra
from pressdesk.model.story import TextFile
from pressdesk.prepress.facts import ratio
from pressdesk.prepress.limits import USUAL
from pressdesk.work import mends
from pressdesk.work.mending import MENDS, can_mend, mend
from pressdesk.work.store import load_with_problems
from tests.work.given import campaign


@pytest.fixture
def loaded(tmp_path: Path) -> Campaign:
    return load_with_problems(campaign(tmp_path / "c"))


def fault(code: str, box: str = "lede", key: str = "", **figures: float | str) -> Problem:
    place = Place(box=box, key=key, piece="poster", format="A6", file="pieces/poster.toml")
    return Problem("warning", code, "", "", place, tuple(figures.items()))


def tweaked(campaign: Campaign, box: str, **changes: Any) -> Campaign:
    piece = campaign.pieces["poster"]
    return campaign._replace(
        pieces={**campaign.pieces, "poster": piece._replace(tweaks={**piece.tweaks, box: changes})}
    )


def with_extra(campaign: Campaign, kind: str, **content: Any) -> Campaign:
    piece = campaign.pieces["poster"]
    extras = (Extra(kind, {"id": "free", **content}),)
    return campaign._replace(pieces={**campaign.pieces, "poster": piece._replace(extras=extras)})


def tweaks(campaign: Campaign, box: str = "lede") -> Mapping[str, Any]:
    return campaign.pieces["poster"].tweaks.get(box, {})


def free(campaign: Campaign) -> Mapping[str, Any]:
    return campaign.pieces["poster"].extras[0].content


def test_every_mend_is_for_a_code_that_is_known() -> None:
    elsewhere = {"locked", "unknown-box", "unknown-tweak", "bad-tweak", "hidden-characters"}
    of_sheets = {code for code, remedy in MENDS.items() if remedy.__module__ == mends.__name__}
    assert of_sheets - elsewhere <= set(USUAL)
    assert len(of_sheets) >= 20


@pytest.mark.parametrize("code", MENDS)
def test_a_mend_without_its_figures_or_its_piece_changes_nothing_it_should_not(code: str, loaded: Campaign) -> None:
    stranger = fault(code)._replace(place=Place(piece="nobody", box="lede"))
    changed = mend(loaded, stranger)
    assert changed.pieces == loaded.pieces
    assert changed.texts == loaded.texts


def test_a_problem_that_nobody_can_mend(loaded: Campaign) -> None:
    assert not can_mend(loaded, fault("past-date"))
    assert mend(loaded, fault("past-date")) is loaded


def test_a_tweak_that_does_nothing_is_taken_out(loaded: Campaign) -> None:
    there = tweaked(loaded, "lede", move=("1mm", "1mm"), colour="ink")
    found = mend(there, fault("locked", key="tweaks.lede.move"))
    assert tweaks(found) == {"colour": "ink"}
    assert "lede" not in mend(found, fault("unknown-box", key="tweaks.lede")).pieces["poster"].tweaks


def test_a_box_is_moved_inside(loaded: Campaign) -> None:
    wanted = fault("safe-zone", move_x=2.04, move_y=-1.0)
    once = mend(loaded, wanted)
    assert tweaks(once)["move"] == ("2.1mm", "-1mm")
    assert tweaks(mend(once, wanted))["move"] == ("4.2mm", "-2mm")
    share = tweaked(loaded, "lede", move=("10%", 1))
    assert tweaks(mend(share, wanted))["move"] == ("12.6mm", "0mm")
    assert mend(loaded, fault("fold", move_x=0.0, move_y=0.0)) is loaded


def test_a_free_element_is_moved_by_its_place(loaded: Campaign) -> None:
    there = with_extra(loaded, "text", x="3mm", y=2)
    found = mend(there, fault("safe-zone", "free", move_x=2.0, move_y=3.0))
    assert (free(found)["x"], free(found)["y"]) == ("5mm", "5mm")
    pinned = with_extra(loaded, "text", x="3mm", pin="right")
    assert free(mend(pinned, fault("safe-zone", "free", move_x=2.0, move_y=0.0))) == free(pinned)


def test_text_is_set_larger(loaded: Campaign) -> None:
    found = mend(loaded, fault("tiny-text", factor=1.25))
    assert tweaks(found)["size_factor"] == pytest.approx(1.26)
    assert mend(loaded, fault("tiny-text", factor=9.0)) is loaded
    assert mend(loaded, fault("tiny-text", factor=1.0)) is loaded


def test_a_locked_or_nameless_box_is_left_alone(loaded: Campaign) -> None:
    assert not can_mend(loaded, fault("tiny-text", "title", factor=1.2))  # lock="style"
    assert not can_mend(loaded, fault("tiny-text", "column@1", factor=1.2))
    assert not can_mend(loaded, fault("tiny-text", "nowhere", factor=1.2))
    assert can_mend(loaded, fault("safe-zone", "title", move_x=1.0, move_y=0.0))


@pytest.mark.parametrize("ground", [0.0, 0.05, 0.3, 0.6, 1.0])
def test_text_takes_a_colour_of_the_brand_that_can_be_read(ground: float, loaded: Campaign) -> None:
    found = mend(loaded, fault("faint-text", ground=ground, needed=4.5))
    name = tweaks(found)["colour"]
    luminance = {"black": 0.0, "white": 1.0}.get(name)
    if luminance is None:
        luminance = loaded.brand.colours[name].rgb.luminance
    assert ratio(luminance, ground) >= 4.5


def test_small_rich_black_becomes_black(loaded: Campaign) -> None:
    assert tweaks(mend(loaded, fault("rich-black-text")))["colour"] == "black"


def test_a_free_code_is_mended(loaded: Campaign) -> None:
    there = with_extra(loaded, "qr", payload="https://x.example", size="20mm", level="H", colour="accent")
    assert free(mend(there, fault("qr-module", "free", factor=1.3)))["size"] == "26mm"
    assert free(mend(there, fault("qr-transfer", "free")))["level"] == "M"
    dark = free(mend(there, fault("qr-contrast", "free")))
    assert (dark["colour"], dark["fill"]) == ("black", "white")
    unsized = with_extra(loaded, "qr", payload="https://x.example")
    assert free(mend(unsized, fault("qr-distance", "free", factor=1.3)))["size_factor"] == pytest.approx(1.31)


def test_a_picture_that_is_zoomed_shows_more(loaded: Campaign) -> None:
    there = tweaked(loaded, "photo", zoom=3.0)
    found = mend(there, fault("low-resolution", "photo", ppi=100.0))
    assert tweaks(found, "photo")["zoom"] == pytest.approx(1.33)
    assert mend(loaded, fault("low-resolution", "photo", ppi=100.0)) is loaded


def test_a_colour_gives_up_ink_and_keeps_its_black(loaded: Campaign) -> None:
    heavy = Ink("ink", RGB(0.1, 0.1, 0.1), CMYK(1.0, 0.9, 0.8, 0.6))
    there = loaded._replace(brand=loaded.brand._replace(colours={**loaded.brand.colours, "ink": heavy}))
    found = mend(there, fault("too-much-ink", ink="ink", most=3.0)).brand.colours["ink"]
    assert 2.9 < found.cmyk.total <= 3.0
    assert found.cmyk.black == 0.6
    assert found.rgb == heavy.rgb


def test_a_spot_colour_has_one_name(loaded: Campaign) -> None:
    inks = {name: loaded.brand.colours["ink"]._replace(spot=name) for name in ("HKS 43", "hks 43 ", "Gold")}
    there = loaded._replace(brand=loaded.brand._replace(colours=inks))
    found = mend(there, fault("spot-names", name="HKS 43"))
    assert [ink.spot for ink in found.brand.colours.values()] == ["HKS 43", "HKS 43", "Gold"]


def test_the_printer_is_named(loaded: Campaign) -> None:
    piece = loaded.pieces["poster"]
    emptied = loaded._replace(pieces={"poster": piece._replace(content={**piece.content, "legal": ""})})
    assert mend(emptied, fault("no-printer")).pieces["poster"].content["legal"] == "Imprimé par nos soins"
    bare = loaded._replace(legal="")
    assert mend(bare, fault("no-printer")).legal == "Imprimé par nos soins."
    organisation = loaded.organisations[0]._replace(address="17 quai Neuf, 99120 Vaubrune")
    known = bare._replace(organisations=(organisation,))
    assert mend(known, fault("no-printer")).legal == "Imprimé par nos soins. Veille 17 quai Neuf, 99120 Vaubrune."
    hidden = tweaked(loaded, "legal", hide=True)
    assert "legal" not in mend(hidden, fault("no-printer")).pieces["poster"].tweaks


def test_a_template_without_a_legal_line_gets_one_at_the_foot(loaded: Campaign) -> None:
    letter = loaded.pieces["poster"]._replace(template="press-release")
    there = loaded._replace(pieces={"poster": letter})
    found = mend(there, fault("no-litter-line")).pieces["poster"]
    assert found.extras[0].content["text"] == "Ne pas jeter sur la voie publique."


def test_a_flyer_asks_not_to_be_thrown_away(loaded: Campaign) -> None:
    piece = loaded.pieces["poster"]._replace(content={"legal": "Imprimé par nos soins."})
    there = loaded._replace(pieces={"poster": piece})
    found = mend(there, fault("no-litter-line")).pieces["poster"].content["legal"]
    assert found == "Imprimé par nos soins. Ne pas jeter sur la voie publique."


def test_a_picture_is_told_by_its_caption(loaded: Campaign) -> None:
    path = "pictures/photo.jpg"
    wanted = fault("no-alternative", "photo", path=str(loaded.root / path))
    assert mend(loaded, wanted) is loaded
    there = loaded._replace(pictures={path: PictureInfo(path, caption="La place pleine de monde")})
    assert mend(there, wanted).pictures[path].alternative == "La place pleine de monde"


def test_the_language_is_filled_in(loaded: Campaign) -> None:
    piece = loaded.pieces["poster"]._replace(language="français")
    there = loaded._replace(pieces={"poster": piece})
    assert mend(there, fault("no-language")).pieces["poster"].language == "fr"
    assert mend(there._replace(language="??"), fault("no-language")).language == "fr"


def test_a_piece_gets_a_title(loaded: Campaign) -> None:
    assert mend(loaded, fault("untitled")).pieces["poster"].title == "Affiche : appel à mobilisation"
    piece = loaded.pieces["poster"]._replace(content={"title": "Tenons bon"})
    there = loaded._replace(pieces={"poster": piece})
    assert mend(there, fault("untitled")).pieces["poster"].title == "Tenons bon"


def test_hidden_characters_are_taken_out_of_the_text(loaded: Campaign) -> None:
    text = TextFile("note", {}, "Te\u200bnons \ufeffbon.\n", 1, "texts/note.md")
    there = loaded._replace(texts={"note": text})
    problem = Problem("note", "hidden-characters", "", place=Place("texts/note.md", 1))
    found = mend(there, problem)
    assert found.texts["note"].body == "Tenons bon.\n"
    assert mend(found, problem) is found
