from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.model.story import Block, Span, Story
from pressdesk.text.stories import parse_story


def blocks(text: str) -> list[tuple[str, str, int, int]]:
    story, _ = parse_story(text)
    return [(block.kind, block.text, block.level, block.number) for block in story.blocks]


def test_headings_paragraphs_and_their_lines() -> None:
    story, problems = parse_story("# Un\n\nDeux\ntrois\n\n## Quatre", first_line=10)
    assert [(b.kind, b.text, b.level, b.line) for b in story.blocks] == [
        ("heading", "Un", 1, 10),
        ("paragraph", "Deux trois", 1, 12),
        ("heading", "Quatre", 2, 15),
    ]
    assert problems == ()


def test_marks_become_spans_and_equal_neighbours_are_one() -> None:
    story, _ = parse_story(
        "a **b *c*** 1^{er} [d](https://e.example) [Tyen byen !]{lang=gcf colour=accent size=1.5} \\*f\\*"
    )
    assert story.blocks[0].spans == (
        Span("a "),
        Span("b ", bold=True),
        Span("c", bold=True, italic=True),
        Span(" 1"),
        Span("er", superior=True),
        Span(" "),
        Span("d", link="https://e.example"),
        Span(" "),
        Span("Tyen byen !", language="gcf", colour="accent", size_factor=1.5),
        Span(" *f*"),
    )


def test_lists_nest_and_go_on() -> None:
    assert blocks("- un\n- deux\n\n  encore\n  1. a\n  2. b\n\n5. cinq\n6. six") == [
        ("bullet", "un", 1, 1),
        ("bullet", "deux", 1, 2),
        ("paragraph", "encore", 1, 0),
        ("number", "a", 2, 1),
        ("number", "b", 2, 2),
        ("number", "cinq", 1, 5),
        ("number", "six", 1, 6),
    ]


def test_a_quotation_names_its_speaker() -> None:
    assert blocks("> On tient.\n>\n> — Awa Diallo, présidente") == [
        ("quote", "On tient.", 1, 0),
        ("speaker", "Awa Diallo, présidente", 1, 0),
    ]


def test_page_breaks_and_rules() -> None:
    assert [block[0] for block in blocks("a\n\n+++\n\n---\n\nb")] == ["paragraph", "pagebreak", "rule", "paragraph"]


def test_an_unclosed_mark_stays_and_is_told_with_its_line() -> None:
    story, problems = parse_story("a\n\nb **c", first_line=3, file="texts/a.md")
    assert story.blocks[1].text == "b **c"
    assert [(p.code, p.place.line, p.place.file) for p in problems] == [("unclosed-mark", 5, "texts/a.md")]


def test_hidden_characters_go_and_are_told() -> None:
    story, problems = parse_story("sa\u00adlle\u200b d\u2019attente\u00a0: ok")
    assert story.blocks == (Block("paragraph", (Span("salle d\u2019attente\u00a0: ok"),), line=1),)
    assert [p.code for p in problems] == ["hidden-characters"]


@given(st.lists(st.text("abcéœ «»’'!?0123456789"), max_size=5))
def test_words_come_through(paragraphs: list[str]) -> None:
    story, _ = parse_story("\n\n".join("x" + paragraph for paragraph in paragraphs))
    assert [block.text.split() for block in story.blocks] == [("x" + paragraph).split() for paragraph in paragraphs]


@given(st.text("ab *_#>-+1.\n[]:"))
def test_no_letter_is_lost_whatever_the_marks(text: str) -> None:
    story, _ = parse_story(text)
    assert [c for c in story.text if c.isalpha()] == [c for c in text if c.isalpha()]


def test_a_link_may_name_a_fact() -> None:
    story, _ = parse_story("[signez]({petition.link}) et [lisez](https://e.example/%7Ba)")
    assert story.blocks[0].spans[0].link == "{petition.link}"


