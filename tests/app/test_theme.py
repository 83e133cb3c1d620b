from __future__ import annotations

import re

import pytest

from pressdesk.app import icons, theme
from pressdesk.app.theme import DARK, LIGHT, Theme
from pressdesk.base.colour import contrast, parse_hex
from pressdesk.base.paths import ASSETS

GROUNDS = ("ground", "panel", "field")


def ratio(one: str, other: str) -> float:
    return contrast(parse_hex(one), parse_hex(other))


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(look: Theme) -> None:
    for ground in (*GROUNDS, "chosen", "hover"):
        assert ratio(look.text, getattr(look, ground)) >= 7, ground
    for ground in GROUNDS:
        for name in ("quiet", "error", "warning", "good"):
            assert ratio(getattr(look, name), getattr(look, ground)) >= 4.5, (name, ground)
        assert ratio(look.focus, getattr(look, ground)) >= 3, ground
    assert ratio(look.on_accent, look.accent) >= 4.5


def test_every_icon_is_of_the_one_set() -> None:
    for path in (ASSETS / "icons").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 20 20"' in text, path
        assert 'stroke="#000"' in text, path
        assert 'fill="none"' in text, path


def test_every_icon_that_is_named_is_there() -> None:
    from pathlib import Path

    import pressdesk.app

    called = re.compile(r'(?:tool|tinted|pixmap|icon)\(\s*"([a-z-]+)"|icon="([a-z-]+)"')
    for path in Path(pressdesk.app.__file__).parent.glob("*.py"):
        for found in called.finditer(path.read_text(encoding="utf-8")):
            assert (icons.FOLDER / f"{found[1] or found[2]}.svg").is_file(), (path.name, found[0])


def test_the_choice_of_the_user_wins() -> None:
    assert theme.theme_for("light") is LIGHT
    assert theme.theme_for("dark") is DARK
    assert theme.theme_for("system") in (LIGHT, DARK)
