"""One stream of operators written as its grey twins, one for each ink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias
from warnings import catch_warnings

from pressdesk.output.inks import CMYK, EVERY, GRAY, PROCESS, RGB, Space, amounts
from pressdesk.output.twinstate import Paint, State, grey_of, is_too_long, linear, map_of, opening, times

if TYPE_CHECKING:
    from pressdesk.output.twins import Twins


class Run:
    """The twins of one stream of operators while they are written."""

    def __init__(self, twins: Twins, resources: Any, state: State, depth: int) -> None:
        self.twins = twins
        self.resources = resources
        self.state = state
        self.depth = depth
        self.kept: list[State] = []
        self.out: list[list[Any]] = [[] for _ in twins.inks]
        self.extra: list[dict[str, dict[str, Any]]] = [{} for _ in twins.inks]
        self.names = 0
        self._known: dict[tuple[object, ...], str] = {}
        self._spaces: dict[str, Space] = {}

    def go(self, stream: Any, *, first: bool = False) -> list[bytes]:
        """The operators of a stream, for each ink."""
        import pikepdf

        steps: Any = ()
        if not is_too_long(stream):
            with suppress(pikepdf.PdfError, TypeError, ValueError), catch_warnings(action="ignore"):
                steps = pikepdf.parse_content_stream(stream)
        for step in steps:
            self.twins.steps -= 1
            if self.twins.steps < 0:
                break
            act = _ACTS.get(str(step.operator))
            if act is None:
                for out in self.out:
                    out.append(step)
                continue
            try:
                act(self, step)
            except (
                ArithmeticError,
                AttributeError,
                LookupError,
                NotImplementedError,
                TypeError,
                ValueError,
                RecursionError,
                pikepdf.PdfError,
            ):
                continue  # a step that makes no sense is none
        made = [pikepdf.unparse_content_stream(out) for out in self.out]
        if first:
            made = [opening(ink) + content for content, ink in zip(made, self.twins.inks, strict=True)]
        return made

    def resources_for(self, ink: str) -> Any:
        """What the twin of this stream for an ink refers to."""
        import pikepdf

        made = pikepdf.Dictionary()
        for kind in ("/ExtGState", "/Font", "/Properties", "/ColorSpace"):
            if kind in self.resources:
                made[kind] = self.resources[kind]
        for kind, entries in self.extra[self.twins.inks.index(ink)].items():
            own = pikepdf.Dictionary(entries)
            if kind == "/ColorSpace" and kind in made:
                own.update(made[kind])
            made[kind] = own
        return made

    def change(self, **fields: Any) -> None:
        self.state = self.state._replace(**fields)

    def same(self, step: Any) -> None:
        for out in self.out:
            out.append(step)

    def add(self, at: int, operands: Sequence[Any], operator: str) -> None:
        import pikepdf

        self.out[at].append(pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator)))

    def named(self, kind: str, key: tuple[object, ...], made: Sequence[Any]) -> str:
        """A name for something that each twin has its own of."""
        if key not in self._known:
            self.names += 1
            self._known[key] = f"/Tw{self.names}"
            for extra, one in zip(self.extra, made, strict=True):
                extra.setdefault(kind, {})[self._known[key]] = one
        return self._known[key]

    # colours

    def colour(self, paint: Paint, stroke: bool) -> None:
        """Set a colour: on each plate how much there is of its ink."""
        self.change(**{"stroke" if stroke else "fill": paint})
        if paint.space.family == "Pattern" and not paint.pattern:
            return
        found = self.spoken(paint)
        if paint.pattern:
            self.pattern(paint, found, stroke)
            return
        for at, ink in enumerate(self.twins.inks):
            self.add(at, [grey_of(found, ink)], "G" if stroke else "g")

    def spoken(self, paint: Paint) -> dict[str, float]:
        space = paint.space.base if paint.space.family == "Pattern" else paint.space
        return amounts(space, paint.values, self.twins.press) if space is not None else {}

    def pattern(self, paint: Paint, found: dict[str, float], stroke: bool) -> None:
        import pikepdf

        told = self.resources["/Pattern"][paint.pattern]
        key = ("pattern", paint.pattern)
        if key not in self._known:
            made = self.twins.pattern(told, self.resources, self.depth)
            if made is None:
                made = [told] * len(self.twins.inks)
            self.named("/Pattern", key, made)
        name = pikepdf.Name(self._known[key])
        plain = paint.space.base is None or int(told.get("/PaintType", 1)) != 2
        for at, ink in enumerate(self.twins.inks):
            if plain:
                self.add(at, [pikepdf.Name.Pattern], "CS" if stroke else "cs")
                self.add(at, [name], "SCN" if stroke else "scn")
            else:
                grey = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceGray])
                space = self.named("/ColorSpace", ("grey pattern",), [grey] * len(self.twins.inks))
                self.add(at, [pikepdf.Name(space)], "CS" if stroke else "cs")
                self.add(at, [grey_of(found, ink), name], "SCN" if stroke else "scn")

    def choose_space(self, name: Any, stroke: bool) -> None:
        key = str(name)
        if key not in self._spaces:
            self._spaces[key] = self.twins.space(name, self.resources)
        space = self._spaces[key]
        self.colour(Paint(space, space.first), stroke)

    def choose_colour(self, operands: Sequence[Any], stroke: bool) -> None:
        import pikepdf

        before = self.state.stroke if stroke else self.state.fill
        pattern = str(operands[-1]) if operands and isinstance(operands[-1], pikepdf.Name) else ""
        values = tuple(float(operand) for operand in operands if not isinstance(operand, pikepdf.Name))
        self.colour(Paint(before.space, values, pattern), stroke)

    def graphics_state(self, step: Any) -> None:
        told = self.resources["/ExtGState"][str(step.operands[0])]
        if "/OP" in told:
            self.change(stroke_over=bool(told["/OP"]))
            if "/op" not in told:
                self.change(fill_over=bool(told["/OP"]))
        if "/op" in told:
            self.change(fill_over=bool(told["/op"]))
        if "/OPM" in told:
            self.change(nonzero=int(told["/OPM"]) == 1)
        self.same(step)

    # painting

    def left_out(self, stroke: bool) -> list[bool]:
        """On which plates what is painted now leaves everything as it is."""
        paint = self.state.stroke if stroke else self.state.fill
        over = self.state.stroke_over if stroke else self.state.fill_over
        space = paint.space
        if space.inks and all(ink == "None" for ink in space.inks):
            return [True] * len(self.twins.inks)
        if not over or space.family == "Pattern":
            return [False] * len(self.twins.inks)
        found = self.spoken(paint)
        direct = self.state.nonzero and space == CMYK
        silent = []
        for ink in self.twins.inks:
            share = found.get(ink, found.get(EVERY))
            silent.append(share is None or (direct and share == 0))
        return silent

    def paint(self, step: Any) -> None:
        """A path painted, on each plate with what concerns it."""
        operator = str(step.operator)
        fills, strokes = operator in _FILLING, operator in _STROKING
        no_fill = self.left_out(False) if fills else [False] * len(self.out)
        no_stroke = self.left_out(True) if strokes else [False] * len(self.out)
        for at, out in enumerate(self.out):
            instead = operator
            if no_fill[at]:
                instead = _STROKED.get(operator, "n")
            if no_stroke[at]:
                instead = _FILLED.get(operator, "n") if not no_fill[at] else "n"
            if instead == operator:
                out.append(step)
            else:
                self.add(at, [], instead)

    def show(self, step: Any) -> None:
        """Text shown; where it concerns nothing it moves on unseen."""
        mode = self.state.mode
        no_fill = self.left_out(False) if mode in (0, 2, 4, 6) else [True] * len(self.out)
        no_stroke = self.left_out(True) if mode in (1, 2, 5, 6) else [True] * len(self.out)
        for at, out in enumerate(self.out):
            wanted = (4 if mode > 3 else 0) + {
                (False, False): 2,
                (False, True): 0,
                (True, False): 1,
                (True, True): 3,
            }[no_fill[at], no_stroke[at]]
            if mode in (3, wanted):
                out.append(step)
            else:
                self.add(at, [wanted], "Tr")
                out.append(step)
                self.add(at, [mode], "Tr")

    def draw(self, step: Any) -> None:
        drawn = self.resources["/XObject"][str(step.operands[0])]
        kind = str(drawn.get("/Subtype", ""))
        if kind == "/Image":
            self.image(drawn, str(step.operands[0]))
        elif kind == "/Form":
            made = self.twins.form(drawn, self.resources, self.state, self.depth)
            if made is not None:
                key = (str(step.operands[0]), self.state._replace(map=linear(self.state.map)))
                self.place(self.named("/XObject", key, made))

    def place(self, name: str, left_out: Sequence[bool] = ()) -> None:
        import pikepdf

        for at in range(len(self.out)):
            if not (left_out and left_out[at]):
                self.add(at, [pikepdf.Name(name)], "Do")

    def image(self, drawn: Any, name: str) -> None:
        if bool(drawn.get("/ImageMask", False)):
            known = self.named("/XObject", ("stencil", name), [drawn] * len(self.out))
            self.place(known, self.left_out(False))
            return
        space = self.twins.space(drawn["/ColorSpace"], self.resources) if "/ColorSpace" in drawn else _untold(drawn)
        made = self.twins.picture(drawn, space, self.state.map)
        key = ("picture", name, linear(self.state.map))
        if made is None:  # what cannot be taken apart stands as a grey on the black plate
            made = [drawn] * len(self.out)
            self.place(self.named("/XObject", key, made), [ink != "Black" for ink in self.twins.inks])
            return
        self.place(self.named("/XObject", key, made), self.silent(space))

    def silent(self, space: Space) -> list[bool]:
        """The plates that an overprinting picture or run of colours leaves as they are (Table 149: all but OPM)."""
        if not self.state.fill_over:
            return [False] * len(self.out)
        if space.family == "Indexed":
            return self.silent(space.base)
        spoken = space.inks if space.inks and space.tint is None else PROCESS
        return [ink not in spoken and EVERY not in spoken for ink in self.twins.inks]

    def inline(self, step: Any) -> None:
        self.names += 1
        self.image(self._expanded(step.operands[0]), f"inline {self.names}")

    def _expanded(self, found: Any) -> Any:
        """A picture written between the operators, as one that stands by itself."""
        import pikepdf

        drawn = self.twins.target.make_stream(bytes(found._data._inline_image_raw_bytes()))
        drawn["/Subtype"] = pikepdf.Name.Image
        for key, value in found.obj.items():
            name = _LONG.get(str(key), str(key))
            if name in ("/ColorSpace", "/Filter") and isinstance(value, pikepdf.Name):
                value = pikepdf.Name(_LONG_VALUES.get(str(value), str(value)))
            drawn[name] = value
        if "/ColorSpace" in drawn:
            space = drawn["/ColorSpace"]
            own = self.resources.get("/ColorSpace", {})
            if isinstance(space, pikepdf.Name) and str(space) in own:
                drawn["/ColorSpace"] = own[str(space)]
        return drawn

    def shade(self, step: Any) -> None:
        found = self.resources["/Shading"][str(step.operands[0])]
        key = ("shading", str(step.operands[0]))
        if key not in self._known:
            made = self.twins.shading(found, self.resources)
            self.named("/Shading", key, made if made is not None else [found] * len(self.out))
        import pikepdf

        silent = self.silent(self.twins.space(found["/ColorSpace"], self.resources))
        for at in range(len(self.out)):
            if not silent[at]:
                self.add(at, [pikepdf.Name(self._known[key])], "sh")


def _untold(drawn: Any) -> Space:
    """The space of a JPEG 2000 picture that tells it only within."""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(drawn.read_raw_bytes())) as image:
        return {"L": GRAY, "LA": GRAY, "CMYK": CMYK}.get(image.mode, RGB)


def _keep(run: Run, step: Any) -> None:
    run.same(step)
    if len(run.kept) < 500:
        run.kept.append(run.state)


def _bring_back(run: Run, step: Any) -> None:
    run.same(step)
    if run.kept:
        run.state = run.kept.pop()


def _set_map(run: Run, step: Any) -> None:
    run.same(step)
    run.change(map=times(map_of(step.operands), run.state.map))


def _set_mode(run: Run, step: Any) -> None:
    run.same(step)
    run.change(mode=int(step.operands[0]) & 7)


def _plain(space: Space, stroke: bool) -> Act:
    return lambda run, step: run.colour(Paint(space, tuple(float(value) for value in step.operands)), stroke)


Act: TypeAlias = Callable[[Run, Any], None]
_FILLING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKING = frozenset(("S", "s", "B", "B*", "b", "b*"))
_STROKED = {"B": "S", "B*": "S", "b": "s", "b*": "s"}
_FILLED = {"B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_LONG = {
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/H": "/Height",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
    "/W": "/Width",
}
_LONG_VALUES = {
    "/G": "/DeviceGray",
    "/RGB": "/DeviceRGB",
    "/CMYK": "/DeviceCMYK",
    "/I": "/Indexed",
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
_ACTS: dict[str, Act] = {
    "q": _keep,
    "Q": _bring_back,
    "cm": _set_map,
    "Tr": _set_mode,
    "gs": lambda run, step: run.graphics_state(step),
    "g": _plain(GRAY, False),
    "G": _plain(GRAY, True),
    "rg": _plain(RGB, False),
    "RG": _plain(RGB, True),
    "k": _plain(CMYK, False),
    "K": _plain(CMYK, True),
    "cs": lambda run, step: run.choose_space(step.operands[0], False),
    "CS": lambda run, step: run.choose_space(step.operands[0], True),
    **dict.fromkeys(("sc", "scn"), lambda run, step: run.choose_colour(step.operands, False)),
    **dict.fromkeys(("SC", "SCN"), lambda run, step: run.choose_colour(step.operands, True)),
    **dict.fromkeys(_FILLING | _STROKING, lambda run, step: run.paint(step)),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), lambda run, step: run.show(step)),
    "Do": lambda run, step: run.draw(step),
    "sh": lambda run, step: run.shade(step),
    "INLINE IMAGE": lambda run, step: run.inline(step),
}
