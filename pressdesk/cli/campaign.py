"""The commands about a campaign's folder: `new`, `add`, `import`, `pack`, `unpack`, `kit`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pressdesk.base.problem import Problem, UsageError
from pressdesk.cli.report import File, Report


def prepare(name: str, parser: ArgumentParser) -> None:
    if name == "unpack":
        parser.add_argument("file", metavar="FILE.pressdesk", type=Path, help="the packed campaign")
    parser.add_argument("dir", metavar="DIR", type=Path, help="the campaign's folder")
    match name:
        case "new":
            parser.add_argument("--sample", action="store_true", help="fill it with the sample campaign")
        case "add":
            parser.add_argument(
                "template", metavar="TEMPLATE", help="such as poster-call; pressdesk templates lists them"
            )
            parser.add_argument("name", metavar="NAME", nargs="?", default="", help="what the piece's files are called")
        case "import":
            parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="the files to take in")
        case "pack":
            parser.add_argument("file", metavar="FILE.pressdesk", type=Path, help="the file to write")
        case "kit":
            parser.add_argument("--out", metavar="FILE.zip", type=Path, help="the file to write")


def run(name: str, arguments: Namespace, report: Report) -> int:
    match name:
        case "new":
            from pressdesk.work.beginning import new_campaign

            folder = new_campaign(arguments.dir, sample=arguments.sample)
            report.add([File(folder / "campaign.toml", "campaign")])
            named = _typed(folder)
            then = f"pressdesk build {named}" if arguments.sample else f"pressdesk add {named} poster-call"
            return report.finish(summary=f"Now: {then}")
        case "add":
            from pressdesk.work.piecing import add_piece

            report.add([File(path, "text") for path in add_piece(arguments.dir, arguments.template, arguments.name)])
            named = _typed(arguments.dir)
            return report.finish(summary=f"Now write in it what the piece says, then: pressdesk build {named}")
        case "import":
            return _import(arguments, report)
        case "pack":
            from pressdesk.work.package import pack

            report.add([File(pack(arguments.dir, arguments.file), "pressdesk")])
            return report.finish()
        case "unpack":
            from pressdesk.work.package import unpack

            report.add([File(unpack(arguments.file, arguments.dir) / "campaign.toml", "campaign")])
            return report.finish()
        case _:
            message = "This version of PressDesk does not make press kits yet."
            raise UsageError(Problem("error", "not-yet", message, "Build the pieces one by one: pressdesk build DIR."))


def _typed(folder: Path) -> str:
    """A folder as it is typed on this system's command line."""
    if sys.platform == "win32":
        return f'"{folder}"' if " " in str(folder) else str(folder)
    from shlex import quote

    return quote(str(folder)) if set(str(folder)) & set(" \t'\"&;|<>()$`*?!#\\") else str(folder)


def _import(arguments: Namespace, report: Report) -> int:
    from pressdesk.work.importing import import_files
    from pressdesk.work.store import load_with_problems

    load_with_problems(arguments.dir)  # refuses a folder that is no campaign before anything is copied
    taken, problems = import_files(arguments.dir, arguments.files)
    report.add([File(arguments.dir / one.path, one.kind) for one in taken], problems)
    lost = len({one.source for one in taken}) < len(set(arguments.files))
    texts = [Path(one.path).stem for one in taken if one.kind == "text"]
    then = f'A piece shows this text with the line: story = "{texts[0]}"' if texts else ""
    return report.finish(3 if lost else None, summary=then)
