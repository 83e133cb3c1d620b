"""Sheets and outlines as SVG files: text as outlines, so that a file needs no fonts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path as FilePath
from typing import BinaryIO, assert_never

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import IDENTITY, Affine, Path, Rect
from pressdesk.base.units import MM
from pressdesk.colour.pictures import treated
from pressdesk.display.items import GlyphRun, Gradient, Group, Item, Link, Mark, Picture, Shape, Sheet, Stroke
from pressdesk.output.placing import placed

_STEPS = {"M": "M%s %s", "L": "L%s %s", "C": "C%s %s %s %s %s %s", "Z": "Z"}
_WHOLE = Rect(0, 0, 1, 1)


def write_svg(sheet: Sheet, stream: BinaryIO) -> None:
    """Write a sheet, trimmed, with its pictures inside the file. Raises InputError for a picture that is broken."""
    trim = sheet.format.trim
    stream.write(_document(_Writer().text(sheet.items), trim, sheet.title).encode())


def path_data(path: Path) -> str:
    """The outline in SVG's words.

    >>> path_data(Path.rect(Rect(0, 0, 2.5, 1)))
    'M0 0L2.5 0L2.5 1L0 1Z'
    """
    return "".join(map(_STEPS.__getitem__, path.verbs)) % tuple(map(_number, path.coords))


def _document(body: str, box: Rect, title: str) -> str:
    size = f'width="{_number(box.width / MM)}mm" height="{_number(box.height / MM)}mm"'
    view = " ".join(map(_number, box))
    told = f"<title>{escape(title, quote=False)}</title>\n" if title else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{view}">\n{told}{body}</svg>\n'


class _Writer:
    """Collects elements; clips and gradients are defined where they are first used."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._defined = 0

    def text(self, items: Sequence[Item]) -> str:
        self._items(items)
        return "".join(self._out)

    def _items(self, items: Sequence[Item]) -> None:
        for item in items:
            match item:
                case Group():
                    self._group(item)
                case GlyphRun():
                    self._glyphs(item)
                case Shape():
                    self._shape(item)
                case Picture():
                    self._picture(item)
                case Link():
                    area = path_data(Path.rect(item.box))
                    shown = f'<path d="{area}" fill="none" pointer-events="all"/>'
                    self._out.append(f"<a href={_quoted(item.target)}>{shown}</a>\n")
                case Mark():
                    pass
                case _:
                    assert_never(item)

    def _group(self, group: Group) -> None:
        words = _transform(group.transform)
        if group.clip is not None:
            words += f' clip-path="url(#{self._define(_clip(group.clip))})"'
        if group.opacity < 1:
            words += f' opacity="{_number(group.opacity)}"'
        if group.blend != "normal":
            words += f' style="mix-blend-mode:{group.blend}"'
        if group.language:
            words += f" lang={_quoted(group.language)}"
        self._out.append(f"<g{words}>\n")
        self._items(group.items)
        self._out.append("</g>\n")

    def _glyphs(self, item: GlyphRun) -> None:
        run = item.run
        scale = run.size / run.face.upem
        verbs: list[str] = []
        coords: list[float] = []
        for index, gid in enumerate(run.gids):
            rise = run.ys[index] if run.ys else 0.0
            at = Affine(scale, 0.0, 0.0, -scale, item.x + run.xs[index], item.y - rise)
            glyph = run.face.outline(gid).mapped(at)
            verbs.append(glyph.verbs)
            coords.extend(glyph.coords)
        shown = path_data(Path("".join(verbs), tuple(coords)))
        if shown:
            label = _quoted(run.text.strip())
            self._out.append(f'<path role="img" aria-label={label} {_fill(item.ink)} d="{shown}"/>\n')

    def _shape(self, item: Shape) -> None:
        if item.fill is None:
            words = 'fill="none"'
        elif isinstance(item.fill, Gradient):
            words = f'fill="url(#{self._define(_gradient(item.fill))})"'
        else:
            words = _fill(item.fill)
        if item.even_odd:
            words += ' fill-rule="evenodd"'
        if item.stroke is not None:
            words += _stroke(item.stroke)
        self._out.append(f'<path {words} d="{path_data(item.path)}"/>\n')

    def _picture(self, item: Picture) -> None:
        kind, data = _bytes(item)
        clip = f' clip-path="url(#{self._define(_clip(Path.rect(item.box)))})"' if item.crop != _WHOLE else ""
        label = _quoted(item.alternative)
        self._out.append(
            f'<g{clip}><image role="img" aria-label={label} width="1" height="1" preserveAspectRatio="none"'
            f'{_transform(placed(item))} href="data:{kind};base64,{b64encode(data).decode()}"/></g>\n'
        )

    def _define(self, element: str) -> str:
        """Enter a clip or a gradient, and give its name."""
        self._defined += 1
        known = f"d{self._defined}"
        self._out.append(f"<defs>{element.replace(' ', f' id={_quoted(known)} ', 1)}</defs>\n")
        return known


def _bytes(item: Picture) -> tuple[str, bytes]:
    """A picture's file where every browser shows it upright, otherwise a JPEG made of it."""
    asset = item.asset
    plain = item.duotone is None and asset.orientation == 1 and asset.space != "cmyk"
    if plain and asset.kind in ("jpeg", "png"):
        return f"image/{asset.kind}", FilePath(asset.path).read_bytes()
    return "image/jpeg", treated(asset, duotone=item.duotone).data


def _clip(path: Path) -> str:
    return f'<clipPath clipPathUnits="userSpaceOnUse"><path d="{path_data(path)}"/></clipPath>'


def _gradient(gradient: Gradient) -> str:
    ends = f'x1="{_number(gradient.x0)}" y1="{_number(gradient.y0)}"'
    ends += f' x2="{_number(gradient.x1)}" y2="{_number(gradient.y1)}"'
    stops = "".join(
        f'<stop offset="{_number(stop.offset)}" stop-color="{stop.ink.rgb.hex}"'
        f' stop-opacity="{_number(stop.opacity)}"/>'
        for stop in gradient.stops
    )
    return f'<linearGradient gradientUnits="userSpaceOnUse" {ends}>{stops}</linearGradient>'


def _transform(by: Affine) -> str:
    if by == IDENTITY:
        return ""
    return f' transform="matrix({" ".join(f"{value:.6g}" for value in by)})"'


def _fill(ink: Ink) -> str:
    return f'fill="{ink.rgb.hex}"'


def _stroke(stroke: Stroke) -> str:
    words = f' stroke="{stroke.ink.rgb.hex}" stroke-width="{_number(stroke.width)}" stroke-miterlimit="10"'
    if stroke.cap != "butt":
        words += f' stroke-linecap="{stroke.cap}"'
    if stroke.join != "miter":
        words += f' stroke-linejoin="{stroke.join}"'
    if stroke.dash:
        words += f' stroke-dasharray="{" ".join(map(_number, stroke.dash))}"'
        words += f' stroke-dashoffset="{_number(stroke.phase)}"' if stroke.phase else ""
    return words


def _number(value: float) -> str:
    """
    >>> _number(2.50004), _number(-0.0001)
    ('2.5', '0')
    """
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'
