"""`pressdesk presets`: the program's, the user's and a campaign's, with what each asks for."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pressdesk.base.problem import InputError
from pressdesk.cli.report import Report, print_problems
from pressdesk.work.presets import Preset, presets_available


def prepare(name: str, parser: ArgumentParser) -> None:
    del name
    parser.add_argument("dir", metavar="DIR", type=Path, nargs="?", help="a campaign with presets of its own")


def run(name: str, arguments: Namespace, report: Report) -> int:
    """One line each: name, what it asks for, title."""
    del name
    found: dict[str, Preset] = {}
    for known, preset in presets_available(arguments.dir):
        if isinstance(preset, InputError):
            report.add(problems=preset.problems)
        else:
            found[known] = preset
    if report.json:
        return _as_json(found, report)
    for known, preset in found.items():
        print(f"{known:18} {preset.title}")
        print(f"{'':18} {described(preset)}" + (f" ({preset.file})" if preset.file else ""))
    print_problems(report.problems)
    return 3 if report.problems else 0


def described(preset: Preset) -> str:
    """What a preset asks for, in one line.

    >>> described(Preset(("crop",), ink_limit=280, bleed_mm=5))
    'PDF/X-4, FOGRA39 or FOGRA51 …, ink 280 %, bleed 5 mm, marks: crop'
    """
    if preset.purpose != "print":
        return f"RGB, no bleed, no marks, pictures {preset.ppi:g} ppi"
    press = preset.profile or " or ".join(preset.conditions[:2]) + (" …" if len(preset.conditions) > 2 else "")
    bleed = "none" if not preset.bleed else f"{preset.bleed_mm:g} mm" if preset.bleed_mm else "by size"
    marks = ", ".join(preset.marks) or "none"
    distance = f", seen from {preset.distance_m:g} m" if preset.distance_m != 1 else ""
    return f"{preset.standard}, {press}, ink {preset.ink_limit} %, bleed {bleed}, marks: {marks}{distance}"


def _as_json(found: dict[str, Preset], report: Report) -> int:
    import json
    import sys

    entries = [{"name": known, **preset._asdict()} for known, preset in found.items()]
    sys.stdout.write(json.dumps({"presets": entries, **report.as_json()}, ensure_ascii=False, indent=2) + "\n")
    return 3 if report.problems else 0
