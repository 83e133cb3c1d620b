"""Presets: how files are finished for a kind of printer. The program's own, the campaign's and the user's, as TOML.

A file `presets/NAME.toml` in the campaign, or in the user's settings, is a preset of that name:

    format = 1
    base = "offset-uncoated"        what is not said here is as there; "offset-coated" when left out
    title = "Imprimerie du Marché"
    standard = "PDF/X-1a:2003"      or "PDF/X-4"
    profile = "press.icc"           a file of the campaign's folder profiles, or a condition such as "FOGRA52"
    conditions = ["FOGRA52"]        the printing conditions that fit the paper
    ink = 260                       the most ink, in per cent
    bleed_mm = 5                    0 for none; by the page's size when left out
    safe_mm = 5                     what text keeps from the cut
    marks = ["crop", "fold", "registration", "colour-bar", "slug-line"]
    distance_m = 3                  from how far it is looked at
    ppi = 200                       of pictures, in files for offices and screens
    [findings]                      how grave what preflight finds is here, by its code (see prepress/limits.py):
    hairline = "warning"            "error" stops the file, "warning" and "note" are told, "off" is not
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.paths import config_folder
from pressdesk.base.problem import InputError, Place, Problem, UsageError, did_you_mean
from pressdesk.base.values import NamedTuple
from pressdesk.output.pdf.options import STANDARDS, Standard
from pressdesk.work.purposes import Purpose

if TYPE_CHECKING:
    from pressdesk.prepress.limits import Changes, Gravity, Limits
    from pressdesk.prepress.marks import MarkKind
    from pressdesk.work.store.checker import Node

FOLDER = "presets"
GRAVITIES: tuple[Gravity, ...] = ("error", "warning", "note", "off")
LARGEST_BLEED_MM = 50.0
COATED = ("FOGRA39", "FOGRA51", "CGATS TR 006", "CGATS21-2-CRPC6")
UNCOATED = ("FOGRA47", "FOGRA52", "FOGRA29")
_ALL_MARKS: tuple[MarkKind, ...] = ("crop", "fold", "registration", "colour-bar", "slug-line")


class Preset(NamedTuple):
    """How a file is finished: the kinds of marks around the trim, whether artwork is let out over it and by how many
    millimetres (0: by the page's size), the printing conditions that fit, the most ink in per cent, from how many
    metres it is looked at, the standard, the profile, the resolution of pictures (0: as they are), and whether it is
    held to what is asked of large sheets."""

    marks: tuple[MarkKind, ...] = ()
    bleed: bool = True
    conditions: tuple[str, ...] = COATED
    ink_limit: int = 300
    distance_m: float = 1.0
    purpose: Purpose = "print"
    standard: Standard = "PDF/X-4"
    profile: str = ""
    bleed_mm: float = 0.0
    safe_mm: float = 5.0
    ppi: float = 0.0
    large: bool = False
    title: str = ""
    file: str = ""
    severities: Changes = ()


PRESETS: dict[str, Preset] = {
    "offset-coated": Preset(_ALL_MARKS, title="offset on coated paper"),
    "offset-uncoated": Preset(_ALL_MARKS, True, UNCOATED, 280, title="offset on uncoated paper"),
    "digital": Preset(("crop", "fold"), title="digital press"),
    "large-format": Preset(("crop", "slug-line"), distance_m=2.0, large=True, title="large posters, seen from 2 m"),
    "office": Preset((), bleed=False, purpose="office", ppi=300.0, title="office printer: no bleed, no marks"),
    "screen": Preset((), bleed=False, purpose="screen", ppi=200.0, title="to be sent and read: small, with links"),
}
DEFAULT_PRESET = "offset-coated"
UNDER_PICTURES = ("faint-text", "unseen-text")
"""What is judged on sheets alone where transparency becomes a picture, with the text under it once more in it."""

_USUAL: dict[Purpose, str] = {"print": DEFAULT_PRESET, "office": "office"}
"""The preset of a purpose; that of all others is `screen`."""


def preset_named(name: str, root: Path | None = None) -> Preset:
    """The preset of that name: the campaign's in `root`, the user's, or the program's.

    Raises UsageError for an unknown name, InputError for a file with errors in it.
    """
    path = _files(root).get(name)
    if path is not None:
        return read_preset(path, root)
    if name not in PRESETS:
        known = [*PRESETS, *_files(root)]
        raise UsageError(Problem("error", "unknown-preset", f"There is no preset “{name}”.", did_you_mean(name, known)))
    return PRESETS[name]


def preset_for(purpose: Purpose, name: str = "", root: Path | None = None) -> Preset:
    """The preset of that name where it is one for the purpose, else the purpose's usual one. Raises as above."""
    if name:
        found = preset_named(name, root)
        if found.purpose == purpose:
            return found
    return PRESETS[_USUAL.get(purpose, "screen")]


def purpose_of(name: str, purpose: Purpose | None, root: Path | None = None) -> Purpose | None:
    """What an order is for that names this preset and perhaps a purpose; raises UsageError where the two differ."""
    if not name:
        return purpose
    found = preset_named(name, root).purpose
    if purpose in (None, found):
        return found
    message = f"The preset “{name}” is for {found}, not for {purpose}."
    fitting = [known for known, preset in PRESETS.items() if preset.purpose == purpose]
    remedy = f"Leave out --preset, or take {' or '.join(fitting)}." if fitting else "Leave out --preset."
    raise UsageError(Problem("error", "other-preset", message, remedy))


def presets_available(root: Path | None = None) -> Iterator[tuple[str, Preset | InputError]]:
    """Every preset by name, those of the program first; in place of a file with errors, what is wrong with it."""
    files = _files(root)
    for name, preset in PRESETS.items():
        if name not in files:
            yield name, preset
    for name, path in files.items():
        try:
            yield name, read_preset(path, root)
        except InputError as fault:
            yield name, fault


def standard_named(name: str) -> Standard:
    """The standard of that name, also written shorter; raises UsageError.

    >>> standard_named("x-1a")
    'PDF/X-1a:2003'
    """
    plain = name.casefold().removeprefix("pdf/").removesuffix(":2003").replace("-", "")
    for known in STANDARDS:
        if known.casefold().removeprefix("pdf/").removesuffix(":2003").replace("-", "") == plain:
            return known
    message = f"PressDesk does not write “{name}”."
    raise UsageError(Problem("error", "unknown-standard", message, f"It writes {' and '.join(STANDARDS)}."))


def limits_of(preset: Preset, *, flat: bool = False) -> Limits:
    """What files of a preset are held to after they were written; `flat` when transparency was painted in them."""
    from pressdesk.base.units import MM
    from pressdesk.prepress.limits import LARGE, OFFICE, SCREEN, Limits

    severities: Changes = {"print": LARGE if preset.large else (), "office": OFFICE}.get(preset.purpose, SCREEN)
    severities = (*severities, *preset.severities)
    if flat:
        severities = (*severities, *[(code, "off") for code in UNDER_PICTURES])
    limits = Limits(ink=preset.ink_limit, distance_m=preset.distance_m, safe=preset.safe_mm * MM, severities=severities)
    if preset.bleed_mm or not preset.bleed:
        return limits._replace(bleed=preset.bleed_mm * MM)
    return limits


def read_preset(path: Path, root: Path | None = None) -> Preset:
    """The preset in a TOML file. Raises InputError with everything that is wrong in it."""
    from pressdesk.work.store.checker import Node
    from pressdesk.work.store.files import read_toml

    inside = root is not None and path.is_relative_to(root)
    folder, file = (
        (root, path.relative_to(root).as_posix()) if root is not None and inside else (path.parent, path.name)
    )
    problems: list[Problem] = []
    document = read_toml(folder, file, "preset", problems)
    found = _preset(Node(*document), file if inside else str(path)) if document is not None else Preset()
    if problems and not inside:
        problems = [problem._replace(place=problem.place._replace(file=str(path))) for problem in problems]
    if problems:  # a key that is not understood may be the one that matters to the printer
        raise InputError(*(problem._replace(severity="error") for problem in problems))
    return found


def _preset(node: Node, file: str) -> Preset:
    node.known.append("format")
    base = _choice(node, "base", DEFAULT_PRESET, list(PRESETS))
    start = PRESETS[base]
    bleed_mm = node.number("bleed_mm", -1.0)
    if bleed_mm > LARGEST_BLEED_MM or (bleed_mm < 0 and "bleed_mm" in node):
        node.fault("bleed_mm", f"“bleed_mm” must be from 0 to {LARGEST_BLEED_MM:g}, and is {bleed_mm:g}.")
    limit = node.number("ink", start.ink_limit, above=0)
    if limit > 400:
        node.fault("ink", f"“ink” is at most 400 per cent, and is {limit:g}.", "Four inks in full are 400.")
    told = "bleed_mm" in node
    made = start._replace(
        title=node.text("title", start.title),
        standard=standard_named(_choice(node, "standard", start.standard, list(STANDARDS))),
        profile=node.text("profile", start.profile),
        conditions=node.texts("conditions") or start.conditions,
        ink_limit=round(limit),
        bleed=bleed_mm > 0 if told else start.bleed,
        bleed_mm=max(bleed_mm, 0.0) if told else start.bleed_mm,
        safe_mm=node.number("safe_mm", start.safe_mm, above=-1e-9),
        marks=_marks(node, start.marks),
        distance_m=node.number("distance_m", start.distance_m, above=0),
        ppi=node.number("ppi", start.ppi, above=0),
        file=file,
        severities=_severities(node.table("findings"), start.severities),
    )
    if made.purpose != "print" and ("standard" in node or "profile" in node or made.marks or made.bleed):
        message = f"A preset on the base “{base}” makes RGB files without marks and bleed; this one asks for more."
        node.fault("base", message, "Take a base for print, such as offset-coated.")
    node.finish()
    return made


def _severities(node: Node, usual: Changes) -> Changes:
    if not node.data:
        return usual
    from pressdesk.prepress.limits import USUAL

    found: list[tuple[str, Gravity]] = []
    for code in node.data:
        given = node.text(code)
        if code not in USUAL:
            message = f"Preflight finds nothing called “{code}”."
            node.fault(code, message, did_you_mean(code, list(USUAL)), code="unknown-key")
        found += [(code, gravity) for gravity in GRAVITIES if gravity == given]
        if given not in GRAVITIES:
            message = f"“{code}” cannot be “{given}”."
            node.fault(code, message, did_you_mean(given, GRAVITIES), code="unknown-value")
    return (*usual, *found)


def _choice(node: Node, key: str, usual: str, known: list[str]) -> str:
    chosen = node.text(key, usual)
    if chosen in known:
        return chosen
    node.fault(key, f"“{key}” cannot be “{chosen}”.", did_you_mean(chosen, known), code="unknown-value")
    return usual


def _marks(node: Node, usual: tuple[MarkKind, ...]) -> tuple[MarkKind, ...]:
    if "marks" not in node:
        return usual
    wanted = node.texts("marks")
    for one in wanted:
        if one not in _ALL_MARKS:
            node.fault("marks", f"There is no mark “{one}”.", did_you_mean(one, _ALL_MARKS), code="unknown-value")
    return tuple(mark for mark in _ALL_MARKS if mark in wanted)


def _files(root: Path | None) -> dict[str, Path]:
    """The files of presets by name; the campaign's go before the user's."""
    found: dict[str, Path] = {}
    for folder in (config_folder(), root):
        if folder is not None:
            found.update({path.stem: path for path in sorted((folder / FOLDER).glob("*.toml"))})
    return found


def missing_profile(preset: Preset, name: str) -> Problem:
    """What is told when a preset names a profile that is not there."""
    return Problem(
        "error",
        "missing-profile",
        f"There is no colour profile “{name}” in the folder profiles, nor one made for it.",
        "Take it in with “pressdesk import”, or name another.",
        Place(file=preset.file or "profiles", key="profile" if preset.file else ""),
    )
