from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.model.story import Block, Span
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
        ("bullet", "encore", 1, 0),
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
