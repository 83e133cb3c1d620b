"""What a page paints, read from its operators (ISO 32000-1, annex A): texts, lines, areas and pictures with their
places, sizes, colours and overprint. Whatever is not understood is passed over, so that any file can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from warnings import catch_warnings

from pressdesk.base.values import NamedTuple
from pressdesk.output.twinstate import is_too_long
from pressdesk.prepress.facts import (
    WHOLE,
    Area,
    Blend,
    Box,
    Fact,
    Image,
    Line,
    Matrix,
    Paint,
    Text,
    is_empty,
    mapped_box,
    multiplied,
    overlap,
    scale_of,
)
from pressdesk.prepress.typefaces import Typeface, typeface

EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
DEEPEST = 24
"""How deep forms may stand in each other."""

MOST_PIXELS = 500_000_000
"""Of a picture; a page with a larger one is not painted."""

MOST_STEPS = 400_000
"""Operators of a page; what follows is not looked at."""

_BLACK = Paint("DeviceGray", (0.0,))
_STARTS = {
    "DeviceGray": (0.0,),
    "DeviceRGB": (0.0, 0.0, 0.0),
    "DeviceCMYK": (0.0, 0.0, 0.0, 1.0),
}
_PLAIN = {
    "g": "DeviceGray",
    "rg": "DeviceRGB",
    "k": "DeviceCMYK",
}


class State(NamedTuple):
    """What `q` keeps and `Q` brings back."""

    map: Matrix = WHOLE
    clip: Box = EVERYWHERE
    fill: Paint = _BLACK
    stroke: Paint = _BLACK
    fill_over: bool = False
    stroke_over: bool = False
    overprint_mode: int = 0
    width: float = 1.0
    dashed: bool = False
    font: Typeface | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


class Reader:
    """Reads the pages of one document; forms and fonts that come again are read once."""

    def __init__(self) -> None:
        self._forms: dict[tuple[object, ...], tuple[Fact, ...]] = {}
        self._faces: dict[object, Typeface] = {}
        self._busy: set[object] = set()
        self.whole = True
        """Whether everything on the page that was read last could be read."""
        self.lost: dict[str, None] = {}
        """The names of fonts that text is set in and that are nowhere in the file."""
        self.read = 0
        """How many steps were read so far, on all pages."""

    def page(self, page: Any) -> tuple[Fact, ...]:
        """Everything painted on a page, in order; what the page inherits is looked up by pikepdf."""
        self.whole = True
        steps = [MOST_STEPS]
        found = tuple(self._read(page, page.get("/Resources", {}), State(), 0, steps))
        self.read += MOST_STEPS - max(steps[0], 0)
        return found

    def form(self, stream: Any, resources: Any, state: State, depth: int, steps: list[int]) -> tuple[Fact, ...]:
        """What a form paints, in its own coordinates."""
        fresh = state._replace(map=WHOLE, clip=EVERYWHERE)
        key = (*stream.objgen, fresh) if stream.is_indirect else ()
        found = self._forms.get(key) if key else None
        if found is None:
            if key[:2] in self._busy:  # one that draws itself
                self.whole = False
                return ()
            self._busy.add(key[:2])
            own = stream.get("/Resources", resources)
            found = tuple(self._read(stream, own, fresh, depth + 1, steps))
            self._busy.discard(key[:2])
            if key:
                self._forms[key] = found
        steps[0] -= len(found)
        return found

    def typeface(self, font: Any) -> Typeface:
        """What is known of a font."""
        key = font.objgen if font.is_indirect else None
        found = self._faces.get(key) if key else None
        if found is None:
            found = typeface(font)
            if key:
                self._faces[key] = found
        return found

    def _read(self, stream: Any, resources: Any, state: State, depth: int, steps: list[int]) -> Iterable[Fact]:
        import pikepdf

        if is_too_long(stream):
            self.whole = False
            return ()
        try:
            with catch_warnings(action="ignore"):  # that it ends with numbers for nothing
                found = pikepdf.parse_content_stream(stream)
        except (pikepdf.PdfError, TypeError, ValueError):
            self.whole = False
            return ()
        run = _Run(self, resources, state, depth, steps)
        for step in found:
            steps[0] -= 1
            if steps[0] < 0:
                self.whole = False
                break
            act = _ACTS.get(str(step.operator))
            if act is not None:
                try:
                    act(run, step.operands)
                except (
                    ArithmeticError,
                    AttributeError,
                    LookupError,
                    NotImplementedError,
                    TypeError,
                    ValueError,
                    pikepdf.PdfError,
                ):
                    continue  # a step that makes no sense is none
        return run.found

    def space(self, space: Any, resources: Any) -> tuple[str, tuple[str, ...]]:
        """The family of a colour space, and the spot inks in it."""
        import pikepdf

        if isinstance(space, pikepdf.Name):
            name = str(space)[1:]
            short = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}.get(name, name)
            if short in _STARTS or short == "Pattern":
                return short, ()
            inner = resources.get("/ColorSpace", {}).get(str(space))
            return self.space(inner, {}) if inner is not None and inner != space else (name, ())
        if not isinstance(space, pikepdf.Array) or not len(space):
            return "", ()
        family = str(space[0])[1:]
        if family == "ICCBased":
            count = int(space[1].get("/N", 0))
            return {1: "ICCBased grey", 3: "ICCBased RGB", 4: "ICCBased CMYK"}.get(count, family), ()
        if family == "Separation":
            return family, (str(space[1])[1:],)
        if family == "DeviceN":
            return family, tuple(str(name)[1:] for name in space[1])
        if family in ("Indexed", "I"):
            return self.space(space[1], resources)
        return family, ()


class _Run:
    """The state while the operators of one stream are gone through."""

    def __init__(self, reader: Reader, resources: Any, state: State, depth: int, steps: list[int]) -> None:
        self.reader = reader
        self.resources = resources
        self.state = state
        self.depth = depth
        self.steps = steps
        self.found: list[Fact] = []
        self.kept: list[State] = []
        self.text: Matrix = WHOLE
        self.line: Matrix = WHOLE
        self.xs: list[float] = []
        self.ys: list[float] = []
        self.starts: list[int] = []
        self.clips = False

    def change(self, **fields: Any) -> None:
        self.state = self.state._replace(**fields)

    def resource(self, kind: str, name: Any) -> Any:
        return self.resources[kind][str(name)]

    def seen(self, box: Box) -> Box:
        """A box of the stream's own coordinates as far as it is not clipped."""
        return overlap(mapped_box(box, self.state.map), self.state.clip)

    # paths

    def begin(self, numbers: Any) -> None:
        self.starts.append(len(self.xs))
        self.points(numbers)

    def points(self, numbers: Any) -> None:
        values = [float(number) for number in numbers]
        a, b, c, d, e, f = self.state.map
        for x, y in zip(values[::2], values[1::2], strict=True):
            self.xs.append(a * x + c * y + e)
            self.ys.append(b * x + d * y + f)

    def rectangle(self, numbers: Any) -> None:
        x, y, width, height = (float(number) for number in numbers)
        self.begin((x, y, x + width, y, x, y + height, x + width, y + height))

    def paint(self, fills: bool, strokes: bool) -> None:
        state = self.state
        if self.xs:
            box = (min(self.xs), min(self.ys), max(self.xs), max(self.ys))
            if fills:
                seen = overlap(box, state.clip)
                if not is_empty(seen):
                    self.found.append(Area(state.fill, state.fill_over, seen))
            if strokes:
                self.strokes(box)
            if self.clips:
                self.change(clip=overlap(state.clip, box))
        elif self.clips:
            self.change(clip=(0.0, 0.0, 0.0, 0.0))
        self.xs, self.ys, self.starts, self.clips = [], [], [], False

    def strokes(self, whole: Box) -> None:
        """A path as a line; printer's marks one by one, since they stand all around the page."""
        state = self.state
        boxes = [whole]
        if state.stroke.is_registration and self.starts:
            ends = [*self.starts[1:], len(self.xs)]
            parts = [(self.xs[a:b], self.ys[a:b]) for a, b in zip(self.starts, ends, strict=True) if b > a]
            boxes = [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in parts]
        width = state.width * scale_of(state.map)
        half = width / 2
        for left, bottom, right, top in boxes:
            seen = overlap((left - half, bottom - half, right + half, top + half), state.clip)
            if seen[2] >= seen[0] and seen[3] >= seen[1]:
                self.found.append(Line(width, state.stroke, state.stroke_over, seen, dashed=state.dashed))

    # colours

    def colour(self, space: str, numbers: Any, stroke: bool) -> None:
        paint = Paint(space, tuple(round(float(number), 4) for number in numbers))
        self.change(**{"stroke" if stroke else "fill": paint})

    def choose_space(self, name: Any, stroke: bool) -> None:
        family, inks = self.reader.space(name, self.resources)
        values = (1.0,) * len(inks) if inks else _STARTS.get(family, ())
        self.change(**{"stroke" if stroke else "fill": Paint(family, values, inks)})

    def choose_colour(self, operands: Any, stroke: bool) -> None:
        before = self.state.stroke if stroke else self.state.fill
        values = []
        for operand in operands:
            try:
                values.append(round(float(operand), 4))
            except (TypeError, ValueError):
                continue  # a pattern's name
        self.change(**{"stroke" if stroke else "fill": before._replace(values=tuple(values))})

    def graphics_state(self, name: Any) -> None:
        told = self.resource("/ExtGState", name)
        fields: dict[str, Any] = {}
        if "/OP" in told:
            fields["stroke_over"] = bool(told["/OP"])
            if "/op" not in told:
                fields["fill_over"] = bool(told["/OP"])
        if "/op" in told:
            fields["fill_over"] = bool(told["/op"])
        if "/OPM" in told:
            fields["overprint_mode"] = int(told["/OPM"])
        if "/LW" in told:
            fields["width"] = float(told["/LW"])
        if "/D" in told:
            fields["dashed"] = len(told["/D"][0]) > 0
        if "/Font" in told:
            fields["font"] = self.reader.typeface(told["/Font"][0])
            fields["size"] = float(told["/Font"][1])
        self.change(**fields)

    # text

    def next_line(self, x: float, y: float) -> None:
        self.line = multiplied((1.0, 0.0, 0.0, 1.0, x, y), self.line)
        self.text = self.line

    def show(self, pieces: Iterable[Any]) -> None:
        """Strings, and between them shifts in thousandths of the size."""
        import pikepdf

        state = self.state
        face, size = state.font, state.size
        if face is None:
            return
        pen, end, missing, nameless, start = 0.0, 0.0, 0, 0, None
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                pen -= float(piece) / 1000 * size * state.stretch
                continue
            if start is None:
                start = pen
            shown = face.measure(bytes(piece))
            pen += (
                shown.width * size + shown.glyphs * state.spacing + shown.spaces * state.word_spacing
            ) * state.stretch
            end = pen - shown.blank * size * state.stretch
            missing += shown.missing
            nameless += shown.nameless
        through = multiplied(self.text, state.map)
        scale = abs(size) * scale_of(through)
        first = start or 0.0
        box = mapped_box((first, state.rise, end, state.rise + 0.7 * size), through)
        seen = overlap(box, state.clip)
        if start is not None and not is_empty(seen):
            paint = state.stroke if state.mode in (1, 5) else state.fill
            over = state.stroke_over if state.mode in (1, 5) else state.fill_over
            over = over and (state.overprint_mode == 1 or paint.space != "DeviceCMYK")
            self.found.append(Text(face.name, round(scale, 2), paint, over, state.mode, seen, missing, nameless))
        self.text = multiplied((1.0, 0.0, 0.0, 1.0, pen, 0.0), self.text)

    # what is drawn by name

    def draw(self, name: Any) -> None:
        drawn = self.resource("/XObject", name)
        kind = str(drawn.get("/Subtype", ""))
        if kind == "/Image":
            self.image(drawn)
        elif kind == "/Form" and self.depth < DEEPEST:
            state = self.state
            inner = self.reader.form(drawn, self.resources, state, self.depth, self.steps)
            if self.steps[0] < 0:
                return  # too much by now
            own = tuple(float(number) for number in drawn.get("/Matrix", WHOLE))
            by = multiplied(own, state.map)  # type: ignore[arg-type]
            limit = state.clip
            if "/BBox" in drawn:
                left, bottom, right, top = (float(number) for number in drawn["/BBox"])
                limit = overlap(limit, mapped_box((left, bottom, right, top), by))
            for fact in inner:
                moved = fact.mapped(by)
                seen = overlap(moved.box, limit)
                if seen[2] >= seen[0] and seen[3] >= seen[1]:
                    self.found.append(moved._replace(box=seen))

    def image(self, drawn: Any) -> None:
        stencil = bool(drawn.get("/ImageMask", drawn.get("/IM", False)))
        bits = 1 if stencil else int(drawn.get("/BitsPerComponent", drawn.get("/BPC", 8)))
        space = drawn.get("/ColorSpace", drawn.get("/CS"))
        family = "" if space is None else self.reader.space(space, self.resources)[0]
        width, height = int(drawn.get("/Width", drawn.get("/W", 0))), int(drawn.get("/Height", drawn.get("/H", 0)))
        seen = self.seen((0.0, 0.0, 1.0, 1.0))
        if width * height > MOST_PIXELS:
            self.reader.whole = False
        if not is_empty(seen):
            by = self.state.map
            key = "{}-{}".format(*drawn.objgen) if drawn.is_indirect else ""
            self.found.append(Image(width, height, bits, family, by, seen, stencil, key=key))

    def shade(self, name: Any) -> None:
        family, _ = self.reader.space(self.resource("/Shading", name)["/ColorSpace"], self.resources)
        self.found.append(Blend(family, self.state.clip))


