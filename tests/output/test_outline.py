from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from pressdesk.base.formats import FORMATS
from pressdesk.base.paths import SAMPLE
from pressdesk.display.inspect import text_of
from pressdesk.model.story import Block, Span, Story
from pressdesk.model.values import Value
from pressdesk.output.document import PAGE, PAGES, Document, leaves
from pressdesk.output.outline import clean, document_of, is_text
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.filling import Filler
from pressdesk.work.making import Maker
from pressdesk.work.plan import Order, plan
from pressdesk.work.store import load
from tests.output.documents import DAY, block, filled_release, letters, part_of, release, sample, stories, story


def test_a_release_is_read_in_the_order_of_its_page() -> None:
    parts = release().parts
    assert [part.kind for part in parts[:3]] == ["logos", "row", "rule"]
    assert parts[1].text == "Veille et Les Proches\nCommuniqué de presse"
    assert parts[3].text == "Embargo jusqu’au 1er\u00a0mars 2027 à 6\u00a0h, heure de Paris"
    assert parts[3].fill == sample().brand.colours["ground"].rgb.hex
    assert [part.role for part in parts[4:7]] == ["title", "", "lede"]
    told = [part.text for part in parts]
    places = [told.index(words) for words in ("Contacts presse", "Nadège Corvaisier", "06 39 98 41 07")]
    assert places == sorted(places)
    assert told.index("À propos de Veille et des Proches") < places[0]


def test_the_words_are_those_of_the_page() -> None:
    campaign = load(SAMPLE)
    order = Order(campaign.day, ("communique",), "screen")
    sheets = Maker(campaign, order).compose(plan(campaign, order)[0]).sheets
    page = letters("".join("".join(text_of(sheet)) for sheet in sheets).replace("\u00ad", ""))
    for part in leaves(release().parts):
        if part.kind == "text" and len(part.text) < 60:
            assert letters(part.text) in page
    assert letters(part_of(release(), "Chaque matin").text)[:80] in page


def test_rules_of_typography_hold_and_ordinals_stand_above() -> None:
    found = part_of(release(story(block("paragraph", 'Le 1er mars : "Tenons bon" !'))), "Tenons")
    assert found.text == "Le 1er\u00a0mars\u00a0: «\u00a0Tenons bon\u00a0»\u202f!"
    assert [span.text for span in found.block.spans if span.superior] == ["er"]


def test_what_goes_on_in_an_item_is_a_paragraph_of_its_depth() -> None:
    blocks = [
        Block("bullet", (Span(text),), 1, number)
        for text, number in (("un", 1), ("suite", 0), ("encore", 0), ("deux", 2))
    ]
    parts = [part.block for part in release(story(*blocks)).parts if part.text in ("un", "suite", "encore", "deux")]
    assert [(one.kind, one.depth) for one in parts] == [
        ("bullet", 0), ("paragraph", 1), ("paragraph", 1), ("bullet", 0),
    ]  # fmt: skip


def test_items_that_were_never_numbered_stay_items() -> None:
    story = Story(tuple(Block("bullet", (Span(text),)) for text in ("un", "deux")))
    assert [part.block.kind for part in release(story).parts if part.text in ("un", "deux")] == ["bullet", "bullet"]


def test_headings_begin_with_the_first_level() -> None:
    blocks = [block("heading", "Grand", level=2), block("heading", "Petit", level=3)]
    found = release(story(*blocks))
    assert [part_of(found, words).block.level for words in ("Grand", "Petit")] == [1, 2]


def test_quotes_get_the_quotation_marks_of_the_page() -> None:
    found = release(story(block("quote", "Je reste."), block("quote", "Toujours."), block("speaker", "Anne")))
    assert [part_of(found, words).text for words in ("Je reste", "Toujours", "Anne")] == [
        "«\u00a0Je reste.", "Toujours.\u00a0»", "Anne",
    ]  # fmt: skip
    assert part_of(release(story(block("quote", "« Déjà »"))), "Déjà").text == "«\u00a0Déjà\u00a0»"


