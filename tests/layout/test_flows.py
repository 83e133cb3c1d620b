"""Stories over pages: every line once and in order, none alone, no heading at a foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.display.inspect import text_of
from pressdesk.display.items import GlyphRun, Sheet
from tests.layout.given import Desk, codes, found, rect_of

PAGES = """
<sheet id="one" role="first"><column padding="20mm"><text style="title">Lettre</text>
  <flow id="story" field="story" height="1fr"/></column></sheet>
<sheet id="more" role="next"><column padding="20mm"><text>suite</text>
  <flow id="story" field="story" height="1fr"/></column></sheet>
<sheet id="end" role="last"><column padding="20mm"><flow id="story" field="story" height="1fr"/>
  <text>signé</text></column></sheet>
"""


def story(paragraphs: int, words: int = 90) -> str:
    return "\n\n".join(" ".join(f"p{p}m{w}" for w in range(words)) for p in range(paragraphs))


def words_of(sheet: Sheet) -> list[str]:
    return [word for run, _ in found(sheet, GlyphRun, "story") for word in run.run.text.split()]


@pytest.mark.parametrize("count", [1, 12, 30])
def test_every_word_comes_once_and_in_order(tmp_path: Path, count: int) -> None:
    desk = Desk(tmp_path, PAGES)
    text = story(count)
    made = desk.compose("A6", story=text)
    assert not made.problems
    assert [word for sheet in made.sheets for word in words_of(sheet)] == text.split()
    names = [sheet.name for sheet in made.sheets]
    assert names[0] == "one"
    assert len(set(names)) == len(names)
    assert all(name.split("-")[0] == "more" for name in names[1:-1])
    assert names[-1] == ("end" if len(names) > 1 else "one")


def test_lines_stay_inside_the_box(tmp_path: Path) -> None:
    for sheet in Desk(tmp_path, PAGES).compose("A6", story=story(20)).sheets:
        box = rect_of(sheet, "story")
        for run, through in found(sheet, GlyphRun, "story"):
            _, y = through.apply(run.x, run.y)
            assert box.y < y < box.bottom + 0.1


def test_no_line_of_a_paragraph_stands_alone(tmp_path: Path) -> None:
    sheets = Desk(tmp_path, PAGES).compose("A6", story=story(30, 55)).sheets
    for sheet in sheets:
        lines: dict[str, int] = {}
        for run, _ in found(sheet, GlyphRun, "story"):
            paragraph = run.run.text.split("m")[0]
            lines[paragraph] = lines.get(paragraph, 0) + 1
        assert min(lines.values()) >= 2


def test_a_heading_stays_with_what_follows(tmp_path: Path) -> None:
    text = "\n\n".join(f"# Titre{p}\n\n" + " ".join(f"mot{w}" for w in range(20 + 7 * p)) for p in range(14))
    for sheet in Desk(tmp_path, PAGES).compose("A6", story=text).sheets:
        assert not words_of(sheet)[-1].startswith("Titre")


def test_columns_are_filled_in_turn(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path, '<column padding="10mm"><flow id="story" field="story" height="60mm" columns="2" gap="5mm"/></column>'
    )
    made = desk.compose("A4", story=story(6))
    (sheet,) = made.sheets
    places = [through.apply(run.x, run.y) for run, through in found(sheet, GlyphRun, "story")]
    lefts = sorted({round(x) for x, _ in places})
    assert len(lefts) == 2
    assert words_of(sheet) == story(6).split()[: len(words_of(sheet))]
    assert codes(made) == ([] if len(words_of(sheet)) == 540 else ["overset"])


def test_a_story_too_long_for_its_only_page_is_overset(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<flow id="story" field="story" height="1fr"/>')
    made = desk.compose("A6", story=story(30))
    assert codes(made) == ["overset"]
    shown = words_of(made.sheets[0])
    lost = story(30).split()[len(shown)]
    assert f"“{lost} " in made.problems[0].message


def test_without_a_story_only_the_first_page_comes(tmp_path: Path) -> None:
    made = Desk(tmp_path, PAGES).compose("A6")
    assert [sheet.name for sheet in made.sheets] == ["one"]
    assert "Lettre" in text_of(made.sheets[0])
