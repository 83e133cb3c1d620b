from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Affine, Rect
from pressdesk.base.geometry import Path as Outline
from pressdesk.display.items import GlyphRun, Group, Link, Mark, Picture, Shape, Sheet
from pressdesk.work.fingerprint import fingerprint
from pressdesk.work.making import Maker
from pressdesk.work.plan import Order, plan
from pressdesk.work.store import load
from tests.work.given import campaign

SQUARE = Shape(Outline.rect(Rect(0, 0, 10, 10)), fill=BLACK)
ORDER = Order(date(2027, 2, 1), ("poster",))


def sheet(*items: Any) -> Sheet:
    return Sheet(FORMATS["A6"], items)


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    return composed(campaign(tmp_path_factory.mktemp("c")))


def composed(root: Path) -> Sheet:
    loaded = load(root, ("poster",))
    return Maker(loaded, ORDER).compose(plan(loaded, ORDER)[0]).sheets[0]


def test_the_same_page_made_again_has_the_same_hash(poster: Sheet, tmp_path: Path) -> None:
    assert fingerprint([poster]) == fingerprint([composed(campaign(tmp_path))])


@pytest.mark.parametrize(
    "other",
    [
        sheet(SQUARE._replace(fill=WHITE)),
        sheet(SQUARE._replace(path=Outline.rect(Rect(0, 0, 10, 10.001)))),
        sheet(SQUARE, SQUARE),
        sheet(Group((SQUARE,))),
        sheet(Group((SQUARE,), Affine.translation(1, 0))),
        sheet(Group((SQUARE,), clip=Outline.rect(Rect(0, 0, 5, 5)))),
        sheet(Group((SQUARE,), opacity=0.5)),
        sheet(SQUARE, Link(Rect(0, 0, 1, 1), "https://a.example")),
        sheet(SQUARE, Mark("code", Rect(0, 0, 1, 1), "qr", "x")),
        sheet(SQUARE)._replace(bleed=3.0),
        sheet(SQUARE)._replace(title="x"),
        sheet(SQUARE)._replace(format=FORMATS["A5"]),
    ],
)
def test_whatever_shows_changes_the_hash(other: Sheet) -> None:
    assert fingerprint([other]) != fingerprint([sheet(SQUARE)])


def test_how_groups_hold_what_they_hold_matters() -> None:
    inside = sheet(Group((SQUARE, SQUARE)))
    beside = sheet(Group((SQUARE,)), SQUARE)
    assert fingerprint([inside]) != fingerprint([beside])


def test_a_box_that_paints_nothing_does_not_matter() -> None:
    assert fingerprint([sheet(SQUARE, Mark("title", Rect(0, 0, 1, 1)))]) == fingerprint([sheet(SQUARE)])


def test_order_and_options_matter() -> None:
    other = sheet(SQUARE)._replace(name="b")
    assert fingerprint([sheet(SQUARE), other]) != fingerprint([other, sheet(SQUARE)])
    assert fingerprint([other], "print") != fingerprint([other], "screen")


def test_every_glyph_and_every_picture_counts(poster: Sheet) -> None:
    def changed(items: tuple[Any, ...], kind: type, to: Any) -> tuple[tuple[Any, ...], bool]:
        for i, item in enumerate(items):
            if isinstance(item, kind):
                return (*items[:i], to(item), *items[i + 1 :]), True
            if isinstance(item, Group):
                inner, found = changed(item.items, kind, to)
                if found:
                    return (*items[:i], item._replace(items=inner), *items[i + 1 :]), True
        return items, False

    def new_glyph(item: GlyphRun) -> GlyphRun:
        return item._replace(run=item.run._replace(gids=(item.run.gids[0] + 1, *item.run.gids[1:])))

    def new_picture(item: Picture) -> Picture:
        return item._replace(asset=item.asset._replace(digest="other"))

    def moved_picture(item: Picture) -> Picture:
        return item._replace(asset=item.asset._replace(path="/elsewhere.jpg"))

    before = fingerprint([poster])
    for kind, to, differs in (
        (GlyphRun, new_glyph, True),
        (Picture, new_picture, True),
        (Picture, moved_picture, False),
    ):
        items, found = changed(poster.items, kind, to)
        assert found
        assert (fingerprint([poster._replace(items=items)]) != before) is differs
