"""Where the program keeps what is the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_config_path

from pressdesk.base.paths import config_folder


@pytest.mark.parametrize("home", ["/home/ada", "/home/ada/", "", "ada", None])
@pytest.mark.parametrize("configuration", ["/srv/settings", "settings", "", None])
def test_settings_lie_where_the_system_wants_them(
    home: str | None, configuration: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("PRESSDESK_HOME", None), ("HOME", home), ("XDG_CONFIG_HOME", configuration)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert config_folder() == user_config_path("PressDesk", appauthor=False)


def test_settings_can_be_kept_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSDESK_HOME", "/media/stick")
    assert config_folder() == Path("/media/stick/config")
