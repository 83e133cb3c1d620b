"""Tables in a text: every cell is shown once, in its column, under a header that comes again overleaf."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.display.items import GlyphRun
from tests.layout.given import Desk, codes, found
from tests.layout.reports import FLOW, STYLES, composed, elements, letters, report, said

SMALL = "| Poste | Avant | Après |\n|---|---|---|\n| Route | 12 € | 1 240 € |\n| Chevet | 3 € | 14 € |\n: Les tarifs"


def lefts(sheet: object) -> dict[str, tuple[float, float]]:
    """Where each run begins and ends, by its text."""
    return {
        run.run.text.strip(): (
            round(through.apply(run.x, 0)[0], 1),
            round(through.apply(run.x + run.run.advance, 0)[0], 1),
        )
        for run, through in found(sheet, GlyphRun)  # type: ignore[arg-type]
    }


def test_rows_headers_and_caption_are_told(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, SMALL).sheets
    ((table, _),) = elements(sheet, "table")
    assert [said(group) for group, _ in elements(table.items, "row")] == [
        "PosteAvantAprès",
        "Route12 €1 240 €",
        "Chevet3 €14 €",
    ]
    assert [(said(group), group.scope) for group, _ in elements(table.items, "header")] == [
        ("Poste", "column"), ("Avant", "column"), ("Après", "column"),
    ]  # fmt: skip
    assert [said(group) for group, _ in elements(table.items, "caption")] == ["Les tarifs"]


def test_figures_end_at_the_right_edge_of_their_column_and_words_begin_at_the_left(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, SMALL, "A5").sheets
    places = lefts(sheet)
    assert places["12\u00a0€"][1] == places["3\u00a0€"][1] == places["Avant"][1]
    assert places["Route"][0] == places["Chevet"][0] == places["Poste"][0]
    assert places["14\u00a0€"][1] == pytest.approx(sheet.format.width - 15 * 72 / 25.4, abs=0.2)


def test_a_long_table_goes_on_under_its_header(tmp_path: Path) -> None:
    rows = "\n".join(f"| ligne{n} | {n} |" for n in range(60))
    made = report(tmp_path, f"Avant.\n\n| Nom | Nombre |\n|---|---|\n{rows}\n\nAprès.")
    assert codes(made) == []
    assert len(made.sheets) > 2
    whole = " ".join(said(sheet) for sheet in made.sheets)
    assert [whole.count(f"ligne{n}") for n in (10, 35, 59)] == [1, 1, 1]
    keys = {table.key for sheet in made.sheets for table, _ in elements(sheet, "table")}
    assert len(keys) == 1
    for sheet in made.sheets[1:-1]:
        assert "Nom" in "".join(run.run.text for run, _ in found(sheet, GlyphRun, "story"))
    assert whole.count("Nombre") == 1  # the header that comes again is not read again


def test_a_row_higher_than_a_page_is_parted(tmp_path: Path) -> None:
    words = " ".join(f"m{n}" for n in range(900))
    made = report(tmp_path, f"| A | B |\n|---|---|\n| court | {words} |\n| fin | {words[:400]} |")
    shown = "".join(said(sheet) for sheet in made.sheets)
    assert codes(made) == []
    assert letters(shown.replace("Rapport", "", 1)) == letters("AB" + "court" + words + "fin" + words[:400])


def test_a_table_too_wide_is_made_smaller_then_broken_and_told(tmp_path: Path) -> None:
    body = "| " + " | ".join(f"Incompressible{n}" for n in range(12)) + " |\n" + "|---" * 12 + "|\n" + "| x " * 12 + "|"
    made = report(tmp_path, body)
    assert codes(made) == ["wide-table"]
    assert made.problems[0].place.line == 1
    shown = "".join(said(sheet) for sheet in made.sheets)
    assert letters(shown) == letters("Rapport" + "".join(f"Incompressible{n}" for n in range(12)) + "x" * 12)


def test_a_small_table_is_kept_whole(tmp_path: Path) -> None:
    for count in range(30, 120, 10):
        made = report(tmp_path, " ".join(["mot"] * count) + "\n\n" + SMALL)
        assert sum(len(list(elements(sheet, "table"))) for sheet in made.sheets) == 1


NARROW = """
<sheet id="one" role="first"><column padding="15mm 32mm">{flow}</column></sheet>
<sheet id="more" role="next"><column padding="15mm 20mm">{flow}</column></sheet>
"""


def test_a_row_parted_between_pages_of_two_widths_loses_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, NARROW.format(flow=FLOW.format(more="")), styles=STYLES)
    cells = [" ".join(f"a{i}" for i in range(900)), " ".join(f"b{i}" for i in range(600))]
    made = composed(desk, f"| Un | Deux |\n|---|---|\n| {cells[0]} | {cells[1]} |\n| fin | bout |", "A5")
    assert len(made.sheets) > 2
    shown: dict[str, str] = {}
    for sheet in made.sheets:
        for cell, _ in elements(sheet, "cell"):
            shown[cell.key] = f"{shown.get(cell.key, '')} {said(cell)}".strip()
    assert list(shown.values()) == [*cells, "fin", "bout"]


def test_a_table_of_headers_alone_is_shown(tmp_path: Path) -> None:
    made = report(tmp_path, "| Un | Deux |\n|---|---|\n: Titre")
    assert said(made.sheets[0]) == "RapportTitreUnDeux"
