"""The people of the sample's pictures: silhouettes put together from outlines, nobody's likeness."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.values import NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw

Point: TypeAlias = tuple[float, float]

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
