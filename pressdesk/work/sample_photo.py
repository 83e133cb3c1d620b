"""The two photograph-like pictures of the sample: painted by rule, the same bytes each time, nobody's likeness.

A carer walks up a hill to a lit window, and a procession of carers crosses a ridge. Both have a pale sky and a dark
ground, so that a duotone in the brand's inks runs into flat colour above and below.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.values import NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw

Point: TypeAlias = tuple[float, float]
Shade: TypeAlias = tuple[int, int, int]

WALKER_SIZE = (5000, 5000)
PROCESSION_SIZE = (9600, 3600)
"""Pixels: 25 and 34.6 million."""

QUALITY = 86

# Outlines of a walking figure as points of a closed spline: x to where it walks, y down, in heights of the figure.
_COAT = (
    (0.012, 0.150), (0.034, 0.170), (0.047, 0.205), (0.055, 0.26), (0.058, 0.33), (0.060, 0.40), (0.067, 0.48),
    (0.080, 0.56), (0.094, 0.640), (0.097, 0.668), (0.04, 0.684), (-0.03, 0.692), (-0.105, 0.700), (-0.152, 0.690),
    (-0.150, 0.668), (-0.126, 0.58), (-0.094, 0.48), (-0.074, 0.40), (-0.074, 0.32), (-0.076, 0.25),
    (-0.068, 0.205), (-0.050, 0.172), (-0.030, 0.152),
)  # fmt: skip
_JACKET = (
    *_COAT[:6], (0.066, 0.47), (0.070, 0.515), (0.066, 0.530), (0.02, 0.540), (-0.04, 0.545), (-0.084, 0.536),
    (-0.086, 0.515), (-0.078, 0.45), *_COAT[17:],
)  # fmt: skip
_HIPS = (
    (-0.076, 0.50), (0.060, 0.50), (0.068, 0.56), (0.086, 0.640), (0.092, 0.700), (0.040, 0.715), (0.012, 0.665),
    (-0.030, 0.715), (-0.096, 0.690), (-0.098, 0.62), (-0.086, 0.56),
)  # fmt: skip
_HEAD = (
    (0.012, 0.020), (0.031, 0.026), (0.044, 0.041), (0.0485, 0.056), (0.0490, 0.064), (0.0555, 0.0755),
    (0.0575, 0.0805), (0.0515, 0.0850), (0.0522, 0.0910), (0.0500, 0.0950), (0.0515, 0.0995), (0.0480, 0.1040),
    (0.0485, 0.112), (0.042, 0.121), (0.031, 0.125), (0.020, 0.131), (0.016, 0.150), (0.022, 0.175), (-0.038, 0.175),
    (-0.036, 0.140), (-0.040, 0.120), (-0.050, 0.104), (-0.053, 0.08), (-0.050, 0.052), (-0.037, 0.030),
    (-0.014, 0.020),
)  # fmt: skip
_BUN = (
    (-0.044, 0.040), (-0.054, 0.030), (-0.070, 0.032), (-0.081, 0.046), (-0.080, 0.062), (-0.068, 0.073),
    (-0.052, 0.070), (-0.042, 0.056),
)  # fmt: skip
_TAIL = (
    (-0.036, 0.046), (-0.052, 0.042), (-0.074, 0.058), (-0.088, 0.088), (-0.094, 0.122), (-0.090, 0.150),
    (-0.082, 0.128), (-0.070, 0.102), (-0.052, 0.086),
)  # fmt: skip
_CAP = (
    (-0.054, 0.066), (-0.050, 0.030), (-0.024, 0.012), (0.014, 0.012), (0.040, 0.028), (0.050, 0.050), (0.072, 0.056),
    (0.070, 0.063), (0.040, 0.064), (-0.01, 0.068),
)  # fmt: skip
_SCARF = (
    (0.034, 0.128), (0.043, 0.142), (0.041, 0.160), (0.018, 0.176), (-0.030, 0.178), (-0.056, 0.166), (-0.057, 0.146),
    (-0.044, 0.130), (-0.010, 0.138),
)  # fmt: skip
_SCARF_ENDS = (
    (
        (-0.040, 0.140), (-0.075, 0.139), (-0.110, 0.148), (-0.145, 0.147), (-0.180, 0.152), (-0.214, 0.146),
        (-0.216, 0.150), (-0.212, 0.166), (-0.208, 0.180), (-0.204, 0.182), (-0.170, 0.180), (-0.125, 0.177),
        (-0.085, 0.170), (-0.050, 0.172),
    ),
    (
        (-0.046, 0.152), (-0.070, 0.162), (-0.095, 0.180), (-0.120, 0.196), (-0.148, 0.218), (-0.150, 0.222),
        (-0.138, 0.238), (-0.133, 0.240), (-0.108, 0.222), (-0.083, 0.206), (-0.060, 0.190),
    ),
)  # fmt: skip
_STRIDE = (
    (  # the leg before
        (-0.045, 0.62), (0.042, 0.62), (0.084, 0.68), (0.108, 0.73), (0.130, 0.79), (0.148, 0.86), (0.164, 0.925),
        (0.162, 0.940), (0.126, 0.945), (0.112, 0.90), (0.090, 0.83), (0.064, 0.765), (0.032, 0.71), (-0.005, 0.66),
    ),
    (
        (0.126, 0.928), (0.164, 0.925), (0.176, 0.938), (0.202, 0.939), (0.228, 0.932), (0.240, 0.937),
        (0.239, 0.948), (0.226, 0.958), (0.197, 0.967), (0.162, 0.976), (0.132, 0.985), (0.117, 0.980), (0.115, 0.955),
    ),
    (  # the leg behind
        (-0.10, 0.62), (0.010, 0.62), (0.020, 0.66), (0.000, 0.72), (-0.026, 0.765), (-0.058, 0.81), (-0.092, 0.855),
        (-0.122, 0.902), (-0.140, 0.918), (-0.170, 0.898), (-0.157, 0.872), (-0.132, 0.82), (-0.106, 0.765),
        (-0.092, 0.71), (-0.098, 0.655),
    ),
    (
        (-0.170, 0.890), (-0.137, 0.913), (-0.121, 0.930), (-0.101, 0.955), (-0.079, 0.972), (-0.061, 0.985),
        (-0.063, 0.996), (-0.079, 0.9985), (-0.106, 0.996), (-0.129, 0.985), (-0.149, 0.962), (-0.172, 0.938),
        (-0.188, 0.912), (-0.184, 0.894),
    ),
)  # fmt: skip
_STANCE = (
    (  # the leg that bears
        (-0.060, 0.62), (0.050, 0.62), (0.052, 0.70), (0.044, 0.77), (0.040, 0.85), (0.030, 0.945), (-0.012, 0.945),
        (-0.020, 0.86), (-0.028, 0.77), (-0.044, 0.70),
    ),
    (
        (-0.014, 0.935), (0.032, 0.935), (0.046, 0.958), (0.078, 0.974), (0.094, 0.986), (0.094, 0.998),
        (0.03, 1.0), (-0.016, 1.0), (-0.022, 0.97),
    ),
    (  # the leg that swings
        (-0.080, 0.62), (0.030, 0.62), (0.040, 0.69), (0.030, 0.745), (-0.004, 0.79), (-0.046, 0.835),
        (-0.080, 0.875), (-0.110, 0.858), (-0.092, 0.815), (-0.066, 0.77), (-0.058, 0.71),
    ),
    (
        (-0.110, 0.850), (-0.080, 0.870), (-0.070, 0.892), (-0.062, 0.922), (-0.054, 0.945), (-0.064, 0.952),
        (-0.086, 0.940), (-0.108, 0.912), (-0.122, 0.880),
    ),
)  # fmt: skip
_ARM_BEFORE = (
    (
        (0.0, 0.185), (0.034, 0.195), (0.050, 0.23), (0.067, 0.29), (0.082, 0.335), (0.101, 0.385), (0.125, 0.435),
        (0.148, 0.478), (0.156, 0.492), (0.138, 0.508), (0.122, 0.498), (0.094, 0.455), (0.062, 0.405), (0.034, 0.36),
        (0.012, 0.31), (-0.006, 0.25),
    ),
    (
        (0.136, 0.484), (0.156, 0.488), (0.166, 0.503), (0.168, 0.520), (0.160, 0.530), (0.146, 0.528),
        (0.138, 0.516), (0.132, 0.500),
    ),
)  # fmt: skip
_ARM_BEHIND = (
    (
        (-0.06, 0.20), (-0.02, 0.21), (-0.03, 0.28), (-0.062, 0.345), (-0.086, 0.385), (-0.119, 0.430),
        (-0.148, 0.468), (-0.158, 0.478), (-0.182, 0.462), (-0.176, 0.448), (-0.149, 0.40), (-0.126, 0.355),
        (-0.108, 0.31), (-0.092, 0.26),
    ),
    (
        (-0.158, 0.462), (-0.180, 0.455), (-0.193, 0.468), (-0.202, 0.486), (-0.198, 0.498), (-0.183, 0.500),
        (-0.167, 0.489),
    ),
)  # fmt: skip
_ARM_RAISED = (
    (
        (-0.03, 0.180), (0.034, 0.185), (0.070, 0.215), (0.100, 0.235), (0.118, 0.215), (0.128, 0.165), (0.136, 0.120),
        (0.158, 0.124), (0.156, 0.175), (0.146, 0.235), (0.118, 0.275), (0.080, 0.272), (0.040, 0.255), (-0.01, 0.25),
    ),
    (
        (0.134, 0.126), (0.134, 0.104), (0.148, 0.096), (0.162, 0.102), (0.162, 0.126),
    ),
)  # fmt: skip
_BAG = (
    (0.092, 0.567), (0.103, 0.558), (0.150, 0.553), (0.201, 0.558), (0.212, 0.567), (0.220, 0.60), (0.225, 0.645),
    (0.222, 0.661), (0.209, 0.668), (0.150, 0.672), (0.096, 0.669), (0.083, 0.661), (0.080, 0.645), (0.085, 0.60),
)  # fmt: skip
_HANDLE = ((0.118, 0.560), (0.124, 0.532), (0.140, 0.519), (0.163, 0.519), (0.178, 0.530), (0.186, 0.560))
_SATCHEL = (
    (-0.100, 0.40), (-0.03, 0.41), (-0.026, 0.47), (-0.030, 0.53), (-0.05, 0.545), (-0.13, 0.535), (-0.150, 0.51),
    (-0.140, 0.44),
)  # fmt: skip


class Figure(NamedTuple):
    """Who walks, in a coat or (with `hair` cap or short) in a jacket.

    `hair` is bun, tail, cap or short; `hand` holds a bag, a flag, a bicycle, another hand or nothing.
    """

    hair: str = "bun"
    hand: str = "bag"
    scarf: bool = True
    stride: bool = True
    satchel: bool = False


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
    back = _sky(w, h, (0.475, 0.482), 0.112)
    for top, sway, peaks, shade, mist in (
        (0.425, 0.040, 0.0, (226, 190, 170), 0.25),
        (0.490, 0.036, 0.0, (204, 160, 146), 0.21),
        (0.562, 0.030, 0.022, (184, 142, 136), 0.18),
        (0.630, 0.022, 0.036, (150, 112, 116), 0.17),
    ):
        line = _ridge(chance, w, top * h, sway * h, peaks * h)
        mask = _below(w, h, line).filter(ImageFilter.GaussianBlur(max(0.5, 2.8 * scale)))
        back.paste(Image.new("RGB", (w, h), shade), (0, 0), _fading(mask, top * h, mist * h, 0.35))
    hill = [h * (0.632 + 0.13 * (1 - x / w) ** 1.4) for x in range(w)]
    mask = _below(w, h, hill)
    pen = ImageDraw.Draw(mask)
    at = int(w * 0.665)
    _house(pen, at, hill[at] + h * 0.008, h * 0.118)
    for x, size in ((0.800, 0.225), (0.560, 0.110), (0.930, 0.165)):
        _tree(pen, chance, (w * x, hill[min(w - 1, int(w * x))] + h * 0.004), h * size, 10)
    mask = mask.filter(ImageFilter.GaussianBlur(max(0.4, 1.6 * scale)))
    back.paste(Image.new("RGB", (w, h), (112, 80, 94)), (0, 0), _fading(mask, 0.62 * h, 0.28 * h, 0.25))
    _lit_window(back, (at - h * 0.006, hill[at] - h * 0.036), h * 0.0145)
    picture = back.resize((width, height), Image.Resampling.BICUBIC)

    line = _ridge(chance, width, 0.834 * height, 0.008 * height, 0.0)
    near = [y - height * 0.100 * (x / width) ** 1.3 for x, y in enumerate(line)]
    front = _below(width, height, near)
    pen = ImageDraw.Draw(front)
    _grass(pen, chance, near, 6000, (16 * scale, 92 * scale), scale)
    tall = round(1700 * scale)
    mask = figure(Figure(), tall)
    x = round(width * 0.395)
    front.paste(255, (x - mask.width // 2, round(near[x] - tall + 20 * scale)), mask)
    _fence(pen, near, width, 1.19 * scale)
    front = front.filter(ImageFilter.GaussianBlur(max(0.5, 1.4 * scale)))
    dusk = _vertical(width, height, ((0.0, (62, 40, 62)), (0.6, (46, 28, 48)), (0.84, (24, 14, 30)), (1, (12, 6, 20))))
    picture.paste(dusk, (0, 0), front)
    return _developed(_blades(picture, chance, scale), chance, scale)


def procession(scale: float = 1.0) -> Picture:
    """Carers in a line along a ridge at dawn, wide enough to run over three sheets; `scale` 1 is the full size."""
    from PIL import Image, ImageDraw, ImageFilter

    width, height = (round(side * scale) for side in PROCESSION_SIZE)
    chance = random.Random(1936)
    small = 4
    w, h = width // small, height // small
    back = _sky(w, h, (0.5, 0.545), 0.15)
    for top, sway, peaks, shade, mist in (
        (0.48, 0.060, 0.0, (228, 194, 172), 0.22),
        (0.54, 0.055, 0.0, (206, 162, 148), 0.20),
        (0.60, 0.040, 0.020, (184, 142, 136), 0.18),
        (0.665, 0.026, 0.036, (148, 110, 114), 0.16),
    ):
        line = _ridge(chance, w, top * h, sway * h, peaks * h)
        mask = _below(w, h, line).filter(ImageFilter.GaussianBlur(max(0.5, 2.4 * scale)))
        back.paste(Image.new("RGB", (w, h), shade), (0, 0), _fading(mask, top * h, mist * h, 0.35))
    picture = back.resize((width, height), Image.Resampling.BICUBIC)

    near = [
        y - height * 0.055 * math.sin(math.pi * (x / width) ** 0.9)
        for x, y in enumerate(_ridge(chance, width, 0.80 * height, 0.010 * height, 0.0))
    ]
    front = _below(width, height, near)
    pen = ImageDraw.Draw(front)
    _grass(pen, chance, near, 7500, (10 * scale, 52 * scale), scale)
    _tree(pen, chance, (width * 0.055, near[int(width * 0.055)] + 12 * scale), 1500 * scale, 12)
    at = int(width * 0.925)
    _house(pen, at, near[at] + 60 * scale, 940 * scale)
    for share, who, size in _LINE:
        x = round(width * share)
        tall = round(820 * size * scale)
        mask = figure(who, tall)
        front.paste(255, (x - mask.width // 2, round(near[x] - (mask.height - tall) - tall + 9 * scale)), mask)
    front = front.filter(ImageFilter.GaussianBlur(max(0.5, 1.2 * scale)))
    dusk = _vertical(width, height, ((0.0, (62, 40, 62)), (0.60, (48, 30, 50)), (0.82, (24, 14, 30)), (1, (12, 6, 20))))
    picture.paste(dusk, (0, 0), front)
    _lit_window(picture, (at - 330 * scale, near[at] - 380 * scale), 150 * scale)
    return _developed(picture, chance, scale)


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


def figure(who: Figure, tall: int) -> Picture:
    """The silhouette of a walking figure, `tall` pixels high, as a mask whose lower edge is where the feet stand."""
    from PIL import Image, ImageDraw, ImageFilter

    over = 0.62 if who.hand == "flag" else 0.0
    wide = 1.5 if who.hand in ("flag", "bicycle") else 0.64
    mask = Image.new("L", (round(tall * wide), round(tall * (1 + over))), 0)
    pen = ImageDraw.Draw(mask)
    middle, top = mask.width / 2, tall * over

    def place(points: Sequence[Point]) -> list[Point]:
        return [(middle + (x + 0.05 * (0.6 - y)) * tall, top + y * tall) for x, y in points]

    hair = {"bun": (_BUN,), "tail": (_TAIL,), "cap": (_CAP,)}.get(who.hair, ())
    arm = _ARM_RAISED if who.hand == "flag" else _ARM_BEFORE
    coat = (_JACKET, _HIPS) if who.hair in ("cap", "short") else (_COAT,)
    parts = [*coat, _HEAD, *hair, *(_STRIDE if who.stride else _STANCE), *arm, *_ARM_BEHIND]
    if who.scarf:
        parts += [_SCARF, *_SCARF_ENDS]
    if who.satchel:
        parts.append(_SATCHEL)
    if who.hand == "bag":
        parts.append(_BAG)
        pen.line(place(_HANDLE), fill=255, width=max(1, round(tall * 0.0075)), joint="curve")
    for part in parts:
        pen.polygon(place(_spline(part)), fill=255)
    if who.hand == "flag":
        _flag(pen, place, tall)
    elif who.hand == "bicycle":
        _bicycle(pen, place, tall)
    soft = mask.filter(ImageFilter.GaussianBlur(tall * 0.0019))
    return soft.point([max(0, min(255, round((v - 128) * 2.4 + 128))) for v in range(256)])


def _flag(pen: ImageDraw, place: Callable[[Sequence[Point]], list[Point]], tall: float) -> None:
    """A flag on a pole in the raised hand, blown back."""
    pen.line(place(((0.162, 0.30), (0.128, -0.560))), fill=255, width=max(1, round(tall * 0.012)))
    cloth = (
        (0.128, -0.560), (0.02, -0.525), (-0.10, -0.580), (-0.24, -0.540), (-0.36, -0.575), (-0.345, -0.410),
        (-0.355, -0.260), (-0.23, -0.235), (-0.10, -0.280), (0.03, -0.220), (0.139, -0.240), (0.133, -0.400),
    )  # fmt: skip
    pen.polygon(place(_spline(cloth)), fill=255)


def _bicycle(pen: ImageDraw, place: Callable[[Sequence[Point]], list[Point]], tall: float) -> None:
    """A bicycle pushed by the walker, with a basket."""
    thin, tube, radius = max(1, round(tall * 0.006)), max(2, round(tall * 0.014)), tall * 0.195
    hubs = place(((-0.16, 0.800), (0.46, 0.800)))
    for x, y in hubs:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=255, width=tube)
        for turn in range(9):
            angle = turn * math.pi / 9
            dx, dy = math.cos(angle) * radius, math.sin(angle) * radius
            pen.line(((x - dx, y - dy), (x + dx, y + dy)), fill=255, width=max(1, thin // 2))
    pedal, saddle, head, bar = (0.11, 0.82), (0.03, 0.50), (0.37, 0.50), (0.345, 0.43)
    frame = (
        ((-0.16, 0.80), pedal, head, saddle, pedal),
        (saddle, (-0.16, 0.80)),
        ((0.46, 0.80), head, bar, (0.26, 0.42)),
    )
    for line in frame:
        pen.line(place(line), fill=255, width=tube, joint="curve")
    pen.line(place(((-0.03, 0.492), (0.08, 0.488))), fill=255, width=tube * 2)
    pen.polygon(place(((0.375, 0.44), (0.545, 0.44), (0.52, 0.565), (0.40, 0.565))), fill=255)


def _spline(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """The closed Catmull-Rom curve through `points`."""
    count = len(points)
    curve = []
    for i in range(count):
        (ax, ay), (bx, by) = points[i - 1], points[i]
        (cx, cy), (dx, dy) = points[(i + 1) % count], points[(i + 2) % count]
        for step in range(steps):
            t = step / steps
            p, q = t * t, t * t * t
            a, b, c, d = -t + 2 * p - q, 2 - 5 * p + 3 * q, t + 4 * p - 3 * q, q - p
            curve.append(((a * ax + b * bx + c * cx + d * dx) / 2, (a * ay + b * by + c * cy + d * dy) / 2))
    return curve


def _sky(w: int, h: int, sun: Point, radius: float) -> Picture:
    """Morning haze: nearly white above, warmer down to the sun's height, and the sun's disc, veiled at its foot.

    `sun` is its middle in shares of the size, `radius` a share of the height.
    """
    from PIL import Image, ImageDraw, ImageFilter

    x, y, r = sun[0] * w, sun[1] * h, radius * h
    stops = ((0, (255, 253, 250)), (0.42, (255, 251, 244)), (0.70, (255, 206, 160)), (0.9, (248, 180, 140)))
    sky = _vertical(w, h, tuple((at * min(1.0, sun[1] / 0.56), shade) for at, shade in stops))
    halo = Image.new("L", (w // 8, h // 8), 0)
    ImageDraw.Draw(halo).ellipse([v / 8 for v in (x - r * 1.25, y - r * 1.25, x + r * 1.25, y + r * 1.25)], fill=150)
    halo = halo.filter(ImageFilter.GaussianBlur(r / 12)).resize((w, h), Image.Resampling.BICUBIC)
    disc = Image.new("L", (w, h), 0)
    ImageDraw.Draw(disc).ellipse((x - r, y - r, x + r, y + r), fill=255)
    disc = _fading(disc.filter(ImageFilter.GaussianBlur(max(0.6, h / 900))), y - r * 0.2, r * 1.5, 0.25)
    sky.paste(Image.new("RGB", (w, h), (255, 240, 208)), (0, 0), halo)
    sky.paste(Image.new("RGB", (w, h), (255, 254, 246)), (0, 0), disc)
    return sky


def _vertical(w: int, h: int, stops: Sequence[tuple[float, Shade]]) -> Picture:
    """A run of colours from top to bottom."""
    from PIL import Image

    column = Image.new("RGB", (1, h))
    data = []
    for y in range(h):
        t = y / max(1, h - 1)
        i = max(k for k, (at, _) in enumerate(stops) if at <= t or k == 0)
        (a, one), (b, two) = stops[i], stops[min(i + 1, len(stops) - 1)]
        f = 0.0 if b <= a else min(1.0, (t - a) / (b - a))
        data.append(tuple(round(p + (q - p) * f) for p, q in zip(one, two, strict=True)))
    column.putdata(data)
    return column.resize((w, h), Image.Resampling.NEAREST)


def _ridge(chance: random.Random, width: int, level: float, sway: float, peaks: float) -> list[float]:
    """The line of a hill for each column: slow waves, finer noise, and with `peaks` the tips of a wood."""
    waves = [(chance.uniform(0, math.tau), 2**k * chance.uniform(0.7, 1.2), 0.55**k) for k in range(7)]
    line = [level + sway * sum(a * math.sin(p + math.tau * f * x / width) for p, f, a in waves) for x in range(width)]
    if peaks:
        tips = [0.0] * width
        for _ in range(max(20, width // 5)):
            x0, tall = chance.randrange(width), peaks * chance.uniform(0.25, 1)
            half = max(2, round(tall * chance.uniform(0.16, 0.3)))
            for x in range(max(0, x0 - half), min(width, x0 + half)):
                tips[x] = max(tips[x], tall * (1 - abs(x - x0) / half) ** 0.7)
        line = [y - t for y, t in zip(line, tips, strict=True)]
    return line


def _below(w: int, h: int, line: Sequence[float]) -> Picture:
    from PIL import Image, ImageDraw

    mask = Image.new("L", (w, h), 0)
    ImageDraw.Draw(mask).polygon([*enumerate(line), (w, h), (0, h)], fill=255)
    return mask


def _fading(mask: Picture, top: float, depth: float, least: float) -> Picture:
    """The mask thinned out downward, as mist in a valley does."""
    from PIL import Image, ImageChops

    column = Image.new("L", (1, mask.height))
    column.putdata([round(255 * (1 - (1 - least) * min(1.0, max(0.0, (y - top) / depth)))) for y in range(mask.height)])
    return ImageChops.multiply(mask, column.resize(mask.size, Image.Resampling.NEAREST))


def _tree(pen: ImageDraw, chance: random.Random, root: Point, tall: float, depth: int) -> None:
    """A bare tree: a leading stem that gives off boughs, each of which forks into thinner ones."""

    def branch(x: float, y: float, angle: float, length: float, thick: float, left: int) -> None:
        bend = angle * 0.90 + chance.uniform(-0.14, 0.14)
        mx, my = x + math.sin(angle) * length * 0.5, y - math.cos(angle) * length * 0.5
        ex, ey = mx + math.sin(bend) * length * 0.5, my - math.cos(bend) * length * 0.5
        pen.line(((x, y), (mx, my), (ex, ey)), fill=255, width=max(1, round(thick)), joint="curve")
        if left == 0 or length < tall * 0.010:
            return
        side = chance.choice((-1, 1))
        branch(
            ex,
            ey,
            bend + side * chance.uniform(0.06, 0.20),
            length * chance.uniform(0.80, 0.92),
            thick * 0.74,
            left - 1,
        )
        spread = -side * chance.uniform(0.42, 0.80)
        branch(ex, ey, bend + spread, length * chance.uniform(0.56, 0.78), thick * 0.55, left - 1)
        if chance.random() < 0.35:
            branch(
                mx,
                my,
                angle + side * chance.uniform(0.5, 0.85),
                length * 0.55,
                thick * 0.42,
                left - 2 if left > 1 else 0,
            )

    branch(*root, chance.uniform(-0.04, 0.04), tall * 0.20, tall * 0.042, depth)


def _house(pen: ImageDraw, x: float, y: float, tall: float) -> None:
    """A small farmhouse, gable to the side, with a chimney; (x, y) is the middle of its foot."""
    half, wall, roof = tall * 0.62, tall * 0.52, tall * 0.94
    pen.polygon(
        (
            (x - half, y),
            (x - half, y - wall),
            (x - half * 1.08, y - wall),
            (x - half * 0.72, y - roof),
            (x + half * 0.72, y - roof),
            (x + half * 1.08, y - wall),
            (x + half, y - wall),
            (x + half, y),
        ),
        fill=255,
    )
    pen.rectangle((x + half * 0.34, y - tall * 1.12, x + half * 0.52, y - roof * 0.9), fill=255)


def _lit_window(picture: Picture, corner: Point, side: float) -> None:
    """A lamp behind a window: its pane with a cross-bar, and the light that spills around it."""
    from PIL import Image, ImageDraw, ImageFilter

    x, y = corner
    for shade, reach, soft in (((255, 196, 96), 1.5, 0.75), ((255, 249, 222), 0.0, 0.03)):
        edge = round(side * (reach + 2))
        pane = Image.new("L", (edge * 2, edge * 2), 0)
        pen = ImageDraw.Draw(pane)
        left, top = edge - side / 2, edge - side * 0.7
        pen.rectangle((left, top, left + side, top + side * 1.4), fill=255)
        if not reach:
            pen.line(((edge, top), (edge, top + side * 1.4)), fill=60, width=max(1, round(side * 0.06)))
            pen.line(((left, edge), (left + side, edge)), fill=60, width=max(1, round(side * 0.06)))
        pane = pane.filter(ImageFilter.GaussianBlur(side * soft))
        picture.paste(shade, (round(x + side / 2) - edge, round(y + side * 0.7) - edge), pane)


def _grass(pen: ImageDraw, chance: random.Random, line: Sequence[float], count: int, tall: Point, scale: float) -> None:
    """Blades along a hill's line, bent by the wind."""
    width = len(line)
    for _ in range(count):
        x = chance.randrange(width)
        y = line[x] + 6 * scale
        size = chance.uniform(*tall) * (0.45 + 0.55 * chance.random() ** 2)
        lean = chance.gauss(0.18, 0.28)
        points = [(x + lean * size * t * t, y - size * t * (1 - 0.12 * t * abs(lean))) for t in (0, 0.35, 0.7, 1)]
        pen.line(points, fill=255, width=max(1, round(chance.uniform(1.5, 4.5) * scale)))


