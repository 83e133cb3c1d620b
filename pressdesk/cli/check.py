"""`pressdesk check`: everything that is wrong with a campaign, or with a finished PDF; `--mend` mends what it can."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pressdesk.base.problem import Problem, UsageError
from pressdesk.cli.report import Report, lines_of, tell


def prepare(name: str, parser: ArgumentParser) -> None:
    del name
    parser.add_argument("path", metavar="DIR|FILE.pdf", type=Path, help="a campaign's folder, or a PDF from anywhere")
    parser.add_argument(
        "pieces", metavar="PIECE", nargs="*", help="the pieces to check; all of them when none is named"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day that counts as today, such as 2026-03-12")
    parser.add_argument("--mend", action="store_true", help="mend in the pieces what needs no judgement")


def run(name: str, arguments: Namespace, report: Report) -> int:
    del name
    if arguments.path.suffix.lower() == ".pdf":
        from pressdesk.work.checking import check_pdf

        if arguments.mend:
            message = "A finished PDF is not mended; the piece that it was made of is."
            raise UsageError(Problem("error", "no-mending", message, "Name the campaign's folder instead."))
        problems = tuple(check_pdf(arguments.path))
        unreadable = False
    else:
        problems, unreadable = _campaign(arguments, report)
    report.add(problems=problems)
    if not report.json:
        lines = lines_of(problems)
        for line in lines:
            print(line)
        count = sum(not line.startswith("Note:") for line in lines)
        tell("Nothing is wrong." if not count else f"{count} {'problem' if count == 1 else 'problems'}.")
        return 3 if unreadable else report.status
    return report.finish(3 if unreadable else None)


def _campaign(arguments: Namespace, report: Report) -> tuple[tuple[Problem, ...], bool]:
    """The problems of a campaign's folder, after mending where that is asked for, and whether it could not be read."""
    from pressdesk.cli.build import day_of
    from pressdesk.work.checking import check_campaign
    from pressdesk.work.plan import Order
    from pressdesk.work.store import load_with_problems

    pieces = tuple(arguments.pieces)
    order = Order(day_of(arguments.as_of), pieces)
    if arguments.mend:
        from pressdesk.work.mending import mend_folder

        mended, written = mend_folder(arguments.path, order)
        report.mended = list(mended.done)
        if not report.json:
            for line in lines_of(mended.done):
                print(f"Mended: {line}")
            for path in written:
                tell(f"Written: {path}")
    return check_campaign(load_with_problems(arguments.path, pieces or None), order)
