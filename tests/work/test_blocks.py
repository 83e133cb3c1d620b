"""A file of many rows: the same bytes by one process or several, nothing lost when one of them fails."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from pressdesk.base.problem import Problem
from pressdesk.output.pdf import writer
from pressdesk.work import blocks
from pressdesk.work.build import Built
from pressdesk.work.making import blocks_of
from pressdesk.work.merge import merge, merge_of
from pressdesk.work.plan import Job, Order
from pressdesk.work.purposes import Purpose
from pressdesk.work.store import load_with_problems
from tests.work.given import campaign, put

TOWNS = ("Hautevoie", "La Ferrade", "Évry", "Saint-Barthélemy-des-Aubiers", "Lys")
HEAD = "date;time;end;town;place;address;speaker;note;petition\n"
ROWS = 52

pytestmark = pytest.mark.timeout(120, method="signal")
"""Not by a thread: a process with several is not divided."""

divides = pytest.mark.skipif(sys.platform != "linux", reason="processes are divided on Linux only")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = campaign(tmp_path / "campaign")
    lines = [
        f"2027-03-{1 + n % 28:02};18:{n % 4 * 15:02};20:30;{TOWNS[n % 5]} {n};Foyer;{n} rue Haute;;Venez, {n}.;main"
        for n in range(ROWS)
    ]
    put(root, "tables/events.csv", HEAD + "\n".join(lines) + "\n")
    return root


def merged(root: Path, jobs: int, purpose: Purpose = "screen", *, prove: bool = True) -> Built:
    loaded = load_with_problems(root, ("flyer",))
    order = Order(date(2027, 2, 1), ("flyer",), purpose, out=root.parent / str(jobs), prove=prove)
    return merge(loaded, merge_of(loaded, "flyer", "events"), order, one=True, jobs=jobs)


def made(built: Built) -> bytes:
    (file,) = [file for file in built.files if file.kind == "pdf" and file.pages == ROWS]
    return file.path.read_bytes()


def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are divided from this one."""
    found: list[int] = []
    divide = os.fork

    def watched() -> int:
        number = divide()
        if number:
            found.append(number)
        return number

    monkeypatch.setattr(os, "fork", watched)
    # Tests of the window that ran before in this process may have left a thread behind.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    return found


def test_rows_are_divided_evenly_and_few_are_not() -> None:
    job = Job("flyer", "A6", "screen", "flyer", tuple(range(2, 105)))
    found = blocks_of(job)
    assert [len(block.rows) for block in found] == [25, 26, 26, 26]
    assert tuple(row for block in found for row in block.rows) == job.rows
    assert blocks_of(job._replace(rows=job.rows[:49])) == []
    assert blocks_of(job._replace(kind="png")) == []


@divides
def test_one_process_or_two_the_bytes_are_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = merged(root, 1)
    others = forks(monkeypatch)
    together = merged(root, 2)
    assert len(others) == 1
    assert made(together) == made(alone)
    assert (together.problems, together.status) == (alone.problems, 0)
    assert together.files[0].pages == ROWS
    document = pypdfium2.PdfDocument(made(together))
    try:
        for number in (0, ROWS // 2 - 1, ROWS // 2, ROWS - 1):
            text = document[number].get_textpage().get_text_bounded()
            assert f"{number} rue Haute" in text
            assert f"Venez, {number}." in text
    finally:
        document.close()


@divides
def test_for_print_too_with_the_number_of_each_page_in_its_slug_line(root: Path) -> None:
    alone, together = merged(root, 1, "print"), merged(root, 2, "print")
    assert [problem.message for problem in together.problems if problem.severity == "error"] == []
    assert made(together) == made(alone)
    document = pypdfium2.PdfDocument(made(together))
    try:
        assert f"{ROWS}/{ROWS}" in document[ROWS - 1].get_textpage().get_text_bounded().replace(" ", "")
    finally:
        document.close()


@divides
def test_a_letter_that_only_the_last_rows_have_is_shown(root: Path) -> None:
    put(root, "tables/events.csv", (root / "tables/events.csv").read_text("utf-8").replace("Lys 49", "Lύσ ﬁ ① 49"))
    alone, together = merged(root, 1), merged(root, 2)
    assert made(together) == made(alone)
    document = pypdfium2.PdfDocument(made(together))
    try:
        assert "①" in document[49].get_textpage().get_text_bounded()
    finally:
        document.close()


@divides
def test_a_process_that_fails_is_made_good_here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    before = writer.paint

    def fails(*given: object, **more: object) -> object:
        if os.getpid() != here:
            raise ZeroDivisionError
        return before(*given, **more)  # type: ignore[arg-type]

    expected = made(merged(root, 1))
    monkeypatch.setattr(blocks, "paint", fails)
    others = forks(monkeypatch)
    assert made(merged(root, 2)) == expected
    assert len(others) == 1


@divides
def test_a_process_that_is_ended_is_made_good_here_and_none_stays(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made(merged(root, 1))
    serve = blocks._serve

    def dies(*given: object) -> None:
        os._exit(9)

    monkeypatch.setattr(blocks, "_serve", dies)
    others = forks(monkeypatch)
    assert made(merged(root, 2)) == expected
    monkeypatch.setattr(blocks, "_serve", serve)
    for number in others:
        with pytest.raises(ChildProcessError):
            os.waitpid(number, 0)


@divides
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_row_with_an_error_forbids_the_file_for_print(root: Path, jobs: int) -> None:
    text = (root / "tables/events.csv").read_text("utf-8")
    put(
        root,
        "tables/events.csv",
        text.replace("2027-03-08;18:45;20:30;Hautevoie 35", "le huit mars;18:45;20:30;Hautevoie 35"),
    )
    built = merged(root, jobs, "print")
    assert built.files == ()
    assert built.status == 1
    assert {"refused", "unreadable-date"} <= {problem.code for problem in built.problems}
    assert not list((root.parent / str(jobs)).rglob("*.pdf"))


@divides
def test_codes_are_proved_on_every_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pressdesk.prepress import proof

    def unread(pdf: bytes, sheets: Sequence[object], *, thorough: bool = False, first: int = 0) -> list[Problem]:
        del pdf, thorough
        return [Problem("error", "qr-unreadable", f"page {first + n + 1}") for n in range(len(sheets))]

    monkeypatch.setattr(proof, "proof_codes", unread)

    def found(jobs: int) -> list[str]:
        return [problem.message for problem in merged(root, jobs).problems if problem.code == "qr-unreadable"]

    assert found(1) == found(2) == [f"page {n + 1}" for n in range(ROWS)]
