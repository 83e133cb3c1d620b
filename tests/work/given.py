"""A small campaign for tests: made in milliseconds, with a poster, a triptych and a flyer in small formats."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from pressdesk.base.problem import Problem
from pressdesk.work.store import load_with_problems

CAMPAIGN = """format = 1
name = "Les lampes"
language = "fr"
slogan = "Qui veille ?"
legal = "Imprimé par nos soins"
updated = 2027-01-18T09:30:00

[brand]
display_font = "Barlow Condensed"
text_font = "Source Sans 3"

[brand.colours.ground]
rgb = "#ff5533"
cmyk = [0, 80, 84, 0]

[brand.colours.ink]
rgb = "#1b1030"
cmyk = [85, 90, 30, 65]

[brand.colours.paper]
rgb = "#fff4e4"
cmyk = [0, 4, 10, 0]

[brand.colours.accent]
rgb = "#ffc53d"
cmyk = [0, 24, 82, 0]

[[organisations]]
key = "veille"
name = "Veille"
logo = "pictures/logo.svg"

[petitions.main]
link = "https://veille.example"
short = "veille.example"
call = "Signez la pétition"

[facts.rally]
date = 2027-04-17
time = 14:30:00
town = "Vaubrune"
place = "place Neuve"
"""

POSTER = """format = 1
template = "poster-call"
formats = ["A6"]
[content]
photo = "pictures/photo.jpg"
date = "{rally.date}"
time = "{rally.time}"
town = "{rally.town}"
place = "{rally.place}"
demands = ["Payer la route"]
"""

TRIPTYCH = """format = 1
template = "triptych"
formats = ["A4"]
[content]
left_title = "6 h 10"
left_text = "La clé."
right_title = "23 h 40"
right_text = "Le col."
left_line = "Un,"
middle_line = "deux,"
right_line = "trois."
photo = "pictures/photo.jpg"
date = "{rally.date}"
time = "{rally.time}"
town = "{rally.town}"
place = "{rally.place}"
"""

FLYER = """format = 1
template = "event-flyer"
formats = ["A6"]
rows = "events"
[content]
kicker = "La tournée passe à"
photo = "pictures/photo.jpg"
"""

EVENTS = """date;time;end;town;place;address;speaker;note;petition
2027-03-08;18:30;20:30;Hautevoie;Foyer rural;2 chemin du Lavoir;Nadège;Venez.;main
2027-03-10;20:00;22:00;La Ferrade;Ancienne forge;11 rue du Martinet;Bastien;Parlons.;main
2027-03-12;18:00;19:30;Évry;Salle des fêtes;Place du Tilleul;Maëlle;Ensemble.;main
"""

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z"/></svg>'

AS_OF = "2027-02-01"


def campaign(root: Path) -> Path:
    """The small campaign in `root`."""
    for folder in ("pieces", "tables", "pictures"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    put(root, "campaign.toml", CAMPAIGN)
    put(root, "pieces/poster.toml", POSTER)
    put(root, "pieces/flyer.toml", FLYER)
    put(root, "tables/events.csv", EVENTS)
    put(root, "pictures/logo.svg", LOGO)
    (root / "pictures" / "photo.jpg").write_bytes(photo())
    return root


def put(root: Path, file: str, text: str) -> Path:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def change(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file, which must be there."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@cache
def photo(width: int = 1050, height: int = 745) -> bytes:
    """A JPEG with light and dark parts."""
    from PIL import Image

    stream = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def tree(root: Path) -> dict[str, bytes]:
    """Every file in a folder with its bytes, hidden ones left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


def told(root: Path, code: str) -> Problem:
    """The one problem of that code in the folder."""
    found = [problem for problem in load_with_problems(root).problems if problem.code == code]
    assert len(found) == 1, load_with_problems(root).problems
    return found[0]
