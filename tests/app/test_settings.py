from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from pressdesk.app.settings import RECENT_MOST, Settings
from pressdesk.base.paths import cache_folder, log_folder
from pressdesk.work.bugs import write_report


def campaign(path: Path) -> Path:
    path.mkdir()
    (path / "campaign.toml").write_text("")
    return path


def test_what_is_kept_comes_back(home: Path) -> None:
    one = Settings()
    one.put("language", "en")
    one.put("guides", True)
    one.keep_state("window", QByteArray(b"\0\x01state"))
    one.sync()
    other = Settings()
    assert other.text("language") == "en"
    assert other.flag("guides") and not other.flag("other")
    assert other.state("window") == b"\0\x01state"
    assert other.state("nothing") == b""


def test_recent_campaigns_are_the_newest_first_and_still_there(home: Path, tmp_path: Path) -> None:
    settings = Settings()
    paths = [campaign(tmp_path / f"c {number}") for number in range(RECENT_MOST + 2)]
    for path in (*paths, paths[3]):
        settings.opened(path)
    assert settings.recent[0] == paths[3]
    assert len(settings.recent) == RECENT_MOST
    (paths[3] / "campaign.toml").unlink()
    assert paths[3] not in settings.recent


def test_everything_stays_in_the_folder_that_was_named(home: Path) -> None:
    assert cache_folder().is_relative_to(home)
    assert log_folder().is_relative_to(home)


def test_a_crash_leaves_a_report(home: Path) -> None:
    try:
        raise RuntimeError("the canvas tore")
    except RuntimeError as fault:
        path = write_report(type(fault), fault, fault.__traceback__)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "the canvas tore" in text and "test_settings.py" in text and "PressDesk" in text


def test_no_report_where_nothing_can_be_written(home: Path) -> None:
    log_folder().parent.mkdir(parents=True)
    log_folder().write_text("in the way")
    assert write_report(RuntimeError, RuntimeError("x"), None) is None
