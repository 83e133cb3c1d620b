"""What a command has to say: files and problems, for people or as JSON; progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pressdesk.base.problem import Place, Problem, has_errors
from pressdesk.base.values import NamedTuple

_SEVERITIES = {"error": "Error", "warning": "Warning", "note": "Note"}


class File(NamedTuple):
    """One line of the results."""

    path: Path
    kind: str
    piece: str = ""
    record: str = ""
    format: str = ""
    pages: int = 0


class Report:
    """Collects what a command found; with `json` it is printed as one object at the end, else line by line."""

    def __init__(self, json: bool) -> None:
        self.json = json
        self.files: list[File] = []
        self.problems: list[Problem] = []
        self.mended: list[Problem] | None = None

    def add(self, files: Iterable[File] = (), problems: Iterable[Problem] = ()) -> None:
        self.files.extend(files)
        self.problems.extend(problems)

    @property
    def status(self) -> int:
        return 1 if has_errors(self.problems) else 0

    def finish(self, status: int | None = None, summary: str = "") -> int:
        """Print everything and give the exit status, which follows from the problems when it is left out."""
        if self.json:
            import json

            text = json.dumps(self.as_json(), ensure_ascii=False, indent=2)
            sys.stdout.write(text + "\n")
        else:
            for file in self.files:
                print(file.path)
            sys.stdout.flush()
            print_problems(self.problems)
            if summary:
                tell(summary)
        return self.status if status is None else status

    def as_json(self) -> dict[str, Any]:
        """The object of the `--json` contract; `mended` is there where mending was asked for."""
        mended = {} if self.mended is None else {"mended": list(map(_as_json, self.mended))}
        return {
            "files": [
                {
                    "piece": file.piece,
                    "record": file.record,
                    "path": str(file.path),
                    "kind": file.kind,
                    "format": file.format,
                    "pages": file.pages,
                    "sha256": _sha256(file.path),
                }
                for file in self.files
            ],
            "problems": list(map(_as_json, self.problems)),
            **mended,
        }


def print_problems(problems: Sequence[Problem]) -> None:
    """One line each on standard error, the same sentence with its place."""
    for line in lines_of(problems):
        tell(line)


def lines_of(problems: Iterable[Problem]) -> list[str]:
    """A line for each problem; one that was met at several places of the pieces is told once, with their number."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        place = problem.place
        apart = "" if place.file and not place.file.startswith("pieces/") else (place.piece, place.row)
        key = (problem.severity, problem.message, problem.remedy, place.file, place.line, place.key, apart)
        found.setdefault(key, []).append(problem)
    return [_line(same) for same in found.values()]


def _line(same: Sequence[Problem]) -> str:
    """The line of a problem with its severity and place; `same` differ only in where on the pieces they were met."""
    problem = same[0]
    place = problem.place
    if len(same) > 1:
        formats = list(dict.fromkeys(one.place.format for one in same))
        one_piece = len({(one.place.piece, one.place.row) for one in same}) == 1
        place = (
            place._replace(box="", format=", ".join(formats)) if one_piece else Place(place.file, place.line, place.key)
        )
    if problem.code == "refused" or (place.file and f"“{place.file}”" in problem.message):
        place = Place()  # the sentence says where
    where = f"{place.piece}: " if place.piece and place.piece not in str(place) else ""
    many = f" ({len(same)} times)" if len(same) > 1 and not place.piece else ""
    return f"{_SEVERITIES[problem.severity]}: {where}{problem._replace(place=place)}{many}"


def tell(line: str) -> None:
    """A line on standard error; when nobody reads it any more, that is no reason to stop."""
    try:
        print(line, file=sys.stderr, flush=True)
    except BrokenPipeError:
        sys.stderr = None


def _as_json(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "piece": problem.place.piece,
        "place": str(problem.place),
        "message": problem.message,
        "remedy": problem.remedy,
    }


def _sha256(path: Path) -> str:
    """The hash of a file; empty for one that was not written (a dry run)."""
    import hashlib

    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
