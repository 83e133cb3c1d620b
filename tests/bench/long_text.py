"""A text of twelve pages with hyphenation: the sample's release made long, and its twin for Typst."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from pressdesk.base.paths import SAMPLE
from tests.bench.measure import ROOT, Row, against

HERE = Path(__file__).parent
TIMES = 20
"""How often the sentences below are said, each time begun elsewhere: that fills twelve pages."""

SENTENCES = (
    "Chaque matin, avant six heures, les premières voitures partent vers le haut de la vallée.",
    "Une tournée compte en moyenne cent quarante kilomètres, vingt et un passages, et une pause moteur allumé.",
    "Le tarif du déplacement n’a pas été revalorisé depuis longtemps, et le carburant a continué d’augmenter.",
    "Les infirmières, les kinésithérapeutes et les sages-femmes ont relevé ce que les chiffres ne comptent pas.",
    "L’administration répond par des accusés de réception, l’incompréhension grandit, les départs se multiplient.",
    "Personne n’est annoncé pour les remplacer, et les habitants attendent l’ouverture immédiate de négociations.",
    "Les soins qui ne peuvent attendre seront assurés par une permanence téléphonique exceptionnelle.",
)


def long_text_row(folder: Path) -> Row:
    """Both commands as cold processes: the command line with its checks and proof, and Typst compiling its file."""
    campaign, twin = folder / "long", folder / "long-twin"
    make_long_text(campaign, twin)
    ours = [sys.executable, str(ROOT / "main.py"), "build", str(campaign), "lettre", "--for", "screen"]
    ours += ["--as-of", "2027-01-20", "--force"]
    peer = [sys.executable, str(HERE / "typst_twin.py"), str(twin / "letter.typ"), str(folder / "letter-twin.pdf")]
    return against("12-page text with hyphenation, cold, command line", ours, peer, 1.2)


def make_long_text(campaign: Path, twin: Path) -> None:
    """The campaign with the piece `lettre`, and a folder with `letter.typ` that says the same."""
    shutil.copytree(SAMPLE, campaign, ignore=shutil.ignore_patterns("*.jpg"))
    parts = list(_parts())
    body = "\n\n".join(f"## {text}" if heading else text for heading, text in parts)
    (campaign / "texts" / "lettre.md").write_text(
        f'+++\nformat = 1\ntitle = "Une vallée que l’on soigne au volant"\nplace = "Vaubrune"\ndate = 2027-03-01\n'
        f"+++\n\n{body}\n",
        encoding="utf-8",
    )
    (campaign / "pieces" / "lettre.toml").write_text(
        'format = 1\ntemplate = "press-release"\nformats = ["A4"]\nstory = "lettre"\n', encoding="utf-8"
    )
    twin.mkdir()
    source = (HERE / "letter.typ").read_text(encoding="utf-8")
    marked = "\n\n".join(f"== {text}" if heading else text for heading, text in parts)
    (twin / "letter.typ").write_text(f"{source}\n{marked}\n", encoding="utf-8")


def _parts() -> list[tuple[bool, str]]:
    """Headings (True) and paragraphs in order; no two paragraphs are alike."""
    parts = []
    for turn in range(TIMES):
        parts.append((True, f"Partie {turn + 1}, où l’on soigne encore"))
        for start in range(3):
            first = (turn + 2 * start) % len(SENTENCES)
            said = [*SENTENCES[first:], *SENTENCES[:first]]
            parts.append((False, f"{turn * 3 + start + 1}. ".replace(".", " :") + " ".join(said[:5])))
    return parts
