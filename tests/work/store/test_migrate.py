from __future__ import annotations

import pytest
import tomlkit

from pressdesk.base.problem import Problem
from pressdesk.work.store.checker import Source
from pressdesk.work.store.migrate import FileKind, accepts, migrate
from pressdesk.work.store.schema import FORMAT


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("campaign", {"title": "a", "lang": "fr"}, {"name": "a", "language": "fr", "format": 1}),
        ("campaign", {"title": "a", "name": "b"}, {"title": "a", "name": "b", "format": 1}),
        (
            "campaign",
            {"brand": {"colors": {"ink": {}}, "body_font": "x"}},
            {"brand": {"colours": {"ink": {}}, "text_font": "x"}, "format": 1},
        ),
        (
            "piece",
            {"layout": "t", "format": "A3", "fields": {}},
            {"template": "t", "formats": "A3", "content": {}, "format": 1},
        ),
        ("piece", {"layout": "t", "format": 1}, {"layout": "t", "format": 1}),
        ("pictures", {"a.jpg": {}}, {"a.jpg": {}, "format": 1}),
    ],
)
def test_old_names_become_today_s_and_nothing_is_lost(
    kind: FileKind, old: dict[str, object], new: dict[str, object]
) -> None:
    written = tomlkit.parse(tomlkit.dumps(old))
    migrate(kind, old)
    assert old == new
    migrate(kind, written)
    assert written.unwrap() == new
    assert migrate(kind, old) is False


@pytest.mark.parametrize(
    ("document", "yes"),
    [({}, True), ({"format": 1}, True), ({"format": 2}, False), ({"format": -1}, False), ({"format": 1.5}, False)],
)
def test_only_known_versions_are_taken(document: dict[str, object], yes: bool) -> None:
    problems: list[Problem] = []
    assert accepts("campaign", document, Source("campaign.toml", "", problems)) is yes
    assert bool(problems) is not yes
    if yes:
        assert document["format"] == FORMAT