def _keep(run: _Run, _: Any) -> None:
    if len(run.kept) < 500:
        run.kept.append(run.state)


def _bring_back(run: _Run, _: Any) -> None:
    if run.kept:
        run.state = run.kept.pop()


def _begin_text(run: _Run, _: Any) -> None:
    run.text = run.line = WHOLE


def _set_text_map(run: _Run, operands: Any) -> None:
    a, b, c, d, e, f = (float(number) for number in operands)
    run.text = run.line = (a, b, c, d, e, f)


def _set_map(run: _Run, operands: Any) -> None:
    a, b, c, d, e, f = (float(number) for number in operands)
    run.change(map=multiplied((a, b, c, d, e, f), run.state.map))


def _set_font(run: _Run, operands: Any) -> None:
    try:
        found = run.resource("/Font", operands[0])
    except (LookupError, TypeError, ValueError):
        run.reader.lost.setdefault(str(operands[0])[1:])
        raise
    run.change(size=float(operands[1]), font=run.reader.typeface(found))


def _set_leading(run: _Run, operands: Any) -> None:
    run.change(leading=-float(operands[1]))
    run.next_line(float(operands[0]), float(operands[1]))


def _show_next(run: _Run, operands: Any) -> None:
    run.next_line(0.0, -run.state.leading)
    run.show(operands[-1:])


