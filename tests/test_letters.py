"""Letters to officials, from the sample's table to the files: each has its own address, greeting and closing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pressdesk.cli.main import main


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters") / "campaign"
    assert main(["new", str(folder), "--sample"]) == 0
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, list[dict[str, str]]]]:
    capsys.readouterr()
    status = main([*words, "--as-of", "2027-01-18", "--json"])
    return status, json.loads(capsys.readouterr().out)


def text_of(path: str) -> str:
    told = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    return " ".join(told.split())


def test_each_official_gets_a_letter_of_their_own(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = run(capsys, "merge", str(sample), "lettre", "--for", "office")
    assert status == 0
    texts = {file["record"]: text_of(file["path"]) for file in report["files"]}
    assert len(texts) == 7
    mayor = texts["solene-maubert"]
    assert "Madame Solène Maubert Maire de Vaubrune Hôtel de ville 1 place de la Préfecture 99120 VAUBRUNE" in mayor
    assert "Madame la Maire, Dans la vallée" in mayor
    assert "Nous vous prions d’agréer, Madame la Maire, l’expression de notre haute considération." in mayor
    assert "Monsieur Gaspard Lherminier Maire de Lussancy" in texts["gaspard-lherminier"]
    assert "Députée de la 2e circonscription" in texts["irene-castaldi"].replace("2 e", "2e")
    assert "Madame la Députée, Dans" in texts["irene-castaldi"]
    assert "Président" in texts["clemence-doriat"] and "Madame la Présidente, Dans" in texts["clemence-doriat"]
    assert all(text.count("considération") == 1 for text in texts.values())


def test_an_address_that_is_not_known_is_a_marked_gap(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = sample / "tables" / "officials.csv"
    kept = table.read_text("utf-8")
    try:
        table.write_text(kept.replace("Hôtel de ville;1 place de la Préfecture;;99120;Vaubrune", ";;;;", 1), "utf-8")
        status, report = run(capsys, "merge", str(sample), "lettre", "--for", "office", "--out", str(sample / "gap"))
    finally:
        table.write_text(kept, "utf-8")
    assert status == 0
    (problem,) = (one for one in report["problems"] if one["code"] == "no-address")
    assert "row 2" in problem["place"]
    (letter,) = (file["path"] for file in report["files"] if file["record"] == "solene-maubert")
    assert "[Adresse à compléter]" in text_of(letter)
    assert "99120 VAUBRUNE Vaubrune, le" not in text_of(letter)


def test_a_letter_outside_any_table(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "pieces" / "hors.toml").write_text(
        'format = 1\ntemplate = "letter"\nformats = ["A4"]\nstory = "lettre-elus"\ntitle = "Lettre"\n[content]\n'
        'address = """Mesdames et Messieurs les membres\ndes autorités de tutelle\n99120 VAUBRUNE"""\n'
        'greeting = "Mesdames, Messieurs,"\nclosing = "Recevez, Mesdames, Messieurs, nos salutations."\n',
        "utf-8",
    )
    status, report = run(capsys, "build", str(sample), "hors", "--for", "office")
    assert (status, len(report["files"])) == (0, 1)
    text = text_of(report["files"][0]["path"])
    assert "les membres des autorités de tutelle 99120 VAUBRUNE" in text
    assert "Recevez, Mesdames, Messieurs, nos salutations." in text


def test_the_address_stands_in_the_window_of_the_envelope(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """DL, window 35 × 100 mm, 20 mm from the right and the bottom; the sheet may slip 10 mm either way."""
    _, report = run(capsys, "merge", str(sample), "lettre", "--for", "office")
    for file in report["files"]:
        told = subprocess.run(["pdftotext", "-bbox", "-l", "1", file["path"], "-"], capture_output=True, check=True)
        lines = [line for line in told.stdout.decode().splitlines() if "<word" in line]
        boxes = [[float(part.split('"')[1]) / 72 * 25.4 for part in line.split()[1:5]] for line in lines]
        block = [box for box in boxes if box[0] > 100 and 50 < box[1] < 85]
        assert len(block) >= 6
        assert min(box[0] for box in block) >= 100
        assert max(box[2] for box in block) <= 190
        assert min(box[1] for box in block) >= 55
        assert max(box[3] for box in block) <= 80
