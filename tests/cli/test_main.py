from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pressdesk.cli.main import COMMANDS, SCREENS, main
from tests.badinput.given import run
from tests.work.given import AS_OF, LOGO, campaign, change, put, tree

REPOSITORY = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path / "c")


def process(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", *map(str, words)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_help_lists_every_command_and_loads_nothing() -> None:
    done = process("--help")
    assert done.returncode == 0
    assert all(f"pressdesk {name} " in done.stdout for name in COMMANDS)
    assert done.stderr == ""
    code = "import sys; before = set(sys.modules); from pressdesk.cli.main import main; main(['--help'])\n"
    code += "print(sorted(name for name in set(sys.modules) - before if 'pressdesk' not in name))"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1]
    assert "argparse" not in loaded
    assert len(json.loads(loaded.replace("'", '"'))) < 5, loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: Capture) -> None:
    assert main([name, "--help"]) == 0
    assert f"pressdesk {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["biuld"],
        ["--bad"],
        ["build"],
        ["build", "x", "--bad"],
        ["build", "x", "--jobs", "many"],
        ["template"],
        ["template", "paint"],
        ["merge", "x"],
        ["qr", "x"],
        ["kit", "x"],
        ["a", "b"],
    ],
)
def test_wrong_words_are_status_2_in_one_sentence(words: list[str], capsys: Capture) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert "Traceback" not in err


def test_a_command_that_is_nearly_right_is_named(capsys: Capture) -> None:
    main(["biuld"])
    assert "Did you mean “build”?" in capsys.readouterr().err


def test_wrong_words_with_json_are_an_object(capsys: Capture) -> None:
    outcome = run(capsys, "build")
    assert (outcome.status, outcome.problems[0]["code"]) == (2, "usage")
    assert "pressdesk build" in outcome.problems[0]["remedy"]


