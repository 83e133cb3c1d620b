"""Texts of twelve pages with hyphenation and tags, a release and a summary with contents, and their twins for Typst."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pressdesk.base.paths import SAMPLE
from tests.bench.measure import ROOT, Row, against

HERE = Path(__file__).parent
SENTENCES = (
    "Chaque matin, avant six heures, les premières voitures partent vers le haut de la vallée.",
    "Une tournée compte en moyenne cent quarante kilomètres, vingt et un passages, et une pause moteur allumé.",
    "Le tarif du déplacement n’a pas été revalorisé depuis longtemps, et le carburant a continué d’augmenter.",
    "Les infirmières, les kinésithérapeutes et les sages-femmes ont relevé ce que les chiffres ne comptent pas.",
    "L’administration répond par des accusés de réception, l’incompréhension grandit, les départs se multiplient.",
    "Personne n’est annoncé pour les remplacer, et les habitants attendent l’ouverture immédiate de négociations.",
    "Les soins qui ne peuvent attendre seront assurés par une permanence téléphonique exceptionnelle.",
)


class Long(NamedTuple):
    """A kind of long text: its template, how many turns fill twelve pages, what is at the head of its twin."""

    template: str
    turns: int
    head: str = ""


RELEASE = Long("press-release", 20)
SUMMARY = Long("summary", 20, "#outline(title: none)\n")


def long_text_rows(folder: Path) -> Iterator[Row]:
    """Both commands as cold processes: the command line with its checks and proof, and Typst compiling its file."""
    for name, long, goal in (("text", RELEASE, 1.2), ("summary", SUMMARY, 1.0)):
        campaign, twin = folder / f"long-{name}", folder / f"long-{name}-twin"
        make_long_text(campaign, twin, long)
        ours = [sys.executable, str(ROOT / "main.py"), "build", str(campaign), "lettre", "--for", "screen"]
        ours += ["--as-of", "2027-01-20", "--force"]
        peer = [sys.executable, str(HERE / "typst_twin.py"), str(twin / "letter.typ"), str(folder / "twin.pdf"), "tags"]
        yield against(f"12-page {name} with hyphenation and tags, cold, command line", ours, peer, goal)


def make_long_text(campaign: Path, twin: Path, long: Long = RELEASE) -> None:
    """The campaign with the piece `lettre`, and a folder with `letter.typ` that says the same."""
    shutil.copytree(SAMPLE, campaign, ignore=shutil.ignore_patterns("*.jpg"))
    parts = list(_parts(long.turns))
    body = "\n\n".join(f"## {text}" if heading else text for heading, text in parts)
    (campaign / "texts" / "lettre.md").write_text(
        f'+++\nformat = 1\ntitle = "Une vallée que l’on soigne au volant"\nplace = "Vaubrune"\ndate = 2027-03-01\n'
        f"+++\n\n{body}\n",
        encoding="utf-8",
    )
    (campaign / "pieces" / "lettre.toml").write_text(
        f'format = 1\ntemplate = "{long.template}"\nformats = ["A4"]\nstory = "lettre"\n', encoding="utf-8"
    )
    twin.mkdir()
    source = (HERE / "letter.typ").read_text(encoding="utf-8")
    marked = "\n\n".join(f"== {text}" if heading else text for heading, text in parts)
    (twin / "letter.typ").write_text(f"{source}\n{long.head}{marked}\n", encoding="utf-8")


def _parts(turns: int) -> list[tuple[bool, str]]:
    """Headings (True) and paragraphs in order; no two paragraphs are alike."""
    parts = []
    for turn in range(turns):
        parts.append((True, f"Partie {turn + 1}, où l’on soigne encore"))
        for start in range(3):
            first = (turn + 2 * start) % len(SENTENCES)
            said = [*SENTENCES[first:], *SENTENCES[:first]]
            parts.append((False, f"{turn * 3 + start + 1}. ".replace(".", " :") + " ".join(said[:5])))
    return parts
