from __future__ import annotations

import pytest
from hypothesis import given, settings

from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.output.markdown import markdown_of
from pressdesk.text.stories import parse_story, without_hidden_characters
from tests.output.documents import block, stories, story, table


def there_and_back(*blocks: Block, notes: list[str] | None = None) -> tuple[str, Story]:
    text = markdown_of(story(*blocks, notes=notes or [])).text
    return text, parse_story(text)[0]


def letters(text: str) -> str:
    return "".join(char for char in text if not char.isspace())


def test_a_text_as_a_person_writes_it() -> None:
    text, back = there_and_back(
        block("heading", "Un titre", level=2),
        Block(
            "paragraph", (Span("Le "), Span("12 mars", bold=True), Span(" on "), Span("ferme", italic=True), Span("."))
        ),
        block("bullet", "un", number=1),
        block("bullet", "dedans", level=2, number=1),
        block("bullet", "deux", number=2),
        block("number", "premier", number=1),
        block("quote", "Je reste."),
        block("speaker", "Anne"),
        Block("paragraph", (Span("Lire "), Span("ici", link="https://a.example/x"), Span("."))),
    )
    assert text == (
        "## Un titre\n\nLe **12 mars** on *ferme*.\n\n- un\n  - dedans\n- deux\n1. premier\n\n"
        "> Je reste.\n>\n> — Anne\n\nLire [ici](https://a.example/x).\n"
    )
    assert [one.kind for one in back.blocks] == [
        "heading", "paragraph", "bullet", "bullet", "bullet", "number", "quote", "speaker", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "# pas un titre", "- pas une puce", "1. pas un numéro", "> pas une citation", "+++", "***", "---", "| a | b |",
        ": pas une légende", "```", "a*b*c", "_a_", "[x](y)", "[^1]", "^{re}", "{slogan}", "{{x}}",
        "a \\ b", "<b>", "&amp;",
        "`code`", "![x](y)", "fin #", "ligne\n- suite", "a\n---", "1) non", "=== ", "~~~ x", "[a]{lang=gcf}",
        "http://a.example/_x_",
    ],
)  # fmt: skip
def test_no_sign_is_taken_for_a_mark(words: str) -> None:
    for kind in ("paragraph", "heading", "bullet", "quote"):
        _, back = there_and_back(block(kind, words, number=1 if kind == "bullet" else 0))
        (found,) = back.blocks
        assert letters(found.text).replace("{{", "{").replace("}}", "}") == "".join(words.split())
        assert found.kind == kind or words == "a\n---"  # in a quotation, such a line is a speaker
        assert not any(span.bold or span.italic or span.link for span in found.spans)


def test_marks_that_touch_words_stay_with_the_letters() -> None:
    spans = (
        Span("l'", italic=True),
        Span("eau", bold=True),
        Span(" vive ", italic=True),
        Span("fin", bold=True, italic=True),
    )
    _, back = there_and_back(Block("paragraph", spans))
    assert letters(back.text) == "l'eauvivefin"


def test_lists_that_begin_anew() -> None:
    _, back = there_and_back(
        block("number", "a", number=1), block("number", "b", number=2), block("number", "c", number=1),
        block("number", "d", level=2, number=5), block("paragraph", "suite", depth=2), block("number", "e", number=2),
    )  # fmt: skip
    assert [(one.text, one.kind, one.level, one.number) for one in back.blocks if one.kind == "number"] == [
        ("a", "number", 1, 1), ("b", "number", 1, 2), ("c", "number", 1, 1), ("d", "number", 2, 5),
        ("e", "number", 1, 2),
    ]  # fmt: skip
    assert next(one for one in back.blocks if one.text == "suite").depth == 2


def test_a_table_with_its_caption_and_sides() -> None:
    right = Block(
        "table",
        (Span("Vote du 12"),),
        rows=(
            (Cell((Span("Réponse"),), True), Cell((Span("Voix"),), True, "right")),
            (Cell((Span("Oui | non\nou rien"),)), Cell((Span("12"),), False, "right")),
        ),
        header_rows=1,
    )
    _, back = there_and_back(right, block("paragraph", ": suite"))
    (found, after) = back.blocks
    assert (found.kind, found.text, found.header_rows) == ("table", "Vote du 12", 1)
    assert [[cell.text for cell in row] for row in found.rows] == [["Réponse", "Voix"], ["Oui | non\nou rien", "12"]]
    assert found.rows[1][1].align == "right"
    assert after.text == ": suite"


def test_a_table_without_heads_gets_an_empty_one() -> None:
    _, back = there_and_back(table([["a", "b"], ["c", "d"]], head=0))
    assert [[cell.text for cell in row] for row in back.blocks[0].rows][-2:] == [["a", "b"], ["c", "d"]]


def test_bars_and_backslashes_stay_in_their_cells() -> None:
    cells = ["|", "a|b", "\\|", "|\\", "\\"]
    _, back = there_and_back(table([["x"] * 5, cells], head=1))
    assert [cell.text for cell in back.blocks[0].rows[-1]] == cells


def test_pictures_notes_and_page_breaks() -> None:
    _, back = there_and_back(
        block("figure", 'Une "foule"', picture="pictures/a.jpg", alternative="Des gens", credit="Anne L."),
        Block("pagebreak", ()),
        Block("rule", ()),
        Block("paragraph", (Span("Ici"), Span("1", note=1), Span("."))),
        notes=["La source."],
    )
    figure, *others = back.blocks
    assert (figure.picture, figure.text, figure.alternative, figure.credit) == (
        "pictures/a.jpg", 'Une "foule"', "Des gens", "Anne L.",
    )  # fmt: skip
    assert [one.kind for one in others] == ["pagebreak", "rule", "paragraph"]
    assert [[span.text for span in spans] for spans in back.notes] == [["La source."]]
    assert [span.note for span in others[-1].spans] == [0, 1, 0]


def test_foreign_and_superior_words() -> None:
    spans = (Span("Tyenbé rèd", language="gcf"), Span(" la 1"), Span("re", superior=True))
    text, back = there_and_back(Block("paragraph", spans))
    assert text == "[Tyenbé rèd]{lang=gcf} la 1^{re}\n"
    assert [(span.text, span.language, span.superior) for span in back.blocks[0].spans] == [
        ("Tyenbé rèd", "gcf", False), (" la 1", "", False), ("re", "", True),
    ]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(stories)
def test_every_letter_comes_back(story: Story) -> None:
    clean = Story(
        tuple(
            one._replace(
                spans=tuple(span._replace(text=without_hidden_characters(span.text)) for span in one.spans),
                rows=tuple(
                    tuple(
                        cell._replace(
                            spans=tuple(span._replace(text=without_hidden_characters(span.text)) for span in cell.spans)
                        )
                        for cell in row
                    )
                    for row in one.rows
                ),
            )
            for one in story.blocks
        )
    )
    back, _ = parse_story(markdown_of(clean).text)

    def told(one: Story) -> str:
        return "".join(
            letters(block.text) + "".join(letters(cell.text) for row in block.rows for cell in row)
            for block in one.blocks
            if block.kind not in ("rule", "pagebreak")
        )

    assert told(back).replace("{{", "{").replace("}}", "}") == told(clean)
