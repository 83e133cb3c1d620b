"""A folder that refuses to be written, texts with faults in them: each told in one plain sentence, and work goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from pressdesk.app.exporting import ExportDialog
from pressdesk.app.messages import message_of, remedy_of
from pressdesk.app.translations import set_language
from pressdesk.work.store import load_with_problems
from tests.app.driving import CONTROL, Driver, items_of
from tests.work.given import put


@contextmanager
def read_only(root: Path) -> Iterator[None]:
    """The folder refuses every write, also of root: as a stick that is locked, or a disk that went read-only."""
    if os.geteuid() != 0:
        folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        try:
            yield
        finally:
            for folder in folders:
                folder.chmod(0o755)
        return
    for on, off in (
        (["chattr", "-R", "+i", str(root)], ["chattr", "-R", "-i", str(root)]),
        (["mount", "--bind", "-o", "ro", str(root), str(root)], ["umount", str(root)]),
    ):
        if shutil.which(on[0]) and subprocess.run(on, capture_output=True, check=False).returncode == 0:
            try:
                with pytest.raises(OSError, match="Errno"):
                    (root / "a-write").write_text("")
                yield
            finally:
                subprocess.run(off, capture_output=True, check=True)
            return
    pytest.skip("nothing here makes a folder read-only for root")


def test_the_folder_goes_read_only_while_it_is_open(opened_small: Driver, small: Path, tmp_path: Path) -> None:
    driver = opened_small
    with read_only(small):
        driver.fill("town", "Sète")
        with driver.told("The campaign could not be saved.", "choose another place"):
            driver.window.save()
        assert driver.session.dirty
        with driver.naming(tmp_path / "sauvé"):
            driver.action("save-copy").trigger()
        assert str(tmp_path / "sauvé") in driver.workspace.banner.text
    assert load_with_problems(tmp_path / "sauvé").pieces["poster"].content["town"] == "Sète"
    assert driver.window.save()
    assert "Sète" in (small / "pieces" / "poster.toml").read_text(encoding="utf-8")


def test_a_journal_that_cannot_be_written_is_told_once(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    driver.window._watch.setInterval(100)
    with read_only(small):
        driver.fill("town", "Sète")
        driver.wait(lambda: "against a crash" in driver.workspace.banner.text)
        driver.workspace.banner.hide()
        driver.fill("town", "Apt")
        driver.bot.wait(400)
        assert not driver.workspace.banner.isVisible()


def test_a_read_only_folder_opens_to_read(driver: Driver, small: Path) -> None:
    with read_only(small):
        assert driver.window.open_campaign(small)
        driver.workspace.show_piece("poster")
        assert driver.session.readonly
        assert "can only be read" in driver.workspace.banner.text
        assert "VAUBRUNE" in driver.page_text()
        assert not driver.workspace.form.rows["town"].isEnabled()
        assert driver.action("save-copy").isEnabled()
        driver.window.close_campaign()


def test_an_export_into_a_read_only_folder(opened_small: Driver, small: Path) -> None:
    driver = opened_small

    def act(dialog: ExportDialog) -> None:
        dialog.choose("screen")
        driver.click(dialog.go)
        driver.wait(dialog._end.isVisible)
        assert dialog.verdict.text() == "Nothing was written."
        (said,) = {item.text() for item in items_of(dialog._list)}
        assert "what was there before is untouched" in said
        assert "Traceback" not in said
        driver.click(dialog.cancel)

    with read_only(small), driver.answering(ExportDialog, act):
        driver.key(Qt.Key.Key_E, CONTROL)


def test_a_copy_into_a_place_in_use_is_refused(opened_small: Driver, tmp_path: Path) -> None:
    driver = opened_small
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "x").write_text("x")

    def name(dialog: QFileDialog) -> None:
        dialog.done(0)

    with driver.answering(QFileDialog, name):
        assert not driver.window.save_copy()
    assert [path.name for path in (tmp_path / "plein").iterdir()] == ["x"]


def told(driver: Driver, code: str) -> tuple[str, str]:
    """The one problem of that code, in the French of the window: what is wrong, and what to do."""
    (problem,) = {
        (one.message, one.remedy): one for one in driver.workspace.problems.shown if one.code == code
    }.values()
    set_language("fr")
    try:
        return message_of(problem), remedy_of(problem)
    finally:
        set_language("en")


def release(root: Path, head: str, body: str) -> None:
    put(root, "texts/communique.md", f"+++\n{head}+++\n\n{body}\n")


def test_an_embargo_in_the_past(driver: Driver, root: Path) -> None:
    release(root, 'title = "Un titre"\nembargo = 2020-03-02T06:30:00\n', "Un mot.")
    assert driver.window.open_campaign(root)
    driver.document.as_of = date(2027, 1, 1)
    driver.workspace.show_piece("communique")
    message, remedy = told(driver, "past-embargo")
    assert message == "L’embargo du 2 mars 2020 est passé." or "est passé" in message
    assert remedy == "Retirez-le, ou corrigez-le."


def test_front_matter_that_does_not_end(driver: Driver, root: Path) -> None:
    put(root, "texts/communique.md", "+++\ntitle = 'x'\n\nJamais fermé.\n")
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("communique")
    message, _ = told(driver, "broken-text")
    assert "l’en-tête qui commence par +++ ne finit pas par +++" in message


def test_a_mark_that_is_never_closed(driver: Driver, root: Path) -> None:
    release(root, 'title = "Un titre"\n', "Un **mot jamais fermé.")
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("communique")
    assert "mot jamais fermé" in driver.page_text()
    assert "jamais fermée" in told(driver, "unclosed-mark")[0]


def test_a_word_that_is_wider_than_its_column(driver: Driver, root: Path) -> None:
    release(root, 'title = "Un titre"\n', f"Voir {'anticonstitutionnellement' * 8} ici.")
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("communique")
    message, remedy = told(driver, "long-word")
    assert "plus large que sa colonne" in message
    assert remedy == "Vérifiez la coupure, ou écrivez plus court."
    assert "ici." in driver.page_text()


def test_a_text_pasted_from_word_into_a_release(driver: Driver, root: Path) -> None:
    release(root, 'title = "Un titre"\n', "Un mot.")
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("communique")
    editor = next(row.editor for row in driver.workspace.form.rows.values() if row.field.type == "story")
    driver.workspace.form.ensureWidgetVisible(editor)
    writing = editor.focusProxy()
    assert writing is not None
    driver.click(writing)
    driver.key(Qt.Key.Key_A, CONTROL)
    QGuiApplication.clipboard().setText("Te\u00adnons\u200b bon\u200e,\u2028l’été\ufeff\r\nà l’hôpital\u00a0!\x0b")
    driver.key(Qt.Key.Key_V, CONTROL)
    body = driver.session.campaign.texts["communique"].body
    assert body.strip() == "Tenons bon,\nl’été\nà l’hôpital\u00a0!"
    assert not any(char in body for char in "\u00ad\u200b\u200e\u2028\ufeff\r\x0b")
    assert "à l’hôpital" in driver.page_text()


def test_hidden_characters_in_a_file_are_told(driver: Driver, root: Path) -> None:
    release(root, 'title = "Un titre"\n', "Te\u00adnons\u200b bon.")
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("communique")
    assert "Tenons bon." in driver.page_text()
    assert "caractères cachés" in told(driver, "hidden-characters")[0]


def test_a_logo_that_is_missing(driver: Driver, root: Path) -> None:
    for logo in (root / "pictures" / "logos").iterdir():
        logo.unlink()
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("poster")
    said = [message_of(one) for one in driver.workspace.problems.shown]
    assert len(said) == len(set(said)) == 2
    assert all("veille.svg" in one or "les-proches.svg" in one for one in said)
