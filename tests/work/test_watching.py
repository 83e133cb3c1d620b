from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pressdesk.work.watching import changes
from tests.work.given import campaign, put


def test_a_round_begins_at_once_and_after_each_change_has_come_to_rest(tmp_path: Path) -> None:
    root = campaign(tmp_path / "c")
    steps: Iterator[Callable[[], object]] = iter(
        [
            lambda: None,
            lambda: put(root, "build/print/a.pdf", "made"),
            lambda: put(root, ".pressdesk/journal", "made"),
            lambda: put(root, "out/a.pdf", "made"),
            lambda: put(root, "texts/a.md", "one"),
            lambda: put(root, "texts/a.md", "one two"),
            lambda: None,
            (root / "texts/a.md").unlink,
            lambda: None,
        ]
    )
    done: list[int] = []

    def pause() -> None:
        done.append(len(done))
        next(steps)()

    rounds = changes(root, root / "out", pause=pause)
    next(rounds)
    assert done == []
    next(rounds)
    assert len(done) == 7
    next(rounds)
    assert len(done) == 9
