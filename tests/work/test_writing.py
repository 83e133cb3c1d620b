from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import docx
import pytest

from pressdesk.base.paths import SAMPLE
from pressdesk.cli.main import main
from pressdesk.output.registry import TEXT_EXPORTS
from pressdesk.work.making import Maker
from pressdesk.work.plan import Job, Order, plan
from pressdesk.work.purposes import kind_named, kinds_for
from pressdesk.work.store import load
from pressdesk.work.writing import joined, text_of
from tests.output.documents import block, release, story
from tests.output.word.packages import plain, saved

DAY = "2027-01-20"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(SAMPLE, tmp_path / "campaign"))


def build(capsys: Capture, folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = main(["build", str(folder), *words, "--as-of", DAY, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_word_and_web_are_made_of_texts_only(folder: Path, capsys: Capture) -> None:
    status, report = build(capsys, folder, "communique", "--for", "word")
    assert (status, [problem for problem in report["problems"] if problem["piece"]]) == (0, [])
    assert [(Path(file["path"]).name, file["kind"], file["pages"]) for file in report["files"]] == [
        ("communique-A4.docx", "docx", 0)
    ]
    status, report = build(capsys, folder, "communique", "--for", "web")
    assert [Path(file["path"]).name for file in report["files"]] == [
        "communique.html", "communique.txt", "communique.eml",
    ]  # fmt: skip
    assert all(Path(file["path"]).is_file() and file["sha256"] for file in report["files"])
    assert b"communique.pdf" in Path(report["files"][2]["path"]).read_bytes()


def test_a_kind_alone_says_what_for(folder: Path, capsys: Capture) -> None:
    _, report = build(capsys, folder, "communique", "--kind", "txt", "--dry-run")
    assert [(file["kind"], file["sha256"]) for file in report["files"]] == [("txt", "")]
    assert not (folder / "build" / "web").exists()


def test_what_is_no_text_is_said(folder: Path, capsys: Capture) -> None:
    status, report = build(capsys, folder, "poster", "--for", "word")
    assert status == 2
    assert report["problems"][0]["remedy"] == "Only pieces with a running text become one, such as a press release."
    assert build(capsys, folder, "--for", "word", "--kind", "html")[0] == 2


def test_only_what_changed_is_written_again(folder: Path, capsys: Capture) -> None:
    def stamps() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (folder / "build").rglob("communique*")}

    for purpose in ("word", "web"):
        build(capsys, folder, "communique", "--for", purpose)
    before = stamps()
    for purpose in ("word", "web"):
        build(capsys, folder, "communique", "--for", purpose)
    assert stamps() == before
    text = folder / "texts" / "communique.md"
    text.write_text(text.read_text("utf-8").replace("six heures", "sept heures"), "utf-8")
    for purpose in ("word", "web"):
        build(capsys, folder, "communique", "--for", purpose)
    after = stamps()
    assert len(after) == 4 and all(after[name] != before[name] for name in after)


def test_a_new_logo_makes_the_files_stale(folder: Path, capsys: Capture) -> None:
    build(capsys, folder, "communique", "--for", "word")
    logo = folder / "pictures/logos/veille.svg"
    logo.write_text(logo.read_text("utf-8").replace("<path", '<path opacity="0.5"', 1), "utf-8")
    before = (folder / "build/word/communique-A4.docx").read_bytes()
    build(capsys, folder, "communique", "--for", "word")
    assert (folder / "build/word/communique-A4.docx").read_bytes() != before


def test_a_logo_that_cannot_be_read_is_told_and_its_name_stands_for_it(folder: Path, capsys: Capture) -> None:
    (folder / "pictures/logos/veille.svg").write_text("no drawing", "utf-8")
    status, report = build(capsys, folder, "communique", "--for", "word")
    assert status == 1
    assert any("veille.svg" in problem["message"] for problem in report["problems"])
    word = docx.Document(report["files"][0]["path"])
    assert "Veille, collectif des soignantes" in word.paragraphs[0].text


def test_the_campaigns_letterhead_is_filled(folder: Path, capsys: Capture) -> None:
    (folder / "templates").mkdir(exist_ok=True)
    saved(folder / "templates", plain("Notre papier", "{{ title }}", "{{ body }}"), "letterhead.docx")
    _, report = build(capsys, folder, "communique", "--for", "word")
    assert docx.Document(report["files"][0]["path"]).paragraphs[0].text == "Notre papier"
    saved(folder / "templates", plain("Un autre", "{{ body }}"), "press-release.docx")
    _, report = build(capsys, folder, "communique", "--for", "word")
    assert docx.Document(report["files"][0]["path"]).paragraphs[0].text == "Un autre"
    saved(folder / "templates", plain("Sans texte"), "press-release.docx")
    status, report = build(capsys, folder, "communique", "--for", "word")
    errors = [problem["code"] for problem in report["problems"] if problem["severity"] == "error"]
    assert (status, errors) == (3, ["broken-letterhead"])


def test_kinds_and_purposes() -> None:
    assert [kinds_for("word"), kinds_for("web")] == [["docx"], ["html", "txt", "eml"]]
    assert kind_named("docx") == "docx"
    assert set(TEXT_EXPORTS) == {"docx", "html", "txt", "eml"}


def test_the_text_of_a_job_is_the_same_each_time(folder: Path) -> None:
    campaign = load(folder)
    order = Order(campaign.day, ("communique",), "word")
    (job,) = plan(campaign, order)
    one, other = (text_of(Maker(campaign, order), job) for _ in range(2))
    assert one is not None and other is not None
    assert one.digest == other.digest
    assert text_of(Maker(campaign, order), Job("poster", "A3", "word", "x", kind="docx")) is None


def test_several_recipients_in_one_file() -> None:
    called = story(block("paragraph", "Ici"), notes=["Source."])
    found = joined([release(called), release(called)])
    assert found.text.count("Ici") == 2
    assert len(found.notes) == 2
    assert [part.block.kind for part in found.parts].count("pagebreak") == 1
