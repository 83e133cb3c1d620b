from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.problem import InputError
from pressdesk.model.story import Span
from pressdesk.text.fonts import builtin_library
from pressdesk.text.glyphs import SetLine, SetText
from pressdesk.text.markup import parse_inline
from pressdesk.text.paragraph import Paragraph, line_count, min_width, natural_width, set_rest, set_text
from pressdesk.text.prepare import SPACES
from pressdesk.text.style import Align, TypeStyle
from pressdesk.text.typography import NB, NN

LIBRARY = builtin_library()
TEXT = TypeStyle("Source Sans 3", size=10)
SLOGAN = TypeStyle("Barlow Condensed", weight=800, size=60, leading=0.9, tracking=-10, balance=True)
LONG = (
    "La santé de tous dépend de celles et ceux qui soignent. Le 12 mars, les cabinets d'orthophonie et de "
    "kinésithérapie ferment pour protester contre l'augmentation des charges, l'incompréhension de l'administration "
    "et le désengagement progressif de l'Assurance maladie ; nous demandons l'ouverture immédiate de négociations."
)


def laid(text: str, width: float, style: TypeStyle = TEXT, **rest: str) -> SetText:
    return set_text([Paragraph(parse_inline(text), style, **rest)], width, LIBRARY)  # type: ignore[arg-type]


def words(line: SetLine) -> str:
    return "".join(placed.run.text for placed in line.runs).rstrip(" ").replace("\u00ad", "=")


def lines(done: SetText) -> list[str]:
    """Lines in short: no-break spaces as _ and ~, a set hyphen as =."""
    return [words(line).replace(NB, "_").replace(NN, "~") for line in done.lines]


def slogan(text: str, width: float) -> list[str]:
    return lines(laid(text, width, SLOGAN))


def test_ragged_lines() -> None:
    assert lines(laid(LONG, 200)) == [
        "La santé de tous dépend de celles et ceux",
        "qui soignent. Le 12_mars, les cabinets",
        "d’orthophonie et de kinésithérapie ferment",
        "pour protester contre l’augmentation des",
        "charges, l’incompréhension de l’administration",
        "et le désengagement progressif de l’Assurance",
        "maladie~; nous demandons l’ouverture",
        "immédiate de négociations.",
    ]


def test_justified_lines_fill_the_width() -> None:
    done = laid(LONG, 200, TEXT._replace(align="justify", hyphenate=True))
    for line in done.lines[:-1]:
        assert (line.x, line.width) == pytest.approx((0, 200))
        last = line.runs[-1]
        drawn = len(last.run.text.rstrip(" "))
        end = last.x + (last.run.xs[drawn] if drawn < len(last.run.xs) else last.run.advance)
        assert end == pytest.approx(200, abs=0.01)
    assert done.lines[-1].width < 200
    assert sum("=" in line for line in lines(done)) in (1, 2, 3)


def test_hyphens_stand_as_soft_hyphens_and_are_drawn() -> None:
    done = laid(LONG, 200, TEXT._replace(align="justify", hyphenate=True))
    run = next(placed.run for line in done.lines for placed in line.runs if "\u00ad" in placed.run.text)
    assert run.text.endswith("\u00ad")
    assert run.face.char_of(run.gids[-1]) in ("-", "\u2010")
    assert run.clusters[-1] == len(run.text) - 1


@pytest.mark.parametrize("style", [TEXT._replace(align="centre"), SLOGAN, TEXT])
def test_titles_and_centred_lines_are_never_hyphenated(style: TypeStyle) -> None:
    style = style._replace(hyphenate=style.align == "centre" or style.balance)
    assert "\u00ad" not in "".join(placed.run.text for line in laid(LONG, 300, style).lines for placed in line.runs)


def test_the_last_word_and_names_are_not_divided() -> None:
    style = TEXT._replace(hyphenate=True, align="justify")
    for width in range(70, 130, 5):
        done = lines(laid("Les soignants de Guadeloupe demandent des négociations immédiatement", width, style))
        assert not any(line.split()[-1] != "Guadeloupe" and line.split()[-1].startswith("Gua") for line in done)
        assert done[-1].endswith("immédiatement")