def test_build_tells_its_files_on_standard_output_and_progress_beside_it(root: Path) -> None:
    done = process("build", root, "--as-of", AS_OF, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    made = [path for path in (root / "build").rglob("*.pdf") if not path.name.endswith(".certificate.pdf")]
    assert sorted(done.stdout.split()) == sorted(map(str, made))
    assert "poster A6 (print): made" in done.stderr
    assert "4 files made." in done.stderr
    assert "4 have their certificates beside them: " in done.stderr


def test_the_json_of_a_build_is_the_one_that_was_agreed(root: Path, capsys: Capture) -> None:
    change(root, "campaign.toml", 'slogan = "Qui veille ?"', 'slogan = "Qui veille ?"\nslogn = "x"')
    outcome = run(capsys, "build", root, "flyer", "--as-of", AS_OF, "--format", "A6")
    assert outcome.status == 0
    assert [set(file) for file in outcome.files] == [
        {"piece", "record", "path", "kind", "format", "pages", "sha256"}
    ] * 9
    assert [file["kind"] for file in outcome.files] == ["pdf", "certificate", "certificate"] * 3
    first = outcome.files[0]
    assert (first["piece"], first["record"], first["kind"], first["format"], first["pages"]) == (
        "flyer",
        "hautevoie-2027-03-08",
        "pdf",
        "A6",
        1,
    )
    import hashlib

    assert first["sha256"] == hashlib.sha256(Path(first["path"]).read_bytes()).hexdigest()
    assert outcome.problems == [
        {
            "severity": "warning",
            "code": "unknown-key",
            "piece": "",
            "place": "campaign.toml:5, slogn",
            "message": "There is no key “slogn” here; it is kept.",
            "remedy": "Did you mean “slogan”?",
        }
    ]


def test_options_of_build(root: Path, capsys: Capture, tmp_path: Path) -> None:
    outcome = run(capsys, "build", root, "poster", "--for", "screen", "--out", tmp_path / "o", "--as-of", AS_OF)
    assert [file["path"] for file in outcome.files] == [str(tmp_path / "o/screen/poster-A6.pdf")]
    assert run(capsys, "build", root, "--dry-run", "--out", tmp_path / "p", "--as-of", AS_OF).files[0]["sha256"] == ""
    assert main(["build", str(root), "poster", "--dry-run", "--out", str(tmp_path / "p"), "--as-of", AS_OF]) == 0
    assert "would be made" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()
    assert run(capsys, "build", root, "--as-of", "demain").status == 2
    assert run(capsys, "build", root, "--for", "printing").problems[0]["remedy"] == "Did you mean “print”?"
    assert run(capsys, "build", root, "--for", "word").problems[0]["code"] == "nothing-to-do"
    assert run(capsys, "build", root, "pstr").status == 2
    past = run(capsys, "build", root, "poster", "--as-of", "2028-01-01")
    assert "past-date" in [problem["code"] for problem in past.problems]


def test_a_merge_tells_the_worst_rows_before_it_runs(root: Path, capsys: Capture) -> None:
    change(root, "tables/events.csv", "2027-03-10", "le dix")
    assert main(["merge", str(root), "flyer", "--as-of", AS_OF, "--jobs", "1"]) == 1
    err = capsys.readouterr().err
    assert err.index("1 of 3 rows have problems") < err.index("“le dix”") < err.index("flyer hautevoie")


def test_prune(root: Path, capsys: Capture) -> None:
    run(capsys, "build", root, "--as-of", AS_OF)
    (root / "pieces/poster.toml").unlink()
    assert main(["build", str(root), "--prune", "--as-of", AS_OF]) == 0
    assert "1 deleted" in capsys.readouterr().err
    assert len(tree(root / "build")) == 3 * 3


def test_check_prints_problems_and_writes_nothing(root: Path, capsys: Capture) -> None:
    assert main(["check", str(root), "--as-of", AS_OF]) == 0
    assert all(line.startswith(("Warning:", "Note:")) for line in capsys.readouterr().out.splitlines())
    change(root, "pieces/poster.toml", '"{rally.town}"', '"{rally.twon}"')
    assert main(["check", str(root), "--as-of", AS_OF]) == 1
    out = capsys.readouterr().out
    assert "Error: pieces/poster.toml, content.town: Nothing is called “rally.twon”." in out
    assert not (root / "build").exists()


def test_check_mends_what_it_can_and_says_what(root: Path, capsys: Capture) -> None:
    with (root / "pieces/poster.toml").open("a", encoding="utf-8") as stream:
        stream.write("[tweaks.nobox]\nhide = true\n")
    assert main(["check", str(root), "poster", "--mend", "--json", "--as-of", AS_OF]) == 0
    told = json.loads(capsys.readouterr().out)
    mended = [(one["code"], one["piece"]) for one in told["mended"] if one["severity"] == "warning"]
    assert mended == [("unknown-box", "poster")]
    assert "nobox" not in (root / "pieces/poster.toml").read_text(encoding="utf-8")
    assert "unknown-box" not in [problem["code"] for problem in told["problems"]]
    assert main(["check", str(root), "poster", "--mend", "--as-of", AS_OF]) == 0
    assert "Mended" not in capsys.readouterr().out
    assert main(["check", str(root / "poster.pdf"), "--mend"]) == 2
    assert "the campaign's folder" in capsys.readouterr().err


def test_check_of_a_pdf_reads_its_boxes_and_codes(root: Path, capsys: Capture) -> None:
    run(capsys, "build", root, "poster", "--as-of", AS_OF)
    run(capsys, "build", root, "poster", "--as-of", AS_OF, "--for", "screen")
    good = run(capsys, "check", root / "build/print/poster-A6.pdf")
    assert (good.status, {problem["severity"] for problem in good.problems}) == (0, {"note"})
    assert any("105 × 148 mm" in problem["message"] for problem in good.problems)
    assert any("https://veille.example" in problem["message"] for problem in good.problems)
    assert "no-bleed" in [p["code"] for p in run(capsys, "check", root / "build/screen/poster-A6.pdf").problems]
    whole = (root / "build/print/poster-A6.pdf").read_bytes()
    (root / "broken.pdf").write_bytes(b"%PDF-1.4\n" + whole[5000:9000])
    assert run(capsys, "check", root / "broken.pdf").status == 3
    assert run(capsys, "check", root / "none.pdf").status == 3


def test_new_pack_unpack_import(tmp_path: Path, capsys: Capture) -> None:
    assert run(capsys, "new", tmp_path / "c").files[0]["path"] == str(tmp_path / "c/campaign.toml")
    logo = put(tmp_path, "Logo 1.svg", LOGO)
    outcome = run(capsys, "import", tmp_path / "c", logo, tmp_path / "none.jpg")
    assert outcome.status == 3
    assert [file["path"] for file in outcome.files] == [str(tmp_path / "c/pictures/logo-1.svg")]
    assert run(capsys, "pack", tmp_path / "c", tmp_path / "c.pressdesk").status == 0
    assert run(capsys, "unpack", tmp_path / "c.pressdesk", tmp_path / "d").status == 0
    assert tree(tmp_path / "c") == tree(tmp_path / "d")


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_a_code_is_written_and_can_be_read(tmp_path: Path, capsys: Capture, suffix: str) -> None:
    out = tmp_path / f"code.{suffix}"
    outcome = run(capsys, "qr", "https://été.example/a?b=c", "--out", out, "--size", "30mm")
    assert (outcome.status, outcome.problems) == (0, [])
    assert out.stat().st_size > 300
    if suffix == "png":
        from PIL import Image

        from pressdesk.qr.verify import decode

        with Image.open(out) as picture:
            assert decode(picture.convert("L")) == [outcome_payload("https://été.example/a?b=c")]


def outcome_payload(text: str) -> str:
    from pressdesk.qr.payload import parse

    return parse(text)


def test_codes_that_make_no_sense_are_told(tmp_path: Path, capsys: Capture) -> None:
    for words in (
        ["x", "--out", "a.gif"],
        ["x" * 5000, "--out", "a.svg"],
        ["x", "--out", "a.svg", "--size", "3"],
        ["x", "--out", "a.svg", "--size", "9000mm"],
        ["x", "--out", "a.svg", "--level", "Z"],
        ["x", "--out", "a.svg", "--kind", "lnk"],
        ["nolink", "--out", "a.svg", "--kind", "link"],
    ):
        outcome = run(capsys, "qr", words[0], *words[1:-1], *words[-1:])
        assert outcome.status == 2, words
        assert outcome.problems[0]["message"].endswith(".")
    outcome = run(capsys, "qr", "x", "--out", tmp_path / "none" / "a.svg")
    assert (outcome.status, outcome.problems[-1]["code"]) == (1, "missing-folder")


def test_presets_are_listed_with_those_of_the_campaign(tmp_path: Path, capsys: Capture) -> None:
    assert run(capsys, "presets").status == 0
    put(tmp_path, "c/presets/marche.toml", 'format = 1\ntitle = "Imprimerie du Marché"\nstandard = "PDF/X-1a:2003"\n')
    assert main(["presets", str(tmp_path / "c")]) == 0
    told = capsys.readouterr().out
    assert "Imprimerie du Marché" in told
    assert "presets/marche.toml" in told
    assert main(["presets", str(tmp_path / "c"), "--json"]) == 0
    listed = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)["presets"]}
    assert {"offset-coated", "offset-uncoated", "digital", "large-format", "office", "screen", "marche"} == set(listed)
    assert listed["marche"]["standard"] == "PDF/X-1a:2003"
    put(tmp_path, "c/presets/marche.toml", "format = 1\nmraks = []\n")
    broken = run(capsys, "presets", tmp_path / "c")
    assert (broken.status, [problem["code"] for problem in broken.problems]) == (3, ["unknown-key"])


