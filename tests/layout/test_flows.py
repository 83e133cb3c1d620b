"""Stories over pages: every line once and in order, none alone, no heading at a foot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.display.inspect import dump, text_of
from pressdesk.display.items import GlyphRun, Group, Sheet
from pressdesk.layout.compose import Composition
from pressdesk.model.story import TextFile
from pressdesk.model.table import Row
from tests.layout.given import Desk, codes, found, groups, rect_of

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


WIDTHS = """
<sheet id="one" role="first"><column padding="20mm"><flow id="story" field="story" height="30mm"/></column></sheet>
<sheet id="more" role="next"><column padding="15mm 8mm"><flow id="story" field="story" height="1fr"/></column></sheet>
<sheet id="end" role="last"><column padding="10mm 34mm"><flow id="story" field="story" height="60mm"/></column></sheet>
"""
STYLES = """<style name="release-text" size="10pt" leading="1.4" space-after="60%" hyphenate="yes"/>"""
BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.just(""), st.integers(1, 160)),
        st.tuples(st.just("# "), st.integers(1, 9)),
        st.tuples(st.just("- "), st.integers(1, 30)),
        st.tuples(st.just("> "), st.integers(1, 40)),
    ),
    min_size=1,
    max_size=25,
)


def marked(blocks: list[tuple[str, int]]) -> str:
    """Blocks of as many words, every word another."""
    return "\n\n".join(mark + " ".join(f"b{b}mot{w}" for w in range(count)) for b, (mark, count) in enumerate(blocks))


def text_in(sheets: tuple[Sheet, ...]) -> str:
    """The text of a story's pages without quotation marks, hyphens, bullets and spaces."""
    shown = "".join(run.run.text for sheet in sheets for run, _ in found(sheet, GlyphRun, "story"))
    return re.sub("[\\s«»•\u00ad\u00a0]", "", shown)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BLOCKS)
def test_nothing_is_lost_on_pages_of_different_widths(tmp_path: Path, blocks: list[tuple[str, int]]) -> None:
    desk = Desk(tmp_path, WIDTHS.replace("<flow", '<flow style="release-text"'), styles=STYLES)
    text = marked(blocks)
    made = desk.compose("A6", story=text)
    assert codes(made) == []
    assert text_in(made.sheets) == re.sub("[\\s#>-]", "", text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BLOCKS, st.integers(0, 24), st.integers(1, 30))
def test_a_change_gives_what_composing_anew_gives(
    tmp_path: Path, blocks: list[tuple[str, int]], place: int, count: int
) -> None:
    desk = Desk(tmp_path, PAGES)
    desk.compose("A6", story=marked(blocks))
    place = min(place, len(blocks) - 1)
    blocks = [*blocks[:place], ("", count), *blocks[place + 1 :]]
    again = desk.compose("A6", story=marked(blocks))
    anew = Desk(tmp_path, PAGES).compose("A6", story=marked(blocks))
    assert [dump(sheet) for sheet in again.sheets] == [dump(sheet) for sheet in anew.sheets]


def test_a_page_whose_text_did_not_change_is_the_same_page(tmp_path: Path) -> None:
    desk = Desk(tmp_path, PAGES)
    before = desk.compose("A6", story=story(12)).sheets
    after = desk.compose("A6", story=story(12).replace("p11m80", "p11n80")).sheets
    assert len(before) == len(after) > 3
    assert [one is other for one, other in zip(before, after, strict=True)].count(False) == 1


def test_pages_stay_the_same_when_there_are_more_than_a_box_remembers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressdesk.layout.plan.KEPT", 2)
    desk = Desk(tmp_path, PAGES.replace("suite", "{page}/{pages}"))
    desk.compose("A6", story=story(12))
    before = desk.compose("A6", story=story(12)).sheets
    after = desk.compose("A6", story=story(12).replace("p11m80", "p11n80")).sheets
    assert len(before) == len(after) > 3
    assert [one is other for one, other in zip(before, after, strict=True)].count(False) == 1


def test_a_quotation_stays_with_its_speaker_and_gets_its_marks(tmp_path: Path) -> None:
    for lines in range(1, 9):
        text = "mot " * 9 * lines
        quoted = f"{text}\n\n> Nous restons, dit-elle, et nous restons ici encore longtemps.\n>\n> — Ana Roux\n\nFin."
        made = letter(tmp_path, quoted, '<flow style="release-text"')
        shown = ["".join(words_of(sheet)) for sheet in made.sheets]
        page = next(number for number, words in enumerate(shown) if "Nousrestons" in words)
        assert shown[page].count("Roux") == 1
        assert "«Nousrestons" in shown[page]
        assert "longtemps.»" in shown[page]


