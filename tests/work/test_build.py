from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pressdesk.base.problem import Problem, RefusedError, UsageError
from pressdesk.work import making
from pressdesk.work.build import Built, build, dry_run
from pressdesk.work.manifest import Manifest
from pressdesk.work.plan import Job, Order
from pressdesk.work.store import load_with_problems
from tests.work.given import EVENTS, TRIPTYCH, campaign, change, photo, put, tree

DAY = date(2027, 2, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path / "été à Noël")


def made(root: Path, *pieces: str, prune: bool = False, jobs: int = 1, **order: object) -> Built:
    campaign = load_with_problems(root, pieces or None)
    return build(campaign, Order(DAY, pieces, **order), jobs=jobs, prune=prune)  # type: ignore[arg-type]


def names(built: Built, root: Path) -> list[str]:
    return [file.path.relative_to(root).as_posix() for file in built.files]


def test_every_piece_and_row_gives_its_file(root: Path) -> None:
    built = made(root)
    assert built.problems == ()
    assert names(built, root / "build") == [
        "print/flyer/flyer-A6-hautevoie-2027-03-08.pdf",
        "print/flyer/flyer-A6-la-ferrade-2027-03-10.pdf",
        "print/flyer/flyer-A6-evry-2027-03-12.pdf",
        "print/poster-A6.pdf",
    ]
    assert built.files[0].record == "hautevoie-2027-03-08"
    assert set(tree(root / "build")) == {name for file in built.files for name in file.names(root / "build")}


def test_a_print_file_has_bleed_and_marks_and_a_screen_file_is_cut(root: Path) -> None:
    made(root, "poster", purpose="print")
    made(root, "poster", purpose="screen")
    with pikepdf.open(root / "build/print/poster-A6.pdf") as printed:
        page = printed.pages[0]
        assert [float(n) for n in page.trimbox] != [float(n) for n in page.mediabox]
        assert float(page.trimbox[0]) - float(page.bleedbox[0]) == pytest.approx(3 * 72 / 25.4, abs=0.01)
        assert "/Annots" not in page
    with pikepdf.open(root / "build/screen/poster-A6.pdf") as screen:
        page = screen.pages[0]
        assert [float(n) for n in page.trimbox] == [float(n) for n in page.mediabox]
        assert screen.docinfo["/CreationDate"] == "D:20270118093000Z"


def test_a_triptych_is_one_file_of_three_pages_and_three_files(root: Path) -> None:
    put(root, "pieces/triptych.toml", TRIPTYCH)
    (root / "pictures/photo.jpg").write_bytes(photo(4200, 1620))
    built = made(root, "triptych")
    assert [(file.path.name, file.pages) for file in built.files] == [
        ("triptych-A4.pdf", 3),
        ("triptych-A4-left.pdf", 1),
        ("triptych-A4-middle.pdf", 1),
        ("triptych-A4-right.pdf", 1),
    ]
    with pikepdf.open(built.files[0].path) as whole:
        assert len(whole.pages) == 3


def test_social_formats_become_pictures_of_their_size(root: Path) -> None:
    change(root, "pieces/poster.toml", '["A6"]', '["A6", "square", "story"]')
    built = made(root, "poster", purpose="social")
    from PIL import Image

    sizes = {}
    for file in built.files:
        with Image.open(BytesIO(file.path.read_bytes())) as picture:
            sizes[file.path.name] = picture.size
    assert sizes == {"poster-square.png": (1080, 1080), "poster-story.png": (1080, 1920)}


@pytest.mark.parametrize(("kind", "suffix", "start"), [("jpg", "jpg", b"\xff\xd8"), ("svg", "svg", b"<svg ")])
def test_pictures_can_be_of_another_kind(root: Path, kind: str, suffix: str, start: bytes) -> None:
    change(root, "pieces/poster.toml", '["A6"]', '["A6", "square"]')
    (file,) = made(root, "poster", kind=kind).files
    assert (file.path.name, file.format) == (f"poster-square.{suffix}", "square")
    assert file.path.read_bytes().startswith(start)
    (file,) = made(root, "poster", purpose="screen", kind=kind, prune=True).files
    assert file.path == root / f"build/pictures/poster-A6.{suffix}"


def test_pictures_of_several_sheets_and_rows_have_names_of_their_own(root: Path) -> None:
    put(root, "pieces/triptych.toml", TRIPTYCH)
    built = made(root, "triptych", purpose="screen", kind="png")
    assert [(file.path.name, file.pages) for file in built.files] == [
        ("triptych-A4-left.png", 1),
        ("triptych-A4-middle.png", 1),
        ("triptych-A4-right.png", 1),
    ]


