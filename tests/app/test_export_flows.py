"""Export from the window: the bytes of the command line; stopped or killed it leaves nothing half-written."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pressdesk.app.errand import Worker
from pressdesk.app.exporting import ExportDialog
from pressdesk.cli.main import main
from tests.app.driving import CONTROL, Driver, items_of
from tests.work.given import tree


def built_by_hand(root: Path, out: Path, *words: str) -> dict[str, bytes]:
    status = main(["build", str(root), *words, "--out", str(out), "--as-of", date.today().isoformat()])
    assert status in (0, 1)
    return tree(out)


@pytest.mark.parametrize(
    ("kind", "piece", "format"), [("print", "poster", "A6"), ("screen", "poster", "A6"), ("office", "flyer", "A6")]
)
def test_the_same_bytes_as_the_command_line(
    opened_small: Driver, small: Path, tmp_path: Path, kind: str, piece: str, format: str
) -> None:
    driver = opened_small
    driver.workspace.show_piece(piece)
    driver.fill("town" if piece == "poster" else "kicker", "Sète, à l’été")
    files = driver.export(kind)
    out = tmp_path / "out"
    by_hand = built_by_hand(small, out, piece, "--format", format, "--for", kind)
    assert {path.relative_to(small / "build").as_posix(): path.read_bytes() for path in files} == {
        name: data for name, data in by_hand.items() if name.endswith(".pdf") and "certificate" not in name
    }
    assert len(files) == (3 if piece == "flyer" else 1)


def test_pictures_of_every_page(opened_small: Driver) -> None:
    (path,) = opened_small.export("png")
    assert path.read_bytes().startswith(b"\x89PNG")
    (path,) = opened_small.export("jpeg")
    assert path.read_bytes().startswith(b"\xff\xd8")


def end_while_busy(driver: Driver, end: Callable[[ExportDialog], object]) -> tuple[str, dict[str, bytes]]:
    """Export many flyers, let `end` end that after the first of them; what is said, and what is on the disk."""
    table = driver.session.campaign.tables["events"]
    rows = tuple(table.rows[number % 3]._replace(number=number + 2) for number in range(400))
    driver.document.edit("Many", lambda draft: draft.put(("tables", "events", "rows"), rows))
    driver.workspace.show_piece("flyer")
    said: list[str] = []

    def act(dialog: ExportDialog) -> None:
        dialog.choose("office")
        driver.click(dialog.go)
        driver.wait(lambda: dialog.bar.value() >= 2)
        end(dialog)
        driver.wait(dialog._end.isVisible)
        assert not dialog._list.isVisible()
        said.append(dialog.verdict.text())
        driver.click(dialog.cancel)

    with driver.answering(ExportDialog, act):
        driver.key(Qt.Key.Key_E, CONTROL)
    build = driver.document.root / "build"
    assert [path for path in build.rglob("*") if ".part" in path.name] == []
    return said[0], tree(build)


def whole(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".pdf"):
            assert data.startswith(b"%PDF-"), name
            assert data.rstrip().endswith(b"%%EOF"), name


def test_a_worker_that_dies_is_told_in_one_sentence(opened_small: Driver) -> None:
    def kill(dialog: ExportDialog) -> None:
        assert dialog.worker is not None
        os.killpg(dialog.worker._process.processId(), signal.SIGKILL)

    said, files = end_while_busy(opened_small, kill)
    assert said == "The export ended unexpectedly. Nothing half-written was left; try again."
    whole(files)
    opened_small.workspace.show_piece("poster")
    assert opened_small.export("office")


def test_an_export_is_stopped(opened_small: Driver) -> None:
    said, files = end_while_busy(opened_small, lambda dialog: opened_small.click(dialog.cancel))
    assert said == "Stopped. Files that were there before are still there."
    whole(files)


def test_an_earlier_file_outlives_what_is_stopped(opened_small: Driver) -> None:
    (earlier,) = opened_small.export("office")
    before = earlier.read_bytes()
    end_while_busy(opened_small, lambda dialog: dialog.reject())
    assert earlier.read_bytes() == before


def test_what_stops_a_print_file_is_listed(opened_small: Driver) -> None:
    driver = opened_small
    driver.fill("title", "")
    driver.document.edit("No slogan", lambda draft: draft.put(("slogan",), ""))

    def act(dialog: ExportDialog) -> None:
        dialog.choose("print")
        driver.click(dialog.go)
        driver.wait(dialog._end.isVisible)
        assert dialog.files == []
        assert dialog.verdict.text() == "Nothing was written."
        listed = [item.text() for item in items_of(dialog._list)]
        assert any("is empty" in text for text in listed), listed
        driver.click(dialog.cancel)

    with driver.answering(ExportDialog, act):
        driver.key(Qt.Key.Key_E, CONTROL)


def test_sheets_of_four_and_the_press_that_is_chosen(opened_small: Driver) -> None:
    driver = opened_small
    named: list[str] = []

    def act(dialog: ExportDialog) -> None:
        dialog.choose("office")
        assert not dialog.preset.isVisible()
        dialog.sheets.setCurrentIndex(dialog.sheets.findData("4"))
        driver.click(dialog.go)
        driver.wait(dialog._end.isVisible)
        named.extend(path.name for path in dialog.files)
        driver.click(dialog.cancel)

    with driver.answering(ExportDialog, act):
        driver.key(Qt.Key.Key_E, CONTROL)
    assert named == ["poster-A6.pdf", "poster-A6-4-up-A4.pdf"]

    def press(dialog: ExportDialog) -> None:
        dialog.choose("print")
        assert not dialog.sheets.isVisible()
        assert [dialog.preset.itemData(n) for n in range(2)] == ["offset-coated", "offset-uncoated"]
        dialog.preset.setCurrentIndex(dialog.preset.findData("digital"))
        driver.click(dialog.go)
        driver.wait(dialog._end.isVisible)
        assert dialog.files
        driver.click(dialog.cancel)

    with driver.answering(ExportDialog, press):
        driver.key(Qt.Key.Key_E, CONTROL)


def test_a_fault_of_the_program_lands_in_a_report(
    opened_small: Driver, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = opened_small
    start = Worker.start

    def spoiled(self: Worker, order: dict[str, object], out: Path) -> None:
        start(self, {**order, "as_of": "no date at all"}, out)

    monkeypatch.setattr(Worker, "start", spoiled)
    said: list[str] = []

    def act(dialog: ExportDialog) -> None:
        driver.click(dialog.go)
        driver.wait(dialog._end.isVisible)
        said.append(dialog.verdict.text())
        driver.click(dialog.cancel)

    with driver.answering(ExportDialog, act):
        driver.key(Qt.Key.Key_E, CONTROL)
    (report,) = (home / "log").glob("crash-*.txt")
    assert said == [f"The export failed inside PressDesk. A report is here: {report}"]
    assert "no date at all" in report.read_text(encoding="utf-8")
