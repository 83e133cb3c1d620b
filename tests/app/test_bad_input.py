"""Bad input through the window: one plain message, no traceback, no box on top of a box, and work goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from pressdesk.app.settings import Settings
from pressdesk.app.window import Window
from pressdesk.work.package import pack
from tests.app.driving import Driver
from tests.work.given import change, put


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        (shutil.rmtree, "campaign"),
        (lambda root: (root / "campaign.toml").unlink(), "campaign"),
        (lambda root: (root / "campaign.toml").write_bytes(b"name = \n"), "campaign.toml"),
        (lambda root: (root / "campaign.toml").write_bytes(b"\xff\xfe\x00\x01"), "campaign.toml"),
        (lambda root: change(root, "campaign.toml", "format = 1", "format = 99"), "campaign.toml"),
    ],
)
def test_a_folder_that_cannot_be_opened(driver: Driver, small: Path, spoil: object, part: str) -> None:
    spoil(small)  # type: ignore[operator]
    with driver.told("This campaign cannot be opened.", part):
        assert not driver.window.open_campaign(small)
    assert driver.window.workspace is None
    assert driver.window.isEnabled()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"not a zip at all"])
def test_a_packed_campaign_that_is_none(driver: Driver, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "c.pressdesk"
    file.write_bytes(data)
    with driver.told("This campaign cannot be opened."):
        driver.window.open_campaign(file)
    assert driver.window.workspace is None


def test_a_packed_campaign_opens(driver: Driver, small: Path, tmp_path: Path) -> None:
    file = tmp_path / "petite.pressdesk"
    pack(small, file)
    assert driver.window.open_campaign(file)
    assert set(driver.session.campaign.pieces) == {"poster", "flyer"}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("pieces/poster.toml", 'template = "poster-call"', 'template = "no-such"', ""),
        ("pieces/poster.toml", "[content]", '[content]\ntitel = "x"', ""),
        ("pieces/poster.toml", "pictures/photo.jpg", "pictures/gone.jpg", ""),
        ("campaign.toml", "pictures/logo.svg", "pictures/gone.svg", ""),
        ("campaign.toml", "#ff5533", "red-ish", ""),
        ("pieces/poster.toml", "{rally.date}", "{rallye.date}", ""),
    ],
)
def test_what_is_wrong_is_listed_and_the_rest_works(
    driver: Driver, small: Path, file: str, old: str, new: str, code: str
) -> None:
    change(small, file, old, new)
    assert driver.window.open_campaign(small)
    driver.workspace.show_piece("poster")
    problems = driver.workspace.problems.shown
    assert problems
    assert all(problem.message and "Traceback" not in problem.message for problem in problems)
    for problem in problems:
        driver.workspace.go_to(problem)
        assert not driver.workspace._can_mend(problem) or problem.code != "unknown-box"
    driver.workspace.show_piece("flyer")
    assert "La tournée passe à" in driver.page_text()


@pytest.mark.parametrize("data", [b"", b"<svg", b"<svg/>", b"\x00\x01"])
def test_a_broken_logo(driver: Driver, small: Path, data: bytes) -> None:
    (small / "pictures" / "logo.svg").write_bytes(data)
    assert driver.window.open_campaign(small)
    driver.workspace.show_piece("poster")
    assert "vaubrune" in driver.page_text().lower()
    assert any("logo.svg" in problem.message + problem.place.file for problem in driver.workspace.problems.shown)


@pytest.mark.parametrize(
    "text",
    [
        "+++\ntitle = \n+++\n\nDu texte.\n",
        "+++\ntitle = 'x'\n\nJamais fermé.\n",
        "**jamais fermé, *ni ceci, [ni cela](\n",
        "+++\n+++\n",
        "",
    ],
)
def test_a_text_with_broken_front_matter_or_marks(driver: Driver, root: Path, text: str) -> None:
    put(root, "texts/communique.md", text)
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("communique")
    driver.workspace.show_piece("poster")
    assert "vaubrune" in driver.page_text().lower()


def test_a_word_longer_than_its_line(opened_small: Driver) -> None:
    driver = opened_small
    driver.fill("title", "Anticonstitutionnellement" * 4)
    assert any(problem.place.key.startswith("content.title") for problem in driver.workspace.problems.shown)
    driver.undo()
    assert "title" not in driver.piece.content


@pytest.mark.parametrize("typed", ["32/13/2027", "demain", "{rallye.date}", "{", "\u202e12", "9" * 400])
def test_a_date_that_is_none(opened_small: Driver, typed: str) -> None:
    driver = opened_small
    driver.fill("date", typed)
    assert any(problem.place.key.startswith("content.date") for problem in driver.workspace.problems.shown)
    driver.fill("date", "12/3/2027")
    assert "12 mars" in driver.page_text().lower()


def test_a_file_that_is_no_picture_is_refused(opened_small: Driver, tmp_path: Path) -> None:
    driver = opened_small
    before = driver.session.campaign
    for name, data in (("faux.jpg", b"no picture"), ("vide.png", b""), ("macro.docx", b"PK")):
        (tmp_path / name).write_bytes(data)
        driver.workspace.banner.hide()
        driver.workspace.take_picture("photo", str(tmp_path / name))
        driver.wait(driver.workspace.banner.isVisible)
        assert "Traceback" not in driver.workspace.banner.text
    assert driver.session.campaign == before


def test_the_folder_is_renamed_while_it_is_open(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    driver.fill("town", "Sète")
    small.rename(small.with_name("ailleurs"))
    with driver.told("The campaign could not be saved."):
        driver.window.save()
    assert driver.session.dirty
    driver.fill("place", "quai Neuf")
    small.with_name("ailleurs").rename(small)
    assert driver.window.save()
    assert "quai Neuf" in (small / "pieces" / "poster.toml").read_text(encoding="utf-8")


def test_the_folder_is_renamed_before_an_export(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    small.rename(small.with_name("ailleurs"))
    driver.fill("town", "Sète")
    with driver.told("The campaign could not be saved."):
        driver.window.export()
    small.with_name("ailleurs").rename(small)


def test_a_disk_that_refuses(opened_small: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = opened_small
    driver.fill("town", "Sète")

    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(driver.session, "_save", refuse)
        with driver.told("The campaign could not be saved."):
            driver.window.save()
        assert driver.session.dirty
        with driver.told("The campaign could not be saved."):
            driver.window.export()
    assert driver.window.save()


def test_a_second_window_opens_to_read(opened_small: Driver, small: Path, qtbot: QtBot) -> None:
    other = Driver(qtbot, Window(Settings()))
    with qtbot.waitActive(other.window):
        other.window.show()
        other.window.activateWindow()
    try:
        assert other.window.open_campaign(small)
        other.workspace.show_piece("poster")
        assert other.session.readonly
        assert "already open" in other.workspace.banner.text
        assert not other.action("save").isEnabled()
        assert not other.workspace.form.rows["title"].isEnabled()
        before = other.session.campaign
        assert not other.document.edit("x", lambda draft: draft.content("poster", "town", "Sète"))
        assert other.session.campaign is before
        assert "vaubrune" in other.page_text().lower()
    finally:
        other.window.close()
        other._guard.stop()
        other.window.deleteLater()
    opened_small.document.set_content("town", "Sète", "Change")
    assert opened_small.window.save()


def test_a_bug_ends_in_a_report_and_one_sentence(
    opened_small: Driver, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    from pressdesk.app import crash

    hook = sys.excepthook
    try:
        crash.install(opened_small.window.tell_crash)
        try:
            raise KeyError("a bug")
        except KeyError as fault:
            sys.excepthook(KeyError, fault, fault.__traceback__)
            sys.excepthook(KeyError, fault, fault.__traceback__)
    finally:
        sys.excepthook = hook
    reports = list((home / "log").glob("crash-*.txt"))
    assert reports
    assert "a bug" in reports[0].read_text(encoding="utf-8")
    assert str(home / "log") in opened_small.workspace.banner.text
    assert not any(isinstance(one, QMessageBox) for one in opened_small.window.findChildren(QMessageBox))
    capsys.readouterr()


def test_what_a_killed_window_had_not_saved_is_there_again(opened_small: Driver, small: Path, tmp_path: Path) -> None:
    driver = opened_small
    driver.fill("town", "Sète")
    driver.session.flush()
    copy = Path(shutil.copytree(small, tmp_path / "as the kill left it"))
    (copy / ".pressdesk" / "lock").unlink(missing_ok=True)
    assert driver.window.save()
    driver.action("close").trigger()
    assert driver.window.open_campaign(copy)
    assert "not saved last time" in driver.workspace.banner.text
    driver.workspace.show_piece("poster")
    assert driver.piece.content["town"] == "Sète"
    driver.undo()
    assert driver.piece.content["town"] == "{rally.town}"
