from __future__ import annotations

import pytest

from pressdesk.base.geometry import Rect
from pressdesk.qr.geometry import outline
from pressdesk.qr.matrix import Level, Matrix, matrix
from pressdesk.qr.shaping import LOGO_SHARE, level_for, logo_box, look_problems, rounded_outline, with_room
from tests.qr.payloads import payloads

TRANSFER = next(payload for kind, payload in payloads() if kind == "transfer")


@pytest.mark.parametrize("asked", ["L", "M", "Q", "H"])
def test_a_look_raises_the_level_and_never_lowers_it(asked: Level) -> None:
    assert level_for("x", asked) == asked
    assert level_for("x", asked, rounded=True) == ("H" if asked == "H" else "Q")
    assert level_for("x", asked, logo=True) == level_for("x", asked, rounded=True, logo=True) == "H"
    assert level_for(TRANSFER, asked, rounded=True, logo=True) == "M"


def test_a_transfer_takes_no_look() -> None:
    assert look_problems(TRANSFER, rounded=False, logo=False) == []
    assert look_problems("x", rounded=True, logo=True) == []
    (problem,) = look_problems(TRANSFER, rounded=True, logo=False)
    assert (problem.code, bool(problem.remedy)) == ("qr-transfer", True)


def test_a_module_alone_has_four_round_corners() -> None:
    path = rounded_outline(((True,),))
    assert path.verbs == "MCLCLCLCLZ"
    bounds = path.bounds()
    assert (bounds.x, bounds.y, bounds.width, bounds.height) == (0, 0, 1, 1)


def test_neighbours_run_into_each_other() -> None:
    pair: Matrix = ((True, True), (False, False))
    assert rounded_outline(pair).verbs.count("C") == 4
    corner: Matrix = ((True, False), (True, True))
    assert rounded_outline(corner).verbs.count("C") == 6
    apart: Matrix = ((True, False), (False, True))
    assert rounded_outline(apart).verbs.count("M") == 2


@pytest.mark.parametrize("payload", ["x", "https://exemple.fr/agir", TRANSFER])
def test_round_codes_reach_as_far_as_square_ones(payload: str) -> None:
    modules = matrix(payload, "Q")
    square, rounded = outline(modules).bounds(), rounded_outline(modules).bounds()
    assert rounded == pytest.approx(square)
    assert rounded_outline(modules).verbs.count("M") == outline(modules).verbs.count("M")


@pytest.mark.parametrize("payload", ["x", "https://exemple.fr/agir", "é" * 400])
def test_a_logo_takes_a_tenth_of_the_area_at_most(payload: str) -> None:
    modules = matrix(payload, "H")
    cleared, room = with_room(modules)
    count = len(modules)
    assert room % 2 == 1
    assert 0.03 * count * count < room * room <= LOGO_SHARE * count * count <= 0.1 * count * count
    lost = [(x, y) for y in range(count) for x in range(count) if modules[y][x] != cleared[y][x]]
    assert lost
    middle = count // 2
    assert max(max(abs(x - middle), abs(y - middle)) for x, y in lost) <= room // 2
    place = logo_box(count, room, Rect(10, 20, count + 8, count + 8), 4)
    assert (place.width, place.x - 10) == (room - 1, (count + 8 - room + 1) / 2)