def test_templates_are_listed_made_checked_and_shown(tmp_path: Path, capsys: Capture) -> None:
    assert main(["templates"]) == 0
    assert "poster-call" in capsys.readouterr().out
    assert main(["templates", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"triptych", "event-flyer"} <= {entry["name"] for entry in listed["templates"]}
    assert (listed["files"], listed["problems"]) == ([], [])
    assert run(capsys, "template", "new", tmp_path / "c/templates/ours").status == 0
    assert run(capsys, "template", "new", tmp_path / "c/templates/ours").status == 2
    assert run(capsys, "template", "check", tmp_path / "c/templates/ours").problems == []
    campaign(tmp_path / "c")
    out = tmp_path / "ours.png"
    outcome = run(capsys, "template", "preview", "ours", "--campaign", tmp_path / "c", "--out", out, "--format", "A5")
    assert (outcome.status, [problem["code"] for problem in outcome.problems]) == (0, ["qr-distance"])
    from PIL import Image

    with Image.open(out) as picture:
        assert picture.width == 1200
    put(tmp_path, "c/templates/ours/template.xml", "<template><a></template>")
    broken = run(capsys, "template", "check", tmp_path / "c/templates/ours")
    assert broken.status in (1, 3)
    assert ":1" in broken.problems[0]["place"]
    assert run(capsys, "template", "preview", "ous", "--out", out).status == 3
    assert run(capsys, "template", "preview", "poster-call", "--out", out, "--format", "DL").status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="another shell, other quotes")
def test_the_next_command_can_be_copied(tmp_path: Path, capsys: Capture) -> None:
    assert main(["new", str(tmp_path / "été & l'appel")]) == 0
    told = capsys.readouterr().err.removeprefix("Now: ")
    assert shlex.split(told) == ["pressdesk", "add", str(tmp_path / "été & l'appel"), "poster-call"]


def test_one_piece_is_spelt_with_the_names_of_all_tables(root: Path, capsys: Capture) -> None:
    put(root, "texts/lettre.md", '+++\nkind = "letter"\n+++\n\nRendez-vous à Hautevoie, dit le colectif.\n')
    put(root, "pieces/lettre.toml", 'format = 1\ntemplate = "letter"\nformats = ["A4"]\nstory = "lettre"\n')
    put(root, "tables/lieux.csv", "ville\nHautevoie\n")
    found = run(capsys, "check", root, "lettre", "--as-of", AS_OF).problems
    told = " ".join(one["message"] for one in found)
    assert "“colectif”" in told
    assert "Hautevoie" not in told


