"""Each rule fires on a sheet broken for it and on the good sheet none does; what did not change is not read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.units import MM
from pressdesk.display.items import Gradient, Group, Shape, Sheet, Stop
from pressdesk.prepress.facts import About, Text
from pressdesk.prepress.limits import OFFICE, SCREEN, Limits
from pressdesk.prepress.live import Memory, preflight_sheets, read_sheets
from pressdesk.prepress.preflight import judged
from pressdesk.prepress.rules import RECIPE, RULES
from tests.prepress.broken import BREAKS
from tests.prepress.broken_sheets import (
    ABOUT,
    BROKEN,
    FILM,
    adding,
    code,
    good,
    items,
    only,
    picture,
    words,
)


def codes(sheet: Sheet, about: About = ABOUT, limits: Limits = Limits()) -> list[str]:  # noqa: B008
    return [problem.code for problem in preflight_sheets([sheet], limits, about, Memory())]


def test_nothing_is_wrong_with_the_good_sheet() -> None:
    assert codes(*good()) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_sheet_is_caught(name: str) -> None:
    wanted, make = BROKEN[name]
    assert wanted in codes(*make())


def test_every_rule_that_holds_for_sheets_is_tried_and_none_fires_on_the_good_one() -> None:
    fired = set()
    limits = Limits()
    for _, make in BROKEN.values():
        sheet, about = make()
        file = read_sheets([sheet], about, Memory())
        fired |= {name for name, rule in RECIPE.items() if any(True for _ in rule(file, limits))}
    assert fired == set(RECIPE)
    assert len(BROKEN) + len(BREAKS) >= 90
    sheet, about = good()
    assert judged(read_sheets([sheet], about, Memory()), limits, RECIPE) == []


def test_rules_of_files_are_left_out_where_there_is_no_file_yet() -> None:
    assert set(RECIPE) < set(RULES)
    assert not {"version", "no-rgb", "embedded"} & set(RECIPE)


def test_a_problem_tells_its_page_box_and_spot() -> None:
    sheet, about = adding(words("bord", 150, 12, x=6))()
    (problem,) = preflight_sheets([good()[0], sheet], Limits(), about, Memory())
    place = problem.place
    assert (place.page, place.box, place.spot_mm) == (2, "words", (2.1, 50.0))
    assert "page 2 at 2 × 50 mm" in str(problem)
    assert problem.figure("move_x") == pytest.approx(5 - 6 / MM, abs=0.01)
    assert problem.figure("move_y") == 0


@given(x=st.floats(-50, 380), y=st.floats(5, 640))
def test_moving_by_the_figures_brings_text_inside(x: float, y: float) -> None:
    def shown(x: float, y: float) -> list[object]:
        sheet, about = only(words("mot", y, 12, x=x))()
        found = preflight_sheets([sheet], Limits(), about, Memory())
        return [problem for problem in found if problem.code == "safe-zone"]

    for problem in shown(x, y):
        move = [float(problem.figure(name) or 0) * MM for name in ("move_x", "move_y")]  # type: ignore[attr-defined]
        assert shown(x + move[0], y + move[1]) == []


def test_how_grave_it_is_depends_on_the_use() -> None:
    sheet, about = BROKEN["a hairline"][1]()
    graves = {
        name: [problem.severity for problem in preflight_sheets([sheet], Limits(severities=changes), about, Memory())]
        for name, changes in (("press", ()), ("office", OFFICE), ("screen", SCREEN))
    }
    assert graves == {"press": ["error"], "office": ["note"], "screen": []}


def test_a_file_for_screens_needs_no_legal_lines() -> None:
    sheet, about = BROKEN["no printer"][1]()
    assert "no-printer" not in codes(sheet, about._replace(printed=False))
    assert "no-printer" not in codes(sheet, about._replace(kind="release"))


def test_black_on_white_may_be_no_poster_or_have_a_ground() -> None:
    sheet, about = BROKEN["black on white on a wall"][1]()
    assert "official-notice" not in codes(sheet, about._replace(kind="flyer"))
    ground = Shape(Path.rect(Rect(-9, -9, 500, 700)), BLACK)
    assert "official-notice" not in codes(sheet._replace(items=(ground, *sheet.items)), about)


def test_the_national_colours_may_stand_in_a_logo() -> None:
    sheet, about = BROKEN["the national colours"][1]()
    logo = Group(sheet.items[-2:], role="figure", alternative="Parti")
    assert "national-colours" not in codes(sheet._replace(items=(*sheet.items[:-2], logo)), about)
    assert "national-colours" not in codes(sheet, about._replace(electoral=False))


def test_a_film_over_a_picture_makes_text_seen() -> None:
    at = Rect(200, 120, 150, 150)
    dark = picture(at, "dark")
    film = Shape(Path.rect(at), FILM)
    text = words("noir", 200, 12, BLACK, 210)
    assert "unseen-text" in codes(*adding(dark, text)())
    assert codes(*adding(dark, film, text)()) == []
    thin = Gradient(0, 0, 0, 100, (Stop(0.0, WHITE, 0.05), Stop(1.0, WHITE, 0.05)))
    assert codes(*adding(dark, Shape(Path.rect(at), thin), text)()) != []


def test_what_is_mixed_in_another_way_is_not_guessed() -> None:
    at = Rect(200, 120, 150, 150)
    mixed = Group((picture(at, "dark"),), blend="multiply")
    assert "unseen-text" not in codes(*adding(mixed, words("noir", 200, 12, BLACK, 210))())


def test_a_picture_over_the_cut_is_no_logo() -> None:
    sheet, about = adding(picture(Rect(-20, 200, 100, 100)))()
    assert "safe-zone" not in codes(sheet, about)


def test_a_code_turned_or_scaled_keeps_its_measures() -> None:
    sheet, about = only(Group((code(10, 10, 60),), Affine.scaling(2.0)))()
    (found,) = [fact for fact in read_sheets([sheet], about, Memory()).pages[0].facts if type(fact).__name__ == "Code"]
    assert found.modules == 25  # type: ignore[union-attr]
    assert found.module == pytest.approx(2 * 60 / 33)  # type: ignore[union-attr]


def test_spaces_at_the_end_of_a_line_reach_nowhere() -> None:
    sheet, about = only(words("mot" + " " * 200, 100))()
    (text,) = [fact for fact in read_sheets([sheet], about, Memory()).pages[0].facts if isinstance(fact, Text)]
    assert text.box[2] < 100


def test_only_what_changed_is_read_again() -> None:
    memory = Memory()
    shown = items()
    sheet, about = good()
    preflight_sheets([sheet._replace(items=shown)], Limits(), about, memory)
    kept = dict(memory.groups)
    changed = (*shown[:-1], words("autre", 300))
    preflight_sheets([sheet._replace(items=changed)], Limits(), about, memory)
    fresh = set(memory.groups) - set(kept)
    assert len(fresh) == 2  # the sheet's own items, and those of the new group
    assert all(memory.groups[key] is kept[key] for key in kept)


def test_the_same_sheets_give_the_same_verdict_object() -> None:
    memory = Memory()
    sheet, about = good()
    assert preflight_sheets([sheet], Limits(), about, memory) is preflight_sheets([sheet], Limits(), about, memory)
