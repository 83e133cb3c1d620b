from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.fsio import replacing, write_atomically


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_earlier_file_and_no_rest(tmp_path: Path) -> None:
    target = tmp_path / "été à Noël.txt"
    write_atomically(target, b"one")
    with pytest.raises(OSError, match="disk"), replacing(target) as stream:
        stream.write(b"half")
        raise OSError("disk full")
    assert target.read_bytes() == b"one"
    assert len(list(tmp_path.iterdir())) == 1


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    write_atomically(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == plain.stat().st_mode