def rows(story: Story, block: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in story.blocks[block].rows]


def test_a_table_has_columns_sides_headers_and_a_caption() -> None:
    story, problems = parse_story(
        "| Poste | Avant | {now} |\n|---|:-:|---|\n| Route | 12 | 1 240,5 % |\n| Autre | 3 | {x} |\n: Les *tarifs*"
    )
    assert problems == ()
    (block,) = story.blocks
    assert (block.kind, block.text, block.header_rows, block.spans[1].italic) == ("table", "Les tarifs", 1, True)
    assert rows(story) == [["Poste", "Avant", "{now}"], ["Route", "12", "1 240,5 %"], ["Autre", "3", "{x}"]]
    assert [cell.align for cell in block.rows[1]] == ["left", "centre", "right"]
    assert [[cell.header for cell in row] for row in block.rows] == [[True] * 3, [False] * 3, [False] * 3]


@pytest.mark.parametrize("text", ["| | A |\n|-|-|\n| x | y |", "| N | A |\n|-|-|\n| **x** | y |"])
def test_the_first_column_names_its_rows(text: str) -> None:
    story, _ = parse_story(text)
    assert [cell.header for cell in story.blocks[0].rows[1]] == [True, False]


def test_a_table_without_names_has_no_header_and_a_bar_may_be_escaped() -> None:
    story, _ = parse_story("| | |\n|-|-|\n| a \\| b | c<br>d |")
    assert (rows(story), story.blocks[0].header_rows) == ([["a | b", "c\nd"]], 0)


def test_cells_beyond_the_columns_stay_and_are_told() -> None:
    story, problems = parse_story("x\n\n| a | b |\n|-|-|\n| 1 | 2 | 3 |\n| 4 |")
    assert rows(story, 1) == [["a", "b", ""], ["1", "2", "3"], ["4", "", ""]]
    assert [(p.code, p.place.line) for p in problems] == [("table-columns", 5)]


def test_a_table_marked_as_chart() -> None:
    story, _ = parse_story("| | 2025 |\n|-|-|\n| Oui | 72 % |\n\n: Réponses {chart}")
    assert (story.blocks[0].kind, story.blocks[0].text) == ("chart", "Réponses")


def test_a_fenced_chart_has_lines_of_words_and_values() -> None:
    story, problems = parse_story(
        "```chart Qui signe ?\n| 2025 | 2026\nOui | 72 % | 80 %\nPeut-être : si : 8 %\nrien\n```"
    )
    assert story.blocks[0].text == "Qui signe ?"
    assert rows(story) == [
        ["", "2025", "2026"],
        ["Oui", "72 %", "80 %"],
        ["Peut-être : si", "8 %", ""],
        ["rien", "", ""],
    ]
    assert story.blocks[0].header_rows == 1
    assert [(p.code, p.place.line) for p in problems] == [("chart-line", 5)]


def test_pictures_stand_after_the_words_around_them() -> None:
    story, _ = parse_story('Avant ![une marche](<pictures/é b.jpg> "La *marche*"){credit="Awa"} après')
    words, figure = story.blocks
    assert words.text == "Avant  après"
    assert (figure.kind, figure.picture, figure.alternative) == ("figure", "pictures/é b.jpg", "une marche")
    assert (figure.text, figure.credit, figure.spans[1].italic) == ("La marche", "Awa", True)


def test_a_picture_where_none_can_stand_leaves_its_description() -> None:
    story, problems = parse_story("# Titre ![vue](pictures/a.jpg)")
    assert (story.blocks[0].text, [p.code for p in problems]) == ("Titre vue", ["picture-in-text"])


def test_a_picture_that_could_not_be_read_is_told() -> None:
    assert [p.code for p in parse_story("![vue](pictures/a b.jpg)")[1]] == ["unread-picture"]


