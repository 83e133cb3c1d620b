"""Pictures of a PDF before it is printed: how it will look on its paper, its single inks, and a map of its ink."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressdesk.base.fsio import replacing
from pressdesk.base.problem import InputError, Place, Problem, RefusedError
from pressdesk.base.values import NamedTuple
from pressdesk.work.checking import Progress
from pressdesk.work.disk import disk_faults
from pressdesk.work.names import slug

if TYPE_CHECKING:
    from PIL.Image import Image

    from pressdesk.prepress.anyfile import Seen

DPI = 100.0
MOST_PIXELS = 12_000_000
MOST_PAGES = 40
"""How many pages are shown."""


class Proofed(NamedTuple):
    """The pictures that were written, and what could not be shown."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def proof_pictures(
    path: Path, folder: Path, seen: Seen, profile: Path | None = None, progress: Progress | None = None
) -> Proofed:
    """Write pictures of the pages of a PDF that was looked at (`prepress.anyfile.look`) into a folder.

    They are made for the press profile given, the file's own when left out, coated paper when it has none.
    Raises InputError for a profile that is none of a press, RefusedError when nothing can be written.
    """
    import pikepdf
    import pypdfium2

    from pressdesk.prepress.anyfile import limits_for
    from pressdesk.prepress.coverage import NONSENSE
    from pressdesk.prepress.preflight import opened

    files: list[Path] = []
    problems: list[Problem] = []
    limit = limits_for(seen.file).ink
    pages = seen.shown[:MOST_PAGES]
    with disk_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with opened(path) as document:
        press = _press(document, profile)
        for at, number in enumerate(pages, 1):
            if progress is not None:
                progress("proof", at, len(pages))
            try:
                for name, image in _pictures(document, number, limit, press):
                    target = folder / f"{slug(path.stem) or 'page'}-{number}-{name}.png"
                    _write(target, image)
                    files.append(target)
            except (pikepdf.PdfError, pypdfium2.PdfiumError, *NONSENSE) as fault:
                if isinstance(fault, OSError):
                    raise
                message = f"Page {number} cannot be shown as it will be printed."
                problems.append(Problem("warning", "no-proof", message, "", Place(file=str(path), page=number)))
    if len(seen.shown) > len(pages):
        message = f"Only the first {len(pages)} pages are shown."
        problems.append(Problem("note", "pages-left-out", message, "", Place(file=str(path))))
    return Proofed(tuple(files), tuple(problems))


def _press(document: Any, profile: Path | None) -> bytes:
    """The profile of the press: the one named, the file's own, or that of coated paper."""
    from pressdesk.colour.profiles import COATED, parse_profile, press_problems, read_profile

    if profile is not None:
        found = read_profile(profile)
        faults = press_problems(found)
        if faults:
            raise InputError(*(fault.at(file=str(profile)) for fault in faults))
        return found.data
    try:
        own = parse_profile(document.Root.OutputIntents[0].DestOutputProfile.read_bytes())
    except (AttributeError, LookupError, ValueError, TypeError, RuntimeError, InputError):
        return COATED.read_bytes()
    return own.data if own.is_press else COATED.read_bytes()


def _pictures(document: Any, number: int, limit: int, press: bytes) -> Iterator[tuple[str, Image]]:
    from pressdesk.prepress.coverage import fitting_dpi
    from pressdesk.prepress.softproof import films, ink_map, soft_proof

    left, bottom, right, top = (float(side) for side in document.pages[number - 1].mediabox)
    dpi = fitting_dpi(abs(right - left), abs(top - bottom), MOST_PIXELS, DPI)
    yield "paper", soft_proof(document, number - 1, dpi=dpi, press=press)
    yield "ink", ink_map(document, number - 1, limit, dpi=dpi, press=press)
    for ink, film in films(document, number - 1, dpi=dpi, press=press).items():
        yield f"plate-{slug(ink) or 'spot'}", film


def _write(target: Path, image: Image) -> None:
    from pressdesk.output.raster import write_png

    try:
        with disk_faults(target), replacing(target) as stream:
            write_png(image, stream, dpi=DPI)
    except RefusedError:
        target.unlink(missing_ok=True)
        raise