def test_notes_of_several_texts_are_numbered_through() -> None:
    called = Story((Block("paragraph", (Span("Ici"), Span("1", superior=True, note=1))),), ((Span("une note"),),))
    found = release(called, about=called)
    assert [[span.text for span in spans] for spans in found.notes] == [["une note"], ["une note"]]
    numbers = [span.note for part in found.parts for span in part.block.spans if span.note]
    assert numbers == [1, 2]
    assert [span.text for part in found.parts for span in part.block.spans if span.note] == ["1", "2"]


def test_head_and_foot_of_the_pages() -> None:
    found = release()
    assert [part.text for part in leaves(found.next_head)] == [
        "Veille et Les Proches", "Communiqué de presse –\u00a0Vaubrune, le 1er\u00a0mars 2027",
    ]  # fmt: skip
    assert [part.text for part in leaves(found.foot)][-1] == f"{PAGE}/{PAGES}"
    assert [part.text for part in found.closing] == ["Veille, 4 rue des Lavandières, 99120 Vaubrune"]


def test_a_hidden_box_stays_hidden_and_a_style_is_changed() -> None:
    template, filled = filled_release()
    tweaks: dict[str, dict[str, Value]] = {"signature": {"hide": True}, "title": {"style": "release-lede"}}
    found = document_of(template, filled, FORMATS["A4"], sample().brand, root=SAMPLE, tweaks=tweaks)
    assert found is not None
    assert "pour Veille et Les Proches" not in found.text
    assert part_of(found, "les soignants ferment").style == "release-lede"


def test_without_contacts_nothing_heads_them() -> None:
    assert "Contacts presse" not in release(contacts=()).text


@pytest.mark.parametrize("name", ["poster-call", "event-flyer", "triptych"])
def test_only_templates_with_a_flow_are_texts(name: str) -> None:
    template = template_named(name)
    assert not any(is_text(template, FORMATS[format]) for format in FORMATS)
    assert document_of(template, filled_release()[1], FORMATS["A4"], sample().brand, root=Path()) is None


def test_a_picture_in_a_story_is_found_in_the_campaign() -> None:
    figure = block("figure", "Devant", picture="pictures/photo.jpg", alternative="Une foule", credit="Anne")
    found = part_of(release(story(figure)), "Devant")
    assert (found.picture, found.block.alternative, found.block.credit) == (
        SAMPLE / "pictures/photo.jpg", "Une foule", "Anne",
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(stories)
def test_no_letter_of_a_story_is_lost(story: Story) -> None:
    told = letters(release(story).text)
    for one in story.blocks:
        for spans in (one.spans, *(cell.spans for row in one.rows for cell in row)):
            for char in letters(clean("".join(span.text for span in spans))):
                assert char in told or char in "\"'.‐…«»“”‘’„"


def letter() -> Document:
    """The sample's letter to its first official."""
    piece = sample().pieces["lettre"]
    template = template_named(piece.template)
    row = sample().tables[piece.rows].rows[0]
    filled = Filler(template, piece, sample(), DAY).fill(row)
    found = document_of(template, filled, FORMATS["A4"], sample().brand, root=SAMPLE)
    assert found is not None
    return found


def test_an_address_stands_at_the_right_with_its_lines_together() -> None:
    found = letter()
    there = [part for part in found.parts if part.left]
    assert len({part.left for part in there}) == 1 and there[0].left > found.paper.width / 3
    street = part_of(found, "4 rue des Lavandières")
    assert street.close and not street.left
    date = there[-1]
    assert date.text.startswith("Vaubrune, le") and not date.close


def test_a_line_with_the_number_of_the_page_is_its_foot_wherever_it_stands() -> None:
    found = letter()
    assert PAGE not in "".join(part.text for part in found.parts)
    assert PAGE in "".join(part.text for part in found.foot)
