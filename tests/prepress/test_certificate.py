"""What a certificate says is what was found; a changed file is told from the one that was checked."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pressdesk.base.problem import Place, Problem
from pressdesk.prepress.certificate import (
    CHECKS,
    JSON_SUFFIX,
    Certificate,
    Subject,
    as_json,
    certificate,
    compared,
    verdict,
)
from pressdesk.prepress.certificate_sheet import certificate_sheet, write_certificate
from pressdesk.prepress.coverage import weighed
from pressdesk.prepress.limits import USUAL, Limits
from pressdesk.prepress.preflight import opened
from pressdesk.prepress.proof import CodeProof
from pressdesk.prepress.reading import read_file
from pressdesk.text.fonts import builtin_library
from tests.output.sheets import text_of
from tests.prepress.broken import good

CODE = CodeProof(1, "qr", "https://example.org/signer", "https://example.org/signer", ("150 dpi",), 2.24)
ABOUT = Subject(
    "affiche-A3.pdf",
    "affiche",
    "Qui passera demain ?",
    "A3",
    "offset-coated",
    "PDF/X-4",
    "FOGRA39",
    "ISO Coated v2",
    "ab" * 32,
    "fr",
    date(2027, 1, 20),
    "PressDesk 0.1",
)
FAINT = Problem("warning", "faint-text", "Text is faint.", "Make it darker.", Place(page=1, spot_mm=(12.0, 30.0)))
COARSE = Problem("error", "low-resolution", "Coarse.", "Take a larger one.", Place(page=1))
NOTE = Problem("note", "size", "Page 1 is A3.")


@cache
def made(*problems: Problem, language: str = "fr", codes: int = 1) -> Certificate:
    with opened(good()) as document:
        file = weighed(read_file(document), document, 300)
    about = ABOUT._replace(language=language)
    return certificate(about, good(), file, [CODE] * codes, problems, Limits())


def test_the_figures_are_those_of_the_file() -> None:
    found = made(FAINT, NOTE)
    assert found.figures.ppi == 307.2  # 256 pixels across 60 pt
    assert found.figures.text == 12
    assert found.figures.line == 0.5
    assert found.figures.ink == pytest.approx(254, abs=2)
    assert found.inks == ("Magenta", "Yellow", "Black")
    assert found.pages[0]._asdict() == {"number": 1, "width_mm": 70.6, "height_mm": 105.8, "bleed_mm": 3.0}
    assert found.fonts == ("Anton-Regular", "Inter-Regular", "SourceSans3-Regular")
    assert found.problems == (FAINT,)  # notes are no matter for a certificate


def test_the_verdict_is_the_gravest() -> None:
    assert verdict([]) == "ready"
    assert verdict([NOTE]) == "ready"
    assert verdict([NOTE, FAINT]) == "remarks"
    assert verdict([FAINT, COARSE]) == "faulty"


def test_every_finding_of_a_print_file_belongs_to_a_check() -> None:
    named = [code for codes in CHECKS.values() for code in codes]
    assert len(named) == len(set(named))
    assert set(USUAL) - set(named) <= {"no-language", "no-alternative", "untitled"}
    odd = Problem("warning", "never-heard-of", "Something.")
    assert made(odd).found("other") == [odd]
    assert made(FAINT).found("lines") == [FAINT]


def test_the_json_says_everything_and_is_the_same_twice() -> None:
    data = as_json(made(FAINT))
    told = json.loads(data)
    assert told["verdict"] == "remarks"
    assert told["figures"]["ink_limit_percent"] == 300
    assert told["codes"] == [
        {
            "page": 1,
            "payload": "https://example.org/signer",
            "read_back": "https://example.org/signer",
            "conditions": ["150 dpi"],
            "distance_m": 2.24,
        }
    ]
    assert {"check": "lines", "verdict": "remarks"} in told["checks"]
    assert {"check": "fonts", "verdict": "ready"} in told["checks"]
    assert told["problems"][0]["spot_mm"] == [12.0, 30.0]
    assert data == as_json(made(FAINT))


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("fr", ("Prêt, avec des remarques", "Texte peu contrasté", "12 × 30", "lisible jusqu’à", "254 %", "Jaune")),
        ("en", ("Ready, with remarks", "Text with little contrast", "12 × 30", "scans up to", "254%", "Yellow")),
    ],
)
def test_the_page_says_it_in_the_campaign_s_language(language: str, wanted: tuple[str, ...]) -> None:
    data = write_certificate(made(FAINT, language=language), builtin_library())
    text = " ".join(text_of(data).replace("\u202f", " ").replace("\u00a0", " ").split())
    for words in (*wanted, "affiche-A3.pdf", "https://example.org/signer", made(FAINT).sha256, "ab" * 32, "FOGRA39"):
        assert words in text
    assert data == write_certificate(made(FAINT, language=language), builtin_library())


def test_a_finding_without_words_of_its_own_is_told_by_its_sentence() -> None:
    odd = Problem("warning", "never-heard-of", "Something is odd here.")
    assert "Something is odd here." in text_of(write_certificate(made(odd), builtin_library()))


def test_however_much_there_is_it_stays_on_the_page() -> None:
    many = tuple(Problem("warning", f"code-{n}", "A long sentence about something. " * 4) for n in range(30))
    found = made(*many, codes=1)._replace(
        codes=tuple(CODE._replace(payload=f"https://example.org/{n}/" + "long" * 30) for n in range(20)),
        fonts=tuple(f"Font{n}" for n in range(20)),
        inks=tuple(f"Ton direct {n}" for n in range(20)),
    )
    found = found._replace(subject=ABOUT._replace(title="Un titre qui ne finit pas " * 20, name="n" * 300))
    sheet = certificate_sheet(found, builtin_library())
    bottoms = [item.transform.f for item in sheet.items]  # type: ignore[union-attr]
    assert max(bottoms) < sheet.format.height
    text = text_of(write_certificate(found, builtin_library()))
    assert "et " in text
    assert " de plus" in text
    assert found.sha256 in text


def test_a_file_is_compared_with_its_certificate(tmp_path: Path) -> None:
    path = tmp_path / "affiche-A3.pdf"
    path.write_bytes(good())
    assert compared(path) == []
    beside = tmp_path / f"affiche-A3.pdf{JSON_SUFFIX}"
    beside.write_bytes(as_json(made()))
    assert [(one.severity, one.code) for one in compared(path)] == [("note", "certificate")]
    path.write_bytes(good() + b"\n")
    assert [(one.severity, one.code) for one in compared(path)] == [("error", "certificate-stale")]
    for rubbish in (b"", b"[]", b'{"file": 7}'):
        beside.write_bytes(rubbish)
        assert [(one.severity, one.code) for one in compared(path)] == [("warning", "certificate-broken")]
