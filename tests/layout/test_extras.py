"""Free elements over the template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.base.units import MM
from pressdesk.display.inspect import marks, text_of
from pressdesk.display.items import Group, Picture, Shape
from pressdesk.model.piece import Extra
from tests.layout.given import Desk, codes, found, groups, rect_of

A4 = FORMATS["A4"]
SHEETS = '<sheet id="front"><text>Devant</text></sheet><sheet id="back"><text>Derrière</text></sheet>'


def one(tmp_path: Path, kind: str, **content: Any) -> Any:
    return Desk(tmp_path, SHEETS).compose(extras=(Extra(kind, content),))


def test_a_text_at_its_place_over_all_else(tmp_path: Path) -> None:
    made = one(tmp_path, "text", text="{slogan} **ici**", x="10%", y=30, width="50%", style="lede", colour="accent")
    assert not made.problems
    front, back = made.sheets
    assert text_of(front)[0] == "Devant"
    assert "".join(text_of(front)[1:]) == "Tenons bon ici"
    rect = rect_of(front, "extra-1")
    assert (rect.x, rect.y, rect.width) == pytest.approx((A4.width / 10, 30 * MM, A4.width / 2))
    assert text_of(back) == ["Derrière"]


def test_a_shape_a_picture_and_a_code(tmp_path: Path) -> None:
    desk = Desk(tmp_path, SHEETS)
    made = desk.compose(
        extras=(
            Extra("shape", {"form": "circle", "x": 10, "y": 10, "width": 20, "height": 20, "fill": "accent"}),
            Extra("picture", {"picture": "pictures/photo.png", "x": 0, "y": 0, "width": "20%", "height": 30}),
            Extra("qr", {"payload": "https://agir.example/x", "x": 50, "y": 50, "size": 30, "sheet": "back"}),
        )
    )
    assert not made.problems
    front, back = made.sheets
    circle = next(shape for shape, _ in found(front, Shape, "extra-1"))
    assert circle.path.bounds().width == pytest.approx(20 * MM)
    ((picture, through),) = found(front, Picture)
    box = through.bounds(picture.box)
    assert (box.x, box.y) == pytest.approx((-A4.bleed, -A4.bleed))
    ((mark, rect),) = marks(back, "qr")
    assert mark.data == "https://agir.example/x"
    assert rect.width == pytest.approx(30 * MM * (25 + 8) / 25, rel=0.2)


def test_a_code_of_a_petition_has_its_short_link(tmp_path: Path) -> None:
    made = one(tmp_path, "qr", petition="main", x=10, y=10)
    ((mark, _),) = marks(made.sheets[0], "qr")
    assert mark.data == "https://agir.example/soins"
    assert "agir.example/s" in text_of(made.sheets[0])


def test_free_elements_lie_in_the_order_given(tmp_path: Path) -> None:
    desk = Desk(tmp_path, SHEETS)
    (front, _) = desk.compose(
        extras=(Extra("shape", {"id": "under"}), Extra("shape", {"id": "over"})), tweaks={}
    ).sheets
    assert [item.box for item in front.items if isinstance(item, Group)][-2:] == ["under", "over"]


def test_an_element_may_hang_over_the_edge_and_makes_no_overset(tmp_path: Path) -> None:
    made = one(tmp_path, "text", text="Gratuit", x="95%", y="99%", width=60, style="lede")
    assert not made.problems
    assert rect_of(made.sheets[0], "extra-1").bottom > A4.height


def test_an_element_pinned_to_a_corner(tmp_path: Path) -> None:
    made = one(tmp_path, "shape", pin="bottom right", x=10, y=10, width=20, height=20)
    rect = rect_of(made.sheets[0], "extra-1")
    assert (rect.right, rect.bottom) == pytest.approx((A4.width - 10 * MM, A4.height - 10 * MM))


def test_a_turned_element(tmp_path: Path) -> None:
    made = one(tmp_path, "text", text="Gratuit", x=50, y=50, width=40, rotate=-8)
    (group,) = groups(made.sheets[0], "extra-1")
    assert group.transform.b == pytest.approx(-0.1392, abs=1e-4)


@pytest.mark.parametrize(
    ("extra", "code", "words"),
    [
        (Extra("vidéo", {}), "unknown-extra", "text, picture, shape, qr"),
        (Extra("text", {"txt": "Oui"}), "unknown-key", "text"),
        (Extra("text", {"text": "Oui", "x": "loin"}), "bad-extra", "loin"),
        (Extra("shape", {"form": "star"}), "bad-extra", "star"),
        (Extra("text", {"text": "Oui", "sheet": "bck"}), "unknown-sheet", "back"),
        (Extra("text", {"text": "Oui", "colour": "acent"}), "unknown-colour", "accent"),
        (Extra("picture", {"picture": "pictures/fehlt.png"}), "picture-missing", "fehlt.png"),
        (Extra("picture", {"picture": "../../etc/passwd"}), "picture-outside", "passwd"),
        (Extra("picture", {"picture": "pictures/photo.png", "zoom": 99}), "bad-tweak", "99"),
    ],
)
def test_what_cannot_be_shown_is_told(tmp_path: Path, extra: Extra, code: str, words: str) -> None:
    made = Desk(tmp_path, SHEETS).compose(extras=(extra,))
    assert codes(made) == [code]
    assert words in str(made.problems[0])
    assert len(made.sheets) == 2
