"""What is read on a page belongs to an element, all else is an artifact; nothing looks different for it."""

from __future__ import annotations

from pathlib import Path as FilePath

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.colour import BLACK
from pressdesk.base.geometry import Affine, Rect
from pressdesk.display.items import GlyphRun, Group, Item, Link, Picture
from pressdesk.display.pictures import probe
from pressdesk.layout.page import NO_OUTS
from pressdesk.layout.texts import TextLeaf
from pressdesk.model.story import Span
from pressdesk.output.pdf.marking import parted
from pressdesk.text.fonts import builtin_library
from pressdesk.text.glyphs import ShapedRun
from pressdesk.text.paragraph import Paragraph
from pressdesk.text.style import TypeStyle
from tests.output.sheets import OPTIONS, box, content, face, line, pdf, photo, pixels, rich_sheet, shaped, sheet
from tests.output.tagged import Heard, Reader
from tests.validators import PROFILES, validate_page

TAGGED = OPTIONS._replace(tagged=True)
NARROW = TypeStyle("Source Sans 3", size=10, hyphenate=True, align="justify")
LIBRARY = builtin_library()


def heard(*items: Item) -> list[Heard]:
    """What is heard of a page, the document itself left out."""
    reader = Reader(pdf(sheet(*items), options=TAGGED))
    assert not any(page.unmarked for page in reader.pages)
    return [one._replace(element=None) for one in reader.heard()[1:]]


def told(*items: Item) -> list[tuple[str, str]]:
    return [(one.type, one.text) for one in heard(*items)]


def foreign(text: str, y: float, language: str) -> GlyphRun:
    return GlyphRun(10.0, y, shaped(text)._replace(language=language), BLACK)


def leaf(text: str, style: TypeStyle = NARROW) -> TextLeaf:
    return TextLeaf([Paragraph((Span(text),), style)], LIBRARY, BLACK, lambda _: (BLACK, ()))


def test_the_page_looks_as_it_does_without_marks() -> None:
    assert numpy.array_equal(pixels(rich_sheet(), 2.0), pixels(rich_sheet(), 2.0, TAGGED))


@pytest.mark.parametrize("standard", ["PDF/UA-1", "PDF/A-2a"])
def test_a_page_of_everything_validates(tmp_path: FilePath, standard: str) -> None:
    assert standard in PROFILES
    path = tmp_path / "rich.pdf"
    path.write_bytes(pdf(rich_sheet(), rich_sheet(), options=TAGGED))
    assert validate_page(path, standard) == []


def test_a_file_for_the_press_has_no_marks() -> None:
    data = pdf(rich_sheet(), options=TAGGED._replace(mode="cmyk"))
    assert "MCID" not in content(data)
    assert b"StructTreeRoot" not in data


def test_text_without_a_role_is_a_paragraph_for_each_group() -> None:
    one, other = Group((line("un", 20),)), Group((line("deux", 40), box(0, 0, 9, 9), line(" trois", 60)))
    assert told(one, other) == [("P", "un"), ("P", "deux trois")]


def test_shapes_and_artifacts_are_not_heard() -> None:
    items = box(0, 0, 9, 9), Group((line("1/2", 20),), role="artifact"), Group((line("mot", 40),), role="paragraph")
    assert told(*items) == [("P", "mot")]


def test_what_stands_on_every_page_is_its_header_or_its_footer() -> None:
    head = Group((line("Tête", 20),), role="artifact", box="head")
    foot = Group((line("2/3", 20),), Affine.translation(0, 260), role="artifact", box="foot")
    operators = content(pdf(sheet(head, foot, Group((line("x", 50),), role="artifact")), options=TAGGED))
    assert operators.index("/Subtype/Header") < operators.index("/Subtype/Footer") < operators.index("/Artifact BMC")


def test_words_in_another_language_say_so() -> None:
    items = line("Un mot : ", 20), foreign("yon mo", 40, "gcf"), line(", oui", 60)
    found = Reader(pdf(sheet(Group(items, role="paragraph")), options=TAGGED))
    paragraph = found.heard()[1]
    assert paragraph.text == "Un mot : yon mo, oui"
    assert [str(kid.Lang) for kid in paragraph.element.K if hasattr(kid, "Lang")] == ["gcf"]  # type: ignore[union-attr]
    assert str(found.document.Root.Lang) == "fr"


def test_a_paragraph_all_in_another_language_says_so_itself() -> None:
    (one,) = heard(Group((foreign("All ", 20, "en"), foreign("English", 40, "en")), role="paragraph"))
    assert (one.type, one.text, one.language) == ("P", "All English", "en")


def test_a_figure_says_what_it_shows_and_where_it_is(tmp_path: FilePath) -> None:
    asset = probe(photo(tmp_path / "p.png"))
    shown = Picture(asset, Rect(10, 20, 60, 40), alternative="Une marche")
    bare = Picture(asset, Rect(10, 20, 60, 40))
    logo = Group(
        (box(0, 0, 30, 10), box(0, 10, 30, 10)), Affine.translation(100, 50), role="figure", alternative="Nous"
    )
    found = Reader(pdf(sheet(shown, bare, logo), options=TAGGED))
    figures = found.heard()[1:]
    assert [(one.type, one.alternative) for one in figures] == [("Figure", "Une marche"), ("Figure", "Nous")]
    places = [[float(part) for part in one.element.A.BBox] for one in figures]  # type: ignore[union-attr]
    assert places == [[10, 240, 70, 280], [100, 230, 130, 250]]


