from __future__ import annotations

import pytest

from pressdesk.work.sample_figures import Figure, figure


@pytest.mark.parametrize("who", [Figure(), Figure("cap", "flag"), Figure("short", "bicycle"), Figure("tail", "none")])
def test_a_figure_stands_on_the_foot_of_its_mask(who: Figure) -> None:
    mask = figure(who, 200)
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    assert mask.height - bottom <= 4
    assert left > 0
    assert right < mask.width
    assert top >= 0
