"""A window over a copy of the sample, driven with real events; what it remembers goes to a folder of the test."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pressdesk.app import theme
from pressdesk.app.application import make_application
from pressdesk.app.settings import Settings
from pressdesk.app.translations import set_language
from pressdesk.app.window import Window
from pressdesk.work.beginning import new_campaign
from tests.app.driving import Driver
from tests.work.given import campaign as small_campaign


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as it is delivered; made once, never opened."""
    return new_campaign(tmp_path_factory.mktemp("sample") / "sample", sample=True)


@pytest.fixture
def root(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(sample, tmp_path / "ma campagne"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A campaign that opens in no time."""
    return small_campaign(tmp_path / "petite campagne")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the window keeps what it remembers."""
    monkeypatch.setenv("PRESSDESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def driver(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Driver]:
    """A window with nothing open, in English. The switch interval of the process stays what it was."""
    interval = sys.getswitchinterval()
    set_language("en")
    theme.apply(make_application(), theme.theme_for("light"))
    made = Driver(qtbot, Window(Settings()))
    made.window.resize(1280, 800)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    workspace = made.window.workspace
    if workspace is not None:
        made.window.workspace = None
        workspace.close_down()
        workspace.document.session.close(discard=True)
    made._guard.stop()
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.setswitchinterval(interval)
    assert made.unexpected == []


@pytest.fixture
def opened(driver: Driver, root: Path) -> Driver:
    """A window with the sample open at its poster."""
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("poster")
    driver.settle()
    return driver


@pytest.fixture
def opened_small(driver: Driver, small: Path) -> Driver:
    """A window with the small campaign open at its poster."""
    assert driver.window.open_campaign(small)
    driver.workspace.show_piece("poster")
    driver.settle()
    return driver
