"""Tables in a text: every cell is shown once, in its column, under a header that comes again overleaf."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.display.items import GlyphRun
from pressdesk.layout.tables import shared
from tests.layout.given import codes, found
from tests.layout.reports import elements, letters, report, said

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


@given(
    st.lists(st.tuples(st.floats(0, 80), st.floats(0, 200)), min_size=1, max_size=8),
    st.data(),
    st.floats(20, 800),
)
def test_widths_fill_the_room_and_none_is_below_its_least(
    extents: list[tuple[float, float]], data: st.DataObject, room: float
) -> None:
    extents = [(min(pair), max(pair)) for pair in extents]
    figures = data.draw(st.lists(st.booleans(), min_size=len(extents), max_size=len(extents)))
    widths = shared(extents, figures, room)
    assert sum(widths) == pytest.approx(room)
    if sum(least for least, _ in extents) <= room:
        assert all(width >= least - 1e-6 for width, (least, _) in zip(widths, extents, strict=True))
