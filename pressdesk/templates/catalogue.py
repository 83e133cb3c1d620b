"""Where templates are found: the campaign's own folder first, then those that come with the program."""

from __future__ import annotations

from pathlib import Path

from pressdesk.base import paths
from pressdesk.base.problem import InputError, Place, Problem, did_you_mean
from pressdesk.base.values import NamedTuple
from pressdesk.templates.reading import FILE, read_template
from pressdesk.templates.tree import Template


class Found(NamedTuple):
    """A template that can be named, and whether it is the campaign's own."""

    name: str
    folder: Path
    own: bool = False


def template_named(name: str, campaign_root: Path | None = None) -> Template:
    """The template of that name, the campaign's own before a built-in one.

    A file that did not change is read once in a process. Raises InputError: the name is unknown (with the nearest
    known one), or the template has faults (all of them).
    """
    for folder in _folders(campaign_root):
        if _is_name(name) and (folder / name / FILE).is_file():
            return _read(folder / name)
    known = [found.name for found in templates_available(campaign_root)]
    raise InputError(
        Problem("error", "unknown-template", f"There is no template “{name}”.", did_you_mean(name, known),
                Place(key="template"))
    )  # fmt: skip


def templates_available(campaign_root: Path | None = None) -> list[Found]:
    """All templates that can be named, by name; a campaign's own hides the built-in one of the same name."""
    found: dict[str, Found] = {}
    for folder in _folders(campaign_root):
        try:
            names = sorted(entry.name for entry in folder.iterdir() if (entry / FILE).is_file())
        except OSError:
            continue
        for name in names:
            found.setdefault(name, Found(name, folder / name, folder is not paths.TEMPLATES))
    return [found[name] for name in sorted(found)]


def _folders(campaign_root: Path | None) -> list[Path]:
    return [*([campaign_root / "templates"] if campaign_root is not None else []), paths.TEMPLATES]


def _is_name(name: str) -> bool:
    return bool(name) and not name.startswith(".") and not any(char in name for char in "/\\:\0")


_read_before: dict[Path, tuple[tuple[int, int], Template]] = {}


def _read(folder: Path) -> Template:
    status = (folder / FILE).stat()
    stamp = (status.st_mtime_ns, status.st_size)
    known = _read_before.get(folder)
    if known is None or known[0] != stamp:
        known = stamp, read_template(folder)
        _read_before[folder] = known
    return known[1]
