from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL.Image import Image

from pressdesk.work import sample_photo

PAINTERS = (sample_photo.walker, sample_photo.procession)


@pytest.mark.parametrize("size", [sample_photo.WALKER_SIZE, sample_photo.PROCESSION_SIZE])
def test_full_size_has_the_pixels_of_a_photograph(size: tuple[int, int]) -> None:
    assert size[0] * size[1] >= 24_000_000


def test_the_wide_picture_runs_over_three_sheets() -> None:
    width, height = sample_photo.PROCESSION_SIZE
    assert width / height > 2.5


@pytest.mark.parametrize("paint", PAINTERS)
def test_pictures_are_the_same_each_time(paint: Callable[[float], Image]) -> None:
    assert paint(0.06).tobytes() == paint(0.06).tobytes()


@pytest.mark.parametrize("paint", PAINTERS)
def test_a_duotone_runs_into_flat_colour_above_and_below(paint: Callable[[float], Image]) -> None:
    grey = paint(0.08).convert("L")
    assert min(grey.crop((0, 0, grey.width, 2)).tobytes()) > 240
    assert max(grey.crop((0, grey.height - 2, grey.width, grey.height)).tobytes()) < 16