def _show_spaced(run: _Run, operands: Any) -> None:
    run.change(word_spacing=float(operands[0]), spacing=float(operands[1]))
    _show_next(run, operands)


def _clip(run: _Run, _: Any) -> None:
    run.clips = True


def _number(field: str, factor: float = 1.0) -> Callable[[_Run, Any], None]:
    return lambda run, operands: run.change(**{field: float(operands[0]) * factor})


def _painting(fills: bool, strokes: bool) -> Callable[[_Run, Any], None]:
    return lambda run, _: run.paint(fills, strokes)


def _plain_colour(space: str, stroke: bool) -> Callable[[_Run, Any], None]:
    return lambda run, operands: run.colour(space, operands, stroke)


_Act = Callable[[_Run, Any], None]
_ACTS: dict[str, _Act] = {
    "q": _keep,
    "Q": _bring_back,
    "cm": _set_map,
    "w": _number("width"),
    "d": lambda run, operands: run.change(dashed=len(operands[0]) > 0),
    "gs": lambda run, operands: run.graphics_state(operands[0]),
    "re": lambda run, operands: run.rectangle(operands),
    "m": lambda run, operands: run.begin(operands),
    **dict.fromkeys(("l", "c", "v", "y"), lambda run, operands: run.points(operands)),
    **dict.fromkeys(("W", "W*"), _clip),
    "n": _painting(False, False),
    **dict.fromkeys(("f", "F", "f*"), _painting(True, False)),
    **dict.fromkeys(("S", "s"), _painting(False, True)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _painting(True, True)),
    **{name: _plain_colour(space, False) for name, space in _PLAIN.items()},
    **{name.upper(): _plain_colour(space, True) for name, space in _PLAIN.items()},
    "cs": lambda run, operands: run.choose_space(operands[0], False),
    "CS": lambda run, operands: run.choose_space(operands[0], True),
    **dict.fromkeys(("sc", "scn"), lambda run, operands: run.choose_colour(operands, False)),
    **dict.fromkeys(("SC", "SCN"), lambda run, operands: run.choose_colour(operands, True)),
    "BT": _begin_text,
    "Tm": _set_text_map,
    "Tf": _set_font,
    "Tc": _number("spacing"),
    "Tw": _number("word_spacing"),
    "Tz": _number("stretch", 0.01),
    "TL": _number("leading"),
    "Ts": _number("rise"),
    "Tr": lambda run, operands: run.change(mode=int(operands[0])),
    "Td": lambda run, operands: run.next_line(float(operands[0]), float(operands[1])),
    "TD": _set_leading,
    "T*": lambda run, _: run.next_line(0.0, -run.state.leading),
    "Tj": lambda run, operands: run.show(operands),
    "TJ": lambda run, operands: run.show(operands[0]),
    "'": _show_next,
    '"': _show_spaced,
    "Do": lambda run, operands: run.draw(operands[0]),
    "sh": lambda run, operands: run.shade(operands[0]),
    "INLINE IMAGE": lambda run, operands: run.image(operands[0].obj),
}
