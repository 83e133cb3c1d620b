from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.output.plain import COLUMNS, plain_text, wrapped
from tests.output.documents import block, letters, release, stories, story, table


def told(*blocks: Block, **more: Any) -> str:
    return plain_text(release(story(*blocks), **more))


def test_the_release_as_it_goes_into_an_e_mail() -> None:
    text = plain_text(release())
    assert max(map(len, text.splitlines())) <= COLUMNS
    assert "\nVallée de l’Orcelle\u00a0: le 17\u00a0avril, les soignants ferment leurs cabinets\n=====" in text
    assert "\n1. Payer la route. Un forfait" in text
    assert "\n    — Nadège Corvaisier, infirmière" in text
    assert "Nadège Corvaisier\ninfirmière, porte-parole de Veille\n06 39 98 41 07\npresse@" in text
    assert text.endswith("\nVeille, 4 rue des Lavandières, 99120 Vaubrune\n")
    assert "Liens" not in text  # the only links say their own addresses


def test_links_are_numbered_once_each() -> None:
    spans = (Span("Lire "), Span("ici", link="https://a.example/1"), Span(" et "), Span("là", link="https://a.example/2"),
             Span(", "), Span("ici", link="https://a.example/1"), Span("."))  # fmt: skip
    text = told(Block("paragraph", spans))
    assert "Lire ici [1] et là [2], ici [1]." in text
    assert "Liens\n-----\n\n[1] https://a.example/1\n[2] https://a.example/2\n" in text


def test_notes_stand_at_the_end() -> None:
    called = Story((Block("paragraph", (Span("Ici"), Span("1", note=1), Span("."))),), ((Span("Source."),),))
    text = plain_text(release(called))
    assert "Ici\u00a0(1)." in text
    assert "Notes\n-----\n\n(1) Source.\n" in text


def test_lists_hang_and_nest() -> None:
    text = told(
        block("bullet", "un " * 40, level=1, number=1),
        block("bullet", "deux", level=2, number=1),
        block("paragraph", "suite", depth=2),
    )
    assert "\n-  un un" in text
    assert "\n   un un" in text
    assert "\n   -  deux\n\n      suite\n" in text


def test_a_table_stands_in_columns() -> None:
    numbers = (Cell((Span("Oui"),)), Cell((Span("1 204"),), align="right"))
    head = (Cell((Span("Réponse"),), header=True), Cell((Span("Voix exprimées"),), header=True))
    text = told(Block("table", (Span("Vote"),), rows=(head, numbers), header_rows=1))
    assert "Vote\nRéponse  Voix exprimées\n-------  --------------\nOui               1\u202f204" in text


def test_a_table_too_wide_becomes_lines() -> None:
    text = told(table([[f"Colonne{i}" for i in range(12)], [f"valeur{i}" for i in range(12)]]))
    assert "Colonne0\u00a0: valeur0\nColonne1\u00a0: valeur1" in text


def test_english_words() -> None:
    text = told(block("figure", "Crowd", picture="pictures/x.jpg", alternative="A crowd", credit="Ann"), language="en")
    assert "[Picture: A crowd]\nCrowd\nAnn" in text


def test_a_long_address_stays_whole() -> None:
    address = "https://a.example/" + "x" * 100
    assert address in told(block("paragraph", f"Voir {address} maintenant.")).splitlines()


def test_no_break_spaces_do_not_break() -> None:
    assert wrapped("aa b\u00a0c", 5) == ["aa", "b\u00a0c"]


@settings(max_examples=60, deadline=None)
@given(stories)
def test_every_letter_comes_out_in_its_order(story: Story) -> None:
    document = release(story)
    text = letters(plain_text(document))
    place = 0
    for part in document.parts:
        if part.kind == "text" and part.block.kind not in ("table", "figure"):
            for span in part.block.spans:
                words = letters(span.text)
                place = text.find(words, place)
                assert place >= 0, words
