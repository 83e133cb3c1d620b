"""Edits and saves without end, and says what it has done; the kill test runs it and ends it at any moment."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from pressdesk.work.session import open_session
from tests.work.session.sample import load, save


def main() -> None:
    root, seed = Path(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(seed)
    session = open_session(root, load, save).session
    start = int(session.campaign.facts.get("done", 0))  # type: ignore[arg-type]
    for number in range(start + 1, start + 100_000):
        with session.edit("Count", merge=dice.choice(("", "done", "done"))) as draft:
            draft.fact("done", number)
            draft.content("affiche", "title", "x" * (number % 50))
        print(number, time.monotonic(), flush=True)
        if dice.random() < 0.05:
            session.save()
        time.sleep(dice.random() * 0.01)


if __name__ == "__main__":
    main()
