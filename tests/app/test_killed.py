"""The window itself is killed while it edits and saves: the folder opens, at most the last half second is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pressdesk.app.window import store_save
from pressdesk.work.session import open_session
from pressdesk.work.store import load_with_problems

CHECKOUT = Path(__file__).resolve().parents[2]
GRACE_S = 0.5 + 0.4  # what may be lost, and what a busy machine may need to get the line onto the disk


def kill_once(root: Path, home: Path, seed: int) -> None:
    dice = random.Random(seed)
    command = [sys.executable, "-m", "tests.app.killed", str(root), str(seed)]
    environment = {**os.environ, "PRESSDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline()]
        time.sleep(0.05 + dice.random() * 0.9)
        killed = time.monotonic()
        child.kill()
        told += child.stdout.readlines()
    done = [(int(number), float(at)) for number, at in (line.split() for line in told if line.endswith("\n"))]
    assert done, "the window did not come up"
    safe = max((number for number, at in done if at < killed - GRACE_S), default=done[0][0] - 1)
    opened = open_session(root, load_with_problems, store_save)
    campaign = opened.session.campaign
    assert not opened.session.readonly
    assert not [problem for problem in campaign.problems if problem.severity == "error"]
    found = int(str(campaign.pieces["poster"].content.get("lede") or 0))
    assert safe <= found <= done[-1][0] + 1
    opened.session.close()
    assert not list(root.rglob("*.part"))
    assert not (home / "log").exists()


def test_the_window_is_killed_at_any_moment(small: Path, home: Path) -> None:
    for seed in range(8):
        kill_once(small, home, seed)


@pytest.mark.full
@pytest.mark.parametrize("ten", range(10))
def test_the_window_is_killed_a_hundred_times(small: Path, home: Path, ten: int) -> None:
    for seed in range(10):
        kill_once(small, home, 1000 + 10 * ten + seed)