def letter(root: Path, body: str, flow: str = "<flow") -> Composition:
    """A text of the campaign over pages, read as the files of `texts` are."""
    desk = Desk(root, PAGES.replace("<flow", flow).replace('field="story"', 'field="letter"'))
    texts = {"lettre": TextFile("lettre", {}, body, 1, "texts/lettre.md")}
    desk.campaign = desk.campaign._replace(texts=texts)
    return desk.compose("A6", letter="lettre")


def test_a_page_break_begins_a_page_and_ends_the_columns(tmp_path: Path) -> None:
    first, second = letter(tmp_path, "Un.\n\n+++\n\nDeux.\n\n* * *\n\nTrois.", '<flow columns="2" gap="4mm"').sheets
    assert words_of(first) == ["Un."]
    assert words_of(second) == ["Deux.", "*", "*", "*", "Trois."]


def test_texts_in_a_flow_follow_the_story_once(tmp_path: Path) -> None:
    pages = PAGES.replace(
        'height="1fr"/>',
        'height="1fr"><text field="lede" style="strong"/><text if="title" role="heading">À propos</text>'
        '<text field="demands"/></flow>',
    )
    for count in (1, 7, 8, 9):
        made = Desk(tmp_path, pages).compose(
            "A6", story=story(count), lede="Ana Roux", demands=["Un", "Deux"], title="x"
        )
        assert not made.problems
        words = [word for sheet in made.sheets for word in words_of(sheet)]
        assert words == [*story(count).split(), "Ana", "Roux", "À", "propos", "•", "Un", "•", "Deux"]
        assert words_of(made.sheets[-1])[0] != "Ana"


def test_pages_are_numbered(tmp_path: Path) -> None:
    pages = PAGES.replace("<text>suite</text>", '<text id="folio">{page}/{pages} {name}</text>')
    made = Desk(tmp_path, pages).compose("A6", story=story(10))
    count = len(made.sheets)
    folios = ["".join(run.run.text for run, _ in found(sheet, GlyphRun, "folio")) for sheet in made.sheets]
    assert folios == ["", *(f"{n}/{count} Nos soins" for n in range(2, count)), ""]
    assert not made.problems


def test_a_reader_hears_headings_paragraphs_items_and_quotations(tmp_path: Path) -> None:
    desk = Desk(tmp_path, PAGES)
    (sheet,) = desk.compose("A4", story="# Un\n\nDeux\n\n- trois\n- quatre\n\n> cinq").sheets
    (flow,) = [group for group in groups(sheet, "story") if group.role != "artifact"]
    parts = [item for item in flow.items if isinstance(item, Group)]
    assert [part.role for part in parts] == ["heading", "paragraph", "list", "quote"]
    assert [item.role for item in parts[2].items if isinstance(item, Group)] == ["item", "item"]


def test_a_box_too_low_for_a_line_is_told_and_ends(tmp_path: Path) -> None:
    low = PAGES.replace('height="1fr"', 'height="1mm"')
    made = Desk(tmp_path, low).compose("A6", story=story(2))
    assert codes(made) == ["overset"]
    assert "“p0m0 " in made.problems[0].message


def test_a_word_wider_than_its_column_is_broken_and_told(tmp_path: Path) -> None:
    made = Desk(tmp_path, PAGES).compose("A6", story="Voici " + "tresdurable" * 12)
    assert codes(made) == ["long-word"]
    assert "".join("".join(words_of(sheet)) for sheet in made.sheets) == "Voici" + "tresdurable" * 12


def test_one_very_long_paragraph_runs_over_a_hundred_pages(tmp_path: Path) -> None:
    made = Desk(tmp_path, PAGES).compose("A6", story=story(1, 30_000))
    assert len(made.sheets) > 100
    assert [word for sheet in made.sheets for word in words_of(sheet)] == story(1, 30_000).split()


def test_in_a_merge_every_row_has_its_own_pages(tmp_path: Path) -> None:
    pages = PAGES.replace("<text>suite</text>", "<text>{page}</text>")
    desk = Desk(tmp_path, pages)
    for town in ("Brest", "Lyon"):
        text = story(9) + "\n\n{event.town}"
        made = desk.compose("A6", story=text, row=Row(2, {"town": town}))
        assert [word for sheet in made.sheets for word in words_of(sheet)] == [*story(9).split(), town]
        assert text_of(made.sheets[1])[0] == "2"
