"""Opening a campaign that cannot be written: it is told why, in plain words, and can be read."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pressdesk.work.beginning import new_campaign
from pressdesk.work.session import open_session
from pressdesk.work.store import load


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EROFS, "The disk is read-only"),
        (errno.EACCES, "You may not write in this folder"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "The folder cannot be written"),
    ],
)
def test_why_a_campaign_can_only_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    root = new_campaign(tmp_path / "c")

    def fails(_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("pressdesk.work.session.opening.Lock.take", fails)
    opened = open_session(root, load, lambda _before, _after: None)
    assert [problem.code for problem in opened.problems] == ["folder-read-only"]
    assert opened.problems[0].message.startswith(told)
    assert opened.session.readonly
