from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import InputError
from pressdesk.work.store.paths import stays_inside, within


@pytest.mark.parametrize(
    "path", ["a.jpg", "pictures/a.jpg", "été à l'île/œuvre.jpg", "a..b/c", "...", "pictures\\a.jpg"]
)
def test_paths_inside(tmp_path: Path, path: str) -> None:
    assert stays_inside(tmp_path, within(tmp_path, path))


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "a/..", "\\a", "C:a", "c:\\a", "a\0b", "..\\a"])
def test_paths_that_lead_out(tmp_path: Path, path: str) -> None:
    with pytest.raises(InputError, match="leads out"):
        within(tmp_path, path)


def test_a_link_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "in").symlink_to(root)
    (root / "out").symlink_to(tmp_path)
    assert within(root, "in/a.jpg")
    with pytest.raises(InputError):
        within(root, "out/a.jpg")


def test_a_neighbour_with_a_longer_name_is_outside(tmp_path: Path) -> None:
    assert not stays_inside(tmp_path / "a", tmp_path / "ab" / "c")


@given(st.text("./\\abC:é", max_size=12))
def test_no_path_whatever_gets_out(path: str) -> None:
    root = Path("/nowhere/root")
    try:
        found = within(root, path)
    except InputError:
        return
    assert stays_inside(root, found)
    assert root == found or root in found.parents
