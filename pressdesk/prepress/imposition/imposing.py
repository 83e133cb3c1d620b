"""Any PDF laid out on sheets: opened, its pages placed by a scheme, written as one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressdesk.base.problem import InputError, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.prepress.imposition.source import SourcePage, opened_sources, read_pages
from pressdesk.prepress.imposition.values import Imposition, Piece, Surface

if TYPE_CHECKING:
    from pressdesk.prepress.imposition.writing import Told


class Imposed(NamedTuple):
    """A file of sheets, the sheets themselves, and what is to be known of them."""

    data: bytes
    surfaces: tuple[Surface, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def paper(self) -> str:
        """The name of the paper of most sheets."""
        names = [surface.paper.name for surface in self.surfaces]
        return max(dict.fromkeys(names), key=names.count)


def impose(
    files: Sequence[bytes | Path], order: Imposition, *, title: str = "", folds: Sequence[tuple[float, ...]] = ()
) -> Imposed:
    """Lay the pages of PDF files out, one file after the other. The same input gives the same bytes.

    `title` stands in for one that the file has not, `folds` are those of each page, from its left edge. The result
    keeps what makes a print file one: output intent, boxes, trapping, colours as they are. Raises UsageError,
    InputError for a file that cannot be used, RefusedError for pages that do not fit.
    """
    from pressdesk.prepress.imposition.writing import told_by

    documents = opened_sources(files)
    try:
        pages, problems = _pages(documents, files)
        told = told_by(documents, title)
        pieces = [page.piece for page in pages]
        if folds:
            pieces = [piece._replace(folds=at) for piece, at in zip(pieces, folds, strict=True)]
        surfaces, more = placed(pieces, order, told.language)
        problems += more + _mixed_presses(documents)
        return Imposed(_written(pages, surfaces, told), tuple(surfaces), tuple(problems))
    finally:
        for document in documents:
            document.close()


def placed(pieces: Sequence[Piece], order: Imposition, language: str = "fr") -> tuple[list[Surface], list[Problem]]:
    """The sheets of an order, and what is to be known of them. Raises UsageError, RefusedError."""
    match order.scheme:
        case "n-up":
            from pressdesk.prepress.imposition import grid

            return grid.lay_out(pieces, order)
        case "booklet":
            from pressdesk.prepress.imposition import booklet

            return booklet.lay_out(pieces, order)
        case "tri-fold":
            from pressdesk.prepress.imposition import leaflet

            return leaflet.lay_out(pieces, order)
        case "tiles":
            from pressdesk.prepress.imposition import tiles

            return tiles.lay_out(pieces, order, language)


def _pages(documents: Sequence[Any], files: Sequence[bytes | Path]) -> tuple[list[SourcePage], list[Problem]]:
    pages: list[SourcePage] = []
    problems: list[Problem] = []
    for document, file in zip(documents, files, strict=True):
        found, odd = read_pages(document, f"“{file.name}”" if isinstance(file, Path) else "the file")
        pages += found
        problems += odd
    return pages, problems


def _written(pages: Sequence[SourcePage], surfaces: Sequence[Surface], told: Told) -> bytes:
    import pikepdf

    from pressdesk.prepress.imposition.writing import write

    try:
        return write(pages, surfaces, told)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as fault:
        message = f"The pages cannot be laid out: the file is damaged ({str(fault).rsplit(': ', 1)[-1][:80]})."
        raise InputError(Problem("error", "broken-pdf", message, "Export it again, or ask for it again.")) from fault


def _mixed_presses(documents: Sequence[Any]) -> list[Problem]:
    """Files made for several presses on one sheet are printed on one."""
    if len(documents) == 1:
        return []
    found = set()
    for document in documents:
        intents = document.Root.get("/OutputIntents", [])
        found.add(tuple(str(entry.get("/OutputConditionIdentifier", "")) for entry in intents))
    if len(found) < 2:
        return []
    message = "The files are made for different presses; the sheets say that of the first one."
    return [Problem("warning", "mixed-presses", message, "Export all of them with the same preset.")]
