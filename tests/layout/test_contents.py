"""The list of contents: each heading with the page it came out on."""

from __future__ import annotations

from pathlib import Path

from pressdesk.display.items import GlyphRun
from tests.layout.given import Desk, found
from tests.layout.reports import FLOW, STYLES, composed, desk_for, elements, letters, report, said

TEXT = "\n\n".join(f"## Partie {n}\n\n" + "mot " * 120 + f"\n\n### Section {n}\n\n" + "mot " * 60 for n in range(6))


def entries(sheets: tuple[object, ...]) -> list[str]:
    return [said(item) for sheet in sheets for item, _ in elements(sheet, "item")]  # type: ignore[arg-type]


def test_headings_are_listed_with_their_pages(tmp_path: Path) -> None:
    made = report(tmp_path, "Chapeau.\n\n" + TEXT, more=' contents="2"')
    listed = entries(made.sheets)
    assert len(listed) == 12
    pages = {
        said(group): number for number, sheet in enumerate(made.sheets, 1) for group, _ in elements(sheet, "heading")
    }
    assert listed == [f"{words}{page}" for words, page in pages.items()]


def test_levels_below_are_left_out(tmp_path: Path) -> None:
    assert len(entries(report(tmp_path, TEXT, more=' contents="1"').sheets)) == 6
    assert entries(report(tmp_path, "## Seule\n\nmot", more=' contents="2"').sheets) == []


def test_pages_follow_when_the_text_grows(tmp_path: Path) -> None:
    desk = desk_for(tmp_path, ' contents="1"')
    before = entries(composed(desk, TEXT).sheets)
    grown = TEXT.replace("## Partie 1", "mot " * 400 + "\n\n## Partie 1")
    after = entries(composed(desk, grown).sheets)
    assert after[0] == before[0]
    assert int(after[-1].removeprefix("Partie 5")) > int(before[-1].removeprefix("Partie 5"))
    assert after == entries(report(tmp_path, grown, more=' contents="1"').sheets)


def test_numbers_end_at_the_edge(tmp_path: Path) -> None:
    sheet = report(tmp_path, TEXT, more=' contents="1"').sheets[0]
    ends = {
        round(through.apply(run.x + run.run.advance, 0)[0], 1)
        for run, through in found(sheet, GlyphRun, "story")
        if run.run.text.isdigit()
    }
    assert ends == {round(sheet.format.width - 15 * 72 / 25.4, 1)}


def test_nothing_is_lost_where_one_page_alone_has_the_list_or_the_signature(tmp_path: Path) -> None:
    first = '<flow id="story" field="letter" style="note-text" height="1fr" contents="2"><text>Signé</text></flow>'
    desk = Desk(
        tmp_path,
        f'<sheet id="one" role="first"><column padding="15mm">{first}</column></sheet>'
        f'<sheet id="more" role="next"><column padding="15mm">{FLOW.format(more="")}</column></sheet>',
        styles=STYLES,
    )
    made = composed(desk, TEXT)
    shown = "".join(said(sheet) for sheet in made.sheets)
    listed = "".join(entries(made.sheets))
    assert len(entries(made.sheets)) == 12
    assert letters(shown) == letters(TEXT + listed + "Signé")
    assert shown.endswith("Signé")
