"""The files that are imposed: their pages as pieces of paper, and as form objects of the new file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.prepress.imposition.values import Edges, Piece

Box: TypeAlias = tuple[float, float, float, float]

MOST_PAGES = 20_000
_DEEPEST = 60
"""Levels of a page tree."""

_LEAST = 1.0
"""A page with a side of fewer points cannot be printed."""


class SourcePage(NamedTuple):
    """A page of a file: what it is as a piece, the box of its artwork in its own units (y up), the map from them to
    points from the trim's lower left corner as one sees it, and the page itself."""

    piece: Piece
    box: Box
    matrix: tuple[float, ...]
    page: Any
    document: Any


def read_pages(document: Any, name: str) -> tuple[list[SourcePage], list[Problem]]:
    """The pages of a document that pikepdf has opened. Raises InputError for one that cannot be used."""
    import pikepdf

    try:
        objects = [page.obj for page in document.pages]
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        raise InputError(_broken(name, "its pages cannot be found")) from None
    if not objects:
        raise InputError(_broken(name, "it has no pages"))
    if len(objects) > MOST_PAGES:
        message = f"{name} has {len(objects)} pages; at most {MOST_PAGES} can be laid out at once."
        raise InputError(Problem("error", "too-many-pages", message, "Divide it into several files."))
    _flatten_notes(document, objects)
    found, problems = [], []
    for number, page in enumerate(objects, 1):
        try:
            read, odd = _read(page, document)
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError):
            raise InputError(_broken(name, f"page {number} makes no sense")) from None
        if min(read.piece.width, read.piece.height) < _LEAST:
            message = f"Page {number} of {name} has no size."
            raise InputError(Problem("error", "no-size", message, "Export it again.", Place(key=f"page {number}")))
        if odd:
            message = f"Page {number} of {name} has a trim box that makes no sense; the whole page was taken."
            problems.append(Problem("warning", "wrong-box", message, "Export it again."))
        found.append(read)
    return found, problems[:10]


def _read(page: Any, document: Any) -> tuple[SourcePage, bool]:
    media = _box(inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _within(_box(inherited(page, "/CropBox")), media) or media
    asked = _box(page.get("/TrimBox"))
    trim = _within(asked, media)
    odd = asked is not None and trim is None
    art = _within(_box(page.get("/BleedBox")), media) if trim is not None else crop
    trim = trim or crop
    art = art or trim
    art = (min(art[0], trim[0]), min(art[1], trim[1]), max(art[2], trim[2]), max(art[3], trim[3]))
    unit = _number(page.get("/UserUnit"), 1.0)
    turn = round(_number(inherited(page, "/Rotate"), 0.0) / 90) % 4
    width, height = (trim[2] - trim[0]) * unit, (trim[3] - trim[1]) * unit
    left, bottom, right, top = (
        (trim[0] - art[0]) * unit,
        (trim[1] - art[1]) * unit,
        (art[2] - trim[2]) * unit,
        (art[3] - trim[3]) * unit,
    )
    x, y = -trim[0] * unit, -trim[1] * unit
    match turn:  # /Rotate turns clockwise
        case 1:
            matrix = (0.0, -unit, unit, 0.0, y, trim[2] * unit)
            edges = Edges(bottom, left, top, right)
            width, height = height, width
        case 2:
            matrix = (-unit, 0.0, 0.0, -unit, trim[2] * unit, trim[3] * unit)
            edges = Edges(right, bottom, left, top)
        case 3:
            matrix = (0.0, unit, -unit, 0.0, trim[3] * unit, x)
            edges = Edges(top, right, bottom, left)
            width, height = height, width
        case _:
            matrix = (unit, 0.0, 0.0, unit, x, y)
            edges = Edges(left, top, right, bottom)
    return SourcePage(Piece(width, height, edges), art, matrix, page, document), odd


def content_of(source: SourcePage) -> tuple[bytes, dict[str, Any]]:
    """The operators of a page as they lie in the file, and how they are packed. Raises InputError."""
    import pikepdf

    contents = source.page.get("/Contents")
    try:
        if isinstance(contents, pikepdf.Stream):
            packed = {key: contents[key] for key in ("/Filter", "/DecodeParms") if key in contents}
            return contents.read_raw_bytes(), packed
        if isinstance(contents, pikepdf.Array):
            parts = [part.read_bytes() for part in contents if isinstance(part, pikepdf.Stream)]
            return b"\n".join(parts), {}
    except (pikepdf.PdfError, RuntimeError) as fault:
        number = source.document.pages.index(pikepdf.Page(source.page)) + 1
        raise InputError(_broken("The file", f"page {number} cannot be unpacked")) from fault
    return b"", {}


def inherited(page: Any, key: str) -> Any:
    """An entry of a page or of the branches it hangs on; None when there is none."""
    for _ in range(_DEEPEST):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def page_numbers(document: Any) -> dict[tuple[int, int], int]:
    """The number from 0 of each page by its object."""
    return {page.obj.objgen: number for number, page in enumerate(document.pages)}


def opened_sources(files: Sequence[bytes | Path]) -> list[Any]:
    """The documents, opened by pikepdf. Raises InputError for one that cannot be, or that may not be printed."""
    from pressdesk.prepress.preflight import opened

    found = []
    for file in files:
        document = opened(file)
        if document.is_encrypted and not document.allow.print_lowres:
            name = f"“{file.name}”" if isinstance(file, Path) else "The file"
            message = f"{name} is locked against printing by whoever made it."
            raise InputError(Problem("error", "locked", message, "Ask for it without the lock."))
        found.append(document)
    return found


def _flatten_notes(document: Any, pages: Sequence[Any]) -> None:
    """Draw filled form fields, stamps and notes that print into the pages, which take no notes with them."""
    import pikepdf

    for page in pages:
        notes = page.get("/Annots")
        if not isinstance(notes, pikepdf.Array):
            continue
        if any(str(note.get("/Subtype", "")) not in ("/Link", "/Popup") for note in notes if hasattr(note, "get")):
            document.flatten_annotations("print")
            return


def _box(found: Any) -> Box | None:
    try:
        left, bottom, right, top = (float(number) for number in found)
    except (TypeError, ValueError):
        return None
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _within(box: Box | None, around: Box) -> Box | None:
    """What of a box lies inside another; None when nothing to speak of does."""
    if box is None:
        return None
    left, bottom = max(box[0], around[0]), max(box[1], around[1])
    right, top = min(box[2], around[2]), min(box[3], around[3])
    return (left, bottom, right, top) if min(right - left, top - bottom) >= _LEAST else None


def _number(found: Any, usual: float) -> float:
    try:
        value = usual if found is None else float(found)
    except (TypeError, ValueError):
        return usual
    return value if -1e6 < value < 1e6 else usual


def _broken(name: str, reason: str) -> Problem:
    message = f"{name[:1].upper()}{name[1:]} cannot be laid out: {reason}."
    return Problem("error", "broken-pdf", message, "Export it again, or ask for it again.")
