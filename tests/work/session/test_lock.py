from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressdesk.work.session.lock import Lock, LockedError


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    lock = Lock.take(tmp_path)
    with pytest.raises(LockedError) as told:
        Lock.take(tmp_path)
    assert told.value.holder.process == os.getpid()
    lock.release()
    lock.release()
    Lock.take(tmp_path).release()


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from pressdesk.work.session.lock import Lock; "
        "Lock.take(Path(sys.argv[1])); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).resolve().parents[3], check=False)
    Lock.take(tmp_path).release()
