"""The window on a real screen (Xvfb), with keys and clicks that come through the X server (xdotool)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool (Debian: xvfb, xdotool)"
)
LETTER_MS = 70
"""Between two keys; xdotool maps letters with accents anew for each, and is too quick below 25 ms."""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of programs on a screen of its own."""
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[tells], stderr=subprocess.DEVNULL) as server:
        os.close(tells)
        try:
            with os.fdopen(told) as stream:
                number = stream.readline().strip()
            assert number, "Xvfb did not start"
            yield {
                **os.environ,
                "DISPLAY": f":{number}",
                "QT_QPA_PLATFORM": "xcb",
                "PRESSDESK_HOME": str(tmp_path / "home"),
                "PYTHONPATH": str(CHECKOUT),
                "LC_ALL": "C.UTF-8",
            }
        finally:
            server.terminate()


def wait(reached: Callable[[], object], what: str, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, f"still waiting for {what}"
        time.sleep(0.1)


def test_first_poster_in_a_real_window(screen: dict[str, str], small: Path) -> None:
    def do(*words: str) -> str:
        run = subprocess.run(["xdotool", *words], env=screen, capture_output=True, text=True, check=False, timeout=60)
        return run.stdout.strip()

    def key(*names: str) -> None:
        do("key", "--delay", "120", *names)
        time.sleep(0.4)

    def closed() -> bool:
        """Whether the dialog of the export is gone; as long as it is at work, a key stops it first."""
        key("Escape")
        return not do("search", "--onlyvisible", "--name", "^(Export|Exporter)$")

    def write(text: str) -> None:
        do("type", "--delay", str(LETTER_MS), text)
        time.sleep(0.4)

    (small / "pieces" / "poster.toml").unlink()
    (small / "pieces" / "flyer.toml").unlink()
    command = [sys.executable, str(CHECKOUT / "main.py"), str(small)]
    with subprocess.Popen(command, env=screen, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        try:
            wait(lambda: do("search", "--onlyvisible", "--name", "Les lampes"), "the window")
            window = do("search", "--onlyvisible", "--name", "Les lampes").split()[0]
            do("windowfocus", "--sync", window)
            time.sleep(1.5)
            key("ctrl+n")
            wait(lambda: do("search", "--onlyvisible", "--name", "^(New piece|Nouvelle pièce)$"), "the templates")
            dialog = do("search", "--onlyvisible", "--name", "^(New piece|Nouvelle pièce)$").split()[0]
            do("windowfocus", "--sync", dialog)
            time.sleep(0.5)
            for _ in range(6):  # to the template of a poster, by its first letters
                key("Left")
            write("Affiche")
            key("Return")
            do("windowfocus", "--sync", window)
            time.sleep(1.0)
            write("Tenons bon à l’été")
            key("ctrl+s")
            wait(lambda: list((small / "pieces").glob("*.toml")), "the saved piece")
            (file,) = (small / "pieces").glob("*.toml")
            saved = tomllib.loads(file.read_text(encoding="utf-8"))
            assert saved["content"]["title"] == "Tenons bon à l’été"
            key("ctrl+e")
            time.sleep(1.0)
            focus = do("search", "--onlyvisible", "--name", "^(Export|Exporter)$").split()[0]
            do("windowfocus", "--sync", focus)
            key("Return")
            wait(lambda: list((small / "build").rglob("*.pdf")), "the file")
            wait(closed, "the end of the export")
            do("windowfocus", "--sync", window)
            key("ctrl+q")
            assert program.wait(timeout=20) == 0
        finally:
            program.kill()
        assert program.stdout is not None
        said = program.stdout.read()
    assert "Traceback" not in said
    assert not (small.parent / "home" / "log").exists()
