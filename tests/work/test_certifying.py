"""Each print file of a build has its certificate beside it, never out of step with it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pressdesk.work.build import Built, build
from pressdesk.work.certifying import SUFFIXES, is_certificate
from pressdesk.work.merge import merge, merge_of
from pressdesk.work.plan import Order
from pressdesk.work.store import load_with_problems
from tests.output.sheets import text_of
from tests.work.given import campaign, change, tree
from tests.work.test_build import DAY, made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path / "c")


def told(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((path.parent / f"{path.name}{SUFFIXES[0]}").read_bytes())
    return found


def test_a_print_file_has_its_certificate(root: Path) -> None:
    (file,) = made(root, "poster").files
    assert file.beside == tuple(file.path.with_name(file.path.name + suffix) for suffix in SUFFIXES)
    found = told(file.path)
    assert found["file"]["sha256"] == hashlib.sha256(file.path.read_bytes()).hexdigest()
    assert (found["piece"], found["paper_format"], found["standard"]) == ("poster", "A6", "PDF/X-4")
    assert found["verdict"] in ("ready", "remarks")
    assert [code["payload"] for code in found["codes"]] == [code["read_back"] for code in found["codes"]]
    assert found["codes"]
    assert found["figures"]["most_ink_percent"] > 100
    assert len(found["profile"]["sha256"]) == 64
    page = text_of(file.beside[1].read_bytes())
    assert found["file"]["sha256"] in page
    assert "Certificat" in page


def test_files_for_screens_and_files_that_are_not_proved_have_none(root: Path) -> None:
    assert made(root, "poster", purpose="screen").files[0].beside == ()
    assert made(root, "poster", prove=False).files[0].beside == ()
    assert not any(is_certificate(name) for name in tree(root / "build"))


def test_it_is_left_alone_with_its_file_and_made_again_with_it(root: Path) -> None:
    (file,) = made(root, "poster").files
    before = [path.stat().st_mtime_ns for path in file.beside]
    (again,) = made(root, "poster").files
    assert (again.fresh, again.beside) == (False, file.beside)
    assert [path.stat().st_mtime_ns for path in file.beside] == before
    change(root, "campaign.toml", "Qui veille ?", "Qui veille encore ?")
    (changed,) = made(root, "poster").files
    if changed.fresh:
        assert told(file.path)["file"]["sha256"] == hashlib.sha256(file.path.read_bytes()).hexdigest()


@pytest.mark.parametrize("number", [0, 1])
def test_one_that_is_lost_or_changed_is_made_again(root: Path, number: int) -> None:
    (file,) = made(root, "poster").files
    data = file.beside[number].read_bytes()
    file.beside[number].unlink()
    assert made(root, "poster").files[0].fresh
    assert file.beside[number].read_bytes() == data
    file.beside[number].write_bytes(b"mine")
    assert made(root, "poster").files[0].fresh
    assert file.beside[number].read_bytes() == data


def test_it_goes_when_its_file_goes(root: Path) -> None:
    made(root)
    (root / "pieces/poster.toml").unlink()
    built = made(root, prune=True)
    assert [path.name for path in built.removed] == ["poster-A6.pdf"]
    assert not any("poster" in name for name in tree(root / "build"))


def test_a_file_written_in_spite_of_its_faults_says_so(root: Path) -> None:
    change(root, "pieces/poster.toml", "[content]", '[tweaks.title]\nmove = ["-40mm", "0mm"]\n[content]')
    built = made(root, "poster", force=True)
    if any(problem.severity == "error" for problem in built.problems):
        assert told(built.files[0].path)["verdict"] == "faulty"
    else:
        assert told(built.files[0].path)["verdict"] == "remarks"


def test_a_merge_into_one_file_is_certified_with_all_its_codes(root: Path) -> None:
    loaded = load_with_problems(root, ("flyer",))
    order = Order(DAY, ("flyer",), "print", format="A6")
    built: Built = merge(loaded, merge_of(loaded, "flyer", "tables/events.csv"), order, one=True)
    (file,) = built.files
    found = told(file.path)
    assert len(found["pages"]) == file.pages == 3
    assert sorted({code["page"] for code in found["codes"]}) == [1, 2, 3]


def test_the_page_of_one_file_is_the_same_whatever_was_made_with_it(root: Path, tmp_path: Path) -> None:
    made(root, out=tmp_path / "all")
    made(root, "poster", out=tmp_path / "one")
    whole = tree(tmp_path / "all")
    assert {name: whole[name] for name in tree(tmp_path / "one")} == tree(tmp_path / "one")


def test_the_language_is_the_campaign_s(root: Path) -> None:
    change(root, "campaign.toml", 'language = "fr"', 'language = "en"')
    loaded = load_with_problems(root, ("poster",))
    (file,) = build(loaded, Order(DAY, ("poster",)), jobs=1).files
    assert "Print certificate" in text_of(file.beside[1].read_bytes())