def test_notes_are_numbered_by_their_calls() -> None:
    story, problems = parse_story("a[^z] b[^2] c[^z]\n\n[^2]: Deux\n[^z]: Zed\n  suite\n\n  encore[^n]\n\n[^n]: fin")
    assert problems == ()
    assert [(span.text, span.note) for span in story.blocks[0].spans if span.note] == [("1", 1), ("2", 2), ("1", 1)]
    assert ["".join(span.text for span in note) for note in story.notes] == ["Zed suite\nencore3", "Deux", "fin"]
    assert story.notes[0][1].note == 3
    assert len(story.blocks) == 1


def test_notes_without_a_call_and_calls_without_a_note_stay() -> None:
    story, problems = parse_story("a[^1]\n\n[^2]: Deux\n\n[^3]: moi[^3]")
    assert [block.text for block in story.blocks] == ["a[^1]", "[^2]: Deux", "[^3]: moi[^3]"]
    assert sorted((p.code, p.place.line) for p in problems)[:3] == [
        ("uncalled-note", 3), ("uncalled-note", 5), ("unknown-note", 1),
    ]  # fmt: skip


def test_the_last_line_of_a_quotation_may_name_its_speaker() -> None:
    assert blocks("> On tient.\n> — Awa\n\n> — Un dialogue\n>\n> suite") == [
        ("quote", "On tient.", 1, 0), ("speaker", "Awa", 1, 0), ("quote", "— Un dialogue", 1, 0),
        ("quote", "suite", 1, 0),
    ]  # fmt: skip


def test_what_stands_in_a_list_knows_how_deep() -> None:
    story, _ = parse_story("- a\n  - b\n\n    c\n\n    > d\n\n  e\n\nf")
    assert [(block.kind, block.text, block.level, block.depth) for block in story.blocks] == [
        ("bullet", "a", 1, 0), ("bullet", "b", 2, 0), ("paragraph", "c", 1, 2), ("quote", "d", 1, 2),
        ("paragraph", "e", 1, 1), ("paragraph", "f", 1, 0),
    ]  # fmt: skip


def test_lines_are_right_after_signs_that_end_lines_elsewhere() -> None:
    story, problems = parse_story("a\x0bb\u2029c\n\nd **e")
    assert [(block.text, block.line) for block in story.blocks] == [("a b c", 1), ("d **e", 3)]
    assert problems[0].place.line == 3


def test_braces_of_a_fact_and_plain_ones() -> None:
    assert parse_story("{carers} et \\{rien\\}")[0].text == "{carers} et {{rien}}"


PARTS = st.sampled_from(
    [
        *(
            "a",
            "b é",
            "**",
            "*",
            "_",
            "`",
            "```",
            "~~~",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "---",
            "+++",
            "===",
            "|",
        ),
        *("[^k]", "[^k]: ", "[x](4)", "{", "}", "\\", "^{", "[", "]", "(", ")", "]{size=2}", ": ", "    ", "\t", "<"),
        *("\u2028", "| ", "|---|", "\n| a | b |\n|--|--|\n"),
    ]
)


def letters(story: Story) -> Counter[str]:
    texts = [block.text for block in story.blocks]
    texts += [cell.text for block in story.blocks for row in block.rows for cell in row]
    texts += [span.text for note in story.notes for span in note]
    return Counter(c for text in texts for c in text if c.isalpha())


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, max_size=25).map("".join))
def test_no_letter_is_lost_whatever_stands_in_what(text: str) -> None:
    lost = Counter(c for c in text if c.isalpha()) - letters(parse_story(text)[0])
    assert not set(lost) - set("skize"), text  # names of notes and of attributes


@pytest.mark.parametrize("sign", ["> ", "- ", "[", "*a _", "[^", "|", "^{", "- > "])
def test_marks_in_marks_end_and_keep_what_they_hold(sign: str) -> None:
    story, _ = parse_story(sign * 1500 + "fin")
    assert story.text.endswith("fin")
