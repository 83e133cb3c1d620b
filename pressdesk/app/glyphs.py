"""Outlines as Qt's paths, each made once.

Qt's own drawing of glyphs shows nothing above 64 pixels, and differs from the print.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from pressdesk.base.geometry import Path
from pressdesk.text.fonts import Face

_MOST = 20_000


def painter_path(path: Path, *, even_odd: bool = False) -> QPainterPath:
    """The same outline as Qt's path, filled by winding unless `even_odd`."""
    out = QPainterPath()
    out.setFillRule(Qt.FillRule.OddEvenFill if even_odd else Qt.FillRule.WindingFill)
    xy = path.coords
    at = 0
    for verb in path.verbs:
        if verb == "L":
            out.lineTo(xy[at], xy[at + 1])
            at += 2
        elif verb == "C":
            out.cubicTo(xy[at], xy[at + 1], xy[at + 2], xy[at + 3], xy[at + 4], xy[at + 5])
            at += 6
        elif verb == "M":
            out.moveTo(xy[at], xy[at + 1])
            at += 2
        else:
            out.closeSubpath()
    return out


class GlyphPaths:
    """The glyphs of faces in font units, y up."""

    def __init__(self) -> None:
        self._faces: dict[int, tuple[Face, dict[int, QPainterPath]]] = {}

    def of(self, face: Face) -> dict[int, QPainterPath]:
        """What is known of a face: paths by glyph id; `add` fills it."""
        found = self._faces.get(id(face))
        if found is None:
            found = self._faces[id(face)] = face, {}
        return found[1]

    def add(self, face: Face, gid: int) -> QPainterPath:
        known = self.of(face)
        path = known[gid] = painter_path(face.outline(gid))
        return path


class OutlinePaths:
    """The paths of shapes and clips, by the identity of the outline."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], tuple[Path, QPainterPath]] = {}

    def of(self, path: Path, even_odd: bool = False) -> QPainterPath:
        found = self._known.get((id(path), even_odd))
        if found is None:
            if len(self._known) > _MOST:
                self._known.clear()
            found = self._known[id(path), even_odd] = path, painter_path(path, even_odd=even_odd)
        return found[1]
