from __future__ import annotations

from pressdesk.base.geometry import Rect
from pressdesk.prepress.softproof import films, ink_map, soft_proof
from tests.output.sheets import BLUE, PRINT, SPOT, box, opened, pdf, sheet
from tests.prepress.test_coverage import HEAVY

PAGE = pdf(sheet(box(0, 0, 100, 150, BLUE), box(100, 0, 100, 150, SPOT), box(0, 200, 80, 80, HEAVY)), options=PRINT)


def test_a_page_looks_like_its_paper_and_inks() -> None:
    with opened(PAGE) as document:
        found = soft_proof(document, 0, dpi=72)
        part = soft_proof(document, 0, dpi=144, region=Rect(0, 0, 50, 50), paper=False)
    assert found.size == (200, 300)
    paper, blue, spot = (found.getpixel(at) for at in ((150, 250), (50, 50), (150, 50)))
    assert isinstance(paper, tuple)
    assert isinstance(blue, tuple)
    assert isinstance(spot, tuple)
    assert all(225 <= value < 250 for value in paper)
    assert blue[2] > blue[0] + 50
    assert spot[1] > spot[0] + 60  # the green that the spot ink is mixed of
    assert part.size == (100, 100)


def test_films_are_dark_where_there_is_ink() -> None:
    with opened(PAGE) as document:
        found = films(document, 0, dpi=72)
    assert list(found) == ["Cyan", "Magenta", "Yellow", "Black", "HKS 54 É"]
    assert found["HKS 54 É"].getpixel((150, 50)) == 0
    assert found["HKS 54 É"].getpixel((50, 50)) == 255


def test_the_map_is_warm_where_there_is_too_much_and_cool_elsewhere() -> None:
    with opened(PAGE) as document:
        heavy, fine = ink_map(document, 0, 300), ink_map(document, 0, 350)
    over, under = heavy.getpixel((40, 240)), fine.getpixel((40, 240))
    assert isinstance(over, tuple)
    assert isinstance(under, tuple)
    assert over[0] > 200 > over[2]
    assert under[2] > under[0]
    assert heavy.getpixel((150, 250)) == (255, 255, 255)
    black = heavy.getcolors(1 << 16) or []
    assert any(colour == (0, 0, 0) for _, colour in black)  # the frame
    assert all(colour != (0, 0, 0) for _, colour in fine.getcolors(1 << 16) or [])
