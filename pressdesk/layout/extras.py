"""Free elements that a person laid over the template: read, checked, made into boxes of the sheet's overlay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pressdesk.base.formats import Format
from pressdesk.base.problem import Place, Problem, did_you_mean
from pressdesk.base.units import Length
from pressdesk.base.values import NamedTuple
from pressdesk.layout.tweaks import length_of
from pressdesk.model.piece import Extra
from pressdesk.model.values import Value
from pressdesk.templates.tree import Box, BoxKind

KINDS = ("text", "picture", "shape", "qr")
COMMON = ("id", "sheet", "x", "y", "width", "height", "rotate", "fill", "colour", "pin")
KEYS: Mapping[str, tuple[str, ...]] = {
    "text": (*COMMON, "text", "style", "align", "justify", "size_factor"),
    "picture": (*COMMON, "picture", "focus", "zoom", "duotone", "scrim", "alternative", "scale", "opacity", "blend"),
    "shape": (*COMMON, "form", "stroke", "thickness", "opacity", "blend"),
    "qr": (
        *(*COMMON, "payload", "petition", "call", "short", "size", "distance", "level", "modules", "logo"),
        *("arrange", "align"),
    ),
}
"""What can be said of each kind of free element."""

_OPTIONS = (
    *("duotone", "scrim", "alternative", "scale", "opacity", "blend", "form", "stroke", "thickness"),
    *("distance", "level", "modules", "arrange", "call", "short"),
)


class ExtraBox(NamedTuple):
    """A free element as a box, and the id of its sheet (empty: the first)."""

    sheet: str
    box: Box
    tweak: Mapping[str, Value]


def read_extras(extras: Sequence[Extra], sheets: Sequence[str], format: Format) -> tuple[list[ExtraBox], list[Problem]]:
    """The free elements that can be shown, in order, and problems with what cannot be understood.

    Lengths are millimetres, or `%` of the trim: of its width for `x` and `width`, of its height for `y` and `height`.
    """
    found: list[ExtraBox] = []
    problems: list[Problem] = []
    for number, extra in enumerate(extras, 1):
        place = Place(key=f"extra {number}", box=_id(extra, number))
        if extra.kind not in KINDS:
            message = f"There is no free element of the kind “{extra.kind}”."
            problems.append(Problem("error", "unknown-extra", message, did_you_mean(extra.kind, KINDS), place))
            continue
        for key in extra.content:
            if key not in KEYS[extra.kind]:
                message = f"A free {extra.kind} has no “{key}”; it is kept but does nothing."
                remedy = did_you_mean(key, KEYS[extra.kind])
                problems.append(Problem("warning", "unknown-key", message, remedy, place))
        sheet = str(extra.content.get("sheet", ""))
        if sheet and sheet not in sheets:
            message = f"The free element is meant for the sheet “{sheet}”, which this template does not have."
            problems.append(Problem("warning", "unknown-sheet", message, did_you_mean(sheet, sheets), place))
            continue
        try:
            found.append(ExtraBox(sheet, _box(extra, number, format), _tweak(extra)))
        except ValueError as fault:
            problems.append(Problem("error", "bad-extra", f"{str(fault).rstrip('.')}.", "Mend the value.", place))
    return found, problems


def _id(extra: Extra, number: int) -> str:
    return str(extra.content.get("id") or f"extra-{number}")


def _tweak(extra: Extra) -> dict[str, Value]:
    """What a free element shares with the tweaks of a box; one that is not pinned is moved to its place."""
    content = extra.content
    shared: dict[str, Value] = {key: content[key] for key in ("focus", "zoom", "size_factor") if key in content}
    if "pin" not in content and ("x" in content or "y" in content):
        shared["move"] = (content.get("x", 0), content.get("y", 0))
    return shared


def _box(extra: Extra, number: int, format: Format) -> Box:
    content = extra.content
    kind: BoxKind = extra.kind  # type: ignore[assignment]

    def length(key: str, reference: float) -> Length | None:
        if key not in content:
            return None
        return Length(length_of(content[key], reference, format), "pt")

    def text(key: str, usual: str = "") -> str:
        value = content.get(key, usual)
        return " ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)

    options = {key: _checked(key, text(key)) for key in _OPTIONS if key in content}
    x, y = length("x", format.width), length("y", format.height)
    width, height = length("width", format.width), length("height", format.height)
    if kind == "picture":
        options["source"] = "campaign:" + text("picture")
        width = width or Length(format.width * 0.4, "pt")
    elif kind == "shape":
        width, height = width or Length(20 * format.u, "pt"), height or Length(20 * format.u, "pt")
    elif kind == "text":
        width = width or Length(format.width * 0.4, "pt")
    elif kind == "qr":
        options["payload"] = text("payload") or f"{{petitions.{text('petition', 'main')}.link}}"
        options["short"] = text("short") or (f"{{petitions.{text('petition')}.short}}" if "petition" in content else "")
        if "logo" in content:
            options["logo"] = "campaign:" + text("logo")
        if "size" in content:
            options["size"] = f"{length_of(content['size'], min(format.width, format.height), format):.4f}pt"
    return Box(
        kind,
        _id(extra, number),
        named=True,
        width=width,
        height=height,
        align=text("align"),
        justify=text("justify"),
        fill=text("fill"),
        colour=text("colour"),
        style=text("style"),
        pattern=text("text"),
        x=x if "pin" in content and x is not None else Length(0, "pt"),
        y=y if "pin" in content and y is not None else Length(0, "pt"),
        pin=text("pin"),
        rotate=_number(content.get("rotate", 0)),
        options=options,
    )


def _checked(key: str, text: str) -> str:
    """The text of an option, when it can be read; raises ValueError."""
    from pressdesk.templates.boxes import CHECKS

    check: Callable[[str], object] | None = CHECKS.get(key)
    if check is not None:
        check(text)
    return text


def _number(value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"“{value}” is no number")
    return float(value)
