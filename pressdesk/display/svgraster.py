"""A drawing as a picture: the way out for what cannot be carried over as outlines."""

from __future__ import annotations

from pathlib import Path

from pressdesk.base.paths import FONTS
from pressdesk.base.problem import InputError
from pressdesk.display.svgsource import RASTER_PPI
from pressdesk.display.svgtree import Element, read_tree, refusal

LEAST_MM = 150.0
"""A drawing that says it is smaller is made as if it were as large: most logos say nothing of use about their size."""

MOST_PX = 8000
MOST_SIDES = 40.0
"""How much longer than the other a side of a drawing may be."""


def rasterised(path: Path, size: tuple[float, float], fonts: Path | None = None) -> bytes:
    """The drawing in a file as a PNG with a clear ground, `RASTER_PPI` at its `size` in points or at `LEAST_MM`.

    Text is set in the fonts of the folder `fonts`, the program's and the machine's. Raises InputError for a file that
    is no drawing, that shows another file, or that nothing can be seen of.
    """
    tree = read_tree(path)
    _check_alone(path, tree)
    if not 1 / MOST_SIDES <= size[0] / size[1] <= MOST_SIDES:
        raise _unmade(path)
    data = _painted(path, pixels_of(size), tree, fonts)
    if not _shows_something(data):
        raise _unmade(path)
    return data


def pixels_of(size: tuple[float, float]) -> tuple[int, int]:
    """Width and height in pixels of the picture of a drawing that is so large in points.

    >>> pixels_of((720.0, 360.0)), pixels_of((7.2, 3.6))
    ((6000, 3000), (3543, 1772))
    """
    longest = min(max(max(size) / 72, LEAST_MM / 25.4) * RASTER_PPI, MOST_PX)
    width, height = (max(1, round(side * longest / max(size))) for side in size)
    return width, height


def _painted(path: Path, pixels: tuple[int, int], tree: Element, fonts: Path | None) -> bytes:
    import resvg_py

    folders = [str(FONTS), *([str(fonts)] if fonts is not None and fonts.is_dir() else [])]
    text = any(element.tag == "text" for element in tree.walk())
    try:
        return resvg_py.svg_to_bytes(
            svg_path=str(path),
            width=pixels[0],
            height=pixels[1],
            dpi=96.0,
            skip_system_fonts=not text,
            font_dirs=folders if text else None,
            font_family="Inter",
            sans_serif_family="Inter",
            serif_family="Source Serif 4",
        )
    except ValueError:
        raise _unmade(path) from None


def _check_alone(path: Path, tree: Element) -> None:
    """No other file is opened for a drawing that came from elsewhere."""
    for element in tree.walk():
        told = element.attributes.get("href", "")
        if element.tag in ("image", "feImage") and told and not told.startswith(("data:", "#")):
            raise refusal(
                path,
                "svg-outside",
                f"The drawing “{path.name}” shows another file, which is not opened.",
                "Embed the picture in a drawing program, and save the drawing again.",
                element.line,
            )


def _shows_something(data: bytes) -> bool:
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        return image.convert("RGBA").getchannel("A").getbbox() is not None


def _unmade(path: Path) -> InputError:
    return refusal(
        path,
        "svg-unmade",
        f"No picture could be made of the drawing “{path.name}”.",
        f"Export it as a PNG of {RASTER_PPI} ppi in a drawing program and use that.",
    )
