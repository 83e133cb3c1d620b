"""One piece for each row of a table: guarded before the run, worst rows first, one file each or one for all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pressdesk.base.problem import InputError, Problem, Severity
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.model.table import Table
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filler
from pressdesk.templates.guards import duplicate_problems
from pressdesk.work.build import Built, Progress, blocking, collected, folder_problems, lost_files, run
from pressdesk.work.making import Maker
from pressdesk.work.plan import Order, merge_plan, unknown_piece
from pressdesk.work.store import load_table

if TYPE_CHECKING:
    from pressdesk.prepress.imposition.values import Imposition

_WEIGHT: dict[Severity, int] = {"error": 100, "warning": 10, "note": 1}


class Merge(NamedTuple):
    """A piece and the table whose rows it is made for, with what was wrong in the table itself."""

    piece: str
    table: Table
    problems: tuple[Problem, ...] = ()


def merge_of(campaign: Campaign, piece: str, table_file: str) -> Merge:
    """The table of a merge, by its path in the campaign or its name. Raises UsageError for an unknown piece,
    InputError for a table that cannot be read."""
    if piece not in campaign.pieces:
        raise unknown_piece(piece, campaign)
    file = table_file if "/" in table_file or table_file.endswith((".csv", ".tsv")) else f"tables/{table_file}.csv"
    table, problems = load_table(campaign.root, file)
    if table is None:
        raise InputError(*problems)
    if not table.rows:
        message = f"The table “{table.name}” has column names and no rows."
        raise InputError(Problem("error", "empty-table", message, "Add a line for each record.").at(file=file))
    return Merge(piece, table, tuple(problems))


def merge(
    campaign: Campaign,
    merging: Merge,
    order: Order,
    *,
    one: bool = False,
    jobs: int = 0,
    progress: Progress | None = None,
    sheets: Imposition | None = None,
) -> Built:
    """Make the files of a merge. Rows with errors are left out of a print run unless the order insists; in one file
    for all, one such row forbids it. With `sheets` the one file is also laid out on sheets. Raises UsageError,
    RefusedError."""
    one = one or sheets is not None
    if blocking(campaign):
        return Built(problems=collected(folder_problems(campaign, order)), unreadable=True)
    known = campaign._replace(tables={**campaign.tables, merging.table.name: merging.table})
    wanted = merge_plan(known, known.pieces[merging.piece], merging.table, order, one=one)
    done = list(run(known, order, wanted, table=merging.table, jobs=jobs, progress=progress))
    files = tuple(file for each in done for file in each.files)
    problems = [*merging.problems, *duplicate_problems(merging.table), *collected(campaign.problems, done)]
    if sheets is not None:
        from pressdesk.work.imposing import with_sheets

        files, more = with_sheets(files, sheets)
        problems += more
    unreadable = any(each.unreadable for each in done) or bool(lost_files(campaign))
    return Built(files, worst_first(dict.fromkeys(problems)), unreadable)


def guard(campaign: Campaign, merging: Merge, order: Order, *, one: bool = False) -> tuple[Problem, ...]:
    """Everything wrong with a merge before anything is written, worst rows first."""
    known = campaign._replace(tables={**campaign.tables, merging.table.name: merging.table})
    maker = Maker(known, order, merging.table)
    wanted = merge_plan(known, known.pieces[merging.piece], merging.table, order, one=one)
    done = [maker.rehearse(job) for job in wanted]
    problems = [*merging.problems, *duplicate_problems(merging.table), *collected(campaign.problems, done)]
    return worst_first(dict.fromkeys(problems))


def row_guards(campaign: Campaign, merging: Merge, order: Order) -> tuple[Problem, ...]:
    """What the rows alone say before any page is laid out, worst rows first; quick, for telling before a run.

    Raises InputError for a template that cannot be read.
    """
    piece = campaign.pieces[merging.piece]
    template = template_named(piece.template, campaign.root)
    filler = Filler(template, piece, campaign, order.as_of, table=merging.table)
    found = [problem for row in merging.table.rows for problem in filler.fill(row).problems if problem.place.row]
    return worst_first(dict.fromkeys([*merging.problems, *found, *duplicate_problems(merging.table)]))


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of no row first, then row by row, the rows with the gravest problems before the others."""
    rows: dict[int, list[Problem]] = {}
    for problem in problems:
        rows.setdefault(problem.place.row, []).append(problem)
    general = rows.pop(0, [])
    heavy = sorted(rows.items(), key=lambda row: (-sum(_WEIGHT[problem.severity] for problem in row[1]), row[0]))
    return (*general, *(problem for _, found in heavy for problem in found))
