"""Display items as content operators, in the items' own coordinates (y down).

A fragment is what a tuple of items comes to. It takes nothing for granted but that ink knocks out, and leaves it so;
everything else it sets itself. So it may be put anywhere, under any map, into any file.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from pressdesk.base.colour import BLACK, Ink
from pressdesk.base.geometry import IDENTITY, Path, Rect
from pressdesk.display.items import GlyphRun, Gradient, Group, Item, Link, Mark, Picture, Shape, Stroke
from pressdesk.output.extent import ink_box, stands_alone
from pressdesk.output.pdf.fonts import Encoded, Font
from pressdesk.output.pdf.paints import (
    KNOCKOUT,
    OVERPRINT,
    REGISTRATION,
    opacity_mask,
    opacity_state,
    resource_name,
    shading,
)
from pressdesk.output.pdf.parts import Part, deflated, digest
from pressdesk.output.pdf.pictures import placement
from pressdesk.output.pdf.syntax import matrix, num, numbers, outline, rectangle

if TYPE_CHECKING:
    from pressdesk.output.pdf.kit import Forms, Painter

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_WHOLE = Rect(0, 0, 1, 1)


class Fragment:
    """Operators, the resources they name, the runs they show, and the links, all in the items' own coordinates."""

    __slots__ = ("links", "operators", "parts", "runs", "see_through")

    def __init__(
        self,
        operators: str,
        parts: frozenset[Part],
        runs: frozenset[Encoded],
        links: tuple[Link, ...],
        see_through: bool,
    ) -> None:
        self.operators = operators
        self.parts = parts
        self.runs = runs
        self.links = links
        self.see_through = see_through

    @property
    def fonts(self) -> frozenset[Font]:
        return frozenset([run.font for run in self.runs])


