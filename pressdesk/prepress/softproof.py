"""A page before it is printed: as it will look on its paper, ink by ink, and where the ink is too much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressdesk.colour.profiles import COATED
from pressdesk.output.separations import Region, composite, separations, spot_mixes
from pressdesk.prepress.coverage import places, total

if TYPE_CHECKING:
    from PIL.Image import Image

_LEVELS = 4
"""How many full plates the colours of the map reach to."""

_NONE, _SOME, _MUCH = (255, 255, 255), (203, 214, 224), (84, 112, 140)
_OVER, _FAR_OVER = (255, 160, 0), (190, 0, 40)


def soft_proof(
    document: Any,
    number: int,
    *,
    dpi: float = 100.0,
    press: bytes = b"",
    region: Region = "trim",
    paper: bool = True,
) -> Image:
    """A page as it will look, printed by a press profile (coated paper when left out) on its paper, in sRGB.

    `document` is pikepdf's, `number` counts from 0. Screen colours are shown as the press would mix them. Raises what
    `separations` raises, and ValueError for a profile that cannot be used.
    """
    from pressdesk.colour.softproof import as_printed

    profile = press or COATED.read_bytes()
    plates = separations(document, number, dpi=dpi, region=region, press=profile)
    return as_printed(composite(plates, spot_mixes(document.pages[number].obj, profile)), profile, paper=paper)


def films(
    document: Any, number: int, *, dpi: float = 100.0, press: bytes = b"", region: Region = "trim"
) -> dict[str, Image]:
    """The single inks of a page as greys to look at: white where there is none, black where it is full."""
    from PIL import ImageChops

    plates = separations(document, number, dpi=dpi, region=region, press=press)
    return {ink: ImageChops.invert(plate) for ink, plate in plates.items()}


def ink_map(document: Any, number: int, limit: int, *, dpi: float = 72.0, press: bytes = b"") -> Image:
    """The ink of a page inside its bleed as a picture: blue-grey up to the limit (per cent), orange to red above it,
    with a frame around each place. Means over 15 mm²."""
    from PIL import ImageDraw

    plates = separations(document, number, dpi=dpi, region="bleed", press=press)
    found = total(plates.values(), dpi)
    shown = coloured(found, limit)
    draw = ImageDraw.Draw(shown)
    for load in places(found, limit, dpi, (0.0, 0.0)).over:
        left, bottom, right, top = (side * dpi / 72 for side in load.box)
        draw.rectangle((left - 3, -top - 3, right + 3, -bottom + 3), outline=(0, 0, 0), width=2)
    return shown


def coloured(found: Image, limit: int) -> Image:
    """A sum of inks (mode I, 255 for a full plate) by the colours of the map."""
    from PIL import Image as Pillow

    small = found.point(lambda level: level * (1 / _LEVELS) + 0.0).convert("L")
    table = [_colour(level * _LEVELS / 2.55, limit) for level in range(256)]
    return Pillow.merge("RGB", [small.point([entry[band] for entry in table]) for band in range(3)])


def _colour(percent: float, limit: int) -> tuple[int, int, int]:
    if percent <= limit:
        half = limit / 2
        if percent <= half:
            return _between(_NONE, _SOME, percent / half)
        return _between(_SOME, _MUCH, (percent - half) / half)
    return _between(_OVER, _FAR_OVER, min(1.0, (percent - limit) / 60))


def _between(one: tuple[int, int, int], other: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    first, second, third = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return first, second, third
