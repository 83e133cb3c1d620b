"""Which press a print file is made for: the campaign's own profile where one fits the preset, or the one shipped."""

from __future__ import annotations

from pathlib import Path

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.colour.profiles import COATED, Profile, read_profile
from pressdesk.output.pdf.options import OutputIntent
from pressdesk.work.purposes import Preset

FOLDER = "profiles"
SUFFIXES = (".icc", ".icm")
UNKNOWN = "Custom"
"""What a PDF calls a condition that is not registered (ISO 32000-1, 14.11.5)."""


class Press(NamedTuple):
    """The profile that a print file is made by, and what the user should know of it."""

    profile: Profile
    problems: tuple[Problem, ...] = ()

    @property
    def intent(self) -> OutputIntent:
        """How the file says which press it is made for."""
        return OutputIntent(self.profile.condition or UNKNOWN, self.profile.data, self.profile.description)


def press_for(preset: Preset, root: Path) -> Press:
    """The press of a preset: the first profile in the campaign's folder `profiles` made for one of its conditions.

    Raises InputError for a profile that cannot be read.
    """
    for path in sorted((root / FOLDER).glob("*")):
        if path.suffix.lower() in SUFFIXES:
            try:
                found = read_profile(path)
            except InputError as fault:
                raise InputError(*(problem.at(file=f"{FOLDER}/{path.name}") for problem in fault.problems)) from None
            if found.is_press and found.condition in preset.conditions:
                return Press(found)
    shipped = read_profile(COATED)
    if shipped.condition in preset.conditions:
        return Press(shipped)
    wanted = " or ".join(preset.conditions)
    missing = Problem(
        "warning",
        "no-press-profile",
        f"There is no profile for this paper ({wanted}); the colours are made for coated paper ({shipped.condition}).",
        "Ask the printer for the profile and take it in with “pressdesk import”.",
        Place(file=FOLDER),
    )
    return Press(shipped, (missing,))
