"""Each rule fires on a file broken for it, and on the good file none does."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pressdesk.base.problem import InputError
from pressdesk.prepress.facts import File, Image, Page, Paint
from pressdesk.prepress.preflight import USUAL, judged, judged_anyhow, opened, preflight
from pressdesk.prepress.reading import read_file
from pressdesk.prepress.rules import RECIPE, RULES, Limits
from tests.output.sheets import PRINT, box, line, pdf, sheet
from tests.prepress.broken import BREAKS, INTENT, broken, drawing, good, text, with_page, with_root


def codes(data: bytes, limits: Limits = USUAL) -> list[str]:
    return [problem.code for problem in preflight(data, limits)]


def test_nothing_is_wrong_with_the_good_file() -> None:
    assert preflight(good()) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_caught(name: str) -> None:
    code, change = BREAKS[name]
    assert code in codes(broken(change))


def test_there_are_forty_ways_to_break_a_file_and_every_rule_is_tried() -> None:
    assert len(BREAKS) >= 40
    fired = set()
    for _, change in BREAKS.values():
        with opened(broken(change)) as document:
            file = read_file(document)
        fired |= {name for name, rule in RULES.items() if name not in fired and any(True for _ in rule(file, USUAL))}
    elsewhere = {"version", "lock", "identity", "device-colours"}  # below, and in the tests of the rules on sheets
    assert set(RULES) - fired - elsewhere <= set(RECIPE)


def test_a_late_version() -> None:
    assert "pdf-version" in codes(broken(lambda _: None, force_version="1.7"))
    assert "pdf-version" not in codes(broken(lambda _: None, force_version="1.6"))


def test_a_lock() -> None:
    lock = pikepdf.Encryption(owner="o", user="")
    assert "encrypted" in codes(broken(lambda _: None, encryption=lock))


def test_compressed_metadata() -> None:
    assert "metadata-packed" in [problem.code for problem in judged(File(metadata=(("packed", "yes"),)))]


def test_no_identity() -> None:
    assert "no-id" in [problem.code for problem in judged(File(identified=False))]
    assert "no-id" not in codes(good())


def test_colours_that_are_neither_for_screens_nor_for_presses() -> None:
    page = Page(1, (0, 0, 9, 9), facts=(Image(9, 9, 8, "CalGray", (9, 0, 0, 9, 0, 0), (0, 0, 9, 9)),))
    assert "odd-colours" in [problem.code for problem in judged(File(pages=(page,)))]


def test_what_lies_outside_the_cut_is_not_held_to_sizes() -> None:
    outside = broken(text("0 0 0 0 k", 4, x=2, y=2))
    assert not {"tiny-text", "small-text", "safe-zone"} & set(codes(outside))


def test_a_letter_needs_no_bleed() -> None:
    letter = pdf(
        sheet(line("Chère amie,", 100)._replace(x=30.0, overprint=True)), options=PRINT._replace(intent=INTENT)
    )
    assert codes(letter) == []
    poster = pdf(sheet(box(0, 0, 200, 90)), options=PRINT._replace(intent=INTENT))
    assert codes(poster) == ["no-bleed"]


def test_uncoated_paper_takes_less_ink() -> None:
    data = broken(drawing("1 0.9 0.8 0.2 k 60 60 40 40 re f"))
    assert codes(data, Limits(ink=300)) == []
    assert codes(data, Limits(ink=280)) == ["too-much-ink"]


def test_a_piece_seen_from_afar_may_be_coarser() -> None:
    _, change = BREAKS["coarse picture"]
    assert "low-resolution" in codes(broken(change))
    assert "low-resolution" not in codes(broken(change), Limits(distance_m=4))


def test_spots_take_part_in_ink_and_plates() -> None:
    assert Paint("Separation", (0.5,), ("HKS 43",)).plates == 1
    assert Paint("Separation", (1.0,), ("All",)).coverage == 4


def test_a_screen_file_is_told_only_what_matters_on_screens() -> None:
    def for_screens(document: pikepdf.Pdf) -> None:
        with_root(OutputIntents=pikepdf.Array([]))(document)
        for key in ("/TrimBox", "/BleedBox"):
            del document.pages[0].obj[key]

    with opened(broken(for_screens)) as document:
        found = judged_anyhow(read_file(document))
    assert [(problem.severity, problem.code) for problem in found] == [("warning", "no-trim")]


def test_what_is_wrong_on_many_pages_is_told_once() -> None:
    def pages(document: pikepdf.Pdf) -> None:
        with_page(UserUnit=2)(document)
        for _ in range(3):
            document.pages.append(document.pages[0])

    found = [problem for problem in preflight(broken(pages)) if problem.code == "user-unit"]
    assert len(found) == 1
    assert "3 more pages" in found[0].message


@pytest.mark.parametrize("size", [0, 9, 200, 3000, 60_000])
def test_a_cut_file_is_a_sentence_or_is_read(size: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(good()[:size])
    try:
        assert isinstance(preflight(path), list)
    except InputError as fault:
        assert "cut.pdf" in str(fault)


def test_a_page_tree_in_a_circle_ends() -> None:
    def circle(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids.append(document.Root.Pages)

    with pytest.raises(InputError, match="Loop"):
        preflight(broken(circle))
