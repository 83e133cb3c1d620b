from __future__ import annotations

import random

from pressdesk.work.sample_scenery import below, ridge, vertical


def test_colours_run_from_the_first_stop_to_the_last() -> None:
    run = vertical(3, 11, ((0.0, (0, 0, 0)), (0.5, (100, 100, 100)), (1.0, (100, 200, 0))))
    assert [run.getpixel((1, y)) for y in (0, 5, 10)] == [(0, 0, 0), (100, 100, 100), (100, 200, 0)]


def test_a_mask_covers_what_lies_below_its_line() -> None:
    mask = below(20, 30, [10.0] * 20)
    assert mask.getpixel((5, 5)) == 0
    assert mask.getpixel((5, 20)) == 255


def test_a_wood_only_rises_above_its_hill() -> None:
    bare, wooded = (ridge(random.Random(7), 80, 50, 4, peaks) for peaks in (0.0, 9.0))
    assert len(bare) == len(wooded) == 80
    assert all(above <= ground for above, ground in zip(wooded, bare, strict=True))
    assert wooded != bare
