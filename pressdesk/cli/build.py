"""`pressdesk build`: the pieces of a campaign, those that are stale, once or whenever something changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from pressdesk.base.problem import Problem, UsageError
from pressdesk.cli.impose import add_schemes, imposition_of
from pressdesk.cli.report import File, Report, tell
from pressdesk.output.pdf.options import STANDARDS
from pressdesk.output.registry import EXPORTS, TEXT_EXPORTS
from pressdesk.work.build import Built, build, dry_run
from pressdesk.work.making import Done, Made
from pressdesk.work.plan import Order
from pressdesk.work.presets import PRESETS, standard_named
from pressdesk.work.purposes import PURPOSES, purpose_named
from pressdesk.work.store import load_with_problems


def prepare(name: str, parser: ArgumentParser) -> None:
    del name
    parser.add_argument("dir", metavar="DIR", type=Path, help="the campaign's folder")
    parser.add_argument(
        "pieces", metavar="PIECE", nargs="*", help="the pieces to build; all of them when none is named"
    )
    add_order(parser)
    add_schemes(parser)
    parser.add_argument("--jobs", metavar="N", type=int, default=0, help="how many processes; chosen when left out")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be made, and what is wrong; write nothing"
    )
    parser.add_argument("--prune", action="store_true", help="delete files of earlier builds that are no longer made")
    parser.add_argument("--watch", action="store_true", help="build again whenever a file of the campaign changes")


def add_order(parser: ArgumentParser) -> None:
    """The options that `build` and `merge` share."""
    purposes = f"{', '.join(PURPOSES)}; by format when left out"
    parser.add_argument("--for", dest="purpose", metavar="PURPOSE", help=purposes)
    presets = f"{', '.join(PRESETS)}, or one of your own; “pressdesk presets” lists them"
    parser.add_argument("--preset", metavar="NAME", default="", help=presets)
    standards = f"{' or '.join(STANDARDS)}; by preset when left out"
    parser.add_argument("--standard", metavar="NAME", default="", help=standards)
    parser.add_argument("--format", metavar="NAME", default="", help="this format only, such as A3")
    kinds = f"{', '.join([*EXPORTS, *TEXT_EXPORTS])}; by purpose when left out"
    parser.add_argument("--kind", metavar="KIND", default="", help=kinds)
    parser.add_argument("--out", metavar="DIR", type=Path, help="the folder of the files; DIR/build when left out")
    parser.add_argument("--as-of", metavar="DATE", help="the day that counts as today, such as 2026-03-12")
    parser.add_argument(
        "--force", action="store_true", help="write print files in spite of errors, and make everything again"
    )


def order_of(arguments: Namespace, pieces: tuple[str, ...]) -> Order:
    """The order that the options make. Raises UsageError."""
    return Order(
        as_of=day_of(arguments.as_of),
        pieces=pieces,
        purpose=purpose_named(arguments.purpose) if arguments.purpose else None,
        preset=arguments.preset,
        format=arguments.format,
        out=arguments.out,
        force=arguments.force,
        kind=arguments.kind,
        standard=standard_named(arguments.standard) if arguments.standard else None,
    )


def day_of(text: str | None) -> date:
    """Today, or the day that stands for it. Raises UsageError."""
    if not text:
        return date.today()
    from pressdesk.text.dates import parse_date

    try:
        return parse_date(text)
    except ValueError as fault:
        raise UsageError(Problem("error", "unreadable-date", str(fault))) from None


def run(name: str, arguments: Namespace, report: Report) -> int:
    del name
    if arguments.watch:
        return _watch(arguments, report)
    built = _once(arguments, tuple(arguments.pieces))
    add_built(report, built)
    return report.finish(built.status, summary_of(built, arguments.dry_run))


def add_built(report: Report, built: Built) -> None:
    """Put what was built into the report; certificates only as JSON, so that the lines can be handed to a printer."""
    for made in built.files:
        report.add([file_of(made)])
        if report.json:
            pages = [int(path.suffix == ".pdf") for path in made.beside]
            told = zip(made.beside, pages, strict=True)
            report.add([file_of(made)._replace(path=path, kind="certificate", pages=count) for path, count in told])
    report.add(problems=built.problems)


def file_of(made: Made) -> File:
    return File(made.path, made.kind, made.piece, made.record, made.format, made.pages)


def summary_of(built: Built, dry_run: bool = False) -> str:
    """One line: how many files were made, or would be in a dry run, how many were up to date or went; where
    the certificates are."""
    fresh = sum(made.fresh for made in built.files)
    parts = [f"{fresh} {'file' if fresh == 1 else 'files'} {'would be ' if dry_run else ''}made"]
    if len(built.files) > fresh:
        parts.append(f"{len(built.files) - fresh} up to date")
    if built.removed:
        parts.append(f"{len(built.removed)} deleted")
    errors = sum(problem.severity == "error" for problem in built.problems)
    if errors:
        parts.append(f"{errors} {'error' if errors == 1 else 'errors'}")
    proved = [made for made in built.files if made.beside]
    if not proved:
        return ", ".join(parts) + "."
    them = (
        "1 has its certificate beside it" if len(proved) == 1 else f"{len(proved)} have their certificates beside them"
    )
    return f"{', '.join(parts)}. {them}: {proved[0].beside[-1].name}{' …' if len(proved) > 1 else ''}"


def progress(done: Done, count: int) -> None:
    """A line for each job on standard error."""
    if count == 1:
        return
    job = done.job
    if done.refused or done.unreadable:
        state = "not written"
    else:
        state = "made" if any(made.fresh for made in done.files) else "up to date"
    record = f" {job.record}" if job.record else ""
    tell(f"{job.piece}{record} {job.format} ({job.purpose}): {state}")


def _once(arguments: Namespace, pieces: tuple[str, ...]) -> Built:
    order = order_of(arguments, pieces)
    campaign = load_with_problems(arguments.dir, pieces or None)
    sheets = imposition_of(arguments)
    if arguments.dry_run:
        return dry_run(campaign, order)
    return build(campaign, order, jobs=arguments.jobs, prune=arguments.prune, progress=progress, sheets=sheets)


def _watch(arguments: Namespace, report: Report) -> int:
    """Build, wait for a change, build again, until Ctrl-C. With `--json` each build prints its own object."""
    from pressdesk.base.problem import PressDeskError
    from pressdesk.work.watching import changes

    order_of(arguments, ())  # wrong options are told before the wait begins
    for _ in changes(arguments.dir, arguments.out):
        round_report = Report(report.json)
        try:
            built = _once(arguments, tuple(arguments.pieces))
            add_built(round_report, built)
            round_report.finish(built.status, summary_of(built))
        except PressDeskError as fault:
            round_report.add(problems=fault.problems)
            round_report.finish()
        tell("Waiting for a change; Ctrl-C ends.")
    return 0
