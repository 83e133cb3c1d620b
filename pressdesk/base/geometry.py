"""Points, rectangles, affine maps and paths; points (1/72 in), origin top left, y down."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pressdesk.base.values import NamedTuple


class Rect(NamedTuple):
    """An upright rectangle: left, top, width and height in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, by: float) -> Rect:
        """The rectangle drawn in by `by` points on every side; a negative `by` lets it out."""
        return Rect(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def union(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def intersects(self, other: Rect) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, up to `slack` points."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.right and self.y <= y <= self.bottom


class Affine(NamedTuple):
    """The map x' = a·x + c·y + e, y' = b·x + d·y + f (the order of PDF and SVG)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @staticmethod
    def translation(dx: float, dy: float) -> Affine:
        return Affine(1.0, 0.0, 0.0, 1.0, dx, dy)

    @staticmethod
    def scaling(sx: float, sy: float | None = None) -> Affine:
        return Affine(sx, 0.0, 0.0, sx if sy is None else sy, 0.0, 0.0)

    @staticmethod
    def rotation(degrees: float, x: float = 0.0, y: float = 0.0) -> Affine:
        """A turn by `degrees` clockwise (y is down) about the point (x, y)."""
        angle = math.radians(degrees)
        cos, sin = math.cos(angle), math.sin(angle)
        return Affine(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)

    def then(self, after: Affine) -> Affine:
        """This map first, `after` second."""
        return Affine(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def bounds(self, rect: Rect) -> Rect:
        """The upright rectangle around the image of `rect`."""
        corners = [
            self.apply(x, y)
            for x, y in (
                (rect.x, rect.y),
                (rect.right, rect.y),
                (rect.x, rect.bottom),
                (rect.right, rect.bottom),
            )
        ]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def inverse(self) -> Affine:
        """The map back; raises ZeroDivisionError for a map that flattens."""
        det = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Affine(a, b, c, d, -(self.e * a + self.f * c), -(self.e * b + self.f * d))


IDENTITY = Affine()

COORDS = {"M": 2, "L": 2, "C": 6, "Z": 0}
"""How many numbers each verb of a path takes."""


class Path(NamedTuple):
    """An outline: one letter of `COORDS` per step in `verbs`, the numbers of all steps in a row in `coords`."""

    verbs: str
    coords: tuple[float, ...]

    @staticmethod
    def rect(rect: Rect) -> Path:
        x, y, r, b = rect.x, rect.y, rect.right, rect.bottom
        return Path("MLLLZ", (x, y, r, y, r, b, x, b))

    @staticmethod
    def line(x0: float, y0: float, x1: float, y1: float) -> Path:
        return Path("ML", (x0, y0, x1, y1))

    @staticmethod
    def ellipse(rect: Rect) -> Path:
        """The ellipse that fills `rect`, as four Bézier arcs."""
        k = 0.5522847498307936
        cx, cy, rx, ry = rect.x + rect.width / 2, rect.y + rect.height / 2, rect.width / 2, rect.height / 2
        return Path(
            "MCCCCZ",
            (
                *(cx + rx, cy),
                *(cx + rx, cy + k * ry, cx + k * rx, cy + ry, cx, cy + ry),
                *(cx - k * rx, cy + ry, cx - rx, cy + k * ry, cx - rx, cy),
                *(cx - rx, cy - k * ry, cx - k * rx, cy - ry, cx, cy - ry),
                *(cx + k * rx, cy - ry, cx + rx, cy - k * ry, cx + rx, cy),
            ),
        )

    @staticmethod
    def polygon(points: Iterable[tuple[float, float]]) -> Path:
        """A closed outline through `points`."""
        coords = tuple(value for point in points for value in point)
        return Path("M" + "L" * (len(coords) // 2 - 1) + "Z", coords)

    def mapped(self, by: Affine) -> Path:
        xy = self.coords
        out: list[float] = []
        for i in range(0, len(xy), 2):
            out.extend(by.apply(xy[i], xy[i + 1]))
        return Path(self.verbs, tuple(out))

    def bounds(self) -> Rect:
        """The rectangle around all points, control points included; zero for an empty path."""
        if not self.coords:
            return Rect(0, 0, 0, 0)
        xs, ys = self.coords[::2], self.coords[1::2]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def __add__(self, other: object) -> Path:
        """Both outlines as one path."""
        if not isinstance(other, Path):
            return NotImplemented
        return Path(self.verbs + other.verbs, (*self.coords, *other.coords))