def _fence(pen: ImageDraw, line: Sequence[float], width: int, scale: float) -> None:
    """Posts and two wires that lead up the hill."""
    posts = [(width * s, 330 * scale * (1.15 - 0.55 * s)) for s in (0.635, 0.735, 0.815, 0.880, 0.935, 0.982)]
    tops = []
    for x, tall in posts:
        y = line[min(width - 1, int(x))]
        half = tall * 0.035
        pen.polygon(
            ((x - half, y + 12), (x - half * 0.9, y - tall), (x + half * 0.9, y - tall * 0.985), (x + half, y + 12)),
            fill=255,
        )
        tops.append((x, y, tall))
    for share in (0.86, 0.48):
        wire = [(x, y - tall * share) for x, y, tall in tops]
        pen.line(wire, fill=255, width=max(1, round(4 * scale)))


def _blades(picture: Picture, chance: random.Random, scale: float) -> Picture:
    """Stalks before the lens, out of focus, in the lower corners."""
    from PIL import Image, ImageDraw, ImageFilter

    w, h = (side // 6 for side in picture.size)
    mask = Image.new("L", (w, h), 0)
    pen = ImageDraw.Draw(mask)
    for _ in range(46):
        x = w * (abs(chance.gauss(0, 0.085)) if chance.random() < 0.6 else 1 - abs(chance.gauss(0, 0.05)))
        foot, tip, lean = h * 0.93, h * chance.uniform(0.69, 0.82), chance.gauss(0.015, 0.02) * w
        stalk = [(x + lean * t * t * 3, foot + (tip - foot) * t) for t in (0, 0.3, 0.6, 0.85, 1)]
        pen.line(stalk, fill=255, width=max(1, round(w * 0.006)), joint="curve")
        (ax, ay), (bx, by) = stalk[-2], stalk[-1]
        pen.line(((ax, ay), (bx, by)), fill=255, width=max(2, round(w * 0.013)))
    mask = mask.filter(ImageFilter.GaussianBlur(5.5 * scale)).resize(picture.size, Image.Resampling.BICUBIC)
    picture.paste((24, 13, 30), (0, 0), mask)
    return picture


def _developed(picture: Picture, chance: random.Random, scale: float) -> Picture:
    """Light that wraps around edges, full blacks and whites, and grain."""
    from PIL import Image, ImageChops, ImageFilter

    w, h = picture.size
    veil = picture.resize((w // 12, h // 12), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(9 * scale))
    picture = Image.blend(picture, veil.resize((w, h), Image.Resampling.BICUBIC), 0.13)
    picture = picture.point([max(0, min(255, round((v - 15) * 255 / 236))) for v in range(256)] * 3)
    side = 1024
    tile = Image.frombytes("L", (side, side), chance.randbytes(side * side))
    other = Image.frombytes("L", (side, side), chance.randbytes(side * side))
    tile = Image.blend(tile, other, 0.5).filter(ImageFilter.GaussianBlur(0.8))
    tile = tile.point([max(0, min(255, round(128 + (v - 128) * 0.5))) for v in range(256)])
    grain = Image.new("L", (w, h))
    turns = (None, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180)
    for y in range(0, h, side):
        for x in range(0, w, side):
            turn = chance.choice(turns)
            grain.paste(tile if turn is None else tile.transpose(turn), (x, y))
    return ImageChops.soft_light(picture, Image.merge("RGB", (grain,) * 3))
