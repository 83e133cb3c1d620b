"""Colours, gradients and graphics states as PDF operators and resources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pressdesk.base.colour import CMYK, RGB, Colour, Gray, Ink, Spot
from pressdesk.base.geometry import Rect
from pressdesk.base.values import NamedTuple
from pressdesk.colour.modes import Mode, choose
from pressdesk.display.items import Blend, Gradient, Stop
from pressdesk.output.pdf.parts import Part, deflated, digest
from pressdesk.output.pdf.syntax import fine, name, num, rectangle

_BLENDS: dict[Blend, str] = {"normal": "/Normal", "multiply": "/Multiply", "screen": "/Screen"}

OVERPRINT = Part("overprint", "/Type/ExtGState/OP true/op true/OPM 1", category="ExtGState")
"""Ink laid over what is there: a component of 0 leaves the ink below as it is (overprint mode 1)."""

KNOCKOUT = Part("knockout", "/Type/ExtGState/OP false/op false/OPM 0", category="ExtGState")


def resource_name(part: Part) -> str:
    """How a content stream calls a part; names are made from content, so they never clash."""
    return f"/{part.name}"


def components(colour: Colour) -> str:
    """The numbers of a colour, without its space."""
    match colour:
        case Gray(level):
            return fine(level)
        case RGB(red, green, blue):
            return f"{fine(red)} {fine(green)} {fine(blue)}"
        case CMYK(cyan, magenta, yellow, black):
            return f"{fine(cyan)} {fine(magenta)} {fine(yellow)} {fine(black)}"
        case Spot(_, _, tint):
            return fine(tint)


def separation(ink: str, alternative: CMYK) -> Part:
    """A named ink as a colour space, shown by its stand-in where it is not printed (ISO 32000-1, 8.6.6.4)."""
    full = components(alternative)
    return Part(
        f"S{digest(ink, full)[:8]}",
        f"[/Separation {name(ink)} /DeviceCMYK <</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[{full}]/N 1>>]",
        category="ColorSpace",
        dictionary=False,
    )


REGISTRATION = separation("All", CMYK(1.0, 1.0, 1.0, 1.0))


class Inking(NamedTuple):
    """How an ink is set for filling and for stroking, and what it may do.

    `overprints`: it may be laid over what is there. White paper must knock out, and on a screen nothing overprints.
    """

    fill: str
    stroke: str
    space: Part | None
    overprints: bool
    plain_black: bool


def inking(ink: Ink, mode: Mode) -> Inking:
    """The operators that set an ink."""
    colour = choose(ink, mode)
    numbers = components(colour)
    match colour:
        case Gray():
            return Inking(f"{numbers} g", f"{numbers} G", None, False, False)
        case RGB():
            return Inking(f"{numbers} rg", f"{numbers} RG", None, False, False)
        case CMYK():
            black = colour == CMYK(0.0, 0.0, 0.0, 1.0)
            return Inking(f"{numbers} k", f"{numbers} K", None, colour.total > 0, black)
        case Spot(named, alternative, tint):
            space = separation(named, alternative)
            chosen = resource_name(space)
            return Inking(f"{chosen} cs {numbers} scn", f"{chosen} CS {numbers} SCN", space, tint > 0, False)


def opacity_state(opacity: float, blend: Blend) -> Part:
    """The graphics state that lets what follows through by `opacity` and mixes it in by `blend`."""
    amount = fine(opacity)
    return Part(
        f"T{_BLENDS[blend][1]}{amount.replace('.', '_')}",
        f"/Type/ExtGState/ca {amount}/CA {amount}/BM{_BLENDS[blend]}",
        category="ExtGState",
    )


def shading(gradient: Gradient, mode: Mode) -> Part:
    """The colours of a gradient as an axial shading (ISO 32000-1, 8.7.4.5.3)."""
    stops = _ordered(gradient.stops)
    colours = [choose(stop.ink, mode) for stop in stops]
    space: Part | None = None
    spots = {(colour.name, colour.alternative) for colour in colours if isinstance(colour, Spot)}
    if len(spots) == 1 and all(isinstance(colour, Spot) for colour in colours):
        space = separation(*spots.pop())
    elif mode == "cmyk":
        colours = [_process(colour) for colour in colours]
    return _axial(gradient, [stop.offset for stop in stops], list(map(components, colours)), space, mode)


def opacity_mask(gradient: Gradient, box: Rect) -> Part:
    """The opacities of a gradient as a graphics state with a soft mask that covers `box` (8.7.2, 11.6.5.3)."""
    stops = _ordered(gradient.stops)
    gray = _axial(gradient, [stop.offset for stop in stops], [fine(stop.opacity) for stop in stops], None, "gray")
    content = f"{rectangle(box)} W n\n{resource_name(gray)} sh"
    bounds = f"{num(box.x)} {num(box.y)} {num(box.right)} {num(box.bottom)}"
    form = deflated(
        f"M{digest(gray.name, bounds)[:12]}-form",
        f"/Type/XObject/Subtype/Form/BBox[{bounds}]/Group<</S/Transparency/CS/DeviceGray/I true>>"
        f"/Resources<</Shading<<{resource_name(gray)} %s>>>>",
        content.encode("ascii"),
        (gray,),
    )
    return Part(
        f"M{digest(gray.name, bounds)[:12]}",
        "/Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G %s>>",
        (form,),
        category="ExtGState",
    )


def _axial(
    gradient: Gradient,
    offsets: Sequence[float],
    values: Sequence[str],
    space: Part | None,
    mode: Mode | Literal["gray"],
) -> Part:
    function = _function(offsets, values)
    colours = "%s" if space else {"rgb": "/DeviceRGB", "cmyk": "/DeviceCMYK", "gray": "/DeviceGray"}[mode]
    axis = f"{num(gradient.x0)} {num(gradient.y0)} {num(gradient.x1)} {num(gradient.y1)}"
    body = f"/ShadingType 2/ColorSpace {colours}/Coords[{axis}]/Extend[true true]/Function {function}"
    refs = (space,) if space else ()
    return Part(f"G{digest(body, *(part.name for part in refs))[:12]}", body, refs, category="Shading")


def _function(offsets: Sequence[float], values: Sequence[str]) -> str:
    """Straight runs between the stops (7.10.3, 7.10.4)."""
    pieces = [f"<</FunctionType 2/Domain[0 1]/C0[{one}]/C1[{other}]/N 1>>" for one, other in pairwise(values)]
    if len(pieces) == 1:
        return pieces[0]
    bounds = " ".join(map(fine, offsets[1:-1]))
    encode = " ".join(["0 1"] * len(pieces))
    return f"<</FunctionType 3/Domain[0 1]/Functions[{''.join(pieces)}]/Bounds[{bounds}]/Encode[{encode}]>>"


def _ordered(stops: tuple[Stop, ...]) -> list[Stop]:
    """The stops from 0 to 1 with rising offsets: ends are held, and equal offsets drawn apart by a hair."""
    out: list[Stop] = []
    for stop in sorted(stops, key=lambda stop: stop.offset):
        offset = round(min(1.0, max(0.0, stop.offset)), 5)
        if out and offset <= out[-1].offset:
            offset = out[-1].offset + 1e-5
        out.append(stop._replace(offset=offset))
    if out[0].offset > 0:
        out.insert(0, out[0]._replace(offset=0.0))
    if out[-1].offset < 1:
        out.append(out[-1]._replace(offset=1.0))
    last = out[-1].offset
    return [stop._replace(offset=stop.offset / last) for stop in out]


def _process(colour: Colour) -> Colour:
    """A colour as CMYK, for a gradient that runs between kinds."""
    match colour:
        case Spot(_, alternative, tint):
            return CMYK(*(part * tint for part in alternative))
        case Gray(level):
            return CMYK(0.0, 0.0, 0.0, 1 - level)
        case _:
            return colour
