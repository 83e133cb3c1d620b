from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from pressdesk.app.following import Follower
from pressdesk.app.settings import Settings
from pressdesk.app.window import Window
from tests.app.driving import Driver
from tests.work.given import change, put


def answer(driver: Driver, words: str) -> None:
    banner = driver.workspace.banner
    driver.wait(banner.isVisible)
    assert "another program" in banner.text
    driver.click(next(one for one in banner.findChildren(QPushButton) if one.text() == words))
    assert not banner.isVisible()


def test_a_change_by_another_program_is_taken_over(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    driver.fill("town", "Sète")
    change(small, "pieces/poster.toml", "[content]", '[content]\nlede = "Écrit ailleurs"')
    answer(driver, "Reload")
    assert "Écrit ailleurs" in driver.page_text()
    assert driver.piece.content["town"] == "{rally.town}"
    assert not driver.session.dirty
    driver.undo()
    assert driver.piece.content["town"] == "Sète"
    assert "lede" not in driver.piece.content


def test_what_is_here_is_kept_and_goes_over_the_other(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    change(small, "pieces/poster.toml", "[content]", '[content]\nlede = "Écrit ailleurs"')
    answer(driver, "Keep what is here")
    assert driver.session.dirty
    assert driver.window.save()
    assert "Écrit ailleurs" not in (small / "pieces" / "poster.toml").read_text(encoding="utf-8")


def test_saving_without_an_answer_keeps_what_is_here(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    driver.fill("town", "Sète")
    change(small, "campaign.toml", 'slogan = "', 'slogan = "Autre ')
    driver.wait(driver.workspace.banner.isVisible)
    assert driver.window.save()
    assert not driver.workspace.banner.isVisible()
    assert "Autre " not in (small / "campaign.toml").read_text(encoding="utf-8")
    assert "Sète" in (small / "pieces" / "poster.toml").read_text(encoding="utf-8")


def test_its_own_saving_is_no_change(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    told: list[object] = []
    follower = driver.workspace.follower
    assert follower is not None
    follower.changed.connect(told.append)
    for town in ("Sète", "Ax", "Apt"):
        driver.fill("town", town)
        assert driver.window.save()
    driver.bot.wait(700)
    os.utime(small / "pieces" / "poster.toml")
    driver.bot.wait(700)
    assert told == []
    assert not driver.workspace.banner.isVisible()


def test_another_picture_under_the_same_name_shows(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    follower = driver.workspace.follower
    assert follower is not None
    with driver.bot.waitSignal(follower.redrawn, timeout=10_000):
        photo = small / "pictures" / "photo.jpg"
        photo.write_bytes(photo.read_bytes() + b"\0")


def test_a_folder_that_goes_away_and_comes_back(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    small.rename(small.with_name("ailleurs"))
    driver.wait(driver.workspace.banner.isVisible)
    assert "There is no folder" in driver.workspace.banner.text
    small.with_name("ailleurs").rename(small)
    driver.fill("town", "Sète")
    assert driver.window.save()


def test_a_file_that_cannot_be_read_any_more_is_told(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    whole = (small / "campaign.toml").read_bytes()
    (small / "campaign.toml").write_bytes(b"name = \n")
    driver.wait(driver.workspace.banner.isVisible)
    assert "TOML" in driver.workspace.banner.text
    put(small, "campaign.toml", whole.decode())
    driver.bot.wait(500)
    assert driver.piece.name == "poster"


def test_a_window_that_only_reads_follows_by_itself(opened_small: Driver, small: Path, qtbot: QtBot) -> None:
    other = Driver(qtbot, Window(Settings()))
    other.window.show()
    try:
        assert other.window.open_campaign(small)
        other.workspace.show_piece("poster")
        opened_small.document.set_content("town", "Sète", "Change")
        assert opened_small.window.save()
        other.wait(lambda: other.piece.content["town"] == "Sète")
    finally:
        other.window.close()
        other._guard.stop()
        other.window.deleteLater()


def test_nothing_is_told_once_it_is_closed(opened_small: Driver, small: Path) -> None:
    follower = Follower(opened_small.document)
    told: list[object] = []
    follower.changed.connect(told.append)
    follower.close()
    shutil.rmtree(small / "pieces")
    opened_small.bot.wait(500)
    assert told == []
