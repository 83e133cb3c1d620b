"""What a column holds: foot-notes at its foot, evened columns, figures that give way; nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.display.inspect import dump, walk
from pressdesk.display.items import GlyphRun, Group, Mark, Picture, Shape
from tests.layout.given import codes, found, rect_of
from tests.layout.reports import baselines, composed, desk_for, elements, letters, report, said

WORDS = " ".join(f"mot{n}" for n in range(60))


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it(tmp_path: Path) -> None:
    made = report(tmp_path, f"{WORDS} un[^1] {WORDS} deux[^2] {WORDS}\n\n[^1]: Note première\n[^2]: Note seconde")
    assert codes(made) == []
    for sheet in made.sheets:
        calls = [group.key for group, _ in elements(sheet, "reference")]
        notes = [group.key for group, _ in elements(sheet, "note")]
        assert calls == notes
    (first,) = [sheet for sheet in made.sheets if "seconde" in said(sheet)]
    places = baselines(first)
    note = next(y for text, y in places.items() if "seconde" in text)
    assert note == max(y for text, y in places.items() if "/" not in text)
    assert rect_of(first, "story", "box").bottom - note < 6


def test_a_long_note_goes_on_overleaf(tmp_path: Path) -> None:
    note = " ".join(f"n{n}" for n in range(260))
    made = report(tmp_path, f"{WORDS[:300]}[^1] {WORDS}\n\n[^1]: {note}")
    assert codes(made) == []
    holding = [sheet for sheet in made.sheets if any(elements(sheet, "note"))]
    assert len(holding) > 1
    assert "".join(said(group) for sheet in holding for group, _ in elements(sheet, "note")).replace(
        " ", ""
    ) == "1." + note.replace(" ", "")
    assert {group.key for sheet in holding for group, _ in elements(sheet, "note")} == {"note-1"}


def test_notes_called_by_notes_and_by_cells_are_set(tmp_path: Path) -> None:
    made = report(tmp_path, "a[^1]\n\n| A | B |\n|-|-|\n| x[^2] | y |\n\n[^1]: un[^3]\n[^2]: deux\n[^3]: trois")
    (sheet,) = made.sheets
    assert [said(group) for group, _ in elements(sheet, "note")] == ["1. un3", "2. deux", "3. trois"]


def test_columns_of_the_last_page_are_even(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, "\n\n".join([WORDS] * 3), "A4", ' columns="2" gap="6mm"').sheets
    places = [through.apply(run.x, run.y) for run, through in found(sheet, GlyphRun, "story")]
    middle = sheet.format.width / 2
    left, right = (max(y for x, y in places if (x > middle) is side) for side in (False, True))
    assert abs(left - right) < 30


def test_a_figure_gives_way_to_stay_and_stands_alone_where_it_must(tmp_path: Path) -> None:
    for count in range(20, 200, 20):
        body = " ".join(["mot"] * count) + '\n\n![Une marche](pictures/photo.png "La marche"){credit="Ana"}'
        made = report(tmp_path, body)
        (picture,) = [(one, to) for sheet in made.sheets for one, to in walk(sheet) if isinstance(one, Picture)]
        assert codes(made) == [] or codes(made) == ["low-resolution"]
        assert sum(said(sheet).count("La marche") for sheet in made.sheets) == 1
        assert picture[0].box.width / picture[0].box.height == pytest.approx(1.5, rel=0.01)


def test_a_figure_has_its_alternative_and_its_caption(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, "![](pictures/photo.png)").sheets
    ((figure, _),) = elements(sheet, "figure")
    assert figure.alternative == "Une marche"
    (sheet,) = report(tmp_path, '![Foule](pictures/photo.png "Légende"){credit=Ana}').sheets
    assert [said(group) for group, _ in elements(sheet, "caption")] == ["Légende Ana"]


def test_each_paragraph_tells_its_line(tmp_path: Path) -> None:
    made = report(tmp_path, "# Un\n\nDeux\n\n- trois\n- quatre")
    spots = [item for item, _ in walk(made.sheets[0]) if isinstance(item, Mark) and item.data]
    assert [(spot.box, spot.kind, spot.data) for spot in spots] == [
        ("story:1", "text", "1"), ("story:3", "text", "3"), ("story:5", "text", "5"), ("story:6", "text", "6"),
    ]  # fmt: skip
    assert all(spot.rect.height > 5 for spot in spots)


def test_running_heads_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    made = report(tmp_path, "\n\n".join([WORDS] * 4))
    assert len(made.sheets) > 1
    assert "suite" not in said(made.sheets[1])
    assert "2/" not in said(made.sheets[1])


def test_lists_in_lists_are_told(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, "- a\n  1. b\n\n     c\n- d\n\ne").sheets
    lists = [(group.level, said(group)) for group, _ in elements(sheet, "list")]
    assert lists == [(1, "• a1. bc• d"), (2, "1. bc")]
    assert [said(group) for group, _ in elements(sheet, "item")] == ["• a1. bc", "1. bc", "• d"]
    assert [said(group) for group, _ in elements(sheet, "label")] == ["•", "1.", "•"]


def test_headings_have_levels_without_gaps(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, "## a\n\n#### b\n\n##### c\n\n## d", "A5").sheets
    assert [(group.level, said(group)) for group, _ in elements(sheet, "heading")] == [
        (2, "a"),
        (3, "b"),
        (4, "c"),
        (2, "d"),
    ]


def test_words_of_a_link_stand_in_one_element_with_their_target(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, "voir [le **site** ici](https://a.example)").sheets
    ((link, _),) = elements(sheet, "link")
    assert said(link) == "le site ici"


BLOCK = st.one_of(
    st.integers(1, 130).map(lambda n: " ".join(f"w{i}" for i in range(n))),
    st.integers(1, 6).map(lambda n: "## " + " ".join(f"h{i}" for i in range(n))),
    st.integers(1, 9).map(lambda n: "\n".join(f"- i{i} " + "mot " * (i * 5) for i in range(n))),
    st.integers(1, 25).map(lambda n: "> " + " ".join(f"q{i}" for i in range(n)) + "\n> — Ana"),
    st.integers(1, 22).map(
        lambda n: "| A | B |\n|---|---|\n" + "\n".join(f"| {'a ' * (i % 9)}x | {i} |" for i in range(n))
    ),
    st.integers(1, 14).map(lambda n: "```chart Titre\n" + "\n".join(f"r{i}: {i} %" for i in range(n)) + "\n```"),
    st.just('![Alt](pictures/photo.png "Une légende")'),
    st.just("+++"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BLOCK, min_size=1, max_size=9), st.lists(st.integers(1, 90), max_size=4), st.integers(1, 2))
def test_all_that_is_written_is_shown_once(tmp_path: Path, blocks: list[str], notes: list[int], columns: int) -> None:
    said_notes = [" ".join(f"f{i}" for i in range(count)) for count in notes]
    blocks = [f"{text} fin[^{n}]" if n < len(notes) and text.startswith("w") else text for n, text in enumerate(blocks)]
    called = [n for n, text in enumerate(blocks) if "[^" in text]
    body = "\n\n".join(blocks) + "\n\n" + "\n".join(f"[^{n}]: {said_notes[n]}" for n in called)
    made = report(tmp_path, body, "A6" if columns == 1 else "A5", f' columns="{columns}" gap="5mm"')
    assert set(codes(made)) <= {"low-resolution", "small-table"}
    shown = "".join(said(sheet) for sheet in made.sheets).removeprefix("Rapport")
    plain = re.sub(r"!\[Alt\]\(pictures/photo.png|```chart|\|---\|---\|", "", "\n\n".join(blocks))
    plain = re.sub(r"\[\^\d\]", "", plain) + "".join(said_notes[n] for n in called)
    numbers = "".join(str(i) * 2 for i in range(1, len(called) + 1))
    assert letters(shown) == letters(plain + numbers)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BLOCK, min_size=2, max_size=8), st.data())
def test_a_change_gives_what_composing_anew_gives(tmp_path: Path, blocks: list[str], data: st.DataObject) -> None:
    desk = desk_for(tmp_path, ' contents="2"')
    composed(desk, "\n\n".join(blocks))
    place = data.draw(st.integers(0, len(blocks) - 1))
    blocks[place] = data.draw(BLOCK)
    again = composed(desk, "\n\n".join(blocks))
    anew = composed(desk_for(tmp_path, ' contents="2"'), "\n\n".join(blocks))
    assert [dump(sheet) for sheet in again.sheets] == [dump(sheet) for sheet in anew.sheets]
    assert again.sheets == anew.sheets


def test_the_rule_above_notes_is_an_artifact(tmp_path: Path) -> None:
    (sheet,) = report(tmp_path, "a[^1]\n\n[^1]: b").sheets
    rules = [
        item for item, _ in walk(sheet) if isinstance(item, Group) and any(isinstance(one, Shape) for one in item.items)
    ]
    assert [rule.role for rule in rules] == ["artifact"]