def test_what_is_up_to_date_is_left_alone_and_a_changed_fact_rebuilds_what_uses_it(root: Path) -> None:
    made(root)
    before = {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*.pdf")}
    again = made(root)
    assert not any(file.fresh for file in again.files)
    assert before == {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*.pdf")}
    change(root, "campaign.toml", 'town = "Vaubrune"', 'town = "Lussancy"')
    assert [file.path.name for file in made(root).files if file.fresh] == ["poster-A6.pdf"]
    change(root, "tables/events.csv", "Ancienne forge", "Forge neuve")
    assert [file.record for file in made(root).files if file.fresh] == ["la-ferrade-2027-03-10"]
    change(root, "campaign.toml", "updated = 2027-01-18", "updated = 2027-01-19")
    assert not any(file.fresh for file in made(root).files)


def test_a_file_that_somebody_changed_or_deleted_is_made_again(root: Path) -> None:
    built = made(root, "poster")
    data = built.files[0].path.read_bytes()
    built.files[0].path.write_bytes(b"mine")
    assert made(root, "poster").files[0].fresh
    assert built.files[0].path.read_bytes() == data
    built.files[0].path.unlink()
    assert made(root, "poster").files[0].fresh


def test_the_same_input_gives_the_same_bytes_in_one_process_and_in_several(root: Path, tmp_path: Path) -> None:
    made(root, out=tmp_path / "one", jobs=1)
    made(root, out=tmp_path / "two", jobs=2)
    one = tree(tmp_path / "one")
    assert one == tree(tmp_path / "two")
    assert len(one) == 4 * 3  # each with its certificate, as JSON and as a page


def test_processes_that_begin_from_nothing_give_the_same_bytes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(root, out=tmp_path / "one", jobs=1)
    monkeypatch.setattr("pressdesk.work.processes.threading.active_count", lambda: 2)
    made(root, out=tmp_path / "two", jobs=2)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_pruning_deletes_what_is_no_longer_made_and_nothing_else(root: Path) -> None:
    made(root)
    mine = put(root, "build/print/flyer/mine.pdf", "mine")
    change(root, "tables/events.csv", EVENTS.splitlines()[3], "")
    built = made(root, prune=True)
    assert [path.name for path in built.removed] == ["flyer-A6-evry-2027-03-12.pdf"]
    assert mine.exists()
    (root / "pieces/flyer.toml").unlink()
    assert len(made(root, prune=True).removed) == 2
    kept = {name for name in tree(root / "build") if ".certificate." not in name}
    assert kept == {"print/poster-A6.pdf", "print/flyer/mine.pdf"}
    assert len(tree(root / "build")) == 2 + 2


def test_pruning_one_piece_or_purpose_leaves_the_others(root: Path) -> None:
    made(root)
    made(root, "poster", purpose="screen")
    assert made(root, "poster", purpose="screen", prune=True).removed == ()
    assert len(tree(root / "build")) == 4 * 3 + 1


def test_two_events_at_the_same_place_and_time_are_told(root: Path) -> None:
    put(root, "tables/events.csv", EVENTS + EVENTS.splitlines()[1] + "\n")
    assert [problem.place.row for problem in made(root).problems if "same" in problem.message] != []
    assert made(root, "poster").problems == ()


def test_a_broken_font_of_the_campaign_is_told(root: Path) -> None:
    put(root, "fonts/ours.ttf", "no font")
    built = made(root, "poster")
    assert [(problem.code, problem.place.file) for problem in built.problems] == [("broken-font", "fonts/ours.ttf")]
    assert len(built.files) == 1


def test_a_dry_run_tells_the_files_and_writes_nothing(root: Path) -> None:
    built = dry_run(load_with_problems(root), Order(DAY))
    assert len(built.files) == 4
    assert not (root / "build").exists()


def test_a_print_file_with_errors_is_refused_and_the_earlier_one_stays(root: Path) -> None:
    made(root, "poster")
    before = tree(root / "build")
    long = "Constitutionnellement " * 90
    change(root, "pieces/poster.toml", "[content]", f'[content]\ntitle = "{long}"')
    built = made(root, "poster")
    assert built.status == 1
    assert {"overset", "refused"} <= {problem.code for problem in built.problems}
    assert built.files == ()
    assert tree(root / "build") == before
    assert len(made(root, "poster", force=True).files) == 1
    assert tree(root / "build") != before


def test_a_screen_file_with_an_overset_is_made_with_status_1(root: Path) -> None:
    long = "Constitutionnellement " * 90
    change(root, "pieces/poster.toml", "[content]", f'[content]\ntitle = "{long}"')
    built = made(root, "poster", purpose="screen")
    assert (built.status, len(built.files)) == (1, 1)


def test_a_code_that_cannot_be_read_back_forbids_print(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pressdesk.prepress.proof.proof_codes", lambda *_, **__: [Problem("error", "qr-unreadable", "No code.")]
    )
    built = made(root, "poster")
    assert (built.status, built.files) == (1, ())
    assert not (root / "build/print").exists()
    assert made(root, "poster", purpose="screen").status == 1
    assert len(made(root, "poster", force=True).files) == 1


def test_a_file_printed_in_spite_of_an_error_is_never_up_to_date(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Problem("error", "qr-unreadable", "The code cannot be read.", "Make it larger.")
    monkeypatch.setattr("pressdesk.prepress.proof.proof_codes", lambda *_, **__: [fault])
    assert made(root, "poster", force=True).files
    again = made(root, "poster")
    assert again.status == 1
    assert fault.code in {problem.code for problem in again.problems}


def test_the_exported_bytes_are_what_is_proved(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proved: list[bytes] = []

    def proof(pdf: bytes, _: object, **__: object) -> list[Problem]:
        proved.append(pdf)
        return []

    monkeypatch.setattr("pressdesk.prepress.proof.proof_codes", proof)
    built = made(root, "poster")
    assert proved == [built.files[0].path.read_bytes()]


def test_a_broken_piece_does_not_keep_the_others_from_being_made(root: Path) -> None:
    put(root, "pieces/bad.toml", "format = 1\ntemplate = ")
    built = made(root)
    assert built.status == 3
    assert len(built.files) == 4


def test_a_campaign_with_errors_builds_nothing(root: Path) -> None:
    made(root)
    before = tree(root / "build")
    change(root, "campaign.toml", 'slogan = "Qui veille ?"', "slogan = 3")
    built = made(root)
    assert (built.status, built.files) == (3, ())
    assert tree(root / "build") == before


def test_a_fault_of_the_program_spoils_one_piece_and_is_one_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(root)
    before = tree(root / "build")
    real = making.Maker.compose

    def fails(self: making.Maker, job: Job) -> making.Composed:
        if job.piece == "poster":
            raise ZeroDivisionError("by\nzero")
        return real(self, job)

    monkeypatch.setattr(making.Maker, "compose", fails)
    built = made(root, force=True)
    assert (built.status, len(built.files)) == (1, 3)
    problem = next(problem for problem in built.problems if problem.code == "bug")
    assert "ZeroDivisionError: by zero, test_build.py:" in problem.message
    assert tree(root / "build")["print/poster-A6.pdf"] == before["print/poster-A6.pdf"]
    monkeypatch.setenv("PRESSDESK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        made(root, "poster", force=True)


def test_orders_that_come_to_nothing_are_told(root: Path) -> None:
    with pytest.raises(UsageError, match="No piece is made for format A1"):
        made(root, format="A1")
    with pytest.raises(UsageError, match="“pster”"):
        made(root, "pster")
    with pytest.raises(UsageError, match="no preset"):
        made(root, "poster", preset="ofset")


def test_a_named_piece_is_made_in_any_format_of_its_template(root: Path) -> None:
    assert names(made(root, "poster", format="a5"), root / "build") == ["print/poster-A5.pdf"]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import errno

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    yield monkeypatch.setattr(making, "replacing", fails)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_one_sentence(root: Path) -> None:
    built = made(root, "poster")
    assert built.status == 1
    assert [problem.code for problem in built.problems] == ["disk-full"]
    assert built.problems[0].place.piece == "poster"


def test_a_file_in_place_of_the_output_folder_is_told(root: Path) -> None:
    put(root, "build", "a file")
    with pytest.raises(RefusedError, match="A file stands where a folder is needed"):
        made(root, "poster")


def test_a_manifest_that_lies_or_is_broken_does_no_harm(tmp_path: Path) -> None:
    put(
        tmp_path,
        ".manifest.json",
        '{"files": {"../../etc/passwd": ["a", "print", "d", 1, 1], "ok": ["a", "b", "c", 1, 1]}}',
    )
    assert set(Manifest(tmp_path).entries) == {"ok"}
    for text in ("", "[]", '{"files": 3}', '{"files": {"a": 3}}', "\0"):
        put(tmp_path, ".manifest.json", text)
        assert Manifest(tmp_path).entries == {}


def test_all_problems_of_a_broken_piece_are_told_at_once(root: Path) -> None:
    change(root, "pieces/poster.toml", '"poster-call"', '"poster-cal"')
    change(root, "pieces/poster.toml", '["A6"]', '["A66"]')
    change(root, "pieces/flyer.toml", '["A6"]', '["A66"]')
    change(root, "pieces/flyer.toml", 'kicker = "', 'kicer = "{nobody} ')
    found = [(p.code, p.place.file, p.place.key) for p in made(root).problems if p.severity == "error"]
    assert ("unknown-format", "pieces/poster.toml", "formats") in found
    assert ("unknown-template", "pieces/poster.toml", "template") in found
    assert ("unknown-format", "pieces/flyer.toml", "formats") in found
    assert [key for _, file, key in found if file == "pieces/flyer.toml"] == ["formats", "content.kicer"]


def test_a_broken_campaign_file_does_not_hide_what_is_wrong_with_its_pieces(root: Path) -> None:
    change(root, "campaign.toml", "[0, 80, 84, 0]", "[0, 80, 84]")
    change(root, "pieces/poster.toml", '"poster-call"', '"poster-cal"')
    built = made(root)
    assert built.status == 3
    assert [p.code for p in built.problems if p.severity == "error"] == ["wrong-value", "unknown-template"]
