"""Problems as lines: where they are, and what many pieces share told once."""

from __future__ import annotations

from pressdesk.base.problem import Place, Problem
from pressdesk.cli.report import lines_of

LOGO = Problem("warning", "svg-text", "The drawing holds text.", "Convert it.", Place("pictures/logo.svg", 4))
LONG = Problem(
    "error", "overset", "The text does not fit.", "Shorten it.", Place("pieces/a.toml", box="title", piece="a")
)


def test_a_fault_of_a_file_is_told_once_however_many_pieces_show_it() -> None:
    met = [LOGO.at(piece=piece, box="logos", format=format) for piece in ("a", "b") for format in ("A3", "A4")]
    assert lines_of(met) == ["Warning: pictures/logo.svg:4: The drawing holds text. Convert it. (4 times)"]
    assert lines_of(met[:1]) == ["Warning: a: pictures/logo.svg:4, box logos, A3: The drawing holds text. Convert it."]


def test_one_fault_in_several_formats_of_a_piece_is_one_line_that_names_them() -> None:
    met = [LONG.at(format="A5"), LOGO, LONG.at(format="A6")]
    assert lines_of(met) == [
        "Error: pieces/a.toml, A5, A6: The text does not fit. Shorten it.",
        "Warning: pictures/logo.svg:4: The drawing holds text. Convert it.",
    ]


def test_rows_and_pieces_keep_their_own_lines() -> None:
    met = [LONG.at(row=2), LONG.at(row=3), LONG._replace(place=Place("pieces/b.toml", piece="b"))]
    assert len(lines_of(met)) == 3


def test_a_refusal_names_its_piece_once() -> None:
    told = Problem("error", "refused", "a A4 was not written.", "", Place(piece="a", format="A4"))
    assert lines_of([told]) == ["Error: a A4 was not written."]


def test_a_place_that_the_sentence_names_is_not_told_twice() -> None:
    told = Problem("error", "read-only", "You may not write here (“/a/b”).", "", Place("/a/b"))
    assert lines_of([told]) == ["Error: You may not write here (“/a/b”)."]
