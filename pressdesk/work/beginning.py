"""A new campaign: an empty folder with its files explained, or a copy of the sample."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from pressdesk.base.fsio import write_atomically
from pressdesk.base.paths import SAMPLE
from pressdesk.base.problem import Problem, UsageError
from pressdesk.work.disk import disk_faults
from pressdesk.work.store.schema import CAMPAIGN_FILE, FOLDERS

_SKELETON = """\
# Une campagne de PressDesk : ses faits, une seule fois, pour toutes ses pièces.
# Les lignes qui commencent par # sont des explications ou des exemples ; retirez le # pour vous en servir.
format = 1
name = {name}
language = "fr"
updated = {updated}      # la date inscrite dans les PDF
slogan = ""
hashtag = ""
legal = "Imprimé par nos soins."

[brand]
display_font = "Barlow Condensed"    # les titres
text_font = "Source Sans 3"          # le texte

# Chaque couleur à l'écran (rgb) et à l'impression (cmyk, en pour cent).
# ground : les fonds ; ink : le noir ; paper : le papier et ce qui est clair sur un fond ; accent : ce qui ressort.
[brand.colours.ground]
rgb = "#d4002a"
cmyk = [0, 100, 85, 8]

[brand.colours.ink]
rgb = "#141414"
cmyk = [0, 0, 0, 100]

[brand.colours.paper]
rgb = "#ffffff"
cmyk = [0, 0, 0, 0]

[brand.colours.accent]
rgb = "#ffd23f"
cmyk = [0, 18, 82, 0]

# [[organisations]]
# key = "nous"
# name = "Le nom de l'organisation"
# short = "Sigle"
# logo = "pictures/logo.svg"
# site = "https://exemple.fr"
# address = "1 rue de la Paix, 75002 Paris"

# [petitions.main]
# link = "https://exemple.fr/petition"
# short = "exemple.fr/petition"
# call = "Signez la pétition"

# [[contacts]]
# name = "Prénom Nom"
# role = "porte-parole"
# phone = "01 23 45 67 89"
# mail = "presse@exemple.fr"

# Tout ce que les textes peuvent nommer : {{meeting.date:long}}, {{members}}.
# [facts]
# members = 1200
# [facts.meeting]
# date = 2027-03-12
# time = 14:30:00
# town = "Paris"
"""


def new_campaign(folder: Path, *, sample: bool = False, now: datetime | None = None) -> Path:
    """Make a campaign in a folder that is empty or not there yet; raises UsageError for one in use, RefusedError for
    a disk that refuses. `now` is what the new campaign says it was last changed on."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            Problem(
                "error",
                "folder-in-use",
                f"“{folder}” is not empty; nothing was written.",
                "Name a folder that is empty or not there yet.",
            )
        )
    with disk_faults(folder):
        existed = folder.exists()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if sample:
                _copy_sample(folder)
            else:
                _skeleton(folder, now or datetime.now().replace(microsecond=0))
        except BaseException:
            for path in folder.iterdir() if folder.exists() else ():
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            if not existed and folder.exists():
                folder.rmdir()
            raise
    return folder


def _skeleton(folder: Path, now: datetime) -> None:
    for name in FOLDERS:
        (folder / name).mkdir()
    name = folder.resolve().name.replace("\\", "\\\\").replace('"', '\\"')
    text = _SKELETON.format(name=f'"{name}"', updated=now.isoformat())
    write_atomically(folder / CAMPAIGN_FILE, text.encode())


def _copy_sample(folder: Path) -> None:
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "build", ".*"))
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)  # the installed original may be read-only
    from pressdesk.work.sample_photo import make_pictures

    make_pictures(folder / "pictures")
