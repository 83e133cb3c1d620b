"""How numbers, outlines, names and strings are written in a PDF (ISO 32000-1, 7.3 and 8.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressdesk.base.geometry import Affine, Path, Rect


class _Numbers(dict[float, str]):
    """Numbers as text with three decimals at most, each formatted once: outlines repeat their coordinates."""

    def __missing__(self, value: float) -> str:
        text = f"{value:.3f}".rstrip("0").rstrip(".")
        if text == "-0":
            text = "0"
        if len(self) > 50_000:
            self.clear()
        self[value] = text
        return text


num = _Numbers().__getitem__
"""A number as PDF text, to a thousandth: `num(12.5)` is `12.5`."""


def fine(value: float) -> str:
    """A number to the millionth, for the scale of a matrix.

    >>> fine(0.7071067811865476)
    '0.707107'
    """
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float]) -> str:
    return " ".join(map(num, values))


def matrix(by: Affine) -> str:
    """The six numbers of a map, the last two to a thousandth of a point."""
    a, b, c, d, e, f = by
    if a == 1 and b == 0 and c == 0 and d == 1:
        return f"1 0 0 1 {num(e)} {num(f)}"
    return f"{fine(a)} {fine(b)} {fine(c)} {fine(d)} {num(e)} {num(f)}"


_STEPS = {"M": "%s %s m", "L": "%s %s l", "C": "%s %s %s %s %s %s c", "Z": "h"}
_templates: dict[str, str] = {}


class _Corners(dict[tuple[float, float], str]):
    """Straight steps as text: the corners of one code of squares are those of the next."""

    def __missing__(self, corner: tuple[float, float]) -> str:
        text = f"{num(corner[0])} {num(corner[1])} l"
        if len(self) > 50_000:
            self.clear()
        self[corner] = text
        return text


_corners = _Corners()


def outline(path: Path, *, stroked: bool = False) -> str:
    """The operators that build `path`; an upright rectangle is written as one.

    Filling and clipping close what is open, so that is only written for a path that is to be `stroked`.

    >>> outline(Path.rect(Rect(1, 2, 30, 40)))
    '1 2 30 40 re'
    """
    verbs, xy = path.verbs, path.coords
    if verbs == "MLLLZ" and xy[0] == xy[6] and xy[1] == xy[3] and xy[2] == xy[4] and xy[5] == xy[7]:
        return rectangle(Rect(xy[0], xy[1], xy[2] - xy[0], xy[5] - xy[1]))
    if not stroked and "C" not in verbs and "ZL" not in verbs:
        return _polygons(verbs, xy)
    template = _templates.get(verbs)
    if template is None:
        template = "\n".join(map(_STEPS.__getitem__, verbs))
        if len(_templates) > 500:
            _templates.clear()
        _templates[verbs] = template
    return template % tuple(map(num, xy))


def _polygons(verbs: str, xy: tuple[float, ...]) -> str:
    steps = list(map(_corners.__getitem__, zip(xy[::2], xy[1::2], strict=True)))
    start = 0
    for part in verbs.replace("Z", "").split("M")[1:]:
        steps[start] = f"{steps[start][:-1]}m"
        start += len(part) + 1
    return "\n".join(steps)


def rectangle(rect: Rect) -> str:
    return f"{num(rect.x)} {num(rect.y)} {num(rect.width)} {num(rect.height)} re"


def name(text: str) -> str:
    """A name with its slash; bytes outside the regular ones are escaped.

    >>> name("HKS 43 é")
    '/HKS#2043#20#C3#A9'
    """
    return "/" + re.sub(rb"[^!-~]|[#%()<>\[\]{}/]", lambda found: b"#%02X" % found[0][0], text.encode()).decode("ascii")


def string(text: str) -> str:
    """A text string: plain where ASCII will do, otherwise UTF-16.

    >>> string("a (b)"), string("é")
    ('(a \\\\(b\\\\))', '<FEFF00E9>')
    """
    if text.isascii() and text.isprintable():
        return "(" + re.sub(r"([\\()])", r"\\\1", text) + ")"
    return f"<FEFF{utf16(text)}>"


def literal(text: str) -> str:
    """A text string within a body that holds references."""
    return string(text).replace("%", "%%")


def utf16(text: str) -> str:
    """The text in UTF-16, big end first, as hexadecimal digits."""
    return text.encode("utf-16-be", "replace").hex().upper()
