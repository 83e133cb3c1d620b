from __future__ import annotations

from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pressdesk.base.units import MM
from pressdesk.cli.impose import imposition_of, prepare
from pressdesk.cli.main import main
from pressdesk.prepress.imposition.values import Imposition
from tests.badinput.given import halves, run
from tests.prepress.imposition.given import numbered, saved

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def flyers(tmp_path: Path) -> Path:
    path = tmp_path / "flyers.pdf"
    path.write_bytes(numbered(8))
    return path


def asked(*words: str) -> Imposition | None:
    parser = ArgumentParser()
    prepare("impose", parser)
    return imposition_of(parser.parse_intermixed_args(["x.pdf", *words]))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("--up 4 --paper A4", Imposition(up=4, paper="A4")),
        ("--repeat --gutter 4mm", Imposition(repeat=True, gutter=4 * MM)),
        ("--booklet --thickness 0.2mm --binding right", Imposition("booklet", thickness=0.2 * MM, binding="right")),
        ("--tri-fold --no-marks", Imposition("tri-fold", marks=False)),
        ("--tile A3 --overlap 15 --margin 0", Imposition("tiles", "A3", overlap=15 * MM, margin=0.0)),
        ("--tile A4 --enlarge-to A1", Imposition("tiles", "A4", enlarge_to="A1")),
        ("--up 2 --two-sided --stack --fit", Imposition(up=2, two_sided=True, stack=True, fit=True)),
        ("", None),
    ],
)
def test_options_make_an_imposition(words: str, wanted: Imposition | None) -> None:
    assert asked(*words.split()) == wanted


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "no-scheme"),
        ("--up 4 --booklet", "two-schemes"),
        ("--up 0", "wrong-number"),
        ("--up -3", "wrong-number"),
        ("--up 900", "wrong-number"),
        ("--tile A4 --paper A3", "two-papers"),
        ("--tile B17", "unknown-paper"),
        ("--booklet --binding top", "unknown-binding"),
        ("--up 2 --gutter wide", "wrong-length"),
        ("--up 2 --margin 40%", "wrong-length"),
        ("--tile A4 --overlap 200mm", "wrong-overlap"),
        ("--booklet --thickness 4mm", "wrong-thickness"),
    ],
)
def test_words_without_sense_are_told(flyers: Path, capsys: Capture, words: str, code: str) -> None:
    outcome = run(capsys, "impose", flyers, *words.split())
    assert outcome.status == 2
    assert [problem["code"] for problem in outcome.problems] == [code]
    assert sorted(path.name for path in flyers.parent.iterdir()) == ["flyers.pdf"]


def test_the_result_is_told(flyers: Path, capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "sheets.pdf"
    outcome = run(capsys, "impose", flyers, "--up", "4", "--paper", "SRA3", "--out", out)
    assert outcome.status == 0
    (file,) = outcome.files
    assert (file["path"], file["kind"], file["format"], file["pages"]) == (str(out), "pdf", "SRA3", 2)
    assert len(file["sha256"]) == 64


def test_several_files_come_on_one_sheet(flyers: Path, tmp_path: Path, capsys: Capture) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(numbered(2))
    outcome = run(capsys, "impose", flyers, other, "--up", "4", "--paper", "A4")
    assert [file["pages"] for file in outcome.files] == [3]


@pytest.mark.parametrize("kind", ["missing", "text", "truncated", "locked", "empty"])
def test_bad_files_give_one_sentence_and_leave_nothing(tmp_path: Path, capsys: Capture, kind: str) -> None:
    path = tmp_path / "bad.pdf"
    with pikepdf.open(BytesIO(numbered(2))) as document:
        locked = saved(document, encryption=pikepdf.Encryption(owner="o", user="u"))
    data = {"text": b"hello", "truncated": numbered(2)[:200], "locked": locked, "empty": b""}
    if kind in data:
        path.write_bytes(data[kind])
    outcome = run(capsys, "impose", path, "--up", "2", "--paper", "A4")
    assert outcome.status == 3
    (problem,) = outcome.problems
    assert problem["message"].endswith(".")
    assert problem["remedy"]
    assert not halves(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == (["bad.pdf"] if kind in data else [])


def test_a_page_too_large_is_refused_and_the_earlier_file_stays(tmp_path: Path, capsys: Capture) -> None:
    path, out = tmp_path / "poster.pdf", tmp_path / "out.pdf"
    path.write_bytes(numbered(1, (594, 841)))
    out.write_bytes(b"earlier")
    outcome = run(capsys, "impose", path, "--up", "1", "--paper", "A4", "--out", out)
    assert outcome.status == 1
    assert outcome.problems[0]["code"] == "does-not-fit"
    assert out.read_bytes() == b"earlier"


def test_people_are_told_in_words(flyers: Path, capsys: Capture) -> None:
    assert main(["impose", str(flyers), "--booklet"]) == 0
    out, err = capsys.readouterr()
    assert out.strip().endswith("flyers-booklet.pdf")
    assert "turned over on the short edge" in err
    assert err.splitlines()[-1] == "4 sides of A5."


def test_certificates_that_a_pattern_catches_are_left_out(flyers: Path, capsys: Capture) -> None:
    beside = flyers.with_name("flyers.pdf.certificate.pdf")
    beside.write_bytes(numbered(1))
    out = flyers.with_name("sheets.pdf")
    assert main(["impose", str(flyers), str(beside), "--booklet", "--out", str(out)]) == 0
    assert "A certificate was named too and left out." in capsys.readouterr().err
    with pikepdf.open(out) as document:
        assert len(document.pages) == 4
    assert main(["impose", str(beside), "--up", "2", "--out", str(out)]) == 0
