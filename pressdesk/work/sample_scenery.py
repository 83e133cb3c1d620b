"""The land of the sample's pictures: sky, hills, trees, houses, grass, and what makes a painting look photographed."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw

Point: TypeAlias = tuple[float, float]
Shade: TypeAlias = tuple[int, int, int]
Hills: TypeAlias = tuple[float, float, float, Shade, float]
"""A row of hills: level, sway, peaks of trees, colour, depth of mist; lengths in shares of the height."""


def sky(w: int, h: int, sun: Point, radius: float) -> Picture:
    """Morning haze: nearly white above, warmer down to the sun's height, and the sun's disc, veiled at its foot.

    `sun` is its middle in shares of the size, `radius` a share of the height.
    """
    from PIL import Image, ImageDraw, ImageFilter

    x, y, r = sun[0] * w, sun[1] * h, radius * h
    stops = ((0, (255, 253, 250)), (0.42, (255, 251, 244)), (0.70, (255, 206, 160)), (0.9, (248, 180, 140)))
    sky = vertical(w, h, tuple((at * min(1.0, sun[1] / 0.56), shade) for at, shade in stops))
    halo = Image.new("L", (w // 8, h // 8), 0)
    ImageDraw.Draw(halo).ellipse([v / 8 for v in (x - r * 1.25, y - r * 1.25, x + r * 1.25, y + r * 1.25)], fill=150)
    halo = halo.filter(ImageFilter.GaussianBlur(r / 12)).resize((w, h), Image.Resampling.BICUBIC)
    disc = Image.new("L", (w, h), 0)
    ImageDraw.Draw(disc).ellipse((x - r, y - r, x + r, y + r), fill=255)
    disc = fading(disc.filter(ImageFilter.GaussianBlur(max(0.6, h / 900))), y - r * 0.2, r * 1.5, 0.25)
    sky.paste(Image.new("RGB", (w, h), (255, 240, 208)), (0, 0), halo)
    sky.paste(Image.new("RGB", (w, h), (255, 254, 246)), (0, 0), disc)
    return sky


def vertical(w: int, h: int, stops: Sequence[tuple[float, Shade]]) -> Picture:
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


def ridge(chance: random.Random, width: int, level: float, sway: float, peaks: float) -> list[float]:
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


def hills(back: Picture, chance: random.Random, rows: Sequence[Hills], blur: float) -> None:
    """Paint rows of hills into a picture, the farthest first; `blur` in pixels."""
    from PIL import Image, ImageFilter

    w, h = back.size
    for top, sway, peaks, shade, mist in rows:
        line = ridge(chance, w, top * h, sway * h, peaks * h)
        mask = below(w, h, line).filter(ImageFilter.GaussianBlur(blur))
        back.paste(Image.new("RGB", (w, h), shade), (0, 0), fading(mask, top * h, mist * h, 0.35))


def below(w: int, h: int, line: Sequence[float]) -> Picture:
    """A mask of all that lies below a line."""
    from PIL import Image, ImageDraw

    mask = Image.new("L", (w, h), 0)
    ImageDraw.Draw(mask).polygon([*enumerate(line), (w, h), (0, h)], fill=255)
    return mask


def fading(mask: Picture, top: float, depth: float, least: float) -> Picture:
    """The mask thinned out downward, as mist in a valley does."""
    from PIL import Image, ImageChops

    column = Image.new("L", (1, mask.height))
    column.putdata([round(255 * (1 - (1 - least) * min(1.0, max(0.0, (y - top) / depth)))) for y in range(mask.height)])
    return ImageChops.multiply(mask, column.resize(mask.size, Image.Resampling.NEAREST))


def tree(pen: ImageDraw, chance: random.Random, root: Point, tall: float, depth: int) -> None:
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


def house(pen: ImageDraw, x: float, y: float, tall: float) -> None:
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


def lit_window(picture: Picture, corner: Point, side: float) -> None:
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


def grass(pen: ImageDraw, chance: random.Random, line: Sequence[float], count: int, tall: Point, scale: float) -> None:
    """Blades along a hill's line, bent by the wind."""
    width = len(line)
    for _ in range(count):
        x = chance.randrange(width)
        y = line[x] + 6 * scale
        size = chance.uniform(*tall) * (0.45 + 0.55 * chance.random() ** 2)
        lean = chance.gauss(0.18, 0.28)
        points = [(x + lean * size * t * t, y - size * t * (1 - 0.12 * t * abs(lean))) for t in (0, 0.35, 0.7, 1)]
        pen.line(points, fill=255, width=max(1, round(chance.uniform(1.5, 4.5) * scale)))


def fence(pen: ImageDraw, line: Sequence[float], width: int, scale: float) -> None:
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


def blades(picture: Picture, chance: random.Random, scale: float) -> Picture:
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


def developed(picture: Picture, chance: random.Random, scale: float) -> Picture:
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