class Writer:
    """Collects the operators of some items; what the graphics state holds is remembered, so nothing is set twice.

    With `forms`, groups that come again in the file are drawn as form objects, the others written out.
    """

    def __init__(self, painter: Painter, forms: Forms | None = None) -> None:
        self._painter = painter
        self._forms = forms
        self._out: list[str] = []
        self._parts: set[Part] = set()
        self._runs: set[Encoded] = set()
        self._links: list[Link] = []
        self._see_through = False
        self._in_text = False
        self._font: tuple[object, float] | None = None
        self._fill: Ink | None = None
        self._overprints = False

    def fragment(self) -> Fragment:
        """What was collected."""
        self._end_text()
        self._overprint(False)
        return Fragment(
            "\n".join(self._out),
            frozenset(self._parts),
            frozenset(self._runs),
            tuple(self._links),
            self._see_through,
        )

    def items(self, items: tuple[Item, ...]) -> None:
        for item in items:
            match item:
                case GlyphRun():
                    self._glyphs(item)
                case Group():
                    self._group(item)
                case Shape():
                    self._end_text()
                    self._shape(item)
                case Picture():
                    self._end_text()
                    self._picture(item)
                case Link():
                    self._link(item)
                case Mark():
                    pass
                case _:
                    assert_never(item)

    def _link(self, item: Link) -> None:
        self._links.append(item)

    # text

    def _glyphs(self, item: GlyphRun) -> None:
        run = item.run
        encoded = self._painter.encoded(run)
        if not encoded.operators:
            return
        out = self._out
        if not self._in_text:
            out.append("BT")
            self._in_text = True
        self._fill_with(item.ink, item.overprint, black_overprints=True)
        font = encoded.font
        if self._font != (font, run.size):
            self._font = (font, run.size)
            out.append(f"/{font.name} {num(run.size)} Tf")
        out.append(f"1 0 0 -1 {num(item.x)} {num(item.y)} Tm\n{encoded.operators}")
        self._runs.add(encoded)

    def _end_text(self) -> None:
        if self._in_text:
            self._out.append("ET")
            self._in_text = False

    # paint

    def _fill_with(self, ink: Ink, overprint: bool, *, black_overprints: bool = False) -> None:
        inking = self._painter.inking(ink)
        if ink is not self._fill:
            if inking.space is not None:
                self._parts.add(inking.space)
            self._out.append(inking.fill)
            self._fill = ink
        self._overprint((overprint and inking.overprints) or (black_overprints and inking.plain_black))

    def _overprint(self, wanted: bool) -> None:
        if wanted != self._overprints:
            state = OVERPRINT if wanted else KNOCKOUT
            self._parts.add(state)
            self._out.append(f"{resource_name(state)} gs")
            self._overprints = wanted

    # shapes

    def _shape(self, item: Shape) -> None:
        if not item.path.verbs:
            return
        fill, out = item.fill, self._out
        steps = outline(item.path, stroked=item.stroke is not None)
        star = "*" if item.even_odd else ""
        if item.registration:
            self._registered(item, steps, star)
            return
        if isinstance(fill, Gradient):
            self._gradient(item.path, fill, item.even_odd)
        elif fill is not None:
            self._fill_with(fill, item.overprint)
            out.append(f"{steps}\nf{star}")
        if item.stroke is not None:  # apart from the filling: one may overprint while the other must not
            self._line(item.stroke, item.overprint)
            out.append(f"{steps}\nS\nQ")

    def _line(self, stroke: Stroke, overprint: bool) -> None:
        """Open a state of its own for a stroke: strokes are few, so theirs is not remembered."""
        inking = self._painter.inking(stroke.ink)
        if inking.space is not None:
            self._parts.add(inking.space)
        self._overprint(overprint and inking.overprints)
        self._out.append(f"q\n{inking.stroke}\n{_stroke_state(stroke)}")

    def _registered(self, item: Shape, steps: str, star: str) -> None:
        """In every ink there is (PRINT list, item 12); on screen in black."""
        if self._painter.mode != "cmyk":
            black = self._painter.inking(BLACK)
            paint, line = black.fill, black.stroke
        else:
            self._parts.add(REGISTRATION)
            self._overprint(False)
            space = resource_name(REGISTRATION)
            paint, line = f"{space} cs 1 scn", f"{space} CS 1 SCN"
        operator = {(True, True): f"B{star}", (True, False): f"f{star}", (False, True): "S"}
        how = operator.get((item.fill is not None, item.stroke is not None))
        if how is None:
            return
        state = f"\n{_stroke_state(item.stroke)}" if item.stroke is not None else ""
        self._out.append(f"q\n{paint}\n{line}{state}\n{steps}\n{how}\nQ")

    def _gradient(self, path: Path, gradient: Gradient, even_odd: bool) -> None:
        if not gradient.stops:
            return
        self._overprint(False)
        if (gradient.x0, gradient.y0) == (gradient.x1, gradient.y1) or len(gradient.stops) == 1:
            gradient = gradient._replace(x1=gradient.x0 + 0.001, stops=gradient.stops[-1:])
        colours = shading(gradient, self._painter.mode)
        self._parts.add(colours)
        states = ""
        opacities = {stop.opacity for stop in gradient.stops}
        if opacities != {1.0}:
            if len(opacities) == 1:
                state = opacity_state(opacities.pop(), "normal")
            else:
                state = opacity_mask(gradient, path.bounds().inset(-1))
            self._parts.add(state)
            self._see_through = True
            states = f"{resource_name(state)} gs\n"
        clip = f"{outline(path)} W{'*' if even_odd else ''} n"
        self._out.append(f"q\n{clip}\n{states}{resource_name(colours)} sh\nQ")

    # pictures

    def _picture(self, item: Picture) -> None:
        self._overprint(False)
        part = self._painter.picture(item)
        self._parts.add(part)
        if item.asset.alpha:
            self._see_through = True
        clip = "" if item.crop == _WHOLE else f"{rectangle(item.box)} W n\n"
        self._out.append(f"q\n{clip}{matrix(placement(item))} cm\n{resource_name(part)} Do\nQ")

    # groups

    def _group(self, group: Group) -> None:
        if group.opacity <= 0 or not group.items:
            return
        mixed = group.opacity < 1 or group.blend != "normal"
        forms = self._forms
        moved = group.transform != IDENTITY
        own_state = mixed or moved or group.clip is not None
        if forms is not None and not mixed and not forms.comes_again(group.items):
            self._open_group(group, own_state)
            return
        painter = self._painter
        fragment = painter.fragment(group.items)
        if fragment.links:
            self._links += [
                Link(group.transform.bounds(link.box), link.target) if moved else link for link in fragment.links
            ]
        if not fragment.operators:
            return
        self._end_text()
        self._overprint(False)
        if mixed and not stands_alone(group):
            form: Part | None = painter.transparency_form(group.items, fragment)
        elif forms is not None:
            form = painter.repeated(group.items, fragment)
        else:
            form = painter.drawing(group.items, fragment)
        if own_state:
            self._enter(group)
        if form is None:
            self._out.append(fragment.operators)
            self._parts |= fragment.parts
            if not own_state:
                self._font = self._fill = None
        else:
            self._parts.add(form)
            self._out.append(f"{resource_name(form)} Do")
        self._runs |= fragment.runs
        self._see_through |= fragment.see_through
        if own_state:
            self._leave()

    def _open_group(self, group: Group, own_state: bool) -> None:
        """Write the items of a group that comes once: what comes again may be inside."""
        if not own_state:
            self.items(group.items)
            return
        links, self._links = self._links, []
        self._end_text()
        self._overprint(False)
        state = self._font, self._fill
        self._enter(group)
        self.items(group.items)
        self._end_text()
        self._overprint(False)
        self._leave()
        self._font, self._fill = state
        self._links = links + [Link(group.transform.bounds(link.box), link.target) for link in self._links]

    def _enter(self, group: Group) -> None:
        self._out.append("q")
        if group.transform != IDENTITY:
            self._out.append(f"{matrix(group.transform)} cm")
        if group.clip is not None:
            self._out.append(f"{outline(group.clip)} W n" if group.clip.verbs else "0 0 0 0 re W n")
        if group.opacity < 1 or group.blend != "normal":
            state = opacity_state(group.opacity, group.blend)
            self._see_through = True
            self._parts.add(state)
            self._out.append(f"{resource_name(state)} gs")

    def _leave(self) -> None:
        self._out.append("Q")


