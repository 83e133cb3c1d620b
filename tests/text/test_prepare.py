from __future__ import annotations

import pytest

from pressdesk.model.story import Span
from pressdesk.text.fonts import builtin_library
from pressdesk.text.markup import parse_inline
from pressdesk.text.prepare import Paragraph, Prepared, capitals, prepared
from pressdesk.text.style import TypeStyle

LIBRARY = builtin_library()
STYLE = TypeStyle("Source Sans 3", size=10)


def ready(text: str, style: TypeStyle = STYLE) -> Prepared:
    return prepared(Paragraph(parse_inline(text), style), LIBRARY)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("à l’été", "À L’ÉTÉ"),
        ("14\u00a0h\u00a030", "14\u00a0h\u00a030"),
        ("5\u00a0km de cœur", "5\u00a0km DE CŒUR"),
        ("la 17e", "LA 17e"),
        ("jean@a.fr ou www.a.fr", "jean@a.fr OU www.a.fr"),
        ("#TenirBon !", "#TenirBon !"),
        ("groß", "GROSS"),
        ("", ""),
    ],
)
def test_capitals(text: str, wanted: str) -> None:
    assert capitals(text) == wanted


def test_pieces_cover_the_text() -> None:
    done = ready("un **deux** 1er → *trois*")
    assert done.text == "un deux 1er → trois"
    assert done.pieces[0][:2] == (0, 3)
    assert all(one.end == two.start for one, two in zip(done.pieces, done.pieces[1:], strict=False))
    assert "".join(done.text[piece.start : piece.end] for piece in done.pieces) == done.text
    for place in range(len(done.text)):
        piece = done.piece_at(place)
        assert piece.start <= place < piece.end


def test_measures_along_the_text() -> None:
    done = ready("un deux\u00a0trois\u202f!")
    assert len(done.xs) == len(done.text) + 1
    assert done.xs[-1] == pytest.approx(done.natural)
    assert list(done.xs) == sorted(done.xs)
    assert done.spaces[-1] == pytest.approx(2 * (done.xs[3] - done.xs[2]))


def test_languages_in_a_row() -> None:
    done = ready("un **deux** [three]{lang=en} quatre")
    assert [(done.text[start:end], language) for start, end, language in done.languages()] == [
        ("un deux ", "fr"),
        ("three", "en"),
        (" quatre", "fr"),
    ]


def test_soft_hyphens_and_zero_spaces_are_taken_out_and_remembered() -> None:
    done = prepared(Paragraph((Span("an\u00adti"), Span("cons\u200bti\u00adtution", bold=True)), STYLE), LIBRARY)
    assert done.text == "anticonstitution"
    assert (done.hints, done.zero_hints) == ([2, 10], [8])


def test_punctuation_for_capitals() -> None:
    inter = STYLE._replace(family="Inter")
    assert ready("(oui)", inter._replace(case="upper")).pieces[0].setting.features == ("case",)
    assert ready("(oui)", inter).pieces[0].setting.features == ()


def test_the_same_paragraph_is_prepared_once() -> None:
    assert ready("un") is ready("un")


def test_nothing() -> None:
    done = ready("")
    assert (done.text, done.pieces, done.natural, list(done.languages())) == ("", [], 0, [])
