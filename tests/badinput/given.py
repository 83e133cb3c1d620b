"""Runs the command line on spoiled campaigns and looks at what it says and leaves behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pressdesk.cli.main import main
from tests.work.given import AS_OF


class Outcome(NamedTuple):
    """What a run of `--json` gave."""

    status: int
    files: list[dict[str, Any]]
    problems: list[dict[str, str]]
    progress: str

    @property
    def pages(self) -> list[dict[str, Any]]:
        """The files but for the certificates that lie beside them."""
        return [file for file in self.files if file["kind"] != "certificate"]

    def the(self, code: str) -> dict[str, str]:
        """The problem of that code; it must have a sentence and say where and what to do."""
        found = [problem for problem in self.problems if problem["code"] == code]
        assert found, f"no problem “{code}” among {self.problems}"
        problem = found[0]
        assert problem["message"].endswith((".", "”.", ")")) and problem["message"][0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        assert problem["remedy"], problem
        assert problem["place"] or problem["piece"], problem
        return problem


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Outcome:
    """The command line in this process, with `--json`."""
    capsys.readouterr()
    status = main([*map(str, words), "--json"])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    result = json.loads(out)
    assert {"files", "problems"} <= set(result)
    return Outcome(status, result["files"], result["problems"], err)


def build(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> Outcome:
    return run(capsys, "build", root, *words, "--as-of", AS_OF, "--jobs", "1")


def halves(root: Path) -> list[str]:
    """Files that an interrupted write would leave."""
    return [path.name for path in root.rglob("*") if path.name.endswith(".part")]
