from __future__ import annotations

import pytest

from pressdesk.base.formats import format_named
from pressdesk.display.inspect import bounds, text_of
from pressdesk.display.items import Group, Sheet
from pressdesk.prepress.imposition.labels import Anchor, Label, label, label_width, lines, turned
from pressdesk.text.fonts import builtin_library

LIBRARY = builtin_library()
LOOK = Label(12.0, 700)


@pytest.mark.parametrize(("anchor", "share"), [("left", 0.0), ("centre", 0.5), ("right", 1.0)])
def test_a_label_begins_is_centred_or_ends_where_asked(anchor: Anchor, share: float) -> None:
    wide = label_width("Plan A1", LOOK, LIBRARY)
    found = label("Plan A1", 100, 50, LOOK, LIBRARY, anchor)
    assert found.transform.e == pytest.approx(100 - share * wide)
    room = bounds(found)
    assert room.x == pytest.approx(100 - share * wide, abs=1.5)
    assert room.y < 50 <= room.bottom


def test_a_label_can_be_turned_about_a_point() -> None:
    room = bounds(turned(label("up", 100, 50, LOOK, LIBRARY), -90, 100, 50))
    assert room.bottom <= 50.5
    assert room.height > room.width * 0.8


def test_long_text_takes_the_lines_it_needs() -> None:
    text = "Collez rang par rang, de gauche à droite."
    one, low = lines(text, 10, 20, 500, LOOK, LIBRARY)
    many, high = lines(text, 10, 20, 90, LOOK, LIBRARY)
    assert high > 2 * low
    assert bounds(many).right <= 101
    sheet = Sheet(format_named("A4"), (one,))
    assert isinstance(one, Group)
    assert "gauche" in " ".join(text_of(sheet))
