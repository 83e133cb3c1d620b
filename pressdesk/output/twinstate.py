"""What is kept while the grey twins of a page are written: colours, overprint, and the map to the page."""

from __future__ import annotations

from typing import Any, TypeAlias

from pressdesk.base.values import NamedTuple
from pressdesk.output.inks import EVERY, GRAY, Space

DEEPEST = 24
MOST_STEPS = 400_000
"""Operators of a page; what follows is not painted."""

LONGEST = 10_000_000
"""Bytes of operators in a stream, or on a page outside its forms, that are read."""

_MOST_PACKED = 1100
"""How many times smaller packing makes a stream at most."""

Map: TypeAlias = tuple[float, float, float, float, float, float]
WHOLE: Map = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Paint(NamedTuple):
    """A colour as it was set; `pattern` is the name of the pattern that stands in for it."""

    space: Space = GRAY
    values: tuple[float, ...] = (0.0,)
    pattern: str = ""


class State(NamedTuple):
    """What `q` keeps and `Q` brings back, as far as plates differ by it."""

    fill: Paint = Paint()
    stroke: Paint = Paint()
    fill_over: bool = False
    stroke_over: bool = False
    nonzero: bool = False
    mode: int = 0
    map: Map = WHOLE


def is_too_long(stream: Any) -> bool:
    """Whether a stream, or a page's streams together, unpack to more than is read."""
    import pikepdf

    told = stream.get("/Contents") if str(stream.get("/Type", "")) == "/Page" else stream
    parts = list(told) if isinstance(told, pikepdf.Array) else [told]
    total = 0
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            packed = len(part.read_raw_bytes())
            if packed * _MOST_PACKED > LONGEST - total:
                try:
                    packed = len(part.read_bytes())
                except pikepdf.PdfError:
                    return True
            total += packed
    return total > LONGEST


def opening(ink: str) -> bytes:
    """The colour that a page begins with: black."""
    return b"0 g 0 G\n" if ink == "Black" else b"1 g 1 G\n"


def grey_of(found: dict[str, float], ink: str) -> float:
    return round(1 - found.get(ink, found.get(EVERY, 0.0)), 5)


def grey_group(group: Any) -> Any:
    import pikepdf

    made = pikepdf.Dictionary(group)
    made["/CS"] = pikepdf.Name.DeviceGray
    return made


def map_of(found: Any) -> Map:
    if found is None:
        return WHOLE
    a, b, c, d, e, f = (float(number) for number in found)
    return (a, b, c, d, e, f)


def times(first: Map, then: Map) -> Map:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def linear(by: Map) -> Map:
    """A map without its shift, rounded: things of the same size share their twins."""
    a, b, c, d = (round(value, 3) for value in by[:4])
    return (a, b, c, d, 0.0, 0.0)
