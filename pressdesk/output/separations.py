"""The single inks of a page of any PDF, as pictures: what each plate of the press would print.

Made without a RIP: for each ink a grey twin of the page (`twins`), painted by PDFium. Overprint, knock-out, spot inks,
transparency and blend modes come out as on the press; Ghostscript's `tiffsep` differs by 2 to 3 of 255.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pressdesk.base.geometry import Rect
from pressdesk.colour.profiles import COATED
from pressdesk.output.inks import EVERY, PROCESS, amounts, space_of

if TYPE_CHECKING:
    from PIL.Image import Image

Region: TypeAlias = "Rect | Literal['trim', 'bleed', 'media']"
"""A part of the page in points from the trim's top left, or one of its boxes."""

_DEEPEST = 12
_MOST_INKS = 24


def separations(
    pdf: bytes | Path | Any,
    page: int = 0,
    *,
    dpi: float = 72.0,
    region: Region = "trim",
    spots: bool = True,
    press: bytes = b"",
) -> dict[str, Image]:
    """How much of each ink lies where on a page: grey pictures of one size, 0 for none and 255 for full.

    `pdf` may be a document that pikepdf has opened; `page` counts from 0. The four process inks come first, always,
    then the page's spot inks by name; without `spots` these are mixed of the four. Screen colours are mixed through
    the `press` profile, coated paper when left out. Raises IndexError for no such page, pikepdf's or PDFium's own
    errors for a page that cannot be painted.
    """
    import pikepdf

    if not isinstance(pdf, pikepdf.Pdf):
        with pikepdf.open(BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as document:
            return separations(document, page, dpi=dpi, region=region, spots=spots, press=press)
    inks = [*PROCESS, *(spot_inks(pdf.pages[page].obj) if spots else ())]
    data, corner, size = _twins(pdf, page, inks, dpi, region, press or COATED.read_bytes(), spots)
    return dict(zip(inks, _painted(data, corner, size, dpi), strict=True))


def spot_inks(page: Any) -> list[str]:
    """The names of the inks beyond the four that a page (an object of pikepdf's) refers to, in the order met."""
    found: dict[str, None] = {}
    for space in _spaces(page, 0, set()):
        try:
            inks = space_of(space, {}).inks
        except (ValueError, LookupError, TypeError, AttributeError):
            continue
        found.update(dict.fromkeys(ink for ink in inks if ink not in (*PROCESS, EVERY, "None")))
    return list(found)[:_MOST_INKS]


def composite(plates: Mapping[str, Image], mixes: Mapping[str, Sequence[Sequence[int]]]) -> Image:
    """All plates as one CMYK picture, spot inks by what they are mixed of (`spot_mixes`); one without is left out."""
    from PIL import Image as Pillow
    from PIL import ImageChops

    bands = [plates[ink] for ink in PROCESS]
    for ink, tables in mixes.items():
        plate = plates.get(ink)
        if plate is not None and plate.getextrema() != (0, 0):
            bands = [
                ImageChops.screen(band, plate.point(list(table))) for band, table in zip(bands, tables, strict=True)
            ]
    return Pillow.merge("CMYK", bands)


def spot_mixes(page: Any, press: bytes = b"") -> dict[str, tuple[tuple[int, ...], ...]]:
    """What each spot ink of a page is mixed of where it has no plate: for each of the four, 256 steps of its tints."""
    profile = press or COATED.read_bytes()
    found: dict[str, tuple[tuple[int, ...], ...]] = {}
    for told in _spaces(page, 0, set()):
        try:
            space = space_of(told, {}, spots=False)
            if space.tint is None:
                continue
            for at, ink in enumerate(space.inks):
                if ink in found or ink in (*PROCESS, EVERY, "None"):
                    continue
                steps = []
                for level in range(256):
                    mixed = amounts(space, [level / 255 if i == at else 0.0 for i in range(space.size)], profile)
                    steps.append([round(255 * mixed.get(process, 0.0)) for process in PROCESS])
                found[ink] = tuple(zip(*steps, strict=True))
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
            continue
    return found


def _spaces(holder: Any, depth: int, seen: set[object]) -> Iterator[Any]:
    """The colour spaces that tell of inks, in the resources of a page or form and of all that is drawn there."""
    import pikepdf

    resources = holder.get("/Resources")
    if depth > _DEEPEST or not isinstance(resources, pikepdf.Dictionary):
        return
    told = [*_members(resources, "/ColorSpace")]
    for kind in ("/XObject", "/Pattern", "/Shading"):
        for found in _members(resources, kind):
            name = found.objgen if found.is_indirect else None
            if name in seen:
                continue
            if name is not None:
                seen.add(name)
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                inner = found.get("/Shading", found)
                if isinstance(inner, pikepdf.Dictionary | pikepdf.Stream) and "/ColorSpace" in inner:
                    told.append(inner["/ColorSpace"])
                yield from _spaces(found, depth + 1, seen)
    for space in told:
        if isinstance(space, pikepdf.Array) and len(space) > 1:
            yield space[1] if str(space[0]) in ("/Indexed", "/Pattern") else space


def _members(resources: Any, kind: str) -> list[Any]:
    import pikepdf

    found = resources.get(kind)
    if not isinstance(found, pikepdf.Dictionary):
        return []
    known = (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)
    return [value for _, value in found.items() if isinstance(value, known)]


def _twins(
    document: Any, number: int, inks: Sequence[str], dpi: float, region: Region, press: bytes, spots: bool
) -> tuple[bytes, tuple[float, float], tuple[int, int]]:
    """The twins as a document, the corner of the region from the media box's top left, and its size in pixels."""
    import pikepdf

    from pressdesk.output.twins import Twins

    source = document.pages[number]
    media, place = _region(source, region)
    scale = dpi / 72
    target = pikepdf.new()
    bare = pikepdf.Dictionary(source.obj)
    for key in ("/Annots", "/Parent", "/B", "/StructParents", "/Metadata", "/PieceInfo", "/Thumb", "/AA", "/Rotate"):
        if key in bare:
            del bare[key]
    for key in ("/Resources", "/MediaBox"):  # of the page or of what it hangs on
        if key not in bare and key in source:
            bare[key] = source[key]
    copied = target.copy_foreign(document.make_indirect(bare))
    if "/OCProperties" in document.Root:
        target.Root["/OCProperties"] = target.copy_foreign(document.make_indirect(document.Root.OCProperties))
    copied["/UserUnit"] = 1
    copied["/MediaBox"] = copied["/CropBox"] = pikepdf.Array(list(media))
    for twin in Twins(target, inks, press, scale, spots=spots).pages(copied):
        target.pages.append(pikepdf.Page(target.make_indirect(twin)))
    stream = BytesIO()
    target.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    size = max(1, round(place.width * scale)), max(1, round(place.height * scale))
    return stream.getvalue(), (place.x, place.y), size


def _region(page: Any, region: Region) -> tuple[tuple[float, float, float, float], Rect]:
    """The media box, and the region from its top left."""
    media = _upright(page.mediabox)
    left, top = media[0], media[3]
    boxes = {"media": media, "trim": _upright(page.trimbox), "bleed": _upright(page.bleedbox)}
    if isinstance(region, Rect):
        trim = boxes["trim"]
        return media, Rect(trim[0] - left + region.x, top - trim[3] + region.y, region.width, region.height)
    box = boxes[region]
    return media, Rect(box[0] - left, top - box[3], box[2] - box[0], box[3] - box[1])


def _upright(found: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(number) for number in found)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _painted(data: bytes, corner: tuple[float, float], size: tuple[int, int], dpi: float) -> Iterator[Image]:
    import pypdfium2
    from PIL import Image as Pillow
    from PIL import ImageChops
    from pypdfium2 import raw

    scale = dpi / 72
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            bitmap = pypdfium2.PdfBitmap.new_native(size[0], size[1], raw.FPDFBitmap_BGRx)
            try:
                bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
                left, bottom, right, top = page.get_mediabox()
                raw.FPDF_RenderPageBitmap(
                    bitmap,
                    page,
                    -round(corner[0] * scale),
                    -round(corner[1] * scale),
                    max(1, round((right - left) * scale)),
                    max(1, round((top - bottom) * scale)),
                    0,
                    0,
                )
                shown = Pillow.frombuffer("RGBX", size, bytes(bitmap.buffer), "raw", "RGBX", bitmap.stride, 1)
                yield ImageChops.invert(shown.getchannel(0))
            finally:
                bitmap.close()
                page.close()
    finally:
        document.close()
