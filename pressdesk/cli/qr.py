"""`pressdesk qr`: one code in a file, sized for a distance, read back before it is kept."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from io import BytesIO
from pathlib import Path

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.formats import Format
from pressdesk.base.geometry import Path as Outline
from pressdesk.base.geometry import Rect
from pressdesk.base.problem import Place, Problem, RefusedError, UsageError, did_you_mean, has_errors
from pressdesk.base.units import MM, parse_length
from pressdesk.cli.report import File, Report
from pressdesk.display.items import Mark, Shape, Sheet
from pressdesk.qr.geometry import code_path, module_size, scan_distance_m, size_problems
from pressdesk.qr.matrix import matrix
from pressdesk.qr.payload import KINDS, parse, payload_of

KINDS_OF_FILES = {".svg": "svg", ".pdf": "pdf", ".png": "png"}
"""By the ending of the file; a JPEG would blur the edges of the modules."""

PICTURE_DPI = 600


def prepare(name: str, parser: ArgumentParser) -> None:
    del name
    parser.add_argument("payload", metavar="PAYLOAD", help="a link, an address, a telephone number, or any text")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="FILE.svg, FILE.pdf or FILE.png")
    parser.add_argument("--kind", metavar="KIND", help="link, mail, telephone or text; guessed when left out")
    parser.add_argument("--size", metavar="LENGTH", default="40mm", help="the side with its white margin, such as 40mm")
    parser.add_argument("--level", metavar="L", default="M", help="error correction: L, M, Q or H")
    parser.add_argument("--distance", metavar="M", type=float, default=0.0, help="from how many metres it is scanned")
    parser.add_argument("--force", action="store_true", help="keep it although it could not be read back")


def run(name: str, arguments: Namespace, report: Report) -> int:
    del name
    suffix = arguments.out.suffix.lower()
    kind = KINDS_OF_FILES.get(suffix)
    if kind is None:
        wrong = suffix or arguments.out.name
        raise _wrong("unknown-kind", f"A code cannot be written as “{wrong}”.", "Name a file .svg, .pdf or .png.")
    payload = _payload(arguments)
    side = _side(arguments.size)
    level = arguments.level.upper()
    if level not in ("L", "M", "Q", "H"):
        raise _wrong("unknown-level", f"There is no error correction “{arguments.level}”.", "Known are: L, M, Q, H.")
    try:
        modules = matrix(payload, level)
    except ValueError as fault:
        raise _wrong("payload", _sentence(fault), "Shorten it.") from None
    report.add(problems=size_problems(len(modules), side, arguments.distance))
    sheet = _sheet(modules, payload, side)
    data, faults = _file(sheet, kind)
    report.add(problems=faults)
    if has_errors(faults) and not arguments.force:
        raise RefusedError(_unread())
    from pressdesk.base.fsio import write_atomically
    from pressdesk.work.disk import disk_faults

    with disk_faults(arguments.out):
        write_atomically(arguments.out, data)
    report.add([File(arguments.out, kind, pages=1)])
    return report.finish(summary=f"It scans from up to {scan_distance_m(side):.1f} m.")


def _payload(arguments: Namespace) -> str:
    text = arguments.payload
    fields = {"link": "link", "mail": "address", "telephone": "number", "text": "text"}
    if arguments.kind and arguments.kind not in fields:
        known = [kind for kind in KINDS if kind in fields]
        raise _wrong(
            "unknown-kind", f"There is no kind of code “{arguments.kind}”.", did_you_mean(arguments.kind, known)
        )
    try:
        return payload_of(arguments.kind, **{fields[arguments.kind]: text}) if arguments.kind else parse(text)
    except ValueError as fault:
        raise _wrong("payload", _sentence(fault), "") from None


def _side(text: str) -> float:
    try:
        length = parse_length(text)
        if length.unit not in ("mm", "pt", "px") or length.value <= 0:
            raise ValueError(f"“{text}” is no size of a code; write it in mm, such as 40mm")
    except ValueError as fault:
        raise _wrong("wrong-length", _sentence(fault), "") from None
    side = length.points(0, 0)
    if side > 2000 * MM:
        raise _wrong("wrong-length", f"A code of {text} is larger than any sheet.", "Choose at most 2000mm.")
    return side


def _sheet(modules: tuple[tuple[bool, ...], ...], payload: str, side: float) -> Sheet:
    box = Rect(0, 0, side, side)
    items = (
        Shape(Outline.rect(box), fill=WHITE),
        Shape(code_path(modules, box), fill=BLACK),
        Mark("code", box, "qr", payload, module_size(len(modules), side), scan_distance_m(side)),
    )
    return Sheet(Format("code", side, side, "code"), items, title=payload)


def _file(sheet: Sheet, kind: str) -> tuple[bytes, list[Problem]]:
    """The bytes of the file, and what reading the code back found."""
    from pressdesk.output.pdf import PdfOptions
    from pressdesk.output.registry import EXPORTS, ExportOptions
    from pressdesk.prepress.proof import proof_codes

    pdf = PdfOptions(mode="cmyk" if kind == "pdf" else "rgb", title=sheet.title, links=False)
    options = ExportOptions(pdf, dpi=PICTURE_DPI)
    page = BytesIO()
    EXPORTS["pdf"].write([sheet], page, options)
    faults = [found for found in proof_codes(page.getvalue(), [sheet]) if isinstance(found, Problem)]
    if kind == "pdf":
        return page.getvalue(), faults
    stream = BytesIO()
    EXPORTS[kind].write([sheet], stream, options._replace(page=page.getvalue()))
    return stream.getvalue(), faults


def _unread() -> Problem:
    message = "The code was not written because it cannot be read back."
    return Problem("error", "refused", message, "Make it larger or its text shorter, or insist with --force.")


def _wrong(code: str, message: str, remedy: str) -> UsageError:
    return UsageError(Problem("error", code, message, remedy, Place()))


def _sentence(fault: ValueError) -> str:
    text = str(fault).strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"