SLOGANS = [
    ("Tenons bon", 400, ["Tenons bon"]),
    ("Nos cabinets ferment le 12 mars", 600, ["Nos cabinets", "ferment le 12_mars"]),
    ("La santé de la montagne n'est pas à vendre", 600, ["La santé de la montagne", "n’est pas à vendre"]),
    ("La santé de la montagne n'est pas à vendre", 400, ["La santé", "de la montagne", "n’est pas à vendre"]),
    ("Soigner n'est pas un luxe : rendez-nous nos soignants", 600,
     ["Soigner n’est pas un luxe_:", "rendez-nous nos soignants"]),
    ("Sans nous, pas de soins", 400, ["Sans nous,", "pas de soins"]),
    ("Nos cabinets ferment le 12 mars pour que demain ils puissent rester ouverts", 600,
     ["Nos cabinets ferment", "le 12_mars pour que demain", "ils puissent rester ouverts"]),
    ("Pas de bébés à la consigne", 420, ["Pas de bébés", "à la consigne"]),
    ("L'hôpital public est à nous", 420, ["L’hôpital public", "est à nous"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "width", "wanted"), SLOGANS)
def test_slogans_break_by_sense(text: str, width: float, wanted: list[str]) -> None:
    assert slogan(text, width) == wanted


@pytest.mark.parametrize("width", range(360, 960, 60))
def test_no_line_of_a_slogan_ends_on_an_article(width: float) -> None:
    for line in slogan("Pour la défense de la santé et des soins de ville, tous dans la rue le 12 mars", width)[:-1]:
        assert line.split()[-1] not in ("la", "de", "et", "des", "le", "dans", "Pour")


def test_typed_line_ends_stay() -> None:
    done = laid("un\n\ndeux ", 200)
    assert lines(done) == ["un", "", "deux"]
    assert done.texts == ("un\n\ndeux ",)
    assert done.height == pytest.approx(3 * 13.5)


def test_a_word_wider_than_the_line_is_broken_by_force() -> None:
    done = laid("Anticonstitutionnellement", 50)
    assert "".join(lines(done)) == "Anticonstitutionnellement"
    assert all(line.width <= 50 for line in done.lines)
    assert done.widest == pytest.approx(laid("Anticonstitutionnellement", 500).widest) and done.widest > 50


def test_a_long_title_without_spaces_ends() -> None:
    assert "".join(lines(laid("x" * 2000, 100))) == "x" * 2000


def test_addresses_break_without_a_hyphen() -> None:
    done = laid("Signez sur https://petition.example/tenir-bon-ensemble", 110)
    assert lines(done) == ["Signez sur", "https://petition.example/", "tenir-bon-ensemble"]


def test_typed_soft_hyphens() -> None:
    done = laid("anti\u00adconsti\u00adtution", 55)
    assert lines(done) == ["anticonsti=", "tution"]
    assert done.text == "anticonstitution"
    assert lines(laid("anti\u00adconsti\u00adtution", 400)) == ["anticonstitution"]


def test_alignment() -> None:
    left, right, centre = (
        laid("un deux", 200, TEXT._replace(align=align)).lines[0] for align in ("left", "right", "centre")
    )
    assert left.x == 0
    assert right.x == pytest.approx(200 - right.width)
    assert centre.x == pytest.approx((200 - centre.width) / 2)
    assert left.width == right.width == centre.width


def test_tracking_after_the_last_letter_does_not_count() -> None:
    loose = laid("un", 200, TEXT._replace(tracking=100, align="right")).lines[0]
    assert loose.width == pytest.approx(laid("un", 200).lines[0].width + 1)
    assert loose.x + loose.width == pytest.approx(200)


def test_ligatures_are_off_where_letters_are_tracked() -> None:
    tracked = laid("office", 200, TEXT._replace(tracking=50)).lines[0].runs[0].run
    assert len(tracked.gids) == 6 > len(laid("office", 200).lines[0].runs[0].run.gids)


def test_the_line_box_has_half_leading() -> None:
    done = laid("un\ndeux", 200)
    face = LIBRARY.face("Source Sans 3")
    content = 10 * (face.ascender - face.descender)
    assert done.first_baseline == pytest.approx((13.5 - content) / 2 + 10 * face.ascender)
    assert [line.top for line in done.lines] == pytest.approx([0, 13.5])
    assert [line.bottom for line in done.lines] == pytest.approx([13.5, 27])
    assert done.lines[1].baseline - done.lines[0].baseline == pytest.approx(13.5)


def test_leading_in_points() -> None:
    done = laid("un\ndeux", 200, TEXT._replace(leading_pt=20))
    assert done.lines[1].baseline - done.lines[0].baseline == pytest.approx(20)
    assert done.height == pytest.approx(40)


def test_a_larger_span_makes_its_line_higher() -> None:
    done = laid("un [deux]{size=2} trois\nquatre", 200)
    assert done.lines[0].bottom - done.lines[0].top == pytest.approx(27)
    assert done.lines[1].bottom - done.lines[1].top == pytest.approx(13.5)
    assert laid("un [deux]{size=0.5}", 200).height == pytest.approx(13.5)


def test_superiors_do_not_move_lines_apart() -> None:
    style = TypeStyle("Barlow Condensed", weight=700, size=20, leading=1.0)
    done = laid("1er mars", 400, style)
    assert done.height == pytest.approx(20)
    assert [placed.run.size for placed in done.lines[0].runs] == [20, 12, 20]
    assert done.text == "1er\u00a0mars"


def test_space_between_paragraphs_is_the_larger_one() -> None:
    style = TEXT._replace(space_before=5, space_after=8)
    done = set_text([Paragraph((Span("un"),), style), Paragraph((Span("deux"),), style)], 200, LIBRARY)
    assert done.lines[0].top == 0
    assert done.lines[1].top - done.lines[0].bottom == pytest.approx(8)
    assert done.height == done.lines[1].bottom
    assert done.text == "un\ndeux"
    assert [line.paragraph for line in done.lines] == [0, 1]


@given(
    st.lists(st.text("Çaé l’h-«» \n\u00a0.", max_size=60), min_size=1, max_size=3),
    st.floats(20, 300),
    st.sampled_from(("left", "justify", "centre")),
    st.booleans(),
)
@settings(max_examples=80, deadline=None)
def test_lines_are_counted_as_they_are_set(texts: list[str], width: float, align: Align, balance: bool) -> None:
    style = TypeStyle("Inter", size=14, align=align, balance=balance, hyphenate=not balance)
    paragraphs = [Paragraph((Span(text),), style) for text in texts]
    assert line_count(paragraphs, width, LIBRARY) == len(set_text(paragraphs, width, LIBRARY).lines)


def test_nothing_takes_no_room() -> None:
    assert set_text([], 200, LIBRARY).height == 0
    empty = laid("", 200)
    assert (empty.height, empty.lines, empty.texts) == (0, (), ("",))


def test_indents() -> None:
    done = laid(LONG, 200, TEXT._replace(indent=20, first_indent=10))
    assert [line.x for line in done.lines[:3]] == [30, 20, 20]
    assert all(line.x + line.width <= 200 for line in done.lines)


def test_a_bullet_stands_at_the_edge_and_the_text_behind_it() -> None:
    done = laid("un deux trois quatre cinq six", 80, TEXT._replace(indent=15), marker="•")
    marker, text = done.lines[0].runs[:2]
    assert (marker.run.text, marker.x, text.x) == ("• ", 0, 15)
    assert all(line.x == 15 for line in done.lines)
    assert done.texts == ("• un deux trois quatre cinq six",)
    assert (done.lines[0].start, done.lines[1].start) == (0, done.texts[0].index("quatre"))


def test_numbers_end_on_one_edge() -> None:
    style = TEXT._replace(indent=30)
    ends = []
    for number in ("1.", "12."):
        marker = laid("x", 100, style, marker=number).lines[0].runs[0]
        ends.append(marker.x + marker.run.advance)
    assert ends[0] == pytest.approx(ends[1])
    assert ends[0] < 30 - 1


def test_a_bullet_hangs_in_the_margin_only_when_there_is_room() -> None:
    wide = laid("un", 400, marker="•")
    assert wide.lines[0].x == 0 > wide.lines[0].runs[0].x >= -400 / 20
    narrow = laid("un", 60, marker="•")
    assert narrow.lines[0].runs[0].x == 0 < narrow.lines[0].x
    kept = laid("un", 400, TEXT._replace(hang=False), marker="•")
    assert kept.lines[0].runs[0].x == 0 < kept.lines[0].x


def test_opening_quotes_hang() -> None:
    done = laid('"Nous ne lâcherons rien', 400), laid("« Nous ne lâcherons rien »", 400)
    assert done[0].lines[0].x == 0  # a quote that nothing closes stays straight
    line = done[1].lines[0]
    run = line.runs[0].run
    assert line.x + run.xs[2] == pytest.approx(0)
    for style in (TEXT._replace(hang=False), TEXT._replace(align="right")):
        assert laid("« Oui »", 400, style).lines[0].x >= 0
    assert laid("« Oui »", 400, SLOGAN).lines[0].x == 0


def test_a_justified_line_with_a_hanging_quote_reaches_both_edges() -> None:
    done = laid(f"« {LONG} »", 200, TEXT._replace(align="justify", hyphenate=True))
    first = done.lines[0]
    assert first.x < 0
    assert first.x + first.width == pytest.approx(200)


def test_marks_of_spans() -> None:
    done = laid("un **deux** *trois* [quatre]{colour=accent} [cinq](https://a.example)", 400)
    told = [
        (placed.run.text, placed.run.face.weight, placed.run.face.italic, placed.colour, placed.link)
        for placed in done.lines[0].runs
    ]
    assert [row for row in told if row[0].strip()] == [
        ("un ", 400, False, "", ""),
        ("deux", 700, False, "", ""),
        ("trois", 400, True, "", ""),
        ("quatre", 400, False, "accent", ""),
        ("cinq", 400, False, "", "https://a.example"),
    ]


def test_italic_within_italic_is_upright_and_bold_is_never_lighter() -> None:
    italic = laid("un *deux*", 400, TEXT._replace(italic=True)).lines[0].runs
    assert [placed.run.face.italic for placed in italic] == [True, False]
    black = laid("un **deux**", 400, TEXT._replace(weight=900)).lines[0].runs
    assert [placed.run.face.weight for placed in black] == [900, 900]


def test_the_paragraph_s_colour_and_languages() -> None:
    done = laid("un [Tyen byen rèd !]{lang=gcf}", 400, colour="ink")
    assert [(placed.colour, placed.run.language) for placed in done.lines[0].runs] == [("ink", "fr"), ("ink", "gcf")]
    assert done.text == "un Tyen byen rèd\u202f!"


def test_capitals_keep_accents_and_leave_addresses() -> None:
    done = laid("à l'école le 1er mars, petition.example/oui #TenirBon 14 h 30", 900, TEXT._replace(case="upper"))
    assert done.text == f"À L’ÉCOLE LE 1er{NB}MARS, petition.example/oui #TenirBon 14{NB}h{NB}30"


def test_small_capitals_keep_their_text() -> None:
    for family in ("Source Sans 3", "League Gothic"):
        done = laid("Été", 400, TEXT._replace(family=family, case="small-caps"))
        assert done.text == "Été"
        assert "".join(placed.run.text for placed in done.lines[0].runs) == "Été"
        assert done.lines[0].width != laid("Été", 400, TEXT._replace(family=family)).lines[0].width


def test_missing_characters_are_told() -> None:
    assert laid("漢字 et 漢", 400).missing == "漢字"
    assert laid("été → ok", 400).missing == ""


def test_decomposed_accents_are_composed_and_controls_dropped() -> None:
    assert laid("e\u0301te\u0301\x00\tok\r\nbon", 400).text == "été ok\nbon"


def test_an_unknown_font_is_told() -> None:
    with pytest.raises(InputError, match="no font “Comic Sans”"):
        laid("un", 400, TEXT._replace(family="Comic Sans"))


def test_equal_input_is_the_same_object() -> None:
    one = laid(LONG, 200)
    assert laid(LONG, 200) is one
    assert laid(LONG, 201) is not one
    same = [laid("un deux", width).lines[0].runs[0].run for width in (200, 300)]
    assert same[0] is same[1]


def test_natural_and_least_width() -> None:
    paragraphs = [Paragraph((Span("un deux\ntroisième mot"),), TEXT._replace(indent=5))]
    assert natural_width(paragraphs, LIBRARY) == pytest.approx(5 + laid("troisième mot", 900).widest)
    assert min_width(paragraphs, LIBRARY) == pytest.approx(5 + laid("troisième", 900).widest)
    exact = natural_width(paragraphs, LIBRARY)
    assert len(set_text(paragraphs, exact, LIBRARY).lines) == 2
    assert set_text(paragraphs, min_width(paragraphs, LIBRARY), LIBRARY).widest <= min_width(paragraphs, LIBRARY) + 0.01


def test_a_size_of_its_own_scales_everything() -> None:
    small, large = laid(LONG, 200), laid(LONG, 400, TEXT.scaled(2))
    assert lines(small) == lines(large)
    assert large.height == pytest.approx(2 * small.height)


@pytest.mark.parametrize("marker", ["", "•"])
def test_the_rest_of_a_paragraph_goes_on_as_it_would_have(marker: str) -> None:
    paragraph = Paragraph((Span(LONG),), TEXT._replace(indent=12), marker=marker)
    whole = set_text([paragraph], 200, LIBRARY)
    rest = set_rest(paragraph, whole.lines[3].start, 200, LIBRARY)
    assert lines(rest) == lines(whole)[3:]
    assert rest.lines[0].top == 0
    assert [line.start for line in rest.lines] == [line.start for line in whole.lines[3:]]
    wider = set_rest(paragraph, whole.lines[3].start, 300, LIBRARY)
    assert " ".join(lines(wider)) == " ".join(lines(whole)[3:])


TYPED = st.lists(
    st.sampled_from(
        [*"aéM ,.;:!?-'\"«»\n\u00ad漢→", "  ", "maison ", "hospitalisation ", "12 mars ", "https://a.fr/b-c ", "**",
         "*", "patient·es ", "[x]{size=2} ", "1er ", "مرحبا "]
    ),
    max_size=30,
).map("".join)  # fmt: skip
STYLES = st.sampled_from(
    [
        TEXT,
        TEXT._replace(align="justify", hyphenate=True, first_indent=12),
        TEXT._replace(align="centre", case="upper"),
        TEXT._replace(align="right", tracking=40, case="small-caps"),
        SLOGAN._replace(size=14),
    ]
)


@settings(max_examples=150, deadline=None)
@given(TYPED, STYLES, st.sampled_from([30.0, 77.0, 200.0]), st.sampled_from(["", "•"]))
def test_no_text_is_lost(typed: str, style: TypeStyle, width: float, marker: str) -> None:
    done = laid(typed, width, style, marker=marker)
    drawn = "".join(placed.run.text for line in done.lines for placed in line.runs)
    ends_as_space = re.sub(rf"(?<=[^\n{SPACES}])\n", " ", done.text).replace("\n", "")
    assert drawn.replace("\u00ad", "") == ends_as_space
    for line in done.lines:
        assert done.text[line.start : line.end].strip() == words(line).replace("=", "").strip()


@settings(max_examples=100, deadline=None)
@given(TYPED, STYLES, st.sampled_from([30.0, 77.0, 200.0]))
def test_runs_stand_side_by_side_and_lines_below_each_other(typed: str, style: TypeStyle, width: float) -> None:
    done = laid(typed, width, style)
    for line in done.lines:
        assert line.top < line.baseline < line.bottom
        if line.runs:
            assert line.runs[0].x == line.x
        for one, two in pairwise(line.runs):
            assert two.x == pytest.approx(one.x + one.run.advance)
        wide = sum(placed.run.advance for placed in line.runs)
        assert line.width <= wide + abs(style.tracking) * style.size * 2 / 1000 + 0.01
    for upper, lower in pairwise(done.lines):
        assert lower.top == pytest.approx(upper.bottom)
    assert done.height == (done.lines[-1].bottom if done.lines else 0)


@pytest.mark.parametrize("align", ["left", "right", "centre", "justify"])
def test_a_typed_line_end_keeps_its_words_apart_and_takes_no_room(align: Align) -> None:
    style = TEXT._replace(align=align)
    done = laid("Hôtel du département\n99120 Vaubrune", 200.0, style)
    first, last = done.lines
    alone = laid("Hôtel du département", 200.0, style).lines[0]
    assert [run.run.text for run in first.runs] == ["Hôtel du département "]
    assert [run.run.text for run in last.runs] == ["99120 Vaubrune"]
    assert (first.x, first.width) == (alone.x, alone.width)
