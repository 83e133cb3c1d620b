from __future__ import annotations

from pressdesk.model.story import Block, Span
from pressdesk.text.reading import CALL, NoteText, joined, read_section
from pressdesk.text.stories import parse_story


def test_a_section_counts_its_lines_from_nought_and_leaves_calls_open() -> None:
    section = read_section("a[^1]\n\n[^1]: b")
    assert section.calls
    assert section.blocks == (
        Block("paragraph", (Span("a"), Span("[^1]", superior=True, note=CALL)), line=0),
        NoteText("1", ((Span("b"),),), 2),
    )


def test_what_did_not_change_is_the_same_object() -> None:
    parts = ["# Un", "mot " * 30, "- a\n\n- b", "| a | b |\n|-|-|\n| 1 | 2 |\n\n: x", "fin"]
    before, _ = parse_story("\n\n".join(parts))
    parts[1] += "de plus"
    after, _ = parse_story("\n\n".join(parts))
    assert [one is other for one, other in zip(before.blocks, after.blocks, strict=True)].count(False) == 1


def test_parts_are_read_as_the_whole() -> None:
    body = "- a\n\n- b\n\n  c\n\n```\nx\n\ny\n```\n\n> q\n\n> r\n\n1. s\n\n2. t\n\n    u\n\nv"
    story, _ = parse_story(body)
    assert [(block.kind, block.text, block.number) for block in story.blocks] == [
        ("bullet", "a", 1), ("bullet", "b", 2), ("paragraph", "c", 0), ("paragraph", "x\n\ny", 0), ("quote", "q", 0),
        ("quote", "r", 0), ("number", "s", 1), ("number", "t", 2), ("paragraph", "u", 0), ("paragraph", "v", 0),
    ]  # fmt: skip


def test_runs_of_equal_marks_are_joined_but_calls_are_not() -> None:
    assert joined([Span("a"), Span("b"), Span(""), Span("1", note=1), Span("1", note=1)]) == (
        Span("ab"), Span("1", note=1), Span("1", note=1),
    )  # fmt: skip
