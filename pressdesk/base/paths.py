"""Where the program's own files lie: fonts, templates, the sample, colour profiles."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent / "assets"

ASSETS = _CHECKOUT if _CHECKOUT.is_dir() else _PACKAGE / "assets"
"""The folder `assets`: beside the package in a checkout, inside it once installed."""

FONTS = ASSETS / "fonts"
TEMPLATES = ASSETS / "templates"
SAMPLE = ASSETS / "sample"
PROFILES = ASSETS / "profiles"