def form_part(items: tuple[Item, ...], fragment: Fragment, *, group: str = "") -> Part:
    """Some items as a form object; `group` is the dictionary of a transparency group."""
    box = ink_box(items)
    named, refs = resources(fragment.parts, fragment.fonts)
    body = (
        f"/Type/XObject/Subtype/Form/BBox[{numbers((box.x, box.y, box.right, box.bottom))}]{group}/Resources<<{named}>>"
    )
    part_name = f"X{digest(fragment.operators, body, *sorted(ref.name for ref in refs))[:12]}"
    return deflated(part_name, body, fragment.operators.encode("ascii"), refs, category="XObject")


def resources(parts: frozenset[Part], fonts: frozenset[Font]) -> tuple[str, tuple[Part | Font, ...]]:
    """The inside of a resource dictionary, sorted, with the objects that its `%s` stand for."""
    known: dict[tuple[str, str], Part | Font] = {(part.category, part.name): part for part in parts}
    known |= {("Font", font.name): font for font in fonts}
    found = [(*key, known[key]) for key in sorted(known)]
    named = "".join(
        f"/{category}<<{' '.join(f'/{entry[1]} %s' for entry in entries)}>>"
        for category, group in groupby(found, key=lambda entry: entry[0])
        if (entries := list(group))
    )
    return named, tuple(entry[2] for entry in found)


def _stroke_state(stroke: Stroke) -> str:
    state = f"{num(stroke.width)} w"
    if stroke.cap != "butt":
        state += f" {_CAPS[stroke.cap]} J"
    if stroke.join != "miter":
        state += f" {_JOINS[stroke.join]} j"
    if stroke.dash:
        state += f" [{numbers(stroke.dash)}] {num(stroke.phase)} d"
    return state
