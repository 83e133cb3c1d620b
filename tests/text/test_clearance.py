from __future__ import annotations

from itertools import pairwise

import pytest

from pressdesk.model.story import Span
from pressdesk.text.clearance import CLEAR, ink_of
from pressdesk.text.fonts import FontLibrary, builtin_library
from pressdesk.text.glyphs import SetLine, SetText
from pressdesk.text.paragraph import Paragraph, set_text
from pressdesk.text.style import TypeStyle

LIBRARY: FontLibrary = builtin_library()


def _slogan(text: str, family: str = "Barlow Condensed", *, balance: bool = True) -> SetText:
    style = TypeStyle(family, 900, size=100, leading=0.84, balance=balance)
    return set_text([Paragraph((Span(text),), style)], 420, LIBRARY)


def _distances(found: SetText) -> list[float]:
    return [below.baseline - above.baseline for above, below in pairwise(found.lines)]


def _edges(line: SetLine) -> tuple[float, float]:
    inks = [ink_of(placed.run.face, gid) for placed in line.runs for gid in placed.run.gids]
    return max(ink.top for ink in inks) * 100, min(ink.bottom for ink in inks) * 100


def test_plain_capitals_keep_the_leading() -> None:
    found = _slogan("NOUS TENONS BON ICI")
    assert len(found.lines) > 1
    assert _distances(found) == pytest.approx([84] * (len(found.lines) - 1))


def test_accents_push_all_lines_apart_evenly() -> None:
    found = _slogan("TENONS BON À L’ÉCOLE ÉPUISÉE ENCORE")
    distances = _distances(found)
    assert len(distances) > 1
    assert distances == pytest.approx([distances[0]] * len(distances))
    assert 90 < distances[0] < 105
    assert found.height == pytest.approx(found.lines[-1].bottom)
    for above, below in pairwise(found.lines):
        assert below.top == pytest.approx(above.bottom)


def test_a_face_with_tall_capitals_does_not_overlap() -> None:
    found = _slogan("NOUS TENONS BON ICI", "Anton")
    for above, below in pairwise(found.lines):
        gap = below.baseline - _edges(below)[0] - (above.baseline - _edges(above)[1])
        assert gap >= CLEAR * 100 - 0.01


def test_an_accent_on_the_first_line_costs_nothing() -> None:
    found = _slogan("ÉCOLE EN LUTTE")
    assert _distances(found) == pytest.approx([84] * (len(found.lines) - 1))


def test_running_text_is_left_alone() -> None:
    found = _slogan("TENONS BON À L’ÉCOLE ÉPUISÉE ENCORE", balance=False)
    assert _distances(found) == pytest.approx([84] * (len(found.lines) - 1))
