"""The same input for PressDesk and for Typst: a campaign of 500 events with a plain picture, and its twin's data."""

from __future__ import annotations

import csv
import json
import pickle
import re
import shutil
import sys
from datetime import date, time, timedelta
from pathlib import Path

from pressdesk.base.geometry import Rect
from pressdesk.base.paths import SAMPLE, TEMPLATES
from pressdesk.qr.geometry import code_path, outline
from pressdesk.qr.links import web_link
from pressdesk.qr.matrix import Matrix, matrix
from pressdesk.work.sample_photo import make_pictures
from pressdesk.work.store import load

FLYERS = 500
AS_IT_IS = "as-it-is"
"""A preset that leaves every JPEG as it is, as Typst does; the usual one for the screen brings it to 200 ppi."""

DAY = "2027-01-20"
TOWNS = ("Hautevoie", "La Ferrade", "Pontarlac", "Lussancy", "Vaubrune", "Courtemèle", "Villevoie", "Montrevail")
PLACES = ("Foyer rural", "Salle des fêtes", "Ancienne forge", "Maison commune", "Préau de l’école")
KICKER = "La tournée passe à"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre")


def make_campaign(folder: Path) -> Path:
    """The sample with its picture painted plainly, since Typst knows no duotone, and a table of 500 events."""
    from PIL import Image

    campaign = folder / "campaign"
    shutil.copytree(SAMPLE, campaign)
    make_pictures(campaign / "pictures")
    with Image.open(campaign / "pictures" / "marche.jpg") as picture:
        picture.resize((840, 1188)).save(campaign / "pictures" / "petite.jpg", quality=85)
    for name in ("poster-call", "event-flyer"):
        source = (TEMPLATES / name / "template.xml").read_text(encoding="utf-8")
        (campaign / "templates" / name).mkdir(parents=True)
        plain = re.sub(r' duotone="[^"]*"', "", source)
        (campaign / "templates" / name / "template.xml").write_text(plain, encoding="utf-8")
    (campaign / "presets").mkdir()
    (campaign / "presets" / f"{AS_IT_IS}.toml").write_text(
        'format = 1\nbase = "screen"\nppi = 2000\n', encoding="utf-8"
    )
    (campaign / "pieces" / "flyer.toml").write_text(
        'format = 1\ntemplate = "event-flyer"\nformats = ["A5"]\nrows = "many"\n'
        f'[content]\nkicker = "{KICKER}"\nphoto = "pictures/petite.jpg"\n',
        encoding="utf-8",
    )
    with (campaign / "tables" / "many.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("date", "time", "town", "place", "address", "note"))
        for number in range(FLYERS):
            day = date(2027, 3, 1) + timedelta(days=number % 200)
            town = f"{TOWNS[number % len(TOWNS)]} {number + 1}"
            note = f"Venez poser vos questions, la réunion numéro {number + 1} est ouverte à tous."
            table.writerow((day, time(18, number % 4 * 15), town, PLACES[number % 5], f"{number + 1} rue Haute", note))
    return campaign


def make_twin(folder: Path, campaign: Path) -> Path:
    """What the Typst twins read: pictures, logos, codes as SVG, and their texts; the same codes stand in
    `codes.pickle` for PressDesk."""
    twin = folder / "twin"
    twin.mkdir()
    loaded = load(campaign)
    colours = loaded.brand.colours
    pictures = {"marche.jpg": "photo.jpg", "petite.jpg": "photo-small.jpg"}
    logos = {f"logos/{name}.svg": f"logo-{number}.svg" for number, name in enumerate(("veille", "les-proches"), 1)}
    for source, name in {**pictures, **logos}.items():
        shutil.copy(campaign / "pictures" / source, twin / name)
    for name in logos.values():  # in one ink, as on our pages
        drawing = (twin / name).read_text(encoding="utf-8")
        (twin / name).write_text(drawing.replace(colours["ink"].rgb.hex, colours["paper"].rgb.hex), encoding="utf-8")
    for name in ("poster.typ", "flyers.typ"):
        shutil.copy(Path(__file__).parent / name, twin / name)
    petition = loaded.petitions["main"]
    _write_code(twin / "code.svg", matrix(web_link(petition.link, {"source": "poster"})))
    rows = []
    codes: dict[tuple[str, str], Matrix] = {}
    for row in loaded.tables["many"].rows:
        day, hour = row.cells["date"], row.cells["time"]
        assert isinstance(day, date)
        assert isinstance(hour, time)
        payload = web_link(petition.link, {"source": "flyer", "content": str(row.cells["town"])})
        codes[payload, "M"] = matrix(payload)
        code = f"code-{row.number}.svg"
        _write_code(twin / code, codes[payload, "M"])
        rows.append(
            {
                "weekday": DAYS[day.weekday()],
                "day": f"{day.day}{'er' if day.day == 1 else ''} {MONTHS[day.month - 1]}",
                "time": f"{hour.hour} h {hour.minute:02}" if hour.minute else f"{hour.hour} h",
                "code": code,
                **{name: str(row.cells[name]) for name in ("town", "place", "address", "note")},
            }
        )
    traced = {(modules,): outline(modules) for modules in codes.values()}
    (folder / "codes.pickle").write_bytes(pickle.dumps((codes, traced)))
    data = {
        "title": loaded.slogan,
        "ground": colours["ground"].rgb.hex,
        "ink": colours["ink"].rgb.hex,
        "paper": colours["paper"].rgb.hex,
        "accent": colours["accent"].rgb.hex,
        "text_font": loaded.brand.text_font,
        "kicker": KICKER,
        "lede": loaded.pieces["poster"].content["lede"],
        "demands": loaded.pieces["poster"].content["demands"],
        "weekday": "samedi",
        "day": "17 avril",
        "hour": "14 h 30",
        "town": "Vaubrune",
        "place": "place de la Préfecture",
        "hashtag": loaded.hashtag,
        "legal": loaded.legal,
        "call": petition.call,
        "short": petition.short,
    }
    (twin / "poster.json").write_text(json.dumps(data), encoding="utf-8")
    (twin / "flyers.json").write_text(json.dumps({**data, "rows": rows}), encoding="utf-8")
    return twin


def _write_code(path: Path, modules: Matrix) -> None:
    drawn = code_path(modules, Rect(0, 0, 100, 100))
    steps, at = [], 0
    for verb in drawn.verbs:
        count = 0 if verb == "Z" else 2
        steps.append(verb + " ".join(f"{value:.3f}" for value in drawn.coords[at : at + count]))
        at += count
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="{"".join(steps)}"/></svg>',
        encoding="utf-8",
    )


if __name__ == "__main__":
    here = Path(sys.argv[1])
    make_twin(here, make_campaign(here))
