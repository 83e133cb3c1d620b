from __future__ import annotations

import io
from pathlib import Path as FilePath

import pytest
from reportlab.pdfgen.canvas import Canvas

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.formats import format_named
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import InputError, Problem
from pressdesk.base.units import MM
from pressdesk.display.items import Group, Mark, Shape, Sheet
from pressdesk.prepress.proof import CodeProof, proof_codes
from pressdesk.qr.geometry import code_path, module_size, scan_distance_m
from pressdesk.qr.matrix import matrix

LINK = "https://exemple.fr/agir?utm_source=affiche"


def sheet(payload: str = LINK, side: float = 30 * MM, *, claimed: str = "", box: str = "qr") -> Sheet:
    """A sheet with a code for `payload`, and a mark that claims it is for `claimed`."""
    modules, zone = matrix(payload), Rect(0, 0, side, side)
    module = module_size(len(modules), side)
    items = (
        Shape(Path.rect(zone), WHITE),
        Shape(code_path(modules, zone), BLACK),
        Mark(box, zone, "qr", claimed or payload, module, scan_distance_m(module * len(modules))),
    )
    size = format_named("A5")
    return Sheet(size, (Group(items, Affine.translation(100, 300)),), size.bleed)


def pdf(*sheets: Sheet, cover: Rect | None = None, ground: float = 1.0) -> bytes:
    """The sheets' shapes painted by a painter of no great skill, so that the proof stands on its own feet."""
    target = io.BytesIO()
    canvas = Canvas(target)
    for each in sheets:
        margin, width, height = each.bleed, each.format.width, each.format.height
        canvas.setPageSize((width + 2 * margin, height + 2 * margin))
        canvas.setTrimBox((margin, margin, margin + width, margin + height))
        canvas.translate(margin, margin + height)
        canvas.scale(1, -1)
        for group in each.items:
            assert isinstance(group, Group)
            for shape in group.items:
                if isinstance(shape, Shape):
                    canvas.setFillGray(0 if shape.fill is BLACK else ground)
                    outline = shape.path.mapped(group.transform)
                    path = canvas.beginPath()
                    at = 0
                    for verb in outline.verbs:
                        if verb == "Z":
                            path.close()
                            continue
                        (path.moveTo if verb == "M" else path.lineTo)(*outline.coords[at : at + 2])
                        at += 2
                    canvas.drawPath(path, stroke=0, fill=1, fillMode=1)
        if cover:
            canvas.setFillGray(0.5)
            canvas.rect(*cover, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("thorough", [False, True])
def test_a_good_code_is_read_back_to_the_letter(thorough: bool) -> None:
    page = sheet()
    (proof,) = proof_codes(pdf(page), [page], thorough=thorough)
    assert isinstance(proof, CodeProof)
    assert (proof.page, proof.box, proof.payload, proof.decoded) == (1, "qr", LINK, LINK)
    assert proof.distance_m == pytest.approx(0.3 * 33 / 41, abs=0.01)
    assert len(proof.conditions) == (4 if thorough else 1)


def test_it_works_on_a_file_too_and_on_every_page_in_order(tmp_path: FilePath) -> None:
    sheets = [sheet(f"https://exemple.fr/{number}", box=f"qr-{number}") for number in range(5)]
    path = tmp_path / "affiche.pdf"
    path.write_bytes(pdf(*sheets))
    proofs = proof_codes(path, sheets)
    assert [(p.page, p.box, p.decoded) for p in proofs if isinstance(p, CodeProof)] == [
        (number + 1, f"qr-{number}", f"https://exemple.fr/{number}") for number in range(5)
    ]


def test_a_large_code_is_looked_at_from_afar() -> None:
    page = sheet(side=100 * MM)
    (proof,) = proof_codes(pdf(page), [page])
    assert isinstance(proof, CodeProof)
    assert int(proof.conditions[0].split()[0]) < 150


def problem_of(found: list[Problem | CodeProof]) -> Problem:
    (problem,) = found
    assert isinstance(problem, Problem)
    assert (problem.severity, problem.code, problem.place.box) == ("error", "qr-unreadable", "qr")
    assert problem.remedy
    return problem


def test_a_code_for_something_else_is_an_error_that_says_what_it_reads() -> None:
    page = sheet(claimed="https://exemple.fr/autre")
    problem = problem_of(proof_codes(pdf(page), [page]))
    assert f"it reads “{LINK}”" in problem.message
    assert "https://exemple.fr/autre" in problem.message
    assert "page 1" in problem.message


def test_a_code_that_is_painted_over_is_an_error() -> None:
    page = sheet()
    problem = problem_of(proof_codes(pdf(page, cover=Rect(110, 310, 50, 60)), [page]))
    assert "nothing is found" in problem.message


@pytest.mark.parametrize(
    "cover",
    [
        Rect(90, 300, 13, 90),
        Rect(100, 300 + 30 * MM - 3, 90, 10),
        Rect(100 + 30 * MM - 3, 300 + 30 * MM - 3, 9, 9),
        Rect(104, 304, 1.5, 1.5),
    ],
    ids=["left", "below", "corner", "dot"],
)
def test_what_enters_the_quiet_zone_is_an_error_though_the_code_can_be_read(cover: Rect) -> None:
    page = sheet()
    (problem,) = proof_codes(pdf(page, cover=cover), [page])
    assert isinstance(problem, Problem)
    assert (problem.severity, problem.code, problem.place.box) == ("error", "qr-quiet-zone", "qr")


@pytest.mark.parametrize("ground", [0.95, 0.5])
def test_the_quiet_zone_is_light(ground: float) -> None:
    page = sheet()
    (found,) = proof_codes(pdf(page, ground=ground), [page])
    assert isinstance(found, CodeProof) == (ground > 0.9)


def test_what_touches_the_quiet_zone_does_no_harm() -> None:
    page = sheet()
    (proof,) = proof_codes(pdf(page, cover=Rect(100 + 30 * MM, 0, 200, 900)), [page])
    assert isinstance(proof, CodeProof)


@pytest.mark.parametrize("turn", [90, 7])
def test_a_turned_code_is_read_too(turn: int) -> None:
    page = sheet()
    (group,) = page.items
    assert isinstance(group, Group)
    turned = page._replace(items=(group._replace(transform=Affine.rotation(turn).then(group.transform)),))
    (proof,) = proof_codes(pdf(turned), [turned], thorough=True)
    assert isinstance(proof, CodeProof)


def test_a_code_that_is_not_there_is_an_error() -> None:
    page = sheet()
    blank = page._replace(items=())
    problem_of(proof_codes(pdf(blank), [page]))


def test_a_missing_page_is_an_error() -> None:
    page = sheet()
    found = proof_codes(pdf(page), [page, page])
    assert isinstance(found[0], CodeProof)
    assert "the page is missing" in problem_of(found[1:]).message


def test_the_code_is_looked_for_at_its_own_place() -> None:
    """Another code on the page does not stand in for the one that is covered."""
    page = sheet()
    away = Group(page.items[0].items, Affine.translation(250, 100))  # type: ignore[union-attr]
    problem_of(proof_codes(pdf(page._replace(items=(away,))), [page]))


def test_a_mark_without_a_size_is_an_error() -> None:
    page = sheet()
    bare = page._replace(items=(Mark("qr", Rect(0, 0, 0, 0), "qr", LINK),))
    problem_of(proof_codes(pdf(page), [bare]))


def test_sheets_without_codes_need_no_proof() -> None:
    assert proof_codes(b"never opened", [sheet()._replace(items=())]) == []


@pytest.mark.parametrize("broken", [b"", b"no PDF at all"])
def test_a_file_that_is_no_pdf_is_told_in_words(broken: bytes, tmp_path: FilePath) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(broken)
    for source in (broken, path):
        with pytest.raises(InputError, match="cannot be opened to prove"):
            proof_codes(source, [sheet()])
    with pytest.raises(InputError, match=r"“gone\.pdf” cannot be opened"):
        proof_codes(tmp_path / "gone.pdf", [sheet()])
