"""Lines of a slogan that do not run into each other: an accent on a capital needs more room than the leading gives.

A title is set tight, for capitals without accents. Where the ink of a line would touch that of the line above, all the
lines of the paragraph move apart by the same amount, so that their distance stays even.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pressdesk.base.values import NamedTuple
from pressdesk.text.glyphs import SetLine

if TYPE_CHECKING:
    from pressdesk.text.fonts import Face

TIGHT = 1.05
"""A leading from here on keeps lines clear by itself."""

CLEAR = 0.035
"""The least space between the ink of two lines, in em."""


class Ink(NamedTuple):
    """The box around a glyph's ink, in em: y up from the baseline, x from the glyph's origin."""

    left: float
    right: float
    top: float
    bottom: float


def apart(lines: list[SetLine], size: float) -> list[SetLine]:
    """The lines of one paragraph, moved apart evenly where the ink of two of them would touch; `size` in points."""
    clear = CLEAR * size
    missing = max((_missing(above, below, clear) for above, below in pairwise(lines)), default=0.0)
    if missing <= 0:
        return lines
    return [lines[0], *(_moved(line, number * missing, missing) for number, line in enumerate(lines[1:], 1))]


@lru_cache(maxsize=4096)
def ink_of(face: Face, gid: int) -> Ink:
    """Where a glyph's ink lies."""
    extents = face.hb_font.get_glyph_extents(gid)
    if extents is None:
        return Ink(0.0, 0.0, 0.0, 0.0)
    left, top = extents.x_bearing / face.upem, extents.y_bearing / face.upem
    return Ink(left, left + extents.width / face.upem, top, top + extents.height / face.upem)


def _missing(above: SetLine, below: SetLine, clear: float) -> float:
    """By how much the lines are too close, in points; 0 or less where they are not."""
    distance = below.baseline - above.baseline - clear
    hanging = _boxes(above)
    reach = max((-box.bottom for box in hanging), default=0.0)
    rising = [box for box in _boxes(below) if box.top + reach > distance]
    missing = 0.0
    for high in rising:
        for low in hanging:
            needed = high.top - low.bottom - distance
            if needed > missing and low.left < high.right + clear and high.left < low.right + clear:
                missing = needed
    return missing


def _boxes(line: SetLine) -> list[Ink]:
    """The ink of each glyph of a line, in points, x as on the line."""
    boxes = []
    for x, _, run, *_ in line.runs:
        size, face = run.size, run.face
        for gid, at in zip(run.gids, run.xs, strict=True):
            ink = ink_of(face, gid)
            if ink.top > ink.bottom:
                left = x + at
                boxes.append(Ink(left + ink.left * size, left + ink.right * size, ink.top * size, ink.bottom * size))
    return boxes


def _moved(line: SetLine, down: float, taller: float) -> SetLine:
    return line._replace(
        baseline=line.baseline + down,
        top=line.top + down - taller,
        bottom=line.bottom + down,
        runs=tuple(run._replace(y=run.y + down) for run in line.runs),
    )
