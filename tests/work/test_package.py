from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.problem import InputError, UsageError
from pressdesk.work.package import MOST_GROWTH, pack, unpack
from tests.work.given import CAMPAIGN, campaign, put, tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = campaign(tmp_path / "campaign")
    put(root, "build/print/poster.pdf", "made")
    put(root, ".pressdesk/journal", "made")
    put(root, "pictures/.DS_Store", "system")
    put(root, "fonts/ours.ttf", "font")
    put(root, "texts/été à l'île.md", "Bonjour")
    return root


def zipped(path: Path, files: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def nothing_but(folder: Path, *names: str) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_what_was_packed_comes_out_and_what_was_made_stays_behind(root: Path, tmp_path: Path) -> None:
    package = pack(root, tmp_path / "one")
    assert package.name == "one.pressdesk"
    unpack(package, tmp_path / "deep" / "copy")
    copy = tree(tmp_path / "deep" / "copy")
    assert copy == {name: data for name, data in tree(root).items() if not name.startswith("build/")}
    assert "texts/été à l'île.md" in copy
    assert nothing_but(tmp_path / "deep", "copy")


def test_the_same_campaign_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    one = pack(root, tmp_path / "one.pressdesk").read_bytes()
    (root / "campaign.toml").touch()
    assert pack(root, root / "two.pressdesk").read_bytes() == one
    assert pack(root, root / "two.pressdesk").read_bytes() == one


def test_a_link_out_of_the_folder_is_not_packed(root: Path, tmp_path: Path) -> None:
    (root / "texts" / "secret.md").symlink_to(put(tmp_path, "secret.md", "secret"))
    with pytest.raises(InputError, match="leads out"):
        pack(root, tmp_path / "one.pressdesk")
    assert not (tmp_path / "one.pressdesk").exists()


def test_a_folder_in_use_is_left_alone(root: Path, tmp_path: Path) -> None:
    package = pack(root, tmp_path / "one.pressdesk")
    before = tree(root)
    with pytest.raises(UsageError, match="not empty"):
        unpack(package, root)
    assert tree(root) == before
    (tmp_path / "empty").mkdir()
    unpack(package, tmp_path / "empty")
    assert (tmp_path / "empty" / "campaign.toml").exists()


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:/evil.txt", "C:evil"]
)
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    package = zipped(tmp_path / "a.pressdesk", {"campaign.toml": CAMPAIGN, name: "x"})
    with pytest.raises(InputError, match="leads out"):
        unpack(package, tmp_path / "inner" / "out")
    assert nothing_but(tmp_path, "a.pressdesk")


def test_links_in_a_package_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pressdesk"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("campaign.toml", CAMPAIGN)
        entry = zipfile.ZipInfo("texts")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc")
    with pytest.raises(InputError, match="leads out"):
        unpack(path, tmp_path / "out")
    assert nothing_but(tmp_path, "a.pressdesk")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.pressdesk"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("campaign.toml", CAMPAIGN)
        archive.writestr("pictures/zero.png", bytes(5_000_000))
    with zipfile.ZipFile(path) as archive:
        assert archive.infolist()[1].compress_size * MOST_GROWTH < 5_000_000
    with pytest.raises(InputError, match="far larger"):
        unpack(path, tmp_path / "out")
    assert nothing_but(tmp_path, "a.pressdesk")


def test_a_size_that_lies_is_found_while_unpacking(root: Path, tmp_path: Path) -> None:
    path = pack(root, tmp_path / "a.pressdesk")
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (5).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(InputError):
        unpack(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_names_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    package = zipped(tmp_path / "a.pressdesk", {"campaign.toml": CAMPAIGN, "texts/A.md": "1", "texts/a.md": "2"})
    with pytest.raises(InputError, match="twice"):
        unpack(package, tmp_path / "out")


def test_what_is_no_package_is_told(tmp_path: Path) -> None:
    for path, says in (
        (tmp_path / "none.pressdesk", "There is no file"),
        (put(tmp_path, "text.pressdesk", "text"), "cannot be unpacked"),
        (tmp_path, "cannot be unpacked"),
        (zipped(tmp_path / "other.pressdesk", {"readme.txt": "x"}), "not a packed campaign"),
    ):
        with pytest.raises(InputError, match=says):
            unpack(path, tmp_path / "out")


@given(st.data())
def test_a_package_damaged_anywhere_is_told_or_unpacks_and_leaves_no_half(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("p")
    package = zipped(folder / "a.pressdesk", {"campaign.toml": CAMPAIGN, "texts/a.md": "Bonjour " * 20})
    whole = bytearray(package.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    package.write_bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    try:
        unpack(package, folder / "out")
    except InputError:
        assert nothing_but(folder, "a.pressdesk")
    else:
        assert nothing_but(folder, "a.pressdesk", "out")
        assert (folder / "out" / "campaign.toml").exists()
