"""`pressdesk impose`: any PDF on sheets: several to a sheet, a booklet, a leaflet, a poster over many sheets."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressdesk.base.problem import Problem, UsageError
from pressdesk.base.units import MM, parse_length
from pressdesk.cli.report import File, Report

if TYPE_CHECKING:
    from pressdesk.prepress.imposition.values import Imposition


def prepare(name: str, parser: ArgumentParser) -> None:
    del name
    parser.add_argument("files", metavar="FILE.pdf", type=Path, nargs="+", help="PDF files, one after the other")
    add_schemes(parser)
    parser.add_argument("--repeat", action="store_true", help="fill each sheet with one page, as often as it fits")
    parser.add_argument("--booklet", action="store_true", help="two pages to a side, to be folded and stapled")
    parser.add_argument("--tri-fold", action="store_true", help="6 panels or 2 sides of a leaflet folded in three")
    parser.add_argument("--two-sided", action="store_true", help="the pages are fronts and backs in turn")
    parser.add_argument("--stack", action="store_true", help="in order when the cut piles are laid on each other")
    parser.add_argument("--binding", metavar="SIDE", default="left", help="of a booklet: left, or right")
    parser.add_argument("--thickness", metavar="LENGTH", default="0.1mm", help="of a booklet's sheet, against creep")
    parser.add_argument("--out", metavar="FILE", type=Path, help="the file of sheets; beside FILE.pdf when left out")


def add_schemes(parser: ArgumentParser) -> None:
    """The options that `impose` shares with `build` and `merge`."""
    parser.add_argument("--up", metavar="N", type=int, help="N pieces to a sheet, such as 2, 4 or 8")
    parser.add_argument("--tile", metavar="PAPER", help="a poster over sheets of this paper, such as A4")
    parser.add_argument("--paper", metavar="PAPER", help="A4, A3, SRA3, …, or 330x480mm; chosen when left out")
    parser.add_argument("--fit", action="store_true", help="make pages smaller where they do not fit on the paper")
    parser.add_argument("--gutter", metavar="LENGTH", help="between pieces, such as 6mm; chosen when left out")
    parser.add_argument("--margin", metavar="LENGTH", help="left free at the edges of the paper")
    parser.add_argument("--overlap", metavar="LENGTH", default="10mm", help="what the sheets of a poster share")
    parser.add_argument(
        "--enlarge-to", metavar="FORMAT", default="", help="bring a tiled poster to this size, such as A1"
    )
    parser.add_argument("--no-marks", action="store_true", help="leave out the marks for cutting, folding and gluing")


def imposition_of(arguments: Namespace) -> Imposition | None:
    """The imposition that the options ask for, None for none. Raises UsageError."""
    options: dict[str, Any] = vars(arguments)
    asked = {
        "--up": arguments.up is not None or options.get("repeat", False),
        "--tile": bool(arguments.tile),
        "--booklet": options.get("booklet", False),
        "--tri-fold": options.get("tri_fold", False),
    }
    chosen = [name for name, wanted in asked.items() if wanted]
    if len(chosen) > 1:
        raise _wrong("two-schemes", f"{' and '.join(chosen)} cannot be done at once.", "Choose one of them.")
    if not chosen and not arguments.paper:
        return None
    if arguments.up is not None and arguments.up < 1:
        raise _wrong("wrong-number", f"There cannot be {arguments.up} pieces on a sheet.", "Choose 1 or more.")
    binding = options.get("binding", "left")
    if binding not in ("left", "right"):
        raise _wrong("unknown-binding", f"There is no binding “{binding}”.", "It is left or right.")
    if arguments.tile and arguments.paper:
        raise _wrong("two-papers", "--tile names the paper already.", "Leave out --paper.")
    from pressdesk.prepress.imposition.papers import paper_named
    from pressdesk.prepress.imposition.values import Imposition

    for paper in (arguments.tile or arguments.paper, arguments.enlarge_to):
        if paper:
            paper_named(paper)
    schemes = {"--tile": "tiles", "--booklet": "booklet", "--tri-fold": "tri-fold"}
    return Imposition(
        scheme=schemes.get(chosen[0], "n-up") if chosen else "n-up",  # type: ignore[arg-type]
        paper=arguments.tile or arguments.paper or "",
        up=arguments.up or 0,
        repeat=options.get("repeat", False),
        two_sided=options.get("two_sided", False),
        stack=options.get("stack", False),
        fit=arguments.fit,
        gutter=_length(arguments.gutter),
        margin=_length(arguments.margin),
        overlap=_length(arguments.overlap) or 0.0,
        enlarge_to=arguments.enlarge_to,
        thickness=_length(options.get("thickness", "0.1mm")) or 0.0,
        binding=binding,
        marks=not arguments.no_marks,
    )


def run(name: str, arguments: Namespace, report: Report) -> int:
    del name
    order = imposition_of(arguments)
    if order is None:
        remedy = "Say one of --up N, --repeat, --booklet, --tri-fold, --tile PAPER, or a --paper."
        raise _wrong("no-scheme", "It is not said how the pages are to be laid out.", remedy)
    from pressdesk.work.certifying import is_certificate
    from pressdesk.work.imposing import impose_files

    files = [file for file in arguments.files if not is_certificate(file.name)]
    left = len(arguments.files) - len(files)
    path, imposed = impose_files(files or arguments.files, order, arguments.out)
    if files and left:
        them = "A certificate was" if left == 1 else f"{left} certificates were"
        report.add(problems=[Problem("note", "certificate-left-out", f"{them} named too and left out.")])
    count = len(imposed.surfaces)
    report.add([File(path, "pdf", format=imposed.paper, pages=count)], imposed.problems)
    return report.finish(summary=f"{count} {'side' if count == 1 else 'sides'} of {imposed.paper}.")


def _length(text: str | None) -> float | None:
    """A length in points. Raises UsageError."""
    if text is None:
        return None
    try:
        length = parse_length(text if text.strip()[-1:].isalpha() else f"{text}mm")
        if length.unit not in ("mm", "pt") or not 0 <= length.value <= 5000:
            raise ValueError(f"“{text}” is no length here; write it in mm, such as 5mm")
    except ValueError as fault:
        sentence = str(fault)
        raise _wrong("wrong-length", f"{sentence[:1].upper()}{sentence[1:]}.", "") from None
    return length.value * MM if length.unit == "mm" else length.value


def _wrong(code: str, message: str, remedy: str) -> UsageError:
    return UsageError(Problem("error", code, message, remedy))
