"""PDF files laid out on sheets: files from anywhere, and those that a build or a merge has made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.fsio import replacing
from pressdesk.base.problem import PressDeskError, Problem, UsageError
from pressdesk.prepress.imposition.imposing import Imposed, impose
from pressdesk.prepress.imposition.values import Imposition
from pressdesk.work.disk import disk_faults

if TYPE_CHECKING:  # making files takes 90 ms to load, which laying them out does not need
    from pressdesk.work.making import Made
    from pressdesk.work.manifest import Manifest


def impose_files(files: Sequence[Path], order: Imposition, out: Path | None = None) -> tuple[Path, Imposed]:
    """Lay files out and write the sheets to `out`, or beside the first file under a name that says what they are.

    Raises UsageError, InputError, RefusedError; what was there before stays then.
    """
    target = out if out is not None else files[0].with_name(f"{files[0].stem}-{ending(order)}.pdf")
    if any(_same(target, file) for file in files):
        message = f"The sheets would take the place of “{target}”, which they are made from."
        raise UsageError(Problem("error", "same-file", message, "Name another file: --out sheets.pdf."))
    imposed = impose(files, order, title=files[0].stem)
    with disk_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as stream:
            stream.write(imposed.data)
    return target, imposed


def with_sheets(
    made: Sequence[Made], order: Imposition, manifest: Manifest | None = None
) -> tuple[tuple[Made, ...], list[Problem]]:
    """The files of a build and, behind each PDF, its sheets, which are up to date when the manifest says so.

    A piece of one page is repeated until its sheet is full. Of a set (a triptych) the file of all its pages is taken.
    """
    files: list[Made] = []
    problems: dict[Problem, None] = {}
    for _, group in groupby(made, key=lambda file: (file.piece, file.record, file.format, file.purpose)):
        whole, *parts = group
        files.append(whole)
        if whole.kind == "pdf":
            try:
                sheets, found = _sheets(whole, order, manifest)
                files += sheets
            except PressDeskError as fault:
                found = list(fault.problems)
            problems.update(dict.fromkeys(found_at.at(piece=whole.piece, format=whole.format) for found_at in found))
        files += parts
    return tuple(files), list(problems)


def ending(order: Imposition) -> str:
    """What the name of a file of sheets ends with.

    >>> ending(Imposition(up=4, paper="a4")), ending(Imposition("tiles", "A3"))
    ('4-up-A4', 'tiles-A3')
    """
    words = {"booklet": "booklet", "tri-fold": "tri-fold", "tiles": "tiles"}
    first = words.get(order.scheme) or (f"{order.up}-up" if order.up else "sheets")
    paper = order.paper.upper().replace("×", "X")
    return "-".join(part for part in (first, order.enlarge_to.upper(), paper) if part)


def _sheets(whole: Made, order: Imposition, manifest: Manifest | None) -> tuple[list[Made], list[Problem]]:
    path = whole.path.with_name(f"{whole.path.stem}-{ending(order)}.pdf")
    digest = f"{whole.digest} {order!r}" if whole.digest else ""
    if manifest is not None and not whole.fresh and digest:
        name = path.relative_to(manifest.folder).as_posix()
        if manifest.is_current(name, digest):
            return [whole._replace(path=path, digest=digest, beside=())], []
    imposed = impose([whole.path], order, title=whole.path.stem, folds=whole.folds)
    with disk_faults(path), replacing(path) as stream:
        stream.write(imposed.data)
    sheets = whole._replace(
        path=path, format=imposed.paper, pages=len(imposed.surfaces), digest=digest, fresh=True, folds=(), beside=()
    )
    return [sheets], list(imposed.problems)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
