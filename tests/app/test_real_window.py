"""The first poster in a real window: a screen of its own (Xvfb), keys from outside (xdotool), the file on the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pressdesk.work.beginning import new_campaign

CHECKOUT = Path(__file__).resolve().parents[2]
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
WAIT_S = 60.0

pytestmark = pytest.mark.skipif(
    bool(MISSING) or not sys.platform.startswith("linux"), reason=f"needs {' and '.join(MISSING) or 'Linux'}"
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of 1280 × 800 that nobody looks at."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as screen:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}"
        screen.terminate()


def wait_for(found: Callable[[], object], what: str) -> None:
    end = time.monotonic() + WAIT_S
    while not found():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.1)


class Hands:
    """Types into the window that has the keyboard."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def tell(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def windows(self, name: str) -> list[str]:
        return self.tell("search", "--onlyvisible", "--name", name).split()

    def type(self, text: str) -> None:
        self.tell(
            "type", "--delay", "40", text
        )  # no accents: the keys that are lent to them come late on a busy machine

    def key(self, *keys: str) -> None:
        self.tell("key", "--delay", "60", *keys)

    def focus(self, window: str) -> None:
        self.tell("windowfocus", "--sync", window)


def test_the_first_poster_in_a_real_window(display: str, tmp_path: Path) -> None:
    root = new_campaign(tmp_path / "campagne")
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PRESSDESK_HOME": str(tmp_path / "home"),
        "LANG": "fr_FR.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(CHECKOUT),
    }
    hands = Hands(environment)
    command = [sys.executable, "-m", "pressdesk", str(root)]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, env=environment, stderr=log) as program:
        try:
            wait_for(lambda: hands.windows("campagne.*PressDesk"), "the window")
            time.sleep(1)
            hands.focus(hands.windows("campagne.*PressDesk")[0])
            hands.key("ctrl+n")
            wait_for(lambda: hands.windows("Nouvelle pi"), "the dialog of templates")
            hands.focus(hands.windows("Nouvelle pi")[0])
            hands.key("End", "Home", "Right")  # the poster stands second
            hands.key("Tab")
            hands.type("Ma premiere affiche")
            hands.key("Return")
            wait_for(lambda: not hands.windows("Nouvelle pi"), "the end of the dialog")
            hands.focus(hands.windows("campagne.*PressDesk")[0])
            hands.type("Tenons bon, jour et nuit")
            hands.key("Tab", "Tab")
            hands.type("Nous soignons ici")
            time.sleep(0.5)
            hands.key("ctrl+s")
            piece = root / "pieces" / "ma-premiere-affiche.toml"
            wait_for(piece.is_file, "the saved piece")
            hands.key("ctrl+e")
            wait_for(lambda: hands.windows("^Exporter$"), "the export")
            hands.focus(hands.windows("^Exporter$")[0])
            hands.key("Return")
            made = root / "build" / "print" / "ma-premiere-affiche-A3.pdf"
            wait_for(made.is_file, "the poster")
        finally:
            program.terminate()
    text = piece.read_text(encoding="utf-8")
    assert 'template = "poster-call"' in text
    assert 'title = "Tenons bon, jour et nuit"' in text
    assert 'lede = "Nous soignons ici"' in text
    assert b"Traceback" not in (tmp_path / "log").read_bytes()
    from pypdf import PdfReader

    words = " ".join(PdfReader(made).pages[0].extract_text().split()).lower()
    assert "nous soignons ici" in words
    assert "jour" in words
