"""A kill at any moment: the folder opens, and at most the last half second is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pressdesk.work.session import open_session
from tests.work.session.sample import folder, load, save

CHECKOUT = Path(__file__).resolve().parents[3]
GRACE_S = 0.5 + 0.4  # what may be lost, and what a busy machine may need to get the line onto the disk


def kill_once(root: Path, seed: int) -> None:
    dice = random.Random(seed)
    command = [sys.executable, "-m", "tests.work.session.killed", str(root), str(seed)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline()]
        time.sleep(0.05 + dice.random() * 0.8)
        killed = time.monotonic()
        child.kill()
        told += child.stdout.readlines()
    done = [(int(number), float(at)) for number, at in (line.split() for line in told if line.endswith("\n"))]
    safe = max((number for number, at in done if at < killed - GRACE_S), default=0)
    opened = open_session(root, load, save)
    now = opened.session.campaign
    found = int(now.facts.get("done", 0))  # type: ignore[arg-type]
    assert not opened.session.readonly
    assert safe <= found <= done[-1][0] + 1
    assert now.pieces["affiche"].content["title"] == ("x" * (found % 50) if found else "Tenons bon")
    opened.session.close()


def test_a_few_kills(tmp_path: Path) -> None:
    root = folder(tmp_path / "c")
    for seed in range(4):
        kill_once(root, seed)


@pytest.mark.full
def test_a_hundred_kills(tmp_path: Path) -> None:
    root = folder(tmp_path / "c")
    for seed in range(100):
        kill_once(root, 1000 + seed)
