"""The sample's press release from the command line: two pages, what the file says, what a reader gets out of it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from pressdesk.cli.main import main
from pressdesk.display.inspect import text_of, walk
from pressdesk.display.items import Group
from pressdesk.work.making import Maker
from pressdesk.work.plan import Order, plan
from pressdesk.work.store import load

DAY = "2027-02-20"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "campaign"
    assert main(["new", str(folder), "--sample"]) == 0
    return folder


def squeezed(text: str) -> str:
    return re.sub("[\\s\u00ad]", "", text)


@pytest.mark.parametrize("purpose", ["print", "office", "screen"])
def test_the_text_of_the_file_is_the_typeset_text(
    folder: Path, purpose: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(folder), "communique", "--for", purpose, "--as-of", DAY, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["problems"] == []
    (file,) = (file for file in report["files"] if file["kind"] != "certificate")
    assert file["pages"] == 2
    campaign = load(folder)
    order = Order(campaign.day, ("communique",), purpose)  # type: ignore[arg-type]
    sheets = Maker(campaign, order).compose(plan(campaign, order)[0]).sheets
    reader = PdfReader(file["path"])
    for page, sheet in zip(reader.pages, sheets, strict=True):
        assert squeezed("".join(text_of(sheet))) in squeezed(page.extract_text())


def test_a_reader_gets_the_letter_in_its_order(folder: Path) -> None:
    assert main(["build", str(folder), "communique", "--for", "screen", "--as-of", DAY]) == 0
    done = subprocess.run(
        ["pdftotext", "-raw", str(folder / "build" / "screen" / "communique-A4.pdf"), "-"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    text = " ".join(done.stdout.replace("\u00ad\n", "").split())
    order = [
        "Communiqué de presse",
        "Embargo jusqu’au 1er mars 2027 à 6 h",
        "Vallée de l’Orcelle : le 17 avril, les soignants ferment leurs cabinets",
        "Vaubrune, le 1er mars 2027",
        "Ils sont 148",
        "« Quand je ferme la porte",
        "Nadège Corvaisier, infirmière",
        "Contacts presse",
        "06 39 98 41 07",
        "1/2",
        "Trois demandes",
        "1. Payer la route.",
        "quipassera.example",
        "À propos de Veille",
        "2/2",
    ]
    places = [re.sub("[\u00a0\u202f]", " ", text).find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_links_can_be_clicked_on_the_screen(folder: Path) -> None:
    assert main(["build", str(folder), "communique", "--for", "screen", "--as-of", DAY]) == 0
    reader = PdfReader(folder / "build" / "screen" / "communique-A4.pdf")
    links = {str(note.get_object()["/A"]["/URI"]) for page in reader.pages for note in page.get("/Annots", [])}
    assert links == {
        "https://quipassera.example",
        "mailto:presse@veille-orcelle.example",
        "mailto:contact@lesproches.example",
    }


def test_a_listener_hears_a_title_headings_lists_and_quotations(folder: Path) -> None:
    campaign = load(folder)
    order = Order(campaign.day, ("communique",), "screen")
    first, second = Maker(campaign, order).compose(plan(campaign, order)[0]).sheets
    heard = [item.role for item, _ in walk(first) if isinstance(item, Group) and item.role not in ("", "paragraph")]
    assert heard.index("title") < heard.index("heading") < heard.index("list") < heard.index("quote")
    assert (first.name, second.name) == ("first", "next")
    assert first.title == second.title == "Vallée de l'Orcelle : le 17 avril, les soignants ferment leurs cabinets"


def test_an_embargo_that_is_left_out_stops_the_print_file(folder: Path, tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "other"), "--sample"]) == 0
    piece = tmp_path / "other" / "pieces" / "communique.toml"
    piece.write_text(piece.read_text("utf-8").replace("[content]", '[content]\nembargo = ""'), encoding="utf-8")
    assert main(["build", str(tmp_path / "other"), "communique", "--for", "print", "--as-of", DAY]) == 1
    assert not list((tmp_path / "other").rglob("communique-A4.pdf"))


def test_the_text_may_be_named_in_the_content(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "other"), "--sample"]) == 0
    piece = tmp_path / "other" / "pieces" / "communique.toml"
    text = piece.read_text("utf-8").replace('story = "communique"\n', "")
    piece.write_text(text.replace("[content]", '[content]\nstory = "texts/communique.md"'), encoding="utf-8")
    capsys.readouterr()
    assert main(["build", str(tmp_path / "other"), "communique", "--for", "screen", "--as-of", DAY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["pages"] == 2
