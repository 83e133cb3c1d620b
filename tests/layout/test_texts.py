"""Text as a leaf: measured, scaled, placed in its box, made of stories."""

from __future__ import annotations

import pytest

from pressdesk.base.colour import BLACK
from pressdesk.display.items import GlyphRun
from pressdesk.layout.page import NO_OUTS, ink_named
from pressdesk.layout.texts import TextLeaf, paragraphs_of_list, paragraphs_of_story, role_of_style
from pressdesk.model.story import Block, Span, Story
from pressdesk.text.fonts import builtin_library
from pressdesk.text.paragraph import Paragraph
from pressdesk.text.style import TypeStyle
from tests.layout.given import BRAND

STYLE = TypeStyle("Source Sans 3", size=20.0)


def leaf(text: str = "Tenons bon", style: TypeStyle = STYLE, justify: str = "") -> TextLeaf:
    return TextLeaf(
        (Paragraph((Span(text),), style),),
        builtin_library(),
        BLACK,
        lambda name: ink_named(BRAND, name),
        justify=justify,
    )


def test_a_text_is_as_wide_as_its_line_and_no_narrower_than_its_longest_word() -> None:
    text = leaf()
    assert text.least() < text.natural()
    assert text.height(text.natural() + 0.01) == pytest.approx(27.0)
    assert text.height(text.natural() - 1) == pytest.approx(54.0)
    assert text.excess(text.natural() + 1, 27.0) == pytest.approx((-1.0, 0.0))
    assert text.excess(text.least() - 10, 100.0)[0] > 0


@pytest.mark.parametrize(("justify", "top"), [("", 0.0), ("centre", 36.5), ("end", 73.0)])
def test_the_place_in_a_taller_box(justify: str, top: float) -> None:
    text = leaf(justify=justify)
    (run,) = text.draw(200, 100, NO_OUTS)
    assert isinstance(run, GlyphRun)
    assert run.y == pytest.approx(top + text.at_width(200).first_baseline)
    assert text.baseline(200, 100) == pytest.approx(run.y)


def test_a_scaled_text_is_what_it_would_be_if_set_at_that_size() -> None:
    scaled, direct = leaf().scaled(0.5), leaf(style=STYLE._replace(size=10.0))
    assert scaled.natural() == pytest.approx(direct.natural(), abs=0.01)
    assert scaled.least() == pytest.approx(direct.least(), abs=0.01)
    assert scaled.height(100) == direct.height(100)
    assert scaled.at_width(50).lines == direct.at_width(50).lines


def test_unknown_colours_of_spans_are_told() -> None:
    text = TextLeaf(
        (Paragraph((Span("Oui", colour="acent"), Span("non", colour="accent")), STYLE),),
        builtin_library(),
        BLACK,
        lambda name: ink_named(BRAND, name),
    )
    assert [problem.code for problem in text.problems] == ["unknown-colour"]
    runs = [item for item in text.draw(200, 50, NO_OUTS) if isinstance(item, GlyphRun)]
    assert [run.ink.name for run in runs] == ["black", "accent"]


def test_blocks_of_a_story() -> None:
    blocks = (
        Block("heading", (Span("Titre"),), 1),
        Block("paragraph", (Span("Texte"),)),
        Block("bullet", (Span("un"),), 1),
        Block("number", (Span("deux"),), 2, 4),
        Block("rule", ()),
        Block("quote", (Span("dit"),)),
        Block("speaker", (Span("elle"),)),
    )
    heading, text, bullet, number, quote, speaker = paragraphs_of_story(Story(blocks), STYLE, "fr", lambda _: None)
    assert heading.style.weight == 700
    assert heading.style.size > STYLE.size
    assert text.style.space_after > 0
    assert (bullet.marker, number.marker) == ("•", "4.")
    assert number.style.indent == pytest.approx(2 * bullet.style.indent)
    assert quote.style.italic
    assert speaker.style.indent == quote.style.indent
    special = STYLE._replace(weight=900)
    (other,) = paragraphs_of_story(Story(blocks[:1]), STYLE, "fr", lambda kind: special if kind == "heading" else None)
    assert other.style == special


def test_items_of_a_list_hang_on_their_bullets() -> None:
    one, two = paragraphs_of_list(((Span("un"),), (Span("deux"),)), STYLE, "fr")
    assert one.marker == two.marker == "•"
    assert one.style.indent > 0


@pytest.mark.parametrize(
    ("style", "role"), [("slogan", "title"), ("subhead", "heading"), ("quote", "quote"), ("text", "paragraph")]
)
def test_roles_by_style(style: str, role: str) -> None:
    assert role_of_style(style) == role


def test_lines_are_counted_without_setting_them() -> None:
    text = leaf("Nos cabinets ferment pour que demain ils ouvrent")
    assert text.lines_at(60) == len(leaf("Nos cabinets ferment pour que demain ils ouvrent").at_width(60).lines) > 1
    assert text.lines_at(1000) == 1
    assert text.problems == ()
