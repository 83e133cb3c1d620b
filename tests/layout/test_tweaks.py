"""Changes by hand: what they do, what cannot be done and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.base.units import MM
from pressdesk.display.items import GlyphRun, Group, Picture, Shape
from pressdesk.layout.tweaks import Tweak, read_tweaks
from tests.layout.given import Desk, codes, found, groups, rect_of

BOXES = """
<column id="all" gap="2u">
  <text id="title" field="title" style="lede" lock="style"/>
  <text id="lede" field="lede"/>
  <picture id="photo" field="photo" height="60mm"/>
  <column id="fixed" lock="all"><text id="inner">Oui</text></column>
  <shape id="bar" height="10mm" fill="accent" lock="place"/>
</column>
"""
CONTENT: dict[str, Any] = {"title": "Tenons bon", "lede": "Venez", "photo": "pictures/photo.png"}
A4 = FORMATS["A4"]


def test_moving_a_box_moves_nothing_else(tmp_path: Path) -> None:
    desk = Desk(tmp_path, BOXES)
    (before,) = desk.compose(**CONTENT).sheets
    made = desk.compose(**CONTENT, tweaks={"lede": {"move": ("5mm", "10%")}})
    (after,) = made.sheets
    assert not made.problems
    moved = rect_of(before, "lede").moved(5 * MM, A4.height / 10)
    assert rect_of(after, "lede") == pytest.approx(moved)
    for box in ("title", "photo", "bar"):
        assert rect_of(after, box) == pytest.approx(rect_of(before, box))


def test_a_moved_box_is_painted_over_the_boxes_beside_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, BOXES)
    (sheet,) = desk.compose(**CONTENT, tweaks={"lede": {"move": (0, 30)}}).sheets
    order = [item.box for item in groups(sheet, "all")[0].items if isinstance(item, Group)]
    assert order == ["title", "photo", "fixed", "bar", "lede"]


def test_size_turn_and_hide(tmp_path: Path) -> None:
    desk = Desk(tmp_path, BOXES)
    (sheet,) = desk.compose(
        **CONTENT, tweaks={"photo": {"size": (40, "20%"), "rotate": 10}, "lede": {"hide": True}}
    ).sheets
    (photo,) = groups(sheet, "photo")
    ((picture, _),) = found(sheet, Picture)
    assert picture.box == pytest.approx((0, 0, 40 * MM, A4.height / 5))
    assert photo.transform.b == pytest.approx(0.17365, abs=1e-4)
    assert not groups(sheet, "lede")


def test_focus_and_zoom_choose_the_part_of_the_picture(tmp_path: Path) -> None:
    desk = Desk(tmp_path, BOXES)
    (sheet,) = desk.compose(**CONTENT, tweaks={"photo": {"focus": (1.0, 0.0), "zoom": 2.0}}).sheets
    ((picture, _),) = found(sheet, Picture)
    assert picture.crop.right == pytest.approx(1.0)
    assert picture.crop.y == 0
    assert picture.crop.width == pytest.approx(0.5)


def test_style_size_and_colour_of_a_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path, BOXES)
    (sheet,) = desk.compose(
        **CONTENT, tweaks={"lede": {"style": "subhead", "size_factor": 0.5, "colour": "accent"}}
    ).sheets
    ((run, _),) = found(sheet, GlyphRun, "lede")
    assert run.run.size == pytest.approx(2.5 * A4.u)
    assert run.run.face.family == "Barlow Condensed"
    assert run.ink.name == "accent"


@pytest.mark.parametrize(
    ("box", "change"),
    [
        ("title", {"size_factor": 2}),
        ("title", {"colour": "accent"}),
        ("fixed", {"hide": True}),
        ("inner", {"move": (1, 1)}),
        ("bar", {"move": (1, 1)}),
        ("bar", {"hide": True}),
    ],
)
def test_locks_hold(tmp_path: Path, box: str, change: dict[str, Any]) -> None:
    desk = Desk(tmp_path, BOXES)
    (plain,) = desk.compose(**CONTENT).sheets
    made = desk.compose(**CONTENT, tweaks={box: change})
    assert codes(made) == ["locked"]
    assert made.problems[0].place.box == box
    assert rect_of(made.sheets[0], box) == pytest.approx(rect_of(plain, box))


def test_a_lock_on_the_style_leaves_the_place_free(tmp_path: Path) -> None:
    desk = Desk(tmp_path, BOXES)
    assert not desk.compose(**CONTENT, tweaks={"title": {"move": (1, 1)}, "bar": {"colour": "ink"}}).problems
    ((shape, _),) = found(desk.compose(**CONTENT, tweaks={"bar": {"colour": "ink"}}).sheets[0], Shape)
    assert shape.fill is not None
    assert getattr(shape.fill, "name", "") == "ink"


@pytest.mark.parametrize(
    ("tweaks", "code", "words"),
    [
        ({"tilte": {"hide": True}}, "unknown-box", "title"),
        ({"lede": {"colur": "ink"}}, "unknown-tweak", "colour"),
        ({"lede": {"move": 3}}, "bad-tweak", "move ="),
        ({"lede": {"move": ("5 mètres", 0)}}, "bad-tweak", "5 mètres"),
        ({"lede": {"zoom": 0.2}}, "bad-tweak", "0.2"),
        ({"lede": {"hide": "yes"}}, "bad-tweak", "true"),
        ({"lede": {"focus": (2, 0)}}, "bad-tweak", "outside"),
        ({"lede": {"size": (0, 10)}}, "bad-tweak", "more than 0"),
        ({"lede": {"style": ""}}, "bad-tweak", "name"),
        ({"lede": {"colour": "acent"}}, "unknown-colour", "accent"),
        ({"lede": {"style": "subhed"}}, "unknown-style", "subhead"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, tweaks: dict[str, Any], code: str, words: str) -> None:
    made = Desk(tmp_path, BOXES).compose(**CONTENT, tweaks=tweaks)
    assert codes(made) == [code]
    assert words in str(made.problems[0])
    assert len(made.sheets) == 1


def test_one_bad_change_does_not_undo_the_good_ones() -> None:
    found, problems = read_tweaks(
        {"a": {"rotate": 5, "zoom": "much"}, "b": {"size": ("auto", 10)}}, {"a": frozenset(), "b": frozenset()}, A4
    )
    assert found == {"a": Tweak(rotate=5.0), "b": Tweak(size=(None, 10 * MM))}
    assert len(problems) == 1
