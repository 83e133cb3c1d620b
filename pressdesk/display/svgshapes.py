"""The basic shapes of SVG as outlines, and their strokes."""

from __future__ import annotations

import math
from typing import Literal, cast

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.display.items import Stroke
from pressdesk.display.svgpath import length, numbers, path_data, rounded
from pressdesk.display.svgsource import Source
from pressdesk.display.svgtree import Element


def outline_of(source: Source, element: Element, view: Rect) -> Path:
    """The outline of a shape in its own units."""
    across, along = view.width, view.height
    mean = math.hypot(across, along) / math.sqrt(2)

    def of(name: str, reference: float) -> float:
        return source.size(element, name, reference)

    match element.tag:
        case "path":
            path, whole = path_data(element.attributes.get("d", ""))
            if not whole:
                source.tell("path", element)
            return path
        case "rect":
            box = Rect(of("x", across), of("y", along), of("width", across), of("height", along))
            rx, ry = of("rx", across), of("ry", along)
            return rounded(box, rx or ry, ry or rx) if box.width > 0 and box.height > 0 else Path("", ())
        case "circle" | "ellipse":
            rx = of("r", mean) if element.tag == "circle" else of("rx", across) or of("ry", along)
            ry = rx if element.tag == "circle" else of("ry", along) or rx
            box = Rect(of("cx", across) - rx, of("cy", along) - ry, 2 * rx, 2 * ry)
            return Path.ellipse(box) if rx > 0 and ry > 0 else Path("", ())
        case "line":
            return Path.line(of("x1", across), of("y1", along), of("x2", across), of("y2", along))
        case _:
            xy = numbers(element.attributes.get("points", ""))
            xy = xy[: len(xy) // 2 * 2]
            if len(xy) < 4:
                return Path("", ())
            verbs = "M" + "L" * (len(xy) // 2 - 1) + ("Z" if element.tag == "polygon" else "")
            return Path(verbs, tuple(xy))


def stroke_of(
    source: Source, element: Element, ink: Ink | None, style: dict[str, str], through: Affine, view: Rect
) -> tuple[Stroke | None, bool]:
    """The stroke in points; and whether the map bends it, so that it must be drawn through the map."""
    mean = math.hypot(view.width, view.height) / math.sqrt(2)
    try:
        width = length(style.get("stroke-width", "1"), mean)
        told = style.get("stroke-dasharray", "none")
        dash = [] if told == "none" else [length(part, mean) for part in told.replace(",", " ").split()]
        phase = length(style.get("stroke-dashoffset", "0"), mean)
    except ValueError:
        source.tell("number", element)
        width, dash, phase = 1.0, [], 0.0
    if ink is None or width <= 0:
        return None, False
    a, b, c, d = through[:4]
    scale = math.sqrt(abs(a * d - b * c))
    bent = abs(math.hypot(a, b) - math.hypot(c, d)) > 1e-3 * scale or abs(a * c + b * d) > 1e-3 * scale * scale
    if bent:
        scale = 1.0
    if dash and "pathLength" in element.attributes:
        source.tell("dash", element)
    if any(part < 0 for part in dash) or not any(dash):
        dash = []
    dash = dash * 2 if len(dash) % 2 else dash
    phase = phase % sum(dash) if dash else 0.0  # PDF allows no phase below 0
    cap = style.get("stroke-linecap", "butt")
    join = style.get("stroke-linejoin", "miter")
    return (
        Stroke(
            ink,
            width * scale,
            tuple(part * scale for part in dash),
            cast(Literal["butt", "round", "square"], cap if cap in ("butt", "round", "square") else "butt"),
            cast(Literal["miter", "round", "bevel"], join if join in ("miter", "round", "bevel") else "miter"),
            phase * scale,
        ),
        bent,
    )


def view_box(element: Element) -> Rect | None:
    """The part of its own plane that an element shows, if it says so."""
    found = numbers(element.attributes.get("viewBox", ""))
    return Rect(*found) if len(found) == 4 and found[2] > 0 and found[3] > 0 else None


def fitted(view: Rect | None, box: Rect, told: str) -> Affine:
    """The map of a view box onto `box` (SVG 1.1, section 7.8): in its middle and whole, unless told otherwise."""
    if view is None:
        return Affine.translation(box.x, box.y)
    sx, sy = box.width / view.width, box.height / view.height
    words = told.split() or ["xMidYMid"]
    if words[0] != "none":
        sx = sy = max(sx, sy) if "slice" in words else min(sx, sy)
    align = words[0].lower()
    shares = {"min": 0.0, "mid": 0.5, "max": 1.0}
    left = shares.get(align[1:4], 0.5) * (box.width - sx * view.width)
    top = shares.get(align[5:8], 0.5) * (box.height - sy * view.height)
    return Affine(sx, 0.0, 0.0, sy, box.x + left - sx * view.x, box.y + top - sy * view.y)