def test_without_a_screen_no_window_is_tried(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert "no screen" in capsys.readouterr().err


def test_a_machine_that_cannot_show_a_window_is_told_why(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file", name=name)

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("importlib.import_module", fails)
    assert main([]) == 1
    assert "libEGL.so.1" in capsys.readouterr().err


def test_the_window_opens_on_the_folder_that_was_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    class Window:
        @staticmethod
        def run(path: object) -> int:
            opened.append(path)
            return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("importlib.import_module", lambda _: Window)
    assert main([str(root)]) == 0
    assert main([]) == 0
    assert opened == [str(root), None]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_gets_its_sentences_and_json_is_utf_8(root: Path, encoding: str) -> None:
    change(root, "campaign.toml", 'language = "fr"', 'language = "xé"')
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    words = [sys.executable, "main.py", "check", str(root), "--as-of", AS_OF]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert b"no rules for the language" in done.stdout
    done = subprocess.run([*words, "--json"], cwd=REPOSITORY, capture_output=True, check=False, env=environment)
    assert "“xé”" in json.loads(done.stdout.decode("utf-8"))["problems"][0]["message"]


def test_a_reader_who_leaves_early_is_no_reason_to_complain(root: Path) -> None:
    command = f"{sys.executable} main.py build {root} --as-of {AS_OF} --json | true"
    done = subprocess.run(["bash", "-c", command], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.stderr.count("Traceback") + done.stderr.count("BrokenPipe") == 0, done.stderr
    command = f"{sys.executable} main.py --help | true"
    done = subprocess.run(["bash", "-c", command], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_ctrl_c_stops_cleanly(root: Path) -> None:
    put(root, "tables/events.csv", events(300))
    command = [sys.executable, "main.py", "merge", str(root), "flyer", "--as-of", AS_OF, "--jobs", "2"]
    working = subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert working.stderr is not None
    working.stderr.readline()
    os.killpg(working.pid, signal.SIGINT)
    _, rest = working.communicate(timeout=20)
    assert working.returncode == 130, rest
    assert "Traceback" not in rest
    assert "Stopped." in rest
    assert not [path for path in (root / "build").rglob("*") if path.name.endswith(".part")]


def events(count: int) -> str:
    head = "date;time;end;town;place\n"
    return head + "".join(f"2027-03-{i % 28 + 1:02};18:30;20:30;Ville {i};Salle {i}\n" for i in range(count))


def test_watching_builds_again_when_something_changes(root: Path) -> None:
    command = [sys.executable, "main.py", "build", str(root), "poster", "--as-of", AS_OF, "--watch"]
    working = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert working.stderr is not None
    try:
        until(working, "Waiting")
        first = (root / "build/print/poster-A6.pdf").read_bytes()
        change(root, "campaign.toml", "Qui veille ?", "Qui dort ?")
        until(working, "Waiting")
        assert (root / "build/print/poster-A6.pdf").read_bytes() != first
        change(root, "campaign.toml", 'slogan = "Qui dort ?"', "slogan = ")
        assert "not valid TOML" in until(working, "Waiting")
    finally:
        working.send_signal(signal.SIGINT)
        working.communicate(timeout=10)
    assert working.returncode == 130


def until(working: subprocess.Popen[str], word: str) -> str:
    assert working.stderr is not None
    text = ""
    limit = time.monotonic() + 20
    while word not in text and time.monotonic() < limit:
        text += working.stderr.readline()
    assert word in text
    return text


def test_check_shows_a_pdf_as_it_will_be_printed(root: Path, capsys: Capture, tmp_path: Path) -> None:
    assert main(["build", str(root), "poster", "--as-of", AS_OF]) == 0
    capsys.readouterr()
    path = root / "build/print/poster-A6.pdf"
    shown = run(capsys, "check", path, "--proof", tmp_path / "proof")
    assert [Path(file["path"]).name for file in shown.files][:2] == ["poster-a6-1-paper.png", "poster-a6-1-ink.png"]
    assert "certificate" in [problem["code"] for problem in shown.problems]
    path.write_bytes(path.read_bytes() + b"\n")
    changed = run(capsys, "check", path)
    assert (changed.status, "certificate-stale" in [problem["code"] for problem in changed.problems]) == (1, True)
    assert run(capsys, "check", root, "--proof", tmp_path / "proof").status == 2
