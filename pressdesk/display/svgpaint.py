"""The paints of SVG: inks, and linear gradients laid along their line on the page."""

from __future__ import annotations

from typing import Literal

from pressdesk.base.colour import WHITE, Ink
from pressdesk.base.geometry import Affine, Path
from pressdesk.display.items import Gradient, Stop
from pressdesk.display.svgpath import length, transform
from pressdesk.display.svgsource import Source
from pressdesk.display.svgstyle import Tint, colour, fraction, styled
from pressdesk.display.svgtree import Element


def paint_of(
    source: Source,
    element: Element,
    which: Literal["fill", "stroke"],
    style: dict[str, str],
    outline: Path,
    through: Affine,
) -> tuple[Ink | Gradient | None, float]:
    """The ink or gradient of a fill or stroke, and its opacity."""
    told = style.get(which, "black" if which == "fill" else "none")
    opacity = fraction(style.get(f"{which}-opacity", "1"))
    if told.startswith("url("):
        address, _, rest = told.partition(")")
        name = address[4:].strip(" \"'").removeprefix("#")
        server = source.named.get(name)
        if server is not None and server.tag == "linearGradient":
            return gradient_of(source, server, outline, through), opacity
        if server is not None and server.tag in ("radialGradient", "pattern"):
            source.tell(server.tag, element)
            stops = stops_of(source, server)
            return (stops[len(stops) // 2].ink if stops else None), opacity
        if not rest.strip():
            source.tell("reference", element)
            return None, opacity
        told = rest.strip()
    tint = tint_of(source, element, style.get("color", "black") if told.lower() == "currentcolor" else told)
    return (None, opacity) if tint is None else (tint.ink, opacity * tint.opacity)


def tint_of(source: Source, element: Element, told: str) -> Tint | None:
    try:
        return colour(told)
    except ValueError:
        source.tell("colour", element)
        return colour("black")


def gradient_of(source: Source, server: Element, outline: Path, through: Affine) -> Gradient | Ink | None:
    """A linear gradient laid along its line on the page (SVG 1.1, section 13.2.2)."""
    chain = inherited_of(source, server)
    own = {name: value for element in reversed(chain) for name, value in element.attributes.items()}
    stops = stops_of(source, server)
    if len(stops) < 2:
        return stops[0].ink if stops else None
    if own.get("spreadMethod", "pad") != "pad":
        source.tell("spread", server)
    boxed = own.get("gradientUnits") != "userSpaceOnUse"
    box = outline.bounds()
    try:
        line = [
            length(own.get(name, usual), 1.0 if boxed else (box.width or 1.0))
            for name, usual in (("x1", "0%"), ("y1", "0%"), ("x2", "100%"), ("y2", "0%"))
        ]
        place = transform(own.get("gradientTransform", ""))
    except ValueError:
        source.tell("number", server)
        return stops[0].ink
    if boxed:
        place = place.then(Affine(box.width, 0.0, 0.0, box.height, box.x, box.y))
    place = place.then(through)
    return _gradient(line, place, tuple(stops))


def inherited_of(source: Source, server: Element) -> list[Element]:
    """A gradient and those it refers to, nearest first."""
    chain = [server]
    while len(chain) < 16:
        following = source.named.get(chain[-1].attributes.get("href", "").removeprefix("#"))
        if following is None or following in chain:
            break
        chain.append(following)
    return chain


def stops_of(source: Source, server: Element) -> list[Stop]:
    """The colours of a gradient, offsets never falling."""
    holder = next((e for e in inherited_of(source, server) if any(c.tag == "stop" for c in e.children)), server)
    stops: list[Stop] = []
    least = 0.0
    for child in holder.children:
        if child.tag != "stop":
            continue
        style = styled("stop", child.attributes, source.rules, {})
        told = style.get("stop-color", "black")
        tint = tint_of(source, child, style.get("color", "black") if told.lower() == "currentcolor" else told)
        least = max(least, fraction(child.attributes.get("offset", "0"), 0.0))
        ink, opacity = (tint.ink, tint.opacity) if tint else (WHITE, 0.0)
        stops.append(Stop(least, ink, opacity * fraction(style.get("stop-opacity", "1"))))
    return stops


def _gradient(line: list[float], place: Affine, stops: tuple[Stop, ...]) -> Gradient | Ink:
    """The line of a gradient mapped so that its lines of equal colour stay where the map takes them."""
    x0, y0, x1, y1 = line
    dx, dy = x1 - x0, y1 - y0
    ax, ay = place.apply(x0, y0)
    bx, by = place.apply(x1, y1)
    ex, ey = -place.a * dy + place.c * dx, -place.b * dy + place.d * dx  # along a line of equal colour
    size = ex * ex + ey * ey
    if size == 0 or (dx == 0 and dy == 0):
        return stops[-1].ink
    share = ((bx - ax) * ex + (by - ay) * ey) / size
    return Gradient(ax, ay, bx - share * ex, by - share * ey, stops)
