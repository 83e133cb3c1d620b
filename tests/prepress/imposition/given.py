"""PDF files made by hand: pages in colours of their own, numbered, with bleed, and a red frame well beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf

from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.prepress.imposition.values import Edges, Piece

RED = (255, 0, 0)
WHITE = (255, 255, 255)
SLUG = 6 * MM


def colour(page: int) -> tuple[int, int, int]:
    """The ground of a page, by its number from 0."""
    return (page * 37 % 150, 60 + page * 53 % 190, 80 + page * 91 % 170)


def numbered(
    count: int,
    size: tuple[float, float] | list[tuple[int, int]] = (105, 148),
    bleed_mm: float = 0,
    *,
    rotate: int = 0,
    unit: float = 1.0,
) -> bytes:
    """Pages of a size in mm, each with a word of its own, one picture and one font for all of them."""
    document = pikepdf.new()
    sizes: Sequence[tuple[float, float]] = size if isinstance(size, list) else [size]
    picture = pikepdf.Stream(
        document,
        bytes(range(192)),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=8,
        Height=8,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
    )
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    beside = (bleed_mm * MM + SLUG) if bleed_mm else 0.0
    for number in range(count):
        width_mm, height_mm = sizes[number % len(sizes)]
        width, height = width_mm * MM / unit, height_mm * MM / unit
        edge, bleed = beside / unit, bleed_mm * MM / unit
        media = (width + 2 * edge, height + 2 * edge)
        red, green, blue = (part / 255 for part in colour(number))
        art = (edge - bleed, edge - bleed, width + 2 * bleed, height + 2 * bleed)
        content = (
            f"1 0 0 rg 0 0 {media[0]} {media[1]} re f 1 g {art[0] - 4} {art[1] - 4} {art[2] + 8} {art[3] + 8} re f "
            f"{red} {green} {blue} rg {art[0]} {art[1]} {art[2]} {art[3]} re f "
            f"BT 1 g /F 12 Tf {edge + 10} {edge + 10} Td (piece{number + 1}) Tj ET "
            f"q 20 0 0 20 {edge + 20} {edge + 40} cm /P Do Q"
        )
        page = document.add_blank_page(page_size=media)
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(P=document.make_indirect(picture))
        )
        page.Contents = pikepdf.Stream(document, content.encode())
        if bleed_mm:
            page.TrimBox = pikepdf.Array([edge, edge, edge + width, edge + height])
            page.BleedBox = pikepdf.Array([art[0], art[1], art[0] + art[2], art[1] + art[3]])
        if rotate:
            page.Rotate = rotate
        if unit != 1.0:
            page.UserUnit = unit
    return saved(document)


def saved(document: Any, **options: Any) -> bytes:
    stream = BytesIO()
    document.save(stream, **options)
    return stream.getvalue()


def piece(width_mm: float = 105, height_mm: float = 148, bleed_mm: float = 0) -> Piece:
    return Piece(width_mm * MM, height_mm * MM, Edges(*(4 * (bleed_mm * MM,))))


class Rendered:
    """The pages of a PDF as pixels, one a point times `scale`."""

    def __init__(self, pdf: bytes, scale: float = 1.0) -> None:
        import pypdfium2

        self.scale = scale
        document = pypdfium2.PdfDocument(pdf)
        self.pages = [page.render(scale=scale).to_numpy()[:, :, :3][:, :, ::-1] for page in document]
        document.close()

    def at(self, page: int, x: float, y: float) -> tuple[int, int, int]:
        """The colour at a point of a page, from its top left."""
        pixels = self.pages[page]
        row = min(int(y * self.scale), pixels.shape[0] - 1)
        column = min(int(x * self.scale), pixels.shape[1] - 1)
        red, green, blue = (int(part) for part in pixels[row, column])
        return red, green, blue

    def shows(self, page: int, rect: Rect, number: int, inside: float = 1.5) -> bool:
        """Whether all corners of a rectangle show the ground of a source page."""
        inner = rect.inset(inside)
        corners = [(x, y) for x in (inner.x, inner.right) for y in (inner.y, inner.bottom)]
        return all(near(self.at(page, x, y), colour(number)) for x, y in corners)

    def has(self, page: int, wanted: tuple[int, int, int]) -> bool:
        """Whether any pixel of a page has a colour."""
        return bool((np.abs(self.pages[page].astype(int) - np.array(wanted)).max(axis=2) < 8).any())


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 6


def objects(pdf: bytes, subtype: str) -> int:
    """How many streams or dictionaries of a subtype a file holds."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return sum(
            isinstance(entry, pikepdf.Stream | pikepdf.Dictionary) and str(entry.get("/Subtype", "")) == subtype
            for entry in document.objects
        )
