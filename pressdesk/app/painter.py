"""The display list on a `QPainter`: the same page as in the PDF, for the screen.

Nothing is measured here and no style is looked up. What was made of an item is kept by the identity of the item, so a
page that changed in one block costs that block.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, hypot
from typing import Literal, TypeAlias, assert_never

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QImage, QLinearGradient, QPainter, QPen, QTransform

from pressdesk.app.glyphs import GlyphPaths, OutlinePaths
from pressdesk.app.pictures import ScreenPictures
from pressdesk.base.colour import Ink
from pressdesk.base.geometry import IDENTITY, Affine, Path, Rect
from pressdesk.display.items import Blend, GlyphRun, Gradient, Group, Item, Link, Mark, Picture, Shape, Sheet, Stroke
from pressdesk.output.extent import ink_box, line_box, stands_alone

Area: TypeAlias = Literal["trim", "bleed", "slug"]

_CAPS = {
    "butt": Qt.PenCapStyle.FlatCap,
    "round": Qt.PenCapStyle.RoundCap,
    "square": Qt.PenCapStyle.SquareCap,
}
_JOINS = {
    "miter": Qt.PenJoinStyle.SvgMiterJoin,
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
}
_MODES: dict[Blend, QPainter.CompositionMode] = {
    "normal": QPainter.CompositionMode.CompositionMode_SourceOver,
    "multiply": QPainter.CompositionMode.CompositionMode_Multiply,
    "screen": QPainter.CompositionMode.CompositionMode_Screen,
}
_MITRE = 10.0
"""The limit that a PDF has when none is set."""

_FIELD_PX = 8
"""From how many pixels on a rectangle is a ground, whose edges are set on whole pixels."""

_MOST = 20_000
"""So many groups are remembered before all are forgotten."""


def area_of(sheet: Sheet, area: Area) -> Rect:
    """The part of a sheet that is shown, in points: its trim, with the bleed, or with the marks."""
    margin = {"trim": 0.0, "bleed": sheet.bleed, "slug": max(sheet.bleed, sheet.slug)}[area]
    return sheet.format.trim.inset(-margin)


class SheetPainter:
    """Paints sheets and keeps what it made for them: glyphs, outlines, decoded pictures."""

    def __init__(self, pictures: ScreenPictures | None = None) -> None:
        self._glyphs = GlyphPaths()
        self._outlines = OutlinePaths()
        self._pictures = pictures or ScreenPictures()
        self._colours: dict[Ink, QColor] = {}
        self._reach: dict[int, tuple[tuple[Item, ...], Rect]] = {}
        self._screening: dict[int, tuple[tuple[Item, ...], bool]] = {}

    def paint(self, painter: QPainter, sheet: Sheet, area: Area = "trim", exposed: Rect | None = None) -> None:
        """Paint white paper and the sheet on it; the painter's units are points, its origin the trim's top left.

        `exposed` is the part that must be painted, in points; groups and lines outside it are passed over.
        """
        shown = area_of(sheet, area)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(_rect(shown), Qt.ClipOperation.IntersectClip)
        painter.fillRect(_rect(shown), Qt.GlobalColor.white)
        if self._screens(sheet.items):  # blending meets what was painted, not the paper (ISO 32000-1, 11.4.7)
            self._layer(painter, Group(sheet.items), exposed)
        else:
            self.items(painter, sheet.items, exposed)
        painter.restore()

    def items(self, painter: QPainter, items: tuple[Item, ...], exposed: Rect | None = None) -> None:
        """Paint items in their own coordinates; render hints are the caller's."""
        for item in items:
            match item:
                case GlyphRun():
                    if exposed is None or line_box(item).intersects(exposed):
                        self._text(painter, item)
                case Group():
                    self._group(painter, item, exposed)
                case Shape():
                    self._shape(painter, item)
                case Picture():
                    self._picture(painter, item)
                case Link() | Mark():
                    pass
                case _:
                    assert_never(item)

    def image(self, sheet: Sheet, scale: float, area: Area = "trim") -> QImage:
        """The sheet as a picture, `scale` pixels to a point."""
        shown = area_of(sheet, area)
        image = QImage(round(shown.width * scale), round(shown.height * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(scale, scale)
        painter.translate(-shown.x, -shown.y)
        self.paint(painter, sheet, area)
        painter.end()
        return image

    # text

    def _text(self, painter: QPainter, item: GlyphRun) -> None:
        run = item.run
        face = run.face
        known = self._glyphs.of(face)
        scale = run.size / face.upem
        units = 1 / scale
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(item.ink))
        painter.translate(item.x, item.y)
        painter.scale(scale, -scale)
        pen = raised = 0.0
        rises = run.ys
        for index, gid in enumerate(run.gids):
            path = known.get(gid)
            if path is None:
                path = self._glyphs.add(face, gid)
            if path.isEmpty():
                continue
            at = run.xs[index] * units
            rise = rises[index] * units if rises else 0.0
            painter.translate(at - pen, rise - raised)
            pen, raised = at, rise
            painter.drawPath(path)
        painter.restore()

    def _colour(self, ink: Ink) -> QColor:
        found = self._colours.get(ink)
        if found is None:
            found = self._colours[ink] = QColor.fromRgbF(*ink.rgb)
        return found

    # shapes

    def _shape(self, painter: QPainter, item: Shape) -> None:
        path = self._outlines.of(item.path, item.even_odd)
        if item.fill is not None:
            if item.registration:
                painter.fillPath(path, Qt.GlobalColor.black)
            elif isinstance(item.fill, Gradient):
                if item.fill.stops:
                    painter.fillPath(path, self._gradient(item.fill))
            elif _is_field(item.path, painter):
                _squarely(painter, lambda: painter.fillPath(path, self._colour(item.fill)))  # type: ignore[arg-type]
            else:
                painter.fillPath(path, self._colour(item.fill))
        if item.stroke is not None:
            colour = QColor(Qt.GlobalColor.black) if item.registration else self._colour(item.stroke.ink)
            painter.strokePath(path, _pen(item.stroke, colour))

    def _gradient(self, gradient: Gradient) -> QBrush:
        ends = (gradient.x0, gradient.y0) == (gradient.x1, gradient.y1)
        if ends or len(gradient.stops) == 1:
            return QBrush(self._stop_colour(gradient.stops[-1].ink, gradient.stops[-1].opacity))
        run = QLinearGradient(gradient.x0, gradient.y0, gradient.x1, gradient.y1)
        run.setInterpolationMode(QGradient.InterpolationMode.ComponentInterpolation)  # as the PDF has it
        before = -1.0
        for stop in sorted(gradient.stops, key=lambda stop: stop.offset):
            offset = max(stop.offset, before + 1e-5)  # two stops in one place are a hard edge
            run.setColorAt(min(1.0, max(0.0, offset)), self._stop_colour(stop.ink, stop.opacity))
            before = offset
        return QBrush(run)

    def _stop_colour(self, ink: Ink, opacity: float) -> QColor:
        colour = QColor(self._colour(ink))
        colour.setAlphaF(opacity)
        return colour

    # pictures

    def _picture(self, painter: QPainter, item: Picture) -> None:
        asset, crop = item.asset, item.crop
        by = painter.deviceTransform()
        across = item.box.width / crop.width * hypot(by.m11(), by.m12())
        image = self._pictures.image(asset, item.duotone, across)
        if image.isNull():
            return
        width, height = image.width(), image.height()
        part = QRectF(crop.x * width, crop.y * height, crop.width * width, crop.height * height)
        box = _rect(item.box)
        if _is_upright(by):
            _squarely(painter, lambda: painter.drawImage(box, image, part))
        else:
            painter.drawImage(box, image, part)

    # groups

    def _group(self, painter: QPainter, group: Group, exposed: Rect | None) -> None:
        if group.opacity <= 0 or not group.items:
            return
        inner: Rect | None = None
        if exposed is not None:
            reach = self._reach_of(group.items)
            if not group.transform.bounds(reach).intersects(exposed):
                return
            inner = _back(group.transform, exposed)
        mixed = group.opacity < 1 or group.blend != "normal"
        if not mixed and group.clip is None and group.transform == IDENTITY:
            self.items(painter, group.items, inner)
            return
        painter.save()
        if group.transform != IDENTITY:
            painter.setTransform(QTransform(*group.transform), True)
        if group.clip is not None:
            painter.setClipPath(self._outlines.of(group.clip), Qt.ClipOperation.IntersectClip)
        if not mixed:
            self.items(painter, group.items, inner)
        elif stands_alone(group):
            painter.setOpacity(group.opacity)
            painter.setCompositionMode(_MODES[group.blend])
            self.items(painter, group.items, inner)
        else:
            self._layer(painter, group, inner)
        painter.restore()

    def _layer(self, painter: QPainter, group: Group, exposed: Rect | None) -> None:
        """Paint the group apart, then lay it down as a whole."""
        by = painter.deviceTransform()
        device = painter.device()
        ratio = device.devicePixelRatio()
        seen = QRect(0, 0, ceil(device.width() * ratio), ceil(device.height() * ratio))
        reach = by.mapRect(_rect(self._reach_of(group.items)))
        if painter.hasClipping():
            reach = reach.intersected(by.mapRect(painter.clipBoundingRect()))
        left, top = floor(reach.left()) - 1, floor(reach.top()) - 1
        area = QRect(left, top, ceil(reach.right()) + 1 - left, ceil(reach.bottom()) + 1 - top).intersected(seen)
        if area.isEmpty():
            return
        layer = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
        layer.fill(Qt.GlobalColor.transparent)
        inner = QPainter(layer)
        inner.setRenderHints(painter.renderHints())
        inner.setTransform(by * QTransform.fromTranslate(-area.x(), -area.y()))
        self.items(inner, group.items, exposed)
        inner.end()
        layer.setDevicePixelRatio(ratio)
        painter.setOpacity(group.opacity)
        painter.setCompositionMode(_MODES[group.blend])
        painter.setWorldMatrixEnabled(False)
        painter.drawImage(QPointF(area.x() / ratio, area.y() / ratio), layer)

    def _screens(self, items: tuple[Item, ...]) -> bool:
        """Whether a group blends by `screen`, the mode that shows the difference between bare and painted paper."""
        found = self._screening.get(id(items))
        if found is None:
            told = any(item.blend == "screen" or self._screens(item.items) for item in items if isinstance(item, Group))
            if len(self._screening) > _MOST:
                self._screening.clear()
            found = self._screening[id(items)] = items, told
        return found[1]

    def _reach_of(self, items: tuple[Item, ...]) -> Rect:
        found = self._reach.get(id(items))
        if found is None:
            if len(self._reach) > _MOST:
                self._reach.clear()
            found = self._reach[id(items)] = items, ink_box(items, self._reach_of)
        return found[1]


def _is_upright(by: QTransform) -> bool:
    return not by.isRotating() and by.m11() > 0 and by.m22() > 0


def _is_field(path: Path, painter: QPainter) -> bool:
    """Whether an outline is an upright rectangle some pixels wide and high: a ground, not a rule."""
    by = painter.deviceTransform()
    if path.verbs != "MLLLZ" or not _is_upright(by):
        return False
    x0, y0, x1, y1, x2, y2, x3, y3 = path.coords
    if not (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0):
        return False
    return abs(x1 - x0) * by.m11() >= _FIELD_PX and abs(y2 - y0) * by.m22() >= _FIELD_PX


def _squarely(painter: QPainter, paint: Callable[[], None]) -> None:
    """Paint with edges on whole pixels: of two grounds that share an edge, neither lets the paper shine through."""
    soft = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    paint()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, soft)


def _pen(stroke: Stroke, colour: QColor) -> QPen:
    pen = QPen(colour, stroke.width, Qt.PenStyle.SolidLine, _CAPS[stroke.cap], _JOINS[stroke.join])
    pen.setMiterLimit(_MITRE)
    if stroke.dash and stroke.width > 0:
        dashes = [length / stroke.width for length in stroke.dash]
        pen.setDashPattern(dashes * (1 + len(dashes) % 2))  # Qt wants pairs
        pen.setDashOffset(stroke.phase / stroke.width)
    return pen


def _back(by: Affine, area: Rect) -> Rect | None:
    """The area as the inside of a group sees it; None, which means everything, for a map that flattens."""
    try:
        return by.inverse().bounds(area)
    except ZeroDivisionError:
        return None


def _rect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)
