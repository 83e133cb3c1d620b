from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.paths import SAMPLE
from pressdesk.text.stories import parse_story, without_hidden_characters
from pressdesk.work.importing import import_files
from pressdesk.work.incoming_text import markdown_from_text


def test_paragraphs_lists_and_addresses() -> None:
    text, problems = markdown_from_text(
        "Le collectif appelle à fermer les cabinets de toute la vallée pendant\nune journée entière.\n\n"
        "- un\n- deux qui est\n  long\n\n1. premier\n2. second\n\nVeille\n4 rue des Lavandières\n99120 Vaubrune\n\n"
        "Voir https://a.example/x_y_z.\n"
    )
    assert text == (
        "Le collectif appelle à fermer les cabinets de toute la vallée pendant une journée entière.\n\n"
        "- un\n- deux qui est\\\n  long\n1. premier\n2. second\n\n"
        "Veille\\\n4 rue des Lavandières\\\n99120 Vaubrune\n\n"
        "Voir [https://a.example/x\\_y\\_z](https://a.example/x_y_z).\n"
    )
    assert problems == []


def test_signs_are_no_marks_and_hidden_characters_are_told() -> None:
    text, (problem,) = markdown_from_text("# *pas* un {titre}\u200b\x07")
    assert text == "\\# \\*pas\\* un \\{titre\\}\n"
    assert problem.code == "hidden-characters"


@pytest.mark.parametrize(
    "data",
    [
        "Évry : l'été\r\n\r\ndeux\rtrois".encode("cp1252"),
        "Évry : l'été\n\ndeux\ntrois".encode("utf-16"),
        "Évry : l'été\r\n\r\ndeux\ntrois".encode(),
        b"\xef\xbb\xbf" + "Évry : l'été\n\ndeux\ntrois".encode(),
    ],
)
def test_encodings_and_line_ends(tmp_path: Path, data: bytes) -> None:
    root = Path(copytree(SAMPLE, tmp_path / "campaign"))
    (tmp_path / "note.txt").write_bytes(data)
    taken, _ = import_files(root, [tmp_path / "note.txt"])
    assert [one.path for one in taken] == ["texts/note.md"]
    assert (root / "texts/note.md").read_text("utf-8") == "Évry : l'été\n\ndeux\\\ntrois\n"


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(list("ab 1.-*#>\n\t_[]{}()!|:+=~`\\\"'&<é\u00a0\r")), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    written, _ = markdown_from_text(text)
    story, _ = parse_story(written)
    told = "".join("".join((one.text, *(cell.text for row in one.rows for cell in row))) for one in story.blocks)
    kept = [char for char in without_hidden_characters(text) if char.isalpha()]
    assert [char for char in told if char.isalpha()] == kept


def test_lines_of_cells_become_a_table() -> None:
    text, _ = markdown_from_text("Tarif :\nAnnée\tTarif\n2012\t0,35 €\n2024\t0|40 €\nEt ensuite ?\nTél.\t06 12")
    assert text.split("\n\n") == [
        "Tarif :",
        "| Année | Tarif |\n| --- | --- |\n| 2012 | 0,35 € |\n| 2024 | 0\\|40 € |",
        "Et ensuite ?\\\nTél.\t06 12\n",
    ]


def test_items_with_tabs_stay_items() -> None:
    assert markdown_from_text("-\tun\n-\tdeux")[0] == "- un\n- deux\n"
