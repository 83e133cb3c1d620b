from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.display.inspect import walk
from pressdesk.display.items import Picture
from pressdesk.layout.elements import Standing
from pressdesk.layout.figures import TALLEST, FigurePassage
from pressdesk.layout.passage import Frame
from pressdesk.layout.pictures import Source, Sources
from tests.layout.given import png


def passage(source: Source, alternative: str = "Une marche") -> FigurePassage:
    return FigurePassage(source, alternative, None, Frame(Standing("", "f"), left=10.0))


def test_a_picture_is_as_wide_as_its_column_unless_it_gets_too_high(tmp_path: Path) -> None:
    for size, height in (((60, 40), 120.0), ((40, 80), 180 * TALLEST)):
        figure = passage(Sources().at(png(tmp_path / f"{size}.png", *size), tmp_path))
        (line,) = figure.lines(190, 0)
        assert line.bottom == pytest.approx(height)
        ((picture, through),) = [
            (one, to) for one, to in walk(figure.drawn(190, (line,))) if isinstance(one, Picture)
        ]  # fmt: skip
        box = through.bounds(picture.box)
        assert box.width / box.height == pytest.approx(size[0] / size[1])
        assert box.x == 10


def test_a_figure_gives_way_so_far_and_no_farther(tmp_path: Path) -> None:
    figure = passage(Sources().at(png(tmp_path / "a.png", 60, 40), tmp_path))
    assert figure.squeezed(190, 90, 0.7)[0].bottom == 90
    assert figure.squeezed(190, 80, 0.7) == ()
    assert figure.squeezed(190, 10, 0.0) == ()


def test_a_missing_picture_leaves_a_grey_field_with_its_words() -> None:
    figure = passage(Source())
    assert figure.words(100, 0) == "Une marche"
    assert list(walk(figure.drawn(100, figure.lines(100, 0))))
