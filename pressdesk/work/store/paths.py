"""Paths within a campaign folder, none of which may lead out of it."""

from __future__ import annotations

import os
from pathlib import Path

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.regex import regex

_DRIVE = regex(r"[A-Za-z]:|[\\/]")


def within(root: Path, relative: str, place: Place = Place()) -> Path:  # noqa: B008 - a Place is a value
    """The file that a path of the campaign means; raises InputError when it leads out of the folder.

    Absolute paths, `..` beyond the folder and links to files outside are refused.
    """
    parts = relative.replace("\\", "/").split("/")
    if _DRIVE.match(relative) or ".." in parts or "\0" in relative:
        raise _leaves(relative, place)
    path = root.joinpath(*parts)
    if not stays_inside(root, path):
        raise _leaves(relative, place)
    return path


def stays_inside(root: Path, path: Path) -> bool:
    """Whether the file, links followed, lies in the folder."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    return real == base or real.startswith(base.rstrip(os.sep) + os.sep)


def _leaves(relative: str, place: Place) -> InputError:
    return InputError(
        Problem(
            "error",
            "outside-campaign",
            f"The path “{relative}” leads out of the campaign's folder.",
            "Copy the file into the campaign (pressdesk import) and name that copy.",
            place,
        )
    )
