"""A copy of an open campaign somewhere else, with what is not saved yet."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from pressdesk.base.problem import Problem, UsageError
from pressdesk.model.campaign import Campaign
from pressdesk.work.disk import disk_faults
from pressdesk.work.package import SUFFIX, pack
from pressdesk.work.store.saving import save
from pressdesk.work.store.schema import MADE_FOLDERS


def save_copy(campaign: Campaign, saved: Campaign, target: Path) -> Path:
    """Write a campaign as it is now to `target`, a folder or a `.pressdesk` file; `saved` is what its own folder says.

    All of it or nothing; the campaign's own folder is only read. What the program made (`build`, the journal) is left
    out. Raises UsageError for a folder that is in use or lies inside the campaign, RefusedError when the disk refuses.
    """
    if target.suffix == SUFFIX:
        with disk_faults(target), tempfile.TemporaryDirectory(prefix="pressdesk-") as room:
            return pack(_copied(campaign, saved, Path(room) / "copy"), target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise _refused(f"“{target}” is not empty; nothing was written.")
    if target.resolve().is_relative_to(campaign.root.resolve()):
        raise _refused(f"“{target}” lies inside the campaign; nothing was written.")
    with disk_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".", dir=target.parent))
        try:
            copy = _copied(campaign, saved, beside / "copy")
            with suppress(FileNotFoundError):
                target.rmdir()
            copy.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return target


def _copied(campaign: Campaign, saved: Campaign, copy: Path) -> Path:
    root = campaign.root

    def made(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if name in MADE_FOLDERS} if Path(folder).samefile(root) else set()

    shutil.copytree(root, copy, ignore=made)
    for path in (copy, *copy.rglob("*")):  # a copy of what may only be read is there to be written
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | 0o200)
    save(campaign._replace(root=copy), saved._replace(root=copy))
    return copy


def _refused(message: str) -> UsageError:
    return UsageError(Problem("error", "folder-in-use", message, "Name a folder that is empty or not there yet."))
