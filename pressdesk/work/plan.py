"""Which files a campaign gives: one job for each piece, format, purpose and row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pressdesk.base.formats import FORMATS, Format, format_named
from pressdesk.base.problem import InputError, Place, Problem, UsageError, did_you_mean, has_errors
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.table import Row, Table
from pressdesk.output.pdf.options import Standard
from pressdesk.output.registry import TEXT_EXPORTS
from pressdesk.work.names import slug
from pressdesk.work.presets import purpose_of
from pressdesk.work.purposes import TEXTS, Purpose, kind_named, kinds_for, serves, text_purpose, usual_purpose


class Order(NamedTuple):
    """What is wanted. Nothing in `pieces` means all of them, no `purpose` the usual one of each piece.

    `out` is the folder of the files, the campaign's `build/` when left out; `as_of` stands for today.
    `kind` is one of `output.registry.EXPORTS`, the usual one of each purpose when left out; so is `preset`. A preset
    decides what paper formats are for where no purpose is given; `standard` goes before the preset's own.
    With `force`, print files are written in spite of errors, and files that are up to date are made again.
    """

    as_of: date
    pieces: tuple[str, ...] = ()
    purpose: Purpose | None = None
    preset: str = ""
    format: str = ""
    out: Path | None = None
    force: bool = False
    prove: bool = True
    kind: str = ""
    standard: Standard | None = None


class Job(NamedTuple):
    """One composition and the files made of it: their path without its ending, from the folder of all files.

    `rows` are the lines of the table set into it, one after the other; empty for a piece without a table.
    """

    piece: str
    format: str
    purpose: Purpose
    stem: str
    rows: tuple[int, ...] = ()
    record: str = ""
    kind: str = "pdf"


class Edition(NamedTuple):
    """A format of a piece, what it is made for, and the kind of its files."""

    format: Format
    purpose: Purpose
    kind: str


def out_folder(campaign: Campaign, order: Order) -> Path:
    return order.out if order.out is not None else campaign.root / "build"


def plan(campaign: Campaign, order: Order) -> list[Job]:
    """The jobs of an order, in a fixed order. Raises UsageError for a piece that is not there or an order that
    comes to nothing, InputError for an unknown format."""
    paper = purpose_of(order.preset, order.purpose, campaign.root)
    jobs = [
        job
        for piece in _pieces(campaign, order)
        for edition in _editions(piece, order, paper, campaign.root)
        for job in _jobs(piece, edition, campaign)
    ]
    if not jobs and not has_errors(campaign.problems):
        raise UsageError(_nothing(campaign, order))
    return jobs


def merge_plan(campaign: Campaign, piece: Piece, table: Table, order: Order, *, one: bool = False) -> list[Job]:
    """The jobs of a merge: one file for each row, or with `one` a file of all rows."""
    jobs: list[Job] = []
    paper = purpose_of(order.preset, order.purpose, campaign.root)
    for edition in _editions(piece, order, paper, campaign.root):
        if one:
            jobs.append(_job(piece, edition, tuple(row.number for row in table.rows)))
        else:
            jobs += _row_jobs(piece, edition, table)
    if not jobs:
        raise UsageError(_nothing(campaign, order))
    return jobs


def _row_jobs(piece: Piece, edition: Edition, table: Table) -> Iterator[Job]:
    """One job for each row, named after its town and date, or what else tells it apart."""
    format, purpose, kind = edition
    taken: set[str] = set()
    stem = _stem(piece, edition)
    for row in table.rows:
        record = record_name(row, table.columns)
        name = record
        while name in taken:
            name = f"{record}-{row.number}" if name == record else f"{name}-2"
        taken.add(name)
        folder = slug(piece.name) or "piece"
        yield Job(
            piece.name,
            format.name,
            purpose,
            f"{_folder(purpose, kind)}/{folder}/{stem}-{name}",
            (row.number,),
            name,
            kind,
        )


def record_name(row: Row, columns: Sequence[str]) -> str:
    """What tells a row apart in a file name: an official by name, an event by town and date, else a title or the line.

    >>> record_name(Row(2, {"town": "Évry", "date": date(2026, 3, 12)}), ())
    'evry-2026-03-12'
    """
    cells: Mapping[str, object] = row.cells
    person = ("name", "first_name")
    first = (person,) if cells.get("office") else ()
    for keys in (*first, ("town", "date"), person, ("title", "date"), ("place", "date"), tuple(columns[:1])):
        parts = [slug(str(cells[key]))[:40] for key in keys if cells.get(key) not in (None, "")]
        if parts and all(parts) and cells.get(keys[0]):
            return "-".join(parts)
    return f"line-{row.number}"


def broken_pieces(campaign: Campaign) -> set[str]:
    """The pieces whose own file has errors: they are not built, since what they say is not known."""
    return {problem.place.piece for problem in campaign.problems if problem.severity == "error"} - {""}


def _pieces(campaign: Campaign, order: Order) -> list[Piece]:
    broken = broken_pieces(campaign)
    for name in order.pieces:
        if name not in campaign.pieces and name not in broken:
            raise unknown_piece(name, campaign)
    return [piece for piece in wanted_pieces(campaign, order) if piece.name not in broken]


def wanted_pieces(campaign: Campaign, order: Order) -> list[Piece]:
    """The pieces of an order that could be read, those with errors too."""
    return [campaign.pieces[name] for name in dict.fromkeys(order.pieces or campaign.pieces) if name in campaign.pieces]


def unknown_piece(name: str, campaign: Campaign) -> UsageError:
    message = f"There is no piece “{name}” in this campaign."
    return UsageError(Problem("error", "unknown-piece", message, did_you_mean(name, list(campaign.pieces))))


def _editions(piece: Piece, order: Order, paper: Purpose | None, root: Path) -> Iterator[Edition]:
    """The formats of a piece that the order wants, their purpose (`paper`: of sheets) and kind of file."""
    asked_kind = kind_named(order.kind, order.purpose) if order.kind else ""
    wanted = [FORMATS[name] for name in piece.formats]
    if order.format:
        asked = format_named(order.format)
        wanted = [asked] if asked.name in piece.formats or order.pieces else []
    purpose = order.purpose
    if purpose is None and asked_kind in TEXT_EXPORTS:
        purpose = text_purpose(asked_kind)
    if purpose in TEXTS:
        yield from _text_editions(piece, wanted, purpose, asked_kind, root)
        return
    for format in wanted:
        usual = usual_purpose(format)
        purpose = order.purpose or (usual if format.pixels else paper or _of_paper(piece, root))
        kinds = kinds_for(purpose)
        if serves(purpose, format) and (not asked_kind or asked_kind in kinds):
            yield Edition(format, purpose, asked_kind or kinds[0])


def _of_paper(piece: Piece, root: Path) -> Purpose:
    """What a piece on paper is for when nobody says: letters and releases come from the printer down the corridor."""
    from pressdesk.templates.catalogue import template_named
    from pressdesk.templates.embargo import DATED

    try:
        return "office" if template_named(piece.template, root).kind in DATED else "print"
    except InputError:
        return "print"


def _text_editions(
    piece: Piece, wanted: Sequence[Format], purpose: Purpose, kind: str, root: Path
) -> Iterator[Edition]:
    """A Word file for each paper format of a text, one e-mail whatever the formats; nothing for other pieces.

    A piece whose template cannot be read counts as a text, so that the fault is told.
    """
    formats = [format for format in wanted if serves(purpose, format) and _is_text(piece, format, root)]
    for format in formats[:1] if purpose == "web" else formats:
        for one in [kind] if kind else kinds_for(purpose):
            yield Edition(format, purpose, one)


def _is_text(piece: Piece, format: Format, root: Path) -> bool:
    from pressdesk.output.outline import is_text
    from pressdesk.templates.catalogue import template_named

    try:
        return is_text(template_named(piece.template, root), format)
    except InputError:
        return True


def _jobs(piece: Piece, edition: Edition, campaign: Campaign) -> Iterator[Job]:
    table = campaign.tables.get(piece.rows) if piece.rows else None
    if table is not None:
        yield from _row_jobs(piece, edition, table)
    elif not piece.rows:
        yield _job(piece, edition)


def _job(piece: Piece, edition: Edition, rows: tuple[int, ...] = ()) -> Job:
    format, purpose, kind = edition
    return Job(piece.name, format.name, purpose, f"{_folder(purpose, kind)}/{_stem(piece, edition)}", rows, kind=kind)


def _folder(purpose: Purpose, kind: str) -> str:
    """Where below `build/` files go: by what they are for, and pictures of pages apart from the pages."""
    return "pictures" if purpose == "screen" and kind in ("png", "jpeg", "webp", "svg") else purpose


def _stem(piece: Piece, edition: Edition) -> str:
    """Piece and format in plain letters; the format keeps its capitals. A mail has none."""
    name = slug(piece.name) or "piece"
    return name if edition.purpose == "web" else f"{name}-{edition.format.name}"


def _nothing(campaign: Campaign, order: Order) -> Problem:
    if not campaign.pieces:
        return Problem(
            "error",
            "no-pieces",
            "This campaign has no pieces.",
            "Begin one, for example with: pressdesk add DIR poster-call.",
            Place(file="pieces"),
        )
    what = " and ".join(
        part
        for part in (
            order.format and f"format {order.format}",
            order.purpose and f"purpose {order.purpose}",
            order.kind and f"kind {order.kind}",
        )
        if part
    )
    if order.purpose in TEXTS or kind_named(order.kind or "pdf") in TEXT_EXPORTS:
        remedy = "Only pieces with a running text become one, such as a press release."
        return Problem("error", "nothing-to-do", f"No piece is made for {what}.", remedy)
    formats = ", ".join(sorted({name for piece in campaign.pieces.values() for name in piece.formats}))
    return Problem(
        "error", "nothing-to-do", f"No piece is made for {what}.", f"The pieces have these formats: {formats}."
    )