def test_a_code_is_a_figure_with_words_beside_it() -> None:
    words = Group((line("Signez", 80),)), Group((line("a.example", 95),))
    code = Group((box(0, 0, 60, 60), Group((box(5, 5, 50, 50),)), *words), role="code", alternative="https://a.example")
    found = heard(code)
    assert [(one.type, one.text, one.alternative) for one in found] == [
        ("Div", "", ""),
        ("Figure", "", "https://a.example"),
        ("P", "Signez", ""),
        ("P", "a.example", ""),
    ]


def test_a_link_over_two_lines_is_one() -> None:
    first = Group((line("https://", 20), Link(Rect(10, 10, 60, 12), "https://a.example")), role="link")
    second = Group((line("a.example", 35), Link(Rect(10, 25, 60, 12), "https://a.example")), role="link")
    reader = Reader(pdf(sheet(Group((line("Voir ", 5), first, second), role="paragraph")), options=TAGGED))
    paragraph = reader.heard()[1]
    assert paragraph.text == "Voir https://a.example"
    link = paragraph.element.K[1]  # type: ignore[union-attr]
    assert link.S == "/Link"
    assert len([kid for kid in link.K if hasattr(kid, "Obj")]) == 2
    rects = [[float(part) for part in note.Rect] for note in reader.document.pages[0].obj.Annots]
    assert rects == [[10, 278, 70, 290], [10, 263, 70, 275]]


def test_without_places_to_click_the_words_of_a_link_stay() -> None:
    link = Group((line("ici", 20), Link(Rect(10, 10, 60, 12), "https://a.example")), role="link")
    reader = Reader(pdf(sheet(Group((line("Voir ", 5), link), role="paragraph")), options=TAGGED._replace(links=False)))
    assert [(one.type, one.text) for one in reader.heard()[1:]] == [("P", "Voir ici")]
    assert "/Annots" not in reader.document.pages[0].obj


def test_what_comes_again_is_heard_each_time() -> None:
    same = Group((*(line(f"Ligne numéro {n}", 20 * n) for n in range(1, 8)),), role="paragraph")
    reader = Reader(pdf(sheet(same), sheet(same), options=TAGGED))
    texts = [one.text for one in reader.heard()[1:]]
    assert texts == ["".join(f"Ligne numéro {n}" for n in range(1, 8))] * 2


def test_words_in_a_transparent_group_are_heard() -> None:
    group = Group((box(0, 0, 90, 30), line("Pâle", 20), line(" mot", 30)), opacity=0.5)
    assert told(Group((group,), role="paragraph")) == [("P", "Pâle mot")]


def test_a_hyphen_at_a_line_end_is_an_artifact() -> None:
    run = GlyphRun(10, 20, ShapedRun(face(), 10.0, (5, 6, 7), (0.0, 4.0, 9.0), (0, 1, 2), "ab\u00ad", 12.0), BLACK)
    first, hyphen = parted(run)
    assert (first.run.text, hyphen.run.text) == ("ab", "\u00ad")
    assert (first.x, hyphen.x, hyphen.run.xs) == (10, 19, (0.0,))
    assert (first.run.advance, hyphen.run.advance) == (9.0, 3.0)
    assert told(Group((run,), role="paragraph"))[0][1] == "ab"


def test_divided_words_are_heard_whole() -> None:
    text = "Les indemnités kilométriques conventionnelles n’ont pas été réévaluées depuis l’anticonstitutionnellement."
    drawn = leaf(text).draw(90.0, 500.0, NO_OUTS)
    assert any("\u00ad" in item.run.text for item in drawn if isinstance(item, GlyphRun))
    assert told(Group(drawn, role="paragraph")) == [("P", text)]


@pytest.mark.parametrize("language", ["", "ar"])
def test_what_is_written_from_right_to_left_is_heard_in_its_order(language: str) -> None:
    words = TextLeaf(
        [Paragraph((Span("Ici "), Span("مرحبا بالعالم", language=language), Span(" aussi")), NARROW)],
        LIBRARY,
        BLACK,
        lambda _: (BLACK, ()),
    )
    drawn = words.draw(200.0, 100.0, NO_OUTS)
    assert any(item.run.rtl for item in drawn if isinstance(item, GlyphRun))
    assert told(Group(drawn, role="paragraph")) == [("P", words.at_width(200.0).text)]


TYPED = st.lists(
    st.sampled_from(
        [*"aéM ,.;:!?-'\"«»\n\u00ad\u00a0\u202f\t%\\()ﬁ漢→", "  ", "maison ", "hospitalisation ", "12 mars ", "office ",
         "https://a.fr/b-c ", "patient·es ", "مرحبا ", "incompréhensiblement "]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TYPED, st.sampled_from([NARROW, NARROW._replace(align="centre", case="upper"), NARROW._replace(size=24)]))
def test_any_text_is_heard_as_it_was_set(typed: str, style: TypeStyle) -> None:
    text = leaf(typed, style)
    drawn = text.draw(90.0, 500.0, NO_OUTS)
    words = "".join(one.text for one in heard(Group(drawn, role="paragraph")))
    assert words.split() == text.at_width(90.0).text.split()
    for space in "\u00a0\u202f":
        assert words.count(space) == text.at_width(90.0).text.count(space)


@settings(max_examples=15, deadline=None)
@given(TYPED.filter(lambda typed: "漢" not in typed), TYPED)
def test_any_text_validates(tmp_path_factory: pytest.TempPathFactory, typed: str, alternative: str) -> None:
    figure = Group((box(0, 0, 9, 9),), role="figure", alternative=alternative or "x")
    drawn = Group(leaf(typed).draw(90.0, 500.0, NO_OUTS), role="paragraph")
    path = tmp_path_factory.getbasetemp() / "any.pdf"
    path.write_bytes(pdf(sheet(drawn, figure), options=TAGGED))
    assert [validate_page(path, standard) for standard in ("PDF/UA-1", "PDF/A-2a")] == [[], []]
