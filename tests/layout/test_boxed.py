"""Boxes after a story: columns by number, rows that go on overleaf, what belongs together, what listeners hear."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.geometry import Affine
from pressdesk.display.inspect import text_of
from pressdesk.display.items import GlyphRun, Group, Sheet
from pressdesk.model.campaign import Organisation
from pressdesk.model.story import TextFile
from tests.layout.given import Desk, codes, found

STYLES = '<style name="note-text" based-on="text" size="10pt"/>'
GRID = (
    '<grid id="names" each="organisations" columns="auto" gap="4mm" row-gap="2mm" padding="5mm 0mm 0mm">'
    '<column><text style="note-text">{item.name}</text></column></grid>'
)
PAGES = """
<sheet id="one" role="first"><column padding="20mm"><flow id="story" field="letter" style="note-text" height="1fr">
{more}</flow></column></sheet>
<sheet id="more" role="next"><column padding="20mm"><flow id="story" field="letter" style="note-text" height="1fr">
{more}</flow></column></sheet>
"""


def pages(root: Path, count: int, more: str = GRID, body: str = "Un") -> tuple[Sheet, ...]:
    """The pages of a text that so many organisations sign."""
    desk = Desk(root, PAGES.format(more=more), styles=STYLES)
    desk.campaign = desk.campaign._replace(
        texts={"lettre": TextFile("lettre", {}, body, 1, "texts/lettre.md")},
        organisations=tuple(Organisation(f"o{i}", f"N{i}") for i in range(count)),
    )
    made = desk.compose("A6", letter="lettre")
    assert codes(made) == []
    return made.sheets


def names(sheet: Sheet) -> list[tuple[str, float, float]]:
    """Each name with its place."""
    runs: list[tuple[GlyphRun, Affine]] = list(found(sheet, GlyphRun))
    placed = [(run.run.text, *through.apply(run.x, run.y)) for run, through in runs]
    return [(text, round(x, 2), round(y, 2)) for text, x, y in placed if text[0] == "N"]


@pytest.mark.parametrize(("count", "columns"), [(2, 1), (3, 1), (4, 2), (12, 2), (13, 3), (36, 3), (37, 4), (60, 4)])
def test_names_stand_in_one_to_four_columns_by_their_number(tmp_path: Path, count: int, columns: int) -> None:
    told = [one for sheet in pages(tmp_path, count) for one in names(sheet)]
    assert [text for text, _, _ in told] == [f"N{i}" for i in range(count)]
    assert len({x for _, x, _ in told}) == columns


def test_a_long_list_goes_on_overleaf_row_by_row(tmp_path: Path) -> None:
    sheets = pages(tmp_path, 60, body="\n\n".join(["Un deux trois"] * 5))
    shown = [names(sheet) for sheet in sheets]
    assert len(sheets) == 2 and all(shown)
    assert sum(map(len, shown)) == 60
    assert len(shown[0]) % 4 == 0
    assert max(y for _, _, y in shown[0]) <= sheets[0].format.height - 56
    lists = [group for sheet in sheets for group, _ in found(sheet, Group) if group.role == "list"]
    assert len(lists) == 2 and lists[0].key == lists[1].key != ""
    items = [group for sheet in sheets for group, _ in found(sheet, Group) if group.role == "item"]
    assert len(items) == 60


def test_the_words_before_a_list_stay_with_it_and_a_box_without_content_is_not_there(tmp_path: Path) -> None:
    more = '<text style="note-text">Avec nous</text>' + GRID + '<row if="lede"><text field="lede"/></row><rule/>'
    for lines in range(14, 24):
        sheets = pages(tmp_path, 8, more, "\n\n".join(["Un"] * lines))
        for sheet in sheets:
            words = text_of(sheet)
            if "Avec nous" in words:
                assert "N0" in words


def test_the_padding_above_a_box_is_no_gap_at_the_head_of_a_page(tmp_path: Path) -> None:
    far = names(pages(tmp_path, 2)[0])[0][2]
    near = names(pages(tmp_path, 2, GRID.replace(' padding="5mm 0mm 0mm"', ""))[0])[0][2]
    assert far - near > 5
