"""Which press a print file is made for: the campaign's own profile where one fits the preset, or the one shipped."""

from __future__ import annotations

from pathlib import Path

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.colour.profiles import COATED, Profile, read_profile
from pressdesk.output.pdf.options import OutputIntent
from pressdesk.work.presets import Preset, missing_profile

FOLDER = "profiles"
SUFFIXES = (".icc", ".icm")
UNKNOWN = "Custom"
"""What a PDF calls a condition that is not registered (ISO 32000-1, 14.11.5)."""


class Press(NamedTuple):
    """The profile that a print file is made by, and what the user should know of it."""

    profile: Profile
    problems: tuple[Problem, ...] = ()
    ink_limit: int = 400

    @property
    def intent(self) -> OutputIntent:
        """How the file says which press it is made for."""
        profile = self.profile
        return OutputIntent(profile.condition or UNKNOWN, profile.data, profile.description, self.ink_limit)


def press_for(preset: Preset, root: Path, wanted: str = "") -> Press:
    """The press of a preset: by the profile that it names, else the one `wanted` by the brand where that fits the
    paper, else the first of the campaign's folder `profiles` made for a fitting condition, else the one shipped.

    A profile is named by its file or by its condition. Raises InputError for one that cannot be read or printed by.
    """
    return _chosen(preset, root, wanted)._replace(ink_limit=preset.ink_limit)


def _chosen(preset: Preset, root: Path, wanted: str) -> Press:
    own = _profiles(root)
    if preset.profile:
        found = _named(preset.profile, own)
        if found is None:
            raise InputError(missing_profile(preset, preset.profile))
        return Press(_usable(found, preset.profile))
    if wanted:
        found = _named(wanted, own)
        if found is None:
            place = Place(file="campaign.toml", key="brand.profile")
            raise InputError(missing_profile(preset, wanted)._replace(place=place))
        if not found.condition or found.condition in preset.conditions:
            return Press(_usable(found, wanted))
    fitting = [found for found in own.values() if found.is_press and found.condition in preset.conditions]
    shipped = read_profile(COATED)
    if fitting:
        return Press(_usable(fitting[0], fitting[0].description))
    if shipped.condition in preset.conditions:
        return Press(shipped)
    paper = " or ".join(preset.conditions)
    missing = Problem(
        "warning",
        "no-press-profile",
        f"There is no profile for this paper ({paper}); the colours are made for coated paper ({shipped.condition}).",
        "Ask the printer for the profile and take it in with “pressdesk import”.",
        Place(file=FOLDER),
    )
    return Press(shipped, (missing,))


def _profiles(root: Path) -> dict[str, Profile]:
    """The profiles of a campaign by the names of their files."""
    found = {}
    for path in sorted((root / FOLDER).glob("*")):
        if path.suffix.lower() in SUFFIXES:
            try:
                found[path.name] = read_profile(path)
            except InputError as fault:
                raise InputError(*(problem.at(file=f"{FOLDER}/{path.name}") for problem in fault.problems)) from None
    return found


def _named(name: str, own: dict[str, Profile]) -> Profile | None:
    """The campaign's profile of that file name or condition, or the one shipped."""
    for file, profile in own.items():
        if name.casefold() in (file.casefold(), file.rpartition(".")[0].casefold(), f"{FOLDER}/{file}".casefold()):
            return profile
    for profile in (*own.values(), read_profile(COATED)):
        if profile.condition and profile.condition.casefold() == name.replace(" ", "").casefold():
            return profile
    return None


def _usable(profile: Profile, name: str) -> Profile:
    if profile.data is read_profile(COATED).data:
        return profile
    from pressdesk.colour.icc import profile_problems

    faults = profile_problems(profile)
    if faults:
        raise InputError(*(fault.at(file=f"{FOLDER}/{name}") for fault in faults))
    return profile
