"""The two photograph-like pictures of the sample: painted by rule, the same bytes each time, nobody's likeness.

A carer walks up a hill to a lit window, and a procession of carers crosses a ridge. Both have a pale sky and a dark
ground, so that a duotone in the brand's inks runs into flat colour above and below.
"""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.work.sample_figures import Figure, figure
from pressdesk.work.sample_scenery import (
    below,
    blades,
    developed,
    fading,
    fence,
    grass,
    hills,
    house,
    lit_window,
    ridge,
    sky,
    tree,
    vertical,
)

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

WALKER_SIZE = (5000, 5000)
PROCESSION_SIZE = (11000, 4125)
"""Pixels: 25 and 45 million; the wide one has 150 an inch on three sheets of A1."""

QUALITY = 86


def make_pictures(folder: Path) -> tuple[Path, Path]:
    """Paint the sample's two pictures as JPEG into `folder` and return where they are; some seconds of work."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, paint in (("marche.jpg", walker), ("cortege.jpg", procession)):
        path = folder / name
        part = path.with_suffix(".part")
        paint().save(part, "JPEG", quality=QUALITY, subsampling=2, dpi=(300, 300))
        part.replace(path)
        made.append(path)
    return made[0], made[1]


def walker(scale: float = 1.0) -> Picture:
    """A carer with a bag walks up a hill at dawn to a house with one lit window; `scale` 1 is the full size."""
    from PIL import Image, ImageDraw, ImageFilter

    width, height = (round(side * scale) for side in WALKER_SIZE)
    chance = random.Random(1871)
    small = 3
    w, h = width // small, height // small
    back = sky(w, h, (0.475, 0.482), 0.112)
    rows = (
        (0.425, 0.040, 0.0, (226, 190, 170), 0.25),
        (0.490, 0.036, 0.0, (204, 160, 146), 0.21),
        (0.562, 0.030, 0.022, (184, 142, 136), 0.18),
        (0.630, 0.022, 0.036, (150, 112, 116), 0.17),
    )
    hills(back, chance, rows, max(0.5, 2.8 * scale))
    hill = [h * (0.632 + 0.13 * (1 - x / w) ** 1.4) for x in range(w)]
    mask = below(w, h, hill)
    pen = ImageDraw.Draw(mask)
    at = int(w * 0.665)
    house(pen, at, hill[at] + h * 0.008, h * 0.118)
    for x, size in ((0.800, 0.225), (0.560, 0.110), (0.930, 0.165)):
        tree(pen, chance, (w * x, hill[min(w - 1, int(w * x))] + h * 0.004), h * size, 10)
    mask = mask.filter(ImageFilter.GaussianBlur(max(0.4, 1.6 * scale)))
    back.paste(Image.new("RGB", (w, h), (112, 80, 94)), (0, 0), fading(mask, 0.62 * h, 0.28 * h, 0.25))
    lit_window(back, (at - h * 0.006, hill[at] - h * 0.036), h * 0.0145)
    picture = back.resize((width, height), Image.Resampling.BICUBIC)

    line = ridge(chance, width, 0.834 * height, 0.008 * height, 0.0)
    near = [y - height * 0.100 * (x / width) ** 1.3 for x, y in enumerate(line)]
    front = below(width, height, near)
    pen = ImageDraw.Draw(front)
    grass(pen, chance, near, 6000, (16 * scale, 92 * scale), scale)
    tall = round(1700 * scale)
    mask = figure(Figure(), tall)
    x = round(width * 0.395)
    front.paste(255, (x - mask.width // 2, round(near[x] - tall + 20 * scale)), mask)
    fence(pen, near, width, 1.19 * scale)
    front = front.filter(ImageFilter.GaussianBlur(max(0.5, 1.4 * scale)))
    dusk = vertical(width, height, ((0.0, (62, 40, 62)), (0.6, (46, 28, 48)), (0.84, (24, 14, 30)), (1, (12, 6, 20))))
    picture.paste(dusk, (0, 0), front)
    return developed(blades(picture, chance, scale), chance, scale)


def procession(scale: float = 1.0) -> Picture:
    """Carers in a line along a ridge at dawn, wide enough to run over three sheets; `scale` 1 is the full size."""
    from PIL import Image, ImageDraw, ImageFilter

    width, height = (round(side * scale) for side in PROCESSION_SIZE)
    chance = random.Random(1936)
    small = 4
    w, h = width // small, height // small
    back = sky(w, h, (0.5, 0.545), 0.15)
    rows = (
        (0.48, 0.060, 0.0, (228, 194, 172), 0.22),
        (0.54, 0.055, 0.0, (206, 162, 148), 0.20),
        (0.60, 0.040, 0.020, (184, 142, 136), 0.18),
        (0.665, 0.026, 0.036, (148, 110, 114), 0.16),
    )
    hills(back, chance, rows, max(0.5, 2.4 * scale))
    picture = back.resize((width, height), Image.Resampling.BICUBIC)

    near = [
        y - height * 0.055 * math.sin(math.pi * (x / width) ** 0.9)
        for x, y in enumerate(ridge(chance, width, 0.80 * height, 0.010 * height, 0.0))
    ]
    front = below(width, height, near)
    pen = ImageDraw.Draw(front)
    grass(pen, chance, near, 7500, (10 * scale, 52 * scale), scale)
    tree(pen, chance, (width * 0.055, near[int(width * 0.055)] + 12 * scale), 1500 * scale, 12)
    at = int(width * 0.925)
    house(pen, at, near[at] + 60 * scale, 940 * scale)
    for share, who, size in _LINE:
        x = round(width * share)
        tall = round(820 * size * scale)
        mask = figure(who, tall)
        front.paste(255, (x - mask.width // 2, round(near[x] - (mask.height - tall) - tall + 9 * scale)), mask)
    front = front.filter(ImageFilter.GaussianBlur(max(0.5, 1.2 * scale)))
    dusk = vertical(width, height, ((0.0, (62, 40, 62)), (0.60, (48, 30, 50)), (0.82, (24, 14, 30)), (1, (12, 6, 20))))
    picture.paste(dusk, (0, 0), front)
    lit_window(picture, (at - 330 * scale, near[at] - 380 * scale), 150 * scale)
    return developed(picture, chance, scale)


_LINE = (
    (0.118, Figure("tail", "bag", scarf=False), 0.96),
    (0.160, Figure("cap", "none", stride=False, satchel=True), 1.04),
    (0.196, Figure("short", "hand", scarf=False), 0.99),
    (0.2115, Figure("tail", "none", scarf=False, stride=False), 0.62),
    (0.268, Figure("bun", "bicycle"), 0.98),
    (0.352, Figure("bun", "none", stride=False), 0.95),
    (0.378, Figure("short", "flag", scarf=False), 1.05),
    (0.400, Figure("cap", "bag", scarf=False), 1.0),
    (0.424, Figure("tail", "none", satchel=True), 0.97),
    (0.446, Figure("short", "none", stride=False), 1.05),
    (0.466, Figure("bun", "none", scarf=False), 0.98),
    (0.488, Figure("tail", "bag", stride=False), 0.96),
    (0.512, Figure("short", "flag", scarf=False, satchel=True), 0.97),
    (0.532, Figure("cap", "none"), 0.97),
    (0.552, Figure("bun", "bag", scarf=False), 1.0),
    (0.580, Figure("tail", "none"), 1.0),
    (0.618, Figure("short", "flag", stride=False), 1.02),
    (0.690, Figure("bun", "bag"), 0.99),
    (0.755, Figure("cap", "bicycle", scarf=False), 1.02),
    (0.816, Figure("tail", "none", satchel=True, stride=False), 0.97),
    (0.846, Figure("bun", "bag", scarf=True), 0.98),
)
"""Who crosses the ridge: the place in shares of the width, the figure, its height in shares of the usual."""
