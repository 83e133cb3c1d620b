"""What a command has to say: files and problems, for people or as JSON; progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pressdesk.base.problem import Problem, has_errors

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
        """The object of the `--json` contract."""
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
            "problems": [
                {
                    "severity": problem.severity,
                    "code": problem.code,
                    "piece": problem.place.piece,
                    "place": str(problem.place),
                    "message": problem.message,
                    "remedy": problem.remedy,
                }
                for problem in self.problems
            ],
        }


def print_problems(problems: Sequence[Problem]) -> None:
    """One line each on standard error, the same sentence with its place."""
    for problem in problems:
        piece = problem.place.piece
        where = f"{piece}: " if piece and piece not in str(problem.place) else ""
        tell(f"{_SEVERITIES[problem.severity]}: {where}{problem}")


def tell(line: str) -> None:
    """A line on standard error; when nobody reads it any more, that is no reason to stop."""
    try:
        print(line, file=sys.stderr, flush=True)
    except BrokenPipeError:
        sys.stderr = None


def _sha256(path: Path) -> str:
    """The hash of a file; empty for one that was not written (a dry run)."""
    import hashlib

    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
