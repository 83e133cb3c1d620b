from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pressdesk.work.manifest import NAME, Manifest


def noted(folder: Path, path: str, digest: str = "d1") -> Manifest:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(b"made")
    manifest = Manifest(folder)
    manifest.note(path, "poster", "print", digest)
    manifest.save()
    return Manifest(folder)


def test_a_file_is_current_as_long_as_nobody_touches_it(tmp_path: Path) -> None:
    manifest = noted(tmp_path, "print/a.pdf")
    assert manifest.is_current("print/a.pdf", "d1")
    assert not manifest.is_current("print/a.pdf", "d2")
    assert not manifest.is_current("print/b.pdf", "d1")
    os.utime(tmp_path / "print/a.pdf", ns=(1, 1))
    assert not manifest.is_current("print/a.pdf", "d1")
    (tmp_path / "print/a.pdf").unlink()
    assert not manifest.is_current("print/a.pdf", "d1")


def test_dropping_a_file_takes_the_empty_folders_with_it(tmp_path: Path) -> None:
    manifest = noted(tmp_path, "print/flyer/a.pdf")
    (tmp_path / "print/b.pdf").write_bytes(b"another's")
    manifest.drop("print/flyer/a.pdf")
    assert not (tmp_path / "print/flyer").exists()
    assert (tmp_path / "print/b.pdf").exists()
    assert manifest.entries == {}


@pytest.mark.parametrize("path", ["../outside.pdf", "/etc/passwd", "a/../../b", "C:\\x", "\\\\server\\x"])
def test_a_list_that_names_files_elsewhere_is_not_believed(tmp_path: Path, path: str) -> None:
    entry = ["poster", "print", "d", 4, 1]
    (tmp_path / NAME).write_text(json.dumps({"files": {path: entry, "print/a.pdf": entry}}))
    assert list(Manifest(tmp_path).entries) == ["print/a.pdf"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": 3}', '{"files": {"a.pdf": [1]}}', '{"files": {"a.pdf": 1}}']
)
def test_a_broken_list_only_costs_time(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert Manifest(tmp_path).entries == {}


def test_an_unchanged_list_is_not_written_again(tmp_path: Path) -> None:
    manifest = noted(tmp_path, "print/a.pdf")
    (tmp_path / NAME).unlink()
    manifest.save()
    assert not (tmp_path / NAME).exists()
