"""Charts of bars: as long as their values, told as a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.display.inspect import walk
from pressdesk.display.items import GlyphRun, Shape, Sheet
from pressdesk.layout.charts import bar_inks
from tests.layout.given import BRAND, INK, codes
from tests.layout.reports import elements, report, said


def bars(sheet: Sheet) -> list[tuple[float, float, str]]:
    """Left edge, width and ink of the bars of a chart."""
    found = []
    for item, through in walk(sheet):
        if isinstance(item, Shape) and isinstance(item.fill, Ink) and item.stroke is None:
            box = through.bounds(item.path.bounds())
            found.append((round(box.x, 2), round(box.width, 2), item.fill.name))
    return found


def test_bars_are_as_long_as_their_values(tmp_path: Path) -> None:
    made = report(tmp_path, "```chart Réponses\nOui: 72 %\nNon: 18 %\nRien: 0 %\n```")
    assert codes(made) == []
    (yes, no, none) = bars(made.sheets[0])
    assert no[1] / yes[1] == pytest.approx(18 / 72, rel=0.01)
    assert none[1] == 0
    assert yes[0] == no[0]


def test_a_chart_is_told_as_a_table(tmp_path: Path) -> None:
    made = report(tmp_path, "```chart Temps\n| 2025 | 2026\nRoute | 9 h | 12 h\nChevet | 7 h | 4 h\n```")
    ((table, _),) = elements(made.sheets[0], "table")
    assert [said(group) for group, _ in elements(table.items, "row")] == ["20252026", "Route9 h12 h", "Chevet7 h4 h"]
    scopes = [(said(group), group.scope) for group, _ in elements(table.items, "header")]
    assert scopes == [("", "column"), ("2025", "column"), ("2026", "column"), ("Route", "row"), ("Chevet", "row")]
    assert [said(group) for group, _ in elements(table.items, "caption")] == ["Temps"]
    inks = {ink for _, _, ink in bars(made.sheets[0])}
    assert len(inks) == 2


def test_values_below_nothing_go_to_the_left(tmp_path: Path) -> None:
    plus, minus = bars(report(tmp_path, "```chart\nplus: 10\nmoins: −5\n```").sheets[0])
    assert minus[0] + minus[1] == pytest.approx(plus[0], abs=0.02)
    assert plus[1] == pytest.approx(2 * minus[1], rel=0.01)


def test_a_value_that_is_no_number_stands_without_a_bar_and_is_told(tmp_path: Path) -> None:
    made = report(tmp_path, "x\n\n```chart\nOui: 3\nNon: beaucoup\n```")
    assert [(problem.code, problem.place.line) for problem in made.problems] == [("chart-value", 3)]
    assert "beaucoup" in said(made.sheets[0])


def test_a_table_with_values_becomes_a_chart(tmp_path: Path) -> None:
    made = report(tmp_path, "| Avis | Part |\n|---|---|\n| Pour | 60 % |\n| Contre | 40 % |\n: Le vote {chart}")
    assert bars(made.sheets[0])[0][1] > 30
    assert said(made.sheets[0]).endswith("Le voteAvisPartPour60 %Contre40 %")


def test_what_heads_the_bars_stands_above_them(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, "| Avis | Part |\n|---|---|\n| Plutôt pour | 60 % |\n: Le vote {chart}").sheets
    places = {
        item.run.text.strip(): through.apply(item.x, item.y)
        for item, through in walk(sheet)
        if isinstance(item, GlyphRun)
    }
    assert places["Avis"][1] == places["Part"][1] < places["Plutôt pour"][1]
    assert places["Avis"][0] == places["Plutôt pour"][0]
    assert places["Part"][0] == pytest.approx(bars(sheet)[0][0], abs=0.1)


def test_a_chart_without_rows_is_shown(tmp_path: Path) -> None:
    made = report(tmp_path, "| Avis | Part |\n|---|---|\n: Le vote {chart}")
    assert said(made.sheets[0]).endswith("Le voteAvisPart")


def test_a_long_chart_goes_on_overleaf(tmp_path: Path) -> None:
    made = report(tmp_path, "```chart\n" + "\n".join(f"réponse{n}: {n} %" for n in range(60)) + "\n```")
    assert len(made.sheets) > 1
    assert len({table.key for sheet in made.sheets for table, _ in elements(sheet, "table")}) == 1
    assert sum(len(bars(sheet)) for sheet in made.sheets) == 60


def test_inks_of_bars_can_be_seen_and_told_apart() -> None:
    pale = Ink("ground", RGB(1, 1, 0.9), CMYK(0, 0, 0.1, 0))
    brand = BRAND._replace(colours={**BRAND.colours, "ground": pale})
    assert pale not in bar_inks(brand, INK)
    assert [ink.name for ink in bar_inks(BRAND, INK)] == ["ground", "accent", "ink"]
