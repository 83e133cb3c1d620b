"""`pressdesk check`: everything that is wrong with a campaign, or with a finished PDF; `--mend` mends what it can."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from time import monotonic

from pressdesk.base.problem import Problem, UsageError
from pressdesk.cli.report import File, Report, lines_of, tell

_PATIENCE_S = 2.0
_STEPS = {
    "read": "Reading pages",
    "syntax": "Looking for damage",
    "ink": "Weighing ink",
    "codes": "Looking for text and codes",
    "contrast": "Looking for faint letters",
    "proof": "Showing pages",
}


def prepare(name: str, parser: ArgumentParser) -> None:
    del name
    parser.add_argument("path", metavar="DIR|FILE.pdf", type=Path, help="a campaign's folder, or a PDF from anywhere")
    parser.add_argument(
        "pieces", metavar="PIECE", nargs="*", help="the pieces to check; all of them when none is named"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day that counts as today, such as 2026-03-12")
    parser.add_argument("--mend", action="store_true", help="mend in the pieces what needs no judgement")
    parser.add_argument(
        "--proof",
        metavar="DIR",
        type=Path,
        help="of a PDF: write each page as it will look on its paper, ink by ink, and a map of its ink, as pictures",
    )
    parser.add_argument(
        "--profile", metavar="FILE.icc", type=Path, help="with --proof: the press, if not the one the file names"
    )


def run(name: str, arguments: Namespace, report: Report) -> int:
    del name
    if arguments.path.suffix.lower() == ".pdf":
        if arguments.mend:
            message = "A finished PDF is not mended; the piece that it was made of is."
            raise UsageError(Problem("error", "no-mending", message, "Name the campaign's folder instead."))
        problems = _pdf(arguments, report)
        unreadable = False
    elif arguments.proof is not None or arguments.profile is not None:
        message = "Only a finished PDF is shown as it will be printed."
        raise UsageError(Problem("error", "no-proof", message, "Build the piece and name its PDF."))
    else:
        problems, unreadable = _campaign(arguments, report)
    report.add(problems=problems)
    if not report.json:
        lines = lines_of(problems)
        for line in lines:
            print(line)
        notes = sum(line.startswith("Note:") for line in lines)
        count = len(lines) - notes
        well = "Nothing is wrong." if not notes else f"Nothing wrong, {notes} {'note' if notes == 1 else 'notes'}."
        tell(f"{count} {'problem' if count == 1 else 'problems'}." if count else well)
        return 3 if unreadable else report.status
    return report.finish(3 if unreadable else None)


def _pdf(arguments: Namespace, report: Report) -> tuple[Problem, ...]:
    """The problems of a finished PDF, and pictures of it where these are asked for."""
    from pressdesk.prepress.anyfile import look

    progress = _Teller()
    seen = look(arguments.path, progress)
    if arguments.proof is None:
        return seen.problems
    from pressdesk.work.proofing import proof_pictures

    proofed = proof_pictures(arguments.path, arguments.proof, seen, arguments.profile, progress)
    report.add([File(path, "png") for path in proofed.files])
    if not report.json:
        for path in proofed.files:
            tell(f"Written: {path}")
    return (*seen.problems, *proofed.problems)


class _Teller:
    """Says how far it is on standard error, when it takes long."""

    def __init__(self) -> None:
        self._next = monotonic() + _PATIENCE_S

    def __call__(self, what: str, at: int, count: int) -> None:
        if monotonic() > self._next:
            self._next = monotonic() + _PATIENCE_S
            tell(f"{_STEPS[what]}: {at} of {count}")


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
    campaign = load_with_problems(arguments.path, pieces or None)
    if pieces:  # the names in every table are known to the speller, whatever is checked
        campaign = campaign._replace(tables={**load_with_problems(arguments.path).tables, **campaign.tables})
    return check_campaign(campaign, order)
