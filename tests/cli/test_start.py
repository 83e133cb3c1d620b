"""The process around the command line: its status and its streams, with nothing lost on the way out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=REPOSITORY, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", [("main.py",), ("-m", "pressdesk")])
def test_what_was_printed_arrives_whole_with_the_status(way: tuple[str, ...]) -> None:
    done = run(*way, "templates", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["templates"]
    done = run(*way, "biuld")
    assert done.returncode == 2
    assert "build" in done.stderr


def test_a_bug_shows_its_traceback() -> None:
    broken = "import pressdesk.cli.start as s\ndef main(): raise ZeroDivisionError\ns.main = main\ns.start()"
    done = run("-c", broken)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


def test_a_window_takes_itself_down() -> None:
    code = (
        "import atexit, sys, types, pressdesk.cli.start as s\n"
        "atexit.register(print, 'taken down')\n"
        "sys.modules.update(PySide6=types.ModuleType('PySide6')) if len(sys.argv) > 1 else None\n"
        "s.main = lambda: 3\n"
        "s.start()"
    )
    assert (run("-c", code).returncode, run("-c", code).stdout) == (3, "")
    done = run("-c", code, "window")
    assert (done.returncode, done.stdout) == (3, "taken down\n")
