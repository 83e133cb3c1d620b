"""`pressdesk merge`: a piece for every row of a table."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from pressdesk.base.problem import Problem, UsageError
from pressdesk.cli.build import add_built, add_order, order_of, progress, summary_of
from pressdesk.cli.impose import add_schemes, imposition_of
from pressdesk.cli.report import Report, print_problems, tell
from pressdesk.work.merge import guard, merge, merge_of, row_guards
from pressdesk.work.store import load_with_problems

SHOWN = 5
"""How many rows are told before a run."""


def prepare(name: str, parser: ArgumentParser) -> None:
    del name
    parser.add_argument("dir", metavar="DIR", type=Path, help="the campaign's folder")
    parser.add_argument("piece", metavar="PIECE", help="the piece to make for each row")
    parser.add_argument("--table", metavar="FILE", help="such as tables/events.csv; the piece's own when left out")
    parser.add_argument("--one", action="store_true", help="one file for all rows instead of one each")
    add_schemes(parser)
    parser.add_argument("--jobs", metavar="N", type=int, default=0, help="how many processes; chosen when left out")
    parser.add_argument("--dry-run", action="store_true", help="only say what is wrong, the worst rows first")
    add_order(parser)


def run(name: str, arguments: Namespace, report: Report) -> int:
    del name
    order = order_of(arguments, (arguments.piece,))
    sheets = imposition_of(arguments)
    campaign = load_with_problems(arguments.dir, (arguments.piece,))
    piece = campaign.pieces.get(arguments.piece)
    table = arguments.table or (piece.rows if piece else "")
    if piece is not None and not table:
        message = f"The piece “{piece.name}” names no table."
        raise UsageError(Problem("error", "no-table", message, "Name one: --table tables/events.csv."))
    if piece is None:
        report.add(problems=campaign.problems)
        return report.finish(3)
    merging = merge_of(campaign, piece.name, table)
    if arguments.dry_run:
        report.add(problems=guard(campaign, merging, order, one=arguments.one))
        return report.finish()
    _forewarn(row_guards(campaign, merging, order), len(merging.table.rows))
    built = merge(campaign, merging, order, one=arguments.one, jobs=arguments.jobs, progress=progress, sheets=sheets)
    add_built(report, built)
    return report.finish(built.status, summary_of(built))


def _forewarn(problems: Sequence[Problem], count: int) -> None:
    """Before the run: how many rows have problems, and the worst of them."""
    rows = list(dict.fromkeys(problem.place.row for problem in problems if problem.place.row))
    if rows:
        tell(f"{len(rows)} of {count} rows have problems, the worst first:")
        print_problems([problem for problem in problems if problem.place.row in rows[:SHOWN]])
        if len(rows) > SHOWN:
            tell(f"… and {len(rows) - SHOWN} more; --dry-run tells all of them.")
