"""A campaign as one file, `NAME.pressdesk`: the folder as a ZIP, without what the program made."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from pressdesk.base.fsio import replacing
from pressdesk.base.problem import InputError, Place, Problem, UsageError
from pressdesk.work.disk import disk_faults
from pressdesk.work.store import load_with_problems
from pressdesk.work.store.paths import stays_inside
from pressdesk.work.store.schema import CAMPAIGN_FILE, MADE_FOLDERS

SUFFIX = ".pressdesk"
MOST_FILES = 20_000
MOST_BYTES = 8 * 1024**3
MOST_GROWTH = 200
"""How many times larger than packed a file of more than a megabyte may become; text rarely passes 20."""

_STORED = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".zip", ".pdf", ".woff2")
_BLOCK = 1 << 20


def pack(root: Path, target: Path) -> Path:
    """Write the campaign in `root` to `target`; the same campaign gives the same bytes.

    Raises InputError when there is no campaign or a link leads out of it, RefusedError when the disk refuses.
    """
    campaign = load_with_problems(root)
    if target.suffix != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    files = list(_files(root, target))
    outside = [name for name, path in files if not stays_inside(root, path)]
    if outside:
        raise InputError(*(_leads_out(name) for name in outside))
    moment = campaign.updated.timetuple()[:6] if campaign.updated.year >= 1980 else (1980, 1, 1, 0, 0, 0)
    with disk_faults(target), replacing(target, durable=True) as stream, zipfile.ZipFile(stream, "w") as archive:
        for name, path in files:
            entry = zipfile.ZipInfo(name, moment)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_STORED) else zipfile.ZIP_DEFLATED
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as sink:
                shutil.copyfileobj(source, sink, _BLOCK)
    return target


def unpack(package: Path, folder: Path) -> Path:
    """Unpack a `.pressdesk` file into a folder that is empty or not there yet; all of it or nothing.

    Raises InputError for a file that is broken, no campaign, or made to do harm; UsageError for a folder in use.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            Problem("error", "folder-in-use", f"“{folder}” is not empty.", "Name a folder that is not there yet.")
        )
    try:
        with zipfile.ZipFile(package) as archive:
            entries = _checked(archive, package)
            with disk_faults(folder):
                _extract(archive, entries, package, folder)
    except FileNotFoundError:
        raise InputError(
            Problem("error", "missing-file", f"There is no file “{package}”.", "Check its name.")
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise InputError(_broken(package, str(fault).lower() or "it is cut off")) from None
    except (IsADirectoryError, PermissionError) as fault:
        raise InputError(_broken(package, (fault.strerror or "").lower())) from None
    return folder


def _files(root: Path, target: Path) -> Iterator[tuple[str, Path]]:
    """Every file that people made, by its name within the campaign, in order."""
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = sorted(n for n in names if not n.startswith(".") and not (here == root and n in MADE_FOLDERS))
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and path != target and path.suffix != SUFFIX:
                yield path.relative_to(root).as_posix(), path


def _checked(archive: zipfile.ZipFile, package: Path) -> list[zipfile.ZipInfo]:
    """The entries, after a look at every name and size; nothing is unpacked before all are known to be harmless."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if CAMPAIGN_FILE not in {entry.filename for entry in entries}:
        remedy = f"A packed campaign holds {CAMPAIGN_FILE} at its top."
        raise InputError(Problem("error", "not-a-campaign", f"“{package.name}” is not a packed campaign.", remedy))
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if not _is_harmless(name) or stat.S_ISLNK(entry.external_attr >> 16):
            raise InputError(_leads_out(name))
        if name.casefold() in seen:
            raise InputError(_broken(package, f"it holds “{name}” twice"))
        seen.add(name.casefold())
        if entry.file_size > _BLOCK and entry.file_size > MOST_GROWTH * max(1, entry.compress_size):
            raise InputError(_too_large(package))
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise InputError(_too_large(package))
    return entries


def _is_harmless(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name)


def _extract(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], package: Path, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
    try:
        for entry in entries:
            path = draft / entry.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            left = entry.file_size
            with archive.open(entry) as source, path.open("wb") as sink:
                while block := source.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise InputError(_too_large(package))
                    sink.write(block)
        draft.chmod(0o755)
        with suppress(FileNotFoundError):
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _leads_out(name: str) -> Problem:
    return Problem(
        "error",
        "outside-campaign",
        f"“{name}” leads out of the campaign's folder.",
        "Nothing was written; ask the sender for a clean file.",
        Place(file=name),
    )


def _too_large(package: Path) -> Problem:
    message = f"“{package.name}” would become far larger than a campaign is."
    return Problem("error", "too-large", message, "Nothing was written; ask the sender for a clean file.")


def _broken(package: Path, why: str) -> Problem:
    message = f"“{package.name}” cannot be unpacked: {why}."
    return Problem("error", "broken-package", message, "Ask for it again; it may have been cut off on its way.")
