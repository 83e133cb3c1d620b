"""Where the program's own files lie: fonts, templates, the sample, colour profiles."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent / "assets"

ASSETS = _CHECKOUT if _CHECKOUT.is_dir() else _PACKAGE / "assets"
"""The folder `assets`: beside the package in a checkout, inside it once installed."""

FONTS = ASSETS / "fonts"
TEMPLATES = ASSETS / "templates"
SAMPLE = ASSETS / "sample"
PROFILES = ASSETS / "profiles"


def config_folder() -> Path:
    """Where settings are kept; `PRESSDESK_HOME` puts it elsewhere (tests, portable sticks)."""
    home = os.environ.get("PRESSDESK_HOME")
    if home:
        return Path(home) / "config"
    if sys.platform == "linux":  # the same answer, without the 10 ms that every build would wait for it
        user = os.environ.get("HOME", "")
        known = os.environ.get("XDG_CONFIG_HOME", ""), f"{user}/.config" if user.startswith("/") else ""
        for folder in known:
            if folder.startswith("/"):
                return Path(folder) / "PressDesk"
    from platformdirs import user_config_path

    return user_config_path("PressDesk", appauthor=False)


def cache_folder() -> Path:
    """Where what can be made again is kept."""
    home = os.environ.get("PRESSDESK_HOME")
    if home:
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("PressDesk", appauthor=False)


def log_folder() -> Path:
    """Where crash reports are kept."""
    home = os.environ.get("PRESSDESK_HOME")
    if home:
        return Path(home) / "log"
    from platformdirs import user_log_path

    return user_log_path("PressDesk", appauthor=False)
